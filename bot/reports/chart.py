"""Charts of a campaign: how each library's numbers changed in a year; in a child process.

A picture a question, drawn for a telephone: at 360 pixels of width its letters are 12 high.
"""

import os
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.msgid import msgid
from bot.published import campaign_form
from bot.rules import indicators, outliers
from bot.screens import indicators as numbers
from bot.screens.monitoring import month_of
from storage import campaigns, libraries, summaries
from storage.database import Reader
from storage.summaries import Pair, Times

KIND: Final = "campaign_chart"  # of the job
FIRST: Final = ("users", "visits", "loans")  # the three control indicators (domain.md, section 3)
PICTURES: Final = 3
BARS: Final = 24  # of more libraries the ends are shown: who fell most, who grew most
DPI: Final = 200
WIDTH_IN: Final = 5.4  # 1,080 pixels
BAR_IN: Final = 0.33
LETTERS_PT: Final = 13.0
WIDEST: Final = 100.0  # per cent; a longer bar is cut, its number is told
UP, DOWN, GREY = "#1f77b4", "#d9742b", "#8a8f94"


@dataclass(frozen=True, slots=True)
class Bar:
    """A library's change in per cent."""

    library: str
    percent: float


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: bars from the greatest growth down; `left_out` of them are not drawn."""

    title: str
    under: str
    bars: tuple[Bar, ...]
    middle: float
    left_out: int = 0


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write PNGs to `path`, `path.2`, `path.3`; `arguments`: campaign_id, language."""
    t = translator(arguments["language"])
    campaign = await campaigns.by_id(db, arguments["campaign_id"])
    if campaign is None:
        raise UserError(msgid("There is no such campaign."))
    fields = outliers.counts(await campaign_form(db, campaign))
    span = await summaries.times(db, campaign)
    names = {one.library_id: one.short(t.language) for one in await libraries.known(db)}
    pairs = await summaries.pairs(db, span, fields)
    charts = [
        chart(t, fields[question].label(t.language), span, some, names)
        for question, some in chosen(pairs, tuple(fields)).items()
    ]
    for number, one in enumerate(charts, 1):
        draw(t, one, path if number == 1 else path.with_name(f"{path.name}.{number}"))
    return {"titles": [one.title for one in charts]}


def chosen(pairs: Sequence[Pair], questions: Sequence[str]) -> dict[str, list[Pair]]:
    """Return what is drawn: the control indicators first, else the first counts of the form."""
    found: dict[str, list[Pair]] = defaultdict(list)
    for one in pairs:
        if one.before:
            found[one.question].append(one)
    order = sorted(
        (name for name in questions if name in found),
        key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST),
    )
    return {name: found[name] for name in order[:PICTURES]}


def chart(
    t: Translator, title: str, span: Times, pairs: Sequence[Pair], names: Mapping[int, str]
) -> Chart:
    """Lay out one picture."""
    bars = sorted(
        (Bar(names[one.library_id], (one.number / one.before - 1) * 100) for one in pairs),
        key=lambda one: (-one.percent, one.library),
    )
    kept = bars if len(bars) <= BARS else [*bars[: BARS // 2], *bars[-BARS // 2 :]]
    about = msgid("Change, {before} - {now}")
    under = t.plain(about, before=month_of(t, span.before), now=month_of(t, span.now))
    middle = median(one.percent for one in bars)
    return Chart(title, under, tuple(kept), middle, len(bars) - len(kept))


def draw(t: Translator, one: Chart, path: Path) -> None:
    """Draw a picture as PNG."""
    # The cache of fonts goes beside the file: the home folder may not be writable.
    os.environ.setdefault("MPLCONFIGDIR", str(path.parent / "fonts"))
    from matplotlib.figure import Figure  # noqa: PLC0415  # only in the child process

    title = textwrap.fill(one.title, 34)
    above_in = 0.75 + 0.28 * title.count("\n")
    height = above_in + BAR_IN * len(one.bars) + (0.85 if one.left_out else 0.55)
    figure = Figure(figsize=(WIDTH_IN, height), dpi=DPI)
    figure.text(0.03, 1 - 0.12 / height, title, va="top", fontsize=LETTERS_PT + 2, weight="bold")
    under = 1 - (above_in - 0.3) / height
    figure.text(0.03, under, one.under, va="top", fontsize=LETTERS_PT - 1.5, color=GREY)
    axes = figure.add_axes((0.36, 0.0, 0.6, 1.0))
    bottom = 0.8 if one.left_out else 0.5
    axes.set_position((0.36, bottom / height, 0.6, BAR_IN * len(one.bars) / height))
    _bars(t, axes, one)
    figure.text(0.03, 0.16 / height, _said(t, one), fontsize=LETTERS_PT - 1.5, color=GREY)
    figure.savefig(path, format="png", facecolor="white")


def _said(t: Translator, one: Chart) -> str:
    middle = t.plain(
        msgid("Dashed: half of the libraries have {change} or less"),
        change=_percent(t, one.middle),
    )
    if not one.left_out:
        return middle
    return t.plain(msgid("Between them not shown: {n}"), n=one.left_out) + "\n" + middle


def _percent(t: Translator, percent: float) -> str:
    return numbers.percent(t, indicators.rounded(percent, 0))


def _bars(t: Translator, axes: Any, one: Chart) -> None:
    places = list(range(len(one.bars), 0, -1))
    lengths = [max(-WIDEST, min(WIDEST, bar.percent)) for bar in one.bars]
    colours = [UP if bar.percent >= 0 else DOWN for bar in one.bars]
    axes.barh(places, lengths, color=colours, height=0.66)
    axes.axvline(0, color="#333333", linewidth=1)
    axes.axvline(
        max(-WIDEST, min(WIDEST, one.middle)), color=GREY, linewidth=1.2, linestyle=(0, (4, 3))
    )
    reach = max([10.0, *(abs(length) for length in lengths)])
    low, high = min([0.0, *lengths]), max([0.0, *lengths])
    axes.set_xlim(low - (0.5 * reach if low else 0.05 * reach), high + 0.5 * reach)
    axes.set_ylim(0.4, len(one.bars) + 0.6)
    for place, length, bar in zip(places, lengths, one.bars, strict=True):
        is_up = bar.percent >= 0
        axes.annotate(
            _percent(t, bar.percent), (length, place), (5 if is_up else -5, 0),
            textcoords="offset points", va="center", ha="left" if is_up else "right",
            fontsize=LETTERS_PT - 1,
        )  # fmt: skip
    axes.set_yticks(
        places, [textwrap.shorten(bar.library, 17, placeholder="…") for bar in one.bars]
    )
    axes.tick_params(axis="y", labelsize=LETTERS_PT, length=0, pad=6)
    axes.tick_params(axis="x", bottom=False, labelbottom=False)
    for side in ("top", "right", "bottom", "left"):
        axes.spines[side].set_visible(False)
