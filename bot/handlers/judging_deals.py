"""Deals kept in step with facts: what is admitted, who is in the jury, who is concerned."""

from dataclasses import dataclass

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.rules import dealing
from bot.rules import judging as rules
from bot.rules.dealing import Dealing, Pair
from storage import entries, judging
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement


async def contest_of(ctx: FieldContext, action: str) -> Contest:
    """Return the contest of the button, to who may do `action` with any; refuse a forged one."""
    ctx.require(action, own=False)
    await ctx.services.network.fresh(ctx.tx)
    found = ctx.services.network.contests.get(next(iter(numbers(ctx.arguments[:1])), 0))
    if found is None:
        raise NotAllowedError
    return found


@dataclass(frozen=True, slots=True)
class Jury:
    """What the jury of a contest has in hand."""

    entries: list[Entry]  # what takes part, admitted or not
    judgements: list[Judgement]
    dealt: list[Pair]

    def admitted(self) -> list[Entry]:
        """Return what the jury may see."""
        return [one for one in self.entries if one.state == "admitted"]


async def read(ctx: FieldContext, contest: Contest) -> Jury:
    """Read what the jury of a contest has in hand."""
    key = contest.contest_id
    return Jury(
        await entries.of_contest(ctx.tx, key),
        await judging.of_contest(ctx.tx, key),
        await judging.dealt(ctx.tx, key),
    )


def planned(ctx: FieldContext, contest: Contest, jury: Jury) -> Dealing:
    """Return how the admitted entries would be dealt now.

    An entry that waits for a correction keeps its jurors aside until it is admitted again.
    """
    admitted = {one.entry_id for one in jury.admitted()}
    before = [pair for pair in jury.dealt if pair[0] in admitted]
    people = ctx.services.network.staff
    return dealing.of_contest(contest, jury.entries, people, jury.judgements, before)


async def redeal(ctx: FieldContext, contest: Contest) -> Dealing:
    """Deal anew after a change; what stays is not touched. Nothing before it is handed over."""
    jury = await read(ctx, contest)
    if not rules.is_judging(contest):
        return Dealing(frozenset(jury.dealt))
    found = planned(ctx, contest, jury)
    known = {one.entry_id for one in jury.entries}
    withdrawn = [pair for pair in jury.dealt if pair[0] not in known]
    for entry_id, staff_id in (*found.taken, *withdrawn):
        await judging.take_back(ctx.tx, entry_id, staff_id)
    await judging.deal(ctx.tx, found.given, now=ctx.stamp)
    return found
