"""Typed lines of a contest's parts, and days put off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import contest_making as rules
from storage.records.contests import AwardFields, Contest, CriterionFields

TODAY = date(2026, 10, 15)
NAMES = st.text(st.sampled_from("абвгд еёж№I-"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
NAMED = NAMES.filter(lambda text: text and text.strip("-") and text.casefold() not in rules.NONE)
CRITERIA = st.builds(
    lambda ru, be, points, weight: CriterionFields(
        name_ru=ru, name_be=be, most_points=points, weight=weight
    ),
    NAMED,
    st.none() | NAMED,
    st.integers(1, 100),
    st.sampled_from([0.5, 1.0, 1.5, 2.0, 10.0]),
)


def decimal(value: float) -> str:
    return f"{value:g}".replace(".", ",")


@given(st.lists(CRITERIA, min_size=1, max_size=20, unique_by=lambda one: one.name_ru.casefold()))
def test_criteria_are_read_as_they_are_written(known: list[CriterionFields]) -> None:
    """What is copied from the screen and sent back is the same."""
    typed = "\n".join(rules.criterion_line(one, decimal) for one in known)
    assert rules.criteria(typed) == known


@given(
    st.lists(
        st.tuples(NAMED, st.none() | NAMED), max_size=20, unique_by=lambda one: one[0].casefold()
    )
)
def test_nominations_are_read_as_they_are_written(known: list[tuple[str, str | None]]) -> None:
    typed = "\n".join(rules.pair_line(ru, be) for ru, be in known) or "нет"
    assert rules.nominations(typed) == known


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("колорит 5 ×1,5", ("колорит", None, 5, 1.5)),
        ("колорит 5 х 2", ("колорит", None, 5, 2.0)),
        ("колорит / каларыт 5 вес 0.5", ("колорит", "каларыт", 5, 0.5)),
        ("2) число 3 публикаций 5;", ("число 3 публикаций", None, 5, 1.0)),
    ],
)
def test_ways_to_write_a_criterion(typed, expected) -> None:
    [one] = rules.criteria(typed)
    assert (one.name_ru, one.name_be, one.most_points, one.weight) == expected


def test_awards_by_their_words() -> None:
    assert rules.awards("Специальный диплом\nДиплом III степени\nГран-при\nдиплом 1 степени") == [
        AwardFields(kind="degree", degree=1, name_ru="диплом 1 степени"),
        AwardFields(kind="degree", degree=3, name_ru="Диплом III степени"),
        AwardFields(kind="special", name_ru="Специальный диплом"),
        AwardFields(kind="special", name_ru="Гран-при"),
    ]


def a_contest(**changes) -> Contest:
    known = {
        "contest_id": 1, "title": "Т", "form": "entry_image", "announced_at": "2026-10-01",
        "opens_on": TODAY, "closes_on": TODAY + timedelta(days=10),
        "judging_until_on": TODAY + timedelta(days=20), "results_on": TODAY + timedelta(days=25),
    }  # fmt: skip
    return Contest(**known | changes)


@given(st.sampled_from(rules.DAYS), st.integers(1, 183))
def test_days_stay_in_their_order(name: str, by: int) -> None:
    """Nothing becomes earlier, and the days of a contest never cross."""
    contest = a_contest()
    moved = rules.put_off(
        contest, name, getattr(contest, name) + timedelta(days=by), TODAY, lambda day: day
    )
    days = [moved.get(one, getattr(contest, one)) for one in rules.DAYS]
    assert days == sorted(days)
    assert all(day > getattr(contest, one) for one, day in moved.items())


@pytest.mark.parametrize("by", [0, -1, 184])
def test_a_day_is_only_put_off(by: int) -> None:
    contest = a_contest()
    with pytest.raises(BadAnswerError):
        rules.put_off(
            contest, "closes_on", contest.closes_on + timedelta(days=by), TODAY, lambda day: day
        )


@pytest.mark.parametrize(
    ("step", "open_now"),
    [
        ({}, ["closes_on", "judging_until_on", "results_on"]),
        ({"handed_at": "1"}, ["judging_until_on", "results_on"]),
        ({"handed_at": "1", "judged_at": "1"}, ["results_on"]),
        ({"handed_at": "1", "judged_at": "1", "published_at": "1"}, []),
        ({"announced_at": None}, []),
        ({"results_on": None}, ["closes_on", "judging_until_on"]),
    ],
)
def test_which_days_may_be_put_off(step, open_now) -> None:
    contest = a_contest(**step)
    assert [one for one in rules.DAYS if rules.may_put_off(contest, one)] == open_now
