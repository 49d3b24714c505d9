"""Who gets which reminder when: a year in one table, leave, holidays, downtime, clock changes."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules import due
from bot.rules.due import Delivery, Item, Leave, Line, Pace, Person, Step
from bot.rules.workdays import Calendar, WorkWeek

MINSK = Pace(ZoneInfo("Europe/Minsk"))
OFFICE = WorkWeek.parse("пн-сб", "10:00-19:00")
RURAL = WorkWeek.parse("вт-чт;сб-вс", "11:00-14:00;15:00-18:00")
TWICE = WorkWeek.parse("вт;чт", "12:00-17:00")
UNKNOWN = WorkWeek()
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=MINSK.zone)


def at(delivery, pace=MINSK):
    return delivery and f"{delivery.at.astimezone(pace.zone):%Y-%m-%d %H:%M}"


# Deadlines of 2026: one on a holiday's eve, one on a Sunday, the October campaign.
CAMPAIGNS = ("2026-04-20", "2026-07-05", "2026-10-20")
YEAR = """
before_7 2026-04-13 10:00 1
before_3 2026-04-17 10:00 1
before_1 2026-04-18 10:00 1
after_1 2026-04-22 10:00 1
before_7 2026-06-27 10:00 1
before_3 2026-07-02 10:00 1
before_1 2026-07-04 10:00 1
after_1 2026-07-06 10:00 1
before_7 2026-10-13 10:00 1
before_3 2026-10-17 10:00 1
before_1 2026-10-19 10:00 1
after_1 2026-10-21 10:00 1
before_7 2026-04-11 11:00 3
before_3 2026-04-16 11:00 3
before_1 2026-04-19 11:00 3
after_1 2026-04-22 11:00 3
before_7 2026-06-28 11:00 3
before_3 2026-07-02 11:00 3
before_1 2026-07-04 11:00 3
after_1 2026-07-07 11:00 3
before_7 2026-10-13 10:00 1
before_3 2026-10-17 11:00 3
before_1 2026-10-18 11:00 3
after_1 2026-10-21 11:00 3
before_7 2026-04-09 12:00 4
before_1+before_3 2026-04-16 12:00 4
after_1 2026-04-23 12:00 4
before_7 2026-06-25 12:00 4
before_1+before_3 2026-07-02 12:00 4
after_1 2026-07-07 12:00 4
before_7 2026-10-13 12:00 4
before_1+before_3 2026-10-15 12:00 4
after_1 2026-10-22 12:00 4
"""


def test_a_year_of_campaigns_in_one_table():
    people = {
        1: Person(1, OFFICE),
        3: Person(3, RURAL, (Leave(date(2026, 10, 5), date(2026, 10, 14), substitute_id=1),)),
        4: Person(4, TWICE),
    }
    table = [""]
    for person in people.values():
        for deadline in map(date.fromisoformat, CAMPAIGNS):
            steps = (*due.before(deadline, 7, 3, 1), *due.after(deadline, 1))
            for told in due.plan(steps, person, MINSK, NEW_YEAR, people=people):
                names = "+".join([told.step.name, *(step.name for step in told.covers)])
                table.append(f"{names} {at(told)} {told.staff_id}")
    assert "\n".join([*table, ""]) == YEAR


@pytest.mark.parametrize(
    ("week", "day", "moment"),
    [
        (RURAL, "2026-10-15", "2026-10-15T11:00"),
        (UNKNOWN, "2026-10-15", "2026-10-15T09:30"),
        (WorkWeek.parse("пн-пт", "6:00-14:00"), "2026-10-15", "2026-10-15T08:00"),
        (WorkWeek.parse("пн-пт", "21-23"), "2026-10-15", "2026-10-15T08:00"),
    ],
)
def test_the_digest_comes_at_the_opening_outside_quiet_hours(week, day, moment):
    assert due.moment(date.fromisoformat(day), week, MINSK) == local(moment)


@pytest.mark.parametrize(
    ("quiet", "clock", "asleep"),
    [
        ((time(20), time(8)), "2026-10-15T19:59", False),
        ((time(20), time(8)), "2026-10-15T20:00", True),
        ((time(20), time(8)), "2026-10-16T07:59", True),
        ((time(20), time(8)), "2026-10-16T08:00", False),
        ((time(1), time(6)), "2026-10-16T00:30", False),
        ((time(1), time(6)), "2026-10-16T05:00", True),
        ((time(0), time(0)), "2026-10-16T00:00", False),
    ],
)
def test_quiet_hours(quiet, clock, asleep):
    pace = Pace(MINSK.zone, quiet_from=quiet[0], quiet_to=quiet[1])
    assert due.is_quiet(local(clock), pace) is asleep


def test_a_draft_is_recalled_next_working_day_and_three_working_days_later():
    friday = date(2026, 10, 16)
    steps = due.draft_steps(friday, Person(3, RURAL), MINSK)
    assert steps == (Step("draft_1", date(2026, 10, 17)), Step("draft_2", date(2026, 10, 21)))


def test_leave_gives_the_reminder_to_the_substitute_on_their_own_day():
    away = Person(7, RURAL, (Leave(date(2026, 10, 1), date(2026, 10, 18), substitute_id=8),))
    step, stands_in = Step("x", date(2026, 10, 14)), Person(8, TWICE)
    told = due.deliver_at(step, away, MINSK, NEW_YEAR, people={8: stands_in})
    assert told == Delivery(step, 8, local("2026-10-15T12:00"))


def test_leave_that_begins_on_the_day_to_which_a_step_moves_counts():
    away = Person(7, UNKNOWN, (Leave(date(2026, 10, 19), date(2026, 10, 30), substitute_id=8),))
    told = due.deliver_at(
        Step("x", date(2026, 10, 17)), away, MINSK, NEW_YEAR, people={8: Person(8)}
    )
    assert (told.staff_id, at(told)) == (8, "2026-10-19 09:30")


def test_the_substitute_s_substitute_reads_and_a_circle_ends():
    weeks = {n: Leave(date(2026, 10, 1), date(2026, 10, 31), n % 3 + 1) for n in (1, 2, 3)}
    circle = {n: Person(n, leaves=(leave,)) for n, leave in weeks.items()}
    chain = circle | {3: Person(3)}
    day = date(2026, 10, 15)
    assert due.reader_on(day, circle[1], chain) == Person(3)
    assert due.reader_on(day, circle[1], circle) is None
    assert due.reader_on(day, circle[1], {}) is None


def test_leave_without_a_substitute_waits_or_comes_before_it():
    away = Person(7, UNKNOWN, (Leave(date(2026, 10, 14), date(2026, 10, 20)),))
    later = due.deliver_at(Step("x", date(2026, 10, 15)), away, MINSK, NEW_YEAR)
    (ahead,) = due.plan(due.before(date(2026, 10, 16), 1), away, MINSK, NEW_YEAR)
    none = due.deliver_at(
        *due.before(date(2026, 10, 16), 1), away, MINSK, local("2026-10-14T09:00")
    )
    assert [at(later), at(ahead), none] == ["2026-10-21 09:30", "2026-10-13 09:30", None]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-15T09:28", "2026-10-15 11:00"),  # not yet open
        ("2026-10-15T12:40", "2026-10-15 12:40"),  # the bot was away at 11
        ("2026-10-15T20:30", "2026-10-17 11:00"),  # woke at night, Friday is a day off
        ("2026-10-16T03:00", "2026-10-17 11:00"),
    ],
)
def test_after_downtime_a_step_comes_with_the_next_digest(now, expected):
    step = Step("opening", date(2026, 10, 13))
    assert at(due.deliver_at(step, Person(3, RURAL), MINSK, local(now))) == expected


def test_two_days_away_over_an_opening_day_are_one_digest():
    steps = due.after(date(2026, 10, 13), 0, 1, 2)
    (told,) = due.plan(steps, Person(3, RURAL), MINSK, local("2026-10-15T12:40"))
    assert told == Delivery(steps[2], 3, local("2026-10-15T12:40"), covers=steps[:2])


def test_there_is_one_digest_a_day():
    step, person = Step("x", date(2026, 10, 15)), Person(3, RURAL)
    today = date(2026, 10, 15)
    told = due.deliver_at(step, person, MINSK, local("2026-10-15T12:00"), last_digest_on=today)
    assert at(told) == "2026-10-17 11:00"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-15T18:00", "2026-10-15 18:00"),
        ("2026-10-16T09:00", "2026-10-16 09:30"),  # no working day is left: any but a holiday
        ("2026-10-18T19:00", "2026-10-18 19:00"),
        ("2026-10-18T21:00", None),  # the deadline has gone by
    ],
)
def test_a_missed_step_never_comes_after_its_deadline(now, expected):
    (step,) = due.before(date(2026, 10, 18), 4)
    assert at(due.deliver_at(step, Person(4, TWICE), MINSK, local(now))) == expected


def test_only_holidays_left_before_the_deadline():
    (step,) = due.before(date(2026, 7, 3), 0)
    eve = local("2026-07-02T21:00")
    assert due.deliver_at(step, Person(1, OFFICE), MINSK, eve) is None
    assert due.plan([step], Person(1, OFFICE), MINSK, eve) == ()


def test_the_institution_s_own_days_off_count():
    pace = Pace(MINSK.zone, Calendar(extra_days_off=frozenset({date(2026, 10, 15)})))
    told = due.deliver_at(Step("x", date(2026, 10, 15)), Person(1, UNKNOWN), pace, NEW_YEAR)
    assert at(told) == "2026-10-16 09:30"


def test_clock_changes_move_no_digest_from_its_local_hour():
    berlin = Pace(ZoneInfo("Europe/Berlin"), Calendar("DE"))
    person = Person(1, WorkWeek.parse("ежедневно", "9-17"))
    days = (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25))
    told = [due.deliver_at(Step("x", day), person, berlin, NEW_YEAR).at.hour for day in days]
    assert told == [8, 7, 7, 8]  # UTC


def test_an_hour_that_a_clock_change_skips_comes_an_hour_later():
    berlin = Pace(ZoneInfo("Europe/Berlin"), quiet_from=time(0), quiet_to=time(0))
    skipped = due.moment(date(2026, 3, 29), WorkWeek.parse("вс", "2:30-5"), berlin)
    assert skipped.astimezone(berlin.zone).time() == time(3, 30)


def test_a_week_without_days_is_never_told():
    nobody = Person(1, WorkWeek(frozenset()))
    assert due.deliver_at(Step("x", date(2026, 10, 15)), nobody, MINSK, NEW_YEAR) is None


def an_item(target, due_on=None):
    return Item("recommendation", "Recommendation: “{text}”.", {"text": "…"}, target, due_on)


def test_the_digest_numbers_the_most_urgent_first_and_each_target_once():
    late, soon = an_item("rec:1", date(2026, 10, 20)), an_item("rec:2", date(2026, 11, 1))
    undated, again = an_item("draft:1"), an_item("rec:2")
    assert due.digest([undated, soon, again, late]) == (
        Line(1, late),
        Line(2, soon),
        Line(3, undated),
    )
