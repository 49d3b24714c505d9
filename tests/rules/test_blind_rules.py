"""What a blind jury reads: names in any case become «…», other words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.blind import masked

NAMES = ("Сеньковщина", "Сянькоўшчына", "Переплётова", "Пераплётава", "Великие Шиловичи")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Стенд в Сеньковщине без пыли", "Стенд в … без пыли"),
        ("СЕНЬКОВЩИНА читает", "… читает"),
        ("Стэнд у Сянькоўшчыне", "Стэнд у …"),
        ("Анна Переплётова и её муж, Переплётов", "Анна … и её муж, …"),
        ("В Великих Шиловичах", "В … …"),
        ("Сеньковщина-2026", "…-2026"),
        ("Великолепный стенд", "… стенд"),  # a word too many rather than one too few
        ("Стенд без пыли", "Стенд без пыли"),
        ("Видео: https://youtu.be/x1, смотрите", "Видео: … смотрите"),
        ("Пишите на biblio@slonim.by или в t.me/senkovshchina", "Пишите на … или в …"),
        ("Подробно на SENKOVSHCHINA.BY/stand", "Подробно на …"),
        ("Было 12.5 м, стало 7.10.2026", "Было 12.5 м, стало 7.10.2026"),
        ("", ""),
    ],
)
def test_names_are_hidden_in_any_case(text: str, hidden: str) -> None:
    assert masked(text, NAMES) == hidden


def test_common_words_and_short_ones_stay() -> None:
    """«сельская библиотека» of a name is no name, and three letters are not enough for one."""
    names = ("Жировичская сельская библиотека", "Лес")
    text = "Наша сельская библиотека у леса. Лес шумит. Жировичская библиотека"
    assert masked(text, names) == "Наша сельская библиотека у леса. Лес шумит. … библиотека"


def test_without_names_nothing_changes() -> None:
    assert masked("Деревная читает", []) == "Деревная читает"


WORDS = st.text(alphabet="абвгдеёжзіўйклмнопрстуфхцчшыьэюя ", max_size=40)


@given(text=WORDS, name=st.sampled_from(NAMES), ending=st.sampled_from(["", "а", "ой", "ам"]))
def test_a_name_never_comes_through(text: str, name: str, ending: str) -> None:
    """Wherever it stands and whatever stands around it as words of their own."""
    word = name.split(maxsplit=1)[0][:-1] + ending
    assert word not in masked(f"{text} {word} {text}", NAMES)


@given(text=WORDS)
def test_small_words_stay_as_they_are(text: str) -> None:
    assert masked(text, NAMES) == text
