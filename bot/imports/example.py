"""The example workbook of an import: headers with notes, drop-downs, one example row a sheet.

Rows that begin with # are examples and are not read, so the workbook can be filled in as it is.
"""

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.imports.columns import TABLES, WORDS, Column, Table
from bot.msgid import msgid

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Say = Callable[..., str]  # t(msgid, **values)

MADE_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every time
LAST_ROW: Final = 2_000  # drop-downs and formats reach so far
LANGUAGES: Final = ("ru", "be", "en")
CHOICE_WORDS: Final = {"state": "outcome"}  # columns whose words have another name
WIDE: Final = frozenset({"full_ru", "full_be", "done", "post", "purposes", "hours"})

TITLE: Final = {"ru": "Как заполнять", "be": "Як запаўняць", "en": "How to fill in"}
STEPS: Final = (
    msgid("Fill in the sheets that you need; the others may stay empty."),
    msgid("Do not rename the headers. Rest the pointer on a header to read what goes there."),
    msgid("Columns with a star must be filled in."),
    msgid("Rows that begin with # are examples; they are not read."),
    msgid("Send the file to the bot. It shows what is new and what is wrong, and asks first."),
    msgid("The same file may be sent again: records are updated, never doubled."),
    msgid("An empty cell changes nothing that is known already."),
)
EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "libraries": {
        "code": "# SL-03",
        "short_ru": "Деревная",
        "short_be": "Дзераўная",
        "full_ru": "Интегрированная библиотека агрогородка Деревная",
        "full_be": "Інтэграваная бібліятэка аграгарадка Дзераўная",
        "council_ru": "Деревновский",
        "council_be": "Дзераўноўскі",
        "lat": "53.197",
        "lon": "25.477",
        "days": "вт-чт;сб-вс",
        "hours": "11:00-14:00;15:00-18:00",
    },
    "settlements": {
        "library": "# SL-03",
        "ru": "Хорошевичи",
        "be": "Харошавічы",
        "households": "58",
        "residents": "112",
    },
    "staff": {
        "id": "# 5",
        "surname": "Закладкина",
        "name": "Нина",
        "patronymic": "Ивановна",
        "surname_be": "Закладкіна",
        "name_be": "Ніна",
        "patronymic_be": "Іванаўна",
        "libraries": "SL-03;SL-04",
    },
    "visits": {
        "date": "# 14.05.2026",
        "library": "SL-03",
        "travellers": "3;4",
        "trip": "1",
        "purposes": "Методическая помощь;Проверка фонда",
        "done": "Сверены инвентарные книги",
    },
    "figures": {
        "library": "# SL-03",
        "period": "10.2025",
        "users": "160",
        "visits": "1180",
        "loans": "2864",
        "population": "590",
        "paid_plan": "260",
    },
}


def build(language: str, t: Say) -> bytes:
    """Return the workbook with headers in `language`; `t` says the notes in it."""
    out = io.BytesIO()
    with books.opened(out, in_memory=True) as book:
        book.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        _instructions(book, language, t)
        for table in TABLES:
            _table(book, table, language, t)
    return out.getvalue()


def _instructions(book: "Workbook", language: str, t: Say) -> None:
    page = book.add_worksheet(TITLE.get(language, TITLE["ru"]))
    page.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    for row, step in enumerate(STEPS):
        page.write_string(row, 0, f"{row + 1}. {t(step)}")


def _table(book: "Workbook", table: Table, language: str, t: Say) -> None:
    page = book.add_worksheet(table.title(language))
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    grey = book.add_format({"italic": True, "font_color": "#707070", "num_format": "@"})
    page.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        page.set_column(place, place, 45 if column.name in WIDE else 18, text)
        star = " *" if column.required else ""
        page.write_string(0, place, column.title(language) + star, head)
        page.write_comment(0, place, t(column.note), {"x_scale": 2})
        page.write_string(1, place, _example(table, column, language), grey)
        _drop_down(page, place, column, language)


def _example(table: Table, column: Column, language: str) -> str:
    first = _choices(column, language)[:1]
    return EXAMPLES[table.name].get(column.name) or "".join(first)


def _drop_down(page: "Worksheet", place: int, column: Column, language: str) -> None:
    source: Any = _choices(column, language)
    if column.name == "library":
        codes = TABLES[0].title(language)
        source = f"='{codes}'!$A$3:$A${LAST_ROW}"
    if source:
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        page.data_validation(1, place, LAST_ROW, place, rule)


def _choices(column: Column, language: str) -> list[str]:
    words = WORDS.get(CHOICE_WORDS.get(column.name, column.name), {})
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    return [words[code][place] for code in column.choices]
