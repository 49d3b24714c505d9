"""Printed slips with which people come in: four on a sheet, a QR code and three steps.

Drawn in a child process; the document is for scissors, so every slip is whole on its quarter.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.clock import local, parse_stamp
from bot.msgid import msgid
from bot.reports import qr
from bot.rules.institution import Institution
from storage import institution, invites, libraries, staff
from storage.database import Reader
from storage.records.access import Invite
from storage.records.libraries import Library
from storage.records.people import Staff

COLUMNS: Final = 2
ON_A_SHEET: Final = 4
MARGIN_MM: Final = 10
WIDTH_MM, HEIGHT_MM = 210, 297  # A4
CELL_HEIGHT_MM: Final = (HEIGHT_MM - 2 * MARGIN_MM - 4) / 2  # 4: the paragraph after a table
CELL_MARGIN_MM: Final = 4
QR_MM: Final = 38
LONG_NAME: Final = 24  # letters that fit in one line of the larger size
LINK_FONT: Final = "Courier New"  # tells l, I and 1 apart for who types the address
STEPS: Final = (
    msgid("Install Telegram on the telephone."),
    msgid("Point the camera at the picture, or type the address under it in the browser."),
    msgid("Press the large button at the bottom of the screen («Start»)."),
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on one slip."""

    person: Staff
    libraries: tuple[Library, ...]
    link: str
    until: date
    contact: str

    @property
    def order(self) -> tuple[str, str]:
        """Return the place among slips: by library, then by name, as they are handed out."""
        first = self.libraries[0].short_ru if self.libraries else ""
        return first, self.person.full_name("ru")


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the slips of the people whom the job names; return what is said about them."""
    slips = await _slips(db, arguments)
    write(path, slips)
    return {"name": f"priglasheniya-{arguments['now'][:10]}.docx", "people": len(slips)}


async def _slips(db: Reader, arguments: Mapping[str, Any]) -> list[Slip]:
    contact = Institution(await institution.get_all(db))["department_contact"]
    people = await staff.by_ids(db, arguments["staff_ids"])
    network = {one.library_id: one for one in await libraries.known(db)}
    links = await invites.live_for(db, people, arguments["now"])
    zone = ZoneInfo(arguments["zone"])
    slips = [
        Slip(
            people[staff_id],
            tuple(network[one] for one in people[staff_id].library_ids),
            qr.deep_link(arguments["username"], invite.code),
            _last_day(invite, zone),
            contact,
        )
        for staff_id, invite in links.items()
    ]
    return sorted(slips, key=lambda slip: slip.order)


def _last_day(invite: Invite, zone: ZoneInfo) -> date:
    return local(parse_stamp(invite.expires_at), zone).date()


def write(path: Path, slips: Sequence[Slip]) -> None:
    """Write a Word document with the slips, each in its person's language."""
    from docx import Document  # noqa: PLC0415  # 150 ms, only in the child process
    from docx.enum.table import WD_ROW_HEIGHT_RULE  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    document = Document()
    _set_page(document)
    rows = -(-len(slips) // COLUMNS)
    table = document.add_table(rows, COLUMNS)
    table.autofit = False
    _draw_cutting_lines(table)
    _keep_off_the_lines(table)
    for row in table.rows:
        row.height, row.height_rule = Mm(CELL_HEIGHT_MM), WD_ROW_HEIGHT_RULE.EXACTLY
    for number, slip in enumerate(slips):
        cell = table.cell(number // COLUMNS, number % COLUMNS)
        cell.width = Mm((WIDTH_MM - 2 * MARGIN_MM) / COLUMNS)
        _fill(cell, slip, translator(slip.person.language))
    _shrink_last(document)
    document.save(str(path))


def _set_page(document: Any) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(MARGIN_MM))
    section.header_distance = section.footer_distance = Mm(0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after = Pt(2)


def _draw_cutting_lines(table: Any) -> None:
    """Draw dashed lines between and around the slips."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "dashed"), ("sz", "4"), ("space", "0"), ("color", "888888")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001  # python-docx has no borders of tables


def _keep_off_the_lines(table: Any) -> None:
    """Keep the text so far from the cutting lines that scissors may slip."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(CELL_MARGIN_MM).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001  # python-docx has no margins of cells


def _fill(cell: Any, slip: Slip, t: Translator) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    name = slip.person.full_name(t.language)
    _line(
        cell.paragraphs[0],
        t.plain(msgid("«Knigonosha»: the working bot of libraries")),
        size=Pt(9),
    )
    size = Pt(16 if len(name) <= LONG_NAME else 12)
    _line(cell.add_paragraph(), name, size=size, bold=True)
    places = ", ".join(one.short(t.language) for one in slip.libraries)
    if places:
        _line(cell.add_paragraph(), t.plain(msgid("Library: {libraries}"), libraries=places))
    for number, step in enumerate(STEPS, 1):
        _line(cell.add_paragraph(), f"{number}. {t.plain(step)}", size=Pt(12))
    _picture(cell.add_paragraph(), slip.link)
    _line(cell.add_paragraph(), slip.link, size=Pt(7), centred=True, font=LINK_FONT)
    _line(
        cell.add_paragraph(),
        t.plain(
            msgid("Only for you, until {date}. No luck? Call: {contact}."),
            date=t.full_day(slip.until),
            contact=slip.contact,
        ),
    )


def _line(
    paragraph: Any,
    text: str,
    *,
    size: Any = None,
    bold: bool = False,
    centred: bool = False,
    font: str | None = None,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size, run.font.name = bold, size, font
    if centred:
        paragraph.alignment = 1  # WD_ALIGN_PARAGRAPH.CENTER


def _picture(paragraph: Any, link: str) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    paragraph.alignment = 1  # WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(io.BytesIO(qr.png(link)), width=Mm(QR_MM))


def _shrink_last(document: Any) -> None:
    """Make the paragraph that Word wants after a table too small to need a sheet of its own."""
    from docx.shared import Pt  # noqa: PLC0415

    last = document.add_paragraph()
    last.paragraph_format.space_after = Pt(0)
    last.paragraph_format.line_spacing = Pt(1)
