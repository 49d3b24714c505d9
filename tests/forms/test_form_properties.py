"""What must hold whatever people do: random people with the visit form."""

from contextlib import suppress

from asking import Person
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Media, Picked, Point, Ticked
from bot.forms.turns import Ask, Card

PURPOSES = ["methodical_help", "practical_help", "study", "inspection", "weeding", "other"]

typed = st.one_of(
    st.sampled_from(["деревная", "1", "вчера", "1 ноября", "фонд", "5", "12,5", "да", "<", ""]),
    st.text(max_size=30),
)
answers = st.one_of(
    typed,
    st.builds(Picked, st.sampled_from(["SL-03", "held", "closed", "good", "zz", "stock"])),
    st.builds(Ticked, st.sampled_from([*PURPOSES, "3"]), st.booleans()),
    st.builds(Media, st.just("m"), st.sampled_from(["image/jpeg", "audio/ogg", "text/plain"])),
    st.builds(Point, st.floats(-100, 100), st.floats(-200, 200)),
)
moves = st.one_of(
    st.tuples(st.just("says"), answers),
    st.tuples(st.sampled_from(["skip", "keep", "back", "finish"])),
    st.tuples(
        st.sampled_from(["change", "open_later", "add", "remove"]),
        st.sampled_from(
            [
                "library", "outcome", "purposes", "done", "more", "more/km", "more/photos",
                "more/recommendations", "more/photos[1]", "more/recommendations[2]", "zz",
            ]
        ),
    ),
)  # fmt: skip


def _moved(person: Person, move: tuple) -> None:
    name, *arguments = move
    with suppress(UserError, StaleAnswerError):
        person.says(*arguments) if name == "says" else person.does(name, *arguments)


@settings(max_examples=60, deadline=None)
@given(st.lists(moves, max_size=15))
def test_no_move_breaks_a_draft(chain):
    """Each move is taken or refused; `Person` saves and reloads after each one."""
    person = Person()
    for move in chain:
        _moved(person, move)


@settings(max_examples=30, deadline=None)
@given(st.lists(moves, max_size=10))
def test_any_visit_can_be_brought_to_its_card(chain):
    person = Person()
    for move in chain:
        _moved(person, move)
    for _ in range(60):
        turn = person.turn
        if isinstance(turn, Card):
            return
        assert _forced(person, turn)
    raise AssertionError(person.asked)


def _forced(person: Person, turn) -> bool:
    if not isinstance(turn, Ask):
        person.does("finish")
    elif turn.can_skip:
        person.does("skip")
    elif turn.can_keep:
        person.does("keep")
    elif turn.choices:
        first = turn.choices[0].name
        person.ticks(first) if turn.kind == "select_multiple" else person.says(Picked(first))
    else:
        person.says("вчера" if turn.kind == "date" else "слова")
    return True


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(PURPOSES), min_size=1, unique=True))
def test_ticks_are_stored_in_list_order_whatever_the_taps(names):
    person = Person(prefilled={"library": "SL-03"})
    person.ticks(*names)
    assert person.submission["purposes"] == [name for name in PURPOSES if name in names]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3))
def test_going_back_and_keeping_returns_to_the_same_place(steps):
    person = Person(prefilled={"library": "SL-03", "purposes": ["study"]})
    values = person.draft.values
    taken = 0
    for _ in range(steps):
        if person.ask.can_go_back:
            person.does("back")
            taken += 1
    for _ in range(taken):
        person.does("keep")
    assert (person.asked, person.draft.values) == ("done", values)
