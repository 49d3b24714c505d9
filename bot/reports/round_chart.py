"""Why residents do not read and what they wish, as a picture that a black and white printer takes.

Shades and hatching tell the two apart, numbers stand beside the bars; in a child process.
"""

import os
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import round_totals
from bot.reports.round_totals import NAMED
from storage import aggregates, round_sums, rounds
from storage.database import Reader

KIND: Final = "round_chart"  # of the job
DRAWN: Final = ("reason", "wish")
BARS: Final = 12  # of more the rarest are summed up in one line
DPI: Final = 200
WIDTH_IN: Final = 5.4  # 1,080 pixels: at 360 of a telephone its letters are 12 high
BAR_IN: Final = 0.34
LETTERS_PT: Final = 13.0
LOOKS: Final = {  # grey for one, hatched white for the other
    "reason": {"color": "#6b6b6b", "edgecolor": "#333333"},
    "wish": {"color": "#ffffff", "edgecolor": "#333333", "hatch": "////"},
}


@dataclass(frozen=True, slots=True)
class Part:
    """One group of bars, the most frequent first; `more` answers are not drawn."""

    of: str  # reason or wish
    title: str
    bars: tuple[tuple[str, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture."""

    title: str
    about: str
    parts: tuple[Part, ...]
    source: str


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write a PNG to `path`; the arguments are those of `round_totals.read`."""
    t = translator(arguments["language"])
    chart = await read(db, t, arguments)
    if chart.parts:
        draw(t, chart, path)
    return {"name": f"{chart.title}.png" if chart.parts else "", "about": chart.about}


async def read(db: Reader, t: Translator, arguments: Mapping[str, Any]) -> Chart:
    """Lay the picture out; without parts where nothing was noted."""
    scope = round_totals.scope_of(arguments)
    counts = await aggregates.named(db, scope)
    known = {(one.list, one.code): one for one in await rounds.choices(db)}

    def name(of: str, code: str) -> str:
        return known[of, code].name(t.language) if (of, code) in known else code

    parts = tuple(
        Part(
            of,
            t.plain(NAMED[of]),
            tuple((name(of, code), n) for code, n in list(counts[of].items())[:BARS]),
            sum(list(counts[of].values())[BARS:]),
        )
        for of in DRAWN
        if counts[of]
    )
    sums = await round_sums.sums(db, scope)
    title = t.plain(msgid("What residents said"))
    source = await round_totals.source(db, t, sums, arguments)
    return Chart(title, arguments["about"], parts, source)


def draw(t: Translator, chart: Chart, path: Path) -> None:
    """Draw the picture."""
    # The cache of fonts goes beside the file: the home folder may not be writable.
    os.environ.setdefault("MPLCONFIGDIR", str(path.parent / "fonts"))
    from matplotlib.figure import Figure  # noqa: PLC0415  # only in the child process

    about = textwrap.fill(chart.about, 46)
    source = textwrap.fill(chart.source, 62)
    above = 0.62 + 0.26 * (about.count("\n") + 1)
    below = 0.2 + 0.2 * (source.count("\n") + 1)
    heights = [0.45 + BAR_IN * len(one.bars) + (0.3 if one.more else 0) for one in chart.parts]
    height = above + sum(heights) + below
    figure = Figure(figsize=(WIDTH_IN, height), dpi=DPI)
    figure.text(
        0.03, 1 - 0.14 / height, chart.title, va="top", fontsize=LETTERS_PT + 2, weight="bold"
    )
    figure.text(0.03, 1 - 0.52 / height, about, va="top", fontsize=LETTERS_PT - 1)
    top = height - above
    most = max(n for part in chart.parts for _, n in part.bars)
    for part, needed in zip(chart.parts, heights, strict=True):
        _part(t, figure, part, (top, height), most)
        top -= needed
    figure.text(0.03, 0.12 / height, source, va="bottom", fontsize=LETTERS_PT - 3.5)
    figure.savefig(path, format="png", facecolor="white")


def _part(t: Translator, figure: Any, part: Part, at: tuple[float, float], most: int) -> None:
    """Draw one group of bars; both have the same scale, so that they can be compared."""
    top, height = at
    figure.text(
        0.03, (top - 0.12) / height, part.title, va="top", fontsize=LETTERS_PT, weight="bold"
    )
    bars_in = BAR_IN * len(part.bars)
    bottom = top - 0.45 - bars_in
    axes = figure.add_axes((0.38, bottom / height, 0.52, bars_in / height))
    places = list(range(len(part.bars), 0, -1))
    axes.barh(places, [n for _, n in part.bars], height=0.68, linewidth=1, **LOOKS[part.of])
    for place, (_, n) in zip(places, part.bars, strict=True):
        axes.annotate(
            t.number(n), (n, place), (5, 0), textcoords="offset points", va="center",
            fontsize=LETTERS_PT - 1,
        )  # fmt: skip
    names = [textwrap.shorten(name, 20, placeholder="…") for name, _ in part.bars]
    axes.set_yticks(places, names)
    axes.tick_params(axis="y", labelsize=LETTERS_PT - 1, length=0, pad=5)
    axes.tick_params(axis="x", bottom=False, labelbottom=False)
    axes.set_xlim(0, most * 1.08)
    axes.set_ylim(0.4, len(part.bars) + 0.6)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    if part.more:
        said = t.plain(msgid("Other answers: {n}"), n=part.more)
        figure.text(0.38, (bottom - 0.06) / height, said, va="top", fontsize=LETTERS_PT - 2)
