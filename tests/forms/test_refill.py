"""A submission becomes answers again: what a record says, nothing more is asked."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.forms import builtin, engine, refill
from bot.forms.env import Env, Item, Items
from bot.forms.turns import Ask, Card

FORM = builtin.load("visit")
LIBRARIES = Items([Item("SL-03", {"ru": "Деревная"}, {"status": "open"})])
STAFF = Items([Item("3", {"ru": "Аннотова С. Ю."}), Item("4", {"ru": "Книжник П. А."})])
ENV = Env(
    now=datetime(2026, 10, 15, 9, 28, tzinfo=ZoneInfo("Europe/Minsk")),
    lists={"libraries": LIBRARIES, "staff": STAFF},
    presets={"username": "3"},
)
RECORD = {
    "me": "3",
    "visited_on": "2026-10-06",
    "travellers": ["3", "4"],
    "library": "SL-03",
    "outcome": "held",
    "purposes": ["methodical_help", "decoration"],
    "done": "Расставлен фонд",
    "more": {
        "staff_met": "заведующая",
        "findings": [{"area": "stock", "finding": "Тесно"}, {"area": "service", "finding": "Да"}],
        "photos": [{"photo": "file-1"}, {"photo": "file-2"}],
        "km": 42,
    },
}


def test_a_record_comes_back_as_it_was():
    draft = refill.start(FORM, ENV, RECORD, settled=True)

    assert isinstance(engine.current(FORM, draft, ENV), Card)
    assert engine.submission(FORM, draft, ENV) == RECORD


def test_what_a_record_leaves_empty_is_not_asked():
    voiced = {**RECORD, "done": "", "done_voice": "file-9", "more": {"km": None, "photos": []}}
    draft = refill.start(FORM, ENV, voiced, settled=True)

    assert isinstance(engine.current(FORM, draft, ENV), Card)
    answers = engine.submission(FORM, draft, ENV)
    assert (answers["done_voice"], "done" in answers, "more" in answers) == (
        "file-9",
        False,
        False,
    )


def test_what_an_item_of_a_list_leaves_empty_can_be_filled_in():
    record = {**RECORD, "more": {"recommendations": [{"recommendation": "Снять лишнее"}]}}
    draft = refill.start(FORM, ENV, record, settled=True)

    card = engine.card(FORM, draft, ENV)
    assert [(row.name, row.value) for row in card.rows][-4:] == [
        ("recommendation", "Снять лишнее"),
        ("responsible", ""),
        ("deadline", ""),
        ("recommendation_area", ""),
    ]


def test_what_is_required_is_asked_all_the_same():
    draft = refill.start(FORM, ENV, {"library": "SL-03", "done": "Расставлен фонд"}, settled=True)

    turn = engine.current(FORM, draft, ENV)
    assert isinstance(turn, Ask)
    assert turn.path == "purposes"


def test_prefilled_answers_leave_the_rest_to_be_asked():
    draft = refill.start(FORM, ENV, {"library": "SL-03", "km": "7"}, settled=False)

    turn = engine.current(FORM, draft, ENV)
    assert isinstance(turn, Ask)
    assert turn.path == "purposes"
    assert engine.submission(FORM, draft, ENV)["more"] == {"km": 7}


def test_an_empty_submission_is_a_new_draft():
    assert refill.start(FORM, ENV, {}, settled=True) == engine.start(FORM, ENV)


def test_names_that_the_form_has_no_more_are_left_out():
    old = {**RECORD, "weather": "дождь", "more": {"guests": [{"guest": "двое"}]}}
    draft = refill.start(FORM, ENV, old, settled=True)

    plain = {name: value for name, value in RECORD.items() if name != "more"}
    assert engine.submission(FORM, draft, ENV) == plain
