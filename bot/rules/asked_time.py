"""The time asked for in words: `2025`, `3 квартал 2025`, `10.01 - 25.03`; pure."""

import re
from datetime import date
from typing import Final

from bot.rules import absence
from bot.rules.periods import Period
from bot.rules.spans import Span

_KINDS: Final = (
    (("кв", "q"), "quarter"),
    (("пол", "паў", "паг", "h"), "half"),
    (("год", "г", "y"), "year"),
)
_NUMBERS: Final = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_MOST: Final = {"year": 1, "half": 2, "quarter": 4}
_SMALL: Final = {"за", "for", "the", "of"}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ENDING: Final = re.compile(r"(?<=[1-4])-?(?:й|е|ый|ий|ое|ы|і|ае|st|nd|rd|th)\b")


def read(text: str, today: date) -> Span:
    """Read a year, a part of it (of this year where none is said) or days gone by.

    Raise BadAnswerError.
    """
    return _period(text, today.year) or absence.past_days(text, today)


def _period(text: str, this_year: int) -> Period | None:
    year, kind, number = 0, "", 0
    for word in re.findall(r"[^\s,.]+", _ENDING.sub("", text.lower().replace("і", "i"))):
        if _YEAR.fullmatch(word) and not year:
            year = int(word)
        elif word in _NUMBERS and not number:
            number = _NUMBERS[word]
        elif (named := _kind(word)) == "year":
            kind = kind or named
        elif named and kind in {"", "year"}:
            kind = named
        elif word not in _SMALL:
            return None
    if not year and kind in {"", "year"}:
        return None
    kind = kind or "year"
    if kind == "year":
        return None if number else Period("year", year)
    if not 1 <= number <= _MOST[kind]:
        return None
    return Period("quarter" if kind == "quarter" else "half", year or this_year, number)


def _kind(word: str) -> str:
    return next((kind for begins, kind in _KINDS if word.startswith(begins)), "")
