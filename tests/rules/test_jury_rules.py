"""One juror's work: what is dealt and shown, what is left, the own table, until when."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import jury
from bot.rules.jury import Sheet
from storage.records.contests import Contest, Criterion, Entry, Nomination
from storage.records.judging import Judgement
from storage.records.people import Staff

CONTEST = Contest(
    contest_id=1,
    title="Создать новый образ",
    form="entry_image",
    opens_on=date(2026, 8, 1),
    closes_on=date(2026, 10, 1),
    judging_until_on=date(2026, 10, 20),
    nominations=(
        Nomination(nomination_id=2, name_ru="Снаружи"),
        Nomination(nomination_id=1, name_ru="Внутри"),
    ),
    criteria=(
        Criterion(criterion_id=1, name_ru="эстетика", most_points=10),
        Criterion(criterion_id=2, name_ru="удобство", most_points=5, weight=1.5),
    ),
    handed_at="2026-10-02T06:00:00Z",
)
JUROR = Staff(staff_id=6, surname_ru="Корешкова", name_ru="Галина", role="librarian",
              library_ids=(2,))  # fmt: skip


def an_entry(entry_id: int, **changed: Any) -> Entry:
    said: dict[str, Any] = {
        "contest_id": 1, "library_id": 7, "nomination_id": 1, "title": f"Работа {entry_id}",
        "staff_id": 9, "entered_by": 9, "source": "chat", "submission_id": entry_id,
        "state": "admitted", "remark": None, "returned_at": None, "returned_by": None,
        "return_no": 0, "submitted_at": "", "updated_at": "", "withdrawn_reason": None,
    }  # fmt: skip
    return Entry(entry_id=entry_id, **{**said, **changed})


def said(entry_id: int, points: dict[int, int], *, has_conflict: bool = False) -> Judgement:
    return Judgement(entry_id=entry_id, staff_id=6, points=points, has_conflict=has_conflict)


def test_a_juror_gets_what_is_dealt_by_nomination() -> None:
    """Not what is own or of the own library, not what left the contest, not others' entries."""
    entries = [
        an_entry(1),
        an_entry(2, nomination_id=2),
        an_entry(3, library_id=2),
        an_entry(4, coauthors=(6,)),
        an_entry(5, state="returned"),
        an_entry(6),
        an_entry(7),
    ]
    conflict = said(7, {}, has_conflict=True)
    found = jury.sheets(CONTEST, JUROR, entries, [1, 2, 3, 4, 5], {7: conflict})
    assert found == [
        Sheet(CONTEST, entries[1], said(2, {}), 1, 3),
        Sheet(CONTEST, entries[0], said(1, {}), 2, 3),
        Sheet(CONTEST, entries[6], conflict, 3, 3),
    ]


def _sheets(*points: dict[int, int] | None) -> list[Sheet]:
    """Return sheets with these points; None: a conflict."""
    return [
        Sheet(CONTEST, an_entry(n), said(n, one or {}, has_conflict=one is None), n, len(points))
        for n, one in enumerate(points, 1)
    ]


def test_the_next_one_is_behind_and_then_from_the_start() -> None:
    known = _sheets({}, {1: 5, 2: 5}, None, {1: 3}, {1: 4, 2: 4})
    assert jury.left(known) == [known[0], known[3]]
    assert jury.following(known, 2) == known[3]
    assert jury.following(known, 4) == known[0]
    assert jury.following(known, 5) == known[0]
    assert jury.following(_sheets({}), 1) is None


def test_the_own_table_is_by_the_weighted_sum() -> None:
    """Exact sums; what is unfinished stands behind, a conflict last."""
    known = _sheets(None, {1: 10}, {1: 2, 2: 5}, {1: 9, 2: 0}, {1: 6, 2: 2})
    assert [one.sum for one in known[2:]] == [Fraction(19, 2), Fraction(9), Fraction(9)]
    assert [one.place for one in jury.table(known)] == [3, 4, 5, 2, 1]


@given(st.lists(st.fixed_dictionaries({1: st.integers(0, 10), 2: st.integers(0, 5)}), max_size=9))
def test_the_table_keeps_every_entry_once_and_never_rises(points: list[dict[int, int]]) -> None:
    table = jury.table(_sheets(*points))
    assert sorted(one.place for one in table) == list(range(1, len(points) + 1))
    assert all(one.sum >= other.sum for one, other in pairwise(table))


@pytest.mark.parametrize(
    ("changed", "day", "may"),
    [
        ({}, date(2026, 10, 20), True),
        ({}, date(2026, 10, 21), False),
        ({"judging_until_on": None}, date(2026, 12, 31), True),
        ({"judged_at": "2026-10-10T06:00:00Z"}, date(2026, 10, 10), False),
        ({"handed_at": None}, date(2026, 10, 10), False),
    ],
)
def test_points_are_given_until_the_end_of_the_last_day(
    changed: dict[str, Any], day: date, *, may: bool
) -> None:
    assert jury.may_score(replace(CONTEST, **changed), day) is may
