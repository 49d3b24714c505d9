"""The journal of visits, oldest first as on paper, read in pages; its totals and editions."""

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

from storage import recommendations
from storage.database import Reader, Row, Tx
from storage.records.journals import (
    Edition,
    JournalLine,
    JournalMark,
    JournalScope,
    JournalTotals,
)
from storage.records.visits import Counts, Recommendation

PAGE = 500  # lines read at once
ALL = "all"  # of a source, in the table of editions

SCOPE = """
v.visited_on BETWEEN :first AND :last AND v.removed_at IS NULL
    AND (:source IS NULL OR v.source = :source)
"""
LINES = f"""
SELECT v.visit_id, v.trip_id, v.visited_on, v.library_id, v.outcome, v.done,
    (SELECT json_group_array(purpose) FROM (
        SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id
        ORDER BY position)) AS purposes,
    (SELECT json_group_array(staff_id) FROM (
        SELECT staff_id, staff_id = v.staff_id AS is_author FROM trip_travellers
        WHERE trip_id = v.trip_id ORDER BY is_author DESC, staff_id)) AS travellers
FROM visits AS v
WHERE {SCOPE} AND v.visited_on >= :on
    AND (v.visited_on, v.trip_id, v.visit_id) > (:on, :trip_id, :visit_id)
ORDER BY v.visited_on, v.trip_id, v.visit_id LIMIT :limit
"""
# What a correction of the form took away is no recommendation; what was withdrawn has a reason.
ADVICE = f"""
{recommendations.SELECT}
WHERE r.visit_id IN (SELECT value FROM json_each(?))
    AND (r.state <> 'withdrawn' OR r.state_reason IS NOT NULL)
ORDER BY r.visit_id, r.recommendation_id
"""
COUNTED = "coalesce(sum(v.outcome = 'held'), 0) AS visits, count(DISTINCT v.trip_id) AS trips"
WHOLE = f"""
SELECT count(*) AS lines, coalesce(sum(v.outcome = 'closed'), 0) AS closed,
    coalesce(sum(v.outcome = 'held' AND v.done = ''), 0) AS without_text, {COUNTED}
FROM visits AS v WHERE {SCOPE}
"""
BY_LIBRARY = f"""
SELECT v.library_id AS key, {COUNTED} FROM visits AS v WHERE {SCOPE} GROUP BY v.library_id
"""
BY_TRAVELLER = f"""
SELECT tt.staff_id AS key, {COUNTED}
FROM visits AS v JOIN trip_travellers AS tt USING (trip_id) WHERE {SCOPE} GROUP BY tt.staff_id
"""
BY_PURPOSE = f"""
SELECT vp.purpose AS key, {COUNTED}
FROM visits AS v JOIN visit_purposes AS vp USING (visit_id) WHERE {SCOPE} GROUP BY vp.purpose
"""
# A visit moved to another day counts as changed in the time that it has left, too.
CHANGED = """
WITH changes AS (
    SELECT subject, subject_id, old FROM history
    WHERE history_id > :history_id AND (
        (subject = 'visits' AND action IN ('changed', 'removed', 'restored'))
        OR subject IN ('recommendations', 'trips'))
), touched AS (
    SELECT visit_id, NULL AS was_on FROM visits WHERE visit_id > :visit_id
    UNION ALL
    SELECT visit_id, NULL FROM recommendations WHERE recommendation_id > :recommendation_id
    UNION ALL
    SELECT CAST(subject_id AS INTEGER), json_extract(old, '$.visited_on') FROM changes
    WHERE subject = 'visits'
    UNION ALL
    SELECT r.visit_id, NULL FROM changes AS c JOIN recommendations AS r
        ON r.recommendation_id = CAST(c.subject_id AS INTEGER) AND c.subject = 'recommendations'
    UNION ALL
    SELECT v.visit_id, NULL FROM changes AS c JOIN visits AS v
        ON v.trip_id = CAST(c.subject_id AS INTEGER) AND c.subject = 'trips'
)
SELECT count(DISTINCT v.visit_id) FROM touched JOIN visits AS v USING (visit_id)
WHERE (v.visited_on BETWEEN :first AND :last OR touched.was_on BETWEEN :first AND :last)
    AND (:source IS NULL OR v.source = :source)
    AND (v.removed_at IS NULL OR v.visit_id <= :visit_id)
"""


async def lines(db: Reader, scope: JournalScope) -> AsyncIterator[JournalLine]:
    """Yield the visits of a journal in its order, however many there are."""
    after = ("", 0, 0)
    while True:
        place = dict(zip(("on", "trip_id", "visit_id"), after, strict=True))
        rows = await db.all(LINES, {**_values(scope), **place, "limit": PAGE})
        advice = await _advice(db, [row["visit_id"] for row in rows])
        for row in rows:
            line = _line(row, advice.get(row["visit_id"], []))
            yield line
            after = line.cursor
        if len(rows) < PAGE:
            return


async def totals(db: Reader, scope: JournalScope) -> JournalTotals:
    """Return what a journal adds up to, by library, traveller and purpose, in one hop."""
    values = _values(scope)
    whole, libraries, people, purposes = await db.batch(
        [(sql, values) for sql in (WHOLE, BY_LIBRARY, BY_TRAVELLER, BY_PURPOSE)]
    )
    [row] = whole
    return JournalTotals(
        lines=row["lines"],
        counts=_counts(row),
        closed=row["closed"],
        without_text=row["without_text"],
        by_library={one["key"]: _counts(one) for one in libraries},
        by_traveller={one["key"]: _counts(one) for one in people},
        by_purpose={one["key"]: _counts(one) for one in purposes},
    )


# -------------------------------------------------------------------- editions


async def latest(db: Reader, span: str, source: str | None) -> Edition | None:
    """Return the latest edition of a span's journal."""
    row = await db.one(
        "SELECT * FROM journals WHERE span = ? AND source = ? ORDER BY edition DESC LIMIT 1",
        (span, source or ALL),
    )
    if row is None:
        return None
    mark = JournalMark(row["last_visit_id"], row["last_recommendation_id"], row["last_history_id"])
    return Edition(number=row["edition"], made_at=row["made_at"], mark=mark)


async def mark(db: Reader) -> JournalMark:
    """Return the last rows that are there now."""
    row = await db.one(
        """
        SELECT (SELECT coalesce(max(visit_id), 0) FROM visits) AS visit_id,
            (SELECT coalesce(max(recommendation_id), 0) FROM recommendations) AS recommendation_id,
            (SELECT coalesce(max(history_id), 0) FROM history) AS history_id
        """
    )
    return JournalMark(**dict(row or {}))


async def changed(db: Reader, scope: JournalScope, since: JournalMark) -> int:
    """Count the visits of a journal that were added, corrected or removed since an edition."""
    values = {
        **_values(scope),
        "visit_id": since.visit_id,
        "recommendation_id": since.recommendation_id,
        "history_id": since.history_id,
    }
    return int(await db.value(CHANGED, values))


async def keep(tx: Tx, made: dict[str, Any], *, now: str, by: int) -> None:
    """Keep that an edition was made; `made`: span, source, edition, format, lines and the mark."""
    await tx.run(
        """
        INSERT INTO journals (span, source, edition, format, lines, last_visit_id,
            last_recommendation_id, last_history_id, made_at, made_by)
        VALUES (:span, :source, :edition, :format, :lines, :visit_id, :recommendation_id,
            :history_id, :now, :by)
        """,
        {**made, "source": made["source"] or ALL, "now": now, "by": by},
    )


# -------------------------------------------------------------------- rows and values


def _values(scope: JournalScope) -> dict[str, Any]:
    first, last = scope.first.isoformat(), scope.last.isoformat()
    return {"first": first, "last": last, "source": scope.source}


async def _advice(db: Reader, visit_ids: list[int]) -> dict[int, list[Recommendation]]:
    found: dict[int, list[Recommendation]] = {}
    for row in await db.all(ADVICE, (json.dumps(visit_ids),)):
        found.setdefault(row["visit_id"], []).append(Recommendation.of(row))
    return found


def _line(row: Row, advice: list[Recommendation]) -> JournalLine:
    return JournalLine(
        visit_id=row["visit_id"],
        trip_id=row["trip_id"],
        visited_on=date.fromisoformat(row["visited_on"]),
        library_id=row["library_id"],
        outcome=row["outcome"],
        done=row["done"],
        purposes=tuple(json.loads(row["purposes"])),
        travellers=tuple(json.loads(row["travellers"])),
        recommendations=tuple(advice),
    )


def _counts(row: Row) -> Counts:
    return Counts(row["visits"], row["trips"])
