"""What visits asked libraries to do: read here, moved on in `recommendation_moves`.

Stored states are given (also once it was sent back), done, accepted and withdrawn; a given one
past its deadline is overdue by the clock (`Recommendation.state_on`, `OVERDUE`), which nothing
stores. Those of a removed visit are in no list; `by_id` and `of_visit` return them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import iso
from storage.records.visits import NewRecommendation, Recommendation

SELECT = """
SELECT r.recommendation_id, r.visit_id, r.recommendation, r.responsible_id, r.deadline_on,
    r.area, r.state, r.state_reason, v.library_id, v.visited_on, v.staff_id AS author_id,
    v.entered_by, r.created_at, r.move_no, r.moved_at, r.moved_by, r.state_was, r.done_on,
    r.done_by, r.done_line, r.done_source, r.remark, r.returned_at, r.return_no,
    r.closing_visit_id, v.removed_at IS NOT NULL AS is_removed
FROM recommendations AS r JOIN visits AS v USING (visit_id)
"""
URGENT = "ORDER BY r.deadline_on IS NULL, r.deadline_on, r.recommendation_id"
OVERDUE = "(r.state = 'given' AND r.deadline_on < :today)"  # as Recommendation.is_overdue

INSERT = """
INSERT INTO recommendations
    (visit_id, recommendation, responsible_id, deadline_on, area, created_at, updated_at)
VALUES (coalesce(:visit_id, (SELECT max(visit_id) FROM visits)),
    :recommendation, :responsible_id, :deadline_on, :area, :now, :now)
"""


async def by_id(db: Reader, recommendation_id: int) -> Recommendation | None:
    """Return one recommendation."""
    row = await db.one(f"{SELECT} WHERE r.recommendation_id = ?", (recommendation_id,))
    return None if row is None else Recommendation.of(row)


async def of_visit(db: Reader, visit_id: int) -> list[Recommendation]:
    """Return a visit's recommendations in the order they were given."""
    return _many(
        await db.all(f"{SELECT} WHERE r.visit_id = ? ORDER BY r.recommendation_id", (visit_id,))
    )


async def closed_in(db: Reader, visit_id: int) -> list[Recommendation]:
    """Return what a later visit found carried out, for that visit's card."""
    return _many(
        await db.all(
            f"{SELECT} WHERE r.closing_visit_id = ? AND v.removed_at IS NULL "
            "ORDER BY r.recommendation_id",
            (visit_id,),
        )
    )


async def open_for(db: Reader, staff_id: int) -> list[Recommendation]:
    """Return what names a person as responsible and is not carried out, the soonest first."""
    rows = await db.all(
        f"{SELECT} WHERE r.responsible_id = ? AND r.state = 'given' AND v.removed_at IS NULL "
        f"{URGENT}",
        (staff_id,),
    )
    return _many(rows)


async def open_of_library(
    db: Reader, library_id: int, *, with_done: bool = False
) -> list[Recommendation]:
    """Return what a library still has to carry out, the nearest deadline first.

    `with_done`: and what it has carried out and nobody has accepted yet.
    """
    rows = await db.all(
        f"""
        {SELECT} WHERE v.library_id = :library_id AND v.removed_at IS NULL
            AND (r.state = 'given' OR (:with_done AND r.state = 'done'))
        {URGENT}
        """,
        {"library_id": library_id, "with_done": int(with_done)},
    )
    return _many(rows)


async def unsettled(db: Reader) -> list[Recommendation]:
    """Return all that is to be carried out or to be accepted, for the reminders' tick."""
    rows = await db.all(
        f"{SELECT} WHERE r.state IN ('given', 'done') AND v.removed_at IS NULL {URGENT}"
    )
    return _many(rows)


async def to_accept(db: Reader, staff_id: int) -> list[Recommendation]:
    """Return what was carried out after a person's visits and waits for their word."""
    rows = await db.all(
        f"""
        {SELECT} WHERE r.state = 'done' AND v.staff_id = ? AND v.removed_at IS NULL
        ORDER BY r.recommendation_id
        """,
        (staff_id,),
    )
    return _many(rows)


async def file_ids(db: Reader, item: Recommendation, part: str) -> list[int]:
    """Return the photos of what is asked (`given`), or of what was carried out (`done`).

    Of what was sent back the latest ones are returned; the others stay stored.
    """
    rows = await db.all(
        """
        SELECT file_id FROM recommendation_files
        WHERE recommendation_id = ? AND part = ? AND return_no = ? ORDER BY file_id
        """,
        (item.recommendation_id, part, item.return_no if part == "done" else 0),
    )
    return [int(row["file_id"]) for row in rows]


async def add(tx: Tx, visit_id: int, new: NewRecommendation, *, now: str, by: int | None) -> int:
    """Add a recommendation to a saved visit and return its id."""
    recommendation_id = await tx.insert(*insert(new, visit_id=visit_id, now=now))
    await history.add(
        tx,
        "visits",
        visit_id,
        "changed",
        now=now,
        by=by,
        new={"recommendation": new.recommendation},
    )
    return recommendation_id


def insert(new: NewRecommendation, *, visit_id: int | None, now: str) -> Statement:
    """Return the statement that adds `new`; without a visit, to the one just inserted."""
    return INSERT, {"visit_id": visit_id, "now": now, **_columns(new)}


def replace(
    visit_id: int,
    old: Sequence[Recommendation],
    new: Sequence[NewRecommendation],
    *,
    now: str,
    by: int | None,
) -> list[Statement]:
    """Return the statements that turn a visit's recommendations into `new`, with history.

    They are matched by id, then by text; one that is gone is withdrawn, never deleted. What is
    settled already stays settled.
    """
    rest = [item for item in old if item.state != "withdrawn"]
    statements: list[Statement] = []
    for item in new:
        match = next((r for r in rest if r.recommendation_id == item.recommendation_id), None)
        match = match or next((r for r in rest if r.recommendation == item.recommendation), None)
        if match is None:
            statements.append(insert(item, visit_id=visit_id, now=now))
        else:
            rest.remove(match)
            statements += _changed(match, item, now, by)
    for gone in rest:
        statements += _withdrawn(gone, now, by)
    return statements


def _changed(
    old: Recommendation, new: NewRecommendation, now: str, by: int | None
) -> list[Statement]:
    was, became = history.differences(_columns(old), _columns(new))
    if not became:
        return []
    key = old.recommendation_id
    return [
        (
            """
            UPDATE recommendations SET recommendation = :recommendation,
                responsible_id = :responsible_id, deadline_on = :deadline_on, area = :area,
                updated_at = :now
            WHERE recommendation_id = :key
            """,
            {**_columns(new), "now": now, "key": key},
        ),
        history.entry("recommendations", key, "changed", now=now, by=by, old=was, new=became),
    ]


def _withdrawn(item: Recommendation, now: str, by: int | None) -> list[Statement]:
    key = item.recommendation_id
    return [
        (
            """
            UPDATE recommendations SET state = 'withdrawn', state_was = NULL,
                move_no = move_no + 1, moved_at = :now, moved_by = :by, updated_at = :now
            WHERE recommendation_id = :key
            """,
            {"now": now, "by": by, "key": key},
        ),
        history.entry(
            "recommendations", key, "withdrawn", now=now, by=by, old={"state": item.state}
        ),
    ]


def _columns(item: Recommendation | NewRecommendation) -> Mapping[str, Any]:
    return {
        "recommendation": item.recommendation,
        "responsible_id": item.responsible_id,
        "deadline_on": iso(item.deadline_on),
        "area": item.area,
    }


def _many(rows: list[Row]) -> list[Recommendation]:
    return [Recommendation.of(row) for row in rows]
