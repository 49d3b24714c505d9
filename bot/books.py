"""Workbooks to be written: every one begins here, so that what people typed stays a text."""

import re
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook

LONGEST: Final = 32_000  # characters; a cell takes 32,767
CUT: Final = " […]"  # behind a text that was cut
NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
PLAIN: Final = {"strings_to_formulas": False, "strings_to_urls": False}


def opened(target: "Path | IO[bytes]", **options: Any) -> "Workbook":
    """Begin a workbook; `options` are XlsxWriter's."""
    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written
    from xlsxwriter.worksheet import Worksheet  # noqa: PLC0415  # so, too

    class Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
        """A sheet whose texts are never markup."""

        def _write_string(self, row: int, col: int, string: str, *look: Any) -> Any:
            return super()._write_string(row, col, plain(string), *look)

    path = target if hasattr(target, "write") else str(target)
    book = xlsxwriter.Workbook(path, {**PLAIN, **options})
    book.worksheet_class = Sheet
    return book


def plain(text: str) -> str:
    """Return a text as XlsxWriter writes it: it takes «<r>…</r>» for markup of its own."""
    kept = cut(text)
    return f" {kept}" if kept.startswith("<r>") else kept


def cut(text: str) -> str:
    """Return a text as a cell can hold it: no control characters, cut with a mark."""
    kept = NO_XML.sub("", text)
    return kept if len(kept) <= LONGEST else kept[: LONGEST - len(CUT)] + CUT
