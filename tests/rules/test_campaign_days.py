"""Which days a campaign may have, and what is offered."""

from datetime import date, timedelta

import pytest

from bot.errors import BadAnswerError
from bot.rules import campaign_days
from storage.records.monitoring import Campaign

TODAY = date(2026, 9, 26)
OPENS, CLOSES = date(2026, 10, 1), date(2026, 10, 20)


def a_campaign(**changes) -> Campaign:
    known = {
        "campaign_id": 1, "version": "1", "part": "autumn", "period": "2026-10",
        "first_on": date(2026, 1, 1), "last_on": date(2026, 9, 30),
        "opens_on": OPENS, "closes_on": CLOSES,
    }  # fmt: skip
    return Campaign(**known | changes)


def refused(check, *values) -> bool:
    try:
        check(*values)
    except BadAnswerError:
        return True
    return False


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "is_refused"),
    [
        (TODAY, TODAY, False),
        (TODAY - timedelta(days=1), CLOSES, True),
        (CLOSES, OPENS, True),
        (OPENS, OPENS + campaign_days.LONGEST, False),
        (OPENS, OPENS + campaign_days.LONGEST + timedelta(days=1), True),
    ],
)
def test_the_days_of_any_campaign(opens_on, closes_on, is_refused):
    assert refused(campaign_days.check, opens_on, closes_on, TODAY) == is_refused


@pytest.mark.parametrize(
    ("part", "opens_on", "is_refused"),
    [
        ("autumn", date(2026, 9, 30), True),  # the nine months are not over
        ("autumn", date(2026, 10, 1), False),
        ("autumn", date(2026, 12, 31), False),
        ("autumn", date(2027, 1, 1), True),  # the year would have none
        (None, date(2026, 9, 27), False),
        (None, date(2027, 1, 1), False),
    ],
)
def test_one_of_the_two_of_a_year_stays_in_its_year(part, opens_on, is_refused):
    campaign = a_campaign(part=part)
    closes_on = opens_on + timedelta(days=10)
    values = (campaign, opens_on, closes_on, TODAY)
    assert refused(campaign_days.check_moved, *values) == is_refused


@pytest.mark.parametrize(
    ("new", "today", "is_refused"),
    [
        (CLOSES, OPENS, True),
        (CLOSES + timedelta(days=1), OPENS, False),
        (date(2026, 10, 25), date(2026, 10, 25), False),
        (date(2026, 10, 25), date(2026, 10, 26), True),
        (OPENS + timedelta(days=199), OPENS, False),
        (OPENS + timedelta(days=200), OPENS, True),
    ],
)
def test_a_last_day_is_put_off_only_to_a_later_one(new, today, is_refused):
    campaign = a_campaign()
    assert refused(campaign_days.check_prolonged, campaign, CLOSES, new, today) == is_refused


def test_what_is_offered_is_never_over():
    """After the last day from today on; moved campaigns keep their length."""
    assert campaign_days.later(CLOSES, OPENS) == [
        date(2026, 10, 23),
        date(2026, 10, 27),
        date(2026, 11, 3),
    ]
    assert campaign_days.later(CLOSES, date(2026, 10, 26)) == [
        date(2026, 10, 29),
        date(2026, 11, 2),
        date(2026, 11, 9),
    ]
    assert campaign_days.shifted(a_campaign())[0] == (date(2026, 10, 4), date(2026, 10, 23))


def test_where_a_campaign_stands():
    days = (date(2026, 9, 30), OPENS, CLOSES, date(2026, 10, 21))
    assert [campaign_days.state(a_campaign(), day) for day in days] == [
        "coming",
        "running",
        "running",
        "late",
    ]
    assert campaign_days.state(a_campaign(closed_at="x"), OPENS) == "closed"
    stopped = a_campaign(stopped_at="x")
    assert campaign_days.state(stopped, OPENS) == "stopped"
    assert [campaign_days.may_let_go(stopped, day) for day in days] == [True, True, False, False]
    assert not campaign_days.may_let_go(a_campaign(), OPENS)
