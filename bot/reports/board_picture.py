"""The board of a campaign as a picture: one bar of its groups, their libraries under it.

Drawn in a child process for a telephone: at 360 pixels of width its letters are 12 high.
"""

import os
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from storage.database import Reader

KIND: Final = "board_picture"  # of the job
DPI: Final = 200
WIDTH_IN: Final = 5.4  # 1,080 pixels
LETTERS_PT: Final = 13.0
LINE_IN: Final = 0.27
BAR_IN: Final = 0.55
EDGE: Final = 0.03  # of the width
COLUMNS: Final = 2
NAME: Final = 21  # letters of a name in a column
NARROW: Final = 0.07  # of the bar: no number fits in
COLOURS: Final = {
    "answered": "#2e7d32",
    "returned": "#8e44ad",
    "begun": "#1f77b4",
    "waiting": "#d9742b",
    "silent": "#8a8f94",
}


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:  # noqa: ARG001  # every job has one
    """Write a PNG; `arguments`: title, under, groups as [code, heading, count, names].

    They are what the board said when somebody pressed, in their language.
    """
    draw(arguments, path)
    return {"title": arguments["title"]}


def draw(about: Mapping[str, Any], path: Path) -> None:
    """Draw a board as PNG."""
    # The cache of fonts goes beside the file: the home folder may not be writable.
    os.environ.setdefault("MPLCONFIGDIR", str(path.parent / "fonts"))
    from matplotlib.figure import Figure  # noqa: PLC0415  # only in the child process

    title = textwrap.fill(about["title"], 34)
    above_in = 0.75 + 0.28 * title.count("\n")
    sections_in = sum(_height(names) for *_, names in about["groups"])
    height = above_in + BAR_IN + sections_in + 0.3
    figure = Figure(figsize=(WIDTH_IN, height), dpi=DPI)

    def write(x: float, below_in: float, text: str, **look: Any) -> None:
        figure.text(x, 1 - below_in / height, text, va="top", **look)

    write(EDGE, 0.12, title, fontsize=LETTERS_PT + 2, weight="bold")
    write(EDGE, above_in - 0.32, about["under"], fontsize=LETTERS_PT - 1.5, color="#555555")
    bottom = 1 - (above_in + BAR_IN) / height
    _bar(figure.add_axes((EDGE, bottom, 1 - 2 * EDGE, (BAR_IN - 0.1) / height)), about["groups"])
    below_in = above_in + BAR_IN + 0.12
    for code, heading, _, names in about["groups"]:
        look = {"fontsize": LETTERS_PT + 1, "weight": "bold", "color": COLOURS[code]}
        write(EDGE, below_in, f"\u25a0 {heading}", **look)
        for place, name in enumerate(_shown(names)):
            x = EDGE + place % COLUMNS * (1 - EDGE) / COLUMNS
            write(x, below_in + LINE_IN * (1 + place // COLUMNS) + 0.05, name, fontsize=LETTERS_PT)
        below_in += _height(names)
    figure.savefig(path, format="png", facecolor="white")


def _shown(names: list[str]) -> list[str]:
    return [textwrap.shorten(name, NAME, placeholder="…") for name in names]


def _height(names: list[str]) -> float:
    """Return how high a group is with its heading, in inches."""
    return LINE_IN * (1.6 + -(-len(_shown(names)) // COLUMNS))


def _bar(axes: Any, groups: list[Any]) -> None:
    counts = {code: count for code, _, count, _ in groups}
    total = sum(counts.values()) or 1
    left = 0.0
    for code, count in counts.items():
        share = count / total
        axes.barh(0, share, left=left, color=COLOURS[code], height=1, edgecolor="white")
        if share >= NARROW:
            axes.text(
                left + share / 2, 0, str(count), ha="center", va="center", color="white",
                fontsize=LETTERS_PT + 3, weight="bold",
            )  # fmt: skip
        left += share
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.5, 0.5)
    axes.axis("off")
