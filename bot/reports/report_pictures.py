"""The pictures of the report: those that have records, drawn for the chat or for paper.

One module a picture, `report_chart_*.py`; each reads its values and is a pure function of them.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.reports import (
    report_chart_contests,
    report_chart_figures,
    report_chart_map,
    report_chart_reasons,
    report_chart_visits,
)
from bot.reports.report_canvas import CHAT_DPI, PAPER_DPI, Chart, Heading
from bot.rules import spans
from bot.rules.spans import Span
from bot.screens import spans as times
from storage import report_editions
from storage.aggregates import Scope
from storage.database import Reader

KIND: Final = "report_album"  # of the job
Read = Callable[[Reader, Translator, Scope], Awaitable[Chart | None]]
CHARTS: Final[tuple[Read, ...]] = (  # in the order of the report
    report_chart_visits.read,
    report_chart_map.read,
    report_chart_reasons.read,
    report_chart_figures.read,
    report_chart_contests.read,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture; `alt` says in words what it shows, `caption` what it is of."""

    name: str
    title: str
    caption: str
    alt: str
    png: bytes


async def drawn(
    db: Reader, span: Span, language: str, *, folder: Path, dpi: int = PAPER_DPI
) -> list[Picture]:
    """Draw the pictures of a time, those without records left out; in a child process.

    `folder`: where matplotlib may keep its cache of fonts.
    """
    t = translator(language)
    first, last = spans.days(span)
    scope = Scope(first=first, last=last)
    edition = await report_editions.latest(db, spans.code(span))
    number = None if edition is None else edition.edition
    charts = [await read(db, t, scope) for read in CHARTS]
    return [
        finished(t, one, times.name(t, span), number, Paper(folder, dpi))
        for one in charts
        if one is not None
    ]


@dataclass(frozen=True, slots=True)
class Paper:
    """Where the cache of fonts goes, and how many pixels an inch has."""

    folder: Path
    dpi: int


def finished(
    t: Translator, chart: Chart, period: str, edition: int | None, paper: Paper
) -> Picture:
    """Draw one picture under its title."""
    title = chart.title(t)
    heading = Heading(title, period, chart.notes(t), source(t, chart, edition))
    png = chart.drawn(t, heading, paper.folder).png(paper.dpi)
    return Picture(chart.name, title, f"{title}, {period}", chart.said(t, period), png)


def source(t: Translator, chart: Chart, edition: int | None) -> str:
    """Say where a picture's numbers come from."""
    counted = chart.counted(t)
    if edition is None:
        return t.plain(msgid("From the bot’s records: {records}."), records=counted)
    said = msgid("From the bot’s records (edition {edition} of the report): {records}.")
    return t.plain(said, records=counted, edition=edition)


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write PNGs to `path`, `path.2`, ...; `arguments`: span, language."""
    span = spans.parse(arguments["span"])
    pictures = await drawn(db, span, arguments["language"], folder=path.parent, dpi=CHAT_DPI)
    for number, one in enumerate(pictures, 1):
        target = path if number == 1 else path.with_name(f"{path.name}.{number}")
        target.write_bytes(one.png)
    return {
        "names": [f"{one.name}.png" for one in pictures],
        "captions": [one.alt for one in pictures],
    }
