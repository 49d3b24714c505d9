"""Rows of the state statistical form: data of each year, replaced as a whole."""

from collections.abc import Iterable
from typing import Final

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.report import StatisticalRow

SUBJECT: Final = "statistical_rows"


async def of_year(db: Reader, year: int) -> tuple[int | None, tuple[StatisticalRow, ...]]:
    """Return the rows of a year and the year that they were kept for.

    A year without rows of its own has those of the latest one before; without any, None.
    """
    rows = await db.all(
        """
        SELECT * FROM statistical_rows
        WHERE year = (SELECT max(year) FROM statistical_rows WHERE year <= ?)
        ORDER BY position, code
        """,
        (year,),
    )
    return (rows[0]["year"] if rows else None), tuple(_read(row) for row in rows)


async def replace(
    tx: Tx, year: int, rows: Iterable[StatisticalRow], *, now: str, by: int, source: str
) -> None:
    """Put rows in the place of a year's; `source` is the name of the file they came from."""
    kept = tuple(rows)
    await tx.run("DELETE FROM statistical_rows WHERE year = ?", (year,))
    for position, one in enumerate(kept, 1):
        await tx.run(
            """
            INSERT INTO statistical_rows (year, code, position, wording_ru, wording_be, measure)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            (year, one.code, position, one.wording_ru, one.wording_be, one.measure),
        )
    told = {"rows": len(kept), "source": source}
    await history.add(tx, SUBJECT, year, "replaced", now=now, by=by, new=told)


def _read(row: Row) -> StatisticalRow:
    return StatisticalRow(row["code"], row["wording_ru"], row["wording_be"], row["measure"])
