"""Working weeks as institutions write them, and the state's holidays and moved days."""

from datetime import date, time

import pytest

from bot.errors import BadAnswerError
from bot.rules import workdays
from bot.rules.workdays import Calendar, WorkWeek

BY = Calendar()
OFFICE = WorkWeek()
RURAL = WorkWeek.parse("вт-чт;сб-вс", "11:00-14:00;15:00-18:00")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("пн-сб", {0, 1, 2, 3, 4, 5}),
        ("вт-чт;сб-вс", {1, 2, 3, 5, 6}),
        ("вт;чт", {1, 3}),
        ("аўт;чц", {1, 3}),
        ("аў-чц;сб-нд", {1, 2, 3, 5, 6}),
        ("панядзелак - пятніца", {0, 1, 2, 3, 4}),
        ("серада, пт і нд", {2, 4, 6}),
        ("Tue–Thu;Sat-Sun", {1, 2, 3, 5, 6}),
        ("сб-пн", {5, 6, 0}),
        ("ежедневно", set(range(7))),
        ("штодзень", set(range(7))),
        ("", {0, 1, 2, 3, 4}),
    ],
)
def test_working_days_as_written(text, days):
    assert WorkWeek.parse(text) == WorkWeek(frozenset(days))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("11:00-14:00;15:00-18:00", ((time(11), time(14)), (time(15), time(18)))),
        ("с 10 до 18.30", ((time(10), time(18, 30)),)),
        ("з 9 да 17", ((time(9), time(17)),)),
        ("10:00 – 19:00;", ((time(10), time(19)),)),
        ("", ()),
    ],
)
def test_opening_hours_as_written(text, hours):
    assert WorkWeek.parse("вт", text).hours == hours


@pytest.mark.parametrize("days", ["кот", "вт-", "вт-чт-сб", "вт;;чт", "1-5"])
def test_days_that_are_not_days(days):
    with pytest.raises(BadAnswerError) as refusal:
        WorkWeek.parse(days)
    assert refusal.value.values == {"text": days}


@pytest.mark.parametrize("hours", ["утром", "18-10", "25-26", "10-14;13-18", "10", "10-10"])
def test_hours_that_are_not_hours(hours):
    with pytest.raises(BadAnswerError) as refusal:
        WorkWeek.parse("вт", hours)
    assert refusal.value.values == {"text": hours}


def test_the_library_opens_on_its_days_at_its_hour():
    thursday, friday = date(2026, 10, 15), date(2026, 10, 16)
    assert [workdays.opens_at(RURAL, day) for day in (thursday, friday)] == [time(11), None]
    assert workdays.opens_at(OFFICE, thursday) is None  # hours are not known


@pytest.mark.parametrize(
    ("day", "week", "works"),
    [
        ("2026-10-15", OFFICE, True),
        ("2026-10-17", OFFICE, False),
        ("2026-10-17", RURAL, True),
        ("2026-07-03", OFFICE, False),  # Independence Day, a Friday
        ("2026-11-07", RURAL, False),  # a Saturday of the week, but a holiday
        ("2026-04-21", RURAL, False),  # Radunitsa
        ("2026-04-20", OFFICE, False),  # moved to the 25th by decree
        ("2026-04-25", OFFICE, True),
        ("2025-07-12", WorkWeek.parse("вт;чт"), False),  # the moved Saturday is not theirs
    ],
)
def test_workdays_of_the_state(day, week, works):
    assert workdays.is_workday(date.fromisoformat(day), week, BY) is works


def test_an_institution_moves_days_itself():
    moved = Calendar(
        extra_days_off=frozenset({date(2026, 10, 15)}),
        extra_workdays=frozenset({date(2026, 10, 17), date(2026, 7, 3)}),
    )
    days = [date(2026, 10, 15), date(2026, 10, 17), date(2026, 7, 3)]
    assert [workdays.is_workday(day, OFFICE, moved) for day in days] == [False, True, True]
    assert [workdays.is_workday(day, RURAL, moved) for day in days] == [False, True, False]


def test_search_of_working_days_steps_over_holidays():
    independence_eve = date(2026, 7, 2)
    assert workdays.next_workday(independence_eve, OFFICE, BY) == date(2026, 7, 6)
    assert workdays.previous_workday(date(2026, 7, 6), OFFICE, BY) == independence_eve
    assert workdays.on_or_after(independence_eve, OFFICE, BY) == independence_eve
    assert workdays.on_or_before(date(2026, 7, 5), OFFICE, BY) == independence_eve


def test_a_week_without_days_ends_the_search():
    with pytest.raises(ValueError, match="without a working day"):
        workdays.next_workday(date(2026, 10, 15), WorkWeek(frozenset()), BY)
