"""Blanks of visits and rounds on paper: what can be printed, what entered from one; pure."""

from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Button, Screen, column, lines

KINDS: Final = frozenset({"empty", "silent"})
BLANKS: Final = {
    ("visit", "empty"): msgid("Blank of a visit"),
    ("round", "empty"): msgid("Blank of a round"),
    ("round", "silent"): msgid("Rounds, no Telegram: {count}"),
}
ENTERED: Final = {
    "visit": msgid("Enter my visit from paper"),
    "round": msgid("Enter my round from paper"),
}


def choose(t: Translator, silent: int) -> Screen:
    """Offer blanks to be printed, and entering what was written on one."""
    text = lines(
        t(msgid("Blanks for those who write on paper: the same questions in the same order.")),
        t(msgid("A colleague’s blank is entered by «On behalf of a library», your own one here.")),
        t(msgid("What was entered from paper stays marked so, with the day of entering.")),
    )
    buttons = [
        Button(t.plain(label, count=silent), f"paper.blank:{form}:{kind}")
        for (form, kind), label in BLANKS.items()
        if kind != "silent" or silent
    ]
    own = [Button(t.plain(label), f"paper.enter:{form}") for form, label in ENTERED.items()]
    behalf = Button(t.plain(msgid("On behalf of a library")), "do:behalf")
    return Screen(text, column([*buttons, *own, behalf]))
