"""Trips planned on a day: their list, the card of one, what people are told of it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules.trips import Doubts
from bot.screens.screen import WIDE, Button, Screen, bold, column, cut, grid, lines
from bot.screens.visits import Names
from storage.records.visit_plan import PlanTrip

PAGE: Final = 6
REASONS: Final = {
    "transport": msgid("Transport"),
    "roads": msgid("Roads"),
    "work": msgid("Other work"),
    "leave": msgid("Leave"),
    "other": msgid("Other"),
}


def day(t: Translator, on: date, today: date) -> str:
    """Write a day; one of another year with its year, without the full stop of «г.»."""
    return t.day(on) if on.year == today.year else t.full_day(on).removesuffix(".")


def places(names: Names, library_ids: Sequence[int]) -> str:
    """Name libraries in their order."""
    return ", ".join(names.library(one) for one in library_ids)


def clock(at: str) -> str:
    """Write a stored time as people do: 9:00."""
    hours, _, rest = at.partition(":")
    return f"{int(hours)}:{rest[:2]}"


# -------------------------------------------------------------------- all of them


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the trips to come and of those that wait for records."""

    shown: tuple[PlanTrip, ...]
    number: int
    pages: int
    today: date
    may_plan: bool = False


def listed(t: Translator, page: Page, names: Names) -> Screen:
    """List trips by day; each opens its card."""
    rows = [
        t(
            msgid("{date}: {libraries} ({people})"),
            date=day(t, one.goes_on, page.today),
            libraries=places(names, one.library_ids),
            people=names.people(one.travellers),
        )
        for one in page.shown
    ]
    text = lines(
        bold(t.plain(msgid("Trips to come"))),
        *(rows or [t(msgid("No trip is planned yet."))]),
    )
    buttons = [
        Button(
            cut(f"{day(t, one.goes_on, page.today)}: {places(names, one.library_ids)}", WIDE),
            f"trip.card:{one.plan_trip_id}",
        )
        for one in page.shown
    ]
    under = []
    if page.pages > 1:
        said = t.plain(msgid("More ({page} of {pages})"), page=page.number + 1, pages=page.pages)
        under.append(Button(said, f"trip.all:{(page.number + 1) % page.pages}"))
    if page.may_plan:
        under.append(Button(t.plain(msgid("Plan a trip")), "trip.new", style="primary"))
    return Screen(text, (*column(buttons), *column(under)))


# -------------------------------------------------------------------- one


@dataclass(frozen=True, slots=True)
class Card:
    """A trip with what its card says of it."""

    trip: PlanTrip
    today: date
    hours: dict[int, str] = field(default_factory=dict)  # of its libraries, as imported
    doubts: Doubts = field(default_factory=Doubts)
    closed_period: str = ""
    may_change: bool = False
    actions: tuple[Button, ...] = ()


def card(t: Translator, about: Card, names: Names, note: Html | None = None) -> Screen:
    """Show a trip: where, who, when, and what speaks against the day."""
    trip = about.trip
    text = lines(
        note,
        *facts(t, about, names),
        *_state(t, trip),
        *(said_doubts(t, about.doubts, trip.goes_on, names) if trip.state == "planned" else ()),
        _closed(t, about),
    )
    return Screen(text, grid(_buttons(t, about)))


def facts(t: Translator, about: Card, names: Names) -> list[Html]:
    """Say where, who and when, as everybody reads it."""
    trip = about.trip
    title = t.plain(msgid("Trip on {date}"), date=day(t, trip.goes_on, about.today))
    found = [
        bold(title),
        *(_stop(t, number, one, about, names) for number, one in enumerate(trip.library_ids, 1)),
        t(msgid("Going: {people}"), people=names.people(trip.travellers)),
        _leaving(t, trip),
    ]
    if trip.transport:
        how = names.choice("transport", trip.transport)
        found.append(t(msgid("Transport: {transport}"), transport=how))
    if trip.note:
        found.append(t(msgid("Note: {note}"), note=trip.note))
    return found


def plain_facts(t: Translator, trip: PlanTrip, names: Names) -> str:
    """Say who goes and how, as a calendar keeps it."""
    parts = [t.plain(msgid("Going: {people}"), people=names.people(trip.travellers))]
    if trip.transport:
        how = names.choice("transport", trip.transport)
        parts.append(t.plain(msgid("Transport: {transport}"), transport=how))
    if trip.note:
        parts.append(t.plain(msgid("Note: {note}"), note=trip.note))
    return "\n".join(parts)


def _stop(t: Translator, number: int, library_id: int, about: Card, names: Names) -> Html:
    hours = about.hours.get(library_id, "")
    values = {"number": number, "library": names.library(library_id), "hours": hours}
    if library_id in about.trip.recorded_ids:
        return t(msgid("{number}. {library}: the visit is recorded"), **values)
    if hours and library_id not in about.doubts.shut:
        return t(msgid("{number}. {library} ({hours})"), **values)
    return t("{number}. {library}", **values)


def _leaving(t: Translator, trip: PlanTrip) -> Html:
    if trip.leaves_at:
        return t(msgid("Leaving at {time}."), time=clock(trip.leaves_at))
    return t(msgid("The time of leaving is not said."))


def _state(t: Translator, trip: PlanTrip) -> list[Html]:
    if trip.state != "cancelled":
        return []
    return [t(msgid("The trip is cancelled: {reason}."), reason=reason(t, trip))]


def reason(t: Translator, trip: PlanTrip) -> str:
    """Say why a trip is cancelled: own words, else the button."""
    return trip.reason_text or t.plain(REASONS[trip.reason or "other"]).lower()


def said_doubts(t: Translator, doubts: Doubts, on: date, names: Names) -> list[Html]:
    """Say what speaks against a day."""
    found = []
    if doubts.is_day_off:
        found.append(t(msgid("{date} is a day off."), date=on))
    if doubts.shut:
        libraries = places(names, doubts.shut)
        found.append(t(msgid("Closed on that day: {libraries}."), libraries=libraries))
    if doubts.away:
        people = names.people(doubts.away).removesuffix(".")
        found.append(t(msgid("On leave on that day: {people}."), people=people))
    if doubts.busy:
        people = names.people(doubts.busy).removesuffix(".")
        found.append(t(msgid("Another trip on that day: {people}."), people=people))
    return [Html(f"⚠ {one}") for one in found]


def _closed(t: Translator, about: Card) -> Html | None:
    if not about.closed_period:
        return None
    text = msgid("The period is closed ({period}): visits of that day cannot be recorded.")
    return t(text, period=about.closed_period)


def _buttons(t: Translator, about: Card) -> list[Button]:
    trip, key = about.trip, about.trip.plan_trip_id
    found = list(about.actions)
    if about.may_change and trip.state == "planned" and trip.left_ids:
        found += [
            Button(t.plain(msgid("Change")), f"trip.change:{key}"),
            Button(t.plain(msgid("Cancel the trip")), f"trip.off:{key}"),
        ]
    found.append(Button(t.plain(msgid("All trips")), "trip.all"))
    return found


# -------------------------------------------------------------------- told


def told(t: Translator, about: Card, said: Html, names: Names, by: str) -> Screen:
    """Tell a traveller what a colleague has planned or changed."""
    text = lines(said, *facts(t, about, names), t(msgid("Planned by: {person}"), person=by))
    button = Button(t.plain(msgid("Open the trip")), f"trip.card:{about.trip.plan_trip_id}")
    return Screen(text, ((button,),))


def told_off(t: Translator, said: Html, by: str) -> Screen:
    """Tell somebody that they do not go, or that nobody comes."""
    return Screen(lines(said, t(msgid("Planned by: {person}"), person=by)))


def coming(t: Translator, trip: PlanTrip, names: Names, today: date, *, is_new: bool) -> Screen:
    """Tell a librarian who comes and when."""
    text = (
        msgid("Colleagues are coming to you on {date}: {people}")
        if is_new
        else msgid("The trip to you has changed. Colleagues are coming on {date}: {people}")
    )
    said = t(text, date=day(t, trip.goes_on, today), people=names.people(trip.travellers))
    return Screen(lines(said, _leaving(t, trip) if trip.leaves_at else None))
