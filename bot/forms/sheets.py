"""An author's workbook or Markdown read again for rows and columns, which pyxform forgets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_LINE = re.compile(r"^\s*\|(.*)\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]+$")
_FILE_SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")

ALIASES: Mapping[str, str] = {
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "constraining_message": "constraint_message",
    "list name": "list_name",
    "list": "list_name",
}
"""Other names of columns that pyxform knows. Names in the authors' own language join here."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by header as written; `number` as the author sees it."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return the cell of a column by its plain name, in any spelling pyxform knows."""
        return next((t for header, t in self.cells.items() if plain_name(header) == column), "")

    def header(self, column: str) -> str:
        """Return the header as written that stands for `column`, else `column`."""
        return next((h for h in self.cells if plain_name(h) == column), column)

    def translated(self, column: str) -> Iterator[str]:
        """Yield the cells of a column in all its languages."""
        for header, text in self.cells.items():
            if base_name(header) == column and text:
                yield text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headers as written, and its rows that hold something."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets by their names in small letters."""

    sheets: Mapping[str, Sheet]

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of a sheet, none if there is no such sheet."""
        sheet = self.sheets.get(name)
        return sheet.rows if sheet else ()


def plain_name(header: str) -> str:
    """Return the known name of an untranslated column: `Relevance` is `relevant`."""
    name = header.strip().lower()
    return ALIASES.get(name, ALIASES.get(name.replace(" ", "_"), name.replace(" ", "_")))


def base_name(header: str) -> str:
    """Return a column's name without its language: `label::Русский (ru)` is `label`."""
    return plain_name(header.partition("::" if "::" in header else ":")[0])


def read(path: Path) -> Book:
    """Read a workbook (.xlsx) or a Markdown file (.md). Raises what the reader raises."""
    if path.suffix.lower() == ".md":
        return from_markdown(path.read_text(encoding="utf-8"))
    return _from_workbook(path)


def from_markdown(text: str) -> Book:
    """Read Markdown tables; the number of a row is its line in the file."""
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match is None or _RULE.match(line):
            continue
        first, *cells = (cell.strip().replace("\\|", "|") for cell in _PIPE.split(match[1]))
        name = first.lower() or name
        if name and any(cells):
            tables.setdefault(name, []).append((number, cells))
    return _book(tables)


def _from_workbook(path: Path) -> Book:
    import openpyxl  # noqa: PLC0415 - slow to import, only for uploaded files

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    for sheet in workbook.worksheets:
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        filled = ((n, [_cell(value) for value in row]) for n, row in rows)
        tables[sheet.title.strip().lower()] = [(n, row) for n, row in filled if any(row)]
    workbook.close()
    return _book(tables)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _book(tables: Mapping[str, list[tuple[int, list[str]]]]) -> Book:
    if len(tables) == 1 and next(iter(tables)) not in _FILE_SHEETS:
        tables = {"survey": next(iter(tables.values()))}
    return Book({name: _sheet(name, rows) for name, rows in tables.items() if rows})


def _sheet(name: str, rows: list[tuple[int, list[str]]]) -> Sheet:
    headers = rows[0][1]
    return Sheet(name, tuple(h for h in headers if h), tuple(_rows(headers, rows[1:])))


def _rows(headers: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    for number, cells in rows:
        pairs = zip(headers, cells, strict=False)
        named = {header: text for header, text in pairs if header and text}
        if named:
            yield Row(number, named)
