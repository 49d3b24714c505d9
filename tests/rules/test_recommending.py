"""What may become of a recommendation, whatever is pressed in whatever order; its reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import recommending
from bot.rules.due import Step
from storage.records.visits import Recommendation

DAY = date(2026, 10, 15)
NOW = datetime(2026, 10, 15, 9, 28, tzinfo=UTC)
STATES = ("given", "done", "accepted", "withdrawn")


def a_recommendation(**changes: object) -> Recommendation:
    plain = {
        "recommendation_id": 1, "visit_id": 1, "recommendation": "Обновить стенд",
        "responsible_id": 5, "deadline_on": DAY, "area": None, "state": "given",
        "state_reason": None, "library_id": 3, "visited_on": date(2026, 10, 6), "author_id": 3,
    }  # fmt: skip
    return Recommendation(**{**plain, **changes})  # type: ignore[arg-type]


def test_the_moves_of_each_state() -> None:
    assert {
        state: {move: recommending.after(state, move) for move in recommending.MOVES}
        for state in STATES
    } == {
        "given": {"do": "done", "accept": "accepted", "return": None, "withdraw": "withdrawn"},
        "done": {"do": None, "accept": "accepted", "return": "given", "withdraw": "withdrawn"},
        "accepted": {"do": None, "accept": None, "return": "given", "withdraw": None},
        "withdrawn": {"do": None, "accept": None, "return": None, "withdraw": None},
    }


@given(st.lists(st.sampled_from(recommending.MOVES), max_size=12))
def test_no_order_of_presses_leaves_the_states(moves: list[recommending.Move]) -> None:
    """A refused press changes nothing, and nothing but a remark leads out of what is settled."""
    state = "given"
    for move in moves:
        became = recommending.after(state, move)
        if became is None:
            continue
        assert became in STATES
        assert state != "withdrawn"
        assert state != "accepted" or move == "return"
        state = became


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(STATES))
def test_overdue_is_what_the_clock_says_of_what_is_given(today: date, state: str) -> None:
    item = a_recommendation(state=state)
    late = state == "given" and today > DAY
    assert item.is_overdue(today) == late
    assert item.state_on(today) == ("overdue" if late else state)


def test_without_a_deadline_nothing_is_overdue() -> None:
    assert a_recommendation(deadline_on=None).state_on(date(2036, 1, 1)) == "given"


@pytest.mark.parametrize(
    ("minutes", "state_was", "can"),
    [(0, "given", True), (60, "given", True), (61, "given", False), (0, None, False)],
)
def test_a_slip_is_undone_for_an_hour(minutes: int, state_was: str | None, *, can: bool) -> None:
    item = a_recommendation(state="done", state_was=state_was)
    moved_at = NOW - timedelta(minutes=minutes)
    assert recommending.can_undo(item, moved_at, NOW) == can


def test_who_carries_it_out_is_reminded_three_times() -> None:
    item = a_recommendation(deadline_on=date(2026, 11, 1))
    assert recommending.reminded(item, DAY) == (
        Step("before_7", date(2026, 10, 25), "before", date(2026, 11, 1)),
        Step("before_1", date(2026, 10, 31), "before", date(2026, 11, 1)),
        Step("after_1", date(2026, 11, 2)),
    )


def test_what_lay_before_it_was_given_is_not_made_up_for() -> None:
    item = a_recommendation(deadline_on=date(2026, 10, 20))
    assert [one.name for one in recommending.reminded(item, DAY)] == ["before_1", "after_1"]
    assert recommending.reminded(a_recommendation(deadline_on=None), DAY) == ()


@given(st.integers(-30, 400))
def test_who_gave_it_is_told_the_day_after_and_then_weekly(days: int) -> None:
    """At any day two steps are planned: the latest that is due, or the first, and the next."""
    last, following = recommending.chased(a_recommendation(), DAY + timedelta(days=days))
    first = DAY + timedelta(days=1)
    weeks = max(0, (days - 1) // 7)
    assert last == Step(f"week_{weeks}" if weeks else "after_1", first + timedelta(weeks=weeks))
    assert following == Step(f"week_{weeks + 1}", first + timedelta(weeks=weeks + 1))
    assert recommending.chased(a_recommendation(deadline_on=None), DAY) == ()


@pytest.mark.parametrize(
    "text",
    ["", "  ", "а" * 501, "Звоните +375 29 111-22-33"],
    ids=["empty", "blank", "long", "tel"],
)
def test_a_line_that_is_not_kept(text: str) -> None:
    with pytest.raises(BadAnswerError):
        recommending.one_line(text)


def test_a_remark_says_what_is_missing() -> None:
    assert recommending.a_remark("  Нет часов \n работы ") == "Нет часов работы"
    with pytest.raises(BadAnswerError):
        recommending.a_remark("нет")
