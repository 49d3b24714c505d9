"""The journal of visits as a Word document: A4 across, the titles repeat on every page."""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import NO_BREAK_SPACE, Translator
from bot.reports.journal_page import COLUMNS, TOTALS, Entry, Journal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

MOST: Final = 3_000  # lines; a longer document opens too slowly to be of use
WIDTHS_MM: Final = (9, 23, 29, 30, 33, 53, 45, 23, 28)
TOTALS_MM: Final = (110, 40, 30)
FONT: Final = "Times New Roman"
HEAD: Final = "EEF2F6"
TWIPS: Final = 56.7  # in a millimetre


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `merge` is restart or continue where several rows share it."""

    text: str = ""
    merge: str = ""
    is_bold: bool = False
    is_right: bool = False


async def write(
    t: Translator, journal: Journal, entries: AsyncIterator[Entry], path: Path
) -> None:
    """Write the document."""
    import docx  # noqa: PLC0415  # only in the child process

    document = docx.Document()
    _paper(document, journal)
    _footer(document.sections[0], journal)
    _paragraph(document, journal.institution, size=10)
    _paragraph(document, journal.title, size=14, bold=True)
    if journal.about:
        _paragraph(document, journal.about, size=10)
    table = _table(document, WIDTHS_MM, [t.plain(one) for one in COLUMNS])
    async for entry in entries:
        for cells in _rows(entry):
            _add(table, WIDTHS_MM, cells)
    _paragraph(document, "", size=6)
    _totals(t, document, journal)
    # Each of these keeps with the next one, so that no page holds signatures alone.
    for text in journal.summary:
        _paragraph(document, text, size=10, keep=True)
    for place, text in enumerate(journal.signatures, 1):
        is_last = place == len(journal.signatures)
        _paragraph(document, text, size=10, before=12, keep=not is_last)
    document.save(str(path))


def _paper(document: "Document", journal: Journal) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(12), Mm(16)
    section.footer_distance = Mm(7)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.title = journal.title
    document.core_properties.author = journal.institution
    document.core_properties.language = journal.language


def _footer(section: "Section", journal: Journal) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = section.footer.paragraphs[0]
    for text, field in ((f"{journal.footer}  ", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(text).font.size = Pt(8)
        counted = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"/>'
        paragraph._p.append(parse_xml(counted))  # noqa: SLF001  # python-docx knows no fields


def _paragraph(
    document: "Document",
    text: str,
    *,
    size: float,
    bold: bool = False,
    before: float = 0,
    keep: bool = False,
) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold


# -------------------------------------------------------------------- tables


def _rows(entry: Entry) -> list[list[Cell]]:
    """Return the rows of a visit: its own cells are merged over its recommendations."""
    people = re.sub("(?<!,) ", NO_BREAK_SPACE, entry.people)  # initials stay with their surname
    texts = (
        str(entry.number), f"{entry.on:%d.%m.%Y}", entry.library, people, entry.purposes,
        entry.done,
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
    table = _table(document, TOTALS_MM, [t.plain(one) for one in TOTALS])
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
        _add(table, TOTALS_MM, cells, keep=is_heading or place >= len(rows) - 3)
    _paragraph(document, "", size=6, keep=True)


def _table(document: "Document", widths: Sequence[int], titles: Sequence[str]) -> Any:
    from docx.shared import Mm  # noqa: PLC0415

    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for one, width in zip(table.columns, widths, strict=True):
        one.width = Mm(width)  # LibreOffice reads these, Word those of the cells
    _add(table, widths, [Cell(title, is_bold=True) for title in titles], is_head=True)
    return table


def _add(
    table: Any,
    widths: Sequence[int],
    cells: Sequence[Cell],
    *,
    is_head: bool = False,
    keep: bool = False,
) -> None:
    """Add a row as XML: python-docx would read the whole table again for each of them."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    shade = f'<w:shd w:val="clear" w:fill="{HEAD}"/>' if is_head else ""
    drawn = "".join(
        _cell(cell, width, shade, keep=keep or is_head)
        for cell, width in zip(cells, widths, strict=True)
    )
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    row = f"<w:tr {nsdecls('w')}><w:trPr>{properties}</w:trPr>{drawn}</w:tr>"
    table._tbl.append(parse_xml(row))  # noqa: SLF001  # see above


def _cell(cell: Cell, width: int, shade: str, *, keep: bool) -> str:
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    paragraph = (
        ("<w:keepNext/>" if keep else "")
        + '<w:spacing w:before="20" w:after="20"/>'
        + ('<w:jc w:val="right"/>' if cell.is_right else "")
    )
    bold = "<w:rPr><w:b/></w:rPr>" if cell.is_bold else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cell.text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{merge}{shade}</w:tcPr>'
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r>{bold}{lines}</w:r></w:p></w:tc>"
    )
