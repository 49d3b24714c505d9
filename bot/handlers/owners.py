"""«Всё так» or «Есть неточность» of a colleague for whom a record was entered, of any kind.

A kind of record is registered with what its records say; how they are named in a sentence
stands in bot/reminders/represented.py. A kind asks the owner with `ask` once it has saved
a record, and with `ask_again` once it has changed one.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import prompts, tasks
from bot.handlers.visit_records import REMOVED
from bot.msgid import msgid
from bot.reminders import agenda, represented
from bot.routes import Route, press
from bot.screens import owners as screens
from bot.screens.owners import Facts, Record
from bot.screens.screen import Screen, lines
from storage import chats, on_behalf
from storage.on_behalf import OnBehalf

LINE: Final = 500  # characters of a line to an author
PROMPT: Final = "own.wrong"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the press that opens one whole, and what one says.

    `facts` gives None for a record that was removed.
    """

    opens: str
    facts: Callable[[FieldContext, int, Translator], Awaitable[Facts | None]]


KINDS: Final[dict[str, Kind]] = {}


def register(subject: str, kind: Kind) -> None:
    """Let owners be asked about the records of a table; raise KeyError where it has no names."""
    if subject not in represented.NAMES:
        raise KeyError(subject)
    KINDS[subject] = kind


def one_line(text: str) -> str:
    """Return a typed line to an author; refuse an empty or a long one."""
    line = " ".join(text.split())
    if not line or len(line) > LINE:
        raise UserError(msgid("Write one line of up to {limit} characters, please."), limit=LINE)
    return line


# -------------------------------------------------------------------- asking


async def ask(ctx: FieldContext, subject: str, record_id: int, owner_id: int) -> bool:
    """Ask the owner about a record just entered; False where no message reaches them."""
    row = OnBehalf(
        subject=subject,
        subject_id=record_id,
        staff_id=owner_id,
        entered_by=ctx.person.staff_id,
        state="waiting",
        line=None,
        asked_at=ctx.stamp,
        answered_at=None,
    )
    if row.staff_id == row.entered_by or not await _send_card(ctx, row):
        return False
    await on_behalf.ask(
        ctx.tx, subject, record_id,
        staff_id=row.staff_id, entered_by=row.entered_by, now=ctx.stamp,
    )  # fmt: skip
    return True


async def ask_again(ctx: FieldContext, subject: str, record_id: int) -> int | None:
    """Ask the owner about a record that a colleague has changed; return who was asked.

    Storage has noted by then whether the change leaves something to ask.
    """
    row = await on_behalf.load(ctx.tx, subject, record_id)
    if row is None or row.state != "waiting" or row.staff_id == ctx.person.staff_id:
        return None
    is_told = await _send_card(ctx, row, corrected_by=ctx.person.staff_id)
    return row.staff_id if is_told else None


async def _send_card(ctx: FieldContext, row: OnBehalf, *, corrected_by: int | None = None) -> bool:
    owner = ctx.services.network.staff.get(row.staff_id)
    if owner is None:
        return False
    t = translator(owner.language)
    note = None
    if corrected_by is not None:
        who = t(msgid("Who: {person}"), person=_name(ctx, corrected_by, t))
        note = lines(t(msgid("Your record was corrected.")), who)
    screen = await _card(ctx, row, t, note)
    return ctx.tell_person(owner, screen, slot=_slot(row))


async def _card(
    ctx: FieldContext, row: OnBehalf, t: Translator, note: str | None = None
) -> Screen:
    facts = await KINDS[row.subject].facts(ctx, row.subject_id, t)
    if facts is None:
        raise UserError(REMOVED)
    return screens.card(t, _record(row), facts, _name(ctx, row.entered_by, t), note)


def _record(row: OnBehalf) -> Record:
    opens = f"{KINDS[row.subject].opens}:{row.subject_id}"
    return Record(row.subject, row.subject_id, opens)


def _name(ctx: FieldContext, staff_id: int, t: Translator) -> str:
    return ctx.services.network.staff[staff_id].initials(t.language)


def _slot(row: OnBehalf) -> str:
    return f"own:{row.subject}:{row.subject_id}"


# -------------------------------------------------------------------- the card


async def open_card(ctx: FieldContext) -> None:
    """Show the card in a new message: to the owner, or to who entered what is inaccurate."""
    row = await _pressed(ctx)
    if row.staff_id == ctx.person.staff_id:
        screen = await _card(ctx, row, ctx.t)
    else:
        screen = await _disputed(ctx, row)
    ctx.show(_slot(row), screen, edit=False)


async def _disputed(ctx: FieldContext, row: OnBehalf) -> Screen:
    """Show the owner's line to who entered the record, or to who stands in for them."""
    now, me = await tasks.here(ctx), ctx.person.staff_id
    if row.line is None or row.entered_by not in {me, *now.stands_in_for(me)}:
        raise NotAllowedError
    what = await _what(ctx, row, ctx.t)
    return screens.disputed(ctx.t, _record(row), what, _name(ctx, row.staff_id, ctx.t), row.line)


async def _what(ctx: FieldContext, row: OnBehalf, t: Translator) -> str:
    """Name a record in a sentence; refuse a removed one."""
    names = await represented.named(ctx.tx, [row])
    if row.key not in names:
        raise UserError(REMOVED)
    return agenda.named_record(names[row.key], await tasks.here(ctx), t)


# -------------------------------------------------------------------- the answer


async def say_right(ctx: FieldContext) -> None:
    """Take «Всё так»; pressed again it says so again."""
    row = await _own(ctx)
    by = ctx.person.staff_id
    if (ctx.chat.prompt or {}).get("kind") == PROMPT:
        await chats.ask(ctx.tx, ctx.chat_id, None)
    await on_behalf.confirm(ctx.tx, *row.key, by=by, now=ctx.stamp)
    if row.state == "disputed":
        await _tell(ctx, row, lambda t, what: screens.settled(
            t, _record(row), what, _name(ctx, by, t)
        ))  # fmt: skip
    text = ctx.t(msgid("Thank you: it is noted that all is right."))
    ctx.show(_slot(row), screens.said(ctx.t, _record(row), text))


async def say_wrong(ctx: FieldContext) -> None:
    """Ask for a line to who entered the record."""
    row = await _own(ctx)
    prompt = {"kind": PROMPT, "subject": row.subject, "record_id": row.subject_id}
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    text = ctx.t(
        msgid("What is inaccurate? Write one line, it goes to: {person}"),
        person=_name(ctx, row.entered_by, ctx.t),
    )
    ctx.show(_slot(row), screens.said(ctx.t, _record(row), text))


async def take_line(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Keep the owner's line and send it to who entered the record."""
    ctx.arguments = (str(prompt["subject"]), str(prompt["record_id"]))
    row, by = await _own(ctx), ctx.person.staff_id
    line = one_line(text)
    await on_behalf.dispute(ctx.tx, *row.key, line, by=by, now=ctx.stamp)
    await _tell(ctx, row, lambda t, what: screens.disputed(
        t, _record(row), what, _name(ctx, by, t), line
    ))  # fmt: skip
    person = _name(ctx, row.entered_by, ctx.t)
    said = ctx.t(msgid("Thank you. Your line went to: {person}"), person=person)
    ctx.show(_slot(row), screens.said(ctx.t, _record(row), said))


async def _tell(
    ctx: FieldContext, row: OnBehalf, screen: Callable[[Translator, str], Screen]
) -> None:
    """Tell who entered a record, in their language."""
    author = ctx.services.network.staff.get(row.entered_by)
    if author is not None:
        t = translator(author.language)
        ctx.tell_person(author, screen(t, await _what(ctx, row, t)))


async def _own(ctx: FieldContext) -> OnBehalf:
    """Return the record that the button names: the person's own, not removed."""
    row = await _pressed(ctx)
    ctx.require("behalf.answer", own=row.staff_id == ctx.person.staff_id)
    await _what(ctx, row, ctx.t)
    return row


async def _pressed(ctx: FieldContext) -> OnBehalf:
    """Return the record that the button names; a forged one is refused."""
    await ctx.services.network.fresh(ctx.tx)
    subject, place = "".join(ctx.arguments[:1]), numbers(ctx.arguments[1:2])
    row = await on_behalf.load(ctx.tx, subject, place[0]) if place else None
    if row is None or row.subject not in KINDS:
        raise NotAllowedError
    return row


prompts.register(PROMPT, take_line)
ROUTES: Final[tuple[Route, ...]] = (
    press("own.card", open_card, "behalf.answer"),
    press("own.right", say_right, "behalf.answer"),
    press("own.wrong", say_wrong, "behalf.answer"),
)
