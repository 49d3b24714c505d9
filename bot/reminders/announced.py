"""A campaign that opens soon, for those who may move or stop it, until they have read."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from bot.context import roles_of
from bot.msgid import plural
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import rights
from bot.rules.due import Pace, Person, Step
from storage import campaign_days, campaigns
from storage.database import Reader
from storage.records.monitoring import Campaign


async def coming_campaigns(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the campaigns that open soon, for the head and the deputy."""
    coming = [one for one in await campaign_days.coming(db, scene.today) if one.is_open]
    if not coming:
        return []
    seen = await campaign_days.seen(db)
    return [
        Task(
            staff_id=person.staff_id,
            kind="coming",
            subject=f"coming:{one.campaign_id}",
            text=OPENS,
            values={
                "monitoring": one, "date": one.opens_on, "n": await units(db, scene, one),
            },
            press=f"campaign.card:{one.campaign_id}",
            ladder=partial(_ladder, scene, one),
            due_on=one.opens_on,
        )
        for one in coming
        if scene.today >= _first(scene, one)
        for person in scene.network.staff.values()
        if person.is_active and staff_id in {None, person.staff_id}
        and rights.allows(roles_of(person), "campaign.manage", own=False)
        and (one.campaign_id, person.staff_id) not in seen
    ]  # fmt: skip


def _first(scene: Scene, campaign: Campaign) -> date:
    ahead = timedelta(days=scene.network.institution["monitoring_notice_days"])
    return campaign.opens_on - ahead


async def units(db: Reader, scene: Scene, campaign: Campaign) -> int:
    """Return how many libraries it will be put to."""
    if not campaign.takes_all:
        return len(await campaigns.units(db, campaign.campaign_id))
    everywhere = scene.network.libraries.values()
    return sum(one.is_open(campaign.opens_on) for one in everywhere)


def _ladder(scene: Scene, campaign: Campaign, _person: Person, _pace: Pace) -> tuple[Step, ...]:
    """Tell once, in time before the opening; a campaign that was moved is told anew."""
    return (Step("coming", _first(scene, campaign), "before", campaign.opens_on),)


OPENS: Final = plural(
    "{monitoring} opens on {date}: {n} library.", "{monitoring} opens on {date}: {n} libraries."
)
