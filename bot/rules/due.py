"""Who is reminded of what and when; pure: now, people, hours and holidays are arguments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.msgid import Plural, msgid
from bot.rules import workdays
from bot.rules.workdays import Calendar, WorkWeek

Direction = Literal["before", "after"]

DIGEST_TITLE = msgid("{name}, today is {date}.")
DIGEST_FOOT = msgid("Press a number.")
DIGEST_EMPTY = msgid("There is nothing to do today. Have a good day!")

_DAY = timedelta(days=1)
_SEARCHED_DAYS = 366  # nobody waits for a reminder longer than a year
_EVE_DAYS = 10  # holidays in a row are shorter
_DRAFT_PAUSE = 3  # working days between the two reminders of a draft


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence, both days included, and who gets the reminders meanwhile."""

    starts_on: date
    ends_on: date
    substitute_id: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One who is reminded: the week of their library and their absences."""

    staff_id: int
    week: WorkWeek = field(default_factory=WorkWeek)
    leaves: tuple[Leave, ...] = ()


@dataclass(frozen=True, slots=True)
class Pace:
    """The institution's zone, holidays, quiet hours and hour of the digest (local times).

    `digest_at` is for those whose library's hours are not known.
    """

    zone: ZoneInfo
    calendar: Calendar = field(default_factory=Calendar)
    quiet_from: time = time(20)
    quiet_to: time = time(8)
    digest_at: time = time(9, 30)


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of something: `before` moves back from a day off, `after` moves later.

    A `before` step never comes after its deadline.
    """

    name: str
    on: date
    direction: Direction = "after"
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A step with its reader and moment (UTC), and the steps that it stands for as well."""

    step: Step
    staff_id: int
    at: datetime
    covers: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits for a person: a text with values, and what its button opens.

    `due_on` orders the list; items without a date come last, in the given order.
    """

    kind: str
    text: str | Plural
    values: Mapping[str, Any]
    target: str
    due_on: date | None = None
    button: str = ""  # msgid of a button of its own beside the number


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its number in the list."""

    number: int
    item: Item


def before(deadline: date, *days: int) -> tuple[Step, ...]:
    """List the steps so many days before `deadline`; 0 is the last day itself."""
    return tuple(
        Step(f"before_{n}", deadline - timedelta(days=n), "before", deadline) for n in days
    )


def after(day: date, *days: int) -> tuple[Step, ...]:
    """List the steps so many days after `day`; 0 is the day itself."""
    return tuple(Step(f"after_{n}", day + timedelta(days=n)) for n in days)


def draft_steps(last_answer_on: date, person: Person, pace: Pace) -> tuple[Step, ...]:
    """List the steps of an unfinished draft: the next working day, then three working days."""
    first = second = workdays.next_workday(last_answer_on, person.week, pace.calendar)
    for _ in range(_DRAFT_PAUSE):
        second = workdays.next_workday(second, person.week, pace.calendar)
    return Step("draft_1", first), Step("draft_2", second)


def deliver_at(
    step: Step,
    person: Person,
    pace: Pace,
    now: datetime,
    *,
    people: Mapping[int, Person] | None = None,
    last_digest_on: date | None = None,
) -> Delivery | None:
    """Return who reads a step and when: never earlier than `now`, one digest a day.

    `people` holds the possible substitutes by `staff_id`. None when nobody can be told in
    time: a deadline has passed, or the person is away and nobody stands in.
    """
    first = _first_open_day(pace, now, last_digest_on)
    day = _day(step, replace(person, leaves=()), pace, first)
    if day is None:
        return None
    reader = reader_on(day, person, people or {}) or person
    day = _day(step, reader, pace, first)
    if day is None:
        return None
    return Delivery(step, reader.staff_id, max(moment(day, reader.week, pace), now))


def plan(
    steps: Iterable[Step],
    person: Person,
    pace: Pace,
    now: datetime,
    *,
    people: Mapping[int, Person] | None = None,
    last_digest_on: date | None = None,
) -> tuple[Delivery, ...]:
    """List the deliveries of all steps in time's order; those that meet become the last one."""
    met: dict[tuple[int, date], Delivery] = {}
    for step in sorted(steps, key=lambda step: step.on):
        found = deliver_at(step, person, pace, now, people=people, last_digest_on=last_digest_on)
        if found is None:
            continue
        place = found.staff_id, found.at.astimezone(pace.zone).date()
        earlier = met.get(place)
        covers = (*earlier.covers, earlier.step) if earlier else ()
        met[place] = Delivery(step, found.staff_id, found.at, covers)
    return tuple(sorted(met.values(), key=lambda delivery: delivery.at))


def reader_on(day: date, person: Person, people: Mapping[int, Person]) -> Person | None:
    """Return who reads the person's reminders that day: they, or the one who stands in.

    Substitutes of substitutes count; None when nobody is there.
    """
    seen = set[int]()
    reader: Person | None = person
    while reader is not None and (leave := leave_on(day, reader)):
        if reader.staff_id in seen or leave.substitute_id is None:
            return None
        seen.add(reader.staff_id)
        reader = people.get(leave.substitute_id)
    return reader


def leave_on(day: date, person: Person) -> Leave | None:
    """Return the absence that covers `day`."""
    return next((at for at in person.leaves if at.starts_on <= day <= at.ends_on), None)


def moment(day: date, week: WorkWeek, pace: Pace) -> datetime:
    """Return when that day's digest goes out (UTC): at the opening, outside quiet hours."""
    local = workdays.opens_at(week, day) or pace.digest_at
    if _is_quiet(local, pace):
        local = pace.quiet_to
    # Through UTC, because a local time that a clock change skips does not exist.
    return datetime.combine(day, local, pace.zone).astimezone(UTC)


def is_quiet(now: datetime, pace: Pace) -> bool:
    """Tell whether people sleep: what others cause then comes without a sound."""
    return _is_quiet(now.astimezone(pace.zone).time(), pace)


def eve_of(on: date, person: Person, pace: Pace) -> date:
    """Return the last working day before a day; among many days off the day before."""
    before = (on - timedelta(days=n) for n in range(1, _EVE_DAYS))
    working = (day for day in before if workdays.is_workday(day, person.week, pace.calendar))
    return next(working, on - _DAY)


def loud(day: date, at: time, pace: Pace) -> datetime | None:
    """Return a moment (local) for a message of its own; None in quiet hours."""
    moment = datetime.combine(day, at, pace.zone)
    return None if is_quiet(moment, pace) else moment


def is_in_time(at: datetime, now: datetime, pace: Pace) -> bool:
    """Tell whether what is due at a moment can still be said: on that day, before it is quiet."""
    local = now.astimezone(pace.zone)
    return local <= at or (local.date() == at.date() and not is_quiet(local, pace))


def digest(items: Iterable[Item]) -> tuple[Line, ...]:
    """Put what waits for a person in a numbered list, the most urgent first, a target once.

    The same list is «Мои дела» and the morning digest.
    """
    once: dict[str, Item] = {}
    for item in sorted(items, key=lambda item: item.due_on or date.max):
        once.setdefault(item.target, item)
    return tuple(Line(number, item) for number, item in enumerate(once.values(), 1))


def _is_quiet(local: time, pace: Pace) -> bool:
    if pace.quiet_from <= pace.quiet_to:
        return pace.quiet_from <= local < pace.quiet_to
    return local >= pace.quiet_from or local < pace.quiet_to


def _first_open_day(pace: Pace, now: datetime, last_digest_on: date | None) -> date:
    """Return the first day on which a digest may still go out."""
    local = now.astimezone(pace.zone)
    evening = _is_quiet(local.time(), pace) and local.time() >= pace.quiet_to
    spent = last_digest_on is not None and last_digest_on >= local.date()
    return local.date() + _DAY * (evening or spent)


def _day(step: Step, reader: Person, pace: Pace, first: date) -> date | None:
    """Find the step's working day; if it has gone by, what is left until the deadline."""
    if step.direction == "after":
        return _next_day(max(step.on, first), None, reader, pace)
    day = step.on
    while day >= first:
        if _is_available(day, reader, pace):
            return day
        day -= _DAY
    return _next_day(first, step.deadline or step.on, reader, pace)


def _next_day(first: date, last: date | None, reader: Person, pace: Pace) -> date | None:
    """Return the first day on which the reader works; before a deadline any day but a holiday."""
    working = (day for day in _present(first, last, reader) if _is_available(day, reader, pace))
    found = next(working, None)
    if found is not None or last is None:
        return found
    at_worst = _present(first, last, reader)
    return next((day for day in at_worst if not workdays.is_holiday(day, pace.calendar)), None)


def _present(first: date, last: date | None, reader: Person) -> Iterator[date]:
    """Give the days on which the reader is not away, one by one: the first one mostly does."""
    until = last or first + timedelta(days=_SEARCHED_DAYS)
    days = (first + timedelta(days=n) for n in range((until - first).days + 1))
    return (day for day in days if not leave_on(day, reader))


def _is_available(day: date, reader: Person, pace: Pace) -> bool:
    return workdays.is_workday(day, reader.week, pace.calendar) and not leave_on(day, reader)
