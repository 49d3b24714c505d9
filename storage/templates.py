"""The institution's own Word templates, by what they are for: diploma_ru, diploma_be."""

from dataclasses import dataclass

from storage import history
from storage.database import Reader, Tx


@dataclass(frozen=True, slots=True)
class Template:
    """A template in force; `sha256` names its bytes."""

    code: str
    file_id: int
    sha256: str
    put_at: str  # UTC
    put_by: int


async def known(db: Reader) -> dict[str, Template]:
    """Return the templates in force by code; what has none uses the shipped one."""
    rows = await db.all(
        "SELECT code, file_id, sha256, put_at, put_by FROM templates JOIN files USING (file_id) "
        "WHERE sha256 IS NOT NULL"
    )
    return {row["code"]: Template(**dict(row)) for row in rows}


async def put(tx: Tx, code: str, file_id: int, *, now: str, by: int) -> None:
    """Let a checked file be the template from now on."""
    await tx.run(
        """
        INSERT INTO templates (code, file_id, put_at, put_by) VALUES (?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET file_id = excluded.file_id, put_at = excluded.put_at,
            put_by = excluded.put_by
        """,
        (code, file_id, now, by),
    )
    await history.add(tx, "templates", code, "put", now=now, by=by, new=file_id)


async def drop(tx: Tx, code: str, *, now: str, by: int) -> bool:
    """Go back to the shipped template; False where it is in force already."""
    changed = await tx.run("DELETE FROM templates WHERE code = ?", (code,))
    if changed:
        await history.add(tx, "templates", code, "dropped", now=now, by=by)
    return changed > 0
