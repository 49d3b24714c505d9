"""Who scores what, and what counts."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules import judging as rules
from storage.records.contests import Contest, Criterion, Entry, Juror
from storage.records.judging import Judgement
from storage.records.people import Staff

CONTEST = Contest(
    contest_id=1,
    title="Создать новый образ",
    form="entry_image",
    opens_on=date(2026, 9, 1),
    closes_on=date(2026, 10, 1),
    criteria=(
        Criterion(criterion_id=1, name_ru="эстетика", most_points=10),
        Criterion(criterion_id=2, name_ru="колорит", most_points=5),
    ),
    jurors=(
        Juror(staff_id=1, duty="chairman"), Juror(staff_id=2), Juror(staff_id=3, duty="secretary"),
    ),
)  # fmt: skip
ENTRY = Entry(
    entry_id=1, contest_id=1, library_id=4, title="Уголок", staff_id=7, entered_by=9,
    coauthors=(8,), source="phone", submission_id=1, state="admitted", remark=None,
    returned_at=None, returned_by=None, return_no=0, submitted_at="", updated_at="",
    withdrawn_reason=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("staff_id", "library_ids", "concerned"),
    [
        (7, (), True),  # the author
        (8, (), True),  # a co-author
        (5, (3, 4), True),  # of the library
        (9, (1,), False),  # who entered it for a colleague
        (5, (), False),  # an outsider
    ],
)
def test_whose_entry_it_is(staff_id: int, library_ids: tuple[int, ...], concerned: bool):  # noqa: FBT001
    person = Staff(
        staff_id=staff_id, surname_ru="Полкина", name_ru="Анна", role="juror",
        library_ids=library_ids,
    )  # fmt: skip
    assert rules.is_concerned(person, ENTRY) is concerned


def test_points_count_for_all_criteria_of_those_who_score():
    whole = {1: 8, 2: 0}
    kept = [
        Judgement(entry_id=1, staff_id=1, points=whole),
        Judgement(entry_id=1, staff_id=2, points={1: 8}),  # not all criteria
        Judgement(entry_id=1, staff_id=3, points=whole),  # the secretary
        Judgement(entry_id=1, staff_id=4, points=whole),  # out of the jury by now
        Judgement(entry_id=2, staff_id=1, points=whole, has_conflict=True),
    ]
    assert rules.counted(CONTEST, kept) == kept[:1]


def test_jurors_score_from_handing_over_to_the_end_of_judging():
    handed = replace(CONTEST, handed_at="2026-10-02T06:00:00Z")
    judged = replace(handed, judged_at="2026-10-20T06:00:00Z")
    assert [rules.is_judging(one) for one in (CONTEST, handed, judged)] == [False, True, False]
