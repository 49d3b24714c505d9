"""The sheet of a library as PDF for its librarian: one A4 page where it fits; in a child process.

DejaVu, which has Belarusian letters, comes with matplotlib.
"""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import unit_page
from bot.reports.unit_page import Derived, Line, Page
from storage.database import Reader

if TYPE_CHECKING:
    from fpdf import FPDF

KIND: Final = "unit_pdf"  # of the job
FONT: Final = "DejaVu"
STYLES: Final = {"": "DejaVuSans", "B": "DejaVuSans-Bold", "I": "DejaVuSans-Oblique"}
MARGIN_MM: Final = 15
WIDTHS: Final = (8, 66, 32, 43, 31)  # mm of the columns: No., question, answer, before, change
DARK, GREY, PALE = (33, 37, 41), (108, 117, 125), (238, 242, 246)


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the sheet to `path`; `arguments`: unit_id, language, zone."""
    t = translator(arguments["language"])
    page = await unit_page.of_unit(db, arguments["unit_id"], t, ZoneInfo(arguments["zone"]))
    write(t, page, path)
    return {"name": f"{page.file_name}.pdf", "title": page.title, "library": page.library}


def write(t: Translator, page: Page, path: Path) -> None:
    """Draw the sheet."""
    pdf = _paper(t, page)
    pdf.add_page()
    _heading(t, pdf, page)
    _answers(t, pdf, page)
    if page.derived:
        _derived(t, pdf, page.derived)
    _signed(t, pdf, page)
    pdf.output(str(path))


def _paper(t: Translator, page: Page) -> "FPDF":
    from fpdf import FPDF  # noqa: PLC0415  # only in the child process

    footer = t.plain(msgid("{library}, sheet of {code}"), library=page.library, code=page.code)

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(FONT, size=7)
            self.set_text_color(*GREY)
            self.cell(0, 5, footer, align="L")
            self.set_x(self.l_margin)
            self.cell(0, 5, f"{self.page_no()} / {{nb}}", align="R")

    pdf = Paper("P", "mm", "A4")
    _equip(pdf)
    pdf.set_auto_page_break(True, margin=16)
    pdf.set_lang(page.language)
    pdf.set_title(f"{page.title}: {page.library}")
    pdf.set_author(page.institution)
    return pdf


def plain_paper(title: str, styles: Iterable[str] = ("",)) -> "FPDF":
    """Return an empty A4 document with fonts of `styles`: each one more takes a second to read."""
    from fpdf import FPDF  # noqa: PLC0415  # heavy

    pdf = FPDF("P", "mm", "A4")
    _equip(pdf, styles)
    pdf.set_title(title)
    return pdf


def _equip(pdf: "FPDF", styles: Iterable[str] = STYLES) -> None:
    fonts = _fonts()
    for style in styles:
        pdf.add_font(FONT, style, fonts / f"{STYLES[style]}.ttf")
    pdf.set_margin(MARGIN_MM)


def _fonts() -> Path:
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("matplotlib, which brings the fonts, is not installed")
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def _heading(t: Translator, pdf: "FPDF", page: Page) -> None:
    pdf.set_text_color(*GREY)
    pdf.set_font(FONT, size=8.5)
    _text(pdf, 4.5, page.institution)
    pdf.ln(2)
    pdf.set_text_color(*DARK)
    pdf.set_font(FONT, "B", 15)
    _text(pdf, 7, page.title)
    pdf.set_font(FONT, "B", 10.5)
    _text(pdf, 5.5, page.library)
    pdf.set_font(FONT, size=8.5)
    pdf.set_text_color(*GREY)
    about = t.plain(
        msgid("Code: {code}. The numbers are for {days}. State: {state}."),
        code=page.code, days=page.about, state=page.state,
    )  # fmt: skip
    _text(pdf, 4.5, f"{about} {page.standing}")
    pdf.ln(3)
    pdf.set_text_color(*DARK)


def _text(pdf: "FPDF", height: float, text: str) -> None:
    pdf.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _answers(t: Translator, pdf: "FPDF", page: Page) -> None:
    from fpdf.enums import TableBordersLayout  # noqa: PLC0415
    from fpdf.fonts import FontFace  # noqa: PLC0415

    titles = ("№", msgid("Question"), msgid("The answer"), msgid("Earlier"), msgid("Difference"))
    pdf.set_font(FONT, size=8.5)
    pdf.set_draw_color(200, 206, 212)
    with pdf.table(
        col_widths=WIDTHS,
        text_align=("CENTER", "LEFT", "RIGHT", "RIGHT", "RIGHT"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", color=DARK, fill_color=PALE),
        line_height=4.6,
        padding=(0.9, 1.2),
    ) as table:
        table.row([titles[0], *(t.plain(one) for one in titles[1:])])
        for line in page.lines:
            _answer(table, line)


def _answer(table: Any, line: Line) -> None:
    from fpdf.fonts import FontFace  # noqa: PLC0415

    is_long = not line.before and len(line.answer) > 18  # noqa: PLR2004  # what a cell takes in a line
    row = table.row()
    row.cell(str(line.number))
    row.cell(line.question)
    if is_long:
        row.cell(line.answer, colspan=3, align="LEFT", style=FontFace(emphasis="BOLD"))
    else:
        row.cell(line.answer, style=FontFace(emphasis="BOLD"))
        row.cell(line.before, style=FontFace(color=GREY))
        row.cell(line.change)
    if line.why:
        row = table.row()
        row.cell("")
        row.cell(f"«{line.why}»", colspan=4, align="LEFT", style=FontFace(emphasis="ITALICS"))


def _derived(t: Translator, pdf: "FPDF", derived: tuple[Derived, ...]) -> None:
    from fpdf.enums import TableBordersLayout  # noqa: PLC0415
    from fpdf.fonts import FontFace  # noqa: PLC0415

    pdf.ln(4)
    with pdf.table(
        col_widths=(74, 36, 38),
        width=148,
        align="LEFT",
        text_align=("LEFT", "RIGHT", "RIGHT"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(emphasis="BOLD", color=DARK, fill_color=PALE),
        line_height=4.6,
        padding=(0.9, 1.2),
    ) as table:
        titles = (msgid("Indicator"), msgid("Now"), msgid("A year ago"))
        table.row([t.plain(one) for one in titles])
        for one in derived:
            row = table.row()
            row.cell(one.title)
            row.cell(one.now, style=FontFace(emphasis="BOLD"))
            row.cell(one.before, style=FontFace(color=GREY))


def _signed(t: Translator, pdf: "FPDF", page: Page) -> None:
    pdf.ln(4)
    pdf.set_font(FONT, size=8.5)
    _text(pdf, 4.8, page.sent)
    pdf.set_text_color(*GREY)
    _text(pdf, 4.8, t.plain(msgid("Questionnaire: {version}"), version=page.version))
