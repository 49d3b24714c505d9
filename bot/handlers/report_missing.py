"""«Чего не хватает» before a report is closed: each gap leads to its records and their cards."""

from typing import Final

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import report_records as records
from bot.handlers.report_records import READ, SLOT
from bot.routes import Route, press
from bot.rules import spans
from bot.screens import report_missing as screens
from bot.screens.report_missing import PAGE
from storage import unready


async def show(ctx: FieldContext) -> None:
    """Show what is missing in the records of a time."""
    span = records.a_span(ctx)
    await records.listen(ctx)
    async with ctx.services.database.read() as db:
        counts = await unready.counts(db, *spans.days(span), ctx.today)
    ctx.show(SLOT, screens.shown(ctx.t, span, counts))


async def show_gap(ctx: FieldContext) -> None:
    """Show a page of the records with a gap."""
    span, page = records.a_span(ctx), records.a_page(ctx, 2)
    gap = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    if gap not in unready.GAPS:
        raise NotAllowedError
    await records.listen(ctx)
    names = await records.names(ctx)
    first, last = spans.days(span)
    async with ctx.services.database.read() as db:
        amount = (await unready.counts(db, first, last, ctx.today))[gap]
        page = min(page, max(0, -(-amount // PAGE) - 1))
        found = await unready.listed(
            db, gap, first, last, ctx.today, limit=PAGE, offset=page * PAGE
        )
    of = screens.Listed(span, gap, found, amount, page)
    ctx.show(SLOT, screens.listed(ctx.t, of, names))


ROUTES: Final[tuple[Route, ...]] = (
    press("report.missing", show, READ),
    press("report.gap", show_gap, READ),
)
