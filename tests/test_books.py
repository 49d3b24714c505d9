"""Every workbook that is written keeps what people typed, and opens."""

import io
from pathlib import Path

import openpyxl
import pytest

from bot import books

TYPED = ["<r>жирно & косо</r>", "=1+1", "http://example.org", "звон\x07ок", "x" * 40_000]
KEPT = [" <r>жирно & косо</r>", "=1+1", "http://example.org", "звонок", "x" * 31_996 + " […]"]


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}, {"in_memory": True}])
def test_a_typed_text_stays_a_text(options: dict[str, bool]) -> None:
    out = io.BytesIO()
    with books.opened(out, **options) as book:
        page = book.add_worksheet("Лист")
        for row, text in enumerate(TYPED):
            page.write_string(row, 0, text)
    sheet = openpyxl.load_workbook(out)["Лист"]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet["A"]] == [
        (text, "s", None) for text in KEPT
    ]


def test_every_workbook_begins_there() -> None:
    """XlsxWriter by itself would take some texts for formulas, links and markup."""
    root = Path(books.__file__).parent
    own = [
        str(one.relative_to(root))
        for one in root.rglob("*.py")
        if ".Workbook(" in one.read_text("utf-8")
    ]
    assert own == ["books.py"]
