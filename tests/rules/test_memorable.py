"""Lists of memorable days as people write them; anniversaries; what a year has."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import translator
from bot.errors import BadAnswerError
from bot.rules import memorable as rules
from bot.rules.memorable import When
from storage.records.materials import MemorableDay, MemorableFields

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("9 мая", When(5, 9)),
        ("09.05", When(5, 9)),
        ("3.11.1882", When(11, 3, 1882)),
        ("3 лістапада 1882 года", When(11, 3, 1882)),
        ("2026-05-09", When(5, 9, 2026)),
        ("2026-05-09 00:00:00", When(5, 9, 2026)),
        ("май", When(5, None)),
        ("верасень", When(9, None)),
        ("29 февраля", When(2, 29)),
    ],
)
def test_a_date_of_a_list(text, when):
    assert rules.when(text) == when


@pytest.mark.parametrize("text", ["", "31.02", "30 февраля", "9 ноль", "1882", "13.13"])
def test_what_is_no_date(text):
    with pytest.raises(BadAnswerError):
        rules.when(text)


def test_lines_of_a_publication():
    said = """
    9 мая — День Победы
    03.11.1882 – Дзень нараджэння Якуба Коласа
    07.09.2026: День белорусской письменности
    """
    assert rules.lines(said, TODAY) == (
        [
            MemorableFields(month=5, day=9, title_ru="День Победы"),
            MemorableFields(
                month=11, day=3, title_be="Дзень нараджэння Якуба Коласа", since_year=1882
            ),
            MemorableFields(
                year=2026, month=9, day=7, title_ru="День белорусской письменности"
            ),
        ],
        [],
    )  # fmt: skip


def test_each_wrong_line_is_named():
    days, faults = rules.lines("просто слова\n31.02 — нет такого\n9 мая — День Победы", TODAY)
    assert [one.row for one in faults] == [1, 2]
    assert len(days) == 1


def test_an_anniversary_counts_from_its_event():
    one = MemorableFields(month=11, day=3, title_ru="x", since_year=1882)
    assert [rules.age(one, year) for year in (2026, 1882, 1800)] == [144, None, None]
    assert [rules.is_round(years) for years in (140, 144, 145)] == [True, False, True]


def test_a_year_has_its_own_days_and_those_of_every_year():
    days = [
        MemorableDay(memorable_id=1, month=9, title_ru="какой-то день сентября"),
        MemorableDay(memorable_id=2, month=9, day=6, year=2026, title_ru="только 2026"),
        MemorableDay(memorable_id=3, month=9, day=1, title_ru="каждый год"),
        MemorableDay(memorable_id=4, month=2, day=29, title_ru="високосный"),
    ]
    assert [one.memorable_id for one in rules.of_year(days, 2026)] == [3, 2, 1]
    assert [one.memorable_id for one in rules.of_year(days, 2028)] == [4, 3, 1]


def test_words_that_materials_are_looked_for_by():
    assert rules.telling("Дзень нараджэння Якуба Коласа") == "якуба коласа"
    assert rules.telling("День Победы") == ""
    assert rules.telling("Всемирный день почты") == "почты"


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.sampled_from(["ru", "be"]))
def test_a_day_that_the_bot_writes_is_read_back(day, language):
    line = f"{translator(language).day(day)} — Свята"
    assert rules.lines(line, TODAY) == (
        [MemorableFields(month=day.month, day=day.day, title_ru="Свята")],
        [],
    )


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    days, faults = rules.lines(text, TODAY)
    assert len(days) + len(faults) == sum(bool(line.strip()) for line in text.splitlines())
