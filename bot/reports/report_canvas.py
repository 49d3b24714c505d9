"""The sheet that every picture of the report is drawn on: title, time, picture, notes, source.

Only in a child process. No meaning by colour alone: a print in black and white tells the same.
"""

import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from bot.catalogs import Translator

WIDTH_IN: Final = 5.4
CHAT_DPI: Final = 200  # 1,080 pixels: at 360 of a telephone its letters are 12 high
PAPER_DPI: Final = 300
EDGE_IN: Final = 0.16
INNER_IN: Final = WIDTH_IN - 2 * EDGE_IN
TITLE_PT: Final = 15.0
LETTERS_PT: Final = 12.0
SMALL_PT: Final = 9.5
LEADING: Final = 1.3  # a line's height in letters
INK: Final = "#111111"
DARK: Final = "#1f4e79"
Look = Literal["full", "hatched", "empty"]
LOOKS: Final[dict[Look, dict[str, Any]]] = {
    "full": {"facecolor": DARK, "edgecolor": INK},
    "hatched": {"facecolor": "#dbe7f3", "edgecolor": INK, "hatch": "////"},
    "empty": {"facecolor": "white", "edgecolor": INK},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above and beneath a picture."""

    title: str
    period: str
    notes: tuple[str, ...]
    source: str


class Page:
    """A sheet with lengths in inches from its lower left corner."""

    def __init__(self, heading: Heading, body_in: float, folder: Path) -> None:
        # The cache of fonts goes beside the file: the home folder may not be writable.
        os.environ.setdefault("MPLCONFIGDIR", str(folder / "fonts"))
        from matplotlib.figure import Figure  # noqa: PLC0415  # only in the child process

        title = wrapped(heading.title, TITLE_PT, INNER_IN, bold=True)
        under = [
            line
            for one in (*heading.notes, heading.source)
            for line in wrapped(one, SMALL_PT, INNER_IN)
        ]
        above_in = EDGE_IN + _lines_in(title, TITLE_PT) + _line_in(LETTERS_PT) + 0.12
        self.bottom = EDGE_IN + _lines_in(under, SMALL_PT) + 0.1
        self.top = self.bottom + body_in
        self.height = self.top + above_in
        self.figure: Any = Figure(figsize=(WIDTH_IN, self.height), dpi=CHAT_DPI)
        self.canvas: Any = self.figure.add_axes((0, 0, 1, 1))
        self.canvas.set(xlim=(0, WIDTH_IN), ylim=(0, self.height), autoscale_on=False)
        self.canvas.axis("off")
        y = self.height - EDGE_IN
        for line in title:
            self.write(EDGE_IN, y, line, TITLE_PT, va="top", weight="bold")
            y -= _line_in(TITLE_PT)
        self.write(EDGE_IN, y, heading.period, LETTERS_PT, va="top")
        y = self.bottom - 0.1
        for line in under:
            self.write(EDGE_IN, y, line, SMALL_PT, va="top")
            y -= _line_in(SMALL_PT)

    def write(self, x: float, y: float, text: str, size_pt: float, **look: Any) -> None:
        """Write a line of text."""
        # A dollar sign in a typed title begins no formula.
        look.setdefault("color", INK)
        self.canvas.text(x, y, text, fontsize=size_pt, parse_math=False, **look)

    def axes(self, left: float, bottom: float, width: float, height: float) -> Any:
        """Return axes of a part of the sheet."""
        box = (left / WIDTH_IN, bottom / self.height, width / WIDTH_IN, height / self.height)
        return self.figure.add_axes(box)

    def bar(self, look: Look, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a bar lying on the sheet."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415

        shown = LOOKS[look]
        self.canvas.add_patch(Rectangle((left, bottom), width, height, linewidth=1, **shown))

    def legend(self, told: Sequence[tuple[Look, str]]) -> None:
        """Say what the looks mean, at the top of the picture."""
        x, y = EDGE_IN, self.top - 0.16
        for look, text in told:
            wide = 0.32 + text_in(text, SMALL_PT + 1) + 0.2
            if x > EDGE_IN and x + wide > WIDTH_IN:
                x, y = EDGE_IN, y - LEGEND_LINE_IN
            self.bar(look, x, y - 0.065, 0.24, 0.13)
            self.write(x + 0.32, y, text, SMALL_PT + 1, va="center_baseline")
            x += wide

    def png(self, dpi: int) -> bytes:
        """Return the finished picture."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=dpi, facecolor="white")
        return out.getvalue()


LEGEND_LINE_IN: Final = 0.24


def legend_in(told: Sequence[tuple[Look, str]]) -> float:
    """Return how high a legend is."""
    x, rows = EDGE_IN, 1
    for _, text in told:
        wide = 0.32 + text_in(text, SMALL_PT + 1) + 0.2
        if x > EDGE_IN and x + wide > WIDTH_IN:
            x, rows = EDGE_IN, rows + 1
        x += wide
    return rows * LEGEND_LINE_IN + 0.1


class Chart(Protocol):
    """A picture of the report as values; every method is a pure function of them."""

    @property
    def name(self) -> str:
        """Return its name in Latin letters, for files and templates."""

    def title(self, t: Translator) -> str:
        """Say what it is of."""

    def counted(self, t: Translator) -> str:
        """Say which records it counts."""

    def notes(self, t: Translator) -> tuple[str, ...]:
        """Return the lines beneath it."""

    def said(self, t: Translator, period: str) -> str:
        """Say in words what it shows, with its numbers."""

    def drawn(self, t: Translator, heading: Heading, folder: Path) -> Page:
        """Draw it."""


# -------------------------------------------------------------------- letters


def text_in(text: str, size_pt: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is."""
    if not text.strip():
        return 0.0
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415
    from matplotlib.textpath import text_to_path  # noqa: PLC0415

    font = FontProperties(weight="bold" if bold else "normal", size=size_pt)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width) / 72


def wrapped(text: str, size_pt: float, width_in: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of a width; a word that is wider is broken, too."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):  # a no-break space is kept
        joined = f"{lines[-1]} {word}" if lines else word
        if text_in(joined, size_pt, bold=bold) <= width_in:
            lines[-1:] = [joined]
            continue
        lines += _pieces(word, size_pt, width_in, bold=bold)
    return lines


def _pieces(word: str, size_pt: float, width_in: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if text_in(pieces[-1] + letter, size_pt, bold=bold) > width_in and pieces[-1]:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def cut_lines(lines: Sequence[str], most: int) -> list[str]:
    """Keep at most so many lines; what is left out shows as an ellipsis."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def _line_in(size_pt: float) -> float:
    return size_pt * LEADING / 72


def _lines_in(lines: Iterable[str], size_pt: float) -> float:
    return sum(_line_in(size_pt) for _ in lines)


# -------------------------------------------------------------------- groups of bars


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one name; `right` stands at the end of its line."""

    name: str
    bars: tuple[tuple[Look, float, str], ...]  # look, number, how it is written
    right: str = ""


BAR_IN: Final = 0.19
NUMBER_IN: Final = 0.75  # beside the longest bar


def groups_in(groups: Sequence[Group]) -> float:
    """Return how high groups are."""
    return sum(_group_in(one) for one in groups)


def _name(one: Group) -> list[str]:
    room = INNER_IN - (text_in(one.right, LETTERS_PT, bold=True) + 0.2 if one.right else 0)
    return cut_lines(wrapped(one.name, LETTERS_PT - 1, room), 2)


def _group_in(one: Group) -> float:
    return _lines_in(_name(one), LETTERS_PT - 1) + BAR_IN * len(one.bars) + 0.2


def draw_groups(page: Page, top: float, groups: Sequence[Group], *, one_scale: bool) -> None:
    """Draw groups of bars from `top` down; numbers of one kind have `one_scale`."""
    room = INNER_IN - NUMBER_IN
    most = max((n for one in groups for _, n, _ in one.bars), default=0)
    for one in groups:
        scale = most if one_scale else max(n for _, n, _ in one.bars)
        y = top - 0.03
        if one.right:
            page.write(
                WIDTH_IN - EDGE_IN, y, one.right, LETTERS_PT, va="top", ha="right", weight="bold"
            )
        for line in _name(one):
            page.write(EDGE_IN, y, line, LETTERS_PT - 1, va="top")
            y -= _line_in(LETTERS_PT - 1)
        for look, number, shown in one.bars:
            y -= BAR_IN
            length = room * max(number, 0) / scale if scale > 0 else 0.0
            page.bar(look, EDGE_IN, y + 0.02, length, BAR_IN - 0.035)
            page.write(
                EDGE_IN + length + 0.06, y + BAR_IN / 2, shown, SMALL_PT + 1, va="center_baseline"
            )
        top -= _group_in(one)
