"""`/journals`: the journal of visits of any time, made in a child process, with its edition."""

from typing import Any, Final

from bot.catalogs import translator
from bot.clock import local, parse_stamp
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.handlers import prompts
from bot.msgid import msgid
from bot.reports import journal, journal_docx
from bot.routes import Route, command, press
from bot.rules import absence, spans
from bot.rules.spans import Span
from bot.screens import journals as screens
from bot.screens import spans as said
from bot.screens.journals import About
from storage import chats, jobs, journals, periods, visits
from storage.records.journals import JournalScope

SLOT: Final = "journals"
TIME: Final = "journal.time"
YEARS: Final = range(1900, 2200)


async def show(ctx: FieldContext) -> None:
    """Ask for which time the journal is wanted."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME})
    ctx.show(SLOT, screens.choose(ctx.t, ctx.today))


async def show_times(ctx: FieldContext) -> None:
    """Show every period of a year."""
    year = numbers(ctx.arguments[:1], 1)[0]
    if year not in YEARS:
        raise NotAllowedError
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME})
    span = await visits.span(ctx.tx)
    first, last = (span[0].year, span[1].year) if span else (year, year)
    years = min(first, ctx.today.year - 1), max(last, ctx.today.year)
    ctx.show(SLOT, screens.times(ctx.t, year, years))


async def take_time(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Take two typed days, or one."""
    ctx.require("journal.make", own=False)
    await _show_card(ctx, absence.past_days(text, ctx.today), None)


async def show_card(ctx: FieldContext) -> None:
    """Show what the journal of a time would hold."""
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await _show_card(ctx, *_asked(ctx, 2))


async def _show_card(ctx: FieldContext, span: Span, source: str | None) -> None:
    ctx.show(SLOT, screens.card(ctx.t, await _about(ctx, span, source)))


def _asked(ctx: FieldContext, count: int) -> tuple[Span, str | None]:
    """Read the time and the source of a button with `count` arguments; refuse a forged one."""
    if len(ctx.arguments) != count:
        raise NotAllowedError
    try:
        return spans.parse(ctx.arguments[0]), said.parse_source(ctx.arguments[1])
    except ValueError:
        raise NotAllowedError from None


async def _about(ctx: FieldContext, span: Span, source: str | None) -> About:
    scope = JournalScope(*spans.days(span), source)
    async with ctx.services.database.read() as db:
        totals = await journals.totals(db, scope)
        closed = await periods.closed_between(db, scope.first, scope.last)
        before = await journals.latest(db, spans.code(span), source)
        changed = await journals.changed(db, scope, before.mark) if before else 0
    return About(
        span,
        source,
        totals,
        spans.standing(span, closed),
        edition=before.number if before else 0,
        made_at=local(parse_stamp(before.made_at), ctx.services.clock.zone) if before else None,
        changed=changed,
    )


async def make(ctx: FieldContext) -> None:
    """Have the file made."""
    span, source = _asked(ctx, 3)
    form = ctx.arguments[2]
    if form not in journal.WRITERS:
        raise NotAllowedError
    async with ctx.services.database.read() as db:
        totals = await journals.totals(db, JournalScope(*spans.days(span), source))
    if not totals.lines:
        raise UserError(msgid("There are no visits here, so there is nothing to print."))
    if form == "docx" and totals.lines > journal_docx.MOST:
        raise UserError(
            msgid(
                "A Word document takes up to {most} visits, here are {count}. "
                "Choose Excel or a shorter time."
            ),
            most=journal_docx.MOST,
            count=totals.lines,
        )
    arguments = {
        "span": spans.code(span),
        "source": source,
        "format": form,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
        "staff_id": ctx.person.staff_id,
    }
    await jobs.add(ctx.tx, journal.KIND, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")
    ctx.say(screens.coming(ctx.t))


async def tell(ended: Ended) -> None:
    """Send the file and keep its edition, or say that it was not made."""
    arguments, result = ended.job.arguments, ended.result
    t = translator(arguments["language"])
    if result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    await journals.keep(ended.tx, result["made"], now=arguments["now"], by=arguments["staff_id"])
    document = {"path": result["path"], "name": result["name"]}
    caption = t(screens.CAPTION, title=result["title"], footer=result["footer"])
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


prompts.register(TIME, take_time)
worker.register(journal.KIND, tell)
ROUTES: Final[tuple[Route, ...]] = (
    command("journals", show, "journal.make"),
    press("journals", show, "journal.make"),
    press("journal.times", show_times, "journal.make"),
    press("journal.card", show_card, "journal.make"),
    press("journal.make", make, "journal.make"),
)
