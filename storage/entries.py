"""Entries of contests: submitted, changed, returned with a remark, withdrawn; never deleted."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage import history, on_behalf
from storage.database import Reader, Row, Statement, Tx
from storage.records.contests import Entry, EntryFields, EntryFile, NewEntry
from storage.records.days import day, iso

SELECT = """
SELECT e.*,
    (SELECT json_group_array(json_array(role, file_id)) FROM (
        SELECT role, file_id FROM entry_files WHERE entry_id = e.entry_id
        ORDER BY position)) AS files,
    (SELECT json_group_array(url) FROM (
        SELECT url FROM entry_links WHERE entry_id = e.entry_id ORDER BY position)) AS links,
    (SELECT json_group_array(json_array(kind, answer)) FROM (
        SELECT kind, answer FROM entry_consents WHERE entry_id = e.entry_id
        ORDER BY kind DESC)) AS consents,
    (SELECT json_group_array(staff_id) FROM (
        SELECT staff_id FROM entry_authors WHERE entry_id = e.entry_id
        ORDER BY staff_id)) AS coauthors
FROM entries AS e
"""
INSERT = """
INSERT INTO entries (contest_id, library_id, nomination_id, title, medium, published_on, motto,
    reader_age, staff_id, entered_by, source, submission_id, late_reason, submitted_at, updated_at)
VALUES (:contest_id, :library_id, :nomination_id, :title, :medium, :published_on, :motto,
    :reader_age, :staff_id, :entered_by, :source, :submission_id, :late_reason, :now, :now)
"""
# What was returned is handed in again by a change, and waits for the methodist anew.
UPDATE = """
UPDATE entries SET contest_id = :contest_id, library_id = :library_id,
    nomination_id = :nomination_id, title = :title, medium = :medium,
    published_on = :published_on, motto = :motto, reader_age = :reader_age,
    submission_id = :submission_id, state = 'submitted',
    late_reason = coalesce(:late_reason, late_reason), updated_at = :now
WHERE entry_id = :entry_id
"""
PLAIN = (
    "contest_id", "library_id", "nomination_id", "title", "medium", "motto", "reader_age",
)  # fmt: skip
PARTS = ("entry_files", "entry_links", "entry_consents", "entry_authors")
PARSED = frozenset({"published_on", "files", "links", "consents", "coauthors"})
UNREAD = frozenset({"reader_name", "reader_consent_on"})  # only diplomas read a reader's name
NEWEST_FIRST = "ORDER BY e.submitted_at DESC, e.entry_id DESC"


async def submit(tx: Tx, new: NewEntry, *, now: str) -> int:
    """Keep an entry and return its number."""
    values = {
        **_columns(new),
        "staff_id": new.staff_id,
        "entered_by": new.entered_by,
        "source": new.source,
        "submission_id": new.submission_id,
        "late_reason": new.late_reason,
        "now": now,
    }
    entry_id = await tx.insert(INSERT, values)
    entered = history.entry(
        "entries", entry_id, "submitted", now=now, by=new.entered_by, reason=new.late_reason
    )
    await tx.batch([*_parts(entry_id, new, said_by=new.entered_by, now=now), entered])
    return entry_id


async def change(
    tx: Tx,
    old: Entry,
    new: EntryFields,
    submission_id: int,
    *,
    now: str,
    by: int,
    reason: str | None = None,
) -> None:
    """Replace what an entry says, with history; what was returned is submitted again."""
    was, became = history.differences(_stated(old), _stated(new))
    statements: list[Statement] = [
        (
            UPDATE,
            {
                **_columns(new),
                "submission_id": submission_id,
                "late_reason": reason,
                "now": now,
                "entry_id": old.entry_id,
            },
        ),
        *((f"DELETE FROM {part} WHERE entry_id = ?", (old.entry_id,)) for part in PARTS),
        *_parts(old.entry_id, new, said_by=by, now=now),
        history.entry(
            "entries", old.entry_id, "changed",
            now=now, by=by, old=was, new=became, reason=reason,
        ),
        on_behalf.changed("entries", old.entry_id, by=by, now=now),
    ]  # fmt: skip
    await tx.batch(statements)


async def withdraw(tx: Tx, entry_id: int, *, now: str, by: int, reason: str | None = None) -> bool:
    """Take an entry out of the contest; False where it was out already."""
    changed = await tx.run(
        "UPDATE entries SET state = 'withdrawn', withdrawn_reason = ?, updated_at = ? "
        "WHERE entry_id = ? AND state <> 'withdrawn'",
        (reason, now, entry_id),
    )
    if changed:
        await history.add(
            tx, "entries", entry_id, "recalled", now=now, by=by, reason=reason
        )  # fmt: skip
    return changed > 0


async def give_back(tx: Tx, entry_id: int, remark: str, *, now: str, by: int) -> bool:
    """Return an entry to its authors with a remark; False where it is withdrawn."""
    changed = await tx.run(
        """
        UPDATE entries SET state = 'returned', remark = ?, returned_at = ?, returned_by = ?,
            return_no = return_no + 1, updated_at = ?
        WHERE entry_id = ? AND state <> 'withdrawn'
        """,
        (remark, now, by, now, entry_id),
    )
    if changed:
        await history.add(tx, "entries", entry_id, "returned", now=now, by=by, new=remark)
    return changed > 0


async def admit(tx: Tx, entry_id: int, *, now: str, by: int) -> bool:
    """Let an entry go to the jury; False where it is not waiting for that."""
    changed = await tx.run(
        "UPDATE entries SET state = 'admitted', updated_at = ? "
        "WHERE entry_id = ? AND state = 'submitted'",
        (now, entry_id),
    )
    if changed:
        await history.add(tx, "entries", entry_id, "admitted", now=now, by=by)
    return changed > 0


async def add_author(tx: Tx, entry_id: int, staff_id: int, *, now: str, by: int) -> bool:
    """Add a co-author; False where they are one already."""
    changed = await tx.run(
        """
        INSERT OR IGNORE INTO entry_authors (entry_id, staff_id)
        SELECT entry_id, :staff_id FROM entries
        WHERE entry_id = :entry_id AND staff_id <> :staff_id
        """,
        {"entry_id": entry_id, "staff_id": staff_id},
    )
    if changed:
        await history.add(tx, "entries", entry_id, "joined", now=now, by=by, new=staff_id)
    return changed > 0


# -------------------------------------------------------------------- reading


async def by_id(db: Reader, entry_id: int) -> Entry | None:
    """Return an entry in any state."""
    row = await db.one(f"{SELECT} WHERE e.entry_id = ?", (entry_id,))
    return None if row is None else _entry(row)


async def some(db: Reader, entry_ids: Iterable[int]) -> list[Entry]:
    """Return those of some entries that take part."""
    rows = await db.all(
        f"""
        {SELECT} WHERE e.entry_id IN (SELECT value FROM json_each(?)) AND e.state <> 'withdrawn'
        """,
        (json.dumps(list(entry_ids)),),
    )
    return [_entry(row) for row in rows]


async def of_person(db: Reader, staff_id: int, library_ids: Iterable[int]) -> list[Entry]:
    """Return a person's entries and those of their libraries, newest first, in any state."""
    rows = await db.all(
        f"""
        {SELECT} WHERE e.staff_id = :staff_id OR e.entered_by = :staff_id
            OR e.library_id IN (SELECT value FROM json_each(:libraries))
            OR EXISTS (SELECT 1 FROM entry_authors AS a
                WHERE a.entry_id = e.entry_id AND a.staff_id = :staff_id)
        {NEWEST_FIRST}
        """,
        {"staff_id": staff_id, "libraries": json.dumps(list(library_ids))},
    )
    return [_entry(row) for row in rows]


async def of_contest(db: Reader, contest_id: int) -> list[Entry]:
    """Return what takes part in a contest, in the order of the numbers."""
    rows = await db.all(
        f"{SELECT} WHERE e.contest_id = ? AND e.state <> 'withdrawn' ORDER BY e.entry_id",
        (contest_id,),
    )
    return [_entry(row) for row in rows]


async def counted(db: Reader) -> dict[tuple[int, int], int]:
    """Count what takes part, by contest and library."""
    rows = await db.all(
        """
        SELECT contest_id, library_id, count(*) AS entries FROM entries
        WHERE state <> 'withdrawn' GROUP BY contest_id, library_id
        """
    )
    return {(row["contest_id"], row["library_id"]): row["entries"] for row in rows}


async def returned(db: Reader) -> list[Entry]:
    """Return what waits for its authors with a remark."""
    rows = await db.all(f"{SELECT} WHERE e.state = 'returned' ORDER BY e.entry_id")
    return [_entry(row) for row in rows]


async def published_in(db: Reader, medium: str, on: date) -> list[Entry]:
    """Return the publications of a medium on a day that take part in some contest."""
    rows = await db.all(
        f"""
        {SELECT} WHERE e.medium = ? AND e.published_on = ? AND e.state <> 'withdrawn'
        ORDER BY e.entry_id
        """,
        (medium, on.isoformat()),
    )
    return [_entry(row) for row in rows]


async def answers(db: Reader, submission_id: int) -> dict[str, Any]:
    """Return the answers of a submission by the names of the questions."""
    value = await db.value(
        "SELECT answers FROM submissions WHERE submission_id = ?", (submission_id,)
    )
    return {} if value is None else dict(json.loads(value))


async def version(db: Reader, submission_id: int) -> str:
    """Return the version of the form with which a submission was made."""
    value = await db.value(
        "SELECT version FROM submissions WHERE submission_id = ?", (submission_id,)
    )
    return str(value or "")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of an entry as it lies in BOT_DATA/files; no hash while it is not fetched."""

    entry_id: int
    role: str
    position: int
    kind: str
    name: str | None
    mime: str | None
    size: int | None
    sha256: str | None


async def stored_files(db: Reader, contest_id: int) -> list[Stored]:
    """Return the files of what takes part in a contest, in order."""
    rows = await db.all(
        """
        SELECT ef.entry_id, ef.role, ef.position, f.kind, f.name, f.mime, f.size,
            CASE f.state WHEN 'stored' THEN f.sha256 END AS sha256
        FROM entries AS e JOIN entry_files AS ef USING (entry_id) JOIN files AS f USING (file_id)
        WHERE e.contest_id = ? AND e.state <> 'withdrawn'
        ORDER BY ef.entry_id, ef.position
        """,
        (contest_id,),
    )
    return [Stored(**dict(row)) for row in rows]


# -------------------------------------------------------------------- rows


def _columns(new: EntryFields) -> dict[str, Any]:
    return {
        **{name: getattr(new, name) for name in PLAIN},
        "published_on": iso(new.published_on),
    }


def _stated(entry: EntryFields) -> dict[str, Any]:
    return {
        **_columns(entry),
        "files": [[one.role, one.file_id] for one in entry.files],
        "links": list(entry.links),
        "consents": [list(one) for one in entry.consents],
        "coauthors": list(entry.coauthors),
    }


def _parts(entry_id: int, new: EntryFields, *, said_by: int, now: str) -> list[Statement]:
    return [
        *(
            ("INSERT INTO entry_files VALUES (?, ?, ?, ?)", (entry_id, one.role, n, one.file_id))
            for n, one in enumerate(new.files, 1)
        ),
        *(
            ("INSERT INTO entry_links VALUES (?, ?, ?)", (entry_id, n, url))
            for n, url in enumerate(new.links, 1)
        ),
        *(
            (
                "INSERT INTO entry_consents VALUES (?, ?, ?, ?, ?)",
                (entry_id, kind, answer, said_by, now),
            )
            for kind, answer in new.consents
        ),
        *(
            ("INSERT INTO entry_authors VALUES (?, ?)", (entry_id, staff_id))
            for staff_id in new.coauthors
        ),
    ]


def _entry(row: Row) -> Entry:
    values = {name: row[name] for name in row.keys() if name not in PARSED | UNREAD}  # noqa: SIM118  # a Row iterates over values
    return Entry(
        **values,
        published_on=day(row["published_on"]),
        files=tuple(
            EntryFile(role=role, file_id=file_id) for role, file_id in json.loads(row["files"])
        ),
        links=tuple(json.loads(row["links"])),
        consents=tuple((kind, answer) for kind, answer in json.loads(row["consents"])),
        coauthors=tuple(json.loads(row["coauthors"])),
    )
