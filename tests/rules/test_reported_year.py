"""Which year `/report` opens with; days that are a whole period."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import spans
from bot.rules.periods import KINDS, Period


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_in_two_months_the_last_year_is_written_then_this_one(today: date):
    assert spans.reported(today) == Period("year", today.year - int(today.month in {1, 2}), 1)


def test_the_last_day_of_february_and_the_first_of_march():
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2024, 2, 29), date(2024, 3, 1))
    assert [spans.reported(day).year for day in days] == [2020, 2020, 2023, 2024]


@given(st.sampled_from(KINDS), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_the_days_of_a_period_are_that_period_and_a_day_less_is_none(kind, day):
    period = Period.of(kind, day)
    assert spans.of_days(period.first, period.last) == period
    less = period.last - timedelta(days=1)
    assert spans.of_days(period.first, less) == (period.first, less)
