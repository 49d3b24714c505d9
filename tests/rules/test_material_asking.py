"""A request in one line: for which day and until when, in either language."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import translator
from bot.rules import material_asking as rules

TODAY = date(2026, 9, 10)
MOTHERS = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("line", "for_on", "wanted_on"),
    [
        ("нужен сценарий ко Дню матери до 1 октября", MOTHERS, date(2026, 10, 1)),
        ("трэба сцэнарый да Дня маці не пазней за 1 кастрычніка", MOTHERS, date(2026, 10, 1)),
        ("сцэнарый на Дзень маці, да 1 кастрычніка", MOTHERS, date(2026, 10, 1)),
        ("трэба вікторына да 9 мая", date(2027, 5, 9), None),
        ("что-нибудь к 9 мая", date(2027, 5, 9), None),
        ("нужна викторина до 20 сентября", None, date(2026, 9, 20)),
        ("нужна викторина до пятницы", None, date(2026, 9, 11)),
        ("нужен сценарий ко дню учителя. Срок: 25.09.2026", date(2026, 10, 4), date(2026, 9, 25)),
        ("сценарий про ёжиков", None, None),
        ("до свидания, лето: нужен сценарий", None, None),
        ("викторина до 31 февраля", None, None),
    ],
)
def test_what_a_line_says(line, for_on, wanted_on):
    assert rules.read(line, TODAY) == rules.Read(line, for_on, wanted_on)


def test_the_words_looked_for_leave_the_last_day_out():
    assert rules.sought("нужен сценарий ко Дню матери до 1 октября", TODAY) == (
        "нужен сценарий ко Дню матери"
    )
    assert rules.sought("трэба вікторына да 9 мая", TODAY) == "трэба вікторына да 9 мая"
    assert rules.sought("сценарий про ёжиков", TODAY) == "сценарий про ёжиков"


@pytest.mark.parametrize(
    ("text", "is_wish"),
    [
        ("нужен сценарий", True),
        ("Трэба вікторына", True),
        ("сцэнарый на Купалле", True),
        ("добрый день", False),
        ("ненужное", False),
    ],
)
def test_what_sounds_like_a_request(text, is_wish):
    assert rules.is_wish(text) is is_wish


@given(st.integers(1, 360), st.integers(0, 300), st.sampled_from(["ru", "be"]))
def test_written_days_are_read_back(for_days, wanted_days, language):
    """Both days as the bot itself writes them, the last one with its year."""
    for_on, wanted_on = TODAY + timedelta(days=for_days), TODAY + timedelta(days=wanted_days)
    t = translator(language)
    last = {"ru": "не позднее", "be": "не пазней за"}[language]
    line = f"сценарий к {t.day(for_on)} {last} {t.day(wanted_on)} {wanted_on.year}"
    assert rules.read(line, TODAY) == rules.Read(line, for_on, wanted_on)


@given(st.text(max_size=200))
def test_any_line_is_read(text):
    said = rules.read(text, TODAY)
    assert said.wish == " ".join(text.split())
    assert said.for_on is None or said.for_on >= TODAY
    assert said.wanted_on is None or said.wanted_on >= TODAY
