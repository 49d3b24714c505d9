"""Libraries and the settlements they serve; a closed library keeps its history."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Statement, Tx
from storage.records.days import day, iso
from storage.records.libraries import (
    Library,
    LibraryFields,
    Settlement,
    SettlementFields,
    Unvisited,
)

# A person's latest trips are enough to tell which libraries are "recent".
RECENT_TRIPS = 40

PUT = """
INSERT INTO libraries (code, short_ru, short_be, full_ru, full_be, kind, council_ru, council_be,
    latitude, longitude, days, hours, phone, closed_on, updated_at)
VALUES (:code, :short_ru, :short_be, :full_ru, :full_be, :kind, :council_ru, :council_be,
    :latitude, :longitude, :days, :hours, :phone, :closed_on, :now)
ON CONFLICT (code) DO UPDATE SET
    short_ru = excluded.short_ru, short_be = excluded.short_be, full_ru = excluded.full_ru,
    full_be = excluded.full_be, kind = excluded.kind, council_ru = excluded.council_ru,
    council_be = excluded.council_be, latitude = excluded.latitude,
    longitude = excluded.longitude, days = excluded.days, hours = excluded.hours,
    phone = excluded.phone, closed_on = excluded.closed_on, updated_at = excluded.updated_at
RETURNING library_id
"""

NOT_VISITED = """
SELECT library_id, last_on, (
    SELECT min(month) FROM plan_lines AS p
    WHERE p.library_id = found.library_id AND p.state = 'planned' AND p.removed_at IS NULL
        AND p.month >= :month
) AS month
FROM (
    SELECT l.library_id, l.council_ru, l.short_ru, (
        SELECT v.visited_on FROM visits AS v
        WHERE v.library_id = l.library_id AND v.outcome = 'held' AND v.removed_at IS NULL
        ORDER BY v.visited_on DESC LIMIT 1
    ) AS last_on
    FROM libraries AS l
    WHERE l.kind <> 'central' AND (l.closed_on IS NULL OR l.closed_on > :on)
) AS found
WHERE last_on IS NULL OR last_on <= :since
ORDER BY last_on, council_ru, short_ru
"""

PUT_SETTLEMENT = """
INSERT INTO settlements (library_id, name_ru, name_be, households, residents)
SELECT library_id, :name_ru, :name_be, :households, :residents
FROM libraries WHERE code = :library
ON CONFLICT (library_id, name_ru) DO UPDATE SET
    name_be = excluded.name_be, households = excluded.households, residents = excluded.residents
"""


async def by_id(db: Reader, library_id: int) -> Library | None:
    """Return one library."""
    row = await db.one("SELECT * FROM libraries WHERE library_id = ?", (library_id,))
    return None if row is None else Library.of(row)


async def by_code(db: Reader, code: str) -> Library | None:
    """Return the library that the institution calls `code`."""
    row = await db.one("SELECT * FROM libraries WHERE code = ?", (code,))
    return None if row is None else Library.of(row)


async def known(db: Reader) -> list[Library]:
    """Return every library, closed ones too, by council and name."""
    rows = await db.all("SELECT * FROM libraries ORDER BY council_ru, short_ru")
    return [Library.of(row) for row in rows]


async def open_on(db: Reader, on: date) -> list[Library]:
    """Return the libraries that work on `on`, by council and name."""
    rows = await db.all(
        """
        SELECT * FROM libraries WHERE closed_on IS NULL OR closed_on > ?
        ORDER BY council_ru, short_ru
        """,
        (on.isoformat(),),
    )
    return [Library.of(row) for row in rows]


async def with_coordinates(db: Reader, on: date) -> list[Library]:
    """Return the libraries open on `on` whose place on the map is known."""
    rows = await db.all(
        """
        SELECT * FROM libraries
        WHERE (closed_on IS NULL OR closed_on > ?)
            AND latitude IS NOT NULL AND longitude IS NOT NULL
        """,
        (on.isoformat(),),
    )
    return [Library.of(row) for row in rows]


async def of_staff(db: Reader, staff_id: int) -> list[Library]:
    """Return a person's libraries, the one whose hours rule the digest first."""
    rows = await db.all(
        """
        SELECT libraries.* FROM staff_libraries JOIN libraries USING (library_id)
        WHERE staff_id = ? ORDER BY position
        """,
        (staff_id,),
    )
    return [Library.of(row) for row in rows]


async def recent_for(db: Reader, staff_id: int, limit: int = 5) -> list[int]:
    """Return the ids of the libraries that a person travelled to lately, the latest first."""
    rows = await db.all(
        """
        SELECT v.library_id FROM (
            SELECT trip_id FROM trip_travellers WHERE staff_id = ?
            ORDER BY made_on DESC, trip_id DESC LIMIT ?
        ) AS lately JOIN visits AS v ON v.trip_id = lately.trip_id
        WHERE v.removed_at IS NULL
        GROUP BY v.library_id ORDER BY max(v.visited_on) DESC, max(v.visit_id) DESC LIMIT ?
        """,
        (staff_id, RECENT_TRIPS, limit),
    )
    return [row["library_id"] for row in rows]


async def not_visited_since(db: Reader, since: date, on: date) -> list[Unvisited]:
    """Return the libraries working on `on` without a visit after `since`, the longest first.

    A closed door is no visit. The central library visits itself every day and is left out.
    """
    rows = await db.all(
        NOT_VISITED,
        {"since": since.isoformat(), "on": on.isoformat(), "month": f"{on:%Y-%m}"},
    )
    return [
        Unvisited(
            library_id=row["library_id"],
            last_on=day(row["last_on"]),
            planned_month=day(row["month"] and f"{row['month']}-01"),
        )
        for row in rows
    ]


async def settlements(db: Reader, library_id: int) -> list[Settlement]:
    """Return the settlements that a library serves, the largest first."""
    rows = await db.all(
        """
        SELECT * FROM settlements WHERE library_id = ?
        ORDER BY households IS NULL, households DESC, settlement_id
        """,
        (library_id,),
    )
    return [Settlement(**dict(row)) for row in rows]


async def every_settlement(db: Reader) -> list[SettlementFields]:
    """Return all settlements with their library's code, as an import compares them."""
    rows = await db.all(
        """
        SELECT l.code AS library, s.name_ru, s.name_be, s.households, s.residents
        FROM settlements AS s JOIN libraries AS l USING (library_id) ORDER BY settlement_id
        """
    )
    return [SettlementFields(**dict(row)) for row in rows]


async def put(
    tx: Tx, libraries: Sequence[LibraryFields], *, now: str, by: int | None
) -> list[int]:
    """Insert new libraries and update known ones by code, with history; return their ids."""
    before = {library.code: library for library in await known(tx)}
    statements: list[Statement] = [
        (PUT, {**_columns(library), "now": now}) for library in libraries
    ]
    saved = await tx.batch(statements)
    ids = [int(rows[0]["library_id"]) for rows in saved]
    changes = [
        change
        for library_id, library in zip(ids, libraries, strict=True)
        for change in _changes(before.get(library.code), library, library_id, now, by)
    ]
    await tx.batch(changes)
    return ids


async def put_settlements(
    tx: Tx, settlements: Sequence[SettlementFields], *, now: str, by: int | None
) -> None:
    """Insert new settlements and update known ones by library and Russian name, with history."""
    before = {(s.library, s.name_ru): s for s in await every_settlement(tx)}
    statements: list[Statement] = []
    for settlement in settlements:
        key = (settlement.library, settlement.name_ru)
        old = asdict(before[key]) if key in before else {}
        was, became = history.differences(old, asdict(settlement))
        if became:
            action = "changed" if old else "added"
            statements += [
                (PUT_SETTLEMENT, asdict(settlement)),
                history.entry(
                    "settlements", "/".join(key), action, now=now, by=by, old=was, new=became
                ),
            ]
    await tx.batch(statements)


async def close(
    tx: Tx, library_id: int, on: date, *, now: str, by: int | None, reason: str | None = None
) -> None:
    """Close a library from `on`; its records stay."""
    await _set_closed(tx, library_id, on, "closed", now=now, by=by, reason=reason)


async def reopen(
    tx: Tx, library_id: int, *, now: str, by: int | None, reason: str | None = None
) -> None:
    """Open a library that was closed."""
    await _set_closed(tx, library_id, None, "reopened", now=now, by=by, reason=reason)


async def _set_closed(
    tx: Tx,
    library_id: int,
    on: date | None,
    action: str,
    *,
    now: str,
    by: int | None,
    reason: str | None,
) -> None:
    old = await tx.value("SELECT closed_on FROM libraries WHERE library_id = ?", (library_id,))
    await tx.batch(
        [
            (
                "UPDATE libraries SET closed_on = ?, updated_at = ? WHERE library_id = ?",
                (iso(on), now, library_id),
            ),
            history.entry(
                "libraries",
                library_id,
                action,
                now=now,
                by=by,
                old={"closed_on": old},
                new={"closed_on": iso(on)},
                reason=reason,
            ),
        ]
    )


def _columns(library: LibraryFields) -> dict[str, Any]:
    return {**asdict(library), "closed_on": iso(library.closed_on)}


def _changes(
    before: Library | None, library: LibraryFields, library_id: int, now: str, by: int | None
) -> list[Statement]:
    if before is None:
        new = {"code": library.code, "short_ru": library.short_ru}
        return [history.entry("libraries", library_id, "added", now=now, by=by, new=new)]
    old, new = history.differences(_columns(before), _columns(library))
    if not new:
        return []
    return [history.entry("libraries", library_id, "changed", now=now, by=by, old=old, new=new)]
