"""The text of a report: singular forms, what is left out, pieces; for any numbers."""

import re
from dataclasses import replace
from datetime import date

import pytest
import told
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import report_text
from bot.rules.periods import Period
from bot.rules.report_facts import Facts, NamedContest
from bot.rules.report_pieces import Paragraph, Piece
from storage.measures import MEASURES
from storage.records.report import Number

SLAVIC = ["ru", "be"]
IMAGE = NamedContest(title="Создать новый образ", subject="на лучшее оформление библиотеки")
POEMS = NamedContest(title="Есть сила", subject="духовной поэзии", level="region")
PLAIN = NamedContest(title="Читаем «Новую землю»")
LAW = told.a_publication("Гражданином быть", "scenarios", theme="по правовому воспитанию")
MEMO = told.a_publication("Дневник", "memo", subtitle="как заполнять без ошибок")


def said(facts: Facts, language: str = "ru") -> dict[str, str]:
    return {one.name: report_text.plain(one) for one in report_text.paragraphs(facts, language)}


def contests(measure: str, *named: NamedContest) -> dict[str, tuple[NamedContest, ...]]:
    nobody: tuple[NamedContest, ...] = ()
    of = dict.fromkeys(("contests_continued", "contests_new", "contests_readers"), nobody)
    return {**of, measure: named}


@pytest.mark.parametrize(
    ("language", "continued", "announced"),
    [
        (
            "ru",
            (
                "В Учреждении продолжился 1 районный конкурс: на лучшее оформление библиотеки "
                "«Создать новый образ»."
            ),
            (
                "В Учреждении объявлен 1 новый районный конкурс: на лучшее оформление библиотеки "
                "«Создать новый образ»."
            ),
        ),
        (
            "be",
            (
                "Ва Установе працягнуўся 1 раённы конкурс: «Создать новый образ» (на лучшее "
                "оформление библиотеки)."
            ),
            (
                "Ва Установе абвешчаны 1 новы раённы конкурс: «Создать новый образ» (на лучшее "
                "оформление библиотеки)."
            ),
        ),
    ],
)
def test_one_contest(language: str, continued: str, announced: str) -> None:
    for name, text in (("contests_continued", continued), ("contests_new", announced)):
        facts = told.facts({name: 1}, contests=contests(name, IMAGE))
        assert said(facts, language) == {"contests": text}


def test_continuing_contests_and_new_ones() -> None:
    facts = told.facts(
        {"contests_continued": 5, "contests_new": 2},
        contests={**contests("contests_continued", IMAGE), "contests_new": (PLAIN, IMAGE)},
    )
    assert said(facts) == {
        "contests": "В Учреждении продолжились 5 районных конкурсов, в том числе: районный "
        "конкурс на лучшее оформление библиотеки «Создать новый образ». Объявлены 2 новых "
        "районных конкурса: районный конкурс «Читаем „Новую землю“», районный конкурс на лучшее "
        "оформление библиотеки «Создать новый образ»."
    }


def test_contests_known_from_paper_only() -> None:
    facts = told.facts({"contests_continued": 2})
    assert said(facts) == {"contests": "В Учреждении продолжились 2 районных конкурса."}


def test_a_contest_for_readers_has_its_own_sentence() -> None:
    facts = told.facts({"contests_readers": 1}, contests=contests("contests_readers", POEMS))
    (paragraph,) = report_text.paragraphs(facts, "ru")
    assert paragraph.is_further
    assert report_text.plain(paragraph) == (
        "Для читателей проведён 1 конкурс: областной конкурс духовной поэзии «Есть сила»."
    )


@pytest.mark.parametrize(
    ("classes", "number", "end"),
    [
        (("Азы",), 1, " по классу «Азы»."),
        (("Азы", "Полигон"), 2, " по классам: «Азы», «Полигон»."),
        (("Азы",), 2, " по классам: «Азы» и др."),
        ((), 2, "."),
    ],
)
def test_classes(classes: tuple[str, ...], number: int, end: str) -> None:
    facts = told.facts({"classes": number}, classes=classes)
    start = "Организуется непрерывная учёба кадров в школе библиотечного мастерства"
    assert said(facts) == {"classes": start + end}


def test_publications() -> None:
    start = "В помощь работе сельских библиотек подготовлен"
    law = "«Гражданином быть» – сборник сценарных материалов по правовому воспитанию"
    series = {"scenarios": (LAW,), "methodical": ()}
    assert said(told.facts({"scenarios": 1}, publications=series)) == {
        "scenarios": f"{start}ы сценарные материалы: {law}."
    }
    assert said(told.facts({"scenarios": 2}, publications=series)) == {
        "scenarios": f"{start}ы сценарные материалы: {law} и др."
    }
    assert said(told.facts({"scenarios": 21})) == {"scenarios": f"{start} 21 сценарный материал."}
    one = told.facts({"methodical": 1}, publications={"scenarios": (), "methodical": (MEMO,)})
    assert said(one) == {
        "methodical": "Вниманию коллег разработано методическое издание: «Дневник» – памятка "
        "(как заполнять без ошибок)."
    }
    assert said(told.facts({"methodical": 3}), "be") == {
        "methodical": "Для калег распрацаваны 3 метадычныя выданні."
    }


@pytest.mark.parametrize(
    ("publication", "ru", "be"),
    [
        (
            told.a_publication("Роднае слова", "scenario", subtitle="вечарына да Дня мовы"),
            "«Роднае слова» – сценарий (вечарына да Дня мовы)",
            "«Роднае слова» – сцэнарый (вечарына да Дня мовы)",
        ),
        (
            told.a_publication("Роднае слова", "scenario", theme="па беларускай мове"),
            "«Роднае слова» – сценарий (па беларускай мове)",
            "«Роднае слова» – сцэнарый па беларускай мове",
        ),
        (
            told.a_publication("Стихи", "poems", theme="поэзия", contest=POEMS),
            (
                "«Стихи» – сборник стихов по материалам областного конкурса духовной поэзии "
                "«Есть сила»"
            ),
            (
                "«Стихи» – зборнік вершаў паводле матэрыялаў абласнога конкурсу «Есть сила» "
                "(духовной поэзии)"
            ),
        ),
        (
            told.a_publication("Стихи", "poems", event="к 500-летию монастыря", contest=PLAIN),
            (
                "«Стихи» – сборник стихов по материалам районного конкурса "
                "«Читаем „Новую землю“», к 500-летию монастыря"
            ),
            (
                "«Стихи» – зборнік вершаў (паводле матэрыялаў раённага конкурсу "
                "«Читаем „Новую землю“», к 500-летию монастыря)"
            ),
        ),
        (
            told.a_publication("Календарь памятных дат", "other", genre="календарь"),
            "«Календарь памятных дат»",
            "«Календарь памятных дат»",
        ),
        (
            told.a_publication("Стихи", "poems", event="конкурс чтецов"),
            "«Стихи» – сборник стихов (конкурс чтецов)",
            "«Стихи» – зборнік вершаў (конкурс чтецов)",
        ),
        (
            told.a_publication("Клубы", "methods", theme="клубы и объединения"),
            "«Клубы» – методические материалы",
            "«Клубы» – метадычныя матэрыялы",
        ),
    ],
)
def test_how_a_publication_is_named(publication: object, ru: str, be: str) -> None:
    series = {"scenarios": (publication,), "methodical": ()}
    facts = told.facts({"scenarios": 1}, publications=series)
    assert said(facts)["scenarios"].partition(": ")[2] == f"{ru}."
    assert said(facts, "be")["scenarios"].partition(": ")[2] == f"{be}."


@pytest.mark.parametrize(
    ("months", "start"), [(7, "Регулярно редактируется"), (6, "Редактировался")]
)
def test_the_site_is_regular_in_most_months(months: int, start: str) -> None:
    facts = told.facts({"site_items": 30, "site_months": months})
    assert said(facts)["site"].startswith(start)


def test_months_count_until_today() -> None:
    """In April four months have gone; three with news are most of them."""
    facts = told.facts({"site_items": 3, "site_months": 3}, today=date(2020, 4, 2))
    assert said(facts)["site"].startswith("Регулярно")


@pytest.mark.parametrize(
    ("site", "bot", "through"), [(1, 0, "сайт."), (0, 1, "бот."), (2, 3, "сайт и бот.")]
)
def test_guidance_at_a_distance(site: int, bot: int, through: str) -> None:
    facts = told.facts({"consultations_site": site, "consultations_bot": bot})
    assert said(facts) == {
        "guidance": "Проводилось дистанционное руководство публичными библиотеками района "
        f"через {through}"
    }


@pytest.mark.parametrize(
    ("purposes", "start"),
    [
        (
            ("practical_help", "methodical_help", "study"),
            "С целью оказания методической и практической помощи на местах организован",
        ),
        (("study",), "С целью изучения работы на местах организован"),
        (
            ("weeding", "practical_help"),
            "С целью отбора изданий на списание и оказания практической помощи на местах",
        ),
        ((), "Организован выезд в публичную библиотеку района. В 2020"),
        (("other",), "Организован выезд в публичную библиотеку района. В 2020"),
        (("other", "study"), "С целью изучения работы на местах организован"),
        (
            ("study", "чтения", "weeding"),
            "Организован выезд в публичную библиотеку района. Цели выездов: изучение работы, чте",
        ),
    ],
)
def test_purposes(purposes: tuple[str, ...], start: str) -> None:
    facts = told.facts({"visits": 1}, purposes=purposes)
    text = said(facts)["visits"]
    assert text.startswith(start)
    assert text.endswith(" В 2020 году сделан 1 выезд.")


@pytest.mark.parametrize(
    ("number", "days", "start"),
    [
        (1, (date(2020, 4, 1),), "Один раз (в апреле) проводился"),
        (2, (date(2020, 4, 1), date(2020, 10, 1)), "Дважды (в апреле и октябре) проводился"),
        (2, (date(2020, 4, 1), date(2020, 4, 20)), "Дважды (в апреле) проводился"),
        (3, (date(2020, 4, 1),), "Трижды проводился"),
        (4, (), "4 раза проводился"),
    ],
)
def test_monitoring(number: int, days: tuple[date, ...], start: str) -> None:
    facts = told.facts({"campaigns": number}, campaigns=days)
    assert said(facts)["monitoring"].startswith(start)


def test_rounds_are_introduced_once() -> None:
    first = told.facts({"rounds": 2}, rounds_since=date(2020, 9, 2))
    assert said(first) == {
        "rounds": "Внедрены подворные обходы жителей, пользователей библиотечных услуг.",
        "round_results": "Проведено 2 подворных обхода.",
    }
    later = told.facts({"rounds": 2}, rounds_since=date(2019, 9, 2))
    assert said(later) == {
        "rounds": "Проведено 2 подворных обхода жителей, пользователей библиотечных услуг."
    }
    assert said(later, "be")["rounds"].startswith("Праведзены 2 падворныя абходы ")


@pytest.mark.parametrize(
    ("was", "start"),
    [
        (3, "Выездов больше, чем в 2019 году (3 выезда); планом было намечено 6 выездов."),
        (7, "Выездов меньше, чем в 2019 году (7 выездов); планом было намечено 6 выездов."),
        (
            5,
            "Выездов столько же, сколько в 2019 году (5 выездов); планом было намечено 6 выездов.",
        ),
        (0, "Планом было намечено 6 выездов."),
    ],
)
def test_comparison(was: int, start: str) -> None:
    facts = told.facts({"visits": 5, "visits_planned": 6}, {"visits": was})
    assert said(facts)["visits_comparison"] == start


def test_no_short_u_is_needed_where_as_many_are_compared_in_belarusian() -> None:
    facts = told.facts({"visits": 5}, {"visits": 5})
    assert said(facts, "be")["visits_comparison"] == (
        "Выездаў не больш і не менш, чым у 2019 годзе (5 выездаў)."
    )


def test_what_paper_does_not_tell_is_not_said_beside_its_numbers() -> None:
    """As many trips from a paper journal went to more libraries than are recorded."""
    facts = told.facts({"visits": 4, "trips": 2, "libraries_visited": 4})
    assert said(facts)["visits_reach"] == "За 2 поездки посещено 4 библиотеки."
    on_paper = {**facts.numbers, "visits": Number(4, 96), "trips": Number(2, 40)}
    assert "visits_reach" not in said(replace(facts, numbers=on_paper))
    told_too = {**on_paper, "libraries_visited": Number(4, 9)}
    assert said(replace(facts, numbers=told_too))["visits_reach"] == (
        "За 42 поездки посещено 13 библиотек."
    )


def test_trips_are_not_compared_with_a_plan_of_libraries() -> None:
    facts = told.facts({"trips": 5, "visits_planned": 6}, {"trips": 6}, counts_trips=True)
    text = "Выездов меньше, чем в 2019 году (6 выездов)."
    assert said(facts)["visits_comparison"] == text


def test_a_number_is_a_piece_that_knows_its_measure() -> None:
    facts = told.facts({"trips": 1240, "campaigns": 2}, {"trips": 3}, counts_trips=True)
    made = {one.name: one for one in report_text.paragraphs(facts, "ru")}
    assert made["visits"].pieces[1:] == (Piece("1\u00a0240", "trips"), Piece(" выездов."))
    assert made["monitoring"].pieces[0] == Piece("Дважды", "campaigns")
    assert made["visits_comparison"].pieces[1] == Piece("3", "trips", is_before=True)
    assert report_text.digest(facts) != report_text.digest(told.facts({"trips": 1240}))


@pytest.mark.parametrize(
    ("span", "ru", "be"),
    [
        (Period("half", 2020, 2), "За второе полугодие 2020 года",
         "За другое паўгоддзе 2020 года"),
        (Period("quarter", 2020, 3), "За третий квартал 2020 года", "За трэці квартал 2020 года"),
        (Period("month", 2020, 5), "За май 2020 года", "За май 2020 года"),
        (
            (date(2019, 12, 30), date(2020, 2, 1)),
            "За время с 30 декабря 2019 года по 1 февраля 2020 года",
            "За час з 30 снежня 2019 года па 1 лютага 2020 года",
        ),
        (
            (date(2020, 1, 2), date(2020, 8, 2)),
            "За время со 2 января по 2 августа 2020 года",
            "За час з 2 студзеня па 2 жніўня 2020 года",
        ),
        ((date(2020, 2, 1), date(2020, 2, 1)), "За 1 февраля 2020 года", "За 1 лютага 2020 года"),
    ],
)  # fmt: skip
def test_an_empty_time(span: object, ru: str, be: str) -> None:
    facts = told.facts(span=span)
    assert said(facts) == {"nothing": f"{ru} записей нет."}
    assert said(facts, "be") == {"nothing": f"{be} запісаў няма."}


AMOUNTS = st.dictionaries(st.sampled_from(sorted(MEASURES)), st.integers(0, 3000))


@pytest.mark.parametrize("language", report_text.WORDINGS)
@given(numbers=AMOUNTS, before=AMOUNTS, counts_trips=st.booleans(), begins=st.booleans())
def test_each_number_is_its_measure_and_nothing_is_said_of_zero(
    language: str,
    numbers: dict[str, int],
    before: dict[str, int],
    *,
    counts_trips: bool,
    begins: bool,
) -> None:
    since = date(2020, 5, 5) if begins else date(2018, 5, 5)
    facts = told.facts(numbers, before, counts_trips=counts_trips, rounds_since=since)
    grammar = report_text.WORDINGS[language].grammar
    for paragraph in report_text.paragraphs(facts, language):
        for one in paragraph.pieces:
            if one.measure:
                value = (facts.was if one.is_before else facts.value)(one.measure)
                assert value > 0
                often = grammar.how_often(int(value)).casefold()
                assert one.text.casefold() in {grammar.number(value), often}
            else:
                assert re.search(
                    r"(?<!2020)(?<!2019)\d", one.text.replace("2020", "")
                ) is None or ("2019" in one.text)
        assert_written_well(paragraph, language)


def assert_written_well(paragraph: Paragraph, language: str) -> None:
    """Check for a capital or number first, a stop last, no double spaces, closed brackets."""
    text = report_text.plain(paragraph)
    assert text[0].isupper() or text[0].isdigit(), text
    assert text.endswith("."), text
    assert "  " not in text
    assert ".." not in text
    assert " ." not in text
    assert " ," not in text
    assert text.count("(") == text.count(")")
    assert "{" not in text
    alien = {"ru": "[іўA-Za-z]", "be": "[ищъA-Za-z]", "en": "[А-Яа-я]"}
    assert re.search(alien[language], text) is None, text
