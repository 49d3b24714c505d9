"""The calendar of anniversaries and memorable dates: lists kept and taken back, months."""

import json
from collections.abc import Sequence
from typing import Any, Final

from storage.database import Reader, Row, Tx
from storage.records.materials import MemorableDay, MemorableFields

COLUMNS: Final = ("year", "month", "day", "title_ru", "title_be", "since_year", "source")
INSERT: Final = f"""
INSERT INTO memorable_days ({", ".join(COLUMNS)}, added_at, added_by)
VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :now, :by)
"""


def _read(row: Row) -> MemorableDay:
    return MemorableDay(memorable_id=row["memorable_id"], **{name: row[name] for name in COLUMNS})


def _values(one: MemorableFields) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}


async def add(tx: Tx, new: Sequence[MemorableFields], *, now: str, by: int) -> list[int]:
    """Keep days; return their numbers in order."""
    return [await tx.insert(INSERT, {**_values(one), "now": now, "by": by}) for one in new]


async def known(db: Reader) -> list[MemorableDay]:
    """Return every day that is not taken back, in order of the year."""
    rows = await db.all(
        "SELECT * FROM memorable_days WHERE removed_at IS NULL "
        "ORDER BY month, day IS NULL, day, memorable_id"
    )
    return [_read(row) for row in rows]


async def of_month(db: Reader, year: int, month: int) -> list[MemorableDay]:
    """Return the days of a month of a year's calendar, in order."""
    rows = await db.all(
        "SELECT * FROM memorable_days WHERE removed_at IS NULL AND month = ? "
        "AND coalesce(year, ?) = ? ORDER BY day IS NULL, day, memorable_id",
        (month, year, year),
    )
    return [_read(row) for row in rows]


async def by_id(db: Reader, memorable_id: int) -> MemorableDay | None:
    """Return one day that is not taken back."""
    row = await db.one(
        "SELECT * FROM memorable_days WHERE memorable_id = ? AND removed_at IS NULL",
        (memorable_id,),
    )
    return None if row is None else _read(row)


async def remove(tx: Tx, memorable_ids: Sequence[int], *, now: str) -> int:
    """Take days out of the calendar; return how many were in it."""
    return await tx.run(
        "UPDATE memorable_days SET removed_at = ? WHERE removed_at IS NULL "
        "AND memorable_id IN (SELECT value FROM json_each(?))",
        (now, json.dumps(list(memorable_ids))),
    )
