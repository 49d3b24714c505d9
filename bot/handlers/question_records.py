"""Threads of questions for handlers: found, put into words for each reader, brought to people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import BadAnswerError, NotAllowedError
from bot.handlers import tasks
from bot.msgid import msgid
from bot.reminders.scene import Scene
from bot.rules import due, guidance, rights
from bot.screens import questions as screens
from bot.screens.questions import Thread
from bot.screens.screen import Screen
from storage import outbox, questions
from storage.outbox import BROADCAST, Outgoing
from storage.records.guidance import Question
from storage.records.people import Staff

ASK: Final = "help.ask"
ANSWER: Final = "help.answer"
GROUP: Final = "guidance_group"  # a row of settings: the department's group, if there is one
LONGEST: Final = 3000  # characters of a message
SENDING: Final = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
    "document": ("sendDocument", "document"),
}


def slot(question_id: int) -> str:
    """Return the place of a thread's card in a chat."""
    return f"question:{question_id}"


async def named(ctx: FieldContext, given: Sequence[str] | None = None) -> Question:
    """Return the thread behind a button, if it is open to the person."""
    wanted = numbers(ctx.arguments[:1] if given is None else given)
    question = await questions.load(ctx.tx, wanted[0]) if wanted else None
    await ctx.services.network.fresh(ctx.tx)
    is_elsewhere = ctx.chat_id < 0 and not is_in_group(ctx)
    if question is None or is_elsewhere or not _may_read(ctx, question):
        raise NotAllowedError
    return question


def _may_read(ctx: FieldContext, question: Question) -> bool:
    return is_asker(ctx, question) or ctx.may(ANSWER, own=False)


def is_asker(ctx: FieldContext, question: Question) -> bool:
    """Tell whether a thread is the person's own."""
    return question.staff_id == ctx.person.staff_id


def one_message(text: str) -> str:
    """Return a typed message of a thread. Raise BadAnswerError for one of many pages."""
    if len(text) > LONGEST:
        raise BadAnswerError(
            msgid("The text is too long: {length} characters, at most {limit} fit."),
            length=len(text),
            limit=LONGEST,
        )
    return text.strip()


# -------------------------------------------------------------------- who


def answers(person: Staff) -> bool:
    """Tell whether somebody answers questions."""
    return person.is_active and rights.allows(roles_of(person), ANSWER, own=False)


def department(ctx: FieldContext, question: Question) -> list[Staff]:
    """Return who answers a question: the methodists, without any the heads; not who asks."""
    people = [
        one
        for one in ctx.services.network.staff.values()
        if one.staff_id != question.staff_id and answers(one)
    ]
    methodists = [one for one in people if one.role == "methodist" and one.is_reachable]
    return methodists or people


async def present(ctx: FieldContext) -> Scene:
    """Return who is here today and who stands in for whom."""
    return await tasks.here(ctx)


def _on_duty(ctx: FieldContext, question: Question, now: Scene) -> list[Staff]:
    """Return who gets a question that nobody has: who is here, or all where nobody is."""
    people, staff = department(ctx, question), ctx.services.network.staff
    readers = {now.reader_of(one.staff_id) for one in people}
    there = [staff[one] for one in sorted(one for one in readers if one is not None)]
    able = [one for one in there if answers(one) and one.staff_id != question.staff_id]
    return able or people


def group_of(ctx: FieldContext) -> int | None:
    """Return the chat of the department's group."""
    known = ctx.services.network.institution.values.get(GROUP)
    return int(known["chat_id"]) if known else None


def is_in_group(ctx: FieldContext) -> bool:
    """Tell whether the update came from the department's group."""
    return ctx.chat_id == group_of(ctx)


# -------------------------------------------------------------------- cards


def thread(ctx: FieldContext, question: Question, language: str) -> Thread:
    """Put a question and the names on its card together."""
    network = ctx.services.network
    asker = network.staff[question.staff_id]
    people = {one.staff_id for one in question.messages} | {question.taken_by or question.staff_id}
    return Thread(
        question=question,
        asker=asker.full_name(language),
        libraries=", ".join(network.libraries[key].short(language) for key in asker.library_ids),
        names={one: network.staff[one].initials(language) for one in people},
        days=tuple(ctx.day_of(one.sent_at) for one in question.messages),
        closed_on=ctx.day_of(question.closed_at) if question.closed_at else None,
    )


def card(ctx: FieldContext, question: Question, reader: Staff, now: Scene) -> Screen:
    """Return the card of a thread as a person reads it."""
    said, t = thread(ctx, question, reader.language), translator(reader.language)
    if question.staff_id == reader.staff_id:
        return screens.of_asker(t, said, _offers_to_asker(question))
    return screens.of_department(t, said, _offers(question, reader, now))


def _offers_to_asker(question: Question) -> list[str]:
    files = ["files"] if any(one.media and one.is_answer for one in question.messages) else []
    is_heard = question.answered_at and not question.waits_since and not question.closed_at
    more = "reply" if is_heard else "more"
    return [more, *(["close"] if question.closed_at is None else []), *files]


def _offers(question: Question, reader: Staff, now: Scene) -> list[str]:
    files = ["files"] if question.has_files else []
    known = ["consult", "faq"] if question.answered_at else []
    if question.closed_at is not None:
        return [*files, *known]
    if question.taken_by == reader.staff_id:
        return ["write", "close", "back", "pass", *files, *known]
    is_free = can_take(question, reader.staff_id, now)
    return [*(["take", "write"] if is_free else []), *files]


def can_take(question: Question, staff_id: int, now: Scene) -> bool:
    """Tell whether somebody may take a thread: nobody has it, or who has it is away."""
    taker = now.people.get(question.taken_by or 0)
    is_here = taker is not None and due.leave_on(now.today, taker) is None
    return guidance.can_take(question, staff_id, taker_is_here=is_here)


def group_card(ctx: FieldContext, question: Question) -> Screen:
    """Return the card of a thread in the department's group, in the institution's language."""
    language = ctx.services.settings.language
    offers = ["take"] if question.taken_by is None else ["back", "close"]
    if question.closed_at is not None:
        return screens.of_department(translator(language), thread(ctx, question, language), ())
    return screens.of_department(
        translator(language),
        thread(ctx, question, language),
        offers,
        here=screens.HOW_IN_GROUP if question.taken_by is None else "",
    )


async def show(ctx: FieldContext, question: Question, said: str | None = None) -> None:
    """Show a thread where the person is, after a line of what has happened."""
    if is_in_group(ctx):
        ctx.show(slot(question.question_id), group_card(ctx, question))
        return
    screen = card(ctx, question, ctx.person, await present(ctx))
    ctx.show(slot(question.question_id), screen.after(said) if said else screen)


# -------------------------------------------------------------------- brought to people


async def bring_to_department(
    ctx: FieldContext, question: Question, media: Sequence[Mapping[str, Any]]
) -> None:
    """Bring what was asked to who has the question, or to all on duty, or to the group."""
    now = await present(ctx)
    group = group_of(ctx)
    staff = ctx.services.network.staff
    taker = staff.get(question.taken_by or 0)
    if taker is not None and taker.is_active:
        reader = staff.get(now.reader_of(taker.staff_id) or taker.staff_id, taker)
        people = [reader if answers(reader) else taker]
    elif group is not None:
        people = []
    else:
        people = _on_duty(ctx, question, now)
    told = [one for one in people if tell(ctx, one, question, media, now)]
    if group is not None and not told:
        forward(ctx, group, media)
        screen = replace(group_card(ctx, question), silent=ctx.is_night)
        ctx.tell(group, screen, slot=slot(question.question_id))
        await renew_cards(ctx, question, but={group})
        return
    if not told:  # who has it cannot be reached: it must not wait for them alone
        others = _on_duty(ctx, question, now)
        told = [one for one in others if tell(ctx, one, question, media, now)]
    await renew_cards(ctx, question, but={one.user_id or 0 for one in told})


async def bring_to_asker(
    ctx: FieldContext, question: Question, media: Sequence[Mapping[str, Any]]
) -> bool:
    """Bring a word of the department to who asked; tell whether it reaches them."""
    asker = ctx.services.network.staff[question.staff_id]
    return tell(ctx, asker, question, media, await present(ctx))


def tell(
    ctx: FieldContext,
    person: Staff,
    question: Question,
    media: Sequence[Mapping[str, Any]],
    now: Scene,
) -> bool:
    """Send a person the card, behind the files that came; tell whether it reaches them."""
    if person.user_id is None or not person.is_reachable or not person.is_active:
        return False
    forward(ctx, person.user_id, media)
    screen = card(ctx, question, person, now)
    return ctx.tell_person(person, screen, slot=slot(question.question_id))


def forward(ctx: FieldContext, chat_id: int, media: Iterable[Mapping[str, Any]]) -> None:
    """Send files on by their Telegram ids; they are not fetched."""
    for sent in media:
        method, payload = sending(sent)
        payload |= {"disable_notification": True}
        ctx.work.outgoing.append(Outgoing(chat_id, method, payload, lane=BROADCAST))


def sending(sent: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the call that sends a file: by Telegram's id, the sample's from its bytes."""
    method, name = SENDING[str(sent["kind"])]
    if kept := sent.get("kept"):
        return method, {name: {"path": f"../files/{kept[:2]}/{kept}", "name": f"{kept[:8]}.png"}}
    return method, {name: sent["telegram_file_id"]}


async def renew_cards(ctx: FieldContext, question: Question, *, but: Iterable[int] = ()) -> None:
    """Let the cards that colleagues have of a thread say how it stands, without a sound."""
    place, now = slot(question.question_id), await present(ctx)
    by_user = {one.user_id: one for one in ctx.services.network.staff.values() if one.user_id}
    left = await outbox.holders(ctx.tx, place) - set(but) - {ctx.chat_id}
    for chat_id in sorted(left):
        person = by_user.get(chat_id)
        if chat_id == group_of(ctx):
            screen = group_card(ctx, question)
        elif person is None or not (
            person.staff_id == question.staff_id or (person.is_reachable and answers(person))
        ):
            continue
        else:
            screen = card(ctx, question, person, now)
        ctx.tell(chat_id, screen, slot=place, edit=True, lane=BROADCAST)
