"""Rounds of households: what they counted, the presses of a walk, the lists of choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round counted; rules of how it grows are `bot/rules/rounds.py`."""

    households: int = 0  # visited
    home: int = 0  # of them with somebody at home
    readers: int = 0  # residents who read already
    new_readers: int = 0
    not_reading: int = 0
    reregistered: int = 0
    issued: int = 0  # items lent
    returned: int = 0  # items
    homebound: int = 0  # people to be served at home
    debtors: int = 0  # visited
    invited: int = 0
    leaflets: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)  # by code, why they do not read
    ages: Mapping[str, int] = field(default_factory=dict)  # by code of the band
    wishes: Mapping[str, int] = field(default_factory=dict)  # by code
    titles: Mapping[str, int] = field(default_factory=dict)  # wished, as typed

    @property
    def asked(self) -> int:
        """Return the residents asked: always the sum of the three kinds."""
        return self.readers + self.new_readers + self.not_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFields:
    """What is said about a round, walked or entered afterwards."""

    library_id: int
    made_on: date  # the day it began
    settlement_id: int | None = None  # None: the library's own place
    street: str = ""  # never for fewer than 10 households, never with a house
    purpose: str  # code of round_choices
    partners: tuple[str, ...] = ()  # codes
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound(RoundFields):
    """A round to be begun or saved."""

    staff_id: int  # author
    entered_by: int
    source: str = "chat"
    submission_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(RoundFields):
    """A round with everything on its card."""

    round_id: int
    staff_id: int
    entered_by: int
    source: str
    submission_id: int | None
    state: str  # walking, paused, saved; only saved ones count
    asks: str | None  # what the walk's keyboard offers
    created_at: str
    updated_at: str
    removed_at: str | None
    removed_by: int | None
    removed_reason: str | None

    @property
    def is_counted(self) -> bool:
        """Tell whether lists and reports have it."""
        return self.state == "saved" and self.removed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One press or typed count of a walk."""

    kind: str
    amount: int = 1
    item: str = ""  # code of a reason, age band or wish; a title


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTap(Tap):
    """A tap as it was counted."""

    tap_id: int
    household: int  # which of the walk, from 1; 0 before the first
    is_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundChoice:
    """An entry of one of the institution's lists for rounds."""

    list: str  # purpose, partner, reason, age, wish
    code: str
    name_ru: str
    name_be: str
    name_en: str
    position: int
    from_year: int
    to_year: int  # both years included

    def name(self, language: str) -> str:
        """Return the name in `language`."""
        return {"be": self.name_be, "en": self.name_en}.get(language, self.name_ru)

    def is_offered(self, year: int) -> bool:
        """Tell whether records of `year` may use it."""
        return self.from_year <= year <= self.to_year


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round as one line of a list."""

    round_id: int
    made_on: date
    library_id: int
    settlement_id: int | None
    households: int
    asked: int
    new_readers: int
    state: str


@dataclass(frozen=True, slots=True)
class RoundSums:
    """What the saved rounds of some days, libraries and places add up to."""

    rounds: int = 0
    places: int = 0  # distinct settlements
    tally: Tally = field(default_factory=Tally)
