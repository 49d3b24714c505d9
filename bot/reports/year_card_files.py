"""Cards of a year as PDF and Word: one card, or those of all libraries; made in a child process.

All libraries: an archive of one PDF each, or one Word document with a card a page.
"""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator, translator
from bot.clock import parse_stamp
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import unit_pdf, word, year_card
from bot.reports.materials import plain_name
from bot.reports.word import Cell
from bot.rules.year_card import Card, Place
from bot.screens import year_card as screens
from storage import libraries
from storage.database import Reader

if TYPE_CHECKING:
    from docx.document import Document
    from fpdf import FPDF

ONE: Final = "year_card"  # of the job
ALL: Final = "year_cards"
FORMATS: Final = ("pdf", "docx")
WIDTHS_MM: Final = (110, 34, 34)
FIXED: Final = (1980, 1, 1, 0, 0, 0)  # the same cards make the same archive
SIGNATURE: Final = msgid("Signature: ____________________")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A card with what stands under it."""

    card: Card
    footer: str
    made_at: datetime


async def make_one(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write a card to `path`; `arguments`: place, year, format, language, zone, now, staff_id."""
    t = translator(arguments["language"])
    place = Place.parse(arguments["place"])
    sheet = await _sheet(db, t, place, arguments)
    WRITERS[arguments["format"]](t, [sheet], path)
    name = plain_name(f"{screens.title(t, sheet.card.year)} {sheet.card.short}")
    return {
        "name": f"{name}.{arguments['format']}",
        "title": sheet.card.name,
        "footer": sheet.footer,
    }


async def make_all(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the cards of all libraries to `path`; `arguments` as of one card, without place."""
    t, year = translator(arguments["language"]), int(arguments["year"])
    sheets = [
        await _sheet(db, t, Place("library", one.library_id), arguments)
        for one in sorted(await libraries.known(db), key=lambda one: one.code)
        if one.closed_on is None or one.closed_on.year >= year
    ]
    if not sheets:
        raise UserError(msgid("There are no libraries yet."))
    title = t.plain(msgid("Cards of libraries, {year}"), year=str(year))
    is_word = arguments["format"] == "docx"
    (write_docx if is_word else _archive)(t, sheets, path)
    name = f"{title}.{'docx' if is_word else 'zip'}"
    return {"name": name, "title": title, "footer": sheets[0].footer}


async def _sheet(db: Reader, t: Translator, place: Place, arguments: Mapping[str, Any]) -> Sheet:
    card = await year_card.read(db, t, place, int(arguments["year"]))
    footer = await year_card.footer(db, t, card, arguments)
    return Sheet(card, footer, parse_stamp(arguments["now"]))


def _archive(t: Translator, sheets: Iterable[Sheet], path: Path) -> None:
    page = path.with_name(f"{path.name}-page")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sheets:
            write_pdf(t, [one], page)
            name = plain_name(f"{one.card.about} {one.card.short}")
            archive.writestr(zipfile.ZipInfo(f"{name}.pdf", FIXED), page.read_bytes())
    page.unlink(missing_ok=True)


# -------------------------------------------------------------------- PDF


def write_pdf(t: Translator, sheets: Iterable[Sheet], path: Path) -> None:
    """Draw each card on pages of its own."""
    sheets = list(sheets)
    pdf = unit_pdf.plain_paper(_title(t, sheets), ("", "B"))
    pdf.set_lang(t.language)
    pdf.set_creation_date(sheets[0].made_at)
    pdf.set_author(sheets[0].card.institution)
    pdf.set_auto_page_break(True, margin=unit_pdf.MARGIN_MM)
    for one in sheets:
        pdf.add_page()
        _draw(t, pdf, one)
    pdf.output(str(path))


def _title(t: Translator, sheets: list[Sheet]) -> str:
    first = sheets[0].card
    return f"{screens.title(t, first.year)}: {first.name}"


def _draw(t: Translator, pdf: "FPDF", sheet: Sheet) -> None:
    card = sheet.card
    _write(pdf, card.institution, size=9, grey=True)
    pdf.ln(2)
    _write(pdf, screens.title(t, card.year), size=15, bold=True)
    _write(pdf, card.name, size=11, bold=True)
    _write(pdf, card.about, size=9, grey=True)
    pdf.ln(3)
    for text in screens.paragraphs(t, card):
        _write(pdf, text, size=10.5)
        pdf.ln(1.5)
    if card.rows:
        pdf.ln(2)
        _table(t, pdf, card)
    for text in screens.corrected(t, card):
        _write(pdf, text, size=9)
    pdf.ln(8)
    _write(pdf, t.plain(SIGNATURE), size=10.5)
    pdf.ln(2)
    _write(pdf, sheet.footer, size=8, grey=True)


def _write(pdf: "FPDF", text: str, *, size: float, bold: bool = False, grey: bool = False) -> None:
    pdf.set_text_color(*(unit_pdf.GREY if grey else unit_pdf.DARK))
    pdf.set_font(unit_pdf.FONT, "B" if bold else "", size)
    if text:
        pdf.multi_cell(0, size * 0.52, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _table(t: Translator, pdf: "FPDF", card: Card) -> None:
    from fpdf.enums import TableBordersLayout  # noqa: PLC0415  # only in the child process
    from fpdf.fonts import FontFace  # noqa: PLC0415

    pdf.set_text_color(*unit_pdf.DARK)
    pdf.set_font(unit_pdf.FONT, size=9.5)
    pdf.set_draw_color(200, 206, 212)
    with pdf.table(
        col_widths=WIDTHS_MM,
        width=sum(WIDTHS_MM),
        align="LEFT",
        text_align=("LEFT", "RIGHT", "RIGHT"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", color=unit_pdf.DARK, fill_color=unit_pdf.PALE),
        line_height=5,
        padding=(0.9, 1.2),
    ) as table:
        table.row(list(screens.heads(t, card)))
        for line in screens.table(t, card):
            table.row([line.label, line.now, line.before])
    pdf.ln(2)


# -------------------------------------------------------------------- Word


def write_docx(t: Translator, sheets: Iterable[Sheet], path: Path) -> None:
    """Write each card on pages of its own."""
    sheets = list(sheets)
    made = word.document(t.language, _title(t, sheets), sheets[0].card.institution)
    word.footer(made, sheets[0].footer)
    for number, one in enumerate(sheets):
        if number:
            made.add_page_break()  # type: ignore[no-untyped-call]
        _compose(t, made, one.card)
    made.save(str(path))


def _compose(t: Translator, made: "Document", card: Card) -> None:
    word.paragraph(made, card.institution, size=10)
    word.paragraph(made, screens.title(t, card.year), size=15, bold=True, before=4)
    word.paragraph(made, card.name, size=12, bold=True)
    word.paragraph(made, card.about, size=10)
    for text in screens.paragraphs(t, card):
        word.paragraph(made, text, size=12, before=6)
    if card.rows:
        word.paragraph(made, "", size=6)
        table = word.table(made, WIDTHS_MM, screens.heads(t, card))
        for line in screens.table(t, card):
            texts = (Cell(line.label), *_right(line.now, line.before))
            word.row(table, WIDTHS_MM, texts)
    for text in screens.corrected(t, card):
        word.paragraph(made, text, size=10, before=4)
    word.paragraph(made, t.plain(SIGNATURE), size=12, before=24)


def _right(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(one, is_right=True) for one in texts)


WRITERS: Final = {"pdf": write_pdf, "docx": write_docx}
