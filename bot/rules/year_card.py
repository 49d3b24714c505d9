"""The card of a year: what one library or one person did in it; which numbers it tells; pure.

A library's card is its own small report. A person's card holds what is theirs and nothing of
others: no assessments, no points of juries.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.msgid import msgid
from bot.rules.measures import NAMES
from bot.rules.spans import Standing
from storage.records.report import Correction, Number

CODE: Final = re.compile(r"([lp])([1-9][0-9]{0,8})")
KINDS: Final = {"l": "library", "p": "person"}
YEARS_BACK: Final = 10  # as far as buttons lead
SHOWN: Final[Mapping[str, tuple[str, ...]]] = {  # measures in the order of the table
    "library": (
        "rounds", "round_households", "round_new_readers", "round_issued", "round_homebound",
        "entries", "awards", "attendances", "learning_hours", "uses", "site_news", "visits",
        "recommendations", "recommendations_accepted", "units_accepted", "consultations",
    ),
    "person": (
        "visits", "trips", "recommendations", "recommendations_accepted", "rounds",
        "round_households", "round_new_readers", "round_issued", "round_homebound", "entries",
        "awards", "sessions", "session_hours", "attendances", "learning_hours", "certificates",
        "publications", "uses", "site_news", "consultations",
    ),
}  # fmt: skip
OWN_NAMES: Final = {  # where the name of the whole network's number would mislead
    "library": {
        "learning_hours": msgid("Hours of learning"),
        "uses": msgid("Uses of publications"),
        "visits": msgid("Visits of the department"),
    },
    "person": {
        "learning_hours": msgid("Hours of learning"),
        "uses": msgid("Uses of publications"),
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Whose card: a library's or a person's."""

    kind: str
    key: int

    @property
    def code(self) -> str:
        """Return it as one argument of a button: `l3`, `p5`."""
        return f"{self.kind[0]}{self.key}"

    @classmethod
    def parse(cls, code: str) -> "Place":
        """Read back what `code` wrote. Raise ValueError."""
        match = CODE.fullmatch(code)
        if match is None:
            raise ValueError(code)
        return cls(KINDS[match[1]], int(match[2]))


@dataclass(frozen=True, slots=True)
class Award:
    """What an entry got, in the language of the card."""

    title: str
    contest: str
    award: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything that a card says, before it is worded."""

    place: Place
    year: int
    institution: str
    name: str  # the library's full name; the person's
    about: str = ""  # its code; the post
    short: str = ""  # for the name of a file
    numbers: Mapping[str, Number] = field(default_factory=dict)
    before: Mapping[str, Number] = field(default_factory=dict)  # of the year before
    awards: Sequence[Award] = ()
    publications: Sequence[str] = ()
    news: Sequence[str] = ()
    corrections: Sequence[Correction] = ()
    standing: Standing = "open"

    def number(self, name: str) -> int | float:
        """Return a number with its corrections; nought where it is not told."""
        return _value(self.numbers, name)

    def earlier(self, name: str) -> int | float:
        """Return the same number of the year before."""
        return _value(self.before, name)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing happened."""
        return not any(self.number(name) for name in SHOWN[self.place.kind])

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the measures of the table: those that either year has."""
        return tuple(
            name for name in SHOWN[self.place.kind] if self.number(name) or self.earlier(name)
        )


def _value(numbers: Mapping[str, Number], name: str) -> int | float:
    return numbers[name].value if name in numbers else 0


def label(place: Place, name: str) -> str:
    """Return what a measure is called on such a card, to be translated."""
    return OWN_NAMES[place.kind].get(name, NAMES[name])


def years(year: int, today: int) -> tuple[int, ...]:
    """Return the years beside one that buttons lead to, the earlier first."""
    return tuple(one for one in (year - 1, year + 1) if today - YEARS_BACK < one <= today)


def is_year(year: int, today: int) -> bool:
    """Tell whether a card of such a year is offered."""
    return today - YEARS_BACK < year <= today


def listed(names: Sequence[str], most: int) -> tuple[tuple[str, ...], int]:
    """Return the first `most` names without repeats, and how many are left over."""
    once: Collection[str] = dict.fromkeys(names)
    kept = tuple(once)
    return kept[:most], max(0, len(kept) - most)
