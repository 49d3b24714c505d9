"""The tally of a round: what each press adds, what an undo takes, what always holds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import rounds
from storage.records.rounds import Tally, Tap


def after(*taps: Tap) -> Tally:
    tally = Tally()
    for tap in taps:
        tally = rounds.counted(tally, tap)
    return tally


def pressed(*kinds: str) -> Tally:
    return after(*(Tap(kind=kind) for kind in kinds))


@pytest.mark.parametrize(
    ("kind", "tally"),
    [
        ("readers", Tally(households=1, home=1, readers=1)),
        ("new_readers", Tally(households=1, home=1, new_readers=1)),
        ("not_reading", Tally(households=1, home=1, not_reading=1)),
        ("nobody", Tally(households=1)),
        ("reregistered", Tally(reregistered=1)),
        ("issued", Tally(issued=1)),
        ("returned", Tally(returned=1)),
        ("homebound", Tally(homebound=1)),
        ("debtors", Tally(debtors=1)),
        ("invited", Tally(invited=1)),
        ("leaflets", Tally(leaflets=1)),
    ],
)
def test_each_press_adds_what_the_rule_says(kind: str, tally: Tally) -> None:
    assert pressed(kind) == tally


def test_another_resident_adds_no_household() -> None:
    assert pressed("readers", "another_not_reading", "another_new_readers") == Tally(
        households=1, home=1, readers=1, not_reading=1, new_readers=1
    )
    assert pressed("readers", "another_not_reading").asked == 2


def test_another_resident_needs_a_household_with_somebody_at_home() -> None:
    with pytest.raises(BadAnswerError) as refusal:
        pressed("nobody", "another_readers")
    assert refusal.value.text == rounds.NO_HOUSEHOLD


def test_an_amount_is_so_many_presses() -> None:
    many = after(Tap(kind="not_reading", amount=3), Tap(kind="nobody", amount=2))
    assert many == pressed(*["not_reading"] * 3, *["nobody"] * 2)
    assert many == Tally(households=5, home=3, not_reading=3)


def test_lists_are_counted_by_code_and_title() -> None:
    counted = after(
        Tap(kind="not_reading", amount=2),
        Tap(kind="reason", item="far"),
        Tap(kind="reason", item="far"),
        Tap(kind="age", item="60", amount=2),
        Tap(kind="wish", item="garden"),
        Tap(kind="title", item="Людзі на балоце"),
    )
    assert counted == Tally(
        households=2,
        home=2,
        not_reading=2,
        reasons={"far": 2},
        ages={"60": 2},
        wishes={"garden": 1},
        titles={"Людзі на балоце": 1},
    )


@pytest.mark.parametrize(
    ("taps", "problem"),
    [
        ((Tap(kind="reason", item="far"),), rounds.REASONS_ARE_MORE),
        (
            (Tap(kind="not_reading"), Tap(kind="reason", item="far", amount=2)),
            rounds.REASONS_ARE_MORE,
        ),
        ((Tap(kind="readers"), Tap(kind="age", item="60", amount=2)), rounds.AGES_ARE_MORE),
        ((Tap(kind="issued", amount=10_000),), rounds.TOO_MANY),
    ],
)
def test_a_part_never_exceeds_its_whole(taps: tuple[Tap, ...], problem: str) -> None:
    with pytest.raises(BadAnswerError) as refusal:
        after(*taps)
    assert refusal.value.text == problem


@pytest.mark.parametrize(
    ("tally", "found"),
    [
        (Tally(), []),
        (Tally(households=3, home=2, readers=4, reasons={}, ages={"60": 4}), []),
        (Tally(households=1, home=2, readers=1), [rounds.HOME_IS_MORE]),
        (Tally(households=1, readers=1), [rounds.NOBODY_WAS_HOME]),
        (
            Tally(households=1, home=1, readers=1, reasons={"far": 1}, ages={"60": 2}),
            [rounds.REASONS_ARE_MORE, rounds.AGES_ARE_MORE],
        ),
    ],
)
def test_totals_entered_afterwards_are_checked_alike(tally: Tally, found: list[str]) -> None:
    assert rounds.problems(tally) == found


def test_a_street_is_kept_from_ten_households_on() -> None:
    assert [rounds.may_keep_street(Tally(households=n)) for n in (0, 9, 10)] == [
        False,
        False,
        True,
    ]


items = st.sampled_from(["a", "b"])
plain_taps = st.builds(
    Tap,
    kind=st.sampled_from(sorted((*rounds.HOUSEHOLDS, *rounds.ANOTHER, *rounds.AMOUNTS))),
    amount=st.integers(1, 5),
)
listed_taps = st.builds(
    Tap, kind=st.sampled_from(sorted(rounds.LISTED)), amount=st.integers(1, 2), item=items
)
messages = st.lists(st.one_of(st.just(None), plain_taps, listed_taps), max_size=60)


@given(messages)
def test_any_sequence_of_presses_and_undos_keeps_every_rule(sequence: list[Tap | None]) -> None:
    """None is «Отменить последнее»."""
    tally, counted = Tally(), []
    for tap in sequence:
        if tap is None:
            if counted:
                tally = rounds.taken_back(tally, [counted.pop()])
        else:
            try:
                tally = rounds.counted(tally, tap)
            except BadAnswerError:
                continue
            counted.append(tap)
        assert rounds.problems(tally) == []
        assert tally == rounds.total(counted)
        assert tally.asked == tally.readers + tally.new_readers + tally.not_reading
    doors = [tap.amount for tap in counted if tap.kind in rounds.HOUSEHOLDS]
    empty = [tap.amount for tap in counted if tap.kind == rounds.NOBODY]
    assert (tally.households, tally.home) == (sum(doors), sum(doors) - sum(empty))


@given(plain_taps, plain_taps)
def test_an_undo_leaves_the_tally_as_it_was(first: Tap, second: Tap) -> None:
    tally = replace(pressed("readers"), titles={"Колас": 1})
    with_first = rounds.counted(tally, first)
    both = rounds.counted(with_first, second)
    assert rounds.taken_back(both, [second]) == with_first
    assert rounds.taken_back(both, [first, second]) == tally
