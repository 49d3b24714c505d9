"""The shipped template of a diploma: a Word file of A4 across that an institution may change."""

import io
from typing import TYPE_CHECKING, Any, Final

from bot.reports.word import A4_MM, FONT

if TYPE_CHECKING:
    from docx.document import Document

DARK: Final = "7A1F2B"  # of the award and the border
MARGIN_MM: Final = 20
# Each line: text, size in points, bold or not, points before it, colour.
Line = tuple[str, float, bool, float, str]

WORDS: Final[dict[str, dict[str, str]]] = {
    "ru": {
        "given": "награждается",
        "nomination": "в номинации «{{ nomination }}»",
        "for": "за работу «{{ entry }}»",
        "contest": "представленную на конкурс «{{ contest }}»",
        "head": "Директор",
        "year": "год",
    },
    "be": {
        "given": "узнагароджваецца",
        "nomination": "у намінацыі «{{ nomination }}»",
        "for": "за работу «{{ entry }}»",
        "contest": "прадстаўленую на конкурс «{{ contest }}»",
        "head": "Дырэктар",
        "year": "год",
    },
}


def build(language: str) -> bytes:
    """Make the template in Russian or Belarusian; only in a child process."""
    import docx  # noqa: PLC0415  # only in the child process

    made = docx.Document()
    _paper(made, language)
    words = WORDS[language]
    for line in _lines(words):
        _line(made, line)
    _signature(made, words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _lines(words: dict[str, str]) -> list[Line]:
    return [
        ("{{ institution }}", 14, False, 0, "000000"),
        ("{{ award|upper }}", 34, True, 16, DARK),
        ("{%p if words %}", 8, False, 0, "000000"),
        ("{{ words }}", 18, False, 2, "000000"),
        ("{%p endif %}", 8, False, 0, "000000"),
        (words["given"], 16, False, 10, "000000"),
        ("{{ winner }}", 28, True, 8, "000000"),
        ("{%p if post %}", 8, False, 0, "000000"),
        ("{{ post }}", 16, False, 4, "000000"),
        ("{%p endif %}", 8, False, 0, "000000"),
        ("{{ library }}", 16, False, 2, "000000"),
        (words["for"], 16, False, 14, "000000"),
        (words["contest"], 16, False, 2, "000000"),
        ("{%p if nomination %}", 8, False, 0, "000000"),
        (words["nomination"], 16, False, 2, "000000"),
        ("{%p endif %}", 8, False, 0, "000000"),
    ]


def _paper(made: "Document", language: str) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

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


def _line(made: "Document", line: Line) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    text, size, is_bold, before, colour = line
    added = made.add_paragraph()
    added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    added.paragraph_format.space_before = Pt(before)
    run = added.add_run(text)
    run.font.size, run.bold = Pt(size), is_bold
    run.font.color.rgb = RGBColor.from_string(colour)


def _signature(made: "Document", words: dict[str, str]) -> None:
    """Put who signs on the left, the name on the right, then the place and the year."""
    table = made.add_table(rows=2, cols=3)
    table.autofit = False
    texts = (
        (words["head"], "_" * 22, "{{ head }}"),
        ("", f"{{{{ city }}}}, {{{{ year }}}} {words['year']}", ""),
    )
    for row, cells in zip(table.rows, texts, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _cell(cell, text, place, before=12 if cells[0] == "" else 22)


def _cell(cell: Any, text: str, place: int, before: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    sides = (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT)
    cell.width = Mm((70, 107, 70)[place])
    said = cell.paragraphs[0]
    said.alignment = sides[place]
    said.paragraph_format.space_before = Pt(before)
    said.add_run(text).font.size = Pt(14)
