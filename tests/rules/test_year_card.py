"""The card of a year: its codes and its words for any numbers, in every language."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogs import LANGUAGES, translator
from bot.rules import year_card as rules
from bot.rules.year_card import SHOWN, Award, Card, Place
from bot.screens import year_card as screens
from storage.records.report import Number

KINDS = st.sampled_from(("library", "person"))
PLACES = st.builds(Place, KINDS, st.integers(1, 999_999_999))
COUNTED = {  # what the sentences tell, beside the table
    "library": {
        "rounds", "entries", "attendances", "uses", "site_news", "visits", "units_accepted",
        "consultations",
    },
    "person": {
        "visits", "rounds", "entries", "sessions", "attendances", "publications", "site_news",
        "consultations",
    },
}  # fmt: skip


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """Draw a card with any numbers, none of which is another one's."""
    kind = draw(KINDS)
    chosen = draw(st.lists(st.sampled_from(SHOWN[kind]), unique=True))
    numbers = {name: Number(1_000 + n) for n, name in enumerate(sorted(chosen), 1)}
    return Card(
        place=Place(kind, 1), year=2026, institution="ЦБС", name="Деревная", numbers=numbers,
        before={name: Number(draw(st.integers(0, 9))) for name in SHOWN[kind]},
    )  # fmt: skip


@given(PLACES)
def test_a_place_is_read_back(place: Place) -> None:
    assert Place.parse(place.code) == place


@pytest.mark.parametrize(
    "code", ["", "l", "x1", "l0", "l-1", "l1 ", "l1:2", "l1１", "p9999999999"]
)
def test_a_forged_place_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(code)}$"):
        Place.parse(code)


@given(cards(), st.sampled_from(LANGUAGES))
def test_what_happened_is_said_and_nothing_else(card: Card, language: str) -> None:
    """Each number that carries a sentence stands there; none of those that are nought."""
    t = translator(language)
    said = screens.paragraphs(t, card)
    text = " ".join(said)
    assert "{" not in text
    assert all(one[0].isupper() or one[0].isdigit() for one in said)
    assert all(one.endswith(".") for one in said)
    told = {name for name in COUNTED[card.place.kind] if card.number(name)}
    assert {name for name in told if t.number(card.number(name)) in text} == told
    assert len(said) == max(1, len(told))
    if not told:
        assert said == (t.plain("There are no records of the year {year}.", year="2026"),)


@given(cards(), st.sampled_from(LANGUAGES))
def test_the_table_has_what_either_year_has(card: Card, language: str) -> None:
    t = translator(language)
    lines = screens.table(t, card)
    assert [(one.now, one.before) for one in lines] == [
        (t.number(card.number(name)), t.number(card.earlier(name)))
        for name in SHOWN[card.place.kind]
        if card.number(name) or card.earlier(name)
    ]


@given(st.lists(st.text(max_size=3)), st.integers(0, 5))
def test_titles_are_listed_once(names: list[str], most: int) -> None:
    shown, left = rules.listed(names, most)
    assert len(shown) + left == len(set(names))
    assert list(shown) == list(dict.fromkeys(names))[:most]


@given(st.integers(1990, 2100), st.integers(1990, 2100))
def test_buttons_lead_only_to_years_that_are_offered(year: int, today: int) -> None:
    assert all(rules.is_year(one, today) for one in rules.years(year, today))
    assert rules.is_year(today, today)
    assert not rules.is_year(today + 1, today)


def test_the_sentences_of_a_library() -> None:
    """Plurals of Russian and Belarusian, awards by name, titles with quotation marks inside."""
    numbers = {
        "rounds": Number(2), "round_households": Number(21), "round_new_readers": Number(1),
        "entries": Number(2), "awards": Number(1), "attendances": Number(5),
        "learning_hours": Number(6.5), "site_news": Number(3), "visits": Number(2),
        "recommendations": Number(4), "recommendations_accepted": Number(3),
        "units_accepted": Number(2),
    }  # fmt: skip
    card = Card(
        place=Place("library", 3), year=2026, institution="ЦБС", name="Деревная", numbers=numbers,
        awards=(Award("Стенд «У окна»", "Создать новый образ", "диплом II степени"),),
        news=("Неделя книги", "Ярмарка"),
    )  # fmt: skip
    assert screens.paragraphs(translator("ru"), card) == (
        "Проведено 2 подворных обхода, обойдён 21 двор, записан 1 новый читатель.",
        (
            "На конкурсы поданы 2 работы. Награды: «Стенд „У окна“» (конкурс «Создать новый "
            "образ») — диплом II степени."
        ),
        "Учёба: 5 посещений занятий школы, часов: 6,5.",
        "На сайте размещены 3 новости: «Неделя книги»; «Ярмарка».",
        (
            "Специалисты отдела побывали в библиотеке 2 раза, получены 4 рекомендации, "
            "выполнено и принято: 3."
        ),
        "Приняты 2 анкеты мониторинга.",
    )
    assert screens.paragraphs(translator("be"), card)[0:2] == (
        "Праведзены 2 падворныя абходы, абыдзены 21 двор, запісаны 1 новы чытач.",
        (
            "На конкурсы пададзены 2 работы. Узнагароды: «Стенд „У окна“» (конкурс «Создать новый "
            "образ») — диплом II степени."
        ),
    )
