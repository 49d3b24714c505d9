"""What a visit asked a library to do; states given, done, accepted, overdue, withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import iso
from storage.records.visits import NewRecommendation, Recommendation

SELECT = """
SELECT r.recommendation_id, r.visit_id, r.recommendation, r.responsible_id, r.deadline_on,
    r.area, r.state, r.state_reason, v.library_id, v.visited_on, v.staff_id AS author_id
FROM recommendations AS r JOIN visits AS v USING (visit_id)
"""
OPEN = "('given', 'overdue')"

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


async def open_for(db: Reader, staff_id: int) -> list[Recommendation]:
    """Return what waits for a person to be carried out, the nearest deadline first."""
    rows = await db.all(
        f"""
        {SELECT} WHERE r.responsible_id = ? AND r.state IN {OPEN} AND v.removed_at IS NULL
        ORDER BY r.deadline_on IS NULL, r.deadline_on, r.recommendation_id
        """,
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
            AND (r.state IN {OPEN} OR (:with_done AND r.state = 'done'))
        ORDER BY r.deadline_on IS NULL, r.deadline_on, r.recommendation_id
        """,
        {"library_id": library_id, "with_done": int(with_done)},
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


async def overdue_on(db: Reader, on: date) -> list[Recommendation]:
    """Return what is given and past its deadline on `on`, for the reminders' tick."""
    rows = await db.all(
        f"""
        {SELECT} WHERE r.state = 'given' AND r.deadline_on < ? AND v.removed_at IS NULL
        ORDER BY r.deadline_on, r.recommendation_id
        """,
        (on.isoformat(),),
    )
    return _many(rows)


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


async def set_state(
    tx: Tx,
    recommendation_id: int,
    state: str,
    *,
    now: str,
    by: int | None,
    reason: str | None = None,
) -> bool:
    """Move a recommendation to another state; tell whether it was not there already."""
    old = await tx.value(
        "SELECT state FROM recommendations WHERE recommendation_id = ?", (recommendation_id,)
    )
    if old is None or old == state:
        return False
    await tx.batch(
        [
            (
                """
                UPDATE recommendations SET state = ?, state_reason = ?, updated_at = ?
                WHERE recommendation_id = ?
                """,
                (state, reason, now, recommendation_id),
            ),
            history.entry(
                "recommendations",
                recommendation_id,
                state,
                now=now,
                by=by,
                old={"state": old},
                new={"state": state},
                reason=reason,
            ),
        ]
    )
    return True


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

    They are matched by id, then by text; one that is gone is withdrawn, never deleted.
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
            UPDATE recommendations SET state = 'withdrawn', updated_at = ?
            WHERE recommendation_id = ?
            """,
            (now, key),
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
