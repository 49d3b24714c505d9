"""Days of an absence as people type them."""

from datetime import date

import pytest

from bot.errors import BadAnswerError
from bot.rules import absence

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("20.10 - 30.10", ("2026-10-20", "2026-10-30")),
        ("20.10-30.10", ("2026-10-20", "2026-10-30")),
        ("20.10 — 30.10.2026", ("2026-10-20", "2026-10-30")),
        ("с 20 по 30 октября", ("2026-10-20", "2026-10-30")),
        ("з 20 па 30 кастрычніка", ("2026-10-20", "2026-10-30")),
        ("с 28 по 5 ноября", ("2026-10-28", "2026-11-05")),
        ("с 31 по 2 декабря", ("2026-10-31", "2026-12-02")),
        ("с завтра по 20 октября", ("2026-10-16", "2026-10-20")),
        ("28.12 - 10.01", ("2026-12-28", "2027-01-10")),
        ("31 - 5 ноября", ("2026-10-31", "2026-11-05")),
    ],
)
def test_both_days_are_read_at_once(typed, days):
    first, last = absence.parse(typed, TODAY)
    assert (first.isoformat(), last.isoformat()) == days


@pytest.mark.parametrize(
    ("typed", "day"),
    [("20 октября", "2026-10-20"), ("с понедельника", "2026-10-19"), ("2026-11-03", "2026-11-03")],
)
def test_a_single_day_is_the_first_one(typed, day):
    assert absence.parse(typed, TODAY) == (date.fromisoformat(day), None)


@pytest.mark.parametrize("typed", ["по 5.01", "5", "да 5", "5 января"])
def test_the_last_day_is_sought_after_the_first(typed):
    assert absence.last_day(typed, date(2026, 12, 28), TODAY) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-10-20", "2026-10-19", "The last day cannot be before the first one."),
        ("2026-10-20", "2036-10-20", "This is too long: check the year, please."),
    ],
)
def test_impossible_absences_are_refused(first, last, text):
    with pytest.raises(BadAnswerError) as refusal:
        absence.checked(date.fromisoformat(first), date.fromisoformat(last))
    assert refusal.value.text == text


def test_words_that_are_no_day_are_refused():
    with pytest.raises(BadAnswerError):
        absence.parse("в отпуске", TODAY)


def test_a_day_that_the_month_does_not_have_is_refused():
    with pytest.raises(BadAnswerError):
        absence.parse("с 45 по 5 ноября", TODAY)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("01.03 - 15.04", ("2026-03-01", "2026-04-15")),
        ("1.09-15.10", ("2026-09-01", "2026-10-15")),
        ("с 1 по 15 марта", ("2026-03-01", "2026-03-15")),
        ("з 1 па 15 сакавіка", ("2026-03-01", "2026-03-15")),
        ("01.12 - 15.02", ("2025-12-01", "2026-02-15")),
        ("01.09 - 31.12", ("2026-09-01", "2026-12-31")),
        ("01.03.2024 - 31.05.2024", ("2024-03-01", "2024-05-31")),
        ("5.03", ("2026-03-05", "2026-03-05")),
        ("вчера", ("2026-10-14", "2026-10-14")),
    ],
)
def test_days_gone_by(typed, days):
    """The latest such days; only the last of them may be still to come."""
    first, last = absence.past_days(typed, TODAY)
    assert (first.isoformat(), last.isoformat()) == days


@pytest.mark.parametrize("typed", ["31.12.2026 - 1.12.2026", "когда-то", "1.03 - никогда"])
def test_no_days_gone_by(typed):
    with pytest.raises(BadAnswerError):
        absence.past_days(typed, TODAY)
