"""Libraries that have not answered after the last day, for who reviews and then for the head."""

from datetime import date
from functools import partial
from typing import Final

from bot.msgid import msgid
from bot.reminders import progress
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import chasing, monitoring
from bot.rules.due import Pace, Person, Step
from storage import campaigns, drafts
from storage.database import Reader
from storage.drafts import Draft
from storage.records.monitoring import Campaign, CampaignUnit

# A library in the list, with how many questions of how many are answered.
Late = tuple[int, tuple[int, int] | None]


async def late_libraries(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the campaigns with late libraries, from the day on which a person reads of them."""
    return [
        task
        for campaign in await campaigns.opened(db, scene.today)
        if monitoring.is_running(campaign, scene.today) and campaign.closes_on < scene.today
        for task in await _of_campaign(db, scene, campaign, staff_id)
    ]


async def _of_campaign(
    db: Reader, scene: Scene, campaign: Campaign, staff_id: int | None
) -> list[Task]:
    units = [one for one in await campaigns.units(db, campaign.campaign_id) if _asked(scene, one)]
    late = chasing.late(units, scene.today)
    readers = [
        (person, is_head)
        for person, is_head in chasing.readers(campaign, list(scene.network.staff.values()))
        if late and staff_id in {None, person.staff_id} and person.staff_id in scene.people
    ]
    if not readers:
        return []
    begun = {one.draft_id: one for one in await drafts.every_open(db)}
    named = tuple((one.library_id, far(scene, begun.get(one.draft_id or 0))) for one in late)
    since = min(one.closes_on for one in late)
    return [
        Task(
            staff_id=person.staff_id,
            kind="chase",
            subject=f"chase:{campaign.campaign_id}",
            text=CHASE,
            values={
                "monitoring": campaign,
                "count": len(late),
                "total": len(units),
                "late": named,
            },
            press=f"campaign.late:{campaign.campaign_id}",
            ladder=partial(_ladder, scene, since, is_head),
        )
        for person, is_head in readers
        if scene.today >= _first(scene, since, person.staff_id, is_head=is_head)
    ]


def _asked(scene: Scene, unit: CampaignUnit) -> bool:
    """Tell whether a library is asked: one that is closed is not, unless it has answered."""
    return unit.is_answered or scene.network.libraries[unit.library_id].is_open(scene.today)


def _first(scene: Scene, since: date, staff_id: int, *, is_head: bool) -> date:
    return chasing.first_day(since, scene.people[staff_id], scene.pace, is_head=is_head)


def _ladder(
    scene: Scene,
    since: date,
    is_head: bool,  # noqa: FBT001  # bound by its caller
    person: Person,
    pace: Pace,
) -> tuple[Step, ...]:
    first = chasing.first_day(since, person, pace, is_head=is_head)
    return chasing.steps(first, scene.today, person, pace)


def far(scene: Scene, draft: Draft | None) -> tuple[int, int] | None:
    """Return how far a draft is: answered, of how many; None where it is not begun."""
    found = progress.of(draft, scene) if draft else None
    return (found.done, found.total) if found and not found.is_whole else None


CHASE: Final = msgid("{monitoring}, no answer yet {count} of {total}: {late}.")
