"""The card of a walk: shown at the end of the chat with the keyboard of what comes next."""

from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import round_records as records
from bot.handlers import visit_records as closed
from bot.screens import walk as screens
from storage import rounds
from storage.records.rounds import Round

# Seconds of calm that a card waits for, and the seconds between two at least: thirty presses
# that arrive at once after an hour without a network are one card and one reaction.
PACE: tuple[float, float] = (0.3, 3.0)
AT_ONCE: Final = (0.0, 0.0)


def slot(round_id: int) -> str:
    """Return the slot of a walk's card."""
    return f"walk:{round_id}"


def show(ctx: FieldContext, round_: Round, note: Html | None = None) -> None:
    """Show the totals and the keys, after the last press of a batch."""
    year = round_.made_on.year
    offered = [one for one in ctx.services.network.round_choices.values() if one.is_offered(year)]
    card = screens.card(ctx.t, round_, records.names(ctx), offered, note)
    ctx.refresh(slot(round_.round_id), card, PACE)


async def bring_back(ctx: FieldContext) -> bool:
    """Bring back the keys of the walk whose words this chat counts; False where there is none."""
    if ctx.chat.round_id is None:
        return False
    round_ = await rounds.by_id(ctx.tx, ctx.chat.round_id)
    if round_ is None or round_.state != "walking" or round_.removed_at:
        ctx.move_walk(None)
        return False
    await ctx.services.network.fresh(ctx.tx)
    show(ctx, round_)
    return True


async def own(ctx: FieldContext, round_id: int | None = None) -> Round:
    """Return a walk of the person, by default the one that the button names; refuse others'."""
    round_ = await records.named(ctx, round_id)
    if round_.entered_by != ctx.person.staff_id:
        raise NotAllowedError
    return round_


async def refuse_closed(ctx: FieldContext, round_: Round) -> None:
    """Raise PeriodClosedError where the month in which a walk began is closed by now."""
    if _is_of_another_month(ctx, round_):
        await closed.refuse_closed(ctx, round_.made_on)


async def is_closed(ctx: FieldContext, round_: Round) -> bool:
    """Tell whether the month in which a walk began is closed by now."""
    if not _is_of_another_month(ctx, round_):
        return False
    return await closed.closed_period(ctx, ctx.tx, round_.made_on) is not None


def _is_of_another_month(ctx: FieldContext, round_: Round) -> bool:
    """Tell whether a period could be closed at all: the present month never is."""
    began = round_.made_on
    return (began.year, began.month) != (ctx.today.year, ctx.today.month)
