"""Reporting periods: a closed one is read-only, and reopening it needs a reason."""

from datetime import date

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.periods import Period


async def closed_containing(db: Reader, on: date) -> Period | None:
    """Return the closed period that holds a day, the longest where several do."""
    row = await db.one(
        """
        SELECT * FROM periods
        WHERE closed_at IS NOT NULL AND first_on <= :on AND last_on >= :on
        ORDER BY first_on, last_on DESC LIMIT 1
        """,
        {"on": on.isoformat()},
    )
    return None if row is None else _read(row)


async def closed_between(db: Reader, first: date, last: date) -> list[tuple[date, date]]:
    """Return the first and last days of the closed periods that touch some days."""
    rows = await db.all(
        """
        SELECT first_on, last_on FROM periods
        WHERE closed_at IS NOT NULL AND first_on <= :last AND last_on >= :first
        ORDER BY first_on, last_on
        """,
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [
        (date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])) for row in rows
    ]


async def by_id(db: Reader, period_id: int) -> Period | None:
    """Return one period."""
    row = await db.one("SELECT * FROM periods WHERE period_id = ?", (period_id,))
    return None if row is None else _read(row)


async def known(db: Reader) -> list[Period]:
    """Return every period that was ever closed, the latest first."""
    rows = await db.all("SELECT * FROM periods ORDER BY last_on DESC, first_on DESC")
    return [_read(row) for row in rows]


async def close(tx: Tx, kind: str, first_on: date, last_on: date, *, now: str, by: int) -> int:
    """Close a period, both days included; a closed one stays as it is. Return its id."""
    results = await tx.batch(
        [
            (
                """
                INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by)
                VALUES (:kind, :first_on, :last_on, :now, :by)
                ON CONFLICT (kind, first_on) DO UPDATE SET
                    closed_at = excluded.closed_at, closed_by = excluded.closed_by
                WHERE closed_at IS NULL
                RETURNING period_id
                """,
                {
                    "kind": kind,
                    "first_on": first_on.isoformat(),
                    "last_on": last_on.isoformat(),
                    "now": now,
                    "by": by,
                },
            ),
            (
                "SELECT period_id FROM periods WHERE kind = ? AND first_on = ?",
                (kind, first_on.isoformat()),
            ),
        ]
    )
    changed, found = results
    period_id = int(found[0]["period_id"])
    if changed:
        await history.add(tx, "periods", period_id, "closed", now=now, by=by)
    return period_id


async def reopen(tx: Tx, period_id: int, reason: str, *, now: str, by: int) -> bool:
    """Reopen a closed period for a reason; False where it is open already."""
    changed = await tx.run(
        """
        UPDATE periods SET closed_at = NULL, closed_by = NULL
        WHERE period_id = ? AND closed_at IS NOT NULL
        """,
        (period_id,),
    )
    if changed:
        await history.add(tx, "periods", period_id, "reopened", now=now, by=by, reason=reason)
    return changed > 0


def _read(row: Row) -> Period:
    return Period(
        period_id=row["period_id"],
        kind=row["kind"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]),
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
    )
