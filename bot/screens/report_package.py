"""What is said of the package for the region; pure."""

from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.screen import lines

INSIDE: Final = msgid(
    "Inside: the report, tables, numbers and records under codes; README.txt says what is what. "
    "Numbers of fewer than three residents are hidden; the records have no names."
)


def caption(t: Translator, title: str, footer: str) -> Html:
    """Say what the archive holds, and what stays in the institution."""
    return lines(
        t(msgid("{title}. {footer}"), title=title, footer=footer),
        t(INSIDE),
    )
