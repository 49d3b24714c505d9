"""Trips proposed for a day: groups of due libraries and the way through them."""

from datetime import date
from itertools import islice
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import routes
from bot.rules.nearby import distance_km
from bot.rules.routes import Stop

HOME = (53.083, 25.317)
DEGREES = st.floats(-0.4, 0.4).map(lambda by: round(by, 4))
POINTS = st.tuples(DEGREES, DEGREES).map(lambda by: (HOME[0] + by[0], HOME[1] + by[1]))
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2026, 6, 15))


def stops(least: int = 0, most: int = 12) -> st.SearchStrategy[list[Stop]]:
    found = st.lists(st.tuples(POINTS, DAYS), min_size=least, max_size=most)
    return found.map(lambda all_: [Stop(n, point, on) for n, (point, on) in enumerate(all_)])


HOMES = st.none() | POINTS


def a_stop(key: int, north_km: float, east_km: float = 0.0, last_on: date | None = None) -> Stop:
    """Build a stop so many kilometres from home; a degree of latitude is 111.2 km."""
    return Stop(key, (HOME[0] + north_km / 111.195, HOME[1] + east_km / 66.8), last_on)


@given(stops(), HOMES)
def test_each_stop_once(found: list[Stop], home: tuple[float, float] | None) -> None:
    tour = routes.tour(home, found)
    assert sorted(one.key for one in tour.stops) == [one.key for one in found]
    ends = (1 if home else -1) if found else 0
    assert len(tour.legs) == len(found) + ends


@given(stops(), HOMES)
def test_never_longer_than_the_nearest_neighbour_tour(
    found: list[Stop], home: tuple[float, float] | None
) -> None:
    tour = routes.tour(home, found)
    simple = routes.legs(home, routes.nearest_next(home, found))
    assert sum(tour.legs) <= sum(simple) + 1e-6


@given(stops(), HOMES, st.randoms())
def test_the_order_of_the_input_does_not_matter(
    found: list[Stop], home: tuple[float, float] | None, dice: Random
) -> None:
    shuffled = [*found]
    dice.shuffle(shuffled)
    assert routes.tour(home, shuffled) == routes.tour(home, found)
    assert list(routes.suggestions(shuffled)) == list(routes.suggestions(found))


@given(stops(most=30))
def test_the_suggestions_share_out_all_that_is_due(found: list[Stop]) -> None:
    """The longest not visited of what is left stands first; all are near it, few in a day."""
    groups = list(routes.suggestions(found))
    assert sorted(one.key for group in groups for one in group) == [one.key for one in found]
    left = sorted(found, key=lambda one: (one.last_on or date.min, one.key))
    for group in groups:
        assert group[0] == left[0]
        assert len(group) <= routes.MOST
        assert all(distance_km(group[0].point, one.point) <= routes.REACH_KM for one in group)
        left = [one for one in left if one not in group]


@given(stops(least=1), POINTS)
def test_the_way_begins_with_the_nearer_end(found: list[Stop], home: tuple[float, float]) -> None:
    tour = routes.tour(home, found)
    assert tour.legs[0] <= tour.legs[-1]


def test_a_way_that_crosses_itself_is_untangled() -> None:
    """Home, 1, 2, 4, 3, home are 21.0 km; 3 + 3.16 + 3.64 + 3.20 + 4 are 17.0."""
    crossing = [a_stop(1, 3, 0), a_stop(2, 2.5, 2), a_stop(3, 6, 1), a_stop(4, 0, 4)]
    tour = routes.tour(HOME, crossing)
    assert [one.key for one in routes.nearest_next(HOME, crossing)] == [1, 2, 4, 3]
    assert [one.key for one in tour.stops] == [1, 3, 2, 4]
    assert round(sum(tour.legs), 1) == 17.0


def test_the_longest_not_visited_takes_the_nearest_along() -> None:
    """Never visited comes before long ago; 21 km is another day."""
    far, first = a_stop(1, 21), a_stop(2, 0)
    near = [a_stop(n, n, last_on=date(2026, 1, n)) for n in range(3, 9)]
    groups = list(routes.suggestions([*near, far, first]))
    assert [[one.key for one in group] for group in groups] == [[1, 8, 7, 6], [2, 3, 4, 5]]


def test_without_a_home_it_begins_with_the_longest_not_visited() -> None:
    line = [a_stop(1, 10, last_on=date(2026, 1, 1)), a_stop(2, 0, last_on=date(2025, 1, 1))]
    tour = routes.tour(None, line)
    assert [one.key for one in tour.stops] == [2, 1]
    assert [round(leg, 1) for leg in tour.legs] == [10.0]


@pytest.mark.parametrize("home", [HOME, None])
def test_nothing_due_is_no_trip(home: tuple[float, float] | None) -> None:
    assert routes.tour(home, []) == routes.Tour((), ())
    assert list(islice(routes.suggestions([]), 1)) == []
