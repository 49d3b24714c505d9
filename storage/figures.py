"""Figures of libraries by period, and what the department knows of their year."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage import aggregates
from storage.aggregates import Scope
from storage.database import Reader, Row, Statement, Tx
from storage.records.monitoring import Figure, KnownFigures

REFERENCES: Final = ("population", "paid_plan")
OF_LIBRARY: Final = """
SELECT period, question, number, fact FROM figures WHERE library_id = ?
ORDER BY period DESC, question
"""


LAST_SHEET: Final = """
SELECT s.answers FROM campaign_units AS u JOIN campaigns AS c USING (campaign_id)
JOIN submissions AS s USING (submission_id)
WHERE u.library_id = ? AND c.last_on < ? ORDER BY c.last_on DESC, c.campaign_id DESC LIMIT 1
"""


def put(library_id: int, said: Iterable[Figure], *, unit_id: int | None) -> list[Statement]:
    """Return the statements that put a library's figures in force."""
    return [
        (
            """
            INSERT INTO figures (library_id, period, question, number, fact, unit_id)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (library_id, period, question) DO UPDATE SET
                number = excluded.number, fact = excluded.fact, unit_id = excluded.unit_id
            """,
            (library_id, one.period, one.question, one.number, one.fact, unit_id),
        )
        for one in said
    ]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of a library in a year, in one hop."""

    figures: tuple[Figure, ...]
    references: Mapping[str, float]  # by name: residents, roubles
    period: str | None  # of last year's campaign of the same part
    rounds: int  # saved, in a span of days
    entries: int  # of contests, submitted in it and not withdrawn
    answers: str = "{}"  # JSON of the last sheet sent before: what is kept as no figure


async def beside(
    db: Reader, library_id: int, year: int, part: str | None, span: tuple[date, date]
) -> Beside:
    """Return all figures of a library, its reference figures, and which campaign is compared.

    `span`: the days, both included, of which rounds and entries are counted.
    """
    rounds_made = Scope(first=span[0], last=span[1], libraries=(library_id,))
    said, references, campaigns, rounds, entries, last = await db.batch(
        [
            (OF_LIBRARY, (library_id,)),
            (
                "SELECT name, number FROM reference_figures WHERE library_id = ? AND year = ?",
                (library_id, year),
            ),
            (
                "SELECT period FROM campaigns WHERE part = ? AND substr(opens_on, 1, 4) = ?",
                (part, f"{year - 1:04d}"),
            ),
            aggregates.query((aggregates.MADE,), rounds_made),
            (
                """
                SELECT count(*) AS entries FROM entries WHERE library_id = ?
                    AND state <> 'withdrawn' AND substr(submitted_at, 1, 10) BETWEEN ? AND ?
                """,
                (library_id, span[0].isoformat(), span[1].isoformat()),
            ),
            (LAST_SHEET, (library_id, span[1].isoformat())),
        ]
    )
    return Beside(
        tuple(_read(row) for row in said),
        {row["name"]: row["number"] for row in references},
        str(campaigns[0]["period"]) if campaigns else None,
        int(rounds[0]["rounds"]),
        int(entries[0]["entries"]),
        str(last[0]["answers"]) if last else "{}",
    )


async def most_known(db: Reader) -> int | None:
    """Return the library of which most is known for the latest period: a rehearsal's example."""
    value = await db.value(
        """
        SELECT library_id FROM figures GROUP BY library_id
        ORDER BY max(period) DESC, count(*) DESC, library_id LIMIT 1
        """
    )
    return None if value is None else int(value)


async def put_references(tx: Tx, library_id: int, year: int, numbers: Mapping[str, float]) -> None:
    """Keep reference figures of a library's year; raise ValueError for an unknown name."""
    if unknown := numbers.keys() - set(REFERENCES):
        raise ValueError(unknown)
    await tx.many(
        """
        INSERT INTO reference_figures (library_id, year, name, number) VALUES (?, ?, ?, ?)
        ON CONFLICT (library_id, year, name) DO UPDATE SET number = excluded.number
        """,
        [(library_id, year, name, number) for name, number in numbers.items()],
    )


def _read(row: Row) -> Figure:
    return Figure(row["period"], row["question"], row["number"], row["fact"])


async def known(db: Reader) -> list[KnownFigures]:
    """Return the numbers of all libraries and periods, those of the year among them."""
    said, references = await db.batch(
        [
            (
                """
                SELECT l.code, f.period, json_group_object(f.question, f.number) AS numbers,
                    max(f.unit_id IS NOT NULL) AS is_answered
                FROM figures AS f JOIN libraries AS l USING (library_id)
                WHERE f.number IS NOT NULL GROUP BY l.code, f.period
                """,
                (),
            ),
            (
                """
                SELECT l.code, r.year, json_group_object(r.name, r.number) AS numbers
                FROM reference_figures AS r JOIN libraries AS l USING (library_id)
                GROUP BY l.code, r.year
                """,
                (),
            ),
        ]
    )
    of_year = {(row["code"], str(row["year"])): json.loads(row["numbers"]) for row in references}
    return [
        KnownFigures(
            library=row["code"],
            period=row["period"],
            numbers={
                **json.loads(row["numbers"]),
                **of_year.get((row["code"], row["period"][:4]), {}),
            },
            is_answered=bool(row["is_answered"]),
        )
        for row in said
    ]


async def put_known(tx: Tx, said: KnownFigures) -> None:
    """Keep the numbers of an import: those of the period, and those of its year."""
    library_id = await tx.value("SELECT library_id FROM libraries WHERE code = ?", (said.library,))
    counts = [
        Figure(said.period, name, number=number)
        for name, number in said.numbers.items()
        if name not in REFERENCES
    ]
    if not said.is_answered:
        await tx.batch(put(library_id, counts, unit_id=None))
    of_year = {name: said.numbers[name] for name in REFERENCES if name in said.numbers}
    await put_references(tx, library_id, int(said.period[:4]), of_year)
