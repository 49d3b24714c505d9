"""When a library counts as not visited for long, and for how many months; pure."""

from calendar import monthrange
from datetime import date

_MONTHS = 12


def since(today: date, months: int) -> date:
    """Return the latest day from which `months` whole months have passed by `today`.

    What began on the 31st is over on the last day of a shorter month.
    """
    count = today.year * _MONTHS + today.month - 1 - months
    year, month = count // _MONTHS, count % _MONTHS + 1
    if year < date.min.year:
        return date.min
    last = monthrange(year, month)[1]
    is_last = today.day == monthrange(today.year, today.month)[1]
    return date(year, month, last if is_last else min(today.day, last))


def months_between(day: date, today: date) -> int:
    """Count the whole months from `day` to `today`; 0 for a day that is not over."""
    count = (today.year - day.year) * _MONTHS + today.month - day.month
    return max(0, count if day <= since(today, count) else count - 1)
