"""About the question that the department has answered, or a new one? Asked before sending."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.handlers import media, prompts, question_ask, question_thread
from bot.handlers import question_records as records
from bot.handlers.free import Outside
from bot.routes import Route, press
from bot.screens import questions as screens
from storage import chats, questions
from storage.records.guidance import Question

SLOT: Final = "question.again"
HELD: Final = "question.again"  # the prompt that holds what is to be sent
LATEST: Final = 5  # of one's own questions that are looked at


async def offer(ctx: FieldContext, outside: Outside) -> bool:
    """Ask what words are about where a question of the person waits for their word."""
    question = await _answered(ctx)
    if question is None:
        return False
    await _hold(ctx, question, outside, ctx.message.message_id)
    return True


async def _answered(ctx: FieldContext) -> Question | None:
    """Return the person's latest open question in which the last word is the department's."""
    own = await questions.of_person(ctx.tx, ctx.person.staff_id, LATEST)
    heard = (one for one in own if one.answered_at and not one.waits_since and not one.closed_at)
    return next(heard, None)


async def _hold(ctx: FieldContext, question: Question, outside: Outside, mark: int) -> None:
    held = {
        "text": outside.text,
        "media": [dict(one) for one in outside.media],
        "album": outside.album,
        "mark": mark,
        "question_id": question.question_id,
    }
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": HELD, **held})
    ctx.show(SLOT, screens.again(ctx.t, question, mark), edit=False)


async def send_there(ctx: FieldContext) -> None:
    """Put the words to the question that has been answered."""
    prompt = await _held(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await question_thread.write(ctx, int(prompt["question_id"]), _read(prompt))


async def send_anew(ctx: FieldContext) -> None:
    """Send the words as a new question."""
    prompt = await _held(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await question_ask.send_unless_known(ctx, _read(prompt))


async def _held(ctx: FieldContext) -> Mapping[str, Any]:
    """Return what waits to be sent; a button of an earlier message is refused."""
    prompt = ctx.chat.prompt or {}
    mark = numbers(ctx.arguments[:1], 1)[0]
    if prompt.get("kind") != HELD or int(prompt["mark"]) != mark:
        await question_ask.refuse_stale(ctx)
    return prompt


def _read(prompt: Mapping[str, Any]) -> Outside:
    return Outside(str(prompt["text"]), tuple(prompt["media"]), 0, str(prompt["album"]))


async def take_more(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Put what is typed before the press to the words that wait."""
    held = _read(prompt)
    words = records.one_message("\n".join(one for one in (held.text, text) if one))
    await _hold_again(ctx, prompt, Outside(words, held.media, 0, held.album))


async def take_file(ctx: FieldContext, prompt: Mapping[str, Any], sent: dict[str, Any]) -> None:
    """Put a file to the words that wait."""
    held = _read(prompt)
    album = ctx.message.media_group_id or held.album
    await _hold_again(ctx, prompt, Outside(held.text, (*held.media, sent), 0, album))


async def _hold_again(ctx: FieldContext, prompt: Mapping[str, Any], outside: Outside) -> None:
    question = await records.named(ctx, (str(prompt["question_id"]),))
    await _hold(ctx, question, outside, int(prompt["mark"]))


question_ask.ABOUT_ANOTHER.append(offer)
prompts.register(HELD, take_more)
media.register(HELD, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    press("question.same", send_there, records.ASK),
    press("question.anew", send_anew, records.ASK),
)
