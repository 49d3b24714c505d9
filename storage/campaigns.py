"""Campaigns of the monitoring and the libraries that answer them; every version sent stays."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from storage import figures, history, on_behalf
from storage.database import Reader, Row, Statement, Tx
from storage.drafts import Draft
from storage.records.days import day
from storage.records.monitoring import Campaign, CampaignUnit, Figure, NewCampaign

TABLE = "campaign_units"
INSERT = """
INSERT INTO campaigns (name, part, period, first_on, last_on, opens_on, closes_on, form, version,
    takes_all, reviewer_id, made_at, made_by)
VALUES (:name, :part, :period, :first_on, :last_on, :opens_on, :closes_on, :form, :version,
    :takes_all, :reviewer_id, :now, :by)
ON CONFLICT DO NOTHING RETURNING campaign_id
"""
UNIT = """
SELECT u.unit_id, u.campaign_id, u.library_id, u.state, u.submission_id, u.staff_id,
    u.entered_by, u.source, u.sent_at, coalesce(u.closes_on, c.closes_on) AS closes_on,
    d.draft_id, u.return_no, u.returned_at, u.returned_by, a.acceptance_id,
    a.made_at AS accepted_at, a.made_by AS accepted_by, au.submission_id AS accepted_submission,
    s.version
FROM campaign_units AS u JOIN campaigns AS c USING (campaign_id)
LEFT JOIN submissions AS s ON s.submission_id = u.submission_id
LEFT JOIN drafts AS d ON d.draft_id = u.draft_id AND d.state = 'open'
LEFT JOIN acceptances AS a ON a.acceptance_id = u.acceptance_id
LEFT JOIN acceptance_units AS au ON au.acceptance_id = u.acceptance_id AND au.unit_id = u.unit_id
"""

OF_PERSON = """
AND (u.library_id IN (SELECT library_id FROM staff_libraries WHERE staff_id = :staff_id)
    OR :staff_id IN (d.entered_by, u.entered_by, u.returned_by))
"""
# The first half of each is the index's.
UNANSWERED = "u.state IN ('waiting', 'returned') AND u.state = 'waiting'"
RETURNED = "u.state IN ('waiting', 'returned') AND u.state = 'returned'"


async def make(tx: Tx, new: NewCampaign, *, version: str, now: str, by: int | None) -> int | None:
    """Make a campaign and return its id; None where the year has that part already.

    `version` is that of its form.
    """
    values = {
        "name": new.name,
        "part": new.part,
        "period": new.period,
        "first_on": new.first_on.isoformat(),
        "last_on": new.last_on.isoformat(),
        "opens_on": new.opens_on.isoformat(),
        "closes_on": new.closes_on.isoformat(),
        "form": new.form,
        "version": version,
        "takes_all": int(new.takes_all),
        "reviewer_id": new.reviewer_id,
        "now": now,
        "by": by,
    }
    [made] = await tx.batch([(INSERT, values)])
    if not made:
        return None
    campaign_id = int(made[0]["campaign_id"])
    await history.add(tx, "campaigns", campaign_id, "added", now=now, by=by)
    return campaign_id


async def add_units(tx: Tx, campaign_id: int, library_ids: Iterable[int]) -> None:
    """Put a campaign to libraries; those that have it keep what they said."""
    await tx.many(
        """
        INSERT INTO campaign_units (campaign_id, library_id) VALUES (?, ?) ON CONFLICT DO NOTHING
        """,
        [(campaign_id, library_id) for library_id in library_ids],
    )


async def take_version(tx: Tx, campaign_id: int, version: str, *, now: str, by: int) -> None:
    """Let a campaign ask another version of its questionnaire; what was sent stays as it is."""
    await tx.run("UPDATE campaigns SET version = ? WHERE campaign_id = ?", (version, campaign_id))
    await history.add(
        tx, "campaigns", campaign_id, "questioned", now=now, by=by, new={"version": version}
    )


async def by_id(db: Reader, campaign_id: int) -> Campaign | None:
    """Return one campaign."""
    row = await db.one("SELECT * FROM campaigns WHERE campaign_id = ?", (campaign_id,))
    return None if row is None else read(row)


async def opened(db: Reader, on: date) -> list[Campaign]:
    """Return the campaigns that have opened by a day, the latest first; stopped ones never do."""
    rows = await db.all(
        """
        SELECT * FROM campaigns WHERE opens_on <= ? AND stopped_at IS NULL
        ORDER BY opens_on DESC, campaign_id DESC
        """,
        (on.isoformat(),),
    )
    return [read(row) for row in rows]


async def of_part(db: Reader, part: str, year: int) -> Campaign | None:
    """Return the campaign of a part of a year that opened by itself."""
    row = await db.one(
        "SELECT * FROM campaigns WHERE part = ? AND substr(opens_on, 1, 4) = ?",
        (part, f"{year:04d}"),
    )
    return None if row is None else read(row)


async def of_unit(db: Reader, unit_id: int) -> tuple[CampaignUnit, Campaign] | None:
    """Return one library in a campaign, with its campaign."""
    one, campaign = await db.batch(
        [
            (f"{UNIT} WHERE u.unit_id = ?", (unit_id,)),
            (
                """
                SELECT c.* FROM campaigns AS c JOIN campaign_units AS u USING (campaign_id)
                WHERE u.unit_id = ?
                """,
                (unit_id,),
            ),
        ]
    )
    return (_unit(one[0]), read(campaign[0])) if one else None


async def units(db: Reader, campaign_id: int) -> list[CampaignUnit]:
    """Return all libraries of a campaign, in the order of their codes."""
    rows = await db.all(
        f"""
        {UNIT} JOIN libraries AS l ON l.library_id = u.library_id
        WHERE u.campaign_id = ? ORDER BY l.code
        """,
        (campaign_id,),
    )
    return [_unit(row) for row in rows]


async def unanswered(
    db: Reader, campaign_ids: Sequence[int], staff_id: int | None = None
) -> list[CampaignUnit]:
    """Return the libraries of some campaigns that have sent nothing yet.

    With `staff_id` those in which the person works, and those of which they fill in the draft.
    """
    return await _waited_for(db, campaign_ids, UNANSWERED, staff_id)


async def returned(
    db: Reader, campaign_ids: Sequence[int], staff_id: int | None = None
) -> list[CampaignUnit]:
    """Return the libraries of some campaigns that are to clarify single answers.

    With `staff_id` those that the person answers for, has entered or returned.
    """
    return await _waited_for(db, campaign_ids, RETURNED, staff_id)


async def _waited_for(
    db: Reader, campaign_ids: Sequence[int], state: str, staff_id: int | None
) -> list[CampaignUnit]:
    found = await db.batch(
        [
            (
                f"""
                {UNIT} WHERE u.campaign_id = :campaign_id AND {state}
                {"" if staff_id is None else OF_PERSON}
                ORDER BY u.unit_id
                """,
                {"campaign_id": campaign_id, "staff_id": staff_id},
            )
            for campaign_id in campaign_ids
        ]
    )
    return [_unit(row) for rows in found for row in rows]


async def close(
    tx: Tx, campaign_id: int, *, now: str, by: int, acceptance_id: int | None = None
) -> bool:
    """End a campaign and lock its figures; False where it is ended already.

    Nobody is asked or reminded any more, and nothing that was sent is changed. `acceptance_id`:
    the acceptance of its last sheet has ended it, and undoing that one opens it again.
    """
    changed = await tx.run(
        """
        UPDATE campaigns SET closed_at = ?, closed_by = ?, closed_with = ?
        WHERE campaign_id = ? AND closed_at IS NULL
        """,
        (now, by, acceptance_id, campaign_id),
    )
    if changed:
        await history.add(tx, "campaigns", campaign_id, "closed", now=now, by=by)
    return changed > 0


async def reopen(tx: Tx, campaign_id: int, *, now: str, by: int, reason: str | None) -> bool:
    """Open a locked campaign again; False where it is open already."""
    changed = await tx.run(
        """
        UPDATE campaigns SET closed_at = NULL, closed_by = NULL, closed_with = NULL
        WHERE campaign_id = ? AND closed_at IS NOT NULL
        """,
        (campaign_id,),
    )
    if changed:
        await history.add(tx, "campaigns", campaign_id, "reopened", now=now, by=by, reason=reason)
    return changed > 0


async def answers(db: Reader, unit: CampaignUnit) -> dict[str, Any]:
    """Return the answers in force, as the form's submission; empty where there are none."""
    if unit.submission_id is None:
        return {}
    text = await db.value(
        "SELECT answers FROM submissions WHERE submission_id = ?", (unit.submission_id,)
    )
    return {} if text is None else dict(json.loads(text))


async def version(db: Reader, submission_id: int) -> tuple[str, dict[str, Any]]:
    """Return a version of answers with that of the form that it was given in."""
    row = await db.one(
        "SELECT version, answers FROM submissions WHERE submission_id = ?", (submission_id,)
    )
    return ("", {}) if row is None else (row["version"], json.loads(row["answers"]))


async def all_answers(db: Reader, campaign_id: int) -> dict[int, tuple[str, dict[str, Any]]]:
    """Return the answers in force of a campaign by unit, with the versions of their form."""
    rows = await db.all(
        """
        SELECT u.unit_id, s.version, s.answers FROM campaign_units AS u JOIN submissions AS s
            USING (submission_id)
        WHERE u.campaign_id = ?
        """,
        (campaign_id,),
    )
    return {row["unit_id"]: (row["version"], json.loads(row["answers"])) for row in rows}


async def begun(tx: Tx, unit_id: int, draft_id: int) -> None:
    """Note the draft in which a library's answers are being written."""
    await tx.run("UPDATE campaign_units SET draft_id = ? WHERE unit_id = ?", (draft_id, unit_id))


async def send(
    tx: Tx,
    unit: CampaignUnit,
    draft: Draft,
    submission_id: int,
    *,
    said: Sequence[Figure],
    changes: Mapping[str, Any],
    now: str,
    by: int,
) -> None:
    """Put a version of answers in force; the earlier one stays among the submissions.

    `changes` are the answers that differ from it; who first sent them keeps the record. A library
    with open remarks stays returned until the last of them is settled.
    """
    is_first = unit.submission_id is None
    statements: list[Statement] = [
        (
            """
            UPDATE campaign_units SET submission_id = :submission_id,
                state = CASE WHEN EXISTS (SELECT 1 FROM remarks AS r
                    WHERE r.unit_id = :unit_id AND r.state = 'open')
                    THEN 'returned' ELSE 'sent' END,
                staff_id = coalesce(staff_id, :staff_id), entered_by = :entered_by,
                source = :source, sent_at = :now, draft_id = NULL
            WHERE unit_id = :unit_id
            """,
            {
                "submission_id": submission_id,
                "staff_id": draft.staff_id,
                "entered_by": draft.entered_by,
                "source": draft.source,
                "now": now,
                "unit_id": unit.unit_id,
            },
        ),
        *figures.put(unit.library_id, said, unit_id=unit.unit_id),
        history.entry(
            TABLE,
            unit.unit_id,
            "sent" if is_first else "changed",
            now=now,
            by=by,
            new=dict(changes) | {"submission": submission_id},
        ),
        on_behalf.changed(TABLE, unit.unit_id, by=by, now=now),
    ]
    await tx.batch(statements)


async def some(db: Reader, unit_ids: Iterable[int]) -> list[CampaignUnit]:
    """Return the libraries in campaigns with the given ids."""
    found = await db.batch([(f"{UNIT} WHERE u.unit_id = ?", (one,)) for one in unit_ids])
    return [_unit(row) for rows in found for row in rows]


def read(row: Row) -> Campaign:
    """Read a row of `campaigns`."""
    return Campaign(
        campaign_id=row["campaign_id"],
        part=row["part"],
        period=row["period"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]),
        opens_on=date.fromisoformat(row["opens_on"]),
        closes_on=date.fromisoformat(row["closes_on"]),
        form=row["form"],
        version=row["version"],
        name=row["name"],
        closed_at=row["closed_at"],
        stopped_at=row["stopped_at"],
        moved_at=row["moved_at"],
        takes_all=bool(row["takes_all"]),
        reviewer_id=row["reviewer_id"],
        closed_with=row["closed_with"],
    )


def _unit(row: Row) -> CampaignUnit:
    values = dict(row) | {"closes_on": day(row["closes_on"])}
    return CampaignUnit(**values)
