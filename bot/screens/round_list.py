"""`/rounds`: lists and sums by library, settlement and time, and the report's sentence; pure.

Every button carries the whole filter, so that a list needs no memory: `library:place:time`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.spans import Days, Span, Standing
from bot.screens import spans as said
from bot.screens.round_card import LISTED, TITLES_ASKED, Names, more_line, tally_lines
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visits import LINE
from storage.records.rounds import RoundRow, RoundSums

PAGE: Final = 8  # rounds of a list
PICKED: Final = 10  # libraries or settlements on a page
ALL: Final = "0"


@dataclass(frozen=True, slots=True)
class Filter:
    """Of which library, place and time; None is all.

    A place is a settlement's number, or the negated number of a library that has no list of
    settlements (`storage/aggregates.py`).
    """

    library_id: int | None = None
    place: int | None = None
    time: Span | None = None
    source: str | None = None

    @property
    def code(self) -> str:
        """Return the filter as a button carries it."""
        time = said.with_source(spans.press(self.time) if self.time else ALL, self.source)
        return f"{self.library_id or ALL}:{self.place or ALL}:{time}"

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> "Filter":
        """Read a button's arguments; raise ValueError for forged ones."""
        library_id, place, code = arguments
        code, source = said.split_source(code)
        time = None if code == ALL else spans.parse(code)
        return cls(int(library_id) or None, int(place) or None, time, source)

    @property
    def days(self) -> Days:
        """Return the first and the last day, both included."""
        return spans.days(self.time) if self.time else (date.min, date.max)

    @property
    def year(self) -> int | None:
        """Return the year of the last day, or None for all years."""
        return None if self.time is None else self.days[1].year

    def press(self, what: str, page: int = 0) -> str:
        """Return the press that shows a page of this filter's list or of its choices."""
        return f"rounds.{what}:{self.code}:{page}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: its lines, whether there are more, and what all of them add up to."""

    rows: tuple[RoundRow, ...]
    sums: RoundSums
    number: int = 0
    has_more: bool = False
    can_enter: bool = False
    has_libraries: bool = True  # the reader sees more than one
    standing: Standing | None = None  # of the time; None: there is nothing yet


# -------------------------------------------------------------------- the list


def listed(t: Translator, chosen: Filter, page: Page, names: Names) -> Screen:
    """Show a page of rounds, the latest first, under what all of them add up to."""
    text = lines(
        heading(t, chosen, names, page.standing),
        *(_sum_lines(t, page.sums) if page.sums.rounds else ()),
        *(_line(t, row, names) for row in page.rows),
        t(msgid("Press a round to open it.") if page.rows else msgid("There are no rounds here.")),
    )
    opening = grid([_opening(row, chosen, page, names) for row in page.rows])
    return Screen(text, (*opening, *_paging(t, chosen, page), *_filters(t, chosen, page)))


def heading(t: Translator, chosen: Filter, names: Names, standing: Standing | None = None) -> Html:
    """Say which rounds these are, and whether their period is closed."""
    return lines(
        bold(f"{t.plain(msgid('Rounds'))}: {about(t, chosen, names)}"),
        said.only_from(t, chosen.source),
        said.standing(t, standing) if standing else None,
    )


def about(t: Translator, chosen: Filter, names: Names) -> str:
    """Name the time, the library and the settlement of a filter, as plain text."""
    parts = [said.name(t, chosen.time)]
    if chosen.library_id:
        parts.append(names.library(chosen.library_id))
    if chosen.place:
        parts.append(place_name(chosen.place, names))
    return "; ".join(parts)


def place_name(place: int, names: Names) -> str:
    """Name a place by its number; a negated one is a library's own place."""
    return names.place(0, place) if place > 0 else names.place(-place, None)


def _sum_lines(t: Translator, sums: RoundSums) -> tuple[Html | None, ...]:
    counted = msgid("Rounds: {rounds}, settlements: {places}.")
    return (
        t(counted, rounds=sums.rounds, places=sums.places),
        tally_lines(t, sums.tally),
        more_line(t, sums.tally),
    )


def _line(t: Translator, row: RoundRow, names: Names) -> Html:
    told = t(
        msgid("{on} {settlement}: households {households}, asked {asked}, new {new}"),
        on=f"{row.made_on:%d.%m.%y}",
        settlement=names.place(row.library_id, row.settlement_id),
        households=row.households,
        asked=row.asked,
        new=row.new_readers,
    )
    return told if row.state == "saved" else Html(f"{told} ({t(msgid('not finished'))})")


def _opening(row: RoundRow, chosen: Filter, page: Page, names: Names) -> Button:
    label = f"{row.made_on:%d.%m} {names.place(row.library_id, row.settlement_id)}"
    return Button(cut(label, WIDE), f"round.show:{row.round_id}:{chosen.code}:{page.number}")


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
        Button(t.plain(msgid("By time")), chosen.press("times")),
        *([Button(t.plain(BY_LIBRARY), chosen.press("libraries"))] if page.has_libraries else []),
        Button(t.plain(msgid("By place")), chosen.press("places")),
        Button(t.plain(msgid("Residents’ answers")), chosen.press("named")),
        Button(t.plain(msgid("For the report")), chosen.press("sentence")),
    ]
    if page.sums.rounds:
        buttons.append(Button(t.plain(msgid("Chart, files")), chosen.press("files")))
    if page.can_enter:
        buttons.append(Button(t.plain(msgid("Enter a round")), "rounds.enter"))
    following = replace(chosen, source=said.next_source(chosen.source))
    buttons.append(said.source_button(t, chosen.source, following.press("list")))
    return grid(buttons)


# -------------------------------------------------------------------- sums


@dataclass(frozen=True, slots=True)
class Choice:
    """A library, settlement or month with what its rounds add up to."""

    name: str
    sums: RoundSums
    chosen: Filter


@dataclass(frozen=True, slots=True)
class Named:
    """Libraries or settlements to choose from, a page of them at a time."""

    what: str  # libraries or places
    choices: tuple[Choice, ...]
    page: int = 0
    standing: Standing | None = None


def by_name(t: Translator, chosen: Filter, named: Named, names: Names) -> Screen:
    """Show what each library or settlement adds up to; each opens its list."""
    shown = named.choices[named.page * PICKED : (named.page + 1) * PICKED]
    text = lines(
        heading(t, with_one(chosen, named.what, None), names, named.standing),
        *(_choice_line(t, one) for one in shown),
        t(msgid("Press a name to see its rounds, or type it.") if shown else NONE_YET),
    )
    buttons = [Button(cut(one.name, WIDE), one.chosen.press("list")) for one in shown]
    rows = (*column([_all(t, chosen, named.what)]), *grid(buttons))
    return Screen(text, (*rows, *_turning(t, chosen, named), _back(t, chosen)))


def with_one(chosen: Filter, what: str, key: int | None) -> Filter:
    """Return the filter with another library (its places are others) or place; None is all."""
    if what == "libraries":
        return replace(chosen, library_id=key, place=None)
    return replace(chosen, place=key)


def _all(t: Translator, chosen: Filter, what: str) -> Button:
    return Button(t.plain(_ALL[what]), with_one(chosen, what, None).press("list"))


def _turning(t: Translator, chosen: Filter, named: Named) -> Rows:
    pages = -(-len(named.choices) // PICKED)
    if pages <= 1:
        return ()
    text = msgid("More choices ({page} of {pages})")
    label = t.plain(text, page=named.page + 1, pages=pages)
    return ((Button(label, chosen.press(named.what, (named.page + 1) % pages)),),)


def _choice_line(t: Translator, one: Choice) -> Html:
    return t(
        msgid("{name}: rounds {rounds}, households {households}, asked {asked}, new {new}"),
        name=one.name,
        rounds=one.sums.rounds,
        households=one.sums.tally.households,
        asked=one.sums.tally.asked,
        new=one.sums.tally.new_readers,
    )


@dataclass(frozen=True, slots=True)
class Year:
    """A year with what its months add up to, and the years that have rounds."""

    year: int
    months: Mapping[int, RoundSums]
    years: tuple[int, int]
    standing: Standing | None = None


def times(t: Translator, chosen: Filter, of: Year, names: Names) -> Screen:
    """Show what each month of a year adds up to; months, quarters, years, any dates to open."""
    named = [
        Choice(_month(t, of.year, month), sums, _at(chosen, Period("month", of.year, month)))
        for month, sums in sorted(of.months.items())
    ]
    text = lines(
        heading(t, _at(chosen, Period("year", of.year)), names, of.standing),
        *(_choice_line(t, one) for one in named),
        t(msgid("Which time? Press it or write two dates, for example: 01.03 - 15.04")),
    )
    quarters = [Period("quarter", of.year, number) for number in (1, 2, 3, 4)]
    rows = (
        *grid([Button(one.name, one.chosen.press("list")) for one in named]),
        *grid([_period(t, chosen, one) for one in quarters]),
        *column([_period(t, chosen, Period("year", of.year)), _period(t, chosen, None)]),
    )
    return Screen(text, (*rows, *_beside(chosen, of), _back(t, chosen)))


def _month(t: Translator, year: int, month: int) -> str:
    return t.month(date(year, month, 1))


def _at(chosen: Filter, time: Period | None) -> Filter:
    return replace(chosen, time=time)


def _period(t: Translator, chosen: Filter, time: Period | None) -> Button:
    return Button(said.name(t, time), _at(chosen, time).press("list"))


def _beside(chosen: Filter, of: Year) -> Rows:
    first, last = of.years
    years = [year for year in (of.year - 1, of.year + 1) if first <= year <= last]
    buttons = [
        Button(str(year), _at(chosen, Period("year", year)).press("times")) for year in years
    ]
    return (tuple(buttons),) if buttons else ()


def _back(t: Translator, chosen: Filter) -> tuple[Button, ...]:
    return (Button(t.plain(msgid("Back")), chosen.press("list")),)


def sentence(
    t: Translator, chosen: Filter, told: str, names: Names, standing: Standing | None = None
) -> Screen:
    """Show the report's sentence, ready to be copied."""
    text = lines(heading(t, chosen, names, standing), t("{text}", text=told))
    copy = (Button(t.plain(msgid("Copy")), copy=told),) if len(told) <= COPIED else ()
    return Screen(text, (*((copy,) if copy else ()), _back(t, chosen)))


BY_LIBRARY: Final = msgid("By library")


def named(
    t: Translator,
    chosen: Filter,
    counts: Mapping[str, Mapping[str, int]],
    names: Names,
    standing: Standing | None = None,
) -> Screen:
    """Show why residents do not read, their ages and what they wish, the most frequent first."""
    told = [
        t(text, counts=names.counts(of, counts[of])) for of, text in LISTED.values() if counts[of]
    ]
    titles = ", ".join(
        f"«{cut(one, LINE)}» {n}" for one, n in list(counts["title"].items())[:TITLES]
    )
    if titles:
        told.append(t(TITLES_ASKED, titles=titles))
    told = told or [t(msgid("Nothing of this was noted in these rounds."))]
    return Screen(lines(heading(t, chosen, names, standing), *told), (_back(t, chosen),))


TITLES: Final = 20  # that are shown
COPIED: Final = 256  # characters that a button copies (Bot API, CopyTextButton)
NONE_YET: Final = msgid("There are no rounds here.")
_ALL: Final = {"libraries": msgid("All libraries"), "places": msgid("All settlements")}
