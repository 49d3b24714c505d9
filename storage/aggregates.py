"""What lists and screens add up: rows that count, sums over them by library, month, channel.

The numbers of the report are in `measures.py`; they count the same ROWS.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from storage.attendance import HELD
from storage.database import Reader, Statement
from storage.records.attendance import SchoolTotals
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
class Aggregate:
    """A number over rows of a kind (a key of ROWS): its name and the aggregate."""

    name: str
    rows: str
    sql: str


def _round_sum(column: str) -> Aggregate:
    return Aggregate(column, "rounds", f"coalesce(sum(r.{column}), 0)")


MADE: Final = Aggregate("rounds", "rounds", "count(*)")
ROUNDS: Final = (
    MADE,
    Aggregate("places", "rounds", f"count(DISTINCT {PLACE})"),
    *map(
        _round_sum,
        (
            "households", "home", "readers", "new_readers", "not_reading", "reregistered",
            "issued", "returned", "homebound", "debtors", "invited", "leaflets",
        ),
    ),
)  # fmt: skip
"""What is told of rounds; residents asked are readers, new ones and those not reading."""


CONSULTED: Final = (Aggregate("consultations", "consultations", "count(*)"),)
CONSULTATIONS: Final = (
    *CONSULTED,
    Aggregate("for_groups", "consultations", "coalesce(sum(r.is_group), 0)"),
    Aggregate("people", "consultations", "coalesce(sum(r.people), 0)"),
    Aggregate("minutes", "consultations", "coalesce(sum(r.minutes), 0)"),
    Aggregate("libraries", "consultations", "count(DISTINCT r.library_id)"),
    Aggregate("months", "consultations", "count(DISTINCT substr(r.held_on, 1, 7))"),
)
"""What is told of consultations; the source of a scope is their channel."""

SITE: Final = (
    Aggregate("items", "site", "count(*)"),
    Aggregate("months", "site", "count(DISTINCT substr(r.put_on, 1, 7))"),
    Aggregate("news", "site", "count(*) FILTER (WHERE r.kind = 'news')"),
    Aggregate("publications", "site", "count(*) FILTER (WHERE r.kind = 'publication')"),
    Aggregate("results", "site", "count(*) FILTER (WHERE r.kind = 'results')"),
    Aggregate("linked", "site", "count(r.url)"),
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


async def read(db: Reader, aggregates: tuple[Aggregate, ...], scope: Scope) -> dict[str, int]:
    """Return sums of one kind of rows by name."""
    row = await db.one(*query(aggregates, scope))
    return {} if row is None else dict(row)


def query(aggregates: tuple[Aggregate, ...], scope: Scope) -> Statement:
    """Return the statement that reads sums of one kind of rows, for a hop with others."""
    return _query(aggregates), scope.values


async def grouped(
    db: Reader, aggregates: tuple[Aggregate, ...], scope: Scope, by: str
) -> dict[Any, dict[str, int]]:
    """Return sums for each library, place or month (a key of GROUPS) that has rows."""
    rows = await db.all(
        f"{_query(aggregates, f'{GROUPS[by]} AS grouped_by, ')} GROUP BY 1 ORDER BY 1",
        scope.values,
    )
    names = [one.name for one in aggregates]
    return {row["grouped_by"]: {name: row[name] for name in names} for row in rows}


async def named(db: Reader, scope: Scope) -> dict[str, dict[str, int]]:
    """Return how often each reason, age band and wish of the rounds was named, and each title.

    By list (reason, age, wish, title) and code, the most frequent first.
    """
    found: dict[str, dict[str, int]] = {"reason": {}, "age": {}, "wish": {}, "title": {}}
    for row in await db.all(NAMED, scope.values):
        found[row["list"]][row["code"]] = row["count"]
    return found


def _query(aggregates: tuple[Aggregate, ...], also: str = "") -> str:
    (rows,) = {one.rows for one in aggregates}
    told = ", ".join(f"{one.sql} AS {one.name}" for one in aggregates)
    return f"SELECT {also}{told} {ROWS[rows]}"


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
    Aggregate("sessions", "sessions", "count(*)"),
    Aggregate("hours", "sessions", "coalesce(sum(s.hours), 0.0)"),
)
"""Sessions held (not cancelled; rolled, or somebody is known to have come), hours of teaching."""
LEARNERS: Final = (
    Aggregate("participants", "attendances", "count(*)"),
    Aggregate("people", "attendances", "count(DISTINCT a.staff_id)"),
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
