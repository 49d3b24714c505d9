"""An author's workbook or Markdown read again for rows and columns, which pyxform forgets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_LINE = re.compile(r"^\s*\|(.*)\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]+$")
FILE_SHEETS = ("survey", "choices", "settings", "entities", "external_choices", "osm")

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
    "bind::bot:compare": "compare",
    "bind::bot:check": "check",
    "bind::bot:ask_if": "ask_if",
    "bind::bot:check_message": "check_message",
    "bind::bot:known": "known",
}
"""Other names of columns that pyxform knows, and ours; the authors' own: see `authoring`."""


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
        found = next((h for h in self.cells if plain_name(h) == column), "")
        return found or next((h for h in self.cells if base_name(h) == column), column)

    def translated(self, column: str) -> Iterator[str]:
        """Yield the cells of a column in all its languages."""
        for header, text in self.cells.items():
            if base_name(header) == column and text:
                yield text


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headers as written, and its rows that hold something.

    `name` is in small letters, `title` as written. `stray` are cells under no header, each
    with its row, the letter of its column, and its text.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    title: str = ""
    stray: tuple[tuple[int, str, str], ...] = ()


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
    return from_workbook(path)


def from_markdown(text: str) -> Book:
    """Read Markdown tables; the number of a row is its line in the file."""
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    name = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match is None or _RULE.match(line):
            continue
        first, *cells = (cell.strip().replace("\\|", "|") for cell in _PIPE.split(match[1]))
        name = first or name
        if name and any(cells):
            tables.setdefault(name, []).append((number, cells))
    return _book(tables)


def from_workbook(path: Path | IO[bytes]) -> Book:
    """Read a workbook. Raises what the reader raises."""
    import openpyxl  # noqa: PLC0415 - slow to import, only for uploaded files

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    for sheet in workbook.worksheets:
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        filled = ((n, [_cell(value) for value in row]) for n, row in rows)
        tables[sheet.title.strip()] = [(n, row) for n, row in filled if any(row)]
    workbook.close()
    return _book(tables)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()  # Excel has no dates without a time
    return str(value).replace("\u00a0", " ").strip()


def _book(tables: Mapping[str, list[tuple[int, list[str]]]]) -> Book:
    filled = {title: rows for title, rows in tables.items() if rows}
    if len(filled) == 1 and next(iter(filled)).lower() not in FILE_SHEETS:
        title, rows = next(iter(filled.items()))
        return Book({"survey": _sheet("survey", title, rows)})
    return Book({title.lower(): _sheet(title.lower(), title, filled[title]) for title in filled})


def _sheet(name: str, title: str, rows: list[tuple[int, list[str]]]) -> Sheet:
    headers = rows[0][1]
    stray = tuple(
        (number, letter(place), text)
        for number, cells in rows[1:]
        for place, text in enumerate(cells)
        if text and not (headers[place : place + 1] or [""])[0]
    )
    named = tuple(h for h in headers if h)
    return Sheet(name, named, tuple(_rows(headers, rows[1:])), title, stray)


def letter(place: int) -> str:
    """Return the letter of a column as Excel shows it, counted from 0: 26 is AA."""
    before = letter(place // 26 - 1) if place >= 26 else ""  # noqa: PLR2004 - letters from A to Z
    return before + chr(ord("A") + place % 26)


def _rows(headers: list[str], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Row]:
    for number, cells in rows:
        pairs = zip(headers, cells, strict=False)
        named = {header: text for header, text in pairs if header and text}
        if named:
            yield Row(number, named)
