"""The plan read from a workbook: what is new, doubtful, double and missing, row by row."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.catalogs import translator
from bot.imports import plan_grid, plan_merging, reading
from bot.imports.plan_grid import Grid, GridRow
from bot.imports.plan_merging import Known
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.visit_plan import NewLine, PlanLine

OCTOBER = date(2026, 10, 15)
HEAD_RU = ["Код", "Библиотека", "Методист", "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь"]
HEAD_BE = ["Назва", "сту", "лют", "сак", "кра", "май", "чэр", "ліп", "жні", "вер", "кас", "ліс"]


def a_library(library_id: int, short: str, **changes: object) -> Library:
    plain = {"code": f"SL-0{library_id}", "short_ru": short, "full_ru": f"Библиотека {short}"}
    values = {**plain, "kind": "rural", "library_id": library_id, **changes}
    return Library(**values)  # type: ignore[arg-type]


def a_line(library_id: int, month: int, state: str = "planned") -> PlanLine:
    return PlanLine(
        plan_line_id=library_id * 100 + month, library_id=library_id,
        approved_month=date(2026, month, 1), month=date(2026, month, 1), staff_id=3, state=state,
        reason=None, reason_text=None, plan_trip_id=None, position=None, visit_id=None,
        visited_on=None,
    )  # fmt: skip


PAVEL = Staff(
    staff_id=4, code="4", surname_ru="Книжник", name_ru="Павел", patronymic_ru="Андреевич",
    role="methodist", surname_be="Кніжнік", name_be="Павел", patronymic_be="Андрэевіч",
)  # fmt: skip
LIBRARIES = {
    1: a_library(1, "Деревная", short_be="Дзераўная"),
    2: a_library(2, "Озерница"),
    3: a_library(3, "Павлово", closed_on=date(2026, 6, 10)),
    4: a_library(4, "Павловичи"),
}


def known(*lines: PlanLine, **changes: object) -> Known:
    plain = {
        "libraries": LIBRARIES, "planners": [PAVEL], "lines": lines, "years": (2000, 2027),
        "default_year": 2027, "default_staff": 2,
    }  # fmt: skip
    return Known(**{**plain, **changes})  # type: ignore[arg-type]


def a_file(folder: Path, *rows: list[object], title: str = "Лист1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    path = folder / "plan"
    path.write_bytes(out.getvalue())
    return path


def read(path: Path, name: str = "план.xlsx") -> Grid:
    return plan_grid.read(reading.pages(path, name))


def said(grid: Grid, of: Known, language: str = "ru") -> list[str]:
    merged = plan_merging.merge(grid, of, OCTOBER)
    t = translator(language).plain
    return plan_merging.said(merged, t, lambda key: LIBRARIES[key].short(language))


@pytest.mark.parametrize(
    ("mark", "visits"),
    [
        ("", 0), ("-", 0), ("нет", 0), ("+", 1), ("Х", 1), ("x", 1), ("2", 2), ("план", 1),
        ("выполнено 06.10", 1), ("перенос с 09", 1), ("отменено: дороги", 0),
        ("выполнено 06.10; план", 2), ("отменено: дороги; план", 1), ("скасавана: адпачынак", 0),
        ("перанос з 09", 1), ("5", None), ("2; план; план; план", None), ("может быть", None),
        ("15.03", None),
    ],
)  # fmt: skip
def test_what_a_mark_stands_for(mark, visits):
    assert plan_grid.visits(mark) == visits


def test_a_workbook_of_ones_own(tmp_path):
    """A title and an explanation above, remarks, blank rows, sums below without a library."""
    path = a_file(
        tmp_path, ["План выездов на 2026 год"], [None], HEAD_RU,
        ["SL-01", "Деревная", "Книжник П. А.", "+", None, None, 2],
        ["# образец", "Деревная", None, "+"], [None, "Озерница", None, None, "план"],
        [None, None, "Итого", 1, 1],
    )  # fmt: skip
    grid = read(path)
    assert grid == Grid(
        "Лист1",
        2026,
        (
            GridRow(4, "SL-01", "Деревная", "Книжник П. А.", {1: "+", 4: "2"}),
            GridRow(6, "", "Озерница", "", {2: "план"}),
        ),
    )
    assert Grid.from_json(grid.as_json()) == grid
    merged = plan_merging.merge(grid, known(), OCTOBER)
    assert merged.new == (
        NewLine(library_id=1, month=date(2026, 1, 1), staff_id=4),
        NewLine(library_id=1, month=date(2026, 4, 1), staff_id=4),
        NewLine(library_id=1, month=date(2026, 4, 1), staff_id=4),
        NewLine(library_id=2, month=date(2026, 2, 1), staff_id=2),
    )
    assert said(grid, known()) == [
        "План на 2026 год. Новых выездов: 4, уже в плане: 0.",
        "Нет в файле: 1 (Павловичи).",
        "Пока ничего не сохранено.",
    ]


def test_a_csv_in_belarusian_with_short_months(tmp_path):
    """The year is that of the screen where the file says none; known visits are not doubled."""
    path = tmp_path / "plan.csv"
    rows = [HEAD_BE, ["Дзераўная", "", "+", "2"]]
    path.write_text("\n".join(";".join(row) for row in rows), "utf-8")
    grid = read(path, "план.csv")
    of = known(a_line(1, 3), a_line(1, 5), a_line(1, 2, "cancelled"), default_year=2026)
    assert grid.year is None
    assert said(grid, of, "be") == [
        "План на 2026 год. Новых выездаў: 2, ужо ў плане: 1.",
        "Няма ў файле: 2 (Озерница, Павловичи).",
        "Ёсць у плане, але няма ў файле, застаецца: Дзераўная 1.",
        "Пакуль нічога не захавана.",
    ]
    assert plan_merging.merge(grid, of, OCTOBER).new == (
        NewLine(library_id=1, month=date(2026, 2, 1), staff_id=3),
        NewLine(library_id=1, month=date(2026, 3, 1), staff_id=3),
    )


def test_every_bad_row_is_told(tmp_path):
    """Nothing is taken of a file with one of them."""
    path = a_file(
        tmp_path, ["2026"], HEAD_RU,
        ["SL-01", "Деревная", "Петрова", "?"], [None, "деревная", None, "+"],
        [None, "Павл", None, "+"], ["SL-77", None, None, "+"], ["SL-02", "Деревная", None, "+"],
        ["SL-02", None, None, None, "+"], ["SL-03", None, None, None, None, None, None, None, "+"],
        ["SL-03", "Павлово"],
    )  # fmt: skip
    of = known(closed=frozenset({2}), libraries={**LIBRARIES, 3: a_library(
        3, "Павлово", closed_on=date(2026, 5, 31)
    )})  # fmt: skip
    assert said(read(path), of)[1:] == [
        "Нет в файле: 1 (Павловичи).",
        "«Лист1», строка 3, в отделе нет такого сотрудника: «Петрова».",
        "«Лист1», строка 3, месяц 1: непонятная отметка «?»; нужен плюс или число до 4.",
        "«Лист1», строка 4, эта библиотека уже есть в строке 3: Деревная.",
        "«Лист1», строка 5, ни одна библиотека не называется «Павл», или таких несколько.",
        "«Лист1», строка 6, ни одна библиотека не называется «SL-77», или таких несколько.",
        "«Лист1», строка 7, код SL-02 – одной библиотеки, а название «Деревная» – другой.",
        "«Лист1», строка 8, месяц 2: период закрыт.",
        "«Лист1», строка 9, месяц 6: библиотека к этому времени уже закрыта: Павлово.",
        "«Лист1», строка 10, эта библиотека уже есть в строке 9: Павлово.",
        "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите.",
    ]
    assert not plan_merging.merge(read(path), of, OCTOBER).can_apply


def test_a_year_far_away_is_refused(tmp_path):
    path = a_file(tmp_path, ["План на 2062 год"], HEAD_RU, ["SL-01", None, None, "+"])
    assert said(read(path), known())[1:] == [
        "«Лист1», строка 1, 2062 год планировать нельзя.",
        "Ничего не сохранено. Исправьте, пожалуйста, эти строки в файле и повторите.",
    ]


def test_a_file_without_months_is_no_plan(tmp_path):
    path = a_file(tmp_path, ["Код", "Библиотека", "Январь"], ["SL-01", "Деревная", "+"])
    with pytest.raises(plan_grid.NoGridError):
        read(path)
