"""A thread on one card, however long and whatever is written in it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogs import translator
from bot.rules import guidance
from bot.screens import questions as screens
from bot.screens.questions import Thread
from bot.screens.screen import TEXT_LIMIT, fit, visible_length
from storage.records.guidance import Message, Question

DAY = date(2026, 10, 15)
NAMES = {5: "Закладкина Н. И.", 3: "Аннотова С. Ю."}
SAID = st.tuples(st.text(max_size=40), st.integers(1, 60)).map(lambda pair: pair[0] * pair[1])


def a_thread(said: list[str]) -> Thread:
    messages = tuple(
        Message(
            message_id=n, staff_id=3 if n % 2 else 5, is_answer=bool(n % 2), said=text,
            media=(), album=None, sent_at="2026-10-15T06:28:00Z",
        )
        for n, text in enumerate(said)
    )  # fmt: skip
    question = Question(
        question_id=7, staff_id=5, asked_at="", answered_at=None, answered_by=None, taken_by=3,
        taken_at=None, waits_since=None, closed_at=None, closed_by=None, messages=messages,
    )  # fmt: skip
    return Thread(question, "Закладкина Нина Ивановна", "Деревная", NAMES, (DAY,) * len(said))


@settings(deadline=None)
@given(st.lists(SAID, min_size=1, max_size=12))
def test_a_card_is_never_too_long(said: list[str]) -> None:
    """So nothing is cut at its end, where the last words are, and its number can be read."""
    card = screens.of_department(translator("ru"), a_thread(said), ("write", "close"))
    assert visible_length(card.text) <= TEXT_LIMIT
    assert fit(card.text) == card.text
    assert guidance.number_on(card.text) == 7


def test_the_middle_of_a_long_thread_is_left_out() -> None:
    said = [f"{n} " + "а" * 900 for n in range(9)]
    lines = screens.of_asker(translator("be"), a_thread(said), ()).text.split("\n")
    kept = [line.split()[0] for line in lines if line.endswith("а")]
    assert kept == ["0", "7", "8"]
    assert "… паведамленняў паміж імі: 6" in lines


def test_markup_is_text() -> None:
    said = screens.of_asker(translator("ru"), a_thread(["<b>жирно</b> & <script>"]), ()).text
    assert said.split("\n")[-1] == "&lt;b&gt;жирно&lt;/b&gt; &amp; &lt;script&gt;"
