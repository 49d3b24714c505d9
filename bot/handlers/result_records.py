"""Results in a handler's hands: who may see them, and all that a screen says of them."""

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import entry_records as records
from bot.msgid import msgid
from bot.reminders import counting
from bot.reminders.counting import Tally
from bot.rules import judging as jury
from bot.rules import scoring
from bot.screens import result_publishing as publishing
from bot.screens import results as screens
from bot.screens.results import Line, Sheet
from storage import judging, results
from storage.database import Reader
from storage.records.contests import Contest, Entry
from storage.records.judging import Judgement

READ, AWARD, PUBLISH = "result.read", "result.award", "result.publish"
NOT_JUDGED = msgid("The jury still gives points: results are counted when the judging is closed.")
PUBLISHED = msgid("The results of this contest are published: they do not change any more.")


async def contest_named(ctx: FieldContext, action: str) -> Contest:
    """Return the judged contest that the button names, for somebody who may do `action`."""
    key = next(iter(numbers(ctx.arguments[:1])), 0)
    return await judged(ctx, key, action)


async def judged(ctx: FieldContext, contest_id: int, action: str) -> Contest:
    """Return a judged contest to whom its results are open, sealed as they may be.

    Own is the contest whose secretary the person is. While points are given there is nothing
    to be seen by anybody, so who scores in it learns nothing before the others.
    """
    contest = (await ctx.services.network.fresh(ctx.tx)).contests.get(contest_id)
    if contest is None:
        raise NotAllowedError
    ctx.require(action, own=is_secretary(ctx, contest))
    if contest.judged_at is None:
        raise UserError(NOT_JUDGED)
    return contest


def is_secretary(ctx: FieldContext, contest: Contest) -> bool:
    """Tell whether the person keeps the protocol of a contest."""
    juror = contest.juror(ctx.person.staff_id)
    return juror is not None and juror.duty == "secretary"


def may(ctx: FieldContext, contest: Contest, action: str) -> bool:
    """Tell whether the rights table opens `action` on a contest's results."""
    return ctx.may(action, own=is_secretary(ctx, contest))


def refuse_published(contest: Contest) -> None:
    """Refuse to change results that everybody has heard."""
    if contest.published_at is not None:
        raise UserError(PUBLISHED)


async def lines_of(db: Reader, tally: Tally) -> list[Line]:
    """Return the results with their entries, in the order of a protocol."""
    found = await results.of_contest(db, tally.contest.contest_id)
    known = [
        Line(tally.entries[one.entry_id], one) for one in found if one.entry_id in tally.entries
    ]
    if tally.contest.ranks_in != "nomination":
        return known
    order = {one.nomination_id: n for n, one in enumerate(tally.contest.nominations)}
    return sorted(known, key=lambda one: order.get(one.entry.nomination_id or 0, len(order)))


async def sheet_of(ctx: FieldContext, contest: Contest) -> Sheet:
    """Return all that the list of results says."""
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    await counting.refresh(ctx.tx, tally, now=ctx.stamp, by=ctx.person.staff_id)
    remarks = remarks_of(tally)
    published = contest.published_at
    return Sheet(
        contest=contest,
        lines=await lines_of(ctx.tx, tally),
        names=records.names(ctx),
        disputed=scoring.disputed(contest, tally.scores),
        to_cast=() if published else tally.to_cast,
        left_shared=tally.left_shared,
        jurors=len({one.staff_id for one in jury.counted(contest, list(tally.judgements))}),
        unfinished=await _unfinished(ctx, tally),
        remarks=len(remarks),
        passed=sum(one.passed_at is not None for one in remarks),
        published_on=ctx.day_of(published) if published else None,
        may_award=may(ctx, contest, AWARD),
        may_publish=published is None and ctx.may(PUBLISH, own=False),
        may_forward=published is not None and ctx.may(AWARD, own=False),
        may_open=ctx.may("contest.read"),
        may_read=may(ctx, contest, READ),
    )


def remarks_of(tally: Tally) -> list[Judgement]:
    """Return what the jury wrote about the entries that take part, in the order of numbers."""
    in_jury = {one.staff_id for one in tally.contest.jurors}
    return [
        one
        for one in tally.judgements
        if one.remark and not one.has_conflict
        and one.entry_id in tally.entries and one.staff_id in in_jury
    ]  # fmt: skip


async def _unfinished(ctx: FieldContext, tally: Tally) -> list[tuple[int, int, int]]:
    """Return the entries that some of their jurors did not score: number, scored, dealt."""
    dealt: dict[int, int] = {}
    for entry_id, _ in await judging.dealt(ctx.tx, tally.contest.contest_id):
        dealt[entry_id] = dealt.get(entry_id, 0) + 1
    scored = {one.entry_id: len(one.sums) for one in tally.scores}
    return [
        (one, scored.get(one, 0), dealt[one])
        for one in sorted(dealt)
        if one in tally.entries and scored.get(one, 0) < dealt[one]
    ]


async def on_card(ctx: FieldContext, entry: Entry) -> list[Html]:
    """Return what an entry's card says of its result: nothing until that is published."""
    contest = records.contest_of(ctx, entry)
    if contest.published_at is None or not entry.is_live:
        return []
    result = await results.of_entry(ctx.tx, entry.entry_id)
    if result is None:
        return []
    said = await judging.of_contest(ctx.tx, contest.contest_id)
    passed = [one for one in said if one.entry_id == entry.entry_id and one.passed_at]
    return publishing.on_card(ctx.t, contest, result, passed)


async def awards_of(ctx: FieldContext, known: list[Entry]) -> dict[int, str]:
    """Return by entry the names of the awards that are published."""
    found = await results.published(ctx.tx, [one.entry_id for one in known])
    return {
        one.entry_id: said
        for one in known
        if one.is_live
        and (result := found.get(one.entry_id))
        and (said := screens.award_name(ctx.t, records.contest_of(ctx, one), result))
    }
