"""Columns of ours: what is compared, soft checks with their messages, last period's answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from asking import an_env

from bot.forms import convert, engine
from bot.forms.doubts import Doubt
from bot.forms.model import Compare, Form

HEADERS = (
    "тип", "имя", "вопрос (рус)", "вопрос (бел)", "сравнивать", "переспросить если",
    "что переспросить (рус)", "что переспросить (бел)",
)  # fmt: skip
ROWS = (
    ("начало группы", "counts", "Числа", "Лікі"),
    (
        "целое", "users", "Пользователей", "Карыстальнікаў", "год",
        ". > прошлое * 1,3 или . < прошлое * 0,7",
        "Год назад ${last-saved#users}. Всё верно?",
        "Год таму ${last-saved#users}. Усё правільна?",
    ),
    (
        "целое", "visits", "Посещений", "Наведванняў", "", "меньше users",
        "Посещений меньше, чем ${users}?", "Наведванняў менш за ${users}?",
    ),
    ("конец группы",),
    ("целое", "stock", "Фонд", "Фонд", "прошлый раз"),
    ("текст", "help", "Чем помочь?", "Чым дапамагчы?", "нет"),
    ("дата", "day", "День", "Дзень"),
)  # fmt: skip
LINES = [" | ".join(("", *row, "")) for row in (HEADERS, *ROWS)]
SHEET = "\n".join(("| вопросы |", *(f"| {line}" for line in LINES)))


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "oktober.md"
    path.write_text(SHEET, "utf-8")
    return convert.load(path)


def answered(form, env, **values):
    draft = engine.start(form, env, values)
    return engine.doubtful(form, draft, env)


def test_what_is_compared_is_readable(form):
    assert {name: q.compared for name, q in form.questions.items()} == {
        "counts/users": Compare.YEAR,
        "counts/visits": Compare.YEAR,
        "stock": Compare.LAST,
        "help": Compare.NONE,
        "day": Compare.NONE,
    }
    assert form.served == ()


def test_a_soft_check_asks_in_the_persons_language(form):
    env = replace(an_env(), last_saved={"counts/users": "100"})
    assert answered(form, env, users="140", visits="200") == (
        Doubt("counts/users", "Год назад 100. Всё верно?"),
    )
    be = replace(env, language="be")
    assert answered(form, be, users="140", visits="20") == (
        Doubt("counts/users", "Год таму 100. Усё правільна?"),
        Doubt("counts/visits", "Наведванняў менш за 140?"),
    )
    assert answered(form, env, users="129", visits="129") == ()


def test_a_check_that_reads_what_nobody_knows_is_silent(form):
    assert answered(form, an_env(), users="140", visits="200") == ()


def test_an_unknown_word_of_comparing_is_refused(tmp_path):
    path = tmp_path / "form.md"
    path.write_text(SHEET.replace("прошлый раз", "вчера"), "utf-8")
    problems = convert.convert(path).problems
    assert [(p.row, p.column, p.values["found"]) for p in problems] == [
        (7, "сравнивать", "вчера"),
    ]


def test_plain_columns_are_read_too(tmp_path):
    path = tmp_path / "form.md"
    text = """
| survey | | | | | | |
| | type | name | label | compare | check | check_message |
| | integer | a | A | last | . >= 5 | Below 5? |
"""
    path.write_text(text, "utf-8")
    form = convert.load(path)
    assert form.questions["a"].compared is Compare.LAST
    assert answered(form, an_env(), a="4") == (Doubt("a", "Below 5?"),)
