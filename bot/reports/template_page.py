"""The page of a shipped template: A4 across with a border, lines in the middle, who signs.

Only in child processes; the institution changes the file in Word as it likes.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.reports.word import A4_MM, FONT

if TYPE_CHECKING:
    from docx.document import Document

BLACK: Final = "000000"
DARK: Final = "7A1F2B"  # of the title and the border
MARGIN_MM: Final = 20
# Each line: text, size in points, bold or not, points before it, colour.
Line = tuple[str, float, bool, float, str]


def condition(text: str) -> Line:
    """Return a line that stands for a condition, not for words."""
    return text, 8, False, 0, BLACK


def paper(language: str) -> "Document":
    """Begin an empty page of A4 across with its border."""
    import docx  # noqa: PLC0415  # only in the child process
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(one) for one in reversed(A4_MM))
    section.left_margin = section.right_margin = Mm(MARGIN_MM + 5)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    edges = "".join(
        f'<w:{edge} w:val="thinThickThinMediumGap" w:sz="24" w:space="24" w:color="{DARK}"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    border = f'<w:pgBorders {nsdecls("w")} w:offsetFrom="page">{edges}</w:pgBorders>'
    # The order of a section's parts is fixed: borders stand behind the margins.
    section._sectPr.insert(2, parse_xml(border))  # noqa: SLF001  # python-docx knows no borders
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(16)
    style.paragraph_format.space_after = Pt(0)
    made.core_properties.language = language
    made.core_properties.author = made.core_properties.title = ""
    return made


def line(made: "Document", said: Line) -> None:
    """Add a line in the middle of the page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    text, size, is_bold, before, colour = said
    added = made.add_paragraph()
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.space_before = Pt(before)
    run = added.add_run(text)
    run.font.size, run.bold = Pt(size), is_bold
    run.font.color.rgb = RGBColor.from_string(colour)


def bytes_of(made: "Document") -> bytes:
    """Return the file of a document."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def three(
    made: "Document",
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    before: Sequence[float],
) -> None:
    """Put texts on the left, in the middle and on the right.

    `widths` in mm; `before`: points before each row.
    """
    table = made.add_table(rows=len(rows), cols=len(widths))
    table.autofit = False
    for row, texts, points in zip(table.rows, rows, before, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _cell(cell, text, place, widths[place], points)


def _cell(cell: Any, text: str, place: int, width: int, before: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    sides = (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)
    cell.width = Mm(width)
    said = cell.paragraphs[0]
    said.alignment = sides[place]
    said.paragraph_format.space_before = Pt(before)
    said.add_run(text).font.size = Pt(14)
