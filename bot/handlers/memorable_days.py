"""`/dates`: memorable days by month; lists taken from a workbook or typed lines, and undone."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from bot import finding, memorable
from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError, UserError
from bot.handlers import book_example, form_draft, media, prompts
from bot.imports import memorable_checking as checking
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import memorable as rules
from bot.screens import imports as import_screens
from bot.screens import memorable as screens
from storage import chats, history, jobs, memorable_days

SLOT: Final = "dates"
READ: Final = "publication.read"
MANAGE: Final = "publication.manage"
ASKED: Final = "memorable.list"  # prompts: a list is waited for; lines wait for «Взять»
LINES: Final = "memorable.lines"
SUBJECT: Final = "memorable_lists"
SUFFIXES: Final = (".xlsx", ".xlsm")
MOST: Final = 60  # lines of one message
NO_BOOK: Final = msgid("Send an Excel workbook (.xlsx), please, or lines in a message.")
MONTH: Final = re.compile(r"([12]\d{3})-(\d{1,2})")


async def show(ctx: FieldContext) -> None:
    """Show a month: the one of the button, else the present one."""
    ctx.require(READ)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    year, number = _month(ctx)
    await _show(ctx, year, number)


async def _show(ctx: FieldContext, year: int, number: int, note: Html | None = None) -> None:
    await finding.refresh(ctx.tx)
    may_change = ctx.may(MANAGE, own=False)
    about = await memorable.month(ctx.tx, year, number, may_change=may_change)
    ctx.show(SLOT, screens.month(ctx.t, about, note))


def _month(ctx: FieldContext) -> tuple[int, int]:
    """Read the month of a button; a forged one is refused."""
    if not ctx.pressed or not ctx.arguments:
        return ctx.today.year, ctx.today.month
    match = MONTH.fullmatch(ctx.arguments[0])
    if match is None or not 1 <= int(match[2]) <= 12:  # noqa: PLR2004  # months
        raise NotAllowedError
    return int(match[1]), int(match[2])


# -------------------------------------------------------------------- a list


async def ask(ctx: FieldContext) -> None:
    """Ask for a list."""
    ctx.require(MANAGE, own=False)
    await form_draft.leave(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ASKED})
    ctx.show(SLOT, screens.ask(ctx.t))


async def send_example(ctx: FieldContext) -> None:
    """Have the example written."""
    ctx.require(MANAGE, own=False)
    await book_example.order(ctx, checking.EXAMPLE, {"language": ctx.language})


async def take_lines(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Read a list typed or copied here, and show what it says."""
    ctx.require(MANAGE, own=False)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": ASKED})
    days, faults = rules.lines(text, ctx.today)
    if len(days) + len(faults) > MOST:
        raise BadAnswerError(
            msgid("At most {limit} lines in one message, please; send the others after it."),
            limit=str(MOST),
        )
    if faults:
        said = [_said(ctx, one) for one in faults]
        ctx.show(SLOT, screens.wrong(ctx.t, said))
        return
    mark = ctx.message.message_id
    kept = [asdict(one) for one in days]
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LINES, "mark": mark, "days": kept})
    ctx.show(SLOT, screens.found(ctx.t, days, len(days), f"mem.lines:{mark}", ctx.today.year))


def _said(ctx: FieldContext, fault: rules.Fault) -> str:
    why = ctx.t.plain(fault.text, **fault.values)
    return ctx.t.plain(msgid("Line {row}: {why}"), row=str(fault.row), why=why)


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:  # noqa: ARG001  # of files
    """Have a sent workbook read; what it says is told when that is done."""
    ctx.require(MANAGE, own=False)
    name = str(sent["name"] or "")
    if not name.lower().endswith(SUFFIXES):
        raise BadAnswerError(NO_BOOK)
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "name": name,
        "language": ctx.language,
        "today": ctx.today.isoformat(),
        "kept": str(ctx.services.kept.resolve()),
    }
    await book_example.order(ctx, checking.KIND, arguments)
    ctx.show(SLOT, import_screens.reading(ctx.t, name), edit=False)


async def tell_found(ended: Ended) -> None:
    """Say what the file says, what is wrong in it, or why it cannot be read."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        screen = screens.unreadable(t, import_screens.failed(t).text)
    elif "error" in result:
        screen = screens.unreadable(t, Html(result["error"]))
    elif result["faults"]:
        screen = screens.wrong(t, result["faults"])
    else:
        days = screens.fields_of(result["first"])
        year = int(ended.job.arguments["today"][:4])
        press = f"mem.take:{ended.job.job_id}"
        screen = screens.found(t, days, result["count"], press, year)
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


async def take_book(ctx: FieldContext) -> None:
    """Take the list of a workbook that was shown."""
    ctx.require(MANAGE, own=False)
    (job_id,) = numbers(ctx.arguments[:1], 1)
    result = await jobs.result(ctx.tx, job_id)
    if result is None or result.get("kind") != checking.KIND or result["faults"]:
        raise NotAllowedError
    await _take(ctx, f"book-{job_id}", await _kept(ctx, str(result["path"])))


async def _kept(ctx: FieldContext, name: str) -> list[dict[str, Any]]:
    try:
        kept = await asyncio.to_thread((ctx.services.outgoing / name).read_text, "utf-8")
    except FileNotFoundError:
        raise UserError(msgid("This table is no longer kept. Please send it once more.")) from None
    read: list[dict[str, Any]] = json.loads(kept)
    return read


async def take_typed(ctx: FieldContext) -> None:
    """Take the lines that were shown; pressed twice it says so."""
    ctx.require(MANAGE, own=False)
    (mark,) = numbers(ctx.arguments[:1], 1)
    prompt = ctx.chat.prompt or {}
    is_theirs = prompt.get("kind") == LINES and prompt.get("mark") == mark
    if not is_theirs and not await history.of(ctx.tx, SUBJECT, _typed(ctx, mark)):
        raise StaleButtonError(await form_draft.standing(ctx))
    await _take(ctx, _typed(ctx, mark), list(prompt["days"]) if is_theirs else [])


def _typed(ctx: FieldContext, mark: int) -> str:
    return f"chat-{ctx.chat_id}-{mark}"


async def _take(ctx: FieldContext, name: str, kept: list[dict[str, Any]]) -> None:
    """Keep a list once, without what the calendar has; say what was taken."""
    taken = await history.of(ctx.tx, SUBJECT, name)
    if not taken:
        have = {rules.key(one) for one in await memorable_days.known(ctx.tx)}
        new: dict[Any, Any] = {}
        for one in screens.fields_of(kept):
            new.setdefault(rules.key(one), replace(one, source=one.source or name))
        fresh = [one for key, one in new.items() if key not in have]
        by = ctx.person.staff_id
        ids = await memorable_days.add(ctx.tx, fresh, now=ctx.stamp, by=by)
        told = {"ids": ids, "skipped": len(kept) - len(ids)}
        await history.add(ctx.tx, SUBJECT, name, "loaded", now=ctx.stamp, by=by, new=told)
        taken = await history.of(ctx.tx, SUBJECT, name)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    counts: dict[str, Any] = dict(taken[0].new)
    press = f"mem.undo:{name}"
    ctx.show(SLOT, screens.taken(ctx.t, len(counts["ids"]), counts["skipped"], press))


async def undo(ctx: FieldContext) -> None:
    """Take a list out of the calendar again; only what it brought."""
    ctx.require(MANAGE, own=False)
    name = ctx.arguments[0] if ctx.arguments else ""
    taken = await history.of(ctx.tx, SUBJECT, name)
    if not taken or not isinstance(taken[0].new, dict):
        raise NotAllowedError
    removed = await memorable_days.remove(ctx.tx, taken[0].new["ids"], now=ctx.stamp)
    if removed:
        by = ctx.person.staff_id
        await history.add(ctx.tx, SUBJECT, name, "removed", now=ctx.stamp, by=by)
    ctx.show(SLOT, screens.undone(ctx.t, removed))


# -------------------------------------------------------------------- one day


async def ask_which(ctx: FieldContext) -> None:
    """Ask which day of a month is to leave the calendar."""
    ctx.require(MANAGE, own=False)
    about = await memorable.month(ctx.tx, *_month(ctx))
    ctx.show(SLOT, screens.cutting(ctx.t, about))


async def cut(ctx: FieldContext) -> None:
    """Take one day out of the calendar."""
    ctx.require(MANAGE, own=False)
    (key,) = numbers(ctx.arguments[:1], 1)
    one = await memorable_days.by_id(ctx.tx, key)
    year, number = one.year if one and one.year else ctx.today.year, ctx.today.month
    if one is None:
        await _show(ctx, year, number)
        return
    await memorable_days.remove(ctx.tx, [key], now=ctx.stamp)
    by = ctx.person.staff_id
    await history.add(ctx.tx, "memorable_days", key, "removed", now=ctx.stamp, by=by)
    note = ctx.t(msgid("Out of the calendar: {title}"), title=one.title(ctx.language))
    await _show(ctx, year, one.month, note)


worker.register(checking.KIND, tell_found)
worker.register(checking.EXAMPLE, book_example.teller(screens.unreadable))
prompts.register(ASKED, take_lines)
prompts.register(LINES, take_lines)
media.register(ASKED, take_file)
media.register(LINES, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    command("dates", show, READ),
    press("mem.month", show, READ),
    press("mem.add", ask, MANAGE),
    press("mem.sample", send_example, MANAGE),
    press("mem.take", take_book, MANAGE),
    press("mem.lines", take_typed, MANAGE),
    press("mem.undo", undo, MANAGE),
    press("mem.cutting", ask_which, MANAGE),
    press("mem.cut", cut, MANAGE),
)
