"""Answers after a session in sums: each question of any form, wherever it stands."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.forms import builtin
from bot.rules import feedback as rules
from bot.rules.feedback import Summed

FORM = builtin.load("session_feedback")
LABELS = builtin.labels("session_feedback", "usefulness", "ru")
answers = st.fixed_dictionaries(
    {"usefulness": st.sampled_from("12345")},
    optional={"new": st.text(min_size=1, max_size=5), "add": st.text(min_size=1, max_size=5)},
)


@given(st.lists(answers, min_size=1, max_size=20))
def test_grades_are_counted_and_averaged_and_texts_kept(
    given_answers: list[dict[str, str]],
) -> None:
    grades = [int(one["usefulness"]) for one in given_answers]
    found = {one.label: one for one in rules.summed(FORM, given_answers, "ru")}
    counts = Counter(LABELS[str(grade)] for grade in grades)
    assert found["Полезно ли"] == Summed("Полезно ли", dict(counts), sum(grades) / len(grades))
    for name, label in (("new", "Что нового"), ("add", "Чего не хватило")):
        texts = [one[name] for one in given_answers if name in one]
        assert sorted(found[label].texts if label in found else ()) == sorted(texts)


def test_of_a_form_with_groups_and_repeats_every_answer_counts() -> None:
    """The contest form has a group; photos of an entry a repeat: rows are gone through."""
    form = builtin.load("contest")
    found = rules.summed(
        form, [{"more": {"least_entries": 1}}, {"more": {"least_entries": 4}}], "ru"
    )
    assert [(one.counts, one.average) for one in found] == [({"1": 1, "4": 1}, 2.5)]
    entry = builtin.load("entry_holidays")
    rows = [{"photos": [{"photo": "file-1"}, {"photo": "file-2"}]}]
    assert [(one.texts, dict(one.counts)) for one in rules.summed(entry, rows, "ru")] == [((), {})]


def test_nothing_said_is_nothing_shown() -> None:
    assert rules.summed(FORM, [], "ru") == []
    assert rules.summed(FORM, [{"new": None, "add": ""}], "be") == []
