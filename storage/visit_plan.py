"""The plan of visits; ticking is the triggers' work (migration 0013), so that no way misses it."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day
from storage.records.visit_plan import NewLine, PlanLine, PlanTrip

LINE: Final = """
SELECT l.*, v.visited_on FROM plan_lines AS l LEFT JOIN visits AS v USING (visit_id)
"""
TRIP: Final = """
SELECT t.*,
    (SELECT json_group_array(staff_id) FROM plan_trip_travellers
        WHERE plan_trip_id = t.plan_trip_id) AS travellers,
    (SELECT json_group_array(library_id) FROM (
        SELECT library_id FROM plan_lines
        WHERE plan_trip_id = t.plan_trip_id AND removed_at IS NULL AND state <> 'cancelled'
        ORDER BY position, plan_line_id)) AS library_ids,
    (SELECT json_group_array(library_id) FROM (
        SELECT library_id FROM plan_lines
        WHERE plan_trip_id = t.plan_trip_id AND removed_at IS NULL AND state = 'done'
        ORDER BY position, plan_line_id)) AS recorded_ids
FROM plan_trips AS t
"""


async def by_id(db: Reader, plan_line_id: int) -> PlanLine | None:
    """Return one line that was not taken out."""
    row = await db.one(
        f"{LINE} WHERE l.plan_line_id = ? AND l.removed_at IS NULL", (plan_line_id,)
    )
    return None if row is None else _line(row)


async def of_year(db: Reader, year: int) -> list[PlanLine]:
    """Return the lines that stand in a year or were approved for it, by month."""
    rows = await db.all(
        f"""
        {LINE} WHERE l.removed_at IS NULL
            AND (l.month BETWEEN :first AND :last OR l.approved_month BETWEEN :first AND :last)
        ORDER BY l.month, l.library_id, l.plan_line_id
        """,
        {"first": f"{year}-01", "last": f"{year}-12"},
    )
    return [_line(row) for row in rows]


async def of_library(db: Reader, library_id: int, year: int) -> list[PlanLine]:
    """Return a library's lines that stand in a year, by month."""
    rows = await db.all(
        f"""
        {LINE} WHERE l.library_id = ? AND l.removed_at IS NULL AND l.month BETWEEN ? AND ?
        ORDER BY l.month, l.plan_line_id
        """,
        (library_id, f"{year}-01", f"{year}-12"),
    )
    return [_line(row) for row in rows]


async def add_lines(tx: Tx, new: Sequence[NewLine], *, now: str, by: int | None) -> list[int]:
    """Add lines to the plan and return their ids; a visit of the month ticks one at once."""
    ids = []
    for line in new:
        month = f"{line.month:%Y-%m}"
        key = await tx.insert(
            """
            INSERT INTO plan_lines
                (library_id, approved_month, month, staff_id, made_by, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            (line.library_id, month, month, line.staff_id, by, now, now),
        )
        ids.append(key)
        await history.add(tx, "plan_lines", key, "planned", now=now, by=by, new={"month": month})
    return ids


async def move(
    tx: Tx,
    plan_line_id: int,
    month: date,
    *,
    reason: str,
    now: str,
    by: int | None,
    reason_text: str | None = None,
) -> bool:
    """Move a planned line to another month (off its trip); tell whether it still was planned."""
    row = await tx.one(
        """
        SELECT month FROM plan_lines
        WHERE plan_line_id = ? AND state = 'planned' AND removed_at IS NULL
        """,
        (plan_line_id,),
    )
    to = f"{month:%Y-%m}"
    if row is None or row["month"] == to:
        return False
    await tx.batch(
        [
            (
                """
                UPDATE plan_lines SET month = ?, reason = ?, reason_text = ?, updated_at = ?,
                    plan_trip_id = NULL, position = NULL
                WHERE plan_line_id = ?
                """,
                (to, reason, reason_text, now, plan_line_id),
            ),
            history.entry(
                "plan_lines", plan_line_id, "moved", now=now, by=by,
                old={"month": row["month"]}, new={"month": to}, reason=reason_text or reason,
            ),
        ]
    )  # fmt: skip
    return True


async def cancel(
    tx: Tx,
    plan_line_id: int,
    *,
    reason: str,
    now: str,
    by: int | None,
    reason_text: str | None = None,
) -> bool:
    """Cancel a planned line; tell whether it still was planned."""
    return await _set_state(
        tx, plan_line_id, ("planned", "cancelled"), now=now, by=by, reason=(reason, reason_text)
    )


async def reopen(tx: Tx, plan_line_id: int, *, now: str, by: int | None) -> bool:
    """Plan a cancelled line again; tell whether it was cancelled."""
    return await _set_state(
        tx, plan_line_id, ("cancelled", "planned"), now=now, by=by, reason=(None, None)
    )


async def trip(db: Reader, plan_trip_id: int) -> PlanTrip | None:
    """Return one planned trip."""
    row = await db.one(f"{TRIP} WHERE t.plan_trip_id = ?", (plan_trip_id,))
    return None if row is None else _trip(row)


async def trips_between(db: Reader, first: date, last: date) -> list[PlanTrip]:
    """Return the trips planned for these days (both included) and not cancelled, in order."""
    rows = await db.all(
        f"""
        {TRIP} WHERE t.state = 'planned' AND t.goes_on BETWEEN ? AND ?
        ORDER BY t.goes_on, t.plan_trip_id
        """,
        (first.isoformat(), last.isoformat()),
    )
    return [_trip(row) for row in rows]


async def add_trip(
    tx: Tx,
    goes_on: date,
    travellers: Iterable[int],
    library_ids: Sequence[int],
    *,
    now: str,
    by: int,
    transport: str | None = None,
    leaves_at: str | None = None,
    note: str = "",
    tells_libraries: bool = False,
) -> int:
    """Plan a trip on a day; a library without an open line in that month gets one."""
    trip_id = await tx.insert(
        """
        INSERT INTO plan_trips (goes_on, leaves_at, transport, note, tells_libraries, made_by,
            created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            goes_on.isoformat(),
            leaves_at,
            transport,
            note,
            int(tells_libraries),
            by,
            now,
            now,
        ),
    )
    await tx.batch(
        [
            ("INSERT OR IGNORE INTO plan_trip_travellers VALUES (?, ?)", (trip_id, staff_id))
            for staff_id in travellers
        ]
    )
    await take_into_trip(tx, trip_id, goes_on, library_ids, now=now, by=by)
    await history.add(
        tx, "plan_trips", trip_id, "planned", now=now, by=by, new={"goes_on": goes_on}
    )
    return trip_id


async def take_into_trip(
    tx: Tx,
    plan_trip_id: int,
    goes_on: date,
    library_ids: Sequence[int],
    *,
    now: str,
    by: int | None,
) -> None:
    """Put libraries on a trip, in order: by their open line of the month, else by a new one."""
    month = f"{goes_on:%Y-%m}"
    for position, library_id in enumerate(library_ids, 1):
        key = await tx.value(
            """
            SELECT plan_line_id FROM plan_lines
            WHERE library_id = :library_id AND removed_at IS NULL
                AND (plan_trip_id = :trip_id AND state <> 'cancelled'
                    OR plan_trip_id IS NULL AND state = 'planned' AND month = :month)
            ORDER BY plan_trip_id IS NULL, plan_line_id LIMIT 1
            """,
            {"library_id": library_id, "month": month, "trip_id": plan_trip_id},
        )
        if key is None:
            key = await _line_for(tx, plan_trip_id, library_id, month, now=now, by=by)
        await tx.run(
            """
            UPDATE plan_lines SET plan_trip_id = ?, position = ?, updated_at = ?
            WHERE plan_line_id = ?
            """,
            (plan_trip_id, position, now, key),
        )


async def _line_for(
    tx: Tx, plan_trip_id: int, library_id: int, month: str, *, now: str, by: int | None
) -> int:
    """Make a line for a trip. It is put in as removed, then shown.

    An earlier visit of the month that was off the plan must not tick what is still to come.
    """
    key = await tx.insert(
        """
        INSERT INTO plan_lines (library_id, approved_month, month, staff_id, made_by, made_for,
            created_at, updated_at, removed_at)
        VALUES (:library_id, :month, :month, :by, :by, :trip_id, :now, :now, :now)
        """,
        {"library_id": library_id, "month": month, "by": by, "trip_id": plan_trip_id, "now": now},
    )
    await tx.run("UPDATE plan_lines SET removed_at = NULL WHERE plan_line_id = ?", (key,))
    await history.add(tx, "plan_lines", key, "planned", now=now, by=by, new={"month": month})
    return key


async def _set_state(
    tx: Tx,
    plan_line_id: int,
    states: tuple[str, str],
    *,
    now: str,
    by: int | None,
    reason: tuple[str | None, str | None],
) -> bool:
    was, becomes = states
    found = await tx.value(
        "SELECT 1 FROM plan_lines WHERE plan_line_id = ? AND state = ? AND removed_at IS NULL",
        (plan_line_id, was),
    )
    if found is None:
        return False
    code, words = reason
    change: Statement = (
        """
        UPDATE plan_lines SET state = ?, reason = ?, reason_text = ?, updated_at = ?
        WHERE plan_line_id = ?
        """,
        (becomes, code, words, now, plan_line_id),
    )
    entry = history.entry(
        "plan_lines", plan_line_id, becomes, now=now, by=by,
        old={"state": was}, new={"state": becomes}, reason=words or code,
    )  # fmt: skip
    await tx.batch([change, entry])
    return True


def _line(row: Row) -> PlanLine:
    return PlanLine(
        plan_line_id=row["plan_line_id"],
        library_id=row["library_id"],
        approved_month=date.fromisoformat(f"{row['approved_month']}-01"),
        month=date.fromisoformat(f"{row['month']}-01"),
        staff_id=row["staff_id"],
        state=row["state"],
        reason=row["reason"],
        reason_text=row["reason_text"],
        plan_trip_id=row["plan_trip_id"],
        position=row["position"],
        visit_id=row["visit_id"],
        visited_on=day(row["visited_on"]),
    )


def _trip(row: Row) -> PlanTrip:
    return PlanTrip(
        plan_trip_id=row["plan_trip_id"],
        goes_on=date.fromisoformat(row["goes_on"]),
        leaves_at=row["leaves_at"],
        transport=row["transport"],
        note=row["note"],
        state=row["state"],
        reason=row["reason"],
        reason_text=row["reason_text"],
        made_by=row["made_by"],
        travellers=tuple(json.loads(row["travellers"])),
        library_ids=tuple(json.loads(row["library_ids"])),
        recorded_ids=tuple(json.loads(row["recorded_ids"])),
        tells_libraries=bool(row["tells_libraries"]),
        sequence=row["sequence"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
