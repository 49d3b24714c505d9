"""A person marks oneself at a session: by its four digits, or by the link of its QR code.

Only members of the class are marked, and only while it is held. All else is refused with one
sentence: nobody learns by trying which sessions there are.
"""

from typing import Any, Final

from bot.clock import stamp
from bot.context import FieldContext
from bot.handlers import class_records, prompts, roll_records
from bot.handlers.roll_records import ACTION
from bot.msgid import msgid
from bot.routes import Route, press
from bot.rules import attendance as rules
from bot.screens import roll_check as screens
from bot.screens.screen import Button
from storage import attendance, chats, school, tries
from storage.records.attendance import Mark
from storage.records.school import Session

CODE: Final = "roll.code"  # the prompt
WHAT: Final = "session"  # of the tries


async def take_link(ctx: FieldContext, payload: str) -> bool:
    """Mark who opens the link of a session's QR code; False where it is another link."""
    token = rules.of_payload(payload)
    if token is None:
        return False
    ctx.require(ACTION)
    found = next((one for one in await _now(ctx) if one.token == token), None)
    await _settle(ctx, found, "qr")
    return True


async def take_words(ctx: FieldContext, text: str) -> bool:
    """Mark who types the code of a session that is theirs and held now.

    False where it is none of that: a number may be meant for something else.
    """
    code = rules.typed_code(text)
    if code is None or not ctx.may(ACTION):
        return False
    found = next((one for one in await _now(ctx) if one.code == code), None)
    if found is None:
        return False
    await _settle(ctx, found, "code")
    return True


async def refuse_words(ctx: FieldContext, text: str) -> bool:
    """Refuse four digits that answer nothing while a session of the person is held."""
    if rules.typed_code(text) is None or not ctx.may(ACTION) or not await _now(ctx):
        return False
    await _settle(ctx, None, "code")
    return True


async def _now(ctx: FieldContext) -> list[Session]:
    """Return the sessions that are the person's, and at which one may mark oneself now."""
    me = ctx.person.staff_id
    today = await school.between(ctx.tx, ctx.today, ctx.today)
    running = [one for one in today if rules.is_open(one, ctx.now)]
    expected = await school.expected_of(ctx.tx, [one.session_id for one in running])
    return [one for one in running if me in expected.get(one.session_id, ())]


async def _settle(ctx: FieldContext, one: Session | None, way: str) -> None:
    hour_ago = stamp(ctx.now - rules.TRIES_IN)
    if await tries.since(ctx.tx, WHAT, ctx.chat_id, hour_ago) >= rules.TRIES:
        ctx.say(screens.too_many(ctx.t))
        return
    await tries.add(ctx.tx, WHAT, ctx.chat_id, now=ctx.stamp, forget=hour_ago)
    if one is None:
        ctx.say(screens.refused(ctx.t))
        return
    await _mark(ctx, one, way)
    ctx.say(screens.marked(ctx.t, await class_records.about(ctx, one)))


async def _mark(ctx: FieldContext, one: Session, way: str) -> None:
    """Note that the person is there; who is marked already stays as they are."""
    me = ctx.person.staff_id
    known = (await attendance.marks(ctx.tx, one.session_id)).get(me)
    if known is not None and known.is_present:
        return
    made = Mark(
        session_id=one.session_id, staff_id=me, is_present=True, way=way, marked_at=ctx.stamp,
        marked_by=me,
    )  # fmt: skip
    await attendance.put(ctx.tx, [made])
    await roll_records.refresh(ctx, one.session_id)


# -------------------------------------------------------------------- asked for


async def ask(ctx: FieldContext) -> None:
    """Ask for the code: a form in hand is put aside, or the digits would answer it."""
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": CODE})
    ctx.show("sessions", screens.ask(ctx.t))


async def take_code(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Take the code that was asked for; after a wrong one another may follow."""
    code = rules.typed_code(text)
    found = next((one for one in await _now(ctx) if one.code == code), None)
    if found is None:
        await chats.ask(ctx.tx, ctx.chat_id, prompt)
    await _settle(ctx, found, "code")


async def offered(ctx: FieldContext, one: Session) -> list[Button]:
    """Offer to mark oneself while it is possible and not done."""
    if one.session_id not in {each.session_id for each in await _now(ctx)}:
        return []
    known = (await attendance.marks(ctx.tx, one.session_id)).get(ctx.person.staff_id)
    if known is not None and known.is_present:
        return []
    return [Button(ctx.t.plain(msgid("I am here")), "roll.ask", style="primary")]


prompts.register(CODE, take_code)
ROUTES: Final[tuple[Route, ...]] = (press("roll.ask", ask, ACTION),)
