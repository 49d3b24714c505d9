"""«Меня не будет», and the institution's changes of the working calendar."""

from datetime import date

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.people import Leave

COLUMNS = "leave_id, staff_id, from_on, to_on, substitute_id"


async def current(db: Reader, staff_id: int, on: date) -> Leave | None:
    """Return the leave that a person is on, the longest where several overlap."""
    row = await db.one(
        f"""
        SELECT {COLUMNS} FROM leaves
        WHERE staff_id = :staff_id AND to_on >= :on AND from_on <= :on AND cancelled_at IS NULL
        ORDER BY to_on DESC LIMIT 1
        """,
        {"staff_id": staff_id, "on": on.isoformat()},
    )
    return None if row is None else _read(row)


async def on_day(db: Reader, on: date) -> dict[int, Leave]:
    """Return everybody's leave on a day, by person."""
    rows = await db.all(
        f"""
        SELECT {COLUMNS} FROM leaves
        WHERE from_on <= :on AND to_on >= :on AND cancelled_at IS NULL ORDER BY to_on
        """,
        {"on": on.isoformat()},
    )
    return {row["staff_id"]: _read(row) for row in rows}


async def coming(db: Reader, staff_id: int, on: date) -> list[Leave]:
    """Return a person's leaves that are not over on `on`, the next one first."""
    rows = await db.all(
        f"""
        SELECT {COLUMNS} FROM leaves
        WHERE staff_id = ? AND to_on >= ? AND cancelled_at IS NULL ORDER BY from_on
        """,
        (staff_id, on.isoformat()),
    )
    return [_read(row) for row in rows]


async def not_over(db: Reader, on: date) -> dict[int, list[Leave]]:
    """Return everybody's leaves that are not over on `on`, by person, the next one first."""
    rows = await db.all(
        f"""
        SELECT {COLUMNS} FROM leaves WHERE to_on >= ? AND cancelled_at IS NULL ORDER BY from_on
        """,
        (on.isoformat(),),
    )
    found: dict[int, list[Leave]] = {}
    for row in rows:
        found.setdefault(row["staff_id"], []).append(_read(row))
    return found


async def add(
    tx: Tx,
    staff_id: int,
    from_on: date,
    to_on: date,
    *,
    now: str,
    by: int | None,
    substitute_id: int | None = None,
) -> int:
    """Note that a person is away, both days included."""
    leave_id = await tx.insert(
        """
        INSERT INTO leaves (staff_id, from_on, to_on, substitute_id, created_at)
        VALUES (?, ?, ?, ?, ?)
        """,
        (staff_id, from_on.isoformat(), to_on.isoformat(), substitute_id, now),
    )
    new = {"staff_id": staff_id, "from_on": from_on, "to_on": to_on}
    await history.add(tx, "leaves", leave_id, "added", now=now, by=by, new=new)
    return leave_id


async def cancel(tx: Tx, leave_id: int, *, now: str, by: int | None) -> bool:
    """Cancel a leave; tell whether it stood until now."""
    changed = await tx.run(
        "UPDATE leaves SET cancelled_at = ? WHERE leave_id = ? AND cancelled_at IS NULL",
        (now, leave_id),
    )
    if changed:
        await history.add(tx, "leaves", leave_id, "cancelled", now=now, by=by)
    return changed > 0


async def days(db: Reader, first: date, last: date) -> dict[date, str]:
    """Return the institution's own `off` and `work` days, both ends included."""
    rows = await db.all(
        "SELECT on_date, kind FROM days WHERE on_date BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(row["on_date"]): row["kind"] for row in rows}


async def set_day(tx: Tx, on: date, kind: str | None, *, now: str, by: int | None) -> None:
    """Make a day `off` or `work`; None gives it back to the general calendar."""
    old = await tx.value("SELECT kind FROM days WHERE on_date = ?", (on.isoformat(),))
    await tx.batch(
        [
            ("DELETE FROM days WHERE on_date = ?", (on.isoformat(),)),
            *([("INSERT INTO days VALUES (?, ?)", (on.isoformat(), kind))] if kind else []),
            history.entry("days", on.isoformat(), "changed", now=now, by=by, old=old, new=kind),
        ]
    )


def _read(row: Row) -> Leave:
    return Leave(
        leave_id=row["leave_id"],
        staff_id=row["staff_id"],
        from_on=date.fromisoformat(row["from_on"]),
        to_on=date.fromisoformat(row["to_on"]),
        substitute_id=row["substitute_id"],
    )
