"""Contests with nominations, criteria, awards, jury and required materials; the list of media."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.contests import (
    Award,
    AwardFields,
    Contest,
    ContestFields,
    Criterion,
    CriterionFields,
    Juror,
    Material,
    Medium,
    Nomination,
)
from storage.records.days import day, iso

COLUMNS = (
    "title", "subject", "level", "audience", "is_continuing", "form", "regulation_file_id",
    "opens_on", "closes_on", "judging_until_on", "results_on", "least_entries", "most_entries",
    "is_blind", "jurors_an_entry", "average", "tie_rule", "ranks_in", "tells_all",
    "continued_from",
)  # fmt: skip
INSERT = f"""
INSERT INTO contests ({", ".join(COLUMNS)}, created_at, updated_at)
VALUES ({", ".join(f":{name}" for name in COLUMNS)}, :now, :now)
"""
UPDATE = f"""
UPDATE contests SET {", ".join(f"{name} = :{name}" for name in COLUMNS)}, updated_at = :now
WHERE contest_id = :contest_id
"""
INSERT_CRITERION = """
INSERT INTO criteria (contest_id, position, name_ru, name_be, most_points, weight)
VALUES (?, ?, ?, ?, ?, ?)
"""
INSERT_AWARD = """
INSERT INTO contest_awards (contest_id, position, kind, degree, name_ru, name_be)
VALUES (?, ?, ?, ?, ?, ?)
"""
INSERT_NOMINATION = """
INSERT INTO nominations (contest_id, position, name_ru, name_be) VALUES (?, ?, ?, ?)
"""
DAYS = ("opens_on", "closes_on", "judging_until_on", "results_on")
FLAGS = ("is_continuing", "is_blind", "tells_all")
PLAIN = tuple(name for name in COLUMNS if name not in {*DAYS, *FLAGS})
MOMENTS = ("announced_at", "handed_at", "judged_at", "published_at")


async def known(db: Reader) -> list[Contest]:
    """Return every contest, the last to close first."""
    rows, *parts = await db.batch(
        [
            ("SELECT * FROM contests ORDER BY closes_on DESC, contest_id", ()),
            ("SELECT * FROM nominations ORDER BY contest_id, position", ()),
            ("SELECT * FROM criteria ORDER BY contest_id, position", ()),
            ("SELECT * FROM contest_awards ORDER BY contest_id, position", ()),
            ("SELECT * FROM contest_jurors ORDER BY contest_id, staff_id", ()),
            ("SELECT * FROM contest_materials ORDER BY contest_id, role", ()),
        ]
    )
    return [_contest(row, [_of(row, part) for part in parts]) for row in rows]


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
    criteria: Iterable[CriterionFields] = (),
    awards: Iterable[AwardFields] = (),
    jurors: Iterable[Juror] = (),
    now: str,
    by: int | None,
) -> int:
    """Keep a contest that is not announced yet, with its parts in order.

    Nominations are given in Russian and Belarusian.
    """
    contest_id = await tx.insert(INSERT, {**_columns(new), "now": now})
    statements: list[Statement] = [
        *_nominations(contest_id, nominations),
        *_criteria(contest_id, criteria),
        *_awards(contest_id, awards),
        *_materials(contest_id, new),
        *(_juror(contest_id, one) for one in jurors),
        history.entry("contests", contest_id, "added", now=now, by=by),
    ]
    await tx.batch(statements)
    return contest_id


async def change(
    tx: Tx, old: Contest, new: ContestFields, *, now: str, by: int, reason: str | None = None
) -> None:
    """Replace what a contest says of itself, materials too, with history."""
    was, became = history.differences(_columns(old), _columns(new))
    key = old.contest_id
    statements: list[Statement] = [
        (UPDATE, {**_columns(new), "now": now, "contest_id": key}),
        ("DELETE FROM contest_materials WHERE contest_id = ?", (key,)),
        *_materials(key, new),
        history.entry(
            "contests", key, "changed", now=now, by=by, old=was, new=became, reason=reason
        ),
    ]
    await tx.batch(statements)


async def set_nominations(
    tx: Tx, contest: Contest, new: Iterable[tuple[str, str | None]], *, now: str, by: int
) -> None:
    """Replace the nominations, in Russian and Belarusian; only while there are no entries."""
    key, kept = contest.contest_id, list(new)
    statements: list[Statement] = [
        ("DELETE FROM nominations WHERE contest_id = ?", (key,)),
        *_nominations(key, kept),
        history.entry(
            "contests", key, "nominations", now=now, by=by,
            old=[one.name_ru for one in contest.nominations], new=[ru for ru, _ in kept],
        ),
    ]  # fmt: skip
    await tx.batch(statements)


async def set_criteria(
    tx: Tx, contest: Contest, new: Iterable[CriterionFields], *, now: str, by: int
) -> None:
    """Replace the criteria; only while nobody has given points for the old ones."""
    key, kept = contest.contest_id, list(new)
    statements: list[Statement] = [
        ("DELETE FROM criteria WHERE contest_id = ?", (key,)),
        *_criteria(key, kept),
        history.entry(
            "contests", key, "criteria", now=now, by=by,
            old=[[one.name_ru, one.most_points, one.weight] for one in contest.criteria],
            new=[[one.name_ru, one.most_points, one.weight] for one in kept],
        ),
    ]  # fmt: skip
    await tx.batch(statements)


async def set_awards(
    tx: Tx, contest: Contest, new: Iterable[AwardFields], *, now: str, by: int
) -> None:
    """Replace the awards; only while there are no results."""
    key, kept = contest.contest_id, list(new)
    statements: list[Statement] = [
        ("DELETE FROM contest_awards WHERE contest_id = ?", (key,)),
        *_awards(key, kept),
        history.entry(
            "contests", key, "awards", now=now, by=by,
            old=[one.name_ru for one in contest.awards], new=[one.name_ru for one in kept],
        ),
    ]  # fmt: skip
    await tx.batch(statements)


async def put_juror(tx: Tx, contest: Contest, juror: Juror, *, now: str, by: int) -> None:
    """Take a person into the jury, or change the duty there."""
    old = contest.juror(juror.staff_id)
    await tx.batch(
        [
            _juror(contest.contest_id, juror),
            history.entry(
                "contests", contest.contest_id, "juror", now=now, by=by,
                old=old and [old.staff_id, old.duty], new=[juror.staff_id, juror.duty],
            ),
        ]
    )  # fmt: skip


async def drop_juror(tx: Tx, contest: Contest, staff_id: int, *, now: str, by: int) -> None:
    """Take a person out of the jury with what was dealt to them; points given stay, uncounted."""
    values = {"contest_id": contest.contest_id, "staff_id": staff_id}
    await tx.batch(
        [
            (
                """
                DELETE FROM contest_jurors
                WHERE contest_id = :contest_id AND staff_id = :staff_id
                """,
                values,
            ),
            (
                """
                DELETE FROM deals WHERE staff_id = :staff_id AND entry_id IN (
                    SELECT entry_id FROM entries WHERE contest_id = :contest_id)
                """,
                values,
            ),
            history.entry(
                "contests", contest.contest_id, "juror", now=now, by=by, old=[staff_id]
            ),
        ]
    )  # fmt: skip


async def reach(tx: Tx, contest_id: int, step: str, *, now: str, by: int | None) -> bool:
    """Take a contest to a step; False where it is there already.

    Steps: announced (to those concerned), handed (to the jury), judged (no points are changed
    any more), published.
    """
    changed = await tx.run(
        f"UPDATE contests SET {step}_at = ?, {step}_by = ?, updated_at = ? "
        f"WHERE contest_id = ? AND {step}_at IS NULL",
        (now, by, now, contest_id),
    )
    if changed:
        await history.add(tx, "contests", contest_id, step, now=now, by=by)
    return changed > 0


async def announced_by(db: Reader, contest_id: int) -> int | None:
    """Return who announced a contest; None where nobody has, or the sample did."""
    value = await db.value("SELECT announced_by FROM contests WHERE contest_id = ?", (contest_id,))
    return None if value is None else int(value)


async def handed_by(db: Reader, contest_id: int) -> int | None:
    """Return who handed a contest to its jury; None where nobody has."""
    value = await db.value("SELECT handed_by FROM contests WHERE contest_id = ?", (contest_id,))
    return None if value is None else int(value)


async def reopen_judging(tx: Tx, contest_id: int, reason: str, *, now: str, by: int) -> bool:
    """Let jurors change points again and drop the results; False where published or not judged."""
    changed = await tx.run(
        "UPDATE contests SET judged_at = NULL, judged_by = NULL, updated_at = ? "
        "WHERE contest_id = ? AND judged_at IS NOT NULL AND published_at IS NULL",
        (now, contest_id),
    )
    if not changed:
        return False
    ours = "entry_id IN (SELECT entry_id FROM entries WHERE contest_id = ?)"
    await tx.batch(
        [
            (f"DELETE FROM results WHERE {ours}", (contest_id,)),
            (f"DELETE FROM casting_votes WHERE {ours}", (contest_id,)),
            history.entry("contests", contest_id, "reopened", now=now, by=by, reason=reason),
        ]
    )
    return True


# -------------------------------------------------------------------- rows


def _columns(new: ContestFields) -> dict[str, Any]:
    return {
        **{name: getattr(new, name) for name in PLAIN},
        **{name: int(getattr(new, name)) for name in FLAGS},
        **{name: iso(getattr(new, name)) for name in DAYS},
    }


def _nominations(contest_id: int, new: Iterable[tuple[str, str | None]]) -> list[Statement]:
    return [(INSERT_NOMINATION, (contest_id, n, ru, be)) for n, (ru, be) in enumerate(new, 1)]


def _criteria(contest_id: int, new: Iterable[CriterionFields]) -> list[Statement]:
    return [
        (
            INSERT_CRITERION,
            (contest_id, n, one.name_ru, one.name_be, one.most_points, one.weight),
        )
        for n, one in enumerate(new, 1)
    ]


def _awards(contest_id: int, new: Iterable[AwardFields]) -> list[Statement]:
    return [
        (INSERT_AWARD, (contest_id, n, one.kind, one.degree, one.name_ru, one.name_be))
        for n, one in enumerate(new, 1)
    ]


def _materials(contest_id: int, new: ContestFields) -> list[Statement]:
    return [
        (
            "INSERT INTO contest_materials VALUES (?, ?, ?, ?, ?)",
            (contest_id, one.role, one.least, one.most, one.medium_kind),
        )
        for one in new.materials
    ]


def _juror(contest_id: int, juror: Juror) -> Statement:
    return (
        """
        INSERT INTO contest_jurors (contest_id, staff_id, duty) VALUES (?, ?, ?)
        ON CONFLICT (contest_id, staff_id) DO UPDATE SET duty = excluded.duty
        """,
        (contest_id, juror.staff_id, juror.duty),
    )


def _of(contest: Row, rows: Iterable[Row]) -> list[Row]:
    return [one for one in rows if one["contest_id"] == contest["contest_id"]]


def _fields(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _contest(row: Row, parts: list[list[Row]]) -> Contest:
    nominations, criteria, awards, jurors, materials = parts
    named = ("name_ru", "name_be")
    return Contest(
        **_fields(row, "contest_id", *PLAIN, *MOMENTS),
        is_continuing=bool(row["is_continuing"]),
        is_blind=bool(row["is_blind"]),
        tells_all=bool(row["tells_all"]),
        opens_on=date.fromisoformat(row["opens_on"]),
        closes_on=date.fromisoformat(row["closes_on"]),
        judging_until_on=day(row["judging_until_on"]),
        results_on=day(row["results_on"]),
        nominations=tuple(
            Nomination(**_fields(one, "nomination_id", *named)) for one in nominations
        ),
        criteria=tuple(
            Criterion(**_fields(one, "criterion_id", "most_points", "weight", *named))
            for one in criteria
        ),
        awards=tuple(
            Award(**_fields(one, "award_id", "kind", "degree", *named)) for one in awards
        ),
        jurors=tuple(Juror(**_fields(one, "staff_id", "duty")) for one in jurors),
        materials=tuple(
            Material(**_fields(one, "role", "least", "most", "medium_kind")) for one in materials
        ),
    )
