"""`/import`: the admin sends a table, reads what it would change, and only then loads it."""

import asyncio
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot import imports
from bot.catalogs import Translator, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.forms import builtin
from bot.handlers import free, media
from bot.imports import checking, example, sheets
from bot.imports.planning import Plan
from bot.msgid import msgid
from bot.reports import network
from bot.routes import Route, command, press
from bot.screens import imports as screens
from bot.screens.screen import Screen
from storage import chats, jobs

SLOT: Final = "import"
ACTION: Final = "import.run"
FILE: Final = "import.file"  # the prompt: the next file is a table
SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".xls", ".ods", ".txt")  # old ones get advice


# -------------------------------------------------------------------- the beginning


async def explain(ctx: FieldContext) -> None:
    """Say how an import goes; the next file is taken as a table."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    ctx.show(SLOT, screens.explained(ctx.t))


async def send_example(ctx: FieldContext) -> None:
    """Send the example workbook; the next file is taken as a table."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    name = f"example-{ctx.language}.xlsx"
    await asyncio.to_thread(_draw_example, ctx.services.outgoing / name, ctx.t)
    shown = f"{example.TITLE[ctx.language]}.xlsx"
    ctx.send_file(
        "sendDocument",
        {
            "document": {"path": name, "name": shown},
            "caption": screens.example_caption(ctx.t),
            "parse_mode": "HTML",
        },
    )


def _draw_example(path: Path, t: Translator) -> None:
    """Write the workbook and sync it before the row that names it commits."""
    coming = path.with_suffix(".coming")
    with coming.open("wb") as file:
        file.write(example.build(t.language, t.plain))
        file.flush()
        os.fsync(file.fileno())
    coming.rename(path)


async def send_ours(ctx: FieldContext) -> None:
    """Have the libraries and staff that the bot knows written into a table."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    await _order(ctx, network.KIND, {"language": ctx.language})
    ctx.say(screens.ours_coming(ctx.t))


async def _order(ctx: FieldContext, kind: str, arguments: Mapping[str, Any]) -> None:
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


async def drop(ctx: FieldContext) -> None:
    """Load nothing."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, screens.dropped(ctx.t))


# -------------------------------------------------------------------- a file comes


async def take_file(ctx: FieldContext, _: dict[str, Any], sent: dict[str, Any]) -> None:
    """Take the file that comes after `/import`."""
    ctx.require(ACTION, own=False)
    name = str(sent["name"] or "")
    if not name.lower().endswith(SUFFIXES):
        ctx.show(SLOT, screens.not_a_table(ctx.t, name or ctx.t.plain(msgid("This file"))))
        return
    await offer_import(ctx, await media.keep(ctx, sent), name)


async def offer_import(ctx: FieldContext, file_id: int, name: str) -> None:
    """Have a sent file read and compared; what it would change is said when that is done.

    A corrected file may follow at once: the next one is taken as a table too.
    """
    ctx.require(ACTION, own=False)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    arguments = {
        "file_id": file_id,
        "name": name,
        "language": ctx.language,
        "today": ctx.today.isoformat(),
        "kept": str(ctx.services.kept.resolve()),
    }
    await _order(ctx, checking.KIND, arguments)
    ctx.show(SLOT, screens.reading(ctx.t, name), edit=False)


def _fits(ctx: FieldContext, outside: free.Outside) -> bool:
    names = [str(one.get("name") or "").lower() for one in outside.media]
    is_table = len(names) == 1 and names[0].endswith(SUFFIXES)
    return is_table and ctx.may(ACTION, own=False)


async def _begin(ctx: FieldContext, outside: free.Outside) -> None:
    sent = dict(outside.media[0])
    await offer_import(ctx, await media.keep(ctx, sent), str(sent["name"]))


async def tell_preview(ended: Ended) -> None:
    """Say what the file would change, or why it cannot be read."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    if result is None:
        _show(ended, screens.failed(t))
    elif "error" in result:
        _show(ended, screens.refused(t, result["error"]))
    elif result["has_problems"]:
        _show(ended, screens.problems(t, result["text"]))
        if result["rows"]:
            _send(ended, result["rows"], screens.rows_name(t), screens.rows_caption(t))
    else:
        job_id, can_apply = ended.job.job_id, bool(result["can_apply"])
        _show(ended, screens.preview(t, result["text"], job_id, can_apply=can_apply))


async def tell_ours(ended: Ended) -> None:
    """Send the table of what the bot knows."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        _show(ended, Screen(t(msgid("The table could not be made. Please try again later."))))
    else:
        _send(ended, ended.result["path"], screens.ours_name(t), screens.ours_caption(t))


def _show(ended: Ended, screen: Screen) -> None:
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


def _send(ended: Ended, path: str, name: str, caption: str) -> None:
    document = {"path": path, "name": name}
    ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


# -------------------------------------------------------------------- loading


async def apply(ctx: FieldContext) -> None:
    """Load what was shown, compared anew: the bot may have changed something since."""
    (job_id,) = numbers(ctx.arguments[:1]) or (0,)
    result = await jobs.result(ctx.tx, job_id)
    if result is None or result.get("kind") != checking.KIND:
        raise NotAllowedError
    plan = await _plan(ctx, str(result["path"]))
    if not plan.can_apply:
        text = checking.said(plan, ctx.t)["text"]
        ctx.show(SLOT, screens.preview(ctx.t, text, job_id, can_apply=False))
        return
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await imports.apply(ctx.tx, plan, now=ctx.stamp, by=ctx.person.staff_id)
    ctx.services.network.forget()
    ctx.show(SLOT, screens.saved(ctx.t, plan.tallies))


async def _plan(ctx: FieldContext, name: str) -> Plan:
    try:
        kept = (ctx.services.outgoing / name).read_text("utf-8")
    except FileNotFoundError:
        raise UserError(msgid("This table is no longer kept. Please send it once more.")) from None
    found = sheets.from_json(json.loads(kept))
    known = await imports.existing(ctx.tx, found, builtin.load("visit"), ctx.today)
    return await asyncio.to_thread(imports.plan, found, known, ctx.today)


worker.register(checking.KIND, tell_preview)
worker.register(network.KIND, tell_ours)
media.register(FILE, take_file)
free.offer("import", msgid("Load as a table"), _fits, _begin)

ROUTES: Final[tuple[Route, ...]] = (
    command("import", explain, ACTION),
    press("import.example", send_example, ACTION),
    press("import.ours", send_ours, ACTION),
    press("import.apply", apply, ACTION),
    press("import.drop", drop, ACTION),
)
