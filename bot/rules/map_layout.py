"""Where a map's symbols and names go, so that none covers another; pure, lengths in inches.

A place is drawn as on a small flat earth: one degree of longitude is as much shorter than one of
latitude as the cosine of the middle latitude says. A district is 60 km wide: that is exact to a
hundredth of it.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

KM_A_DEGREE: Final = 111.32  # of latitude; of longitude at the equator
LEAST_KM: Final = 4.0  # of a map's width: one library alone has a map, too
NICE: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)  # km of a scale bar
BAR_SHARE: Final = 0.3  # of the map's width, at most
WAYS: Final = 16  # directions in which a free place is sought
STEP_IN: Final = 0.06
CELL_IN: Final = 0.4  # of the grid that finds what lies near
FEW: Final = 60  # so many try other orders, too
LEFT_OUT: Final = 10.0
TRIES: Final = 30
DOT_IN: Final = 0.1  # round a point that should not be covered

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, middle: Point, size: Size) -> "Box":
        """Return the box of a size whose middle is given."""
        (x, y), (width, height) = middle, size
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> Point:
        """Return the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def overlaps(self, other: "Box") -> bool:
        """Tell whether both share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def contains(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def holds(self, other: "Box") -> bool:
        """Tell whether the whole of `other` lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


@dataclass(frozen=True, slots=True)
class Map:
    """Points on the paper from its lower left corner, and how many kilometres an inch is."""

    points: tuple[Point, ...]
    height: float
    km_an_inch: float


def laid(
    places: Sequence[tuple[float, float]], width: float, heights: tuple[float, float], edge: float
) -> Map:
    """Lay places (latitude, longitude) on paper of a width, with an empty edge on each side.

    The height is between the least and the greatest of `heights`; both ways have one scale.
    """
    shrink = math.cos(math.radians((min(p[0] for p in places) + max(p[0] for p in places)) / 2))
    xs = [longitude * KM_A_DEGREE * shrink for _, longitude in places]
    ys = [latitude * KM_A_DEGREE for latitude, _ in places]
    wide, high = max(max(xs) - min(xs), LEAST_KM), max(ys) - min(ys)
    inner = width - 2 * edge
    least, most = heights
    scale = max(wide / inner, high / (most - 2 * edge))
    height = min(most, max(least, high / scale + 2 * edge))
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    points = tuple(
        (width / 2 + (x - middle[0]) / scale, height / 2 + (y - middle[1]) / scale)
        for x, y in zip(xs, ys, strict=True)
    )
    return Map(points, height, scale)


def scale_km(km_an_inch: float, width: float) -> float:
    """Return the length of the scale bar: the longest round one that is not too wide."""
    fitting = [km for km in NICE if km <= km_an_inch * width * BAR_SHARE]
    return fitting[-1] if fitting else NICE[0]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a library's symbol and its name stand."""

    symbol: Box
    name: Box | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be put near a point: the size of a symbol, and of its name if it has one.

    `stays`: it goes before all others.
    """

    point: Point
    symbol: Size
    name: Size | None = None
    stays: bool = False


def marks(area: Box, wanted: Sequence[Wanted], reach: float) -> list[Mark | None]:
    """Put each symbol on its point with its name beside it, or both as near as there is room.

    The first go first. None where there is no room within `reach`. Of a few, those that had to
    move try to go earlier, and the layout is kept in which all together move least.
    """
    order = sorted(range(len(wanted)), key=lambda n: not wanted[n].stays)
    best = _laid_out(area, wanted, order, reach)
    first = sum(one.stays for one in wanted)
    dice = Random(len(wanted))  # noqa: S311  # the same places, the same map
    for _ in range(TRIES if len(wanted) <= FEW else 0):
        moved = [place for place in range(first, len(order)) if _moved(wanted, best, order[place])]
        if not moved:
            break
        place = dice.choice(moved)
        tried = order.copy()
        tried.insert(dice.randrange(first, place + 1), tried.pop(place))
        found = _laid_out(area, wanted, tried, reach)
        if _all_moved(wanted, found) <= _all_moved(wanted, best):
            order, best = tried, found
    return best


def _moved(wanted: Sequence[Wanted], found: Sequence[Mark | None], n: int) -> float:
    """Return how far a symbol stands from its point; one left out is far off indeed."""
    mark = found[n]
    return LEFT_OUT if mark is None else math.dist(wanted[n].point, mark.symbol.middle)


def _all_moved(wanted: Sequence[Wanted], found: Sequence[Mark | None]) -> float:
    return sum(_moved(wanted, found, n) ** 2 for n in range(len(wanted)))


def _laid_out(
    area: Box, wanted: Sequence[Wanted], order: Sequence[int], reach: float
) -> list[Mark | None]:
    """Put one after the other; what must move goes over the point of another only at need."""
    taken, ahead = _Taken(area), _Taken(area)
    dots = [Box.around(one.point, (DOT_IN, DOT_IN)) for one in wanted]
    for dot in dots:
        ahead.add(dot)
    found: list[Mark | None] = [None] * len(wanted)
    for n in order:
        one = wanted[n]
        ahead.remove(dots[n])
        here = [mark for mark in _beside(one, one.point) if taken.has_room(mark)]
        mark = next((mark for mark in here if mark.name and ahead.is_free(mark.name)), None)
        farther = (
            mark
            for middle in _rings(one.point, reach)
            if taken.has_room(Mark(Box.around(middle, one.symbol), None))  # once for its names
            for mark in _beside(one, middle)
        )
        found[n] = mark = mark or next(iter(here), None) or _aside(taken, ahead, farther)
        if mark is not None:
            taken.add_mark(mark)
    return found


def _aside(taken: "_Taken", ahead: "_Taken", farther: Iterator[Mark]) -> Mark | None:
    """Return the nearest place with room; over no point of those to come, if there is any."""
    over = None
    for mark in farther:
        if not taken.has_room(mark):
            continue
        if ahead.has_room(mark):
            return mark
        over = over or mark
    return over


class _Taken:
    """The boxes in an area; those near one are found by a grid."""

    def __init__(self, area: Box) -> None:
        self._area = area
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].append(box)

    def add_mark(self, mark: Mark) -> None:
        for box in _boxes(mark):
            self.add(box)

    def remove(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells[cell].remove(box)

    def has_room(self, mark: Mark) -> bool:
        return all(self._area.holds(box) and self.is_free(box) for box in _boxes(mark))

    def is_free(self, box: Box) -> bool:
        return not any(
            box.overlaps(other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )


def _boxes(mark: Mark) -> tuple[Box, ...]:
    return (mark.symbol,) if mark.name is None else (mark.symbol, mark.name)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // CELL_IN), int(box.right // CELL_IN) + 1):
        for row in range(int(box.bottom // CELL_IN), int(box.top // CELL_IN) + 1):
            yield column, row


def _beside(one: Wanted, middle: Point) -> Iterator[Mark]:
    """Yield a symbol with its name at its right, left, under and over it."""
    x, y = middle
    box = Box.around(middle, one.symbol)
    if one.name is None:
        yield Mark(box, None)
        return
    beside, over = (one.symbol[0] + one.name[0]) / 2, (one.symbol[1] + one.name[1]) / 2
    for at in ((x + beside, y), (x - beside, y), (x, y - over), (x, y + over)):
        yield Mark(box, Box.around(at, one.name))


def _rings(point: Point, reach: float) -> Iterator[Point]:
    x, y = point
    for ring in range(1, int(reach / STEP_IN) + 1):
        for way in range(WAYS):
            turn = 2 * math.pi * way / WAYS
            yield x + ring * STEP_IN * math.cos(turn), y + ring * STEP_IN * math.sin(turn)
