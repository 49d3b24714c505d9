"""The first screens: who are you, the notice, the welcome, and what a stranger reads; pure."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from bot.catalogs import Html, Translator, translator
from bot.msgid import msgid
from bot.screens.screen import WIDE, Button, Keyboard, Rows, Screen, column, cut, grid, lines
from storage.records.access import Notice
from storage.records.libraries import Library
from storage.records.people import Staff

OTHER: Final = {"ru": "be", "be": "ru", "en": "ru"}  # the second language of the first screen
SWITCH: Final = {"ru": "По-русски", "be": "Па-беларуску"}

Names = Sequence[Library]


def identity(t: Translator, person: Staff, libraries: Names, code: str) -> Screen:
    """Ask whether it is the invited person, in both languages (texts.md T02)."""
    other = OTHER[t.language]
    both = (_who_are_you(each, person, libraries) for each in (t, translator(other)))
    buttons = grid(
        [
            Button(t.plain(msgid("Yes, it is me")), f"door.yes:{code}"),
            Button(t.plain(msgid("No, not me")), f"door.no:{code}"),
        ]
    )
    switch = Button(SWITCH[other], f"door.speak:{other}:{code}")
    return Screen("\n\n".join(both), (*buttons, (switch,)))


def _who_are_you(t: Translator, person: Staff, libraries: Names) -> Html:
    name = person.called(t.language)
    hello = t(msgid("Hello! This is «Knigonosha», the working bot of libraries."))
    if not libraries:
        return lines(hello, t(msgid("You are: {name}?"), name=name))
    places = ", ".join(library.short(t.language) for library in libraries)
    question = msgid("You are: {name}, library: {libraries}?")
    return lines(hello, t(question, name=name, libraries=places))


def entered(t: Translator, person: Staff) -> Screen:
    """Leave of the first screen only whom the account belongs to now."""
    text = msgid("This account belongs to: {name}.")
    return Screen(t(text, name=person.full_name(t.language)))


def move(t: Translator, person: Staff, code: str) -> Screen:
    """Ask whether the person's account is to be moved here."""
    text = msgid(
        "{name}, the bot already knows another Telegram account of yours. Move everything here? "
        "All records and drafts stay. The other account will be told."
    )
    buttons = [
        Button(t.plain(msgid("Move here")), f"door.move:{code}"),
        Button(t.plain(msgid("Leave as it is")), f"door.stay:{code}"),
    ]
    return Screen(t(text, name=person.called(t.language)), column(buttons))


def stayed(t: Translator) -> Screen:
    """Say that nothing was moved."""
    text = msgid("Everything stays as it was. The bot works in your other Telegram account.")
    return Screen(t(text))


def moved_away(t: Translator, contact: str) -> Screen:
    """Tell the former account that it no longer belongs to the person."""
    text = msgid(
        "The bot now works in your other Telegram account; this one is closed. The records are "
        "all kept. If it was not you, call: {contact}."
    )
    return Screen(t(text, contact=contact), keyboard=Keyboard())


def taken_away(t: Translator, contact: str) -> Screen:
    """Tell an account that it was parted from the person's record."""
    text = msgid(
        "Your access to the bot is closed. What you recorded is kept. Questions? Call: {contact}."
    )
    return Screen(t(text, contact=contact), keyboard=Keyboard())


def not_me(t: Translator) -> Screen:
    """Thank whom a link reached by mistake."""
    text = msgid(
        "Thank you. The link stays unused, and the department has been told. If you work in a "
        "library, send a request."
    )
    return Screen(t(text), _request_button(t))


def foreign(t: Translator, person: Staff) -> Screen:
    """Say to a known person that the link is somebody else's."""
    text = msgid(
        "This link is for another person and stays unused. This account belongs to: {name}."
    )
    return Screen(t(text, name=person.full_name(t.language)))


def dead_link(t: Translator, code: str) -> Screen:
    """Say that a link no longer works (texts.md T07)."""
    text = msgid(
        "This link no longer works. Press the button, and the department will send a new one."
    )
    press = f"door.again:{code}" if code else "door.again"
    return Screen(t(text), column([Button(t.plain(msgid("Ask for a new link")), press)]))


def stranger(t: Translator) -> Screen:
    """Say to a stranger whom to ask (texts.md T06)."""
    text = msgid(
        "Hello! This is a working bot for library staff. If you work in a library, ask the "
        "methodical department for an invitation or send a request."
    )
    return Screen(t(text), _request_button(t))


def _request_button(t: Translator) -> Rows:
    return column([Button(t.plain(msgid("Send a request")), "door.ask")])


def ask_name(t: Translator) -> Screen:
    """Ask a stranger to say who they are."""
    text = msgid(
        "Write in one line who you are: surname, name and library. For example: «Ivanova "
        "Ganna, Derevnaya»."
    )
    return Screen(t(text), column([Button(t.plain(msgid("Not needed")), "door.drop")]))


def requested(t: Translator) -> Screen:
    """Say that a request is on its way."""
    return Screen(t(msgid("The request is sent. The answer will come here; nothing else to do.")))


def already_requested(t: Translator) -> Screen:
    """Say that a request waits already."""
    return Screen(t(msgid("Your request is waiting for an answer. It will come here.")))


def declined_lately(t: Translator, contact: str) -> Screen:
    """Say that the answer was no, and whom to call."""
    text = msgid("The answer to your request was no. If it is a mistake, call: {contact}.")
    return Screen(t(text, contact=contact))


def dropped(t: Translator) -> Screen:
    """Say that no request is sent."""
    return Screen(t(msgid("No request is sent.")), _request_button(t))


# -------------------------------------------------------------------- the notice


def notice(t: Translator, text: Notice) -> Screen:
    """Show the notice in short with its three answers (texts.md T03)."""
    buttons = [
        Button(t.plain(msgid("I agree")), f"notice.yes:{text.version}"),
        Button(t.plain(msgid("Full text")), f"notice.full:{text.version}"),
        Button(t.plain(msgid("Not now")), f"notice.no:{text.version}"),
    ]
    return Screen(escape(text.text(t.language)), grid(buttons))


def full_notice(t: Translator, text: Notice) -> Screen:
    """Show the whole notice with its two answers."""
    buttons = [
        Button(t.plain(msgid("I agree")), f"notice.yes:{text.version}"),
        Button(t.plain(msgid("Not now")), f"notice.no:{text.version}"),
    ]
    return Screen(escape(text.full(t.language)), grid(buttons))


def accepted(t: Translator, on: date) -> Screen:
    """Say that the acceptance is kept."""
    return Screen(t(msgid("Thank you. Your consent is kept: {date}."), date=t.full_day(on)))


def declined(t: Translator) -> Screen:
    """Say what happens to whom the notice does not suit."""
    text = msgid(
        "All right. A methodist will enter the records for you; nothing will be sent to you "
        "here. If you change your mind, press the button or send /start."
    )
    return Screen(t(text), column([Button(t.plain(msgid("Read it again")), "notice.read")]))


def welcome(t: Translator, person: Staff, keyboard: Keyboard) -> Screen:
    """Greet a newcomer with the menu (texts.md T04)."""
    text = msgid(
        "Ready, {name}! The buttons below are everything that the bot can do. Nothing can be "
        "spoilt: each answer is saved at once and can be corrected later."
    )
    return Screen(t(text, name=person.called(t.language)), keyboard=keyboard)


def offer_practice(t: Translator) -> Screen:
    """Offer a practice form."""
    buttons = [
        Button(t.plain(msgid("Try it")), "do:practice"),
        Button(t.plain(msgid("Later")), "door.later"),
    ]
    return Screen(t(msgid("Shall we try with an example? It goes nowhere.")), grid(buttons))


def practice_later(t: Translator) -> Screen:
    """Say where practice is found later."""
    return Screen(t(msgid("All right. Practice is always there: «More…», then «Practice».")))


# -------------------------------------------------------------------- the first admin


def admin_identity(t: Translator, candidates: Sequence[Staff]) -> Screen:
    """Ask an administrator of the environment which record is theirs."""
    text = msgid(
        "Hello! Your Telegram number is among the administrators of this bot. Who are you in "
        "the list of staff?"
    )
    buttons = [
        Button(cut(one.initials(t.language), WIDE), f"door.admin:{one.staff_id}")
        for one in candidates
    ]
    missing = Button(t.plain(msgid("I am not in the list")), "door.admin:0")
    return Screen(t(text), column([*buttons, missing]))


def admin_made(t: Translator, person: Staff) -> Screen:
    """Say that the first administrator is in."""
    text = msgid(
        "Hello, {name}! You are an administrator of this bot. Begin with «Import»: libraries "
        "and staff come in from a workbook."
    )
    return Screen(t(text, name=person.called(t.language)))
