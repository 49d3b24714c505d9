"""Points typed in one line («8 9 7 10 4 5»): read, and every mistake found; pure.

Source: texts.md, T36.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SEPARATORS: Final = re.compile(r"[\s,;]+")
POINT: Final = re.compile(r"[0-9]{1,4}")
# Shares of the most points, in turn: the example of T36 for 10, 10, 10, 10, 5, 5.
_SHARES: Final = (0.8, 0.9, 0.7, 1.0, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class TooHigh:
    """Points above what the criteria at these places (from 1) may have."""

    places: tuple[int, ...]  # all that have this limit, not only those that were exceeded
    most: int


@dataclass(frozen=True, slots=True)
class Line:
    """What a typed line says; it can be kept where nothing is wrong with it."""

    points: tuple[int, ...]
    wanted: int
    unread: tuple[str, ...] = ()  # what is no whole number
    too_high: tuple[TooHigh, ...] = ()

    @property
    def is_right(self) -> bool:
        """Tell whether there are as many points as criteria, each within its limit."""
        return len(self.points) == self.wanted and not self.unread and not self.too_high


def read(text: str, most: Sequence[int]) -> Line:
    """Read points with spaces, commas, semicolons or new lines between them.

    `most`: the most points of each criterion, in order.
    """
    words = [one.rstrip(".") for one in SEPARATORS.split(text.strip(" \t\n.,;"))]
    said = [one for one in words if one]
    points = tuple(int(one) for one in said if POINT.fullmatch(one))
    unread = tuple(one for one in said if not POINT.fullmatch(one))
    return Line(points, len(most), unread, () if unread else _too_high(points, most))


def _too_high(points: Sequence[int], most: Sequence[int]) -> tuple[TooHigh, ...]:
    exceeded = {limit for given, limit in zip(points, most, strict=False) if given > limit}
    return tuple(
        TooHigh(tuple(place for place, one in enumerate(most, 1) if one == limit), limit)
        for limit in dict.fromkeys(most)
        if limit in exceeded
    )


def example(most: Sequence[int]) -> tuple[int, ...]:
    """Return points that criteria with these limits could have, to show how they are typed."""
    return tuple(round(limit * _SHARES[place % len(_SHARES)]) for place, limit in enumerate(most))
