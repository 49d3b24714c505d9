"""From points to places: worked examples, and what holds whatever the jury says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import scoring
from storage.records.contests import Award, Contest, Criterion, Entry, Juror
from storage.records.judging import Judgement, Result

JURORS = (11, 12, 13, 14, 15)
DEGREES = tuple(
    Award(award_id=100 + n, kind="degree", degree=n, name_ru=f"диплом {n}") for n in (1, 2, 3)
)


def a_contest(*weights: float, most: int = 10, average: str = "mean", **more: object) -> Contest:
    """Return a contest with a criterion of each weight and a jury of five and a secretary."""
    kept = Contest(
        contest_id=1, title="Создать новый образ", form="entry_image",
        opens_on=date(2026, 9, 1), closes_on=date(2026, 10, 1), average=average, awards=DEGREES,
        criteria=tuple(
            Criterion(criterion_id=n, name_ru=f"критерий {n}", most_points=most, weight=one)
            for n, one in enumerate(weights or (1.0,), 1)
        ),
        jurors=(*(Juror(staff_id=one) for one in JURORS), Juror(staff_id=19, duty="secretary")),
    )  # fmt: skip
    return replace(kept, **more)  # type: ignore[arg-type]


def an_entry(entry_id: int, *, nomination_id: int | None = None, state: str = "admitted") -> Entry:
    return Entry(
        entry_id=entry_id, contest_id=1, library_id=4, nomination_id=nomination_id,
        title=f"Уголок {entry_id}", staff_id=7, entered_by=7, source="chat",
        submission_id=entry_id, state=state, remark=None, returned_at=None, returned_by=None,
        return_no=0, submitted_at="", updated_at="", withdrawn_reason=None,
    )  # fmt: skip


Points = Mapping[int, list[tuple[int, ...]]]


def said(points: Points) -> list[Judgement]:
    """Return judgements from the points by entry: a tuple (one number a criterion) a juror."""
    return [
        Judgement(entry_id=entry_id, staff_id=juror, points=dict(enumerate(given, 1)))
        for entry_id, rows in points.items()
        for juror, given in zip(JURORS, rows, strict=False)
    ]


def ranked(contest: Contest, points: Points, votes: Mapping[int, int] | None = None):
    """Return (place, what decided it) by entry."""
    entries = [an_entry(one) for one in points]
    found = scoring.results(contest, entries, said(points), votes or {})
    return {one.entry_id: (one.place, one.decided_by) for one in found}


# -------------------------------------------------------------------- worked examples


def test_a_weight_multiplies_the_points_of_its_criterion():
    """Award Force, «Scoring criteria»: five points weigh 5 with weight 1, 10 with weight 2."""
    contest = a_contest(1.0, 2.0, most=5)
    [full] = said({1: [(5, 5)]})
    assert (scoring.weighted(contest, full), scoring.greatest(contest)) == (15, 15)


def test_a_weight_is_what_was_typed():
    """Three tenths, thrice, are nine tenths; the float 0.3 is a little less."""
    contest = a_contest(0.1, 0.2)
    [one] = said({1: [(1, 1)]})
    assert scoring.weighted(contest, one) == Fraction(3, 10)


def test_the_mean_of_the_sample_contest_worked_out_by_hand():
    """Criteria of «Создать новый образ»: jurors gave 51, 42 and 40 of 55, and 133 / 3 = 44.33."""
    contest = a_contest(1, 1, 1, 1, 1, 1)
    points = {1: [(9, 9, 10, 9, 8, 6), (8, 7, 8, 9, 6, 4), (7, 8, 8, 7, 5, 5)]}
    [one] = scoring.scores(contest, [an_entry(1)], said(points))
    assert (one.points, one.sums) == (Fraction(133, 3), (40, 42, 51))
    assert one.criteria == (8, 8, Fraction(26, 3), Fraction(25, 3), Fraction(19, 3), 5)
    assert scoring.rounded(one.points) == Decimal("44.33")


def test_the_sample_deviation_of_eight_values():
    """2 4 4 4 5 5 7 9: their squared deviations from 5 sum up to 32, so 32 / 7.

    A textbook example (Wikipedia, «Standard deviation», Basic examples: population deviation 2).
    """
    score = scoring.Score(
        entry_id=1, group=None, points=Fraction(5), criteria=(),
        sums=tuple(Fraction(one) for one in (2, 4, 4, 4, 5, 5, 7, 9)),
    )  # fmt: skip
    assert score.variance == Fraction(32, 7)


def test_places_have_no_gaps():
    """MariaDB, «DENSE_RANK»: marks 70, 60, 60, 55 have the ranks 1, 2, 2, 3."""
    contest = a_contest(1, most=100)
    assert ranked(contest, {1: [(60,)], 2: [(60,)], 3: [(70,)], 4: [(55,)]}) == {
        3: (1, "points"), 1: (2, "shared"), 2: (2, "shared"), 4: (3, "points"),
    }  # fmt: skip


def test_a_first_place_shared_by_two_leaves_the_second_for_two():
    """The design contest of Kramatorsk (domain.md, 4): places 1 1 2 2; diplomas follow them."""
    points = {1: [(9,)], 2: [(8,)], 3: [(9,)], 4: [(8,)]}
    found = scoring.results(a_contest(1), [an_entry(one) for one in points], said(points), {})
    assert [(one.entry_id, one.place, one.award_id) for one in found] == [
        (1, 1, 101), (2, 2, 102), (3, 1, 101), (4, 2, 102),
    ]  # fmt: skip


def test_equal_points_are_set_apart_by_the_first_criterion_then_by_the_next():
    """All have 20. The first criterion: 9, 8, 8; the second sets 2 and 3 apart: 7 and 6."""
    points = {3: [(8, 6, 6)], 2: [(8, 7, 5)], 1: [(9, 5, 6)], 4: [(5, 5, 5)]}
    contest = a_contest(1, 1, 1)
    found = scoring.ranking(
        contest, scoring.scores(contest, [an_entry(one) for one in points], said(points)), {}
    )
    assert [(one.entry_id, one.place, one.decided_by, one.criterion_id) for one in found] == [
        (1, 1, "criterion", 1), (2, 2, "criterion", 2), (3, 3, "criterion", 2),
        (4, 4, "points", None),
    ]  # fmt: skip


def test_a_tie_is_one_of_exact_values():
    """Three tenths thrice: in floats 0.1 + 0.2 would be more than 0.3 and come first."""
    contest = a_contest(0.1, 0.2, 0.3)
    points = {
        1: [(3, 0, 0)],
        2: [(1, 1, 0)],
        3: [(0, 0, 1)],
    }
    assert {place for place, _ in ranked(contest, points).values()} == {1, 2, 3}
    assert {how for _, how in ranked(contest, points).values()} == {"criterion"}


def test_the_casting_vote_orders_equals_and_may_leave_some_together():
    contest = a_contest(1, tie_rule="chairman")
    points = {1: [(9,)], 2: [(9,)], 3: [(9,)], 4: [(5,)]}
    known = scoring.scores(contest, [an_entry(one) for one in points], said(points))
    assert scoring.to_cast(contest, known, {}) == [(1, 2, 3)]
    assert scoring.to_cast(contest, known, {1: 2, 2: 1, 3: 2}) == []
    assert ranked(contest, points, {1: 2, 2: 1, 3: 2}) == {
        2: (1, "chairman"), 1: (2, "shared"), 3: (2, "shared"), 4: (3, "points"),
    }  # fmt: skip


def test_a_vote_that_leaves_out_one_of_the_equals_says_nothing():
    contest = a_contest(1, tie_rule="chairman")
    points = {1: [(9,)], 2: [(9,)], 3: [(9,)]}
    assert ranked(contest, points, {1: 2, 2: 1}) == dict.fromkeys((1, 2, 3), (1, "shared"))


def test_there_is_no_vote_where_the_regulation_shares_places_or_the_chairman_is_concerned():
    points = {1: [(9,)], 2: [(9,)]}
    shared = a_contest(1)
    known = scoring.scores(shared, [an_entry(1), an_entry(2)], said(points))
    assert scoring.to_cast(shared, known, {}) == []
    assert scoring.to_cast(replace(shared, tie_rule="chairman"), known, {}, {2}) == []
    assert ranked(shared, points, {1: 1, 2: 2}) == dict.fromkeys((1, 2), (1, "shared"))


def test_places_are_counted_within_nominations_where_the_contest_says_so():
    points = {1: [(9,)], 2: [(8,)], 3: [(7,)], 4: [(8,)]}
    nominations = {1: 5, 2: 6, 3: 5, 4: 6}
    entries = [an_entry(key, nomination_id=one) for key, one in nominations.items()]
    found = scoring.results(a_contest(1, ranks_in="nomination"), entries, said(points), {})
    assert [(one.entry_id, one.place, one.decided_by) for one in found] == [
        (1, 1, "points"), (2, 1, "shared"), (3, 2, "points"), (4, 1, "shared"),
    ]  # fmt: skip


def test_who_is_not_admitted_gets_no_result_and_who_is_not_scored_no_place():
    entries = [an_entry(1), an_entry(2, state="withdrawn"), an_entry(3)]
    found = scoring.results(a_contest(1), entries, said({1: [(0,)], 2: [(9,)]}), {})
    assert found == [
        Result(entry_id=1, points=0, jurors=1, place=1, decided_by="points", award_id=101),
        Result(entry_id=3, points=0, jurors=0, place=None, decided_by="points"),
    ]


@pytest.mark.parametrize(
    ("points", "shown"),
    [(Fraction(133, 3), "44.33"), (42.125, "42.13"), (Fraction(2, 3), "0.67"), (40.0, "40.00")],
)
def test_points_are_shown_as_a_workbook_shows_them(points: float | Fraction, shown: str):
    assert str(scoring.rounded(points)) == shown


def test_entries_on_which_jurors_differ_most_come_first_and_small_differences_do_not_count():
    """Of 20 points: deviations 0, 1.41 (below a tenth, 2), 7.07, 2.83 and of one juror none."""
    contest = a_contest(1, 1)
    points = {
        1: [(9, 9), (9, 9)], 2: [(9, 9), (8, 8)], 3: [(5, 0), (10, 5)], 4: [(9, 9), (7, 7)],
        5: [(0, 0)],
    }  # fmt: skip
    known = scoring.scores(contest, [an_entry(one) for one in points], said(points))
    assert [one.entry_id for one in scoring.disputed(contest, known)] == [3, 4]


# -------------------------------------------------------------------- whatever the jury says


@st.composite
def judged(draw: st.DrawFn, **fixed: object) -> tuple[Contest, Points]:
    """Give a contest of one to three criteria and what up to five jurors said of its entries.

    Few different points, so that ties are common.
    """
    weights = draw(st.lists(st.sampled_from([0.5, 1.0, 1.5]), min_size=1, max_size=3))
    average = draw(st.sampled_from(["mean", "median"]))
    contest = a_contest(*weights, most=4, average=average, **fixed)
    row = st.tuples(*[st.integers(0, 4)] * len(weights))
    entries = draw(st.integers(1, 6))
    jurors = st.lists(row, min_size=1, max_size=len(JURORS))
    return contest, {key: draw(jurors) for key in range(1, entries + 1)}


def places(contest: Contest, points: Points, votes: Mapping[int, int] | None = None):
    return {key: place or 0 for key, (place, _) in ranked(contest, points, votes).items()}


VOTES = st.dictionaries(st.integers(1, 6), st.integers(1, 3))


@given(judged(tie_rule="chairman"), VOTES, st.randoms(use_true_random=False))
def test_the_order_of_jurors_and_entries_changes_nothing(
    case: tuple[Contest, Points], votes: dict[int, int], chance
):
    contest, points = case
    judgements, entries = said(points), [an_entry(one) for one in points]
    expected = scoring.results(contest, entries, judgements, votes)
    chance.shuffle(judgements)
    chance.shuffle(entries)
    assert scoring.results(contest, entries, judgements, votes) == expected
    staff = list(JURORS)
    chance.shuffle(staff)
    other = dict(zip(JURORS, staff, strict=True))
    swapped = [replace(one, staff_id=other[one.staff_id]) for one in judgements]
    assert scoring.results(contest, entries, swapped, votes) == expected


@given(judged(tie_rule="chairman"), VOTES, st.data())
def test_a_point_more_never_lowers_the_place(
    case: tuple[Contest, Points], votes: dict[int, int], data: st.DataObject
):
    contest, points = case
    entry_id = data.draw(st.sampled_from(sorted(points)))
    juror = data.draw(st.integers(0, len(points[entry_id]) - 1))
    criterion = data.draw(st.integers(0, len(contest.criteria) - 1))
    rows = [list(row) for row in points[entry_id]]
    rows[juror][criterion] += 1
    raised = {**points, entry_id: [tuple(row) for row in rows]}
    assert places(contest, raised, votes)[entry_id] <= places(contest, points, votes)[entry_id]


@given(judged())
def test_equal_entries_share_and_unequal_ones_never_do(case: tuple[Contest, Points]):
    contest, points = case
    known = scoring.scores(contest, [an_entry(one) for one in points], said(points))
    found = places(contest, points)
    for one in known:
        for other in known:
            is_same = one.ladder == other.ladder
            assert (found[one.entry_id] == found[other.entry_id]) == is_same
            if one.points > other.points:
                assert found[one.entry_id] < found[other.entry_id]


@given(judged(tie_rule="chairman"), VOTES)
def test_places_begin_with_one_and_have_no_gaps(
    case: tuple[Contest, Points], votes: dict[int, int]
):
    found = set(places(*case, votes).values())
    assert found == set(range(1, len(found) + 1))


@given(judged(tie_rule="chairman"), VOTES)
def test_the_casting_vote_moves_nobody_but_equals(
    case: tuple[Contest, Points], votes: dict[int, int]
):
    contest, points = case
    known = scoring.scores(contest, [an_entry(one) for one in points], said(points))
    ladder = {one.entry_id: one.ladder for one in known}
    found = places(contest, points, votes)
    for one in points:
        for other in points:
            if ladder[one] > ladder[other]:
                assert found[one] < found[other]
    for tie in scoring.to_cast(contest, known, votes):
        assert len({found[one] for one in tie}) == 1


@given(judged())
def test_an_average_lies_within_the_least_and_the_greatest(case: tuple[Contest, Points]):
    contest, points = case
    for one in scoring.scores(contest, [an_entry(key) for key in points], said(points)):
        assert one.sums[0] <= one.points <= one.sums[-1] <= scoring.greatest(contest)


@given(st.lists(st.integers(4, 10), min_size=3, max_size=5), st.integers(0, 10))
def test_one_juror_cannot_pull_a_median_out_of_what_the_others_gave(
    honest: list[int], strange: int
):
    """Balinski and Laraki, «Majority Judgment» (2011): the middle one resists a strategic vote."""
    contest = a_contest(1, average="median")
    rows = [(one,) for one in [*honest[:-1], strange]]
    [one] = scoring.scores(contest, [an_entry(1)], said({1: rows}))
    assert min(honest[:-1]) <= one.points <= max(honest[:-1])


@given(judged())
def test_the_shown_deciding_rule_is_the_true_one(case: tuple[Contest, Points]):
    contest, points = case
    known = {
        one.entry_id: one
        for one in scoring.scores(contest, [an_entry(key) for key in points], said(points))
    }
    for one in scoring.ranking(contest, known.values(), {}):
        mine = known[one.entry_id]
        others = [other for key, other in known.items() if key != one.entry_id]
        as_many = [other for other in others if other.points == mine.points]
        same = [other for other in as_many if other.ladder == mine.ladder]
        expected = "shared" if same else "criterion" if as_many else "points"
        assert (one.decided_by, one.criterion_id is not None) == (
            expected, expected == "criterion",
        )  # fmt: skip
