"""Every reported number: its name, the rows that it counts and how; one definition each.

Lists, sentences and reports ask here, so that a number is the same wherever it is read.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from storage.attendance import HELD
from storage.database import Reader, Row, Statement
from storage.records.attendance import SchoolTotals
from storage.records.plan_facts import PlanFacts
from storage.records.visits import EVERY, Taken

# A library without a list of settlements is its own place: its negated number stands for it.
PLACE: Final = "coalesce(r.settlement_id, -r.library_id)"
ROWS: Final = {
    "rounds": f"""
        FROM rounds AS r
        WHERE r.state = 'saved' AND r.removed_at IS NULL
            AND r.made_on BETWEEN :first AND :last
            AND (:libraries IS NULL OR r.library_id IN (SELECT value FROM json_each(:libraries)))
            AND (:place IS NULL OR {PLACE} = :place)
            AND (:source IS NULL OR r.source = :source)
    """,
    "site": """
        FROM site_log AS r
        WHERE r.removed_at IS NULL AND r.put_on BETWEEN :first AND :last
            AND (:libraries IS NULL OR r.library_id IN (SELECT value FROM json_each(:libraries)))
    """,
    "recommendations": """
        FROM recommendations AS r JOIN visits AS v USING (visit_id)
        WHERE r.state = 'accepted' AND v.removed_at IS NULL
            AND r.done_on BETWEEN :first AND :last
            AND (:libraries IS NULL OR v.library_id IN (SELECT value FROM json_each(:libraries)))
            AND (:source IS NULL OR v.source = :source)
    """,
    "consultations": """
        FROM consultations AS r
        WHERE r.removed_at IS NULL AND r.held_on BETWEEN :first AND :last
            AND (:libraries IS NULL OR r.library_id IN (SELECT value FROM json_each(:libraries)))
            AND (:source IS NULL OR r.channel = :source)
    """,
    "sessions": f"""
        FROM sessions AS s WHERE {HELD} AND s.held_on BETWEEN :first AND :last
    """,
    "attendances": f"""
        FROM attendance AS a JOIN sessions AS s USING (session_id)
        WHERE a.is_present AND {HELD} AND s.held_on BETWEEN :first AND :last
    """,
}
NAMED: Final = f"""
WITH counted AS (SELECT r.round_id {ROWS["rounds"]})
SELECT list, code, sum(count) AS count FROM (
    SELECT list, code, count FROM round_counts WHERE round_id IN (SELECT round_id FROM counted)
    UNION ALL
    SELECT 'title', title, count FROM round_titles WHERE round_id IN (SELECT round_id FROM counted)
) GROUP BY list, code ORDER BY list, count DESC, code
"""
GROUPS: Final = {
    "library": "r.library_id",
    "place": PLACE,
    "month": "substr(r.made_on, 1, 7)",
    "put_month": "substr(r.put_on, 1, 7)",  # of what was put on the site
    "channel": "r.channel",
    "topic": "r.topic",
    "held_month": "substr(r.held_on, 1, 7)",
    "class": "s.class_id",
    "form": "s.form",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A reported number: the kind of rows (a key of ROWS) and the aggregate over them."""

    name: str
    rows: str
    sql: str


def _round_sum(column: str) -> Measure:
    return Measure(column, "rounds", f"coalesce(sum(r.{column}), 0)")


MADE: Final = Measure("rounds", "rounds", "count(*)")
ROUNDS: Final = (
    MADE,
    Measure("places", "rounds", f"count(DISTINCT {PLACE})"),
    *map(
        _round_sum,
        (
            "households", "home", "readers", "new_readers", "not_reading", "reregistered",
            "issued", "returned", "homebound", "debtors", "invited", "leaflets",
        ),
    ),
)  # fmt: skip
"""What is told of rounds; residents asked are readers, new ones and those not reading."""


CONSULTED: Final = (Measure("consultations", "consultations", "count(*)"),)
CONSULTATIONS: Final = (
    *CONSULTED,
    Measure("for_groups", "consultations", "coalesce(sum(r.is_group), 0)"),
    Measure("people", "consultations", "coalesce(sum(r.people), 0)"),
    Measure("minutes", "consultations", "coalesce(sum(r.minutes), 0)"),
    Measure("libraries", "consultations", "count(DISTINCT r.library_id)"),
    Measure("months", "consultations", "count(DISTINCT substr(r.held_on, 1, 7))"),
)
"""What is told of consultations; the source of a scope is their channel."""

SITE: Final = (
    Measure("items", "site", "count(*)"),
    Measure("months", "site", "count(DISTINCT substr(r.put_on, 1, 7))"),
    Measure("news", "site", "count(*) FILTER (WHERE r.kind = 'news')"),
    Measure("publications", "site", "count(*) FILTER (WHERE r.kind = 'publication')"),
    Measure("results", "site", "count(*) FILTER (WHERE r.kind = 'results')"),
    Measure("linked", "site", "count(r.url)"),
)
"""What was put on the site and not taken off; the proof behind «регулярно пополняется»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which rows count: days (both included), libraries, one place, one source (None: all)."""

    first: date = date.min
    last: date = date.max
    libraries: tuple[int, ...] | None = None
    place: int | None = None
    source: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Return the values of the statement's names."""
        libraries = None if self.libraries is None else json.dumps(self.libraries)
        return {
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "libraries": libraries,
            "place": self.place,
            "source": self.source,
        }


async def read(db: Reader, measures: tuple[Measure, ...], scope: Scope) -> dict[str, int]:
    """Return measures of one kind of rows by name."""
    row = await db.one(*query(measures, scope))
    return {} if row is None else dict(row)


def query(measures: tuple[Measure, ...], scope: Scope) -> Statement:
    """Return the statement that reads measures of one kind of rows, for a hop with others."""
    return _query(measures), scope.values


async def grouped(
    db: Reader, measures: tuple[Measure, ...], scope: Scope, by: str
) -> dict[Any, dict[str, int]]:
    """Return measures for each library, place or month (a key of GROUPS) that has rows."""
    rows = await db.all(
        f"{_query(measures, f'{GROUPS[by]} AS grouped_by, ')} GROUP BY 1 ORDER BY 1",
        scope.values,
    )
    names = [one.name for one in measures]
    return {row["grouped_by"]: {name: row[name] for name in names} for row in rows}


async def named(db: Reader, scope: Scope) -> dict[str, dict[str, int]]:
    """Return how often each reason, age band and wish of the rounds was named, and each title.

    By list (reason, age, wish, title) and code, the most frequent first.
    """
    found: dict[str, dict[str, int]] = {"reason": {}, "age": {}, "wish": {}, "title": {}}
    for row in await db.all(NAMED, scope.values):
        found[row["list"]][row["code"]] = row["count"]
    return found


def _query(measures: tuple[Measure, ...], also: str = "") -> str:
    (rows,) = {one.rows for one in measures}
    told = ", ".join(f"{one.sql} AS {one.name}" for one in measures)
    return f"SELECT {also}{told} {ROWS[rows]}"


# -------------------------------------------------------------------- plan and fact

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
PLAN: Final = (
    Measure("planned", "plan", "sum(planned)"),
    Measure("moved_out", "plan", "sum(moved_out)"),
    Measure("moved_in", "plan", "sum(moved_in)"),
    Measure("cancelled", "plan", "sum(cancelled)"),
    Measure("done", "plan", "sum(done)"),
    Measure("off_plan", "plan", "sum(visits) - sum(marking)"),
    Measure("visits", "plan", "sum(visits)"),
    Measure("trips", "plan", "sum(trips)"),
    Measure("percent", "plan", f"round(100.0 * sum(done) / nullif({STANDING}, 0), 1)"),
)
"""The plan against fact; a move within the time is none, a trip of two is one of each."""


async def plan_by_time(
    db: Reader, first: date, last: date, by: str, staff_id: int | None = None
) -> dict[str, PlanFacts]:
    """Return plan and fact of each time (a key of TIMES) that has any, of all or one methodist.

    Keys: '' of the whole, '2026-10' of a month, '2026-4' of a quarter. Lines count for who goes
    by the plan, visits for their author, trips for each traveller.
    """
    trips = "c.staff_id = coalesce(:staff, 0)"
    found = await _plan(db, by, trips, {"first": first, "last": last, "staff": staff_id})
    return {row["time"]: _facts(row) for row in found}


async def plan_by_staff(db: Reader, first: date, last: date) -> dict[int | None, PlanFacts]:
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
    told = ", ".join(f"{one.sql} AS {one.name}" for one in PLAN)
    months = {name: f"{values[name]:%Y-%m}" for name in ("first", "last")}
    # A line or visit of the methodist; their trips are told apart by the counts.
    whose = "" if group == "staff_id" else "WHERE :staff IS NULL OR staff_id = :staff"
    return await db.all(
        f"SELECT {group}, {told} FROM ({rows}) {whose} GROUP BY 1 ORDER BY 1",
        {"staff": values["staff"], **months},
    )


def _facts(row: Row) -> PlanFacts:
    return PlanFacts(**{one.name: row[one.name] for one in PLAN})


DAYS_TAKEN: Final = "julianday(r.done_on) - julianday(v.visited_on)"
MEDIAN_DAYS: Final = f"""
WITH taken AS (
    SELECT r.area, {DAYS_TAKEN} AS days {ROWS["recommendations"]}
    UNION ALL
    SELECT :every AS area, {DAYS_TAKEN} AS days {ROWS["recommendations"]}
), ranked AS (
    SELECT area, days, row_number() OVER (PARTITION BY area ORDER BY days) AS place,
        count(*) OVER (PARTITION BY area) AS total
    FROM taken
)
SELECT area, avg(days) AS days, max(total) AS total FROM ranked
WHERE place IN ((total + 1) / 2, (total + 2) / 2) GROUP BY area ORDER BY total DESC, area
"""


async def days_taken(db: Reader, scope: Scope) -> dict[str | None, Taken]:
    """Return the median days from the visit to the day it was carried out, by area.

    Of recommendations accepted by now and carried out within the scope's days; EVERY is all of
    them, None those without an area. The most frequent area comes first.
    """
    rows = await db.all(MEDIAN_DAYS, {**scope.values, "every": EVERY})
    return {row["area"]: Taken(row["days"], row["total"]) for row in rows}


# -------------------------------------------------------------------- the school

SCHOOL: Final = (
    Measure("sessions", "sessions", "count(*)"),
    Measure("hours", "sessions", "coalesce(sum(s.hours), 0.0)"),
)
"""Sessions held (not cancelled; rolled, or somebody is known to have come), hours of teaching."""
LEARNERS: Final = (
    Measure("participants", "attendances", "count(*)"),
    Measure("people", "attendances", "count(DISTINCT a.staff_id)"),
)
"""Attendances, guests included, and the distinct people who came at least once."""


async def school(db: Reader, first: date, last: date) -> SchoolTotals:
    """Return what the school did on these days, both included."""
    scope = Scope(first=first, last=last)
    held = await read(db, SCHOOL, scope)
    return SchoolTotals(**held, **await read(db, LEARNERS, scope))


async def school_by(db: Reader, first: date, last: date, by: str) -> dict[Any, SchoolTotals]:
    """Return what the school did on these days by class or by form (keys of GROUPS)."""
    scope = Scope(first=first, last=last)
    held = await grouped(db, SCHOOL, scope, by)
    came = await grouped(db, LEARNERS, scope, by)
    return {key: SchoolTotals(**one, **came.get(key, {})) for key, one in held.items()}
