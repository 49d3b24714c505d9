"""On behalf in conversation: whom, the source, what; whose the record is and who entered it."""

from datetime import date
from typing import Final

import pytest
from world import World

from storage import periods

REFUSAL: Final = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_a_visit_is_entered_by_telephone(world: World) -> None:
    """The record is the colleague's; who entered it and the source stand beside."""
    svetlana, pavel = world.chat(1003), world.chat(1004)
    assert await svetlana.send("/behalf") == [
        "Запись за коллегу. За кого?\nНажмите имя или напишите фамилию."
    ]
    assert svetlana.buttons[:3] == [["Буквицкая Я. А."], ["Курсивова В. Е."], ["Страницкая И. К."]]
    assert await svetlana.send("Книжник") == [
        (
            "Запись за сотрудника: Книжник Павел Андреевич.\n"
            "Библиотека: Центральная.\n"
            "Откуда сведения?"
        )
    ]
    assert svetlana.buttons == [["По телефону", "С бланка"], ["Другое"], ["Не надо"]]
    assert await svetlana.press("По телефону") == [
        (
            "Запись за сотрудника: Книжник Павел Андреевич.\n"
            "Основание: По телефону.\n"
            "Что записать? Нажмите."
        )
    ]
    said = await svetlana.press("Выезд в библиотеку")
    assert said[0].split("\n")[1] == "Запись за сотрудника: Книжник Павел Андреевич."
    await svetlana.send("Деревная")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    await svetlana.send("Со слов по телефону")
    await svetlana.press("Сохранить")
    assert await world.sql(
        "SELECT staff_id, entered_by, source FROM visits ORDER BY visit_id DESC LIMIT 1"
    ) == [(4, 3, "phone")]
    assert len(await pavel.news()) == 1


async def test_a_draft_on_behalf_names_the_colleague_in_the_list(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/behalf")
    await svetlana.forge("behalf.open:4:paper:visit")
    await svetlana.press("Отложить")
    said = await svetlana.send("/tasks")
    assert said[0].split("\n")[1] == ("1. Выезд в библиотеку (Книжник П. А.): отвечено 0 из 3.")


async def test_a_confirmation_is_taken_by_telephone_in_belarusian(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.send("/behalf")
    assert await pavel.send("Закладкіна") == [
        (
            "Запіс за супрацоўніка: Закладкіна Ніна Іванаўна.\n"
            "Бібліятэка: Дзераўная.\n"
            "Адкуль звесткі?"
        )
    ]
    await pavel.press("З бланка")
    assert pavel.buttons[-2:] == [["Адказ: выезд 6 кастрычніка"], ["Не трэба"]]
    said = await pavel.press("Адказ: выезд 6 кастрычніка")
    assert said[0].split("\n")[-1] == "Прачытайце гэта ўголас. Усё так?"
    assert await pavel.press("Усё так") == [
        ("Адзначана: з выездам усё так. За калегу: Закладкіна Ніна Іванаўна. Падстава: З бланка.")
    ]
    assert await world.sql("SELECT confirmation, confirmed_by FROM visits WHERE visit_id = 7") == [
        ("confirmed", 4)
    ]


TOLD: Final = (
    "Запись за сотрудника: Закладкина Нина Ивановна.\n"
    "Основание: По телефону.\n"
    "Выезд, библиотека: Деревная, 6 октября.\n"
    "Кто был: Аннотова С. Ю., Книжник П. А.\n"
    "Цель: Методическая помощь, Оформление, ремонт.\n"
    "Сделано: «Расставлен фонд детской литературы»\n"
    "Рекомендации:\n"
    "• Обновить стенд у входа; Закладкина Н. И.; срок: 1 ноября\n"
)


async def test_an_inaccuracy_is_taken_by_telephone(world: World) -> None:
    """The record is read out; the line goes to the author, and who took it stands beside."""
    lidia, svetlana = world.chat(1002), world.chat(1003)
    await svetlana.start()
    await lidia.send("/behalf")
    await lidia.send("Закладкина")
    await lidia.press("По телефону")
    assert await lidia.press("Ответ: выезд 6 октября") == [f"{TOLD}Прочитайте коллеге. Всё так?"]
    assert lidia.buttons == [["Всё так", "Есть неточность"], ["Назад"]]
    assert await lidia.press("Есть неточность") == [
        f"{TOLD}Что неточно? Напишите одной строкой со слов коллеги."
    ]
    assert lidia.buttons == [["Назад"]]
    assert await lidia.send("я" * 501) == [
        "Напишите, пожалуйста, одну строку: не больше 500 знаков."
    ]
    assert await lidia.send("Фонд расставлен\nне весь") == [
        "Отмечено: есть неточность. За коллегу: Закладкина Нина Ивановна. Основание: По телефону."
    ]
    assert await svetlana.news() == [
        (
            "Неточность в записи о выезде. Библиотека: Деревная, 6 октября.\n"
            "Со слов коллеги (Закладкина Н. И.): «Фонд расставлен не весь»\n"
            "Кто записал: Каталогова М. П."
        )
    ]
    assert await world.sql(
        "SELECT confirmation, confirmed_by, dispute FROM visits WHERE visit_id = 7"
    ) == [("disputed", 2, "Фонд расставлен не весь")]
    await lidia.forge("behalf.right:5:phone:7")
    assert lidia.toast == "Библиотека уже ответила об этом выезде."


async def test_a_question_for_the_line_can_be_left(world: World) -> None:
    """«Назад» drops it: what is typed then is no line to the author."""
    pavel = world.chat(1004)
    await pavel.send("/behalf")
    await pavel.forge("behalf.wrong:5:paper:7")
    await pavel.press("Назад")
    assert pavel.buttons == [["Усё так"], ["Ёсць недакладнасць"], ["Назад"]]
    await pavel.send("Не той дзень")
    assert await world.sql("SELECT confirmation FROM visits WHERE visit_id = 7") == [("waiting",)]
    await pavel.forge("behalf.visit:5:paper:7")
    await pavel.press("Назад")
    assert pavel.buttons[-2:] == [["Адказ: выезд 6 кастрычніка"], ["Не трэба"]]


async def test_an_inaccuracy_in_a_closed_period_is_refused(world: World) -> None:
    """«Всё так» changes nothing that is counted and can still be noted."""
    pavel = world.chat(1004)
    async with world.db.write() as tx:
        quarter = (date(2026, 10, 1), date(2026, 12, 31))
        await periods.close(tx, "quarter", *quarter, now="2026-10-15T06:00:00Z", by=1)
    await pavel.send("/behalf")
    await pavel.forge("behalf.wrong:5:phone:7")
    assert pavel.toast.split(". ")[0] == "Перыяд закрыты: IV квартал 2026 года"
    await pavel.forge("behalf.right:5:phone:7")
    assert await world.sql("SELECT confirmation FROM visits WHERE visit_id = 7") == [
        ("confirmed",)
    ]


async def test_nothing_need_be_entered(world: World) -> None:
    svetlana = world.chat(1003)
    world.clock.jump(days=365)
    await svetlana.send("/behalf")
    await svetlana.press("Буквицкая Я. А.")
    assert await svetlana.press("Другое") == [
        (
            "Запись за сотрудника: Буквицкая Ядвига Антоновна.\n"
            "Основание: Другое.\n"
            "Что записать? Нажмите."
        )
    ]
    assert svetlana.buttons == [["Итоги обхода"], ["Не надо"]]
    assert await svetlana.press("Не надо") == ["Хорошо, ничего не изменено."]


async def test_a_beginning_that_fits_several_is_offered(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/behalf")
    said = await svetlana.send("Ко")
    assert said[0].split("\n")[1] == "Что имеется в виду: «Ко»?"
    await svetlana.press("Корешкова Г. Ф.")
    assert svetlana.last.text.split("\n")[0] == "Запись за сотрудника: Корешкова Галина Фёдоровна."


async def test_an_unknown_surname_is_asked_again(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/behalf")
    assert await svetlana.send("Ъыъыъ") == [
        "Такой фамилии нет: «Ъыъыъ». Напишите фамилию иначе или нажмите имя."
    ]


@pytest.mark.parametrize(
    "data",
    [
        "behalf.who",
        "behalf.who:99",
        "behalf.who:3",
        "behalf.from:4:sms",
        "behalf.from:4",
        "behalf.open:4:phone",
        "behalf.open:4:phone:nonsense",
        "behalf.open:5:phone:visit",
        "behalf.right:5:phone:1",
        "behalf.right:5:phone",
        "behalf.right:4:phone:7",
        "behalf.right:5:phone:99",
        "behalf.visit:5:phone:1",
        "behalf.wrong:4:phone:7",
        "behalf.wrong:5:sms:7",
    ],
)
async def test_forged_buttons_are_refused(world: World, data: str) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/behalf")
    await svetlana.forge(data)
    assert svetlana.toast == REFUSAL


@pytest.mark.parametrize("user_id", [1005, 1014, 1015])
async def test_only_the_department_enters_on_behalf(world: World, user_id: int) -> None:
    assert await world.chat(user_id).send("/behalf") == [REFUSAL]
