"""The time of a list or report: a period, or own days; is it closed? Pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal

from bot.rules.periods import KINDS, Period
from storage.records.monitoring import Campaign

WRITTEN_UNTIL: Final = 2  # the month; the section goes to the region in the first weeks of a year
Days = tuple[date, date]  # both included
Span = Period | Days
Standing = Literal["closed", "partly", "open"]


def days(span: Span) -> Days:
    """Return the first and the last day, both included."""
    return (span.first, span.last) if isinstance(span, Period) else span


def of_days(first: date, last: date) -> Span:
    """Return the period whose days these are, so that it can be named; else the days."""
    for kind in KINDS:
        if (first, last) == days(found := Period.of(kind, first)):
            return found
    return first, last


def reported(today: date) -> Period:
    """Return the year whose report is written on a day: in January and February the last one."""
    return Period("year", today.year - (today.month <= WRITTEN_UNTIL), 1)


def year_before(span: Span) -> Span:
    """Return the same time a year earlier; of 29 February the day before."""
    if isinstance(span, Period):
        return Period(span.kind, span.year - 1, span.number)
    first, last = (_year_before(day) for day in span)
    return first, last


def _year_before(day: date) -> date:
    on = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, on)


def code(span: Span) -> str:
    """Return a span as one word for the database: `quarter:2026-4`, `20260110-20260325`."""
    if isinstance(span, Period):
        return span.code
    return "-".join(f"{day:%Y%m%d}" for day in span)


def press(span: Span) -> str:
    """Return a span as one argument of a button, where a colon parts the arguments."""
    return code(span).replace(":", ".")


def parse(text: str) -> Span:
    """Read back what `code` or `press` wrote. Raise ValueError."""
    if text[:1].isalpha():
        return Period.parse(text.replace(".", ":"))
    first, last = (date.fromisoformat(day) for day in text.split("-"))
    if first > last:
        raise ValueError(text)
    return first, last


def of_campaign(campaign: Campaign, closed: Iterable[Days]) -> Standing:
    """Tell whether a campaign's answers can only be read: it is closed, or its last day is."""
    last = campaign.closes_on
    return "closed" if campaign.closed_at is not None else standing((last, last), closed)


def standing(span: Span, closed: Iterable[Days]) -> Standing:
    """Tell whether the closed periods hold every day of a span, some or none."""
    first, last = days(span)
    left, is_touched = first, False
    for begin, end in sorted(closed):
        if end < left or begin > last:
            continue
        is_touched = True
        if begin > left:
            break
        left = end + timedelta(days=1)
    if left > last:
        return "closed"
    return "partly" if is_touched else "open"
