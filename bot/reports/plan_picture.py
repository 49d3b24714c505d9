"""A year's plan and fact as a picture: a pair of bars a month; in a child process.

It reads in black and white: what stands in the plan is outlined, what is done black, what is off
the plan hatched. The caption says the same in words.
"""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.rules.periods import Period
from bot.screens import plan_facts as screens
from bot.screens.plan_facts import NONE, Chosen
from bot.screens.screen import lines
from storage import plan_facts
from storage.database import Reader
from storage.records.plan_facts import PlanFacts

KIND: Final = "plan_picture"  # of the job
DPI: Final = 200
WIDTH_IN: Final = 5.4  # 1,080 pixels
HEIGHT_IN: Final = 4.6
LETTERS_PT: Final = 12.0
BAR: Final = 0.38  # of a month's width
MONTHS: Final = tuple(range(1, 13))


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write a PNG; `arguments`: year, staff_id, person, counts_trips, standing, language."""
    t, year = translator(arguments["language"]), int(arguments["year"])
    whose = arguments["staff_id"]
    chosen = Chosen(
        Period("year", year),
        whose,
        arguments["person"],
        counts_trips=arguments["counts_trips"],
        standing=arguments["standing"],
    )
    first, last = date(year, 1, 1), date(year, 12, 1)
    found = await plan_facts.by_time(db, first, last, "month", whose)
    whole = await plan_facts.by_time(db, first, last, "whole", whose)
    months = [found.get(f"{year}-{month:02}", NONE) for month in MONTHS]
    draw(t, chosen, months, path)
    said = screens.in_words(t, whole.get("", NONE), counts_trips=chosen.counts_trips)
    return {"caption": lines(screens.heading(t, chosen), *said)}


def draw(t: Translator, chosen: Chosen, months: list[PlanFacts], path: Path) -> None:
    """Draw the twelve months of a year as PNG."""
    # The cache of fonts goes beside the file: the home folder may not be writable.
    os.environ.setdefault("MPLCONFIGDIR", str(path.parent / "fonts"))
    from matplotlib.figure import Figure  # noqa: PLC0415  # only in the child process

    figure = Figure(figsize=(WIDTH_IN, HEIGHT_IN), dpi=DPI)
    title = f"{t.plain(screens.FACTS)}: {screens.time_name(t, chosen.period)}"
    figure.text(0.03, 0.97, title, va="top", fontsize=LETTERS_PT + 2, weight="bold")
    if chosen.person:
        figure.text(0.03, 0.905, chosen.person, va="top", fontsize=LETTERS_PT)
    axes = figure.add_axes((0.09, 0.16, 0.88, 0.56))
    _bars(t, axes, months)
    axes.set_xticks(
        list(MONTHS), [screens.month_short(t, date(2026, month, 1)) for month in MONTHS]
    )
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        handles, labels, loc="upper left", bbox_to_anchor=(0.02, 0.87), ncols=3, frameon=False,
        fontsize=LETTERS_PT - 1, handlelength=1.2, columnspacing=1.0,
    )  # fmt: skip
    printed = screens.printed(t, counts_trips=chosen.counts_trips)
    figure.text(0.03, 0.03, printed, fontsize=LETTERS_PT - 2)
    figure.savefig(path, format="png", facecolor="white")


def _bars(t: Translator, axes: Any, months: list[PlanFacts]) -> None:
    standing = [one.planned - one.moved_out + one.moved_in for one in months]
    done = [one.done for one in months]
    off = [one.off_plan for one in months]
    left, right = ([month + way * BAR / 2 for month in MONTHS] for way in (-1, 1))
    edge = {"edgecolor": "black", "linewidth": 1.0}
    axes.bar(left, standing, BAR, color="white", label=t.plain(msgid("planned")), **edge)
    axes.bar(right, done, BAR, color="black", label=t.plain(msgid("done by the plan")), **edge)
    axes.bar(
        right, off, BAR, bottom=done, color="white", hatch="////",
        label=t.plain(msgid("off the plan")), **edge,
    )  # fmt: skip
    for x, heights in ((left, standing), (right, [a + b for a, b in zip(done, off, strict=True)])):
        for place, height in zip(x, heights, strict=True):
            if height:
                axes.annotate(
                    str(height), (place, height), (0, 2), textcoords="offset points",
                    ha="center", va="bottom", fontsize=LETTERS_PT - 3.5,
                )  # fmt: skip
    axes.set_ylim(0, max([4, *standing, *(a + b for a, b in zip(done, off, strict=True))]) * 1.15)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(labelsize=LETTERS_PT - 1.5)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
