"""What else the report of a whole year has: cards, the statistical form, the package; pure."""

from bot.catalogs import Translator
from bot.msgid import msgid
from bot.rules import year_card
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.screens.screen import Button, Rows, Screen, bold, column, lines


def ways(t: Translator, span: Span, today: int) -> Rows:
    """Return the buttons below the subjects; none for a part of a year."""
    if not isinstance(span, Period) or span.kind != "year":
        return ()
    if not year_card.is_year(span.year, today):
        return ()
    return column(
        (
            Button(t.plain(msgid("Cards of libraries")), f"card.of:{span.year}"),
            Button(t.plain(msgid("Statistical form")), f"stat.show:{span.year}"),
            Button(t.plain(msgid("Package for the region")), f"report.package:{span.year}"),
        )
    )


def cards(t: Translator, year: int) -> Screen:
    """Offer the cards of all libraries of a year."""
    text = lines(
        bold(t.plain(msgid("Cards of libraries, {year}"), year=str(year))),
        t(msgid("Each library has its own card: what it did in the year, with last year beside.")),
    )
    buttons = (
        Button(t.plain(msgid("All in PDF, one archive")), f"card.all:{year}:pdf"),
        Button(t.plain(msgid("All in one Word file")), f"card.all:{year}:docx"),
        Button(t.plain(msgid("To the report")), f"report.show:year.{year}-1"),
    )
    return Screen(text, column(buttons))
