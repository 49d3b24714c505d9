"""How a judging goes, for the department and the jury's secretary; slow jurors reminded."""

from datetime import timedelta
from typing import Final

from bot.catalogs import translator
from bot.clock import parse_stamp
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import judging_deals as deals
from bot.handlers.entry_card import SLOT
from bot.routes import Route, press
from bot.rules import judging as rules
from bot.screens import judging_board as screens
from bot.screens.judging_board import Board, Member
from storage import blind, history, judging
from storage.records.contests import Contest, Juror
from storage.records.judging import Progress
from storage.records.people import Staff

PAUSE: Final = timedelta(days=1)  # nobody is reminded at once twice within it
NUDGED: Final = "nudged"


async def seen(ctx: FieldContext) -> Contest:
    """Return the contest of the button to who may see how its judging goes."""
    await ctx.services.network.fresh(ctx.tx)
    found = ctx.services.network.contests.get(next(iter(numbers(ctx.arguments[:1])), 0))
    if found is None or not may_see(ctx, found):
        raise NotAllowedError
    return found


def may_see(ctx: FieldContext, contest: Contest) -> bool:
    """Tell whether a person sees how far the jury is: the department, the jury's secretary."""
    juror = contest.juror(ctx.person.staff_id)
    is_secretary = juror is not None and juror.duty == "secretary"
    return ctx.may("contest.manage", own=False) or (is_secretary and ctx.may("contest.judge"))


async def show(ctx: FieldContext) -> None:
    """Show who has scored how much of how much."""
    await show_board(ctx, await seen(ctx))


async def show_board(ctx: FieldContext, contest: Contest, note: str | None = None) -> None:
    """Show the board of a judging with a line above."""
    ctx.show(SLOT, screens.board(ctx.t, await board_of(ctx, contest), note))


async def board_of(ctx: FieldContext, contest: Contest) -> Board:
    """Return how a judging goes."""
    progress = await by_juror(ctx, contest)
    jury = await deals.read(ctx, contest)
    lacking = deals.planned(ctx, contest, jury).lacking if rules.is_judging(contest) else {}
    conflicts = [(one.staff_id, one.entry_id) for one in jury.judgements if one.has_conflict]
    staff = ctx.services.network.staff
    members = [
        Member(
            staff[one.staff_id].initials(ctx.language),
            one.duty,
            progress.get(one.staff_id),
            tuple(entry for key, entry in conflicts if key == one.staff_id),
        )
        for one in sorted(contest.jurors, key=_order)
        if one.staff_id in staff
    ]
    told, _ = await _slow(ctx, contest, progress)
    may_manage = ctx.may("contest.manage", own=False)
    held = len(await blind.held(ctx.tx, contest.contest_id)) if contest.is_blind else 0
    may_end = may_manage and not rules.gives_points(contest, ctx.person.staff_id)
    return Board(contest, ctx.today, tuple(members), lacking, len(told), may_manage, held, may_end)


def _order(juror: Juror) -> tuple[int, int]:
    return ("chairman", "juror", "secretary").index(juror.duty), juror.staff_id


async def by_juror(ctx: FieldContext, contest: Contest) -> dict[int, Progress]:
    """Return how far the jurors of a contest are."""
    found = await judging.progress(ctx.tx, [contest.contest_id])
    return {one.staff_id: one for one in found}


# -------------------------------------------------------------------- «Напомнить»


async def _slow(
    ctx: FieldContext, contest: Contest, progress: dict[int, Progress]
) -> tuple[list[Staff], list[Staff]]:
    """Return jurors with entries left: who can be reminded, whom no message reaches."""
    if not rules.is_judging(contest):
        return [], []
    lately = await _lately(ctx, contest)
    staff = ctx.services.network.staff
    slow = [
        staff[one.staff_id]
        for one in contest.jurors
        if one.scores and (far := progress.get(one.staff_id)) and far.left
    ]
    others = [one for one in slow if one.staff_id != ctx.person.staff_id]
    reached = [one for one in others if one.is_active and one.is_reachable]
    silent = [one for one in others if one not in reached]
    return [one for one in reached if one.staff_id not in lately], silent


async def _lately(ctx: FieldContext, contest: Contest) -> set[int]:
    """Return who was reminded at once within a day."""
    changes = await history.of(ctx.tx, "contests", contest.contest_id)
    return {
        staff_id
        for one in changes
        if one.action == NUDGED and ctx.now - parse_stamp(one.at) < PAUSE
        for staff_id in one.new
    }


async def nudge(ctx: FieldContext) -> None:
    """Remind slow jurors now; who was reminded within a day is not."""
    contest = await deals.contest_of(ctx, "contest.manage")
    progress = await by_juror(ctx, contest)
    told, silent = await _slow(ctx, contest, progress)
    for person in told:
        t = translator(person.language)
        who = ctx.person.initials(t.language)
        ctx.tell_person(person, screens.nudge(t, contest, progress[person.staff_id], who))
    if told:
        await history.add(
            ctx.tx, "contests", contest.contest_id, NUDGED,
            now=ctx.stamp, by=ctx.person.staff_id, new=[one.staff_id for one in told],
        )  # fmt: skip
    named = [[one.initials(ctx.language) for one in some] for some in (told, silent)]
    await show_board(ctx, contest, screens.nudged(ctx.t, *named))


ROUTES: Final[tuple[Route, ...]] = (
    press("judging.board", show, "contest.judge"),
    press("judging.nudge", nudge, "contest.manage"),
)
