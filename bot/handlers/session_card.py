"""A session to the department: its card, announcing, cancelling."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from bot.catalogs import Html
from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError, UserError
from bot.handlers import class_records, prompts, session_told, trip_form
from bot.handlers import visit_records as records
from bot.handlers.class_list import SLOT
from bot.handlers.class_records import MANAGE
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import privacy
from bot.rules import school as rules
from bot.screens import session_card as screens
from bot.screens import sessions
from bot.screens.screen import Button, Screen
from bot.screens.sessions import OFF, Mine
from storage import chats, school
from storage.records.school import Session

WHY: Final = "session.why"  # the prompt for a reason in own words
LONGEST: Final = 200
GONE: Final = msgid("This session is announced already.")
NOBODY: Final = msgid("The class has no members on that day. Add them first.")
ROLLED: Final = msgid("This session was held: it is marked who came.")
DROPPED: Final = msgid("The session is cancelled.")
Offer = Callable[[FieldContext, Session], Awaitable[list[Button]]]
Note = Callable[[FieldContext, Session], Awaitable[list[Html]]]
OFFERS: Final[list[Offer]] = []
NOTES: Final[list[Note]] = []


def offer(buttons: Offer) -> Offer:
    """Let a module put its buttons on the card of a session."""
    OFFERS.append(buttons)
    return buttons


def note(said: Note) -> Note:
    """Let a module put its lines on the card of a session."""
    NOTES.append(said)
    return said


async def open_card(ctx: FieldContext) -> None:
    """Show the session behind a button."""
    ctx.require(MANAGE, own=False)
    await show_one(ctx, await class_records.session(ctx))


async def show_one(
    ctx: FieldContext, one: Session, said: Html | None = None, *, slot: str = SLOT
) -> None:
    """Show a session to the department, with a line about what was just done."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    shown = screens.Card(
        about=await class_records.about(ctx, one),
        answers=await class_records.answers(ctx, one),
        has_begun=rules.has_begun(one, ctx.now),
        closed_period=await records.closed_period(ctx, ctx.tx, one.held_on) or "",
        may_manage=ctx.may(MANAGE, own=False),
        actions=tuple([button for more in OFFERS for button in await more(ctx, one)]),
        said=tuple([line for more in NOTES for line in await more(ctx, one)]),
    )
    ctx.show(slot, screens.card(ctx.t, shown, records.names(ctx), said))


# -------------------------------------------------------------------- announced


async def _announceable(ctx: FieldContext) -> Session:
    one = await class_records.managed(ctx)
    if one.announced_at is not None:
        raise UserError(GONE)
    if rules.has_begun(one, ctx.now):
        raise UserError(class_records.BEGUN)
    if not await class_records.people(ctx, one):
        raise UserError(NOBODY)
    return one


async def preview(ctx: FieldContext) -> None:
    """Show what members will get, and ask."""
    one = await _announceable(ctx)
    about = await class_records.about(ctx, one)
    seen = sessions.mine(ctx.t, Mine(about, is_asked=True), records.names(ctx))
    ctx.say(Screen(seen.text))
    plan = session_told.plan(ctx, await class_records.people(ctx, one))
    ctx.show(SLOT, screens.preview(ctx.t, about, plan), edit=False)


async def announce(ctx: FieldContext) -> None:
    """Announce a session: the mark and every message commit together, so it is told once."""
    one = await _announceable(ctx)
    by = ctx.person.staff_id
    if not await school.announce(ctx.tx, one.session_id, now=ctx.stamp, by=by):
        raise UserError(GONE)
    one = await class_records.session(ctx, one.session_id)
    plan = await session_told.announced(ctx, one)
    await show_one(ctx, one, screens.announced(ctx.t, plan))


# -------------------------------------------------------------------- cancelled


async def _droppable(ctx: FieldContext, session_id: int | None = None) -> Session:
    one = await class_records.managed(ctx, session_id)
    if one.rolled_at is not None:
        raise UserError(ROLLED)
    return one


async def ask_why(ctx: FieldContext) -> None:
    """Ask why a session does not take place; words that are typed next are the reason."""
    one = await _droppable(ctx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": WHY, "session": one.session_id})
    ctx.show(SLOT, screens.ask_off(ctx.t, await class_records.about(ctx, one)))


async def drop(ctx: FieldContext) -> None:
    """Cancel a session for the reason of a button."""
    one = await _droppable(ctx)
    why = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    if why not in OFF:
        raise NotAllowedError
    await _drop(ctx, one, why)


async def take_why(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Cancel a session for a reason in own words."""
    one = await _droppable(ctx, int(prompt["session"]))
    await _drop(ctx, one, one_line(text))


def one_line(text: str) -> str:
    """Read a reason; what is too long or belongs to a resident is refused."""
    line = " ".join(text.split())
    if not 0 < len(line) <= LONGEST:
        raise BadAnswerError(msgid("Write one line of up to 200 characters."))
    if found := privacy.findings(line):
        raise trip_form.told_apart(found[0].text)
    return line


async def _drop(ctx: FieldContext, one: Session, why: str) -> None:
    by = ctx.person.staff_id
    if not await school.cancel(ctx.tx, one.session_id, why, now=ctx.stamp, by=by):
        raise UserError(class_records.CANCELLED)
    plan = await session_told.cancelled(ctx, one)
    said = screens.told(ctx.t, DROPPED, plan) if plan else ctx.t(DROPPED)
    await show_one(ctx, await class_records.session(ctx, one.session_id), said)


prompts.register(WHY, take_why)
ROUTES: Final[tuple[Route, ...]] = (
    press("session.card", open_card, MANAGE),
    press("session.preview", preview, MANAGE),
    press("session.announce", announce, MANAGE),
    press("session.off", ask_why, MANAGE),
    press("session.drop", drop, MANAGE),
)
