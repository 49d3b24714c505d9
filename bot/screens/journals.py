"""«Журналы»: for which time, of which source, in which format; what was made; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.spans import Span, Standing
from bot.screens import spans as said
from bot.screens.screen import WIDE, Button, Rows, Screen, bold, column, cut, lines
from storage.records.journals import JournalTotals

QUARTERS: Final = (
    msgid("1st quarter"),
    msgid("2nd quarter"),
    msgid("3rd quarter"),
    msgid("4th quarter"),
)
HALVES: Final = (msgid("1st half-year"), msgid("2nd half-year"))
CAPTION: Final = msgid("{title}. {footer}")


@dataclass(frozen=True, slots=True)
class About:
    """A journal that can be made: what it would hold, and its latest edition."""

    span: Span
    source: str | None
    totals: JournalTotals
    standing: Standing
    edition: int = 0  # 0: never made
    made_at: datetime | None = None
    changed: int = 0  # records since that edition

    def press(self, what: str) -> str:
        """Return a press about this journal."""
        return f"journal.{what}:{spans.press(self.span)}:{self.source or said.ALL}"


def choose(t: Translator, today: date) -> Screen:
    """Offer the times that journals are asked for most; any other is typed or chosen."""
    text = lines(
        bold(t.plain(msgid("Journal of visits"))),
        t(msgid("For which time? Press it, or write days, for example 10.01 - 25.03.")),
    )
    month, quarter = Period.of("month", today), Period.of("quarter", today)
    offered = (month, month.previous, quarter, quarter.previous, Period.of("year", today))
    buttons = [_period(one, said.name(t, one)) for one in offered]
    other = Button(t.plain(msgid("Another time")), f"journal.times:{today.year}")
    return Screen(text, column([*buttons, other]))


def times(t: Translator, year: int, years: tuple[int, int]) -> Screen:
    """Offer every period of a year, and the years beside it."""
    quarters = [
        _period(Period("quarter", year, n), t.plain(one)) for n, one in enumerate(QUARTERS, 1)
    ]
    halves = [_period(Period("half", year, n), t.plain(one)) for n, one in enumerate(HALVES, 1)]
    months = [_period(Period("month", year, n), _month(t, n)) for n in range(1, 13)]
    whole = _period(Period("year", year), said.name(t, Period("year", year)))
    beside = tuple(
        Button(str(other), f"journal.times:{other}")
        for other in (year - 1, year + 1)
        if years[0] <= other <= years[1]
    )
    text = lines(
        bold(f"{t.plain(msgid('Journal of visits'))}: {said.name(t, Period('year', year))}"),
        t(msgid("Press a time, or write days, for example 10.01 - 25.03.")),
    )
    back = (Button(t.plain(msgid("Back")), "journals"),)
    rows = (*_pairs(months), *_pairs(quarters), *_pairs(halves), (whole,))
    return Screen(text, (*rows, *((beside,) if beside else ()), back))


def _month(t: Translator, number: int) -> str:
    name = t.month(date(2000, number, 1))
    return name[:1].upper() + name[1:]


def _period(period: Period, label: str) -> Button:
    capital = label[:1].upper() + label[1:]
    return Button(cut(capital, WIDE), f"journal.card:{spans.press(period)}:{said.ALL}")


def _pairs(buttons: Sequence[Button]) -> Rows:
    return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))


def card(t: Translator, about: About) -> Screen:
    """Show what the journal would hold, and offer its files."""
    totals, counts = about.totals, about.totals.counts
    both = msgid("Visits to libraries: {visits} (trips: {trips}).")
    is_empty = not totals.lines
    text = lines(
        bold(t.plain(msgid("Journal of visits: {period}"), period=said.name(t, about.span))),
        said.only_from(t, about.source),
        t(both, visits=counts.visits, trips=counts.trips),
        t(msgid("Libraries found closed: {count}."), count=totals.closed)
        if totals.closed
        else None,
        t(msgid("Visits without a written text: {count}."), count=totals.without_text)
        if totals.without_text
        else None,
        said.standing(t, about.standing),
        _edition(t, about),
        t(msgid("There are no visits here, so there is nothing to print."))
        if is_empty
        else t(msgid("Which file? Word is for printing and signing.")),
    )
    files = (
        Button(t.plain(msgid("Excel")), about.press("make") + ":xlsx"),
        Button(t.plain(msgid("Word")), about.press("make") + ":docx"),
    )
    following = said.next_source(about.source) or said.ALL
    source = said.source_button(
        t, about.source, f"journal.card:{spans.press(about.span)}:{following}"
    )
    other = Button(t.plain(msgid("Another time")), "journals")
    return Screen(text, (*(() if is_empty else (files,)), (source,), (other,)))


def _edition(t: Translator, about: About) -> Html | None:
    if about.made_at is None:
        return None
    made = msgid("Latest edition: {number}, made {at}; records changed since: {count}.")
    return t(made, number=about.edition, at=about.made_at, count=about.changed)


def coming(t: Translator) -> Screen:
    """Say that the journal is being made."""
    return Screen(t(msgid("The file comes when it is made: a minute at most.")))


def failed(t: Translator) -> Screen:
    """Say that it was not made."""
    return Screen(t(msgid("The file was not made. Please try again a little later.")))
