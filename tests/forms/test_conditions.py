"""Short conditions become XPath; XPath stays as it is; what cannot be read has its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms import expressions
from bot.forms.authoring import conditions, types
from bot.forms.authoring.lexicon import ConditionError
from bot.forms.authoring.vocabulary import MANY, ONE, OTHER, TEXT, Vocabulary

YES_NO = {"Да": "y", "Нет": "n", "Так": "y", "Не": "n", "не знаю": "dk"}
GENRES = {
    "Детектив": "det",
    "Наука и техника": "sci",
    "Наука": "s",
    "Ёмкое": "e",
}
ROOM = {"всё в порядке": "ok", "нужен мелкий ремонт": "minor", "нужен ремонт": "repair"}
WORDS = Vocabulary(
    {
        "wifi": ONE, "скорость": OTHER, "возраст": OTHER, "жанры": MANY, "имя": TEXT,
        "помещение": ONE, "users": OTHER, "visits": OTHER, "day": OTHER,
    },
    {"wifi": YES_NO, "жанры": GENRES, "помещение": ROOM},
    {"число пользователей": "users"},
)  # fmt: skip

SHOWN = [
    ("wifi = да и скорость > 50", "${wifi} = 'y' and ${скорость} > 50"),
    ("возраст от 18 до 60", "${возраст} >= 18 and ${возраст} <= 60"),
    ("жанры содержит детектив", "selected(${жанры}, 'det')"),
    ("жанры змяшчае емкое", "selected(${жанры}, 'e')"),
    ("wifi = так або wifi = не", "${wifi} = 'y' or ${wifi} = 'n'"),
    (
        "помещение = нужен ремонт или wifi=не знаю",
        "${помещение} = 'repair' or ${wifi} = 'dk'",
    ),
    (
        "жанры содержит наука и техника и wifi = нет",
        "selected(${жанры}, 'sci') and ${wifi} = 'n'",
    ),
    ("жанры не содержит наука", "not(selected(${жанры}, 's'))"),
    ("не wifi = да", "not(${wifi} = 'y')"),
    ("не (wifi = да или скорость = 5)", "not((${wifi} = 'y' or ${скорость} = 5))"),
    ("если wifi = да", "${wifi} = 'y'"),
    ("wifi = y", "${wifi} = 'y'"),
    ("wifi = 'Да'", "${wifi} = 'y'"),
    ("wifi != да", "${wifi} != 'y'"),
    ("wifi не равно да", "${wifi} != 'y'"),
    ("wifi = ''", "${wifi} = ''"),
    ("wifi = помещение", "${wifi} = ${помещение}"),
    ("${wifi} = да", "${wifi} = 'y'"),
    ("скорость > 0,5", "${скорость} > 0.5"),
    ("скорость больше 1 000", "${скорость} > 1000"),
    ("скорость не больше 5 и не возраст > 5", "${скорость} <= 5 and not(${возраст} > 5)"),
    ("скорость между 5 и 10 и wifi = да", (
        "${скорость} >= 5 and ${скорость} <= "
        "10 and ${wifi} = 'y'"
    )),
    ("скорость from 5 to 10", "${скорость} >= 5 and ${скорость} <= 10"),
    ("скорость до 5", "${скорость} <= 5"),
    ("скорость от -5", "${скорость} >= -5"),
    ("имя содержит «анн»", "contains(${имя}, 'анн')"),
    ("имя = «О'Нил»", "${имя} = \"О'Нил\""),
    ("имя пусто", "${имя} = ''"),
    ("имя не пусто", "${имя} != ''"),
    ("day >= 01.09.2026 и day <= 2026-12-31", (
        "${day} >= date('2026-09-01') and ${day} "
        "<= date('2026-12-31')"
    )),
    ("day = сегодня", "${day} = today()"),
    ("visits / users", "${visits} div ${users}"),
    ("visits div users", "${visits} div ${users}"),
    ("(users + visits) / 2 - 1", "(${users} + ${visits}) div 2 - 1"),
    ("если(wifi = да, 1, 0)", "if(${wifi} = 'y', 1, 0)"),
    ("сегодня()", "today()"),
    ("selected(жанры, детектив)", "selected(${жанры}, 'det')"),
    ("visits >= прошлое(users)", "${visits} >= ${last-saved#users}"),
]  # fmt: skip
CHECKED = [
    ("> 0", ". > 0"),
    ("от 0 до 100", ". >= 0 and . <= 100"),
    ("ад 0 да 100", ". >= 0 and . <= 100"),
    ("не больше users", ". <= ${users}"),
    ("не больше 5 и не меньше 1", ". <= 5 and . >= 1"),
    ("не менш за 0", ". >= 0"),
    ("не позже сегодня", ". <= today()"),
    ("ответ > users", ". > ${users}"),
    (". > прошлое * 1,3", ". > ${last-saved#visits} * 1.3"),
]


@pytest.mark.parametrize(("written", "xpath"), SHOWN)
def test_a_short_condition_becomes_xpath(written, xpath):
    assert conditions.translate(written, WORDS, "visits") == xpath


@pytest.mark.parametrize(("written", "xpath"), CHECKED)
def test_a_check_may_begin_with_a_sign(written, xpath):
    assert conditions.translate(written, WORDS, "visits", has_answer=True) == xpath


@pytest.mark.parametrize(
    "source",
    [
        "${wifi} = 'y' and ${скорость} > 5",
        ". <= today()",
        "${a} = null",
        "${wifi} == 1",
        "if(${a} > 5; 1; 2)",
        "../users > 5",
        "count(${жанры}) > 1",
        "'wifi = да'",
        "5",
    ],
)
def test_xpath_is_never_touched(source):
    assert conditions.translate(source, WORDS, "visits") == source


REFUSED = [
    ("wifi == да", 6, "Write “=” instead of “==”."),
    ("wifi нет", 1, "Write “wifi = нет” instead of “wifi нет”."),
    ("wifi = да " + "и wifi = да " * 300, 1, "The condition is too long to be read."),
    ("wifi = может быть", 8, "“wifi” has no answer “может быть”. There are: Да, Нет, не знаю."),
    ("жанры = наука", 1, "Write “жанры содержит наука” instead of “жанры = наука”."),
    ("скорсть > 5", 1, "There is no question “скорсть”. Did you mean “скорость”?"),
    ("число пользователей > 5", 1, "There is no question “число”. Did you mean “users”?"),
    ("Если(Round(скорость), 1, 0)", 6, "Write “round” instead of “Round”."),
    ("длинна(имя) > 5", 1, "There is no function “длинна”. Did you mean “длина”?"),
    ("если()", 1, "“если()” cannot be given this many values: 0."),
    ("прошлое(юзеры) > 5", 9, "There is no question “юзеры”. A text stands in quotes: 'юзеры'."),
    ("(" * 30 + "wifi = да", 21, "This cannot be read: " + "(" * 10 + "wifi"),
]


@pytest.mark.parametrize(("written", "position", "words"), REFUSED)
def test_what_cannot_be_read_has_its_place_and_the_right_form(written, position, words):
    with pytest.raises(ConditionError) as refused:
        conditions.translate(written, WORDS, "visits")
    error = refused.value
    assert (error.position, error.text.format_map(error.values)) == (position, words)


@pytest.mark.parametrize(
    ("written", "kind", "parameters"),
    [
        ("один из жанры", "select_one жанры", ""),
        ("Адзін з: «жанры»", "select_one жанры", ""),
        ("несколько из жанры или другое", "select_multiple жанры or_other", ""),
        ("по порядку жанры", "rank жанры", ""),
        ("Цэлае", "integer", ""),
        ("шкала от 1 до 5", "range", "start=1 end=5 step=1"),
        ("шкала 0-10", "range", "start=0 end=10 step=1"),
        ("да/нет", "select_one yes_no", ""),
        ("сотрудники", "select_multiple_from_file staff.csv", ""),
        ("канец групы", "end_group", ""),
        ("select_one yn or_other", "select_one yn or_other", ""),
        ("integer", "integer", ""),
    ],
)
def test_a_type_in_the_authors_words_becomes_xlsforms(written, kind, parameters):
    assert (types.plain(written), types.scale(written)) == (kind, parameters)


def test_a_thousand_words_of_denial_are_refused_kindly():
    for source in ("не " * 3000 + "wifi = да", "скорость > " + "-" * 3000 + "5"):
        with pytest.raises(ConditionError) as refused:
            conditions.translate(source, WORDS)
        assert refused.value.text == "The condition is too long to be read."


PIECES = (
    "wifi", "жанры", "имя", "скорость", "да", "детектив", "нужен ремонт", "и", "или", "не", "от",
    "до", "между", "содержит", "пусто", "=", "==", "<", ">=", "(", ")", "'", "«", "»", ",", ";",
    "0,5", "1 000", "31.02.2026", "01.09.2026", ".", "${wifi}", "${", "}", "если(", "прошлое",
    "прошлое(", "/", "*", "-", "%", "$wifi", "{wifi}", "ксилофон", "selected(", "сегодня",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.booleans())
def test_whatever_is_written_is_xpath_or_refused_with_a_place(pieces, has_answer):
    source = " ".join(pieces)
    read, refused = source, None
    try:
        read = conditions.translate(source, WORDS, "visits", has_answer=has_answer)
    except ConditionError as error:
        refused = error
    if refused is not None:
        assert 1 <= refused.position <= len(source) + 1
        assert refused.text.format_map(refused.values)
    else:
        assert read == source or expressions.findings(read, WORDS.kinds.keys()) == []
