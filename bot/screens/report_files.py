"""«Файлы» of the report, and what only that of a whole year has; pure."""

from collections.abc import Iterable
from typing import Final

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.rules import spans, year_card
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.screens import spans as said
from bot.screens.report import press
from bot.screens.screen import Button, Rows, Screen, bold, column, grid, lines

WHOLE_YEAR: Final = msgid(
    "Cards of libraries, the statistical form and the package for the region are made for a whole "
    "year."
)


def files(t: Translator, span: Span, today: int, made: Iterable[Button], last: Rows) -> Screen:
    """Show what can be had of a time; `made`: kinds of file, `last`: what is of any time."""
    is_whole = isinstance(span, Period) and span.kind == "year"
    text = lines(
        bold(t.plain(msgid("Files: {period}"), period=said.name(t, span))),
        t(msgid("Press what you need, it comes into this chat.")),
        None if is_whole else t(WHOLE_YEAR),
    )
    pictures = Button(t.plain(msgid("Pictures")), press("album", span))
    year = spans.days(span)[1].year
    of_year = _of_year(t, year, today) if is_whole else _whole(t, year, today)
    to_report = Button(t.plain(msgid("To the report")), press("show", span))
    return Screen(text, (*grid((*made, pictures)), *of_year, *last, (to_report,)))


def _of_year(t: Translator, year: int, today: int) -> Rows:
    if not year_card.is_year(year, today):
        return ()
    return column(
        (
            Button(t.plain(msgid("Cards of libraries")), f"card.of:{year}"),
            Button(t.plain(msgid("Statistical form")), f"stat.show:{year}"),
            Button(t.plain(msgid("Package for the region")), f"report.package:{year}"),
        )
    )


def _whole(t: Translator, year: int, today: int) -> Rows:
    if not year_card.is_year(year, today):
        return ()
    label = t.plain(msgid("Files for the year {year}"), year=str(year))
    return ((Button(label, press("files", Period("year", year))),),)


def cards(t: Translator, year: int) -> Screen:
    """Offer the cards of all libraries of a year."""
    text = lines(
        bold(t.plain(msgid("Cards of libraries, {year}"), year=str(year))),
        t(msgid("Each library has its own card: what it did in the year, with last year beside.")),
    )
    buttons = (
        Button(t.plain(msgid("All in PDF, one archive")), f"card.all:{year}:pdf"),
        Button(t.plain(msgid("All in one Word file")), f"card.all:{year}:docx"),
        Button(t.plain(msgid("To the report")), press("show", Period("year", year))),
    )
    return Screen(text, column(buttons))
