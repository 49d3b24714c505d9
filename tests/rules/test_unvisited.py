"""Months since a visit: calendar months, short ones and the turn of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import unvisited

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("today", "months", "day"),
    [
        (date(2026, 10, 15), 4, date(2026, 6, 15)),
        (date(2026, 2, 3), 4, date(2025, 10, 3)),
        (date(2026, 12, 31), 1, date(2026, 11, 30)),
        (date(2026, 2, 28), 1, date(2026, 1, 31)),
        (date(2028, 2, 28), 1, date(2028, 1, 28)),
        (date(2026, 3, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 24, date(2024, 1, 15)),
        (date(3, 1, 1), 24, date(1, 1, 1)),
        (date(1, 5, 1), 24, date.min),
    ],
)
def test_the_latest_day_of_so_many_months_ago(today: date, months: int, day: date) -> None:
    assert unvisited.since(today, months) == day


@pytest.mark.parametrize(
    ("day", "today", "months"),
    [
        (date(2026, 6, 15), date(2026, 10, 15), 4),
        (date(2026, 6, 16), date(2026, 10, 15), 3),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
        (date(2026, 10, 16), date(2026, 10, 15), 0),
        (date(2026, 12, 1), date(2026, 10, 15), 0),
    ],
)
def test_whole_months_between(day: date, today: date, months: int) -> None:
    assert unvisited.months_between(day, today) == months


@given(DAYS, st.integers(1, 24), st.integers(0, 900))
def test_both_count_alike(today: date, months: int, ago: int) -> None:
    """A library is due exactly when the list says at least so many months of it."""
    day = today - timedelta(days=ago)
    is_due = day <= unvisited.since(today, months)
    assert is_due == (unvisited.months_between(day, today) >= months)


@given(DAYS, st.integers(1, 24))
def test_nothing_is_due_later_than_tomorrow_again(today: date, months: int) -> None:
    """What is due today is due tomorrow."""
    assert unvisited.since(today, months) <= unvisited.since(today + timedelta(days=1), months)
