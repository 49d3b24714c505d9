"""Requests to be let in, as those who decide see them; pure."""

from collections.abc import Sequence
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import WIDE, Button, Rows, Screen, column, cut, grid, lines
from storage.records.access import AccessRequest
from storage.records.libraries import Library
from storage.records.people import Staff

KINDS: Final = {
    "stranger": msgid("Somebody asks to be let in."),
    "new_link": msgid("A new link is asked for."),
    "not_me": msgid("A link was opened by another person."),
}


def line(t: Translator, request: AccessRequest, person: Staff | None) -> str:
    """Name a request on a button."""
    about = person.initials(t.language) if person else request.note or request.shown_name
    return cut(about, WIDE)


def waiting(t: Translator, requests: Sequence[AccessRequest], people: dict[int, Staff]) -> Screen:
    """List the requests that nobody has decided."""
    if not requests:
        return Screen(t(msgid("No requests are waiting.")))
    count = t(plural("{n} request is waiting.", "{n} requests are waiting."), n=len(requests))
    buttons = [
        Button(line(t, one, people.get(one.staff_id or 0)), f"req.open:{one.request_id}")
        for one in requests
    ]
    return Screen(lines(count, t(msgid("Press a line."))), column(buttons[:20]))


def card(
    t: Translator, request: AccessRequest, person: Staff | None, likely: Sequence[Staff]
) -> Screen:
    """Show one request with its decisions; `person` is whose link it was."""
    buttons = {"stranger": _of_stranger, "new_link": _of_link, "not_me": _of_other}[request.kind]
    return Screen(about(t, request, person), buttons(t, request, likely))


def about(t: Translator, request: AccessRequest, person: Staff | None) -> Html:
    """Say who asks and for what."""
    whose = None
    if person is not None:
        whose = t(msgid("The link is for: {person}."), person=person.full_name(t.language))
    note = request.note and t(msgid("Writes: «{note}»."), note=request.note)
    shown = t(msgid("In Telegram: «{name}»."), name=request.shown_name)
    live = t(msgid("The link still works.")) if request.kind == "not_me" else None
    return lines(f"<b>{t(KINDS[request.kind])}</b>", whose, shown, note, live)


def _of_stranger(t: Translator, request: AccessRequest, likely: Sequence[Staff]) -> Rows:
    number = request.request_id
    these = [_this_is(t, one, number) for one in likely]
    other = Button(t.plain(msgid("Who is it?")), f"req.who:{number}")
    return (*column(these), *grid([other, _decline(t, number)]))


def _of_link(t: Translator, request: AccessRequest, _: Sequence[Staff]) -> Rows:
    number = request.request_id
    send = Button(t.plain(msgid("Send a new link")), f"req.pick:{number}:{request.staff_id}")
    return grid([send, _decline(t, number)])


def _of_other(t: Translator, request: AccessRequest, _: Sequence[Staff]) -> Rows:
    number = request.request_id
    return grid(
        [
            Button(t.plain(msgid("Withdraw the link")), f"req.cut:{number}"),
            Button(t.plain(msgid("Who is it?")), f"req.who:{number}"),
            Button(t.plain(msgid("Close")), f"req.no:{number}"),
        ]
    )


def _decline(t: Translator, number: int) -> Button:
    return Button(t.plain(msgid("Decline")), f"req.no:{number}")


def _this_is(t: Translator, person: Staff, number: int) -> Button:
    label = t.plain(msgid("It is: {person}"), person=person.initials(t.language))
    return Button(cut(label, WIDE), f"req.pick:{number}:{person.staff_id}")


def who(
    t: Translator, request: AccessRequest, people: Sequence[Staff], pages: tuple[int, int]
) -> Screen:
    """List people without an account: who is it? Typing a name searches."""
    number, (page, last) = request.request_id, pages
    text = lines(
        t(msgid("Who is it? In Telegram: «{name}»."), name=request.shown_name),
        request.note and t(msgid("Writes: «{note}»."), note=request.note),
        t(msgid("Press a name or type a surname.")),
    )
    turn = []
    if page > 0:
        turn.append(Button(t.plain(msgid("Earlier ones")), f"req.who:{number}:{page - 1}"))
    if page < last:
        turn.append(Button(t.plain(msgid("Further ones")), f"req.who:{number}:{page + 1}"))
    back = Button(t.plain(msgid("Back")), f"req.card:{number}")
    rows = column(
        Button(cut(one.initials(t.language), WIDE), f"req.pick:{number}:{one.staff_id}")
        for one in people
    )
    return Screen(text, (*rows, *grid(turn), (back,)))


def confirm(
    t: Translator, request: AccessRequest, person: Staff, libraries: Sequence[Library]
) -> Screen:
    """Ask once more before the door opens: the second of two taps."""
    number = request.request_id
    places = ", ".join(one.short(t.language) for one in libraries)
    text = lines(
        t(msgid("Let in?")),
        t(msgid("In Telegram: «{name}»."), name=request.shown_name),
        t(msgid("As: {person}."), person=person.full_name(t.language)),
        places and t(msgid("Library: {libraries}"), libraries=places),
    )
    buttons = [
        Button(t.plain(msgid("Yes, let in")), f"req.yes:{number}:{person.staff_id}"),
        Button(t.plain(msgid("Back")), f"req.card:{number}"),
    ]
    return Screen(text, grid(buttons))


def let_in(t: Translator, request: AccessRequest, person: Staff) -> Screen:
    """Say that the invitation is on its way."""
    text = msgid(
        "The invitation is in the person's chat. In Telegram: «{name}», in the list: {person}."
    )
    return Screen(t(text, name=request.shown_name, person=person.full_name(t.language)))


def declined(t: Translator, request: AccessRequest) -> Screen:
    """Say that the request is declined."""
    return Screen(t(msgid("Declined. In Telegram: «{name}»."), name=request.shown_name))


def closed(t: Translator, request: AccessRequest) -> Screen:
    """Say that a note about a link opened by another person is closed."""
    return Screen(t(msgid("Closed. In Telegram: «{name}»."), name=request.shown_name))


def withdrawn(t: Translator, person: Staff) -> Screen:
    """Say that a link no longer works."""
    text = msgid("The link no longer works. It was for: {person}.")
    return Screen(t(text, person=person.full_name(t.language)))


def decided_by(t: Translator, request: AccessRequest, person: Staff) -> Screen:
    """Say on the cards of the others who has decided."""
    text = msgid("The request is decided. In Telegram: «{name}». Who decided: {person}.")
    return Screen(t(text, name=request.shown_name, person=person.full_name(t.language)))


def refused(t: Translator, contact: str) -> Screen:
    """Tell the stranger that the answer is no."""
    text = msgid("The answer to your request was no. If it is a mistake, call: {contact}.")
    return Screen(t(text, contact=contact))
