"""Which year `/report` opens with."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import spans
from bot.rules.periods import Period


@given(st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_in_two_months_the_last_year_is_written_then_this_one(today: date):
    assert spans.reported(today) == Period("year", today.year - int(today.month in {1, 2}), 1)


def test_the_last_day_of_february_and_the_first_of_march():
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2024, 2, 29), date(2024, 3, 1))
    assert [spans.reported(day).year for day in days] == [2020, 2020, 2023, 2024]
