"""What ODK's own engine holds: its recorded points of the shipped forms, faults it showed.

`make replay` compares many more forms; after a change of a shipped form run
`make replay-golden` (Node is needed only there).
"""

import json
import sys
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest
from asking import NOW, Person, a_form, an_env
from lxml import etree

from bot.forms import builtin, engine
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Picked
from bot.forms.turns import Card

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance"))
sys.path.insert(0, str(Path(__file__).parents[1] / "conformance" / "replay"))
import points
import replay
import walks

GOLDEN = sorted(replay.GOLDEN.glob("*.json"))


def recorded(path: Path) -> list[dict]:
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_shipped_form_holds_what_odks_engine_held(path):
    form, reasons = builtin.as_written(path.stem), replay.Reasons()
    for walk in recorded(path):
        ours = walks.record(form, walk["seed"])
        assert ours.stuck_at == ""
        assert ours.steps == walk["steps"], "the form or the walk changed: make replay-golden"
        found = points.compare(form, walk["seed"], ours.held, walk["points"])
        assert [d for d in found.differences if not reasons.of(path.stem, d)] == []
        assert found.compared > 10 * len(ours.steps)


def test_the_visit_is_among_the_recorded_forms():
    assert "visit" in {path.stem for path in GOLDEN}


def test_a_walk_says_where_nothing_fits():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | required | constraint |
        | | text | a | A | | |
        | | text | b | B | yes | 'a' = 'b' |
        """
    )
    assert walks.record(form, 1).stuck_at == "b"


def test_a_walk_finds_the_one_number_that_a_rule_allows():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | required | constraint |
        | | integer | a | A | yes | . = 12300 + 45 |
        """
    )
    recording = walks.record(form, 1)
    assert (recording.steps[:2], recording.stuck_at) == ([[], [["set", "a", "12345"]]], "")


# -- the comparison itself ---------------------------------------------------------------


def a_walk():
    form = builtin.load("visit")
    recording = walks.record(form, 1)
    return form, recording.held, points.changes(recording.held)


def test_points_survive_being_kept_as_changes():
    _form, held, changes = a_walk()
    assert list(points.unfolded(changes)) == held


def test_every_kind_of_difference_is_found():
    form, held, changes = a_walk()
    theirs = deepcopy(changes)
    theirs[0]["visited_on"] = [True, "2026-10-14", True, False, False, None]
    theirs[0]["library"][5] = ["SL-01"]
    theirs[0]["more"] = [False]
    theirs[0]["more/findings"] = [True, 3]
    theirs[0]["done"] = None
    found = points.compare(form, 1, held[:1], theirs[:1])
    assert [(d.path, d.aspect, d.ours, d.theirs) for d in found.differences] == [
        ("done", "presence", True, False),
        ("library", "choices", ["SL-01", "SL-02", "SL-03", "SL-05"], ["SL-01"]),
        ("more", "relevant", True, False),
        ("more/findings", "instances", 0, 3),
        ("visited_on", "value", "2026-10-15", "2026-10-14"),
        ("visited_on", "readonly", False, True),
        ("visited_on", "required", True, False),
        ("visited_on", "valid", True, False),
    ]


def test_a_difference_needs_a_reason_for_its_own_node(capsys):
    theirs = points.Comparison(
        2,
        [
            points.Difference(3, 29, "towns", "value", "", "logishin"),
            points.Difference(3, 29, "towns", "required", ours=True, theirs=False),
        ],
    )
    assert replay.report("cascade", theirs, replay.Reasons()) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "cascade: 2 points, 0.000% agree"
    assert said[3:] == [
        "  1 times, first at seed 3, step 29, towns, required: ours True, the oracle's False",
        "    NOT EXPLAINED",
    ]


def test_numbers_are_compared_as_numbers_and_texts_as_texts():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label |
        | | decimal | share | Share |
        | | text | word | Word |
        """
    )
    ours = {"share": [True, "3", *[None] * 4], "word": [True, "3", *[None] * 4]}
    theirs = {"share": [True, "3.0", *[None] * 4], "word": [True, "3.0", *[None] * 4]}
    found = points.compare(form, 1, [ours], [theirs])
    assert found.differences == [points.Difference(1, 0, "word", "value", "3", "3.0")]


# -- faults that the replay showed ----------------------------------------------------------


def test_the_end_is_blank_until_the_record_is_saved():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | relevant |
        | | start | began | | |
        | | end | ended | | |
        | | text | early | Early | ${ended} = '' |
        | | text | late | Late | ${ended} != '' |
        """
    )
    person = Person(form)
    assert person.says("да") == "card"
    person.env = an_env(now=NOW + timedelta(hours=1))
    assert person.submission == {
        "began": "2026-10-15T09:28:00.000+03:00",
        "ended": "2026-10-15T10:28:00.000+03:00",
        "early": "да",
    }
    saved = etree.fromstring(engine.instance_xml(form, person.draft, person.env))
    assert saved.findtext("ended") == "2026-10-15T10:28:00.000+03:00"


def test_a_read_only_group_is_read_only_throughout():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | read_only | default |
        | | select_one yn | locked | Locked? | | |
        | | begin_group | outer | Outer | ${locked} = 'y' | |
        | | begin_group | inner | Inner | | |
        | | text | fixed | Fixed | | given |
        | | text | open | Open | | |
        | | end_group | | | | |
        | | begin_repeat | row | Row | | |
        | | text | cell | Cell | | c |
        | | end_repeat | | | | |
        | | end_group | | | | |
        | choices | | | |
        | | list_name | name | label |
        | | yn | y | Yes |
        | | yn | n | No |
        """
    )
    person = Person(form)
    assert person.says(Picked("y")) == "outer/inner/fixed"
    assert person.ask.kind == "note"
    assert person.does("keep") == "outer/inner/open"
    assert person.ask.kind == "note"
    assert person.does("keep") == "outer/row[1]/cell"
    assert person.does("keep") == "card"
    rows = engine.card(form, person.draft, person.env).rows
    assert [row.path for row in rows if row.can_change] == ["locked"]
    with pytest.raises(StaleAnswerError):
        person.does("change", "outer/inner/fixed")
    card = person.turn
    assert isinstance(card, Card)
    assert ([row.instance for row in card.rows], card.repeats) == ([""] * 4, ())
    for move in ("add", "remove"):
        with pytest.raises(StaleAnswerError):
            person.does(move, "outer/row" if move == "add" else "outer/row[1]")
    person.does("change", "locked")
    assert person.says(Picked("n")) == "outer/row + 1"


def test_an_instance_of_a_counted_repeat_is_not_removed():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | repeat_count |
        | | integer | people | People | |
        | | begin_repeat | person | Person | ${people} |
        | | text | name | Name | |
        | | begin_repeat | phone | Phone | |
        | | text | number | Number | |
        | | end_repeat | | | |
        | | end_repeat | | | |
        """
    )
    person = Person(form)
    person.says("2", "Анна", "111")
    person.does("finish")
    person.says("Вера", "222")
    person.does("finish")
    rows = engine.card(form, person.draft, person.env).rows
    assert [(row.path, row.instance) for row in rows] == [
        ("people", ""),
        ("person[1]/name", ""),
        ("person[1]/phone[1]/number", "person[1]/phone[1]"),
        ("person[2]/name", ""),
        ("person[2]/phone[1]/number", "person[2]/phone[1]"),
    ]
    before = person.draft
    with pytest.raises(StaleAnswerError):
        person.does("remove", "person[1]")
    assert person.draft == before
    person.does("remove", "person[1]/phone[1]")
    assert [p["name"] for p in person.submission["person"]] == ["Анна", "Вера"]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("12,50", "12.5"), ("12.5", "12.5"), ("100", "100"), ("0,0", "0"), ("0,05", "0.05")],
)
def test_a_decimal_is_stored_without_needless_zeros(typed, stored):
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | decimal | share | Share | |
        | | calculate | said | | concat('=', ${share}) |
        """
    )
    person = Person(form)
    person.says(typed)
    assert person.draft.values == {"share": stored, "said": f"={stored}"}
