"""Kinds of publications and their titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import publications as rules

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def test_every_kind_has_both_names_and_its_series():
    assert {kind.series for kind in rules.KINDS.values()} == {None, *rules.SERIES}
    assert [code for code, kind in rules.KINDS.items() if not (kind.ru and kind.be)] == []
    assert rules.KINDS["memo"].name("be") == "памятка"
    assert rules.KINDS["index"].name("ru") == "рекомендательный указатель"
    assert [rules.series_of(code) for code in ("scenario", "calendar", "index")] == [
        "scenarios",
        "methodical",
        None,
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("  «Азы  профессии». ", "Азы профессии"),
        ('"Самая родная"', "Самая родная"),
        ("«Дети» и «Война»", "«Дети» и «Война»"),
        ("Книга о «Муму»", "Книга о «Муму»"),
        ("«", "«"),
    ],
)
def test_titles_lose_their_quotation_marks(typed, title):
    assert rules.plain_title(typed) == title


@given(LINES, st.sampled_from(["{}", "«{}»", '"{}"', "“{}”", " {}. ", "«{}».", "  «{}» "]))
def test_a_title_is_the_same_however_it_was_quoted(line, dressed):
    assert rules.plain_title(dressed.format(line)) == line
