"""Files sent outside a form that wait until it is said what they are for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Row, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """One file or album of a person; `mark` is its first message."""

    staff_id: int
    mark: int
    text: str
    media: tuple[Mapping[str, Any], ...]
    album: str
    sent_at: str


async def keep(tx: Tx, row: Unplaced) -> None:
    """Keep files until their purpose is said; an album that has grown is kept as it is now."""
    media = json.dumps([dict(one) for one in row.media], ensure_ascii=False)
    await tx.run(
        "INSERT INTO unplaced (staff_id, mark, text, media, album, sent_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (staff_id, mark) "
        "DO UPDATE SET text = excluded.text, media = excluded.media",
        (row.staff_id, row.mark, row.text, media, row.album, row.sent_at),
    )


async def load(db: Reader, staff_id: int, mark: int) -> Unplaced | None:
    """Return the files of one question; None once their purpose is said."""
    row = await db.one("SELECT * FROM unplaced WHERE staff_id = ? AND mark = ?", (staff_id, mark))
    return None if row is None else _read(row)


async def of_album(db: Reader, staff_id: int, album: str) -> Unplaced | None:
    """Return what has come of an album."""
    row = await db.one(
        "SELECT * FROM unplaced WHERE staff_id = ? AND album = ?", (staff_id, album)
    )
    return None if row is None else _read(row)


async def waiting(db: Reader, staff_id: int | None = None) -> Sequence[Unplaced]:
    """Return what waits, of a person or of everybody; the oldest first."""
    whose = "" if staff_id is None else "WHERE staff_id = ?"
    rows = await db.all(
        f"SELECT * FROM unplaced {whose} ORDER BY sent_at, staff_id, mark",
        () if staff_id is None else (staff_id,),
    )
    return [_read(row) for row in rows]


async def drop(tx: Tx, staff_id: int, mark: int) -> None:
    """Forget files whose purpose is said."""
    await tx.run("DELETE FROM unplaced WHERE staff_id = ? AND mark = ?", (staff_id, mark))


async def prune(tx: Tx, before: str) -> int:
    """Forget files that nobody has asked for since `before`; return how many went."""
    return await tx.run("DELETE FROM unplaced WHERE sent_at < ?", (before,))


def _read(row: Row) -> Unplaced:
    return Unplaced(**{**dict(row), "media": tuple(json.loads(row["media"]))})
