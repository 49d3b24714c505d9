"""The totals of rounds as a workbook: sums are formulas that carry their value.

In a file that leaves the institution they are numbers: a formula over hidden cells would lie.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import round_totals
from bot.reports.round_totals import HIDDEN, OF, Answers, Table, Totals
from storage.database import Reader

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "round_book"  # of the job
HEAD: Final = 4  # the row of the titles, from 0; the totals stand below it, then the lines
NAME_WIDTH, NUMBER_WIDTH = 22, 9  # characters
HEAD_PT: Final = 116  # the titles stand upright
A4: Final = 9
ALL: Final = msgid("In all")
OUTSIDE: Final = msgid("to send")


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; the arguments are those of `round_totals.read`."""
    t = translator(arguments["language"])
    totals = await round_totals.read(db, t, arguments)
    write(t, totals, path)
    return {"name": file_name(t, totals, "xlsx"), "about": totals.about}


def file_name(t: Translator, totals: Totals, ending: str) -> str:
    """Return the name under which people get a file."""
    about = totals.about.replace("/", "-").replace(":", "")
    outside = f" ({t.plain(OUTSIDE)})" if totals.is_outside else ""
    return f"{totals.title}, {about}{outside}.{ending}"


def write(t: Translator, totals: Totals, path: Path) -> None:
    """Write the sheets: one a table, what residents answered, the sentence."""
    with books.opened(path) as book:
        book.set_properties({"title": totals.title, "author": totals.institution})
        looks = _looks(book)
        for table in totals.tables:
            page = _page(book, table.title, totals, looks)
            _table(t, page, totals, table, looks)
        if totals.answers:
            title = t.plain(msgid("Residents’ answers"))
            _answers(t, _page(book, title, totals, looks), totals, looks)
        _sentence(t, _page(book, t.plain(msgid("For the report")), totals, looks), totals, looks)


def _looks(book: "Workbook") -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    cell = {**common, "border": 1}
    head = {**cell, "bold": True, "bg_color": "#EEF2F6", "text_wrap": True}
    looks = {
        "plain": common,
        "wrapped": {**common, "text_wrap": True, "valign": "top"},
        "title": {**common, "bold": True, "font_size": 14},
        "head": head,
        "upright": {**head, "rotation": 90, "align": "center"},
        "text": cell,
        "number": {**cell, "num_format": "#,##0", "align": "right"},
        "all": {**cell, "bold": True},
        "sum": {**cell, "bold": True, "num_format": "#,##0", "align": "right"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _page(book: "Workbook", name: str, totals: Totals, looks: dict[str, Any]) -> "Worksheet":
    page = book.add_worksheet(name[:31])
    page.set_paper(A4)
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    page.fit_to_pages(1, 0)
    said = totals.source.replace("&", "&&")
    page.set_footer(f"&L&8{said[:230]}&R&8&P / &N")
    page.write_string(0, 0, totals.institution, looks["plain"])
    page.write_string(1, 0, f"{totals.title}: {totals.about}", looks["title"])
    page.write_string(2, 0, totals.note or totals.source, looks["plain"])
    return page


# -------------------------------------------------------------------- a table


def _table(
    t: Translator, page: "Worksheet", totals: Totals, table: Table, looks: dict[str, Any]
) -> None:
    names = len(table.heads)
    page.set_column(0, names - 1, NAME_WIDTH)
    page.set_column(names, names + len(table.columns) - 1, NUMBER_WIDTH)
    page.set_row(HEAD, HEAD_PT)
    page.repeat_rows(HEAD)
    page.freeze_panes(HEAD + 2, names)
    for place, head in enumerate(table.heads):
        page.write_string(HEAD, place, head, looks["head"])
        page.write_string(HEAD + 1, place, "" if place else t.plain(ALL), looks["all"])
    for place, name in enumerate(table.columns, names):
        page.write_string(HEAD, place, totals.labels[name], looks["upright"])
        _total(page, totals, table, place, looks)
    for row, line in enumerate(table.lines, HEAD + 2):
        for place, text in enumerate(line.name):
            page.write_string(row, place, text, looks["text"])
        for place, name in enumerate(table.columns, names):
            formula = "" if totals.is_outside else _sum_of_parts(table, name, row)
            _number(page, (row, place), line.values[name], formula, looks["number"])


def _total(
    page: "Worksheet", totals: Totals, table: Table, place: int, looks: dict[str, Any]
) -> None:
    """Write the sum of a column; settlements are counted, since two libraries may share one."""
    from xlsxwriter.utility import xl_range  # noqa: PLC0415  # only in the child process

    name = table.columns[place - len(table.heads)]
    last = HEAD + 1 + len(table.lines)
    formula = f"=SUM({xl_range(HEAD + 2, place, last, place)})" if table.lines else ""
    if totals.is_outside:
        formula = ""
    _number(page, (HEAD + 1, place), table.totals[name], formula, looks["sum"])


def _sum_of_parts(table: Table, name: str, row: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415  # only in the child process

    if name != OF.whole:
        return ""
    places = (len(table.heads) + table.columns.index(one) for one in OF.parts)
    return "=" + "+".join(xl_rowcol_to_cell(row, place) for place in places)


def _number(
    page: "Worksheet", at: tuple[int, int], value: int | None, formula: str, look: Any
) -> None:
    if value is None:
        page.write_string(*at, HIDDEN, look)
    elif formula:
        page.write_formula(*at, formula, look, value)
    else:
        page.write_number(*at, value, look)


# -------------------------------------------------------------------- answers, the sentence


def _answers(t: Translator, page: "Worksheet", totals: Totals, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 44)
    page.set_column(1, 1, 14)
    row = HEAD
    for one in totals.answers:
        row = _answer(t, page, one, row, looks, is_outside=totals.is_outside) + 1


def _answer(
    t: Translator,
    page: "Worksheet",
    one: Answers,
    row: int,
    looks: dict[str, Any],
    *,
    is_outside: bool,
) -> int:
    """Write one list with its sum, which is not told outside; return the row below it."""
    page.write_string(row, 0, one.title, looks["head"])
    page.write_string(row, 1, t.plain(msgid("Named by")), looks["head"])
    for number, (name, count) in enumerate(one.counts, row + 1):
        page.write_string(number, 0, name, looks["text"])
        _number(page, (number, 1), count, "", looks["number"])
    end = row + len(one.counts) + 1
    if is_outside:
        return end
    value = sum(count or 0 for _, count in one.counts)
    page.write_string(end, 0, t.plain(ALL), looks["all"])
    _number(page, (end, 1), value, f"=SUM(B{row + 2}:B{end})", looks["sum"])
    return end + 1


def _sentence(t: Translator, page: "Worksheet", totals: Totals, looks: dict[str, Any]) -> None:
    page.set_column(0, 0, 120)
    page.set_row(HEAD, 60)
    page.write_string(HEAD, 0, totals.sentence, looks["wrapped"])
    page.write_string(HEAD + 2, 0, totals.source, looks["plain"])
    page.write_string(HEAD + 4, 0, t.plain(SIGNATURE), looks["plain"])


SIGNATURE: Final = msgid("Compiled by: ____________________ Date: ____________________")
