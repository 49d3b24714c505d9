"""Every reported number: its name, the rows that it counts and how; one definition each.

Lists, sentences and reports ask here, so that a number is the same wherever it is read.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from storage.database import Reader, Statement

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
