"""When campaigns open, what is compared with what, and the steps of the ladder."""

from datetime import UTC, date, datetime

import pytest

from bot.errors import BadAnswerError
from bot.forms import builtin, compared
from bot.rules import monitoring
from bot.rules.due import Step
from bot.rules.institution import BY_NAME, Institution
from bot.rules.monitoring import Doubted
from storage.records.monitoring import Campaign, Figure, NewCampaign
from storage.records.people import Staff

APRIL = NewCampaign(
    part="spring",
    period="2026-04",
    first_on=date(2026, 1, 1),
    last_on=date(2026, 3, 31),
    opens_on=date(2026, 4, 1),
    closes_on=date(2026, 4, 20),
)
OCTOBER = NewCampaign(
    part="autumn",
    period="2026-10",
    first_on=date(2026, 1, 1),
    last_on=date(2026, 9, 30),
    opens_on=date(2026, 10, 1),
    closes_on=date(2026, 10, 20),
)


def test_two_campaigns_a_year():
    assert monitoring.planned(Institution({}), 2026) == [APRIL, OCTOBER]


def test_days_and_months_are_settings():
    moved = Institution({"autumn_opens": "15.12", "autumn_closes": "10.01", "spring_opens": ""})
    assert monitoring.planned(moved, 2026) == [
        NewCampaign(
            part="autumn",
            period="2026-12",
            first_on=date(2026, 1, 1),
            last_on=date(2026, 11, 30),
            opens_on=date(2026, 12, 15),
            closes_on=date(2027, 1, 10),
        )
    ]


def test_a_campaign_of_january_asks_about_the_year_that_is_over():
    moved = Institution({"spring_opens": "10.01", "spring_closes": "31.01", "autumn_closes": ""})
    [january] = monitoring.planned(moved, 2027)
    assert (january.first_on, january.last_on) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("typed", "kept"), [("1.4", "1.04"), ("01.10.", "1.10"), ("5 10", "5.10"), ("Нет", "")]
)
def test_a_day_of_the_year_is_typed(typed: str, kept: str):
    assert BY_NAME["autumn_opens"].parse(typed) == kept


@pytest.mark.parametrize("typed", ["29.02", "31.04", "1.13", "скоро", "1.10.2026"])
def test_no_day_of_every_year(typed: str):
    with pytest.raises(BadAnswerError, match="day and a month"):
        BY_NAME["autumn_opens"].parse(typed)


def a_campaign() -> Campaign:
    values = {name: getattr(OCTOBER, name) for name in NewCampaign.__slots__}
    return Campaign(**values, campaign_id=1, version="1")


def test_the_ladder_of_a_campaign():
    last = date(2026, 10, 20)
    opened, middle, *others = monitoring.steps(a_campaign(), last, middle=True)
    assert opened == Step("opened", date(2026, 10, 1))
    assert middle == Step("middle", date(2026, 10, 10), "before", last)
    assert others == [
        Step("before_3", date(2026, 10, 17), "before", last),
        Step("before_1", date(2026, 10, 19), "before", last),
        Step("after_1", date(2026, 10, 21)),
    ]
    assert monitoring.steps(a_campaign(), last, middle=False) == (opened, *others)


FORM = builtin.load("monitoring")
FIELDS = compared.fields(FORM)


def test_what_is_compared_with_what():
    """Counts with the same month last year, facts with the last time, a floor from April."""
    figures = [
        Figure("2025-04", "visits", 300),
        Figure("2025-10", "visits", 1180),
        Figure("2026-04", "visits", 402),
        Figure("2026-04", "internet", fact="yes"),
        Figure("2026-04", "help", fact="бумага"),
        Figure("2026-10", "visits", 9999),
    ]
    known = monitoring.known(figures, "2026-10")
    assert known.beside(FIELDS["visits"]) == Figure("2025-10", "visits", 1180)
    assert known.beside(FIELDS["internet"]) == Figure("2026-04", "internet", fact="yes")
    assert known.beside(FIELDS["stock"]) is None
    assert known.beside(FIELDS["help"]) is None
    assert monitoring.last_saved(FORM, known) == {"visits": "1180", "internet": "yes"}
    assert monitoring.floors(FORM, known) == {"visits": "402"}


def test_last_years_campaign_of_another_month_is_the_same_one():
    known = monitoring.known([Figure("2025-09", "users", 160)], "2026-10", "2025-09")
    assert known.beside(FIELDS["users"]) == Figure("2025-09", "users", 160)


def test_what_answers_state_as_figures():
    answers = {"users": 191, "paid_fact": 100.5, "internet": "yes", "help": "бумага"}
    assert monitoring.said(FORM, answers, "2026-10") == [
        Figure("2026-10", "users", 191),
        Figure("2026-10", "paid_fact", 100.5),
        Figure("2026-10", "internet", fact="yes"),
    ]


def test_what_is_odd_in_answers_is_told_with_its_explanation():
    """By last year's figures as they are now: a corrected one makes nothing odd any more."""
    answers = {
        "users": 191, "users_children": 52, "users_60": 58, "visits": 150, "visits_events": 10,
        "visits_why": "Ремонт зала", "loans": 3514, "events": 39, "events_why": "Лагерь",
        "paid_fact": 100.5, "paid_fact_why": "Ксерокс",
    }  # fmt: skip
    figures = [Figure("2025-10", "events", 20), Figure("2025-10", "paid_fact", 100)]
    known = monitoring.known(figures, "2026-10")
    now = datetime(2026, 10, 15, 9, 28, tzinfo=UTC)
    assert monitoring.doubted(FORM, answers, known, now, "be") == (
        Doubted(
            "visits",
            "check",
            "Наведванняў: 150, карыстальнікаў: 191. Звычайна наведванняў больш.",
            "Ремонт зала",
        ),
        Doubted("events", "more", "", "Лагерь"),
        Doubted("paid_fact", "", "", "Ксерокс"),
    )


def a_person(key: int, role: str, *duties: str, library: int = 1) -> Staff:
    return Staff(
        staff_id=key,
        surname_ru="Книжник",
        name_ru="Павел",
        role=role,
        library_ids=(library,),
        duties=frozenset(duties),
    )


def test_who_answers_for_a_library():
    people = [
        a_person(1, "head"),
        a_person(2, "methodist"),
        a_person(3, "methodist", "deputy"),
        a_person(4, "librarian", library=2),
        a_person(5, "librarian", library=2),
        a_person(6, "methodist", library=2),
        a_person(7, "admin", library=3),
    ]

    def of(library_id: int) -> list[int]:
        return [one.staff_id for one in monitoring.answerers(people, library_id)]

    assert (of(1), of(2), of(3), of(4)) == ([3], [4, 5], [], [])
    assert [one.staff_id for one in monitoring.answerers(people[:2], 1)] == [2]
