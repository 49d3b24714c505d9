"""«В вопросы и ответы»: a good answer becomes an entry that all read; changed and withdrawn."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext
from bot.errors import NotAllowedError
from bot.handlers import consult_records as topics_of
from bot.handlers import faq_read, prompts, question_ask
from bot.handlers import question_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import faq_names
from bot.screens import faq as screens
from bot.screens.faq import Proposal
from bot.screens.screen import Screen
from storage import chats, consultations, faq, topics
from storage.records.guidance import Question

MADE: Final = "faq.made"  # the prompt that holds an entry before it is published
WRITING: Final = "faq.writing"  # the same while its question or answer is written anew
TEXTS: Final = ("question", "answer")


async def begin(ctx: FieldContext) -> None:
    """Propose an entry made of a thread that is answered."""
    ctx.require(topics_of.RECORD, own=False)
    question = await records.named(ctx)
    if question.answered_at is None:
        raise NotAllowedError
    known = await consultations.of_question(ctx.tx, question.question_id)
    made = {
        "question": _joined(question, is_answer=False),
        "answer": _joined(question, is_answer=True),
        "topic": known.topic if known else None,
        "question_id": question.question_id,
    }
    await _propose(ctx, made)


def _joined(question: Question, *, is_answer: bool) -> str:
    """Join the words of one side: of who asked the first message, of the rest what answers."""
    said = [one.said for one in question.messages if one.said and one.is_answer == is_answer]
    if not is_answer:
        return "\n".join(said[:1])
    answers = [one for one in said if not one.rstrip().endswith("?")]
    return "\n".join(answers or said)


async def begin_again(ctx: FieldContext) -> None:
    """Propose changes of an entry."""
    entry = await faq_read.named(ctx)
    made = {
        "question": entry.question, "answer": entry.answer, "topic": entry.topic,
        "faq_id": entry.faq_id, "left": True,
    }  # fmt: skip
    await _propose(ctx, made)


async def _propose(ctx: FieldContext, made: Mapping[str, Any]) -> None:
    """Show an entry before it is published; names in it are asked about."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {**made, "kind": MADE})
    found = {one.code: one.name(ctx.language) for one in await topics.known(ctx.tx)}
    text = "\n".join(str(made[one]) for one in TEXTS)
    proposal = Proposal(
        question=made["question"],
        answer=made["answer"],
        topic=found.get(made["topic"] or "", ""),
        names=() if made.get("left") else faq_names.named(text, await _names(ctx)),
        is_new="faq_id" not in made,
    )
    ctx.show(faq_read.SLOT, screens.proposal(ctx.t, proposal))


async def _names(ctx: FieldContext) -> list[str]:
    """Return the names of libraries and people that a text may hold."""
    network = await ctx.services.network.fresh(ctx.tx)
    libraries = [one.short(lang) for one in network.libraries.values() for lang in ("ru", "be")]
    people = [one.surname(lang) for one in network.staff.values() for lang in ("ru", "be")]
    return [*libraries, *people]


async def _held(ctx: FieldContext) -> dict[str, Any]:
    """Return the entry in hand; a button of an earlier one is refused."""
    ctx.require(topics_of.RECORD, own=False)
    prompt = ctx.chat.prompt or {}
    if prompt.get("kind") not in {MADE, WRITING}:
        await question_ask.refuse_stale(ctx)
    return {name: value for name, value in prompt.items() if name not in {"kind", "what"}}


async def hide(ctx: FieldContext) -> None:
    """Take the names out."""
    made, names = await _held(ctx), await _names(ctx)
    texts = {one: faq_names.without(str(made[one]), names) for one in TEXTS}
    await _propose(ctx, {**made, **texts})


async def keep(ctx: FieldContext) -> None:
    """Leave the names."""
    await _propose(ctx, {**await _held(ctx), "left": True})


async def back(ctx: FieldContext) -> None:
    """Go back to the entry."""
    await _propose(ctx, await _held(ctx))


async def ask_text(ctx: FieldContext) -> None:
    """Ask for the question or the answer anew."""
    made, what = await _held(ctx), "".join(ctx.arguments[:1])
    if what not in TEXTS:
        raise NotAllowedError
    await chats.ask(ctx.tx, ctx.chat_id, {**made, "kind": WRITING, "what": what})
    ctx.show(faq_read.SLOT, screens.ask_text(ctx.t, what, str(made[what])))


async def take_text(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take a typed wording; its names are asked about again."""
    ctx.require(topics_of.RECORD, own=False)
    what = prompt.pop("what")
    await _propose(ctx, {**prompt, what: records.one_message(text), "left": False})


async def ask_topic(ctx: FieldContext) -> None:
    """Ask for the topic."""
    await _held(ctx)
    options = topics_of.offered(await topics.known(ctx.tx), ctx.language)
    ctx.show(faq_read.SLOT, screens.ask_topic(ctx.t, options))


async def set_topic(ctx: FieldContext) -> None:
    """Take the pressed topic."""
    made, code = await _held(ctx), "".join(ctx.arguments[:1])
    if code not in {one.code for one in await topics.known(ctx.tx)}:
        raise NotAllowedError
    await _propose(ctx, {**made, "topic": code})


async def save(ctx: FieldContext) -> None:
    """Publish the entry in hand, or keep its changes; names are asked about first."""
    made = await _held(ctx)
    text = "\n".join(str(made[one]) for one in TEXTS)
    if not made.get("left") and faq_names.named(text, await _names(ctx)):
        await _propose(ctx, made)
        return
    await chats.ask(ctx.tx, ctx.chat_id, None)
    now, by = ctx.stamp, ctx.person.staff_id
    words = {one: made[one] for one in (*TEXTS, "topic")}
    key = made.get("faq_id")
    old = await faq.load(ctx.tx, int(key)) if key else None
    if old is not None:
        await faq.change(ctx.tx, old, words, now=now, by=by)
        key = old.faq_id
    else:
        key = await faq.add(ctx.tx, **words, question_id=made.get("question_id"), now=now, by=by)
    entry = await faq.load(ctx.tx, int(key))
    if entry is not None:
        await faq_read.show_entry(ctx, entry, msgid("It is among the answers."))


async def drop(ctx: FieldContext) -> None:
    """Leave the entry as it was."""
    await _held(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(faq_read.SLOT, Screen(ctx.t(msgid("Nothing is changed."))))


async def withdraw(ctx: FieldContext) -> None:
    """Take an entry out of what can be read."""
    entry = await faq_read.named(ctx)
    await faq.withdraw(ctx.tx, entry.faq_id, now=ctx.stamp, by=ctx.person.staff_id)
    await faq_read.show_entry(ctx, await faq_read.named(ctx))


async def publish_again(ctx: FieldContext) -> None:
    """Let a withdrawn entry be read again."""
    entry = await faq_read.named(ctx)
    await faq.restore(ctx.tx, entry.faq_id, now=ctx.stamp, by=ctx.person.staff_id)
    await faq_read.show_entry(ctx, await faq_read.named(ctx))


async def say_press(ctx: FieldContext, prompt: dict[str, Any], _: str) -> None:
    """Keep the entry in hand when something is typed that it does not ask for."""
    prompt.pop("kind", None)
    await _propose(ctx, prompt)


prompts.register(MADE, say_press)
prompts.register(WRITING, take_text)
ROUTES: Final[tuple[Route, ...]] = (
    press("question.faq", begin, topics_of.RECORD),
    press("faq.edit", begin_again, topics_of.RECORD),
    press("faq.hide", hide, topics_of.RECORD),
    press("faq.keep", keep, topics_of.RECORD),
    press("faq.back", back, topics_of.RECORD),
    press("faq.write", ask_text, topics_of.RECORD),
    press("faq.about", ask_topic, topics_of.RECORD),
    press("faq.to", set_topic, topics_of.RECORD),
    press("faq.save", save, topics_of.RECORD),
    press("faq.drop", drop, topics_of.RECORD),
    press("faq.off", withdraw, topics_of.RECORD),
    press("faq.on", publish_again, topics_of.RECORD),
)
