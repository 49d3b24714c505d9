"""Dealing entries to jurors: nobody concerned, as many as needed, even, and stable."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules import dealing
from bot.rules.dealing import Dealing, Pair, deal
from storage.records.contests import Contest, Criterion, Entry, Juror
from storage.records.judging import Judgement
from storage.records.people import Staff

# -------------------------------------------------------------------- cases


@dataclass(frozen=True)
class Case:
    """A contest as the deal sees it."""

    entries: range
    jurors: range
    each: int | None
    barred: frozenset[Pair]
    before: frozenset[Pair]
    begun: frozenset[Pair]

    def dealt(self) -> Dealing:
        return deal(
            self.entries, self.jurors, each=self.each, barred=self.barred, before=self.before,
            begun=self.begun,
        )  # fmt: skip

    def allowed(self, entry: int) -> list[int]:
        return [juror for juror in self.jurors if (entry, juror) not in self.barred]

    def kept(self, entry: int) -> set[int]:
        """Return who has begun to score an entry and may go on."""
        old = self.begun & self.before
        return {juror for juror in self.allowed(entry) if (entry, juror) in old}

    def degree(self, entry: int) -> int:
        """Return how many jurors an entry gets: as many as needed, no less than have begun."""
        able = len(self.allowed(entry))
        wanted = able if self.each is None else min(self.each, able)
        return max(wanted, len(self.kept(entry)))


@st.composite
def cases(draw: st.DrawFn, most_entries: int = 25, most_jurors: int = 7) -> Case:
    entries = range(1, draw(st.integers(0, most_entries)) + 1)
    jurors = range(101, draw(st.integers(0, most_jurors)) + 101)
    pairs = [*product(entries, jurors)]
    # Bits of a number: sets of any size, where frozensets() would mostly draw small ones.
    some = st.integers(0, 2 ** len(pairs) - 1).map(
        lambda bits: frozenset(one for n, one in enumerate(pairs) if bits >> n & 1)
    )
    each = draw(st.none() | st.integers(1, 4))
    return Case(entries, jurors, each, draw(some), draw(some), draw(some))


def every_deal(case: Case) -> Iterator[frozenset[Pair]]:
    """Yield all deals that give each entry what it gets and leave what is begun."""
    choices = [
        [
            [(entry, juror) for juror in chosen]
            for chosen in combinations(case.allowed(entry), case.degree(entry))
            if case.kept(entry) <= set(chosen)
        ]
        for entry in case.entries
    ]
    for whole in product(*choices):
        yield frozenset(pair for part in whole for pair in part)


def worth(case: Case, pairs: frozenset[Pair]) -> tuple[int, int]:
    """Return how uneven a deal is, and how much it gives anew."""
    loads = [sum(one == juror for _, one in pairs) for juror in case.jurors]
    return sum(load * load for load in loads), len(pairs - case.before)


# -------------------------------------------------------------------- properties


@given(cases())
def test_nobody_gets_what_they_are_concerned_in(case: Case):
    assert case.dealt().pairs & case.barred == frozenset()


@given(cases())
def test_each_entry_gets_as_many_jurors_as_it_needs_and_the_others_are_named(case: Case):
    found = case.dealt()
    counts = {entry: sum(one == entry for one, _ in found.pairs) for entry in case.entries}
    assert counts == {entry: case.degree(entry) for entry in case.entries}
    wanted = case.each or 1
    assert found.lacking == {
        entry: wanted - len(case.allowed(entry))
        for entry in case.entries
        if len(case.allowed(entry)) < wanted
    }


@settings(max_examples=300, deadline=None)
@given(cases(most_entries=5, most_jurors=4))
def test_no_deal_is_more_even_nor_as_even_with_less_moved(case: Case):
    best = min(worth(case, pairs) for pairs in every_deal(case))
    assert worth(case, case.dealt().pairs) == best


@given(cases(), st.integers(1, 5))
def test_without_conflicts_loads_differ_by_one_at_most(case: Case, each: int):
    free = replace(case, each=each, barred=frozenset(), before=frozenset(), begun=frozenset())
    found = free.dealt().pairs
    loads = [sum(one == juror for _, one in found) for juror in free.jurors]
    assert max(loads, default=0) - min(loads, default=0) <= 1


@given(cases())
def test_what_is_begun_stays(case: Case):
    keeps = {(entry, juror) for entry in case.entries for juror in case.kept(entry)}
    assert keeps <= case.dealt().pairs


@given(cases())
def test_dealing_again_changes_nothing(case: Case):
    first = case.dealt()
    assert replace(case, before=first.pairs).dealt() == replace(first, given=(), taken=())


@given(cases())
def test_what_changes_is_named(case: Case):
    found = case.dealt()
    assert (case.before - frozenset(found.taken)) | frozenset(found.given) == found.pairs
    assert frozenset(found.taken) <= case.before
    assert frozenset(found.given).isdisjoint(case.before)


@given(cases())
def test_an_entry_more_is_dealt_and_nothing_is_taken_where_loads_stay_even(case: Case):
    """An entry that comes late, with no conflict of anybody, is only added."""
    free = replace(case, barred=frozenset(), begun=frozenset())
    first = free.dealt().pairs
    late = replace(free, entries=range(1, len(free.entries) + 2), before=first).dealt()
    assert late.taken == ()


# -------------------------------------------------------------------- examples


def test_two_of_four_jurors_each_and_panels_meet_in_all_combinations():
    found = deal(range(1, 7), [11, 12, 13, 14], each=2)
    assert sorted(found.pairs) == [
        (1, 11), (1, 12), (2, 13), (2, 14), (3, 11), (3, 13), (4, 12), (4, 14), (5, 11), (5, 14),
        (6, 12), (6, 13),
    ]  # fmt: skip
    assert found.loads() == {11: 3, 12: 3, 13: 3, 14: 3}


def test_a_new_juror_takes_over_a_fair_share_of_what_is_not_begun():
    first = deal(range(1, 7), [11, 12], each=1).pairs
    begun = {pair for pair in first if pair[1] == 11}
    found = deal(range(1, 7), [11, 12, 13], each=1, before=first, begun=begun)
    assert (found.loads(), len(found.taken), {one for _, one in found.taken}) == (
        {11: 3, 12: 2, 13: 1}, 1, {12},
    )  # fmt: skip


def test_a_conflict_moves_one_entry_through_others_where_only_that_is_even():
    before = {(1, 11), (2, 12), (3, 13)}
    found = deal([1, 2, 3], [11, 12, 13], each=1, barred={(1, 11), (1, 13)}, before=before)
    assert (found.loads(), found.given, found.taken) == (
        {11: 1, 12: 1, 13: 1}, ((1, 12), (2, 11)), ((1, 11), (2, 12)),
    )  # fmt: skip


def test_five_hundred_entries_are_dealt_anew_when_a_juror_comes():
    before = deal(range(1, 501), range(1, 8), each=3).pairs
    found = deal(range(1, 501), range(1, 9), each=3, before=before)
    assert (sorted(found.loads().values()), len(found.taken)) == (
        [187, 187, 187, 187, 188, 188, 188, 188], 187,
    )  # fmt: skip


# -------------------------------------------------------------------- records

CONTEST = Contest(
    contest_id=1,
    title="Создать новый образ",
    form="entry_image",
    opens_on=date(2026, 9, 1),
    closes_on=date(2026, 10, 1),
    criteria=(Criterion(criterion_id=1, name_ru="эстетика", most_points=10),),
    jurors=(
        Juror(staff_id=1, duty="chairman"), Juror(staff_id=2), Juror(staff_id=3, duty="secretary"),
        Juror(staff_id=4), Juror(staff_id=5),
    ),
)  # fmt: skip
PEOPLE = {
    one.staff_id: one
    for one in (
        Staff(staff_id=1, surname_ru="Редакторов", name_ru="Игорь", role="juror"),
        Staff(staff_id=2, surname_ru="Полкина", name_ru="Анна", role="head", library_ids=(1,)),
        Staff(staff_id=3, surname_ru="Каталогова", name_ru="Нина", role="methodist"),
        Staff(staff_id=4, surname_ru="Архивова", name_ru="Ольга", role="methodist"),
        Staff(
            staff_id=5, surname_ru="Уволенная", name_ru="Вера", role="head",
            left_on=date(2026, 9, 30),
        ),
    )
}  # fmt: skip


def an_entry(entry_id: int, **values: object) -> Entry:
    plain = Entry(
        entry_id=entry_id, contest_id=1, library_id=4, title="Уголок", staff_id=7, entered_by=7,
        source="chat", submission_id=entry_id, state="admitted", remark=None, returned_at=None,
        returned_by=None, return_no=0, submitted_at="", updated_at="", withdrawn_reason=None,
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


ENTRIES = [
    an_entry(1, library_id=1),
    an_entry(2, coauthors=(4,)),
    an_entry(3),
    an_entry(4, state="submitted"),
    an_entry(5, state="withdrawn"),
]


def test_everyone_who_scores_and_is_not_concerned_gets_what_is_admitted():
    said = [Judgement(entry_id=3, staff_id=1, has_conflict=True)]
    found = dealing.of_contest(CONTEST, ENTRIES, PEOPLE, said, [])
    assert sorted(found.pairs) == [(1, 1), (1, 4), (2, 1), (2, 2), (3, 2), (3, 4)]


@pytest.mark.parametrize(
    "said", [{"points": {1: 0}}, {"remark": "Свежо."}, {"has_conflict": True}], ids=str
)
def test_what_a_juror_has_said_something_of_stays_unless_it_is_a_conflict(said: dict):
    """Two entries, both dealt to one juror, are levelled but for what is begun."""
    contest = replace(CONTEST, jurors_an_entry=1, jurors=(Juror(staff_id=1), Juror(staff_id=4)))
    mine = [an_entry(one) for one in (1, 2)]
    judgements = [Judgement(entry_id=1, staff_id=1, **said)]
    found = dealing.of_contest(contest, mine, PEOPLE, judgements, [(1, 1), (2, 1)])
    kept = [(1, 1), (2, 4)]
    assert sorted(found.pairs) == (kept if "has_conflict" not in said else [(1, 4), (2, 1)])
