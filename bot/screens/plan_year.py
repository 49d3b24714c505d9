"""The year's plan: libraries with their months, a library's twelve months, what is mine; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.periods import Period
from bot.rules.spans import Standing
from bot.screens import spans as said
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from storage.records.libraries import Library
from storage.records.visit_plan import PlanLine

PAGE: Final = 8  # libraries on a page
MINE: Final = 20  # lines of «Мой план»

PLAN: Final = msgid("Plan of visits")
STATES: Final = {  # behind a month; a planned line that was not moved is the month alone
    "done": msgid("{month} (done)"),
    "cancelled": msgid("{month} (cancelled)"),
    "moved": msgid("{month} (moved, was: {was})"),
}
ON_BUTTONS: Final = {
    "planned": msgid("{month}: plan"),
    "done": msgid("{month}: was"),
    "cancelled": msgid("{month}: off"),
}


@dataclass(frozen=True, slots=True)
class Names:
    """How libraries and people are called in the reader's language."""

    library: Callable[[int], str]
    person: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Year:
    """A page of a year's plan: its libraries, all lines of the year, what is mine now."""

    year: int
    libraries: Sequence[Library]  # of this page
    lines: Sequence[PlanLine]  # of the year, all libraries
    page: int
    pages: int
    without: int  # open libraries that have no line
    may_change: bool
    mine: Sequence[PlanLine] = ()  # of the current month, not done yet
    years: tuple[int, ...] = ()  # others that can be opened
    can_copy: bool = False
    standing: Standing = "open"  # whether the year is closed


# -------------------------------------------------------------------- words


def year_name(t: Translator, year: int) -> str:
    """Name a year: «2026 год»."""
    text, values = Period("year", year).label
    return t.plain(text, year=str(values["year"]))


def month_name(t: Translator, month: date) -> str:
    """Name a month with its year: «октябрь 2026 года»."""
    text, values = Period("month", month.year, month.month).label
    return t.plain(text, year=str(values["year"]))


def month_short(t: Translator, month: date, year: int) -> str:
    """Name a month, with its year only where that is another one."""
    return t.month(month) if month.year == year else month_name(t, month)


def line_word(t: Translator, line: PlanLine, year: int) -> str:
    """Say a line's month with what became of it: «март (отмечено)»."""
    month = month_short(t, line.month, year)
    if line.state != "planned":
        return t.plain(STATES[line.state], month=month)
    if line.is_moved:
        was = month_short(t, line.approved_month, line.month.year)
        return t.plain(STATES["moved"], month=month, was=was)
    return month


def heading(t: Translator, year: int) -> Html:
    """Say whose plan this is."""
    return bold(f"{t.plain(PLAN)}: {year_name(t, year)}")


# -------------------------------------------------------------------- the year


def shown(t: Translator, year: Year, names: Names, note: Html | None = None) -> Screen:
    """Show a page of libraries with their months; each opens its own plan."""
    text = lines(
        note,
        heading(t, year.year),
        said.standing(t, year.standing),
        _sums(t, year),
        _mine_line(t, year, names),
        *(_library_line(t, one, year, names) for one in year.libraries),
        t(msgid("Press a library or type its name."))
        if year.libraries
        else t(msgid("There are no libraries yet.")),
    )
    opens = [
        Button(
            cut(names.library(one.library_id), WIDE),
            f"plan.library:{year.year}:{one.library_id}:{year.page}",
        )
        for one in year.libraries
    ]
    return Screen(text, (*grid(opens), *_turning(t, year), *grid(_actions(t, year))))


def _sums(t: Translator, year: Year) -> Html:
    states = [one.state for one in year.lines]
    if not states:
        return t(msgid("Nothing is planned yet."))
    return t(
        msgid("Planned: {all}, done: {done}, cancelled: {cancelled}, left: {left}."),
        all=len(states),
        done=states.count("done"),
        cancelled=states.count("cancelled"),
        left=states.count("planned"),
    )


def _mine_line(t: Translator, year: Year, names: Names) -> Html | None:
    if not year.mine:
        return None
    libraries = ", ".join(names.library(one.library_id) for one in year.mine)
    return t(msgid("Left for you this month: {libraries}"), libraries=libraries)


def _library_line(t: Translator, library: Library, year: Year, names: Names) -> Html:
    own = [one for one in year.lines if one.library_id == library.library_id]
    months = ", ".join(line_word(t, one, year.year) for one in own)
    name = names.library(library.library_id)
    if library.closed_on is not None and library.closed_on.year <= year.year:
        closed = msgid("{library} (closed {date}): {months}")
        said = months or t.plain(msgid("no plan"))
        return t(closed, library=name, date=f"{library.closed_on:%d.%m.%Y}", months=said)
    if not own:
        return t(msgid("{library}: no plan"), library=name)
    return t("{library}: {months}", library=name, months=months)


def _turning(t: Translator, year: Year) -> Rows:
    if year.pages <= 1:
        return ()
    text = msgid("More choices ({page} of {pages})")
    label = t.plain(text, page=year.page + 1, pages=year.pages)
    return ((Button(label, f"plan.year:{year.year}:{(year.page + 1) % year.pages}"),),)


def _actions(t: Translator, year: Year) -> list[Button]:
    buttons = [
        Button(t.plain(msgid("My plan")), f"plan.mine:{year.year}"),
        Button(t.plain(msgid("Trips to come")), "trip.all"),
        Button(t.plain(msgid("Plan and fact")), f"plan.facts:year.{year.year}-1:0"),
        Button(t.plain(msgid("File of the plan")), f"plan.files:{year.year}"),
    ]
    if year.may_change and year.without:
        buttons.append(Button(t.plain(msgid("Share out evenly")), f"plan.spread:{year.year}"))
    if year.may_change and year.can_copy:
        buttons.append(Button(t.plain(msgid("As last year")), f"plan.copy:{year.year}"))
    return buttons + [Button(str(one), f"plan.year:{one}:0") for one in year.years]


# -------------------------------------------------------------------- a library


@dataclass(frozen=True, slots=True)
class OfLibrary:
    """A library's year: its lines, months that can be changed, the page to go back to."""

    year: int
    library: Library
    lines: Sequence[PlanLine]
    page: int = 0
    may_change: bool = False
    locked: frozenset[int] = frozenset()  # months of closed periods, or after the library closed
    left_over: int = 0  # planned lines after the library closed


def of_library(t: Translator, of: OfLibrary, names: Names, note: Html | None = None) -> Screen:
    """Show a library's twelve months: a press plans a month or opens what stands there."""
    library_id = of.library.library_id
    text = lines(
        note,
        bold(f"{names.library(library_id)}: {year_name(t, of.year)}"),
        *(_numbered(t, number, one, of.year) for number, one in enumerate(of.lines, 1)),
        t(msgid("Nothing is planned yet.")) if not of.lines else None,
        _who_line(t, of.lines, names),
        t(msgid("The library was closed on {date}."), date=t.full_day(of.library.closed_on))
        if of.library.closed_on
        else None,
        t(msgid("Press a month to plan it or to take it out; a number opens its line."))
        if of.may_change
        else None,
    )
    months = [_month_button(t, of, month) for month in range(1, 13)]
    numbers = [
        Button(str(number), f"plan.line:{one.plan_line_id}")
        for number, one in enumerate(of.lines, 1)
    ]
    rows = grid([one for one in months if one is not None]) if of.may_change else ()
    return Screen(text, (*rows, *_by(numbers, 5), *column(_of_library_buttons(t, of))))


def _by(buttons: Sequence[Button], many: int) -> Rows:
    return tuple(tuple(buttons[i : i + many]) for i in range(0, len(buttons), many))


def _numbered(t: Translator, number: int, line: PlanLine, year: int) -> Html:
    said = t("{number}. {month}", number=number, month=line_word(t, line, year))
    if line.visited_on is None:
        return said
    return Html(f"{said}, {t(msgid('visit on {date}'), date=line.visited_on)}")


def _who_line(t: Translator, planned: Sequence[PlanLine], names: Names) -> Html | None:
    people = dict.fromkeys(one.staff_id for one in planned if one.staff_id is not None)
    if not planned:
        return None
    if not people:
        return t(msgid("Who goes: nobody is noted yet."))
    return t(msgid("Who goes: {people}"), people=", ".join(names.person(one) for one in people))


def _month_button(t: Translator, of: OfLibrary, month: int) -> Button | None:
    """Offer a month: the toggle says what shall be, so that a second press changes nothing."""
    name = t.month(date(of.year, month, 1)).capitalize()
    there = [one for one in of.lines if (one.month.year, one.month.month) == (of.year, month)]
    place = f"{of.year}:{of.library.library_id}:{month}"
    if not there:
        return None if month in of.locked else Button(name, f"plan.month:{place}:1:{of.page}")
    line = there[0]
    label = t.plain(ON_BUTTONS[line.state], month=name)
    is_plain = len(there) == 1 and line.state == "planned" and not line.is_moved
    if is_plain and line.plan_trip_id is None and month not in of.locked:
        return Button(label, f"plan.month:{place}:0:{of.page}")
    return Button(label, f"plan.line:{line.plan_line_id}")


def _of_library_buttons(t: Translator, of: OfLibrary) -> list[Button]:
    place = f"{of.year}:{of.library.library_id}"
    buttons = []
    if of.may_change and of.left_over:
        label = t.plain(msgid("Cancel what is left"))
        buttons.append(Button(label, f"plan.shut:{place}:{of.page}"))
    if of.may_change and any(one.state == "planned" for one in of.lines):
        buttons.append(Button(t.plain(msgid("Who goes there")), f"plan.who:{place}:{of.page}"))
    back = Button(t.plain(msgid("To the plan")), f"plan.year:{of.year}:{of.page}")
    return [*buttons, back]


def who(t: Translator, of: OfLibrary, people: Mapping[int, str], names: Names) -> Screen:
    """Ask who goes to a library."""
    place = f"{of.year}:{of.library.library_id}"
    buttons = [
        Button(cut(name, WIDE), f"plan.whom:{place}:{key}:{of.page}")
        for key, name in people.items()
    ]
    back = Button(t.plain(msgid("Back")), f"plan.library:{place}:{of.page}")
    text = t(
        msgid("Who goes there? Library: {library}"), library=names.library(of.library.library_id)
    )
    return Screen(text, column([*buttons, back]))


# -------------------------------------------------------------------- mine


def mine(t: Translator, year: int, left: Sequence[PlanLine], names: Names, today: date) -> Screen:
    """Show what is left for the reader: this month, behind, and later; each opens its line."""
    now = today.replace(day=1)
    parts = (
        (msgid("This month: {libraries}"), [one for one in left if one.month == now]),
        (msgid("Not done before: {libraries}"), [one for one in left if one.month < now]),
        (msgid("Later: {libraries}"), [one for one in left if one.month > now]),
    )
    title = f"{t.plain(msgid('My plan'))}: {year_name(t, year)}"
    text = lines(
        bold(title),
        *(t(said, libraries=_listed(t, some, names, year)) for said, some in parts if some),
        t(msgid("Press a library to open its line of the plan."))
        if left
        else t(msgid("Nothing is left for you in this year’s plan.")),
    )
    first = [one for _, some in parts for one in some][:MINE]
    buttons = [
        Button(
            cut(f"{names.library(one.library_id)}: {t.month(one.month)}", WIDE),
            f"plan.line:{one.plan_line_id}",
        )
        for one in first
    ]
    back = Button(t.plain(msgid("To the plan")), f"plan.year:{year}:0")
    return Screen(text, column([*buttons, back]))


def _listed(t: Translator, some: Sequence[PlanLine], names: Names, year: int) -> str:
    said = [f"{names.library(one.library_id)} ({month_short(t, one.month, year)})" for one in some]
    return ", ".join(said)
