"""A sheet with all records of a kind behind the report's numbers, written as they are read.

People see words; the codes that formulas filter by stand in hidden columns on the right.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from bot.catalogs import Translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.reports import stream_sheet
from bot.reports.record_words import Words
from bot.reports.report_formulas import Place
from bot.reports.stream_sheet import StreamSheet
from bot.rules import report_columns
from bot.rules.report_columns import NUMERIC
from bot.screens import monitoring
from storage import measures
from storage.measures import RECORDS, Measure

HEAD: Final = 4  # the row of the titles, from 0; the records stand below it
LINE_PT: Final = 13.0
MOST_PT: Final = 409.0  # a row of Excel is no higher
OWN: Final = 4  # columns that every kind has before its own
KEYS: Final = {"figures": 22}  # characters of the number of a record, where it has words in it
WRAPPED: Final = frozenset({"long", "several", "words", "text"})
TOO_MANY: Final = msgid(
    "{records}: more than {limit} rows do not fit a sheet of Excel. Take a shorter time."
)
if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Looks = Mapping[str, Any]  # formats of the workbook by name
Value = Callable[[Sequence[Any]], Any]  # what a cell holds, from the row of the database


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the sheet: for programs its name, for people its title and width."""

    name: str
    title: str
    width: int
    look: str
    value: Value
    is_hidden: bool = False


def fields(t: Translator, words: Words, records: str) -> tuple[Field, ...]:
    """Lay out the columns of a kind: its number, day, library and person, its own, the codes."""
    names = ("record_id", "on_day", "library_id", "staff_id", *RECORDS[records].columns)
    at = {name: place for place, name in enumerate(names)}
    return (
        Field("record_id", t.plain(msgid("No.")), KEYS.get(records, 9), "text", _taken(0)),
        Field("on_day", t.plain(msgid("Date")), 12, "day", _day(1)),
        *_whose(t, words, records),
        *(_own(t, words, records, name, at[name]) for name in RECORDS[records].columns),
        *(
            Field(
                name, name, 9, "number" if is_number else "text", _taken(at[name]), is_hidden=True
            )
            for name, is_number in _codes(records)
        ),
    )


def _whose(t: Translator, words: Words, records: str) -> Iterator[Field]:
    if records not in report_columns.OF_NO_LIBRARY:
        codes = {key: one.code for key, one in words.libraries.items()}
        names = {key: one.short(t.language) for key, one in words.libraries.items()}
        yield Field("", t.plain(msgid("Code")), 9, "text", _named(2, codes))
        yield Field("", t.plain(msgid("Library")), 22, "text", _named(2, names))
    if records not in report_columns.OF_NOBODY:
        yield Field("", t.plain(msgid("Who")), 20, "text", _named(3, words.people))


def _own(t: Translator, words: Words, records: str, name: str, at: int) -> Field:
    column = report_columns.column(records, name)
    known = words.of(records, name)
    values: Mapping[str, Callable[[], Value]] = {
        "day": lambda: _day(at),
        "month": lambda: _month(at),
        "words": lambda: _named(at, known),
        "several": lambda: _several(at, known),
        "flag": lambda: _named(at, dict(enumerate(words.yes_no))),
    }
    value = values.get(column.look, lambda: _taken(at))()
    if name == "name":
        value = _or_month(t, at, RECORDS[records].columns.index("period") + OWN)
    shown = name if column.look in NUMERIC else ""
    return Field(shown, t.plain(column.title), column.width, column.look, value)


def _codes(records: str) -> list[tuple[str, bool]]:
    """Return the columns that formulas ask and people see in words, and which hold numbers."""
    asked: dict[str, bool] = {}
    for one in measures.of_records(records):
        asked |= {column: isinstance(value, int) for column, value in one.where}
        if one.column:
            asked[one.column] = True
    return [(name, is_number) for name, is_number in asked.items() if not _is_shown(records, name)]


def _is_shown(records: str, name: str) -> bool:
    return (
        name in RECORDS[records].columns and report_columns.column(records, name).look in NUMERIC
    )


def rule(t: Translator, words: Words, measure: Measure) -> str:
    """Say how a number follows from its sheet: «число строк, где Итог: Выезд состоялся»."""
    text, values = _counted(t, measure)
    filters = "; ".join(
        f"{_title(t, measure.records, column)}: {_said(words, measure, column, value)}"
        for column, value in measure.where
    )
    said = t.plain(text, **values)
    return f"{said}; {filters}" if filters else said


def _counted(t: Translator, measure: Measure) -> tuple[str, dict[str, str]]:
    if measure.how == "count":
        return msgid("number of rows"), {}
    column = _title(t, measure.records, measure.column)
    if measure.how == "sum":
        return msgid("sum of the column «{column}»"), {"column": column}
    return msgid("different ones in the column «{column}»"), {"column": column}


def _title(t: Translator, records: str, name: str) -> str:
    common = {"library_id": msgid("Library"), "staff_id": msgid("Who")}
    return t.plain(common[name] if name in common else report_columns.column(records, name).title)


def _said(words: Words, measure: Measure, name: str, value: str | int) -> str:
    if report_columns.column(measure.records, name).look == "flag":
        return words.yes_no[int(value)]
    return words.of(measure.records, name).get(value, str(value))


# -------------------------------------------------------------------- values of cells


def _taken(at: int) -> Value:
    return lambda row: row[at]


def _named(at: int, known: Mapping[Any, str]) -> Value:
    return lambda row: known.get(row[at], row[at])


def _several(at: int, known: Mapping[Any, str]) -> Value:
    @lru_cache(maxsize=4096)
    def said(codes: str) -> str:
        return "; ".join(known.get(one, one) for one in json.loads(codes))

    return lambda row: said(row[at]) if row[at] else ""


def _or_month(t: Translator, at: int, period: int) -> Value:
    """Call what has no name by its month."""
    return lambda row: row[at] or monitoring.month_of(t, row[period])


def _day(at: int) -> Value:
    return lambda row: _serial(row[at])


def _month(at: int) -> Value:
    return lambda row: _serial(f"{row[at]}-01") if row[at] else None


@lru_cache(maxsize=4096)
def _serial(day: str | None) -> int | None:
    return stream_sheet.serial(date.fromisoformat(day)) if day else None


# -------------------------------------------------------------------- the sheet


async def write(
    page: StreamSheet,
    columns: Sequence[Field],
    looks: Looks,
    pages: AsyncIterator[Sequence[Sequence[Any]]],
) -> int:
    """Write titles and records; return the last row, from 0, where records may stand.

    Raise UserError where a sheet has no rows left.
    """
    _head(page, columns, looks)
    row = HEAD
    makers = [_maker(place, one, looks) for place, one in enumerate(columns)]
    wide = [(place, one.width) for place, one in enumerate(columns) if one.look in WRAPPED]
    values = [one.value for one in columns]
    async for some in pages:
        if row + len(some) >= stream_sheet.ROWS:
            raise UserError(TOO_MANY, records=page.name, limit=stream_sheet.ROWS - HEAD - 1)
        for record in some:
            row += 1
            cells = [value(record) for value in values]
            height = _height((cells[place], width) for place, width in wide)
            page.write_cells(
                row,
                [make(row + 1, cell) for make, cell in zip(makers, cells, strict=True)],
                height,
            )
    shown = sum(not one.is_hidden for one in columns)
    last = max(row, HEAD + 1)
    page.autofilter(HEAD, 0, last, shown - 1)
    return last


def place(sheet: str, columns: Sequence[Field], last: int) -> Place:
    """Return where formulas find the records; `last` is what `write` has returned."""
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415  # only in the child process

    letters = {one.name: xl_col_to_name(n) for n, one in enumerate(columns) if one.name}
    return Place(sheet, HEAD + 2, last + 1, letters)


def _head(page: StreamSheet, columns: Sequence[Field], looks: Looks) -> None:
    for number, one in enumerate(columns):
        hidden = {"hidden": True} if one.is_hidden else {}
        page.set_column(number, number, one.width, None, hidden)
    fit(page, HEAD, ((one.title, one.width) for one in columns if not one.is_hidden))
    for number, one in enumerate(columns):
        page.write_string(HEAD, number, one.title, looks["head"])
    page.freeze_panes(HEAD + 1, 2)
    page.repeat_rows(HEAD)


def _maker(column: int, one: Field, looks: Looks) -> stream_sheet.Cell:
    kinds = {"number", "decimal", "day", "month"}
    look = looks[one.look if one.look in kinds else "text"]
    if one.name == "record_id":
        look = looks["key"]
        return _either(stream_sheet.number(column, look), stream_sheet.text(column, look))
    if one.look == "decimal":
        return _by_value(
            stream_sheet.number(column, looks["number"]), stream_sheet.number(column, look)
        )
    make = stream_sheet.number if one.look in kinds else stream_sheet.text
    return make(column, look)


def _by_value(whole: stream_sheet.Cell, decimal: stream_sheet.Cell) -> stream_sheet.Cell:
    """Show 1 377 readers without decimals and 64,30 roubles with them, in one column."""
    return lambda row, value: (decimal if value and value % 1 else whole)(row, value)


def _either(numbers: stream_sheet.Cell, texts: stream_sheet.Cell) -> stream_sheet.Cell:
    return lambda row, value: (numbers if isinstance(value, int) else texts)(row, value)


def fit(page: "Worksheet", row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as the longest of its texts, each with the width of its column."""
    if height := _height(texts):
        page.set_row(row, height)


def _height(texts: Iterable[tuple[Any, int]]) -> float:
    """Return the height (points) that shows wrapped texts; 0 where one line does."""
    lines = max((_lines(text, width - 1) for text, width in texts), default=1)
    return min(MOST_PT, lines * LINE_PT + 2) if lines > 1 else 0


def _lines(value: Any, width: int) -> int:
    """Return how many lines a text takes; words that do not fit a line leave it half empty."""
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    wrapped = (-(-len(line) * 11 // (width * 10)) for line in value.split("\n"))
    return sum(max(1, lines) for lines in wrapped)
