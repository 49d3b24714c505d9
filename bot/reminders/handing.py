"""Contests whose last day for entries is over: to be admitted and handed to the jury."""

from datetime import date, timedelta
from typing import Any, Final

from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import contests as rules
from bot.rules import due
from bot.rules import judging_end as ending
from bot.rules.due import Pace, Person, Step
from storage import contests, entries
from storage.database import Reader
from storage.records.contests import Contest, Entry
from storage.records.people import Staff

LONGEST: Final = timedelta(days=31)  # after the day by which the jury was to be done


async def entries_to_hand(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return, for who announced a contest or else the department, what its entries wait for."""
    found: list[Task] = []
    for contest in scene.network.contests.values():
        if contest.announced_at is None or contest.judged_at is not None:
            continue
        if not contest.closes_on < scene.today <= rules.corrected_until(contest) + LONGEST:
            continue
        known = await entries.of_contest(db, contest.contest_id)
        by = await contests.handed_by(db, contest.contest_id)
        by = by or await contests.announced_by(db, contest.contest_id)
        found += [
            task
            for person in _managers(scene, by)
            if staff_id in {None, person.staff_id}
            and (task := _of_manager(scene, contest, known, person))
        ]
    return found


def _managers(scene: Scene, by: int | None) -> list[Staff]:
    """Return who answers for a contest; the whole department where that is nobody here."""
    active = [one for one in scene.network.staff.values() if one.is_active]
    department = [one for one in active if ending.manages(one)]
    return [one for one in department if one.staff_id == by] or department


def _of_manager(scene: Scene, contest: Contest, known: list[Entry], person: Staff) -> Task | None:
    waiting = [one for one in known if one.state == "submitted"]
    if waiting:
        first = scene.day_of(min(one.submitted_at for one in waiting))
        since = max(first, contest.closes_on)
        return _task(contest, person, "admit", since, {"count": len(waiting)})
    if contest.handed_at is None and any(one.state == "admitted" for one in known):
        return _task(contest, person, "hand", contest.closes_on, {})
    return None


def _task(contest: Contest, person: Staff, kind: str, since: date, values: dict[str, Any]) -> Task:
    key = contest.contest_id

    def ladder(reader: Person, pace: Pace) -> tuple[Step, ...]:
        return due.draft_steps(since, reader, pace)

    return Task(
        staff_id=person.staff_id,
        kind=f"contest_{kind}",
        subject=f"{kind}:{key}",
        text=TEXTS[kind],
        values={"contest": contest.title} | values,
        press=f"admit.list:{key}" if kind == "admit" else f"judging.hand:{key}",
        ladder=ladder,
    )


TEXTS: Final = {
    "admit": msgid("Contest «{contest}»: entries wait for admission: {count}."),
    "hand": msgid("Contest «{contest}»: entries are taken no more, hand them to the jury."),
}
