"""The forms of contest entries, asked as a librarian lives them."""

import pytest
from asking import LIBRARIES, STAFF, Person, an_env

from bot.forms import builtin
from bot.forms.env import Item, Items
from bot.forms.given import Media, Picked

LISTS = {
    "libraries": LIBRARIES,
    "staff": STAFF,
    "contests": Items(
        [
            Item("1", {"ru": "Каникулы в библиотеке"}, {"form": "entry_holidays"}),
            Item("2", {"ru": "Создать новый образ"}, {"form": "entry_image"}),
            Item("3", {"ru": "Мы в газете, газета о нас"}, {"form": "entry_press"}),
        ]
    ),
    "nominations": Items(
        [
            Item("7", {"ru": "Внутри", "be": "Унутры"}, {"contest": "2"}),
            Item("8", {"ru": "Мы в газете", "be": "Мы ў газеце"}, {"contest": "3"}),
        ]
    ),
    "media": Items(
        [
            Item("slonves", {"ru": "Слонімскі веснік"}, {"kind": "paper"}),
            Item("internet", {"ru": "Интернет"}, {"kind": "internet"}),
            Item("radio", {"ru": "Радио"}, {"kind": "air"}),
        ]
    ),
}
ENTRIES = ("entry_holidays", "entry_image", "entry_press")


def a_person(name: str, **filled: str) -> Person:
    """Begin a form with the contest and the library filled in."""
    return Person(name, an_env(lists=LISTS), {"library": "SL-03", **filled})


def test_a_holiday_programme_takes_seven_inputs_and_its_photos():
    nina = a_person("entry_holidays", contest="1")
    assert nina.asked == "period"
    assert (nina.ask.number, nina.ask.total) == (1, 7)
    asked = nina.says(Picked("autumn"), "Каникулы", "3", "41", "Читали", Media("p1", "image/jpeg"))
    assert asked == "photos + 1"
    nina.does("finish")
    assert nina.says(Picked("agreed")) == "parents"
    assert nina.says(Picked("agreed")) == "card"
    assert nina.submission == {
        "contest": "1",
        "library": "SL-03",
        "period": "autumn",
        "title": "Каникулы",
        "events": 3,
        "children": 41,
        "story": "Читали",
        "photos": [{"photo": "p1"}],
        "people": "agreed",
        "parents": "agreed",
    }


def test_nobody_in_the_photos_asks_for_no_parents():
    nina = a_person("entry_image", contest="2", nomination="7", zone="stand")
    nina.says("Стенд", "Покрасили", Media("a", "image/jpeg"))
    nina.does("finish")
    nina.says(Media("b", "image/jpeg"))
    assert nina.does("finish") == "people"
    assert nina.refused(Picked("refused")).split(".")[0] == (
        "Тогда пришлите, пожалуйста, другое фото: со спины или без людей"
    )
    assert nina.says(Picked("none")) == "card"


@pytest.mark.parametrize(
    ("medium", "asked"), [("slonves", "page"), ("internet", "link"), ("radio", "link")]
)
def test_a_paper_is_asked_for_its_page_and_a_site_for_its_link(medium, asked):
    nina = a_person("entry_press", contest="3")
    nina.says(Media("scan", "application/pdf"))
    nina.does("finish")
    assert nina.says("Книга", Picked(medium), "7.10.2026") == asked
    if medium == "internet":
        assert nina.refused("просто так") == "Нужна ссылка, например slonves.by/kultura."
    assert nina.ask.is_required == (medium != "radio")


def test_a_contest_without_nominations_asks_for_none():
    nina = a_person("entry_press", contest="1")
    assert "nomination" not in [row.split(":")[0] for row in nina.card]
    other = a_person("entry_press", contest="3", language="be", written_by="us", medium="radio")
    other.says(Media("scan", "image/jpeg"))
    other.does("finish")
    other.says("Книга", "7.10.2026")
    assert other.does("skip") == "nomination"
    assert [choice.name for choice in other.ask.choices] == ["8"]


@pytest.mark.parametrize("name", ENTRIES)
def test_the_fixed_names_are_there(name):
    assert builtin.missing_names(name, builtin.load(name)) == ()


@pytest.mark.parametrize("name", ENTRIES)
def test_every_label_is_in_three_languages(name):
    form = builtin.load(name)
    shown = [q for q in form.questions.values() if q.kind != "silent"]
    assert {q.name for q in shown if set(q.label.texts) != {"ru", "be", "en"}} == set()
    assert form.languages == ("ru", "be", "en")
