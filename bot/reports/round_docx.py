"""The totals of rounds as a Word document: A4 across, titles upright and on every page."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import round_totals
from bot.reports.round_book import ALL, SIGNATURE, file_name
from bot.reports.round_totals import HIDDEN, Table, Totals
from storage.database import Reader

if TYPE_CHECKING:
    from docx.document import Document

KIND: Final = "round_docx"  # of the job
FONT: Final = "Times New Roman"
HEAD: Final = "EEF2F6"
NAMES_MM: Final = {1: 52, 2: 76}  # all names together, by how many there are
PAGE_MM: Final = 273  # between the margins
NUMBER_MM: Final = 15  # at most
HEAD_MM: Final = 40  # the height of the titles
TWIPS: Final = 56.7  # in a millimetre


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the document to `path`; the arguments are those of `round_totals.read`."""
    t = translator(arguments["language"])
    totals = await round_totals.read(db, t, arguments)
    write(t, totals, path)
    return {"name": file_name(t, totals, "docx"), "about": totals.about}


def write(t: Translator, totals: Totals, path: Path) -> None:
    """Write the document."""
    import docx  # noqa: PLC0415  # only in the child process

    document = docx.Document()
    _paper(document, t, totals)
    _paragraph(document, totals.institution, size=10)
    _paragraph(document, f"{totals.title}: {totals.about}", size=14, bold=True)
    _paragraph(document, totals.sentence, size=11, after=6)
    for table in totals.tables:
        if table.lines:
            _paragraph(document, table.title, size=11, bold=True, before=6, keep=True)
            _numbers(t, document, totals, table)
    for one in totals.answers:
        _paragraph(document, one.title, size=11, bold=True, before=6, keep=True)
        said = (f"{name}: {HIDDEN if count is None else count}" for name, count in one.counts)
        _paragraph(document, "; ".join(said), size=10)
    if totals.note:
        _paragraph(document, totals.note, size=9, before=6)
    _paragraph(document, totals.source, size=9, before=6, keep=True)
    _paragraph(document, t.plain(SIGNATURE), size=10, before=14)
    document.save(str(path))


def _paper(document: "Document", t: Translator, totals: Totals) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(12), Mm(14)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.title = f"{totals.title}: {totals.about}"
    document.core_properties.author = totals.institution
    document.core_properties.language = t.language
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{t.plain(msgid('Page'))} ").font.size = Pt(8)
    counted = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'
    paragraph._p.append(parse_xml(counted))  # noqa: SLF001  # python-docx knows no fields


def _paragraph(
    document: "Document",
    text: str,
    *,
    size: float,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold


# -------------------------------------------------------------------- a table


def _numbers(t: Translator, document: "Document", totals: Totals, table: Table) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    names = len(table.heads)
    room = (PAGE_MM - NAMES_MM[names]) / len(table.columns)
    number = min(NUMBER_MM, room)
    widths = [NAMES_MM[names] / names] * names + [number] * len(table.columns)
    drawn = document.add_table(rows=0, cols=len(widths))
    drawn.style, drawn.autofit = "Table Grid", False
    for one, width in zip(drawn.columns, widths, strict=True):
        one.width = Mm(width)  # LibreOffice reads these, Word those of the cells
    heads = [*table.heads, *(totals.labels[name] for name in table.columns)]
    _add(drawn, widths, heads, names, is_head=True, is_bold=True)
    everything = [t.plain(ALL), *[""] * (names - 1)]
    _add(drawn, widths, [*everything, *_said(t, table, table.totals)], names, is_bold=True)
    for line in table.lines:
        _add(drawn, widths, [*line.name, *_said(t, table, line.values)], names)


def _said(t: Translator, table: Table, values: round_totals.Values) -> list[str]:
    found = (values[name] for name in table.columns)
    return [HIDDEN if one is None else t.number(one) for one in found]


def _add(
    table: Any,
    widths: Sequence[float],
    cells: Sequence[str],
    names: int,
    *,
    is_head: bool = False,
    is_bold: bool = False,
) -> None:
    """Add a row as XML: python-docx would read the whole table again for each of them."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    drawn = "".join(
        _cell(text, width, is_number=place >= names, is_head=is_head, is_bold=is_bold)
        for place, (text, width) in enumerate(zip(cells, widths, strict=True))
    )
    height = f'<w:trHeight w:val="{round(HEAD_MM * TWIPS)}" w:hRule="exact"/><w:tblHeader/>'
    properties = "<w:cantSplit/>" + (height if is_head else "")
    row = f"<w:tr {nsdecls('w')}><w:trPr>{properties}</w:trPr>{drawn}</w:tr>"
    table._tbl.append(parse_xml(row))  # noqa: SLF001  # see above


def _cell(text: str, width: float, *, is_number: bool, is_head: bool, is_bold: bool) -> str:
    about = f'<w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>'
    if is_head:
        about += f'<w:shd w:val="clear" w:fill="{HEAD}"/>'
    if is_head and is_number:
        about += '<w:textDirection w:val="btLr"/>'
    about += '<w:vAlign w:val="center"/>'
    align = "" if not is_number else f'<w:jc w:val="{"left" if is_head else "right"}"/>'
    keep = "<w:keepNext/>" if is_bold else ""
    bold = "<w:b/>" if is_bold else ""
    return (
        f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:pPr>{keep}"
        f'<w:spacing w:before="20" w:after="20"/>{align}</w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
