"""The days of a campaign: moved, stopped and let go before it opens, prolonged while it runs."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import inputs
from bot.handlers import campaigns as cards
from bot.handlers import monitoring, prompts, tasks
from bot.handlers import monitoring_units as sheets
from bot.handlers import visit_records as records
from bot.handlers.campaigns import MANAGE, SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import absence
from bot.rules import campaign_days as rules
from bot.screens import campaigns as screens
from bot.screens import monitoring as sheet_screens
from bot.screens.campaigns import Later, Longer
from storage import campaign_days, campaigns, chats
from storage.records.monitoring import Campaign, CampaignUnit

MOVE: Final = "campaign.move"
LONGER: Final = "campaign.longer"
UNIT: Final = "unit.longer"


# -------------------------------------------------------------------- before it opens


async def agree(ctx: FieldContext) -> None:
    """Note that the person has read that a campaign opens soon."""
    campaign = await cards.managed(ctx, "coming")
    await campaign_days.see(ctx.tx, campaign.campaign_id, ctx.person.staff_id, ctx.stamp)
    await cards.show(ctx, campaign, ctx.t(msgid("All right, it opens on its day.")))


async def ask_days(ctx: FieldContext) -> None:
    """Ask for the days to which a campaign is moved."""
    campaign = await cards.managed(ctx, "coming")
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": MOVE, "campaign_id": campaign.campaign_id})
    ctx.show(SLOT, screens.ask_days(ctx.t, campaign, ctx.today))


async def take_days(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Move a campaign to typed days: both, or the first one only, the length stays."""
    ctx.arguments = (str(prompt["campaign_id"]),)
    campaign = await cards.managed(ctx, "coming")
    opens_on, closes_on = absence.parse(text, ctx.today)
    length = campaign.closes_on - campaign.opens_on
    await _move(ctx, campaign, opens_on, closes_on or opens_on + length)


async def move(ctx: FieldContext) -> None:
    """Move a campaign to the pressed days."""
    campaign = await cards.managed(ctx, "coming")
    await _move(ctx, campaign, _day(ctx, 1), _day(ctx, 2))


def _day(ctx: FieldContext, place: int) -> date:
    """Read a day of a button; a forged one is refused."""
    try:
        return date.fromisoformat(ctx.arguments[place])
    except (IndexError, ValueError):
        raise NotAllowedError from None


async def _move(ctx: FieldContext, campaign: Campaign, opens_on: date, closes_on: date) -> None:
    rules.check_moved(campaign, opens_on, closes_on, ctx.today)
    await refuse_closed(ctx, opens_on, closes_on)
    by = ctx.person.staff_id
    await campaign_days.move(ctx.tx, campaign, opens_on, closes_on, now=ctx.stamp, by=by)
    await campaign_days.see(ctx.tx, campaign.campaign_id, by, ctx.stamp)
    moved = await cards.named(ctx)
    text = msgid("Moved: it opens on {opens}, the last day is {closes}.")
    cards.tell_managers(ctx, moved, text, opens=opens_on, closes=closes_on)
    await cards.show(ctx, moved, ctx.t(text, opens=opens_on, closes=closes_on))


async def refuse_closed(ctx: FieldContext, *days: date) -> None:
    """Raise BadAnswerError where a day lies in a closed period: nothing could be answered."""
    for day in days:
        if fault := await closed(ctx, day):
            raise fault


async def closed(ctx: FieldContext, day: date) -> BadAnswerError | None:
    """Return why a campaign cannot open or close on a day of a closed period."""
    period = await records.closed_period(ctx, ctx.tx, day)
    text = msgid("The period is closed: {period}. Choose other days.")
    return None if period is None else BadAnswerError(text, period=period)


async def ask_stop(ctx: FieldContext) -> None:
    """Ask before a campaign is stopped."""
    campaign = await cards.managed(ctx, "coming")
    ctx.show(SLOT, screens.ask_stop(ctx.t, campaign, ctx.today))


async def stop(ctx: FieldContext) -> None:
    """Keep a campaign from opening by itself."""
    campaign = await cards.managed(ctx, "coming")
    by = ctx.person.staff_id
    await campaign_days.stop(ctx.tx, campaign.campaign_id, now=ctx.stamp, by=by)
    text = msgid("Stopped: it does not open by itself.")
    stopped = await cards.named(ctx)
    cards.tell_managers(ctx, stopped, text)
    await cards.show(ctx, stopped, ctx.t(text))


async def let_go(ctx: FieldContext) -> None:
    """Let a stopped campaign open after all."""
    campaign = await cards.managed(ctx, "stopped")
    if not rules.may_let_go(campaign, ctx.today):
        raise cards.too_late(ctx, campaign)
    by = ctx.person.staff_id
    await campaign_days.let_go(ctx.tx, campaign.campaign_id, now=ctx.stamp, by=by)
    text = msgid("Let go again: it opens on {opens}.")
    again = await cards.named(ctx)
    cards.tell_managers(ctx, again, text, opens=again.opens_on)
    await cards.show(ctx, again, ctx.t(text, opens=again.opens_on))


# -------------------------------------------------------------------- while it runs


async def ask_longer(ctx: FieldContext) -> None:
    """Ask until when all libraries may answer."""
    campaign = await cards.managed(ctx, "running", "late")
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LONGER, "campaign_id": campaign.campaign_id})
    ctx.show(SLOT, screens.ask_longer(ctx.t, campaign, _later(ctx, campaign.closes_on)))


def _later(ctx: FieldContext, closes_on: date) -> Later:
    return Later(closes_on, rules.later(closes_on, ctx.today), ctx.today)


async def take_longer(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Prolong a campaign until the typed day."""
    ctx.arguments = (str(prompt["campaign_id"]),)
    campaign = await cards.managed(ctx, "running", "late")
    await _prolong(ctx, campaign, inputs.parse_date(text, ctx.today, "future"))


async def prolong(ctx: FieldContext) -> None:
    """Prolong a campaign until the pressed day."""
    campaign = await cards.managed(ctx, "running", "late")
    await _prolong(ctx, campaign, _day(ctx, 1))


async def _prolong(ctx: FieldContext, campaign: Campaign, day: date) -> None:
    rules.check_prolonged(campaign, campaign.closes_on, day, ctx.today)
    await refuse_closed(ctx, day)
    by, key = ctx.person.staff_id, campaign.campaign_id
    before = await campaigns.unanswered(ctx.tx, [key])
    await campaign_days.prolong(ctx.tx, key, day, now=ctx.stamp, by=by)
    told = await _tell_longer(ctx, campaign, day, [one for one in before if one.closes_on < day])
    text = msgid("Prolonged until {date}. Librarians told: {count}.")
    again = await cards.named(ctx)
    cards.tell_managers(ctx, again, msgid("Prolonged until {date}."), date=day)
    await cards.show(ctx, again, ctx.t(text, date=day, count=told))


async def ask_unit_longer(ctx: FieldContext) -> None:
    """Ask until when one library may answer."""
    sheet = await _prolongable(ctx)
    unit = sheet.unit
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": UNIT, "unit_id": unit.unit_id})
    name = sheet_screens.heading(ctx.t, sheet.campaign, sheets.library(ctx, sheet.library_id))
    screen = screens.ask_unit_longer(ctx.t, unit.unit_id, name, _later(ctx, unit.closes_on))
    ctx.show(monitoring.SLOT, screen)


async def _prolongable(ctx: FieldContext) -> sheets.Sheet:
    ctx.require(MANAGE, own=False)
    sheet = await sheets.named(ctx)
    if not sheet.campaign.is_open or sheet.unit.is_answered:
        raise cards.too_late(ctx, sheet.campaign)
    return sheet


async def take_unit_longer(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Prolong one library until the typed day."""
    ctx.arguments = (str(prompt["unit_id"]),)
    sheet = await _prolongable(ctx)
    await _prolong_unit(ctx, sheet, inputs.parse_date(text, ctx.today, "future"))


async def prolong_unit(ctx: FieldContext) -> None:
    """Prolong one library until the pressed day."""
    sheet = await _prolongable(ctx)
    await _prolong_unit(ctx, sheet, _day(ctx, 1))


async def _prolong_unit(ctx: FieldContext, sheet: sheets.Sheet, day: date) -> None:
    unit, campaign = sheet.unit, sheet.campaign
    rules.check_prolonged(campaign, unit.closes_on, day, ctx.today)
    await refuse_closed(ctx, day)
    await campaign_days.prolong_unit(
        ctx.tx, campaign.campaign_id, unit.unit_id, day, now=ctx.stamp, by=ctx.person.staff_id
    )
    await _tell_longer(ctx, campaign, day, [unit])
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await monitoring.show_card(ctx)


async def _tell_longer(
    ctx: FieldContext, campaign: Campaign, day: date, units: list[CampaignUnit]
) -> int:
    """Tell who answers that there is more time; return how many people were told."""
    now, network = await tasks.here(ctx), ctx.services.network
    readers: dict[int, dict[int, CampaignUnit]] = {}
    for unit in units:
        for person in sheets.answerers(ctx, unit.library_id):
            reader = now.reader_of(person.staff_id)
            if reader is not None and reader != ctx.person.staff_id:
                readers.setdefault(reader, {})[unit.unit_id] = unit
    told = 0
    for reader, found in readers.items():
        t = translator(network.staff[reader].language)
        longer = [
            Longer(one.unit_id, network.libraries[one.library_id].short(t.language))
            for one in found.values()
        ]
        screen = screens.longer(t, campaign, day, longer, ctx.today)
        told += ctx.tell_person(network.staff[reader], screen)
    return told


prompts.register(MOVE, take_days)
prompts.register(LONGER, take_longer)
prompts.register(UNIT, take_unit_longer)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.ok", agree, MANAGE),
    press("campaign.move", ask_days, MANAGE),
    press("campaign.moved", move, MANAGE),
    press("campaign.stop", ask_stop, MANAGE),
    press("campaign.stopped", stop, MANAGE),
    press("campaign.go", let_go, MANAGE),
    press("campaign.longer", ask_longer, MANAGE),
    press("campaign.until", prolong, MANAGE),
    press("unit.longer", ask_unit_longer, MANAGE),
    press("unit.until", prolong_unit, MANAGE),
)
