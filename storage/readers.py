"""Names of readers on diplomas: stored only with the day of a written consent, and removable.

No history row holds a name. What is overwritten here is zeroed in the file (secure_delete).
"""

from datetime import date

from storage import history
from storage.database import Reader, Tx
from storage.records.contests import NamedReader
from storage.records.days import day


async def keep(tx: Tx, entry_id: int, name: str, consent_on: date, *, now: str, by: int) -> None:
    """Store the name of an entry's reader with the day of the consent."""
    await tx.run(
        "UPDATE entries SET reader_name = ?, reader_consent_on = ? WHERE entry_id = ?",
        (name, consent_on.isoformat(), entry_id),
    )
    await history.add(
        tx, "entries", entry_id, "reader_named", now=now, by=by, new=consent_on.isoformat()
    )


async def forget(tx: Tx, entry_id: int, *, now: str, by: int) -> bool:
    """Remove the name and the consent; False where there is none."""
    changed = await tx.run(
        "UPDATE entries SET reader_name = NULL, reader_consent_on = NULL "
        "WHERE entry_id = ? AND reader_name IS NOT NULL",
        (entry_id,),
    )
    if changed:
        tx.wipe()
        await history.add(tx, "entries", entry_id, "reader_forgotten", now=now, by=by)
    return changed > 0


async def of_contest(db: Reader, contest_id: int) -> dict[int, NamedReader]:
    """Return the stored names of a contest's readers by entry."""
    rows = await db.all(
        "SELECT entry_id, reader_name, reader_consent_on FROM entries "
        "WHERE contest_id = ? AND reader_name IS NOT NULL",
        (contest_id,),
    )
    return {
        row["entry_id"]: NamedReader(row["reader_name"], found)
        for row in rows
        if (found := day(row["reader_consent_on"])) is not None
    }
