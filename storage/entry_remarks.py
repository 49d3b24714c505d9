"""Remarks to single answers of contest entries; nothing is overwritten, like `reviews`."""

import json
from collections.abc import Mapping
from typing import Any

from storage import entries, history
from storage.database import Reader, Row, Statement, Tx
from storage.records.contests import Entry, EntryRemark

TABLE = "entries"  # in history


async def write(tx: Tx, entry_id: int, question: str, remark: str, *, now: str, by: int) -> None:
    """Keep a remark that is not sent yet; one written before about the question is replaced."""
    await tx.run(
        """
        INSERT INTO entry_remarks (entry_id, question, remark, made_by, made_at)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (entry_id, question, made_by) WHERE state = 'written' DO UPDATE SET
            remark = excluded.remark, made_at = excluded.made_at
        """,
        (entry_id, question, remark, by, now),
    )


async def written(db: Reader, entry_id: int, by: int) -> list[EntryRemark]:
    """Return what a methodist has written about an entry and not sent yet."""
    rows = await db.all(
        """
        SELECT * FROM entry_remarks WHERE entry_id = ? AND made_by = ? AND state = 'written'
        ORDER BY remark_id
        """,
        (entry_id, by),
    )
    return [_remark(row) for row in rows]


async def drop_written(tx: Tx, entry_id: int, by: int) -> int:
    """Delete what a methodist has written and not sent; return how many remarks."""
    return await tx.run(
        "DELETE FROM entry_remarks WHERE entry_id = ? AND made_by = ? AND state = 'written'",
        (entry_id, by),
    )


async def send_back(
    tx: Tx, entry: Entry, said: list[EntryRemark], was: Mapping[int, Any], *, now: str, by: int
) -> None:
    """Return an entry with written remarks: `was` holds the present answers by remark.

    An open remark about the same question gives way to the new one.
    """
    await entries.give_back(
        tx, entry.entry_id, "; ".join(one.remark for one in said), now=now, by=by
    )
    statements: list[Statement] = []
    for one in said:
        statements += [
            (
                """
                UPDATE entry_remarks SET state = 'withdrawn', settled_at = ?, settled_by = ?
                WHERE entry_id = ? AND question = ? AND state = 'open'
                """,
                (now, by, entry.entry_id, one.question),
            ),
            (
                """
                UPDATE entry_remarks SET state = 'open', sent_at = ?, return_no = ?, was = ?
                WHERE remark_id = ? AND state = 'written'
                """,
                (now, entry.return_no + 1, _json(was.get(one.remark_id)), one.remark_id),
            ),
        ]
    await tx.batch(statements)


async def by_id(db: Reader, remark_id: int) -> EntryRemark | None:
    """Return one remark."""
    row = await db.one("SELECT * FROM entry_remarks WHERE remark_id = ?", (remark_id,))
    return None if row is None else _remark(row)


async def of_entry(db: Reader, entry_id: int) -> list[EntryRemark]:
    """Return all remarks that were sent to the authors, in the order of sending."""
    rows = await db.all(
        """
        SELECT * FROM entry_remarks WHERE entry_id = ? AND state <> 'written'
        ORDER BY sent_at, remark_id
        """,
        (entry_id,),
    )
    return [_remark(row) for row in rows]


async def open_of(db: Reader, entry_id: int) -> list[EntryRemark]:
    """Return the remarks that wait for the authors' answer."""
    return [one for one in await of_entry(db, entry_id) if one.state == "open"]


async def explain(tx: Tx, remark: EntryRemark, line: str, *, now: str, by: int) -> bool:
    """Keep the authors' explanation; False where the remark is settled already."""
    changed = await tx.run(
        """
        UPDATE entry_remarks SET state = 'explained', explanation = ?, settled_at = ?,
            settled_by = ?
        WHERE remark_id = ? AND state = 'open'
        """,
        (line, now, by, remark.remark_id),
    )
    if changed:
        await history.add(
            tx, TABLE, remark.entry_id, "explained",
            now=now, by=by, new={"question": remark.question, "explanation": line},
        )  # fmt: skip
        await _hand_in(tx, remark.entry_id, now)
    return changed > 0


async def correct(tx: Tx, entry_id: int, became: Mapping[int, Any], *, now: str, by: int) -> None:
    """Settle remarks by a new version of the answers: `became` holds them by remark.

    As long as a remark is open the entry waits for its authors, though it was changed.
    """
    await tx.batch(
        [
            (
                """
                UPDATE entry_remarks SET state = 'corrected', became = ?, settled_at = ?,
                    settled_by = ?
                WHERE remark_id = ? AND state = 'open'
                """,
                (_json(answer), now, by, remark_id),
            )
            for remark_id, answer in became.items()
        ]
    )
    if await open_of(tx, entry_id):
        await tx.run("UPDATE entries SET state = 'returned' WHERE entry_id = ?", (entry_id,))


async def withdraw(tx: Tx, entry_id: int, *, now: str, by: int) -> int:
    """Take the open remarks back; return how many: the entry waits for admission again."""
    changed = await tx.run(
        """
        UPDATE entry_remarks SET state = 'withdrawn', settled_at = ?, settled_by = ?
        WHERE entry_id = ? AND state = 'open'
        """,
        (now, by, entry_id),
    )
    if changed:
        await history.add(tx, TABLE, entry_id, "remarks withdrawn", now=now, by=by)
        await _hand_in(tx, entry_id, now)
    return changed


async def _hand_in(tx: Tx, entry_id: int, now: str) -> None:
    """Let an entry wait for admission again once its last remark is settled."""
    await tx.run(
        """
        UPDATE entries SET state = 'submitted', updated_at = :now
        WHERE entry_id = :entry_id AND state = 'returned' AND NOT EXISTS
            (SELECT 1 FROM entry_remarks AS r WHERE r.entry_id = :entry_id AND r.state = 'open')
        """,
        {"entry_id": entry_id, "now": now},
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _remark(row: Row) -> EntryRemark:
    values = dict(row)
    for name in ("was", "became"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return EntryRemark(**values)
