"""Manual corrections of measures: what is on paper and not in the records, with its ground."""

from typing import Any, Final

from storage import history
from storage.aggregates import Scope
from storage.database import Reader, Row, Tx
from storage.records.days import day
from storage.records.report import Correction, CorrectionFields

SUBJECT: Final = "measure_corrections"
# It counts where the whole of its time lies in what is reported.
COUNTED: Final = """
removed_at IS NULL AND first_on >= :first AND last_on <= :last
    AND (:libraries IS NULL OR library_id IN (SELECT value FROM json_each(:libraries)))
"""


async def sums(db: Reader, scope: Scope) -> dict[str, float]:
    """Return what corrections add to each measure of a scope."""
    rows = await db.all(
        f"SELECT measure, sum(number) AS number FROM measure_corrections WHERE {COUNTED} "
        "GROUP BY measure",
        scope.values,
    )
    return {row["measure"]: row["number"] for row in rows}


async def counted(db: Reader, scope: Scope, measure: str | None = None) -> list[Correction]:
    """Return the corrections that count in a scope, of one measure or all, by their time."""
    rows = await db.all(
        f"""
        SELECT * FROM measure_corrections
        WHERE {COUNTED} AND (:measure IS NULL OR measure = :measure)
        ORDER BY measure, first_on, correction_id
        """,
        {**scope.values, "measure": measure},
    )
    return [_read(row) for row in rows]


async def partly(db: Reader, scope: Scope) -> list[Correction]:
    """Return the corrections whose time only partly lies in a scope, so that none counts."""
    rows = await db.all(
        f"""
        SELECT * FROM measure_corrections
        WHERE removed_at IS NULL AND first_on <= :last AND last_on >= :first AND NOT ({COUNTED})
            AND (:libraries IS NULL OR library_id IN (SELECT value FROM json_each(:libraries)))
        ORDER BY measure, first_on, correction_id
        """,
        scope.values,
    )
    return [_read(row) for row in rows]


async def by_id(db: Reader, correction_id: int) -> Correction | None:
    """Return a correction, also one that was removed."""
    row = await db.one(
        "SELECT * FROM measure_corrections WHERE correction_id = ?", (correction_id,)
    )
    return None if row is None else _read(row)


async def add(tx: Tx, new: CorrectionFields, *, now: str, by: int) -> int:
    """Keep a correction and return its number."""
    key = await tx.insert(
        """
        INSERT INTO measure_corrections (measure, first_on, last_on, library_id, number, ground,
            made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            new.measure, new.first_on.isoformat(), new.last_on.isoformat(), new.library_id,
            new.number, new.ground, now, by,
        ),
    )  # fmt: skip
    told: dict[str, Any] = {"measure": new.measure, "number": new.number, "ground": new.ground}
    await history.add(tx, SUBJECT, key, "added", now=now, by=by, new=told)
    return key


async def remove(tx: Tx, correction_id: int, reason: str, *, now: str, by: int) -> bool:
    """Take a correction out for a reason; False where it is out already."""
    changed = await tx.run(
        """
        UPDATE measure_corrections SET removed_at = ?, removed_by = ?, removed_why = ?
        WHERE correction_id = ? AND removed_at IS NULL
        """,
        (now, by, reason, correction_id),
    )
    if changed:
        await history.add(tx, SUBJECT, correction_id, "removed", now=now, by=by, reason=reason)
    return changed > 0


def _read(row: Row) -> Correction:
    first_on, last_on = day(row["first_on"]), day(row["last_on"])
    assert first_on is not None  # noqa: S101  # the table forbids it
    assert last_on is not None  # noqa: S101
    return Correction(
        correction_id=row["correction_id"],
        measure=row["measure"],
        first_on=first_on,
        last_on=last_on,
        library_id=row["library_id"],
        number=row["number"],
        ground=row["ground"],
        made_at=row["made_at"],
        made_by=row["made_by"],
        removed_at=row["removed_at"],
    )
