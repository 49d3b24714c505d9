"""«Продолжить прошлогодний»: a contest held again, copied with one tap, then looked through."""

from typing import Final

from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import contests as cards
from bot.handlers import tasks
from bot.handlers.contests import MANAGE
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import contest_again as rules
from bot.rules import workdays
from bot.rules.workdays import WorkWeek
from bot.screens import contest_again as screens
from bot.screens.screen import Button
from storage import contests
from storage.records.contests import Contest, Juror


@cards.offer
async def buttons(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer to hold a contest again that is over and was not continued yet."""
    if not ctx.may(MANAGE, own=False):
        return []
    found = rules.offered(ctx.services.network.contests.values(), ctx.today)
    if contest.contest_id not in {one.contest_id for one in found}:
        return []
    return [Button(ctx.t.plain(screens.AGAIN), f"contest.again:{contest.contest_id}")]


async def show_past(ctx: FieldContext) -> None:
    """Offer the contests that can be held again."""
    ctx.require(MANAGE, own=False)
    await ctx.services.network.fresh(ctx.tx)
    found = rules.offered(ctx.services.network.contests.values(), ctx.today)
    ctx.show(SLOT, screens.past(ctx.t, found))


async def hold_again(ctx: FieldContext) -> None:
    """Copy a contest for this year; pressed twice it shows the copy."""
    ctx.require(MANAGE, own=False)
    old = await cards.fresh(ctx, (await cards.named(ctx)).contest_id)
    known = ctx.services.network.contests.values()
    made = next((one for one in known if one.continued_from == old.contest_id), None)
    if made is not None:
        await cards.show(ctx, made, note=ctx.t(msgid("It is continued already: here it is.")))
        return
    if not rules.is_over(old, ctx.today):
        raise UserError(msgid("This contest is not over yet."))
    key = await _copy(ctx, old)
    left = [one for one in old.jurors if not _works_here(ctx, one)]
    names = [ctx.services.network.staff[one.staff_id].initials(ctx.language) for one in left]
    await cards.show(ctx, await cards.fresh(ctx, key), note=screens.copied(ctx.t, names))


async def _copy(ctx: FieldContext, old: Contest) -> int:
    calendar = (await tasks.here(ctx)).pace.calendar
    new = rules.again(old, ctx.today, lambda day: workdays.on_or_after(day, WorkWeek(), calendar))
    return await contests.add(
        ctx.tx,
        new,
        nominations=[(one.name_ru, one.name_be) for one in old.nominations],
        criteria=old.criteria,
        awards=old.awards,
        jurors=[one for one in old.jurors if _works_here(ctx, one)],
        now=ctx.stamp,
        by=ctx.person.staff_id,
    )


def _works_here(ctx: FieldContext, juror: Juror) -> bool:
    return ctx.services.network.staff[juror.staff_id].is_active


ROUTES: Final[tuple[Route, ...]] = (
    press("contest.past", show_past, MANAGE),
    press("contest.again", hold_again, MANAGE),
)
