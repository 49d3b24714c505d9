"""Last year's contest held again: its days a year later, its title, its jury; pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date, timedelta
from typing import Final

from bot.rules.contest_making import DAYS
from storage.records.contests import Contest, ContestFields

REST: Final = timedelta(days=120)  # so long after its last day a contest is offered again
_YEAR: Final = re.compile(r"\b20\d\d\b")


def offered(known: Iterable[Contest], today: date) -> list[Contest]:
    """Return the contests that can be held again, the latest first; each is continued once."""
    found = list(known)
    continued = {one.continued_from for one in found}
    fitting = [one for one in found if one.contest_id not in continued and is_over(one, today)]
    return sorted(fitting, key=lambda one: (one.closes_on, one.contest_id), reverse=True)


def is_over(contest: Contest, today: date) -> bool:
    """Tell whether a contest is behind: its results are out, or its last day is long over."""
    if contest.announced_at is None:
        return False
    return contest.published_at is not None or contest.closes_on + REST <= today


def again(contest: Contest, today: date, workday: Callable[[date], date]) -> ContestFields:
    """Return the contest of this year: all but the regulation, which names last year's days.

    Deadlines go to the working day on or after the same date; a year in the title is counted on.
    """
    years = next(n for n in range(1, 100) if _later(contest.closes_on, n) >= today)
    said = {one.name: getattr(contest, one.name) for one in fields(ContestFields)}
    days: dict[str, date | None] = {"opens_on": _later(contest.opens_on, years)}
    for name in DAYS:
        day: date | None = getattr(contest, name)
        days[name] = workday(_later(day, years)) if day else None
    title = _YEAR.sub(lambda found: str(int(found[0]) + years), contest.title)
    return ContestFields(
        **said
        | days
        | {
            "title": title,
            "is_continuing": True,
            "regulation_file_id": None,
            "continued_from": contest.contest_id,
        }
    )


def _later(day: date, years: int) -> date:
    """Return the same date some years later; 29 February may become the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
