"""Announcements: made, changed, cancelled, sent once, read, and reminded of once."""

import json
from collections.abc import Collection, Sequence
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.announcements import (
    Announcement,
    AnnouncementFields,
    AnnouncementLine,
    AnnouncementReader,
)

SUBJECT: Final = "announcements"
SELECT: Final = """
SELECT a.*, (SELECT json_group_array(file_id) FROM (
    SELECT file_id FROM announcement_files WHERE announcement_id = a.announcement_id
    ORDER BY position)) AS file_ids
FROM announcements AS a
"""
WAITING: Final = "sent_at IS NULL AND cancelled_at IS NULL"


def _read(row: Row) -> Announcement:
    return Announcement(
        announcement_id=row["announcement_id"],
        body=row["body"],
        audience=row["audience"],
        chosen=tuple(json.loads(row["chosen"])),
        send_at=row["send_at"],
        is_silent=bool(row["is_silent"]),
        file_ids=tuple(json.loads(row["file_ids"])),
        made_by=row["made_by"],
        made_at=row["made_at"],
        sent_at=row["sent_at"],
        cancelled_at=row["cancelled_at"],
    )


# -------------------------------------------------------------------- made and changed


async def make(tx: Tx, new: AnnouncementFields, *, now: str, by: int) -> int:
    """Keep a new announcement that waits for its moment; return its id."""
    announcement_id = await tx.insert(
        """
        INSERT INTO announcements
            (body, audience, chosen, send_at, is_silent, made_by, made_at)
        VALUES (:body, :audience, :chosen, :send_at, :is_silent, :by, :now)
        """,
        {**_columns(new), "by": by, "now": now},
    )
    await _put_files(tx, announcement_id, new.file_ids)
    await history.add(tx, SUBJECT, announcement_id, "added", now=now, by=by)
    return announcement_id


async def change(tx: Tx, old: Announcement, new: AnnouncementFields, *, now: str, by: int) -> bool:
    """Change what waits; False where it has gone or was cancelled meanwhile."""
    changed = await tx.run(
        f"""
        UPDATE announcements SET body = :body, audience = :audience, chosen = :chosen,
            send_at = :send_at, is_silent = :is_silent
        WHERE announcement_id = :id AND {WAITING}
        """,
        {**_columns(new), "id": old.announcement_id},
    )
    if not changed:
        return False
    await tx.run(
        "DELETE FROM announcement_files WHERE announcement_id = ?", (old.announcement_id,)
    )
    await _put_files(tx, old.announcement_id, new.file_ids)
    was, becomes = history.differences(_fields(old), _fields(new))
    await history.add(
        tx, SUBJECT, old.announcement_id, "changed", now=now, by=by, old=was, new=becomes
    )
    return True


def _fields(one: AnnouncementFields) -> dict[str, Any]:
    return {name: getattr(one, name) for name in AnnouncementFields.__slots__}


def _columns(new: AnnouncementFields) -> dict[str, Any]:
    return {
        "body": new.body,
        "audience": new.audience,
        "chosen": json.dumps(new.chosen),
        "send_at": new.send_at,
        "is_silent": int(new.is_silent),
    }


async def _put_files(tx: Tx, announcement_id: int, file_ids: Sequence[int]) -> None:
    await tx.many(
        "INSERT INTO announcement_files (announcement_id, position, file_id) VALUES (?, ?, ?)",
        [(announcement_id, n, file_id) for n, file_id in enumerate(file_ids)],
    )


async def cancel(tx: Tx, announcement_id: int, *, now: str, by: int) -> bool:
    """Keep what waits from going; False where it has gone or was cancelled already."""
    cancelled = await tx.run(
        f"UPDATE announcements SET cancelled_at = ? WHERE announcement_id = ? AND {WAITING}",
        (now, announcement_id),
    )
    if cancelled:
        await history.add(tx, SUBJECT, announcement_id, "cancelled", now=now, by=by)
    return bool(cancelled)


# -------------------------------------------------------------------- sent


async def due(db: Reader, now: str) -> list[Announcement]:
    """Return what waits and whose moment has come, the earliest first."""
    rows = await db.all(
        f"{SELECT} WHERE {WAITING} AND send_at <= ? ORDER BY send_at, announcement_id", (now,)
    )
    return [_read(row) for row in rows]


async def claim(tx: Tx, announcement_id: int, *, now: str, by: int | None) -> bool:
    """Note that it goes now; False where it has gone already or was cancelled."""
    claimed = await tx.run(
        f"UPDATE announcements SET sent_at = ? WHERE announcement_id = ? AND {WAITING}",
        (now, announcement_id),
    )
    if claimed:
        await history.add(tx, SUBJECT, announcement_id, "sent", now=now, by=by)
    return bool(claimed)


async def add_readers(tx: Tx, announcement_id: int, readers: Collection[tuple[int, bool]]) -> None:
    """Keep whom it is for: pairs of a person and whether a message reaches them."""
    await tx.many(
        "INSERT INTO announcement_readers (announcement_id, staff_id, is_reached) "
        "VALUES (?, ?, ?)",
        [(announcement_id, staff_id, int(is_reached)) for staff_id, is_reached in readers],
    )


# -------------------------------------------------------------------- read


async def by_id(db: Reader, announcement_id: int) -> Announcement | None:
    """Return an announcement, also one that is cancelled."""
    row = await db.one(f"{SELECT} WHERE a.announcement_id = ?", (announcement_id,))
    return None if row is None else _read(row)


async def readers(db: Reader, announcement_id: int) -> list[AnnouncementReader]:
    """Return those whom it was for when it went."""
    rows = await db.all(
        "SELECT staff_id, is_reached, read_at, reminded_at FROM announcement_readers "
        "WHERE announcement_id = ? ORDER BY staff_id",
        (announcement_id,),
    )
    return [_reader(row) for row in rows]


def _reader(row: Row) -> AnnouncementReader:
    return AnnouncementReader(
        staff_id=row["staff_id"],
        is_reached=bool(row["is_reached"]),
        read_at=row["read_at"],
        reminded_at=row["reminded_at"],
    )


async def reader(db: Reader, announcement_id: int, staff_id: int) -> AnnouncementReader | None:
    """Return a person as the reader of an announcement; None where it was not for them."""
    row = await db.one(
        "SELECT staff_id, is_reached, read_at, reminded_at FROM announcement_readers "
        "WHERE announcement_id = ? AND staff_id = ?",
        (announcement_id, staff_id),
    )
    return None if row is None else _reader(row)


async def mark_read(tx: Tx, announcement_id: int, staff_id: int, *, now: str) -> bool:
    """Note that a person has read it; False where that was noted before."""
    marked = await tx.run(
        "UPDATE announcement_readers SET read_at = ? "
        "WHERE announcement_id = ? AND staff_id = ? AND read_at IS NULL",
        (now, announcement_id, staff_id),
    )
    return bool(marked)


async def mark_reminded(
    tx: Tx, announcement_id: int, staff_ids: Collection[int], *, now: str, by: int
) -> None:
    """Note who is reminded; nobody who has read it or was reminded before."""
    await tx.many(
        "UPDATE announcement_readers SET reminded_at = ? WHERE announcement_id = ? "
        "AND staff_id = ? AND read_at IS NULL AND reminded_at IS NULL",
        [(now, announcement_id, staff_id) for staff_id in staff_ids],
    )
    new = {"people": len(staff_ids)}
    await history.add(tx, SUBJECT, announcement_id, "reminded", now=now, by=by, new=new)


async def listed(
    db: Reader, *, staff_id: int | None = None, limit: int, offset: int = 0
) -> list[AnnouncementLine]:
    """Return all announcements, or those that were for a person, what waits and the latest first.

    What is cancelled is left out.
    """
    rows = await db.all(
        f"""
        SELECT a.*, total(r.is_reached OR r.read_at IS NOT NULL) AS readers,
            count(r.read_at) AS read
        FROM ({SELECT}) AS a
        LEFT JOIN announcement_readers AS r USING (announcement_id)
        WHERE a.cancelled_at IS NULL AND (:staff_id IS NULL OR announcement_id IN (
            SELECT announcement_id FROM announcement_readers WHERE staff_id = :staff_id))
        GROUP BY announcement_id
        ORDER BY a.sent_at IS NOT NULL, coalesce(a.sent_at, a.send_at) DESC, announcement_id DESC
        LIMIT :limit OFFSET :offset
        """,
        {"staff_id": staff_id, "limit": limit, "offset": offset},
    )
    return [AnnouncementLine(_read(row), int(row["readers"]), row["read"]) for row in rows]


async def count(db: Reader, *, staff_id: int | None = None) -> int:
    """Count what `listed` lists."""
    return int(
        await db.value(
            """
            SELECT count(*) FROM announcements
            WHERE cancelled_at IS NULL AND (:staff_id IS NULL OR announcement_id IN (
                SELECT announcement_id FROM announcement_readers WHERE staff_id = :staff_id))
            """,
            {"staff_id": staff_id},
        )
    )


async def unread(db: Reader, staff_id: int | None, since: str) -> list[tuple[int, Announcement]]:
    """Return who has not said «Прочитано» of what: of one person or everybody, oldest first.

    What went before `since` (UTC) is only in the list of announcements any more.
    """
    rows = await db.all(
        f"""
        SELECT r.staff_id AS reader_id, a.* FROM announcement_readers AS r
        JOIN ({SELECT}) AS a USING (announcement_id)
        WHERE r.read_at IS NULL AND r.is_reached AND a.sent_at >= :since
            AND (:staff_id IS NULL OR r.staff_id = :staff_id)
        ORDER BY a.sent_at, a.announcement_id
        """,
        {"staff_id": staff_id, "since": since},
    )
    return [(row["reader_id"], _read(row)) for row in rows]
