"""«Оценить работы», «Мои оценки», «Положение»: what is dealt to a juror and what is left."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import entry_card
from bot.handlers import jury_records as records
from bot.handlers.jury_records import SLOT
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.screens import jury_list as screens
from storage import files
from storage.records.contests import Contest


async def show_contests(ctx: FieldContext) -> None:
    """Show what the person scores: the contests, or at once the only one."""
    await ctx.services.network.fresh(ctx.tx)
    await records.forget(ctx)
    known = _scored(ctx)
    waiting = [one for one in known if one.handed_at and not one.judged_at]
    if len(waiting) == 1:
        await _show_contest(ctx, waiting[0])
        return
    if not known and (kept := records.contests_of(ctx)):
        ctx.show(SLOT, screens.of_secretary(ctx.t, kept))
        return
    told = [(one, await records.sheets(ctx, one)) for one in known]
    ctx.show(SLOT, screens.contests(ctx.t, told))


def _scored(ctx: FieldContext) -> list[Contest]:
    """Return the contests in which the person gives points."""
    mine = records.contests_of(ctx)
    return [
        one for one in mine if (juror := one.juror(ctx.person.staff_id)) is not None
        and juror.scores
    ]  # fmt: skip


async def show_contest(ctx: FieldContext) -> None:
    """Show what is dealt to the person in a contest."""
    contest = await records.judged_contest(ctx)
    await records.forget(ctx)
    await _show_contest(ctx, contest)


async def _show_contest(ctx: FieldContext, contest: Contest) -> None:
    known = await records.sheets(ctx, contest)
    ctx.show(SLOT, screens.contest(ctx.t, contest, known, ctx.today, _page(ctx)))


def _page(ctx: FieldContext) -> int:
    return next(iter(numbers(ctx.arguments[1:2])), 0)


# -------------------------------------------------------------------- the own table


async def show_tables(ctx: FieldContext) -> None:
    """Show the person's own table, or ask of which contest."""
    await ctx.services.network.fresh(ctx.tx)
    await records.forget(ctx)
    known = [one for one in _scored(ctx) if one.handed_at]
    if not known:
        ctx.show(SLOT, screens.contests(ctx.t, []))
    elif len(known) == 1:
        await show_table(ctx, known[0])
    else:
        ctx.show(SLOT, screens.choose(ctx.t, known, msgid("My scores"), "jury.table"))


async def show_table(ctx: FieldContext, contest: Contest | None = None) -> None:
    """Show the person's own points of all entries of a contest; never others'."""
    contest = contest or await records.judged_contest(ctx)
    await records.forget(ctx)
    known = await records.sheets(ctx, contest)
    ctx.show(SLOT, screens.table(ctx.t, contest, known, ctx.today, _page(ctx)))


# -------------------------------------------------------------------- the regulation


async def show_regulations(ctx: FieldContext) -> None:
    """Show what a contest is judged by, or ask of which contest."""
    await ctx.services.network.fresh(ctx.tx)
    known = records.contests_of(ctx)
    if not known:
        ctx.show(SLOT, screens.contests(ctx.t, []))
    elif len(known) == 1:
        await show_regulation(ctx, known[0])
    else:
        ctx.show(SLOT, screens.choose(ctx.t, known, msgid("Regulation"), "jury.rules"))


async def show_regulation(ctx: FieldContext, contest: Contest | None = None) -> None:
    """Say what a contest is judged by, and send its regulation."""
    contest = contest or await records.contest_of_jury(ctx)
    juror = contest.juror(ctx.person.staff_id)
    if juror is None:
        raise NotAllowedError
    kept = await files.load(ctx.tx, contest.regulation_file_id or 0)
    has_file = kept is not None and kept.state != "failed"
    ctx.say(screens.regulation(ctx.t, contest, juror.duty, has_file=has_file))
    if kept is not None and has_file:
        ctx.send_file(*entry_card.alone(kept, contest.title))


ROUTES: Final[tuple[Route, ...]] = (
    command("score", show_contests, "contest.judge"),
    command("scores", show_tables, "contest.judge"),
    command("regulation", show_regulations, "contest.judge"),
    press("jury.list", show_contests, "contest.judge"),
    press("jury.contest", show_contest, "contest.judge"),
    press("jury.table", show_table, "contest.judge"),
    press("jury.rules", show_regulation, "contest.judge"),
)
