"""Lists of rounds and what they add up to, by library, settlement and days."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from storage import aggregates
from storage.aggregates import PLACE, Scope
from storage.database import Reader, Row
from storage.records.rounds import RoundRow, RoundSums, Tally

# Walks that are not saved are in lists, too, but in no sum.
LISTED: Final = f"""
SELECT r.round_id, r.made_on, r.library_id, r.settlement_id, r.households, r.asked,
    r.new_readers, r.state
FROM rounds AS r
WHERE r.removed_at IS NULL AND r.made_on BETWEEN :first AND :last
    AND (:libraries IS NULL OR r.library_id IN (SELECT value FROM json_each(:libraries)))
    AND (:place IS NULL OR {PLACE} = :place)
    AND (:source IS NULL OR r.source = :source)
ORDER BY r.made_on DESC, r.round_id DESC LIMIT :limit
"""


async def listed(db: Reader, scope: Scope, limit: int) -> list[RoundRow]:
    """Return rounds that are not removed, the latest first."""
    rows = await db.all(LISTED, scope.values | {"limit": limit})
    return [_row(row) for row in rows]


async def some(db: Reader, round_ids: list[int]) -> list[RoundRow]:
    """Return those of the named rounds that are not removed."""
    marks = ", ".join("?" * len(round_ids))
    rows = await db.all(
        f"""
        SELECT round_id, made_on, library_id, settlement_id, households, asked, new_readers, state
        FROM rounds WHERE removed_at IS NULL AND round_id IN ({marks}) ORDER BY round_id
        """,
        round_ids,
    )
    return [_row(row) for row in rows]


async def sums(db: Reader, scope: Scope) -> RoundSums:
    """Return what the saved rounds add up to."""
    return _sums(await aggregates.read(db, aggregates.ROUNDS, scope))


async def sums_by(db: Reader, scope: Scope, by: str) -> dict[Any, RoundSums]:
    """Return the sums of each library, place or month (2026-10) that has rounds."""
    found = await aggregates.grouped(db, aggregates.ROUNDS, scope, by)
    return {key: _sums(values) for key, values in found.items()}


async def span(db: Reader) -> tuple[date, date] | None:
    """Return the days of the first and the last saved round; None before the first."""
    row = await db.one(
        """
        SELECT min(made_on) AS first_on, max(made_on) AS last_on FROM rounds
        WHERE state = 'saved' AND removed_at IS NULL
        """
    )
    if row is None or row["first_on"] is None:
        return None
    return date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])


def _row(row: Row) -> RoundRow:
    values = {**dict(row), "made_on": date.fromisoformat(row["made_on"])}
    return RoundRow(**values)


def _sums(values: Mapping[str, int]) -> RoundSums:
    counted: dict[str, Any] = {
        name: n for name, n in values.items() if name not in {"rounds", "places"}
    }
    return RoundSums(values.get("rounds", 0), values.get("places", 0), Tally(**counted))
