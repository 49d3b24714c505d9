"""The form of a round entered afterwards, asked as a librarian with a paper blank lives it."""

from typing import Any

import pytest
from asking import Person, an_env

from bot.forms import builtin, refill
from bot.forms.env import Item, Items
from bot.forms.given import Picked
from bot.forms.turns import Card

ALL = Items(
    [
        Item("SL-01", {"ru": "Центральная", "be": "Цэнтральная"}, {"status": "open"}),
        Item("SL-02", {"ru": "Жировичи", "be": "Жыровічы"}, {"status": "open"}),
        Item("SL-03", {"ru": "Деревная", "be": "Дзераўная"}, {"status": "open"}),
        Item(
            "SL-13",
            {"ru": "Кракотка", "be": "Кракотка"},
            {"status": "closed", "closed_on": "2021-12-31"},
        ),
    ]
)
OWN = Items([item for item in ALL if item.name in {"SL-03", "SL-13"}])
PLACES = Items(
    [
        Item("1", {"ru": "Деревная", "be": "Дзераўная"}, {"library": "SL-03"}),
        Item("2", {"ru": "Хорошевичи", "be": "Харошавічы"}, {"library": "SL-03"}),
        Item("3", {"ru": "Жировичи", "be": "Жыровічы"}, {"library": "SL-02"}),
    ]
)


def choices(**labels: str) -> Items:
    return Items([Item(name, {"ru": label}) for name, label in labels.items()])


def bands(**years: tuple[int, int]) -> Items:
    return Items(
        [
            Item(name, {"ru": name}, {"from_year": str(first), "to_year": str(last)})
            for name, (first, last) in years.items()
        ]
    )


LISTS = {
    "settlements": PLACES,
    "purposes": choices(survey="Опрос", enrolment="Запись в библиотеку"),
    "partners": choices(school="Школа", council="Сельсовет"),
    "reasons": choices(far="Далеко, часы", no_time="Нет времени", unaware="Не знали о нас"),
    "ages": bands(young=(0, 2025), adults=(2026, 9999)),
    "wishes": choices(detective="Детектив", garden="Сад, рукоделие"),
}


def a_person(*, language: str = "ru", libraries: Items = OWN, **prefilled: str) -> Person:
    env = an_env(language=language, lists={"libraries": libraries, **LISTS})
    return Person("round", env, prefilled)


def at_numbers(households: int = 9, **prefilled: str) -> Person:
    """Return a person who is asked for the second number; below 10 no street is asked."""
    who = a_person(
        walked_on="2026-10-14", settlement="2", purpose="survey", partners="school", **prefilled
    )
    assert who.asked == "households"
    who.says(str(households))
    return who


def whole(**changes: Any) -> dict[str, Any]:
    return {
        "walked_on": "2026-10-14",
        "library": "SL-03",
        "settlement": "2",
        "purpose": "survey",
        "partners": ["school"],
        "households": 12,
        "home": 7,
        "asked": 8,
        "readers": 5,
        "new": 1,
        "not_reading": 2,
        **changes,
    }


def test_the_whole_way_of_a_blank() -> None:
    """The only library of a librarian is not asked; everything else one by one."""
    who = a_person()
    assert who.asked == "walked_on"
    assert who.says("вчера") == "settlement"
    assert [choice.label for choice in who.ask.choices] == ["Деревная", "Хорошевичи"]
    assert who.says("хорошевичи") == "purpose"
    assert who.says(Picked("survey")) == "partners"
    assert who.ticks("school") == "households"
    assert who.says("12") == "home"
    assert who.says("7") == "asked"
    assert who.says("8") == "readers"
    assert who.says("5") == "new"
    assert who.says("1") == "not_reading"
    assert who.says("2") == "street"
    assert who.says("Школьная") == "why/reasons[1]/reason"
    assert who.says("не знали о нас") == "why/reasons[1]/reason_count"
    assert who.says("1") == "why/reasons + 1"
    assert who.does("finish") == "card"
    assert who.submission == whole(
        street="Школьная", why={"reasons": [{"reason": "unaware", "reason_count": 1}]}
    )


def test_several_libraries_are_asked_which_and_closed_ones_are_not_offered() -> None:
    who = a_person(libraries=ALL, language="be")
    assert who.says("учора") == "library"
    assert [choice.label for choice in who.ask.choices] == ["Цэнтральная", "Жыровічы", "Дзераўная"]
    assert who.says("жыровічы") == "settlement"
    assert [choice.label for choice in who.ask.choices] == ["Жыровічы"]


def test_a_library_closed_since_has_its_rounds_of_before() -> None:
    """The blank of a library that closed in the year belongs to the year's sums."""
    before = a_person(libraries=ALL, walked_on="2021-12-30")
    assert before.says("кракотка") == "purpose"
    on_that_day = a_person(libraries=ALL, walked_on="2021-12-31")
    assert [choice.name for choice in on_that_day.ask.choices] == ["SL-01", "SL-02", "SL-03"]


def test_a_library_without_settlements_is_its_own_place() -> None:
    who = a_person(libraries=ALL, walked_on="2026-10-14")
    assert who.says("центральная") == "purpose"


def test_a_street_of_a_few_households_is_neither_asked_nor_kept() -> None:
    who = at_numbers(9)
    assert who.says("7", "8", "7", "1", "0") == "card"
    who = at_numbers(10)
    assert who.says("7", "8", "6", "2", "0") == "street"
    assert who.says("Школьная") == "card"
    assert who.submission["street"] == "Школьная"
    who.does("change", "households")
    assert who.says("9") == "card"
    assert "street" not in who.submission


@pytest.mark.parametrize("typed", ["Школьная 5", "Школьная, 5а", "Школьная, дом 12 кв. 3"])
def test_a_house_is_refused(typed: str) -> None:
    who = at_numbers(10)
    who.says("7", "8", "6", "2", "0")
    assert who.refused(typed) == (
        "Только название улицы, без номера дома, до 100 знаков. Например: Школьная."
    )


@pytest.mark.parametrize("typed", ["17 Сентября", "1-я Заречная", "40 лет Победы"])
def test_a_number_in_the_name_of_a_street_is_honest(typed: str) -> None:
    who = at_numbers(10)
    who.says("7", "8", "6", "2", "0")
    assert who.says(typed) == "card"


@pytest.mark.parametrize(
    ("given", "wrong", "refusal"),
    [
        (
            (),
            "10",
            "Не больше, чем дворов обойдено: 9. Если неверно прежнее число, нажмите «Назад».",
        ),
        (
            ("0",),
            "3",
            "Если дома никого не застали, опрошенных нет: напишите 0. Не больше 99 999.",
        ),
        (
            ("7", "8"),
            "9",
            "Не больше, чем опрошено: 8. Если неверно прежнее число, нажмите «Назад».",
        ),
        (
            ("7", "8", "5"),
            "4",
            (
                "Читателей и новых вместе не больше, чем опрошено: 8, читателей: 5. "
                "Если неверно прежнее число, нажмите «Назад»."
            ),
        ),
        (
            ("7", "8", "5", "1"),
            "3",
            (
                "Числа не сходятся. Опрошено: 8, читатели: 5, новые: 1. Опрошено = читатели + "
                "новые + не читают. Исправьте это число или нажмите «Назад»."
            ),
        ),
    ],
)
def test_parts_are_not_above_the_whole(given: tuple[str, ...], wrong: str, refusal: str) -> None:
    who = at_numbers()
    who.says(*given)
    assert who.refused(wrong) == refusal
    assert who.refused("-1").startswith(refusal[:7])


def test_refusals_are_said_in_belarusian() -> None:
    who = a_person(
        language="be", walked_on="2026-10-14", settlement="2", purpose="survey", partners="school"
    )
    assert who.refused("0") == "Двароў павінна быць ад 1 да 99 999."
    who.says("9", "7", "8", "5", "1")
    assert who.refused("3") == (
        "Лікі не сыходзяцца. Апытана: 8, чытачы: 5, новыя: 1. Апытана = чытачы + новыя + не "
        "чытаюць. Выпраўце гэты лік або націсніце «Назад»."
    )


def test_a_reason_is_not_named_more_often_than_there_are_who_do_not_read() -> None:
    """One may have several reasons, as on the walk; nobody has one twice."""
    who = at_numbers()
    who.says("7", "8", "5", "1", "2", "далеко")
    assert who.refused("3") == "От 1 и не больше, чем не читают: 2."
    who.says("2")
    who.does("add", "why/reasons")
    assert who.says("нет времени", "1") == "why/reasons + 2"


def test_who_all_read_are_not_asked_why_not() -> None:
    who = at_numbers()
    assert who.says("7", "8", "7", "1", "0") == "card"


def test_a_whole_made_smaller_asks_for_its_part_again() -> None:
    who = at_numbers()
    who.says("7", "8", "7", "1", "0")
    who.does("change", "asked")
    assert who.says("6") == "readers"
    assert who.ask.problem.startswith("Не больше, чем опрошено: 6.")
    assert who.says("5") == "card"


def test_the_rest_is_behind_the_card() -> None:
    who = at_numbers()
    who.says("7", "8", "7", "1", "0")
    card = who.turn
    assert isinstance(card, Card)
    assert [part.label for later in card.later for part in later.parts] == [
        "Перерегистрировано",
        "Выдано изданий",
        "Возвращено изданий",
        "На надомное обслуживание",
        "Должников посещено",
        "Приглашено",
        "Памяток роздано",
        "Возраст",
        "Что хотят читать",
        "Просят книги",
    ]
    assert who.does("open_later", "later/reregistered") == "later/reregistered"
    assert who.refused("-1") == "Число от 0 до 99 999, пожалуйста."
    assert who.says("7") == "card"
    who.does("open_later", "later/ages")
    assert [choice.name for choice in who.ask.choices] == ["adults"]
    assert who.says("adults") == "later/ages[1]/age_count"
    assert who.refused("9") == "От 1, а все вместе не больше, чем опрошено: 8."
    who.says("8")
    who.does("finish")
    who.does("open_later", "later/wishes")
    who.says("детектив", "2")
    who.does("finish")
    who.does("open_later", "later/titles")
    who.says("Колас. Новая зямля", "1")
    assert who.does("finish") == "card"
    assert who.submission["later"] == {
        "reregistered": 7,
        "ages": [{"age": "adults", "age_count": 8}],
        "wishes": [{"wish": "detective", "wish_count": 2}],
        "titles": [{"title": "Колас. Новая зямля", "title_count": 1}],
    }


def test_a_round_to_come_is_refused() -> None:
    assert a_person().refused("16.10.2026") == "Дата не может быть позже сегодняшней."


def test_a_record_becomes_the_same_answers_again() -> None:
    said = whole(
        why={"reasons": [{"reason": "far", "reason_count": 2}]}, later={"issued": 4, "returned": 0}
    )
    who = a_person()
    who.takes(refill.start(who.form, who.env, said, settled=True))
    assert who.asked == "card"
    assert who.submission == said


def test_the_fixed_names_are_there() -> None:
    assert builtin.missing_names("round", builtin.load("round")) == ()
