"""Who was at the sessions of the school of library mastery, and what they said of them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.attendance import Attended, Feedback, Mark, Progress

SUBJECT: Final = "attendance"  # in the history, by session
# A session counts as held when it was rolled, or somebody is known to have been there.
HELD: Final = """
(s.cancelled_at IS NULL AND (s.rolled_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM attendance AS h WHERE h.session_id = s.session_id AND h.is_present)))
"""
PUT: Final = """
INSERT INTO attendance (session_id, staff_id, is_present, reason, way, marked_at, marked_by)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (session_id, staff_id) DO UPDATE SET is_present = excluded.is_present,
    reason = excluded.reason, way = excluded.way, marked_at = excluded.marked_at,
    marked_by = excluded.marked_by
"""


# -------------------------------------------------------------------- marks


async def marks(db: Reader, session_id: int) -> dict[int, Mark]:
    """Return who is known to have been at a session or not, by person."""
    rows = await db.all(
        "SELECT * FROM attendance WHERE session_id = ? ORDER BY staff_id", (session_id,)
    )
    return {row["staff_id"]: _mark(row) for row in rows}


async def put(tx: Tx, made: Iterable[Mark]) -> None:
    """Keep marks in the place of earlier ones of the same people."""
    statements: list[Statement] = []
    for one in made:
        values = (one.session_id, one.staff_id, int(one.is_present), one.reason, one.way)
        new = {"staff_id": one.staff_id, "is_present": one.is_present, "reason": one.reason}
        statements += [
            (PUT, (*values, one.marked_at, one.marked_by)),
            history.entry(
                SUBJECT, one.session_id, one.way, now=one.marked_at, by=one.marked_by, new=new
            ),
        ]
    await tx.batch(statements)


async def drop(tx: Tx, session_id: int, staff_id: int, *, now: str, by: int) -> bool:
    """Take somebody off who was added by mistake; False where they are not there."""
    changed = await tx.run(
        "DELETE FROM attendance WHERE session_id = ? AND staff_id = ?", (session_id, staff_id)
    )
    if changed:
        old = {"staff_id": staff_id}
        await history.add(tx, SUBJECT, session_id, "unmarked", now=now, by=by, old=old)
    return changed > 0


async def finish(tx: Tx, session_id: int, *, now: str, by: int) -> bool:
    """Note that the list of a session is complete; False where it was already."""
    changed = await tx.run(
        "UPDATE sessions SET rolled_at = ? WHERE session_id = ? AND rolled_at IS NULL",
        (now, session_id),
    )
    if changed:
        await history.add(tx, "sessions", session_id, "rolled", now=now, by=by)
    return changed > 0


async def unrolled(db: Reader, first: date, last: date) -> list[int]:
    """Return the announced sessions of these days (both included) that are not rolled yet."""
    rows = await db.all(
        "SELECT session_id FROM sessions WHERE held_on BETWEEN ? AND ? AND rolled_at IS NULL "
        "AND cancelled_at IS NULL AND announced_at IS NOT NULL ORDER BY held_on, begins_at",
        (first.isoformat(), last.isoformat()),
    )
    return [row["session_id"] for row in rows]


def _mark(row: Row) -> Mark:
    return Mark(**{**dict(row), "is_present": bool(row["is_present"])})


# -------------------------------------------------------------------- of a class, of a person


async def progress(db: Reader, class_id: int) -> dict[int, Progress]:
    """Return how far each member of a class is, of the sessions held while they were in it."""
    rows = await db.all(
        f"""
        SELECT m.staff_id, count(a.staff_id) AS sessions,
            coalesce(sum(iif(a.staff_id IS NULL, 0, s.hours)), 0.0) AS hours,
            count(s.session_id) AS held_sessions, coalesce(sum(s.hours), 0.0) AS held_hours,
            min(iif(a.staff_id IS NULL, NULL, s.held_on)) AS first_on,
            max(iif(a.staff_id IS NULL, NULL, s.held_on)) AS last_on
        FROM class_members AS m
        LEFT JOIN sessions AS s ON s.class_id = m.class_id AND {HELD}
            AND m.since_on <= s.held_on AND (m.until_on IS NULL OR s.held_on < m.until_on)
        LEFT JOIN attendance AS a ON a.session_id = s.session_id AND a.staff_id = m.staff_id
            AND a.is_present
        WHERE m.class_id = ? GROUP BY m.staff_id ORDER BY m.staff_id
        """,
        (class_id,),
    )
    return {row["staff_id"]: _progress(row) for row in rows}


def _progress(row: Row) -> Progress:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("first_on", "last_on")
    }
    return Progress(**{**dict(row), **days})


async def of_person(db: Reader, staff_id: int) -> list[Attended]:
    """Return the sessions that a person was at: by year (the latest first), class and day."""
    rows = await db.all(
        """
        SELECT s.session_id, c.title AS class_title, c.year, s.held_on, s.form, s.topic, s.hours
        FROM attendance AS a JOIN sessions AS s USING (session_id) JOIN classes AS c
            USING (class_id)
        WHERE a.staff_id = ? AND a.is_present AND s.cancelled_at IS NULL
        ORDER BY c.year DESC, c.position, c.class_id, s.held_on, s.begins_at, s.session_id
        """,
        (staff_id,),
    )
    return [
        Attended(**{**dict(row), "held_on": date.fromisoformat(row["held_on"])}) for row in rows
    ]


# -------------------------------------------------------------------- feedback


async def answer(tx: Tx, said: Feedback) -> bool:
    """Keep what somebody says of a session; False where they have said it already."""
    values = (
        said.session_id,
        said.staff_id,
        said.form,
        said.version,
        json.dumps(said.answers, ensure_ascii=False),
        said.sent_at,
    )
    changed = await tx.run(
        """
        INSERT INTO session_feedback (session_id, staff_id, form, version, answers, sent_at)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        values,
    )
    return changed > 0


async def feedback(db: Reader, session_id: int) -> list[Feedback]:
    """Return what was said of a session, in no order that tells by whom."""
    rows = await db.all(
        "SELECT * FROM session_feedback WHERE session_id = ? ORDER BY answers", (session_id,)
    )
    return [Feedback(**{**_plain(row), "answers": json.loads(row["answers"])}) for row in rows]


async def unanswered(
    db: Reader, first: date, last: date, staff_id: int | None = None
) -> list[tuple[int, int]]:
    """Return session and person where feedback is asked and not given yet.

    Of the sessions of these days (both included), of everybody or one person who was there.
    """
    rows = await db.all(
        """
        SELECT a.session_id, a.staff_id FROM attendance AS a JOIN sessions AS s USING (session_id)
        LEFT JOIN session_feedback AS f
            ON f.session_id = a.session_id AND f.staff_id = a.staff_id
        WHERE s.held_on BETWEEN :first AND :last AND a.is_present AND s.feedback IS NOT NULL
            AND s.cancelled_at IS NULL AND f.staff_id IS NULL
            AND (:staff IS NULL OR a.staff_id = :staff)
        ORDER BY s.held_on, s.begins_at, a.staff_id
        """,
        {"first": first.isoformat(), "last": last.isoformat(), "staff": staff_id},
    )
    return [(row["session_id"], row["staff_id"]) for row in rows]


def _plain(row: Row) -> Mapping[str, Any]:
    return dict(row)
