"""Libraries that nobody has visited for long: one line in a methodist's digest, once a month."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import unvisited, workdays
from bot.rules.due import Pace, Person, Step
from storage import libraries, reminders
from storage.database import Reader
from storage.records.people import Staff

KIND: Final = "unvisited"
WAITS: Final = timedelta(days=7)  # for a methodist who is away; then it is no news


async def long_unvisited(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the month's line for each methodist, on their first working day.

    A day on which the bot was away moves it on, for a week; it is told once.
    """
    subject = f"{KIND}:{scene.today:%Y-%m}"
    told = await reminders.sent_of(db, KIND, subject)
    readers = [
        (person, first)
        for person in scene.network.staff.values()
        if person.role == "methodist"
        and staff_id in {None, person.staff_id}
        and (first := _first_day(scene, person)) is not None
        and (person.staff_id not in told or scene.day_of(told[person.staff_id]) == scene.today)
    ]
    if not readers:
        return []
    months = scene.network.institution["unvisited_months"]
    since = unvisited.since(scene.today, months)
    found = await libraries.not_visited_since(db, since, scene.today)
    if not found:
        return []
    return [
        Task(
            staff_id=person.staff_id,
            kind=KIND,
            subject=subject,
            text=UNVISITED,
            values={"count": len(found), "late": tuple((one.library_id, None) for one in found)},
            press="unvisited:0",
            ladder=partial(_ladder, first),
        )
        for person, first in readers
    ]


def _ladder(first: date, _person: Person, _pace: Pace) -> tuple[Step, ...]:
    return (Step("month", first),)


def _first_day(scene: Scene, person: Staff) -> date | None:
    """Return a person's first working day of this month, in the week after it."""
    known = scene.people.get(person.staff_id)
    if known is None:
        return None
    first = workdays.on_or_after(scene.today.replace(day=1), known.week, scene.pace.calendar)
    return first if first <= scene.today < first + WAITS else None


UNVISITED: Final = msgid("Nobody has been there for long ({count}): {late}.")
