"""A questionnaire in force written in the authors' words: read back, it asks the very same."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogs import translator
from bot.forms import builtin, convert, sheets
from bot.forms.authoring import native, plain, template
from bot.forms.sheets import Book

OTHERS = """
| survey |
| | type | name | label | required | relevance | appearance |
| | begin group | about | О библиотеке | | | field-list |
| | select_multiple place or_other | places | Где | no | | |
| | end group | | | | | |
| | rank place | order | По порядку | | ${places} != '' | |
| choices |
| | list name | name | label |
| | place | home | Дома |
"""


def a_book(text: str) -> Book:
    return plain.read(sheets.from_markdown(text)).book


def written(folder: Path, book: Book, language: str) -> Path:
    path = folder / "native.xlsx"
    path.write_bytes(native.workbook(book, language, translator(language).plain))
    return path


def cells(book: Book) -> dict[str, list[dict[str, str]]]:
    rows = {name: book.rows(name) for name in book.sheets}
    return {
        name: [{header: text for header, text in row.cells.items() if text} for row in found]
        for name, found in rows.items()
    }


def column(page: Worksheet, place: int) -> list[str]:
    return [str(cell.value) for cell in page["ABCDEFGHIJKLMNOPQRSTU"[place]] if cell.value]


@pytest.mark.parametrize("language", native.LANGUAGES)
@pytest.mark.parametrize("name", ["monitoring", "campaign", "visit"])
def test_what_is_read_back_is_the_same(tmp_path, name, language):
    book = a_book(builtin.text(name, "md"))
    read = plain.read(sheets.read(written(tmp_path, book, language)))
    assert (read.problems, cells(read.book)) == ((), cells(book))


@pytest.mark.parametrize("language", native.LANGUAGES)
def test_a_template_that_was_published_is_the_same(tmp_path, language):
    path = tmp_path / "template.xlsx"
    path.write_bytes(template.build(language, translator(language).plain))
    book = convert.book_of(path)
    again = written(tmp_path, book, language)
    assert convert.convert(again).xml.replace("native", "template") == convert.convert(path).xml


def test_headers_and_cells_are_the_authors_words(tmp_path):
    book = openpyxl.load_workbook(
        written(tmp_path, a_book(builtin.text("monitoring", "md")), "ru")
    )
    assert book.sheetnames == ["Вопросы", "Ответы", "Настройки", "Как заполнять"]
    survey = book["Вопросы"]
    assert [cell.value for cell in survey[1]] == [
        "тип", "имя", "вопрос (рус)", "вопрос (бел)", "вопрос (англ)", "подсказка (рус)",
        "подсказка (бел)", "подсказка (англ)", "обязательный", "показывать если", "проверка",
        "сообщение (рус)", "сообщение (бел)", "сообщение (англ)", "вид", "сравнивать",
        "мягкая проверка", "что переспросить (рус)", "что переспросить (бел)",
        "что переспросить (англ)", "бот знает",
    ]  # fmt: skip
    assert column(survey, 0)[7:] == [
        "целое", "целое", "число", "целое", "один из internet", "один из premises", "текст",
        "целое", "рекомендации", "текст",
    ]  # fmt: skip
    assert column(survey, 15) == ["сравнивать", *["прошлый раз"] * 4]
    assert column(survey, 20) == ["бот знает", "обходы"]
    assert [cell.value for cell in book["Настройки"][2]] == [
        "Мониторинг", "monitoring", "2026112901", "рус",
    ]  # fmt: skip
    assert "The rows that are there are an example: change them or delete them." in template.STEPS
    assert column(book["Как заполнять"], 0) == [
        translator("ru").plain(step) for step in template.STEPS if "an example:" not in step
    ]
    rules = survey.data_validations.dataValidation
    assert [str(rule.sqref) for rule in rules] == [
        "A2:A701", "I2:I701", "P2:P701", "U2:U701",
    ]  # fmt: skip


def test_a_book_in_one_language_and_lists_are_belarusian_words(tmp_path):
    book = a_book(OTHERS)
    path = written(tmp_path, book, "be")
    survey = openpyxl.load_workbook(path)["Пытанні"]
    assert [[cell.value or "" for cell in row] for row in survey] == [
        ["тып", "імя", "пытанне", "абавязковы", "паказваць калі", "выгляд"],
        ["пачатак групы", "about", "О библиотеке", "", "", "field-list"],
        ["некалькі з place або іншае", "places", "Где", "не", "", ""],
        ["канец групы", "", "", "", "", ""],
        ["па парадку place", "order", "По порядку", "", "${places} != ''", ""],
    ]
    again = convert.convert(path)
    assert again.problems == ()
    assert list(convert.load(path).questions) == ["about/places", "about/places_other", "order"]
