"""Questions to the department that wait: in «Мои дела», reminded of after two working days."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import guidance, rights
from storage import questions
from storage.database import Reader
from storage.records.guidance import Question
from storage.records.people import Staff

QUESTION: Final = msgid("Question No. {number} from a colleague: {person}")
LATE: Final = msgid("Question No. {number} waits for an answer since {date}: {person}")


async def unanswered(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the questions that wait: for who has taken them, else for all who answer.

    The head has them after four working days.
    """
    return [
        task
        for one in await questions.waiting(db)
        for task in _tasks(one, scene)
        if staff_id in {None, task.staff_id}
    ]


def _tasks(question: Question, scene: Scene) -> Iterator[Task]:
    since = scene.day_of(question.waits_since or question.asked_at)
    people = [one for one in _answering(scene) if one.staff_id != question.staff_id]
    readers = [one for one in people if one.staff_id == question.taken_by] or _first(people)
    for one in readers:
        yield _task(question, one, scene, since, guidance.WORKDAYS)
    told = {one.staff_id for one in readers}
    for one in people:
        if one.role == "head" and one.staff_id not in told:
            task = _task(question, one, scene, since, guidance.HEAD_WORKDAYS)
            if task.text == LATE:
                yield task


def _first(people: list[Staff]) -> list[Staff]:
    """Return the methodists; without any the heads."""
    return [one for one in people if one.role == "methodist"] or people


def _answering(scene: Scene) -> list[Staff]:
    return [
        person
        for person in scene.network.staff.values()
        if person.is_active
        and person.staff_id in scene.people
        and rights.allows(roles_of(person), "help.answer", own=False)
    ]


def _task(question: Question, reader: Staff, scene: Scene, since: date, count: int) -> Task:
    is_late = guidance.is_late(
        since, scene.today, scene.people[reader.staff_id], scene.pace, count
    )
    number = question.question_id
    return Task(
        staff_id=reader.staff_id,
        kind="question",
        subject=f"question:{number}",
        text=LATE if is_late else QUESTION,
        values={"number": str(number), "person": question.staff_id}
        | ({"date": since} if is_late else {}),
        press=f"question:{number}",
        ladder=partial(guidance.steps, since, count),
        return_no=len(question.messages),
    )
