"""Materials of blind contests: what is cleansed, what is held back, what a person let through."""

from typing import Any, Final

from storage import history
from storage.database import Reader, Statement, Tx
from storage.records.blind import Part

SELECT: Final = """
SELECT e.entry_id, ef.role, ef.position, f.file_id, f.kind, f.name, f.mime, f.state AS fetched,
    f.telegram_file_id, f.sha256 AS original, c.state AS cleansed, c.sha256, c.ending,
    c.released_at
FROM entries AS e
JOIN entry_files AS ef ON ef.entry_id = e.entry_id
JOIN files AS f ON f.file_id = ef.file_id
LEFT JOIN clean_files AS c ON c.file_id = f.file_id
"""


async def of_entry(db: Reader, entry_id: int) -> list[Part]:
    """Return the files of an entry in order."""
    rows = await db.all(f"{SELECT} WHERE e.entry_id = ? ORDER BY ef.position", (entry_id,))
    return [_part(dict(row)) for row in rows]


async def held(db: Reader, contest_id: int) -> list[Part]:
    """Return what of a contest's admitted entries is held back, in the order of the entries."""
    rows = await db.all(
        f"""
        {SELECT} WHERE e.contest_id = ? AND e.state = 'admitted' AND c.state = 'held'
            AND c.released_at IS NULL
        ORDER BY e.entry_id, ef.position
        """,
        (contest_id,),
    )
    return [_part(dict(row)) for row in rows]


def _part(row: dict[str, Any]) -> Part:
    return Part(**{name: value for name, value in row.items() if name != "position"})


async def untouched(db: Reader, entry_id: int) -> list[tuple[int, str]]:
    """Return number and hash of the files of an entry that are here and not cleansed yet."""
    return [
        (one.file_id, one.original)
        for one in await of_entry(db, entry_id)
        if one.fetched == "stored" and one.original and one.cleansed is None
    ]


async def put(tx: Tx, file_id: int, sha256: str | None, ending: str | None, *, now: str) -> bool:
    """Keep what came of cleansing a file, None: it is held; False where that is known already."""
    changed = await tx.run(
        """
        INSERT INTO clean_files (file_id, state, sha256, ending, cleansed_at)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
        (file_id, "held" if sha256 is None else "clean", sha256, ending, now),
    )
    return changed > 0


async def release(tx: Tx, file_id: int, *, now: str, by: int) -> bool:
    """Let the jury have a held file as it is; False where it is not held."""
    changed = await tx.run(
        "UPDATE clean_files SET released_at = ?, released_by = ? "
        "WHERE file_id = ? AND state = 'held' AND released_at IS NULL",
        (now, by, file_id),
    )
    if changed:
        await history.add(tx, "files", file_id, "released", now=now, by=by)
    return changed > 0


async def are_links_released(db: Reader, entry_id: int) -> bool:
    """Tell whether the jury may see the links of an entry."""
    row = await db.one("SELECT 1 FROM link_releases WHERE entry_id = ?", (entry_id,))
    return row is not None


async def with_hidden_links(db: Reader, contest_id: int) -> list[int]:
    """Return the admitted entries of a contest with links that the jury does not see."""
    rows = await db.all(
        """
        SELECT DISTINCT e.entry_id FROM entries AS e
        JOIN entry_links AS l ON l.entry_id = e.entry_id
        LEFT JOIN link_releases AS r ON r.entry_id = e.entry_id
        WHERE e.contest_id = ? AND e.state = 'admitted' AND r.entry_id IS NULL
        ORDER BY e.entry_id
        """,
        (contest_id,),
    )
    return [row["entry_id"] for row in rows]


async def release_links(tx: Tx, entry_id: int, *, now: str, by: int) -> None:
    """Let the jury see the links of an entry."""
    statements: list[Statement] = [
        (
            """
            INSERT INTO link_releases (entry_id, released_at, released_by) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            (entry_id, now, by),
        ),
        history.entry("entries", entry_id, "links released", now=now, by=by),
    ]
    await tx.batch(statements)
