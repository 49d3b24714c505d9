"""Consultations: by the bot, telephone, on a visit, on the spot, through the site."""

from dataclasses import asdict
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.guidance import Consultation, NewConsultation


async def add(tx: Tx, new: NewConsultation, *, now: str, by: int) -> int:
    """Keep a consultation and return its number."""
    return await tx.insert(
        """
        INSERT INTO consultations (question_id, held_on, channel, topic, library_id, subject,
            minutes, is_group, people, staff_id, created_at, created_by)
        VALUES (:question_id, :held_on, :channel, :topic, :library_id, :subject, :minutes,
            :is_group, :people, :staff_id, :now, :by)
        """,
        {**_values(new), "now": now, "by": by},
    )


async def load(db: Reader, consultation_id: int) -> Consultation | None:
    """Return one consultation, a removed one too."""
    row = await db.one("SELECT * FROM consultations WHERE consultation_id = ?", (consultation_id,))
    return None if row is None else _read(row)


async def of_question(db: Reader, question_id: int) -> Consultation | None:
    """Return the consultation that an answered question is."""
    row = await db.one("SELECT * FROM consultations WHERE question_id = ?", (question_id,))
    return None if row is None else _read(row)


async def listed(
    db: Reader, first: date, last: date, *, limit: int, offset: int = 0
) -> list[Consultation]:
    """Return the consultations of some days, both included, the latest first."""
    rows = await db.all(
        """
        SELECT * FROM consultations WHERE removed_at IS NULL AND held_on BETWEEN ? AND ?
        ORDER BY held_on DESC, consultation_id DESC LIMIT ? OFFSET ?
        """,
        (first.isoformat(), last.isoformat(), limit, offset),
    )
    return [_read(row) for row in rows]


async def change(tx: Tx, old: Consultation, new: Consultation, *, now: str, by: int) -> None:
    """Change a consultation, with history."""
    was, became = history.differences(_values(old), _values(new))
    if not became:
        return
    sets = ", ".join(f"{name} = :{name}" for name in became)
    await tx.batch(
        [
            (
                f"UPDATE consultations SET {sets} WHERE consultation_id = :consultation_id",
                {**became, "consultation_id": old.consultation_id},
            ),
            history.entry(
                "consultations", old.consultation_id, "changed", now=now, by=by,
                old=was, new=became,
            ),
        ]
    )  # fmt: skip


async def remove(tx: Tx, consultation_id: int, *, now: str, by: int) -> bool:
    """Remove a consultation softly; False where it is removed already."""
    changed = await tx.run(
        "UPDATE consultations SET removed_at = ? "
        "WHERE consultation_id = ? AND removed_at IS NULL AND channel <> 'bot'",
        (now, consultation_id),
    )
    if changed:
        await history.add(tx, "consultations", consultation_id, "removed", now=now, by=by)
    return changed > 0


async def restore(tx: Tx, consultation_id: int, *, now: str, by: int) -> bool:
    """Bring a removed consultation back."""
    changed = await tx.run(
        "UPDATE consultations SET removed_at = NULL "
        "WHERE consultation_id = ? AND removed_at IS NOT NULL",
        (consultation_id,),
    )
    if changed:
        await history.add(tx, "consultations", consultation_id, "restored", now=now, by=by)
    return changed > 0


def _values(one: NewConsultation) -> dict[str, Any]:
    kept = {"consultation_id", "created_at", "created_by", "removed_at"}
    values = {name: value for name, value in asdict(one).items() if name not in kept}
    return {**values, "held_on": one.held_on.isoformat(), "is_group": int(one.is_group)}


def _read(row: Row) -> Consultation:
    return Consultation(
        **{
            **dict(row),
            "held_on": date.fromisoformat(row["held_on"]),
            "is_group": bool(row["is_group"]),
        }
    )
