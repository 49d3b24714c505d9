"""The plan's workbook: the same as SQL says, ready for the printer, read back without a change."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import prepared
import pytest

from bot import sample
from bot.catalogs import translator
from bot.imports import plan_checking, plan_grid, plan_merging, reading
from bot.reports import plan_book
from storage import periods, plan_making
from storage.database import Database

DEMO_DAY = date(2026, 10, 15)
NOW = "2026-10-15T06:28:00Z"


@pytest.fixture
async def filled(tmp_path: Path):
    """Open the sample network with its plan of 2026."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await Database.open(path)
    async with opened.write() as tx:
        await sample.load(tx, DEMO_DAY, telegram=True, with_campaign=False)
    yield opened
    await opened.close()


async def book(db: Database, path: Path, language: str = "ru", *, is_empty: bool = False):
    arguments = {
        "year": 2026, "language": language, "zone": "Europe/Minsk", "now": NOW, "staff_id": 3,
        "is_empty": is_empty,
    }  # fmt: skip
    async with db.read() as reader:
        await plan_book.make(reader, arguments, path)
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active


async def merged(db: Database, path: Path) -> plan_merging.Merged:
    grid = plan_grid.read(reading.pages(path, "план.xlsx"))
    async with db.read() as reader:
        known = await plan_checking.existing(reader, grid, DEMO_DAY, 2027, 3)
    return plan_merging.merge(grid, known, DEMO_DAY)


def cells(page, row: int) -> list[object]:
    return [one.value for one in page[row]]


async def test_states_plan_and_fact(filled, tmp_path):
    page = await book(filled, tmp_path / "plan.xlsx")
    assert page.title == "План 2026"
    assert [page.cell(n, 1).value for n in (1, 2)] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»", "План выездов: 2026 год",
    ]  # fmt: skip
    assert cells(page, 6) == [
        1, "SL-09", "Большие Шиловичи", "Книжник П. А.", None, None, None, None, "план", None,
        None, None, None, None, "перенос с 09", None, 2, 0,
    ]  # fmt: skip
    marks = {
        (page.cell(row, 2).value, page.cell(5, column).value): page.cell(row, column).value
        for row in range(6, 18)
        for column in range(5, 17)
        if page.cell(row, column).value
    }
    assert len(marks) == 17
    assert marks["SL-07", "Июнь"] == "отменено: транспорт"
    assert marks["SL-12", "Май"] == "выполнено 14.05"
    totals = {page.cell(row, 1).value: cells(page, row)[12:17] for row in range(18, 23)}
    assert totals == {
        "В плане": [4, 6, 3, 0, 17],
        "Из них выполнено": [4, 3, 0, 0, 9],
        "Выездов вне плана": [0, 1, 0, 0, 1],
        "Всего выездов в библиотеки": [4, 4, 0, 0, 10],
        "Поездок": [2, 2, 0, 0, 6],
    }
    tail = [page.cell(row, 1).value for row in range(24, 36) if page.cell(row, 1).value]
    assert tail[3:] == [
        "В отчёт идёт число выездов в библиотеки.",
        "Период открыт.",
        "Составитель: ________________________ / Аннотова С. Ю.",
        "Утверждаю: ________________________ / ________________________",
        "Дата: ________________________",
    ]


async def test_it_says_that_a_part_of_the_year_is_closed(filled, tmp_path):
    async with filled.write() as tx:
        await periods.close(tx, "quarter", date(2026, 1, 1), date(2026, 3, 31), now=NOW, by=1)
    page = await book(filled, tmp_path / "plan.xlsx", "be")
    said = [page.cell(row, 1).value for row in range(24, 30)]
    assert said[3:5] == [
        "У справаздачу ідзе колькасць выездаў у бібліятэкі.", "Перыяд закрыты часткова.",
    ]  # fmt: skip


async def test_it_prints_on_landscape_a4_with_a_footer(filled, tmp_path):
    page = await book(filled, tmp_path / "plan.xlsx")
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
    assert page.print_title_rows == "$5:$5"
    assert page.oddFooter.left.text == "План выездов: 2026 год. Составлено: 15.10.2026 09:28"


@pytest.mark.parametrize("language", ["ru", "be", "en"])
async def test_sent_back_as_it_is_it_changes_nothing(filled, tmp_path, language):
    await book(filled, tmp_path / "plan.xlsx", language)
    found = await merged(filled, tmp_path / "plan.xlsx")
    assert found == plan_merging.Merged(2026, known=16)


async def test_an_emptied_plan_comes_back_from_its_workbook(filled, tmp_path):
    """Without the cancelled line; visits mark what they marked before."""
    query = """
        SELECT library_id, month, staff_id, state FROM plan_lines
        WHERE removed_at IS NULL AND state <> 'cancelled' ORDER BY 1, 2
    """
    async with filled.read() as db:
        before = [tuple(row) for row in await db.all(query)]
    await book(filled, tmp_path / "plan.xlsx")
    async with filled.write() as tx:
        await tx.run("DELETE FROM plan_lines")
    found = await merged(filled, tmp_path / "plan.xlsx")
    async with filled.write() as tx:
        await plan_making.add(tx, "imported", 2026, found.new, now=NOW, by=3)
    async with filled.read() as db:
        assert [tuple(row) for row in await db.all(query)] == before


async def test_the_empty_table_has_the_libraries_and_no_marks(filled, tmp_path):
    page = await book(filled, tmp_path / "plan.xlsx", "be", is_empty=True)
    assert [page.cell(row, 3).value for row in (6, 7, 17)] == [
        "Азярніца", "Васілевічы", "Цэнтральная",
    ]  # fmt: skip
    assert page.max_row == 17
    assert page.cell(5, 16).value == "Снежань"
    page.cell(6, 5).value = "+"
    page.parent.save(tmp_path / "filled.xlsx")
    found = await merged(filled, tmp_path / "filled.xlsx")
    assert [(one.library_id, one.month) for one in found.new] == [(5, date(2026, 1, 1))]
    t = translator("be")
    assert page.cell(3, 1).value == t.plain(plan_book.HOW)
