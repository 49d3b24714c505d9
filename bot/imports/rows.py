"""Rows of a sheet checked cell by cell; every problem of every row is collected. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.imports import columns
from bot.imports.cells import BadCellError, Check
from bot.imports.sheets import Line, Problem, Sheet
from bot.msgid import msgid

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A row whose cells are all right; blank cells have no value."""

    sheet: Sheet
    line: Line
    values: Mapping[str, Any]


class Rows:
    """Reads the rows of a file's sheets and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def good(self, sheets: Iterable[Sheet], checks: Mapping[str, Check]) -> Iterator[GoodRow]:
        """Yield the good rows of `sheets`; columns without a check are not read."""
        for sheet in sheets:
            if self._has_headers(sheet):
                for line in sheet.lines:
                    before = len(self.problems)
                    values = self._values(sheet, line, checks)
                    if len(self.problems) == before:
                        yield GoodRow(sheet, line, values)

    def refuse(self, row: GoodRow, text: str, **values: Any) -> None:
        """Note why a row cannot be saved although each of its cells can."""
        self.problems.append(Problem(row.sheet.title, row.line.number, text, values))

    def _has_headers(self, sheet: Sheet) -> bool:
        required = columns.BY_NAME[sheet.table].required
        missing = [column for column in required if column.name not in sheet.headers]
        for column in missing:
            text = msgid("there is no column “{column}”")
            values = {"column": column.ru}
            self.problems.append(Problem(sheet.title, sheet.header_row, text, values))
        return not missing

    def _values(self, sheet: Sheet, line: Line, checks: Mapping[str, Check]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in columns.BY_NAME[sheet.table].columns:
            if column.required and not line.cells.get(column.name):
                shown = {"column": sheet.headers[column.name]}
                text = msgid("{column}: it is empty")
                self.problems.append(Problem(sheet.title, line.number, text, shown))
            elif column.name in checks:
                self._cell(sheet, line, column.name, checks[column.name], values)
        return values

    def _cell(
        self, sheet: Sheet, line: Line, column: str, check: Check, values: dict[str, Any]
    ) -> None:
        text = line.cells.get(column, "")
        if not text:
            return
        try:
            values[column] = check(text)
        except BadCellError as bad:
            shown = {"column": sheet.headers[column], "value": text, **bad.values}
            self.problems.append(Problem(sheet.title, line.number, bad.text, shown))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a table are new, changed and as they were."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class Merge(Generic[Key, Value]):
    """The records of a table by key: known ones with the file's rows laid over them."""

    def __init__(self, known: Mapping[Key, Value]) -> None:
        self._known = known
        self.all = dict(known)
        self.news: dict[Key, Value] = {}
        self._rows: dict[Key, int] = {}

    def put(self, key: Key, value: Value, row: GoodRow, rows: Rows) -> None:
        """Take a row's record; a second row with its key is refused."""
        if key in self._rows:
            rows.refuse(
                row, msgid("the same stands in row {other} already"), other=self._rows[key]
            )
            return
        self._rows[key] = row.line.number
        if self.all.get(key) != value:
            self.all[key] = self.news[key] = value

    @property
    def tally(self) -> Tally:
        """Count new, changed and unchanged rows."""
        new = len([key for key in self.news if key not in self._known])
        return Tally(new, len(self.news) - new, len(self._rows) - len(self.news))
