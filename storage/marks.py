"""When something was last seen or done: signs of life, the day's upkeep."""

from storage.database import Reader, Tx


async def read(db: Reader, name: str) -> str | None:
    """Return the moment of a mark, or None where it was never set."""
    value = await db.value("SELECT at FROM marks WHERE name = ?", (name,))
    return None if value is None else str(value)


async def put(tx: Tx, name: str, at: str) -> None:
    """Set a mark."""
    await tx.run(
        "INSERT INTO marks (name, at) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
        (name, at),
    )
