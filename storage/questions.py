"""Questions to the department: one line with its files, and the one answer to it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Row, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asked the department, answered or not."""

    question_id: int
    staff_id: int
    question: str
    media: tuple[Mapping[str, Any], ...]
    asked_at: str
    answer: str | None
    answered_by: int | None
    answered_at: str | None


async def ask(
    tx: Tx, staff_id: int, question: str, media: Sequence[Mapping[str, Any]], *, now: str
) -> int:
    """Keep a question and return its number."""
    return await tx.insert(
        "INSERT INTO questions (staff_id, question, media, asked_at) VALUES (?, ?, ?, ?)",
        (staff_id, question, json.dumps([dict(one) for one in media], ensure_ascii=False), now),
    )


async def load(db: Reader, question_id: int) -> Question | None:
    """Return one question."""
    row = await db.one("SELECT * FROM questions WHERE question_id = ?", (question_id,))
    return None if row is None else _read(row)


async def waiting(db: Reader) -> list[Question]:
    """Return the questions without an answer, the oldest first."""
    rows = await db.all("SELECT * FROM questions WHERE answered_at IS NULL ORDER BY question_id")
    return [_read(row) for row in rows]


async def answer(tx: Tx, question_id: int, text: str, *, by: int, now: str) -> bool:
    """Keep the answer; False where a colleague was quicker."""
    changed = await tx.run(
        "UPDATE questions SET answer = ?, answered_by = ?, answered_at = ? "
        "WHERE question_id = ? AND answered_at IS NULL",
        (text, by, now, question_id),
    )
    return changed > 0


def _read(row: Row) -> Question:
    return Question(**{**dict(row), "media": tuple(json.loads(row["media"]))})
