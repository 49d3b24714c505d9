"""What answers of any form are called, which are figures, what a new version says otherwise."""

from pathlib import Path

import pytest

from bot.forms import builtin, compared, convert
from bot.forms.model import Compare, Form

SHEET = """
| вопросы |
| | тип | имя | вопрос (рус) | вопрос (бел) | сравнивать | вид | вычисление |
| | начало группы | counts | Счёт | Лік | | | |
| | целое | users | Пользователей | Карыстальнікаў | | | |
| | число | paid | Платные услуги | Платныя паслугі | прошлый раз | | |
| | текст | paid_why | Почему | Чаму | | aside | |
| | конец группы | | | | | | |
| | один из wifi | wifi | Интернет | Інтэрнэт | | | |
| | дата | repaired | Ремонт | Рамонт | прошлый раз | | |
| | несколько из wifi | wishes | Нужно | Трэба | | | |
| | вычисление | share | | | | | users / 2 |
| | начало повтора | rooms | Комнаты | Пакоі | | | |
| | целое | area | Площадь | Плошча | | | |
| | конец повтора | | | | | | |
| | фото | photo | Фото | Фота | прошлый раз | | |
| ответы |
| | список | имя | ответ (рус) | ответ (бел) |
| | wifi | yes | Есть | Ёсць |
| | wifi | no | Нет | Няма |
"""


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "anketa.md"
    path.write_text(SHEET, "utf-8")
    return convert.load(path)


def test_every_answer_is_described_in_the_order_of_the_form(form: Form):
    found = compared.fields(form).values()
    assert [(one.name, one.path, one.compare, one.is_figure) for one in found] == [
        ("users", "counts/users", Compare.YEAR, True),
        ("paid", "counts/paid", Compare.LAST, True),
        ("paid_why", "counts/paid_why", Compare.NONE, False),
        ("wifi", "wifi", Compare.NONE, True),
        ("repaired", "repaired", Compare.LAST, True),
        ("wishes", "wishes", Compare.NONE, False),
        ("area", "rooms/area", Compare.YEAR, False),
        ("photo", "photo", Compare.LAST, False),
    ]
    fields = compared.fields(form)
    assert (fields["paid_why"].explains, fields["area"].repeat) == ("paid", "rooms")
    assert [fields["wifi"].label(one) for one in ("ru", "be", "en")] == [
        "Интернет", "Інтэрнэт", "Интернет",
    ]  # fmt: skip
    assert [fields["wishes"].choice(one, "be") for one in ("yes", "soon")] == ["Ёсць", "soon"]


def test_figures_of_the_shipped_form():
    fields = compared.fields(builtin.load("monitoring"))
    assert {one.name: one.compare.value for one in fields.values() if one.is_figure} == {
        "users": "year",
        "users_children": "year",
        "users_60": "year",
        "visits": "year",
        "visits_events": "year",
        "loans": "year",
        "stock": "last",
        "events": "year",
        "paid_fact": "year",
        "homebound": "last",
        "internet": "last",
        "premises": "last",
        "rounds": "year",
    }


def test_what_a_new_version_says_otherwise(form: Form):
    old = {"counts": {"users": 4, "paid": 1.5}, "share": "2", "rooms": [{"area": 10}]}
    new = {"counts": {"users": 6}, "share": "3", "rooms": [{"area": 10}, {"area": 7}]}
    assert compared.differing(form, old, new) == {
        "counts/users": 6,
        "rooms[2]/area": 7,
        "counts/paid": None,
    }
    assert [compared.value(old, path) for path in ("counts/paid", "counts/none", "x/y")] == [
        1.5, None, None,
    ]  # fmt: skip
