"""Months, quarters, halves and years: their days, order, names and what lies in them."""

from datetime import date

import pytest

from bot.rules import periods
from bot.rules.periods import Period

DAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("kind", "period", "first", "last", "label"),
    [
        ("month", Period("month", 2026, 10), "2026-10-01", "2026-10-31", "October {year}"),
        (
            "quarter",
            Period("quarter", 2026, 4),
            "2026-10-01",
            "2026-12-31",
            "the fourth quarter of {year}",
        ),
        ("half", Period("half", 2026, 2), "2026-07-01", "2026-12-31", "the second half of {year}"),
        ("year", Period("year", 2026), "2026-01-01", "2026-12-31", "the year {year}"),
    ],
)
def test_the_period_of_a_day(kind, period, first, last, label):
    found = Period.of(kind, DAY)
    assert found == period
    assert [found.first.isoformat(), found.last.isoformat()] == [first, last]
    assert found.label == (label, {"year": 2026})
    assert Period.parse(found.code) == found


@pytest.mark.parametrize("kind", periods.KINDS)
def test_every_day_of_a_leap_year_is_in_exactly_one_period_of_a_kind(kind):
    days = [date.fromordinal(date(2028, 1, 1).toordinal() + n) for n in range(366)]
    all_of_kind = sorted({Period.of(kind, day) for day in days})
    assert [sum(period.contains(day) for period in all_of_kind) for day in days] == [1] * 366
    assert [period.previous for period in all_of_kind[1:]] == all_of_kind[:-1]


def test_the_first_period_of_a_year_follows_the_last_of_the_year_before():
    assert Period("quarter", 2026, 1).previous == Period("quarter", 2025, 4)
    assert Period("year", 2026).previous == Period("year", 2025)


def test_the_order_of_time_puts_a_quarter_after_its_months():
    december, fourth = Period("month", 2026, 12), Period("quarter", 2026, 4)
    second, year, november = (
        Period("half", 2026, 2),
        Period("year", 2026),
        Period("month", 2026, 11),
    )
    assert sorted([year, second, fourth, december, november]) == [
        november,
        december,
        fourth,
        second,
        year,
    ]


def test_the_parts_of_a_quarter_are_its_months_and_the_whole_year_has_eighteen():
    assert Period("quarter", 2026, 1).parts == tuple(Period("month", 2026, n) for n in (1, 2, 3))
    assert (len(Period("year", 2026).parts), Period("month", 2026, 2).parts) == (18, ())


def test_the_periods_of_a_day_and_the_closed_ones_among_them():
    assert [period.code for period in periods.containing(DAY)] == [
        "month:2026-10",
        "quarter:2026-4",
        "half:2026-2",
        "year:2026-1",
    ]
    assert periods.containing(DAY, ["year"]) == (Period("year", 2026),)
    third, year = Period("quarter", 2026, 3), Period("year", 2026)
    assert periods.closed_with(DAY, [third]) is None
    assert periods.closed_with(date(2026, 9, 30), [third]) == third
    assert periods.closed_with(date(2026, 9, 30), [third, year]) == year


@pytest.mark.parametrize(
    "code", ["", "week:2026-1", "month:2026-13", "year:2026-2", "month:x-1", "month:2026-0"]
)
def test_a_code_that_is_no_period(code):
    with pytest.raises(ValueError, match="no such period"):
        Period.parse(code)
