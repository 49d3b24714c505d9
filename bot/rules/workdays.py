"""Working days of a library and of the country; pure, the day is an argument."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Self

from bot.errors import BadAnswerError
from bot.forms import inputs
from bot.msgid import msgid

_MONDAY_TO_FRIDAY = frozenset(range(5))
_EVERY_DAY = re.compile(r"ежедневно|без выходных|кожны дзень|штодня|штодзень|без выхадных|daily")
_SINCE = re.compile("^(?:с|з) ")
_SEARCHED_DAYS = 366  # a library that opens on no day of a year is not open


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """The days (Monday is 0) and hours of a library; hours are the same each day.

    An empty `hours` means that they are not known.
    """

    days: frozenset[int] = _MONDAY_TO_FRIDAY
    hours: tuple[tuple[time, time], ...] = ()

    @classmethod
    def parse(cls, days: str, hours: str = "") -> Self:
        """Read «вт-чт;сб-вс» and «11:00-14:00;15:00-18:00». Raise BadAnswerError.

        No days mean Monday to Friday.
        """
        return cls(_parse_days(days), _parse_hours(hours))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The state holidays of a country, and the days that an institution moved itself."""

    country: str = "BY"
    extra_days_off: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()


def opens_at(week: WorkWeek, day: date) -> time | None:
    """Return when the library opens that day; None on a day off or with unknown hours."""
    return week.hours[0][0] if week.hours and day.weekday() in week.days else None


def is_holiday(day: date, calendar: Calendar) -> bool:
    """Tell whether `day` is a holiday of the state, a moved day off or one of the institution."""
    if day in calendar.extra_workdays:
        return False
    return day in calendar.extra_days_off or day in _state_days(calendar.country, day.year)[0]


def prepare(day: date, calendar: Calendar) -> None:
    """Read the state holidays of a day's year, so that who asks later need not wait."""
    _state_days(calendar.country, day.year)


def is_workday(day: date, week: WorkWeek, calendar: Calendar) -> bool:
    """Tell whether the library works that day.

    A moved working Saturday concerns only those whose week is Monday to Friday (so the
    yearly decree of the Council of Ministers); an extra working day of the institution
    concerns also those whose week has that day.
    """
    if is_holiday(day, calendar):
        return False
    if day.weekday() in week.days:
        return True
    moved = calendar.extra_workdays | _state_days(calendar.country, day.year)[1]
    return week.days == _MONDAY_TO_FRIDAY and day in moved


def next_workday(day: date, week: WorkWeek, calendar: Calendar) -> date:
    """Return the first working day after `day`."""
    return _search(day, 1, week, calendar)


def previous_workday(day: date, week: WorkWeek, calendar: Calendar) -> date:
    """Return the last working day before `day`."""
    return _search(day, -1, week, calendar)


def on_or_after(day: date, week: WorkWeek, calendar: Calendar) -> date:
    """Return `day` if the library works then, else the next working day."""
    return next_workday(day - timedelta(days=1), week, calendar)


def on_or_before(day: date, week: WorkWeek, calendar: Calendar) -> date:
    """Return `day` if the library works then, else the previous working day."""
    return previous_workday(day + timedelta(days=1), week, calendar)


def _search(day: date, step: int, week: WorkWeek, calendar: Calendar) -> date:
    for distance in range(1, _SEARCHED_DAYS + 1):
        found = day + timedelta(days=step * distance)
        if is_workday(found, week, calendar):
            return found
    raise ValueError("a week without a working day")


@lru_cache(maxsize=64)
def _state_days(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the holidays of a year and the weekend days worked instead of others."""
    import holidays  # noqa: PLC0415  # lazy: a fifth of a second that the first answer must not pay

    state = holidays.country_holidays(country, years=year)
    return frozenset(state), frozenset(state.weekend_workdays)


def _parse_days(text: str) -> frozenset[int]:
    typed = inputs.plain(text)
    if not typed:
        return _MONDAY_TO_FRIDAY
    if _EVERY_DAY.fullmatch(typed):
        return frozenset(range(7))
    found = set[int]()
    for part in re.split(r"[;,]|\s(?:и|і|ды|and)\s", typed):
        ends = [inputs.weekday(word.strip(" .")) for word in part.split("-")]
        if None in ends or len(ends) > len(("first", "last")):
            raise _bad_days(text)
        first, last = int(ends[0] or 0), int(ends[-1] or 0)
        found |= {(first + n) % 7 for n in range((last - first) % 7 + 1)}
    return frozenset(found)


def _parse_hours(text: str) -> tuple[tuple[time, time], ...]:
    parts = [part for part in re.split("[;,]", inputs.plain(text)) if part.strip()]
    hours = tuple(_parse_interval(part.strip(), text) for part in parts)
    if any(later[0] < earlier[1] for earlier, later in pairwise(hours)):
        raise _bad_hours(text)
    return hours


def _parse_interval(part: str, text: str) -> tuple[time, time]:
    try:
        opens, closes = map(inputs.parse_time, re.split(" ?- ?| до | да ", _SINCE.sub("", part)))
    except (ValueError, BadAnswerError):
        raise _bad_hours(text) from None
    if opens >= closes:
        raise _bad_hours(text)
    return opens, closes


def _bad_days(text: str) -> BadAnswerError:
    return BadAnswerError(
        msgid("Working days are needed, for example Tue-Thu;Sat-Sun. You wrote: “{text}”."),
        text=text,
    )


def _bad_hours(text: str) -> BadAnswerError:
    return BadAnswerError(
        msgid(
            "Opening hours are needed, for example 11:00-14:00;15:00-18:00. You wrote: “{text}”."
        ),
        text=text,
    )
