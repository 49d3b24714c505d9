"""The authors' workbook: written, read with openpyxl, taken by us, exported, taken by pyxform."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from asking import Person, an_env
from pyxform.xls2xform import convert as pyxform_convert

from bot.catalogs import translator
from bot.cli import authoring, form
from bot.forms import builtin, convert, sheets
from bot.forms.authoring import headers, plain, template, words, writing
from bot.forms.model import Compare

LANGUAGES = ("ru", "be")


def a_template(folder: Path, language: str) -> Path:
    path = folder / f"{language}.xlsx"
    path.write_bytes(template.build(language, translator(language).plain))
    return path


def rows_of(path: Path, sheet: str) -> list[list[str]]:
    book = openpyxl.load_workbook(path)
    return [[cell or "" for cell in row] for row in book[sheet].iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("language", "sheet_names", "first"),
    [
        (
            "ru",
            ["Вопросы", "Ответы", "Настройки", "Как заполнять"],
            ["тип", "имя", "вопрос (рус)", "вопрос (бел)", "подсказка (рус)"],
        ),
        (
            "be",
            ["Пытанні", "Адказы", "Налады", "Як запаўняць"],
            ["тып", "імя", "пытанне (рус)", "пытанне (бел)", "падказка (рус)"],
        ),
    ],
)
def test_the_template_speaks_the_authors_language(tmp_path, language, sheet_names, first):
    path = a_template(tmp_path, language)
    assert openpyxl.load_workbook(path).sheetnames == sheet_names
    assert rows_of(path, sheet_names[0])[0][:5] == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_note_and_choices_drop_down(tmp_path, language):
    book = openpyxl.load_workbook(a_template(tmp_path, language))
    for sheet in book.worksheets[:3]:
        assert [cell.value for cell in sheet[1] if cell.comment is None] == []
    rules = book.worksheets[0].data_validations.dataValidation
    help_page = book.sheetnames[-1]
    assert [(str(rule.sqref), rule.formula1) for rule in rules] == [
        ("A2:A701", f"'{help_page}'!$B$1:$B$23"),
        ("G2:G701", '"да,нет"' if language == "ru" else '"так,не"'),
        ("N2:N701", '"год,прошлый раз,нет"' if language == "ru" else '"год,мінулы раз,не"'),
        (
            "R2:R701",
            '"обходы,конкурсные работы,открытые рекомендации"'
            if language == "ru"
            else '"абходы,конкурсныя работы,адкрытыя рэкамендацыі"',
        ),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_that_drops_down_is_understood(tmp_path, language):
    path = a_template(tmp_path, language)
    page = openpyxl.load_workbook(path).sheetnames[-1]
    offered = [row[1] for row in rows_of(path, page) if row[1]]
    book = sheets.read(path)
    survey = next(iter(book.sheets.values()))
    assert len(offered) == 23
    for word in offered:
        row = sheets.Row(2, {survey.headers[0]: word, survey.headers[1]: "q"})
        changed = sheets.Sheet(survey.name, survey.headers, (row,), survey.title)
        read = plain.read(sheets.Book({**book.sheets, survey.name: changed}))
        assert read.problems == ()
        kind = read.book.rows("survey")[0].get("type")
        assert re.fullmatch(r"[a-zA-Z_]+(?: [\w.]+)?", kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_without_a_mistake(tmp_path, language):
    conversion = convert.convert(a_template(tmp_path, language))
    assert (conversion.problems, conversion.warnings) == ((), ())


def test_both_templates_ask_the_same(tmp_path):
    forms = [convert.load(a_template(tmp_path, language)) for language in LANGUAGES]
    assert len({tuple(form.questions) for form in forms}) == 1
    conditions = [[repr(q.bind.relevant) for q in form.questions.values()] for form in forms]
    assert conditions[0] == conditions[1]
    assert [form.default_language for form in forms] == ["ru", "be"]
    assert forms[0].questions["premises"].compared is Compare.LAST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_can_be_answered(tmp_path, language):
    form = convert.load(a_template(tmp_path, language))
    person = Person(form, an_env(language=language))
    yes, danger = ("да", "опасно") if language == "ru" else ("так", "небяспечна")
    assert person.refused("200000").startswith("Число" if language == "ru" else "Лік")
    assert person.says("100", "50", yes, "20,5", danger, "Крыша") == "wishes"
    assert person.ticks("other") == "wish"
    assert person.does("skip") == "photo"
    assert person.does("skip") == "card"
    assert person.submission == {
        "users": 100,
        "visits": 50,
        "visits_per_user": "0.5",
        "internet": "yes",
        "speed": 20.5,
        "premises": "danger",
        "repair": "Крыша",
        "wishes": ["other"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_exported_pyxform_takes_and_it_is_the_same_form(tmp_path, language):
    path = a_template(tmp_path, language)
    target = tmp_path / "plain.xlsx"
    target.write_bytes(writing.workbook(convert.book_of(path), path.stem))
    assert openpyxl.load_workbook(target).sheetnames == ["survey", "choices", "settings"]
    assert rows_of(target, "survey")[0][:3] == ["type", "name", "label::Русский (ru)"]
    xml = pyxform_convert(target, form_name="form_", file_type=".xlsx").xform
    assert xml == convert.convert(path).xml
    assert convert.convert(target).xml == xml


def test_a_plain_form_is_plain_already(tmp_path):
    book = sheets.from_markdown(builtin.text("visit", "md"))
    read = plain.read(book)
    assert read.problems == ()
    assert [dict(row.cells) for row in read.book.rows("survey")] == [
        dict(row.cells) for row in book.rows("survey")
    ]
    target = tmp_path / "visit.xlsx"
    target.write_bytes(writing.workbook(read.book, "other"))
    xml = pyxform_convert(target, form_name="form_", pretty_print=True).xform
    assert xml == builtin.text("visit", "xml")


def test_a_form_without_a_code_is_exported_under_its_file_name(tmp_path):
    path = tmp_path / "oktober.md"
    path.write_text(
        "| вопросы | | | |\n| | тип | имя | вопрос |\n| | да/нет | a | А? |\n", "utf-8"
    )
    target = tmp_path / "plain.xlsx"
    assert authoring.export(path, target) == 0
    assert rows_of(target, "settings") == [["form_id"], ["oktober"]]
    assert rows_of(target, "choices") == [
        ["list_name", "name", "label"],
        ["yes_no", "yes", "Да"],
        ["yes_no", "no", "Нет"],
    ]
    assert rows_of(target, "survey")[1] == ["select_one yes_no", "a", "А?"]


def test_the_commands_write_only_new_files(tmp_path, capsys, monkeypatch):
    path = tmp_path / "новая.xlsx"
    assert authoring.template(path) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert authoring.template(path) == 2
    assert capsys.readouterr().err == f"Файл {path} уже есть, выберите другое имя.\n"
    monkeypatch.setenv("BOT_LANGUAGE", "be")
    nowhere = tmp_path / "няма" / "a.xlsx"
    assert authoring.template(nowhere) == 2
    assert capsys.readouterr().err.startswith(f"Файл {nowhere} не запісаць: ")
    assert authoring.export(tmp_path / "няма.xlsx", path) == 2
    assert capsys.readouterr().err.startswith("Няма такога файла: ")


def test_a_form_with_mistakes_is_not_exported(tmp_path, capsys):
    path = tmp_path / "bad.md"
    path.write_text("| вопросы | | |\n| | тип | имя |\n| | целое | a |\n", "utf-8")
    target = tmp_path / "plain.xlsx"
    assert authoring.export(path, target) == 2
    assert capsys.readouterr().err == (
        "Лист вопросы, строка 3, столбец вопрос: У вопроса «a» нет текста: напишите, о чём он.\n"
    )
    assert not target.exists()


def test_headers_lead_to_xlsforms():
    written = (
        "Тип *", "Имя", "вопрос (рус)", "Вопрос, бел", "подсказка", "hint (be)",
        "label::Polski (pl)", "сообщение мягкой проверки (бел)", "compare", "кукушка", "проверка",
    )  # fmt: skip
    assert list(headers.plain("survey", written, words.LANGUAGES).values()) == [
        "type", "name", "label::Русский (ru)", "label::Беларуская (be)", "hint::Русский (ru)",
        "hint::Беларуская (be)", "label::Polski (pl)", "bind::bot:check_message_be",
        "bind::bot:compare", "кукушка", "constraint",
    ]  # fmt: skip


def test_one_word_never_has_two_meanings():
    for table in (words.SURVEY_WORDS, words.CHOICES_WORDS, words.SETTINGS_WORDS):
        spelled = [words.folded(w) for row in table.values() for w in dict.fromkeys(row)]
        assert sorted(w for w in spelled if spelled.count(w) > 1) == []


def test_the_template_can_be_tried_on_the_command_line(tmp_path, capsys):
    answers = '{"users": 10, "visits": 20, "internet": "да", "speed": 5, "premises": "ok"}'
    assert form.try_form(a_template(tmp_path, "ru"), answers) == 0
    assert json.loads(capsys.readouterr().out) == {
        "users": 10,
        "visits": 20,
        "visits_per_user": "2",
        "internet": "yes",
        "speed": 5,
        "premises": "ok",
    }
