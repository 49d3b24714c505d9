"""Campaigns as a whole: all of them, the card of one, its history, who reviews it."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, UserError
from bot.handlers import monitoring_board, tasks
from bot.handlers import monitoring_units as sheets
from bot.msgid import msgid
from bot.published import campaign_form
from bot.reminders import announced
from bot.routes import Route, press
from bot.rules import campaign_days as rules
from bot.rules import chasing, rights
from bot.screens import campaigns as screens
from bot.screens.campaigns import Card, Event, Page
from bot.screens.monitoring_board import Board, called
from bot.screens.screen import Button
from storage import campaign_days, campaigns, chats, history
from storage.records.history import Change
from storage.records.monitoring import Campaign
from storage.records.people import Staff

SLOT: Final = monitoring_board.SLOT
MANAGE: Final = "campaign.manage"
Offer = Callable[[FieldContext, Campaign], Awaitable[list[Button]]]
OFFERS: Final[list[Offer]] = []


def offer(buttons: Offer) -> Offer:
    """Let a module put its buttons on the card of a campaign."""
    OFFERS.append(buttons)
    return buttons


async def named(ctx: FieldContext) -> Campaign:
    """Return the campaign that a button names, also one that has not opened."""
    await ctx.services.network.fresh(ctx.tx)
    wanted = numbers(ctx.arguments[:1], 1)
    found = await campaigns.by_id(ctx.tx, wanted[0])
    if found is None:
        raise NotAllowedError
    return found


async def managed(ctx: FieldContext, *states: str) -> Campaign:
    """Return the campaign of a button that changes it, if it stands where that is possible."""
    ctx.require(MANAGE, own=False)
    campaign = await named(ctx)
    if rules.state(campaign, ctx.today) not in states:
        raise too_late(ctx, campaign)
    return campaign


def too_late(ctx: FieldContext, campaign: Campaign) -> UserError:
    """Return the refusal of what a campaign is past, or not ready for."""
    text = msgid("This is not possible now. {monitoring}: {state}.")
    state = screens.state(ctx.t, campaign, ctx.today)
    return UserError(text, monitoring=called(ctx.t, campaign), state=state)


# -------------------------------------------------------------------- shown


async def show_all(ctx: FieldContext) -> None:
    """List all campaigns, the latest first."""
    ctx.require("campaign.read", own=False)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    known = await campaign_days.every(ctx.tx)
    pages = max(1, -(-len(known) // screens.PAGE))
    number = next(iter(numbers(ctx.arguments[:1])), 0) % pages
    shown = known[number * screens.PAGE : (number + 1) * screens.PAGE]
    may_make = ctx.may(MANAGE, own=False)
    page = Page(tuple(shown), number, pages, ctx.today, may_make=may_make)
    ctx.show(SLOT, screens.listed(ctx.t, page))


async def show_card(ctx: FieldContext) -> None:
    """Show the campaign behind a button."""
    ctx.require("campaign.read", own=False)
    await show(ctx, await named(ctx))


async def show(
    ctx: FieldContext, campaign: Campaign, note: Html | None = None, *, slot: str = SLOT
) -> None:
    """Show a campaign, with a line about what was just done."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(slot, screens.card(ctx.t, await _card(ctx, campaign), note))


async def _card(ctx: FieldContext, campaign: Campaign) -> Card:
    units = await campaigns.units(ctx.tx, campaign.campaign_id)
    now = await tasks.here(ctx)
    by = await _maker(ctx, campaign)
    may = ctx.may(MANAGE, own=False)
    seen = await campaign_days.seen(ctx.tx)
    actions = [button for more in OFFERS for button in await more(ctx, campaign)]
    return Card(
        campaign,
        ctx.today,
        (await campaign_form(ctx.tx, campaign)).title,
        reviewer(ctx, campaign),
        len(units) or await announced.units(ctx.tx, now, campaign),
        sum(one.is_answered for one in units),
        by,
        may_manage=may,
        is_seen=(campaign.campaign_id, ctx.person.staff_id) in seen,
        actions=tuple(actions),
    )


def reviewer(ctx: FieldContext, campaign: Campaign) -> str:
    """Name who reviews a campaign."""
    found = chasing.reviewer(campaign, ctx.services.network.staff.values())
    return found.initials(ctx.language) if found else ctx.t.plain(msgid("nobody yet"))


async def _maker(ctx: FieldContext, campaign: Campaign) -> str:
    changes = await history.of(ctx.tx, campaign_days.TABLE, campaign.campaign_id)
    made = next((one for one in changes if one.action == "added"), None)
    return ctx.services.network.staff[made.staff_id].initials(ctx.language) if (
        made and made.staff_id
    ) else ""  # fmt: skip


async def show_history(ctx: FieldContext) -> None:
    """Show who did what with a campaign."""
    ctx.require("campaign.read", own=False)
    campaign = await named(ctx)
    changes = await history.of(ctx.tx, campaign_days.TABLE, campaign.campaign_id)
    units = {one.unit_id: one for one in await campaigns.units(ctx.tx, campaign.campaign_id)}

    def library(unit_id: int) -> str:
        return sheets.library(ctx, units[unit_id].library_id) if unit_id in units else ""

    events = [_event(ctx, one, library) for one in changes]
    ctx.show(SLOT, screens.history(ctx.t, campaign, events))


def _event(ctx: FieldContext, change: Change, library: Callable[[int], str]) -> Event:
    staff, new = ctx.services.network.staff, dict(change.new or {})
    values: dict[str, str] = {}
    action = change.action
    for name in ("opens", "closes"):
        if f"{name}_on" in new:
            values[name] = ctx.t.day(date.fromisoformat(new[f"{name}_on"]))
    if "unit_id" in new:
        action, values["library"] = "prolonged_unit", library(new["unit_id"])
    if "libraries" in new:
        values["libraries"] = str(new["libraries"])
    if change.reason:
        values["reason"] = change.reason
    if "staff_id" in new:
        values["person"] = staff[new["staff_id"]].initials(ctx.language)
    at = local(parse_stamp(change.at), ctx.services.clock.zone)
    person = staff[change.staff_id].initials(ctx.language) if change.staff_id else ""
    return Event(at, person, action, values)


# -------------------------------------------------------------------- who reviews


async def ask_reviewer(ctx: FieldContext) -> None:
    """Ask who is to review the answers."""
    campaign = await managed(ctx, "coming", "running", "late")
    people = [(one.staff_id, one.initials(ctx.language)) for one in reviewers(ctx)]
    screen = screens.ask_reviewer(ctx.t, campaign, people, reviewer(ctx, campaign))
    ctx.show(SLOT, screen)


def reviewers(ctx: FieldContext) -> list[Staff]:
    """Return who can review: the methodists."""
    people = ctx.services.network.staff.values()
    return [one for one in people if one.is_active and one.role == "methodist"]


async def choose_reviewer(ctx: FieldContext) -> None:
    """Let a methodist review the answers; they are told."""
    campaign = await managed(ctx, "coming", "running", "late")
    wanted = numbers(ctx.arguments, 2)[1]
    person = next((one for one in reviewers(ctx) if one.staff_id == wanted), None)
    if person is None:
        raise NotAllowedError
    by = ctx.person.staff_id
    await campaign_days.review_by(
        ctx.tx, campaign.campaign_id, person.staff_id, now=ctx.stamp, by=by
    )
    campaign = await named(ctx)
    tell_reviewer(ctx, campaign)
    note = ctx.t(msgid("Reviews from now on: {person}"), person=person.initials(ctx.language))
    await show(ctx, campaign, note)


def tell_reviewer(ctx: FieldContext, campaign: Campaign) -> None:
    """Tell who reviews a campaign, unless they have chosen it themselves."""
    person = chasing.reviewer(campaign, ctx.services.network.staff.values())
    if person is not None and person.staff_id != ctx.person.staff_id:
        t = translator(person.language)
        said = t(msgid("You review the answers from now on."))
        ctx.tell_person(person, screens.told(t, campaign, said, ctx.person.initials(t.language)))


# -------------------------------------------------------------------- told


def tell_managers(ctx: FieldContext, campaign: Campaign, text: str, **values: Any) -> None:
    """Tell the others who may manage campaigns what was done with one."""
    for person in ctx.services.network.staff.values():
        is_other = person.is_active and person.staff_id != ctx.person.staff_id
        if is_other and rights.allows(roles_of(person), MANAGE, own=False):
            t = translator(person.language)
            screen = screens.told(t, campaign, t(text, **values), ctx.person.initials(t.language))
            ctx.tell_person(person, screen)


async def _on_board(ctx: FieldContext, board: Board) -> list[Button]:
    """Lead from the board to the campaign's card."""
    label = ctx.t.plain(msgid("Days and history"))
    return [Button(label, f"campaign.card:{board.campaign.campaign_id}")]


monitoring_board.offer(90, _on_board)
ROUTES: Final[tuple[Route, ...]] = (
    press("campaign.all", show_all, "campaign.read"),
    press("campaign.card", show_card, "campaign.read"),
    press("campaign.history", show_history, "campaign.read"),
    press("campaign.who", ask_reviewer, MANAGE),
    press("campaign.by", choose_reviewer, MANAGE),
)
