"""The door: who comes in and by which link; a stranger learns nothing but whom to ask."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

from telegram import ChatMemberUpdated

from bot.clock import stamp
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError
from bot.handlers import (
    certificate_check,
    command_menu,
    menu,
    notice,
    prompts,
    requests,
    roll_check,
)
from bot.routes import Route, command, press
from bot.rules import attendance
from bot.screens import door as screens
from bot.screens.screen import cut
from storage import access, chats, invites, libraries, staff
from storage.records.access import Invite
from storage.records.libraries import Library
from storage.records.people import Staff, StaffFields

SLOT: Final = "door"
CODE: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")  # what a button can carry back
NAME_PROMPT: Final = "door.name"
NOTE_LIMIT: Final = 200
AGAIN_AFTER: Final = timedelta(days=1)  # who was declined may ask again
# What is done where the bot is added to a group, or removed.
GROUPS: Final[list[Callable[[FieldContext, ChatMemberUpdated], Awaitable[None]]]] = []


# -------------------------------------------------------------------- at the door


async def at_the_door(ctx: FieldContext) -> bool:
    """Let in whom we know and who has decided about the notice; others are told what to do."""
    person = ctx.maybe_person
    if person is None:
        await _meet(ctx)
        return False
    if person.blocked and person.user_id is not None:
        await staff.mark_unblocked(ctx.tx, person.user_id)
    if not await notice.is_settled(ctx):
        return False
    await command_menu.renew(ctx)
    return True


async def _meet(ctx: FieldContext) -> None:
    """Meet somebody who is not known: an administrator, a name that was asked, a stranger."""
    message, prompt = ctx.came.message, ctx.chat.prompt or {}
    if _is_named_admin(ctx):
        await _ask_admin(ctx)
    elif message and message.text and await certificate_check.take_words(ctx, message.text):
        return
    elif message and message.text and prompt.get("kind") == NAME_PROMPT:
        await prompts.take_line(ctx, message.text)
    else:
        ctx.show(SLOT, screens.stranger(ctx.t), edit=False)


async def start(ctx: FieldContext) -> None:
    """Open the door: by a link, by the name of an administrator, or with the menu.

    The link of a certificate opens nothing: it is answered, to a stranger too. That of a session
    marks who works here.
    """
    if ctx.arguments and await certificate_check.take_link(ctx, ctx.arguments[0]):
        return
    if ctx.arguments and attendance.of_payload(ctx.arguments[0]) is not None:
        if await at_the_door(ctx):
            await roll_check.take_link(ctx, ctx.arguments[0])
        return
    await chats.ask(ctx.tx, ctx.chat_id, None)
    if ctx.arguments:
        await _open_link(ctx, ctx.arguments[0])
    elif ctx.maybe_person is not None and not ctx.person.notice_accepted:
        await notice.ask(ctx)
    elif await at_the_door(ctx):
        await menu.show(ctx)


# -------------------------------------------------------------------- links


async def _open_link(ctx: FieldContext, code: str) -> None:
    invite, invited = await _live(ctx, code)
    person = ctx.maybe_person
    if person is not None and not _is_own_in_list(ctx, invited):
        await _open_as_known(ctx, person, invite)
    elif invited is None:
        _refuse_link(ctx, code)
    else:
        places = await _places(ctx, invited)
        ctx.show(SLOT, screens.identity(ctx.t, invited, places, code), edit=False)


async def _live(ctx: FieldContext, code: str) -> tuple[Invite | None, Staff | None]:
    """Return the link and whom it invites; nobody where it no longer works."""
    invite = await invites.by_code(ctx.tx, code)
    if invite is None or not invite.is_live(ctx.stamp):
        return None, None
    invited = await staff.by_id(ctx.tx, invite.staff_id)
    if invited is None or not invited.is_active:
        return None, None
    await _speak_as(ctx, invited)
    return invite, invited


async def _speak_as(ctx: FieldContext, invited: Staff) -> None:
    """Speak the language of the invited person until they choose another."""
    if ctx.maybe_person is None and ctx.chat.language is None:
        await chats.set_language(ctx.tx, ctx.chat_id, invited.language)
        await ctx.reload()


async def _open_as_known(ctx: FieldContext, person: Staff, invite: Invite | None) -> None:
    """Answer a known person who opens a link: their own leads in, another's stays unused."""
    if invite is not None and invite.staff_id != person.staff_id:
        ctx.say(screens.foreign(ctx.t, person))
    elif not person.notice_accepted:
        await notice.ask(ctx)
    elif await at_the_door(ctx):
        await menu.show(ctx)


def _refuse_link(ctx: FieldContext, code: str) -> None:
    ctx.show(SLOT, screens.dead_link(ctx.t, code if CODE.fullmatch(code) else ""))


async def _places(ctx: FieldContext, person: Staff) -> list[Library]:
    return await libraries.of_staff(ctx.tx, person.staff_id)


def _code(ctx: FieldContext) -> str:
    return ctx.arguments[-1] if ctx.arguments else ""


async def say_yes(ctx: FieldContext) -> None:
    """Let in who says «Да, это я»; one who has another account is asked about moving."""
    code = _code(ctx)
    invite, invited = await _live(ctx, code)
    if invite is not None and _is_own_in_list(ctx, invited):
        await _take_own_place(ctx, invite)
    elif ctx.maybe_person is not None:
        await _open_as_known(ctx, ctx.person, invite)
    elif invite is None or invited is None:
        _refuse_link(ctx, code)
    elif invited.user_id is not None:
        ctx.show(SLOT, screens.move(ctx.t, invited, code))
    else:
        await _let_in(ctx, invite)


async def move_here(ctx: FieldContext) -> None:
    """Move a person with everything to this account."""
    code = _code(ctx)
    invite, _ = await _live(ctx, code)
    if ctx.maybe_person is not None:
        await _open_as_known(ctx, ctx.person, invite)
    elif invite is None:
        _refuse_link(ctx, code)
    else:
        await _let_in(ctx, invite)


async def stay(ctx: FieldContext) -> None:
    """Leave the person's account where it is."""
    if ctx.maybe_person is None:
        ctx.show(SLOT, screens.stayed(ctx.t))


async def _let_in(ctx: FieldContext, invite: Invite) -> None:
    """Use the link up, link the account, tell a former one, and go on with the notice."""
    language = ctx.chat.language
    await invites.use(ctx.tx, invite.code, ctx.chat_id, now=ctx.stamp)
    await _link(ctx, invite.staff_id)
    changes: dict[str, Any] = {"uses_telegram": True}
    if language:
        changes["language"] = language
    await staff.change(ctx.tx, invite.staff_id, changes, now=ctx.stamp, by=invite.staff_id)
    await ctx.reload()
    ctx.show(SLOT, screens.entered(ctx.t, ctx.person))
    await _welcome(ctx)


async def _link(ctx: FieldContext, staff_id: int) -> None:
    moved = await staff.link_account(ctx.tx, ctx.chat_id, staff_id, now=ctx.stamp, by=staff_id)
    ctx.services.network.forget()
    if moved.old_user_id is not None:
        contact = (await ctx.institution())["department_contact"]
        ctx.tell(moved.old_user_id, screens.moved_away(ctx.t, contact))
        await close_chat(ctx, moved.old_user_id)


async def close_chat(ctx: FieldContext, user_id: int) -> None:
    """Take from a former account what it had: the open question and the command menu."""
    await chats.focus(ctx.tx, user_id, None)
    await command_menu.take_away(ctx, user_id)


async def _welcome(ctx: FieldContext) -> None:
    """Go on with the notice; who has accepted it before gets the menu at once."""
    if not ctx.person.notice_accepted:
        await notice.ask(ctx)
    elif await at_the_door(ctx):
        await notice.welcome(ctx)


async def say_no(ctx: FieldContext) -> None:
    """Give the link back unused and tell the department who opened it."""
    code = _code(ctx)
    invite, _ = await _live(ctx, code)
    if ctx.maybe_person is not None:
        await _open_as_known(ctx, ctx.person, invite)
    elif invite is None:
        _refuse_link(ctx, code)
    else:
        await requests.make(ctx, "not_me", staff_id=invite.staff_id)
        ctx.show(SLOT, screens.not_me(ctx.t))


async def speak(ctx: FieldContext) -> None:
    """Show the first screen in another language."""
    language, code = (*ctx.arguments, "", "")[:2]
    if language not in screens.SWITCH:
        raise NotAllowedError
    await chats.set_language(ctx.tx, ctx.chat_id, language)
    await ctx.reload()
    await _open_link_again(ctx, code)


async def _open_link_again(ctx: FieldContext, code: str) -> None:
    invite, invited = await _live(ctx, code)
    if ctx.maybe_person is not None and not _is_own_in_list(ctx, invited):
        await _open_as_known(ctx, ctx.person, invite)
    elif invited is None:
        _refuse_link(ctx, code)
    else:
        ctx.show(SLOT, screens.identity(ctx.t, invited, await _places(ctx, invited), code))


# -------------------------------------------------------------------- requests


async def ask_again(ctx: FieldContext) -> None:
    """Ask the department for a new link in place of a dead one."""
    invite = await invites.by_code(ctx.tx, _code(ctx))
    if invite is None:
        await ask_name(ctx)
    elif await _may_request(ctx, "new_link"):
        await requests.make(ctx, "new_link", staff_id=invite.staff_id)
        ctx.show(SLOT, screens.requested(ctx.t))


async def ask_name(ctx: FieldContext) -> None:
    """Ask a stranger who they are."""
    if await _may_request(ctx, "stranger"):
        await chats.ask(ctx.tx, ctx.chat_id, {"kind": NAME_PROMPT})
        ctx.show(SLOT, screens.ask_name(ctx.t))


async def take_name(ctx: FieldContext, _: dict[str, Any], text: str) -> None:
    """Send a stranger's request with what they wrote about themselves."""
    if await _may_request(ctx, "stranger"):
        await requests.make(ctx, "stranger", note=cut(" ".join(text.split()), NOTE_LIMIT))
        ctx.show(SLOT, screens.requested(ctx.t))


async def drop_request(ctx: FieldContext) -> None:
    """Send no request."""
    await chats.ask(ctx.tx, ctx.chat_id, None)
    if ctx.maybe_person is None:
        ctx.show(SLOT, screens.dropped(ctx.t))


async def _may_request(ctx: FieldContext, kind: str) -> bool:
    """Tell whether a request may be sent: one at a time, and not right after a refusal."""
    if ctx.maybe_person is not None:
        if await at_the_door(ctx):
            await menu.show(ctx)
        return False
    waiting = await access.waiting(ctx.tx)
    if any(one.user_id == ctx.chat_id and one.kind == kind for one in waiting):
        ctx.show(SLOT, screens.already_requested(ctx.t))
        return False
    if await access.was_declined(ctx.tx, ctx.chat_id, stamp(ctx.now - AGAIN_AFTER)):
        contact = (await ctx.institution())["department_contact"]
        ctx.show(SLOT, screens.declined_lately(ctx.t, contact))
        return False
    return True


# -------------------------------------------------------------------- the first admin


def _is_named_admin(ctx: FieldContext) -> bool:
    return ctx.maybe_person is None and ctx.chat_id in ctx.services.settings.admins


async def _admins_without_account(ctx: FieldContext) -> list[Staff]:
    return [one for one in await staff.with_role(ctx.tx, "admin") if one.user_id is None]


async def _ask_admin(ctx: FieldContext) -> None:
    """Ask an administrator of the environment who they are; make a record where there is none."""
    candidates = await _admins_without_account(ctx)
    if candidates:
        ctx.show(SLOT, screens.admin_identity(ctx.t, candidates), edit=False)
    else:
        await _make_admin(ctx)


async def claim(ctx: FieldContext) -> None:
    """Link an administrator of the environment to their record, or make one."""
    (staff_id,) = numbers(ctx.arguments[:1]) or (0,)
    if not _is_named_admin(ctx):
        raise NotAllowedError
    if not staff_id:
        await _make_admin(ctx)
        return
    if staff_id not in {one.staff_id for one in await _admins_without_account(ctx)}:
        raise NotAllowedError
    await _enter_as_admin(ctx, staff_id)


async def _make_admin(ctx: FieldContext) -> None:
    """Make a staff record of an administrator from the name that Telegram shows."""
    user = ctx.came.effective_user
    first = user.first_name if user else str(ctx.chat_id)
    fields = StaffFields(
        surname_ru=(user and user.last_name) or first,
        name_ru=first,
        role="admin",
        language=ctx.language,
    )
    staff_id = await staff.add(ctx.tx, fields, now=ctx.stamp, by=None)
    await _enter_as_admin(ctx, staff_id)


async def _enter_as_admin(ctx: FieldContext, staff_id: int) -> None:
    await _link(ctx, staff_id)
    await ctx.reload()
    ctx.show(SLOT, screens.admin_made(ctx.t, ctx.person))
    await _welcome(ctx)


def _is_own_in_list(ctx: FieldContext, invited: Staff | None) -> bool:
    """Tell whether a link leads an administrator made at the door to their record of the list.

    Who came first on an empty bot has a record from the name that Telegram shows; the table
    of staff that they load brings their real one, which nobody else's account holds yet.
    """
    person = ctx.maybe_person
    return (
        person is not None
        and invited is not None
        and ctx.chat_id in ctx.services.settings.admins
        and person.code is None
        and invited.code is not None
        and invited.user_id is None
        and "admin" in roles_of(invited)
    )


async def _take_own_place(ctx: FieldContext, invite: Invite) -> None:
    """Go over to the record of the list; the one made at the door is switched off."""
    made = ctx.person
    await chats.set_language(ctx.tx, ctx.chat_id, made.language)
    await ctx.reload()
    await _let_in(ctx, invite)
    await staff.switch_off(ctx.tx, made.staff_id, ctx.today, now=ctx.stamp, by=invite.staff_id)
    ctx.services.network.forget()


# -------------------------------------------------------------------- blocked and back


async def take_member(ctx: FieldContext) -> None:
    """Note that a person has blocked the bot, or has come back."""
    change = ctx.came.my_chat_member
    if change is None:
        return
    if change.chat.type != "private":
        for take in GROUPS:
            await take(ctx, change)
        return
    if change.new_chat_member.status in {"kicked", "left"}:
        await staff.mark_blocked(ctx.tx, change.chat.id, now=ctx.stamp)
    else:
        await staff.mark_unblocked(ctx.tx, change.chat.id)
    ctx.services.network.forget()


prompts.register(NAME_PROMPT, take_name)

ROUTES: Final[tuple[Route, ...]] = (
    command("start", start),
    press("door.yes", say_yes),
    press("door.no", say_no),
    press("door.move", move_here),
    press("door.stay", stay),
    press("door.speak", speak),
    press("door.again", ask_again),
    press("door.ask", ask_name),
    press("door.drop", drop_request),
    press("door.admin", claim),
    Route("member", "member", take_member, in_group=True),
)
