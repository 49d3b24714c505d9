"""Who reads the list of libraries without an answer, from which day, and who reviews."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.rules import chasing
from bot.rules.due import Pace, Person, Step
from bot.rules.workdays import WorkWeek
from storage.records.monitoring import Campaign, CampaignUnit
from storage.records.people import Staff

PACE = Pace(ZoneInfo("Europe/Minsk"))
FIVE_DAYS = Person(1, WorkWeek.parse("пн-пт", ""))
SIX_DAYS = Person(1, WorkWeek.parse("пн-сб", ""))


def a_campaign(**changes) -> Campaign:
    known = {
        "campaign_id": 1, "version": "1", "part": "autumn", "period": "2026-10",
        "first_on": date(2026, 1, 1), "last_on": date(2026, 9, 30),
        "opens_on": date(2026, 10, 1), "closes_on": date(2026, 10, 20),
    }  # fmt: skip
    return Campaign(**known | changes)


def a_unit(unit_id: int, state: str = "waiting", closes_on: date = date(2026, 10, 20)):
    return CampaignUnit(
        unit_id=unit_id, campaign_id=1, library_id=unit_id, state=state, closes_on=closes_on
    )


def a_person(staff_id: int, role: str, *duties: str, left_on: date | None = None) -> Staff:
    return Staff(
        staff_id=staff_id, code=str(staff_id), surname_ru="А", name_ru="Б", role=role,
        duties=frozenset(duties), left_on=left_on,
    )  # fmt: skip


def test_late_is_who_has_had_the_day_after_too():
    units = [
        a_unit(1),
        a_unit(2, "sent"),
        a_unit(3, "returned"),
        a_unit(4, closes_on=date(2026, 10, 27)),
    ]
    days = (date(2026, 10, 21), date(2026, 10, 22), date(2026, 10, 29))
    assert [[one.unit_id for one in chasing.late(units, day)] for day in days] == [
        [],
        [1],
        [1, 4],
    ]


@pytest.mark.parametrize(
    ("closes_on", "person", "reviewer_from", "head_from"),
    [
        # Tuesday: the library hears on Wednesday, the reviewer on Thursday, the head on the third
        (date(2026, 10, 20), FIVE_DAYS, date(2026, 10, 22), date(2026, 10, 26)),
        (date(2026, 10, 20), SIX_DAYS, date(2026, 10, 22), date(2026, 10, 24)),
        # Friday: the day after is a Monday, the list begins on Tuesday
        (date(2026, 10, 23), FIVE_DAYS, date(2026, 10, 27), date(2026, 10, 29)),
        # 20 April: the 21st is Радуница, a holiday; Saturday the 25th is worked instead
        (date(2026, 4, 20), FIVE_DAYS, date(2026, 4, 23), date(2026, 4, 25)),
        # 6 November: the 7th is a holiday and a Saturday
        (date(2026, 11, 6), SIX_DAYS, date(2026, 11, 10), date(2026, 11, 12)),
    ],
)
def test_the_list_begins_on_working_days(closes_on, person, reviewer_from, head_from):
    assert chasing.first_day(closes_on, person, PACE, is_head=False) == reviewer_from
    assert chasing.first_day(closes_on, person, PACE, is_head=True) == head_from


def test_a_day_that_was_missed_is_not_made_up_for():
    first = date(2026, 10, 22)
    steps = [
        chasing.steps(first, today, FIVE_DAYS, PACE)
        for today in (date(2026, 10, 21), date(2026, 10, 23), date(2026, 10, 24))
    ]
    assert steps == [
        (Step("chase", date(2026, 10, 22)),),
        (Step("chase", date(2026, 10, 23)),),
        (Step("chase", date(2026, 10, 26)),),  # Saturday: on Monday
    ]


def test_who_reviews():
    """Whom the campaign names, else the deputy, else the first methodist; nobody who has left."""
    deputy = a_person(2, "methodist", "deputy")
    first, named = a_person(3, "methodist"), a_person(4, "methodist")
    gone = a_person(4, "methodist", left_on=date(2026, 10, 2))
    head = a_person(1, "head")
    people = [head, first, deputy, named]
    assert chasing.reviewer(a_campaign(), people) == deputy
    assert chasing.reviewer(a_campaign(reviewer_id=4), people) == named
    assert chasing.reviewer(a_campaign(reviewer_id=4), [head, deputy, gone]) == deputy
    assert chasing.reviewer(a_campaign(), [head, first, named]) == first
    assert chasing.reviewer(a_campaign(), [head]) is None


def test_the_head_reads_as_the_head_also_where_nobody_reviews():
    head, deputy = a_person(1, "head"), a_person(2, "methodist", "deputy")
    assert chasing.readers(a_campaign(), [head, deputy]) == [(deputy, False), (head, True)]
    assert chasing.readers(a_campaign(), [head]) == [(head, True)]
