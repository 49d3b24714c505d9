"""A workbook of the year's plan read as a grid: libraries by months; pure.

The header is found by the names of months in any of our languages; a year stands above it or in
the name of the sheet. A mark is a plus, a number of visits or one of the words that we write.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.errors import UserError
from bot.imports.columns import folded
from bot.msgid import msgid

Rows = Iterable[tuple[int, Sequence[str]]]
Pages = Sequence[tuple[str, Sequence[tuple[int, Sequence[str]]]]]

LEAST_MONTHS: Final = 6  # of a header
MOST: Final = 4  # visits to a library in a month
YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
PARTS: Final = re.compile(r"\s*[;\n]\s*")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("Код", "Код", "Code"),
    "library": ("Библиотека", "Бібліятэка", "Library", "название", "назва"),
    "who": ("Кто едет", "Хто едзе", "Who goes", "методист", "метадыст"),
}
"""Headers in Russian, Belarusian, English, then whatever else counts."""
STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "planned": ("план", "план", "plan"),
    "done": ("выполнено", "выканана", "done"),
    "moved": ("перенос с", "перанос з", "moved from"),
    "cancelled": ("отменено", "скасавана", "cancelled"),
}
"""What a mark says, in Russian, Belarusian, English; the exported workbook says the same."""
ONE: Final = frozenset({"+", "x", "х", "v", "✓", "*", "да", "так", "yes"})
NOTHING: Final = frozenset({"", "-", "–", "—", "0", "нет", "не", "no"})


class NoGridError(UserError):
    """No sheet of the file has a header with months and libraries."""

    def __init__(self) -> None:
        super().__init__(
            msgid(
                "No plan is in this file: a row with the headers «Library» and the months is "
                "needed. Take the empty table from here and fill it in."
            )
        )


@dataclass(frozen=True, slots=True)
class GridRow:
    """A library's row as it was written; marks by the number of their month."""

    number: int  # as Excel shows it
    code: str
    library: str
    who: str
    marks: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Grid:
    """The plan of a file; `year` is None where the file does not say it."""

    sheet: str
    year: int | None
    rows: tuple[GridRow, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the grid as JSON holds it."""
        return {
            "sheet": self.sheet,
            "year": self.year,
            "rows": [
                [one.number, one.code, one.library, one.who, sorted(one.marks.items())]
                for one in self.rows
            ],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Grid":
        """Return what `as_json` wrote."""
        rows = tuple(
            GridRow(number, code, library, who, {int(month): mark for month, mark in marks})
            for number, code, library, who, marks in kept["rows"]
        )
        return cls(kept["sheet"], kept["year"], rows)


def read(pages: Pages) -> Grid:
    """Return the first sheet with a header of months; raise NoGridError where there is none."""
    for title, rows in pages:
        for place, (_, cells) in enumerate(rows):
            columns = _columns(cells)
            if columns is not None:
                above = [title, *(" ".join(one) for _, one in rows[:place])]
                return Grid(title, _year(above), tuple(_rows(rows[place + 1 :], columns)))
    raise NoGridError


def _months() -> dict[str, int]:
    """Return what a header may call each month: «октябрь», «окт», «кастрычнік», ..."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for month in range(1, 13):
            name = folded(translator(language).month(date(2026, month, 1)))
            found |= {name: month, name[:3]: month}
    return found


def _columns(cells: Sequence[str]) -> dict[str | int, int] | None:
    """Return where the columns stand, months by number; None where this is no header."""
    months = _months()
    named = {folded(word): name for name, words in COLUMNS.items() for word in words}
    found: dict[str | int, int] = {}
    for place, cell in enumerate(cells):
        name = months.get(folded(cell)) or named.get(folded(cell))
        if name is not None:
            found.setdefault(name, place)
    is_header = sum(isinstance(name, int) for name in found) >= LEAST_MONTHS
    return found if is_header and {"code", "library"} & found.keys() else None


def _year(above: Iterable[str]) -> int | None:
    found = [int(match[1]) for text in above if (match := YEAR.search(text))]
    return found[0] if found else None


def _rows(rows: Rows, columns: Mapping[str | int, int]) -> Iterable[GridRow]:
    for number, cells in rows:

        def cell(name: str | int, cells: Sequence[str] = cells) -> str:
            place = columns.get(name, len(cells))
            return cells[place].strip() if place < len(cells) else ""

        if (cell("code") or cell("library")) and not "".join(cells[:1]).startswith("#"):
            marks = {month: cell(month) for month in range(1, 13) if cell(month)}
            yield GridRow(number, cell("code"), cell("library"), cell("who"), marks)


def visits(mark: str) -> int | None:
    """Return how many visits a mark stands for; None for one that is not understood."""
    found = [_part(folded(part)) for part in PARTS.split(mark)]
    counted = [one for one in found if one is not None]
    if len(counted) < len(found) or sum(counted) > MOST:
        return None
    return sum(counted)


def _part(part: str) -> int | None:
    if part in NOTHING:
        return 0
    if part in ONE:
        return 1
    if part.isascii() and part.isdecimal():
        return int(part)
    for state, words in STATES.items():
        if part.startswith(words):
            return 0 if state == "cancelled" else 1
    return None
