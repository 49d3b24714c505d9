"""«Форма статистики»: shown filled, sent as a workbook, its rows replaced by a workbook."""

import asyncio
import json
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import book_example, form_draft, media, prompts
from bot.handlers import period_records as periods
from bot.imports import statistical_checking as checking
from bot.imports import statistical_grid as grid
from bot.msgid import msgid
from bot.reports import statistical_book
from bot.routes import Route, press
from bot.rules import year_card
from bot.rules.periods import Period
from bot.screens import imports as import_screens
from bot.screens import journals as coming
from bot.screens import statistical_form as screens
from storage import chats, history, jobs, statistical_form

SLOT: Final = "statistical_form"
READ: Final = "report.read"
CHANGE: Final = "report.correct"
FILE: Final = "statistical.file"  # the prompt: the next file is the form of its year
SUFFIXES: Final = (".xlsx", ".xlsm")
SUBJECT: Final = "statistical_books"
CLOSED: Final = msgid("The year {year} is closed: the rows of its form stay as they are.")


async def show(ctx: FieldContext) -> None:
    """Show the form of the year of the button."""
    if ctx.chat.prompt is not None:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    year = _year(ctx)
    period = Period("year", year)
    async with ctx.services.database.read() as db:
        form = await checking.read_form(db, year)
        standing = await periods.standing_of(db, period) or "open"
    may_change = ctx.may(CHANGE, own=False)
    ctx.show(SLOT, screens.shown(ctx.t, form, standing, ctx.today.year, may_change=may_change))


def _year(ctx: FieldContext) -> int:
    """Read the year of a button; refuse a forged one."""
    found = numbers(ctx.arguments[:1]) or (0,)
    if not year_card.is_year(found[0], ctx.today.year):
        raise NotAllowedError
    return found[0]


async def send_book(ctx: FieldContext) -> None:
    """Have the filled form written as a workbook."""
    arguments = {"year": _year(ctx), "language": ctx.language}
    await book_example.order(ctx, statistical_book.KIND, arguments)
    ctx.say(coming.coming(ctx.t))


async def tell_book(ended: Ended) -> None:
    """Send the workbook, or say that it was not made."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        ended.say("show", coming.failed(t).as_json() | {"edit": False})
        return
    document = {"path": result["path"], "name": result["name"]}
    caption = screens.caption(t, result["title"])
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- changing


async def ask(ctx: FieldContext) -> None:
    """Ask for the changed workbook of a year."""
    ctx.require(CHANGE, own=False)
    year = _year(ctx)
    await _refuse_closed(ctx, year)
    await form_draft.leave(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE, "year": year})
    ctx.show(SLOT, screens.ask(ctx.t, year))


async def _refuse_closed(ctx: FieldContext, year: int) -> None:
    if await periods.standing_of(ctx.tx, Period("year", year)) == "closed":
        raise UserError(CLOSED, year=str(year))


async def take_words(ctx: FieldContext, prompt: dict[str, Any], _: str) -> None:
    """Say that a workbook is waited for."""
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    ctx.show(SLOT, screens.ask(ctx.t, prompt["year"]))


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Have a sent workbook read; a corrected one may follow at once."""
    ctx.require(CHANGE, own=False)
    name = str(sent["name"] or "")
    if not name.lower().endswith(SUFFIXES):
        raise BadAnswerError(msgid("Send an Excel workbook (.xlsx), please."))
    await _refuse_closed(ctx, prompt["year"])
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "name": name,
        "year": prompt["year"],
        "language": ctx.language,
        "kept": str(ctx.services.kept.resolve()),
    }
    await book_example.order(ctx, checking.KIND, arguments)
    ctx.show(SLOT, import_screens.reading(ctx.t, name), edit=False)


async def tell_found(ended: Ended) -> None:
    """Say what the workbook would change, what is wrong in it, or why it cannot be read."""
    result, arguments = ended.result, ended.job.arguments
    t, year = translator(arguments["language"]), arguments["year"]
    if result is None:
        screen = screens.unreadable(t, year, import_screens.failed(t).text)
    elif "error" in result:
        screen = screens.unreadable(t, year, Html(result["error"]))
    elif result["faults"]:
        screen = screens.wrong(t, year, result["faults"])
    else:
        pressed = f"stat.take:{ended.job.job_id}"
        screen = screens.found(
            t, year, result["count"], result["filled"], result["changes"], pressed
        )
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


async def take(ctx: FieldContext) -> None:
    """Put the rows that were shown in the place of the year's; pressed twice it does so once."""
    ctx.require(CHANGE, own=False)
    (job_id,) = numbers(ctx.arguments[:1]) or (0,)
    result = await jobs.result(ctx.tx, job_id)
    if result is None or result.get("kind") != checking.KIND or result["faults"]:
        raise NotAllowedError
    year = int(result["year"])
    await _refuse_closed(ctx, year)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    if not await history.of(ctx.tx, SUBJECT, job_id):
        rows = await _kept(ctx, str(result["path"]))
        by, name = ctx.person.staff_id, str(result["name"])
        await statistical_form.replace(
            ctx.tx, year, grid.from_json(rows), now=ctx.stamp, by=by, source=name
        )
        await history.add(ctx.tx, SUBJECT, job_id, "taken", now=ctx.stamp, by=by)
    ctx.show(SLOT, screens.taken(ctx.t, year, int(result["count"])))


async def _kept(ctx: FieldContext, name: str) -> list[dict[str, Any]]:
    try:
        kept = await asyncio.to_thread((ctx.services.outgoing / name).read_text, "utf-8")
    except FileNotFoundError:
        raise UserError(msgid("This table is no longer kept. Please send it once more.")) from None
    read: list[dict[str, Any]] = json.loads(kept)
    return read


worker.register(checking.KIND, tell_found)
worker.register(statistical_book.KIND, tell_book)
prompts.register(FILE, take_words)
media.register(FILE, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    press("stat.show", show, READ),
    press("stat.book", send_book, READ),
    press("stat.change", ask, CHANGE),
    press("stat.take", take, CHANGE),
)
