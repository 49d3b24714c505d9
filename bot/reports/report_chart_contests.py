"""The picture of who took part in contests and what they were awarded, for the report."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports import report_canvas as canvas
from bot.reports.report_canvas import Group, Heading, Look, Page
from bot.screens.screen import inner
from storage import measures
from storage.aggregates import Scope
from storage.database import Reader, Row

MOST: Final = 8
LEGEND: Final[tuple[tuple[Look, str], ...]] = (
    ("full", msgid("entries")),
    ("hatched", msgid("libraries taking part")),
    ("empty", msgid("awards")),
)


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest with its numbers; no awards: none, or not published."""

    title: str
    entries: int
    libraries: int
    awards: int


@dataclass(frozen=True, slots=True)
class Contests:
    """Those with the most entries; `more` contests are not drawn."""

    shown: tuple[Contest, ...]
    entries: int  # of all
    libraries: int  # of all, each once
    more: int = 0

    name = "contests"

    @property
    def _legend(self) -> tuple[tuple[Look, str], ...]:
        return LEGEND if any(one.awards for one in self.shown) else LEGEND[:2]

    def title(self, t: Translator) -> str:
        """Say what it is of."""
        return t.plain(msgid("Taking part in contests"))

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""
        return t.plain(plural("{n} contest entry", "{n} contest entries"), n=self.entries)

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Say what is not drawn."""
        more = plural(
            "{n} more contest with fewer entries is not drawn.",
            "{n} more contests with fewer entries are not drawn.",
        )
        return (t.plain(more, n=self.more),) if self.more else ()

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows."""
        said = plural(
            "Taking part in contests, {period}: {n} entry, libraries: {libraries}. {contests}.",
            "Taking part in contests, {period}: {n} entries, libraries: {libraries}. {contests}.",
        )
        bare = msgid("«{title}» – entries {entries}, libraries {libraries}")
        awarded = msgid("«{title}» – entries {entries}, libraries {libraries}, awards {awards}")
        contests = (
            t.plain(
                awarded if one.awards else bare, title=inner(one.title),
                entries=one.entries, libraries=one.libraries, awards=one.awards,
            )
            for one in self.shown
        )  # fmt: skip
        return t.plain(
            said, period=period, n=self.entries, libraries=self.libraries,
            contests="; ".join(contests),
        )  # fmt: skip

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw the numbers of each contest under its title."""
        told = tuple((look, t.plain(text)) for look, text in self._legend)
        groups = [
            Group(
                one.title,
                tuple(
                    (look, n, t.number(n))
                    for (look, _), n in zip(
                        told, (one.entries, one.libraries, one.awards), strict=False
                    )
                    if n or look != "empty"  # not yet published ones have none to tell
                ),
            )
            for one in self.shown
        ]
        legend_in = canvas.legend_in(told)
        page = Page(heading, legend_in + canvas.groups_in(groups), folder)
        page.legend(told)
        canvas.draw_groups(page, page.top - legend_in, groups, one_scale=True)
        return page


async def read(db: Reader, t: Translator, scope: Scope) -> Contests | None:
    """Return what is to be drawn; None where there are no entries."""
    del t
    rows = await measures.behind(db, "entries", scope)
    by_contest: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_contest[row["contest"], row["audience"]].append(row)
    if not by_contest:
        return None
    contests = sorted(
        (_contest(title, entries) for (title, _), entries in by_contest.items()),
        key=lambda one: (-one.entries, one.title),
    )
    libraries = {row["library_id"] for row in rows} - {None}
    more = max(len(contests) - MOST, 0)
    return Contests(tuple(contests[:MOST]), len(rows), len(libraries), more)


def _contest(title: str, entries: list[Row]) -> Contest:
    libraries = {row["library_id"] for row in entries} - {None}
    awards = sum(row["award_id"] is not None for row in entries)
    return Contest(title, len(entries), len(libraries), awards)
