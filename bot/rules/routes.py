"""A day's trip to libraries that are due and near each other: which ones, in which order.

Pure. Distances are great circles: a road is longer.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from typing import Final

from bot.rules.nearby import Point, distance_km

# Minsk oblast, 20.10.2022: four libraries on one day (domain.md, section 1).
MOST: Final = 4
REACH_KM: Final = 20.0  # how far from the first one the others may lie
_REACH_DEGREES: Final = REACH_KM / 111.0  # of latitude, a little more than that
_SHORTER_KM: Final = 1e-9  # what is less is rounding, and would never end


@dataclass(frozen=True, slots=True)
class Stop:
    """A library with its place and the day of its last visit; None: there was none yet."""

    key: int
    point: Point
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Tour:
    """The stops in the order of the way, and the kilometres of each leg.

    With a home the first leg comes from there and the last one leads back to it.
    """

    stops: tuple[Stop, ...]
    legs: tuple[float, ...]


def suggestions(stops: Iterable[Stop]) -> Iterator[tuple[Stop, ...]]:
    """Give groups for a day each: the one longest not visited, and those nearest to it.

    Each stop is in one group; the order of the input does not matter.
    """
    left = {one.key: one for one in sorted(stops, key=_longest)}
    while left:
        first = left.pop(next(iter(left)))
        near = sorted(
            (km, key) for key, one in left.items() if (km := _reached(first, one)) is not None
        )
        yield (first, *(left.pop(key) for _, key in near[: MOST - 1]))


def tour(home: Point | None, stops: Iterable[Stop]) -> Tour:
    """Return a short way through all stops and back: the nearest next one, then 2-opt.

    Without a home it begins at the stop longest not visited and does not come back.
    """
    order = nearest_next(home, stops)
    order = _untangled(order, lambda way: sum(legs(home, way)))
    back = order[::-1]
    if home is not None and _starts(home, back) < _starts(home, order):
        order = back
    return Tour(tuple(order), legs(home, order))


def nearest_next(home: Point | None, stops: Iterable[Stop]) -> list[Stop]:
    """Return the stops as they follow when the nearest one left is always the next."""
    left = sorted(stops, key=_longest)
    order: list[Stop] = []
    here = home
    while left:
        found = left[0] if here is None else min(left, key=_distance_from(here))
        left.remove(found)
        order.append(found)
        here = found.point
    return order


def legs(home: Point | None, order: Sequence[Stop]) -> tuple[float, ...]:
    """Return the kilometres between one place and the next, from home and back where known."""
    ends = [home] if home is not None and order else []
    places = [*ends, *(one.point for one in order), *ends]
    return tuple(distance_km(one, other) for one, other in pairwise(places))


def _reached(first: Stop, other: Stop) -> float | None:
    """Return the distance if it is within reach; most are too far north or south already."""
    if abs(first.point[0] - other.point[0]) > _REACH_DEGREES:
        return None
    km = distance_km(first.point, other.point)
    return km if km <= REACH_KM else None


def _longest(one: Stop) -> tuple[date, int]:
    return one.last_on or date.min, one.key


def _distance_from(here: Point) -> Callable[[Stop], tuple[float, int]]:
    return lambda one: (distance_km(here, one.point), one.key)


def _starts(home: Point, order: Sequence[Stop]) -> tuple[float, int]:
    return distance_km(home, order[0].point) if order else 0.0, order[0].key if order else 0


def _untangled(order: list[Stop], length: Callable[[Sequence[Stop]], float]) -> list[Stop]:
    """Turn parts of the way round as long as that makes it shorter (2-opt)."""
    best, is_better = length(order), True
    while is_better:
        is_better = False
        for first, last in combinations(range(len(order) + 1), 2):
            turned = [*order[:first], *order[first:last][::-1], *order[last:]]
            if (found := length(turned)) < best - _SHORTER_KM:
                order, best, is_better = turned, found, True
    return order
