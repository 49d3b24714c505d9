"""Records entered on a colleague's behalf: whose they are and what the owner says of them.

A record is named by its table and number, so that any kind of record is asked about alike.
"""

from dataclasses import dataclass
from datetime import date

from storage import history
from storage.database import Reader, Row, Statement, Tx

SELECT = """
SELECT subject, subject_id, staff_id, entered_by, state, line, asked_at, answered_at
FROM on_behalf
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf:
    """A record about which its owner was asked."""

    subject: str  # its table
    subject_id: int
    staff_id: int  # whose it is
    entered_by: int
    state: str  # waiting, confirmed, disputed
    line: str | None  # the owner's sentence on what is inaccurate
    asked_at: str
    answered_at: str | None

    @property
    def key(self) -> tuple[str, int]:
        """Return what names the record."""
        return self.subject, self.subject_id


async def ask(
    tx: Tx, subject: str, subject_id: int, *, staff_id: int, entered_by: int, now: str
) -> None:
    """Note that the owner of a record was asked about it; again where they were before."""
    await tx.run(
        """
        INSERT INTO on_behalf (subject, subject_id, staff_id, entered_by, asked_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (subject, subject_id) DO UPDATE SET state = 'waiting', line = NULL,
            asked_at = excluded.asked_at, answered_at = NULL
        """,
        (subject, subject_id, staff_id, entered_by, now),
    )


async def confirm(tx: Tx, subject: str, subject_id: int, *, by: int, now: str) -> bool:
    """Keep «Всё так»; False where it was said before."""
    changed = await tx.run(
        """
        UPDATE on_behalf SET state = 'confirmed', line = NULL, answered_at = ?
        WHERE subject = ? AND subject_id = ? AND state <> 'confirmed'
        """,
        (now, subject, subject_id),
    )
    if changed:
        await history.add(tx, subject, subject_id, "confirmed", now=now, by=by)
    return changed > 0


async def dispute(tx: Tx, subject: str, subject_id: int, line: str, *, by: int, now: str) -> bool:
    """Keep «Есть неточность»; a later line replaces the earlier, the same one is False."""
    changed = await tx.run(
        """
        UPDATE on_behalf SET state = 'disputed', line = :line, answered_at = :now
        WHERE subject = :subject AND subject_id = :subject_id
            AND (state <> 'disputed' OR line IS NOT :line)
        """,
        {"line": line, "now": now, "subject": subject, "subject_id": subject_id},
    )
    if changed:
        await history.add(tx, subject, subject_id, "disputed", now=now, by=by, new=line)
    return changed > 0


def changed(subject: str, subject_id: int, *, by: int | None, now: str) -> Statement:
    """Return the statement that goes into the batch of every change of a record.

    A change by the owner is their answer; one by anybody else is what they are asked about
    anew. What the owner has called right stays so.
    """
    return (
        """
        UPDATE on_behalf SET line = NULL,
            state = CASE WHEN staff_id = :by THEN 'confirmed' ELSE 'waiting' END,
            asked_at = CASE WHEN staff_id = :by THEN asked_at ELSE :now END,
            answered_at = CASE WHEN staff_id = :by THEN :now END
        WHERE subject = :subject AND subject_id = :subject_id AND state <> 'confirmed'
        """,
        {"by": by, "now": now, "subject": subject, "subject_id": subject_id},
    )


async def load(db: Reader, subject: str, subject_id: int) -> OnBehalf | None:
    """Return what is known of one record; None where nobody was asked."""
    row = await db.one(f"{SELECT} WHERE subject = ? AND subject_id = ?", (subject, subject_id))
    return None if row is None else _read(row)


async def waiting(
    db: Reader, staff_id: int | None = None, since: date = date.min
) -> list[OnBehalf]:
    """Return what waits for its owner, or for every owner, asked since a day (UTC)."""
    owner = "" if staff_id is None else "AND staff_id = :staff_id"
    rows = await db.all(
        f"""
        {SELECT} WHERE state = 'waiting' AND asked_at >= :since {owner}
        ORDER BY asked_at, subject, subject_id
        """,
        {"staff_id": staff_id, "since": since.isoformat()},
    )
    return [_read(row) for row in rows]


async def disputed(db: Reader, entered_by: int | None = None) -> list[OnBehalf]:
    """Return what its owner called inaccurate, of one who entered it or of all."""
    author = "" if entered_by is None else "AND entered_by = :entered_by"
    rows = await db.all(
        f"""
        {SELECT} WHERE state = 'disputed' {author} ORDER BY answered_at, subject, subject_id
        """,
        {"entered_by": entered_by},
    )
    return [_read(row) for row in rows]


def _read(row: Row) -> OnBehalf:
    return OnBehalf(**dict(row))
