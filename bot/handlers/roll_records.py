"""The roll of a session in a handler's hands: loaded, shown, refreshed where it is open."""

from bot.catalogs import translator
from bot.context import FieldContext, roles_of
from bot.errors import UserError
from bot.handlers import class_records
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.rules import attendance as rules
from bot.rules import rights
from bot.rules.attendance import Roll
from bot.screens import roll_card as screens
from bot.screens.roll_card import Shown
from bot.screens.screen import Screen
from storage import attendance, outbox
from storage.records.school import Session

ACTION = "attendance.mark"
EARLY = msgid(
    "The session has not begun. Who came is marked from a quarter of an hour before it on."
)


def slot(session: Session) -> str:
    """Return the card of a session's roll; all who look at it see marks come in."""
    return f"roll:{session.session_id}"


async def readable(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session whose roll the person may see."""
    ctx.require(ACTION, own=False)
    return await class_records.session(ctx, session_id)


async def changeable(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session whose roll the person may change now.

    It is not cancelled, its period is open, and it is a quarter of an hour before it or later.
    """
    found = await readable(ctx, session_id)
    if found.cancelled_at is not None:
        raise UserError(class_records.CANCELLED)
    await records.refuse_closed(ctx, found.held_on)
    if ctx.now < rules.opens(found, ctx.now):
        raise UserError(EARLY)
    return found


async def roll(ctx: FieldContext, one: Session) -> Roll:
    """Return who was expected and who came, members by surname, then guests."""
    staff = ctx.services.network.staff
    marks = await attendance.marks(ctx.tx, one.session_id)
    members = await class_records.people(ctx, one)
    ids = {person.staff_id for person in members}
    others = [staff[key] for key in marks if key not in ids and key in staff]
    others.sort(key=lambda person: (person.surname_ru, person.name_ru, person.staff_id))
    replies = {reply.staff_id: reply for reply in await class_records.replies(ctx, one)}
    return Roll(one, (*members, *others), marks, replies, frozenset(ids))


async def shown(ctx: FieldContext, one: Session) -> Shown:
    """Return the roll with what is to be said of it."""
    return Shown(
        about=await class_records.about(ctx, one),
        roll=await roll(ctx, one),
        is_open=rules.is_open(one, ctx.now),
        closed_period=await records.closed_period(ctx, ctx.tx, one.held_on) or "",
    )


async def refresh(ctx: FieldContext, session_id: int) -> None:
    """Let everybody else who has the card open see the marks that have just come.

    A list of several pages stays on the page that is being looked at.
    """
    one = await class_records.session(ctx, session_id)
    seen = await shown(ctx, one)
    if len(seen.roll.people) > screens.PAGE and one.rolled_at is None:
        return
    people = {
        person.user_id: person
        for person in ctx.services.network.staff.values()
        if person.user_id is not None
        and person.is_active
        and rights.allows(roles_of(person), ACTION, own=False)
    }
    there = await outbox.holders(ctx.tx, slot(one))
    for chat_id in sorted((there & people.keys()) - {ctx.chat_id}):
        ctx.tell(chat_id, drawn(seen, people[chat_id].language), slot=slot(one), edit=True)


def drawn(seen: Shown, language: str) -> Screen:
    """Show the list that is complete, or the toggles until it is."""
    t = translator(language)
    if seen.session.rolled_at is not None or seen.closed_period:
        return screens.finished(t, seen)
    return screens.toggles(t, seen)
