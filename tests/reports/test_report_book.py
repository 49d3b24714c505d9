"""The workbook of the report read back: what its cells are, how it looks, what people typed."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from random_year import YEAR, Year, drawn, put

from bot import books
from bot.errors import UserError
from bot.reports import report_book, stream_sheet
from bot.rules import report_columns
from storage import database
from storage.measures import MEASURES, RECORDS

ARGUMENTS = {
    "span": f"year:{YEAR}-1", "language": "ru", "zone": "Europe/Minsk",
    "now": "2026-12-30T09:00:00Z",
}  # fmt: skip
TRICKS = ("=1+1", "+7 (29) 123", "-2+3", "@тема", '=HYPERLINK("http://x")', "<r>«Мы & газета»</r>")
HEAD = 5  # the row of titles in a sheet of records, from 1


async def made(path: Path, year: Year, **arguments: Any) -> tuple[dict[str, Any], Any]:
    """Put a year into a database and return what is said of its workbook, and the workbook."""
    database.migrate(path)
    put(year, path)
    target = path.with_suffix(".xlsx")
    async with database.read_only(path) as db:
        told = await report_book.make(db, {**ARGUMENTS, **arguments}, target)
    return told, openpyxl.load_workbook(target)


@pytest.fixture(scope="module")
def rich() -> Year:
    """Return a year with many records of each kind."""
    return drawn(8, 20, least=12)


def column(page: Worksheet, title: str) -> list[Any]:
    """Return the cells below a title."""
    titles = [one.value for one in page[HEAD]]
    return [row[titles.index(title)] for row in page.iter_rows(min_row=HEAD + 1)]


async def test_every_measure_is_a_formula_and_every_kind_a_sheet(
    rich: Year, tmp_path: Path
) -> None:
    told, book = await made(tmp_path / "bot.sqlite", rich)
    assert told == {
        "name": "Отчёт 2026 год.xlsx",
        "title": "Отчёт: 2026 год",
        "footer": "Составлено: 30.12.2026 12:00. Период открыт.",
    }
    assert book.sheetnames == [
        "Отчёт", "Выезды", "План выездов", "Выполнение плана", "Рекомендации", "Подворные обходы",
        "Конкурсы", "Конкурсные работы", "Награды", "Классы школы", "Занятия",
        "Посещения занятий", "Сертификаты", "Издания", "Использование изданий", "Мониторинги",
        "Анкеты", "Показатели", "Консультации", "Выложено на сайт", "Поправки",
    ]  # fmt: skip
    first = book.worksheets[0]
    rows = [row for row in first.iter_rows(min_row=7) if row[9].value]
    assert [row[9].value for row in rows] == [
        one.name for records in RECORDS for one in MEASURES.values() if one.records == records
    ]
    assert {one.data_type for row in rows for one in row[1:4]} == {"f"}
    assert {row[1].hyperlink.location.split("!")[1] for row in rows} == {"A1"}
    assert rows[0][1].hyperlink.location == "'Выезды'!A1"
    assert rows[0][0].value == "Выездов в библиотеки"
    assert rows[0][8].value == "число строк; Итог: Выезд состоялся"
    assert [first.cell(row, 1).value for row in (1, 2, 3)] == [
        "Отчёт: 2026 год",
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Составлено: 30.12.2026 12:00. Период открыт.",
    ]


async def test_days_are_days_numbers_are_numbers_and_codes_are_words(
    rich: Year, tmp_path: Path
) -> None:
    _, book = await made(tmp_path / "bot.sqlite", rich)
    visits = book["Выезды"]
    days = column(visits, "Дата")
    assert {(one.is_date, type(one.value), one.number_format) for one in days} == {
        (True, datetime, "dd.mm.yyyy")
    }
    assert {one.value for one in column(visits, "Итог")} == {
        "Выезд состоялся", "Библиотека не работала",
    }  # fmt: skip
    assert {one.value for one in column(visits, "Цели")} == {
        None, "Изучение работы", "Изучение работы; Другое",
    }  # fmt: skip
    assert {one.value for one in column(visits, "Код")} == {"L1", "L2", "L3"}
    assert {one.value for one in column(visits, "Библиотека")} == {"Село 1", "Село 2", "Село 3"}
    assert {type(one.value) for one in column(visits, "№ поездки")} == {int}
    rounds = book["Подворные обходы"]
    assert {one.data_type for one in column(rounds, "Дворы, которые обошли")} == {"n"}
    months = column(book["План выездов"], "Месяц")
    assert {(one.is_date, one.number_format) for one in months} == {(True, "mm.yyyy")}


async def test_what_a_person_typed_is_never_a_formula(tmp_path: Path) -> None:
    """Neither formulas nor markup; control characters go, a text too long for a cell is cut."""
    year = drawn(8, 20, least=12)
    year.add(
        "site_log", kind="news", title="\x07звон\x00 " + "ы" * 40_000, put_on=f"{YEAR}-05-01",
        staff_id=1, created_at="2026-05-01T09:00:00Z",
    )  # fmt: skip
    _, book = await made(tmp_path / "bot.sqlite", year)
    typed = {
        one.value: one.data_type
        for page in book.worksheets[1:]
        for row in page.iter_rows()
        for one in row
        if one.data_type != "n" and not one.is_date
    }
    assert {one: typed[one] for one in TRICKS} == dict.fromkeys(TRICKS, "s")
    assert set(typed.values()) == {"s"}
    [long] = [one for one in typed if one.startswith("звон")]
    assert long == "звон " + "ы" * (books.LONGEST - 9) + " […]"


async def test_a_sheet_is_laid_out_for_paper_and_for_reading(rich: Year, tmp_path: Path) -> None:
    _, book = await made(tmp_path / "bot.sqlite", rich)
    for page in book.worksheets:
        setup = page.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("landscape", 9, 0)
        assert page.print_title_rows
        assert page.freeze_panes
    visits = book["Выезды"]
    assert (visits.print_title_rows, visits.freeze_panes) == ("$5:$5", "C6")
    assert visits.auto_filter.ref == f"A5:I{visits.max_row}"
    assert visits.oddHeader.left.text == (
        "ГУК «Слонимская районная библиотека им. Якуба Коласа». Отчёт: 2026 год"
    )
    assert visits.oddFooter.left.text == "Составлено: 30.12.2026 12:00. Период открыт."
    assert [one.value for one in visits[HEAD]][-2:] == ["outcome", "library_id"]
    hidden = visits.column_dimensions["J"]
    assert (hidden.min, hidden.max, hidden.hidden) == (10, 11, True)
    longest = max(len(str(one.value)) for one in column(visits, "Библиотека"))
    assert visits.column_dimensions["D"].width > longest
    assert book.worksheets[0].print_area == f"'Отчёт'!$A$1:$I${book.worksheets[0].max_row}"


async def test_corrections_are_a_sheet_and_one_outside_its_time_counts_nothing(
    tmp_path: Path,
) -> None:
    year = drawn(1, 0)
    year.add(
        "measure_corrections", measure="trips", first_on=f"{YEAR - 1}-12-01",
        last_on=f"{YEAR}-01-31", library_id=None, number=5, ground="по тетради",
        made_at="2026-01-31T21:30:00Z", made_by=1,
    )  # fmt: skip
    for first, last, number in (("01-01", "08-31", 96), ("12-01", "12-31", 4)):
        year.add(
            "measure_corrections", measure="visits", first_on=f"{YEAR}-{first}",
            last_on=f"{YEAR}-{last}", library_id=None, number=number,
            ground="=по бумажному журналу", made_at="2026-09-01T21:30:00Z", made_by=1,
        )  # fmt: skip
    year.add(
        "measure_corrections", measure="visits", first_on=f"{YEAR}-01-01",
        last_on=f"{YEAR + 1}-01-01", library_id=2, number=7, ground="по тетради",
        made_at="2026-09-01T21:30:00Z", made_by=1,
    )  # fmt: skip
    _, book = await made(tmp_path / "bot.sqlite", year)
    page = book["Поправки"]
    assert [
        tuple(str(one.value) for one in row) for row in page.iter_rows(min_row=6, max_col=11)
    ] == [
        (
            "Выездов в библиотеки", "2026-01-01 00:00:00", "2026-08-31 00:00:00", "None", "None",
            "вся сеть", "96", "96", "=по бумажному журналу", "Полкина-1 А.",
            "2026-09-02 00:30:00",
        ),
        (
            "Выездов в библиотеки", "2026-12-01 00:00:00", "2026-12-31 00:00:00",
                "декабрь 2026 года", "None",
            "вся сеть", "4", "4", "=по бумажному журналу", "Полкина-1 А.",
            "2026-09-02 00:30:00",
        ),
        (
            "Поездок", "2025-12-01 00:00:00", "2026-01-31 00:00:00", "None", "None",
            "вся сеть", "5", "0", "по тетради", "Полкина-1 А.", "2026-02-01 00:30:00",
        ),
        (
            "Выездов в библиотеки", "2026-01-01 00:00:00", "2027-01-01 00:00:00", "None", "L2",
            "Село 2", "7", "0", "по тетради", "Полкина-1 А.", "2026-09-02 00:30:00",
        ),
    ]  # fmt: skip
    values = openpyxl.load_workbook(tmp_path / "bot.xlsx", data_only=True).worksheets[0]
    assert [one.value for one in values[8]][:5] == ["Выездов в библиотеки", 100, 0, 100, None]


async def test_a_report_in_belarusian_of_one_library_names_it(rich: Year, tmp_path: Path) -> None:
    told, book = await made(tmp_path / "bot.sqlite", rich, language="be", libraries=[2])
    assert told["title"] == "Справаздача: 2026 год. Село 2"
    assert book.sheetnames[:3] == ["Справаздача", "Выезды", "План выездаў"]
    assert {one.value for one in column(book["Выезды"], "Бібліятэка")} == {"Село 2"}


async def test_an_empty_year_has_noughts_and_says_that_nothing_was_before(tmp_path: Path) -> None:
    _, book = await made(tmp_path / "bot.sqlite", drawn(1, 0))
    values = openpyxl.load_workbook(tmp_path / "bot.xlsx", data_only=True).worksheets[0]
    assert {row[1] for row in values.iter_rows(min_row=7, values_only=True) if row[9]} == {0}
    assert book.worksheets[0]["A3"].value == (
        "Составлено: 30.12.2026 12:00. Период открыт. За то же время год назад записей нет."
    )


@pytest.mark.parametrize("language", ["ru", "be", "en"])
def test_every_column_has_a_title_and_every_sheet_a_name_that_excel_takes(language: str) -> None:
    from bot.catalogs import translator  # noqa: PLC0415

    t = translator(language)
    assert list(report_columns.TITLES) == list(RECORDS)
    names = [t.plain(one) for one in report_columns.TITLES.values()]
    assert len({one.casefold() for one in names}) == len(names)
    assert max(map(len, names)) <= 31
    for records, kind in RECORDS.items():
        shown = [report_columns.column(records, one) for one in kind.columns]
        assert all(t.plain(one.title) for one in shown)
        assert ("NULL AS library_id" in kind.sql) == (records in report_columns.OF_NO_LIBRARY)


async def test_more_rows_than_excel_has_are_refused(
    rich: Year, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_sheet, "ROWS", 12)
    with pytest.raises(UserError) as refused:
        await made(tmp_path / "bot.sqlite", rich)
    assert refused.value.values == {"records": "Выезды", "limit": 7}


async def test_a_text_that_looks_like_markup_leaves_the_file_whole(tmp_path: Path) -> None:
    """XlsxWriter takes «<r>…</r>» for its own; a broken tag in it would break the sheet."""
    year = drawn(1, 0)
    year.add("settings", name="institution_name", value='"<r>Библиотека & <b></r>"')
    for row in year.of("libraries"):
        row["short_ru"] = "<r>_x0041_<t></r>"  # not the letter A
    year.add(
        "plan_lines", library_id=1, approved_month=f"{YEAR}-03", month=f"{YEAR}-03",
        state="planned", created_at="x", updated_at="x",
    )  # fmt: skip
    _, book = await made(tmp_path / "bot.sqlite", year)
    assert book.worksheets[0]["A2"].value == " <r>Библиотека & <b></r>"
    [library] = column(book["План выездов"], "Библиотека")
    assert library.value == "<r>_x005F_x0041_<t></r>"
