"""The school of library mastery: classes, members, sessions, and who says they will come."""

import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.school import (
    ClassFields,
    Member,
    Reply,
    Roster,
    SchoolClass,
    Session,
    SessionFields,
)

CLASSES: Final = "classes"  # subjects in the history
MEMBERS: Final = "class_members"
SESSIONS: Final = "sessions"
TOKEN_BYTES: Final = 16
SELECT: Final = """
SELECT s.*, (SELECT json_group_array(file_id) FROM (
    SELECT file_id FROM session_files WHERE session_id = s.session_id
    ORDER BY position)) AS file_ids
FROM sessions AS s
"""
# Whose a session is: the members of its class on its day.
IS_THEIRS: Final = """
m.since_on <= s.held_on AND (m.until_on IS NULL OR s.held_on < m.until_on)
"""
JOIN: Final = """
INSERT INTO class_members (class_id, staff_id, since_on) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET until_on = NULL
"""
SET: Final = """
UPDATE sessions SET class_id = :class_id, held_on = :held_on, begins_at = :begins_at,
    ends_at = :ends_at, hours = :hours, form = :form, topic = :topic, teacher_id = :teacher_id,
    teacher_name = :teacher_name, place = :place, link = :link, feedback = :feedback,
    code = :code, changed = changed + (announced_at IS NOT NULL AND :is_told)
WHERE session_id = :id AND cancelled_at IS NULL
"""


class SameTitleError(Exception):
    """The year has a class with that title already."""


# -------------------------------------------------------------------- classes


async def add_class(tx: Tx, new: ClassFields, *, now: str, by: int) -> int:
    """Keep a new class, the last of its year; raises SameTitleError."""
    await _refuse_same(tx, new, 0)
    class_id = await tx.insert(
        """
        INSERT INTO classes (title, year, profile_ru, profile_be, teacher_id,
            threshold_percent, position, created_at, created_by)
        VALUES (:title, :year, :profile_ru, :profile_be, :teacher_id, :threshold_percent,
            (SELECT coalesce(max(position), 0) + 1 FROM classes WHERE year = :year), :now, :by)
        """,
        {**asdict(new), "now": now, "by": by},
    )
    await history.add(tx, CLASSES, class_id, "added", now=now, by=by, new=asdict(new))
    return class_id


async def change_class(tx: Tx, old: SchoolClass, new: ClassFields, *, now: str, by: int) -> bool:
    """Change what is said of a class; False where nothing differs. Raises SameTitleError."""
    was, becomes = history.differences(_class_fields(old), asdict(new))
    if not becomes:
        return False
    await _refuse_same(tx, new, old.class_id)
    await tx.run(
        """
        UPDATE classes SET title = :title, year = :year, profile_ru = :profile_ru,
            profile_be = :profile_be, teacher_id = :teacher_id,
            threshold_percent = :threshold_percent
        WHERE class_id = :id
        """,
        {**asdict(new), "id": old.class_id},
    )
    await history.add(tx, CLASSES, old.class_id, "changed", now=now, by=by, old=was, new=becomes)
    return True


def _class_fields(one: SchoolClass) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ClassFields.__slots__}


async def _refuse_same(tx: Tx, new: ClassFields, but: int) -> None:
    rows = await tx.all(
        "SELECT title FROM classes WHERE year = ? AND class_id <> ?", (new.year, but)
    )
    # SQLite folds only Latin letters.
    if new.title.casefold() in {row["title"].casefold() for row in rows}:
        raise SameTitleError


async def load_class(db: Reader, class_id: int) -> SchoolClass | None:
    """Return a class."""
    row = await db.one("SELECT * FROM classes WHERE class_id = ?", (class_id,))
    return None if row is None else _class(row)


async def classes(db: Reader, year: int | None = None) -> list[SchoolClass]:
    """Return the classes of a year in their order, or all, the latest year first."""
    rows = await db.all(
        "SELECT * FROM classes WHERE :year IS NULL OR year = :year "
        "ORDER BY year DESC, position, class_id",
        {"year": year},
    )
    return [_class(row) for row in rows]


async def counts(db: Reader, year: int) -> dict[int, tuple[int, int]]:
    """Count members who have not left and sessions not cancelled, by class of a year."""
    rows = await db.all(
        """
        SELECT class_id,
            (SELECT count(*) FROM class_members AS m
                WHERE m.class_id = c.class_id AND m.until_on IS NULL) AS members,
            (SELECT count(*) FROM sessions AS s
                WHERE s.class_id = c.class_id AND s.cancelled_at IS NULL) AS sessions
        FROM classes AS c WHERE year = ?
        """,
        (year,),
    )
    return {row["class_id"]: (row["members"], row["sessions"]) for row in rows}


async def continue_class(
    tx: Tx, old: SchoolClass, staff_ids: Iterable[int], year: int, *, now: str, by: int
) -> int:
    """Take a class into another year with members, from its first day; raises SameTitleError."""
    new = ClassFields(**(_class_fields(old) | {"year": year}))
    class_id = await add_class(tx, new, now=now, by=by)
    await join(tx, class_id, staff_ids, date(year, 1, 1), now=now, by=by)
    return class_id


def _class(row: Row) -> SchoolClass:
    return SchoolClass(
        class_id=row["class_id"],
        title=row["title"],
        year=row["year"],
        profile_ru=row["profile_ru"],
        profile_be=row["profile_be"],
        teacher_id=row["teacher_id"],
        threshold_percent=row["threshold_percent"],
        position=row["position"],
    )


# -------------------------------------------------------------------- members


async def join(
    tx: Tx, class_id: int, staff_ids: Iterable[int], since_on: date, *, now: str, by: int
) -> None:
    """Take people into a class; who has left it comes back as if they had stayed."""
    statements: list[Statement] = []
    for staff_id in staff_ids:
        new = {"staff_id": staff_id}
        statements += [
            (JOIN, (class_id, staff_id, since_on.isoformat())),
            history.entry(MEMBERS, class_id, "member joined", now=now, by=by, new=new),
        ]
    await tx.batch(statements)


async def leave(tx: Tx, class_id: int, staff_id: int, on: date, *, now: str, by: int) -> None:
    """Let somebody leave a class: from `on` its sessions are not theirs."""
    values = {"class": class_id, "staff": staff_id, "on": on.isoformat()}
    theirs = "class_id = :class AND staff_id = :staff"
    await tx.batch(
        [
            (f"DELETE FROM class_members WHERE {theirs} AND since_on >= :on", values),
            (
                f"UPDATE class_members SET until_on = :on WHERE {theirs} AND until_on IS NULL",
                values,
            ),
            history.entry(
                MEMBERS, class_id, "member left", now=now, by=by, old={"staff_id": staff_id}
            ),
        ]
    )


async def members(db: Reader, class_id: int, on: date | None = None) -> list[Member]:
    """Return all who are or were in a class, or those of a day."""
    rows = await db.all(
        """
        SELECT * FROM class_members WHERE class_id = :class AND (:on IS NULL
            OR since_on <= :on AND (until_on IS NULL OR until_on > :on))
        ORDER BY staff_id
        """,
        {"class": class_id, "on": on.isoformat() if on else None},
    )
    return [_member(row) for row in rows]


async def of_person(db: Reader, staff_id: int) -> list[tuple[SchoolClass, Member]]:
    """Return the classes that a person is or was in, the latest year first."""
    rows = await db.all(
        """
        SELECT c.*, m.staff_id, m.since_on, m.until_on FROM class_members AS m
        JOIN classes AS c USING (class_id)
        WHERE m.staff_id = ? ORDER BY c.year DESC, c.position, c.class_id
        """,
        (staff_id,),
    )
    return [(_class(row), _member(row)) for row in rows]


async def rosters(db: Reader) -> list[Roster]:
    """Return every class with its members, the latest year first."""
    found: dict[int, list[Member]] = {}
    for row in await db.all("SELECT * FROM class_members ORDER BY class_id, staff_id"):
        found.setdefault(row["class_id"], []).append(_member(row))
    return [Roster(one, tuple(found.get(one.class_id, ()))) for one in await classes(db)]


def _member(row: Row) -> Member:
    return Member(
        class_id=row["class_id"],
        staff_id=row["staff_id"],
        since_on=date.fromisoformat(row["since_on"]),
        until_on=date.fromisoformat(row["until_on"]) if row["until_on"] else None,
    )


# -------------------------------------------------------------------- sessions


async def add(tx: Tx, new: SessionFields, *, now: str, by: int) -> int:
    """Keep a new session, which nobody but the department knows of yet."""
    session_id = await tx.insert(
        """
        INSERT INTO sessions (class_id, held_on, begins_at, ends_at, hours, form, topic,
            teacher_id, teacher_name, place, link, feedback, code, token,
            created_at, created_by)
        VALUES (:class_id, :held_on, :begins_at, :ends_at, :hours, :form, :topic,
            :teacher_id, :teacher_name, :place, :link, :feedback, :code, :token, :now, :by)
        """,
        {
            **_columns(new),
            "code": new_code(),
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "now": now,
            "by": by,
        },
    )
    await _put_files(tx, session_id, new.file_ids)
    await history.add(tx, SESSIONS, session_id, "added", now=now, by=by)
    return session_id


async def change(
    tx: Tx, old: Session, new: SessionFields, *, is_told: bool, now: str, by: int
) -> bool:
    """Change a session that is not cancelled; False where nothing differs or it is.

    `is_told`: members hear of it, so their calendars must take it as newer. Another time
    makes another code, so that one that was read out in advance is worth nothing, and where it
    is told, what was replied goes: it was said of the day and hour before.
    """
    was, becomes = history.differences(_fields(old), _fields(new))
    code = new_code(old.code) if becomes.keys() & {"held_on", "begins_at", "ends_at"} else old.code
    values = {**_columns(new), "code": code, "is_told": is_told, "id": old.session_id}
    if not becomes or not await tx.run(SET, values):
        return False
    await tx.run("DELETE FROM session_files WHERE session_id = ?", (old.session_id,))
    await _put_files(tx, old.session_id, new.file_ids)
    if is_told and becomes.keys() & {"held_on", "begins_at"}:
        await tx.run("DELETE FROM session_replies WHERE session_id = ?", (old.session_id,))
    await history.add(
        tx, SESSIONS, old.session_id, "changed", now=now, by=by, old=was, new=becomes
    )
    return True


async def announce(tx: Tx, session_id: int, *, now: str, by: int) -> bool:
    """Note that members are told of it; False where they were, or it is cancelled."""
    noted = await tx.run(
        "UPDATE sessions SET announced_at = ? "
        "WHERE session_id = ? AND announced_at IS NULL AND cancelled_at IS NULL",
        (now, session_id),
    )
    if noted:
        await history.add(tx, SESSIONS, session_id, "announced", now=now, by=by)
    return bool(noted)


async def cancel(tx: Tx, session_id: int, why: str, *, now: str, by: int) -> bool:
    """Cancel a session; False where it is already."""
    cancelled = await tx.run(
        """
        UPDATE sessions SET cancelled_at = ?, cancelled_why = ?,
            changed = changed + (announced_at IS NOT NULL)
        WHERE session_id = ? AND cancelled_at IS NULL
        """,
        (now, why, session_id),
    )
    if cancelled:
        await history.add(tx, SESSIONS, session_id, "cancelled", now=now, by=by, reason=why)
    return bool(cancelled)


def new_code(but: str = "") -> str:
    """Return four digits that nobody can foresee, other than those in force."""
    while (code := f"{secrets.randbelow(10_000):04}") == but:
        pass
    return code


def _fields(one: SessionFields) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SessionFields.__slots__}


def _columns(new: SessionFields) -> dict[str, Any]:
    return _fields(new) | {"held_on": new.held_on.isoformat()}


async def _put_files(tx: Tx, session_id: int, file_ids: Sequence[int]) -> None:
    await tx.many(
        "INSERT INTO session_files (session_id, position, file_id) VALUES (?, ?, ?)",
        [(session_id, n, file_id) for n, file_id in enumerate(file_ids)],
    )


async def load(db: Reader, session_id: int) -> Session | None:
    """Return a session, also a cancelled one."""
    row = await db.one(f"{SELECT} WHERE s.session_id = ?", (session_id,))
    return None if row is None else _session(row)


async def sessions_of(db: Reader, class_id: int) -> list[Session]:
    """Return the sessions of a class in time's order, cancelled ones too."""
    rows = await db.all(
        f"{SELECT} WHERE s.class_id = ? ORDER BY s.held_on, s.begins_at, s.session_id",
        (class_id,),
    )
    return [_session(row) for row in rows]


async def between(db: Reader, first: date, last: date) -> list[Session]:
    """Return the sessions of these days (both included) in time's order, cancelled ones too."""
    rows = await db.all(
        f"{SELECT} WHERE s.held_on BETWEEN ? AND ? ORDER BY s.held_on, s.begins_at, s.session_id",
        (first.isoformat(), last.isoformat()),
    )
    return [_session(row) for row in rows]


async def of_member(
    db: Reader, staff_id: int, first: date, last: date, today: date
) -> list[Session]:
    """Return the sessions of these days that are a person's, or that they teach.

    One to come that is not announced is not theirs to see yet.
    """
    rows = await db.all(
        f"""
        {SELECT} LEFT JOIN class_members AS m
            ON m.class_id = s.class_id AND m.staff_id = :staff AND {IS_THEIRS}
        WHERE s.held_on BETWEEN :first AND :last
            AND (s.announced_at IS NOT NULL OR s.held_on < :today)
            AND (m.staff_id IS NOT NULL OR s.teacher_id = :staff)
        ORDER BY s.held_on, s.begins_at, s.session_id
        """,
        {
            "staff": staff_id,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "today": today.isoformat(),
        },
    )
    return [_session(row) for row in rows]


async def expected(db: Reader, session_id: int) -> list[int]:
    """Return whose a session is: the members of its class on its day."""
    rows = await db.all(
        f"""
        SELECT m.staff_id FROM sessions AS s
        JOIN class_members AS m ON m.class_id = s.class_id AND {IS_THEIRS}
        WHERE s.session_id = ? ORDER BY m.staff_id
        """,
        (session_id,),
    )
    return [row["staff_id"] for row in rows]


async def expected_of(db: Reader, session_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return whose these sessions are, by session; one that is nobody's is left out."""
    rows = await db.all(
        f"""
        SELECT s.session_id, m.staff_id FROM sessions AS s
        JOIN class_members AS m ON m.class_id = s.class_id AND {IS_THEIRS}
        WHERE s.session_id IN (SELECT value FROM json_each(?))
        ORDER BY s.session_id, m.staff_id
        """,
        (json.dumps([*session_ids]),),
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["session_id"], []).append(row["staff_id"])
    return {key: tuple(staff_ids) for key, staff_ids in found.items()}


def _session(row: Row) -> Session:
    return Session(
        session_id=row["session_id"],
        class_id=row["class_id"],
        held_on=date.fromisoformat(row["held_on"]),
        begins_at=row["begins_at"],
        ends_at=row["ends_at"],
        hours=row["hours"],
        form=row["form"],
        topic=row["topic"],
        teacher_id=row["teacher_id"],
        teacher_name=row["teacher_name"],
        place=row["place"],
        link=row["link"],
        feedback=row["feedback"],
        file_ids=tuple(json.loads(row["file_ids"])),
        code=row["code"],
        token=row["token"],
        announced_at=row["announced_at"],
        changed=row["changed"],
        rolled_at=row["rolled_at"],
        cancelled_at=row["cancelled_at"],
        cancelled_why=row["cancelled_why"],
        created_at=row["created_at"],
        created_by=row["created_by"],
    )


# -------------------------------------------------------------------- who will come


async def reply(
    tx: Tx,
    session_id: int,
    staff_id: int,
    reason: str | None = None,
    *,
    is_coming: bool,
    now: str,
    by: int,
) -> bool:
    """Keep what somebody says of a session, in place of what they said before.

    False where it says the same. `by` is the methodist where it was said by telephone.
    """
    before = await _reply_of(tx, session_id, staff_id)
    if before and (before.is_coming, before.reason) == (is_coming, reason):
        return False
    await tx.run(
        """
        INSERT INTO session_replies (session_id, staff_id, is_coming, reason, replied_at)
        VALUES (:session, :staff, :is_coming, :reason, :now)
        ON CONFLICT DO UPDATE SET is_coming = :is_coming, reason = :reason, replied_at = :now
        """,
        {
            "session": session_id,
            "staff": staff_id,
            "is_coming": int(is_coming),
            "reason": reason,
            "now": now,
        },
    )
    new = {"staff_id": staff_id, "is_coming": is_coming, "reason": reason}
    await history.add(tx, SESSIONS, session_id, "replied", now=now, by=by, new=new)
    return True


async def _reply_of(db: Reader, session_id: int, staff_id: int) -> Reply | None:
    found = {one.staff_id: one for one in await replies(db, session_id)}
    return found.get(staff_id)


async def replies(db: Reader, session_id: int) -> list[Reply]:
    """Return what people said of a session."""
    return await replies_of(db, [session_id])


async def replies_of(db: Reader, session_ids: Collection[int]) -> list[Reply]:
    """Return what people said of sessions."""
    rows = await db.all(
        "SELECT * FROM session_replies WHERE session_id IN (SELECT value FROM json_each(?)) "
        "ORDER BY session_id, staff_id",
        (json.dumps([*session_ids]),),
    )
    return [
        Reply(
            session_id=row["session_id"],
            staff_id=row["staff_id"],
            is_coming=bool(row["is_coming"]),
            reason=row["reason"],
            replied_at=row["replied_at"],
        )
        for row in rows
    ]
