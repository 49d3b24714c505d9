"""Printed questionnaires and the board as a picture: offered, coming, sent; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.monitoring_board import GROUPS, Board, Line, called, heading
from bot.screens.screen import Button, Screen, column, lines
from storage.records.monitoring import Campaign

NAMED = 40  # libraries of a group in the picture; of a longer one the others are counted


@dataclass(frozen=True, slots=True)
class Kinds:
    """How many libraries each kind of blanks is for."""

    silent: int  # out of reach
    unanswered: int


def choose(t: Translator, campaign: Campaign, kinds: Kinds) -> Screen:
    """Ask for whom blanks are to be printed."""
    key = campaign.campaign_id
    text = lines(
        heading(t, campaign),
        t(msgid("A questionnaire to be filled in by hand, in Word: one sheet a library.")),
    )
    offered = [
        (msgid("Out of reach: {count}"), "silent", kinds.silent),
        (msgid("Without an answer: {count}"), "unanswered", kinds.unanswered),
    ]
    buttons = [
        Button(t.plain(label, count=count), f"campaign.blank:{key}:{name}")
        for label, name, count in offered
        if count
    ]
    empty = Button(t.plain(msgid("Empty, for any library")), f"campaign.blank:{key}:empty")
    back = Button(t.plain(msgid("Back")), f"campaign.card:{key}")
    return Screen(text, column([*buttons, empty, back]))


def coming(t: Translator) -> Screen:
    """Say that a file is being made."""
    return Screen(t(msgid("I am making the file, it comes in a minute.")))


def failed(t: Translator) -> Screen:
    """Say that a file could not be made."""
    return Screen(t(msgid("The file could not be made. Please press the button again.")))


def caption(t: Translator, title: str, sheets: int) -> Html:
    """Say what the document is."""
    text = msgid("{title}: to be printed and filled in by hand. Sheets: {sheets}.")
    return t(text, title=title, sheets=sheets)


# -------------------------------------------------------------------- the board as a picture


def picture(t: Translator, board: Board) -> dict[str, object]:
    """Return what the picture of a board says, as its job takes it."""
    dates = msgid("Today is {date}, the last day: {last}.")
    return {
        "title": called(t, board.campaign),
        "under": t.plain(dates, date=board.today, last=board.campaign.closes_on),
        "groups": [
            [name, t.plain(title, count=len(found)), len(found), _names(t, found)]
            for name, title in GROUPS.items()
            if (found := board.group(name))
        ],
    }


def _names(t: Translator, found: Sequence[Line]) -> list[str]:
    named = [_named(line) for line in found[:NAMED]]
    more = len(found) - NAMED
    return [*named, t.plain(msgid("and {n} more"), n=more)] if more > 0 else named


def _named(line: Line) -> str:
    """Name a library with how far it is, as short as a column is narrow."""
    return f"{line.library} {line.far.done}/{line.far.total}" if line.far else line.library
