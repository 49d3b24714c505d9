"""The name on a reader's diploma, as it is asked for; no screen ever repeats a typed one; pure."""

from datetime import date
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.entries import title
from bot.screens.screen import Button, Screen, column, grid, lines
from storage.records.contests import Entry, NamedReader

IN_FUTURE: Final = msgid("This day is still to come. Write the day when the consent was signed.")


def ask_name(t: Translator, entry: Entry, consent_on: date | None) -> Screen:
    """Ask for the reader's name; without a consent it is not stored."""
    kept = msgid("The name is stored with the consent of {date}; it can be removed at any time.")
    once = msgid(
        "The bot does not store it: when the diploma has come, the name is forgotten. It stays "
        "in this chat only: delete your message and the file when they are printed."
    )
    text = lines(
        title(t, entry),
        t(msgid("Whose name is to be on the diploma? Write it as it is to be printed.")),
        t(kept, date=t.full_day(consent_on)) if consent_on else t(once),
    )
    key = entry.entry_id
    buttons = [
        Button(t.plain(msgid("With an empty line")), f"reader.blank:{key}"),
        Button(t.plain(msgid("Back to the entry")), f"reader.back:{key}"),
    ]
    return Screen(text, grid(buttons))


def not_a_name(t: Translator) -> Screen:
    """Say what a name looks like; what was typed is not repeated."""
    text = msgid("Write surname and name in one line of up to 100 letters, please, no digits.")
    return Screen(t(text))


def consent(t: Translator, entry: Entry, known: NamedReader | None) -> Screen:
    """Ask for the day of the written consent, or show the name that is stored."""
    key = entry.entry_id
    buttons = []
    if known is not None:
        buttons.append(Button(t.plain(msgid("With this name")), f"reader.stored:{key}"))
        buttons.append(Button(t.plain(msgid("Remove the name")), f"reader.forget:{key}"))
    buttons += [
        Button(t.plain(msgid("Do not store")), f"reader.once:{key}"),
        Button(t.plain(msgid("With an empty line")), f"reader.blank:{key}"),
        Button(t.plain(msgid("Back to the entry")), f"reader.back:{key}"),
    ]
    stored = msgid("The reader: {name}. Consent of {date}.")
    text = lines(
        title(t, entry),
        t(stored, name=known.name, date=t.full_day(known.consent_on)) if known else None,
        t(
            msgid(
                "To store a name, write the day of the written consent (of the parents, where the "
                "reader is under 16), for example 12.10.2026."
            )
        ),
    )
    return Screen(text, grid(buttons))


def forgotten(t: Translator, entry: Entry) -> Screen:
    """Say that the name is no longer stored."""
    back = Button(t.plain(msgid("Back to the entry")), f"reader.back:{entry.entry_id}")
    return Screen(
        lines(title(t, entry), t(msgid("The reader's name is not stored any more."))),
        column([back]),
    )
