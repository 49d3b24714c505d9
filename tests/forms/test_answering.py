"""What people type, press and send, and what each question type makes of it."""

import pytest
from asking import Person, a_form, an_env

from bot.errors import BadAnswerError
from bot.forms import engine
from bot.forms.choices import Instances
from bot.forms.env import Item, Items
from bot.forms.errors import StaleAnswerError, UnclearChoiceError
from bot.forms.given import Media, Picked, Point, Ticked
from bot.forms.turns import Ask

CHOICES = """
| choices | | | | | |
| | list_name | name | label::Русский (ru) | label::Беларуская (be) | g |
| | wifi | y | Да | Так | 1 |
| | wifi | n | Нет | Не | 1 |
| | wifi | s | С перебоями | З перабоямі | 2 |
"""


def a_question(kind, *, more_headers="", more_cells="", choices=CHOICES):
    return a_form(
        f"""
        | survey | | | | {"| " * more_headers.count("|")}
        | | type | name | label::Русский (ru) | label::Беларуская (be) | {more_headers}
        | | {kind} | q | Вопрос | Пытанне | {more_cells}
        {choices}
        """
    )


def answered(kind, given, **options):
    person = Person(a_question(kind, **options))
    assert person.says(given) == "card"
    return person.submission["q"]


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        ("text", "  слово ", "слово"),
        ("text", "a\x00b\x1bc\nd", "abc\nd"),
        ("barcode", "4810000", "4810000"),
        ("integer", "1 240", 1240),
        ("integer", "-5", -5),
        ("decimal", "12,5", 12.5),
        ("decimal", "1 240.50", 1240.5),
        ("date", "5.03", "2026-03-05"),
        ("date", "вчера", "2026-10-14"),
        ("date", Picked("2026-10-01"), "2026-10-01"),
        ("time", "9:30", "09:30:00.000"),
        ("dateTime", "5.03.2026 9:30", "2026-03-05T09:30:00.000+03:00"),
        ("geopoint", Point(53.083, 25.317, accuracy=12), "53.083 25.317 0 12"),
        ("geopoint", "53,083; 25,317", "53.083 25.317 0 0"),
        ("select_one wifi", "Да", "y"),
        ("select_one wifi", "так", "y"),
        ("select_one wifi", "s", "s"),
        ("select_one wifi", "2", "n"),
        ("select_one wifi", "перебоями", "s"),
        ("select_one wifi", Picked("n"), "n"),
        ("select_multiple wifi", "нет, да", ["y", "n"]),
        ("select_multiple wifi", "3", ["s"]),
        ("rank wifi", "нет, с перебоями", ["n", "s", "y"]),
        ("range", "7", 7),
        ("range", Picked("3"), 3),
        ("audio", Media("v", "audio/ogg"), "v"),
        ("video", Media("v", "video/mp4"), "v"),
    ],
)
def test_answers_are_stored_as_the_standard_wants(kind, given, stored):
    assert answered(kind, given) == stored


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        ("text", "   ", "An answer is needed: type it or press a button."),
        ("text", Point(1, 2), "This question does not take a place."),
        (
            "text",
            "я" * 4001,
            "The text is too long: 4001 characters, at most 4000 fit.",
        ),
        ("geopoint", Point(99, 2), "There is no such place: check the coordinates."),
        (
            "geopoint",
            "у сельсовета",
            "A place is needed: press the location button or type it, for example 53.083, 25.317.",
        ),
        ("range", "11", "A number from 1 to 10 is needed, in steps of 1."),
        ("range", "2,5", "A number from 1 to 10 is needed, in steps of 1."),
        (
            "select_one wifi",
            "ксилофон",
            "This is not in the list: “ксилофон”. Press a button or type it differently.",
        ),
        ("rank wifi", "да", "Put all of them in order. Ranked so far: 1 of 3."),
        ("video", "слова", "A video is needed. Send it here, please."),
        ("audio", "слова", "A voice message or a sound file is needed. Send it here, please."),
        ("file", "слова", "A file is needed. Send it here, please."),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(kind, given, refusal):
    assert Person(a_question(kind)).refused(given) == refusal


def test_a_number_is_refused_with_an_example():
    refusal = Person(a_question("integer")).refused("много")
    assert "1240" in refusal
    assert "много" in refusal


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("select_one wifi", Picked("zz")),
        ("select_one wifi", Ticked("y", on=True)),
        ("select_multiple wifi", Ticked("zz", on=True)),
        ("text", Picked("y")),
    ],
)
def test_a_press_of_another_question_is_stale(kind, given):
    with pytest.raises(StaleAnswerError):
        Person(a_question(kind)).says(given)


def test_ticks_carry_the_wanted_state_and_are_stored_in_list_order():
    person = Person(a_question("select_multiple wifi"))
    person.says(Ticked("s", on=True), Ticked("s", on=True), Ticked("y", on=True))
    assert person.ask.chosen == ("y", "s")
    person.says(Ticked("s", on=False), Ticked("n", on=True), Ticked("s", on=True))
    assert person.draft.values == {}
    assert person.does("finish") == "card"
    assert person.submission == {"q": ["y", "n", "s"]}


def test_ticks_begin_from_the_stored_answer():
    person = Person(a_question("select_multiple wifi"))
    person.ticks("y", "n")
    person.does("change", "q")
    person.says(Ticked("y", on=False))
    assert person.ask.chosen == ("n",)
    person.does("back")
    assert person.submission == {"q": ["y", "n"]}
    person.does("change", "q")
    assert person.ask.chosen == ("y", "n")


def test_nothing_ticked_is_a_skip():
    person = Person(a_question("select_multiple wifi"))
    assert person.does("finish") == "card"
    assert person.submission == {}
    needed = a_question("select_multiple wifi", more_headers="required |", more_cells="yes |")
    assert "cannot be skipped" in Person(needed).refused("", move="finish")


def test_unticking_everything_empties_an_answer():
    person = Person(a_question("select_multiple wifi"))
    person.ticks("y")
    person.does("change", "q")
    person.says(Ticked("y", on=False))
    assert person.does("finish") == "card"
    assert person.submission == {}


def test_the_constraint_of_ticks_is_checked_when_they_are_closed():
    form = a_question(
        "select_multiple wifi",
        more_headers="constraint |",
        more_cells="count-selected(.) < 2 |",
    )
    person = Person(form)
    person.says(Ticked("y", on=True), Ticked("n", on=True))
    assert "does not fit" in person.refused("", move="finish")
    assert person.ask.chosen == ("y", "n")


def test_a_ranking_follows_the_taps_and_the_last_needs_none():
    person = Person(a_question("rank wifi"))
    person.says(Ticked("s", on=True), Ticked("y", on=True))
    assert person.ask.chosen == ("s", "y")
    assert person.does("finish") == "card"
    assert person.submission == {"q": ["s", "y", "n"]}
    person.does("change", "q")
    person.says(Ticked("n", on=True))
    assert person.ask.chosen == ("n",)


def test_what_fits_several_choices_is_offered():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label | required |
        | | select_one purpose | q | Q | yes |
        | choices | | | |
        | | list_name | name | label |
        | | purpose | a | Проверка работы |
        | | purpose | b | Проверка фонда |
        | | purpose | c | Другое |
        """
    )
    person = Person(form)
    with pytest.raises(UnclearChoiceError) as unclear:
        person.says("проверка")
    assert sorted(choice.name for choice in unclear.value.found) == ["a", "b"]
    assert [c.name for c in engine.search(form, person.draft, "фонд", person.env)] == ["b"]
    assert person.says("фонда") == "card"
    assert engine.search(form, person.draft, "фонд", person.env) == ()


def test_labels_follow_the_language_of_the_person():
    form = a_question("select_one wifi")
    labels = {}
    for language in ("ru", "be", "en"):
        turn = Person(form, env=an_env(language=language)).turn
        assert isinstance(turn, Ask)
        labels[language] = (turn.label, [choice.label for choice in turn.choices])
    assert labels == {
        "ru": ("Вопрос", ["Да", "Нет", "С перебоями"]),
        "be": ("Пытанне", ["Так", "Не", "З перабоямі"]),
        "en": ("Вопрос", ["Да", "Нет", "С перебоями"]),
    }


CASCADE = """
| survey | | | | |
| | type | name | label | choice_filter |
| | select_one g | g | G | |
| | select_one c | c | C | g = ${g} |
| | select_multiple c | m | M | g = ${g} |
| choices | | | |
| | list_name | name | label | g |
| | g | 1 | Первая | |
| | g | 2 | Вторая | |
| | c | a | A | 1 |
| | c | b | B | 2 |
| | c | d | D | 1 |
"""


def test_a_choice_that_is_no_longer_offered_is_cleared_and_asked_again():
    person = Person(a_form(CASCADE))
    person.says(Picked("1"), Picked("a"))
    assert [choice.name for choice in person.ask.choices] == ["a", "d"]
    assert person.ticks("a", "d") == "card"
    person.does("change", "g")
    assert person.says(Picked("2")) == "c"
    assert person.submission == {"g": "2"}
    assert [choice.name for choice in person.ask.choices] == ["b"]


def test_a_name_that_the_list_lacks_is_shown_as_it_is():
    person = Person(a_question("select_one wifi"), prefilled={"q": "gone"})
    assert person.card == ["Вопрос: gone"]


def test_choices_may_be_earlier_answers():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label |
        | | begin_repeat | r | R |
        | | text | who | Who |
        | | end_repeat | | |
        | | select_one ${who} | head | Head |
        """
    )
    person = Person(form)
    person.says("Anna", "Jan")
    assert person.does("finish") == "head"
    assert [(c.name, c.label) for c in person.ask.choices] == [("Anna", "Anna"), ("Jan", "Jan")]
    assert person.says("jan") == "card"
    assert person.card[-1] == "Head: Jan"
    person.does("remove", "r[2]")
    assert person.asked == "head"


def test_choices_are_shuffled_the_same_way_for_one_draft():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | parameters |
        | | select_one c | q | Q | randomize=true |
        | choices | | | |
        | | list_name | name | label |
        | | c | a | A |
        | | c | b | B |
        | | c | d | D |
        | | c | e | E |
        """
    )
    orders = {
        tuple(choice.name for choice in Person(form, env=an_env(seed=seed)).ask.choices)
        for seed in range(12)
    }
    assert len(orders) > 3
    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "d", "e")}


def test_labels_of_choices_may_be_computed():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label |
        | | text | who | Who |
        | | select_one c | q | Q |
        | choices | | | |
        | | list_name | name | label |
        | | c | a | Yes, ${who} |
        | | c | b | No |
        """
    )
    person = Person(form)
    person.says("Anna")
    assert [choice.label for choice in person.ask.choices] == ["Yes, Anna", "No"]
    person.says(Picked("a"))
    assert person.card == ["Who: Anna", "Q: Yes, Anna"]


def test_another_choice_asks_for_words_in_russian():
    form = a_form(
        """
        | survey | | | |
        | | type | name | label |
        | | select_one c or_other | q | Q |
        | choices | | | |
        | | list_name | name | label |
        | | c | a | A |
        """
    )
    person = Person(form)
    assert [choice.label for choice in person.ask.choices] == ["A", "Другое"]
    assert person.says("другое") == "q_other"
    assert person.ask.label == "Уточните"


ATTACHED = """
| survey | | | | | | |
| | type | name | label | calculation | choice_filter | parameters |
| | text | g | G | | | |
| | select_one_from_file villages.csv | v | V | | g = ${g} | |
| | select_one_from_file villages.csv | w | W | | | value=code label=be |
| | calculate | head | | pulldata('villages', 'head', 'name', ${v}) | | |
| | calculate | shown | | jr:choice-name(${v}, '${v}') | | |
"""
VILLAGES = Items(
    [
        Item("v1", {"": "Первая"}, {"g": "x", "head": "Анна", "code": "1", "be": "Першая"}),
        Item("v2", {"": "Вторая"}, {"g": "y", "head": "Янка", "code": "2", "be": "Другая"}),
    ]
)


def test_attached_lists_are_filtered_named_and_looked_up():
    person = Person(a_form(ATTACHED, {"villages": VILLAGES}))
    assert person.says("y") == "v"
    assert [(c.name, c.label) for c in person.ask.choices] == [("v2", "Вторая")]
    assert person.says("вторая") == "w"
    assert [(c.name, c.label) for c in person.ask.choices] == [("1", "Першая"), ("2", "Другая")]
    assert person.says("першая") == "card"
    assert person.submission == {"g": "y", "v": "v2", "w": "1", "head": "Янка", "shown": "Вторая"}
    assert person.card == ["G: y", "V: Вторая", "W: Першая"]


def test_a_list_that_nobody_serves_is_empty():
    person = Person(a_form(ATTACHED))
    assert person.says("y") == "v"
    assert person.ask.choices == ()
    with pytest.raises(BadAnswerError):
        person.says("вторая")


def test_a_choice_on_another_question_has_its_name_there():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | select_one c | q | Q | |
        | | calculate | name | | jr:choice-name(${q}, '${q}') |
        | | calculate | none | | jr:choice-name('a', '/form_/zz') |
        | choices | | | |
        | | list_name | name | label |
        | | c | a | A |
        """
    )
    person = Person(form)
    person.says("a")
    assert person.submission == {"q": "a", "name": "A", "none": "a"}


def test_a_range_gives_its_values_where_they_are_few():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | parameters |
        | | range | a | A | start=1;end=5;step=0.5 |
        | | range | b | B | start=0;end=100;step=1 |
        | | range | c | C | start=4;end=0;step=2 |
        """
    )
    person = Person(form)
    assert person.ask.range.values() == (
        "1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5",
    )  # fmt: skip
    assert person.says("4,5") == "b"
    assert person.ask.range.values() == ()
    assert person.says("100") == "c"
    assert person.ask.range.values() == ("4", "2", "0")
    assert person.refused("3") == "A number from 4 to 0 is needed, in steps of 2."
    assert person.says("2") == "card"
    assert person.submission == {"a": 4.5, "b": 100, "c": 2}


def test_secondary_instances_are_read_by_name_only():
    form = a_form(ATTACHED, {"villages": VILLAGES})
    instances = Instances(form, an_env())
    assert sorted(instances) == ["villages"]
    assert len(instances) == 1
    assert len(instances["villages"][0]) == 2
    assert "libraries" in instances
    assert "zz" not in instances


def test_a_lookup_may_name_its_key_as_a_number():
    form = a_form(
        """
        | survey | | | | |
        | | type | name | label | calculation |
        | | calculate | head | | pulldata('villages', 'head', 'code', 2) |
        | | calculate | none | | pulldata('villages.csv', 'zz', 'code', 2.5) |
        | | text | a | A | |
        """,
        {"villages": VILLAGES},
    )
    assert Person(form).draft.values == {"head": "Янка"}
