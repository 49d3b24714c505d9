"""What the files of a campaign need of all its libraries at once: answers and their versions."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage import history
from storage.database import Reader
from storage.records.history import Change

# History names the version that each sending put in force.
OF_CAMPAIGN = """
SELECT h.at, h.staff_id, h.subject, h.subject_id, h.action, h.old, h.new, h.reason
FROM history AS h
WHERE h.subject = 'campaign_units' AND h.subject_id IN (
    SELECT CAST(unit_id AS TEXT) FROM campaign_units WHERE campaign_id = ?)
ORDER BY h.history_id
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a library's answers."""

    submission_id: int
    version: str  # of the form
    answers: Mapping[str, Any]


async def changes(db: Reader, campaign_id: int) -> list[Change]:
    """Return what happened to the sheets of a campaign, the oldest first."""
    return [history.read(row) for row in await db.all(OF_CAMPAIGN, (campaign_id,))]


async def versions(db: Reader, campaign_id: int) -> dict[int, Version]:
    """Return every version ever sent by the libraries of a campaign, by its id."""
    rows = await db.all(
        f"""
        SELECT submission_id, version, answers FROM submissions WHERE submission_id IN (
            SELECT json_extract(new, '$.submission') FROM ({OF_CAMPAIGN})
            UNION SELECT submission_id FROM campaign_units WHERE campaign_id = ?)
        """,
        (campaign_id, campaign_id),
    )
    return {
        row["submission_id"]: Version(
            row["submission_id"], row["version"], json.loads(row["answers"])
        )
        for row in rows
    }
