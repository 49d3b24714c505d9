"""Files as people send them: workbooks, CSV of any encoding, broken and hostile ones."""

import io
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from bot.catalogs import LANGUAGES, translator
from bot.imports import Existing, UnreadableFileError, columns, example, plan, read, read_safely
from bot.imports import reading as module
from bot.imports.columns import BY_NAME, TABLES, Lookup, recognised

ROWS = "Код;Название;Состояние\nSL-05;Озерница;открыта\n"


def a_file(folder: Path, content: bytes | str, name: str = "libraries.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def a_workbook(folder: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    path = folder / "network.xlsx"
    book.save(path)
    return path


def cells(path: Path) -> list[tuple[str, int, dict[str, str]]]:
    return [
        (sheet.table, line.number, dict(line.cells))
        for sheet in read(path)
        for line in sheet.lines
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_any_encoding_and_with_any_delimiter(tmp_path, encoding, delimiter):
    path = a_file(tmp_path, ROWS.replace(";", delimiter), encoding=encoding)
    assert cells(path) == [
        ("libraries", 2, {"code": "SL-05", "short_ru": "Озерница", "status": "открыта"})
    ]


def test_remarks_blank_rows_and_quoted_lines_keep_the_row_numbers(tmp_path):
    text = (
        "# libraries.csv\n\nкод,название,q\n# SL-00,пример,A\n\n"
        '"SL-01","Центр,\nплощадь",A\nSL-02,Жировичи\n'
    )
    assert cells(a_file(tmp_path, text)) == [
        ("libraries", 7, {"code": "SL-01", "short_ru": "Центр,\nплощадь", "q": "A"}),
        ("libraries", 8, {"code": "SL-02", "short_ru": "Жировичи", "q": ""}),
    ]


def test_a_workbook_is_read_sheet_by_sheet_under_titles_and_stars(tmp_path):
    path = a_workbook(
        tmp_path,
        Сеть=[["Наша сеть"], [], ["КОД *", "Название:"], ["SL-01", "Центр"], [None, None]],
        Люди=[["Номер", "Фамилия", "Имя", "Роль"], [5.0, "Закладкина", "Нина", "библиотекарь"]],
        Выезды=[
            ["Дата", "Библиотека", "Кто ездил", "Что сделано"],
            [datetime(2026, 5, 14), "SL-01", 5, "x"],  # noqa: DTZ001  # Excel knows no zones
            [date(2026, 5, 15), "SL-01", 5.5, time(9, 30)],
            [datetime(2026, 5, 14, 9, 30), "SL-01", True, "x"],  # noqa: DTZ001
        ],
        Разное=[["Закупить", "мел"]],
        Пусто=[],
    )
    assert cells(path) == [
        ("libraries", 4, {"code": "SL-01", "short_ru": "Центр"}),
        ("staff", 2, {"id": "5", "surname": "Закладкина", "name": "Нина", "role": "библиотекарь"}),
        ("visits", 2, {"date": "2026-05-14", "library": "SL-01", "travellers": "5", "done": "x"}),
        (
            "visits",
            3,
            {"date": "2026-05-15", "library": "SL-01", "travellers": "5.5", "done": "09:30:00"},
        ),
        (
            "visits",
            4,
            {"date": "2026-05-14 09:30:00", "library": "SL-01", "travellers": "True", "done": "x"},
        ),
    ]
    assert [(sheet.title, sheet.table) for sheet in read(path)][-1] == ("Разное", "")


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02\x98\xff",
        "Просто письмо".encode(),
        b"PK\x03\x04 torn",
        zip_of(readme=b"not a workbook"),
        b"\xd0\xcf\x11\xe0 old",
        b'"' + b"a" * 200_000,
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, content):
    with pytest.raises(UnreadableFileError):
        read(a_file(tmp_path, content))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(UnreadableFileError):
        read(a_file(tmp_path, zip_of(sheet=b"0" * 5000)))


def test_a_file_too_big_or_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_ROWS", 1)
    with pytest.raises(UnreadableFileError):
        read(a_file(tmp_path, ROWS))
    rows = [["Код", "Название"], ["1", "А"]]
    with pytest.raises(UnreadableFileError):
        read(a_workbook(tmp_path, Сеть=rows))
    monkeypatch.setattr(module, "MAX_BYTES", 3)
    with pytest.raises(UnreadableFileError):
        read(a_file(tmp_path, ROWS))


def test_a_workbook_torn_inside_a_sheet_is_refused(tmp_path):
    whole = a_workbook(tmp_path, Сеть=[["Код", "Название"], ["1", "А"]])
    parts = {}
    with zipfile.ZipFile(whole) as box:
        for name in box.namelist():
            parts[name] = box.read(name)
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet][: len(parts[sheet]) // 2]
    with pytest.raises(UnreadableFileError):
        read(a_file(tmp_path, zip_of(**parts), "torn.xlsx"))


async def test_a_child_reads_what_somebody_sent(tmp_path):
    path = a_workbook(tmp_path, Сеть=[["Код", "Название"], ["SL-01", "Центр"]])
    assert await read_safely(path) == read(path)
    with pytest.raises(UnreadableFileError) as refusal:
        await read_safely(a_file(tmp_path, "Просто письмо"), "письмо.txt")
    assert str(refusal.value).startswith("No known table is in this file")


async def test_a_child_that_dies_or_hangs_is_a_broken_file(tmp_path, monkeypatch):
    with pytest.raises(UnreadableFileError):
        await read_safely(tmp_path / "missing.csv")
    hanging = tmp_path / "hang"
    hanging.write_text("#!/bin/sh\nexec sleep 60\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(hanging))
    monkeypatch.setattr(module, "CHILD_TIMEOUT_S", 0.05)
    with pytest.raises(UnreadableFileError):
        await read_safely(a_file(tmp_path, ROWS))


def test_the_child_says_sheets_or_a_refusal_as_json(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(module.resource, "setrlimit", lambda *_: None)
    module.main(str(a_file(tmp_path, ROWS)), "сеть.csv")
    module.main(str(a_file(tmp_path, "письмо")), "письмо.csv")
    whole, refused = capsys.readouterr().out.split("}{")
    assert ('"table": "libraries"' in whole, '"error": "No known' in refused) == (True, True)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("language", ["ru", "be", "en", "name"])
def test_headers_of_every_language_are_recognised(table, language):
    headers = [
        column.name if language == "name" else column.title(language) for column in table.columns
    ]
    found = recognised(headers)
    assert found is table
    assert [found.by_header[columns.folded(header)] for header in headers] == list(table.columns)


def test_a_coincidence_is_no_table():
    assert recognised(["Дата", "Погода"]) is None
    assert recognised([]) is None


def test_a_choice_is_found_by_code_word_or_its_only_beginning():
    lookup = Lookup({"a": ["Проверка фонда"], "b": ["Проверка работы", "Контроль"]})
    assert [
        lookup.find(text) for text in ("A", "проверка ФОНДА", "контр", "проверка", "", "х")
    ] == [
        "a",
        "a",
        "b",
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_workbook_is_read_empty_and_its_examples_are_good(tmp_path, language):
    content = example.build(language, translator(language).plain)
    path = a_file(tmp_path, content, "example.xlsx")
    assert [(sheet.table, sheet.lines) for sheet in read(path)] == [
        (table.name, ()) for table in TABLES
    ]
    book = openpyxl.load_workbook(path)
    for page in book.worksheets[1:]:
        page["A2"] = page["A2"].value.removeprefix("# ")
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    found = plan(
        [sheet for sheet in read(filled) if sheet.table == "libraries"],
        Existing(),
        date(2026, 10, 15),
    )
    assert (found.problems, len(found.libraries)) == ((), 1)


def test_the_example_workbook_has_drop_downs_notes_and_the_same_bytes():
    t = translator("ru").plain
    content = example.build("ru", t)
    assert content == example.build("ru", t)
    book = openpyxl.load_workbook(io.BytesIO(content))
    staff = book["Сотрудники"]
    assert [column.title("ru") for column in BY_NAME["staff"].columns] == [
        cell.value.removesuffix(" *") for cell in staff[1]
    ]
    assert all(cell.comment.text for cell in staff[1])
    rules = [rule.formula1 for rule in staff.data_validations.dataValidation]
    assert rules == [
        '"библиотекарь,методист,руководитель,администратор,член жюри"',
        '"да,нет"',
        '"русский,белорусский,английский"',
    ]
