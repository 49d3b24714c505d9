"""Word documents of A4 pages with one long table; rows are added as XML, so any number fits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import NO_BREAK_SPACE

if TYPE_CHECKING:
    from docx.document import Document

FONT: Final = "Times New Roman"
HEAD: Final = "EEF2F6"
TWIPS: Final = 56.7  # in a millimetre
A4_MM: Final = (210, 297)
MARGIN_MM: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `merge` is restart or continue where several rows share it."""

    text: str = ""
    merge: str = ""
    is_bold: bool = False
    is_right: bool = False


def document(language: str, title: str, author: str, *, is_across: bool = False) -> "Document":
    """Begin a document; `is_across`: the page lies on its long side."""
    import docx  # noqa: PLC0415  # only in the child process
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    made = docx.Document()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
    width, height = reversed(A4_MM) if is_across else A4_MM
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(MARGIN_MM), Mm(MARGIN_MM + 4)
    section.footer_distance = Mm(7)
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9)
    style.paragraph_format.space_after = Pt(0)
    made.core_properties.title, made.core_properties.author = title, author
    made.core_properties.language = language
    return made


def footer(made: "Document", text: str) -> None:
    """Put a text and the page's number under every page."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    below = made.sections[0].footer.paragraphs[0]
    for words, field in ((f"{text}  ", "PAGE"), (" / ", "NUMPAGES")):
        below.add_run(words).font.size = Pt(8)
        counted = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"/>'
        below._p.append(parse_xml(counted))  # noqa: SLF001  # python-docx knows no fields


def paragraph(
    made: "Document",
    text: str,
    *,
    size: float,
    bold: bool = False,
    before: float = 0,
    keep: bool = False,
) -> None:
    """Add a paragraph; `size` and `before` in points; `keep` it on the page of the next one."""
    from docx.shared import Pt  # noqa: PLC0415

    added = made.add_paragraph()
    added.paragraph_format.space_before = Pt(before)
    added.paragraph_format.keep_with_next = keep
    run = added.add_run(text)
    run.font.size, run.bold = Pt(size), bold


def table(made: "Document", widths: Sequence[int], titles: Sequence[str]) -> Any:
    """Add a table (widths in millimetres) whose titles repeat on every page."""
    from docx.shared import Mm  # noqa: PLC0415

    added = made.add_table(rows=0, cols=len(widths))
    added.style, added.autofit = "Table Grid", False
    for one, width in zip(added.columns, widths, strict=True):
        one.width = Mm(width)  # LibreOffice reads these, Word those of the cells
    row(added, widths, [Cell(title, is_bold=True) for title in titles], is_head=True)
    return added


def row(
    to: Any,
    widths: Sequence[int],
    cells: Sequence[Cell],
    *,
    is_head: bool = False,
    keep: bool = False,
) -> None:
    """Add a row to a table; it never breaks, and `keep` holds it on the page of the next one."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    shade = f'<w:shd w:val="clear" w:fill="{HEAD}"/>' if is_head else ""
    drawn = "".join(
        _cell(cell, width, shade, keep=keep or is_head)
        for cell, width in zip(cells, widths, strict=True)
    )
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
    added = f"<w:tr {nsdecls('w')}><w:trPr>{properties}</w:trPr>{drawn}</w:tr>"
    # python-docx would read the whole table again for each row.
    to._tbl.append(parse_xml(added))  # noqa: SLF001


def names(people: str) -> str:
    """Keep the initials of a list of people on the line of their surnames."""
    return re.sub("(?<!,) ", NO_BREAK_SPACE, people)


def clean(text: str) -> str:
    """Return text without the characters that no XML file can hold."""
    return "".join(
        one for one in text if one in "\t\n" or (one >= " " and one not in "\ufffe\uffff")
    )


def _cell(cell: Cell, width: int, shade: str, *, keep: bool) -> str:
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    look = (
        ("<w:keepNext/>" if keep else "")
        + '<w:spacing w:before="20" w:after="20"/>'
        + ('<w:jc w:val="right"/>' if cell.is_right else "")
    )
    bold = "<w:rPr><w:b/></w:rPr>" if cell.is_bold else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in clean(cell.text).split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{merge}{shade}</w:tcPr>'
        f"<w:p><w:pPr>{look}</w:pPr><w:r>{bold}{lines}</w:r></w:p></w:tc>"
    )
