"""How many entries of libraries the contests had, and which awards they got."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from storage.database import Reader


@dataclass(frozen=True, slots=True)
class Count:
    """What a library has in a contest; awards only where the results are published."""

    entries: int = 0
    admitted: int = 0
    awards: int = 0

    @property
    def values(self) -> tuple[int, int, int]:
        """Return the three numbers in their order."""
        return (self.entries, self.admitted, self.awards)


@dataclass(frozen=True, slots=True)
class Given:
    """An award that is published."""

    contest_id: int
    library_id: int
    award_id: int
    words: str | None
    title: str  # of the entry


async def counted(db: Reader, contest_ids: Iterable[int]) -> dict[tuple[int, int], Count]:
    """Count entries that take part, by contest and library."""
    rows = await db.all(
        """
        SELECT e.contest_id, e.library_id, count(*) AS entries,
            sum(e.state = 'admitted') AS admitted,
            sum(c.published_at IS NOT NULL AND r.award_id IS NOT NULL) AS awards
        FROM entries AS e JOIN contests AS c USING (contest_id)
            LEFT JOIN results AS r USING (entry_id)
        WHERE e.state <> 'withdrawn' AND e.contest_id IN (SELECT value FROM json_each(?))
        GROUP BY e.contest_id, e.library_id
        """,
        (json.dumps(list(contest_ids)),),
    )
    return {
        (row["contest_id"], row["library_id"]): Count(
            row["entries"], row["admitted"], row["awards"]
        )
        for row in rows
    }


async def awards(db: Reader, contest_ids: Iterable[int]) -> list[Given]:
    """Return the awards of published contests, the highest of each contest first."""
    rows = await db.all(
        """
        SELECT e.contest_id, e.library_id, r.award_id, r.award_words AS words, e.title
        FROM entries AS e JOIN contests AS c USING (contest_id)
            JOIN results AS r USING (entry_id) JOIN contest_awards AS a USING (award_id)
        WHERE e.state <> 'withdrawn' AND c.published_at IS NOT NULL
            AND e.contest_id IN (SELECT value FROM json_each(?))
        ORDER BY c.closes_on, c.contest_id, a.position, e.entry_id
        """,
        (json.dumps(list(contest_ids)),),
    )
    return [Given(**dict(row)) for row in rows]
