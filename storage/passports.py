"""A library's passport: visits, recommendations, rounds, sheets and entries in time order."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from storage import recommendations
from storage.database import Reader, Row
from storage.records.passports import PassportLine

KINDS: Final = ("visit", "recommendation", "round", "sheet", "entry")
MAIN_FIGURES: Final = ("users", "visits", "loans")  # the control indicators (domain.md, section 3)

# Assessments stay with the management, so they are in no passport. `moment` is a date or a stamp.
QUERIES: Final = {
    "visit": """
        SELECT 'visit' AS kind, v.visit_id AS record_id, v.visited_on AS moment, v.source,
            v.outcome AS state, v.done AS words, json_object(
                'purposes', (SELECT json_group_array(purpose) FROM (
                    SELECT purpose FROM visit_purposes WHERE visit_id = v.visit_id
                    ORDER BY position)),
                'people', (SELECT json_group_array(staff_id) FROM trip_travellers
                    WHERE trip_id = v.trip_id)) AS about
        FROM visits AS v WHERE v.library_id = :library_id AND v.removed_at IS NULL
    """,
    "recommendation": f"""
        SELECT 'recommendation' AS kind, r.recommendation_id AS record_id,
            v.visited_on AS moment, v.source, r.recommendation AS words,
            CASE WHEN {recommendations.OVERDUE} THEN 'overdue' ELSE r.state END AS state,
            json_object('deadline_on', r.deadline_on,
                'reason', r.state_reason, 'people', iif(r.responsible_id IS NULL, json_array(),
                    json_array(r.responsible_id))) AS about
        FROM visits AS v JOIN recommendations AS r USING (visit_id)
        WHERE v.library_id = :library_id AND v.removed_at IS NULL
            AND (r.state <> 'withdrawn' OR r.state_reason IS NOT NULL)
    """,
    "round": """
        SELECT 'round' AS kind, round_id AS record_id, made_on AS moment, source, state,
            '' AS words, json_object('settlement_id', settlement_id, 'households', households,
                'asked', readers + new_readers + not_reading, 'new_readers', new_readers,
                'issued', issued, 'people', json_array(staff_id)) AS about
        FROM rounds WHERE library_id = :library_id AND removed_at IS NULL AND state = 'saved'
    """,
    "sheet": """
        SELECT 'sheet' AS kind, u.unit_id AS record_id, coalesce(u.sent_at, c.opens_on) AS moment,
            u.source, iif(u.state = 'waiting' AND EXISTS (SELECT 1 FROM drafts AS d
                WHERE d.draft_id = u.draft_id AND d.state = 'open'), 'begun', u.state) AS state,
            '' AS words, json_object('campaign_id', u.campaign_id,
                'people', iif(u.staff_id IS NULL, json_array(), json_array(u.staff_id)),
                'figures', (SELECT json_group_object(question, number) FROM figures
                    WHERE unit_id = u.unit_id AND number IS NOT NULL
                        AND question IN (SELECT value FROM json_each(:figures)))) AS about
        FROM campaign_units AS u JOIN campaigns AS c USING (campaign_id)
        WHERE u.library_id = :library_id AND c.opens_on <= :today AND c.stopped_at IS NULL
    """,
    "entry": """
        SELECT 'entry' AS kind, e.entry_id AS record_id, e.submitted_at AS moment, e.source,
            e.state, e.title AS words, json_object('contest_id', e.contest_id,
                'award_id', (SELECT r.award_id FROM results AS r
                    JOIN contests AS c ON c.contest_id = e.contest_id
                    WHERE r.entry_id = e.entry_id AND c.published_at IS NOT NULL),
                'people', (SELECT json_group_array(staff_id) FROM (
                    SELECT e.staff_id AS staff_id UNION ALL
                    SELECT staff_id FROM entry_authors WHERE entry_id = e.entry_id))) AS about
        FROM entries AS e WHERE e.library_id = :library_id
    """,
}
OF_SOURCE: Final = "SELECT * FROM ({query}) WHERE :source IS NULL OR source = :source"


async def lines(
    db: Reader,
    library_id: int,
    kinds: Iterable[str],
    *,
    source: str | None,
    today: date,
    day_of: Callable[[str], date],
) -> list[PassportLine]:
    """Return the records of some kinds, the latest first; `day_of` reads a stamp's local day."""
    values = {
        "library_id": library_id,
        "today": today.isoformat(),
        "figures": json.dumps(MAIN_FIGURES),
        "source": source,
    }
    wanted = set(kinds)
    queries = [
        (OF_SOURCE.format(query=query), values)
        for kind, query in QUERIES.items()
        if kind in wanted
    ]
    found = [_line(row, day_of) for rows in await db.batch(queries) for row in rows]
    return sorted(found, key=_latest_first)


def _latest_first(line: PassportLine) -> tuple[int, int, int]:
    # A recommendation stands below the visit that gave it.
    return -line.on.toordinal(), KINDS.index(line.kind), -line.record_id


def _line(row: Row, day_of: Callable[[str], date]) -> PassportLine:
    moment = row["moment"]
    return PassportLine(
        kind=row["kind"],
        record_id=row["record_id"],
        on=day_of(moment) if "T" in moment else date.fromisoformat(moment),
        source=row["source"],
        state=row["state"],
        words=row["words"],
        about=json.loads(row["about"]),
    )
