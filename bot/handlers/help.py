"""`/help`: what the bot can do, whom to call, and «Написать методисту» with its answer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import free, jury_records, media, prompts
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import rights
from bot.screens import help as screens
from bot.screens.screen import Screen
from storage import chats, questions
from storage.outbox import BROADCAST, Outgoing
from storage.questions import Question
from storage.records.people import Staff

LONGEST: Final = 3000  # characters of a question or an answer
SLOT: Final = "help"
SENDING: Final = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "document": ("sendDocument", "document"),
}


async def show(ctx: FieldContext) -> None:
    """Say what the bot can do for this person."""
    contact = (await ctx.institution())["department_contact"]
    duties = jury_records.duties(ctx)
    ctx.show(SLOT, screens.overview(ctx.t, ctx.person.role, contact, duties))


# -------------------------------------------------------------------- asking


async def ask(ctx: FieldContext) -> None:
    """Ask for the question."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": "help.ask"})
    ctx.show(SLOT, screens.ask(ctx.t))


async def drop(ctx: FieldContext) -> None:
    """Leave the question unasked."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    ctx.show(SLOT, Screen(ctx.t(msgid("All right. The department is there when you need it."))))


async def take_question(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Take the typed question."""
    await _send(ctx, Outside(text=_one_message(text)))


async def take_file(ctx: FieldContext, _: Mapping[str, Any], sent: dict[str, Any]) -> None:
    """Take a question that is a photo or a file, with its caption."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await _send(ctx, Outside(text=ctx.message.caption or "", media=(sent,)))


async def _send(ctx: FieldContext, outside: Outside) -> None:
    """Keep the question and bring it to those who answer."""
    question_id = await questions.ask(
        ctx.tx, ctx.person.staff_id, outside.text, outside.media, now=ctx.stamp
    )
    question = await _known(ctx, question_id)
    await ctx.services.network.fresh(ctx.tx)
    for person in _answering(ctx):
        _forward(ctx, person, question)
        ctx.tell_person(person, _card(ctx, question, person), slot=_slot(question))
    contact = (await ctx.institution())["department_contact"]
    ctx.show(SLOT, screens.taken(ctx.t, question_id, contact))


async def ask_of(ctx: FieldContext, people: Sequence[Staff], text: str) -> tuple[int, list[Staff]]:
    """Ask certain colleagues, and all who answer where no message reaches them.

    Return the question's number and who was told. It waits in «Мои дела» of all who answer.
    """
    await ctx.services.network.fresh(ctx.tx)
    question_id = await questions.ask(ctx.tx, ctx.person.staff_id, text, (), now=ctx.stamp)
    question = await _known(ctx, question_id)

    def tell(some: Iterable[Staff]) -> list[Staff]:
        return [
            one
            for one in some
            if one.staff_id != ctx.person.staff_id
            and ctx.tell_person(one, _card(ctx, question, one), slot=_slot(question))
        ]

    return question_id, tell(people) or tell(_answering(ctx))


def _answering(ctx: FieldContext) -> list[Staff]:
    """Return who gets a question: the methodists, without any the heads; not who asks."""
    people = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and one.staff_id != ctx.person.staff_id and _answers(one)
    ]
    methodists = [one for one in people if one.role == "methodist" and one.is_reachable]
    return methodists or people


def _answers(person: Staff) -> bool:
    return rights.allows(roles_of(person), "help.answer", own=False)


def _forward(ctx: FieldContext, person: Staff, question: Question) -> None:
    """Send the files on by their Telegram ids; they are not fetched."""
    if person.user_id is None or not person.is_reachable:
        return
    for sent in question.media:
        method, name = SENDING[str(sent["kind"])]
        payload = {name: sent["telegram_file_id"], "disable_notification": True}
        ctx.work.outgoing.append(Outgoing(person.user_id, method, payload, lane=BROADCAST))


def _card(ctx: FieldContext, question: Question, reader: Staff) -> Screen:
    network, language = ctx.services.network, reader.language
    asker = network.staff[question.staff_id]
    libraries = ", ".join(network.libraries[key].short(language) for key in asker.library_ids)
    said = _said(question, language)
    return screens.card(
        translator(language), question.question_id, asker.full_name(language), libraries, said
    )


def _said(question: Question, language: str) -> str:
    kinds = [str(one["kind"]) for one in question.media]
    return question.question or screens.files_said(translator(language), kinds)


def _slot(question: Question) -> str:
    return f"question:{question.question_id}"


def _one_message(text: str) -> str:
    if len(text) > LONGEST:
        raise BadAnswerError(
            msgid("The text is too long: {length} characters, at most {limit} fit."),
            length=len(text),
            limit=LONGEST,
        )
    return text.strip()


# -------------------------------------------------------------------- answering


async def show_card(ctx: FieldContext) -> None:
    """Show a question, with its answer where there is one."""
    question = await _named(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await ctx.services.network.fresh(ctx.tx)
    ctx.show(_slot(question), _present(ctx, question, ctx.person))


def _present(ctx: FieldContext, question: Question, reader: Staff) -> Screen:
    if question.answer is None or question.answered_by is None:
        return _card(ctx, question, reader)
    by = ctx.services.network.staff[question.answered_by].initials(reader.language)
    said = _said(question, reader.language)
    t = translator(reader.language)
    return screens.answered(t, question.question_id, said, question.answer, by)


async def ask_answer(ctx: FieldContext) -> None:
    """Ask for the answer to a question."""
    question = await _named(ctx)
    await ctx.services.network.fresh(ctx.tx)
    if question.answered_at is not None:
        ctx.show(_slot(question), _present(ctx, question, ctx.person))
        return
    prompt = {"kind": "help.answer", "question_id": question.question_id}
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    said = _said(question, ctx.language)
    ctx.show(_slot(question), screens.ask_answer(ctx.t, question.question_id, said))


async def take_answer(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Keep the typed answer and bring it to who asked; colleagues see that it is done."""
    ctx.arguments = (str(prompt["question_id"]),)
    question = await _named(ctx)
    ctx.require("help.answer", own=False)
    text = _one_message(text)
    by = ctx.person.staff_id
    is_first = await questions.answer(ctx.tx, question.question_id, text, by=by, now=ctx.stamp)
    await ctx.services.network.fresh(ctx.tx)
    question = await _known(ctx, question.question_id)
    told = _bring(ctx, question, text) if is_first else ctx.t(ANSWERED)
    ctx.show(_slot(question), _present(ctx, question, ctx.person).after(told))
    if is_first:
        _tell_others(ctx, question)


def _tell_others(ctx: FieldContext, question: Question) -> None:
    """Let colleagues see on their cards that the question is answered."""
    for person in _answering(ctx):
        if person.user_id is not None and person.is_reachable:
            screen = _present(ctx, question, person)
            ctx.tell(person.user_id, screen, slot=_slot(question), edit=True, lane=BROADCAST)


def _bring(ctx: FieldContext, question: Question, text: str) -> str:
    """Bring the answer to who asked, and return what the answering person reads."""
    network = ctx.services.network
    asker = network.staff[question.staff_id]
    t = translator(asker.language)
    by = ctx.person.initials(asker.language)
    said = _said(question, asker.language)
    if ctx.tell_person(asker, screens.answer(t, question.question_id, said, text, by)):
        return ctx.t(msgid("The answer is sent."))
    return ctx.t(msgid("The answer is kept, but the colleague cannot be reached: call, please."))


async def _named(ctx: FieldContext) -> Question:
    wanted = numbers(ctx.arguments[:1])
    if not wanted:
        raise NotAllowedError
    return await _known(ctx, wanted[0])


async def _known(ctx: FieldContext, question_id: int) -> Question:
    question = await questions.load(ctx.tx, question_id)
    if question is None:
        raise NotAllowedError
    return question


async def ask_with(ctx: FieldContext, outside: Outside) -> None:
    """Ask the department with what came outside a form."""
    if not (outside.text or outside.media):
        await ask(ctx)
        return
    await _send(ctx, outside)


ANSWERED: Final = msgid("A colleague has answered this question already.")
QUESTION: Final = msgid("Question to the department")
prompts.register("help.ask", take_question)
prompts.register("help.answer", take_answer)
media.register("help.ask", take_file)
free.offer("question", QUESTION, lambda *_: True, ask_with)
ROUTES: Final[tuple[Route, ...]] = (
    command("help", show, "help.ask"),
    press("help.ask", ask, "help.ask"),
    press("help.no", drop, "help.ask"),
    press("help.card", show_card, "help.answer"),
    press("help.answer", ask_answer, "help.answer"),
)
