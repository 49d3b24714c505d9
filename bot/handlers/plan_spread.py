"""Many lines of the plan at once: each library N times, as last year; shown, taken, taken back."""

import zlib
from collections.abc import Sequence
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import plan_records as plan
from bot.handlers import plan_year, prompts
from bot.handlers.plan_records import CHANGE, SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import visit_plan as rules
from bot.screens import plan_spread as screens
from bot.screens.plan_spread import Proposal, Wanted
from storage import chats, plan_making, visit_plan
from storage.records.visit_plan import NewLine, PlanLine

TIMES: Final = "plan.spread"  # the prompt: a typed number says how often
CHOSEN: Final = "plan.chosen"  # the prompt that keeps the chosen libraries
MOST: Final = 12  # times a year


# -------------------------------------------------------------------- each library N times


async def ask_times(ctx: FieldContext) -> None:
    """Ask how often each library is to be visited."""
    ctx.require(CHANGE, own=False)
    year = plan.a_year(ctx)
    await ctx.services.network.fresh(ctx.tx)
    months = await _months(ctx, year, "all")
    if not months:
        raise UserError(msgid("No month of this year is left to be planned."))
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIMES, "year": year})
    without = plan_year.without_plan(ctx, year, await _lines(ctx, year))
    ctx.show(SLOT, screens.ask_times(ctx.t, year, len(months), len(without)))


async def take_times(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed number of visits a year."""
    ctx.require(CHANGE, own=False)
    year, typed = int(prompt["year"]), text.strip()
    months = await _months(ctx, year, "all")
    if not (typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(months)):
        raise BadAnswerError(msgid("A number from 1 to {n} is needed."), n=len(months))
    ctx.show(SLOT, screens.ask_season(ctx.t, year, int(typed)))


async def ask_season(ctx: FieldContext) -> None:
    """Ask which months are left out."""
    wanted = _wanted(ctx)
    if not wanted.are_chosen:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(
        SLOT,
        screens.ask_season(ctx.t, wanted.year, wanted.times, are_chosen=wanted.are_chosen),
    )


def _times(ctx: FieldContext) -> int:
    (times,) = numbers(ctx.arguments[1:2], 1)
    if not 1 <= times <= MOST:
        raise NotAllowedError
    return times


async def show_preview(ctx: FieldContext) -> None:
    """Show what would be planned."""
    await _preview(ctx, _wanted(ctx))


async def _preview(ctx: FieldContext, wanted: Wanted) -> None:
    proposal = await _proposal(ctx, wanted)
    ctx.show(SLOT, screens.preview(ctx.t, wanted, proposal, plan.names(ctx)))


def _wanted(ctx: FieldContext) -> Wanted:
    """Read how often, in which months and where; a forged button is refused."""
    ctx.require(CHANGE, own=False)
    year, times = plan.a_year(ctx), _times(ctx)
    season = ctx.arguments[2] if ctx.arguments[2:] else ""
    if season not in rules.SEASONS:
        raise NotAllowedError
    return Wanted(year, times, season, are_chosen=plan.a_number(ctx, 3) == 1)


async def _proposal(ctx: FieldContext, wanted: Wanted) -> Proposal:
    await ctx.services.network.fresh(ctx.tx)
    lines = await _lines(ctx, wanted.year)
    without = plan_year.without_plan(ctx, wanted.year, lines)
    chosen = _chosen(ctx, wanted) if wanted.are_chosen else set(without)
    months = await _months(ctx, wanted.year, wanted.season)
    keys = [key for key in without if key in chosen]
    shared = rules.spread(keys, wanted.times, months)
    whose = await _whose(ctx, wanted.year)
    new = [
        NewLine(library_id=key, month=month, staff_id=whose.get(key, plan.own_id(ctx)))
        for key, some in shared.items()
        for month in rules.days(wanted.year, some)
    ]
    open_new = [
        one for one in new if ctx.services.network.libraries[one.library_id].is_open(one.month)
    ]
    return Proposal(open_new, mark(open_new), len({one.library_id for one in lines}))


def _chosen(ctx: FieldContext, wanted: Wanted) -> set[int]:
    """Return the chosen libraries; where the choice is gone it is asked for again."""
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != CHOSEN or prompt.get("year") != wanted.year:
        raise UserError(
            msgid(
                "Choose the libraries once more, please: «{button}».",
            ),
            button=(ctx.t.plain(msgid("Share out evenly"))),
        )
    return {int(key) for key in prompt["chosen"]}


async def _lines(ctx: FieldContext, year: int) -> list[PlanLine]:
    return [one for one in await visit_plan.of_year(ctx.tx, year) if one.month.year == year]


async def _months(ctx: FieldContext, year: int, season: str) -> list[int]:
    closed = await plan.closed_months(ctx, year)
    return rules.months_left(year, season, ctx.today, closed)


async def _whose(ctx: FieldContext, year: int) -> dict[int, int]:
    """Return who went to each library by last year's plan and still travels."""
    planners = {one.staff_id for one in plan.planners(ctx)}
    return {
        one.library_id: one.staff_id
        for one in await _lines(ctx, year - 1)
        if one.staff_id in planners and one.staff_id is not None
    }


def mark(lines: Sequence[NewLine]) -> str:
    """Return a short mark of exactly these lines, so that only what was shown is taken."""
    said = ";".join(f"{one.library_id}-{one.month:%Y%m}-{one.staff_id}" for one in lines)
    return f"{zlib.crc32(said.encode()):08x}"


async def take(ctx: FieldContext) -> None:
    """Take what was shown into the plan; where it has changed meanwhile it is shown anew."""
    wanted = _wanted(ctx)
    proposal = await _proposal(ctx, wanted)
    if not _is_shown(ctx, proposal, 4):
        await _preview(ctx, wanted)
        return
    await _add(ctx, "spread", wanted.year, proposal)


def _is_shown(ctx: FieldContext, proposal: Proposal, place: int) -> bool:
    """Tell whether these very lines stood on the button's screen."""
    if ctx.arguments[place : place + 1] != (proposal.mark,):
        ctx.toast(ctx.t.plain(msgid("The plan has changed meanwhile. Look once more, please.")))
        return False
    return bool(proposal.lines)


async def _add(ctx: FieldContext, kind: str, year: int, proposal: Proposal) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    by = ctx.person.staff_id
    added = await plan_making.add(ctx.tx, kind, year, proposal.lines, now=ctx.stamp, by=by)
    undo = undo_press(added.plan_addition_id)
    ctx.show(SLOT, screens.taken(ctx.t, year, len(proposal.lines), undo))


def undo_press(plan_addition_id: int) -> str:
    """Return the press that takes an addition back."""
    return f"plan.undo:{plan_addition_id}"


# -------------------------------------------------------------------- chosen libraries


async def ask_libraries(ctx: FieldContext) -> None:
    """Offer the libraries without a plan as toggles; the choice is kept in the chat."""
    wanted = _wanted(ctx)
    await ctx.services.network.fresh(ctx.tx)
    prompt = ctx.chat.prompt or {}
    chosen: list[int] = []
    if prompt.get("kind") == CHOSEN and prompt.get("year") == wanted.year:
        chosen = list(prompt["chosen"])
    await _show_toggles(ctx, wanted, chosen, plan.a_number(ctx, 4))


async def _show_toggles(ctx: FieldContext, wanted: Wanted, chosen: list[int], page: int) -> None:
    prompt = {
        "kind": CHOSEN, "year": wanted.year, "times": wanted.times, "season": wanted.season,
        "chosen": chosen,
    }  # fmt: skip
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    without = plan_year.without_plan(ctx, wanted.year, await _lines(ctx, wanted.year))
    ticked = {key: key in chosen for key in without}
    page = min(page, max(0, -(-len(without) // screens.PICKED) - 1))
    ctx.show(SLOT, screens.pick(ctx.t, wanted, ticked, page, plan.names(ctx)))


async def set_library(ctx: FieldContext) -> None:
    """Choose a library or leave it out, as the button says."""
    ctx.require(CHANGE, own=False)
    key, is_on = numbers(ctx.arguments[:2], 2)
    library = await plan.a_library(ctx, 0)
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != CHOSEN or is_on not in {0, 1}:
        raise UserError(msgid("This choice is over. Begin once more from the plan, please."))
    kept = [one for one in prompt["chosen"] if one != key]
    chosen = [*kept, library.library_id] if is_on else kept
    wanted = Wanted(int(prompt["year"]), int(prompt["times"]), str(prompt["season"]))
    await _show_toggles(ctx, wanted, chosen, plan.a_number(ctx, 2))


async def refuse_words(ctx: FieldContext, prompt: dict[str, Any], _: str) -> None:
    """Keep the choice where words come instead of a press."""
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    raise UserError(msgid("Press the libraries, then «Ready». Or /cancel."))


# -------------------------------------------------------------------- as last year


async def show_copy(ctx: FieldContext) -> None:
    """Show last year's plan as it would be taken over."""
    year = await _copyable(ctx)
    ctx.show(SLOT, screens.copied(ctx.t, year, await _last_year(ctx, year), plan.names(ctx)))


async def _copyable(ctx: FieldContext) -> int:
    ctx.require(CHANGE, own=False)
    await ctx.services.network.fresh(ctx.tx)
    return plan.a_year(ctx)


async def _last_year(ctx: FieldContext, year: int) -> Proposal:
    """Return last year's lines that this year can have, of libraries without a plan yet."""
    planned = {one.library_id for one in await _lines(ctx, year)}
    new = rules.taken_over(
        await visit_plan.of_year(ctx.tx, year - 1),
        ctx.services.network.libraries,
        year,
        months=await _months(ctx, year, "all"),
        staff=[one.staff_id for one in plan.planners(ctx)],
    )
    lines = [one for one in new if one.library_id not in planned]
    return Proposal(lines, mark(lines), len(planned))


async def take_copy(ctx: FieldContext) -> None:
    """Take last year's plan over as it was shown."""
    year = await _copyable(ctx)
    proposal = await _last_year(ctx, year)
    if not _is_shown(ctx, proposal, 1):
        ctx.show(SLOT, screens.copied(ctx.t, year, proposal, plan.names(ctx)))
        return
    await _add(ctx, "copied", year, proposal)


# -------------------------------------------------------------------- taken back


async def undo(ctx: FieldContext) -> None:
    """Take back what was added with one tap, as long as nothing of it is done."""
    ctx.require(CHANGE, own=False)
    (key,) = numbers(ctx.arguments[:1], 1)
    found = await plan_making.addition(ctx.tx, key)
    if found is None:
        raise UserError(msgid("This was taken back already."))
    if not await plan_making.undo(ctx.tx, key, now=ctx.stamp, by=ctx.person.staff_id):
        raise UserError(
            msgid("Something of it is done, moved or cancelled already. Change single months.")
        )
    note = ctx.t(msgid("Taken back: nothing of it is in the plan."))
    await plan_year.show_year(ctx, found.year, 0, note)


prompts.register(TIMES, take_times)
prompts.register(CHOSEN, refuse_words)
ROUTES: Final[tuple[Route, ...]] = (
    press("plan.spread", ask_times, CHANGE),
    press("plan.times", ask_season, CHANGE),
    press("plan.season", show_preview, CHANGE),
    press("plan.take", take, CHANGE),
    press("plan.pick", ask_libraries, CHANGE),
    press("plan.picked", set_library, CHANGE),
    press("plan.copy", show_copy, CHANGE),
    press("plan.copied", take_copy, CHANGE),
    press("plan.undo", undo, CHANGE),
)
