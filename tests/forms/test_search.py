"""Search by typing over the sample network: the right library first, whatever the ending."""

import pytest

from bot.forms import search
from bot.forms.search import Option

RURAL = (
    ("SL-02", "Жировичи", "Жыровічы"),
    ("SL-03", "Деревная", "Дзераўная"),
    ("SL-04", "Новоселки", "Навасёлкі"),
    ("SL-05", "Озерница", "Азярніца"),
    ("SL-06", "Василевичи", "Васілевічы"),
    ("SL-07", "Сеньковщина", "Сянькоўшчына"),
    ("SL-08", "Деревянчицы", "Дзеравянчыцы"),
    ("SL-09", "Большие Шиловичи", "Вялікія Шылавічы"),
    ("SL-10", "Новодевятковичи", "Новадзевяткавічы"),
)
LIBRARIES = (
    Option(
        "SL-01",
        (
            "Центральная",
            "Цэнтральная",
            "Центральная районная библиотека",
            "Цэнтральная раённая бібліятэка",
        ),
    ),
    *(
        Option(
            code,
            (
                ru,
                be,
                f"Интегрированная библиотека агрогородка {ru}",
                f"Інтэграваная бібліятэка аграгарадка {be}",
            ),
        )
        for code, ru, be in RURAL
    ),
    Option(
        "SL-11",
        (
            "Мижевичи",
            "Міжэвічы",
            "Мижевичская сельская библиотека",
            "Міжэвіцкая сельская бібліятэка",
        ),
    ),
    Option(
        "SL-12",
        ("Павлово", "Паўлава", "Павловская сельская библиотека", "Паўлаўская сельская бібліятэка"),
    ),
    Option(
        "SL-13",
        ("Кракотка", "Кракотка", "Библиотека деревни Кракотка", "Бібліятэка вёскі Кракотка"),
    ),
)
CLEAR = {
    "SL-01": "Центральная|центр|ЦРБ|у цэнтральнай|цетральная|центральной библиотеке|wtynhfkmyfz",
    "SL-02": "Жировичи|в Жировичах|жыровичи|у Жыровічах|жиров|;bhjdbxb|zhirovichi|Жирвичи"
    "|жировичей",
    "SL-03": "Деревная|Деревной|в Деревную|у Дзераўной|у Дзераўную|lthtdyfz|древная|деренвая"
    "|деревня|дзерауная|sl03|SL-03|derevnaya|Дерeвная",
    "SL-04": "Новоселки|Новосёлки|в Новоселках|навасёлкаў|Новоселок|ново селки|yjdjctkrb|новосел",
    "SL-05": "Озерница|Озёрница|в Озернице|у Азярніцу|азерница|озерн",
    "SL-06": "Василевичи|васелевичи|в Василевичах|у Васілевічах|васил",
    "SL-07": "Сеньковщина|Сеньковщину|сенковщина|сянькоушчына|у Сянькоўшчыне|сеньк",
    "SL-08": "Деревянчицы|в Деревянчицах|деревянчиц|у Дзеравянчыцах|lthtdzyxbws|деревян",
    "SL-09": "Шиловичи|в Больших Шиловичах|б шиловичи|большиешиловичи|Шылавічах"
    "|шиловичи большие|БШ",
    "SL-10": "новодев|в Новодевятковичах|навадзевяткавічы|новодевяткавичи|новодевятк",
    "SL-11": "Мижевичи|межевичи|у Міжэвічах|мижевичская|миж",
    "SL-12": "Павлово|в Павлове|у Паўлаве|паулава|павловская|библиотека Павлово",
    "SL-13": "Кракотка|в Кракотке|кракотку|кракот|деревня Кракотка",
}


@pytest.mark.parametrize(
    ("code", "query"), [(code, query) for code, said in CLEAR.items() for query in said.split("|")]
)
def test_a_query_finds_its_library_first_and_alone(code, query):
    first, chosen = search.find(query, LIBRARIES)[0], search.winner(query, LIBRARIES)
    assert [first.name, chosen and chosen.name] == [code, code]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("дерев", ["SL-03", "SL-08"]),
        ("нов", ["SL-04", "SL-10"]),
        ("сельская", ["SL-11", "SL-12"]),
    ],
)
def test_several_are_offered_and_none_is_taken_for_granted(query, codes):
    found = [option.name for option in search.find(query, LIBRARIES)]
    assert (found, search.winner(query, LIBRARIES)) == (codes, None)


@pytest.mark.parametrize(
    "query",
    ["", " ", "привет", "расставили фонд", "вчера", "методпомощь", "а", "!!!", "2026", "qq"],
)
def test_other_words_find_nothing(query):
    assert (search.find(query, LIBRARIES), search.winner(query, LIBRARIES)) == ([], None)


def test_a_long_list_is_cut_at_the_limit():
    many = [Option(f"L{n}", (f"Слобода {n}",)) for n in range(20)]
    assert [option.name for option in search.find("слобода", many, limit=3)] == ["L0", "L1", "L2"]


def test_a_doubtful_find_is_offered_but_not_taken():
    offered = search.find("Жировичский", LIBRARIES)
    assert [option.name for option in offered] == ["SL-02"]
    assert search.winner("Жировичский", LIBRARIES) is None


NOTHING = [("", None), ("дат", None)]
YES_NO = (Option("yes", ("Да", "Так", "Yes")), Option("no", ("Нет", "Не", "No")))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("ДА.", "yes"),
        ("так", "yes"),
        ("no", "no"),
        ("2", "no"),
        ("3", None),
        ("0", None),
        *NOTHING,
    ],
)
def test_an_exact_answer_is_a_code_a_label_or_a_number(query, name):
    found = search.exact(query, YES_NO)
    assert (found and found.name) == name


def test_a_label_of_two_options_is_not_exact_and_a_label_outweighs_a_number():
    same = (Option("a", ("Прочее", "2")), Option("b", ("прочее",)))
    assert [search.exact("Прочее", same), search.exact("2", same)] == [None, same[0]]


def test_letters_that_are_no_words_still_compare():
    signs = (Option("plus", ("+",)), Option("empty", ("",)))
    assert [search.exact("+", signs), search.find("нет", signs)] == [signs[0], []]
