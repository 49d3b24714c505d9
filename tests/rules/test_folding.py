"""Words made alike: what people type in either language and what stands in a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import folding, lexicon

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіў"
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("библиотека", "бібліятэкай"),
        ("война", "вайны"),
        ("гісторыя", "истории"),
        ("экологические", "экалогія"),
        ("конституции", "канстытуцыю"),
        ("пісьменнікаў", "писатель"),
        ("Быкаву", "Быкова"),
        ("Караткевіч", "Короткевича"),
        ("Чернобыль", "чарнобыльскі"),
        ("сям’я", "семейный"),
        ("праўда", "правды"),
        ("прауда", "праўда"),
        ("тёплый", "цёплы"),
        ("дети", "дзеці"),
        ("святы", "праздников"),
        ("восень", "осенью"),
        ("вучням", "ученики"),
        ("кнізе", "книгах"),
        ("материалы", "матэрыялаў"),
    ],
)
def test_words_that_share_a_key(one, other):
    assert folding.keys(one) == folding.keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("дети", "даты"), ("мать", "материалы"), ("сказка", "сказать"), ("детектив", "дети")],
)
def test_words_that_must_not(one, other):
    assert folding.keys(one) != folding.keys(other)


def test_words_are_folded():
    assert folding.words("Сям'я і «Ёлка», 80-годдзе ЗОЖ") == [
        "сямя", "и", "елка", "80", "годдзе", "зож",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folding.fold(folding.fold(text)) == folding.fold(text)


@given(WORDS)
def test_letters_that_people_mix_up_change_nothing(word):
    typed = word.replace("ё", "е").replace("ў", "у").replace("і", "и").upper()
    assert folding.keys(typed) == folding.keys(word)


@given(WORDS)
def test_a_key_is_never_empty_but_of_signs(word):
    folded = folding.fold(word)
    assert folding.key(folded) or not folded.strip("ьъ")
    assert " " not in folding.key(folded)


def test_the_lexicon_is_written_as_words_are_folded():
    forms = {*lexicon.TABLE.whole, *lexicon.TABLE.begins}
    assert forms == set(map(folding.fold, forms))
    assert lexicon.EMPTY.isdisjoint(lexicon.TABLE.whole)
