"""The picture of the monitoring's indicators beside those of a year before, for the report.

Only the same month of both years is compared, and only libraries that answered both times:
libraries count from the beginning of a year, and one that is silent is no decline.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports import report_canvas as canvas
from bot.reports.report_canvas import Group, Heading, Look, Page
from bot.rules import indicators
from bot.rules.measures import NAMES
from bot.screens import amounts
from bot.screens import indicators as numbers
from bot.screens.monitoring import month_of
from storage import corrections, measures
from storage.aggregates import Scope
from storage.database import Reader
from storage.measures import INDICATORS


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator (a measure's name) now and a year before."""

    measure: str
    now: float
    then: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What is drawn: the months compared (2026-10), of the libraries that answered both times.

    `answered`: libraries that did now.
    """

    now: str
    then: str
    pairs: tuple[Pair, ...]
    compared: int
    answered: int
    is_corrected: bool = False  # which a picture library by library cannot show

    name = "figures"

    def title(self, t: Translator) -> str:
        """Say what it is of."""
        return t.plain(msgid("Indicators of the monitoring beside the year before"))

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""
        said = plural("answers of {n} library", "answers of {n} libraries")
        return t.plain(said, n=self.compared)

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Say how the bars are to be read."""
        said = [t.plain(msgid("Each indicator has a scale of its own."))]
        if self.compared < self.answered:
            text = msgid("Compared are libraries that answered both times: {n} of {all}.")
            said.append(t.plain(text, n=self.compared, all=self.answered))
        if self.is_corrected:
            said.append(t.plain(msgid("Corrections of these indicators are not drawn.")))
        return tuple(said)

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows."""
        del period  # the months say it
        item = msgid("{name} {now} (a year before {then}, {change})")
        pairs = (
            t.plain(
                item,
                name=t.plain(NAMES[one.measure]),
                now=amounts.of_measure(t, one.measure, one.now),
                then=amounts.of_measure(t, one.measure, one.then),
                change=_change(t, one),
            )
            for one in self.pairs
        )  # fmt: skip
        text = msgid("Indicators of the monitoring, {now} and {then}: {pairs}.")
        months = {"now": _in_words(t, self.now), "then": _in_words(t, self.then)}
        return t.plain(text, **months, pairs="; ".join(pairs))

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw a pair of bars for each indicator."""
        told: tuple[tuple[Look, str], ...] = (
            ("full", month_of(t, self.now)),
            ("hatched", month_of(t, self.then)),
        )
        groups = [
            Group(
                t.plain(NAMES[one.measure]),
                (
                    ("full", one.now, amounts.of_measure(t, one.measure, one.now)),
                    ("hatched", one.then, amounts.of_measure(t, one.measure, one.then)),
                ),
                _change(t, one),
            )
            for one in self.pairs
        ]
        legend_in = canvas.legend_in(told)
        page = Page(heading, legend_in + canvas.groups_in(groups), folder)
        page.legend(told)
        canvas.draw_groups(page, page.top - legend_in, groups, one_scale=False)
        return page


async def read(db: Reader, t: Translator, scope: Scope) -> Figures | None:
    """Return what is to be drawn; None where no indicator is known of both years."""
    del t
    now = await _month(db, scope)
    if now is None:
        return None
    then = f"{int(now[:4]) - 1}{now[4:]}"
    month = date.fromisoformat(f"{then}-01")
    a_year_before = Scope(first=month, last=month, libraries=scope.libraries)
    pairs, both, asked = [], set[int](), set[int]()
    for name in (f"figure_{one}" for one in INDICATORS):
        here, there = [await measures.by_library(db, name, one) for one in (scope, a_year_before)]
        common = here.keys() & there.keys()
        both |= common
        asked |= here.keys()
        pair = Pair(name, *(sum(one[library] for library in common) for one in (here, there)))
        pairs += [pair] if pair.now and pair.then else []
    added = await corrections.sums(db, scope)
    if not pairs:
        return None
    is_corrected = any(added.get(one.measure) for one in pairs)
    return Figures(now, then, tuple(pairs), len(both), len(asked), is_corrected=is_corrected)


async def _month(db: Reader, scope: Scope) -> str | None:
    """Return the month of the latest monitoring of a time."""
    for name in INDICATORS:
        found = await measures.by_month(db, f"figure_{name}", scope)
        if found:
            return next(iter(found))
    return None


def _in_words(t: Translator, month: str) -> str:
    return f"{t.month(date.fromisoformat(f'{month}-01'))} {month[:4]}"


def _change(t: Translator, one: Pair) -> str:
    return numbers.percent(t, indicators.change_percent(one.now, one.then))
