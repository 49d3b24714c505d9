"""Trips planned on a day: what speaks against a day, and when travellers are told; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.rules import due, workdays
from bot.rules.due import Pace, Person
from bot.rules.workdays import WorkWeek
from storage.records.libraries import Library
from storage.records.visit_plan import PlanTrip

ASK_AT: Final = time(17)  # on the day of the trip: «Записать остальные?» (texts.md T15)
EVE_AT: Final = time(18)  # on the working day before it
ASKED: Final = timedelta(days=30)  # an older trip without records is left to the plan
AHEAD: Final = timedelta(days=14)  # own messages are not planned further ahead


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against a day: it is said, the person decides."""

    is_day_off: bool = False
    shut: tuple[int, ...] = ()  # libraries that do not work on that day
    away: tuple[int, ...] = ()  # travellers who are on leave
    busy: tuple[int, ...] = ()  # travellers with another trip on that day


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is known of it."""

    on: date
    pace: Pace
    week: WorkWeek  # of the institution
    people: Mapping[int, Person] = field(default_factory=dict)
    libraries: Mapping[int, Library] = field(default_factory=dict)
    trips: tuple[PlanTrip, ...] = ()  # of that day


def doubts(
    day: Day, library_ids: Iterable[int], travellers: Iterable[int], *, but: int = 0
) -> Doubts:
    """Return what speaks against a day for libraries and people; `but` is the trip itself."""
    on_trips = {one for trip in day.trips if trip.plan_trip_id != but for one in trip.travellers}
    going = tuple(travellers)
    return Doubts(
        is_day_off=not workdays.is_workday(day.on, day.week, day.pace.calendar),
        shut=tuple(one for one in library_ids if not works(day.libraries[one], day)),
        away=tuple(
            one for one in going if one in day.people and due.leave_on(day.on, day.people[one])
        ),
        busy=tuple(one for one in going if one in on_trips),
    )


def works(library: Library, day: Day) -> bool:
    """Tell whether a library works on a day; one whose days are not known does."""
    if not library.is_open(day.on):
        return False
    week = known_week(library)
    return week is None or workdays.is_workday(day.on, week, day.pace.calendar)


def known_week(library: Library) -> WorkWeek | None:
    """Return the working days of a library; None where they are not known."""
    try:
        return WorkWeek.parse(library.days) if library.days else None
    except BadAnswerError:
        return None


def eve_of(trip: PlanTrip, person: Person, pace: Pace) -> date:
    """Return the last working day before a trip; among many days off the day before."""
    return due.eve_of(trip.goes_on, person, pace)


def eve(trip: PlanTrip, person: Person, pace: Pace, told_at: datetime) -> datetime | None:
    """Return when a traveller is told of a trip the evening before (local).

    The evening of a working day. None where it is quiet then, they are away, or the trip was
    planned or changed later than that: then `told_at` is when they were told of it.
    """
    if due.leave_on(trip.goes_on, person):
        return None
    day = eve_of(trip, person, pace)
    if due.leave_on(day, person):
        return None
    at = due.loud(day, EVE_AT, pace)
    return None if at is None or at <= told_at else at


def asking(trip: PlanTrip, person: Person, pace: Pace) -> datetime | None:
    """Return when a traveller is asked what became of the day (local); None: only next morning."""
    return None if due.leave_on(trip.goes_on, person) else due.loud(trip.goes_on, ASK_AT, pace)


def is_over(trip: PlanTrip, now: datetime) -> bool:
    """Tell whether a trip is to be recorded: from the hour of the question on."""
    return (trip.goes_on, ASK_AT) <= (now.date(), now.time())
