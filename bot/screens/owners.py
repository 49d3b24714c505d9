"""A record entered on a colleague's behalf, as its owner and who entered it read of it; pure."""

from dataclasses import dataclass

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, grid, lines
from bot.screens.visits import SOURCES


@dataclass(frozen=True, slots=True)
class Record:
    """Which record it is and the press that opens it whole."""

    subject: str  # its table
    record_id: int
    opens: str

    def press(self, what: str) -> str:
        """Return the press of the owner's answer, or of the card."""
        return f"own.{what}:{self.subject}:{self.record_id}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a record says, and where who entered it has it from."""

    text: Html
    source: str  # phone, paper, other


def card(t: Translator, record: Record, facts: Facts, person: str, note: str | None) -> Screen:
    """Show the owner what was recorded for them (X7)."""
    asked = t(
        msgid("Recorded by: {person}, source: {source}. Is it right?"),
        person=person,
        source=t.plain(SOURCES[facts.source]),
    )
    buttons = grid(
        [
            Button(t.plain(msgid("All is right")), record.press("right"), style="success"),
            Button(t.plain(msgid("Inaccurate")), record.press("wrong")),
        ]
    )
    return Screen(lines(note, facts.text, asked), buttons)


def disputed(t: Translator, record: Record, what: str, person: str, line: str) -> Screen:
    """Tell who entered a record what its owner finds inaccurate."""
    text = lines(
        t(
            msgid("There is an inaccuracy in a record entered for a colleague: {what}."),
            what=what,
        ),
        t(msgid("{person} writes: «{line}»"), person=person, line=line),
    )
    return said(t, record, text)


def settled(t: Translator, record: Record, what: str, person: str) -> Screen:
    """Tell who entered a record that its owner finds it right now."""
    text = lines(
        t(msgid("The record entered for a colleague is right now: {what}."), what=what),
        t(msgid("Who: {person}"), person=person),
    )
    return said(t, record, text)


def said(t: Translator, record: Record, text: Html) -> Screen:
    """Say a sentence about a record, with the button that opens it."""
    return Screen(text, column([Button(t.plain(msgid("Open the record")), record.opens)]))
