"""«Вернуть вопрос»: remarks to single answers, written one after another, then sent together."""

import re
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError, StaleButtonError
from bot.handlers import clarify, prompts, review
from bot.handlers import monitoring_units as units
from bot.handlers import review_sheets as sheets
from bot.handlers.monitoring_units import Sheet
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import reviewing
from bot.rules.reviewing import Asked
from bot.screens import review_remarks as screens
from storage import chats, reviews

QUESTION, REMARK = "review.question", "review.remark"
NUMBERED: Final = re.compile(r"\s*№?\s*(\d{1,3})[.):]?\s*(.*)", re.DOTALL)
NO_NUMBER: Final = msgid(
    "There is no question with the number «{text}». Write a number of the list."
)
SHORT: Final = msgid(
    "The remark is too short: write at least {least} characters, so that it is clear what to "
    "check. You wrote: «{text}»."
)


async def choose(ctx: FieldContext) -> None:
    """Ask which question of a sheet is to be returned."""
    sheet = await _returnable(ctx)
    page = numbers(ctx.arguments[1:2])
    await _choose(ctx, sheet, page[0] if page else 0)


async def _choose(ctx: FieldContext, sheet: Sheet, page: int = 0) -> None:
    key = sheet.unit.unit_id
    written = await reviews.written(ctx.tx, key, ctx.person.staff_id)
    await _ask(ctx, {"kind": QUESTION, "unit_id": key})
    facts = await sheets.facts_of(ctx, sheet)
    ctx.show(sheets.SLOT, screens.choose(ctx.t, facts, page, written))


async def _ask(ctx: FieldContext, prompt: dict[str, Any]) -> None:
    """Let the next words answer here, and no draft."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)


async def _returnable(ctx: FieldContext, unit_id: int | None = None) -> Sheet:
    sheet = await sheets.sheet_of(ctx, unit_id)
    await units.refuse_closed(ctx, sheet.campaign)
    if reviewing.after(sheet.unit.state, "return") is None:
        raise NotAllowedError
    return sheet


async def take_number(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the number of a question, and the remark where it stands behind."""
    sheet = await _returnable(ctx, int(prompt["unit_id"]))
    match = NUMBERED.fullmatch(text)
    form = await sheets.form_of(ctx, sheet)
    one = reviewing.numbered(form, int(match[1])) if match else None
    if match is None or one is None:
        raise BadAnswerError(NO_NUMBER, text=text)
    if match[2].strip():
        await _write(ctx, sheet, one, match[2])
    else:
        await _ask_remark(ctx, sheet, one)


async def choose_question(ctx: FieldContext) -> None:
    """Take the question of a button and ask for the remark."""
    unit_id, number = numbers(ctx.arguments[:2], 2)
    sheet = await _returnable(ctx, unit_id)
    one = reviewing.numbered(await sheets.form_of(ctx, sheet), number)
    if one is None:
        raise NotAllowedError
    await _ask_remark(ctx, sheet, one)


async def _ask_remark(ctx: FieldContext, sheet: Sheet, one: Asked) -> None:
    key = sheet.unit.unit_id
    await _ask(ctx, {"kind": REMARK, "unit_id": key, "question": one.field.path})
    ctx.show(sheets.SLOT, screens.ask(ctx.t, await sheets.facts_of(ctx, sheet), one))


async def take_remark(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the remark to a question."""
    sheet = await _returnable(ctx, int(prompt["unit_id"]))
    form = await sheets.form_of(ctx, sheet)
    one = reviewing.of_path(form, str(prompt["question"]))
    if one is None:  # the questionnaire has changed meanwhile
        await _choose(ctx, sheet)
        return
    await _write(ctx, sheet, one, text)


async def _write(ctx: FieldContext, sheet: Sheet, one: Asked, text: str) -> None:
    line = reviewing.one_line(text)
    if len(line) < reviewing.REMARK_LEAST:
        raise BadAnswerError(SHORT, least=reviewing.REMARK_LEAST, text=line)
    await reviews.write(
        ctx.tx, sheet.unit.unit_id, one.field.path, line, now=ctx.stamp, by=ctx.person.staff_id
    )
    await _show_written(ctx, sheet)


async def show_written(ctx: FieldContext) -> None:
    """Show what is written about a sheet and not sent yet."""
    await _show_written(ctx, await _returnable(ctx))


async def _show_written(ctx: FieldContext, sheet: Sheet) -> None:
    await review.forget(ctx)
    written = await reviews.written(ctx.tx, sheet.unit.unit_id, ctx.person.staff_id)
    if not written:
        await _choose(ctx, sheet)
        return
    await _ask(ctx, {"kind": QUESTION, "unit_id": sheet.unit.unit_id})  # the next one is typed
    ctx.show(sheets.SLOT, screens.written(ctx.t, await sheets.facts_of(ctx, sheet), written))


async def drop(ctx: FieldContext) -> None:
    """Drop what is written and not sent."""
    sheet = await _returnable(ctx)
    await reviews.drop_written(ctx.tx, sheet.unit.unit_id, ctx.person.staff_id)
    ctx.arguments = (str(sheet.unit.unit_id),)
    await review.show_sheet(ctx)


async def send(ctx: FieldContext) -> None:
    """Send the remarks: the library answers only these questions, the rest stays."""
    sheet = await _returnable(ctx)
    unit, by = sheet.unit, ctx.person.staff_id
    written = await reviews.written(ctx.tx, unit.unit_id, by)
    if not written:
        raise StaleButtonError(ctx.t.plain(msgid("the remarks are sent already")))
    await review.forget(ctx)
    answers = (await sheets.answers_of(ctx, sheet)).said
    was = {one.remark_id: reviewing.answer(answers, one.question) for one in written}
    await reviews.send_back(ctx.tx, unit, was, now=ctx.stamp, by=by)
    sheet = await sheets.sheet_of(ctx, unit.unit_id)
    told = await clarify.tell(ctx, sheet)
    people = [
        ", ".join(part for part in (one.full_name(ctx.language), one.phone) if part)
        for one in units.answerers(ctx, sheet.library_id)
    ]
    library = units.library(ctx, sheet.library_id)
    ctx.show(sheets.SLOT, screens.sent(ctx.t, sheet.unit, library, told, people))


prompts.register(QUESTION, take_number)
prompts.register(REMARK, take_remark)
ROUTES: Final[tuple[Route, ...]] = (
    press("review.return", choose, "campaign.review"),
    press("review.question", choose_question, "campaign.review"),
    press("review.written", show_written, "campaign.review"),
    press("review.drop", drop, "campaign.review"),
    press("review.send", send, "campaign.review"),
)
