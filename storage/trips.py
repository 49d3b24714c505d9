"""Trips: one day, one or more libraries, one or more people; co-travellers share one."""

import json
from dataclasses import dataclass
from datetime import date

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.visits import Trip

SELECT = """
SELECT t.trip_id, t.made_on, t.transport, t.km,
    (SELECT json_group_array(staff_id) FROM trip_travellers
        WHERE trip_id = t.trip_id) AS travellers,
    (SELECT json_group_array(library_id) FROM (
        SELECT library_id FROM visits WHERE trip_id = t.trip_id AND removed_at IS NULL
        ORDER BY visit_id)) AS library_ids
FROM trips AS t
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """What «Да, добавить меня» did: the common trip, and how many own visits came along."""

    trip_id: int
    moved_visits: int


async def by_id(db: Reader, trip_id: int) -> Trip | None:
    """Return one trip with its people and libraries."""
    row = await db.one(f"{SELECT} WHERE t.trip_id = ?", (trip_id,))
    return None if row is None else _read(row)


async def on_day(db: Reader, staff_id: int, on: date) -> list[Trip]:
    """Return the trips that a person travelled on a day, the latest first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE t.trip_id IN (
            SELECT trip_id FROM trip_travellers WHERE staff_id = ? AND made_on = ?)
        ORDER BY t.trip_id DESC
        """,
        (staff_id, on.isoformat()),
    )
    return [_read(row) for row in rows]


async def join(
    tx: Tx,
    visit_id: int,
    staff_id: int,
    *,
    now: str,
    by: int | None,
    own_trip_id: int | None = None,
) -> Joined:
    """Add a co-traveller to the trip of a visit: the visit is counted once, the people both.

    `own_trip_id`, the joiner's separate trip of that day, is merged into it with its visits
    and people. Raises KeyError where there is no such visit.
    """
    row = await tx.one("SELECT trip_id, visited_on FROM visits WHERE visit_id = ?", (visit_id,))
    if row is None:
        raise KeyError(visit_id)
    trip_id, on = int(row["trip_id"]), row["visited_on"]
    await tx.batch(
        [
            ("INSERT OR IGNORE INTO trip_travellers VALUES (?, ?, ?)", (trip_id, staff_id, on)),
            history.entry("trips", trip_id, "joined", now=now, by=by, new={"staff_id": staff_id}),
        ]
    )
    if own_trip_id is None or own_trip_id == trip_id:
        return Joined(trip_id, 0)
    return Joined(trip_id, await _merge(tx, own_trip_id, trip_id, staff_id, on, now=now, by=by))


async def _merge(
    tx: Tx, own: int, common: int, staff_id: int, on: str, *, now: str, by: int | None
) -> int:
    """Move the visits of trip `own` to `common` and drop it; 0 where it is not theirs that day."""
    theirs = await tx.value(
        "SELECT 1 FROM trip_travellers WHERE trip_id = ? AND staff_id = ? AND made_on = ?",
        (own, staff_id, on),
    )
    if theirs is None:
        return 0
    trips = {"own": own, "common": common}
    statements: list[Statement] = [
        ("SELECT visit_id FROM visits WHERE trip_id = :own ORDER BY visit_id", trips),
        ("UPDATE visits SET trip_id = :common WHERE trip_id = :own", trips),
        (
            """
            INSERT OR IGNORE INTO trip_travellers
            SELECT :common, staff_id, made_on FROM trip_travellers WHERE trip_id = :own
            """,
            trips,
        ),
        (
            """
            UPDATE trips SET transport = coalesce(trips.transport, own.transport),
                km = coalesce(trips.km, own.km)
            FROM (SELECT transport, km FROM trips WHERE trip_id = :own) AS own
            WHERE trip_id = :common
            """,
            trips,
        ),
        ("DELETE FROM trip_travellers WHERE trip_id = :own", trips),
        ("DELETE FROM trips WHERE trip_id = :own", trips),
    ]
    moved = [row["visit_id"] for row in (await tx.batch(statements))[0]]
    await history.add(
        tx,
        "trips",
        own,
        "merged",
        now=now,
        by=by,
        old={"visit_ids": moved},
        new={"trip_id": common},
    )
    return len(moved)


def _read(row: Row) -> Trip:
    return Trip(
        trip_id=row["trip_id"],
        made_on=date.fromisoformat(row["made_on"]),
        transport=row["transport"],
        km=row["km"],
        travellers=tuple(json.loads(row["travellers"])),
        library_ids=tuple(json.loads(row["library_ids"])),
    )
