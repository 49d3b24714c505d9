"""Questions and answers that serve everybody: published, changed, withdrawn, counted."""

from collections.abc import Mapping
from typing import Any

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.guidance import Faq


async def add(
    tx: Tx, question: str, answer: str, *, topic: str | None, question_id: int | None,
    now: str, by: int,
) -> int:  # fmt: skip
    """Publish an entry and return its number."""
    return await tx.insert(
        "INSERT INTO faq (question_id, topic, question, answer, created_at, created_by) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (question_id, topic, question, answer, now, by),
    )


async def load(db: Reader, faq_id: int) -> Faq | None:
    """Return one entry, a withdrawn one too."""
    row = await db.one("SELECT * FROM faq WHERE faq_id = ?", (faq_id,))
    return None if row is None else _read(row)


async def live(db: Reader) -> list[Faq]:
    """Return what can be read, what has helped most first."""
    rows = await db.all(
        "SELECT * FROM faq WHERE withdrawn_at IS NULL ORDER BY helped DESC, faq_id DESC"
    )
    return [_read(row) for row in rows]


async def withdrawn(db: Reader) -> list[Faq]:
    """Return what was withdrawn, the latest first."""
    rows = await db.all(
        "SELECT * FROM faq WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at DESC"
    )
    return [_read(row) for row in rows]


async def change(tx: Tx, old: Faq, new: Mapping[str, Any], *, now: str, by: int) -> None:
    """Change the question, the answer or the topic, with history."""
    was = {name: getattr(old, name) for name in ("question", "answer", "topic")}
    before, after = history.differences(was, new)
    if not after:
        return
    await tx.batch(
        [
            (
                """
                UPDATE faq SET question = :question, answer = :answer, topic = :topic
                WHERE faq_id = :faq_id
                """,
                {**was, **after, "faq_id": old.faq_id},
            ),
            history.entry(
                "faq", old.faq_id, "changed", now=now, by=by, old=before, new=after
            ),
        ]
    )  # fmt: skip


async def withdraw(tx: Tx, faq_id: int, *, now: str, by: int) -> None:
    """Take an entry out of what can be read."""
    changed = await tx.run(
        "UPDATE faq SET withdrawn_at = ? WHERE faq_id = ? AND withdrawn_at IS NULL", (now, faq_id)
    )
    if changed:
        await history.add(tx, "faq", faq_id, "removed", now=now, by=by)


async def restore(tx: Tx, faq_id: int, *, now: str, by: int) -> None:
    """Let an entry be read again."""
    changed = await tx.run(
        "UPDATE faq SET withdrawn_at = NULL WHERE faq_id = ? AND withdrawn_at IS NOT NULL",
        (faq_id,),
    )
    if changed:
        await history.add(tx, "faq", faq_id, "restored", now=now, by=by)


async def count(tx: Tx, faq_id: int, *, helped: bool) -> None:
    """Count that an entry has helped instead of a question, or has not; never whom."""
    column = "helped" if helped else "asked_anyway"
    await tx.run(f"UPDATE faq SET {column} = {column} + 1 WHERE faq_id = ?", (faq_id,))


def _read(row: Row) -> Faq:
    return Faq(**dict(row))
