"""Days as people write and name them, in either language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import translator
from bot.rules import folding, named_days

TODAY = date(2026, 10, 15)


def named(text: str) -> list[date]:
    return [named_days.on(one, TODAY) for one in named_days.named(folding.words(text))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ко Дню Победы", date(2027, 5, 9)),
        ("на Дзень Перамогі", date(2027, 5, 9)),
        ("ко Дню матери", date(2027, 10, 14)),
        ("на дзень маці", date(2027, 10, 14)),
        ("день защитника отечества", date(2027, 2, 23)),
        ("да Дня абаронцаў Айчыны", date(2027, 2, 23)),
        ("к новому году", date(2027, 1, 1)),
        ("на Новы год", date(2027, 1, 1)),
        ("Купалле", date(2027, 7, 6)),
        ("дню учителя", date(2027, 10, 3)),
        ("да Дня настаўніка", date(2027, 10, 3)),
        ("на Пасху", date(2027, 5, 2)),
        ("Вялікдзень", date(2027, 5, 2)),
        ("масленица", date(2027, 3, 14)),
        ("день пожилого человека", date(2027, 10, 1)),
        ("октябрьской революции день", date(2026, 11, 7)),
    ],
)
def test_named_days(text, day):
    assert named(text) == [day]


def test_what_only_resembles_a_named_day_is_none():
    assert named("мама") == []
    assert named("день за днём") == []
    assert named("победа") == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("к 9 мая", [(5, 9)]),
        ("да 9-га мая", [(5, 9)]),
        ("23 лютага", [(2, 23)]),
        ("на 8 сакавіка и 1 июня", [(3, 8), (6, 1)]),
        ("9.05", [(5, 9)]),
        ("31 февраля", []),
        ("45 мая", []),
        ("29 февраля", [(2, 29)]),
        ("10 классов", []),
    ],
)
def test_written_days(text, days):
    assert named_days.written(text) == days


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.sampled_from(["ru", "be"]))
def test_a_day_that_the_bot_writes_is_read_back(day, language):
    said = translator(language).day(day)
    assert named_days.written(f"к {said}") == [(day.month, day.day)]


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_of_spring(year):
    easter = named_days.orthodox_easter(year)
    assert easter.weekday() == 6
    assert date(year, 4, 3) <= easter <= date(year, 5, 9)


def test_easter_of_known_years():
    assert [named_days.orthodox_easter(year) for year in (2024, 2025, 2026, 2027)] == [
        date(2024, 5, 5), date(2025, 4, 20), date(2026, 4, 12), date(2027, 5, 2),
    ]  # fmt: skip


@given(st.integers(2000, 2090), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 4, -1]))
def test_weekdays_of_a_month(year, month, weekday, which):
    found = named_days.nth(year, month, weekday, which)
    assert (found.month, found.weekday()) == (month, weekday)
