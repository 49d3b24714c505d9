"""The board of a campaign for methodist and head, and answers entered on behalf of a library."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import clarify, monitoring, period_records, tasks
from bot.handlers import monitoring_units as sheets
from bot.handlers import review_sheets as reviewed
from bot.reminders.scene import Scene
from bot.routes import Route, command, press
from bot.rules import monitoring as monitoring_rules
from bot.screens import monitoring_board as boards
from bot.screens.monitoring_board import Board, Line
from bot.screens.screen import Button
from storage import campaigns, drafts
from storage.drafts import Draft
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff

SLOT: Final = "monitoring"
Offer = Callable[[FieldContext, Board], Awaitable[list[Button]]]
OFFERS: Final[dict[int, Offer]] = {}


def offer(place: int, buttons: Offer) -> None:
    """Let a module put its buttons on the board; a lower place stands first."""
    OFFERS[place] = buttons


async def show(ctx: FieldContext) -> None:
    """Show where the latest campaign stands; who answers only for their own sees that."""
    if not ctx.may("campaign.read", own=False):
        await monitoring.show_mine(ctx)
        return
    await ctx.services.network.fresh(ctx.tx)
    opened = await campaigns.opened(ctx.tx, ctx.today)
    wanted = numbers(ctx.arguments[:1]) if ctx.pressed and ctx.arguments else ()
    if not opened:
        ctx.show(SLOT, boards.none_yet(ctx.t))
        return
    board = await _board(ctx, opened, wanted[0] if wanted else None)
    actions = [button for place in sorted(OFFERS) for button in await OFFERS[place](ctx, board)]
    ctx.show(SLOT, boards.board(ctx.t, replace(board, actions=tuple(actions))))


async def named(ctx: FieldContext) -> Board:
    """Return the board of the campaign that a button names."""
    await ctx.services.network.fresh(ctx.tx)
    campaign_id = numbers(ctx.arguments[:1], 1)[0]
    return await _board(ctx, await campaigns.opened(ctx.tx, ctx.today), campaign_id)


async def show_group(ctx: FieldContext) -> None:
    """Show the libraries of a group."""
    ctx.require("campaign.read", own=False)
    if len(ctx.arguments) != 3 or ctx.arguments[1] not in boards.GROUPS:  # noqa: PLR2004  # campaign, group, page
        raise NotAllowedError
    campaign_id, page = numbers((ctx.arguments[0], ctx.arguments[2]), 2)
    await ctx.services.network.fresh(ctx.tx)
    board = await _board(ctx, await campaigns.opened(ctx.tx, ctx.today), campaign_id)
    ctx.show(SLOT, boards.listed(ctx.t, board, ctx.arguments[1], page))


async def _board(ctx: FieldContext, opened: list[Campaign], wanted: int | None) -> Board:
    """Return a campaign with all its libraries; without a wanted one the latest."""
    place = next((at for at, one in enumerate(opened) if wanted in {None, one.campaign_id}), None)
    if place is None:
        raise NotAllowedError
    units = await campaigns.units(ctx.tx, opened[place].campaign_id)
    begun = {one.draft_id: one for one in await drafts.every_open(ctx.tx)}
    now = await tasks.here(ctx)
    lines = [_line(ctx, now, unit, begun.get(unit.draft_id or 0)) for unit in units]
    beside = [
        one
        for at, one in enumerate(opened)
        if at != place and (abs(at - place) == 1 or monitoring_rules.is_running(one, ctx.today))
    ]
    campaign = opened[place]
    may_review = ctx.may("campaign.review", own=False)
    queue = await reviewed.queue_of(ctx, campaign) if may_review else None
    standing = await period_records.of_campaign(ctx.tx, campaign)
    return Board(campaign, tuple(lines), ctx.today, tuple(beside), queue=queue, standing=standing)


def _line(ctx: FieldContext, now: Scene, unit: CampaignUnit, draft: Draft | None) -> Line:
    people = sheets.answerers(ctx, unit.library_id)
    far = None if unit.is_answered else sheets.far(ctx, draft, now)
    name = far.person if far else ", ".join(one.initials(ctx.language) for one in people)
    library = sheets.library(ctx, unit.library_id)
    return Line(unit, _group(unit, draft, people), library, far, name)


def _group(unit: CampaignUnit, draft: Draft | None, people: list[Staff]) -> str:
    if unit.is_answered:
        return "answered"
    if unit.state == "returned":
        return "returned"
    if draft is not None:
        return "begun"
    return "waiting" if any(one.is_reachable for one in people) else "silent"


# -------------------------------------------------------------------- on behalf


async def enter(ctx: FieldContext) -> None:
    """Enter the answers that a library told by telephone or wrote on paper."""
    sheet, source = await _to_enter(ctx)
    if sheet.unit.is_answered:
        await monitoring.show_card(ctx)
        return
    if sheet.unit.state == "returned":
        await clarify.show_next(ctx, sheet)
        return
    await sheets.refuse_closed(ctx, sheet.campaign)
    draft = await sheets.draft_of(ctx.tx, sheet.unit)
    if draft is not None:
        await monitoring.go_on(ctx, sheet, draft, source)
        return
    people = sheets.answerers(ctx, sheet.library_id)
    owner = people[0] if people else ctx.person
    await monitoring.begin(ctx, sheet, owner=owner.staff_id, source=source)


async def _to_enter(ctx: FieldContext) -> tuple[sheets.Sheet, str]:
    if len(ctx.arguments) != 2 or ctx.arguments[1] not in monitoring.ON_BEHALF:  # noqa: PLR2004  # unit, source
        raise NotAllowedError
    ctx.require("campaign.answer", own=False)
    return await sheets.named(ctx), ctx.arguments[1]


ROUTES: Final[tuple[Route, ...]] = (
    command("monitoring", show, "campaign.read"),
    press("campaign.board", show, "campaign.read"),
    press("campaign.list", show_group, "campaign.read"),
    press("unit.behalf", enter, "campaign.answer"),
)
