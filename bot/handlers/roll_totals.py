"""«Итоги школы»: what the school did in a year, a quarter, a half-year or on days of one's own."""

from typing import Any, Final

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import prompts
from bot.handlers.class_list import SLOT
from bot.handlers.class_records import MANAGE
from bot.routes import Route, press
from bot.rules import absence, spans
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.screens import roll_totals as screens
from storage import aggregates, chats, periods, school

TIME: Final = "roll.time"  # the prompt


async def show(ctx: FieldContext) -> None:
    """Show the totals of the time that the button names, else of this year."""
    ctx.require(MANAGE, own=False)
    if not ctx.arguments:
        await _show(ctx, Period.of("year", ctx.today))
        return
    try:
        span = spans.parse(ctx.arguments[0])
    except ValueError:
        raise NotAllowedError from None
    await _show(ctx, span)


async def take_time(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Take two typed days, or one."""
    ctx.require(MANAGE, own=False)
    await _show(ctx, absence.past_days(text, ctx.today))


async def _show(ctx: FieldContext, span: Span) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME})
    first, last = spans.days(span)
    async with ctx.services.database.read() as db:
        whole = await aggregates.school(db, first, last)
        by_class = await aggregates.school_by(db, first, last, "class")
        by_form = await aggregates.school_by(db, first, last, "form")
        titles = {one.class_id: one for one in await school.classes(db)}
        standing = spans.standing(span, await periods.closed_between(db, first, last))
    found = screens.Shown(span, standing, whole, by_class, by_form, titles)
    ctx.show(SLOT, screens.shown(ctx.t, found, ctx.today))


prompts.register(TIME, take_time)
ROUTES: Final[tuple[Route, ...]] = (press("roll.totals", show, MANAGE),)
