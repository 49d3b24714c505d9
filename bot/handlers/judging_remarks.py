"""«Вернуть»: remarks to single answers of an entry, written one after another, sent together."""

from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError, UserError
from bot.handlers import entry_records as records
from bot.handlers import judging_admission as admission
from bot.handlers import prompts, review_remarks, visit_records
from bot.handlers.entry_card import SLOT
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import reviewing
from bot.rules.reviewing import Asked
from bot.screens import judging_remarks as screens
from bot.screens.judging_remarks import About
from storage import chats, entry_remarks
from storage.records.contests import Entry

QUESTION, REMARK = "back.question", "back.remark"


async def _returnable(ctx: FieldContext, entry_id: int | None = None) -> Entry:
    entry, _ = await admission.entry_of(ctx, entry_id)
    if not entry.is_live:
        raise UserError(records.WITHDRAWN)
    await visit_records.refuse_closed(ctx, ctx.today)
    return entry


async def choose(ctx: FieldContext) -> None:
    """Ask which answer of an entry is to be returned."""
    entry = await _returnable(ctx)
    page = numbers(ctx.arguments[1:2])
    await _choose(ctx, entry, page[0] if page else 0)


async def _choose(ctx: FieldContext, entry: Entry, page: int = 0) -> None:
    written = await entry_remarks.written(ctx.tx, entry.entry_id, ctx.person.staff_id)
    await _ask(ctx, {"kind": QUESTION, "entry_id": entry.entry_id})
    about = await records.remarked(ctx, entry)
    ctx.show(SLOT, screens.choose(ctx.t, about, page, len(written)))


async def _ask(ctx: FieldContext, prompt: dict[str, Any]) -> None:
    """Let the next words answer here, and no draft."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the number of a question, and the remark where it stands behind."""
    entry = await _returnable(ctx, int(prompt["entry_id"]))
    match = review_remarks.NUMBERED.fullmatch(text)
    about = await records.remarked(ctx, entry)
    one = reviewing.numbered(about.form, int(match[1])) if match else None
    if match is None or one is None:
        raise BadAnswerError(review_remarks.NO_NUMBER, text=text)
    if match[2].strip():
        await _write(ctx, entry, one, match[2])
    else:
        await _ask_remark(ctx, about, one)


async def choose_question(ctx: FieldContext) -> None:
    """Take the question of a button and ask for the remark."""
    entry_id, number = numbers(ctx.arguments[:2], 2)
    about = await records.remarked(ctx, await _returnable(ctx, entry_id))
    one = reviewing.numbered(about.form, number)
    if one is None:
        raise NotAllowedError
    await _ask_remark(ctx, about, one)


async def _ask_remark(ctx: FieldContext, about: About, one: Asked) -> None:
    key = about.entry.entry_id
    await _ask(ctx, {"kind": REMARK, "entry_id": key, "question": one.field.path})
    ctx.show(SLOT, screens.ask(ctx.t, about, one))


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the remark to a question."""
    entry = await _returnable(ctx, int(prompt["entry_id"]))
    about = await records.remarked(ctx, entry)
    one = reviewing.of_path(about.form, str(prompt["question"]))
    if one is None:  # the form has changed meanwhile
        await _choose(ctx, entry)
        return
    await _write(ctx, entry, one, text)


async def _write(ctx: FieldContext, entry: Entry, one: Asked, text: str) -> None:
    line = reviewing.one_line(text)
    if len(line) < reviewing.REMARK_LEAST:
        raise BadAnswerError(review_remarks.SHORT, least=reviewing.REMARK_LEAST, text=line)
    by = ctx.person.staff_id
    await entry_remarks.write(
        ctx.tx, entry.entry_id, one.field.path, line, now=ctx.stamp, by=by
    )  # fmt: skip
    await _show_written(ctx, entry)


async def show_written(ctx: FieldContext) -> None:
    """Show what is written about an entry and not sent yet."""
    await _show_written(ctx, await _returnable(ctx))


async def _show_written(ctx: FieldContext, entry: Entry) -> None:
    written = await entry_remarks.written(ctx.tx, entry.entry_id, ctx.person.staff_id)
    if not written:
        await _choose(ctx, entry)
        return
    await _ask(ctx, {"kind": QUESTION, "entry_id": entry.entry_id})  # the next one is typed
    ctx.show(SLOT, screens.written(ctx.t, await records.remarked(ctx, entry), written))


async def drop(ctx: FieldContext) -> None:
    """Drop what is written and not sent."""
    entry = await _returnable(ctx)
    await entry_remarks.drop_written(ctx.tx, entry.entry_id, ctx.person.staff_id)
    await admission.show(ctx, entry, records.contest_of(ctx, entry))


async def send(ctx: FieldContext) -> None:
    """Send the remarks: the authors answer only these questions, the rest stays."""
    entry = await _returnable(ctx)
    by = ctx.person.staff_id
    written = await entry_remarks.written(ctx.tx, entry.entry_id, by)
    if not written:
        raise StaleButtonError(ctx.t.plain(msgid("the remarks are sent already")))
    await chats.ask(ctx.tx, ctx.chat_id, None)
    answers = (await records.remarked(ctx, entry)).answers
    was = {one.remark_id: reviewing.answer(answers, one.question) for one in written}
    await entry_remarks.send_back(ctx.tx, entry, written, was, now=ctx.stamp, by=by)
    entry = await records.named(ctx, entry.entry_id)
    told = await _tell(ctx, entry)
    await admission.show(ctx, entry, records.contest_of(ctx, entry), screens.sent(ctx.t, told))


async def _tell(ctx: FieldContext, entry: Entry) -> list[str]:
    """Send the first remark to the author and who entered the entry; return whom it reaches."""
    told = []
    for staff_id in sorted({entry.staff_id, entry.entered_by} - {ctx.person.staff_id}):
        person = ctx.services.network.staff.get(staff_id)
        if person is None:
            continue
        about = await records.remarked(ctx, entry, person.language)
        if ctx.tell_person(person, screens.card(translator(person.language), about)):
            told.append(person.initials(ctx.language))
    return told


async def withdraw(ctx: FieldContext) -> None:
    """Take open remarks back: the entry waits for admission again as it is."""
    entry = await _returnable(ctx)
    await entry_remarks.withdraw(ctx.tx, entry.entry_id, now=ctx.stamp, by=ctx.person.staff_id)
    entry = await records.named(ctx, entry.entry_id)
    await admission.show(ctx, entry, records.contest_of(ctx, entry))


prompts.register(QUESTION, take_number)
prompts.register(REMARK, take_remark)
ROUTES: Final[tuple[Route, ...]] = (
    press("back.list", choose, "entry.admit"),
    press("back.ask", choose_question, "entry.admit"),
    press("back.kept", show_written, "entry.admit"),
    press("back.drop", drop, "entry.admit"),
    press("back.send", send, "entry.admit"),
    press("back.off", withdraw, "entry.admit"),
)
