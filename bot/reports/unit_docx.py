"""The sheet of a library as a Word document, one A4 page; of all libraries as .zip."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import unit_page
from bot.reports.materials import PART_BYTES, plain_name
from bot.reports.unit_page import Derived, Line, Page
from bot.screens import monitoring as screens
from storage import campaigns
from storage.database import Reader

if TYPE_CHECKING:
    from docx.document import Document

ONE: Final = "unit_docx"  # of the job: one library
ALL: Final = "campaign_docx"
WIDTHS_MM: Final = (8, 66, 34, 40, 32)  # No., question, answer, before, change
DERIVED_MM: Final = (74, 34, 40)
NUMBERS: Final = {5: 3, 3: 2}  # how many columns on the right hold numbers, by how many there are
FONT: Final = "Times New Roman"
HEAD, GREY = "EEF2F6", (0x6C, 0x75, 0x7D)


async def make_one(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write one document to `path`; `arguments`: unit_id, language, zone."""
    t = translator(arguments["language"])
    page = await unit_page.of_unit(db, arguments["unit_id"], t, ZoneInfo(arguments["zone"]))
    write(t, page, path)
    return {"name": f"{page.file_name}.docx", "title": page.title, "library": page.library}


async def make_all(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write archives to `path`, `path.2`, ...; `arguments`: campaign_id, language, zone."""
    t, zone = translator(arguments["language"]), ZoneInfo(arguments["zone"])
    campaign = await campaigns.by_id(db, arguments["campaign_id"])
    if campaign is None:
        raise UserError(msgid("There is no such campaign."))
    about = await unit_page.book(db, campaign)
    units = await campaigns.units(db, campaign.campaign_id)
    sent = [one for one in units if one.submission_id is not None]
    parts = _Parts(path)
    for unit in sent:
        page = await unit_page.page(db, about, unit, t, zone)
        document = path.with_name(f"{path.name}-sheet")
        write(t, page, document)
        library = about.libraries[unit.library_id].short(t.language)
        parts.add(document, f"{plain_name(f'{page.code} {library}')}.docx")
        document.unlink()
    title = screens.title(t, campaign)
    return {"names": parts.names(f"{about.code} {title}"), "title": title}


class _Parts:
    """Archives of at most what Telegram takes, one after another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0
        self._size = PART_BYTES

    def add(self, document: Path, name: str) -> None:
        size = document.stat().st_size
        if self._size + size > PART_BYTES:
            self._count, self._size = self._count + 1, 0
        self._size += size
        with zipfile.ZipFile(self._now(), "a", zipfile.ZIP_STORED) as archive:
            archive.write(document, name)

    def _now(self) -> Path:
        if self._count == 1:
            return self._path
        return self._path.with_name(f"{self._path.name}.{self._count}")

    def names(self, title: str) -> list[str]:
        """Return the names of the archives; an empty list where nothing was added."""
        if self._count == 1:
            return [f"{title}.zip"]
        return [f"{title} ({n}-{self._count}).zip" for n in range(1, self._count + 1)]


# -------------------------------------------------------------------- one document


def write(t: Translator, page: Page, path: Path) -> None:
    """Write the document."""
    import docx  # noqa: PLC0415  # only in the child process

    document = docx.Document()
    _paper(document, page)
    _paragraph(document, page.institution, size=9, grey=True)
    _paragraph(document, page.title, size=15, bold=True)
    _paragraph(document, page.library, size=11.5, bold=True)
    about = msgid("Code: {code}. The numbers are for {days}. State: {state}.")
    said = t.plain(about, code=page.code, days=page.about, state=page.state)
    _paragraph(document, f"{said} {page.standing}", size=9, grey=True, after=4)
    _answers(t, document, page.lines)
    if page.derived:
        _paragraph(document, "", size=4)
        _derived(t, document, page.derived)
    _paragraph(document, "", size=4)
    _paragraph(document, page.sent, size=9.5)
    version = t.plain(msgid("Questionnaire: {version}"), version=page.version)
    _paragraph(document, version, size=9, grey=True, after=8)
    _paragraph(document, t.plain(msgid("Signature: ____________________")), size=9.5)
    document.save(str(path))


def _paper(document: "Document", page: Page) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(13)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(9.5)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.title = f"{page.title}: {page.library}"
    document.core_properties.author = page.institution
    document.core_properties.language = page.language


def _paragraph(
    document: "Document",
    text: str,
    *,
    size: float,
    bold: bool = False,
    grey: bool = False,
    after: float = 0,
) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if grey:
        run.font.color.rgb = RGBColor(*GREY)


def _answers(t: Translator, document: "Document", lines: Iterable[Line]) -> None:
    titles = ("№", msgid("Question"), msgid("The answer"), msgid("Earlier"), msgid("Difference"))
    table = _table(document, WIDTHS_MM, [titles[0], *(t.plain(one) for one in titles[1:])])
    for line in lines:
        cells = _row(table, WIDTHS_MM)
        is_long = not line.before and len(line.answer) > 18  # noqa: PLR2004  # what a line takes
        _put(cells[0], str(line.number))
        _put(cells[1], line.question)
        if is_long:
            _put(cells[2].merge(cells[4]), line.answer, bold=True)
        else:
            _put(cells[2], line.answer, bold=True, right=True)
            _put(cells[3], line.before, right=True)
            _put(cells[4], line.change, right=True)
        if line.why:
            cells = _row(table, WIDTHS_MM)
            _put(cells[1].merge(cells[4]), f"«{line.why}»", italic=True)


def _derived(t: Translator, document: "Document", derived: Iterable[Derived]) -> None:
    titles = (msgid("Indicator"), msgid("Now"), msgid("A year ago"))
    table = _table(document, DERIVED_MM, [t.plain(one) for one in titles])
    for one in derived:
        cells = _row(table, DERIVED_MM)
        _put(cells[0], one.title)
        _put(cells[1], one.now, bold=True, right=True)
        _put(cells[2], one.before, right=True)


def _table(document: "Document", widths: tuple[int, ...], titles: list[str]) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    table = document.add_table(rows=0, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for one, width in zip(table.columns, widths, strict=True):
        one.width = Mm(width)  # LibreOffice reads these, Word those of the cells
    cells = _row(table, widths)
    for place, (cell, title) in enumerate(zip(cells, titles, strict=True)):
        _put(cell, title, bold=True, right=place >= len(widths) - NUMBERS[len(widths)])
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), HEAD)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # python-docx knows no shading
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001  # nor headers
    return table


def _row(table: Any, widths: tuple[int, ...]) -> tuple[Any, ...]:
    from docx.shared import Mm  # noqa: PLC0415

    cells: tuple[Any, ...] = table.add_row().cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    return cells


def _put(
    cell: Any, text: str, *, bold: bool = False, italic: bool = False, right: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
