"""The department's group: bound by the admin with a confirmation in private, left, moved, lost.

In a group the bot answers only the buttons of its cards and the replies to them.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from telegram import ChatMemberUpdated

from bot.catalogs import translator
from bot.context import FieldContext, numbers, roles_of
from bot.handlers import door, media, question_thread
from bot.handlers import question_records as records
from bot.handlers.free import Outside
from bot.msgid import msgid
from bot.routes import MEDIA, Route, press
from bot.rules import rights
from bot.screens import question_group as screens
from storage import inbox, institution, questions
from storage.database import Tx
from storage.records.people import Staff

ACTION: Final = "settings.change"
SLOT: Final = "settings"
OFFER: Final = "guidance_group_offer"  # a row of settings: the group that was asked about last
COMMAND: Final = re.compile(r"/department(@\w+)?\b")
THERE: Final = frozenset({"member", "administrator", "restricted"})


# -------------------------------------------------------------------- in the group


async def take_message(ctx: FieldContext) -> None:
    """Take a message of a group: a reply to a card, the binding command; the rest is not ours."""
    await ctx.services.network.fresh(ctx.tx)
    message = ctx.message
    if message.migrate_to_chat_id:
        await follow(ctx.tx, message.chat_id, message.migrate_to_chat_id, now=ctx.stamp)
        ctx.services.network.forget()
    elif COMMAND.match(message.text or ""):
        await _offer(ctx, message.chat_id, message.chat.title or "")
    elif not (records.is_in_group(ctx) and _may_answer(ctx) and await _take_reply(ctx)):
        await inbox.leave_out(ctx.tx, ctx.work.update_id)


def _may_answer(ctx: FieldContext) -> bool:
    person = ctx.maybe_person
    return person is not None and person.notice_accepted and records.answers(person)


async def _take_reply(ctx: FieldContext) -> bool:
    """Take a reply to a card as a message of its thread; False for other talk."""
    if ctx.message.reply_to_message is None:
        return False
    has_file = MEDIA.check_update(ctx.came)
    if has_file and ctx.message.media_group_id:
        ctx.pause_s = media.ALBUM_PAUSE_S
    files = (media.described(ctx.message),) if has_file else ()
    text = (ctx.message.text or ctx.message.caption or "").strip()
    if not (text or files):
        return False
    album = ctx.message.media_group_id or ""
    return await question_thread.take_reply(ctx, Outside(text=text, media=files, album=album))


# -------------------------------------------------------------------- bound


async def take_member(ctx: FieldContext, change: ChatMemberUpdated) -> None:
    """Ask the admin about a group that the bot was added to; tell of one that it lost."""
    await ctx.services.network.fresh(ctx.tx)
    status, chat_id = change.new_chat_member.status, change.chat.id
    if status in THERE and change.old_chat_member.status not in THERE:
        await _offer(ctx, chat_id, change.chat.title or "")
    elif status not in THERE and chat_id == records.group_of(ctx):
        await lose(ctx)


async def _offer(ctx: FieldContext, chat_id: int, title: str) -> None:
    """Ask who wants it, or the admins, in private whether questions go to a group."""
    if chat_id == records.group_of(ctx):
        return
    person = ctx.maybe_person
    if person is None or not _manages(person):
        if person is None:
            return
        people = [one for one in ctx.services.network.staff.values() if _manages(one)]
    else:
        people = [person]
    offered = {"chat_id": chat_id, "title": title}
    by = person.staff_id
    await institution.change(ctx.tx, OFFER, offered, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    for one in people:
        ctx.tell_person(one, screens.offer(translator(one.language), title, -chat_id), slot=SLOT)


def _manages(person: Staff) -> bool:
    return person.is_active and rights.allows(roles_of(person), ACTION, own=False)


async def bind(ctx: FieldContext) -> None:
    """Let questions go to the group that was asked about."""
    offered = await _stored(ctx, OFFER)
    if not offered or numbers(ctx.arguments, 1)[0] != -int(offered["chat_id"]):
        await show(ctx)
        return
    by = ctx.person.staff_id
    await institution.change(ctx.tx, records.GROUP, offered, now=ctx.stamp, by=by)
    await institution.reset(ctx.tx, OFFER, now=ctx.stamp, by=by)
    ctx.services.network.forget()
    t = translator(ctx.services.settings.language)
    ctx.tell(int(offered["chat_id"]), screens.hello(t))
    ctx.show(SLOT, screens.bound(ctx.t, offered["title"], msgid("Saved.")))


async def _stored(ctx: FieldContext, name: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = (await institution.get_all(ctx.tx)).get(name)
    return found


async def refuse(ctx: FieldContext) -> None:
    """Leave questions where they go."""
    await show(ctx)


async def show(ctx: FieldContext) -> None:
    """Show where questions go."""
    found = await _stored(ctx, records.GROUP)
    ctx.show(SLOT, screens.bound(ctx.t, found["title"] if found else None))


async def drop(ctx: FieldContext) -> None:
    """Let questions go to private chats again."""
    if await _stored(ctx, records.GROUP):
        await institution.reset(ctx.tx, records.GROUP, now=ctx.stamp, by=ctx.person.staff_id)
        await _bring_again(ctx)
    ctx.show(SLOT, screens.bound(ctx.t, None, msgid("Saved.")))


# -------------------------------------------------------------------- moved and lost


async def follow(tx: Tx, old: int, new: int, *, now: str) -> None:
    """Follow the department's group that has become a supergroup."""
    found = (await institution.get_all(tx)).get(records.GROUP)
    if found and int(found["chat_id"]) == old:
        moved = {**found, "chat_id": new}
        await institution.change(tx, records.GROUP, moved, now=now, by=None)


async def cannot_write(ctx: FieldContext, chat_id: int) -> None:
    """Take a group as lost that Telegram refuses to be written to."""
    if chat_id == records.group_of(ctx):
        await lose(ctx)


async def lose(ctx: FieldContext) -> None:
    """Go back to private chats and warn the admins; what nobody has taken is brought anew."""
    found = await _stored(ctx, records.GROUP)
    if not found:
        return
    await institution.reset(ctx.tx, records.GROUP, now=ctx.stamp, by=None)
    for one in ctx.services.network.staff.values():
        if _manages(one):
            ctx.tell_person(one, screens.lost(translator(one.language), found["title"]))
    await _bring_again(ctx)


async def _bring_again(ctx: FieldContext) -> None:
    """Bring the questions that stood in the group to those who answer."""
    ctx.services.network.forget()
    await ctx.services.network.read(ctx.tx)
    ctx.services.network.forget()  # it is not committed yet
    for question in await questions.waiting(ctx.tx):
        if question.taken_by is None:
            files = [sent for message in question.messages for sent in message.media]
            await records.bring_to_department(ctx, question, files)


door.GROUPS.append(take_member)
ROUTES: Final[tuple[Route, ...]] = (
    Route("group", "group", take_message, in_group=True),
    press("qgroup.show", show, ACTION),
    press("qgroup.bind", bind, ACTION),
    press("qgroup.no", refuse, ACTION),
    press("qgroup.drop", drop, ACTION),
)
