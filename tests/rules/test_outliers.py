"""Who stands out: by quartiles of all, by 30 per cent among few, never by small counts."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import outliers


@dataclass(frozen=True)
class Pair:
    """A library's number now and a year ago."""

    library_id: int
    question: str
    number: float
    before: float


def visits(*numbers: float, before: float = 1000) -> list[Pair]:
    return [Pair(n, "visits", number, before) for n, number in enumerate(numbers, 1)]


def ids(pairs: list[Pair]) -> list[int]:
    return [one.library_id for one in outliers.found(pairs)]


def test_one_that_changed_otherwise_than_all_stands_out():
    """Nine grew by some per cent, one fell by half, one doubled; the furthest comes first."""
    pairs = visits(1010, 1020, 1030, 1040, 1050, 1060, 1070, 1080, 1090, 500, 2000)
    assert ids(pairs) == [11, 10]


def test_where_all_grow_by_half_nobody_stands_out():
    assert ids(visits(*[1480, 1490, 1500, 1510, 1520] * 2)) == []


def test_where_all_are_alike_a_small_difference_is_no_news():
    """All unchanged but one by 5 per cent; by 15 it is told."""
    assert ids(visits(*[1000] * 9, 1050)) == []
    assert ids(visits(*[1000] * 9, 1150)) == [10]


def test_among_few_a_third_stands_out():
    assert ids(visits(1290, 1310, 690, 710)) == [2, 3]


def test_small_counts_and_nothing_to_compare_are_left_out():
    pairs = [Pair(1, "homebound", 4, 2), Pair(2, "homebound", 9, 3), Pair(3, "visits", 500, 0)]
    assert outliers.found(pairs) == []


def test_nothing_where_there_was_much_stands_out():
    assert outliers.found([Pair(1, "visits", 0, 40)]) == [
        outliers.Outlier(1, "visits", 0, 40, 1.0)
    ]


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 9999)), max_size=40))
def test_each_is_told_once_whatever_the_order(numbers):
    pairs = [Pair(n, "visits", now, then) for n, (now, then) in enumerate(numbers)]
    assert outliers.found(pairs) == outliers.found(reversed(pairs))
    assert len(set(ids(pairs))) == len(ids(pairs))
