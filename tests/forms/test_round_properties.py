"""What must hold of the round's form: any walk can be corrected in it, and it lies to no sum."""

from contextlib import suppress
from datetime import date

from asking import Person, an_env
from hypothesis import given, settings
from hypothesis import strategies as st
from test_round_form import LISTS, OWN

from bot.errors import UserError
from bot.forms import engine, refill
from bot.forms.turns import Card
from bot.handlers import round_answers
from bot.rules import rounds
from storage.records.rounds import RoundFields, Tally, Tap

ENV = an_env(lists={"libraries": OWN, **LISTS})
ITEMS = {
    "reason": ["far", "no_time", "unaware"],
    "age": ["adults"],
    "wish": ["detective", "garden"],
    "title": ["Колас", "Новая зямля"],
}


def tap(kind: str) -> st.SearchStrategy[Tap]:
    items = st.sampled_from(ITEMS.get(kind, [""]))
    return st.builds(Tap, kind=st.just(kind), amount=st.integers(1, 40), item=items)


kinds = st.sampled_from(sorted(rounds.KINDS - {rounds.UNDO}))
walks = st.lists(kinds.flatmap(tap), max_size=20)


def walked(taps: list[Tap]) -> Tally:
    """Return what a walk counts; refused presses count nothing. One household at least."""
    tally = rounds.counted(Tally(), Tap(kind=rounds.NOBODY))
    for one in taps:
        with suppress(UserError):
            tally = rounds.counted(tally, one)
    return tally


@settings(max_examples=100, deadline=None)
@given(walks)
def test_any_walk_opens_at_its_card_and_says_the_same(taps):
    """«Исправить числа» of a walk asks nothing by itself, and saving it changes nothing."""
    tally = walked(taps)
    said = RoundFields(
        library_id=3,
        made_on=date(2026, 10, 14),
        settlement_id=2,
        street="Школьная" if rounds.may_keep_street(tally) else "",
        purpose="survey",
        partners=("school",),
        tally=tally,
    )
    who = Person("round", ENV)
    who.takes(refill.start(who.form, ENV, round_answers.answers_of(said, "SL-03"), settled=True))
    assert isinstance(engine.current(who.form, who.draft, ENV), Card)
    assert round_answers.stated(who.submission, 3) == said


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 12).map(str), min_size=6, max_size=6))
def test_numbers_that_are_taken_keep_the_rules(numbers):
    """Whatever is typed, a round that reaches its card has no part above its whole."""
    who = Person(
        "round",
        ENV,
        {"walked_on": "2026-10-14", "settlement": "2", "purpose": "survey", "partners": "school"},
    )
    for number in numbers:
        with suppress(UserError):
            who.says(number)
    while who.asked in {"street", "why/reasons[1]/reason"}:
        who.does("skip")
    if who.asked == "why/reasons + 1":
        who.does("finish")
    if who.asked != "card":
        return
    tally = round_answers.stated(who.submission, 3).tally
    assert rounds.problems(tally) == []
    assert tally.asked == who.submission["asked"]
