"""Review of questionnaires: what a state allows, what is flagged, which remarks are answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.forms import builtin
from bot.rules import reviewing
from storage.records.monitoring import Acceptance, CampaignUnit, Remark

FORM = builtin.load("monitoring")
MOVES = ("send", "accept", "undo", "return", "settle")
NOON = datetime(2026, 10, 15, 12, tzinfo=UTC)


def a_unit(**values: Any) -> CampaignUnit:
    """Build a sheet that was sent once."""
    plain = {
        "unit_id": 1,
        "campaign_id": 1,
        "library_id": 3,
        "state": "sent",
        "closes_on": NOON.date(),
        "submission_id": 7,
    }
    return CampaignUnit(**plain | values)  # type: ignore[arg-type]


def a_remark(**values: Any) -> Remark:
    """Build an open remark to the attendance."""
    plain = {
        "remark_id": 1,
        "unit_id": 1,
        "question": "visits",
        "remark": "Сверьте с дневником",
        "made_by": 3,
        "made_at": "2026-10-15T09:00:00Z",
        "state": "open",
        "sent_at": "2026-10-15T09:00:00Z",
        "return_no": 1,
        "submission_id": 7,
        "was": 2960,
        "became": None,
        "explanation": None,
        "settled_at": None,
        "settled_by": None,
    }
    return Remark(**plain | values)  # type: ignore[arg-type]


# -------------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("state", "move", "left", "expected"),
    [
        ("waiting", "send", 0, "sent"),
        ("waiting", "accept", 0, None),
        ("waiting", "return", 1, None),
        ("waiting", "settle", 0, None),
        ("sent", "accept", 0, "accepted"),
        ("sent", "return", 2, "returned"),
        ("sent", "send", 0, "sent"),
        ("sent", "undo", 0, None),
        ("returned", "accept", 1, None),
        ("returned", "return", 2, "returned"),
        ("returned", "send", 1, "returned"),
        ("returned", "send", 0, "sent"),
        ("returned", "settle", 1, "returned"),
        ("returned", "settle", 0, "sent"),
        ("accepted", "undo", 0, "sent"),
        ("accepted", "send", 0, "sent"),
        ("accepted", "return", 1, "returned"),
        ("accepted", "accept", 0, None),
    ],
)
def test_what_a_state_allows(state: str, move: Any, left: int, expected: str | None) -> None:
    assert reviewing.after(state, move, left) == expected


@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(1, 3))))
def test_a_sheet_is_returned_exactly_while_remarks_are_open(
    moves: list[tuple[Any, int]],
) -> None:
    """Whatever is pressed in whatever order; and what was sent once never waits again."""
    state, left = "waiting", 0
    for move, count in moves:
        after_it = {"return": left + count, "settle": max(left - count, 0)}.get(move, left)
        found = reviewing.after(state, move, after_it)
        if found is None:
            continue
        state, left = found, after_it
        assert state != "waiting"
        assert (state == "returned") == (left > 0)


# -------------------------------------------------------------------- flags


def test_a_plain_sheet_has_no_flag() -> None:
    assert reviewing.flags(a_unit(), {}) == ()


def test_each_flag_and_their_order() -> None:
    assert reviewing.flags(a_unit(), {"visits": "Ремонт"}) == ("doubt",)
    assert reviewing.flags(a_unit(accepted_submission=6), {}) == ("changed",)
    assert reviewing.flags(a_unit(accepted_submission=7), {}) == ()
    assert reviewing.flags(a_unit(), {}, [a_remark(state="explained")]) == ("clarified",)
    assert reviewing.flags(a_unit(), {}, [a_remark(state="withdrawn")]) == ()
    assert reviewing.flags(a_unit(), {}, on_behalf="waiting") == ("unconfirmed",)
    assert reviewing.flags(a_unit(), {}, on_behalf="confirmed") == ()
    assert reviewing.flags(
        a_unit(accepted_submission=6),
        {"visits": "Ремонт"},
        [a_remark(state="corrected")],
        on_behalf="disputed",
        is_correcting=True,
    ) == ("disputed", "doubt", "changed", "clarified", "correcting")


def test_an_hour_to_undo() -> None:
    one = Acceptance(1, 1, "", 3, None, None)
    pressed = [NOON + timedelta(minutes=minutes) for minutes in (0, 59, 60, 61)]
    assert [reviewing.can_undo(one, NOON, at) for at in pressed] == [True, True, True, False]


def test_what_is_undone_stays_so() -> None:
    one = Acceptance(1, 1, "", 3, "2026-10-15T12:00:00Z", 3)
    assert not reviewing.can_undo(one, NOON, NOON)


def test_a_mark_names_sheets_and_their_versions() -> None:
    seen = [a_unit(), a_unit(unit_id=2, submission_id=8)]
    assert reviewing.mark(seen) == reviewing.mark(list(seen))
    assert len({
        reviewing.mark(seen),
        reviewing.mark(seen[:1]),
        reviewing.mark([a_unit(submission_id=9), seen[1]]),
        reviewing.mark([]),
    }) == 4  # fmt: skip


def test_when_a_campaign_is_whole() -> None:
    """All accepted; a library that has closed and has sent nothing is not waited for."""
    accepted, waiting = a_unit(state="accepted"), a_unit(state="waiting", library_id=4)
    assert reviewing.is_whole([accepted])
    assert not reviewing.is_whole([])
    assert not reviewing.is_whole([waiting], {4})
    assert not reviewing.is_whole([accepted, waiting])
    assert reviewing.is_whole([accepted, waiting], {4})
    assert not reviewing.is_whole([accepted, a_unit(library_id=4)], {4})
    assert not reviewing.is_whole([accepted, a_unit(state="returned")])


# -------------------------------------------------------------------- a sheet


def test_questions_have_the_numbers_of_the_paper_blank() -> None:
    names = {one.number: one.field.name for one in reviewing.asked(FORM)}
    assert (names[1], names[4], names[9], names[15], len(names)) == (
        "users",
        "visits",
        "paid_fact",
        "help",
        15,
    )
    assert reviewing.numbered(FORM, 16) is None
    visits = reviewing.of_path(FORM, "visits_why")
    assert visits is not None
    assert (visits.number, visits.paths) == (4, ("visits", "visits_why"))
    assert reviewing.of_path(FORM, "gone") is None


def test_answers_within_groups_and_repeats() -> None:
    said = {"more": {"trips": [{"days": 2}, {"days": 3}, {}]}, "users": 0, "empty": ""}
    assert reviewing.values(said, "more/trips/days") == [2, 3]
    assert reviewing.values(said, "users") == [0]
    assert reviewing.values(said, "empty") == []
    assert reviewing.values(said, "users/none") == []
    assert [reviewing.answer(said, path) for path in ("users", "more/trips/days", "gone")] == [
        0,
        [2, 3],
        None,
    ]
    assert [reviewing.listed(one) for one in (None, 0, [2, 3])] == [[], [0], [2, 3]]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ({"visits": 2960, "users": 143}, {}),
        ({"visits": 2960, "users": 144}, {}),
        ({"visits": 1050, "users": 143}, {1: 1050}),
        ({"visits": 2960, "visits_why": "Праздник", "users": 143}, {1: 2960}),
        ({"users": 143}, {1: None}),
    ],
)
def test_which_remarks_a_new_version_answers(
    new: dict[str, Any], expected: dict[int, Any]
) -> None:
    """The question itself or its explanation says something else; other answers do not count."""
    old = {"visits": 2960, "users": 143}
    gone = a_remark(remark_id=2, question="gone")
    assert reviewing.settled_by(FORM, old, new, [a_remark(), gone]) == expected


def test_a_typed_line_is_one_line_without_residents() -> None:
    assert reviewing.one_line("  Сверьте\nс  дневником ") == "Сверьте с дневником"
    with pytest.raises(BadAnswerError) as long:
        reviewing.one_line("а" * 501)
    assert long.value.text == reviewing.LONG
    with pytest.raises(BadAnswerError) as told:
        reviewing.one_line("Звоните +375 29 123-45-67")
    assert (told.value.text, told.value.values) == (
        reviewing.NUMBER,
        {"number": "+375 29 123-45-67"},
    )
