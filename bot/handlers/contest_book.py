"""A contest from a workbook: sent, read in a child process, shown, then made as a whole."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from bot import published
from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import book_example, campaign_days, contest_form, media, prompts
from bot.handlers import contests as cards
from bot.handlers.contests import MANAGE
from bot.handlers.entry_card import SLOT
from bot.imports import contest_checking as checking
from bot.imports.contest_grid import Found
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import contest_defaults as defaults
from bot.rules import contest_making as rules
from bot.rules.contests import AWARDS
from bot.screens import contest_book as screens
from bot.screens import imports as import_screens
from storage import chats, contests, history, jobs

FILE: Final = "contest.book"  # the prompt: the next file is a contest
SUFFIXES: Final = (".xlsx", ".xlsm")
NO_BOOK: Final = msgid("Send an Excel workbook (.xlsx), please: the example shows how.")


async def ask(ctx: FieldContext) -> None:
    """Ask for the workbook."""
    ctx.require(MANAGE, own=False)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FILE})
    ctx.show(SLOT, screens.ask(ctx.t))


async def send_example(ctx: FieldContext) -> None:
    """Have the example written."""
    ctx.require(MANAGE, own=False)
    await book_example.order(ctx, checking.EXAMPLE, {"language": ctx.language})


async def refuse_words(_ctx: FieldContext, _prompt: Mapping[str, Any], _text: str) -> None:
    """Say that a file is waited for, and go on waiting."""
    raise BadAnswerError(NO_BOOK)


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:  # noqa: ARG001  # of files
    """Have a sent workbook read; what it says is told when that is done."""
    ctx.require(MANAGE, own=False)
    name = str(sent["name"] or "")
    if not name.lower().endswith(SUFFIXES):
        raise BadAnswerError(NO_BOOK)
    own, _ = await published.for_contests(ctx.tx)
    arguments = {
        "file_id": await media.keep(ctx, sent),
        "name": name,
        "language": ctx.language,
        "zone": ctx.services.clock.zone.key,
        "now": ctx.stamp,
        "kept": str(ctx.services.kept.resolve()),
        "own": own,
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
        screen = screens.found(t, result["told"], ended.job.job_id)
    ended.say("show", screen.as_json() | {"edit": False}, slot=SLOT)


async def load(ctx: FieldContext) -> None:
    """Make the contest that was shown; pressed twice it shows the one that was made."""
    ctx.require(MANAGE, own=False)
    (job_id,) = numbers(ctx.arguments[:1], 1)
    result = await jobs.result(ctx.tx, job_id)
    if result is None or result.get("kind") != checking.KIND or result["faults"]:
        raise NotAllowedError
    made = await history.of(ctx.tx, "contest_books", job_id)
    if made:
        await cards.show(ctx, await cards.fresh(ctx, int(str(made[0].new))))
        return
    found = Found.from_json(await _kept(ctx, str(result["path"])))
    new = contest_form.said(found.answers)
    rules.check(new, ctx.today)
    await campaign_days.refuse_closed(ctx, new.closes_on)
    by = ctx.person.staff_id
    key = await contests.add(
        ctx.tx,
        new,
        nominations=found.nominations,
        criteria=found.criteria or defaults.criteria(new.form),
        awards=found.awards or AWARDS,
        jurors=found.jurors,
        now=ctx.stamp,
        by=by,
    )
    await history.add(ctx.tx, "contest_books", job_id, "loaded", now=ctx.stamp, by=by, new=key)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    note = ctx.t(contest_form.MADE)
    await cards.show(ctx, await cards.fresh(ctx, key), note=note)


async def _kept(ctx: FieldContext, name: str) -> dict[str, Any]:
    try:
        kept = await asyncio.to_thread((ctx.services.outgoing / name).read_text, "utf-8")
    except FileNotFoundError:
        raise UserError(msgid("This table is no longer kept. Please send it once more.")) from None
    read: dict[str, Any] = json.loads(kept)
    return read


worker.register(checking.KIND, tell_found)
worker.register(checking.EXAMPLE, book_example.teller(screens.unreadable))
prompts.register(FILE, refuse_words)
media.register(FILE, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    press("contest.book", ask, MANAGE),
    press("contest.sample", send_example, MANAGE),
    press("contest.load", load, MANAGE),
)
