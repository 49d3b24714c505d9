"""Last year's contest as this year's."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules import contest_again as rules
from bot.rules import contest_making
from storage.records.contests import Contest

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
GAPS = st.integers(0, 120)


def a_contest(opens: date, gaps: tuple[int, int, int], **changes) -> Contest:
    closes = opens + timedelta(days=gaps[0])
    judging = closes + timedelta(days=gaps[1])
    known = {
        "contest_id": 7, "title": "Чтение 2026", "form": "entry_image", "opens_on": opens,
        "closes_on": closes, "judging_until_on": judging, "announced_at": "2026-01-01",
        "results_on": judging + timedelta(days=gaps[2]), "regulation_file_id": 3,
    }  # fmt: skip
    return Contest(**known | changes)


def next_monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


@given(DAYS, st.tuples(GAPS, GAPS, GAPS), st.integers(0, 1500))
def test_the_copy_may_be_announced(opens, gaps, later) -> None:
    """Whatever the days were, the copy's are in order, on working days and not over."""
    contest = a_contest(opens, gaps)
    today = contest.closes_on + timedelta(days=later)
    new = rules.again(contest, today, next_monday)
    contest_making.check(new, today)
    assert new.closes_on.weekday() == 0
    assert (new.continued_from, new.is_continuing, new.regulation_file_id) == (7, True, None)


def test_a_year_in_the_title_is_counted_on() -> None:
    """29 February becomes the 28th in a common year."""
    contest = a_contest(date(2024, 2, 29), (0, 14, 7))
    new = rules.again(contest, date(2024, 9, 1), lambda day: day)
    assert (new.title, new.opens_on, new.closes_on) == (
        "Чтение 2027", date(2025, 2, 28), date(2025, 2, 28),
    )  # fmt: skip


def test_what_is_offered() -> None:
    """What is over, once, the latest first; never what was not announced."""
    today = date(2027, 1, 1)
    old = a_contest(date(2026, 1, 1), (30, 1, 1))
    later = a_contest(date(2026, 3, 1), (30, 1, 1), contest_id=8)
    published = a_contest(date(2026, 11, 1), (30, 1, 1), contest_id=9, published_at="2026-12-20")
    running = a_contest(date(2026, 11, 1), (90, 1, 1), contest_id=10)
    secret = a_contest(date(2025, 1, 1), (30, 1, 1), contest_id=11, announced_at=None)
    continued = a_contest(date(2025, 1, 1), (30, 1, 1), contest_id=12)
    copy = a_contest(date(2026, 2, 1), (400, 1, 1), contest_id=13, continued_from=12)
    known = [old, later, published, running, secret, continued, copy]
    assert rules.offered(known, today) == [published, later, old]
