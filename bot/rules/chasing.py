"""Who is told of libraries that have not answered after the last day, and when; pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from bot.rules import workdays
from bot.rules.due import Pace, Person, Step
from storage.records.monitoring import Campaign, CampaignUnit, Nudge
from storage.records.people import Staff

GRACE: Final = timedelta(days=1)  # the day after the last one the library itself is reminded
HEAD_FROM: Final = 3  # the working day of the list from which the head reads it too
PAUSE: Final = timedelta(days=1)  # nobody is reminded at once twice within it of one library
STEP: Final = "chase"


def late(units: Iterable[CampaignUnit], today: date) -> list[CampaignUnit]:
    """Return the libraries without an answer whose last day and the day after are over."""
    return [one for one in units if not one.has_answered and one.closes_on + GRACE < today]


def first_day(closes_on: date, person: Person, pace: Pace, *, is_head: bool) -> date:
    """Return the first day on which a person reads the list of a campaign's late libraries.

    `closes_on`: the last day of the first of them.
    """
    day = workdays.on_or_after(closes_on + GRACE, person.week, pace.calendar)
    for _ in range(HEAD_FROM if is_head else 1):
        day = workdays.next_workday(day, person.week, pace.calendar)
    return day


def steps(first: date, today: date, person: Person, pace: Pace) -> tuple[Step, ...]:
    """List the one step of today, or else of the next working day: a list of yesterday is old."""
    return (Step(STEP, workdays.on_or_after(max(first, today), person.week, pace.calendar)),)


def reviewer(campaign: Campaign, people: Iterable[Staff]) -> Staff | None:
    """Return who reviews a campaign: whom it names, else the deputy, else the first methodist."""
    active = [one for one in people if one.is_active]
    named = [one for one in active if one.staff_id == campaign.reviewer_id]
    methodists = [one for one in active if one.role == "methodist"]
    deputies = [one for one in methodists if one.has_duty("deputy")]
    return next(iter([*named, *deputies, *methodists]), None)


def readers(campaign: Campaign, people: Sequence[Staff]) -> list[tuple[Staff, bool]]:
    """Return who reads the list of late libraries, each once, and whether as the head."""
    first = reviewer(campaign, people)
    heads = [one for one in people if one.is_active and one.role == "head" and one != first]
    return [*([(first, first.role == "head")] if first else []), *((one, True) for one in heads)]


def nudged(nudges: Iterable[Nudge]) -> frozenset[int]:
    """Return the libraries of which somebody was reminded at once."""
    return frozenset(one.unit_id for one in nudges)
