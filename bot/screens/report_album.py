"""The album of the report's pictures: what is said about it; pure."""

from collections.abc import Sequence
from typing import Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.screens.screen import Screen, cut

CAPTION: Final = 1024  # Bot API: letters of a caption
MOST: Final = 10  # Bot API: sendMediaGroup takes 2 to 10


def coming(t: Translator) -> Screen:
    """Say that the pictures are being drawn."""
    return Screen(t(msgid("The pictures are being drawn and come here: a minute at most.")))


def failed(t: Translator) -> Screen:
    """Say that there are no pictures."""
    return Screen(t(msgid("The pictures could not be made. Please try again later.")))


def nothing(t: Translator, period: str) -> Screen:
    """Say that there is nothing to be drawn."""
    text = msgid("There are no records to be drawn: {period}.")
    return Screen(t(text, period=period))


def call(pictures: Sequence[tuple[dict[str, str], str]]) -> tuple[str, dict[str, Any]]:
    """Return the Bot API call that sends files with their captions: an album, or one alone.

    Captions are plain text and cut to the limit.
    """
    if len(pictures) == 1:
        ((file, caption),) = pictures
        return "sendPhoto", {"photo": file, "caption": cut(caption, CAPTION)}
    media = [
        {"type": "photo", "media": file, "caption": cut(caption, CAPTION)}
        for file, caption in pictures[:MOST]
    ]
    return "sendMediaGroup", {"media": media}
