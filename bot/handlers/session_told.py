"""Who is told of a session: its members, its teacher; announced, changed, cancelled, once each."""

from collections.abc import Callable, Iterable
from typing import Final

from bot.catalogs import Html, Translator, translator
from bot.context import FieldContext
from bot.handlers import class_records, outgoing, session_file
from bot.handlers import visit_records as records
from bot.rules import school as rules
from bot.screens import session_told as screens
from bot.screens import sessions
from bot.screens.announcements import contact
from bot.screens.screen import Screen
from bot.screens.session_card import Plan
from bot.screens.sessions import Mine
from storage import leaves
from storage.outbox import BROADCAST, Outgoing
from storage.records.people import Staff
from storage.records.school import Session

IN_CALENDAR: Final = frozenset({"day", "time", "place", "link", "topic"})
Say = Callable[[Staff, Translator], Screen]


def slot(session: Session) -> str:
    """Return the card of a session in a member's chat: what is newer takes its place."""
    return f"session:{session.session_id}"


def plan(ctx: FieldContext, people: Iterable[Staff]) -> Plan:
    """Return whom a message reaches, and whom somebody must call."""
    found = list(people)
    called = [contact(one, ctx.language) for one in found if not one.is_reachable]
    return Plan(len(found) - len(called), tuple(called))


async def announced(ctx: FieldContext, one: Session) -> Plan:
    """Ask the members whether they will come, and tell who teaches."""
    people = await class_records.people(ctx, one)
    await _tell(ctx, one, people, await _asking(ctx, one, None), with_file=True)
    await _tell_teacher(ctx, one, people, None, with_file=True)
    return plan(ctx, people)


async def changed(ctx: FieldContext, before: Session) -> Plan | None:
    """Tell what of an announced session has changed; None where there is nobody to be told.

    At another time everybody is asked again.
    """
    one = await class_records.session(ctx, before.session_id)
    names = rules.changes(before, one)
    if not names or not one.is_open or rules.has_begun(one, ctx.now):
        return None
    people = await class_records.people(ctx, one)
    with_file = not IN_CALENDAR.isdisjoint(names)
    say = await _asking(ctx, one, lambda t: screens.changed(t, names))
    await _tell(ctx, one, people, say, with_file=with_file)
    await _tell_teacher(ctx, one, people, lambda t: screens.changed(t, names), with_file=with_file)
    return plan(ctx, people)


async def cancelled(ctx: FieldContext, before: Session) -> Plan | None:
    """Tell that a session does not take place; None where nobody knew of it or it is over."""
    if not before.is_open or rules.has_begun(before, ctx.now):
        return None
    one = await class_records.session(ctx, before.session_id)
    people, about = await class_records.people(ctx, one), await class_records.about(ctx, one)
    teacher = _teacher(ctx, one, people)

    def say(_: Staff, t: Translator) -> Screen:
        return screens.off(t, about)

    await _tell(ctx, one, [*people, *teacher], say, with_file=True)
    return plan(ctx, people)


async def ask_newcomers(ctx: FieldContext, class_id: int, joined: Iterable[int]) -> None:
    """Ask who has just joined a class about its announced sessions to come."""
    for one in await class_records.ahead(ctx, class_id):
        people = [who for who in await class_records.people(ctx, one) if who.staff_id in joined]
        if people:
            await _tell(ctx, one, people, await _asking(ctx, one, None), with_file=True)


async def _asking(
    ctx: FieldContext, one: Session, note: Callable[[Translator], Html] | None
) -> Say:
    """Return what says a session to a member, with what they have answered already."""
    about = await class_records.about(ctx, one)
    replies = {reply.staff_id: reply for reply in await class_records.replies(ctx, one)}

    def say(person: Staff, t: Translator) -> Screen:
        reply = replies.get(person.staff_id)
        read = Mine(about, reply, is_asked=True, note=note(t) if note else None)
        return sessions.mine(t, read, records.names(ctx, t.language))

    return say


def _teacher(ctx: FieldContext, one: Session, people: list[Staff]) -> list[Staff]:
    """Return the colleague who teaches, unless they are a member or the one who presses."""
    told = {*(person.staff_id for person in people), ctx.person.staff_id}
    found = records.known(ctx, one.teacher_id) if one.teacher_id else None
    return [found] if found and found.is_active and found.staff_id not in told else []


async def _tell_teacher(
    ctx: FieldContext,
    one: Session,
    people: list[Staff],
    note: Callable[[Translator], Html] | None,
    *,
    with_file: bool,
) -> None:
    about = await class_records.about(ctx, one)

    def say(_: Staff, t: Translator) -> Screen:
        names = records.names(ctx, t.language)
        return screens.teaching(t, about, names, note(t) if note else None)

    await _tell(ctx, one, _teacher(ctx, one, people), say, with_file=with_file)


async def _tell(
    ctx: FieldContext, one: Session, people: list[Staff], say: Say, *, with_file: bool
) -> None:
    """Send each the calendar's file, which makes no sound, and the words below it."""
    away = await leaves.on_day(ctx.tx, ctx.today)
    for person in people:
        if not person.is_reachable or person.user_id is None:
            continue
        t, chat_id = translator(person.language), person.user_id
        if with_file:
            file = await session_file.made(ctx, one, t)
            key = f"media-{ctx.work.update_id}-{one.session_id}-{person.staff_id}.ics"
            path = await outgoing.put(ctx, key, file.content)
            document = {"path": path, "name": file.name}
            payload = {"document": document, "disable_notification": True}
            ctx.work.outgoing.append(Outgoing(chat_id, "sendDocument", payload, lane=BROADCAST))
        screen = say(person, t)
        is_silent = ctx.is_night or person.staff_id in away
        quiet = Screen(screen.text, screen.rows, silent=is_silent)
        ctx.tell(chat_id, quiet, slot=slot(one), lane=BROADCAST)
