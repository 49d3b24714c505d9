"""Kinds of publications, their titles, the days they are for, what the report names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import translator
from bot.errors import BadAnswerError
from bot.rules import publications as rules
from bot.screens.publications import days as said_days
from storage.records.publications import Publication

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=9)
LINES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def test_every_kind_has_both_names_and_its_series():
    assert {kind.series for kind in rules.KINDS.values()} == {None, *rules.SERIES}
    assert [code for code, kind in rules.KINDS.items() if not (kind.ru and kind.be)] == []
    assert rules.KINDS["memo"].name("be") == "памятка"
    assert rules.KINDS["index"].name("ru") == "рекомендательный указатель"
    assert [rules.series_of(code) for code in ("scenario", "calendar", "index")] == [
        "scenarios",
        "methodical",
        None,
    ]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("  «Азы  профессии». ", "Азы профессии"),
        ('"Самая родная"', "Самая родная"),
        ("«Дети» и «Война»", "«Дети» и «Война»"),
        ("Книга о «Муму»", "Книга о «Муму»"),
        ("«", "«"),
    ],
)
def test_titles_lose_their_quotation_marks(typed, title):
    assert rules.plain_title(typed) == title


@given(LINES, st.sampled_from(["{}", "«{}»", '"{}"', "“{}”", " {}. ", "«{}».", "  «{}» "]))
def test_a_title_is_the_same_however_it_was_quoted(line, dressed):
    assert rules.plain_title(dressed.format(line)) == line


# -------------------------------------------------------------------- days of the year

DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda on: (on.month, on.day))
SOME_DAYS = st.sets(DAYS, min_size=1, max_size=rules.DAYS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("9 мая", ((5, 9),)),
        ("3 июля, 9.05; 22 июня", ((5, 9), (6, 22), (7, 3))),
        ("14 кастрычніка і 1 верасня", ((9, 1), (10, 14))),
        ("29 февраля", ((2, 29),)),
        ("9 мая 2026", ((5, 9),)),
        ("9 мая, 9.05", ((5, 9),)),
        ("ко Дню матери, 23 февраля", ((2, 23), (10, 14))),
        ("на Дзень маці", ((10, 14),)),
    ],
)
def test_typed_days_are_read(typed, found):
    assert rules.days_of(typed) == found


@pytest.mark.parametrize(
    "typed", ["к маю", "31 апреля", "сегодня", "9 мая, потом", "99.99", "Пасха"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(BadAnswerError) as refusal:
        rules.days_of(typed)
    assert refusal.value.values["text"] in typed


def test_too_many_days_are_refused():
    with pytest.raises(BadAnswerError):
        rules.days_of(", ".join(f"{on}.05" for on in range(1, rules.DAYS + 2)))


@given(SOME_DAYS, st.sampled_from(["ru", "be"]))
def test_days_come_back_as_they_are_written(found, language):
    """What the form and the card write is what a person may type."""
    days = tuple(sorted(found))
    assert rules.days_of(rules.written_days(days)) == days
    assert rules.days_of(said_days(translator(language), days)) == days


# -------------------------------------------------------------------- files, kinds, years


@pytest.mark.parametrize(
    ("name", "title", "kinds"),
    [
        ("Осенние_посиделки.docx", "Осенние посиделки", ()),
        ("01. Самая родная. Сценарий.pdf", "Самая родная. Сценарий", ("scenario",)),
        ("Копия Календарь на 2027 год.PDF", "Календарь на 2027 год", ("calendar",)),
        ("Метадычныя рэкамендацыі.doc", "Метадычныя рэкамендацыі", ("recommendations", "methods")),
        ("План.работы", "План.работы", ()),
    ],
)
def test_a_files_name_proposes_title_and_kind(name, title, kinds):
    assert (rules.title_of_file(name), rules.likely_kinds(name)) == (title, kinds)


def test_every_kind_that_words_propose_is_known():
    assert {kind for _, kind in rules._STEMS} <= set(rules.KINDS)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Календарь на 2027 год", 2027),
        ("Итоги 2026 года", None),
        ("Планы 2027 и 2028 годов", None),
        ("Без года", None),
    ],
)
def test_the_year_of_content_is_read_from_the_title(title, year):
    assert rules.year_in(title, 2026) == year


def test_a_kind_is_called_by_its_genre_where_it_says_nothing():
    assert [
        rules.name_of("other", "библиопанорама", "be"),
        rules.name_of("memo", "шпаргалка", "ru"),
        rules.name_of("index", None, "be"),
    ] == ["библиопанорама", "памятка, шпаргалка", "рэкамендацыйны паказальнік"]


# -------------------------------------------------------------------- of a publication


def a_publication(**changes: object) -> Publication:
    plain = {
        "series": "methodical", "kind": "memo", "title": "Памятка", "issued_year": 2026,
        "publication_id": 1, "created_at": "2026-10-15T06:00:00Z", "created_by": 2,
    }  # fmt: skip
    return Publication(**{**plain, **changes})  # type: ignore[arg-type]


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(2015, 2030))
def test_the_day_of_a_publication_lies_in_its_year(created_on, issued_year):
    """Else a year's list would hold what another year's lock holds."""
    day = rules.day_of(a_publication(issued_year=issued_year), created_on)
    assert day.year == issued_year
    assert day == created_on or created_on.year != issued_year


def test_the_day_of_issue_goes_before():
    one = a_publication(issued_on=date(2026, 2, 3))
    assert rules.day_of(one, date(2026, 10, 15)) == date(2026, 2, 3)


@given(st.lists(st.booleans(), max_size=12))
def test_others_follow_where_something_is_not_named(named):
    year = [a_publication(publication_id=n, in_report=one) for n, one in enumerate(named)]
    found, others = rules.in_report(year)
    assert [one.publication_id for one in found] == [n for n, one in enumerate(named) if one]
    assert others == (False in named)


@pytest.mark.parametrize(
    ("title", "language"), [("Роднае слова", "ru"), ("Каляды ідуць", "be"), ("Ўзлёт", "be")]
)
def test_the_language_is_known_by_its_letters(title, language):
    assert rules.language_of(a_publication(title=title)) == language
