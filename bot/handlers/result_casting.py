"""The casting vote: the chairman of a contest's jury puts equal entries in order, nobody else."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import jury_files, jury_records, visit_records
from bot.msgid import msgid
from bot.reminders import counting
from bot.reminders.counting import Tally
from bot.routes import Route, press
from bot.rules.jury import Sheet
from bot.screens import result_casting as screens
from storage import entries, judging
from storage.records.contests import Contest, Entry

SLOT: Final = "cast"
RIGHT: Final = "contest.cast"
NOTHING: Final = msgid("No entries of this contest are left equal: nothing is to be decided.")
PUBLISHED: Final = msgid("The results of this contest are published: they do not change any more.")


async def _tally(ctx: FieldContext, contest_id: int) -> Tally:
    """Return the count of a contest whose chairman the person is; refuse everybody else."""
    contest = (await ctx.services.network.fresh(ctx.tx)).contests.get(contest_id)
    if contest is None:
        raise NotAllowedError
    ctx.require(RIGHT, own=_chairs(ctx, contest))
    if contest.published_at is not None:
        raise UserError(PUBLISHED)
    if contest.judged_at is None:
        raise UserError(NOTHING)
    tally = await counting.read(ctx.tx, ctx.services.network, contest)
    if not tally.castable:
        raise UserError(NOTHING)
    return tally


def _chairs(ctx: FieldContext, contest: Contest) -> bool:
    juror = contest.juror(ctx.person.staff_id)
    return juror is not None and juror.duty == "chairman"


async def show_ties(ctx: FieldContext) -> None:
    """Show the chairman the ties; one that is alone is opened at once."""
    [contest_id] = numbers(ctx.arguments[:1], 1)
    tally = await _tally(ctx, contest_id)
    if len(tally.castable) == 1:
        _show(ctx, tally, tally.castable[0])
        return
    listed = [
        (_entries(ctx, tally, tie), tie not in tally.to_cast)
        for tie in tally.castable
    ]  # fmt: skip
    ctx.show(SLOT, screens.listed(ctx.t, tally.contest, listed))


async def show_tie(ctx: FieldContext) -> None:
    """Show one tie."""
    contest_id, entry_id = numbers(ctx.arguments[:2], 2)
    tally = await _tally(ctx, contest_id)
    _show(ctx, tally, _tie(tally, entry_id))


def _tie(tally: Tally, entry_id: int) -> tuple[int, ...]:
    """Return the tie of an entry; one that is in no tie of the chairman's is refused."""
    found = next((one for one in tally.castable if entry_id in one), None)
    if found is None:
        raise NotAllowedError
    return found


def _entries(ctx: FieldContext, tally: Tally, tie: tuple[int, ...]) -> list[Entry]:
    found = [tally.entries[one] for one in tie]
    return [jury_records.nameless(ctx, one) for one in found] if tally.contest.is_blind else found


def _votes(tally: Tally, tie: tuple[int, ...]) -> dict[int, int]:
    return {one: tally.votes[one] for one in tie if one in tally.votes}


def _show(
    ctx: FieldContext, tally: Tally, tie: tuple[int, ...], *, edit: bool | None = None
) -> None:
    draw = screens.choose if tie in tally.to_cast else screens.decided
    equals, votes = _entries(ctx, tally, tie), _votes(tally, tie)
    has_others = len(tally.castable) > 1
    screen = draw(ctx.t, tally.contest, equals, votes, has_others=has_others)
    ctx.show(SLOT, screen, edit=edit)


async def _named(ctx: FieldContext, entry_id: int) -> tuple[Tally, tuple[int, ...]]:
    entry = await entries.by_id(ctx.tx, entry_id)
    if entry is None:
        raise NotAllowedError
    tally = await _tally(ctx, entry.contest_id)
    return tally, _tie(tally, entry_id)


async def pick(ctx: FieldContext) -> None:
    """Put an entry next in the order; the last one follows by itself."""
    entry_id, rank = numbers(ctx.arguments[:2], 2)
    tally, tie = await _named(ctx, entry_id)
    votes = _votes(tally, tie)
    if entry_id in votes or rank != _next(votes):  # an old button, or pressed twice
        _show(ctx, tally, tie)
        return
    given = {entry_id: rank}
    left = [one for one in tie if one not in votes and one != entry_id]
    if len(left) == 1:
        given[left[0]] = rank + 1
    await _cast(ctx, tally, tie, given)


async def share(ctx: FieldContext) -> None:
    """Let all that have no rank yet share the next one."""
    entry_id, rank = numbers(ctx.arguments[:2], 2)
    tally, tie = await _named(ctx, entry_id)
    votes = _votes(tally, tie)
    left = [one for one in tie if one not in votes]
    if not left or rank != _next(votes):
        _show(ctx, tally, tie)
        return
    await _cast(ctx, tally, tie, dict.fromkeys(left, rank))


def _next(votes: dict[int, int]) -> int:
    return max(votes.values(), default=0) + 1


async def look(ctx: FieldContext) -> None:
    """Show the equal entries with their materials, as a juror sees them, and ask again."""
    [entry_id] = numbers(ctx.arguments[:1], 1)
    tally, tie = await _named(ctx, entry_id)
    sheets = [
        Sheet(
            tally.contest,
            entry,
            await judging.of_entry(ctx.tx, entry.entry_id, ctx.person.staff_id),
            number,
            len(tie),
        )
        for number, entry in enumerate(_entries(ctx, tally, tie), 1)
    ]
    for sheet in sheets:
        await jury_files.show(ctx, sheet, sheets)
    _show(ctx, tally, tie, edit=False)


async def begin_anew(ctx: FieldContext) -> None:
    """Drop the order of a tie."""
    [entry_id] = numbers(ctx.arguments[:1], 1)
    tally, tie = await _named(ctx, entry_id)
    await visit_records.refuse_closed(ctx, ctx.today)
    await judging.drop_votes(ctx.tx, tie, now=ctx.stamp, by=ctx.person.staff_id)
    await _recounted(ctx, tally, tie)


async def _cast(
    ctx: FieldContext, tally: Tally, tie: tuple[int, ...], given: dict[int, int]
) -> None:
    await visit_records.refuse_closed(ctx, ctx.today)
    await judging.cast(ctx.tx, given, now=ctx.stamp, by=ctx.person.staff_id)
    await _recounted(ctx, tally, tie)


async def _recounted(ctx: FieldContext, old: Tally, tie: tuple[int, ...]) -> None:
    tally = await counting.read(ctx.tx, ctx.services.network, old.contest)
    await counting.recount(ctx.tx, tally, now=ctx.stamp, by=ctx.person.staff_id)
    _show(ctx, tally, tie)


ROUTES: Final[tuple[Route, ...]] = (
    press("cast.open", show_ties, RIGHT),
    press("cast.tie", show_tie, RIGHT),
    press("cast.pick", pick, RIGHT),
    press("cast.share", share, RIGHT),
    press("cast.look", look, RIGHT),
    press("cast.anew", begin_anew, RIGHT),
)
