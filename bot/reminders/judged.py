"""Judged contests in «Мои дела»: ties for the chairman, awards and remarks, results to publish."""

from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders import counting
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, rights
from bot.rules.due import Pace, Person, Step
from storage.database import Reader
from storage.records.contests import Contest
from storage.records.people import Staff


async def results_to_settle(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return what waits between the end of the judging and the publishing."""
    found: list[Task] = []
    for contest in scene.network.contests.values():
        if contest.judged_at is None or contest.published_at is not None:
            continue
        chairman = counting.chairman_of(scene.network, contest)
        if chairman is not None and await counting.ties_wait(db, scene.network, contest):
            found.append(_task(scene, contest, chairman, "cast", CAST))
        for person in _active(scene):
            roles = roles_of(person)
            if rights.allows(roles, "result.publish", own=False):
                found.append(_task(scene, contest, person, "publish", PUBLISH))
            elif rights.allows(roles, "result.award", own=False):
                found.append(_task(scene, contest, person, "award", AWARD))
    return [one for one in found if staff_id in {None, one.staff_id}]


def _active(scene: Scene) -> list[Staff]:
    return [one for one in scene.network.staff.values() if one.is_active]


def _task(scene: Scene, contest: Contest, person: Staff, kind: str, text: str) -> Task:
    since = scene.day_of(contest.judged_at or "")
    key = contest.contest_id

    def ladder(reader: Person, pace: Pace) -> tuple[Step, ...]:
        return due.draft_steps(since, reader, pace)

    return Task(
        staff_id=person.staff_id,
        kind=f"result_{kind}",
        subject=f"{kind}:{key}",
        text=text,
        values={"contest": contest.title},
        press=f"{_opens(person, kind)}:{key}",
        ladder=ladder,
        is_personal=kind == "cast",
    )


def _opens(person: Staff, kind: str) -> str:
    """Return what a line opens: the results, or what a person without them may do."""
    if kind == "cast":
        return "cast.open"
    can_read = rights.allows(roles_of(person), "result.read", own=False)
    return "result.list" if can_read else "result.preview"


CAST: Final = msgid("Contest «{contest}»: entries are equal, your casting vote is needed.")
AWARD: Final = msgid("Contest «{contest}»: look through the awards and the jury's remarks.")
PUBLISH: Final = msgid("Contest «{contest}»: the results are counted and wait to be published.")
