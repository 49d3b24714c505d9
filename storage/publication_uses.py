"""«Использовали у себя»: a library tells that it used a publication, and may take it back."""

from collections.abc import Collection
from datetime import date
from typing import Final

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.days import iso
from storage.records.publications import LibraryUses, NewUse, Use

SUBJECT: Final = "publication_uses"


def _read(row: Row) -> Use:
    return Use(
        use_id=row["use_id"],
        publication_id=row["publication_id"],
        library_id=row["library_id"],
        used_on=date.fromisoformat(row["used_on"]),
        people=row["people"],
        staff_id=row["staff_id"],
        created_at=row["created_at"],
        removed_at=row["removed_at"],
    )


async def add(tx: Tx, new: NewUse, *, now: str) -> int:
    """Keep a use; return its number."""
    use_id = await tx.insert(
        """
        INSERT INTO publication_uses
            (publication_id, library_id, used_on, people, staff_id, created_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (
            new.publication_id, new.library_id, iso(new.used_on), new.people, new.staff_id, now,
        ),
    )  # fmt: skip
    await history.add(tx, SUBJECT, use_id, "added", now=now, by=new.staff_id)
    return use_id


async def remove(tx: Tx, use_id: int, *, now: str, by: int) -> bool:
    """Take a use back; False where that was done before."""
    removed = await tx.run(
        "UPDATE publication_uses SET removed_at = ? WHERE use_id = ? AND removed_at IS NULL",
        (now, use_id),
    )
    if removed:
        await history.add(tx, SUBJECT, use_id, "removed", now=now, by=by)
    return bool(removed)


async def by_id(db: Reader, use_id: int) -> Use | None:
    """Return a use, also one that was taken back."""
    row = await db.one("SELECT * FROM publication_uses WHERE use_id = ?", (use_id,))
    return None if row is None else _read(row)


async def of_publication(db: Reader, publication_id: int) -> list[Use]:
    """Return the uses of a publication, the latest first."""
    rows = await db.all(
        """
        SELECT * FROM publication_uses WHERE publication_id = ? AND removed_at IS NULL
        ORDER BY used_on DESC, use_id DESC
        """,
        (publication_id,),
    )
    return [_read(row) for row in rows]


async def of_libraries(
    db: Reader, library_ids: Collection[int], *, limit: int, offset: int = 0
) -> list[Use]:
    """Return what libraries have used, the latest first."""
    marks = ", ".join("?" * len(library_ids))
    rows = await db.all(
        f"""
        SELECT * FROM publication_uses WHERE library_id IN ({marks}) AND removed_at IS NULL
        ORDER BY used_on DESC, use_id DESC LIMIT ? OFFSET ?
        """,
        (*library_ids, limit, offset),
    )
    return [_read(row) for row in rows]


async def count_of(db: Reader, library_ids: Collection[int]) -> int:
    """Count what `of_libraries` lists."""
    marks = ", ".join("?" * len(library_ids))
    return int(
        await db.value(
            f"SELECT count(*) FROM publication_uses "
            f"WHERE library_id IN ({marks}) AND removed_at IS NULL",
            tuple(library_ids),
        )
    )


async def people_of(db: Reader, library_ids: Collection[int]) -> int:
    """Count the people who came where libraries have used something."""
    marks = ", ".join("?" * len(library_ids))
    return int(
        await db.value(
            f"SELECT coalesce(sum(people), 0) FROM publication_uses "
            f"WHERE library_id IN ({marks}) AND removed_at IS NULL",
            tuple(library_ids),
        )
    )


async def by_library(db: Reader, first: date, last: date) -> list[LibraryUses]:
    """Count uses and people from a day to a day by library, the most uses first."""
    rows = await db.all(
        """
        SELECT library_id, count(*) AS uses, coalesce(sum(people), 0) AS people
        FROM publication_uses WHERE removed_at IS NULL AND used_on BETWEEN ? AND ?
        GROUP BY library_id ORDER BY uses DESC, library_id
        """,
        (iso(first), iso(last)),
    )
    return [LibraryUses(row["library_id"], row["uses"], row["people"]) for row in rows]
