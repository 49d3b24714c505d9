"""Functions on places: areas, distances, fences; degrees in, metres out, the Earth a sphere."""

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from bot.forms.xpath.functions.signature import ANY, NUMBER, TRUTH, Function
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import each_text, text, text_number

_EARTH_RADIUS_M = 6_378_100
_CENTIMETRES = 100


class Place(NamedTuple):
    """A point of the Earth in degrees."""

    latitude: float
    longitude: float


def _places(at: Focus, *values: Inner) -> list[Place] | None:
    """Read the points of texts like `53.9 27.5 0 0; ...`; None if any is no point."""
    written = [one for value in values for shape in each_text(value) for one in shape.split(";")]
    if len(written) > 1 and not written[-1].strip():
        written.pop()
    places = [_place(at, one) for one in written]
    known = [place for place in places if place is not None]
    return known if len(known) == len(places) else None


def _place(at: Focus, written: str) -> Place | None:
    parts = [text_number(part, at.zone) for part in written.split()]
    if not 2 <= len(parts) <= 4 or any(math.isnan(part) for part in parts):  # noqa: PLR2004 - latitude, longitude, altitude, accuracy
        return None
    if abs(parts[0]) > 90 or abs(parts[1]) > 180:  # noqa: PLR2004 - degrees
        return None
    return Place(parts[0], parts[1])


def _rounded(value: float) -> float:
    return math.floor(abs(value) * _CENTIMETRES + 0.5) / _CENTIMETRES


def _area(at: Focus, value: Inner) -> float:
    places = _places(at, value)
    if places is None:
        return math.nan
    if len(places) < 3:  # noqa: PLR2004 - fewer corners enclose nothing
        return 0.0
    total = sum(_strip(start, end) for start, end in pairwise([*places, places[0]]))
    return _rounded(total * _EARTH_RADIUS_M**2 / 2)


def _strip(start: Place, end: Place) -> float:
    height = 2 + math.sin(math.radians(start.latitude)) + math.sin(math.radians(end.latitude))
    return math.radians(end.longitude - start.longitude) * height


def _distance(at: Focus, *values: Inner) -> float:
    places = _places(at, *values)
    if places is None or (len(values) == 1 and not places):
        return math.nan
    return _rounded(sum(_between(start, end) for start, end in pairwise(places)))


def _between(start: Place, end: Place) -> float:
    north, south = math.radians(start.latitude), math.radians(end.latitude)
    turn = math.cos(math.radians(start.longitude - end.longitude))
    cosine = math.sin(north) * math.sin(south) + math.cos(north) * math.cos(south) * turn
    return math.acos(max(-1.0, min(1.0, cosine))) * _EARTH_RADIUS_M


def _geofence(at: Focus, point: Inner, shape: Inner) -> bool:
    """Tell whether a point lies inside a shape, by counting the borders north of it."""
    places, borders = _places(at, text(point)), _places(at, text(shape))
    if not places or not borders:
        return False
    crossed = False
    for start, end in pairwise([*borders, borders[0]]):
        if _crosses(places[0], start, end):
            crossed = not crossed
    return crossed


def _crosses(place: Place, start: Place, end: Place) -> bool:
    if (start.longitude > place.longitude) == (end.longitude > place.longitude):
        return False
    share = (place.longitude - start.longitude) / (end.longitude - start.longitude)
    return place.latitude < start.latitude + share * (end.latitude - start.latitude)


GEO_FUNCTIONS: Mapping[str, Function] = {
    "area": Function(_area, NUMBER, (ANY,), focused=True),
    "distance": Function(_distance, NUMBER, (ANY, ANY), repeats=True, focused=True),
    "geofence": Function(_geofence, TRUTH, (ANY, ANY), focused=True),
}
