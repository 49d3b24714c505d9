"""The plan as a workbook: sent, read back, shown before it is loaded, taken back at once."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import NotAllowedError, UserError
from bot.handlers import media, plan_spread
from bot.handlers import plan_records as plan
from bot.handlers.plan_records import CHANGE, READ, SLOT
from bot.imports import plan_checking, plan_merging
from bot.imports.plan_grid import Grid
from bot.imports.plan_merging import Merged
from bot.msgid import msgid
from bot.reports import plan_book
from bot.routes import Route, press
from bot.screens import imports as import_screens
from bot.screens import plan_files as screens
from bot.screens.screen import Screen
from storage import chats, jobs, plan_making

FILE: Final = "plan.file"  # the prompt: the next file is a plan
SUFFIXES: Final = (".xlsx", ".xlsm", ".csv", ".xls", ".ods", ".txt")  # old ones get advice


# -------------------------------------------------------------------- out


async def offer(ctx: FieldContext) -> None:
    """Offer the files of a year; the next file is read as a plan."""
    year = plan.a_year(ctx)
    if plan.may_change(ctx):
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE, "year": year})
    ctx.show(SLOT, screens.offered(ctx.t, year, may_change=plan.may_change(ctx)))


async def send_book(ctx: FieldContext) -> None:
    """Have the plan with states and fact written."""
    await _order_book(ctx, is_empty=False)


async def send_empty(ctx: FieldContext) -> None:
    """Have an empty table with the libraries written, to be filled in."""
    await _order_book(ctx, is_empty=True)


async def _order_book(ctx: FieldContext, *, is_empty: bool) -> None:
    arguments = {
        "year": plan.a_year(ctx),
        "language": ctx.language,
        "zone": str(ctx.services.clock.zone),
        "now": ctx.stamp,
        "staff_id": ctx.person.staff_id,
        "is_empty": is_empty,
    }
    await _order(ctx, plan_book.KIND, arguments)
    ctx.say(screens.coming(ctx.t))


async def _order(ctx: FieldContext, kind: str, arguments: Mapping[str, Any]) -> None:
    await jobs.add(ctx.tx, kind, arguments, ctx.person.staff_id, ctx.chat_id, ctx.stamp)
    ctx.work.wakes.add("jobs")


async def tell_book(ended: Ended) -> None:
    """Send the workbook, or say that there is none."""
    t = translator(ended.job.arguments["language"])
    if ended.result is None:
        ended.say("show", screens.failed(t).as_json() | {"edit": False})
        return
    title = str(ended.result["title"])
    name = f"{title.replace(':', '')}.xlsx"
    document = {"path": ended.result["path"], "name": name}
    ended.say("sendDocument", {"document": document, "caption": title, "parse_mode": "HTML"})


# -------------------------------------------------------------------- in


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Have a sent file read and compared; what it would add is said when that is done."""
    ctx.require(CHANGE, own=False)
    name = str(sent["name"] or "")
    if not name.lower().endswith(SUFFIXES):
        called = name or ctx.t.plain(msgid("This file"))
        ctx.say(Screen(screens.not_a_table(ctx.t, called)))
        return
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "name": name,
        "language": ctx.language,
        "today": ctx.today.isoformat(),
        "kept": str(ctx.services.kept.resolve()),
        "year": int(prompt["year"]),
        "staff_id": plan.own_id(ctx),
    }
    await _order(ctx, plan_checking.KIND, arguments)
    ctx.show(SLOT, import_screens.reading(ctx.t, name), edit=False)


async def tell_preview(ended: Ended) -> None:
    """Say what the file would add, or why it cannot be read."""
    result, t = ended.result, translator(ended.job.arguments["language"])
    year = int(ended.job.arguments["year"])
    if result is None or "error" in result:
        why = import_screens.failed(t).text if result is None else str(result["error"])
        screen = screens.preview(t, why, 0, year, can_apply=False)
    else:
        screen = screens.preview(
            t, result["text"], ended.job.job_id, year, can_apply=bool(result["can_apply"])
        )
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)
    if result is not None and result.get("rows"):
        document = {"path": result["rows"], "name": import_screens.rows_name(t)}
        caption = import_screens.rows_caption(t)
        ended.say("sendDocument", {"document": document, "caption": caption, "parse_mode": "HTML"})


async def load(ctx: FieldContext) -> None:
    """Load what was shown, compared anew: the plan may have changed since."""
    ctx.require(CHANGE, own=False)
    (job_id,) = numbers(ctx.arguments[:1], 1)
    result = await jobs.result(ctx.tx, job_id)
    if result is None or result.get("kind") != plan_checking.KIND:
        raise NotAllowedError
    merged = await _merged(ctx, result)
    if not merged.can_apply:
        said = plan_merging.said(merged, ctx.t, plan.names(ctx).library)
        text = "\n".join(said)
        ctx.show(SLOT, screens.preview(ctx.t, text, job_id, merged.year, can_apply=False))
        return
    await chats.ask(ctx.tx, ctx.chat_id, None)
    added = await plan_making.add(
        ctx.tx, "imported", merged.year, merged.new, now=ctx.stamp, by=ctx.person.staff_id
    )
    undo = plan_spread.undo_press(added.plan_addition_id)
    ctx.show(SLOT, screens.loaded(ctx.t, merged.year, len(merged.new), undo))


async def _merged(ctx: FieldContext, result: Mapping[str, Any]) -> Merged:
    path = ctx.services.outgoing / str(result["path"])
    try:
        kept = await asyncio.to_thread(path.read_text, "utf-8")
    except FileNotFoundError:
        raise UserError(msgid("This table is no longer kept. Please send it once more.")) from None
    grid = Grid.from_json(json.loads(kept))
    await ctx.services.network.fresh(ctx.tx)
    known = await plan_checking.existing(
        ctx.tx, grid, ctx.today, int(result["year"]), result["staff_id"]
    )
    return plan_merging.merge(grid, known, ctx.today)


worker.register(plan_book.KIND, tell_book)
worker.register(plan_checking.KIND, tell_preview)
media.register(FILE, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    press("plan.files", offer, READ),
    press("plan.book", send_book, READ),
    press("plan.empty", send_empty, READ),
    press("plan.load", load, CHANGE),
)
