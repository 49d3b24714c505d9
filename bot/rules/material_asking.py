"""A request for a material as it is typed: what, for which day, until when; pure.

«нужен сценарий ко Дню матери до 1 октября», «трэба вікторына да 9 мая, не пазней за аўторак».
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.forms import inputs
from bot.rules import folding, named_days

LONGEST: Final = 600  # characters of a request
REMIND_DAYS: Final = (5, 2, 0)  # before the last day
_UNTIL: Final = re.compile(
    r"(?<!\w)(?:не позднее|не позже|не пазней(?:\s+за)?|крайний срок|срок|тэрмін|самае позняе|"
    r"до|да)(?!\w)\s*[:—-]?\s*",
    re.IGNORECASE,
)
_SURE: Final = re.compile(r"не\s+п[оа]з|срок|тэрмін|позняе|до", re.IGNORECASE)
_DATE_WORDS: Final = 4
_ASKS: Final = re.compile(
    r"(?<!\w)(?:нуж(?:ен|на|но|ны)|трэб|патрэб|пришлите|дашліце|поделитесь|сценари|сцэнар)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a typed request says."""

    wish: str
    for_on: date | None
    wanted_on: date | None


@dataclass(frozen=True, slots=True)
class _Until:
    """The last day, where its words stand, and whether they can mean nothing else."""

    on: date
    begins: int
    ends: int
    is_sure: bool


def read(text: str, today: date) -> Read:
    """Read a request; what cannot be read stays in its words."""
    wish = " ".join(text.split())
    until = _until(wish, today)
    if until is None:
        return Read(wish, _for(wish, today), None)
    for_on = _for(f"{wish[: until.begins]} {wish[until.ends :]}", today)
    if for_on is None and not until.is_sure:
        # Belarusian «да 9 мая» alone is the day that it is for.
        return Read(wish, until.on, None)
    return Read(wish, for_on, until.on)


def _until(wish: str, today: date) -> _Until | None:
    for match in reversed(list(_UNTIL.finditer(wish))):
        tail = wish[match.end() :].split()
        for count in range(min(_DATE_WORDS, len(tail)), 0, -1):
            said = " ".join(tail[:count])
            found = inputs.plain_date(said.strip(" .,;!?"), today, "future")
            if found is not None and found >= today:
                is_sure = bool(_SURE.match(match[0]))
                return _Until(found, match.start(), match.end() + len(said), is_sure)
    return None


def _for(text: str, today: date) -> date | None:
    """Return the day that a material is for: written, else named."""
    for month, day in named_days.written(text):
        years = (today.year + ahead for ahead in range(9))
        days = (date(year, month, day) for year in years if named_days.is_in(year, month, day))
        return next(one for one in days if one >= today)
    found = named_days.named(folding.words(text))
    return named_days.on(found[0], today) if found else None


def sought(wish: str, today: date) -> str:
    """Return the words of a request that say what it is about, without its last day."""
    until = _until(wish, today)
    if until is None or not until.is_sure:
        return wish
    return f"{wish[: until.begins]} {wish[until.ends :]}".strip() or wish


def is_wish(text: str) -> bool:
    """Tell whether a message sounds like a request for a material."""
    return bool(_ASKS.search(text))
