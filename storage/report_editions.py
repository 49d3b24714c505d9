"""Editions of the report: a number for each content that a span's report has had."""

from storage.database import Reader, Row, Tx
from storage.records.report import ReportEdition


async def latest(db: Reader, span: str) -> ReportEdition | None:
    """Return the latest edition of a span's report."""
    row = await db.one(
        "SELECT * FROM report_editions WHERE span = ? ORDER BY edition DESC LIMIT 1", (span,)
    )
    return None if row is None else _read(row)


async def keep(
    tx: Tx, span: str, digest: str, standing: str, *, now: str, by: int | None
) -> ReportEdition:
    """Return the edition of this content: the latest one, or a new one where it has changed.

    `standing`: of the period: open, partly, closed; closing makes a new edition, too.
    """
    before = await latest(tx, span)
    if before is not None and (before.digest, before.standing) == (digest, standing):
        return before
    number = 1 if before is None else before.edition + 1
    key = await tx.insert(
        """
        INSERT INTO report_editions (span, edition, digest, standing, made_at, made_by)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (span, number, digest, standing, now, by),
    )
    return ReportEdition(key, span, number, digest, standing, now, by)


def _read(row: Row) -> ReportEdition:
    return ReportEdition(**dict(row))
