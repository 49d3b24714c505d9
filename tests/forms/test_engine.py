"""The engine's rules on small forms: order, defaults, skips, going back, groups, repeats."""

import logging
from datetime import timedelta

import pytest
from asking import NOW, Person, a_form, an_env

from bot.errors import BadAnswerError
from bot.forms import engine
from bot.forms.errors import StaleAnswerError
from bot.forms.given import Media, Picked, Ticked
from bot.forms.turns import AskMore, Card

PLAIN = """
| survey | | | | | | | | |
| | type | name | label | default | required | relevant | appearance | constraint |
| | text | a | A | | yes | | | |
| | integer | b | B | 14 | | | confirm | . > 0 |
| | integer | c | C | 3 | | | | |
| | text | d | D | | | ${a} = 'yes' | | |
| | note | n | Read ${a} | | | | | |
| | text | e | E | | | | | |
"""


def test_the_first_relevant_question_without_an_answer_is_asked():
    person = Person(a_form(PLAIN))
    assert person.asked == "a"
    assert person.says("yes") == "b"
    assert person.does("keep") == "d"
    assert person.says("dd") == "n"
    assert person.ask.label == "Read yes"
    assert person.does("keep") == "e"
    assert person.does("skip") == "card"
    assert person.card == ["A: yes", "B: 14", "C: 3", "D: dd", "E: "]
    assert person.submission == {"a": "yes", "b": 14, "c": 3, "d": "dd"}


def test_a_default_is_asked_only_for_confirmation():
    person = Person(a_form(PLAIN))
    person.says("no")
    assert (person.asked, person.ask.value, person.ask.can_keep) == ("b", "14", True)
    assert person.says("15") == "n"
    assert person.draft.values["b"] == "15"


def test_a_skip_does_not_erase_a_default():
    person = Person(a_form(PLAIN))
    person.says("no")
    assert person.does("skip") == "n"
    assert person.draft.values["b"] == "14"
    person.does("change", "c")
    person.does("skip")
    assert person.draft.values["c"] == "3"


def test_a_skip_of_an_earlier_answer_erases_it():
    person = Person(a_form(PLAIN))
    person.says("yes")
    person.does("keep")
    person.says("dd")
    person.does("change", "d")
    person.does("skip")
    assert "d" not in person.draft.values


def test_a_required_question_is_not_skipped():
    person = Person(a_form(PLAIN))
    assert not person.ask.can_skip
    assert (
        person.refused("", move="skip")
        == "This question cannot be skipped: the record needs its answer."
    )


def test_an_answer_that_became_irrelevant_returns_with_its_relevance():
    person = Person(a_form(PLAIN))
    person.says("yes")
    person.does("keep")
    person.says("dd")
    person.does("change", "a")
    person.says("no")
    assert "d" not in person.submission
    person.does("change", "a")
    person.says("yes")
    assert person.submission["d"] == "dd"


def test_going_back_asks_earlier_answers_again_in_order():
    person = Person(a_form(PLAIN))
    person.says("yes")
    person.does("keep")
    assert person.says("dd") == "n"
    assert person.does("back") == "d"
    assert person.does("back") == "b"
    assert person.does("back") == "a"
    assert not person.ask.can_go_back
    assert person.ask.is_change
    assert person.does("keep") == "b"
    assert person.does("keep") == "d"
    assert person.says("other") == "n"
    assert person.draft.values["d"] == "other"


def test_going_back_from_the_card_asks_the_last_question():
    person = Person(a_form(PLAIN), prefilled={"a": "no", "e": "x"})
    person.does("keep")
    assert person.does("keep") == "card"
    assert person.does("back") == "e"


def test_going_back_from_a_change_leaves_the_answer():
    person = Person(a_form(PLAIN), prefilled={"a": "no", "e": "x"})
    person.does("keep")
    person.does("keep")
    before = person.draft
    assert person.does("change", "a") == "a"
    assert person.does("back") == "card"
    assert person.draft == before


def test_numbers_count_what_is_asked_on_the_present_way():
    person = Person(a_form(PLAIN))
    assert (person.ask.number, person.ask.total) == (1, 3)
    person.says("yes")
    assert (person.ask.number, person.ask.total) == (2, 4)
    person.does("keep")
    person.says("dd")
    assert (person.ask.kind, person.ask.number, person.ask.total) == ("note", 4, 4)


@pytest.mark.parametrize("move", ["back", "finish"])
def test_a_move_out_of_place_is_stale(move):
    with pytest.raises(StaleAnswerError):
        Person(a_form(PLAIN)).does(move)


@pytest.mark.parametrize(
    ("move", "path"),
    [("change", "n"), ("change", "zz"), ("add", "a"), ("remove", "a"), ("open_later", "zz")],
)
def test_a_move_to_nowhere_is_stale(move, path):
    with pytest.raises(StaleAnswerError):
        Person(a_form(PLAIN)).does(move, path)


def test_a_card_takes_no_answer_skip_or_keep():
    person = Person(a_form(PLAIN), prefilled={"a": "no", "e": "x"})
    person.does("keep")
    assert person.does("keep") == "card"
    for move in ("skip", "keep"):
        with pytest.raises(StaleAnswerError):
            person.does(move)
    with pytest.raises(StaleAnswerError):
        person.says("x")


def test_a_question_without_a_value_cannot_be_kept():
    with pytest.raises(StaleAnswerError):
        Person(a_form(PLAIN)).does("keep")


def test_an_old_draft_does_not_change_when_a_new_one_is_made():
    person = Person(a_form(PLAIN))
    old = person.draft
    before = old.dump()
    person.says("yes")
    assert old.dump() == before
    assert engine.current(person.form, old, person.env).path == "a"


def test_a_prefilled_answer_that_breaks_its_rule_is_asked_with_the_reason():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | constraint | constraint_message |
        | | integer | a | A | . <= ${b} or ${b} = '' | A is at most B |
        | | integer | b | B | | |
        """
    )
    person = Person(form, prefilled={"a": "5"})
    assert person.says("3") == "a"
    assert (person.ask.problem, person.ask.can_keep) == ("A is at most B", False)
    assert person.refused("", move="keep") == "A is at most B"
    assert person.says("2") == "card"


def test_a_rule_without_a_message_gets_ours():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | constraint |
        | | integer | a | A | . > 5 |
        """
    )
    ours = "This answer does not fit the form's rule. Check it, please."
    assert Person(form).refused("5") == ours


def test_a_required_message_of_the_form_is_used():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | required | required_message |
        | | integer | a | A | yes | Без {числа} нельзя |
        """
    )
    assert Person(form).refused("", move="skip") == "Без {числа} нельзя"


def test_calculations_settle_whatever_their_order():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | calculation | relevant |
        | | calculate | total | | ${half} * 2 | |
        | | calculate | half | | ${x} + 1 | |
        | | integer | x | X | | |
        | | text | y | Y | | ${total} > 10 |
        """
    )
    assert not form.looks_back_only
    person = Person(form)
    assert person.says("7") == "y"
    assert person.submission == {"total": "16", "half": "8", "x": 7}


def test_a_visible_calculation_is_shown_as_a_note_and_not_changed():
    form = a_form(
        """
        | survey | | | | | | |
        | | type | name | label | calculation | read_only | default |
        | | integer | x | X | | | |
        | | integer | y | Twice | ${x} * 2 | yes | |
        | | text | z | Fixed | | yes | so |
        """
    )
    person = Person(form)
    assert person.says("7") == "y"
    assert (person.ask.kind, person.ask.value, person.ask.can_skip) == ("note", "14", False)
    assert person.does("keep") == "z"
    assert person.does("skip") == "card"
    rows = engine.card(form, person.draft, person.env).rows
    changeable = [(row.name, row.can_change) for row in rows]
    assert changeable == [("x", True), ("y", False), ("z", False)]


def test_circular_calculations_end_and_are_logged(caplog):
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | calculate | a | | coalesce(${b}, 0) + 1 |
        | | calculate | b | | coalesce(${a}, 0) + 1 |
        | | integer | x | X | |
        """
    )
    with caplog.at_level(logging.WARNING):
        draft = engine.start(form, an_env())
    assert draft.values["a"]
    assert "do not settle" in caplog.text


def test_a_fault_in_an_expression_is_a_blank_and_a_log_entry(caplog):
    form = a_form(
        """
        | survey | | | | | | |
        | | type | name | label | calculation | relevant | choice_filter |
        | | calculate | a | | jr:itext('x') | | |
        | | text | b | B | | jr:itext('x') = 1 | |
        | | select_one c | d | D | | | jr:itext('x') = name |
        | | text | e | E | | | |
        | choices | | | |
        | | list_name | name | label |
        | | c | x | X |
        """
    )
    with caplog.at_level(logging.WARNING):
        person = Person(form)
        assert person.asked == "d"
    assert person.draft.values == {}
    assert person.ask.choices == ()
    assert "jr:itext" in caplog.text


def test_preloads_and_the_moment_of_saving():
    form = a_form(
        """
        | survey | | |
        | | type | name | label |
        | | start | began | |
        | | end | ended | |
        | | today | day | |
        | | username | who | |
        | | deviceid | phone | |
        | | text | a | A |
        """
    )
    person = Person(form)
    person.says("x")
    later = an_env(now=NOW + timedelta(minutes=5))
    assert engine.submission(form, person.draft, later) == {
        "began": "2026-10-15T09:28:00.000+03:00",
        "ended": "2026-10-15T09:33:00.000+03:00",
        "day": "2026-10-15",
        "who": "3",
        "a": "x",
    }


def test_a_dynamic_default_reads_what_stands_before_it():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | default | calculation |
        | | username | who | | | |
        | | calculate | twice | | | concat(${who}, ${who}) |
        | | text | a | A | ${twice} | |
        """
    )
    person = Person(form)
    assert (person.asked, person.draft.values["a"]) == ("card", "33")


def test_a_trigger_sets_its_target_when_the_answer_changes():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | calculation | trigger |
        | | integer | x | X | | |
        | | calculate | changed | | now() | ${x} |
        | | text | y | Y | ${x} + 1 | ${x} |
        """
    )
    person = Person(form)
    assert person.says("1") == "card"
    assert person.draft.values["y"] == "2"
    assert person.draft.values["changed"].startswith("2026-10-15T09:28")
    person.does("change", "y")
    person.says("own words")
    person.does("change", "x")
    person.says("1")
    assert person.draft.values["y"] == "own words"
    person.does("change", "x")
    person.says("2")
    assert person.draft.values["y"] == "3"


REPEAT = """
| survey | | | | | | |
| | type | name | label | relevant | repeat_count | calculation | required |
| | begin_repeat | child | Child | | | | |
| | text | name | Name | | | | |
| | integer | age | Age | ${name} != '' | | | yes |
| | calculate | place | | | | position(..) | |
| | end_repeat | | | | | | |
| | calculate | count | | | | count(${child}) | |
| | calculate | sum | | | | sum(${age}) | |
"""


def test_a_repeat_begins_with_one_instance_and_asks_for_more():
    person = Person(a_form(REPEAT))
    assert person.asked == "child[1]/name"
    assert person.ask.headings == ("Child 1",)
    assert person.says("Anna", "5") == "child + 1"
    turn = person.turn
    assert isinstance(turn, AskMore)
    assert (turn.label, turn.limit, turn.can_go_back) == ("Child", 50, True)
    assert person.does("add", "child") == "child[2]/name"
    assert person.says("Jan", "7") == "child + 2"
    assert person.does("back") == "child[2]/age"
    assert person.does("keep") == "child + 2"
    assert person.does("finish") == "card"
    assert person.submission == {
        "child": [
            {"name": "Anna", "age": 5, "place": "1"},
            {"name": "Jan", "age": 7, "place": "2"},
        ],
        "count": "2",
        "sum": "12",
    }


def test_a_typed_answer_after_a_repeat_begins_the_next_instance():
    person = Person(a_form(REPEAT))
    person.says("Anna", "5")
    assert person.says("Jan") == "child[2]/age"


def test_skipping_a_repeat_ends_it():
    person = Person(a_form(REPEAT))
    person.says("Anna", "5")
    assert person.does("skip") == "card"


def test_an_instance_is_removed_and_the_later_ones_move_up():
    person = Person(a_form(REPEAT))
    person.says("Anna", "5", "Jan", "7", "Ivan", "9")
    person.does("finish")
    assert person.does("remove", "child[2]") == "card"
    assert [row["name"] for row in person.submission["child"]] == ["Anna", "Ivan"]
    assert person.submission["child"][1]["place"] == "2"
    assert person.submission["sum"] == "14"
    with pytest.raises(StaleAnswerError):
        person.does("remove", "child[3]")


def test_a_repeat_grows_again_from_the_card():
    person = Person(a_form(REPEAT))
    person.says("Anna", "5")
    person.does("finish")
    card = person.turn
    assert isinstance(card, Card)
    assert [(part.path, part.count) for part in card.repeats] == [("child", 1)]
    assert person.does("add", "child") == "child[2]/name"


def test_a_repeat_has_a_cap():
    person = Person(a_form(REPEAT), env=an_env(repeat_limit=2))
    person.says("Anna", "5", "Jan")
    assert person.says("7") == "card"
    with pytest.raises(BadAnswerError, match="No more can be added here"):
        engine.add(person.form, person.draft, "child", person.env)


def test_an_empty_instance_is_not_submitted():
    person = Person(a_form(REPEAT))
    person.does("skip")
    person.does("finish")
    assert person.submission["child"] == [{"place": "1"}]


COUNTED = """
| survey | | | | | |
| | type | name | label | repeat_count | relevant | default |
| | integer | n | N | | | |
| | begin_repeat | r | R ${n} | ${n} | ${n} > 1 | |
| | integer | m | M | | | ${n} |
| | begin_repeat | s | S | ${m} | | |
| | text | t | T of ${m} | | | |
| | end_repeat | | | | | |
| | end_repeat | | | | | |
"""


def test_a_counted_repeat_has_as_many_instances_as_its_count():
    person = Person(a_form(COUNTED))
    assert person.says("2") == "r[1]/s[1]/t"
    assert person.ask.label == "T of 2"
    assert person.ask.headings == ("R 2 1", "S 1")
    assert person.draft.counts == {"r": 2, "r[1]/s": 2, "r[2]/s": 2}
    assert person.says("a", "b", "c", "d") == "card"
    person.does("change", "n")
    assert person.says("3") == "r[3]/s[1]/t"
    person.does("change", "n")
    assert person.says("1") == "card"
    assert person.submission == {"n": 1}


def test_a_huge_count_is_capped():
    person = Person(a_form(COUNTED))
    assert person.says("770000000") == "r[1]/s[1]/t"
    assert person.draft.counts["r"] == 50


def test_a_repeat_that_is_not_relevant_does_not_ask_for_more():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | relevant |
        | | select_one yn | has | Has? | |
        | | begin_repeat | r | R | ${has} = 'y' |
        | | text | t | T | |
        | | end_repeat | | | |
        | choices | | | |
        | | list_name | name | label |
        | | yn | y | Да |
        | | yn | n | Нет |
        """
    )
    person = Person(form)
    assert person.says("нет") == "card"
    person.does("change", "has")
    assert person.says("да") == "r[1]/t"


def test_a_group_gives_headings_and_a_field_list_its_panel():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | appearance |
        | | begin_group | g | Figures | field-list |
        | | integer | a | A | counter |
        | | integer | b | B | counter |
        | | end_group | | | |
        """
    )
    person = Person(form)
    assert person.ask.headings == ("Figures",)
    assert [(row.path, row.value) for row in person.ask.panel] == [("g/a", ""), ("g/b", "")]
    assert person.says("4", path="g/b") == "g/a"
    assert person.says("3") == "card"
    assert person.submission == {"g": {"a": 3, "b": 4}}


def test_an_answer_to_another_question_leaves_the_person_where_they_are():
    person = Person(a_form(PLAIN))
    person.says("x", path="e")
    assert person.asked == "a"
    with pytest.raises(StaleAnswerError):
        person.says("x", path="d")


def test_the_instance_holds_relevant_nodes_only():
    person = Person(a_form(PLAIN), prefilled={"a": "no", "e": "x"})
    xml = engine.instance_xml(person.form, person.draft, person.env)
    name = xml.partition("<instanceID>")[2].partition("<")[0]
    assert xml == (
        '<form_ id="data"><a>no</a><b>14</b><c>3</c><n/><e>x</e>'
        f"<meta><instanceID>{name}</instanceID></meta></form_>"
    )
    assert name.startswith("uuid:")


def test_a_nested_later_group_is_opened_by_its_parts():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | appearance |
        | | text | a | A | |
        | | begin_group | more | More | later |
        | | begin_group | inner | Inner | |
        | | text | b | B | |
        | | text | c | C | |
        | | end_group | | | |
        | | end_group | | | |
        """
    )
    person = Person(form)
    assert person.says("x") == "card"
    assert person.does("open_later", "more/inner") == "more/inner/b"
    assert person.does("back") == "card"
    assert person.does("open_later", "more/inner") == "more/inner/b"
    assert person.says("y") == "more/inner/c"
    assert person.does("back") == "more/inner/b"
    assert person.does("back") == "card"
    assert person.does("open_later", "more/inner/b") == "more/inner/b"
    assert person.ask.is_change


@pytest.mark.parametrize(
    ("calculation", "looks_back"),
    [
        ("${b} + 1", True),
        ("../b + 1", True),
        ("/form_/a", True),
        ("/other/b", True),
        ("sum(/form_/r/b)", False),
        ("sum(../../r/b)", False),
        ("indexed-repeat(${b}, ${r}, position(..) + 1)", False),
        ("${z} + 1", False),
    ],
)
def test_a_rule_that_reads_later_instances_looks_ahead(calculation, looks_back):
    form = a_form(
        f"""
        | survey | | | | |
        | | type | name | label | calculation |
        | | text | a | A | |
        | | begin_repeat | r | R | |
        | | integer | b | B | |
        | | calculate | c | | {calculation} |
        | | end_repeat | | | |
        | | text | z | Z | |
        """
    )
    assert form.looks_back_only is looks_back


def test_sums_over_a_repeat_settle_in_every_instance():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | begin_repeat | r | R | |
        | | integer | b | B | |
        | | calculate | twice | | ${b} * 2 |
        | | calculate | all | | sum(/form_/r/twice) |
        | | end_repeat | | | |
        """
    )
    person = Person(form)
    person.says("1", "2", "3")
    person.does("finish")
    assert [row["all"] for row in person.submission["r"]] == ["12", "12", "12"]


def test_the_same_chance_after_a_reload():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | calculate | r | | random() |
        | | text | a | A | |
        """
    )
    first = Person(form)
    first.says("x")
    assert Person(form).draft.values["r"] == first.draft.values["r"]
    assert Person(form, env=an_env(seed=18)).draft.values["r"] != first.draft.values["r"]


def test_media_names_are_stored_and_a_file_may_be_anything():
    form = a_form(
        """
        | survey | | |
        | | type | name | label |
        | | image | i | I |
        | | file | f | F |
        """
    )
    person = Person(form)
    assert person.refused(Media("v", "video/mp4")) == "A photo is needed. Send it here, please."
    assert person.refused("слова") == "A photo is needed. Send it here, please."
    assert person.says(Media("p", "image/png")) == "f"
    assert person.says(Media("d", "application/pdf")) == "card"
    assert person.submission == {"i": "p", "f": "d"}


def test_an_acknowledgement_is_pressed_or_typed():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label | required |
        | | acknowledge | ok | Read? | yes |
        """
    )
    assert Person(form).says(Picked("OK")) == "card"
    assert Person(form).says("да") == "card"


def test_a_tick_where_none_belongs_is_stale():
    person = Person(a_form(REPEAT))
    with pytest.raises(StaleAnswerError):
        person.says(Ticked("x", on=True))
    person.says("Anna", "5")
    with pytest.raises(StaleAnswerError):
        person.says(Ticked("x", on=True))
    with pytest.raises(StaleAnswerError):
        person.does("keep")


def test_files_that_belong_to_a_question_follow_the_language():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label::Русский (ru) | label::Беларуская (be) | image::Русский (ru) |
        | | text | a | А | - | map.png |
        """
    )
    person = Person(form, env=an_env(language="be"))
    assert (person.ask.label, dict(person.ask.media)) == ("А", {"image": "map.png"})


def test_a_group_behind_the_card_may_hold_repeats_of_groups():
    form = a_form(
        """
        | survey | | | | | |
        | | type | name | label | appearance | relevant |
        | | text | a | A | | |
        | | begin_group | more | | later | ${a} != 'no' |
        | | begin_repeat | r | | | |
        | | begin_group | g | G | | |
        | | text | b | B | | |
        | | end_group | | | | |
        | | end_repeat | | | | |
        | | text | c | C | | ${a} = 'c' |
        | | end_group | | | | |
        """
    )
    person = Person(form)
    person.says("x")
    card = person.turn
    assert isinstance(card, Card)
    assert [(later.label, [part.path for part in later.parts]) for later in card.later] == [
        ("more", ["more/r"])
    ]
    assert person.does("open_later", "more/r") == "more/r[1]/g/b"
    assert person.ask.headings == ("r 1", "G")
    assert person.says("b") == "more/r + 1"
    assert person.does("back") == "more/r[1]/g/b"
    person.does("keep")
    person.does("finish")
    row = engine.card(form, person.draft, person.env).rows[-1]
    assert (row.path, row.instance) == ("more/r[1]/g/b", "more/r[1]")
    person.does("change", "a")
    assert person.says("no") == "card"
    card = person.turn
    assert isinstance(card, Card)
    assert (card.later, card.repeats) == ((), ())


def test_a_rule_may_look_at_an_enclosing_group_or_anywhere():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | begin_repeat | r | R | |
        | | text | a | A | |
        | | calculate | n | | position(..) |
        | | calculate | all | | count(//a) |
        | | calculate | root | | count(/*) |
        | | end_repeat | | | |
        """
    )
    assert not form.looks_back_only
    person = Person(form)
    person.says("x", "y")
    person.does("finish")
    assert [(row["n"], row["all"], row["root"]) for row in person.submission["r"]] == [
        ("1", "2", "1"),
        ("2", "2", "1"),
    ]


def test_a_count_that_is_no_number_gives_no_instances():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | repeat_count |
        | | text | n | N | |
        | | begin_repeat | r | R | ${n} |
        | | text | t | T | |
        | | end_repeat | | | |
        """
    )
    person = Person(form)
    assert person.says("много") == "card"
    person.does("change", "n")
    assert person.says("1") == "r[1]/t"
