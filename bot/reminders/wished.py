"""Requests for materials that wait for an answer: whose they are, when they are reminded of."""

from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Ladder, Task
from bot.rules import due, rights
from bot.rules.material_asking import REMIND_DAYS
from bot.screens.screen import cut
from storage import material_requests
from storage.database import Reader
from storage.records.materials import MaterialRequest

WORDS: Final = 60  # of a request in «Мои дела»
LATE_DAYS: Final = (1, 4, 7)


async def open_requests(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the requests that wait: for who has taken one, else for all who answer."""
    return [
        Task(
            staff_id=reader,
            kind="wish",
            subject=f"wish:{one.request_id}",
            text=_text(one, scene),
            values={
                "number": str(one.request_id), "person": one.staff_id,
                "wish": cut(one.wish, WORDS), "date": one.wanted_on,
            },
            press=f"wish.card:{one.request_id}",
            ladder=_ladder(one, scene),
            due_on=one.wanted_on,
            return_no=one.return_no,
        )
        for one in await material_requests.waiting(db)
        for reader in _readers(scene, one)
        if staff_id in {None, reader}
    ]  # fmt: skip


def _readers(scene: Scene, one: MaterialRequest) -> list[int]:
    if one.taken_by is not None and scene.network.staff[one.taken_by].is_active:
        return [one.taken_by]
    return [
        person.staff_id
        for person in scene.network.staff.values()
        if person.is_active
        and person.staff_id != one.staff_id
        and rights.allows(roles_of(person), "material.answer", own=False)
    ]


def _text(one: MaterialRequest, scene: Scene) -> str:
    if one.wanted_on is None:
        return WAITS
    return LATE if one.wanted_on < scene.today else WANTED


def _ladder(one: MaterialRequest, scene: Scene) -> Ladder:
    """Remind some days before the last day and after it; without one as of a draft."""
    asked_on = scene.day_of(one.asked_at)
    if one.wanted_on is None:
        return partial(due.draft_steps, asked_on)
    steps = (
        *due.before(one.wanted_on, *REMIND_DAYS),
        *due.after(one.wanted_on, *LATE_DAYS),
    )
    coming = tuple(step for step in steps if step.on > asked_on)
    return lambda _person, _pace: coming


WAITS: Final = msgid("Request for a material No. {number} ({person}): «{wish}».")
WANTED: Final = msgid("Request for a material No. {number} ({person}): «{wish}», by {date}.")
LATE: Final = msgid(
    "Request for a material No. {number} ({person}): «{wish}», the last day was {date}."
)
