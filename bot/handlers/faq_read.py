"""`/faq`: questions and answers by topic, found by words, offered before a question is sent."""

from collections import Counter
from dataclasses import replace
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import consult_records as topics_of
from bot.handlers import media, prompts, question_ask, question_list
from bot.handlers import question_records as records
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import similar_questions
from bot.screens import faq as screens
from bot.screens.screen import Button, Rows, Screen
from storage import chats, faq, topics
from storage.records.guidance import Faq

SLOT: Final = "faq"
SEARCH: Final = "faq.search"  # the prompt that takes words to be looked for
FOUND_NONE: Final = "faq.none"  # the prompt that holds words that found nothing
KNOWN: Final = "faq.known"  # the prompt that holds a question that has an answer already
NO_TOPIC: Final = "-"
PAGE: Final = 8
LAST_PAGE: Final = 99


# -------------------------------------------------------------------- read


async def show(ctx: FieldContext) -> None:
    """Show the topics; a typed line is looked for."""
    entries = await faq.live(ctx.tx)
    counts = Counter(one.topic or NO_TOPIC for one in entries)
    names = [*await _topics(ctx), (NO_TOPIC, ctx.t.plain(msgid("Other questions")))]
    found = [(code, name, counts[code]) for code, name in names if counts[code]]
    may_write = ctx.may(topics_of.RECORD, own=False)
    away = len(await faq.withdrawn(ctx.tx)) if may_write else 0
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": SEARCH})
    ctx.show(SLOT, screens.topics(ctx.t, found, may_write=may_write, withdrawn=away))


async def _topics(ctx: FieldContext) -> list[tuple[str, str]]:
    return [(one.code, one.name(ctx.language)) for one in await topics.known(ctx.tx)]


async def show_topic(ctx: FieldContext) -> None:
    """Show a page of the questions of a topic."""
    code = ctx.arguments[0] if ctx.arguments else ""
    known = {**dict(await _topics(ctx)), NO_TOPIC: ctx.t.plain(msgid("Other questions"))}
    if code not in known:
        raise NotAllowedError
    entries = [one for one in await faq.live(ctx.tx) if (one.topic or NO_TOPIC) == code]
    number = min((numbers(ctx.arguments[1:2]) or (0,))[0], LAST_PAGE)
    number = min(number, max(0, (len(entries) - 1) // PAGE))
    turns = _turns(code, number, -(-len(entries) // PAGE))
    shown = entries[number * PAGE : (number + 1) * PAGE]
    ctx.show(SLOT, screens.listed(ctx.t, known[code], shown, turns))


def _turns(code: str, number: int, pages: int) -> Rows:
    buttons = [
        Button(label, f"faq.topic:{code}:{to}")
        for label, to in (("◀", number - 1), ("▶", number + 1))
        if 0 <= to < pages
    ]
    return (tuple(buttons),) if buttons else ()


async def show_withdrawn(ctx: FieldContext) -> None:
    """Show what was withdrawn, to those who may publish it again."""
    entries = await faq.withdrawn(ctx.tx)
    ctx.show(SLOT, screens.listed(ctx.t, ctx.t.plain(msgid("Withdrawn")), entries[:PAGE]))


async def show_card(ctx: FieldContext) -> None:
    """Show an entry."""
    await show_entry(ctx, await named(ctx))


async def named(ctx: FieldContext) -> Faq:
    """Return the entry behind a button; a withdrawn one only to those who may publish it."""
    entry = await faq.load(ctx.tx, numbers(ctx.arguments[:1], 1)[0])
    if entry is None or (entry.withdrawn_at and not ctx.may(topics_of.RECORD, own=False)):
        raise NotAllowedError
    return entry


async def show_entry(ctx: FieldContext, entry: Faq, note: str | None = None) -> None:
    """Show an entry, after a line of what has happened."""
    topic = dict(await _topics(ctx)).get(entry.topic or "", "")
    may_write = ctx.may(topics_of.RECORD, own=False)
    ctx.show(SLOT, screens.card(ctx.t, entry, topic, may_write=may_write, note=note))


async def look_for(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Show what a typed line finds; else offer to ask just that."""
    typed = records.one_message(text)
    entries = await faq.live(ctx.tx)
    texts = [(one, f"{one.question} {one.answer}") for one in entries]
    found = similar_questions.found(typed, texts)[:PAGE]
    if found:
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": SEARCH})
        ctx.show(SLOT, screens.listed(ctx.t, typed[:60], found))
        return
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": FOUND_NONE, "text": typed})
    ctx.show(SLOT, screens.nothing(ctx.t, typed[:200]))


async def ask_just_that(ctx: FieldContext) -> None:
    """Send the words that have found nothing as a question."""
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") != FOUND_NONE:
        await question_ask.refuse_stale(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await question_ask.send(ctx, Outside(text=str(prompt["text"])))


# -------------------------------------------------------------------- before a question is sent


async def offer_known(ctx: FieldContext, outside: Outside) -> bool:
    """Offer the answer to a question like the one about to be sent; False where there is none."""
    entries = [(one, one.question) for one in await faq.live(ctx.tx)]
    entry = similar_questions.best(outside.text, entries) if outside.text else None
    if entry is None:
        return False
    await _hold(ctx, replace(outside, mark=ctx.message.message_id), entry)
    return True


async def _hold(ctx: FieldContext, outside: Outside, entry: Faq) -> None:
    held = {
        "text": outside.text,
        "media": [dict(one) for one in outside.media],
        "album": outside.album,
        "mark": outside.mark,
    }
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": KNOWN, "faq_id": entry.faq_id, **held})
    ctx.show(SLOT, screens.known(ctx.t, entry, outside.mark), edit=False)


async def has_helped(ctx: FieldContext) -> None:
    """Count that the answer has helped; the question stays unsent."""
    prompt = await _held(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await faq.count(ctx.tx, int(prompt["faq_id"]), helped=True)
    ctx.show(SLOT, Screen(ctx.t(msgid("Good. Your question is not sent."))))


async def ask_anyway(ctx: FieldContext) -> None:
    """Send the question that has an answer already."""
    await _send(ctx, await _held(ctx))


async def _held(ctx: FieldContext) -> dict[str, Any]:
    """Return the question that waits; a button of an earlier one is refused."""
    prompt = ctx.chat.prompt or {}
    mark = numbers(ctx.arguments[:1], 1)[0]
    if prompt.get("kind") != KNOWN or int(prompt["mark"]) != mark:
        await question_ask.refuse_stale(ctx)
    return prompt


async def _send(ctx: FieldContext, prompt: dict[str, Any], more: str = "") -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await faq.count(ctx.tx, int(prompt["faq_id"]), helped=False)
    text = "\n".join(part for part in (str(prompt["text"]), more) if part)
    await question_ask.send(ctx, Outside(text, tuple(prompt["media"]), 0, str(prompt["album"])))


async def take_more(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Send the question with what is typed on top: the answer was not enough."""
    await _send(ctx, prompt, records.one_message(text))


async def take_file(ctx: FieldContext, prompt: dict[str, Any], sent: dict[str, Any]) -> None:
    """Put a file to the question that waits for a press."""
    entry = await faq.load(ctx.tx, int(prompt["faq_id"]))
    if entry is None:
        raise NotAllowedError
    album = ctx.message.media_group_id or str(prompt["album"])
    held = Outside(str(prompt["text"]), (*prompt["media"], sent), int(prompt["mark"]), album)
    await _hold(ctx, held, entry)


question_ask.BEFORE.append(offer_known)
question_list.also(msgid("Questions and answers"), "faq")
prompts.register(SEARCH, look_for)
prompts.register(KNOWN, take_more)
media.register(KNOWN, take_file)
ROUTES: Final[tuple[Route, ...]] = (
    command("faq", show, records.ASK),
    press("faq", show, records.ASK),
    press("faq.topic", show_topic, records.ASK),
    press("faq.card", show_card, records.ASK),
    press("faq.ask", ask_just_that, records.ASK),
    press("faq.helped", has_helped, records.ASK),
    press("faq.anyway", ask_anyway, records.ASK),
    press("faq.away", show_withdrawn, topics_of.RECORD),
)
