"""Results of contests: places and awards, sealed until published; winners put forward."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from storage import history
from storage.database import Reader, Statement, Tx
from storage.records.judging import Result

INSERT = """
INSERT INTO results (entry_id, points, jurors, place, decided_by, criterion_id, award_id,
    award_words)
VALUES (:entry_id, :points, :jurors, :place, :decided_by, :criterion_id, :award_id, :award_words)
"""
OF_CONTEST = "entry_id IN (SELECT entry_id FROM entries WHERE contest_id = ?)"
SELECT = """
SELECT entry_id, points, jurors, place, decided_by, criterion_id, award_id, award_words
FROM results JOIN entries USING (entry_id)
"""


async def put(tx: Tx, contest_id: int, new: Iterable[Result], *, now: str, by: int | None) -> None:
    """Replace the results of a contest."""
    statements: list[Statement] = [
        (
            f"DELETE FROM results WHERE {OF_CONTEST}",
            (contest_id,),
        ),
        *((INSERT, asdict(one)) for one in new),
        history.entry("contests", contest_id, "counted", now=now, by=by),
    ]
    await tx.batch(statements)


async def of_contest(db: Reader, contest_id: int) -> list[Result]:
    """Return the results of a contest, the first place first, what has no place last."""
    rows = await db.all(
        f"{SELECT} WHERE contest_id = ? ORDER BY place IS NULL, place, entry_id", (contest_id,)
    )
    return [Result(**dict(row)) for row in rows]


async def of_entry(db: Reader, entry_id: int) -> Result | None:
    """Return the result of an entry."""
    row = await db.one(f"{SELECT} WHERE entry_id = ?", (entry_id,))
    return None if row is None else Result(**dict(row))


async def published(db: Reader, entry_ids: Iterable[int]) -> dict[int, Result]:
    """Return by entry the results that everybody may hear of."""
    rows = await db.all(
        f"{SELECT} JOIN contests USING (contest_id) WHERE published_at IS NOT NULL "
        "AND entry_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entry_ids)),),
    )
    return {row["entry_id"]: Result(**dict(row)) for row in rows}


async def award(
    tx: Tx, old: Result, award_id: int | None, words: str | None = None, *, now: str, by: int
) -> None:
    """Give an entry an award, or none; `words` say what a special one is for."""
    was: Mapping[str, object] = {"award": old.award_id, "words": old.award_words}
    await tx.batch(
        [
            (
                "UPDATE results SET award_id = ?, award_words = ? WHERE entry_id = ?",
                (award_id, words, old.entry_id),
            ),
            history.entry(
                "results", old.entry_id, "awarded",
                now=now, by=by, old=was, new={"award": award_id, "words": words},
            ),
        ]
    )  # fmt: skip


async def forward(tx: Tx, entry_ids: Iterable[int], *, now: str, by: int) -> None:
    """Put winners forward to the contest of the region; those put forward before stay."""
    statements: list[Statement] = []
    for entry_id in entry_ids:
        statements += [
            (
                """
                INSERT INTO entry_forwards (entry_id, forwarded_at, forwarded_by)
                VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                """,
                (entry_id, now, by),
            ),
            history.entry("entries", entry_id, "forwarded", now=now, by=by),
        ]
    await tx.batch(statements)


async def take_back(tx: Tx, entry_ids: Iterable[int], *, now: str, by: int) -> None:
    """Put entries forward no more."""
    statements: list[Statement] = []
    for entry_id in entry_ids:
        statements += [
            ("DELETE FROM entry_forwards WHERE entry_id = ?", (entry_id,)),
            history.entry("entries", entry_id, "taken back", now=now, by=by),
        ]
    await tx.batch(statements)


async def forwarded(db: Reader, contest_id: int) -> dict[int, str]:
    """Return which entries of a contest were put forward, and when (UTC)."""
    rows = await db.all(
        "SELECT entry_id, forwarded_at FROM entry_forwards JOIN entries USING (entry_id) "
        "WHERE contest_id = ? ORDER BY entry_id",
        (contest_id,),
    )
    return {row["entry_id"]: row["forwarded_at"] for row in rows}
