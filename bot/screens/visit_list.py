"""Lists of visits by month, library and person, with both totals; pure.

Every button carries the whole filter, so that a list needs no memory: `who.library.period`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import spans as said
from bot.screens.screen import Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visits import Names
from storage.records.visits import Counts, VisitRow

PAGE: Final = 8
PICKED: Final = 10  # libraries or people on a page of choices
ALL: Final = "0"


@dataclass(frozen=True, slots=True)
class Filter:
    """Whose visits, of which library, of which period; None is all."""

    staff_id: int | None = None
    library_id: int | None = None
    period: Period | None = None
    source: str | None = None

    @property
    def code(self) -> str:
        """Return the filter as a button carries it."""
        period = spans.press(self.period) if self.period else ALL
        period = said.with_source(period, self.source)
        return f"{self.staff_id or ALL}:{self.library_id or ALL}:{period}"

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> "Filter":
        """Read a button's arguments; raise ValueError for forged ones."""
        staff_id, library_id, period = arguments
        period, source = said.split_source(period)
        return cls(
            int(staff_id) or None,
            int(library_id) or None,
            None if period == ALL else Period.parse(period.replace(".", ":")),
            source,
        )

    def press(self, what: str, page: int = 0) -> str:
        """Return the press that shows a page of this filter's list or of its choices."""
        return f"visits.{what}:{self.code}:{page}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: its lines, whether there are more, and both totals."""

    rows: tuple[VisitRow, ...]
    counts: Counts
    number: int = 0
    has_more: bool = False
    can_choose: bool = True  # people and libraries beside one's own
    standing: Standing | None = None  # of the period; None: there is nothing yet


def listed(t: Translator, chosen: Filter, page: Page, names: Names) -> Screen:
    """Show a page of visits, newest first; each opens its card."""
    totals = msgid("Visits to libraries: {visits} (trips: {trips}).")
    text = lines(
        _heading(t, chosen, names),
        said.only_from(t, chosen.source),
        said.standing(t, page.standing) if page.standing else None,
        t(totals, visits=page.counts.visits, trips=page.counts.trips),
        *(_line(t, row, names) for row in page.rows),
        t(msgid("Press a line to open it.") if page.rows else msgid("There are none here yet.")),
    )
    opening = grid([_opening(row, chosen, page, names) for row in page.rows])
    return Screen(text, (*opening, *_paging(t, chosen, page), *_filters(t, chosen, page)))


def _heading(t: Translator, chosen: Filter, names: Names) -> Html:
    period = period_name(t, chosen.period)
    parts = [f"{t.plain(msgid('Visits'))}: {period}"]
    if chosen.library_id:
        parts.append(names.library(chosen.library_id))
    if chosen.staff_id:
        parts.append(names.person(chosen.staff_id))
    return bold("; ".join(parts))


def period_name(t: Translator, period: Period | None) -> str:
    """Name a period; None is all time."""
    return said.name(t, period)


def _line(t: Translator, row: VisitRow, names: Names) -> Html:
    place = t("{on} {library}", on=_on(row.visited_on), library=names.library(row.library_id))
    return Html(f"{place}{_mark(t, row)}: {t('{text}', text=cut(_what(t, row, names), 60))}")


def _what(t: Translator, row: VisitRow, names: Names) -> str:
    if row.outcome == "closed":
        return t.plain(msgid("the library was closed"))
    if row.needs_text:
        return t.plain(msgid("the text is needed"))
    return row.done or ", ".join(names.choice("purposes", code) for code in row.purposes)


def _mark(t: Translator, row: VisitRow) -> str:
    if row.confirmation == "disputed":
        return f" ({t(msgid('there is an inaccuracy'))})"
    return f" ({t(msgid('no reply'))})" if row.confirmation == "waiting" else ""


def _on(day: date) -> str:
    return f"{day:%d.%m.%y}"


def _opening(row: VisitRow, chosen: Filter, page: Page, names: Names) -> Button:
    label = f"{row.visited_on:%d.%m} {names.library(row.library_id)}"
    return Button(cut(label, 30), f"visit.show:{row.visit_id}:{chosen.code}:{page.number}")


def _paging(t: Translator, chosen: Filter, page: Page) -> Rows:
    buttons = []
    if page.number:
        newer = chosen.press("list", page.number - 1)
        buttons.append(Button(t.plain(msgid("← Newer")), newer))
    if page.has_more:
        older = chosen.press("list", page.number + 1)
        buttons.append(Button(t.plain(msgid("Older →")), older))
    return (tuple(buttons),) if buttons else ()


def _filters(t: Translator, chosen: Filter, page: Page) -> Rows:
    buttons = [
        Button(t.plain(msgid("By month")), chosen.press("months")),
        Button(t.plain(msgid("By library")), chosen.press("libraries")),
    ]
    if page.can_choose:
        buttons.append(Button(t.plain(msgid("By person")), chosen.press("people")))
    following = replace(chosen, source=said.next_source(chosen.source))
    buttons.append(said.source_button(t, chosen.source, following.press("list")))
    return grid(buttons)


# -------------------------------------------------------------------- choosing


def months(t: Translator, chosen: Filter, year: int, years: tuple[int, int]) -> Screen:
    """Offer the months of a year, the whole year, the years beside it, and all years."""
    buttons = [
        _period_button(t, chosen, Period("month", year, number + 1)) for number in range(12)
    ]
    whole = [_period_button(t, chosen, Period("year", year)), _period_button(t, chosen, None)]
    first, last = years
    beside = [
        Button(str(other), replace(chosen, period=Period("year", other)).press("months"))
        for other in (year - 1, year + 1)
        if first <= other <= last
    ]
    text = t(msgid("Which period? Press it."))
    rows = (*_pairs(buttons), *column(whole), *((tuple(beside),) if beside else ()))
    return Screen(text, (*rows, _back(t, chosen)))


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def _period_button(t: Translator, chosen: Filter, period: Period | None) -> Button:
    return Button(period_name(t, period), replace(chosen, period=period).press("list"))


@dataclass(frozen=True, slots=True)
class Choices:
    """Libraries or people to choose from: a page of (id, name), and what is asked."""

    what: str  # libraries or people
    options: tuple[tuple[int, str], ...]
    page: int = 0
    mine: int | None = None  # the reader, for «Только мои»
    has_all: bool = True  # the reader may see all of them at once


def choose(t: Translator, chosen: Filter, choices: Choices) -> Screen:
    """Offer libraries or people, a page at a time; a name can be typed."""
    start = choices.page * PICKED
    shown = choices.options[start : start + PICKED]
    buttons = [
        Button(cut(name, 30), with_one(chosen, choices.what, key).press("list"))
        for key, name in shown
    ]
    head = []
    if choices.has_all:
        everything = with_one(chosen, choices.what, None).press("list")
        head.append(Button(t.plain(_ALL[choices.what]), everything))
    if choices.mine:
        mine = with_one(chosen, choices.what, choices.mine).press("list")
        head.append(Button(t.plain(msgid("Only mine")), mine))
    return Screen(
        t(_ASKED[choices.what]),
        (*grid(head), *grid(buttons), *_pages(t, chosen, choices), _back(t, chosen)),
    )


def with_one(chosen: Filter, what: str, key: int | None) -> Filter:
    """Return the filter with another library or person; None is all of them."""
    if what == "people":
        return replace(chosen, staff_id=key)
    return replace(chosen, library_id=key)


def _pages(t: Translator, chosen: Filter, choices: Choices) -> Rows:
    pages = max(1, -(-len(choices.options) // PICKED))
    if pages == 1:
        return ()
    label = t.plain(msgid("More choices ({page} of {pages})"), page=choices.page + 1, pages=pages)
    return ((Button(label, chosen.press(choices.what, (choices.page + 1) % pages)),),)


def _back(t: Translator, chosen: Filter) -> tuple[Button, ...]:
    return (Button(t.plain(msgid("Back")), chosen.press("list")),)


_ALL: Final = {"people": msgid("Everybody"), "libraries": msgid("All libraries")}
_ASKED: Final = {
    "people": msgid("Whose visits? Press or type a surname."),
    "libraries": msgid("Which library? Press or type its name."),
}
