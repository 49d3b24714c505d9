"""The printed questionnaire as .docx: one library a sheet; in a child process.

A narrow table of question, last value and answer; hints are small, choices are boxes to tick.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.catalogs import NO_BREAK_SPACE, Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import blank_page
from bot.reports.blank_page import BETWEEN, Blank, Row
from bot.screens import monitoring as screens
from storage import campaigns, staff
from storage.database import Reader
from storage.records.monitoring import Campaign

KIND: Final = "blank"  # of the job
WIDTH_MM, HEIGHT_MM = 210, 297  # A4
MARGIN_MM: Final = 14
COLUMNS_MM: Final = (9, 78, 42, 53)  # number, question, last value, answer
WIDE_MM: Final = (9, 58, 115)  # without last values
TEXT_PT, SMALL_PT, TITLE_PT = 10.5, 8.5, 14
LINE_MM: Final = 9.5  # of a row for each line of a hand
IN_A_COLUMN: Final = 6  # choices; more of them follow each other in lines
BOX: Final = "\u2610"
GREY: Final = "666666"


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write blanks; `arguments`: campaign_id, unit_ids (none: one for any library), language."""
    campaign = await campaigns.by_id(db, arguments["campaign_id"])
    if campaign is None:
        raise UserError(msgid("There is no such campaign."))
    blanks = await _blanks(db, campaign, arguments)
    write(path, blanks)
    title = screens.title(translator(arguments["language"]), campaign)
    code = blanks[0].code if len(blanks) == 1 else ""
    return {"name": f"{code} {title}.docx".strip(), "title": title, "sheets": len(blanks)}


async def _blanks(db: Reader, campaign: Campaign, arguments: Mapping[str, Any]) -> list[Blank]:
    about = await blank_page.shared(db, campaign)
    asked_by = translator(arguments["language"])
    if not arguments["unit_ids"]:
        return [blank_page.empty(asked_by, about)]
    speak = await _languages(db)
    return [
        await blank_page.of_unit(db, speak.get(unit.library_id, asked_by), about, unit)
        for unit in await campaigns.units(db, campaign.campaign_id)
        if unit.unit_id in arguments["unit_ids"]
    ]


async def _languages(db: Reader) -> dict[int, Translator]:
    """Return in which language the librarian of a library reads."""
    people = [one for one in await staff.known(db) if one.is_active and one.role == "librarian"]
    return {key: translator(one.language) for one in people for key in one.library_ids}


def write(path: Path, blanks: Sequence[Blank]) -> None:
    """Write a Word document with a sheet for each blank."""
    from docx import Document  # noqa: PLC0415  # 150 ms, only in the child process

    document = Document()
    _set_page(document)
    for number, blank in enumerate(blanks):
        _sheet(document, blank, is_first=number == 0)
    document.save(str(path))


def _set_page(document: Any) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(MARGIN_MM))
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(TEXT_PT)
    style.paragraph_format.space_after = Pt(2)


def _sheet(document: Any, blank: Blank, *, is_first: bool) -> None:
    t = translator(blank.language)
    head = document.add_paragraph()
    head.paragraph_format.page_break_before = not is_first
    _write(head, blank.institution, small=True)
    _write(document.add_paragraph(), blank.title, bold=True, size=TITLE_PT)
    if blank.library or not blank.is_wide:
        library = f"{blank.library} ({blank.code})" if blank.library else "_" * 50
        _write(document.add_paragraph(), t.plain(msgid("Library: {library}"), library=library))
    _write(document.add_paragraph(), blank.under)
    _table(document, t, blank)
    _write(document.add_paragraph(), blank.foot, small=True)
    signed = msgid("Filled in by: {line} Signature: {short} Date: {short}")
    last = document.add_paragraph()
    last.paragraph_format.space_before = _pt(10)
    _write(last, t.plain(signed, line="_" * 26, short="_" * 12))


def _table(document: Any, t: Translator, blank: Blank) -> None:
    widths = WIDE_MM if blank.is_wide else COLUMNS_MM
    table = document.add_table(0, len(widths))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = _mm(width)
    before = t.plain(msgid("Last time")) if blank.has_before else ""
    titles = [t.plain(msgid("No.")), t.plain(msgid("Question")), t.plain(msgid("Your answer"))]
    if not blank.is_wide:
        titles.insert(2, before)
    for place, (cell, title) in enumerate(zip(_cells(table), titles, strict=True)):
        _write(cell.paragraphs[0], title, bold=True, small=True, centred=place == 0)
    _repeat_on_each_page(table.rows[0])
    for row in blank.rows:
        if row.is_heading:
            cells = _cells(table)
            _write(cells[0].merge(cells[-1]).paragraphs[0], row.label, bold=True)
        else:
            _question(_cells(table, row.lines), row)


def _cells(table: Any, lines: int = 0) -> Any:
    """Add a row that no page break splits, high enough to write so many lines."""
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row = table.add_row()
    row.height = _mm(LINE_MM * lines) if lines else None
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # python-docx has no word for it
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width
    return row.cells


def _repeat_on_each_page(row: Any) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # as above


def _question(cells: Any, row: Row) -> None:
    number, question, *before, answer = cells
    _write(number.paragraphs[0], str(row.number or ""), centred=True)
    _write(question.paragraphs[0], row.label)
    if row.hint:
        _write(question.add_paragraph(), row.hint, small=True)
    for cell in before:
        _write(cell.paragraphs[0], row.before, small=True)
    boxes = [f"{BOX} {label}" for label in row.boxes]
    if len(boxes) > IN_A_COLUMN:
        boxes = [BETWEEN.join(one.replace(" ", NO_BREAK_SPACE) for one in boxes)]
    written = boxes or [row.space]
    for place, text in enumerate(written):
        _write(answer.paragraphs[0] if place == 0 else answer.add_paragraph(), text)


def _write(  # how a run looks
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    small: bool = False,
    centred: bool = False,
    size: float | None = None,
) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415

    run = paragraph.add_run(text)
    run.bold = bold
    if small:
        run.font.size, run.font.color.rgb = _pt(SMALL_PT), RGBColor.from_string(GREY)
    if size is not None:
        run.font.size = _pt(size)
    if centred:
        paragraph.alignment = 1  # WD_ALIGN_PARAGRAPH.CENTER


def _pt(size: float) -> Any:
    from docx.shared import Pt  # noqa: PLC0415

    return Pt(size)


def _mm(size: float) -> Any:
    from docx.shared import Mm  # noqa: PLC0415

    return Mm(size)
