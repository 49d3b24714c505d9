"""The plan of visits against what was done, by time and methodist, from running counts."""

from datetime import date
from typing import Any, Final

from storage.database import Reader, Row
from storage.records.plan_facts import PlanFacts

# How a month (YYYY-MM) is grouped: the key of the time that it lies in.
TIMES: Final = {
    "whole": "iif({month} BETWEEN :first AND :last, '', 'elsewhere')",
    "month": "{month}",
    "quarter": "substr({month}, 1, 4) || '-' || ((substr({month}, 6) + 2) / 3)",
}
# A line counts where it was approved and where it stands now; a visit where it was made.
PLAN_ROWS: Final = """
    WITH p AS MATERIALIZED (            -- lines are counted first: a country has 30,000 a year
        SELECT approved_month, month, staff_id, state, count(*) AS n FROM plan_lines
        WHERE removed_at IS NULL        -- nothing is moved further than into the next year
            AND month BETWEEN substr(:first, 1, 4) || '-01' AND substr(:last, 1, 4) + 1 || '-12'
        GROUP BY 1, 2, 3, 4
    ), m AS MATERIALIZED (
        SELECT substr(v.visited_on, 1, 7) AS month, v.staff_id, count(*) AS n
        FROM plan_lines AS l JOIN visits AS v USING (visit_id)
        WHERE l.removed_at IS NULL
            AND l.month BETWEEN substr(:first, 1, 4) || '-01' AND substr(:last, 1, 4) || '-12'
            AND v.visited_on BETWEEN :first || '-01' AND :last || '-31'
        GROUP BY 1, 2
    )
    SELECT {approved} AS time, p.staff_id, n AS planned, n * ({approved} <> {stands}) AS moved_out,
        0 AS moved_in, 0 AS cancelled, 0 AS done, 0 AS visits, 0 AS marking, 0 AS trips
    FROM p WHERE p.approved_month BETWEEN :first AND :last
    UNION ALL
    SELECT {stands}, p.staff_id, 0, 0, n * ({approved} <> {stands}), n * (p.state = 'cancelled'),
        n * (p.state = 'done'), 0, 0, 0
    FROM p WHERE p.month BETWEEN :first AND :last
    UNION ALL
    SELECT {made}, m.staff_id, 0, 0, 0, 0, 0, 0, n, 0 FROM m
    UNION ALL
    SELECT {counted}, c.staff_id, 0, 0, 0, 0, 0, c.visits, 0, 0
    FROM visit_months AS c WHERE c.month BETWEEN :first AND :last AND c.visits > 0
    UNION ALL
    SELECT {counted}, nullif(c.staff_id, 0), 0, 0, 0, 0, 0, 0, 0, c.trips
    FROM trip_months AS c WHERE c.month BETWEEN :first AND :last AND c.trips > 0
        AND {trips}
"""
STANDING: Final = "sum(planned) - sum(moved_out) + sum(moved_in)"
PLAN: Final = (  # name, aggregate
    ("planned", "sum(planned)"),
    ("moved_out", "sum(moved_out)"),
    ("moved_in", "sum(moved_in)"),
    ("cancelled", "sum(cancelled)"),
    ("done", "sum(done)"),
    ("off_plan", "sum(visits) - sum(marking)"),
    ("visits", "sum(visits)"),
    ("trips", "sum(trips)"),
    ("percent", f"round(100.0 * sum(done) / nullif({STANDING}, 0), 1)"),
)
"""The plan against fact; a move within the time is none, a trip of two is one of each."""


async def by_time(
    db: Reader, first: date, last: date, by: str, staff_id: int | None = None
) -> dict[str, PlanFacts]:
    """Return plan and fact of each time (a key of TIMES) that has any, of all or one methodist.

    Keys: '' of the whole, '2026-10' of a month, '2026-4' of a quarter. Lines count for who goes
    by the plan, visits for their author, trips for each traveller.
    """
    trips = "c.staff_id = coalesce(:staff, 0)"
    found = await _plan(db, by, trips, {"first": first, "last": last, "staff": staff_id})
    return {row["time"]: _facts(row) for row in found}


async def by_staff(db: Reader, first: date, last: date) -> dict[int | None, PlanFacts]:
    """Return plan and fact of each methodist in the months from `first` to `last`.

    None: lines that nobody is noted for.
    """
    found = await _plan(
        db, "whole", "c.staff_id <> 0", {"first": first, "last": last, "staff": None}, "staff_id"
    )
    return {row["staff_id"]: _facts(row) for row in found}


async def _plan(
    db: Reader, by: str, trips: str, values: dict[str, Any], group: str = "time"
) -> list[Row]:
    times = {
        name: TIMES[by].format(month=month)
        for name, month in (
            ("approved", "p.approved_month"),
            ("stands", "p.month"),
            ("made", "m.month"),
            ("counted", "c.month"),
        )
    }
    rows = PLAN_ROWS.format(trips=trips, **times)
    told = ", ".join(f"{sql} AS {name}" for name, sql in PLAN)
    months = {name: f"{values[name]:%Y-%m}" for name in ("first", "last")}
    # A line or visit of the methodist; their trips are told apart by the counts.
    whose = "" if group == "staff_id" else "WHERE :staff IS NULL OR staff_id = :staff"
    return await db.all(
        f"SELECT {group}, {told} FROM ({rows}) {whose} GROUP BY 1 ORDER BY 1",
        {"staff": values["staff"], **months},
    )


def _facts(row: Row) -> PlanFacts:
    return PlanFacts(**{name: row[name] for name, _ in PLAN})
