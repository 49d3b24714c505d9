"""Nouns, verbs and adjectives beside numbers, as Russian and Belarusian have them."""

from string import Formatter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import builtin
from bot.rules import report_grammar as grammar
from bot.rules.report_text import WORDINGS

INTEGERS = st.integers(0, 10**7)
LANGUAGES = list(WORDINGS)
SLAVIC = ["ru", "be"]


@given(INTEGERS | st.integers(0, 10**5).map(lambda n: n / 2))
def test_the_category_is_that_of_the_cldr(n: float) -> None:
    for language in LANGUAGES:
        whole = int(n) if n == int(n) else n
        assert grammar.category(n, language) == Locale(language).plural_form(whole)


@pytest.mark.parametrize(
    ("language", "phrase", "said"),
    [
        ("ru", "выезд", "1 выезд, 2 выезда, 5 выездов, 21 выезд, 111 выездов, 144 выезда"),
        ("be", "выезд", "1 выезд, 2 выезды, 5 выездаў, 21 выезд, 111 выездаў, 144 выезды"),
        ("ru", "районный конкурс", "3 районных конкурса, 5 районных конкурсов"),
        ("be", "раённы конкурс", "1 раённы конкурс, 2 раённыя конкурсы, 5 раённых конкурсаў"),
        ("ru", "новый районный конкурс", "21 новый районный конкурс, 2 новых районных конкурса"),
        ("be", "новы раённы конкурс", "1 новы раённы конкурс, 24 новыя раённыя конкурсы"),
        ("ru", "методический издание", "1 методическое издание, 2 методических издания"),
        ("be", "метадычны выданне", "1 метадычнае выданне, 2 метадычныя выданні"),
        ("ru", "человек", "1 человек, 2 человека, 12 человек, 101 человек"),
        ("be", "чалавек", "1 чалавек, 3 чалавекі, 12 чалавек"),
        ("ru", "раз", "1 раз, 4 раза, 5 раз"),
        ("be", "раз", "1 раз, 4 разы, 5 разоў"),
        ("en", "library", "1 library, 2 libraries, 21 libraries"),
    ],
)  # fmt: skip
def test_counted_nouns(language: str, phrase: str, said: str) -> None:
    words = WORDINGS[language].grammar
    numbers = [int(one.split()[0]) for one in said.split(", ")]
    assert ", ".join(f"{n} {words.counted(n, phrase)}" for n in numbers) == said


def test_fractions_and_cases() -> None:
    ru, be = (WORDINGS[language].grammar for language in SLAVIC)
    assert (ru.counted(2.5, "час"), be.counted(2.5, "гадзіна")) == ("часа", "гадзіны")
    assert [ru.counted(n, "библиотека", "genitive") for n in (1, 2, 5, 21)] == [
        "библиотеки", "библиотек", "библиотек", "библиотеки",
    ]  # fmt: skip
    assert [ru.counted(n, "поездка", "accusative") for n in (1, 3, 5)] == [
        "поездку", "поездки", "поездок",
    ]  # fmt: skip
    assert ru.counted(1, "выезд", "accusative") == "выезд"
    with pytest.raises(KeyError):
        ru.counted(1, "выезд", "dative")
    with pytest.raises(KeyError):
        ru.counted(1, "районный самолёт")


def test_verbs_agree() -> None:
    ru, be = (WORDINGS[language].grammar for language in SLAVIC)
    assert [ru.agreed(n, "сделан", "выезд") for n in (1, 2, 21)] == ["сделан", "сделано", "сделан"]
    assert [ru.agreed(n, "Проведён", "занятие") for n in (1, 2)] == ["Проведено", "Проведено"]
    assert ru.agreed(1, "дан", "консультация") == "дана"
    assert [ru.agreed(n, "продолжился", "районный конкурс") for n in (1, 3, 5)] == [
        "продолжился", "продолжились", "продолжились",
    ]  # fmt: skip
    assert [be.agreed(n, "праведзены", "падворны абход") for n in (1, 2, 5, 21)] == [
        "праведзены", "праведзены", "праведзена", "праведзены",
    ]  # fmt: skip
    assert be.agreed(1, "дадзены", "кансультацыя") == "дадзена"


def test_how_often() -> None:
    ru, be, en = (WORDINGS[language].grammar for language in LANGUAGES)
    said = ["один раз", "дважды", "трижды", "4 раза", "5 раз", "21 раз"]
    assert [ru.how_often(n) for n in (1, 2, 3, 4, 5, 21)] == said
    assert [be.how_often(n) for n in (1, 2, 3, 4, 5)] == [
        "адзін раз", "двойчы", "тройчы", "4 разы", "5 разоў",
    ]  # fmt: skip
    assert [en.how_often(n) for n in (1, 2, 4)] == ["once", "twice", "4 times"]


def test_lists_and_quotation_marks() -> None:
    ru = WORDINGS["ru"].grammar
    assert ru.listed(["апреле"]) == "апреле"
    assert ru.listed(["апреле", "октябре"]) == "апреле и октябре"
    assert ru.listed(["апреле", "мае", "октябре"]) == "апреле, мае и октябре"
    assert grammar.quoted("Читаем «Новую землю» вместе") == "«Читаем „Новую землю“ вместе»"
    assert grammar.enumerated(["«А, б – в»", "«Г»"]) == "«А, б – в», «Г»"
    assert grammar.enumerated(["«А» – сборник", "«Г»"]) == "«А» – сборник; «Г»"


@pytest.mark.parametrize("language", LANGUAGES)
@given(n=INTEGERS)
def test_every_sentence_has_its_words_for_any_number(language: str, n: int) -> None:
    """And every number stands before its noun, in the form of that number."""
    wording = WORDINGS[language]
    numbers = dict.fromkeys(_measures(language), n)
    given_words = dict.fromkeys(_words(language), "…")
    for name, template in wording.sentences.items():
        pieces = grammar.said(wording.grammar, template, numbers, numbers, given_words)
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
            if piece.measure:
                assert piece.text == wording.grammar.number(n), name
                assert following is not None, name
                assert following.text.startswith(tuple(_forms(language, n))), name


def _fields(language: str) -> list[tuple[str, str]]:
    return [
        (name.removeprefix(grammar.BEFORE), spec or "")
        for template in WORDINGS[language].sentences.values()
        for _, name, spec, _ in Formatter().parse(template)
        if name is not None
    ]


def _measures(language: str) -> set[str]:
    return {name for name, spec in _fields(language) if spec}


def _words(language: str) -> set[str]:
    return {name for name, _ in _fields(language)} - _measures(language)


def _forms(language: str, n: int) -> set[str]:
    words = WORDINGS[language].grammar
    found = set()
    for name, spec in _fields(language):
        phrase, _, case = spec.partition("|")
        if phrase and phrase.lower() not in words.verbs:
            found.add(f" {words.counted(n, phrase, case or grammar.NOMINATIVE)}")
        assert name
    return found


@pytest.mark.parametrize("language", ["be", "en"])
def test_the_languages_say_the_same(language: str) -> None:
    ru, other = WORDINGS["ru"], WORDINGS[language]
    assert list(other.sentences) == list(ru.sentences)
    for name, template in ru.sentences.items():
        assert _named(other.sentences[name]) == _named(template), name
    assert list(other.purposes) == list(ru.purposes)
    for kind, parts in ru.when.periods.items():
        assert len(other.when.periods[kind]) == len(other.during.periods[kind]) == len(parts)
    assert len(other.months) == 12


def _named(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", SLAVIC)
def test_every_word_of_the_tables_is_used(language: str) -> None:
    words = WORDINGS[language].grammar
    used = {spec.partition("|")[0] for _, spec in _fields(language)} | {words.time}
    assert {one for one in words.verbs if one not in {used_.lower() for used_ in used}} == set()
    said = {part for phrase in used for part in phrase.split()}
    assert set(words.nouns) | set(words.adjectives) <= said


def test_every_purpose_of_the_visit_form_has_its_words() -> None:
    known = set(builtin.labels("visit", "purposes", "ru")) - {"other"}
    assert set(WORDINGS["ru"].purposes) == known
