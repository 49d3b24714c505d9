"""Dates and times as ODK counts them: days since 1970-01-01 UTC, shown in the form's zone."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

DAY_MS = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?",
    re.ASCII,
)
# How a browser writes `new Date()`; Enketo hands such texts to format-date-time.
_BROWSER = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"GMT([+-]\d\d)(\d\d)(?: \(.*\))?",
    re.ASCII,
)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in milliseconds since 1970-01-01 UTC; None where a text was no date."""

    millis: int | None
    zone: tzinfo

    @property
    def days(self) -> float:
        """Days since 1970-01-01 UTC, NaN where there is no date."""
        return math.nan if self.millis is None else self.millis / DAY_MS

    @property
    def local(self) -> datetime | None:
        """The moment in the form's zone; None also for years that no calendar holds."""
        if self.millis is None:
            return None
        try:
            return (_EPOCH + timedelta(milliseconds=self.millis)).astimezone(self.zone)
        except OverflowError:
            return None

    def __str__(self) -> str:
        local = self.local
        if local is None:
            return "Invalid Date"
        if local.time() == datetime.min.time():
            return local.date().isoformat()
        return local.isoformat(timespec="milliseconds")


class DayCount(float):
    """The number of a date written as text: fractional in sums, whole days when shown."""

    __slots__ = ("shown",)
    shown: str


def at(moment: datetime, zone: tzinfo) -> Moment:
    """Return the Moment of an aware datetime."""
    return Moment((moment - _EPOCH) // timedelta(milliseconds=1), zone)


def after_days(days: float, zone: tzinfo) -> Moment:
    """Return the Moment that many days after 1970-01-01 UTC."""
    return Moment(math.trunc(days * DAY_MS) if math.isfinite(days) else None, zone)


@lru_cache(maxsize=64)
def midnight(moment: datetime, zone: tzinfo) -> Moment:
    """Return the start of the local day of an aware datetime."""
    return at(_start(moment.astimezone(zone).date(), zone), zone)


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def read(text: str, zone: tzinfo) -> Moment | None:
    """Read a date or dateTime of ODK, local midnight without a time; None if it is none."""
    # Nearly all texts end here: from 2026-1-2 to the longest with nanoseconds and a zone.
    if not 8 <= len(text) <= 40 or text[4] != "-":  # noqa: PLR2004 - as above
        return None
    return _read(text, zone)


@lru_cache(maxsize=1024)
def _read(text: str, zone: tzinfo) -> Moment | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[8], zone))
        return at(local + _fraction(found[7]), zone)
    except (ValueError, OverflowError):
        return Moment(None, zone)


def read_loosely(text: str, zone: tzinfo) -> Moment:
    """Read what date() accepts: also whole days as text and a browser's own date text."""
    if found := _BROWSER.fullmatch(text):
        return _browser_moment(found, zone)
    if re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]+)?", text):
        return after_days(math.trunc(float(text)), zone)
    return read(text, zone) or Moment(None, zone)


def _browser_moment(found: re.Match[str], zone: tzinfo) -> Moment:
    name, day, year, hour, minute, second, offset_hours, offset_minutes = found.groups()
    if name not in MONTHS:
        return Moment(None, zone)
    month = MONTHS.index(name) + 1
    clock = f"T{hour}:{minute}:{second}{offset_hours}:{offset_minutes}"
    return read(f"{year}-{month:02}-{day}{clock}", zone) or Moment(None, zone)


def _zone(offset: str | None, zone: tzinfo) -> tzinfo:
    if offset is None:
        return zone
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if hours > 23 or minutes > 59:  # noqa: PLR2004 - hours and minutes
        raise ValueError(offset)
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if offset[0] == "-" else shift)


def _fraction(digits: str | None) -> timedelta:
    return timedelta(milliseconds=int(f"{digits}000"[:3])) if digits else timedelta()


def count_days(text: str, zone: tzinfo) -> DayCount | None:
    """Return the days of a date text, None if it is none.

    Shown, a date is its local calendar day and a dateTime the UTC day, as in web-forms.
    """
    moment = read(text, zone)
    if moment is None or moment.millis is None:
        return None
    count = DayCount(moment.days)
    local = moment.local
    if "T" in text or local is None:
        count.shown = str(math.floor(moment.days))
    else:
        count.shown = str((local.date() - _EPOCH.date()).days)
    return count


def time_of_day(text: str, day: datetime) -> float:
    """Return a time text as a fraction of a day in the zone of `day`, NaN if it is none."""
    found = _TIME.fullmatch(text)
    if found is None or day.tzinfo is None:
        return math.nan
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    try:
        moment = day.replace(
            hour=hour,
            minute=minute,
            second=second,
            microsecond=0,
            tzinfo=_zone(found[5], day.tzinfo),
        )
    except ValueError:
        return math.nan
    local = (moment + _fraction(found[4])).astimezone(day.tzinfo)
    whole = (local.hour * 60 + local.minute) * 60 + local.second
    return (whole * 1000 + local.microsecond // 1000) / DAY_MS
