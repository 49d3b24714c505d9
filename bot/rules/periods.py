"""Reported periods (month, quarter, half-year, year) as values; pure, ordered by time."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any, Literal, Self, get_args

from bot.msgid import msgid

Kind = Literal["month", "quarter", "half", "year"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_CODE = re.compile(rf"({'|'.join(KINDS)}):(\d{{4}})-(\d{{1,2}})")
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_MONTH_LABELS = (
    msgid("January {year}"),
    msgid("February {year}"),
    msgid("March {year}"),
    msgid("April {year}"),
    msgid("May {year}"),
    msgid("June {year}"),
    msgid("July {year}"),
    msgid("August {year}"),
    msgid("September {year}"),
    msgid("October {year}"),
    msgid("November {year}"),
    msgid("December {year}"),
)
_LABELS = {
    "quarter": (
        msgid("the first quarter of {year}"),
        msgid("the second quarter of {year}"),
        msgid("the third quarter of {year}"),
        msgid("the fourth quarter of {year}"),
    ),
    "half": (msgid("the first half of {year}"), msgid("the second half of {year}")),
    "month": _MONTH_LABELS,
    "year": (msgid("the year {year}"),),
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """The `number`-th month, quarter or half of a year, from 1; a year has the number 1.

    Raise ValueError for a number that the year does not have. Ordered by the last day,
    then the length: a quarter comes after its months, the year after its quarters.
    """

    kind: Kind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 12 // _MONTHS[self.kind]:
            raise ValueError(f"no such period: {self.code}")

    @classmethod
    def of(cls, kind: Kind, day: date) -> Self:
        """Return the period of a kind that contains `day`."""
        return cls(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)

    @classmethod
    def parse(cls, code: str) -> Self:
        """Read back a code; raise ValueError."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"no such period: {code}")
        return cls(match[1], int(match[2]), int(match[3]))  # type: ignore[arg-type]  # the pattern names the kinds

    @property
    def code(self) -> str:
        """Return the period as one word for the database and buttons: `quarter:2026-4`."""
        return f"{self.kind}:{self.year}-{self.number}"

    @property
    def first(self) -> date:
        """Return the first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """Return the last day, which belongs to the period."""
        month = self.number * _MONTHS[self.kind]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def label(self) -> tuple[str, dict[str, Any]]:
        """Return the msgid and values of the period's name, in the nominative."""
        return _LABELS[self.kind][self.number - 1], {"year": self.year}

    @property
    def previous(self) -> Self:
        """Return the period of the same kind that ends the day before."""
        if self.number > 1:
            return type(self)(self.kind, self.year, self.number - 1)
        return type(self)(self.kind, self.year - 1, 12 // _MONTHS[self.kind])

    @property
    def parts(self) -> tuple["Period", ...]:
        """Return the shorter periods inside, in order; closing it closes them all."""
        return tuple(sorted(part for part in _periods(self.year) if self.covers(part, own=False)))

    def contains(self, day: date) -> bool:
        """Tell whether `day` falls into the period."""
        return self.first <= day <= self.last

    def covers(self, other: "Period", *, own: bool = True) -> bool:
        """Tell whether the whole of `other` lies inside; `own=False` leaves out itself."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and (own or other != self)

    def __lt__(self, other: "Period") -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[date, int]:
        return self.last, _MONTHS[self.kind]


def containing(day: date, kinds: Iterable[Kind] = KINDS) -> tuple[Period, ...]:
    """Return the periods of the kinds that contain `day`, the shortest first by default."""
    return tuple(Period.of(kind, day) for kind in kinds)


def closed_with(day: date, closed: Iterable[Period]) -> Period | None:
    """Return the closed period that makes a record of `day` read-only: the longest one."""
    covering = [period for period in closed if period.contains(day)]
    return max(covering, key=lambda period: _MONTHS[period.kind], default=None)


def _periods(year: int) -> Iterable[Period]:
    for kind, months in _MONTHS.items():
        yield from (Period(kind, year, n + 1) for n in range(12 // months))  # type: ignore[arg-type]  # the keys are the kinds
