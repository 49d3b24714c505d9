"""The time asked for in words after `/report`."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import asked_time
from bot.rules.periods import Period
from bot.rules.spans import Span

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2025", Period("year", 2025)),
        ("2025 год", Period("year", 2025)),
        ("за 2025 г.", Period("year", 2025)),
        ("3 квартал", Period("quarter", 2026, 3)),
        ("3-й квартал 2025 года", Period("quarter", 2025, 3)),
        ("2025 IV квартал", Period("quarter", 2025, 4)),
        ("квартал 2", Period("quarter", 2026, 2)),
        ("II полугодие 2025", Period("half", 2025, 2)),
        ("1-е полугодие", Period("half", 2026, 1)),
        ("1 паўгоддзе 2025 года", Period("half", 2025, 1)),
        ("ІІІ квартал", Period("quarter", 2026, 3)),
        ("2nd quarter 2025", Period("quarter", 2025, 2)),
        ("10.01 - 25.03", (date(2026, 1, 10), date(2026, 3, 25))),
        ("01.02.2025 - 03.04.2025", (date(2025, 2, 1), date(2025, 4, 3))),
        ("5.05", (date(2026, 5, 5), date(2026, 5, 5))),
        ("3 мая 2025", (date(2025, 5, 3), date(2025, 5, 3))),
    ],
)
def test_words_name_a_time(typed: str, meant: Span) -> None:
    assert asked_time.read(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["снег", "5 квартал", "3 полугодие", "квартал", "2025 2024"])
def test_what_names_no_time_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswerError):
        asked_time.read(typed, TODAY)


@given(
    st.sampled_from([("half", 2, "полугодие"), ("quarter", 4, "квартал")]),
    st.integers(1, 4),
    st.integers(1950, 2090),
)
def test_every_part_of_a_year_can_be_named(
    kind: tuple[str, int, str], number: int, year: int
) -> None:
    _, most, word = kind
    number = min(number, most)
    said = asked_time.read(f"{number} {word} {year}", TODAY)
    assert said == Period("half" if most == 2 else "quarter", year, number)
