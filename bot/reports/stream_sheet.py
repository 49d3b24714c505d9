"""A worksheet that takes millions of cells: rows go straight into its file as they are read.

What a person typed is a string, whatever it begins with, and is never markup of the file.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from bot import books

ROWS: Final = 2**20  # of a sheet of Excel
MARKUP: Final = re.compile("[&<>]")
HEX: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as a letter
EPOCH: Final = date(1899, 12, 30).toordinal()  # Excel's day 0, right from March 1900 on

Cell = Callable[[int, Any], str]  # row from 1 and value; the cell's XML


def serial(day: date) -> int:
    """Return the number by which Excel knows a day."""
    return day.toordinal() - EPOCH


class StreamSheet(Worksheet):  # type: ignore[misc]  # the library has no types
    """Writes whole rows as XML past XlsxWriter's checks of each cell, five times as fast.

    For workbooks in constant_memory only; rows must come in their order.
    """

    def write_cells(self, row: int, cells: Sequence[str], height: float = 0) -> None:
        """Write a row (from 0) of what `text`, `number` and `blank` made; `height` in points."""
        if row > self.previous_row:
            self._write_single_row(row)  # what was written before in the usual way
        self._check_dimensions(row, 0)
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        self.fh.write(f'<row r="{row + 1}"{tall}>{"".join(cells)}</row>')


def text(column: int, look: Any) -> Cell:
    """Return what makes cells of text in a column; nothing at all is a blank."""
    before, index = _opened(column, look)
    inline = f'" s="{index}" t="inlineStr"><is><t xml:space="preserve">'
    empty = f'" s="{index}"/>'

    def cell(row: int, value: Any) -> str:
        if value is None or value == "":
            return f"{before}{row}{empty}"
        said = str(value)
        if books.NO_XML.search(said) or len(said) > books.LONGEST or "_x" in said:
            said = HEX.sub("_x005F_", books.cut(said))
        if MARKUP.search(said):
            said = escape(said, quote=False)
        return f"{before}{row}{inline}{said}</t></is></c>"

    return cell


def number(column: int, look: Any) -> Cell:
    """Return what makes cells of numbers in a column; None is a blank."""
    before, index = _opened(column, look)
    inside, empty = f'" s="{index}"><v>', f'" s="{index}"/>'

    def cell(row: int, value: Any) -> str:
        if value is None:
            return f"{before}{row}{empty}"
        return f"{before}{row}{inside}{value}</v></c>"

    return cell


def _opened(column: int, look: Any) -> tuple[str, int]:
    """Return how a cell of a column begins, and the number of its format in the file."""
    index: int = look._get_xf_index()  # noqa: SLF001  # XlsxWriter tells it in no other way
    return f'<c r="{xl_col_to_name(column)}', index
