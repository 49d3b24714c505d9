"""Sheets that were sent and wait for review, as one line for who reviews the monitoring."""

from typing import Final

from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import chasing, monitoring
from bot.rules.due import Pace, Person, Step
from storage import campaigns
from storage.database import Reader


async def sheets_to_review(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the monitorings that have sheets to review; the list says so, nothing reminds."""
    found = []
    for campaign in await campaigns.opened(db, scene.today):
        reviewer = chasing.reviewer(campaign, scene.network.staff.values())
        if reviewer is None or staff_id not in {None, reviewer.staff_id}:
            continue
        if not monitoring.is_running(campaign, scene.today):
            continue
        units = await campaigns.units(db, campaign.campaign_id)
        count = sum(one.state == "sent" for one in units)
        if count:
            found.append(
                Task(
                    staff_id=reviewer.staff_id,
                    kind="review",
                    subject=f"review:{campaign.campaign_id}",
                    text=REVIEW,
                    values={"monitoring": campaign, "count": count},
                    press=f"review.list:{campaign.campaign_id}:0",
                    ladder=_never,
                )
            )
    return found


def _never(_person: Person, _pace: Pace) -> tuple[Step, ...]:
    return ()


REVIEW: Final = msgid("{monitoring}: sheets to review: {count}.")
