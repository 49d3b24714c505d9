"""Measures of the year before, as far as they may stand beside those of a time."""

from collections.abc import Iterable
from typing import Final

from storage import measures
from storage.aggregates import Scope
from storage.database import Reader
from storage.records.report import Number

ENOUGH: Final = 0.9  # of the libraries that answered then: a monitoring that still runs has fewer
FIGURES: Final = "figures"
COVERED: Final = f"""
SELECT substr(max(period), 6) AS month, count(DISTINCT library_id) AS libraries
FROM ({measures.select(FIGURES)})
"""


async def numbers(
    db: Reader, before: Scope, now: Scope, only: Iterable[str] | None = None
) -> dict[str, Number]:
    """Return measures of `before`; figures of libraries are 0, not known, beside too few of `now`.

    They count from January, so the months of both monitorings must be the same, too.
    """
    found = await measures.numbers(db, before, only=only)
    figures = [one.name for one in measures.of_records(FIGURES) if one.name in found]
    if figures and not await _is_comparable(db, before, now):
        found |= dict.fromkeys(figures, Number(0))
    return found


async def _is_comparable(db: Reader, before: Scope, now: Scope) -> bool:
    (then,), (here,) = await db.batch(
        [(COVERED, measures.values(scope)) for scope in (before, now)]
    )
    enough = here["libraries"] >= ENOUGH * then["libraries"]
    return bool(enough and here["month"] == then["month"])
