"""Visits: one library of a trip each; saved in one hop, changed with history, never deleted.

Lists run newest first by keyset, so that a million visits read like a hundred.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from storage import history, on_behalf, recommendations
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day, iso
from storage.records.history import Change
from storage.records.visits import (
    Counts,
    Finding,
    KnownVisit,
    NewRecommendation,
    NewVisit,
    Recommendation,
    Saved,
    Visit,
    VisitCursor,
    VisitFields,
    VisitRow,
)

# «Как в прошлый раз» looks at so many of the author's latest visits.
REMEMBERED_VISITS = 200

CARD = """
SELECT v.*, t.transport, t.km,
    (SELECT json_group_array(purpose) FROM (
        SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id
        ORDER BY position)) AS purposes,
    (SELECT json_group_array(json_array(area, finding)) FROM (
        SELECT area, finding FROM visit_findings WHERE visit_id = v.visit_id
        ORDER BY position)) AS findings,
    (SELECT json_group_array(file_id) FROM (
        SELECT file_id FROM visit_files WHERE visit_id = v.visit_id
        ORDER BY position)) AS file_ids,
    (SELECT json_group_array(staff_id) FROM trip_travellers
        WHERE trip_id = v.trip_id) AS travellers
FROM visits AS v JOIN trips AS t USING (trip_id)
"""
LINE = """
SELECT v.visit_id, v.trip_id, v.library_id, v.visited_on, v.outcome, v.done, v.needs_text,
    v.confirmation, v.staff_id, v.created_at,
    (SELECT json_group_array(purpose) FROM (
        SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id
        ORDER BY position)) AS purposes,
    (SELECT json_group_array(staff_id) FROM trip_travellers
        WHERE trip_id = v.trip_id) AS travellers
"""
NEWEST_FIRST = " ORDER BY v.visited_on DESC, v.trip_id DESC, v.visit_id DESC"

INSERT_TRIP = "INSERT INTO trips (made_on, transport, km, created_at) VALUES (?, ?, ?, ?)"
COMPLETE_TRIP = """
UPDATE trips SET transport = coalesce(?, transport), km = coalesce(?, km) WHERE trip_id = ?
"""
# trip_travellers and the parts of a visit have no rowid, so after any number of them
# last_insert_rowid() is still the trip's (then the visit's): a whole visit is one hop.
INSERT_TRAVELLER = """
INSERT OR IGNORE INTO trip_travellers (trip_id, staff_id, made_on)
VALUES (coalesce(?, last_insert_rowid()), ?, ?)
"""
INSERT = """
INSERT INTO visits (trip_id, library_id, visited_on, outcome, done, voice_file_id, assessment,
    staff_met, next_visit_on, needs_text, staff_id, entered_by, source, submission_id,
    confirmation, created_at, updated_at)
VALUES (coalesce(:trip_id, last_insert_rowid()), :library_id, :visited_on, :outcome, :done,
    :voice_file_id, :assessment, :staff_met, :next_visit_on, :needs_text, :staff_id, :entered_by,
    :source, :submission_id, :confirmation, :now, :now)
RETURNING visit_id, trip_id
"""
UPDATE = """
UPDATE visits SET library_id = :library_id, visited_on = :visited_on, outcome = :outcome,
    done = :done, voice_file_id = :voice_file_id, assessment = :assessment,
    staff_met = :staff_met, next_visit_on = :next_visit_on, needs_text = :needs_text,
    confirmation = coalesce(:confirmation, confirmation), updated_at = :now
WHERE visit_id = :visit_id
"""
PARTS = {
    "visit_purposes": "INSERT INTO visit_purposes VALUES (coalesce(?, last_insert_rowid()), ?, ?)",
    "visit_findings": (
        "INSERT INTO visit_findings VALUES (coalesce(?, last_insert_rowid()), ?, ?, ?)"
    ),
    "visit_files": "INSERT INTO visit_files VALUES (coalesce(?, last_insert_rowid()), ?, ?)",
}


# A row value alone would not bound the index, hence the plain <= :last beside it.
AFTER = "(v.visited_on, v.trip_id, v.visit_id) < (:on, :trip_id, :visit_id)"
OF_SOURCE = "(:source IS NULL OR v.source = :source)"
LISTED = f"v.removed_at IS NULL AND {OF_SOURCE}"
OF_DAYS = f"v.visited_on BETWEEN :first AND :last AND {AFTER} AND {LISTED}"
PAGES = {  # (of a traveller, of a library)
    (False, False): f"{LINE} FROM visits AS v WHERE {OF_DAYS} {NEWEST_FIRST} LIMIT :limit",
    (False, True): f"""
        {LINE} FROM visits AS v WHERE v.library_id = :library_id AND {OF_DAYS}
        {NEWEST_FIRST} LIMIT :limit
    """,
    (True, False): f"""
        {LINE} FROM trip_travellers AS tt CROSS JOIN visits AS v ON v.trip_id = tt.trip_id
        WHERE tt.staff_id = :staff_id AND tt.made_on BETWEEN :first AND :last
            AND (tt.made_on, tt.trip_id, v.visit_id) < (:on, :trip_id, :visit_id)
            AND {LISTED}
        ORDER BY tt.made_on DESC, tt.trip_id DESC, v.visit_id DESC LIMIT :limit
    """,
    (True, True): f"""
        {LINE} FROM visits AS v WHERE v.library_id = :library_id AND {OF_DAYS}
            AND EXISTS (SELECT 1 FROM trip_travellers AS tt
                WHERE tt.trip_id = v.trip_id AND tt.staff_id = :staff_id)
        {NEWEST_FIRST} LIMIT :limit
    """,
}
COUNT = """
SELECT sum(v.outcome = 'held') AS visits, count(DISTINCT v.trip_id) AS trips
"""
BETWEEN = f"BETWEEN :first AND :last AND {LISTED}"
COUNTS = {  # (of a traveller, of a library)
    (False, False): f"{COUNT} FROM visits AS v WHERE v.visited_on {BETWEEN}",
    (False, True): f"""
        {COUNT} FROM visits AS v WHERE v.library_id = :library_id AND v.visited_on {BETWEEN}
    """,
    (True, False): f"""
        {COUNT} FROM trip_travellers AS tt CROSS JOIN visits AS v ON v.trip_id = tt.trip_id
        WHERE tt.staff_id = :staff_id AND tt.made_on {BETWEEN}
    """,
    (True, True): f"""
        {COUNT} FROM trip_travellers AS tt CROSS JOIN visits AS v ON v.trip_id = tt.trip_id
        WHERE tt.staff_id = :staff_id AND v.library_id = :library_id AND tt.made_on {BETWEEN}
    """,
}
COUNTS_OF_YEAR = "SELECT visits, trips FROM visit_counts WHERE year = ?"
LAST_ID = 2**63 - 1  # SQLite's largest; a first page starts after it
PARSED = {
    "visited_on",
    "next_visit_on",
    "purposes",
    "findings",
    "file_ids",
    "travellers",
    "recommendations",
}


async def save(tx: Tx, new: NewVisit, *, now: str) -> Saved:
    """Save a visit on the trip it continues, or on a new one; return ids and the year's counts.

    A trip that was meanwhile merged into a co-traveller's is followed there.
    """
    trip_id = await _continued(tx, new) if new.trip_id else None
    travellers = dict.fromkeys((new.staff_id, *new.travellers))
    on = new.visited_on.isoformat()
    statements: list[Statement] = []
    if trip_id is None:
        statements.append((INSERT_TRIP, (on, new.transport, new.km, now)))
    statements += [(INSERT_TRAVELLER, (trip_id, staff_id, on)) for staff_id in travellers]
    if trip_id is not None and (new.transport or new.km is not None):
        statements.append((COMPLETE_TRIP, (new.transport, new.km, trip_id)))
    place = len(statements)
    statements.append(
        (INSERT, {**_columns(new), **_authorship(new), "trip_id": trip_id, "now": now})
    )
    statements += _parts(None, new)
    # Recommendations have rowids: they come last and find the visit by its id.
    statements += [
        recommendations.insert(item, visit_id=None, now=now) for item in new.recommendations
    ]
    statements.append((COUNTS_OF_YEAR, (f"{new.visited_on.year:04}",)))
    results = await tx.batch(statements)
    row = results[place][0]
    return Saved(row["visit_id"], row["trip_id"], _counted(results[-1]))


async def update(
    tx: Tx,
    visit_id: int,
    new: VisitFields,
    *,
    now: str,
    by: int | None,
    recommended: Sequence[NewRecommendation] | None = None,
    confirmation: str | None = None,
    reason: str | None = None,
) -> None:
    """Replace what a visit says, with history; the other visits of its trip keep their day.

    Travellers and transport change for the whole trip. `recommended` None leaves the
    recommendations alone. Raises KeyError where there is no such visit.
    """
    old = await by_id(tx, visit_id)
    if old is None:
        raise KeyError(visit_id)
    was, became = history.differences(_stated(old), _stated(new))
    statements = await _trip_changes(tx, old, new, now)
    statements.append(
        (
            UPDATE,
            {**_columns(new), "confirmation": confirmation, "now": now, "visit_id": visit_id},
        )
    )
    statements += [(f"DELETE FROM {part} WHERE visit_id = ?", (visit_id,)) for part in PARTS]
    statements += _parts(visit_id, new)
    if recommended is not None:
        statements += recommendations.replace(
            visit_id, old.recommendations, recommended, now=now, by=by
        )
    if became:
        statements.append(
            history.entry(
                "visits", visit_id, "changed", now=now, by=by, old=was, new=became, reason=reason
            )
        )
    statements.append(on_behalf.changed("visits", visit_id, by=by, now=now))
    await tx.batch(statements)


async def by_id(db: Reader, visit_id: int) -> Visit | None:
    """Return a visit with everything on its card, removed or not, in one hop."""
    rows, recommended = await db.batch(
        [
            (f"{CARD} WHERE v.visit_id = ?", (visit_id,)),
            (
                f"{recommendations.SELECT} WHERE r.visit_id = ? ORDER BY r.recommendation_id",
                (visit_id,),
            ),
        ]
    )
    return _read(rows[0], recommended) if rows else None


async def listed(
    db: Reader,
    *,
    staff_id: int | None = None,
    library_id: int | None = None,
    first: date = date.min,
    last: date = date.max,
    after: VisitCursor | None = None,
    source: str | None = None,
    limit: int = 10,
) -> list[VisitRow]:
    """Return visits newest first: of a traveller, of a library, of both, or all.

    Both days are included; `source` None: whatever they were entered from; `after` is the
    cursor of the last line of the page before. Removed visits are left out.
    """
    start = after or VisitCursor(date.max, LAST_ID, LAST_ID)
    values = {
        "staff_id": staff_id,
        "library_id": library_id,
        "first": first.isoformat(),
        "last": min(last, start.visited_on).isoformat(),
        "on": start.visited_on.isoformat(),
        "trip_id": start.trip_id,
        "visit_id": start.visit_id,
        "source": source,
        "limit": limit,
    }
    return _lines(await db.all(PAGES[staff_id is not None, library_id is not None], values))


async def span(db: Reader) -> tuple[date, date] | None:
    """Return the days of the first and the last visit, for choosing a month; None without any."""
    row = await db.one(
        """
        SELECT (SELECT min(visited_on) FROM visits) AS first_on,
            (SELECT max(visited_on) FROM visits) AS last_on
        """
    )
    if row is None or row["first_on"] is None:
        return None
    return date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])


async def counts(db: Reader, year: int) -> Counts:
    """Return a year's visits and trips from the running counts."""
    return _counted(await db.all(COUNTS_OF_YEAR, (f"{year:04}",)))


async def counts_between(
    db: Reader,
    first: date,
    last: date,
    *,
    staff_id: int | None = None,
    library_id: int | None = None,
    source: str | None = None,
) -> Counts:
    """Count visits and trips of some days, both included; for a whole year use `counts`."""
    row = await db.one(
        COUNTS[staff_id is not None, library_id is not None],
        {
            "staff_id": staff_id,
            "library_id": library_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "source": source,
        },
    )
    return Counts(row["visits"] or 0, row["trips"]) if row else Counts(0, 0)


async def last_purposes(db: Reader, staff_id: int, library_id: int) -> tuple[str, ...]:
    """Return the purposes of the author's last visit to the library, else of the last one.

    Empty where the author has made none; «библиотека не работала» has no purposes.
    """
    row = await db.one(
        """
        SELECT (SELECT json_group_array(purpose) FROM (
            SELECT purpose FROM visit_purposes WHERE visit_id = recent.visit_id
            ORDER BY position)) AS purposes
        FROM (
            SELECT visit_id, visited_on, library_id FROM visits
            WHERE staff_id = :staff_id AND removed_at IS NULL AND outcome = 'held'
            ORDER BY visited_on DESC, visit_id DESC LIMIT :limit
        ) AS recent
        ORDER BY library_id = :library_id DESC, visited_on DESC, visit_id DESC LIMIT 1
        """,
        {"staff_id": staff_id, "library_id": library_id, "limit": REMEMBERED_VISITS},
    )
    return () if row is None else tuple(json.loads(row["purposes"]))


async def same_library_day(db: Reader, library_id: int, on: date) -> list[VisitRow]:
    """Return the visits of a library on a day, for «Вы ездили вместе?»; the latest first."""
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.library_id = ? AND v.visited_on = ? AND v.removed_at IS NULL {NEWEST_FIRST}
        """,
        (library_id, on.isoformat()),
    )
    return _lines(rows)


async def needing_text(db: Reader, staff_id: int) -> list[VisitRow]:
    """Return the author's visits that have a voice message only, the latest first."""
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.needs_text = 1 AND v.removed_at IS NULL AND v.staff_id = ? {NEWEST_FIRST}
        """,
        (staff_id,),
    )
    return _lines(rows)


async def needing_text_between(db: Reader, first: date, last: date) -> list[VisitRow]:
    """Return the visits whose missing text stops the closing of a period, the latest first."""
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.needs_text = 1 AND v.removed_at IS NULL
            AND v.visited_on BETWEEN ? AND ? {NEWEST_FIRST}
        """,
        (first.isoformat(), last.isoformat()),
    )
    return _lines(rows)


async def some(db: Reader, visit_ids: Iterable[int]) -> list[VisitRow]:
    """Return those of the named visits that are not removed, the latest first."""
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.visit_id IN (SELECT value FROM json_each(?)) AND v.removed_at IS NULL
        {NEWEST_FIRST}
        """,
        (json.dumps(list(visit_ids)),),
    )
    return _lines(rows)


async def unconfirmed(
    db: Reader, library_ids: Iterable[int], since: date = date.min, limit: int = 50
) -> list[VisitRow]:
    """Return the visits to some libraries that wait for «Всё так», the latest first."""
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.visit_id IN (
            SELECT visit_id FROM visits
            WHERE confirmation = 'waiting' AND removed_at IS NULL
                AND library_id IN (SELECT value FROM json_each(?)) AND visited_on >= ?
            ORDER BY visited_on DESC, trip_id DESC, visit_id DESC LIMIT ?)
        {NEWEST_FIRST}
        """,
        (json.dumps(list(library_ids)), since.isoformat(), limit),
    )
    return _lines(rows)


async def disputed(db: Reader, staff_id: int | None = None) -> list[VisitRow]:
    """Return the visits with «Есть неточность», of an author or all; the latest first."""
    author = "" if staff_id is None else "AND v.staff_id = ?"
    rows = await db.all(
        f"""
        {LINE} FROM visits AS v
        WHERE v.confirmation = 'disputed' AND v.removed_at IS NULL {author} {NEWEST_FIRST}
        """,
        () if staff_id is None else (staff_id,),
    )
    return _lines(rows)


async def write_text(tx: Tx, visit_id: int, done: str, *, now: str, by: int | None) -> None:
    """Write the line of the journal; a visit with voice only needs no text any more."""
    old = await tx.value("SELECT done FROM visits WHERE visit_id = ?", (visit_id,))
    change = history.entry(
        "visits", visit_id, "changed", now=now, by=by, old={"done": old}, new={"done": done}
    )
    await tx.batch(
        [
            (
                """
                UPDATE visits SET done = :done, updated_at = :now,
                    needs_text = (voice_file_id IS NOT NULL AND :done = '')
                WHERE visit_id = :visit_id
                """,
                {"done": done, "now": now, "visit_id": visit_id},
            ),
            change,
            on_behalf.changed("visits", visit_id, by=by, now=now),
        ]
    )


async def add_files(
    tx: Tx, visit_id: int, file_ids: Sequence[int], *, now: str, by: int | None
) -> None:
    """Attach photos after those that the visit has."""
    statements: list[Statement] = [
        (
            """
            INSERT INTO visit_files (visit_id, position, file_id)
            SELECT :visit_id, 1 + coalesce(max(position), -1), :file_id
            FROM visit_files WHERE visit_id = :visit_id
            """,
            {"visit_id": visit_id, "file_id": file_id},
        )
        for file_id in file_ids
    ]
    change = history.entry(
        "visits", visit_id, "changed", now=now, by=by, new={"file_ids": list(file_ids)}
    )
    await tx.batch([*statements, change])


async def ask(tx: Tx, visit_id: int) -> None:
    """Note that the librarian was asked to confirm."""
    await tx.run(
        "UPDATE visits SET confirmation = 'waiting', dispute = NULL WHERE visit_id = ?",
        (visit_id,),
    )


async def confirm(tx: Tx, visit_id: int, *, by: int, now: str) -> bool:
    """Keep «Всё так»; False where it was said before or the visit is removed."""
    return await _answer(tx, visit_id, "confirmed", None, by=by, now=now)


async def dispute(tx: Tx, visit_id: int, line: str, *, by: int, now: str) -> bool:
    """Keep «Есть неточность» with the librarian's line; a later line replaces the earlier."""
    return await _answer(tx, visit_id, "disputed", line, by=by, now=now)


async def remove(tx: Tx, visit_id: int, reason: str, *, by: int, now: str) -> bool:
    """Remove a mistaken visit; False where it is removed already."""
    changed = await tx.run(
        """
        UPDATE visits SET removed_at = ?, removed_by = ?, removed_reason = ?
        WHERE visit_id = ? AND removed_at IS NULL
        """,
        (now, by, reason, visit_id),
    )
    if changed:
        await history.add(tx, "visits", visit_id, "removed", now=now, by=by, reason=reason)
    return changed > 0


async def restore(tx: Tx, visit_id: int, *, by: int, now: str, reason: str | None = None) -> bool:
    """Bring a removed visit back; False where it was not removed."""
    changed = await tx.run(
        """
        UPDATE visits SET removed_at = NULL, removed_by = NULL, removed_reason = NULL
        WHERE visit_id = ? AND removed_at IS NOT NULL
        """,
        (visit_id,),
    )
    if changed:
        await history.add(tx, "visits", visit_id, "restored", now=now, by=by, reason=reason)
    return changed > 0


async def changes(db: Reader, visit_id: int) -> list[Change]:
    """Return the history of a visit and its recommendations, the oldest first."""
    rows = await db.all(
        """
        SELECT at, staff_id, subject, subject_id, action, old, new, reason FROM history
        WHERE (subject = 'visits' AND subject_id = CAST(:visit_id AS TEXT))
            OR (subject = 'recommendations' AND subject_id IN (
                SELECT CAST(recommendation_id AS TEXT) FROM recommendations
                WHERE visit_id = :visit_id))
        ORDER BY history_id
        """,
        {"visit_id": visit_id},
    )
    return [history.read(row) for row in rows]


async def known_between(db: Reader, first: date, last: date) -> list[KnownVisit]:
    """Return the visits of some days as an import compares them, removed ones too."""
    rows = await db.all(
        """
        SELECT v.visit_id, v.trip_id, v.visited_on, l.code AS library, v.done, v.outcome, v.source,
            t.transport, v.removed_at IS NOT NULL AS is_removed,
            (SELECT json_group_array(purpose) FROM (
                SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id
                ORDER BY position)) AS purposes,
            (SELECT json_group_array(s.code) FROM trip_travellers AS tt JOIN staff AS s
                USING (staff_id) WHERE tt.trip_id = v.trip_id AND s.code IS NOT NULL) AS travellers
        FROM visits AS v JOIN trips AS t USING (trip_id) JOIN libraries AS l USING (library_id)
        WHERE v.visited_on BETWEEN ? AND ? ORDER BY v.visit_id
        """,
        (first.isoformat(), last.isoformat()),
    )
    return [
        KnownVisit(
            **{
                **dict(row),
                "visited_on": date.fromisoformat(row["visited_on"]),
                "purposes": tuple(json.loads(row["purposes"])),
                "travellers": tuple(json.loads(row["travellers"])),
                "is_removed": bool(row["is_removed"]),
            }
        )
        for row in rows
    ]


def _counted(rows: list[Row]) -> Counts:
    return Counts(rows[0]["visits"], rows[0]["trips"]) if rows else Counts(0, 0)


async def _continued(tx: Tx, new: NewVisit) -> int | None:
    """Return the author's trip of that day, the named one first; None starts a new one."""
    row = await tx.one(
        """
        SELECT trip_id FROM trip_travellers WHERE staff_id = :staff_id AND made_on = :on
        ORDER BY trip_id = :trip_id DESC, trip_id DESC LIMIT 1
        """,
        {"staff_id": new.staff_id, "on": new.visited_on.isoformat(), "trip_id": new.trip_id},
    )
    return None if row is None else int(row["trip_id"])


async def _trip_changes(tx: Tx, old: Visit, new: VisitFields, now: str) -> list[Statement]:
    """Return what changes the trip; a new day takes the visit out of a trip with others."""
    travellers = new.travellers or old.travellers
    on = new.visited_on.isoformat()
    trip: int | None = old.trip_id
    statements: list[Statement] = []
    if new.visited_on != old.visited_on and await _has_others(tx, old):
        trip = None
        statements.append((INSERT_TRIP, (on, new.transport, new.km, now)))
    else:
        statements += [
            (
                "UPDATE trips SET made_on = ?, transport = ?, km = ? WHERE trip_id = ?",
                (on, new.transport, new.km, trip),
            ),
            ("DELETE FROM trip_travellers WHERE trip_id = ?", (trip,)),
        ]
    statements += [(INSERT_TRAVELLER, (trip, staff_id, on)) for staff_id in travellers]
    if trip is None:
        move = "UPDATE visits SET trip_id = last_insert_rowid(), visited_on = ? WHERE visit_id = ?"
        statements.append((move, (on, old.visit_id)))
    return statements


async def _has_others(tx: Tx, visit: Visit) -> bool:
    found = await tx.value(
        "SELECT 1 FROM visits WHERE trip_id = ? AND visit_id <> ? LIMIT 1",
        (visit.trip_id, visit.visit_id),
    )
    return found is not None


async def _answer(
    tx: Tx, visit_id: int, answer: str, line: str | None, *, by: int, now: str
) -> bool:
    changed = await tx.run(
        """
        UPDATE visits SET confirmation = :answer, confirmed_by = :by, dispute = :line
        WHERE visit_id = :visit_id AND removed_at IS NULL
            AND (confirmation <> :answer OR dispute IS NOT :line)
        """,
        {"answer": answer, "by": by, "line": line, "visit_id": visit_id},
    )
    if changed:
        await history.add(tx, "visits", visit_id, answer, now=now, by=by, new=line)
    return changed > 0


def _columns(visit: VisitFields) -> dict[str, Any]:
    return {
        "library_id": visit.library_id,
        "visited_on": visit.visited_on.isoformat(),
        "outcome": visit.outcome,
        "done": visit.done,
        "voice_file_id": visit.voice_file_id,
        "assessment": visit.assessment,
        "staff_met": visit.staff_met,
        "next_visit_on": iso(visit.next_visit_on),
        "needs_text": visit.needs_text,
    }


def _authorship(new: NewVisit) -> dict[str, Any]:
    return {
        "staff_id": new.staff_id,
        "entered_by": new.entered_by,
        "source": new.source,
        "submission_id": new.submission_id,
        "confirmation": new.confirmation,
    }


def _parts(visit_id: int | None, visit: VisitFields) -> list[Statement]:
    """Return the statements that insert a visit's purposes, findings and files."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "visit_purposes": [(purpose,) for purpose in visit.purposes],
        "visit_findings": [(finding.area, finding.finding) for finding in visit.findings],
        "visit_files": [(file_id,) for file_id in visit.file_ids],
    }
    return [
        (PARTS[part], (visit_id, position, *values))
        for part, items in rows.items()
        for position, values in enumerate(items)
    ]


def _stated(visit: VisitFields) -> dict[str, Any]:
    """Return what a visit says as JSON holds it, to tell what an edit changes."""
    return {
        **_columns(visit),
        "purposes": list(visit.purposes),
        "findings": [[finding.area, finding.finding] for finding in visit.findings],
        "file_ids": list(visit.file_ids),
        "travellers": sorted(visit.travellers),
        "transport": visit.transport,
        "km": visit.km,
    }


def _read(row: Row, recommended: list[Row]) -> Visit:
    plain = {f.name: row[f.name] for f in fields(Visit) if f.name not in PARSED}
    return Visit(
        **plain,
        visited_on=date.fromisoformat(row["visited_on"]),
        next_visit_on=day(row["next_visit_on"]),
        purposes=tuple(json.loads(row["purposes"])),
        findings=tuple(Finding(area=a, finding=f) for a, f in json.loads(row["findings"])),
        file_ids=tuple(json.loads(row["file_ids"])),
        travellers=tuple(json.loads(row["travellers"])),
        recommendations=tuple(Recommendation.of(item) for item in recommended),
    )


def _lines(rows: list[Row]) -> list[VisitRow]:
    return [
        VisitRow(
            visit_id=row["visit_id"],
            trip_id=row["trip_id"],
            library_id=row["library_id"],
            visited_on=date.fromisoformat(row["visited_on"]),
            outcome=row["outcome"],
            purposes=tuple(json.loads(row["purposes"])),
            done=row["done"],
            needs_text=bool(row["needs_text"]),
            confirmation=row["confirmation"],
            staff_id=row["staff_id"],
            travellers=tuple(json.loads(row["travellers"])),
            created_at=row["created_at"],
        )
        for row in rows
    ]
