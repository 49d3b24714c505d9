"""How often somebody has tried a code or a number, so that nobody tries them all."""

from storage.database import Reader, Tx


async def since(db: Reader, what: str, user_id: int, moment: str) -> int:
    """Count the tries of a Telegram user since a moment."""
    return int(
        await db.value(
            "SELECT count(*) FROM tries WHERE what = ? AND user_id = ? AND tried_at > ?",
            (what, user_id, moment),
        )
    )


async def add(tx: Tx, what: str, user_id: int, *, now: str, forget: str) -> None:
    """Note a try; those before `forget` are of no more use to anybody."""
    await tx.batch(
        [
            ("DELETE FROM tries WHERE tried_at <= ?", (forget,)),
            ("INSERT INTO tries (what, user_id, tried_at) VALUES (?, ?, ?)", (what, user_id, now)),
        ]
    )
