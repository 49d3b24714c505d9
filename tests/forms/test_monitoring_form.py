"""The questionnaire of the monitoring: its hard and soft checks, and what the bot tells it."""

import pytest
from asking import Person, an_env

from bot.forms import builtin, convert, engine
from bot.forms.env import Env, Item, Items

COUNTS = ("users", "users_children", "users_60", "visits", "visits_events", "loans")
ANSWERS = ("191", "52", "58", "1471", "260", "3514")


def an_env_with(*recommendations: str) -> Env:
    items = Items([Item(str(n), {"ru": text}) for n, text in enumerate(recommendations, 1)])
    return an_env(lists={"recommendations": items})


def a_library(*recommendations: str, **told: str) -> Person:
    """Return who answers for a library of which so much is known."""
    known = {"recommendations_open": str(len(recommendations)), **told}
    return Person("monitoring", an_env_with(*recommendations), known)


def at(name: str, **told: str) -> Person:
    """Answer up to a count."""
    person = a_library(**told)
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
    ("name", "given", "told"),
    [
        ("users", "-1", {}),
        ("users", "120", {"users_before": "121"}),
        ("users_children", "192", {}),
        ("users_60", "140", {}),
        ("visits_events", "1472", {}),
        ("loans", "984", {"loans_before": "985"}),
    ],
)
def test_a_hard_check_refuses(name: str, given: str, told: dict[str, str]):
    """Parts above the whole, and counts below what they were in April."""
    person = at(name, **told)
    assert person.refused(given) != ""
    assert person.asked == name


@pytest.mark.parametrize(
    ("name", "given", "told", "doubt"),
    [
        ("users", "191", {}, ""),
        ("users", "208", {"users_year": "160"}, ""),
        ("users", "209", {"users_year": "160"}, "more"),
        ("users", "112", {"users_year": "160"}, ""),
        ("users", "111", {"users_year": "160"}, "less"),
        ("users", "0", {"users_year": "160"}, "zero"),
        ("users", "5", {"users_year": "0"}, ""),
        ("visits", "190", {}, "below"),
        ("visits", "190", {"visits_year": "1180"}, "less"),
        ("loans", "1470", {}, "below"),
        ("loans", "1470", {"loans_year": "1470"}, "below"),
    ],
)
def test_a_soft_check_asks_why(name: str, given: str, told: dict[str, str], doubt: str):
    """More than 30 % away from last year, zero, fewer visits than users, loans than visits."""
    person = at(name, **told)
    person.says(given)
    assert person.draft.values.get(f"{name}_doubt", "") == doubt
    assert (person.asked == f"{name}_why") == bool(doubt)


def test_an_explanation_goes_with_its_question():
    person = at("visits", visits_year="1180")
    person.says("1960")
    assert (person.asked, person.ask.number, person.ask.total) == ("visits_why", 4, 14)
    assert person.says("Работали с лагерем") == "visits_events"
    assert person.submission["visits_why"] == "Работали с лагерем"


def test_a_corrected_count_needs_no_explanation():
    person = at("visits", visits_year="1180")
    person.says("1960")
    person.does("change", "visits")
    assert person.says("1200") == "visits_events"
    assert "visits_why" not in person.submission


def test_what_the_bot_counts_is_confirmed():
    person = a_library(rounds_known="3", rounds="3")
    for answer in (*ANSWERS, "4480", "39", "100.50", "3", "да", "порядке"):
        person.says(answer)
    assert (person.asked, person.ask.can_keep, person.ask.shown) == ("rounds", True, "3")
    told = engine.inform(person.form, person.draft, {"rounds": "4", "users_year": "7"}, person.env)
    assert (told.values["rounds"], told.values["users_year"]) == ("4", "7")
    assert person.does("keep") == "help"
    late = engine.inform(person.form, person.draft, {"rounds": "9", "users": "1"}, person.env)
    assert (late.values["rounds"], late.values["users"]) == ("3", "191")


def test_the_shipped_form_is_fresh():
    assert builtin.text("monitoring", "xml") == convert.trusted(builtin.text("monitoring", "md"))
    assert builtin.missing_names("monitoring", builtin.load("monitoring")) == ()
