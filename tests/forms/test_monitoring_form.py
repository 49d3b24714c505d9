"""The questionnaire of the monitoring: its hard and soft checks, and what the bot tells it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from asking import Person, an_env

from bot.forms import builtin, convert, engine
from bot.forms.doubts import Doubt
from bot.forms.env import Env, Item, Items

COUNTS = ("users", "users_children", "users_60", "visits", "visits_events", "loans")
ANSWERS = ("191", "52", "58", "1471", "260", "3514")


def an_env_with(*recommendations: str) -> Env:
    items = Items([Item(str(n), {"ru": text}) for n, text in enumerate(recommendations, 1)])
    return an_env(lists={"recommendations": items})


def a_library(
    *recommendations: str,
    rounds: str = "",
    year: Mapping[str, str] | None = None,
    before: Mapping[str, str] | None = None,
) -> Person:
    """Return who answers for a library: what it said last year and earlier this year."""
    env = replace(an_env_with(*recommendations), last_saved=year or {}, floors=before or {})
    return Person("monitoring", env, {"rounds": rounds})


def at(name: str, **said: Mapping[str, str]) -> Person:
    """Answer up to a count."""
    person = a_library(year=said.get("year"), before=said.get("before"))
    for _, answer in zip(COUNTS[: COUNTS.index(name)], ANSWERS, strict=False):
        person.says(answer)
    assert person.asked == name
    return person


def test_every_question_has_its_number():
    person = a_library("Обновить стенд")
    seen = []
    for answer in (*ANSWERS, "4480", "39", "100.50", "3", "да", "опасно", "Проводка", "2"):
        seen.append((person.asked, person.ask.number, person.ask.total))
        person.says(answer)
    assert seen[-3:] == [("premises", 12, 15), ("premises_note", 12, 15), ("rounds", 13, 15)]
    assert (person.asked, person.ask.number) == ("recommendations", 14)
    person.does("skip")
    assert (person.asked, person.ask.number, person.ask.total) == ("help", 15, 15)
    assert person.does("skip") == "card"


def test_without_open_recommendations_they_are_not_asked_about():
    person = a_library()
    assert person.ask.total == 14


@pytest.mark.parametrize(
    ("name", "given", "before"),
    [
        ("users", "-1", {}),
        ("users", "120", {"users": "121"}),
        ("users_children", "192", {}),
        ("users_60", "140", {}),
        ("users_60", "50", {"users_60": "51"}),
        ("visits_events", "1472", {}),
        ("loans", "984", {"loans": "985"}),
    ],
)
def test_a_hard_check_refuses(name: str, given: str, before: dict[str, str]):
    """Parts above the whole, and counts below what they were in April."""
    person = at(name, before=before)
    assert person.refused(given) != ""
    assert person.asked == name


def test_a_count_is_not_below_what_it_was_in_april():
    person = at("loans", before={"loans": "985"})
    assert person.refused("984").startswith("A number of at least 985 is needed")
    assert person.says("2000") == "stock"


@pytest.mark.parametrize(
    ("name", "given", "year", "doubt"),
    [
        ("users", "191", {}, ""),
        ("users", "208", {"users": "160"}, ""),
        ("users", "209", {"users": "160"}, "more"),
        ("users", "112", {"users": "160"}, ""),
        ("users", "111", {"users": "160"}, "less"),
        ("users", "0", {"users": "160"}, "zero"),
        ("users", "160", {"users": "160"}, "same"),
        ("users", "60", {"users": "60"}, ""),
        ("users", "14", {"users": "10"}, ""),
        ("users", "15", {"users": "10"}, "more"),
        ("users", "5", {"users": "0"}, ""),
        ("visits", "190", {}, "check"),
        ("visits", "190", {"visits": "1180"}, "check"),
        ("visits", "300", {"visits": "1180"}, "less"),
        ("loans", "1470", {}, "check"),
        ("loans", "1471", {"loans": "1471"}, "same"),
    ],
)
def test_a_soft_check_asks_why(name: str, given: str, year: dict[str, str], doubt: str):
    """30 % from last year, zero, the same, fewer visits than users, fewer loans than visits."""
    person = at(name, year=year)
    person.says(given)
    asked = [person.ask.doubt] if person.asked == f"{name}_why" else []
    assert [one.reason for one in asked if one] == ([doubt] if doubt else [])
    assert list(engine.doubtful(person.form, person.draft, person.env)) == asked


@pytest.mark.parametrize(
    ("given", "last", "doubt"),
    [
        ("4480", "4502", []),
        ("4502", "4502", []),
        ("80", "4502", ["less"]),
        ("0", "4502", ["zero"]),
        ("6000", "4502", ["more"]),
        ("0", "3", []),
    ],
)
def test_a_fact_that_jumps_is_asked_about(given: str, last: str, doubt: list[str]):
    """The same as last time is no wonder for a fact; neither are few that became none."""
    person = a_library(year={"stock": last})
    for answer in ANSWERS:
        person.says(answer)
    person.says(given)
    assert person.asked == ("stock_why" if doubt else "events")
    assert [one.reason for one in engine.doubtful(person.form, person.draft, person.env)] == doubt


def test_the_words_of_a_check_name_the_numbers():
    person = at("visits")
    person.says("150")
    assert person.ask.doubt == Doubt(
        "visits", "Посещений: 150, пользователей: 191. Обычно посещений больше.", "check"
    )


def test_an_explanation_goes_with_its_question():
    person = at("visits", year={"visits": "1180"})
    person.says("1960")
    assert (person.asked, person.ask.number, person.ask.total) == ("visits_why", 4, 14)
    assert person.ask.label == "Пояснение (Посещения с начала года)"
    assert person.refused("", move="skip") != ""
    assert person.refused("я" * 501) == "Не длиннее 500 знаков, пожалуйста."
    assert person.says("Работали с лагерем") == "visits_events"
    assert person.submission["visits_why"] == "Работали с лагерем"


def test_a_corrected_count_needs_no_explanation():
    person = at("visits", year={"visits": "1180"})
    person.says("1960")
    person.does("change", "visits")
    assert person.says("1200") == "visits_events"
    assert "visits_why" not in person.submission


def test_an_answer_that_becomes_odd_later_is_explained_then():
    person = at("loans")
    person.says("3514")
    person.does("change", "users")
    assert person.says("1500") == "visits_why"
    person.does("change", "users")
    assert person.says("191") == "stock"


def test_what_the_bot_counts_is_confirmed():
    person = a_library(rounds="3")
    for answer in (*ANSWERS, "4480", "39", "100.50", "3", "да", "порядке"):
        person.says(answer)
    assert (person.asked, person.ask.can_keep, person.ask.shown) == ("rounds", True, "3")
    told = engine.inform(person.form, person.draft, {"rounds": "4"}, person.env)
    assert told.values["rounds"] == "4"
    assert person.does("keep") == "help"
    late = engine.inform(person.form, person.draft, {"rounds": "9"}, person.env)
    assert late.values["rounds"] == "3"


def test_the_shipped_form_is_fresh():
    assert builtin.text("monitoring", "xml") == convert.trusted(builtin.text("monitoring", "md"))
    assert builtin.missing_names("monitoring", builtin.load("monitoring")) == ()
