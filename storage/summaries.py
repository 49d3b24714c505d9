"""What libraries said in a campaign, summed up and set against the same time of last year.

Counted are libraries that have sent answers. A change is told only of those whose number is
known for both times, so that a library more or less looks like no change of the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from storage.database import Reader, Row, Statement
from storage.records.monitoring import Campaign

# Reference figures (residents, plans) belong to a year; they stand beside what was said in it.
SAID: Final = """
answered AS (
    SELECT library_id FROM campaign_units
    WHERE campaign_id = :campaign AND submission_id IS NOT NULL
        AND (:source IS NULL OR source = :source)
),
said AS MATERIALIZED (
    SELECT library_id, question, number FROM figures
    WHERE period = :now AND number IS NOT NULL
    UNION ALL
    SELECT library_id, name, number FROM reference_figures WHERE year = :year
),
earlier AS MATERIALIZED (
    SELECT library_id, question, number FROM figures
    WHERE period = :before AND number IS NOT NULL
    UNION ALL
    SELECT library_id, name, number FROM reference_figures WHERE year = :year_before
)
"""
TOTALS: Final = f"""
WITH {SAID}
SELECT s.question, count(*) AS units, sum(s.number) AS number, count(e.number) AS compared,
    sum(s.number) FILTER (WHERE e.number IS NOT NULL) AS same, sum(e.number) AS before
FROM answered JOIN said AS s USING (library_id)
LEFT JOIN earlier AS e ON e.library_id = s.library_id AND e.question = s.question
GROUP BY s.question
"""
RATIO: Final = f"""
WITH {SAID}
SELECT count(*) AS units, sum(p.number) AS part, sum(w.number) AS whole,
    count(pe.number + we.number) AS compared,
    sum(p.number) FILTER (WHERE pe.number + we.number IS NOT NULL) AS part_same,
    sum(w.number) FILTER (WHERE pe.number + we.number IS NOT NULL) AS whole_same,
    sum(pe.number) FILTER (WHERE we.number IS NOT NULL) AS part_before,
    sum(we.number) FILTER (WHERE pe.number IS NOT NULL) AS whole_before
FROM answered
JOIN said AS p ON p.library_id = answered.library_id AND p.question = :part
JOIN said AS w ON w.library_id = answered.library_id AND w.question = :whole
LEFT JOIN earlier AS pe ON pe.library_id = answered.library_id AND pe.question = :part
LEFT JOIN earlier AS we ON we.library_id = answered.library_id AND we.question = :whole
"""
PAIRS: Final = f"""
WITH {SAID}
SELECT s.library_id, s.question, s.number, e.number AS before
FROM answered JOIN said AS s USING (library_id)
JOIN earlier AS e ON e.library_id = s.library_id AND e.question = s.question
ORDER BY s.library_id, s.question
"""
FACTS: Final = """
SELECT f.question, f.fact, count(*) AS units
FROM campaign_units AS u JOIN figures AS f USING (library_id)
WHERE u.campaign_id = :campaign AND u.submission_id IS NOT NULL
    AND (:source IS NULL OR u.source = :source) AND f.period = :now AND f.fact IS NOT NULL
GROUP BY f.question, f.fact ORDER BY f.question, units DESC, f.fact
"""
OF_LIBRARY: Final = """
SELECT period, question, number FROM figures
WHERE library_id = :library AND period IN (:now, :before) AND number IS NOT NULL
UNION ALL
SELECT CASE year WHEN :year THEN :now ELSE :before END, name, number FROM reference_figures
WHERE library_id = :library AND year IN (:year, :year_before)
"""


@dataclass(frozen=True, slots=True)
class Times:
    """A campaign's period and the one that it is set against, YYYY-MM.

    `source`: only the answers that were entered from it (None: all).
    """

    campaign_id: int
    now: str
    before: str
    source: str | None = None

    @property
    def values(self) -> dict[str, object]:
        """Return the values of the statements' names."""
        return {
            "campaign": self.campaign_id,
            "now": self.now,
            "before": self.before,
            "source": self.source,
            "year": int(self.now[:4]),
            "year_before": int(self.before[:4]),
        }


@dataclass(frozen=True, slots=True)
class Total:
    """A question's sum, and that of the libraries whose number of last year is known."""

    question: str
    units: int
    number: float
    compared: int  # libraries known at both times
    same: float | None = None  # their sum now
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """Both sums of a ratio over the libraries that have both numbers."""

    units: int
    part: float | None
    whole: float | None
    compared: int  # libraries that have both numbers at both times
    part_same: float | None = None
    whole_same: float | None = None
    part_before: float | None = None
    whole_before: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A library's number now and a year ago."""

    library_id: int
    question: str
    number: float
    before: float


async def times(db: Reader, campaign: Campaign) -> Times:
    """Return what a campaign is compared with: last year's of the same part, else the month."""
    year, month = int(campaign.period[:4]) - 1, campaign.period[5:]
    found = await db.value(
        """
        SELECT period FROM campaigns
        WHERE part = ? AND substr(opens_on, 1, 4) = ? AND campaign_id <> ?
        """,
        (campaign.part, f"{campaign.opens_on.year - 1:04d}", campaign.campaign_id),
    )
    return Times(campaign.campaign_id, campaign.period, str(found or f"{year:04d}-{month}"))


async def totals(db: Reader, span: Times) -> dict[str, Total]:
    """Return the sum of each question, and of each reference figure, by name."""
    rows = await db.all(TOTALS, span.values)
    return {row["question"]: Total(**dict(row)) for row in rows}


async def ratios(db: Reader, span: Times, asked: Mapping[str, tuple[str, str]]) -> dict[str, Sums]:
    """Return the sums of ratios; `asked`: the question above and below the line, by name."""
    statements: list[Statement] = [
        (RATIO, span.values | {"part": part, "whole": whole}) for part, whole in asked.values()
    ]
    found = await db.batch(statements)
    return {name: Sums(**dict(rows[0])) for name, rows in zip(asked, found, strict=True)}


async def facts(db: Reader, span: Times) -> dict[str, dict[str, int]]:
    """Return how many libraries gave each answer of a choice, by question, most first."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in await db.all(FACTS, span.values):
        found[row["question"]][row["fact"]] = row["units"]
    return dict(found)


async def pairs(db: Reader, span: Times, questions: Iterable[str]) -> list[Pair]:
    """Return each library's numbers of both times for some questions."""
    wanted = frozenset(questions)
    rows = await db.all(PAIRS, span.values)
    return [Pair(**dict(row)) for row in rows if row["question"] in wanted]


async def of_library(
    db: Reader, library_id: int, span: Times
) -> tuple[dict[str, float], dict[str, float]]:
    """Return a library's numbers now and a year ago, by question and reference figure."""
    rows = await db.all(OF_LIBRARY, span.values | {"library": library_id})
    return _of_period(rows, span.now), _of_period(rows, span.before)


def _of_period(rows: Sequence[Row], period: str) -> dict[str, float]:
    return {row["question"]: row["number"] for row in rows if row["period"] == period}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What every library of a campaign said, now and a year ago, by library."""

    now: Mapping[int, Mapping[str, float]]
    before: Mapping[int, Mapping[str, float]]


async def numbers(db: Reader, span: Times) -> Numbers:
    """Return the numbers of the libraries that have answered, and last year's of all asked."""
    said, earlier = await db.batch(
        [
            (
                f"WITH {SAID} SELECT * FROM said JOIN answered USING (library_id)",
                span.values,
            ),
            (
                f"""
                WITH {SAID} SELECT e.* FROM earlier AS e
                JOIN campaign_units AS u ON u.library_id = e.library_id
                WHERE u.campaign_id = :campaign
                """,
                span.values,
            ),
        ]
    )
    return Numbers(_by_library(said), _by_library(earlier))


def _by_library(rows: Sequence[Row]) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for row in rows:
        found[row["library_id"]][row["question"]] = row["number"]
    return dict(found)
