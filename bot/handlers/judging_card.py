"""What the card of a contest offers of admission and judging, each in its step only."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import (
    contests,
    entry_clarify,
    judging_admission,
    judging_board,
    judging_end,
    judging_handing,
    judging_remarks,
)
from bot.msgid import msgid
from bot.routes import Route
from bot.rules import judging
from bot.screens.screen import Button
from storage import entries
from storage.records.contests import Contest


@contests.offer
async def buttons(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Return the buttons of a contest's card that lead to admission and judging."""
    if contest.announced_at is None or contest.published_at is not None:
        return []
    return [*_scoring(ctx, contest), *await _managing(ctx, contest)]


def _scoring(ctx: FieldContext, contest: Contest) -> list[Button]:
    """Offer who scores in this contest the way there: a librarian has no button of the jury."""
    mine = contest.juror(ctx.person.staff_id)
    if mine is None or not mine.scores or not judging.is_judging(contest):
        return []
    label, press = ctx.t.plain(msgid("Score entries")), f"jury.contest:{contest.contest_id}"
    return [Button(label, press, style="primary")]


async def _managing(ctx: FieldContext, contest: Contest) -> list[Button]:
    key = contest.contest_id
    if contest.judged_at is not None:
        return _board(ctx, contest)
    known = await entries.of_contest(ctx.tx, key)
    found = []
    waiting = sum(one.state == "submitted" for one in known)
    if waiting and ctx.may("entry.admit", own=False):
        label = ctx.t.plain(msgid("Admission: {count}"), count=waiting)
        found.append(Button(label, f"admit.list:{key}"))
    can_hand = known and contest.handed_at is None and ctx.today > contest.closes_on
    if can_hand and ctx.may("contest.manage", own=False):
        label = ctx.t.plain(msgid("To the jury"))
        found.append(Button(label, f"judging.hand:{key}", style="primary"))
    return [*found, *_board(ctx, contest)]


def _board(ctx: FieldContext, contest: Contest) -> list[Button]:
    if contest.handed_at is None or not judging_board.may_see(ctx, contest):
        return []
    label = ctx.t.plain(msgid("Jury's work"))
    return [Button(label, f"judging.board:{contest.contest_id}")]


ROUTES: Final[tuple[Route, ...]] = (
    *judging_admission.ROUTES,
    *judging_remarks.ROUTES,
    *entry_clarify.ROUTES,
    *judging_handing.ROUTES,
    *judging_board.ROUTES,
    *judging_end.ROUTES,
)
