"""The log of what was put on the site; a line is taken out with a reason, never deleted."""

from datetime import date
from typing import Any, Final

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.site import LogFields, LogLine

SELECT: Final = """
SELECT log_id, kind, title, put_on, url, library_id, news_id, staff_id, created_at, removed_at,
    removed_why
FROM site_log
"""


async def add(tx: Tx, new: LogFields, *, now: str, by: int) -> int:
    """Note what was put on the site outside the bot and return the line's number."""
    log_id = await tx.insert(
        """
        INSERT INTO site_log (kind, title, put_on, url, library_id, staff_id, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (new.kind, new.title, new.put_on.isoformat(), new.url, new.library_id, by, now),
    )
    await history.add(tx, "site_log", log_id, "added", now=now, by=by, new=new.title)
    return log_id


async def set_url(tx: Tx, old: LogLine, url: str, *, now: str, by: int) -> None:
    """Note the address of a line."""
    await tx.batch(
        [
            ("UPDATE site_log SET url = ? WHERE log_id = ?", (url, old.log_id)),
            history.entry(
                "site_log", old.log_id, "changed", now=now, by=by,
                old={"url": old.url}, new={"url": url},
            ),
        ]
    )  # fmt: skip


async def remove(tx: Tx, log_id: int, reason: str, *, now: str, by: int) -> bool:
    """Take a line out that was written by hand; False where it is out."""
    changed = await tx.run(
        """
        UPDATE site_log SET removed_at = ?, removed_by = ?, removed_why = ?
        WHERE log_id = ? AND news_id IS NULL AND removed_at IS NULL
        """,
        (now, by, reason, log_id),
    )
    if changed:
        await history.add(tx, "site_log", log_id, "removed", now=now, by=by, reason=reason)
    return changed > 0


async def by_id(db: Reader, log_id: int) -> LogLine | None:
    """Return a line, also one that was taken out."""
    row = await db.one(f"{SELECT} WHERE log_id = ?", (log_id,))
    return None if row is None else _line(row)


async def of_days(db: Reader, first: date, last: date) -> list[LogLine]:
    """Return what was put on the site on some days and not taken off, the latest first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE put_on BETWEEN ? AND ? AND removed_at IS NULL
        ORDER BY put_on DESC, log_id DESC
        """,
        (first.isoformat(), last.isoformat()),
    )
    return [_line(row) for row in rows]


def _line(row: Row) -> LogLine:
    values: dict[str, Any] = {name: row[name] for name in row.keys() if name != "put_on"}  # noqa: SIM118  # a Row iterates over values
    return LogLine(**values, put_on=date.fromisoformat(row["put_on"]))
