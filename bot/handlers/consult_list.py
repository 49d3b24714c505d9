"""`/consultations`: totals of any time by channel, topic and month, and their list."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError
from bot.handlers import consult_records as records
from bot.handlers import period_records as periods
from bot.handlers import prompts, question_list
from bot.msgid import msgid
from bot.reports import consultations_book
from bot.routes import Route, command, press
from bot.rules import absence, spans
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.screens import consultations as screens
from bot.screens.consultations import PAGE, Totals
from bot.screens.screen import Screen
from storage import aggregates, chats, consultations, jobs
from storage.aggregates import Scope

TIME: Final = "consult.time"
LAST_PAGE: Final = 999


async def show(ctx: FieldContext) -> None:
    """Show the totals of this year."""
    await _show(ctx, Period.of("year", ctx.today))


async def show_span(ctx: FieldContext) -> None:
    """Show the totals of the time behind a button."""
    await _show(ctx, _span(ctx))


async def take_time(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Take two typed days, or one."""
    ctx.require(records.RECORD, own=False)
    await _show(ctx, absence.past_days(text, ctx.today))


def _span(ctx: FieldContext) -> Span:
    try:
        return spans.parse(ctx.arguments[0])
    except (IndexError, ValueError):
        raise NotAllowedError from None


async def _show(ctx: FieldContext, span: Span) -> None:
    names = await records.names(ctx)
    first, last = spans.days(span)
    scope = Scope(first=first, last=last)
    async with ctx.services.database.read() as db:
        whole = await aggregates.read(db, aggregates.CONSULTATIONS, scope)
        parts = {
            by: await aggregates.grouped(db, aggregates.CONSULTED, scope, by)
            for by in ("channel", "topic", "held_month")
        }
        standing = await periods.standing_of(db, span) or "open"
    counts = {
        by: {key: row["consultations"] for key, row in of.items()} for by, of in parts.items()
    }
    found = Totals(
        span=span,
        whole=whole,
        channels=counts["channel"],
        topics=counts["topic"],
        months=counts["held_month"],
        standing=standing,
        present=ctx.today,
    )
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME})
    ctx.show(records.SLOT, screens.totals(ctx.t, found, names))


async def show_list(ctx: FieldContext) -> None:
    """Show a page of the consultations of a time."""
    span = _span(ctx)
    first, last = spans.days(span)
    number = min((numbers(ctx.arguments[1:2]) or (0,))[0], LAST_PAGE)
    async with ctx.services.database.read() as db:
        scope = Scope(first=first, last=last)
        total = (await aggregates.read(db, aggregates.CONSULTED, scope))["consultations"]
        pages = max(1, -(-total // PAGE))
        number = min(number, pages - 1)
        items = await consultations.listed(db, first, last, limit=PAGE, offset=number * PAGE)
    names = await records.names(ctx)
    ctx.show(records.SLOT, screens.listed(ctx.t, span, items, names, (number, pages)))


async def make_book(ctx: FieldContext) -> None:
    """Have the workbook of a time made."""
    arguments = {"span": spans.code(_span(ctx)), "language": ctx.language}
    person, kind = ctx.person.staff_id, consultations_book.KIND
    await jobs.add(ctx.tx, kind, arguments, person, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.toast(ctx.t.plain(msgid("The workbook is being made.")))


async def send_book(ended: Ended) -> None:
    """Send the workbook, or say that there is none."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        screen = Screen(t(msgid("The workbook could not be made. Try again a little later.")))
        ended.say("show", screen.as_json() | {"edit": False})
        return
    title = str(ended.result["title"])
    name = f"{title.replace(':', '')}.xlsx"
    document = {"path": ended.result["path"], "name": name}
    ended.say("sendDocument", {"document": document, "caption": title})


worker.register(consultations_book.KIND, send_book)
prompts.register(TIME, take_time)
question_list.also(msgid("Consultations"), "consult.all")
ROUTES: Final[tuple[Route, ...]] = (
    command("consultations", show, records.RECORD),
    press("consult.all", show, records.RECORD),
    press("consult.sum", show_span, records.RECORD),
    press("consult.list", show_list, records.RECORD),
    press("consult.book", make_book, records.RECORD),
)
