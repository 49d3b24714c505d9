"""The days of an absence as people type them: «20.10 - 30.10», «с 20 по 30 октября»; pure."""

import re
from datetime import date, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.forms import inputs
from bot.forms.inputs import Prefer
from bot.msgid import msgid

LONGEST_DAYS: Final = 1_200  # a leave to care for a child lasts three years
_LONGEST_MONTH: Final = 31
_SINCE = re.compile(r"^(?:с|со|з|са|ад|от|from)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:по|да|до|па|to|till|until)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:по|па|до|да|to|till|until)\s+|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)
_TIGHT = re.compile(r"(?<=\d)\s*-\s*(?=\d)")  # «20.10-30.10», but not «2026-10-20»
_BARE_DAY = re.compile(r"\d{1,2}")


def parse(text: str, today: date) -> tuple[date, date | None]:
    """Read the first day and, where it is said, the last. Raise BadAnswerError."""
    parts = _split(text)
    if len(parts) == 1:
        return first_day(parts[0], today), None
    last = _day(parts[1], today)
    first = _first_before(parts[0], last, today)
    return first, checked(first, last)


def past_days(text: str, today: date) -> tuple[date, date]:
    """Read the first and last of days gone by, or one day. Raise BadAnswerError.

    Without a year the latest such days are meant; only the last one may be still to come.
    """
    parts = _split(text)
    if len(parts) == 1:
        day = inputs.parse_date(parts[0], today)
        return day, day
    last = inputs.parse_date(parts[1], today)
    first = _first_before(parts[0], last, today, "past")
    if last < first:
        last = _day(parts[1], today)
    return first, checked(first, last)


def first_day(text: str, today: date) -> date:
    """Read the first day of an absence; one that began lately is past."""
    return _day(_SINCE.sub("", text.strip()), today)


def last_day(text: str, first: date, today: date) -> date:
    """Read the last day of an absence that begins on `first`. Raise BadAnswerError."""
    typed = _UNTIL.sub("", text.strip())
    if _is_day_of_month(typed):
        return _nearest(int(typed), first, timedelta(days=1))
    return checked(first, _day(typed, max(first, today)))


def checked(first: date, last: date) -> date:
    """Return `last` unless it lies before `first` or years later. Raise BadAnswerError."""
    if last < first:
        raise BadAnswerError(msgid("The last day cannot be before the first one."))
    if last - first > timedelta(days=LONGEST_DAYS):
        raise BadAnswerError(msgid("This is too long: check the year, please."))
    return last


def _split(text: str) -> list[str]:
    """Return the first and the last day as typed, or the one that is there."""
    typed = _SINCE.sub("", text.strip())
    parts = _BETWEEN.split(typed, maxsplit=1)
    if len(parts) == 1 and typed.count("-") == 1:
        parts = _TIGHT.split(typed, maxsplit=1)
    return parts


def _first_before(text: str, last: date, today: date, prefer: Prefer = "future") -> date:
    """Read the first day of a range: a bare number is the last such day before its end."""
    typed = text.strip()
    if not _is_day_of_month(typed):
        return inputs.parse_date(typed, today, prefer)
    return _nearest(int(typed), last, timedelta(days=-1))


def _is_day_of_month(typed: str) -> bool:
    return bool(_BARE_DAY.fullmatch(typed)) and 1 <= int(typed) <= _LONGEST_MONTH


def _nearest(number: int, start: date, step: timedelta) -> date:
    day = start
    while day.day != number:
        day += step
    return day


def _day(text: str, today: date) -> date:
    return inputs.parse_date(text, today, "future")
