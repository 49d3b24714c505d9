"""«Передать жюри»: what stands in the way, the deal, and the word to every juror."""

from typing import Final

from bot.catalogs import translator
from bot.context import FieldContext
from bot.handlers import judging_board as boards
from bot.handlers import judging_deals as deals
from bot.handlers.entry_card import SLOT
from bot.routes import Route, press
from bot.rules import judging as rules
from bot.screens import judging_handing as screens
from bot.screens.judging_handing import Plan, Told
from storage import contests
from storage.records.contests import Contest


async def ask(ctx: FieldContext) -> None:
    """Show what would be handed to whom, or what stands in the way."""
    contest = await deals.contest_of(ctx, "contest.manage")
    plan, _ = await _plan(ctx, contest)
    ctx.show(SLOT, screens.plan(ctx.t, plan))


async def _plan(ctx: FieldContext, contest: Contest) -> tuple[Plan, dict[int, int]]:
    """Return what would be handed over, and how many entries each juror would get."""
    jury = await deals.read(ctx, contest)
    dealing = deals.planned(ctx, contest, jury)
    staff = ctx.services.network.staff
    people = [
        (staff[one.staff_id].initials(ctx.language), one.duty)
        for one in contest.jurors
        if one.staff_id in staff
    ]
    states = [one.state for one in jury.entries]
    plan = Plan(
        contest,
        tuple(people),
        states.count("admitted"),
        states.count("submitted"),
        states.count("returned"),
        rules.obstacles(contest, jury.entries, ctx.today),
        dealing.lacking,
    )
    return plan, dealing.loads()


async def hand_over(ctx: FieldContext) -> None:
    """Deal the admitted entries and tell every juror, once."""
    contest = await deals.contest_of(ctx, "contest.manage")
    plan, loads = await _plan(ctx, contest)
    if contest.handed_at is not None:
        await boards.show_board(ctx, contest)
        return
    if plan.obstacles:
        ctx.show(SLOT, screens.plan(ctx.t, plan))
        return
    by = ctx.person.staff_id
    await contests.reach(ctx.tx, contest.contest_id, "handed", now=ctx.stamp, by=by)
    ctx.services.network.forget()
    await ctx.services.network.fresh(ctx.tx)
    contest = ctx.services.network.contests[contest.contest_id]
    await deals.redeal(ctx, contest)
    ctx.services.network.forget()  # it is not committed yet
    told = [
        _tell(ctx, contest, one.staff_id, loads.get(one.staff_id, 0)) for one in contest.jurors
    ]
    ctx.show(SLOT, screens.handed(ctx.t, contest, told))


def _tell(ctx: FieldContext, contest: Contest, staff_id: int, count: int) -> Told:
    """Tell one of the jury what they have to score until when; the secretary, that it is so."""
    person = ctx.services.network.staff[staff_id]
    juror = contest.juror(staff_id)
    t = translator(person.language)
    screen = screens.to_juror(t, contest, count if juror and juror.scores else None)
    is_self = staff_id == ctx.person.staff_id
    return Told(
        person.initials(ctx.language),
        count if juror and juror.scores else None,
        is_reached=is_self or ctx.tell_person(person, screen),
    )


async def jury_changed(ctx: FieldContext, old: Contest, contest: Contest, staff_id: int) -> None:
    """Deal anew after one of the jury has come, gone or got another duty while it scores.

    Who has come or gone hears of it; who has got more entries finds them in the digest.
    """
    if not rules.is_judging(contest):
        return
    dealing = await deals.redeal(ctx, contest)
    if contest.juror(staff_id) is None:
        person = ctx.services.network.staff[staff_id]
        ctx.tell_person(person, screens.gone(translator(person.language), contest))
    elif old.juror(staff_id) is None:
        _tell(ctx, contest, staff_id, dealing.loads().get(staff_id, 0))


ROUTES: Final[tuple[Route, ...]] = (
    press("judging.hand", ask, "contest.manage"),
    press("judging.handed", hand_over, "contest.manage"),
)
