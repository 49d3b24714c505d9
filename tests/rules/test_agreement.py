"""Krippendorff's alpha against the examples of the literature."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules import agreement
from bot.rules.agreement import Level, Points
from storage.records.contests import Contest, Criterion, Juror
from storage.records.judging import Judgement

N = None
# Krippendorff, «Computing Krippendorff's Alpha-Reliability» (2011), C: four observers, 12 units.
FOUR: list[list[Points]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
# The same, A: two observers, ten units, two values (interval and nominal are the same then).
TWO: list[list[Points]] = [
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
]
# Wikipedia, «Krippendorff's alpha», A computational example: three coders, 15 units.
THREE: list[list[Points]] = [
    [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
]


@pytest.mark.parametrize(
    ("rows", "level", "expected"),
    [
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
        (TWO, "nominal", 0.095),
        (TWO, "interval", 0.095),
        (THREE, "nominal", 0.691),
        (THREE, "interval", 0.811),
    ],
)
def test_published_examples(rows: list[list[Points]], level: Level, expected: float):
    found = agreement.alpha(rows, level)
    assert found is not None
    assert round(found, 3) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [],  # nobody
        [[8, 9, 10]],  # one juror
        [[8, N, 9], [N, 8, N]],  # no entry scored by two
        [[8, 8], [8, 8]],  # one value only
        [[8, 8, 9], [8, 8, N]],  # one value only where two scored
    ],
)
def test_where_there_is_no_alpha(rows: list[list[Points]]):
    assert agreement.alpha(rows) is None


CONTEST = Contest(
    contest_id=1, title="Создать новый образ", form="entry_image",
    opens_on=date(2026, 9, 1), closes_on=date(2026, 10, 1),
    criteria=(
        Criterion(criterion_id=1, name_ru="эстетика", most_points=10),
        Criterion(criterion_id=2, name_ru="колорит", most_points=10, weight=0.5),
    ),
    jurors=tuple(Juror(staff_id=one) for one in (1, 2, 3, 4)),
)  # fmt: skip


def test_a_contest_gives_its_matrix_in_any_order_without_what_does_not_count():
    """The example of four observers as points for the first criterion, the second one 0."""
    judgements = [
        Judgement(entry_id=unit, staff_id=juror, points={1: int(value), 2: 0})
        for juror, row in enumerate(FOUR, 1)
        for unit, value in enumerate(row, 1)
        if value is not None
    ]
    stranger = Judgement(entry_id=1, staff_id=9, points={1: 10, 2: 10})
    unfinished = Judgement(entry_id=10, staff_id=1, points={1: 10})
    found = agreement.of_contest(CONTEST, [unfinished, *reversed(judgements), stranger])
    [first, second] = CONTEST.criteria
    assert found is not None
    assert round(found, 3) == 0.849
    assert agreement.of_criterion(CONTEST, first, judgements) == found
    assert agreement.of_criterion(CONTEST, second, judgements) is None


def test_alpha_does_not_change_with_the_scale():
    """Interval data: points doubled by a weight agree as before."""
    judgements = [
        Judgement(entry_id=unit, staff_id=juror, points={1: int(value), 2: 0})
        for juror, row in enumerate(FOUR, 1)
        for unit, value in enumerate(row, 1)
        if value is not None
    ]
    [first, second] = CONTEST.criteria
    heavy = replace(CONTEST, criteria=(replace(first, weight=2.0), second))
    assert agreement.of_contest(heavy, judgements) == pytest.approx(
        agreement.of_contest(CONTEST, judgements)
    )
