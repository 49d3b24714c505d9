"""«Меня не будет» in conversation: typed and pressed days, who stands in, told, cancelled."""

from typing import Final

import pytest
from monitored import without_campaigns
from world import World

ASK: Final = (
    "С какого и по какое число Вас не будет? Напоминания остановятся.\n"
    "Нажмите день или напишите, например: 20.10 - 30.10."
)
WHO: Final = (
    "Вас не будет: 20 октября - 30 октября. Кому передать Ваши напоминания?\n"
    "Нажмите имя или напишите фамилию."
)
REFUSAL: Final = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_pressed_days_and_a_substitute(world: World) -> None:
    nina, galina = world.chat(1005), world.chat(1006)
    assert await nina.send("/leave") == [ASK]
    assert nina.buttons == [["С сегодня", "С завтра"], ["С понедельника"], ["Не надо"]]
    assert await nina.press("С понедельника") == [
        (
            "С какого дня: 19 октября. По какое число включительно?\n"
            "Нажмите или напишите дату, например 30.10."
        )
    ]
    assert nina.buttons[:2] == [["Один день", "Неделя"], ["Две недели", "24 дня"]]
    await nina.press("Две недели")
    assert nina.buttons[0] == ["Абзацева Н. В."]
    assert await nina.press("Корешкова Г. Ф.") == [
        (
            "Вас не будет: 19 октября - 1 ноября. Замещает: Корешкова Г. Ф.\n"
            "Ваши напоминания получит коллега, сообщение об этом отправлено.\n"
            "Изменить или отменить: снова «Меня не будет»."
        )
    ]
    assert await galina.news() == [
        (
            "Коллеги не будет: Закладкина Нина Ивановна, 19 октября - 1 ноября.\n"
            "Вы замещаете: напоминания за это время придут Вам, они в «Мои дела»."
        )
    ]
    assert await world.sql(
        "SELECT staff_id, from_on, to_on, substitute_id FROM leaves ORDER BY leave_id DESC LIMIT 1"
    ) == [(5, "2026-10-19", "2026-11-01", 6)]


async def test_typed_days_in_belarusian(world: World) -> None:
    hanna = world.chat(1009)
    assert await hanna.send("/leave") == [
        (
            "З якога і па якое чысло Вас не будзе? Напаміны спыняцца.\n"
            "Націсніце дзень або напішыце, напрыклад: 20.10 - 30.10."
        )
    ]
    assert await hanna.send("з 20 па 30 кастрычніка") == [
        (
            "Вас не будзе: 20 кастрычніка - 30 кастрычніка. Каму перадаць Вашы напаміны?\n"
            "Націсніце імя або напішыце прозвішча."
        )
    ]
    assert await hanna.send("нікому") == [
        (
            "Вас не будзе: 20 кастрычніка - 30 кастрычніка.\n"
            "У гэтыя дні напаміны прыходзіць не будуць.\n"
            "Змяніць або скасаваць: зноў «Мяне не будзе»."
        )
    ]


async def test_days_and_a_surname_are_typed_one_by_one(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    await nina.send("20 октября")
    assert await nina.send("по 30") == [WHO]
    said = await nina.send("Корешковой")
    assert said[0].split("\n")[0] == (
        "Вас не будет: 20 октября - 30 октября. Замещает: Корешкова Г. Ф."
    )


async def test_an_unknown_surname_is_asked_again(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    await nina.send("20.10 - 30.10")
    assert await nina.send("Ъыъыъ") == [
        "Такой фамилии нет: «Ъыъыъ». Напишите фамилию иначе или нажмите имя."
    ]
    assert (await nina.send("Полкина"))[0].split("\n")[0] == (
        "Вас не будет: 20 октября - 30 октября. Замещает: Полкина Л. Н."
    )


async def test_a_beginning_that_fits_several_is_offered(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    await nina.send("20.10 - 30.10")
    said = await nina.send("Ко")
    assert said[0].split("\n")[1] == "Что имеется в виду: «Ко»?"
    assert nina.buttons == [
        ["Каталогова М. П."],
        ["Страницкая И. К."],
        ["Корешкова Г. Ф."],
        ["Никому"],
        ["Не надо"],
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "30.10 - 20.10",
            "Последний день не может быть раньше первого. Напишите, например: 20.10 - 30.10.",
        ),
        ("1.10.2026 - 5.10.2026", "Эти дни уже прошли. Напишите, пожалуйста, будущие."),
        ("20.10.2026 - 20.10.2036", "Срок слишком большой: проверьте, пожалуйста, год."),
    ],
)
async def test_impossible_days_are_refused(world: World, typed: str, said: str) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    assert await nina.send(typed) == [said]
    assert await nina.send("20.10 - 30.10") == [WHO]


async def test_an_absence_is_shown_and_cancelled(world: World) -> None:
    iryna, ludmila = world.chat(1007), world.chat(1008)
    said = await iryna.send("/leave")
    assert said[0].split("\n")[0] == (
        "Вас не будзе: 12 кастрычніка - 18 кастрычніка. Замяшчае: Полкіна Л. М."
    )
    assert await iryna.press("Скасаваць: 12.10 - 18.10") == [
        "Скасавана: 12 кастрычніка - 18 кастрычніка. Напаміны зноў прыходзяць Вам."
    ]
    assert await ludmila.news() == [
        (
            "Отсутствие отменено: Страницкая Ирина Казимировна, 12 октября - 18 октября. "
            "Замещать не нужно."
        )
    ]
    await iryna.forge("leave.cancel:1")
    assert iryna.toast == (
        "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )


async def test_an_absence_without_a_substitute_is_cancelled(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    await nina.send("20.10 - 30.10")
    await nina.press("Никому")
    await nina.send("/leave")
    assert await nina.press("Отменить: 20.10 - 30.10") == [
        "Отменено: 20 октября - 30 октября. Напоминания снова приходят Вам."
    ]


async def test_days_that_overlap_are_refused(world: World) -> None:
    iryna = world.chat(1007)
    await iryna.send("/leave")
    assert await iryna.send("17.10 - 30.10") == [
        (
            "Ужо запісана, што Вас не будзе: 12 кастрычніка - 18 кастрычніка. Спачатку "
            "скасуйце той запіс."
        )
    ]


async def test_nothing_is_changed_by_no_need(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    assert await nina.press("Не надо") == ["Хорошо, ничего не изменено."]


@pytest.mark.parametrize(
    "data",
    [
        "leave.from:x",
        "leave.from",
        "leave.to:2026-10-20",
        "leave.sub:2026-10-20:2026-10-30",
        "leave.sub:2026-10-20:2026-10-30:5",
        "leave.sub:2026-10-20:2026-10-30:11",
        "leave.cancel:1",
    ],
)
async def test_forged_buttons_are_refused(world: World, data: str) -> None:
    nina = world.chat(1005)
    await nina.send("/leave")
    await nina.forge(data)
    assert nina.toast == REFUSAL


async def test_no_reminder_comes_meanwhile_and_the_substitute_gets_them(world: World) -> None:
    await without_campaigns(world)
    nina, galina = world.chat(1005), world.chat(1006)
    await nina.send("/leave")
    await nina.press("С сегодня")
    await nina.press("Неделя")
    await nina.press("Корешкова Г. Ф.")
    await galina.news()
    world.clock.jump(hours=2)
    await world.tick()
    assert await nina.news() == []
    assert await galina.news() == [
        (
            "Галина Фёдоровна, сегодня 15 октября.\n"
            "1. За коллегу (Закладкина Н. И.). Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        )
    ]
    assert (await galina.send("1"))[0].split("\n")[0] == (
        "Выезд в Вашу библиотеку (Деревная), 6 октября."
    )
    await galina.press("Всё так")
    assert await world.sql("SELECT confirmation, confirmed_by FROM visits WHERE visit_id = 7") == [
        ("confirmed", 6)
    ]
