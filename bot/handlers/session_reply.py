"""«Занятия»: a person's own sessions, «Приду» and «Не смогу», also for one without Telegram."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from bot.catalogs import Html, translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import class_records, prompts, session_card, session_told
from bot.handlers import visit_records as records
from bot.handlers.class_list import SLOT as SCHOOL
from bot.handlers.class_records import MANAGE, READ
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import school as rules
from bot.screens import session_card as cards
from bot.screens import session_told as told_screens
from bot.screens import sessions as screens
from bot.screens.screen import Button
from bot.screens.sessions import REASONS, Mine
from storage import chats, school
from storage.records.people import Staff
from storage.records.school import Session

SLOT: Final = "sessions"
REASON: Final = "session.reason"  # the prompt for a reason in own words
FOR: Final = "session.for"  # the same, said by telephone
YEAR: Final = timedelta(days=366)
NOT_ASKED: Final = msgid("This session is not announced yet.")
Offer = Callable[[FieldContext, Session], Awaitable[list[Button]]]
OFFERS: Final[list[Offer]] = []


def offer(buttons: Offer) -> Offer:
    """Let a module put its buttons on the card that a member sees."""
    OFFERS.append(buttons)
    return buttons


# -------------------------------------------------------------------- own sessions


async def show_own(ctx: FieldContext) -> None:
    """List the sessions to come."""
    await _list(ctx, is_past=False, number=0)


async def turn(ctx: FieldContext) -> None:
    """Show another page, or what was."""
    where = ctx.arguments[0] if ctx.arguments else ""
    if where not in {"next", "past"}:
        raise NotAllowedError
    number = next(iter(numbers(ctx.arguments[1:2])), 0)
    await _list(ctx, is_past=where == "past", number=number)


async def _list(ctx: FieldContext, *, is_past: bool, number: int) -> None:
    await ctx.services.network.fresh(ctx.tx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    me = ctx.person.staff_id
    first, last = date(ctx.today.year - 1, 1, 1), ctx.today + YEAR
    known = await school.of_member(ctx.tx, me, first, last, ctx.today)
    past = [one for one in known if rules.ends(one, ctx.now) <= ctx.now][::-1]
    ahead = [one for one in known if rules.ends(one, ctx.now) > ctx.now]
    chosen, other = (past, ahead) if is_past else (ahead, past)
    pages = max(1, -(-len(chosen) // screens.PAGE))
    number %= pages
    shown = chosen[number * screens.PAGE : (number + 1) * screens.PAGE]
    said = await school.replies_of(ctx.tx, [one.session_id for one in shown])
    replies = {one.session_id: one for one in said if one.staff_id == me}
    mine = await school.of_person(ctx.tx, me)
    titles = {one.class_id: one.title for one in await school.classes(ctx.tx)}
    page = screens.Page(
        shown=tuple(
            screens.Line(
                screens.About(one, titles[one.class_id], ctx.today), replies.get(one.session_id)
            )
            for one in shown
        ),
        number=number,
        pages=pages,
        is_past=is_past,
        classes=tuple(one.title for one, member in mine if member.is_in(ctx.today)),
        others=len(other),
    )
    ctx.show(SLOT, screens.own(ctx.t, page))


async def show(ctx: FieldContext) -> None:
    """Show one session to a person whose it is."""
    one = await class_records.readable(ctx)
    await _show(ctx, one)


async def _show(ctx: FieldContext, one: Session, note: Html | None = None) -> None:
    await _forget_question(ctx)
    is_asked = one.is_open and not rules.has_begun(one, ctx.now)
    is_asked = is_asked and await class_records.is_member(ctx, one)
    read = Mine(
        await class_records.about(ctx, one),
        await class_records.answer_of(ctx, one, ctx.person.staff_id),
        is_asked=is_asked,
        note=note,
        actions=(
            *[button for more in OFFERS for button in await more(ctx, one)],
            Button(ctx.t.plain(msgid("All sessions")), "session.own:next:0"),
        ),
    )
    ctx.show(session_told.slot(one), screens.mine(ctx.t, read, records.names(ctx)))


async def _forget_question(ctx: FieldContext) -> None:
    """Drop a question for a reason that was not answered."""
    if (ctx.chat.prompt or {}).get("kind") == REASON:
        await chats.ask(ctx.tx, ctx.chat_id, None)


# -------------------------------------------------------------------- «Приду», «Не смогу»


async def _asked(ctx: FieldContext, session_id: int | None = None) -> Session:
    """Return a session that the person may still answer of."""
    one = await class_records.session(ctx, session_id)
    if not await class_records.is_member(ctx, one) or one.announced_at is None:
        raise NotAllowedError
    _refuse_late(ctx, one)
    return one


def _refuse_late(ctx: FieldContext, one: Session) -> None:
    if one.cancelled_at is not None:
        raise UserError(class_records.CANCELLED)
    if rules.has_begun(one, ctx.now):
        raise UserError(class_records.BEGUN)


async def come(ctx: FieldContext) -> None:
    """Note «Приду»; pressed twice it is noted once."""
    one = await _asked(ctx)
    await _keep(ctx, one, ctx.person, None, is_coming=True)
    ctx.toast(ctx.t.plain(msgid("Thank you, it is noted.")))
    await _show(ctx, one)


async def decline(ctx: FieldContext) -> None:
    """Note «Не смогу» at once, and ask why: a button or words that are typed next."""
    one = await _asked(ctx)
    await _keep(ctx, one, ctx.person, None, is_coming=False)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": REASON, "session": one.session_id})
    about = await class_records.about(ctx, one)
    ctx.show(session_told.slot(one), screens.ask_reason(ctx.t, about))


async def give_reason(ctx: FieldContext) -> None:
    """Keep the reason of a button."""
    one = await _asked(ctx)
    why = ctx.arguments[1] if len(ctx.arguments) > 1 else ""
    if why not in REASONS:
        raise NotAllowedError
    await _keep(ctx, one, ctx.person, why, is_coming=False)
    await _show(ctx, one)


async def take_reason(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Keep a reason in own words."""
    one = await _asked(ctx, int(prompt["session"]))
    await _keep(ctx, one, ctx.person, session_card.one_line(text), is_coming=False)
    await _show(ctx, one)


async def _keep(
    ctx: FieldContext, one: Session, person: Staff, reason: str | None, *, is_coming: bool
) -> bool:
    return await school.reply(
        ctx.tx, one.session_id, person.staff_id, reason, is_coming=is_coming,
        now=ctx.stamp, by=ctx.person.staff_id,
    )  # fmt: skip


# -------------------------------------------------------------------- by telephone


async def show_people(ctx: FieldContext) -> None:
    """List the members of a session, who is silent first."""
    one = await class_records.managed(ctx)
    page = next(iter(numbers(ctx.arguments[1:2])), 0)
    await _show_people(ctx, one, page)


async def _show_people(ctx: FieldContext, one: Session, page: int) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, None)
    about, answers = await class_records.about(ctx, one), await class_records.answers(ctx, one)
    ctx.show(SCHOOL, cards.people(ctx.t, about, answers, page))


async def _member(
    ctx: FieldContext, session_id: int | None = None, staff_id: int | None = None
) -> tuple[Session, Staff]:
    """Return a session that is announced and still to come, and the member behind a button."""
    one = await class_records.managed(ctx, session_id)
    if one.announced_at is None:
        raise UserError(NOT_ASKED)
    _refuse_late(ctx, one)
    key = numbers(ctx.arguments[1:2], 1)[0] if staff_id is None else staff_id
    found = [who for who in await class_records.people(ctx, one) if who.staff_id == key]
    if not found:
        raise NotAllowedError
    return one, found[0]


async def ask_for(ctx: FieldContext) -> None:
    """Ask what a member has said by telephone."""
    one, person = await _member(ctx)
    ctx.show(SCHOOL, cards.ask_for(ctx.t, await class_records.about(ctx, one), person))


async def keep_for(ctx: FieldContext) -> None:
    """Keep what a member has said by telephone; «другая причина» asks for the words."""
    one, person = await _member(ctx)
    said = ctx.arguments[2] if len(ctx.arguments) > 2 else ""  # noqa: PLR2004  # session, person, answer
    if said == "other":
        await chats.focus(ctx.tx, ctx.chat_id, None)
        prompt = {"kind": FOR, "session": one.session_id, "person": person.staff_id}
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
        ctx.show(SCHOOL, cards.ask_words(ctx.t, await class_records.about(ctx, one), person))
        return
    if said != "yes" and said not in REASONS:
        raise NotAllowedError
    reason = None if said == "yes" else said
    await _keep_for(ctx, one, person, reason, is_coming=said == "yes")


async def take_for(ctx: FieldContext, prompt: Mapping[str, Any], text: str) -> None:
    """Keep a reason that a member has given by telephone, in words."""
    ctx.require(MANAGE, own=False)
    one, person = await _member(ctx, int(prompt["session"]), int(prompt["person"]))
    await _keep_for(ctx, one, person, session_card.one_line(text), is_coming=False)


async def _keep_for(
    ctx: FieldContext, one: Session, person: Staff, reason: str | None, *, is_coming: bool
) -> None:
    """Keep an answer for a colleague, who reads it where they can and may change it."""
    if await _keep(ctx, one, person, reason, is_coming=is_coming):
        t = translator(person.language)
        note = told_screens.noted_for(t, ctx.person.initials(t.language))
        read = Mine(
            await class_records.about(ctx, one),
            await class_records.answer_of(ctx, one, person.staff_id),
            is_asked=True,
            note=note,
        )
        screen = screens.mine(t, read, records.names(ctx, t.language))
        if person.staff_id != ctx.person.staff_id:
            ctx.tell_person(person, screen, slot=session_told.slot(one))
    await _show_people(ctx, one, 0)


prompts.register(REASON, take_reason)
prompts.register(FOR, take_for)
ROUTES: Final[tuple[Route, ...]] = (
    command("sessions", show_own, READ),
    press("session.own", turn, READ),
    press("session.show", show, READ),
    press("session.come", come, READ),
    press("session.decline", decline, READ),
    press("session.why", give_reason, READ),
    press("session.people", show_people, MANAGE),
    press("session.person", ask_for, MANAGE),
    press("session.for", keep_for, MANAGE),
)
