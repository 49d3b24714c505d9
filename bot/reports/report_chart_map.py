"""The map of the district with visits and rounds of each library, for the report.

Drawn from the coordinates of the libraries alone; `bot/rules/map_layout.py` says where symbols
and names go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator
from bot.msgid import msgid, plural
from bot.reports import report_canvas as canvas
from bot.reports import report_spread as spreads
from bot.reports.report_canvas import (
    DARK,
    EDGE_IN,
    INK,
    INNER_IN,
    LOOKS,
    SMALL_PT,
    WIDTH_IN,
    Heading,
    Page,
)
from bot.reports.report_chart_visits import corrected
from bot.reports.report_spread import Spread
from bot.rules import map_layout
from bot.rules.map_layout import Box, Mark, Point, Wanted
from storage import libraries
from storage.aggregates import Scope
from storage.database import Reader

MOST: Final = 150  # libraries that a map can hold; a district has about 40
NAMED: Final = 60  # of more libraries the others have only their symbols
TOLD: Final = 5  # libraries with the most, in words
ZEROS: Final = 12  # libraries without any, in words
FEW: Final = 20  # so few libraries have room for larger letters
NAME_PT: Final = 8.5
LARGE_PT: Final = 10.5
NUMBER_PT: Final = 8.5
NAME_LEADING: Final = 1.27  # a name's height in letters
LEAST_IN: Final = 0.085  # the radius of a circle
MOST_IN: Final = 0.2
SMALL: Final = 8  # numbers up to which no circle has the greatest size
HOLLOW_IN: Final = 0.06
RING_IN: Final = 0.035  # from the symbol to the second line round the central library
AIR_IN: Final = 0.03
HEIGHTS_IN: Final = (3.2, 6.2)
MAP_EDGE_IN: Final = 0.5
REACH_IN: Final = 1.2  # from where a library lies to its symbol
FOOT_IN: Final = 0.42  # of the bar and the arrow
CENTRAL: Final = "central"
NOTHING: Final[Spread[int]] = Spread({})
VISITS: Final = plural("{n} visit", "{n} visits")
ROUNDS: Final = plural("{n} door-to-door round", "{n} door-to-door rounds")


@dataclass(frozen=True, slots=True)
class Place:
    """A library on the map; without coordinates it is named beneath."""

    name: str
    at: tuple[float, float] | None  # latitude, longitude
    visits: int
    rounds: int
    is_central: bool = False


@dataclass(frozen=True, slots=True)
class District:
    """What is drawn; a kind of records that nobody has is left out."""

    places: tuple[Place, ...]
    visits: Spread[int] = NOTHING
    rounds: Spread[int] = NOTHING

    name = "map"

    @property
    def drawn_places(self) -> list[Place]:
        """Return the libraries on the map."""
        return [one for one in self.places if one.at is not None]

    def title(self, t: Translator) -> str:
        """Say what it is of."""
        if not self.rounds.by:
            return t.plain(msgid("Visits by library on the map"))
        if not self.visits.by:
            return t.plain(msgid("Door-to-door rounds by library on the map"))
        return t.plain(msgid("Visits and rounds by library on the map"))

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""
        told = ((self.visits, VISITS), (self.rounds, ROUNDS))
        said = (t.plain(text, n=of.total - of.corrected - of.rest) for of, text in told if of.by)
        return ", ".join(said)

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Say what is not on the map."""
        said = []
        without = [one for one in self.places if one.at is None]
        if without:
            named = ", ".join(_numbered(t, one) for one in without)
            said.append(t.plain(msgid("Without coordinates: {libraries}."), libraries=named))
        unnamed = len(self.drawn_places) - NAMED
        if unnamed > 0:
            text = plural(
                "{n} library is not named on the map.", "{n} libraries are not named on the map."
            )
            said.append(t.plain(text, n=unnamed))
        rest = msgid("Corrections of no single library, not on the map: {n}.")
        together: Spread[int] = Spread(
            {},
            self.visits.corrected + self.rounds.corrected,
            self.visits.rest + self.rounds.rest,
        )
        return *said, *corrected(t, together, rest)

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows."""
        said = [t.plain(msgid("Map of the libraries, {period}."), period=period)]
        texts = {
            "visits": plural(
                "{n} visit to libraries, in {some} of {all}, the most: {most}.",
                "{n} visits to libraries, in {some} of {all}, the most: {most}.",
            ),
            "rounds": plural(
                "{n} door-to-door round, by {some} libraries of {all}, the most: {most}.",
                "{n} door-to-door rounds, by {some} libraries of {all}, the most: {most}.",
            ),
        }
        for what, text in texts.items():
            of: Spread[int] = getattr(self, what)
            if not of.by:
                continue
            some = sorted(
                ((getattr(one, what), one.name) for one in self.places if getattr(one, what) > 0),
                key=lambda one: (-one[0], one[1]),
            )
            most = ", ".join(f"{name} ({t.number(n)})" for n, name in some[:TOLD])
            said.append(t.plain(text, n=of.total, some=len(some), all=len(self.places), most=most))
        if self.visits.by:
            said += _without_visits(t, [one.name for one in self.places if one.visits <= 0])
        return " ".join(said)

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw the map."""
        return _Drawing(t, self, heading, folder).page


def _numbered(t: Translator, one: Place) -> str:
    told = ((one.visits, VISITS), (one.rounds, ROUNDS))
    said = ", ".join(t.plain(text, n=n) for n, text in told if n)
    return f"{one.name} ({said})" if said else one.name


def _without_visits(t: Translator, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    if len(names) > ZEROS:
        text = plural("{n} library without a visit.", "{n} libraries without a visit.")
        return [t.plain(text, n=len(names))]
    return [t.plain(msgid("Without a visit: {libraries}."), libraries=", ".join(names))]


async def read(db: Reader, t: Translator, scope: Scope) -> District | None:
    """Return what is to be drawn; None where nothing can be put on the map, or too much."""
    visits = await spreads.by_library(db, "visits", scope)
    rounds = await spreads.by_library(db, "rounds", scope)
    places = tuple(
        Place(
            one.short(t.language),
            None
            if one.latitude is None or one.longitude is None
            else (one.latitude, one.longitude),
            visits.by.get(one.library_id, 0),
            rounds.by.get(one.library_id, 0),
            is_central=one.kind == CENTRAL,
        )
        for one in await libraries.known(db)
        if one.is_open(scope.first + timedelta(days=1))
        or one.library_id in visits.by
        or one.library_id in rounds.by
    )
    located = [one for one in places if one.at]
    if len(located) > MOST or not any(one.visits or one.rounds for one in located):
        return None
    return District(places, visits, rounds)


# -------------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A circle of the visits and a square of the rounds beside it, with their measures."""

    radius: float  # 0: no circle
    side: float  # 0: no square
    ring: float

    @property
    def size(self) -> tuple[float, float]:
        wide = 2 * self.radius + self.side
        high = max(2 * self.radius, self.side)
        return wide + 2 * self.ring + AIR_IN, high + 2 * self.ring + AIR_IN


class _Drawing:
    """One map being drawn."""

    def __init__(self, t: Translator, of: District, heading: Heading, folder: Path) -> None:
        self._t, self._of = t, of
        # The libraries with the most come first: they are named where not all can be.
        self._places = sorted(
            of.drawn_places, key=lambda one: (-one.visits - one.rounds, one.name)
        )
        self._most = max(SMALL, *(n for one in self._places for n in (one.visits, one.rounds)))
        self._name_pt = LARGE_PT if len(self._places) <= FEW else NAME_PT
        found = [one.at for one in self._places if one.at is not None]
        self._map = map_layout.laid(found, INNER_IN, HEIGHTS_IN, MAP_EDGE_IN)
        told = self._told()
        legend_in = _flow(told)[-1][1] + LEGEND_LINE_IN + 0.08
        self.page = Page(heading, legend_in + self._map.height + FOOT_IN, folder)
        self._legend(told)
        self._left, self._bottom = EDGE_IN, self.page.bottom + FOOT_IN
        self._draw()
        self._scale()

    def _told(self) -> list[tuple[str, str]]:
        told = []
        if self._of.visits.by:
            told.append(("circle", self._t.plain(msgid("visits to the library"))))
            if any(one.visits <= 0 for one in self._places):
                told.append(("hollow", self._t.plain(msgid("no visits"))))
        if self._of.rounds.by:
            told.append(("square", self._t.plain(msgid("door-to-door rounds"))))
        if any(one.is_central for one in self._places):
            told.append(("ring", self._t.plain(msgid("central library"))))
        return told

    def _symbol(self, one: Place) -> _Symbol:
        radius = self._radius(one.visits) if self._of.visits.by else 0.0
        side = 2 * self._radius(one.rounds) * 0.9 if one.rounds > 0 else 0.0
        if not self._of.visits.by and not side:
            side = 2 * HOLLOW_IN
        return _Symbol(radius, side, RING_IN if one.is_central else 0.0)

    def _radius(self, number: int) -> float:
        if number <= 0:
            return HOLLOW_IN
        fits = canvas.text_in(self._t.number(number), NUMBER_PT, bold=True) / 2 + 0.035
        return max(LEAST_IN, fits, MOST_IN * sqrt(number / self._most))

    def _name_in(self, one: Place) -> float:
        return canvas.text_in(one.name, self._name_pt, bold=one.is_central) + 0.05

    def _draw(self) -> None:
        from matplotlib.patches import Rectangle  # noqa: PLC0415  # only in the child process

        area = Box(0.0, 0.0, INNER_IN, self._map.height)
        frame = Rectangle(
            (self._left, self._bottom), INNER_IN, self._map.height, fill=False,
            edgecolor="#888888", linewidth=0.8,
        )  # fmt: skip
        self.page.canvas.add_patch(frame)
        shown = [self._symbol(one) for one in self._places]
        high = self._name_pt * NAME_LEADING / 72
        wanted = [
            Wanted(
                point,
                symbol.size,
                (self._name_in(place), high) if n < NAMED else None,
                stays=place.is_central,
            )
            for n, (point, symbol, place) in enumerate(
                zip(self._map.points, shown, self._places, strict=True)
            )
        ]
        marks = map_layout.marks(area, wanted, REACH_IN)
        for point, mark, symbol, place in zip(
            self._map.points, marks, shown, self._places, strict=True
        ):
            if mark is not None:
                self._put(point, mark, symbol, place)
            else:  # where they crowd, none is missing
                self._dot(point)

    def _put(self, point: Point, mark: Mark, symbol: _Symbol, place: Place) -> None:
        from matplotlib.patheffects import withStroke  # noqa: PLC0415

        x, y = mark.symbol.middle
        if not mark.symbol.contains(point):
            self._line(point, (x, y))
        left = self._left + x - symbol.size[0] / 2 + symbol.ring + AIR_IN / 2
        y += self._bottom
        if symbol.radius:
            self.circle(left + symbol.radius, y, symbol.radius, place.visits)
            if symbol.ring:
                self._ring(left + symbol.radius, y, symbol.radius + symbol.ring)
        if symbol.side:
            self.square(left + 2 * symbol.radius, y - symbol.side / 2, symbol.side, place.rounds)
        if mark.name is not None:
            x, y = mark.name.middle
            self.page.write(
                self._left + x, self._bottom + y, place.name, self._name_pt, ha="center",
                va="center_baseline", weight="bold" if place.is_central else "normal", zorder=4,
                path_effects=[withStroke(linewidth=2.5, foreground="white")],
            )  # fmt: skip

    def circle(self, x: float, y: float, radius: float, number: int) -> None:
        """Draw the visits; hollow where there were none."""
        from matplotlib.patches import Circle  # noqa: PLC0415

        colour = DARK if number > 0 else "white"
        self.page.canvas.add_patch(
            Circle((x, y), radius, facecolor=colour, edgecolor=INK, linewidth=0.9, zorder=3)
        )
        if number > 0:
            self._number(x, y, number, "white")

    def square(self, left: float, bottom: float, side: float, number: int) -> None:
        """Draw the rounds; hollow where there were none."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        look: Mapping[str, Any] = LOOKS["hatched" if number > 0 else "empty"]
        look = {**look, "hatch": None, "facecolor": "#e4e4e4" if number > 0 else "white"}
        self.page.canvas.add_patch(
            Rectangle((left, bottom), side, side, linewidth=0.9, zorder=3, **look)
        )
        if number > 0:
            self._number(left + side / 2, bottom + side / 2, number, INK)

    def _number(self, x: float, y: float, number: int, colour: str) -> None:
        self.page.write(
            x, y - 0.004, self._t.number(number), NUMBER_PT, ha="center", va="center_baseline",
            color=colour, weight="bold", zorder=4,
        )  # fmt: skip

    def _ring(self, x: float, y: float, radius: float) -> None:
        from matplotlib.patches import Circle  # noqa: PLC0415

        self.page.canvas.add_patch(
            Circle((x, y), radius, fill=False, edgecolor=INK, linewidth=0.9, zorder=2)
        )

    def _line(self, one: Point, other: Point) -> None:
        """Lead from where a library lies to its symbol."""
        xs, ys = zip(one, other, strict=True)
        self.page.canvas.plot(
            [self._left + x for x in xs], [self._bottom + y for y in ys], color="#666666",
            linewidth=0.8, zorder=1,
        )  # fmt: skip
        self._dot(one)

    def _dot(self, point: Point) -> None:
        from matplotlib.patches import Circle  # noqa: PLC0415

        at = self._left + point[0], self._bottom + point[1]
        self.page.canvas.add_patch(Circle(at, 0.018, facecolor=INK, edgecolor=INK, zorder=2))

    def _legend(self, told: list[tuple[str, str]]) -> None:
        for (shape, text), (right, down) in zip(told, _flow(told), strict=True):
            middle, y = EDGE_IN + right + 0.11, self.page.top - 0.14 - down
            if shape == "square":
                self.square(middle - 0.09, y - 0.09, 0.18, 3)
            else:
                self.circle(
                    middle, y, 0.1 if shape == "circle" else HOLLOW_IN, 5 * (shape == "circle")
                )
            if shape == "ring":
                self._ring(middle, y, HOLLOW_IN + RING_IN)
            self.page.write(middle + 0.18, y, text, SMALL_PT + 1, va="center_baseline")

    def _scale(self) -> None:
        """Draw the bar of kilometres and the arrow to the north under the map."""
        km = map_layout.scale_km(self._map.km_an_inch, INNER_IN)
        length = km / self._map.km_an_inch
        y, left = self.page.bottom + 0.18, EDGE_IN
        for part, colour in enumerate((INK, "white")):
            self._half(left + part * length / 2, y, length / 2, colour)
        said = self._t.plain(msgid("{n} km"), n=km)
        self.page.write(left + length + 0.08, y + 0.03, said, SMALL_PT + 1, va="center_baseline")
        right = WIDTH_IN - EDGE_IN - 0.1
        self.page.canvas.annotate(
            "", (right, y + 0.2), (right, y - 0.1), arrowprops={"arrowstyle": "-|>", "color": INK}
        )
        north = self._t.plain(msgid("north"))
        self.page.write(
            right - 0.12, y + 0.03, north, SMALL_PT + 1, va="center_baseline", ha="right"
        )

    def _half(self, left: float, bottom: float, length: float, colour: str) -> None:
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        self.page.canvas.add_patch(
            Rectangle((left, bottom), length, 0.06, facecolor=colour, edgecolor=INK, linewidth=0.8)
        )


LEGEND_LINE_IN: Final = 0.25


def _flow(told: Sequence[tuple[str, str]]) -> list[tuple[float, float]]:
    """Return how far right and down each line of the legend begins: several in a row."""
    found: list[tuple[float, float]] = []
    x = y = 0.0
    for _, text in told:
        wide = 0.29 + canvas.text_in(text, SMALL_PT + 1) + 0.2
        if x and x + wide > INNER_IN + 0.2:
            x, y = 0.0, y + LEGEND_LINE_IN
        found.append((x, y))
        x += wide
    return found
