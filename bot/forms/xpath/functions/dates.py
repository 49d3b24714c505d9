"""Functions on dates; the clock and the zone are those of the scope."""

import math
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.forms.xpath import moments
from bot.forms.xpath.errors import XPathError
from bot.forms.xpath.functions.signature import ANY, NUMBER, TEXT, Function
from bot.forms.xpath.moments import MONTHS, WEEKDAYS, Moment
from bot.forms.xpath.scope import Focus, Inner
from bot.forms.xpath.values import text


def _today(at: Focus) -> Moment:
    return moments.midnight(at.scope.now, at.zone)


def _now(at: Focus) -> Moment:
    return moments.at(at.scope.now, at.zone)


def _moment(at: Focus, value: Inner) -> Moment:
    """Convert to a Moment; one without a date where there is none."""
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return Moment(None, at.zone)
    if isinstance(value, float):
        return moments.after_days(value, at.zone)
    return moments.read_loosely(text(value), at.zone)


def _date(at: Focus, value: Inner) -> Moment | str:
    if isinstance(value, str | list) and not text(value):
        return ""
    return _moment(at, value)


def _decimal_date_time(at: Focus, value: Inner) -> Inner:
    if isinstance(value, float):
        return value
    if isinstance(value, str | list):
        moment = moments.read(text(value), at.zone) or Moment(None, at.zone)
    else:
        moment = _moment(at, value)
    # A text that is no date stays one without a date: NaN in sums, a fault as an answer.
    return moment if moment.millis is None else moment.days


def _decimal_time(at: Focus, value: Inner) -> float:
    return math.nan if isinstance(value, float) else moments.time_of_day(text(value), at.scope.now)


_FORMATS: Mapping[str, Callable[[datetime], str]] = {
    "%": lambda _: "%",
    "Y": lambda day: f"{day.year:04}",
    "y": lambda day: f"{day.year:04}"[2:],
    "m": lambda day: f"{day.month:02}",
    "n": lambda day: str(day.month),
    "d": lambda day: f"{day.day:02}",
    "e": lambda day: str(day.day),
    "H": lambda day: f"{day.hour:02}",
    "h": lambda day: str(day.hour),
    "M": lambda day: f"{day.minute:02}",
    "S": lambda day: f"{day.second:02}",
    "3": lambda day: f"{day.microsecond // 1000:03}",
}


def _format_date(at: Focus, value: Inner, pattern: str) -> str:
    local = _moment(at, value).local
    if local is None:
        return ""
    signs = iter(pattern)
    return "".join(
        _formatted(next(signs, ""), local, at) if sign == "%" else sign for sign in signs
    )


def _formatted(code: str, local: datetime, at: Focus) -> str:
    if code == "b":
        return _named("MMM", local, at.scope.language, MONTHS[local.month - 1])
    if code == "a":
        return _named("EEE", local, at.scope.language, WEEKDAYS[local.weekday()])
    if code not in _FORMATS:
        raise XPathError("bad-date-format", code=f"%{code}")
    return _FORMATS[code](local)


def _named(pattern: str, local: datetime, language: str | None, english: str) -> str:
    """Return the short name of a month or weekday in the form's language, English if unknown."""
    code = _locale_code(language)
    if code.startswith("en"):
        return english
    from babel.core import UnknownLocaleError  # noqa: PLC0415 - 20 ms that few forms need
    from babel.dates import format_date  # noqa: PLC0415 - as above

    try:
        return format_date(local, pattern, locale=code)
    except (UnknownLocaleError, ValueError):
        return english


def _locale_code(language: str | None) -> str:
    """Return `ru` of what XLSForm calls a language, `Русский (ru)`."""
    _, bracket, rest = (language or "en").rpartition("(")
    return rest.rstrip(") ") if bracket else rest


DATE_FUNCTIONS: Mapping[str, Function] = {
    "date": Function(_date, ANY, (ANY,), focused=True),
    "date-time": Function(_date, ANY, (ANY,), focused=True),
    "decimal-date-time": Function(_decimal_date_time, ANY, (ANY,), focused=True),
    "decimal-time": Function(_decimal_time, NUMBER, (ANY,), focused=True),
    "format-date": Function(_format_date, TEXT, (ANY, TEXT), focused=True),
    "format-date-time": Function(_format_date, TEXT, (ANY, TEXT), focused=True),
    "now": Function(_now, ANY, focused=True),
    "today": Function(_today, ANY, focused=True),
}
