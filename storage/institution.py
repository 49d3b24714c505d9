"""The institution's settings: only what differs from the defaults in code, with history."""

import json
from typing import Any

from storage import history
from storage.database import Reader, Tx


async def get_all(db: Reader) -> dict[str, Any]:
    """Return the values that the institution set, by name."""
    rows = await db.all("SELECT name, value FROM settings")
    return {row["name"]: json.loads(row["value"]) for row in rows}


async def is_empty(db: Reader) -> bool:
    """Tell whether there are no libraries, people and visits yet."""
    found = await db.value(
        """
        SELECT EXISTS (SELECT 1 FROM libraries) OR EXISTS (SELECT 1 FROM staff)
            OR EXISTS (SELECT 1 FROM visits)
        """
    )
    return not found


async def change(tx: Tx, name: str, value: Any, *, now: str, by: int | None) -> None:
    """Set a value that JSON can hold."""
    old = await _value(tx, name)
    await tx.batch(
        [
            (
                """
                INSERT INTO settings (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """,
                (name, json.dumps(value, ensure_ascii=False)),
            ),
            history.entry("settings", name, "changed", now=now, by=by, old=old, new=value),
        ]
    )


async def reset(tx: Tx, name: str, *, now: str, by: int | None) -> None:
    """Go back to the default in code."""
    old = await _value(tx, name)
    await tx.batch(
        [
            ("DELETE FROM settings WHERE name = ?", (name,)),
            history.entry("settings", name, "reset", now=now, by=by, old=old),
        ]
    )


async def _value(tx: Tx, name: str) -> Any:
    text = await tx.value("SELECT value FROM settings WHERE name = ?", (name,))
    return None if text is None else json.loads(text)
