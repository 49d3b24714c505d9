"""What the reminders' rules need to know of now: people, libraries, hours, leaves, holidays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.clock import local, parse_stamp, stamp
from bot.errors import BadAnswerError
from bot.network import Network
from bot.rules import due
from bot.rules.due import Pace, Person
from bot.rules.institution import Institution
from bot.rules.workdays import Calendar, WorkWeek
from storage import institution as institution_rows
from storage import leaves
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.people import Leave, Staff

HORIZON = timedelta(days=400)  # reminders are not planned further ahead


@dataclass(frozen=True, slots=True)
class Scene:
    """The institution at one moment; `people` are those of `network` as the rules see them."""

    now: datetime  # in the institution's zone
    network: Network
    pace: Pace
    people: Mapping[int, Person]

    @property
    def today(self) -> date:
        """Return the institution's date."""
        return self.now.date()

    @property
    def stamp(self) -> str:
        """Return the moment as storage keeps it."""
        return stamp(self.now)

    def day_of(self, moment: str) -> date:
        """Return the institution's date of a stored moment."""
        return local(parse_stamp(moment), self.pace.zone).date()

    def reader_of(self, staff_id: int) -> int | None:
        """Return who reads a person's reminders today: they, or who stands in."""
        reader = due.reader_on(self.today, self.people[staff_id], self.people)
        return None if reader is None else reader.staff_id

    def stands_in_for(self, staff_id: int) -> list[int]:
        """Return the people whose reminders `staff_id` reads today beside their own."""
        today = self.today
        return [
            other
            for other, person in self.people.items()
            if person.leaves  # most have none, and this is asked for each digest
            and other != staff_id
            and due.leave_on(today, person)
            and self.reader_of(other) == staff_id
        ]


async def read(db: Reader, network: Network, zone: ZoneInfo, now: datetime) -> Scene:
    """Read what is in force at `now`."""
    now = local(now, zone)
    await network.fresh(db)
    institution = Institution(await institution_rows.get_all(db))
    days = await leaves.days(db, now.date(), now.date() + HORIZON)
    away = await leaves.not_over(db, now.date())
    people = {
        person.staff_id: _person(person, network, institution, away.get(person.staff_id, ()))
        for person in network.staff.values()
        if person.is_active
    }
    return Scene(now, network, _pace(institution, days, zone), people)


def _pace(institution: Institution, days: Mapping[date, str], zone: ZoneInfo) -> Pace:
    calendar = Calendar(
        extra_days_off=frozenset(day for day, kind in days.items() if kind == "off"),
        extra_workdays=frozenset(day for day, kind in days.items() if kind == "work"),
    )
    return Pace(
        zone,
        calendar,
        time.fromisoformat(institution["quiet_from"]),
        time.fromisoformat(institution["quiet_to"]),
        time.fromisoformat(institution["digest_at"]),
    )


def _person(
    person: Staff, network: Network, institution: Institution, away: Iterable[Leave]
) -> Person:
    known = [network.libraries[one] for one in person.library_ids if one in network.libraries]
    absences = tuple(due.Leave(one.from_on, one.to_on, one.substitute_id) for one in away)
    return Person(person.staff_id, _week(person, known, institution), absences)


def _week(person: Staff, known: Sequence[Library], institution: Institution) -> WorkWeek:
    """Return a person's working days and hours.

    A librarian's day begins when the library opens, the first one of several; who works in
    two is at work on the days of both. The hours of the central library are
    those of its reading room: for the department that sits there the hour of the digest
    is the institution's (texts.md, "What the first minute shows").
    """
    hours = known[0].hours if known and person.role == "librarian" else ""
    weeks = [_parsed(one.days or institution["working_days"], hours) for one in known]
    if not weeks:
        return _parsed(institution["working_days"], hours)
    return replace(weeks[0], days=frozenset[int]().union(*(one.days for one in weeks)))


@lru_cache(maxsize=512)
def _parsed(days: str, hours: str) -> WorkWeek:
    """Read a week as imported; what cannot be read counts as not known."""
    for known in ((days, hours), (days, ""), ("", hours)):
        try:
            return WorkWeek.parse(*known)
        except BadAnswerError:
            continue
    return WorkWeek()
