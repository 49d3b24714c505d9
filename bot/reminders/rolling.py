"""Sessions in «Мои дела»: who came is to be marked; who was there says what they think of it."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Ladder, Task
from bot.rules import attendance as rules
from bot.rules import due, rights
from bot.rules.feedback import OWN, SHIPPED
from storage import attendance, drafts, school
from storage.database import Reader
from storage.records.school import SchoolClass, Session

MARK: Final = "attendance.mark"
TO_ROLL: Final = msgid("Mark who came: class «{title}», «{topic}», {date}.")
TO_ANSWER: Final = msgid("Say what you think of the session: «{topic}», {date}.")


async def sessions_to_roll(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the sessions that are over and where nobody has said yet who came."""
    first = scene.today - timedelta(days=rules.TO_ROLL_DAYS)
    waiting = set(await attendance.unrolled(db, first, scene.today))
    if not waiting:
        return []
    classes = {one.class_id: one for one in await school.classes(db)}
    return [
        Task(
            staff_id=reader,
            kind="roll",
            subject=f"roll:{one.session_id}",
            text=TO_ROLL,
            values={
                "title": classes[one.class_id].title, "topic": one.topic, "date": one.held_on,
            },
            press=f"roll.card:{one.session_id}",
            ladder=_steps(one.held_on),
        )
        for one in await school.between(db, first, scene.today)
        if one.session_id in waiting and rules.is_over(one, scene.now)
        for reader in _who_rolls(scene, one, classes[one.class_id])
        if staff_id in {None, reader}
    ]  # fmt: skip


def _who_rolls(scene: Scene, one: Session, school_class: SchoolClass) -> list[int]:
    """Return who taught it, else the curator, else all who may mark others."""
    may = [
        person.staff_id
        for person in scene.network.staff.values()
        if person.is_active and rights.allows(roles_of(person), MARK, own=False)
    ]
    for staff_id in (one.teacher_id, school_class.teacher_id):
        if staff_id in may:
            return [staff_id]
    return may


async def feedback_to_give(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the sessions of the last days that somebody was at and has not said a word of.

    What is begun waits as a draft.
    """
    first = scene.today - timedelta(days=rules.ASKED_DAYS)
    waiting = await attendance.unanswered(db, first, scene.today, staff_id)
    if not waiting:
        return []
    begun = await _begun(db, staff_id)
    known = {one.session_id: one for one in await school.between(db, first, scene.today)}
    return [
        Task(
            staff_id=reader,
            kind="feedback",
            subject=f"feedback:{session_id}",
            text=TO_ANSWER,
            values={"topic": known[session_id].topic, "date": known[session_id].held_on},
            press=f"feedback:{session_id}",
            ladder=_steps(known[session_id].held_on),
            button=msgid("Answer"),
            is_personal=True,
        )
        for session_id, reader in waiting
        if rules.is_over(known[session_id], scene.now) and (session_id, reader) not in begun
    ]


async def _begun(db: Reader, staff_id: int | None) -> set[tuple[int, int]]:
    found = await (drafts.every_open(db) if staff_id is None else drafts.open_of(db, staff_id))
    return {
        (one.context["session_id"], one.entered_by)
        for one in found
        if one.form in {SHIPPED, OWN} and not one.training
    }


def _steps(held_on: date) -> Ladder:
    return partial(due.draft_steps, held_on)
