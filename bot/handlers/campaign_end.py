"""What becomes of libraries without an answer when the head ends a campaign: they are told."""

from bot.catalogs import translator
from bot.context import FieldContext
from bot.handlers import monitoring_units as sheets
from bot.handlers import tasks
from bot.screens import campaigns as screens
from bot.screens.campaigns import Longer
from storage import campaigns
from storage.records.monitoring import Campaign


async def unanswered(ctx: FieldContext, campaign: Campaign) -> list[str]:
    """Name the libraries that have sent nothing; what is to be clarified was sent once."""
    units = await campaigns.unanswered(ctx.tx, [campaign.campaign_id])
    return [sheets.library(ctx, one.library_id) for one in units if one.state == "waiting"]


async def tell(ctx: FieldContext, campaign: Campaign) -> int:
    """Tell who has not answered that no answer is needed any more; return how many people.

    Their drafts stay: they go on with them if the campaign is opened again.
    """
    now, network = await tasks.here(ctx), ctx.services.network
    readers: dict[int, list[Longer]] = {}
    for unit in await campaigns.unanswered(ctx.tx, [campaign.campaign_id]):
        for person in sheets.answerers(ctx, unit.library_id):
            reader = now.reader_of(person.staff_id)
            if reader is not None and reader != ctx.person.staff_id:
                t = translator(network.staff[reader].language)
                library = network.libraries[unit.library_id].short(t.language)
                readers.setdefault(reader, []).append(Longer(unit.unit_id, library))
    told = 0
    for reader, found in readers.items():
        person = network.staff[reader]
        screen = screens.ended(translator(person.language), campaign, found)
        told += ctx.tell_person(person, screen)
    return told
