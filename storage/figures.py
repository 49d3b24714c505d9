"""Figures of libraries by period, and what the department knows of their year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from storage.database import Reader, Row, Statement, Tx
from storage.records import Figure

REFERENCES: Final = ("population", "paid_plan")
OF_LIBRARY: Final = """
SELECT period, question, number, fact FROM figures WHERE library_id = ?
ORDER BY period DESC, question
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


async def beside(db: Reader, library_id: int, year: int, part: str | None) -> Beside:
    """Return all figures of a library, its reference figures, and which campaign is compared."""
    said, references, campaigns = await db.batch(
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
        ]
    )
    return Beside(
        tuple(_read(row) for row in said),
        {row["name"]: row["number"] for row in references},
        str(campaigns[0]["period"]) if campaigns else None,
    )


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
