"""When travellers hear of a trip, and what speaks against its day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules import due, trips
from bot.rules.due import Leave, Pace, Person
from bot.rules.trips import Day, Doubts
from bot.rules.workdays import WorkWeek
from storage.records.libraries import Library
from storage.records.visit_plan import PlanTrip

MINSK = ZoneInfo("Europe/Minsk")
PACE = Pace(MINSK)
LONG_AGO = datetime(2026, 1, 1, tzinfo=MINSK)


def at(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=MINSK)


def a_trip(on: date, *, number: int = 1, travellers: tuple[int, ...] = (3,)) -> PlanTrip:
    return PlanTrip(
        plan_trip_id=number, goes_on=on, leaves_at=None, transport=None, note="",
        state="planned", reason=None, reason_text=None, made_by=3, travellers=travellers,
        library_ids=(1,), recorded_ids=(),
    )  # fmt: skip


def a_library(key: int, days: str = "", closed_on: date | None = None) -> Library:
    return Library(
        library_id=key, code=f"L{key}", short_ru="Б", full_ru="Б", kind="rural", days=days,
        closed_on=closed_on,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 11, 5), at(4, 18)),  # Thursday
        (date(2026, 11, 2), at(30, 18, 10)),  # Monday: on Friday
        (date(2026, 11, 9), at(6, 18)),  # 7 November is a holiday, a Saturday
        (date(2026, 1, 5), None),  # the New Year: its evening is that of 2025, before the plan
    ],
)
def test_the_evening_before(on: date, told: datetime | None) -> None:
    """Of a working day; not if the trip was planned or changed later."""
    assert trips.eve(a_trip(on), Person(3), PACE, LONG_AGO) == told


def test_nobody_is_told_or_asked_on_leave_or_at_night() -> None:
    trip = a_trip(date(2026, 11, 5))
    for day in (date(2026, 11, 4), date(2026, 11, 5)):
        away = Person(3, leaves=(Leave(day, day),))
        assert trips.eve(trip, away, PACE, LONG_AGO) is None
    assert trips.asking(trip, Person(3, leaves=(Leave(trip.goes_on, trip.goes_on),)), PACE) is None
    assert trips.asking(trip, Person(3), PACE) == at(5, 17)
    early = Pace(MINSK, quiet_from=time(16))
    assert trips.asking(trip, Person(3), early) is None
    assert trips.eve(trip, Person(3), early, LONG_AGO) is None
    assert trips.eve(trip, Person(3), PACE, at(4, 18)) is None


@pytest.mark.parametrize(
    ("now", "is_in_time"),
    [
        (at(4, 9), True),
        (at(5, 17), True),
        (at(5, 19), True),
        (at(5, 20), False),
        (at(6, 9), False),
    ],
)
def test_what_comes_late_is_said_on_the_same_evening(now: datetime, *, is_in_time: bool) -> None:
    assert due.is_in_time(at(5, 17), now, PACE) == is_in_time


def test_a_trip_is_over_from_the_question_on() -> None:
    trip = a_trip(date(2026, 11, 5))
    said = [trips.is_over(trip, now) for now in (at(4, 23), at(5, 16), at(5, 17), at(6, 8))]
    assert said == [False, False, True, True]


def test_what_speaks_against_a_day() -> None:
    """Libraries whose days are not known, or not readable, are not doubted."""
    on = date(2026, 11, 7)
    day = Day(
        on,
        PACE,
        WorkWeek(),
        {3: Person(3), 4: Person(4, leaves=(Leave(on, on),))},
        {
            1: a_library(1, "вт-сб"),  # a holiday
            2: a_library(2),
            3: a_library(3, "когда как"),
            4: a_library(4, closed_on=on),
        },
        (a_trip(on, number=7, travellers=(3,)), a_trip(on, number=8, travellers=(5,))),
    )
    assert trips.doubts(day, (1, 2, 3, 4), (3, 4, 5), but=8) == Doubts(
        is_day_off=True, shut=(1, 4), away=(4,), busy=(3,)
    )
