"""Files that people sent: wanted at once, fetched later, kept by the hash of their bytes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Row, Tx


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A photo, document or voice message, fetched or not yet."""

    file_id: int
    telegram_file_id: str
    unique_id: str
    kind: str
    name: str | None
    mime: str | None
    size: int | None
    duration_s: int | None
    state: str
    sha256: str | None
    staff_id: int | None
    tries: int


def _file(row: Row) -> StoredFile:
    return StoredFile(**{name: row[name] for name in StoredFile.__slots__})


COLUMNS = ", ".join(StoredFile.__slots__)


async def want(tx: Tx, *, staff_id: int, now: str, **described: Any) -> int:
    """Note a file to be fetched; `described` are the columns that Telegram told."""
    names = (
        "telegram_file_id", "unique_id", "kind", "name", "mime", "size", "duration_s",
    )  # fmt: skip
    return await tx.insert(
        f"INSERT INTO files ({', '.join(names)}, staff_id, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*(described.get(name) for name in names), staff_id, now),
    )


async def load(db: Reader, file_id: int) -> StoredFile | None:
    """Return a file's row."""
    row = await db.one(f"SELECT {COLUMNS} FROM files WHERE file_id = ?", (file_id,))
    return None if row is None else _file(row)


async def hashes(db: Reader, file_ids: Iterable[int]) -> dict[int, str]:
    """Return the hashes of those of some files whose bytes are here."""
    rows = await db.all(
        """
        SELECT file_id, sha256 FROM files
        WHERE file_id IN (SELECT value FROM json_each(?)) AND state = 'stored'
        """,
        (json.dumps(list(file_ids)),),
    )
    return {row["file_id"]: row["sha256"] for row in rows}


async def forget(tx: Tx, file_id: int) -> None:
    """Drop a file that turned out to be no answer, before it is fetched."""
    await tx.run("DELETE FROM files WHERE file_id = ? AND state = 'wanted'", (file_id,))


async def wanted(db: Reader, limit: int = 50) -> list[StoredFile]:
    """Return files that are still to be fetched."""
    rows = await db.all(
        f"SELECT {COLUMNS} FROM files WHERE state = 'wanted' ORDER BY file_id LIMIT ?", (limit,)
    )
    return [_file(row) for row in rows]


async def stored(tx: Tx, file_id: int, sha256: str, size: int, mime: str | None) -> None:
    """Note that a file's bytes are on the disk."""
    await tx.run(
        "UPDATE files SET state = 'stored', sha256 = ?, size = ?, mime = COALESCE(?, mime), "
        "error = NULL WHERE file_id = ?",
        (sha256, size, mime, file_id),
    )


async def tried(tx: Tx, file_id: int, error: str, *, final: bool) -> None:
    """Note a failed try; after a final one the file is not fetched again."""
    await tx.run(
        "UPDATE files SET tries = tries + 1, error = ?, state = ? WHERE file_id = ?",
        (error, "failed" if final else "wanted", file_id),
    )
