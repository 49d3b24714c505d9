"""Libraries by distance from a sent location; pure, the location is not kept."""

from collections.abc import Callable, Iterable
from math import asin, cos, radians, sin, sqrt
from typing import TypeVar

_EARTH_KM = 6371.0088  # the mean radius (IUGG)

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

Place = TypeVar("Place")


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance in kilometres."""
    (lat1, lon1), (lat2, lon2) = (map(radians, point) for point in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def nearest(
    here: Point, places: Iterable[Place], where: Callable[[Place], Point | None]
) -> list[tuple[Place, float | None]]:
    """List the places with their distance in km, the nearest first; the unplaced come last.

    `where` gives a place's coordinates or None; places without them keep their order.
    """
    measured = [(place, _distance_to(here, where(place))) for place in places]
    return sorted(measured, key=lambda pair: (pair[1] is None, pair[1] or 0.0))


def _distance_to(here: Point, point: Point | None) -> float | None:
    return None if point is None else distance_km(here, point)
