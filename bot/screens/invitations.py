"""Invitations as texts: to forward, to caption a QR picture, to ask before slips; pure."""

from datetime import date
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid, plural
from bot.screens.screen import Button, Screen, column, grid
from storage.records.people import Staff

INVITATION: Final = msgid(
    "{name}, hello! We invite you to the working bot of our library, «Knigonosha».\n"
    "1. Install Telegram.\n"
    "2. Press the link: {link}\n"
    "3. Press the large button at the bottom of the screen («Start»).\n"
    "The link is only for you and works until {date}. No luck? Call: {contact}."
)


def to_forward(t: Translator, person: Staff, link: str, until: date, contact: str) -> Screen:
    """Write the invitation in the person's language, to be forwarded anywhere (texts.md T01)."""
    name = person.called(t.language)
    text = t(INVITATION, name=name, link=link, date=until, contact=contact)
    return Screen(text, column([Button(t.plain(msgid("Copy the link")), copy=link)]))


def caption(t: Translator, person: Staff, until: date) -> Html:
    """Caption the QR picture for whom it invites."""
    text = msgid(
        "Invitation for: {person}, until {date}. Show the picture to the person's phone camera, "
        "or forward the text below."
    )
    return t(text, person=person.full_name(t.language), date=until)


def move_first(t: Translator, person: Staff) -> Screen:
    """Ask before a link is made for somebody who has an account."""
    text = msgid(
        "Move to another Telegram account: {person}. A new link will be made; until it is "
        "opened in the other account, everything works as before."
    )
    buttons = [
        Button(t.plain(msgid("Make the link")), f"invite.move:{person.staff_id}"),
        Button(t.plain(msgid("Back")), f"people.card:{person.staff_id}"),
    ]
    return Screen(t(text, person=person.full_name(t.language)), grid(buttons))


def slips_first(t: Translator, people: int) -> Screen:
    """Ask before slips are made for everybody who has no account yet."""
    if not people:
        nobody = msgid("Everybody who uses Telegram is in the bot: no slips are needed.")
        return Screen(t(nobody), column([Button(t.plain(msgid("To the list")), "people")]))
    text = plural(
        "Slips to print, four on a sheet, with a QR code and three steps: {n} person has no "
        "account yet. Links that were given before go on working.",
        "Slips to print, four on a sheet, with a QR code and three steps: {n} people have no "
        "account yet. Links that were given before go on working.",
    )
    buttons = [
        Button(t.plain(msgid("Make the slips")), "invite.print"),
        Button(t.plain(msgid("To the list")), "people"),
    ]
    return Screen(t(text, n=people), grid(buttons))


def slips_coming(t: Translator) -> Screen:
    """Say that the slips are being drawn."""
    return Screen(t(msgid("The slips are being made; the file will come here in a minute.")))


def slips_caption(t: Translator, people: int) -> Html:
    """Caption the document with slips."""
    return t(
        plural(
            "Slips for {n} person: print, cut along the lines, hand out.",
            "Slips for {n} people: print, cut along the lines, hand out.",
        ),
        n=people,
    )


def slips_failed(t: Translator) -> Screen:
    """Say that the slips could not be made."""
    text = msgid(
        "The slips could not be made: a fault on our side. The links themselves work. Please "
        "try again in a few minutes."
    )
    return Screen(t(text))
