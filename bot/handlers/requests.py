"""Requests to be let in: made at the door, decided with two taps by those who may."""

from collections.abc import Sequence
from typing import Any, Final

from bot.catalogs import translator
from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import invitations, prompts
from bot.msgid import msgid
from bot.routes import Route, command, press
from bot.rules import people, rights
from bot.screens import door
from bot.screens import requests as screens
from bot.screens.screen import Screen, cut
from storage import access, chats, invites, libraries, staff
from storage.outbox import BROADCAST
from storage.records.access import AccessRequest
from storage.records.libraries import Library
from storage.records.people import Staff

DECIDES: Final = {
    "stranger": "access.decide",
    "new_link": "people.invite",
    "not_me": "people.invite",
}
PROMPT: Final = "request.who"
PAGE: Final = 8
FLOOD: Final = 20  # so many wait already: no more cards, `/requests` lists them
SHOWN_NAME_LIMIT: Final = 64


class DecidedError(UserError):
    """Another one was quicker."""

    def __init__(self) -> None:
        super().__init__(msgid("This request is decided already."))


# -------------------------------------------------------------------- at the door


async def make(
    ctx: FieldContext, kind: str, *, staff_id: int | None = None, note: str | None = None
) -> None:
    """Keep a request and show it to those who may decide; a second one finds the first."""
    user = ctx.came.effective_user
    shown = cut(user.full_name if user else str(ctx.chat_id), SHOWN_NAME_LIMIT)
    await chats.set_language(ctx.tx, ctx.chat_id, ctx.language)  # the answer comes in it
    request_id, is_new = await access.request(
        ctx.tx, ctx.chat_id, shown, kind, now=ctx.stamp, staff_id=staff_id, note=note
    )
    request = await access.by_id(ctx.tx, request_id)
    if request and is_new and len(await access.waiting(ctx.tx)) <= FLOOD:
        await _tell_deciders(ctx, request)


async def _tell_deciders(ctx: FieldContext, request: AccessRequest) -> None:
    whose, likely = await _whose(ctx, request), await _likely(ctx, request)
    for person in await _deciders(ctx, request):
        screen = screens.card(translator(person.language), request, whose, likely)
        ctx.tell_person(person, screen, slot=_slot(request))


async def _deciders(ctx: FieldContext, request: AccessRequest) -> list[Staff]:
    return await staff.with_role(ctx.tx, *rights.holders(DECIDES[request.kind]))


def _slot(request: AccessRequest) -> str:
    return f"request:{request.request_id}"


# -------------------------------------------------------------------- reading


async def show_waiting(ctx: FieldContext) -> None:
    """List the requests that wait and that the person may decide."""
    waiting = [one for one in await access.waiting(ctx.tx) if ctx.may(DECIDES[one.kind])]
    network = await ctx.services.network.fresh(ctx.tx)
    ctx.show("requests", screens.waiting(ctx.t, waiting, network.staff))


async def open_card(ctx: FieldContext) -> None:
    """Show one request of the list in a message of its own: its older card is far above."""
    request = await _asked(ctx)
    ctx.show(_slot(request), await _card(ctx, request), edit=False)


async def show_card(ctx: FieldContext) -> None:
    """Go back to the card of a request."""
    request = await _asked(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, None)
    _show(ctx, request, await _card(ctx, request))


async def _card(ctx: FieldContext, request: AccessRequest) -> Screen:
    whose, likely = await _whose(ctx, request), await _likely(ctx, request)
    return screens.card(ctx.t, request, whose, likely)


def _show(ctx: FieldContext, request: AccessRequest, screen: Screen) -> None:
    ctx.show(_slot(request), screen)


async def _asked(ctx: FieldContext) -> AccessRequest:
    """Return the open request behind a button, if the person may decide it."""
    return await _open(ctx, (*numbers(ctx.arguments[:1]), 0)[0])


async def _open(ctx: FieldContext, request_id: int) -> AccessRequest:
    request = await access.by_id(ctx.tx, request_id)
    if request is None:
        raise NotAllowedError
    ctx.require(DECIDES[request.kind], own=False)
    if request.decided_at is not None:
        raise DecidedError
    return request


async def _whose(ctx: FieldContext, request: AccessRequest) -> Staff | None:
    return None if request.staff_id is None else await staff.by_id(ctx.tx, request.staff_id)


async def _candidates(ctx: FieldContext) -> list[Staff]:
    """Return those who work here and have no account."""
    return [one for one in await staff.all_active(ctx.tx) if one.user_id is None]


async def _likely(ctx: FieldContext, request: AccessRequest) -> list[Staff]:
    if request.kind != "stranger":
        return []
    network = await ctx.services.network.fresh(ctx.tx)
    candidates = await _candidates(ctx)
    return people.likely(request.note or request.shown_name, candidates, network.libraries)


# -------------------------------------------------------------------- who is it


async def choose_person(ctx: FieldContext) -> None:
    """List the people without an account; a typed surname searches among them."""
    request = await _asked(ctx)
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": PROMPT, "request_id": request.request_id})
    page = (*numbers(ctx.arguments[1:2]), 0)[0]
    candidates = await _candidates(ctx)
    last = max(0, (len(candidates) - 1) // PAGE)
    page = min(page, last)
    shown = candidates[page * PAGE : (page + 1) * PAGE]
    _show(ctx, request, screens.who(ctx.t, request, shown, (page, last)))


async def find_person(ctx: FieldContext, prompt: dict[str, Any], text: str) -> None:
    """Search by a typed surname among the people without an account."""
    try:
        request = await _open(ctx, int(prompt["request_id"]))
    except DecidedError as quicker:  # said, not raised: the question is dropped with it
        ctx.say(Screen(ctx.t.error(quicker)))
        return
    await chats.ask(ctx.tx, ctx.chat_id, prompt)
    network = await ctx.services.network.fresh(ctx.tx)
    found = people.found(text, await _candidates(ctx), network.libraries)
    if not found:
        raise UserError(msgid("Nobody is found by «{typed}». Type another surname."), typed=text)
    _show(ctx, request, screens.who(ctx.t, request, found, (0, 0)))


async def pick_person(ctx: FieldContext) -> None:
    """Ask once more before the chosen person is let in."""
    request = await _asked(ctx)
    person, places = await _picked(ctx, request)
    _show(ctx, request, screens.confirm(ctx.t, request, person, places))


async def _picked(ctx: FieldContext, request: AccessRequest) -> tuple[Staff, Sequence[Library]]:
    """Return whom the button names: for a dead link its own person, else one without account."""
    ids = numbers(ctx.arguments[1:2])
    person = await staff.by_id(ctx.tx, ids[0]) if ids else None
    if person is None or not person.is_active:
        raise NotAllowedError
    is_theirs = request.kind == "new_link" and request.staff_id == person.staff_id
    may = is_theirs or (request.kind != "new_link" and person.user_id is None)
    if not may or not people.may_bring_in(ctx.roles, person):
        raise NotAllowedError
    return person, await libraries.of_staff(ctx.tx, person.staff_id)


# -------------------------------------------------------------------- decisions


async def approve(ctx: FieldContext) -> None:
    """Let the chosen person in: the first screen comes to their chat at once."""
    request = await _asked(ctx)
    person, places = await _picked(ctx, request)
    await _decide(ctx, request, "approved")
    invite = await invitations.give(ctx, person, anew=True)
    t = translator(person.language)
    await chats.set_language(ctx.tx, request.user_id, person.language)
    ctx.tell(request.user_id, door.identity(t, person, places, invite.code), slot="door")
    _show(ctx, request, screens.let_in(ctx.t, request, person))
    if request.kind == "new_link":
        await invitations.forwardable(ctx, person, invitations.given(ctx, invite))


async def decline(ctx: FieldContext) -> None:
    """Decline a request, or close a note about a link that another person opened."""
    request = await _asked(ctx)
    await _decide(ctx, request, "declined")
    if request.kind == "not_me":
        _show(ctx, request, screens.closed(ctx.t, request))
        return
    contact = (await ctx.institution())["department_contact"]
    chat = await chats.load(ctx.tx, request.user_id)
    t = translator(chat.language or ctx.services.settings.language)
    ctx.tell(request.user_id, screens.refused(t, contact), slot="door")
    _show(ctx, request, screens.declined(ctx.t, request))


async def withdraw(ctx: FieldContext) -> None:
    """Withdraw the link that another person opened."""
    request = await _asked(ctx)
    person = await _whose(ctx, request)
    if request.kind != "not_me" or person is None:
        raise NotAllowedError
    live = await invites.live_for(ctx.tx, [person.staff_id], ctx.stamp)
    for invite in live.values():
        await invites.withdraw(ctx.tx, invite.invite_id, now=ctx.stamp, by=ctx.person.staff_id)
    await _decide(ctx, request, "approved")
    _show(ctx, request, screens.withdrawn(ctx.t, person))


async def _decide(ctx: FieldContext, request: AccessRequest, decision: str) -> None:
    """Record the decision and show it on the cards of the others."""
    by = ctx.person.staff_id
    if not await access.decide(ctx.tx, request.request_id, decision, now=ctx.stamp, by=by):
        raise DecidedError
    await chats.ask(ctx.tx, ctx.chat_id, None)
    for other in await _deciders(ctx, request):
        if other.staff_id != by and other.is_reachable and other.user_id is not None:
            screen = screens.decided_by(translator(other.language), request, ctx.person)
            ctx.tell(other.user_id, screen, slot=_slot(request), edit=True, lane=BROADCAST)


prompts.register(PROMPT, find_person)

ROUTES: Final[tuple[Route, ...]] = (
    command("requests", show_waiting, "people.invite"),
    press("req.open", open_card, "people.invite"),
    press("req.card", show_card, "people.invite"),
    press("req.who", choose_person, "people.invite"),
    press("req.pick", pick_person, "people.invite"),
    press("req.yes", approve, "people.invite"),
    press("req.no", decline, "people.invite"),
    press("req.cut", withdraw, "people.invite"),
)
