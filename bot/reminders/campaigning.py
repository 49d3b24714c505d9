"""Announces and opens the campaigns of a year by themselves, also after days of absence, once."""

from datetime import timedelta

from bot import published
from bot.reminders.scene import Scene
from bot.rules import monitoring
from storage import campaign_days, campaigns
from storage.database import Database, Reader, Tx
from storage.records.monitoring import Campaign, NewCampaign


async def keep(database: Database, here: Scene) -> None:
    """Bring campaigns in line with the settings and the day.

    Some days before its opening one becomes a row that can be moved or stopped; from its day on
    it is put to libraries, also to those that open meanwhile.
    """
    async with database.read() as db:
        due = [one for one in _due(here) if not await _is_there(db, one)]
        new = {
            one.campaign_id: await _new_libraries(db, here, one) for one in await _run(db, here)
        }
        moved = _resettled(here, await campaign_days.coming(db, here.today))
    if not (due or moved or any(new.values())):
        return
    async with database.write() as tx:
        for one in due:
            await announce(tx, here, one)
        for campaign, settled in moved:
            await campaign_days.follow(tx, campaign.campaign_id, settled, now=here.stamp)
        for campaign_id, library_ids in new.items():
            await campaigns.add_units(tx, campaign_id, library_ids)


def _due(here: Scene) -> list[NewCampaign]:
    """Return the campaigns that run today or open soon; one from before New Year may still run."""
    ahead = timedelta(days=here.network.institution["monitoring_notice_days"])
    return [one for one in _planned(here) if one.opens_on - ahead <= here.today <= one.closes_on]


def _planned(here: Scene) -> list[NewCampaign]:
    institution, year = here.network.institution, here.today.year
    years = (year - 1, year, year + 1)
    return [one for number in years for one in monitoring.planned(institution, number)]


async def _is_there(db: Reader, one: NewCampaign) -> bool:
    return await campaigns.of_part(db, one.part or "", one.opens_on.year) is not None


def _resettled(here: Scene, coming: list[Campaign]) -> list[tuple[Campaign, NewCampaign]]:
    """Return what waits to open and has other days in the settings now, unless people moved it."""
    planned = {(one.part, one.opens_on.year): one for one in _planned(here)}
    return [
        (one, wanted)
        for one in coming
        if one.part and one.moved_at is None and one.stopped_at is None
        and (wanted := planned.get((one.part, one.opens_on.year)))
        and (wanted.opens_on, wanted.closes_on) != (one.opens_on, one.closes_on)
    ]  # fmt: skip


async def _run(db: Reader, here: Scene) -> list[Campaign]:
    return [
        one
        for one in await campaigns.opened(db, here.today)
        if one.closes_on >= here.today and one.is_open
    ]


async def _new_libraries(db: Reader, here: Scene, campaign: Campaign) -> list[int]:
    if not campaign.takes_all:
        return []
    asked = {one.library_id for one in await campaigns.units(db, campaign.campaign_id)}
    return [key for key in open_libraries(here) if key not in asked]


async def announce(tx: Tx, here: Scene, new: NewCampaign) -> None:
    """Make a campaign; one whose day has come is put to all libraries that are open."""
    version = await published.newest(tx, new.form)
    campaign_id = await campaigns.make(tx, new, version=version, now=here.stamp, by=None)
    if campaign_id is not None and new.opens_on <= here.today:
        await campaigns.add_units(tx, campaign_id, open_libraries(here))


def open_libraries(here: Scene) -> list[int]:
    """Return the libraries that are open today, in the order of their codes."""
    libraries = sorted(here.network.libraries.values(), key=lambda one: one.code)
    return [one.library_id for one in libraries if one.is_open(here.today)]
