"""The journal of visits as a Word document: A4 across, the titles repeat on every page."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.catalogs import Translator
from bot.reports import word
from bot.reports.journal_page import COLUMNS, TOTALS, Entry, Journal
from bot.reports.word import Cell

if TYPE_CHECKING:
    from docx.document import Document

MOST: Final = 3_000  # lines; a longer document opens too slowly to be of use
WIDTHS_MM: Final = (9, 24, 29, 30, 33, 52, 44, 24, 28)
TOTALS_MM: Final = (110, 40, 30)


async def write(
    t: Translator, journal: Journal, entries: AsyncIterator[Entry], path: Path
) -> None:
    """Write the document."""
    document = word.document(journal.language, journal.title, journal.institution, is_across=True)
    word.footer(document, journal.footer)
    word.paragraph(document, journal.institution, size=10)
    word.paragraph(document, journal.title, size=14, bold=True)
    if journal.about:
        word.paragraph(document, journal.about, size=10)
    table = word.table(document, WIDTHS_MM, [t.plain(one) for one in COLUMNS])
    async for entry in entries:
        for cells in _rows(entry):
            word.row(table, WIDTHS_MM, cells)
    word.paragraph(document, "", size=6)
    _totals(t, document, journal)
    # Each of these keeps with the next one, so that no page holds signatures alone.
    for text in journal.summary:
        word.paragraph(document, text, size=10, keep=True)
    for place, text in enumerate(journal.signatures, 1):
        is_last = place == len(journal.signatures)
        word.paragraph(document, text, size=10, before=12, keep=not is_last)
    document.save(str(path))


# -------------------------------------------------------------------- tables


def _rows(entry: Entry) -> list[list[Cell]]:
    """Return the rows of a visit: its own cells are merged over its recommendations."""
    texts = (
        str(entry.number), f"{entry.on:%d.%m.%Y}", entry.library, word.names(entry.people),
        entry.purposes, entry.done,
    )  # fmt: skip
    if not entry.advice:
        return [[*(Cell(text) for text in texts), Cell(), Cell(), Cell()]]
    rows = []
    for place, one in enumerate(entry.advice):
        merge = "" if len(entry.advice) == 1 else "continue" if place else "restart"
        own = [Cell("" if place else text, merge) for text in texts]
        deadline = f"{one.deadline:%d.%m.%Y}" if one.deadline else ""
        rows.append([*own, Cell(one.text), Cell(deadline), Cell(one.mark)])
    return rows


def _totals(t: Translator, document: "Document", journal: Journal) -> None:
    table = word.table(document, TOTALS_MM, [t.plain(one) for one in TOTALS])
    rows = []
    for group in journal.groups:
        rows.append([Cell(group.title, is_bold=True), Cell(), Cell()])
        rows += [
            [
                Cell(name),
                Cell(t.number(counts.visits), is_right=True),
                Cell(t.number(counts.trips), is_right=True),
            ]
            for name, counts in group.rows
        ]
    for place, cells in enumerate(rows):
        is_heading = cells[0].is_bold
        word.row(table, TOTALS_MM, cells, keep=is_heading or place >= len(rows) - 3)
    word.paragraph(document, "", size=6, keep=True)
