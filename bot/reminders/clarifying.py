"""Questionnaires returned with remarks: for who answers them, or else for who asks by phone."""

from functools import partial
from typing import Final

from bot.msgid import msgid, plural
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, monitoring
from storage import campaigns, reviews
from storage.database import Reader
from storage.records.monitoring import CampaignUnit


async def returned_questionnaires(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the questionnaires that wait for a clarification, by who answers for them.

    The next working day and three working days later, for each return anew. Where no message
    reaches the library, who has entered or returned its answers asks it.
    """
    opened = await campaigns.opened(db, scene.today)
    running = [one.campaign_id for one in opened if monitoring.is_running(one, scene.today)]
    units = await campaigns.returned(db, running, staff_id)
    counts = await reviews.open_counts(db, [one.unit_id for one in units])
    return [
        Task(
            staff_id=reader,
            kind="clarify",
            subject=f"clarify:{unit.unit_id}",
            text=CLARIFY,
            values={"library": unit.library_id, "n": counts[unit.unit_id]},
            press=f"clarify.open:{unit.unit_id}",
            ladder=partial(due.draft_steps, scene.day_of(unit.returned_at or "")),
            return_no=unit.return_no,
            button=msgid("Clarify"),
        )
        for unit in units
        if counts.get(unit.unit_id)
        for reader in _who_clarifies(scene, unit)
        if staff_id in {None, reader}
    ]


def _who_clarifies(scene: Scene, unit: CampaignUnit) -> list[int]:
    known = scene.network.staff
    people = scene.network.answerers(unit.library_id)
    reached = [one.staff_id for one in people if one.is_reachable]
    others = (known.get(key or 0) for key in (unit.entered_by, unit.returned_by))
    return reached or [one.staff_id for one in others if one and one.is_reachable][:1]


CLARIFY: Final = plural(
    "Clarify {n} answer of the questionnaire ({library}).",
    "Clarify {n} answers of the questionnaire ({library}).",
)
