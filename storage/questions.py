"""Questions to the department: threads that one takes, both sides write in, and either closes."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from storage.database import Reader, Row, Tx
from storage.records.guidance import Message, Question

Media = Sequence[Mapping[str, Any]]
COLUMNS: Final = """
question_id, staff_id, asked_at, answered_at, answered_by, taken_by, taken_at, waits_since,
closed_at, closed_by
"""
OPEN: Final = "waits_since IS NOT NULL AND closed_at IS NULL"


async def ask(
    tx: Tx, staff_id: int, said: str, media: Media, *, now: str, album: str | None = None
) -> int:
    """Keep a question and return its number."""
    question_id = await tx.insert(
        "INSERT INTO questions (staff_id, asked_at, waits_since) VALUES (?, ?, ?)",
        (staff_id, now, now),
    )
    await _write(tx, question_id, (staff_id, False, said, media, album), now)
    return question_id


async def load(db: Reader, question_id: int) -> Question | None:
    """Return one question with its thread."""
    found = await _read(db, "question_id = ?", (question_id,))
    return found[0] if found else None


async def waiting(db: Reader) -> list[Question]:
    """Return the questions that wait for the department, the oldest first."""
    return await _read(db, OPEN, ())


async def open_ones(db: Reader) -> list[Question]:
    """Return the questions that nobody has closed, those that wait first."""
    return await _read(db, "closed_at IS NULL", (), order="waits_since IS NULL, question_id")


async def closed_ones(db: Reader, limit: int) -> list[Question]:
    """Return the questions closed last."""
    return await _read(
        db, "closed_at IS NOT NULL", (limit,), order="closed_at DESC, question_id DESC LIMIT ?"
    )


async def of_person(db: Reader, staff_id: int, limit: int) -> list[Question]:
    """Return a person's questions, the latest first."""
    return await _read(db, "staff_id = ?", (staff_id, limit), order="question_id DESC LIMIT ?")


async def take(tx: Tx, question_id: int, *, by: int, instead_of: int | None, now: str) -> bool:
    """Take a question that `instead_of` has (None: nobody); False where somebody was quicker."""
    changed = await tx.run(
        "UPDATE questions SET taken_by = ?, taken_at = ? "
        "WHERE question_id = ? AND closed_at IS NULL AND taken_by IS ?",
        (by, now, question_id, instead_of),
    )
    return changed > 0


async def give(tx: Tx, question_id: int, *, by: int, to: int | None, now: str) -> bool:
    """Give a question that `by` has to a colleague or back to all; False if it is not theirs."""
    changed = await tx.run(
        "UPDATE questions SET taken_by = :to, taken_at = CASE WHEN :to IS NULL THEN NULL "
        "ELSE :now END WHERE question_id = :question_id AND closed_at IS NULL AND taken_by = :by",
        {"to": to, "now": now, "question_id": question_id, "by": by},
    )
    return changed > 0


async def add_question(
    tx: Tx, question_id: int, said: str, media: Media, *, by: int, now: str,
    album: str | None = None,
) -> None:  # fmt: skip
    """Keep a further message of who asked; the question is open again and waits."""
    await _write(tx, question_id, (by, False, said, media, album), now)
    await tx.run(
        "UPDATE questions SET waits_since = coalesce(waits_since, ?), closed_at = NULL, "
        "closed_by = NULL WHERE question_id = ?",
        (now, question_id),
    )


async def add_answer(
    tx: Tx, question_id: int, said: str, media: Media, *, by: int, now: str,
    album: str | None = None,
) -> bool:  # fmt: skip
    """Keep a message of the department and return whether it is the first one.

    Who writes must have taken the question.
    """
    await _write(tx, question_id, (by, True, said, media, album), now)
    await tx.run("UPDATE questions SET waits_since = NULL WHERE question_id = ?", (question_id,))
    changed = await tx.run(
        "UPDATE questions SET answered_at = ?, answered_by = ? "
        "WHERE question_id = ? AND answered_at IS NULL",
        (now, by, question_id),
    )
    return changed > 0


async def add_to_album(
    tx: Tx, question_id: int, album: str, media: Media, said: str, *, by: int
) -> bool:
    """Put a file to those that came together with it; False where there are none."""
    row = await tx.one(
        "SELECT message_id, media, said FROM question_messages "
        "WHERE question_id = ? AND album = ? AND staff_id = ?",
        (question_id, album, by),
    )
    if row is None:
        return False
    await tx.run(
        "UPDATE question_messages SET media = ?, said = ? WHERE message_id = ?",
        (_text([*json.loads(row["media"]), *media]), row["said"] or said, row["message_id"]),
    )
    return True


async def close(tx: Tx, question_id: int, *, by: int, now: str) -> bool:
    """Close a question; False where it is closed already."""
    changed = await tx.run(
        "UPDATE questions SET closed_at = ?, closed_by = ?, waits_since = NULL "
        "WHERE question_id = ? AND closed_at IS NULL",
        (now, by, question_id),
    )
    return changed > 0


async def _write(
    tx: Tx, question_id: int, message: tuple[int, bool, str, Media, str | None], now: str
) -> None:
    by, is_answer, said, media, album = message
    await tx.insert(
        "INSERT INTO question_messages (question_id, staff_id, is_answer, said, media, album, "
        "sent_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (question_id, by, int(is_answer), said, _text(media), album, now),
    )


def _text(media: Media) -> str:
    return json.dumps([dict(one) for one in media], ensure_ascii=False)


async def _read(
    db: Reader, where: str, values: Sequence[Any], order: str = "question_id"
) -> list[Question]:
    """Read questions with their threads in one hop."""
    chosen = f"SELECT {COLUMNS} FROM questions WHERE {where} ORDER BY {order}"
    found, said = await db.batch(
        [
            (chosen, values),
            (
                f"""
                SELECT * FROM question_messages
                WHERE question_id IN (SELECT question_id FROM ({chosen})) ORDER BY message_id
                """,
                values,
            ),
        ]
    )
    threads: dict[int, list[Message]] = defaultdict(list)
    for row in said:
        threads[row["question_id"]].append(_message(row))
    return [Question(**dict(row), messages=tuple(threads[row["question_id"]])) for row in found]


def _message(row: Row) -> Message:
    return Message(
        message_id=row["message_id"],
        staff_id=row["staff_id"],
        is_answer=bool(row["is_answer"]),
        said=row["said"],
        media=tuple(json.loads(row["media"])),
        album=row["album"],
        sent_at=row["sent_at"],
    )
