"""Libraries as a list by council and as cards; a closed one keeps its card and history; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from itertools import groupby
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.passports import Filter as PassportFilter
from bot.screens.recommendation_list import Filter as AdviceFilter
from bot.screens.round_list import Filter as RoundFilter
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, grid, lines
from bot.screens.visit_list import Filter
from storage.records.libraries import Library, Settlement
from storage.records.people import Staff
from storage.records.visits import VisitRow

KINDS: Final[Mapping[str, str]] = {
    "central": msgid("central library"),
    "city": msgid("town library"),
    "children": msgid("children's library"),
    "rural": msgid("village library"),
    "mobile": msgid("mobile library"),
}
VISITS_SHOWN: Final = 3
DONE_SHOWN: Final = 80  # characters of a visit's line
SETTLEMENTS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Page:
    """A page of libraries: open ones or closed ones."""

    libraries: Sequence[Library]
    number: int
    last: int
    are_open: bool
    total: int
    others: int  # in the other list
    can_search: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """A library with what its card says beside the record."""

    library: Library
    settlements: Sequence[Settlement]
    people: Sequence[Staff]
    visits: Sequence[VisitRow]
    next_visit_on: date | None
    today: date
    has_rounds: bool = False
    has_recommendations: bool = False


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with a library."""

    see_visits: bool = False
    see_rounds: bool = False
    see_recommendations: bool = False
    see_people: bool = False
    see_passport: bool = False
    see_year: bool = False
    change: bool = False
    list_all: bool = True


def listed(t: Translator, page: Page, note: Html | None = None) -> Screen:
    """Show a page of libraries by council; each opens its card, a typed name searches."""
    if not page.total and not page.others:
        return Screen(lines(note, t(NO_LIBRARIES)))
    text = lines(
        note,
        _how_many(t, page),
        *_by_council(t, page.libraries),
        t(msgid("Press a library or type its name or settlement."))
        if page.can_search
        else t(msgid("Press a library.")),
    )
    return Screen(text, (*_cards(t, page.libraries), *grid(_turns(t, page))))


NO_LIBRARIES: Final = msgid(
    "There are no libraries yet. The administrator loads them from a workbook: «Import»."
)


def _how_many(t: Translator, page: Page) -> Html:
    if page.are_open:
        return t(plural("{n} library.", "{n} libraries."), n=page.total)
    return t(plural("{n} closed library.", "{n} closed libraries."), n=page.total)


def _by_council(t: Translator, libraries: Iterable[Library]) -> list[Html]:
    return [
        t(
            msgid("{council}: {libraries}"),
            council=council or t.plain(msgid("without a council")),
            libraries=", ".join(one.short(t.language) for one in group),
        )
        for council, group in groupby(libraries, lambda one: one.council(t.language))
    ]


def _cards(t: Translator, libraries: Iterable[Library]) -> Rows:
    return grid(
        Button(cut(one.short(t.language), WIDE), f"library.card:{one.library_id}")
        for one in libraries
    )


def _turns(t: Translator, page: Page) -> list[Button]:
    kind, other = ("open", "closed") if page.are_open else ("closed", "open")
    turns = []
    if page.number > 0:
        turns.append(Button(t.plain(msgid("Earlier ones")), f"libraries:{kind}:{page.number - 1}"))
    if page.number < page.last:
        turns.append(Button(t.plain(msgid("Further ones")), f"libraries:{kind}:{page.number + 1}"))
    if page.others:
        label = msgid("Closed: {count}") if page.are_open else msgid("Open: {count}")
        turns.append(Button(t.plain(label, count=page.others), f"libraries:{other}"))
    return turns


def found(t: Translator, typed: str, libraries: Sequence[Library]) -> Screen:
    """Show which libraries typed words may mean."""
    back = Button(t.plain(msgid("To the list")), "libraries")
    if not libraries:
        nothing = msgid("No library is found by «{typed}». Type another name.")
        return Screen(t(nothing, typed=typed), ((back,),))
    text = lines(
        t(msgid("Found by «{typed}»: {count}."), typed=typed, count=len(libraries)),
        t(msgid("Press a library or type another name.")),
    )
    return Screen(text, (*_cards(t, libraries), (back,)))


# -------------------------------------------------------------------- the card


def card(t: Translator, about: About, may: May, note: Html | None = None) -> Screen:
    """Show a library with all that the reader may see and do."""
    library = about.library
    text = lines(
        note,
        bold(library.full(t.language)),
        _where(t, library),
        _standing(t, about),
        _hours(t, library),
        library.phone and t(msgid("Telephone: {phone}."), phone=library.phone),
        _settlements(t, about.settlements),
        _people(t, about.people),
        *(_visits(t, about) if may.see_visits else ()),
    )
    return Screen(text, _card_buttons(t, about, may))


def facts(t: Translator, library: Library, settlements: Sequence[Settlement]) -> tuple[str, ...]:
    """Return what is known of a library as plain lines, for its passport."""
    phone = library.phone and t(msgid("Telephone: {phone}."), phone=library.phone)
    said = (_where(t, library), _hours(t, library), phone, _settlements(t, settlements))
    return tuple(unescape(one) for one in said if one)


def _where(t: Translator, library: Library) -> Html:
    council = library.council(t.language)
    kind = t(KINDS[library.kind])
    if not council:
        return t(msgid("{code}; {kind}."), code=library.code, kind=kind)
    return t(
        msgid("{code}; {kind}; council: {council}."),
        code=library.code,
        kind=kind,
        council=council,
    )


def _standing(t: Translator, about: About) -> Html | None:
    closed_on = about.library.closed_on
    if closed_on is None:
        return None
    if about.library.is_open(about.today):
        return t(msgid("It will be closed from: {date}"), date=t.full_day(closed_on))
    return t(msgid("Closed since: {date}; its records stay."), date=t.full_day(closed_on))


def _hours(t: Translator, library: Library) -> Html | None:
    if not (library.days or library.hours):
        return None
    spaced = " · ".join(part.replace(";", ", ") for part in (library.days, library.hours) if part)
    return t(msgid("Working hours: {hours}."), hours=spaced)


def _settlements(t: Translator, settlements: Sequence[Settlement]) -> Html | None:
    if not settlements:
        return None
    said = "; ".join(_settlement(t, one) for one in settlements[:SETTLEMENTS_SHOWN])
    more = "…" if len(settlements) > SETTLEMENTS_SHOWN else ""
    return t(msgid("Serves: {settlements}."), settlements=said + more)


def _settlement(t: Translator, one: Settlement) -> str:
    parts = [
        t.plain(plural("{n} household", "{n} households"), n=one.households)
        if one.households is not None
        else "",
        t.plain(plural("{n} resident", "{n} residents"), n=one.residents)
        if one.residents is not None
        else "",
    ]
    known = ", ".join(part for part in parts if part)
    return f"{one.name(t.language)} ({known})" if known else one.name(t.language)


def _people(t: Translator, people: Sequence[Staff]) -> Html:
    if not people:
        return t(msgid("Nobody works there at present."))
    said = "; ".join(_person(t, one) for one in people)
    return t(msgid("Staff: {people}."), people=said)


def _person(t: Translator, person: Staff) -> str:
    said = person.full_name(t.language)
    return ", ".join(part for part in (said, person.post, person.phone) if part)


def _visits(t: Translator, about: About) -> list[Html]:
    if not about.visits:
        return [t(msgid("There are no visits here yet."))]
    said = [t(msgid("The latest visits:"))]
    said += [_visit(t, one) for one in about.visits[:VISITS_SHOWN]]
    if about.next_visit_on is not None:
        said.append(t(msgid("Next visit wanted: {date}"), date=t.full_day(about.next_visit_on)))
    return said


def _visit(t: Translator, visit: VisitRow) -> Html:
    if visit.outcome == "closed":
        done = t.plain(msgid("the library was closed"))
    elif visit.needs_text:
        done = t.plain(msgid("text needed"))
    else:
        done = cut(visit.done, DONE_SHOWN)
    return t("• {date}: {done}", date=t.full_day(visit.visited_on), done=done)


def _card_buttons(t: Translator, about: About, may: May) -> Rows:
    library = about.library
    key = library.library_id
    buttons = []
    if may.see_visits and about.visits:
        press = Filter(library_id=key).press("list")
        buttons.append(Button(t.plain(msgid("Visits here")), press))
    if may.see_rounds and about.has_rounds:
        rounds = RoundFilter(library_id=key).press("list")
        buttons.append(Button(t.plain(msgid("Rounds here")), rounds))
    if may.see_recommendations and about.has_recommendations:
        advice = AdviceFilter(library_id=key).code
        buttons.append(Button(t.plain(msgid("Recommendations")), f"rec.list:{advice}:0"))
    if may.see_passport:
        passport = PassportFilter(key).press("list")
        buttons.append(Button(t.plain(msgid("Passport")), passport))
    if may.see_year:
        year = f"card.show:l{key}:{about.today.year}"
        buttons.append(Button(t.plain(msgid("Card of the year")), year))
    if library.latitude is not None and library.longitude is not None:
        buttons.append(Button(t.plain(msgid("On the map")), f"library.map:{key}"))
    if may.change:
        buttons.append(_close_or_reopen(t, library))
    if may.list_all:
        buttons.append(Button(t.plain(msgid("To the list")), "libraries"))
    people = (
        Button(cut(one.initials(t.language), WIDE), f"people.card:{one.staff_id}")
        for one in (about.people if may.see_people else ())
    )
    return (*grid(people), *grid(buttons))


def _close_or_reopen(t: Translator, library: Library) -> Button:
    if library.closed_on is None:
        return Button(t.plain(msgid("Close library")), f"library.close:{library.library_id}")
    return Button(t.plain(msgid("Open again")), f"library.reopen:{library.library_id}")


# -------------------------------------------------------------------- closing


def ask_closing_day(t: Translator, library: Library, today: date) -> Screen:
    """Ask from which day a library is closed."""
    key = library.library_id
    text = lines(
        t(msgid("Close the library: {library}?"), library=library.short(t.language)),
        t(msgid("Its records and history stay; it is no longer offered for visits.")),
        t(msgid("From which day? Press or write a date, for example 31.12.2026.")),
    )
    buttons = [
        Button(t.plain(msgid("Today")), f"library.closed:{key}:{today.isoformat()}"),
        Button(t.plain(msgid("Not needed")), f"library.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def confirm_closing(t: Translator, library: Library, on: date) -> Screen:
    """Ask before a library is closed from a typed day."""
    key = library.library_id
    text = t(
        msgid("Close the library: {library}, from: {date}?"),
        library=library.short(t.language),
        date=t.full_day(on),
    )
    buttons = [
        Button(t.plain(msgid("Close library")), f"library.closed:{key}:{on.isoformat()}"),
        Button(t.plain(msgid("Not needed")), f"library.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def ask_reopen(t: Translator, library: Library) -> Screen:
    """Ask before a closed library is opened again."""
    key = library.library_id
    text = t(msgid("Open the library again: {library}?"), library=library.short(t.language))
    buttons = [
        Button(t.plain(msgid("Open again")), f"library.opened:{key}"),
        Button(t.plain(msgid("Not needed")), f"library.card:{key}"),
    ]
    return Screen(text, grid(buttons))


def nothing_own(t: Translator) -> Screen:
    """Say to somebody without libraries that there are none."""
    text = msgid("No library is noted as yours. Write to the department, please.")
    return Screen(t(text), column([]))
