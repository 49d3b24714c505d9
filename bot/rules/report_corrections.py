"""What may be typed as a correction of a number: its number, its ground; pure."""

import re
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid

GROUND_LEAST: Final = 10  # characters: «журнал» alone explains nothing
GROUND_MOST: Final = 300
_NUMBER: Final = re.compile(r"([+-]?)(\d{1,9})(?:[.,](\d{1,2}))?")
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "—": "-", " ": "", "\u00a0": "", "\u202f": ""})


def number(text: str, *, is_decimal: bool) -> float:
    """Read a number with its sign; decimals only of a measure that has them.

    Raise BadAnswerError.
    """
    match = _NUMBER.fullmatch(text.strip().translate(_MINUS))
    if match is None:
        raise BadAnswerError(
            msgid("A number is needed, for example 96 or -4. You wrote: «{text}»."), text=text
        )
    sign, whole, part = match.groups()
    if part is not None and int(part) and not is_decimal:
        raise BadAnswerError(msgid("This number is whole: write it without a comma."))
    value = float(f"{sign}{whole}.{part or 0}")
    if not value:
        raise BadAnswerError(msgid("A correction of zero changes nothing. Write another number."))
    return value


def ground(text: str) -> str:
    """Read why a number is corrected, as one line. Raise BadAnswerError."""
    said = " ".join(text.split())
    if len(said) < GROUND_LEAST:
        raise BadAnswerError(
            msgid("The ground is too short: at least ten characters, where it is known from.")
        )
    if len(said) > GROUND_MOST:
        raise BadAnswerError(msgid("The ground is too long: 300 characters at most."))
    return said
