"""The publications of a year: bibliographic lines in Word, every field in a workbook."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import NO_BREAK_SPACE, Translator, translator
from bot.msgid import msgid
from bot.reports import word
from bot.rules import publication_lines
from bot.rules import publications as rules
from bot.rules.institution import Institution
from bot.screens.publications import SERIES
from storage import institution, publications, staff
from storage.database import Reader
from storage.records.publications import Publication

if TYPE_CHECKING:
    from docx.document import Document
    from xlsxwriter import Workbook

KIND: Final = "publication_list"  # of the job
SIZE: Final = 12  # points
A4: Final = 9
BREAKS: Final = re.compile(r"(?<=[^\W\d_]\.) (?=[^\W\d_])(?=\w\.|\w{2})| (?=–)|(?<=\d) (?=с\.)")
LINE: Final = 15  # points of a row's height
COLUMNS: Final = (
    (msgid("No."), 5),
    (msgid("Series"), 15),
    (msgid("Kind"), 22),
    (msgid("Title"), 34),
    (msgid("Theme"), 24),
    (msgid("Authors"), 18),
    (msgid("Year"), 8),
    (msgid("For the year"), 10),
    (msgid("Pages"), 9),
    (msgid("Print run"), 9),
    (msgid("In the report"), 10),
    (msgid("Opened"), 10),
    (msgid("Used"), 13),
    (msgid("Bibliographic line"), 60),
)
"""Titles of the workbook's columns, widths in characters."""


@dataclass(frozen=True, slots=True)
class _Year:
    t: Translator
    year: int
    institution: str
    found: Sequence[Publication]
    called: Callable[[int, str], str]

    def line(self, one: Publication) -> str:
        return publication_lines.line(one, self.called, self.institution)

    @property
    def title(self) -> str:
        return self.t.plain(msgid("Publications of {year}"), year=str(self.year))

    @property
    def file_name(self) -> str:
        """Return the title without the signs that no file name on Windows may have."""
        return " ".join(self.title.replace(":", " ").split())


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the list to `path` (.docx) and `path.2` (.xlsx); `arguments`: year, language."""
    people = {one.staff_id: one for one in await staff.known(db)}
    settings = Institution(await institution.get_all(db))
    year = _Year(
        t=translator(arguments["language"]),
        year=int(arguments["year"]),
        institution=settings["institution_name"],
        found=await publications.of_year(db, int(arguments["year"])),
        called=lambda key, spoken: people[key].initials(spoken),
    )
    _document(year).save(str(path))
    _workbook(year, path.with_name(f"{path.name}.2"))
    return {
        "names": [f"{year.file_name}.docx", f"{year.file_name}.xlsx"],
        "caption": f"{year.title}: {len(year.found)}",
    }


def _document(year: _Year) -> "Document":
    t = year.t
    made = word.document(t.language, year.title, year.institution)
    word.paragraph(made, year.institution, size=SIZE)
    word.paragraph(made, year.title, size=16, bold=True, before=6)
    for series, name in SERIES.items():
        mine = [one for one in year.found if one.series == series]
        if mine:
            heading = f"{t.plain(name)} ({len(mine)})"
            word.paragraph(made, heading, size=14, bold=True, before=12)
        _by_kind(year, made, mine)
    if not year.found:
        word.paragraph(made, t.plain(msgid("There is nothing here yet.")), size=SIZE)
    return made


def _by_kind(year: _Year, made: "Document", mine: Sequence[Publication]) -> None:
    """Write the lines of a series under their kinds, numbered through."""
    kinds = dict.fromkeys(rules.name_of(one.kind, one.genre, year.t.language) for one in mine)
    number = 0
    for kind in kinds:
        of_kind = [
            one for one in mine if rules.name_of(one.kind, one.genre, year.t.language) == kind
        ]
        word.paragraph(made, word.clean(f"{kind}: {len(of_kind)}"), size=SIZE, bold=True, before=6)
        for one in of_kind:
            number += 1
            line = _unbroken(f"{number}. {year.line(one)}")
            word.paragraph(made, word.clean(line), size=SIZE, before=2)


def _unbroken(line: str) -> str:
    """Keep initials, a dash and the word before it, a number and its «с.» on one line."""
    return BREAKS.sub(NO_BREAK_SPACE, line)


def _workbook(year: _Year, path: Path) -> None:
    with books.opened(path) as made:
        _sheet(year, made)


def _sheet(year: _Year, made: "Workbook") -> None:
    t = year.t
    common = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    title = made.add_format({**common, "bold": True, "font_size": 14})
    head = made.add_format(
        {**common, "bold": True, "bg_color": "#EEF2F6", "border": 1, "text_wrap": True}
    )
    cell = made.add_format({**common, "border": 1, "text_wrap": True})
    page = made.add_worksheet(str(year.year))
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(0.3, 0.3, 0.4, 0.4)
    page.freeze_panes(3, 0)
    page.repeat_rows(2)
    page.set_row(2, 2 * LINE)
    page.write_string(0, 0, year.title, title)
    page.write_string(1, 0, year.institution)
    for column, (name, width) in enumerate(COLUMNS):
        page.set_column(column, column, width)
        page.write_string(2, column, t.plain(name), head)
    for row, one in enumerate(year.found, 3):
        cells = _cells(year, row - 2, one)
        page.set_row(row, LINE * _lines(cells))
        for column, value in enumerate(cells):
            if isinstance(value, int):
                page.write_number(row, column, value, cell)
            else:  # what people typed is never a formula
                page.write_string(row, column, value or "", cell)


def _lines(cells: Sequence[str | int | None]) -> int:
    """Count the lines of the tallest cell: not every program makes a row as tall as it needs."""
    widths = (width for _, width in COLUMNS)
    return max(-(-len(str(one or "")) // width) for one, width in zip(cells, widths, strict=True))


def _cells(year: _Year, number: int, one: Publication) -> list[str | int | None]:
    t = year.t
    yes, no = t.plain(msgid("Yes")), t.plain(msgid("No"))
    return [
        number,
        t.plain(SERIES[one.series]),
        rules.name_of(one.kind, one.genre, t.language),
        one.title,
        one.theme,
        ", ".join(publication_lines.authors_of(one, year.called, t.language)),
        one.issued_year,
        one.content_year,
        one.pages,
        one.print_run,
        yes if one.in_report else no,
        one.opens,
        one.uses,
        year.line(one),
    ]
