"""Review of questionnaires: sheets accepted, undone, returned with remarks; nothing overwritten.

A version of answers stays among the submissions, a remark keeps the answer it was about, and
an acceptance the version that it accepted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from storage import history
from storage.campaigns import TABLE
from storage.database import Reader, Row, Statement, Tx
from storage.records.monitoring import Acceptance, CampaignUnit, Remark

SELECT = """
SELECT r.remark_id, r.unit_id, r.question, r.remark, r.made_by, r.made_at, r.state, r.sent_at,
    r.return_no, r.submission_id, r.was, r.became, r.explanation, r.settled_at, r.settled_by
FROM remarks AS r
"""
ACCEPTANCE = """
SELECT acceptance_id, campaign_id, made_at, made_by, undone_at, undone_by FROM acceptances
"""


# -------------------------------------------------------------------- acceptances


async def accept(
    tx: Tx, campaign_id: int, units: Iterable[CampaignUnit], *, now: str, by: int
) -> tuple[int | None, list[int]]:
    """Accept sheets in the versions that the caller has seen.

    Return the acceptance and the units it holds: those that were changed, returned or accepted
    meanwhile are left as they are; None where nothing is left.
    """
    rows = await tx.all(
        """
        SELECT unit_id, submission_id FROM campaign_units
        WHERE campaign_id = ? AND state = 'sent'
        """,
        (campaign_id,),
    )
    waiting = {(row["unit_id"], row["submission_id"]) for row in rows}
    standing = [one for one in units if (one.unit_id, one.submission_id) in waiting]
    if not standing:
        return None, []
    acceptance_id = await tx.insert(
        "INSERT INTO acceptances (campaign_id, made_at, made_by) VALUES (?, ?, ?)",
        (campaign_id, now, by),
    )
    statements: list[Statement] = []
    for one in standing:
        statements += _accepted(acceptance_id, one, now=now, by=by)
    await tx.batch(statements)
    return acceptance_id, [one.unit_id for one in standing]


def _accepted(acceptance_id: int, unit: CampaignUnit, *, now: str, by: int) -> list[Statement]:
    return [
        (
            """
            INSERT INTO acceptance_units (acceptance_id, unit_id, submission_id, earlier_id)
            VALUES (?, ?, ?, ?)
            """,
            (acceptance_id, unit.unit_id, unit.submission_id, unit.acceptance_id),
        ),
        (
            "UPDATE campaign_units SET state = 'accepted', acceptance_id = ? WHERE unit_id = ?",
            (acceptance_id, unit.unit_id),
        ),
        history.entry(
            TABLE, unit.unit_id, "accepted",
            now=now, by=by, new={"submission": unit.submission_id},
        ),
    ]  # fmt: skip


async def acceptance(db: Reader, acceptance_id: int) -> Acceptance | None:
    """Return one acceptance."""
    row = await db.one(f"{ACCEPTANCE} WHERE acceptance_id = ?", (acceptance_id,))
    return None if row is None else Acceptance(**dict(row))


async def undo(tx: Tx, acceptance_id: int, *, now: str, by: int) -> list[int]:
    """Take an acceptance back once; return the units that wait for review again.

    A sheet that was changed, returned or accepted anew meanwhile stays as it is.
    """
    changed = await tx.run(
        """
        UPDATE acceptances SET undone_at = ?, undone_by = ?
        WHERE acceptance_id = ? AND undone_at IS NULL
        """,
        (now, by, acceptance_id),
    )
    if not changed:
        return []
    rows = await tx.all(
        """
        SELECT u.unit_id, a.earlier_id FROM acceptance_units AS a
        JOIN campaign_units AS u USING (unit_id, acceptance_id)
        WHERE a.acceptance_id = ? AND u.state = 'accepted' ORDER BY u.unit_id
        """,
        (acceptance_id,),
    )
    statements: list[Statement] = []
    for row in rows:
        statements += [
            (
                "UPDATE campaign_units SET state = 'sent', acceptance_id = ? WHERE unit_id = ?",
                (row["earlier_id"], row["unit_id"]),
            ),
            history.entry(TABLE, row["unit_id"], "acceptance undone", now=now, by=by),
        ]
    await tx.batch(statements)
    return [row["unit_id"] for row in rows]


# -------------------------------------------------------------------- remarks


async def write(tx: Tx, unit_id: int, question: str, remark: str, *, now: str, by: int) -> None:
    """Keep a remark that is not sent yet; one written before about the question is replaced."""
    await tx.run(
        """
        INSERT INTO remarks (unit_id, question, remark, made_by, made_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (unit_id, question, made_by) WHERE state = 'written' DO UPDATE SET
            remark = excluded.remark, made_at = excluded.made_at
        """,
        (unit_id, question, remark, by, now),
    )


async def written(db: Reader, unit_id: int, by: int) -> list[Remark]:
    """Return what a methodist has written about a sheet and not sent yet."""
    rows = await db.all(
        f"{SELECT} WHERE unit_id = ? AND made_by = ? AND state = 'written' ORDER BY remark_id",
        (unit_id, by),
    )
    return [_remark(row) for row in rows]


async def drop_written(tx: Tx, unit_id: int, by: int) -> int:
    """Delete what a methodist has written and not sent; return how many remarks."""
    return await tx.run(
        "DELETE FROM remarks WHERE unit_id = ? AND made_by = ? AND state = 'written'",
        (unit_id, by),
    )


async def send_back(
    tx: Tx, unit: CampaignUnit, was: Mapping[int, Any], *, now: str, by: int
) -> None:
    """Return a sheet with written remarks: `was` holds the present answers by remark.

    An open remark about the same question gives way to the new one.
    """
    number = unit.return_no + 1
    statements: list[Statement] = []
    for remark_id, answer in was.items():
        statements += [
            (
                """
                UPDATE remarks SET state = 'withdrawn', settled_at = :now, settled_by = :by
                WHERE state = 'open' AND (unit_id, question) IN
                    (SELECT unit_id, question FROM remarks WHERE remark_id = :remark_id)
                """,
                {"now": now, "by": by, "remark_id": remark_id},
            ),
            (
                """
                UPDATE remarks SET state = 'open', sent_at = ?, return_no = ?, submission_id = ?,
                    was = ?
                WHERE remark_id = ? AND state = 'written'
                """,
                (now, number, unit.submission_id, _json(answer), remark_id),
            ),
        ]
    said = [
        {"question": one.question, "remark": one.remark}
        for one in await written(tx, unit.unit_id, by)
        if one.remark_id in was
    ]
    statements += [
        (
            """
            UPDATE campaign_units SET state = 'returned', return_no = ?, returned_at = ?,
                returned_by = ?
            WHERE unit_id = ?
            """,
            (number, now, by, unit.unit_id),
        ),
        history.entry(TABLE, unit.unit_id, "returned", now=now, by=by, new=said),
    ]
    await tx.batch(statements)


async def by_id(db: Reader, remark_id: int) -> Remark | None:
    """Return one remark."""
    row = await db.one(f"{SELECT} WHERE remark_id = ?", (remark_id,))
    return None if row is None else _remark(row)


async def of_unit(db: Reader, unit_id: int) -> list[Remark]:
    """Return all remarks that were sent to a library, in the order of sending."""
    rows = await db.all(
        f"{SELECT} WHERE unit_id = ? AND state <> 'written' ORDER BY sent_at, remark_id",
        (unit_id,),
    )
    return [_remark(row) for row in rows]


async def open_of(db: Reader, unit_id: int) -> list[Remark]:
    """Return the remarks that wait for a library's answer."""
    return [one for one in await of_unit(db, unit_id) if one.state == "open"]


async def open_counts(db: Reader, unit_ids: Sequence[int]) -> dict[int, int]:
    """Count the remarks that wait for an answer, by unit."""
    if not unit_ids:
        return {}
    rows = await db.all(
        """
        SELECT unit_id, count(*) AS remarks FROM remarks
        WHERE state = 'open' AND unit_id IN (SELECT value FROM json_each(?)) GROUP BY unit_id
        """,
        (json.dumps(list(unit_ids)),),
    )
    return {row["unit_id"]: row["remarks"] for row in rows}


async def of_campaigns(db: Reader, campaign_ids: Sequence[int]) -> dict[int, list[Remark]]:
    """Return all remarks that were sent in some campaigns, by unit."""
    rows = await db.all(
        f"""
        {SELECT} JOIN campaign_units AS u USING (unit_id)
        WHERE u.campaign_id IN (SELECT value FROM json_each(?)) AND r.state <> 'written'
        ORDER BY r.sent_at, r.remark_id
        """,
        (json.dumps(list(campaign_ids)),),
    )
    found: dict[int, list[Remark]] = {}
    for row in rows:
        found.setdefault(row["unit_id"], []).append(_remark(row))
    return found


async def explain(tx: Tx, remark: Remark, line: str, *, now: str, by: int) -> bool:
    """Keep the library's explanation; False where the remark is settled already."""
    changed = await tx.run(
        """
        UPDATE remarks SET state = 'explained', explanation = ?, settled_at = ?, settled_by = ?
        WHERE remark_id = ? AND state = 'open'
        """,
        (line, now, by, remark.remark_id),
    )
    if changed:
        await history.add(
            tx, TABLE, remark.unit_id, "explained",
            now=now, by=by, new={"question": remark.question, "explanation": line},
        )  # fmt: skip
        await _hand_in(tx, remark.unit_id)
    return changed > 0


def corrected(became: Mapping[int, Any], *, now: str, by: int) -> list[Statement]:
    """Return the statements that settle remarks by a new version: `became` holds its answers."""
    return [
        (
            """
            UPDATE remarks SET state = 'corrected', became = ?, settled_at = ?, settled_by = ?
            WHERE remark_id = ? AND state = 'open'
            """,
            (_json(answer), now, by, remark_id),
        )
        for remark_id, answer in became.items()
    ]


async def withdraw(tx: Tx, unit_id: int, *, now: str, by: int) -> int:
    """Take the open remarks to a sheet back; return how many: it waits for review again."""
    changed = await tx.run(
        """
        UPDATE remarks SET state = 'withdrawn', settled_at = ?, settled_by = ?
        WHERE unit_id = ? AND state = 'open'
        """,
        (now, by, unit_id),
    )
    if changed:
        await history.add(tx, TABLE, unit_id, "remarks withdrawn", now=now, by=by)
        await _hand_in(tx, unit_id)
    return changed


async def _hand_in(tx: Tx, unit_id: int) -> None:
    """Let a sheet wait for review again once its last remark is settled."""
    await tx.run(
        """
        UPDATE campaign_units SET state = 'sent'
        WHERE unit_id = :unit_id AND state = 'returned' AND NOT EXISTS
            (SELECT 1 FROM remarks AS r WHERE r.unit_id = :unit_id AND r.state = 'open')
        """,
        {"unit_id": unit_id},
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _remark(row: Row) -> Remark:
    values = dict(row)
    for name in ("was", "became"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return Remark(**values)
