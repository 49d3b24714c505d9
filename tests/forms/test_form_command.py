"""`form check` and `form try` as an author uses them at the terminal."""

import io
import json

import pytest
from asking import LIBRARIES, STAFF

from bot.cli import form
from bot.forms import builtin

SMALL = """
| survey | | | | | | | |
| | type | name | label | required | relevant | default | appearance |
| | text | who | Кто? | yes | | | |
| | select_multiple c | what | Что? | ${who} = 'я' | | | |
| | integer | n | Сколько ${who}? | | ${who} = 'я' | | |
| | date | day | Когда? | | | today() | |
| | begin_repeat | child | Дети | | | | |
| | text | name | Имя | | | | |
| | end_repeat | | | | | | |
| | begin_group | more | Ещё | | | | later |
| | image | photo | Фото | | | | |
| | rank c | order | Порядок | | | | |
| | acknowledge | read | Читали? | | | | |
| | end_group | | | | | | |
| | note | bye | До свидания | | | | |
| choices | | | |
| | list_name | name | label |
| | c | a | Первое |
| | c | b | Второе |
"""
CHECKED = """
| survey | | | | | |
| | type | name | label | bind::bot:check | bind::bot:check_message |
| | integer | users | Читатели | | |
| | integer | visits | Посещения | . >= ${users} | Посещений меньше, чем читателей. |
| settings | |
| | namespaces |
| | bot="urn:knigonosha:forms" |
"""
LISTS = {"libraries": LIBRARIES, "staff": STAFF}


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.md"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def visit(tmp_path):
    path = tmp_path / "visit.md"
    path.write_text(builtin.text("visit", "md"), encoding="utf-8")
    return path


def tried(capsys, *arguments, **options):
    """Return the exit code, the submission and what was said beside it."""
    code = form.try_form(*arguments, **options)
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


def test_check_prints_the_questions(small, capsys):
    assert form.check(small) == 0
    assert capsys.readouterr().out.splitlines() == [
        "small (small, -)",
        "  1. who [text] Кто? (обязательный)",
        "  2. what [select_multiple] Что? (обязательный, если: ${who} = 'я')",
        "  3. n [integer] Сколько …? (показывать, если: ${who} = 'я')",
        "  4. day [date] Когда?",
        "  5. child [repeat] Дети",
        "  6.   name [text] Имя",
        "  7. more [group later] Ещё",
        "  8.   photo [image] Фото",
        "  9.   order [rank] Порядок",
        " 10.   read [acknowledge] Читали?",
        " 11. bye [note] До свидания",
    ]


def test_check_prints_every_problem_with_its_place(tmp_path, capsys, monkeypatch):
    path = tmp_path / "bad.md"
    path.write_text(SMALL.replace("= 'я'", "== 'я'").replace("| yes |", "| ага |"), "utf-8")
    assert form.check(path) == 2
    assert capsys.readouterr().err.splitlines() == [
        "Лист survey, строка 4, столбец required: Напишите «да», «нет» или условие, а не «ага».",
        "Лист survey, строка 5, столбец required: Напишите «=» вместо «==».",
        "Лист survey, строка 6, столбец relevant: Напишите «=» вместо «==».",
    ]
    monkeypatch.setenv("BOT_LANGUAGE", "be")
    assert form.check(path) == 2
    assert capsys.readouterr().err.startswith("Аркуш survey, радок 4, слупок required: Нап")


def test_check_says_warnings_and_goes_on(tmp_path, capsys):
    path = tmp_path / "odd.md"
    path.write_text(
        SMALL.replace("| c | b | Второе |", "| c | b | Второе |\n").replace(
            "${who} = 'я' | | | |\n| | integer", "selected(${what}, 'z') | | | |\n| | integer"
        ),
        "utf-8",
    )
    assert form.check(path) == 0
    assert "нет варианта «z»" in capsys.readouterr().err


def test_a_problem_without_a_place_is_said_plainly(tmp_path, capsys):
    path = tmp_path / "empty.md"
    path.write_text("нет таблиц", "utf-8")
    assert form.check(path) == 2
    assert (
        capsys.readouterr().err
        == "survey: Нет листа с вопросами: назовите его «Вопросы» или «survey».\n"
    )
    row = tmp_path / "row.md"
    row.write_text(SMALL + "| entities | |\n| | list_name |\n| | trees |\n", "utf-8")
    assert form.check(row) == 2
    assert "Лист entities, строка 23: Сущности бот не хранит" in capsys.readouterr().err
    assert form.check(tmp_path / "none.md") == 2
    assert capsys.readouterr().err == f"Нет такого файла: {tmp_path / 'none.md'}\n"
    assert form.try_form(tmp_path / "none.md") == 2


def test_answers_are_given_by_name(small, capsys):
    answers = {
        "who": "я",
        "what": ["b", "a"],
        "n": 3,
        "day": "2026-01-02",
        "child": [{"name": "Анна"}, {"name": "Ян"}],
        "more": {"photo": "photo.jpg", "order": ["b", "a"], "read": True},
    }
    assert tried(capsys, small, json.dumps(answers)) == (
        0,
        {
            "who": "я",
            "what": ["a", "b"],
            "n": 3,
            "day": "2026-01-02",
            "child": [{"name": "Анна"}, {"name": "Ян"}],
            "more": {"photo": "photo.jpg", "order": ["b", "a"], "read": "OK"},
        },
        "",
    )


def test_what_is_not_given_is_skipped_or_left(small, capsys):
    code, submission, _ = tried(capsys, small, '{"who": "она"}')
    assert (code, sorted(submission)) == (0, ["day", "who"])


def test_the_visit_is_filled_with_the_lists_of_the_bot(visit, capsys):
    answers = {"library": "Деревная", "purposes": ["study"], "done": "учёт", "travellers": ["4"]}
    code, submission, _ = tried(capsys, visit, json.dumps(answers), lists=LISTS)
    assert code == 0
    assert (submission["library"], submission["travellers"]) == ("SL-03", ["4"])


def test_a_closed_library_changes_what_is_asked(visit, capsys):
    answers = {"library": "SL-03", "outcome": "closed", "purposes": "study", "done": "закрыто"}
    code, submission, _ = tried(capsys, visit, json.dumps(answers))
    assert code == 0
    assert (submission["outcome"], "purposes" in submission) == ("closed", False)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("{", "Ответы не в формате JSON"),
        ("[1]", "Ответы должны быть объектом JSON"),
        ('{"who": "я"}', "Нужен ответ на вопрос «what»: Что?"),
        ('{"who": "я", "what": ["z"]}', "У вопроса «what» нет такого варианта: ['z']"),
        (
            '{"who": "я", "what": "a", "n": "много"}',
            "Ответ на вопрос «n» не подходит",
        ),
        ('{"whom": "я"}', "В форме нет вопроса с таким именем: whom"),
    ],
)
def test_bad_answers_are_refused_in_a_sentence(small, capsys, answers, words):
    code, submission, said = tried(capsys, small, answers)
    assert (code, submission) == (2, None)
    assert said.startswith(words)


def test_a_question_at_a_time_on_the_terminal(small, capsys, monkeypatch):
    typed = [
        "", "я", "z", "1, 2", "<", "", "5", "Анна", "+", "Ян", "<", "", "", "",
        "1", "<", "99", "+1", "", "2", "1", "",
    ]  # fmt: skip
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    code, submission, said = tried(capsys, small)
    assert code == 0
    assert submission["what"] == ["a"]
    assert submission["child"] == [{"name": "Анна"}, {"name": "Ян"}]
    assert "Этот вопрос нельзя пропустить" in said
    assert "Дети: 2. Добавить ещё?" in said
    assert "Здесь так не получится." in said


def test_the_end_of_the_input_is_said(small, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("я\n"))
    code, submission, said = tried(capsys, small)
    assert (code, submission) == (2, None)
    assert said.endswith("Ввод закончился раньше, чем форма.\n")


@pytest.fixture
def checked(tmp_path):
    path = tmp_path / "checked.md"
    path.write_text(CHECKED, encoding="utf-8")
    return path


def test_an_odd_answer_is_explained(checked, capsys):
    """As in chat; what is not odd is not asked about."""
    odd = {"users": 50, "visits": 20}
    assert tried(capsys, checked, json.dumps(odd)) == (
        2,
        None,
        (
            "Нужен ответ на вопрос «visits_why»: Посещений меньше, чем читателей. "
            "Пояснение (Посещения)\n"
        ),
    )
    explained = odd | {"visits_why": "Читали на дому"}
    assert tried(capsys, checked, json.dumps(explained)) == (0, explained, "")
    assert tried(capsys, checked, '{"users": 50, "visits": 60}') == (
        0,
        {"users": 50, "visits": 60},
        "",
    )


def test_an_odd_answer_is_explained_on_the_terminal(checked, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("50\n20\n\nЧитали на дому\n\n"))
    code, submission, said = tried(capsys, checked)
    assert (code, submission) == (
        0,
        {"users": 50, "visits": 20, "visits_why": "Читали на дому"},
    )
    assert "Посещений меньше, чем читателей. Пояснение (Посещения)" in said
    assert "Этот вопрос нельзя пропустить" in said
