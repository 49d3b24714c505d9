"""Derived indicators: one definition, division by nothing, sums before ratios, rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import indicators
from bot.rules.indicators import BY_NAME, RATIOS

DEREVNAYA = {
    "users": 191.0,
    "visits": 1471.0,
    "loans": 3514.0,
    "stock": 4480.0,
    "population": 497.0,
    "paid_fact": 100.5,
    "paid_plan": 300.0,
}


def test_the_indicators_of_a_library():
    """The receipt of texts.md T28: 18,4 and 7,7 and 0,78."""
    found = {one.name: one.of_one(DEREVNAYA) for one in RATIOS}
    shown = {
        one.name: str(indicators.rounded(found[one.name] or 0, one.decimals)) for one in RATIOS
    }
    assert shown == {
        "reading": "18.4",
        "attendance": "7.7",
        "turnover": "0.78",
        "coverage": "38.4",
        "provision": "9.0",
        "plan": "33.5",
    }


@pytest.mark.parametrize("numbers", [{}, {"loans": 5.0}, {"loans": 5.0, "users": 0.0}])
def test_nothing_is_divided_by_nothing(numbers):
    assert BY_NAME["reading"].of_one(numbers) is None
    assert BY_NAME["reading"].of_all([numbers]) is None


def test_a_total_is_a_ratio_of_sums_of_those_that_have_both():
    units = [
        {"users": 100.0, "loans": 2000.0},
        {"users": 10.0, "loans": 50.0},
        {"users": 900.0},
        {"loans": 7000.0},
        {},
    ]
    assert BY_NAME["reading"].of_all(units) == 2050 / 110


def test_what_a_questionnaire_has_decides_which_indicators_there_are():
    known = indicators.known_of({"loans", "users", "visits"}.__contains__)
    assert [one.name for one in known] == ["reading", "attendance"]


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [(0.785, 2, "0.79"), (18.45, 1, "18.5"), (2.5, 0, "3"), (-2.5, 0, "-3"), (9.0, 1, "9.0")],
)
def test_a_half_is_rounded_away_from_nothing(value, decimals, said):
    assert str(indicators.rounded(value, decimals)) == said


def test_a_change_is_told_in_whole_per_cent():
    assert indicators.change_percent(1600, 1180) == Decimal(36)
    assert indicators.change_percent(0, 10) == Decimal(-100)
    assert indicators.change_percent(5, 0) is None
    assert indicators.change_percent(5, None) is None


UNITS = st.lists(
    st.dictionaries(
        st.sampled_from(sorted(DEREVNAYA)), st.integers(0, 10_000).map(float), max_size=7
    ),
    max_size=8,
)


@given(UNITS)
def test_a_total_lies_between_the_smallest_and_the_largest(units):
    """With one library it is that library's; nothing is lost or made up."""
    for ratio in RATIOS:
        one_by_one = [each for unit in units if (each := ratio.of_one(unit)) is not None]
        whole = [unit for unit in units if ratio.of_one(unit) is not None]
        total = ratio.of_all(whole)
        if total is not None:
            assert min(one_by_one) - 1e-9 <= total <= max(one_by_one) + 1e-9
