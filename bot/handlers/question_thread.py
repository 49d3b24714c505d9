"""A thread of a question: both sides write in it, one answers, either settles it."""

from collections.abc import Mapping
from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import consult_records, form_draft, free, media, prompts, question_ask
from bot.handlers import question_records as records
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import consulting, guidance
from bot.screens import questions as screens
from storage import chats, consultations, questions
from storage.records.guidance import NewConsultation, Question
from storage.records.people import Staff

WRITING: Final = "question.write"  # the prompt that takes a message of a thread


async def show(ctx: FieldContext) -> None:
    """Show a thread."""
    question = await records.named(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    await records.show(ctx, question)


async def send_files(ctx: FieldContext) -> None:
    """Send the files of a thread once more, in its order, and the card behind them."""
    question = await records.named(ctx)
    for message in question.messages:
        for sent in message.media:
            ctx.send_file(*records.sending(sent))
    screen = records.card(ctx, question, ctx.person, await records.present(ctx))
    ctx.show(records.slot(question.question_id), screen, edit=False)


# -------------------------------------------------------------------- who has it


async def take(ctx: FieldContext) -> None:
    """Take a question; who comes second reads who has it."""
    question = await records.named(ctx)
    ctx.require(records.ANSWER, own=False)
    if await _taken(ctx, question):
        await _moved(ctx, question.question_id, msgid("The question is yours."))
        if records.is_in_group(ctx):
            question = await records.named(ctx)
            now = await records.present(ctx)
            records.tell(ctx, ctx.person, question, _files(question), now)
    else:
        await _say_whose(ctx, question.question_id)


async def _taken(ctx: FieldContext, question: Question) -> bool:
    """Make a question the person's unless a colleague has it; tell whether it is theirs now."""
    by = ctx.person.staff_id
    if question.taken_by == by:
        return question.closed_at is None
    now = await records.present(ctx)
    return records.can_take(question, by, now) and await questions.take(
        ctx.tx, question.question_id, by=by, instead_of=question.taken_by, now=ctx.stamp
    )


async def _say_whose(ctx: FieldContext, question_id: int) -> None:
    """Say who has a question or that it is settled, and show it."""
    question = await records.named(ctx, (str(question_id),))
    ctx.toast(ctx.t.plain(whose(question), person=_taker(ctx, question)))
    await records.show(ctx, question)


def whose(question: Question) -> str:
    """Return why a question cannot be answered: the msgid, with `person` who has it."""
    if question.closed_at is not None:
        return msgid("This question is settled.")
    return msgid("A colleague has taken this question: {person}")


def _taker(ctx: FieldContext, question: Question) -> str:
    found = ctx.services.network.staff.get(question.taken_by or 0)
    return found.initials(ctx.language) if found else ""


async def _moved(ctx: FieldContext, question_id: int, said: str | None = None) -> None:
    """Show how a thread stands now to the person and on the cards of all others."""
    question = await records.named(ctx, (str(question_id),))
    if said and ctx.pressed:
        ctx.toast(ctx.t.plain(said))
    await records.show(ctx, question)
    await records.renew_cards(ctx, question)


async def give_back(ctx: FieldContext) -> None:
    """Give a question back to all who answer; they get it anew."""
    question = await records.named(ctx)
    by = ctx.person.staff_id
    if not await questions.give(ctx.tx, question.question_id, by=by, to=None, now=ctx.stamp):
        await _say_whose(ctx, question.question_id)
        return
    question = await records.named(ctx)
    await records.show(ctx, question)
    if question.is_waiting and not records.is_in_group(ctx):
        await records.bring_to_department(ctx, question, ())
    else:
        await records.renew_cards(ctx, question)


async def ask_colleague(ctx: FieldContext) -> None:
    """Ask whom a question is passed on to."""
    question = await records.named(ctx)
    if question.taken_by != ctx.person.staff_id or question.closed_at is not None:
        await _say_whose(ctx, question.question_id)
        return
    people = [(one.staff_id, one.initials(ctx.language)) for one in _others(ctx, question)]
    screen = screens.colleagues(ctx.t, question.question_id, people)
    ctx.show(records.slot(question.question_id), screen)


def _others(ctx: FieldContext, question: Question) -> list[Staff]:
    """Return who else could answer."""
    return [
        one
        for one in ctx.services.network.staff.values()
        if records.answers(one)
        and one.is_reachable
        and one.staff_id not in {ctx.person.staff_id, question.staff_id}
    ]


async def pass_on(ctx: FieldContext) -> None:
    """Pass a question on to a colleague, who gets its card."""
    question = await records.named(ctx)
    to = (numbers(ctx.arguments[1:2]) or (0,))[0]
    colleague = next((one for one in _others(ctx, question) if one.staff_id == to), None)
    if colleague is None:
        raise NotAllowedError
    by = ctx.person.staff_id
    if not await questions.give(ctx.tx, question.question_id, by=by, to=to, now=ctx.stamp):
        await _say_whose(ctx, question.question_id)
        return
    question = await records.named(ctx)
    records.tell(ctx, colleague, question, _files(question), await records.present(ctx))
    await records.show(ctx, question)
    await records.renew_cards(ctx, question, but={colleague.user_id or 0})


def _files(question: Question) -> list[Mapping[str, Any]]:
    return [sent for message in question.messages for sent in message.media]


# -------------------------------------------------------------------- written


async def ask_answer(ctx: FieldContext) -> None:
    """Ask for a message of the department; the question is the person's from now on."""
    question = await records.named(ctx)
    ctx.require(records.ANSWER, own=False)
    if not await _taken(ctx, question):
        await _say_whose(ctx, question.question_id)
        return
    if question.taken_by != ctx.person.staff_id:
        await records.renew_cards(ctx, await records.named(ctx))
    await _ask_words(ctx, question, is_answer=True)


async def ask_more(ctx: FieldContext) -> None:
    """Ask for a further message of who asked."""
    question = await records.named(ctx)
    if not records.is_asker(ctx, question):
        raise NotAllowedError
    if _is_long_closed(ctx, question):
        await question_ask.ask(ctx)
        return
    await _ask_words(ctx, question, is_answer=False)


def _is_long_closed(ctx: FieldContext, question: Question) -> bool:
    return question.closed_at is not None and not guidance.reopens(
        ctx.day_of(question.closed_at), ctx.today
    )


async def _ask_words(ctx: FieldContext, question: Question, *, is_answer: bool) -> None:
    await form_draft.leave(ctx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": WRITING, "question_id": question.question_id})
    screen = screens.ask_words(ctx.t, question.question_id, is_answer=is_answer)
    ctx.show("question.words", screen, edit=False)


async def take_words(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Take a typed message of a thread."""
    await write(ctx, int(prompt["question_id"]), Outside(text=records.one_message(text)))


async def take_file(ctx: FieldContext, prompt: Mapping[str, Any], sent: dict[str, Any]) -> None:
    """Take a file of a thread with its caption; the rest of its album goes to the same message."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    album = ctx.message.media_group_id or ""
    outside = Outside(text=ctx.message.caption or "", media=(sent,), album=album)
    await write(ctx, int(prompt["question_id"]), outside)


async def take_album(ctx: FieldContext, prompt: Mapping[str, Any], sent: dict[str, Any]) -> None:
    """Put a file to those that came with it; another one is asked about."""
    album = ctx.message.media_group_id or ""
    if album != prompt["album"]:
        await chats.ask(ctx.tx, ctx.chat_id, None)
        await free.ask(
            ctx, Outside(ctx.message.caption or "", (sent,), ctx.message.message_id, album)
        )
        return
    await take_file(ctx, prompt, sent)


async def take_line_after_album(ctx: FieldContext, _: Mapping[str, Any], text: str) -> None:
    """Words after an album are a message of their own."""
    await free.take_outside(ctx, text)


async def write(ctx: FieldContext, question_id: int, message: Outside) -> None:
    """Keep a message of a thread and bring it to the other side."""
    question = await records.named(ctx, (str(question_id),))
    if message.album and await _joins_album(ctx, question, message):
        pass
    elif records.is_asker(ctx, question):
        await _write_more(ctx, question, message)
    else:
        ctx.require(records.ANSWER, own=False)
        await _write_answer(ctx, question, message)
    if message.album and not records.is_in_group(ctx):
        await question_ask.more_of_album(ctx, question_id, message.album)


async def _joins_album(ctx: FieldContext, question: Question, message: Outside) -> bool:
    """Put a file to those that were sent together with it, if they are there."""
    key, by = question.question_id, ctx.person.staff_id
    if not await questions.add_to_album(
        ctx.tx, key, message.album, message.media, message.text, by=by
    ):
        return False
    question = await records.named(ctx, (str(key),))
    if records.is_asker(ctx, question):
        await records.bring_to_department(ctx, question, message.media)
    else:
        await records.bring_to_asker(ctx, question, message.media)
    await records.show(ctx, question)
    return True


async def take_reply(ctx: FieldContext, message: Outside) -> bool:
    """Take a reply to a card of a thread as a message of it; False for other replies."""
    card = ctx.message.reply_to_message
    is_ours = card is not None and card.from_user is not None and card.from_user.id == ctx.bot.id
    number = guidance.number_on(card.text or "") if card is not None and is_ours else None
    if number is None:
        return False
    records.one_message(message.text)
    await write(ctx, number, message)
    return True


async def _write_more(ctx: FieldContext, question: Question, message: Outside) -> None:
    if _is_long_closed(ctx, question):
        await question_ask.send(ctx, message)
        return
    key = question.question_id
    await questions.add_question(
        ctx.tx, key, message.text, message.media,
        by=ctx.person.staff_id, now=ctx.stamp, album=message.album or None,
    )  # fmt: skip
    question = await records.named(ctx, (str(key),))
    await records.show(ctx, question, ctx.t(msgid("It is sent.")))
    await records.bring_to_department(ctx, question, message.media)


async def _write_answer(ctx: FieldContext, question: Question, message: Outside) -> None:
    key = question.question_id
    if not await _taken(ctx, question):
        raise BadAnswerError(NOT_SENT[question.closed_at is None], person=_taker(ctx, question))
    is_first = await questions.add_answer(
        ctx.tx, key, message.text, message.media,
        by=ctx.person.staff_id, now=ctx.stamp, album=message.album or None,
    )  # fmt: skip
    if is_first:
        await _count(ctx, question)
    question = await records.named(ctx, (str(key),))
    is_told = await records.bring_to_asker(ctx, question, message.media)
    await records.show(ctx, question, ctx.t(SENT if is_told else NOT_REACHED))
    asker = ctx.services.network.staff[question.staff_id]
    await records.renew_cards(ctx, question, but={asker.user_id or 0})


async def _count(ctx: FieldContext, question: Question) -> None:
    """Keep the answered question as a consultation of the channel «бот»."""
    libraries = ctx.services.network.staff[question.staff_id].library_ids
    new = NewConsultation(
        held_on=ctx.today,
        channel="bot",
        topic=consulting.topic_of(question.first.said, (await consult_records.known(ctx)).topics),
        staff_id=ctx.person.staff_id,
        library_id=libraries[0] if libraries else None,
        question_id=question.question_id,
    )
    await consultations.add(ctx.tx, new, now=ctx.stamp, by=ctx.person.staff_id)


# -------------------------------------------------------------------- settled


async def settle(ctx: FieldContext) -> None:
    """Settle a thread: who asked, or who has it."""
    question = await records.named(ctx)
    by = ctx.person.staff_id
    if by not in {question.staff_id, question.taken_by}:
        await _say_whose(ctx, question.question_id)
        return
    if question.closed_at is None:
        await questions.close(ctx.tx, question.question_id, by=by, now=ctx.stamp)
    await _moved(ctx, question.question_id, msgid("Settled. Thank you!"))


SENT: Final = msgid("The answer is sent.")
NOT_REACHED: Final = msgid(
    "The answer is kept, but the colleague cannot be reached: call, please."
)
NOT_SENT: Final = {  # by whether the question is open
    True: msgid(
        "Your answer is not sent, it stands above in the chat. A colleague has taken this "
        "question: {person}"
    ),
    False: msgid(
        "This question is settled. Your answer is not sent, it stands above in the chat."
    ),
}
free.REPLIES.append(take_reply)
prompts.register(WRITING, take_words)
prompts.register(question_ask.ALBUM, take_line_after_album)
media.register(WRITING, take_file)
media.register(question_ask.ALBUM, take_album)
ROUTES: Final[tuple[Route, ...]] = (
    press("question", show, records.ASK),
    press("help.card", show, records.ASK),  # on cards of earlier versions, as the next one
    press("help.answer", ask_answer, records.ANSWER),
    press("question.files", send_files, records.ASK),
    press("question.take", take, records.ANSWER, in_group=True),
    press("question.back", give_back, records.ANSWER, in_group=True),
    press("question.pass", ask_colleague, records.ANSWER),
    press("question.to", pass_on, records.ANSWER),
    press("question.write", ask_answer, records.ANSWER),
    press("question.more", ask_more, records.ASK),
    press("question.close", settle, records.ASK, in_group=True),
)
