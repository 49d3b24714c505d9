"""When the judging of a contest ends, who is late, who hears of it; pure.

Source: the regulation of a contest («evaluation until»), issue 6: reminders to slow jurors.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.rules import rights
from bot.rules.judging import is_judging, until
from storage.records.contests import Contest
from storage.records.judging import Progress
from storage.records.people import Staff

REMIND_DAYS: Final = (3, 1, 0)  # before the last day, to jurors with entries left
LATE_DAYS: Final = 1  # before it the department hears who is late
LATER: Final = (1, 3, 7)  # days to a new last day when the judging opens again


def is_over(contest: Contest, today: date) -> bool:
    """Tell whether the judging ends by itself: its last day has passed."""
    return is_judging(contest) and until(contest) < today


def is_whole(found: Iterable[Progress]) -> bool:
    """Tell whether everything that is dealt is scored."""
    known = list(found)
    return bool(known) and not any(one.left for one in known)


def managers(contest: Contest, people: Mapping[int, Staff], handed_by: int | None) -> list[Staff]:
    """Return who hears how the judging goes: who handed it over, or the department.

    The jury's secretary hears it, too.
    """
    active = [one for one in people.values() if one.is_active]
    named = [one for one in active if one.staff_id == handed_by]
    department = [one for one in active if manages(one)]
    secretaries = {one.staff_id for one in contest.jurors if one.duty == "secretary"}
    found = [*(named or department), *(one for one in active if one.staff_id in secretaries)]
    return list({one.staff_id: one for one in found}.values())


def manages(person: Staff) -> bool:
    """Tell whether a person may hand contests over and end their judging."""
    roles = {person.role, *person.duties} & {*rights.ROLES, *rights.DUTIES}
    return rights.allows(roles, "contest.manage", own=False)
