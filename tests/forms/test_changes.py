"""What a new version changes, and what becomes of answers begun on the old one."""

from asking import a_form, an_env

from bot.forms import changes, engine, explaining, moving
from bot.forms.compared import said
from bot.forms.draft import Draft
from bot.forms.model import Form

CHOICES = """
| choices | | | |
| | list_name | name | label |
| | wifi | yes | Есть |
| | wifi | no | Нет |
{more}
| settings | | | |
| | form_title | form_id | version |
| | Лето | leto | 1 |
"""
OLD = """
| survey | | | | | |
| | type | name | label | required | bind::bot:check |
| | integer | users | Пользователей | yes | |
| | select_one wifi | wifi | Интернет | | |
| | text | repair | Ремонт | | |
| | begin_group | books | Фонд | | |
| | integer | stock | Экземпляров | | . > 10 |
| | end_group | | | | |
| | begin_repeat | rooms | Комнаты | | |
| | text | name | Название | | |
| | integer | area | Площадь | | |
| | end_repeat | | | | |
| | note | thanks | Спасибо | | |
"""
NEW = """
| survey | | | | | |
| | type | name | label | required | bind::bot:check |
| | decimal | users | Пользователей | yes | |
| | select_one wifi | wifi | Интернет | | |
| | integer | stock | Экземпляров всего | | . > 10 |
| | text | help | Чем помочь? | | |
| | begin_repeat | rooms | Комнаты | | |
| | text | name | Название | | |
| | text | area | Площадь | | |
| | end_repeat | | | | |
| | note | thanks | Спасибо | | |
"""


def a_version(survey: str, more: str = "") -> Form:
    head, *rest = survey.strip().split("\n")
    text = "\n".join([head, *rest, CHOICES.replace("{more}", more)])
    spaced = text.replace(
        "| | form_title | form_id | version |", "| | form_title | form_id | version | namespaces |"
    ).replace("| | Лето | leto | 1 |", '| | Лето | leto | 1 | bot="urn:knigonosha:forms" |')
    return explaining.with_explanations(a_form(spaced))


OLD_FORM, NEW_FORM = a_version(OLD), a_version(NEW, "| | wifi | soon | Скоро |")
LESS_FORM = a_version(NEW.replace("select_one wifi ", "select_one net "), "| | net | yes | Есть |")


def test_what_a_version_adds_removes_and_changes():
    found = changes.between(OLD_FORM, NEW_FORM)
    assert [one.name for one in found.added] == ["help"]
    assert [one.name for one in found.removed] == ["repair"]
    assert [
        (
            one.question.name,
            one.aspects,
            [said(label, "ru") for label in one.choices_added],
            [said(label, "ru") for label in one.choices_removed],
        )
        for one in found.changed
    ] == [
        ("users", ("kind",), [], []),
        ("wifi", (), ["Скоро"], []),
        ("stock", ("text",), [], []),
        ("area", ("kind",), [], []),
    ]
    assert not changes.between(OLD_FORM, a_version(OLD)).is_any


def begun() -> Draft:
    env = an_env()
    draft = engine.start(OLD_FORM, env)
    for given in ("40", "нет", "Крыша", "7", "Мало места", "Зал", "30"):
        draft = engine.answer(OLD_FORM, draft, given, env)
    return draft


def test_answers_move_to_the_new_version():
    """Into a wider type, out of a group, with their explanations; nothing is lost silently."""
    env, old = an_env(), begun()
    result = moving.moved(OLD_FORM, NEW_FORM, old, env)
    assert result.draft.values == {
        "users": "40",
        "wifi": "no",
        "stock": "7",
        "stock_why": "Мало места",
        "rooms[1]/name": "Зал",
    }
    assert result.left == {"repair": "Крыша", "rooms[1]/area": "30"}
    assert (result.effect.anew, result.effect.away) == (("rooms[1]/area",), ("repair",))
    turn = engine.current(NEW_FORM, result.draft, env)
    assert getattr(turn, "path", "card") == "help"
    assert Draft.load(result.draft.dump()) == result.draft


def test_an_answer_that_is_offered_no_more_is_asked_anew():
    env, old = an_env(), begun()
    result = moving.moved(OLD_FORM, LESS_FORM, old, env)
    assert result.left["wifi"] == "no"
    assert getattr(engine.current(LESS_FORM, result.draft, env), "path", "card") == "wifi"


def test_what_was_skipped_is_not_asked_again():
    env = an_env()
    draft = engine.start(OLD_FORM, env)
    draft = engine.answer(OLD_FORM, draft, "40", env)
    draft = engine.skip(OLD_FORM, engine.skip(OLD_FORM, draft, env), env)
    result = moving.moved(OLD_FORM, NEW_FORM, draft, env)
    assert getattr(engine.current(NEW_FORM, result.draft, env), "path", "card") == "stock"
