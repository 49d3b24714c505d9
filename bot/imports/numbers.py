"""Figures of earlier campaigns from a sheet, laid over those known; pure.

What a library itself has answered is left as it is: an import knows no better.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.imports import cells
from bot.imports.rows import Merge, Rows
from bot.imports.sheets import Sheet
from storage.records.monitoring import KnownFigures

Key = tuple[str, str]  # library's code, period
COUNTS: Final = (
    "users",
    "users_children",
    "users_60",
    "visits",
    "visits_events",
    "loans",
    "stock",
    "events",
    "homebound",
    "population",
)
MONEY: Final = ("paid_fact", "paid_plan")
OF_YEAR: Final = ("population", "paid_plan")


def read(
    rows: Rows, sheets: Iterable[Sheet], library: cells.Check, known: Mapping[Key, KnownFigures]
) -> Merge[Key, KnownFigures]:
    """Compare the figures of a file with those known; a blank cell says nothing."""
    checks: dict[str, cells.Check] = {
        "library": library,
        "period": cells.month,
        **dict.fromkeys(COUNTS, cells.count),
        **dict.fromkeys(MONEY, cells.amount),
    }
    merge = Merge[Key, KnownFigures](known)
    for row in rows.good(sheets, checks):
        key = row.values["library"], row.values["period"]
        stated = {
            name: float(row.values[name]) for name in (*COUNTS, *MONEY) if name in row.values
        }
        before = known.get(key, KnownFigures(library=key[0], period=key[1]))
        kept = _answered(before) if before.is_answered else {}
        merge.put(key, replace(before, numbers={**before.numbers, **stated, **kept}), row, rows)
    return merge


def _answered(before: KnownFigures) -> dict[str, float]:
    """Return what the library has said itself: all but what the department knows of its year."""
    return {name: one for name, one in before.numbers.items() if name not in OF_YEAR}
