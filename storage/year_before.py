"""Measures of the year before, as far as they may stand beside those of a time."""

from collections.abc import Iterable
from typing import Final

from storage import corrections, measures
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
    """Return measures of `before`; 0 is not known: nothing may stand beside those of `now`.

    Nobody can tell whether nothing happened then or nothing was written down. Not known is also
    a measure that a correction tells for a part of `before`, and figures of libraries beside too
    few of `now`; they count from January, so the months of both monitorings must be the same.
    """
    found = await measures.numbers(db, before, only=only)
    partly = {one.measure for one in await corrections.partly(db, before)}
    found |= dict.fromkeys(partly & found.keys(), Number(0))
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
