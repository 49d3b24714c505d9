"""Lists of recommendations by library, person, area and age, with their counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from storage import recommendations
from storage.database import Reader
from storage.records.visits import Recommendation

STATES: Final = {  # what a list holds; `today` makes a given one overdue
    "open": "r.state = 'given'",
    "overdue": recommendations.OVERDUE,
    "done": "r.state = 'done'",
    "settled": "r.state IN ('accepted', 'withdrawn')",
    "all": "true",
}
ORDERS: Final = {  # the most urgent first, of what is settled the latest
    "settled": "ORDER BY r.moved_at DESC, r.recommendation_id DESC",
    "all": "ORDER BY v.visited_on DESC, r.recommendation_id DESC",
}
GROUPS: Final = {
    "library": "v.library_id",
    "person": "r.responsible_id",
    "area": "r.area",
}
WHERE: Final = """
v.removed_at IS NULL AND {state}
AND (:library_id IS NULL OR v.library_id = :library_id)
AND (:staff_id IS NULL OR r.responsible_id = :staff_id)
AND (:area IS NULL OR r.area = :area)
AND (:source IS NULL OR v.source = :source)
AND (:given_until IS NULL OR v.visited_on <= :given_until)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which recommendations a list holds; `older_than` counts days since the visit."""

    today: date
    state: str = "open"  # a key of STATES
    library_id: int | None = None
    staff_id: int | None = None  # who is responsible
    area: str | None = None
    older_than: int = 0
    source: str | None = None  # of the visit: chat, phone, paper, other

    @property
    def values(self) -> dict[str, Any]:
        """Return the values of the statement's names."""
        until = self.today - timedelta(days=self.older_than)
        return {
            "today": self.today.isoformat(),
            "library_id": self.library_id,
            "staff_id": self.staff_id,
            "area": self.area,
            "source": self.source,
            "given_until": until.isoformat() if self.older_than else None,
        }


async def listed(
    db: Reader, wanted: Wanted, *, limit: int, offset: int = 0
) -> list[Recommendation]:
    """Return a page of a list."""
    order = ORDERS.get(wanted.state, recommendations.URGENT)
    rows = await db.all(
        f"{recommendations.SELECT} WHERE {_where(wanted)} {order} LIMIT :limit OFFSET :offset",
        {**wanted.values, "limit": limit, "offset": offset},
    )
    return [Recommendation.of(row) for row in rows]


async def counted(db: Reader, wanted: Wanted) -> int:
    """Return how many a list holds."""
    return int(
        await db.value(
            "SELECT count(*) FROM recommendations AS r JOIN visits AS v USING (visit_id) "
            f"WHERE {_where(wanted)}",
            wanted.values,
        )
    )


async def span(db: Reader, wanted: Wanted) -> tuple[date, date] | None:
    """Return the days of the first and the last visit of a list; None of an empty one."""
    row = await db.one(
        "SELECT min(v.visited_on) AS first_on, max(v.visited_on) AS last_on "
        f"FROM recommendations AS r JOIN visits AS v USING (visit_id) WHERE {_where(wanted)}",
        wanted.values,
    )
    if row is None or row["first_on"] is None:
        return None
    return date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])


async def grouped(db: Reader, wanted: Wanted, by: str) -> list[tuple[Any, int]]:
    """Return the libraries, people or areas (a key of GROUPS) of a list with their counts.

    The most first; what has none of it is left out.
    """
    rows = await db.all(
        f"SELECT {GROUPS[by]} AS grouped_by, count(*) AS count "
        "FROM recommendations AS r JOIN visits AS v USING (visit_id) "
        f"WHERE {_where(wanted)} AND {GROUPS[by]} IS NOT NULL "
        "GROUP BY 1 ORDER BY count DESC, grouped_by",
        wanted.values,
    )
    return [(row["grouped_by"], int(row["count"])) for row in rows]


def _where(wanted: Wanted) -> str:
    return WHERE.format(state=STATES[wanted.state])
