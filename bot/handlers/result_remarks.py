"""The jury's remarks: which of them go to the participants when the results are published."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import result_records, visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.reminders import counting
from bot.routes import Route, press
from bot.screens import result_remarks as screens
from bot.screens.result_remarks import PAGE, Remarks
from storage import entries, judging
from storage.records.contests import Contest


async def show_remarks(ctx: FieldContext) -> None:
    """Show the remarks on all entries, or on one."""
    contest_id, entry_id, page = (*numbers(ctx.arguments[:3], 2), 0)[:3]
    await _show(ctx, await _open(ctx, contest_id), entry_id, page)


async def _open(ctx: FieldContext, contest_id: int) -> Contest:
    contest = await result_records.judged(ctx, contest_id, result_records.AWARD)
    result_records.refuse_published(contest)
    await visit_records.refuse_closed(ctx, ctx.today)
    return contest


async def _show(ctx: FieldContext, contest: Contest, entry_id: int, page: int) -> None:
    remarks = await _remarks(ctx, contest, entry_id)
    if not remarks.found:
        raise UserError(msgid("The jury has written no remarks here."))
    last = (len(remarks.found) - 1) // PAGE
    shown = Remarks(
        contest=contest, entries=remarks.entries, found=remarks.found, entry_id=entry_id,
        page=min(page, last),
    )  # fmt: skip
    ctx.show(SLOT, screens.listed(ctx.t, shown))


async def _remarks(ctx: FieldContext, contest: Contest, entry_id: int) -> Remarks:
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    found = [
        one for one in result_records.remarks_of(tally) if entry_id in {0, one.entry_id}
    ]  # fmt: skip
    return Remarks(contest=contest, entries=tally.entries, found=found, entry_id=entry_id)


async def pass_one(ctx: FieldContext) -> None:
    """Pass a remark, or do not; the button carries what is wanted."""
    entry_id, staff_id, wanted, listed, page = numbers(ctx.arguments[:5], 5)
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None or wanted not in {0, 1}:
        raise NotAllowedError
    contest = await _open(ctx, entry.contest_id)
    remarks = await _remarks(ctx, contest, listed)
    if not any((one.entry_id, one.staff_id) == (entry_id, staff_id) for one in remarks.found):
        raise NotAllowedError
    await judging.pass_remark(
        ctx.tx, entry_id, staff_id, passes=bool(wanted), now=ctx.stamp, by=ctx.person.staff_id
    )
    await _show(ctx, contest, listed, page)


async def pass_all(ctx: FieldContext) -> None:
    """Pass all remarks that are listed, or none."""
    contest_id, listed, wanted = numbers(ctx.arguments[:3], 3)
    if wanted not in {0, 1}:
        raise NotAllowedError
    contest = await _open(ctx, contest_id)
    for one in (await _remarks(ctx, contest, listed)).found:
        if (one.passed_at is not None) != bool(wanted):
            await judging.pass_remark(
                ctx.tx, one.entry_id, one.staff_id,
                passes=bool(wanted), now=ctx.stamp, by=ctx.person.staff_id,
            )  # fmt: skip
    await _show(ctx, contest, listed, 0)


ROUTES: Final[tuple[Route, ...]] = (
    press("result.remarks", show_remarks, result_records.AWARD),
    press("result.pass", pass_one, result_records.AWARD),
    press("result.passall", pass_all, result_records.AWARD),
)
