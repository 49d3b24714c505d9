"""The statistical form as a workbook: its rows with the bot's numbers, to change and send back.

Written in a child process; read back by `bot/imports/statistical_grid.py`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.imports.statistical_checking import read_form
from bot.imports.statistical_grid import HEADERS, NUMBER
from bot.msgid import msgid
from bot.rules.measures import MONEY, NAMES
from bot.rules.statistical_form import Form
from bot.screens import statistical_form as screens
from storage.database import Reader

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "statistical_book"  # of the job
WIDTHS: Final = (12, 46, 46, 36, 14)
FIRST: Final = 5  # the row of the headers, from 0
NAMES_SHEET: Final = msgid("Numbers of the bot")
SPARE: Final = 60  # empty rows with the list of numbers, for new ones
A4: Final = 9


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the filled form; `arguments`: year, language, standing."""
    t = translator(arguments["language"])
    form = await read_form(db, arguments["year"])
    with books.opened(path) as made:
        page = made.add_worksheet(t.plain(msgid("Statistical form")))
        _write_names(t, made)
        _write(t, made, page, form)
    title = t.plain(msgid("Statistical form, {year}"), year=str(form.year))
    return {"title": title, "name": f"{title}.xlsx"}


def _write(t: Translator, made: "Workbook", page: "Worksheet", form: Form) -> None:
    looks = _looks(made)
    title = t.plain(msgid("Statistical form, {year}"), year=str(form.year))
    page.write_string(0, 0, title, looks["bold"])
    for row, line in enumerate(screens.explained(t, form), 1):
        page.write_string(row, 0, line)
    place = 1 if t.language == "be" else 0
    heads = [names[place].capitalize() for names in (*HEADERS.values(), NUMBER)]
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(FIRST, column, head, looks["head"])
    for row, one in enumerate(form.rows, FIRST + 1):
        named = t.plain(NAMES[one.measure]) if one.measure and one.measure in NAMES else ""
        texts = (one.code, one.wording_ru, one.wording_be or "", named)
        for column, text in enumerate(texts):
            if text:
                page.write_string(row, column, text, looks["text"])
            else:
                page.write_blank(row, column, None, looks["text"])
        value = form.value(one)
        if value is None:
            page.write_blank(row, len(texts), None, looks["number"])
        else:
            is_whole = float(value).is_integer() and one.measure not in MONEY
            look = "number" if is_whole else "decimal"
            page.write_number(row, len(texts), value, looks[look])
    last = FIRST + len(form.rows) + SPARE
    for row in range(FIRST + 1 + len(form.rows), last + 1):
        for column in range(len(WIDTHS) - 1):
            page.write_blank(row, column, None, looks["text"])
    names = t.plain(NAMES_SHEET)
    page.data_validation(
        FIRST + 1, 3, last, 3,
        {"validate": "list", "source": f"='{names}'!$A$2:$A${len(NAMES) + 1}"},
    )  # fmt: skip
    page.freeze_panes(FIRST + 1, 0)
    page.repeat_rows(FIRST)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, FIRST + len(form.rows), len(WIDTHS) - 1)


def _write_names(t: Translator, made: "Workbook") -> None:
    page = made.add_worksheet(t.plain(NAMES_SHEET))
    page.set_column(0, 0, 52)
    page.set_column(1, 1, 26)
    bold = made.add_format({"bold": True})
    page.write_string(0, 0, t.plain(msgid("Number of the year")), bold)
    page.write_string(0, 1, t.plain(msgid("Name in the tables")), bold)
    for row, (name, text) in enumerate(NAMES.items(), 1):
        page.write_string(row, 0, t.plain(text))
        page.write_string(row, 1, name)


def _looks(made: "Workbook") -> dict[str, Any]:
    cell = {"border": 1, "text_wrap": True, "valign": "top"}
    return {
        "bold": made.add_format({"bold": True, "font_size": 13}),
        "head": made.add_format({**cell, "bold": True, "bg_color": "#EEF2F6"}),
        "text": made.add_format({**cell, "num_format": "@"}),
        "number": made.add_format({**cell, "num_format": "#,##0", "text_wrap": False}),
        "decimal": made.add_format({**cell, "num_format": "#,##0.00", "text_wrap": False}),
    }
