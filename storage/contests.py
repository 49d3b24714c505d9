"""Contests with their nominations, criteria and required materials, and the list of media."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.contests import (
    Contest,
    ContestFields,
    Criterion,
    Material,
    Medium,
    Nomination,
)
from storage.records.days import day, iso

INSERT = """
INSERT INTO contests (title, subject, level, audience, is_continuing, form, regulation_file_id,
    opens_on, closes_on, judging_until_on, results_on, least_entries, most_entries, created_at,
    updated_at)
VALUES (:title, :subject, :level, :audience, :is_continuing, :form, :regulation_file_id,
    :opens_on, :closes_on, :judging_until_on, :results_on, :least_entries, :most_entries, :now,
    :now)
"""
INSERT_CRITERION = """
INSERT INTO criteria (contest_id, position, name_ru, name_be, most_points, weight)
VALUES (?, ?, ?, ?, ?, ?)
"""
PLAIN = (
    "title", "subject", "level", "audience", "form", "regulation_file_id", "least_entries",
    "most_entries",
)  # fmt: skip


async def known(db: Reader) -> list[Contest]:
    """Return every contest, the next to close first, those long over last."""
    rows, nominations, materials = await db.batch(
        [
            ("SELECT * FROM contests ORDER BY closes_on DESC, contest_id", ()),
            ("SELECT * FROM nominations ORDER BY contest_id, position", ()),
            ("SELECT * FROM contest_materials ORDER BY contest_id, role", ()),
        ]
    )
    return [_contest(row, nominations, materials) for row in rows]


async def media(db: Reader) -> list[Medium]:
    """Return newspapers and other media, the institution's own first."""
    rows = await db.all("SELECT code, kind, name_ru, name_be FROM media ORDER BY position, code")
    return [Medium(**dict(row)) for row in rows]


async def put_medium(tx: Tx, medium: Medium, position: int) -> None:
    """Keep a medium under its code."""
    await tx.run(
        """
        INSERT INTO media (code, kind, name_ru, name_be, position) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name_ru = excluded.name_ru,
            name_be = excluded.name_be, position = excluded.position
        """,
        (medium.code, medium.kind, medium.name_ru, medium.name_be, position),
    )


async def add(
    tx: Tx,
    new: ContestFields,
    *,
    nominations: Iterable[tuple[str, str | None]] = (),
    criteria: Iterable[Criterion] = (),
    now: str,
    by: int | None,
) -> int:
    """Keep a contest with its nominations (Russian and Belarusian) and criteria in order."""
    contest_id = await tx.insert(INSERT, {**_columns(new), "now": now})
    statements: list[Statement] = [
        (
            "INSERT INTO nominations (contest_id, position, name_ru, name_be) VALUES (?, ?, ?, ?)",
            (contest_id, position, name_ru, name_be),
        )
        for position, (name_ru, name_be) in enumerate(nominations, 1)
    ]
    statements += [
        (
            INSERT_CRITERION,
            (contest_id, position, one.name_ru, one.name_be, one.most_points, one.weight),
        )
        for position, one in enumerate(criteria, 1)
    ]
    statements += [
        (
            "INSERT INTO contest_materials VALUES (?, ?, ?, ?, ?)",
            (contest_id, one.role, one.least, one.most, one.medium_kind),
        )
        for one in new.materials
    ]
    statements.append(history.entry("contests", contest_id, "added", now=now, by=by))
    await tx.batch(statements)
    return contest_id


def _columns(new: ContestFields) -> dict[str, Any]:
    return {
        **{name: getattr(new, name) for name in PLAIN},
        "is_continuing": int(new.is_continuing),
        "opens_on": iso(new.opens_on),
        "closes_on": iso(new.closes_on),
        "judging_until_on": iso(new.judging_until_on),
        "results_on": iso(new.results_on),
    }


def _contest(row: Row, nominations: list[Row], materials: list[Row]) -> Contest:
    contest_id = row["contest_id"]
    return Contest(
        contest_id=contest_id,
        **{name: row[name] for name in PLAIN},
        is_continuing=bool(row["is_continuing"]),
        opens_on=date.fromisoformat(row["opens_on"]),
        closes_on=date.fromisoformat(row["closes_on"]),
        judging_until_on=day(row["judging_until_on"]),
        results_on=day(row["results_on"]),
        materials=tuple(
            Material(
                role=one["role"],
                least=one["least"],
                most=one["most"],
                medium_kind=one["medium_kind"],
            )
            for one in materials
            if one["contest_id"] == contest_id
        ),
        nominations=tuple(
            Nomination(
                nomination_id=one["nomination_id"], name_ru=one["name_ru"], name_be=one["name_be"]
            )
            for one in nominations
            if one["contest_id"] == contest_id
        ),
    )
