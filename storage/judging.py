"""The jury's work: which juror scores which entry, points, remarks, conflicts, casting votes."""

import json
from collections.abc import Iterable, Mapping

from storage import history
from storage.database import Reader, Statement, Tx
from storage.records.judging import Judgement, Progress

JUDGEMENTS = "judgements"  # in history; its numbers are entry and juror, «12:6»
PUT = """
INSERT INTO judgements (entry_id, staff_id, updated_at) VALUES (?, ?, ?)
ON CONFLICT (entry_id, staff_id) DO UPDATE SET updated_at = excluded.updated_at
"""
# An entry is scored when no criterion of its contest is left without points.
PROGRESS = """
SELECT e.contest_id, d.staff_id, count(*) AS dealt, max(d.dealt_at) AS dealt_at,
    max(j.updated_at) AS scored_at,
    sum(NOT EXISTS (
        SELECT 1 FROM criteria AS c WHERE c.contest_id = e.contest_id AND NOT EXISTS (
            SELECT 1 FROM scores AS s WHERE s.entry_id = d.entry_id
                AND s.staff_id = d.staff_id AND s.criterion_id = c.criterion_id))) AS scored
FROM deals AS d JOIN entries AS e USING (entry_id)
LEFT JOIN judgements AS j USING (entry_id, staff_id)
WHERE e.state = 'admitted' AND e.contest_id IN (SELECT value FROM json_each(?))
GROUP BY e.contest_id, d.staff_id ORDER BY e.contest_id, d.staff_id
"""
OF_CONTEST = "entry_id IN (SELECT entry_id FROM entries WHERE contest_id = :contest_id)"


async def deal(tx: Tx, pairs: Iterable[tuple[int, int]], *, now: str) -> None:
    """Deal entries to jurors, as (entry, juror); what is dealt already stays."""
    await tx.many(
        "INSERT INTO deals (entry_id, staff_id, dealt_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(entry_id, staff_id, now) for entry_id, staff_id in pairs],
    )


async def take_back(tx: Tx, entry_id: int, staff_id: int) -> None:
    """Take an entry from a juror; a conflict that was declared stays known."""
    await tx.run("DELETE FROM deals WHERE entry_id = ? AND staff_id = ?", (entry_id, staff_id))


async def dealt(db: Reader, contest_id: int) -> list[tuple[int, int]]:
    """Return which entry is dealt to which juror, as (entry, juror), in the order of numbers."""
    rows = await db.all(
        f"SELECT entry_id, staff_id FROM deals WHERE {OF_CONTEST} ORDER BY entry_id, staff_id",
        {"contest_id": contest_id},
    )
    return [(row["entry_id"], row["staff_id"]) for row in rows]


async def dealt_to(db: Reader, contest_id: int, staff_id: int) -> list[int]:
    """Return the entries of a contest that are dealt to a juror, in the order of numbers."""
    rows = await db.all(
        f"""
        SELECT entry_id FROM deals WHERE {OF_CONTEST} AND staff_id = :staff_id ORDER BY entry_id
        """,
        {"contest_id": contest_id, "staff_id": staff_id},
    )
    return [row["entry_id"] for row in rows]


async def progress(db: Reader, contest_ids: Iterable[int]) -> list[Progress]:
    """Return how far the jurors of some contests are, by contest and juror; never points."""
    wanted = list(contest_ids)
    rows = await db.all(PROGRESS, (json.dumps(wanted),)) if wanted else []
    return [Progress(**dict(row)) for row in rows]


async def of_contest(
    db: Reader, contest_id: int, *, staff_id: int | None = None
) -> list[Judgement]:
    """Return what all jurors, or one of them, said of the entries of a contest."""
    values = {"contest_id": contest_id, "staff_id": staff_id}
    whose = f"{OF_CONTEST} AND (:staff_id IS NULL OR staff_id = :staff_id)"
    rows, scores = await db.batch(
        [
            (
                f"""
                SELECT entry_id, staff_id, has_conflict, remark, passed_at FROM judgements
                WHERE {whose} ORDER BY entry_id, staff_id
                """,
                values,
            ),
            (f"SELECT entry_id, staff_id, criterion_id, points FROM scores WHERE {whose}", values),
        ]
    )
    points: dict[tuple[int, int], dict[int, int]] = {}
    for row in scores:
        key = (row["entry_id"], row["staff_id"])
        points.setdefault(key, {})[row["criterion_id"]] = row["points"]
    return [
        Judgement(
            entry_id=row["entry_id"],
            staff_id=row["staff_id"],
            has_conflict=bool(row["has_conflict"]),
            remark=row["remark"],
            passed_at=row["passed_at"],
            points=points.get((row["entry_id"], row["staff_id"]), {}),
        )
        for row in rows
    ]


async def of_entry(db: Reader, entry_id: int, staff_id: int) -> Judgement:
    """Return what a juror said of an entry; an empty judgement where that is nothing yet."""
    row = await db.one(
        "SELECT has_conflict, remark, passed_at FROM judgements "
        "WHERE entry_id = ? AND staff_id = ?",
        (entry_id, staff_id),
    )
    if row is None:
        return Judgement(entry_id=entry_id, staff_id=staff_id)
    scores = await db.all(
        "SELECT criterion_id, points FROM scores WHERE entry_id = ? AND staff_id = ?",
        (entry_id, staff_id),
    )
    return Judgement(
        entry_id=entry_id,
        staff_id=staff_id,
        has_conflict=bool(row["has_conflict"]),
        remark=row["remark"],
        passed_at=row["passed_at"],
        points={one["criterion_id"]: one["points"] for one in scores},
    )


async def score(
    tx: Tx, entry_id: int, staff_id: int, points: Mapping[int, int], *, now: str
) -> None:
    """Keep a juror's points by criterion; points of other criteria stay. Only the last count."""
    old = (await of_entry(tx, entry_id, staff_id)).points
    became = {key: value for key, value in points.items() if old.get(key) != value}
    if not became:
        return
    statements: list[Statement] = [
        (PUT, (entry_id, staff_id, now)),
        *(
            (
                """
                INSERT INTO scores (entry_id, staff_id, criterion_id, points) VALUES (?, ?, ?, ?)
                ON CONFLICT (entry_id, staff_id, criterion_id)
                DO UPDATE SET points = excluded.points
                """,
                (entry_id, staff_id, criterion_id, value),
            )
            for criterion_id, value in became.items()
        ),
        history.entry(
            JUDGEMENTS, f"{entry_id}:{staff_id}", "scored",
            now=now, by=staff_id, old={key: old.get(key) for key in became}, new=became,
        ),
    ]  # fmt: skip
    await tx.batch(statements)


async def remark(tx: Tx, entry_id: int, staff_id: int, text: str | None, *, now: str) -> None:
    """Keep a juror's remark on an entry; whether it may go on is asked anew."""
    old = await of_entry(tx, entry_id, staff_id)
    await tx.batch(
        [
            (PUT, (entry_id, staff_id, now)),
            (
                """
                UPDATE judgements SET remark = ?, passed_at = NULL, passed_by = NULL
                WHERE entry_id = ? AND staff_id = ?
                """,
                (text, entry_id, staff_id),
            ),
            history.entry(
                JUDGEMENTS, f"{entry_id}:{staff_id}", "remarked",
                now=now, by=staff_id, old=old.remark, new=text,
            ),
        ]
    )  # fmt: skip


async def pass_remark(
    tx: Tx, entry_id: int, staff_id: int, *, passes: bool, now: str, by: int
) -> bool:
    """Let a juror's remark go to the participant, or not; False where there is no remark."""
    changed = await tx.run(
        "UPDATE judgements SET passed_at = ?, passed_by = ? "
        "WHERE entry_id = ? AND staff_id = ? AND remark IS NOT NULL",
        (now if passes else None, by if passes else None, entry_id, staff_id),
    )
    if changed:
        action = "passed" if passes else "kept"
        await history.add(tx, JUDGEMENTS, f"{entry_id}:{staff_id}", action, now=now, by=by)
    return changed > 0


async def declare_conflict(
    tx: Tx, entry_id: int, staff_id: int, *, has_conflict: bool, now: str
) -> None:
    """Keep that a juror is concerned in an entry, or is not; points given before are dropped."""
    await tx.batch(
        [
            (PUT, (entry_id, staff_id, now)),
            (
                "UPDATE judgements SET has_conflict = ? WHERE entry_id = ? AND staff_id = ?",
                (int(has_conflict), entry_id, staff_id),
            ),
            ("DELETE FROM scores WHERE entry_id = ? AND staff_id = ?", (entry_id, staff_id)),
            history.entry(
                JUDGEMENTS, f"{entry_id}:{staff_id}", "conflict",
                now=now, by=staff_id, new=has_conflict,
            ),
        ]
    )  # fmt: skip


async def cast(tx: Tx, ranks: Mapping[int, int], *, now: str, by: int) -> None:
    """Keep the chairman's order of entries that all criteria leave equal; 1 is before 2."""
    statements: list[Statement] = []
    for entry_id, rank in ranks.items():
        statements += [
            (
                """
                INSERT INTO casting_votes (entry_id, rank, staff_id, cast_at) VALUES (?, ?, ?, ?)
                ON CONFLICT (entry_id) DO UPDATE SET rank = excluded.rank,
                    staff_id = excluded.staff_id, cast_at = excluded.cast_at
                """,
                (entry_id, rank, by, now),
            ),
            history.entry("casting_votes", entry_id, "cast", now=now, by=by, new=rank),
        ]
    await tx.batch(statements)


async def casting_votes(db: Reader, contest_id: int) -> dict[int, int]:
    """Return the chairman's order by entry."""
    rows = await db.all(
        f"SELECT entry_id, rank FROM casting_votes WHERE {OF_CONTEST}", {"contest_id": contest_id}
    )
    return {row["entry_id"]: row["rank"] for row in rows}


async def drop_votes(tx: Tx, entry_ids: Iterable[int], *, now: str, by: int) -> None:
    """Drop the chairman's order of some entries."""
    statements: list[Statement] = []
    for entry_id in entry_ids:
        statements += [
            ("DELETE FROM casting_votes WHERE entry_id = ?", (entry_id,)),
            history.entry("casting_votes", entry_id, "dropped", now=now, by=by),
        ]
    await tx.batch(statements)


async def has_points(db: Reader, contest_id: int) -> bool:
    """Tell whether a juror has given points to an entry of a contest."""
    found = await db.value(
        f"SELECT EXISTS (SELECT 1 FROM scores WHERE {OF_CONTEST})", {"contest_id": contest_id}
    )
    return bool(found)
