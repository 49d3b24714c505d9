"""The layout of a map: nothing covers another, nothing leaves the paper, one scale both ways."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import map_layout
from bot.rules.map_layout import Box, Mark, Wanted

AREA = Box(0.0, 0.0, 5.0, 5.0)
POINTS = st.lists(st.tuples(st.floats(0, 5), st.floats(0, 5)), min_size=1, max_size=30)
SIZES = st.tuples(st.floats(0.125, 0.625), st.floats(0.125, 0.375))
PLACES = st.lists(st.tuples(st.floats(51, 56), st.floats(23, 32)), min_size=2, max_size=20)


@settings(max_examples=30, deadline=None)
@given(POINTS, st.data())
def test_no_symbol_and_no_name_covers_another_or_leaves_the_area(points, data) -> None:
    """Also where many libraries lie on one spot; a name touches its symbol."""
    wanted = [Wanted(one, data.draw(SIZES), data.draw(st.none() | SIZES)) for one in points]
    found = map_layout.marks(AREA, wanted, 1.2)
    marks = [one for one in found if one is not None]
    boxes = [box for one in marks for box in (one.symbol, one.name) if box is not None]
    assert [box for box in boxes if not AREA.holds(box)] == []
    covered = [
        (one, other) for n, one in enumerate(boxes) for other in boxes[:n] if one.overlaps(other)
    ]
    # Names that touch their symbols may share what rounding leaves of an edge.
    assert [pair for pair in covered if _shared(*pair) > 1e-9] == []
    for mark, one in zip(found, wanted, strict=True):
        if mark is not None:
            assert math.dist(mark.symbol.middle, one.point) <= 1.2 + 1e-9
            assert (mark.name is None) == (one.name is None)
            assert mark.name is None or _gap(mark) < 1e-9


def _shared(one: Box, other: Box) -> float:
    wide = min(one.right, other.right) - max(one.left, other.left)
    return wide * (min(one.top, other.top) - max(one.bottom, other.bottom))


def _gap(mark: Mark) -> float:
    """Return how far a name is from its symbol."""
    one, other = mark.symbol, mark.name
    assert other is not None
    aside = max(one.left - other.right, other.left - one.right, 0.0)
    return math.hypot(aside, max(one.bottom - other.top, other.bottom - one.top, 0.0))


def test_a_symbol_with_room_stands_where_its_library_is() -> None:
    """Its name stands at the right; a neighbour's gives way, one without room is left out."""
    small = (0.2, 0.2)
    wanted = [
        Wanted((1.0, 1.0), small, (0.5, 0.1), stays=True),
        Wanted((1.0, 1.0), small),
        Wanted((4.9, 4.9), small, (9.0, 0.2)),
    ]
    found = map_layout.marks(AREA, wanted, 0.6)
    assert found[0] == Mark(Box.around((1.0, 1.0), small), Box.around((1.35, 1.0), (0.5, 0.1)))
    assert found[1] is not None
    assert 0.2 <= math.dist(found[1].symbol.middle, (1.0, 1.0)) <= 0.4
    assert found[2] is None


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_a_map_has_one_scale_both_ways_and_keeps_its_edge(places) -> None:
    made = map_layout.laid(places, 5.0, (3.0, 6.0), 0.5)
    assert 3.0 <= made.height <= 6.0
    inside = Box(0.5 - 1e-6, 0.5 - 1e-6, 4.5 + 1e-6, made.height - 0.5 + 1e-6)
    assert [one for one in made.points if not inside.holds(Box(*one, *one))] == []
    (y1, x1), (y2, x2) = places[0], places[-1]
    middle = math.radians((min(p[0] for p in places) + max(p[0] for p in places)) / 2)
    paper = [
        (b - a) * made.km_an_inch for a, b in zip(made.points[0], made.points[-1], strict=True)
    ]
    assert paper == pytest.approx(
        [(x2 - x1) * 111.32 * math.cos(middle), (y2 - y1) * 111.32], abs=1e-6
    )


def test_one_library_alone_has_a_map() -> None:
    made = map_layout.laid([(53.0, 25.0)], 5.0, (3.0, 6.0), 0.5)
    assert (made.points, made.height, made.km_an_inch) == (((2.5, 1.5),), 3.0, 1.0)


def test_the_bar_is_a_round_number_of_kilometres() -> None:
    assert [map_layout.scale_km(km, 5.0) for km in (0.5, 1.0, 8.0, 20.0)] == [1.0, 1.0, 10.0, 20.0]
