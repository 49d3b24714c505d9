"""The morning of the demo with its campaign: digests, the board, a begun questionnaire."""

from reminded import at, everybody, said_by_itself
from world import World


async def test_the_digests_of_the_morning(demo: World) -> None:
    everybody(demo)
    for hour in ("9:30", "10:00", "11:00", "12:00"):
        demo.clock.set(at("15.10", hour))
        await demo.tick()
    assert [line for _, line in await said_by_itself(demo) if "нкета" in line] == [
        (
            "15.10 09:30 2: 1. Анкета за 9 месяцев 2026 года (Центральная): срок 20 октября. / "
            "2. Мониторинг за 9 месяцев 2026 года, ждут проверки: 3."
        ),
        (
            "15.10 10:00 8: 1. За коллегу (Страницкая И. К.). Анкета за 9 месяцев 2026 года "
            "(Озерница): срок 20 октября."
        ),
        (
            "15.10 10:00 10: 1. Анкета за 9 месяцев 2026 года (Большие Шиловичи): срок 20 "
            "октября. / 2. Уточнить 1 ответ анкеты (Деревянчицы)."
        ),
        (
            "15.10 11:00 5: 1. Анкета за 9 месяцев 2026 года (Деревная): отвечено 6 из 15, "
            "срок 20 октября. / 2. Обход не закончен: Деревная, 14 октября. / "
            "3. Подтвердить выезд: Деревная, 6 октября."
        ),
    ]


async def test_the_board_of_the_demo(demo: World) -> None:
    svetlana = demo.chat(1003)
    assert await svetlana.send("/monitoring") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 15 октября, срок: 20 октября.\n"
            "Период открыт.\n"
            "Ответили: 5 из 12.\n"
            "На уточнении (1): Деревянчицы.\n"
            "Начали (1): Деревная (6 из 15).\n"
            "Не открывали (3): Центральная, Озерница, Большие Шиловичи.\n"
            "Без связи (2): Новоселки, Павлово.\n"
            "Ждут проверки: 3, из них без замечаний: 2.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        )
    ]
    await svetlana.press("Ответили: 5")
    [card] = await svetlana.press("Василевичи")
    assert card.split("\n")[6] == (
        "Посещения с начала года: 2\xa0960 (Октябрь 2025: 980) "
        "«Проводили районный праздник книги в июне»"
    )


async def test_nina_goes_on_at_the_seventh_question(demo: World) -> None:
    nina = demo.chat(1005)
    assert (await nina.send("/questionnaire"))[-1] == (
        "Анкета, 7 из 15\nФонд сегодня, экземпляров\nАпрель 2026: 4\xa0502.\nНапишите число."
    )
    await nina.send("4480")
    assert (await nina.send("39"))[-1] == (
        "Анкета, 9 из 15\nПлатные услуги с начала года, руб.\n"
        "План отдела на год: 260,00.\nНапишите число."
    )
