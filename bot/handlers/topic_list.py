"""The topics of consultations and of answers, changed in chat: added, renamed, put away."""

from typing import Any, Final

from bot.context import FieldContext
from bot.errors import BadAnswerError, NotAllowedError
from bot.forms import search
from bot.handlers import consult_records as records
from bot.handlers import prompts
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import topics as screens
from bot.screens.screen import NARROW
from storage import chats, topics
from storage.records.guidance import Topic

SLOT: Final = "topics"
LIST: Final = "topics.list"  # the prompt that takes a number or a new topic
NAME: Final = "topics.name"  # the prompt that takes another name


async def show(ctx: FieldContext) -> None:
    """Show the topics; a typed line adds one, a number opens one."""
    await _show(ctx)


async def _show(ctx: FieldContext, note: str | None = None) -> None:
    known = await topics.known(ctx.tx)
    await chats.focus(ctx.tx, ctx.chat_id, None)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": LIST})
    ctx.show(SLOT, screens.listed(ctx.t, known, note))


async def take_line(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Open the topic whose number was typed, or add one."""
    ctx.require(records.RECORD, own=False)
    known = await topics.known(ctx.tx)
    number = text.strip(" .№")
    if number.isdecimal() and 0 < int(number) <= len(known):
        await _open(ctx, known[int(number) - 1])
        return
    ru, be = _names(known, text)
    await topics.add(ctx.tx, ru, be, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, msgid("Saved."))


async def show_one(ctx: FieldContext) -> None:
    """Show one topic; a typed line renames it."""
    await _open(ctx, await _named(ctx, ctx.arguments[0] if ctx.arguments else ""))


async def _named(ctx: FieldContext, code: str) -> Topic:
    found = [one for one in await topics.known(ctx.tx) if one.code == code]
    if not found:
        raise NotAllowedError
    return found[0]


async def _open(ctx: FieldContext, one: Topic) -> None:
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": NAME, "code": one.code})
    ctx.show(SLOT, screens.one(ctx.t, one))


async def rename(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Give a topic another name; records that hold it show the new one."""
    ctx.require(records.RECORD, own=False)
    old = await _named(ctx, str(prompt["code"]))
    others = [one for one in await topics.known(ctx.tx) if one.code != old.code]
    ru, be = _names(others, text)
    await topics.rename(ctx.tx, old, ru, be, now=ctx.stamp, by=ctx.person.staff_id)
    await _show(ctx, msgid("Saved."))


def _names(known: list[Topic], text: str) -> tuple[str, str]:
    """Return the Russian and Belarusian name; refuse a long one and one that is there already."""
    ru, _, be = (" ".join(part.split()) for part in text.partition("/"))
    be = be or ru
    if not ru or max(len(ru), len(be)) > NARROW:
        raise BadAnswerError(TOO_LONG, most=NARROW)
    taken = {search.key(name) for one in known for name in (one.name_ru, one.name_be)}
    if {search.key(ru), search.key(be)} & taken:
        raise BadAnswerError(TAKEN)
    return ru, be


async def put_away(ctx: FieldContext) -> None:
    """Offer a topic no more; old records keep its name."""
    await _offer(ctx, is_offered=False)


async def bring_back(ctx: FieldContext) -> None:
    """Offer a topic again."""
    await _offer(ctx, is_offered=True)


async def _offer(ctx: FieldContext, *, is_offered: bool) -> None:
    one = await _named(ctx, ctx.arguments[0] if ctx.arguments else "")
    by = ctx.person.staff_id
    await topics.offer(ctx.tx, one, is_offered=is_offered, now=ctx.stamp, by=by)
    await _show(ctx, msgid("Saved."))


TOO_LONG: Final = msgid("A name of 1 to {most} characters, please: it stands on a button.")
TAKEN: Final = msgid("There is such a topic already. Write another name, please.")
prompts.register(LIST, take_line)
prompts.register(NAME, rename)
ROUTES: Final[tuple[Route, ...]] = (
    press("topics.all", show, records.RECORD),
    press("topics.one", show_one, records.RECORD),
    press("topics.off", put_away, records.RECORD),
    press("topics.on", bring_back, records.RECORD),
)
