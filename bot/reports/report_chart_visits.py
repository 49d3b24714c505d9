"""The picture of visits by month beside the plan, for the report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports import report_canvas as canvas
from bot.reports import report_spread as spreads
from bot.reports.report_canvas import (
    EDGE_IN,
    INNER_IN,
    LETTERS_PT,
    LOOKS,
    Heading,
    Look,
    Page,
)
from bot.reports.report_spread import Spread
from bot.screens.plan_facts import month_short, quarter_short
from storage.aggregates import Scope
from storage.database import Reader

BAR: Final = 0.42  # of a month's width
DIGIT: Final = 0.74  # of its size a digit is wide
FEW: Final = 6  # so few times have room for their whole names
MANY: Final = 12  # more months are put together by quarter, more quarters by year
NONE: Final[Spread[str]] = Spread({})


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, quarter or year: 2026-10, 2026-q4, 2026."""

    time: str
    visits: int
    planned: int


@dataclass(frozen=True, slots=True)
class Visits:
    """What is drawn; without plan its bars are left out."""

    first: date
    last: date
    visits: Spread[str]
    planned: Spread[str] = NONE

    name = "visits"

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return the times from the first to the last."""
        months = list(_months(self.first, self.last))
        for name in (_month, _quarter, _year):
            times = list(dict.fromkeys(map(name, months)))
            if len(times) <= MANY:
                break
        grouped = [
            {time: sum(of.by.get(m, 0) for m in months if name(m) == time) for time in times}
            for of in (self.visits, self.planned)
        ]
        return tuple(Bar(time, *(one[time] for one in grouped)) for time in times)

    def title(self, t: Translator) -> str:
        """Say what it is of."""
        if self.planned.by:
            return t.plain(msgid("Visits to libraries by month and the plan"))
        return t.plain(msgid("Visits to libraries by month"))

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""
        visits = self.visits.total - self.visits.corrected - self.visits.rest
        said = [t.plain(plural("{n} visit", "{n} visits"), n=visits)]
        if self.planned.by:
            planned = self.planned.total - self.planned.corrected - self.planned.rest
            said.append(
                t.plain(plural("{n} line of the plan", "{n} lines of the plan"), n=planned)
            )
        return ", ".join(said)

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Say what corrections did."""
        return corrected(t, self.visits, msgid("Corrections for several months, not drawn: {n}."))

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows."""
        if not self.planned.by:
            alone = plural(
                "Bars by month, {period}: {n} visit to libraries in all; {months}.",
                "Bars by month, {period}: {n} visits to libraries in all; {months}.",
            )
            months = (
                f"{_named(t, one.time)} {t.number(one.visits)}" for one in self.bars if one.visits
            )
            return t.plain(alone, period=period, n=self.visits.total, months=", ".join(months))
        both = plural(
            "Bars by month, {period}: {n} visit to libraries in all, planned: {planned}; "
            "{months}.",
            "Bars by month, {period}: {n} visits to libraries in all, planned: {planned}; "
            "{months}.",
        )
        item = msgid("{month} {visits} (plan {planned})")
        months = (
            t.plain(item, month=_named(t, one.time), visits=one.visits, planned=one.planned)
            for one in self.bars
            if one.visits or one.planned
        )
        return t.plain(
            both, period=period, n=self.visits.total, planned=self.planned.total,
            months=", ".join(months),
        )  # fmt: skip

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw a pair of bars for each time."""
        told: list[tuple[Look, str]] = [("full", t.plain(msgid("visits made")))]
        if self.planned.by:
            told.insert(0, ("empty", t.plain(msgid("planned"))))
        page = Page(heading, 3.0 + canvas.legend_in(told), folder)
        page.legend(told)
        axes = page.axes(EDGE_IN + 0.3, page.bottom + 0.35, INNER_IN - 0.3, 2.6)
        _draw(t, axes, self)
        return page


async def read(db: Reader, t: Translator, scope: Scope) -> Visits | None:
    """Return what is to be drawn; None where there is neither visit nor plan."""
    del t
    visits = await spreads.by_month(db, "visits", scope)
    planned = await spreads.by_month(db, "visits_planned", scope)
    if not (any(visits.by.values()) or any(planned.by.values())):
        return None
    return Visits(scope.first, scope.last, visits, planned)


def corrected(t: Translator, of: Spread[Any], rest: str) -> tuple[str, ...]:
    """Say what corrections of a measure are in a picture, and (`rest`) what is not."""
    said = []
    if of.corrected:
        said.append(t.plain(msgid("Corrections, drawn with the rest: {n}."), n=of.corrected))
    if of.rest:
        said.append(t.plain(rest, n=of.rest))
    return tuple(said)


def _draw(t: Translator, axes: Any, of: Visits) -> None:
    bars = of.bars
    places = range(len(bars))
    shown: list[tuple[Look, float, list[int]]] = [("full", 0.0, [one.visits for one in bars])]
    if of.planned.by:
        shown = [
            ("empty", -BAR / 2, [one.planned for one in bars]),
            ("full", BAR / 2, shown[0][2]),
        ]
    digits = max(len(t.number(n)) for *_, numbers in shown for n in numbers)
    room_pt = 72 * BAR * (INNER_IN - 0.3) / max(len(bars), 3)
    size_pt = max(5.0, min(LETTERS_PT - 2, room_pt / (DIGIT * digits)))
    for look, aside, numbers in shown:
        at = [place + aside for place in places]
        axes.bar(at, numbers, BAR, linewidth=1, **LOOKS[look])
        for place, number in zip(at, numbers, strict=True):
            if number > 0:
                axes.annotate(
                    t.number(number), (place, number), (0, 2), textcoords="offset points",
                    ha="center", va="bottom", fontsize=size_pt,
                )  # fmt: skip
    axes.set_ylim(0, max(4, *(n for *_, numbers in shown for n in numbers)) * 1.12)
    axes.set_xlim(-0.6, max(len(bars), 3) - 0.4)  # one month alone is no wall
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_xticks(list(places), [_short(t, one.time, len(bars)) for one in bars])
    axes.tick_params(labelsize=LETTERS_PT - 2)
    axes.tick_params(axis="x", length=0)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


# -------------------------------------------------------------------- times


def _months(first: date, last: date) -> Iterator[str]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12}-{number % 12 + 1:02}"


def _month(month: str) -> str:
    return month


def _quarter(month: str) -> str:
    return f"{month[:4]}-q{(int(month[5:]) + 2) // 3}"


def _year(month: str) -> str:
    return month[:4]


def _named(t: Translator, time: str) -> str:
    year, _, part = time.partition("-")
    if not part:
        return year
    if part.startswith("q"):
        return f"{quarter_short(t, int(part[1:]))} {year}"
    return t.month(date(int(year), int(part), 1))


def _short(t: Translator, time: str, of: int) -> str:
    year, _, part = time.partition("-")
    if not part:
        return year
    if part.startswith("q"):
        return f"{quarter_short(t, int(part[1:])).replace(' ', chr(10))}\n{year}"
    month = date(int(year), int(part), 1)
    return t.month(month) if of <= FEW else month_short(t, month)
