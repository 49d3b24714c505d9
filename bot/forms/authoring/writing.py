"""A plain book written as an XLSForm workbook that Collect, Kobo and pyxform take. Pure."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import books
from bot.forms.authoring.template import MADE_AT
from bot.forms.sheets import FILE_SHEETS, Book, Row, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def workbook(book: Book, name: str) -> bytes:
    """Return the .xlsx of a plain book; `name` is its form_id where the author gives none."""
    out = io.BytesIO()
    with books.opened(out, in_memory=True) as written:
        written.set_properties({"created": MADE_AT.replace(tzinfo=None)})
        for sheet in _sheets(book, name):
            _write(written, sheet)
    return out.getvalue()


def _sheets(book: Book, name: str) -> list[Sheet]:
    found = {each: book.sheets[each] for each in FILE_SHEETS if each in book.sheets}
    settings = found.get("settings") or Sheet("settings", (), ())
    first = settings.rows[0] if settings.rows else Row(0, {})
    if not first.get("form_id") and not first.get("id_string"):
        first = Row(first.number, {**first.cells, "form_id": name})
        headers = tuple(dict.fromkeys((*settings.headers, "form_id")))
        found["settings"] = replace(settings, headers=headers, rows=(first, *settings.rows[1:]))
    return list(found.values())


def _write(written: Workbook, sheet: Sheet) -> None:
    page = written.add_worksheet(sheet.name)
    headers = list(dict.fromkeys((*sheet.headers, *(h for row in sheet.rows for h in row.cells))))
    for place, header in enumerate(headers):
        page.write_string(0, place, header)
    for number, row in enumerate(sheet.rows, 1):
        for header, text in row.cells.items():
            page.write_string(number, headers.index(header), text)
