"""Which question counts as asked before: pairs in both languages, what is always so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import similar_questions

PAIRS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "similar_pairs.txt").read_text().splitlines()
    if " | " in line and not line.startswith("#")
]
WORDS = st.lists(
    st.sampled_from(
        ["читатель", "чытач", "книга", "акт", "списание", "подписка", "как", "падпіска", "отчёт"]
    ),
    max_size=8,
).map(" ".join)


@pytest.mark.parametrize(("kind", "asked", "known"), PAIRS)
def test_pairs(kind: str, asked: str, known: str) -> None:
    rate = similar_questions.likeness(asked, known)
    assert (rate >= similar_questions.LIKE) == (kind == "like"), rate


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) == 30
    assert {kind for kind, _, _ in PAIRS} == {"like", "unlike"}


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_whole_of_itself(asked: str, known: str) -> None:
    assert 0 <= similar_questions.likeness(asked, known) <= 1
    of_itself = similar_questions.likeness(asked, asked)
    assert of_itself in {0.0, 1.0} or of_itself == pytest.approx(1.0)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_asked(asked: str, known: str) -> None:
    assert 0 <= similar_questions.likeness(asked, known) <= 1
    assert similar_questions.found(asked, [(1, known)]) in ([], [1])


def test_the_best_is_offered_and_words_find_entries() -> None:
    known = [
        (1, "Читатель потерял книгу: как принять замену?"),
        (2, "Как заполнить акт на списание книг?"),
        (3, "Как заполнить акт замены утерянной книги?"),
    ]
    assert similar_questions.best("як запоўніць акт спісання", known) == 2
    assert similar_questions.best("что такое", known) is None
    assert similar_questions.best("", known) is None
    assert similar_questions.found("акты", known) == [2, 3]
    assert similar_questions.found("замена книг", known)[0] in {1, 3}
    assert similar_questions.found("как", known) == []
