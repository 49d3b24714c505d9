"""Opens the two campaigns of a year by themselves, also after days of absence, each once."""

from bot.forms import builtin
from bot.reminders.scene import Scene
from bot.rules import monitoring
from storage import campaigns
from storage.database import Database, Reader, Tx
from storage.records import Campaign, NewCampaign


async def keep(database: Database, here: Scene) -> None:
    """Open what is due by the settings, and put what runs to libraries that are new."""
    async with database.read() as db:
        due = [one for one in _due(here) if not await _is_there(db, one)]
        new = {
            one.campaign_id: await _new_libraries(db, here, one) for one in await _run(db, here)
        }
    if not due and not any(new.values()):
        return
    async with database.write() as tx:
        for one in due:
            await open_campaign(tx, here, one)
        for campaign_id, library_ids in new.items():
            await campaigns.add_units(tx, campaign_id, library_ids)


def _due(here: Scene) -> list[NewCampaign]:
    """Return the campaigns that run today; one from before New Year may still do."""
    institution = here.network.institution
    years = (here.today.year - 1, here.today.year)
    return [
        one
        for year in years
        for one in monitoring.planned(institution, year)
        if one.opens_on <= here.today <= one.closes_on
    ]


async def _is_there(db: Reader, one: NewCampaign) -> bool:
    return await campaigns.of_part(db, one.part or "", one.opens_on.year) is not None


async def _run(db: Reader, here: Scene) -> list[Campaign]:
    return [
        one
        for one in await campaigns.opened(db, here.today)
        if one.closes_on >= here.today and one.closed_at is None
    ]


async def _new_libraries(db: Reader, here: Scene, campaign: Campaign) -> list[int]:
    asked = {one.library_id for one in await campaigns.units(db, campaign.campaign_id)}
    return [key for key in _open_libraries(here) if key not in asked]


async def open_campaign(tx: Tx, here: Scene, new: NewCampaign) -> None:
    """Open a campaign for all libraries that are open."""
    version = builtin.load(new.form).version
    campaign_id = await campaigns.make(tx, new, version=version, now=here.stamp, by=None)
    if campaign_id is not None:
        await campaigns.add_units(tx, campaign_id, _open_libraries(here))


def _open_libraries(here: Scene) -> list[int]:
    libraries = sorted(here.network.libraries.values(), key=lambda one: one.code)
    return [one.library_id for one in libraries if one.is_open(here.today)]
