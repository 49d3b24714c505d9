"""Winners put forward to the contest of the region, ticked one by one by the department."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_records as records
from bot.handlers import result_records, visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import counting
from bot.routes import Route, press
from bot.screens import result_forward as screens
from bot.screens import result_publishing
from bot.screens.results import Line
from storage import entries, results
from storage.records.contests import Contest


async def show(ctx: FieldContext) -> None:
    """Show the winners of a published contest with their ticks."""
    contest_id, page = (*numbers(ctx.arguments[:2], 1), 0)[:2]
    await _show(ctx, await _published(ctx, contest_id), page)


async def _published(ctx: FieldContext, contest_id: int) -> Contest:
    ctx.require(result_records.AWARD, own=False)
    contest = await result_records.judged(ctx, contest_id, result_records.AWARD)
    if contest.published_at is None:
        raise UserError(msgid("Winners are put forward when the results are published."))
    return contest


async def _winners(ctx: FieldContext, contest: Contest) -> list[Line]:
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    lines = await result_records.lines_of(ctx.tx, tally)
    return result_publishing.winners(contest, lines)


async def _show(ctx: FieldContext, contest: Contest, page: int) -> None:
    winners = await _winners(ctx, contest)
    if not winners:
        raise UserError(msgid("No awards were given in this contest: nobody can be put forward."))
    forwarded = await results.forwarded(ctx.tx, contest.contest_id)
    page = min(page, (len(winners) - 1) // screens.PAGE)
    screen = screens.listed(
        ctx.t, contest, winners, set(forwarded), names=records.names(ctx), page=page
    )
    ctx.show(SLOT, screen)


async def put(ctx: FieldContext) -> None:
    """Put a winner forward, or take it back; the button carries what is wanted."""
    entry_id, wanted, page = numbers(ctx.arguments[:3], 3)
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None or wanted not in {0, 1}:
        raise NotAllowedError
    contest = await _published(ctx, entry.contest_id)
    if not any(one.entry.entry_id == entry_id for one in await _winners(ctx, contest)):
        raise NotAllowedError
    await visit_records.refuse_closed(ctx, ctx.today)
    is_in = entry_id in await results.forwarded(ctx.tx, contest.contest_id)
    if is_in != bool(wanted):
        change = results.forward if wanted else results.take_back
        await change(ctx.tx, [entry_id], now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, contest, page)


ROUTES: Final[tuple[Route, ...]] = (
    press("result.forward", show, result_records.AWARD),
    press("result.put", put, result_records.AWARD),
)
