"""Who changed what, and why; every change of a record, setting or person leaves one row here."""

import json
from collections.abc import Mapping
from typing import Any

from storage.database import Reader, Row, Statement, Tx
from storage.records.history import Change

INSERT = """
INSERT INTO history (at, staff_id, subject, subject_id, action, old, new, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def entry(
    subject: str,
    subject_id: int | str,
    action: str,
    *,
    now: str,
    by: int | None,
    old: Any = None,
    new: Any = None,
    reason: str | None = None,
) -> Statement:
    """Return the statement that records a change, for a batch with the change itself."""
    values = (now, by, subject, str(subject_id), action, _json(old), _json(new), reason)
    return INSERT, values


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what `old` and `new` have for the keys of `new` where they differ."""
    names = [name for name in new if old.get(name) != new[name]]
    return {name: old.get(name) for name in names}, {name: new[name] for name in names}


async def add(
    tx: Tx,
    subject: str,
    subject_id: int | str,
    action: str,
    *,
    now: str,
    by: int | None,
    old: Any = None,
    new: Any = None,
    reason: str | None = None,
) -> None:
    """Record a change of `subject` (a table) made by staff `by`; None is the command line."""
    await tx.run(
        *entry(subject, subject_id, action, now=now, by=by, old=old, new=new, reason=reason)
    )


async def of(db: Reader, subject: str, subject_id: int | str) -> list[Change]:
    """Return the changes of one record, the oldest first."""
    rows = await db.all(
        """
        SELECT at, staff_id, subject, subject_id, action, old, new, reason FROM history
        WHERE subject = ? AND subject_id = ? ORDER BY history_id
        """,
        (subject, str(subject_id)),
    )
    return [read(row) for row in rows]


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """Write what JSON has no word for: dates and records as text, sets as sorted lists."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def read(row: Row) -> Change:
    """Read a row of `history`."""
    values = dict(row)
    for name in ("old", "new"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return Change(**values)
