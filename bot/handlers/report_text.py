"""«Текст» of the report: what is said of a time; its numbers are bold, and buttons below."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import report_records as records
from bot.handlers.report_records import READ
from bot.reports import report_edition, report_facts
from bot.routes import Route, press
from bot.rules import report_text
from bot.screens import report_text as screens


async def show(ctx: FieldContext) -> None:
    """Send the text in messages of its own, and keep its edition."""
    span = records.a_span(ctx)
    async with ctx.services.database.read() as db:
        facts = await report_facts.read(db, span, ctx.today)
    by = ctx.person.staff_id
    edition = await report_edition.keep_of(ctx.tx, facts, now=ctx.stamp, by=by)
    foot = report_edition.line(ctx.t, facts, ctx.now, edition)
    told = report_text.paragraphs(facts, ctx.language)
    for screen in screens.shown(ctx.t, facts, told, foot):
        ctx.say(screen)


ROUTES: Final[tuple[Route, ...]] = (press("report.text", show, READ),)
