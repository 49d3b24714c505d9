"""What was read from a file: sheets of numbered rows, every cell as text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet with its number as Excel shows it; cells by the table's short names."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the file, recognised by its headers."""

    title: str  # the sheet's name; of a CSV the file's
    table: str  # name of the Table; empty where the headers are not known
    header_row: int
    headers: Mapping[str, str]  # by short name, as they stand in the file
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be saved, in words still to be translated."""

    sheet: str
    row: int
    text: str
    values: Mapping[str, Any]


def as_json(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Return sheets as JSON holds them, for the way out of the child process."""
    return [
        {
            "title": sheet.title,
            "table": sheet.table,
            "header_row": sheet.header_row,
            "headers": dict(sheet.headers),
            "lines": [[line.number, dict(line.cells)] for line in sheet.lines],
        }
        for sheet in sheets
    ]


def from_json(sheets: Iterable[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Return what `as_json` wrote."""
    return tuple(
        Sheet(
            sheet["title"],
            sheet["table"],
            sheet["header_row"],
            sheet["headers"],
            tuple(Line(number, cells) for number, cells in sheet["lines"]),
        )
        for sheet in sheets
    )
