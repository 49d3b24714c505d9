"""Making the year's plan: many lines at once, taken back at once; who goes; slips removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from storage import history
from storage.database import Reader, Tx
from storage.records.visit_plan import NewLine

UNTOUCHED: Final = """
state = 'planned' AND month = approved_month AND plan_trip_id IS NULL
"""
NOTED: Final = """
INSERT INTO history (at, staff_id, subject, subject_id, action, old, new)
SELECT :now, :by, 'plan_lines', plan_line_id, :action,
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """Lines added with one tap: how many are still there, and of them with nothing done yet."""

    plan_addition_id: int
    kind: str  # spread, copied, imported
    year: int
    lines: int
    untouched: int

    @property
    def can_be_undone(self) -> bool:
        """Tell whether nothing has been done of it; what was taken out singly does not matter."""
        return 0 < self.lines == self.untouched


async def add(
    tx: Tx, kind: str, year: int, new: Sequence[NewLine], *, now: str, by: int
) -> Addition:
    """Add lines with one tap; a visit of its month ticks a line at once."""
    key = await tx.insert(
        "INSERT INTO plan_additions (kind, year, made_by, made_at) VALUES (?, ?, ?, ?)",
        (kind, year, by, now),
    )
    await tx.many(
        """
        INSERT INTO plan_lines (library_id, approved_month, month, staff_id, plan_addition_id,
            made_by, created_at, updated_at)
        VALUES (:library_id, :month, :month, :staff_id, :addition, :by, :now, :now)
        """,
        [
            {
                "library_id": one.library_id,
                "month": f"{one.month:%Y-%m}",
                "staff_id": one.staff_id,
                "addition": key,
                "by": by,
                "now": now,
            }
            for one in new
        ],
    )
    await tx.run(
        f"""
        {NOTED} NULL, json_object('month', month) FROM plan_lines
        WHERE plan_addition_id = :addition
        """,
        {"now": now, "by": by, "action": "planned", "addition": key},
    )
    found = await addition(tx, key)
    if found is None:
        raise KeyError(key)
    return found


async def addition(db: Reader, plan_addition_id: int) -> Addition | None:
    """Return an addition that was not taken back."""
    row = await db.one(
        f"""
        SELECT a.plan_addition_id, a.kind, a.year,
            (SELECT count(*) FROM plan_lines WHERE plan_addition_id = a.plan_addition_id
                AND removed_at IS NULL) AS lines,
            (SELECT count(*) FROM plan_lines WHERE plan_addition_id = a.plan_addition_id
                AND removed_at IS NULL AND {UNTOUCHED}) AS untouched
        FROM plan_additions AS a WHERE a.plan_addition_id = ? AND a.undone_at IS NULL
        """,
        (plan_addition_id,),
    )
    return None if row is None else Addition(**dict(row))


async def undo(tx: Tx, plan_addition_id: int, *, now: str, by: int) -> bool:
    """Take back what was added with one tap; tell whether nothing had been done of it."""
    found = await addition(tx, plan_addition_id)
    if found is None or not found.can_be_undone:
        return False
    values = {"now": now, "by": by, "action": "removed", "addition": plan_addition_id}
    await tx.batch(
        [
            (
                f"""
                {NOTED} json_object('month', month), NULL FROM plan_lines
                WHERE plan_addition_id = :addition AND removed_at IS NULL
                """,
                values,
            ),
            (
                """
                UPDATE plan_lines SET removed_at = :now, updated_at = :now
                WHERE plan_addition_id = :addition AND removed_at IS NULL
                """,
                values,
            ),
            (
                "UPDATE plan_additions SET undone_at = :now WHERE plan_addition_id = :addition",
                values,
            ),
        ]
    )
    return True


async def remove(tx: Tx, plan_line_id: int, *, now: str, by: int) -> bool:
    """Take a slip out of the plan; tell whether the line still was planned."""
    row = await tx.one(
        """
        SELECT month FROM plan_lines
        WHERE plan_line_id = ? AND state = 'planned' AND removed_at IS NULL
        """,
        (plan_line_id,),
    )
    if row is None:
        return False
    await tx.batch(
        [
            (
                """
                UPDATE plan_lines SET removed_at = ?, updated_at = ?, plan_trip_id = NULL,
                    position = NULL
                WHERE plan_line_id = ?
                """,
                (now, now, plan_line_id),
            ),
            history.entry(
                "plan_lines", plan_line_id, "removed", now=now, by=by, old={"month": row["month"]}
            ),
        ]
    )
    return True


async def assign(tx: Tx, library_id: int, year: int, staff_id: int, *, now: str, by: int) -> None:
    """Give what is still planned for a library in a year to a methodist."""
    values = {
        "library": library_id, "first": f"{year}-01", "last": f"{year}-12", "staff": staff_id,
        "now": now, "by": by, "action": "assigned",
    }  # fmt: skip
    open_lines = """
        library_id = :library AND month BETWEEN :first AND :last AND state = 'planned'
            AND removed_at IS NULL AND staff_id IS NOT :staff
    """
    await tx.batch(
        [
            (
                f"""
                {NOTED} json_object('staff_id', staff_id), json_object('staff_id', :staff)
                FROM plan_lines WHERE {open_lines}
                """,
                values,
            ),
            (
                f"UPDATE plan_lines SET staff_id = :staff, updated_at = :now WHERE {open_lines}",
                values,
            ),
        ]
    )


async def years(db: Reader) -> tuple[int, int] | None:
    """Return the first and the last year that have a plan; None before there is any."""
    row = await db.one(
        """
        SELECT min(month) AS first, max(month) AS last FROM plan_lines WHERE removed_at IS NULL
        """
    )
    if row is None or row["first"] is None:
        return None
    return int(row["first"][:4]), int(row["last"][:4])


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the year of a visit has a plan, and the month of the line that it ticked."""

    has_plan: bool
    month: str | None  # YYYY-MM


async def standing(db: Reader, visit_id: int) -> Standing:
    """Tell how a held visit stands to the plan of its year."""
    row = await db.one(
        """
        SELECT
            (SELECT month FROM plan_lines WHERE visit_id = :visit) AS month,
            EXISTS (SELECT 1 FROM visits AS v JOIN plan_lines AS l
                ON l.month BETWEEN substr(v.visited_on, 1, 4) || '-01'
                    AND substr(v.visited_on, 1, 4) || '-12' AND l.removed_at IS NULL
                WHERE v.visit_id = :visit AND v.outcome = 'held' AND v.removed_at IS NULL
            ) AS has_plan
        """,
        {"visit": visit_id},
    )
    if row is None:
        return Standing(has_plan=False, month=None)
    return Standing(has_plan=bool(row["has_plan"]), month=row["month"])
