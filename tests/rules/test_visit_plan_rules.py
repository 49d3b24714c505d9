"""The year's plan shared out over months: everybody as often, evenly apart, no clumps."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import visit_plan as rules
from storage.records.libraries import Library
from storage.records.visit_plan import NewLine, PlanLine

OCTOBER = date(2026, 10, 15)
YEAR = list(range(1, 13))


def a_library(library_id: int, **changes: object) -> Library:
    plain = {"code": f"L{library_id}", "short_ru": f"Село {library_id}", "full_ru": "Библиотека"}
    values = {**plain, "kind": "rural", "library_id": library_id, **changes}
    return Library(**values)  # type: ignore[arg-type]


def a_line(library_id: int, month: date, /, **changes: object) -> PlanLine:
    plain = {
        "plan_line_id": library_id * 100 + month.month, "library_id": library_id,
        "approved_month": month, "month": month, "staff_id": 3, "state": "planned",
        "reason": None, "reason_text": None, "plan_trip_id": None, "position": None,
        "visit_id": None, "visited_on": None,
    }  # fmt: skip
    return PlanLine(**{**plain, **changes})  # type: ignore[arg-type]


@given(
    st.lists(st.integers(1, 3000), unique=True, min_size=1, max_size=60),
    st.lists(st.sampled_from(YEAR), unique=True, min_size=1, max_size=12).map(sorted),
    st.data(),
)
def test_each_library_as_often_evenly_apart_no_month_more_than_another(libraries, months, data):
    times = data.draw(st.integers(1, len(months)))
    found = rules.spread(libraries, times, months)
    assert list(found) == libraries
    for given_months in found.values():
        assert len(set(given_months)) == times
        places = [months.index(month) for month in given_months]
        gaps = [b - a for a, b in zip(places, [*places[1:], places[0] + len(months)], strict=True)]
        assert max(gaps) - min(gaps) <= 1
        assert places == sorted(places)
    load = Counter(month for given_months in found.values() for month in given_months)
    loads = [load[month] for month in months]
    assert sum(loads) == times * len(libraries)
    assert max(loads) - min(loads) <= 1


def test_neighbours_share_months():
    """Twelve libraries four times a year: four libraries a month, two trips."""
    found = rules.spread(list(range(1, 13)), 4, YEAR)
    assert found[1] == found[2] == found[3] == found[4] == (1, 4, 7, 10)
    assert found[12] == (3, 6, 9, 12)


@pytest.mark.parametrize("times", [0, -1, 4])
def test_more_often_than_there_are_months_is_refused(times):
    with pytest.raises(BadAnswerError) as refused:
        rules.spread([1], times, [10, 11, 12])
    assert refused.value.values == {"n": 3}


@pytest.mark.parametrize(
    ("year", "season", "closed", "months"),
    [
        (2026, "all", (), [10, 11, 12]),
        (2026, "winter", (), [10, 11]),
        (2026, "all", (10,), [11, 12]),
        (2027, "all", (), YEAR),
        (2027, "summer", (), [1, 2, 3, 4, 5, 9, 10, 11, 12]),
        (2027, "winter", (), list(range(3, 12))),
        (2027, "both", (), [3, 4, 5, 9, 10, 11]),
        (2025, "all", (), []),
    ],
)
def test_which_months_a_plan_may_use(year, season, closed, months):
    assert rules.months_left(year, season, OCTOBER, closed) == months


def test_last_years_plan_is_taken_over():
    """As it was approved: what was moved or cancelled then is planned again, as at first."""
    libraries = {1: a_library(1), 2: a_library(2, closed_on=date(2027, 5, 1)), 3: a_library(3)}
    lines = [
        a_line(1, date(2026, 2, 1), month=date(2026, 4, 1)),
        a_line(1, date(2026, 8, 1), state="cancelled", staff_id=4),
        a_line(2, date(2026, 4, 1)),
        a_line(2, date(2026, 6, 1)),
        a_line(3, date(2026, 7, 1)),
        a_line(3, date(2025, 12, 1), month=date(2026, 1, 1)),
    ]
    months = [2, 4, 6, 8]
    assert rules.taken_over(lines, libraries, 2027, months=months, staff=(3,)) == [
        NewLine(library_id=1, month=date(2027, 2, 1), staff_id=3),
        NewLine(library_id=1, month=date(2027, 8, 1), staff_id=None),
        NewLine(library_id=2, month=date(2027, 4, 1), staff_id=3),
    ]


def test_libraries_of_one_council_stand_together():
    libraries = [
        a_library(1, council_ru="Деревновский"),
        a_library(2, council_ru="Озерницкий"),
        a_library(3, council_ru="Деревновский", short_ru="Бор"),
        a_library(4),
    ]
    assert [one.library_id for one in rules.in_order(libraries)] == [4, 3, 1, 2]


def test_what_is_mine_is_what_is_left():
    lines = [
        a_line(1, date(2026, 11, 1)),
        a_line(2, date(2026, 3, 1)),
        a_line(3, date(2026, 3, 1), state="cancelled"),
        a_line(4, date(2026, 3, 1), staff_id=4),
    ]
    assert rules.mine(lines, 3) == [lines[1], lines[0]]


@pytest.mark.parametrize(
    ("month", "to"),
    [
        (date(2026, 11, 1), ["10.26", "12.26", "01.27", "02.27", "03.27"]),
        (date(2026, 3, 1), ["10.26", "11.26", "12.26", "01.27", "02.27", "03.27"]),
        (date(2027, 2, 1), [f"{n:02}.27" for n in (1, *range(3, 13))]),
        (date(2025, 5, 1), [f"{n:02}.25" for n in (*range(1, 5), *range(6, 13))]),
    ],
)
def test_where_a_line_may_move(month, to):
    line = a_line(1, month)
    assert [f"{one:%m.%y}" for one in rules.months_to(line, OCTOBER)] == to
