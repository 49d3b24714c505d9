"""What is to be looked at in a library on a trip: what was asked of it, and what it asked for."""

import json
from collections.abc import Sequence
from typing import Any, Final

from storage import material_requests, recommendations
from storage.database import Reader, Row
from storage.records.trip_checks import Asked, Checks

SAID: Final = ("premises", "premises_note", "internet", "help")  # of the shipped questionnaire

LAST_ANSWERS: Final = """
SELECT c.period, s.answers FROM campaign_units AS u
JOIN campaigns AS c USING (campaign_id) JOIN submissions AS s USING (submission_id)
WHERE u.library_id = ? AND (json_extract(s.answers, '$.premises') IS NOT NULL
    OR json_extract(s.answers, '$.internet') IS NOT NULL
    OR json_extract(s.answers, '$.help') IS NOT NULL)
ORDER BY c.opens_on DESC, c.campaign_id DESC LIMIT 1
"""
QUESTIONS: Final = """
SELECT q.question_id, q.staff_id, (
        SELECT said FROM question_messages WHERE question_id = q.question_id
        ORDER BY message_id LIMIT 1) AS question
FROM questions AS q
JOIN staff_libraries AS w ON w.staff_id = q.staff_id AND w.library_id = ?
WHERE q.waits_since IS NOT NULL AND q.closed_at IS NULL ORDER BY q.question_id
"""


async def of_libraries(db: Reader, library_ids: Sequence[int]) -> list[Checks]:
    """Return what is to be looked at, library by library in the given order."""
    said = await db.batch(
        [(sql, (one,)) for one in library_ids for sql in (LAST_ANSWERS, QUESTIONS)]
    )
    return [
        Checks(
            library_id,
            tuple(await recommendations.open_of_library(db, library_id)),
            _answers(said[2 * number]),
            tuple(Asked(*row) for row in said[2 * number + 1]),
            tuple(await material_requests.of_library(db, library_id)),
        )
        for number, library_id in enumerate(library_ids)
    ]


def _answers(rows: list[Row]) -> dict[str, str]:
    """Return what the library said of itself in its last monitoring."""
    found: dict[str, Any] = json.loads(rows[0]["answers"]) if rows else {}
    return {name: str(found[name]) for name in SAID if found.get(name)}
