"""What is missing in the records of some days before their report can be closed.

Each kind of gap is one SELECT of record_id, on_day, library_id, staff_id (who can mend it) and
words; the count, the list and the closing of a period follow from it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from storage import recommendations
from storage.database import Reader, Row
from storage.records.report import Gap

# Visits of the time that were not removed.
VISITS: Final = "v.removed_at IS NULL AND v.visited_on BETWEEN :first AND :last"
GAPS: Final[Mapping[str, str]] = {
    "visits_without_text": f"""
        SELECT v.visit_id AS record_id, v.visited_on AS on_day, v.library_id, v.staff_id,
            NULL AS words
        FROM visits AS v WHERE v.needs_text = 1 AND {VISITS}
    """,
    "visits_without_purpose": f"""
        SELECT v.visit_id AS record_id, v.visited_on AS on_day, v.library_id, v.staff_id,
            NULL AS words
        FROM visits AS v
        WHERE v.outcome = 'held' AND {VISITS}
            AND NOT EXISTS (SELECT 1 FROM visit_purposes AS p WHERE p.visit_id = v.visit_id)
    """,
    "visits_unconfirmed": f"""
        SELECT v.visit_id AS record_id, v.visited_on AS on_day, v.library_id, v.staff_id,
            NULL AS words
        FROM visits AS v WHERE v.confirmation = 'waiting' AND {VISITS}
    """,
    "plan_open": """
        SELECT l.plan_line_id AS record_id, l.month || '-01' AS on_day, l.library_id, l.staff_id,
            NULL AS words
        FROM plan_lines AS l
        WHERE l.removed_at IS NULL AND l.state = 'planned' AND l.month < substr(:today, 1, 7)
            AND l.month || '-01' BETWEEN :first AND :last
    """,
    "recommendations_overdue": f"""
        SELECT r.recommendation_id AS record_id, r.deadline_on AS on_day, v.library_id,
            r.responsible_id AS staff_id, r.recommendation AS words
        FROM recommendations AS r JOIN visits AS v USING (visit_id)
        WHERE {recommendations.OVERDUE} AND {VISITS}
    """,
    "rounds_open": """
        SELECT r.round_id AS record_id, r.made_on AS on_day, r.library_id, r.staff_id,
            NULL AS words
        FROM rounds AS r
        WHERE r.state <> 'saved' AND r.removed_at IS NULL AND r.made_on BETWEEN :first AND :last
    """,
    "units_not_accepted": """
        SELECT u.unit_id AS record_id, c.closes_on AS on_day, u.library_id, u.staff_id,
            NULL AS words
        FROM campaign_units AS u JOIN campaigns AS c USING (campaign_id)
        WHERE u.state <> 'accepted' AND c.opens_on <= :today
            AND c.opens_on BETWEEN :first AND :last
    """,
    "contests_unpublished": """
        SELECT c.contest_id AS record_id, c.closes_on AS on_day, NULL AS library_id,
            NULL AS staff_id, '«' || c.title || '»' AS words
        FROM contests AS c
        WHERE c.published_at IS NULL AND c.closes_on < :today
            AND c.closes_on BETWEEN :first AND :last
    """,
    "sessions_not_rolled": """
        SELECT s.session_id AS record_id, s.held_on AS on_day, NULL AS library_id,
            s.teacher_id AS staff_id, s.topic AS words
        FROM sessions AS s
        WHERE s.rolled_at IS NULL AND s.cancelled_at IS NULL AND s.held_on < :today
            AND s.held_on BETWEEN :first AND :last
    """,
    "behalf_unconfirmed": """
        SELECT b.subject || '/' || b.subject_id AS record_id, substr(b.asked_at, 1, 10) AS on_day,
            NULL AS library_id, b.staff_id, NULL AS words
        FROM on_behalf AS b
        WHERE b.state = 'waiting' AND substr(b.asked_at, 1, 10) BETWEEN :first AND :last
    """,
}


async def counts(db: Reader, first: date, last: date, today: date) -> dict[str, int]:
    """Count each kind of gap in the records of some days, both included."""
    told = ", ".join(f"(SELECT count(*) FROM ({sql})) AS {name}" for name, sql in GAPS.items())
    row = await db.one(f"SELECT {told}", _bound(first, last, today))
    return dict(row) if row is not None else dict.fromkeys(GAPS, 0)


async def listed(
    db: Reader, gap: str, first: date, last: date, today: date, *, limit: int, offset: int
) -> list[Gap]:
    """Return a page of the records with a kind of gap, by day."""
    rows = await db.all(
        f"{GAPS[gap]} ORDER BY on_day, record_id LIMIT :limit OFFSET :offset",
        {**_bound(first, last, today), "limit": limit, "offset": offset},
    )
    return [_read(row) for row in rows]


def _bound(first: date, last: date, today: date) -> dict[str, Any]:
    return {"first": first.isoformat(), "last": last.isoformat(), "today": today.isoformat()}


def _read(row: Row) -> Gap:
    return Gap(
        str(row["record_id"]),
        date.fromisoformat(row["on_day"]),
        row["library_id"],
        row["staff_id"],
        row["words"],
    )
