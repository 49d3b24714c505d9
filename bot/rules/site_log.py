"""Which months have something on the site; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

Months = tuple[int, int]  # the first and the last month of a row of them


@dataclass(frozen=True, slots=True)
class Covered:
    """The months of a year that have something, as rows, of those that have begun."""

    rows: tuple[Months, ...]
    count: int
    of: int


def covered(days: Iterable[date], year: int, today: date) -> Covered:
    """Return which months of a year are covered; of this year those that have begun count."""
    found = sorted({one.month for one in days if one.year == year})
    of = 12 if year < today.year else today.month if year == today.year else 0
    rows: list[Months] = []
    for month in found:
        if rows and rows[-1][1] == month - 1:
            rows[-1] = (rows[-1][0], month)
        else:
            rows.append((month, month))
    return Covered(tuple(rows), len(found), max(of, len(found)))
