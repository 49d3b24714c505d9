"""The year's plan of visits: months shared out evenly, taken over, which months may be; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from storage.records.libraries import Library
from storage.records.visit_plan import NewLine, PlanLine

MONTHS: Final = tuple(range(1, 13))
SUMMER: Final = frozenset({6, 7, 8})
WINTER: Final = frozenset({12, 1, 2})
SEASONS: Final[Mapping[str, frozenset[int]]] = {  # months in which nobody is planned
    "all": frozenset(),
    "summer": SUMMER,
    "winter": WINTER,
    "both": SUMMER | WINTER,
}


def spread(
    libraries: Sequence[int], times: int, months: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    """Give each library `times` of the months, evenly apart; raise BadAnswerError for too many.

    All visits stand in one row, one round of the libraries after the other, and the months cut
    it into equal parts: so a library's months lie equally far apart (to one), months have
    equally many visits (to one), and libraries that are neighbours in the order share months.
    """
    if not 1 <= times <= len(months):
        raise BadAnswerError(
            msgid("So many times do not fit: there are {n} months to choose from."),
            n=len(months),
        )
    size = len(libraries) * times
    return {
        library: tuple(
            months[(turn * len(libraries) + place) * len(months) // size] for turn in range(times)
        )
        for place, library in enumerate(libraries)
    }


def months_left(year: int, season: str, today: date, closed: Iterable[int] = ()) -> list[int]:
    """Return the months that a plan may use: not over, not in the season left out or closed."""
    out = SEASONS[season] | set(closed)
    return [
        month
        for month in MONTHS
        if month not in out and (year, month) >= (today.year, today.month)
    ]


def days(year: int, months: Iterable[int]) -> list[date]:
    """Return the first days of some months."""
    return [date(year, month, 1) for month in months]


def taken_over(
    lines: Iterable[PlanLine],
    libraries: Mapping[int, Library],
    year: int,
    *,
    months: Sequence[int],
    staff: Iterable[int],
) -> list[NewLine]:
    """Return last year's approved lines for `year`: open libraries, months that may be.

    `staff`: who still plans; the line of somebody else has no methodist.
    """
    planners = set(staff)
    found = [
        NewLine(
            library_id=one.library_id,
            month=month,
            staff_id=one.staff_id if one.staff_id in planners else None,
        )
        for one in lines
        if one.approved_month.year == year - 1
        and (month := one.approved_month.replace(year=year)).month in months
        and libraries[one.library_id].is_open(month)
    ]
    return sorted(found, key=lambda one: (one.library_id, one.month))


def stands_in(library: Library, year: int) -> bool:
    """Tell whether a library works on some day of a year."""
    return library.is_open(date(year, 1, 1))


def in_order(libraries: Iterable[Library]) -> list[Library]:
    """Sort libraries so that neighbours of one council stand together."""
    return sorted(libraries, key=lambda one: (one.council_ru or "", one.short_ru))


def mine(lines: Iterable[PlanLine], staff_id: int) -> list[PlanLine]:
    """Return the lines that somebody has still to carry out, by month."""
    left = (one for one in lines if one.state == "planned" and one.staff_id == staff_id)
    return sorted(left, key=lambda one: (one.month, one.plan_line_id))


def months_to(line: PlanLine, today: date) -> list[date]:
    """Return the months that a line may move to: those not over of its year.

    In the last quarter also those of the next one; of a past year all of it.
    """
    year = line.month.year
    found = [date(year, month, 1) for month in MONTHS]
    if year == today.year:
        found = [month for month in found if month >= today.replace(day=1)]
        if today.month > 9:  # noqa: PLR2004  # the fourth quarter
            found += [date(year + 1, month, 1) for month in (1, 2, 3)]
    return [month for month in found if month != line.month]
