"""«Проверить»: sheets accepted one by one or all without a flag in one tap, undone for an hour."""

from typing import Final

from bot.clock import parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import monitoring_units as units
from bot.handlers import review_lock as locks
from bot.handlers import review_sheets as sheets
from bot.handlers.monitoring_units import Sheet
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import reviewing
from bot.screens import review as screens
from bot.screens.review import Queue
from storage import chats, reviews
from storage.records.monitoring import Acceptance, Campaign, CampaignUnit

PROMPTS: Final = frozenset({"review.question", "review.remark"})
CHANGED: Final = msgid("The answers have changed meanwhile. Look once more, please.")
OTHERS: Final = msgid("Meanwhile sheets have come or changed. Look once more, please.")
TOO_LATE: Final = msgid(
    "More than an hour has passed: it cannot be undone. A sheet can be returned with a remark."
)
UNDONE: Final = msgid("Undone. Sheets that wait for review again: {count}.")
ALREADY: Final = msgid("It is undone already.")


async def show_list(ctx: FieldContext) -> None:
    """Show the sheets that wait for review."""
    ctx.require("campaign.review", own=False)
    campaign_id, page = numbers(ctx.arguments[:2], 2)
    await _show_list(ctx, await sheets.campaign_of(ctx, campaign_id), page)


async def _show_list(
    ctx: FieldContext, campaign: Campaign, page: int = 0, note: str | None = None
) -> None:
    await forget(ctx)
    queue = await sheets.queue_of(ctx, campaign)
    ctx.show(sheets.SLOT, screens.listing(ctx.t, queue, page, ctx.t(note) if note else None))


async def forget(ctx: FieldContext) -> None:
    """Let words be no remark any more: something else is looked at."""
    if (ctx.chat.prompt or {}).get("kind") in PROMPTS:
        await chats.ask(ctx.tx, ctx.chat_id, None)


async def show_sheet(ctx: FieldContext) -> None:
    """Show one sheet beside last period's values."""
    sheet = await sheets.sheet_of(ctx)
    page = numbers(ctx.arguments[1:2])
    await _show_sheet(ctx, sheet, page[0] if page else 0)


async def _show_sheet(
    ctx: FieldContext, sheet: Sheet, page: int = 0, note: str | None = None
) -> None:
    await forget(ctx)
    said = ctx.t(note) if note else None
    ctx.show(sheets.SLOT, screens.sheet(ctx.t, await sheets.facts_of(ctx, sheet), page, said))


async def show_next(ctx: FieldContext) -> None:
    """Show the next sheet that waits for review after the one of the button, or the list."""
    sheet = await sheets.sheet_of(ctx)
    queue = await sheets.queue_of(ctx, sheet.campaign)
    following = after(queue, sheet.unit)
    if following is None:
        await _show_list(ctx, sheet.campaign)
        return
    await _show_sheet(ctx, Sheet(following, sheet.campaign))


def after(queue: Queue, unit: CampaignUnit) -> CampaignUnit | None:
    """Return the sheet after another in the order of review; the first one after the last."""
    order = [one.unit for one in queue.waiting]
    place = next((at for at, one in enumerate(order) if one.unit_id == unit.unit_id), None)
    if place is not None:
        order = [*order[place + 1 :], *order[:place]]
    return order[0] if order else None


# -------------------------------------------------------------------- accepting


async def accept(ctx: FieldContext) -> None:
    """Accept a sheet in the version that is shown; ask first where it is being corrected."""
    sheet = await _to_accept(ctx)
    if sheet is None:
        return
    draft = await units.draft_of(ctx.tx, sheet.unit)
    if draft is not None:
        library = units.library(ctx, sheet.library_id)
        person = sheets.person(ctx, draft.entered_by)
        screen = screens.being_corrected(ctx.t, sheet.unit, library, person)
        ctx.show(sheets.SLOT, screen)
        return
    await _accept(ctx, sheet.campaign, [sheet.unit])


async def accept_as_it_is(ctx: FieldContext) -> None:
    """Accept a sheet though somebody is correcting it: what they save is looked at again."""
    sheet = await _to_accept(ctx)
    if sheet is not None:
        await _accept(ctx, sheet.campaign, [sheet.unit])


async def _to_accept(ctx: FieldContext) -> Sheet | None:
    """Return the sheet of the button in its version; else show how it stands now."""
    unit_id, submission_id = sheets.version(ctx)
    sheet = await sheets.sheet_of(ctx, unit_id)
    await units.refuse_closed(ctx, sheet.campaign)
    if sheet.unit.state == "sent" and sheet.unit.submission_id == submission_id:
        return sheet
    is_other = sheet.unit.submission_id != submission_id
    await _show_sheet(ctx, sheet, note=CHANGED if is_other else None)
    return None


async def accept_all(ctx: FieldContext) -> None:
    """Accept all sheets without a flag, if they are those that the button has counted."""
    ctx.require("campaign.review", own=False)
    if len(ctx.arguments) != 2:  # noqa: PLR2004  # campaign, mark of the sheets
        raise NotAllowedError
    campaign = await sheets.campaign_of(ctx, numbers(ctx.arguments[:1], 1)[0])
    await units.refuse_closed(ctx, campaign)
    queue = await sheets.queue_of(ctx, campaign)
    if not queue.ready or reviewing.mark(queue.ready) != ctx.arguments[1]:
        await _show_list(ctx, campaign, note=OTHERS)
        return
    await _accept(ctx, campaign, list(queue.ready))


async def _accept(ctx: FieldContext, campaign: Campaign, some: list[CampaignUnit]) -> None:
    acceptance_id, taken = await reviews.accept(
        ctx.tx, campaign.campaign_id, some, now=ctx.stamp, by=ctx.person.staff_id
    )
    if acceptance_id is None:
        raise NotAllowedError
    await forget(ctx)
    libraries = [units.library(ctx, one.library_id) for one in some if one.unit_id in set(taken)]
    is_locked = await locks.lock_if_whole(ctx, campaign, acceptance_id)
    queue = await sheets.queue_of(ctx, campaign)
    until = ctx.now + reviewing.UNDO
    screen = screens.accepted(ctx.t, queue, libraries, acceptance_id, until, is_locked=is_locked)
    ctx.show(sheets.SLOT, screen)


async def undo(ctx: FieldContext) -> None:
    """Take an acceptance back within an hour; a campaign that it has closed is open again."""
    ctx.require("campaign.review", own=False)
    found = await reviews.acceptance(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    if found is None:
        raise NotAllowedError
    campaign = await sheets.campaign_of(ctx, found.campaign_id)
    _refuse_late(ctx, found)
    if campaign.closed_with == found.acceptance_id:
        await locks.open_undone(ctx, campaign)
    else:
        await units.refuse_closed(ctx, campaign)
    waiting = await reviews.undo(
        ctx.tx, found.acceptance_id, now=ctx.stamp, by=ctx.person.staff_id
    )
    note = ctx.t(UNDONE, count=len(waiting))
    queue = await sheets.queue_of(ctx, campaign)
    ctx.show(sheets.SLOT, screens.listing(ctx.t, queue, 0, note))


def _refuse_late(ctx: FieldContext, found: Acceptance) -> None:
    if found.undone_at is not None:
        raise UserError(ALREADY)
    if not reviewing.can_undo(found, parse_stamp(found.made_at), ctx.now):
        raise UserError(TOO_LATE)


async def withdraw(ctx: FieldContext) -> None:
    """Take open remarks back: the sheet waits for review again as it is."""
    sheet = await sheets.sheet_of(ctx)
    await units.refuse_closed(ctx, sheet.campaign)
    await reviews.withdraw(ctx.tx, sheet.unit.unit_id, now=ctx.stamp, by=ctx.person.staff_id)
    await _show_sheet(ctx, await sheets.sheet_of(ctx, sheet.unit.unit_id))


ROUTES: Final[tuple[Route, ...]] = (
    press("review.list", show_list, "campaign.review"),
    press("review.sheet", show_sheet, "campaign.review"),
    press("review.next", show_next, "campaign.review"),
    press("review.accept", accept, "campaign.review"),
    press("review.asis", accept_as_it_is, "campaign.review"),
    press("review.all", accept_all, "campaign.review"),
    press("review.undo", undo, "campaign.review"),
    press("review.withdraw", withdraw, "campaign.review"),
)
