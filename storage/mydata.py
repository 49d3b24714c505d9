"""What concerns a person beyond the records that they own, for «Мои данные» (law 99-З)."""

import json
from dataclasses import dataclass
from datetime import date

from storage.database import Reader
from storage.records.people import Amounts


@dataclass(frozen=True, slots=True)
class EnteredVisit:
    """A visit that a person entered on behalf of a colleague."""

    visited_on: date
    library_id: int
    staff_id: int
    source: str


@dataclass(frozen=True, slots=True)
class EnteredRound:
    """A round that a person entered on behalf of a colleague."""

    made_on: date
    library_id: int
    staff_id: int
    source: str


@dataclass(frozen=True, slots=True)
class EnteredEntry:
    """A contest entry that a person entered on behalf of a colleague."""

    submitted_at: str
    entry_id: int
    title: str
    staff_id: int
    source: str


@dataclass(frozen=True, slots=True)
class EnteredAnswers:
    """A library's answers to a questionnaire that a person entered on behalf of a colleague."""

    sent_at: str
    library_id: int
    staff_id: int
    source: str


@dataclass(frozen=True, slots=True)
class EnteredDraft:
    """An open draft that a person fills in on behalf of a colleague."""

    updated_at: str
    form: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class Scored:
    """What a person said of an entry in a jury; points in the order of the criteria."""

    updated_at: str
    entry_id: int
    contest: str
    has_conflict: bool
    points: tuple[int, ...]
    remark: str | None


async def scored(db: Reader, staff_id: int) -> list[Scored]:
    """Return what a person said of entries in juries, the latest first."""
    rows = await db.all(
        """
        SELECT j.updated_at, j.entry_id, c.title AS contest, j.has_conflict, j.remark,
            (SELECT json_group_array(points) FROM (
                SELECT s.points FROM scores AS s JOIN criteria USING (criterion_id)
                WHERE s.entry_id = j.entry_id AND s.staff_id = j.staff_id
                ORDER BY position)) AS points
        FROM judgements AS j
        JOIN entries AS e ON e.entry_id = j.entry_id
        JOIN contests AS c ON c.contest_id = e.contest_id
        WHERE j.staff_id = ? ORDER BY j.updated_at DESC, j.entry_id
        """,
        (staff_id,),
    )
    return [
        Scored(
            row["updated_at"],
            row["entry_id"],
            row["contest"],
            bool(row["has_conflict"]),
            tuple(json.loads(row["points"])),
            row["remark"],
        )
        for row in rows
    ]


async def amounts(db: Reader, staff_id: int) -> Amounts:
    """Count a person's records; removed visits are theirs too."""
    row = await db.one(
        """
        SELECT
            (SELECT count(*) FROM visits AS v WHERE v.staff_id = :staff_id)
                + (SELECT count(*) FROM trip_travellers AS tt JOIN visits AS v USING (trip_id)
                    WHERE tt.staff_id = :staff_id AND v.staff_id <> :staff_id) AS visits,
            (SELECT count(*) FROM rounds WHERE staff_id = :staff_id) AS rounds,
            (SELECT count(*) FROM entries AS e WHERE e.staff_id = :staff_id
                OR EXISTS (SELECT 1 FROM entry_authors AS a
                    WHERE a.entry_id = e.entry_id AND a.staff_id = :staff_id)) AS entries,
            (SELECT count(*) FROM submissions
                WHERE entered_by = :staff_id AND staff_id <> :staff_id) AS entered_for_others,
            (SELECT count(*) FROM drafts
                WHERE :staff_id IN (entered_by, staff_id) AND state = 'open') AS open_drafts,
            (SELECT count(*) FROM files WHERE staff_id = :staff_id)
                + (SELECT count(*) FROM unplaced, json_each(media)
                    WHERE staff_id = :staff_id) AS files,
            (SELECT count(*) FROM questions WHERE staff_id = :staff_id) AS questions,
            (SELECT count(*) FROM leaves WHERE staff_id = :staff_id) AS leaves
        """,
        {"staff_id": staff_id},
    )
    return Amounts(**dict(row)) if row is not None else Amounts(0, 0, 0, 0, 0, 0, 0, 0)


async def entered_visits(db: Reader, staff_id: int) -> list[EnteredVisit]:
    """Return the visits that a person entered for colleagues, the latest first."""
    rows = await db.all(
        """
        SELECT visited_on, library_id, staff_id, source FROM visits
        WHERE entered_by = :staff_id AND staff_id <> :staff_id
        ORDER BY visited_on DESC, visit_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [
        EnteredVisit(
            date.fromisoformat(row["visited_on"]),
            row["library_id"],
            row["staff_id"],
            row["source"],
        )
        for row in rows
    ]


async def entered_rounds(db: Reader, staff_id: int) -> list[EnteredRound]:
    """Return the rounds that a person entered for colleagues, the latest first."""
    rows = await db.all(
        """
        SELECT made_on, library_id, staff_id, source FROM rounds
        WHERE entered_by = :staff_id AND staff_id <> :staff_id
        ORDER BY made_on DESC, round_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [
        EnteredRound(
            date.fromisoformat(row["made_on"]),
            row["library_id"],
            row["staff_id"],
            row["source"],
        )
        for row in rows
    ]


async def entered_entries(db: Reader, staff_id: int) -> list[EnteredEntry]:
    """Return the contest entries that a person entered for colleagues, the latest first."""
    rows = await db.all(
        """
        SELECT submitted_at, entry_id, title, staff_id, source FROM entries
        WHERE entered_by = :staff_id AND staff_id <> :staff_id ORDER BY entry_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [EnteredEntry(**dict(row)) for row in rows]


async def entered_answers(db: Reader, staff_id: int) -> list[EnteredAnswers]:
    """Return the questionnaires that a person entered for colleagues, the latest first."""
    rows = await db.all(
        """
        SELECT sent_at, library_id, staff_id, source FROM campaign_units
        WHERE entered_by = :staff_id AND staff_id <> :staff_id AND sent_at IS NOT NULL
        ORDER BY sent_at DESC, unit_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [EnteredAnswers(**dict(row)) for row in rows]


async def entered_drafts(db: Reader, staff_id: int) -> list[EnteredDraft]:
    """Return the open drafts that a person fills in for colleagues, the latest first."""
    rows = await db.all(
        """
        SELECT updated_at, form, staff_id FROM drafts
        WHERE entered_by = :staff_id AND staff_id <> :staff_id AND state = 'open'
        ORDER BY updated_at DESC, draft_id DESC
        """,
        {"staff_id": staff_id},
    )
    return [EnteredDraft(**dict(row)) for row in rows]
