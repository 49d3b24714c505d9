"""Campaigns as a whole: announced, moved, stopped, let go again, prolonged, reviewed by whom."""

from datetime import date, datetime

from monitored import RU, a_campaign, answered, everybody
from world import MINSK, World

from storage import institution, periods

NOW = "2026-09-20T06:00:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


def at(world: World, month: int, day: int, hour: int = 9, minute: int = 31) -> None:
    """Move the clock to a moment of 2026."""
    world.clock.set(datetime(2026, month, day, hour, minute, tzinfo=MINSK))


async def announced(world: World) -> None:
    """Let the bot announce the campaign of autumn, five days before it opens."""
    everybody(world)
    at(world, 9, 26)
    await world.tick()


async def days(world: World) -> list[tuple[object, ...]]:
    """Return the days of the campaigns, what their figures are of, and whether they will open."""
    return await world.sql("SELECT opens_on, closes_on, period, stopped_at IS NULL FROM campaigns")


async def test_head_and_deputy_are_told_some_days_before(world: World) -> None:
    """It opens by itself; who has read «Хорошо» is not told again."""
    await announced(world)
    olga, marina, svetlana = world.chat(1001), world.chat(1002), world.chat(1003)
    assert await olga.news() == [
        (
            "Ольга Станиславовна, сегодня 26 сентября.\n"
            "1. Мониторинг за 9 месяцев 2026 года откроется 1 октября: 12 "
            "библиотек.\n"
            "2. Есть неточность в записи о выезде: Василевичи, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    assert olga.buttons == [["1", "2"], ["Напомнить позже"]]
    assert [
        line for text in await marina.news() for line in text.split("\n") if "откроется" in line
    ] == [
        ("1. Мониторинг за 9 месяцев 2026 года откроется 1 октября: 12 библиотек."),
    ]
    assert [
        line for text in await svetlana.news() for line in text.split("\n") if "откроется" in line
    ] == []
    assert await olga.press("1") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: откроется 1 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 20 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert olga.buttons == [
        ["Перенести", "Остановить"],
        ["Хорошо", "Кто проверяет"],
        ["Печать бланков", "История"],
        ["Все мониторинги"],
    ]
    assert await olga.press("Хорошо") == [
        (
            "Хорошо, откроется в свой день.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: откроется 1 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 20 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert olga.buttons == [
        ["Перенести", "Остановить"],
        ["Кто проверяет", "Печать бланков"],
        ["История", "Все мониторинги"],
    ]
    assert [
        line
        for text in await olga.send("/tasks")
        for line in text.split("\n")
        if "откроется" in line
    ] == []
    at(world, 10, 1)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(12,)]
    assert await olga.press("История") == [
        "Мониторинг за 9 месяцев 2026 года\n26.09.2026 09:31, бот: создан",
    ]


async def test_a_campaign_is_moved_before_it_opens(world: World) -> None:
    """By pressed days or typed ones; the other manager is told; it opens on its new day."""
    await announced(world)
    olga, marina = world.chat(1001), world.chat(1002)
    await olga.news()
    await marina.news()
    await olga.press("1")
    assert await olga.press("Перенести") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Открывается: 1 октября, последний день: 20 октября.\n"
            "Нажмите новые дни или напишите первый и последний, например: 5.10 - 25.10"
        ),
    ]
    assert olga.buttons == [
        ["4.10 - 23.10", "8.10 - 27.10"],
        ["15.10 - 3.11", "Назад"],
    ]
    assert await olga.press("8.10 - 27.10") == [
        (
            "Перенесён: откроется 8 октября, последний день 27 октября.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: откроется 8 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 8 октября, последний день: 27 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert olga.buttons == [
        ["Перенести", "Остановить"],
        ["Кто проверяет", "Печать бланков"],
        ["История", "Все мониторинги"],
    ]
    assert await marina.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Перенесён: откроется 8 октября, последний день 27 октября.\n"
            "Кто: Экслибрисова О. С."
        ),
    ]
    assert marina.buttons == [["Открыть"]]
    await marina.press("Открыть")
    await marina.press("Перенести")
    assert await marina.send("25.10 - 5.10") == [
        ("Последний день не может быть раньше первого. Напишите, например: 20.10 - 30.10."),
    ]
    assert await marina.send("20.09 - 5.10") == [
        ("Последний день не может быть раньше первого. Напишите, например: 20.10 - 30.10."),
    ]
    assert await marina.send("30.09 - 5.10") == [
        ("Вопросы о времени по 30 сентября включительно: открыть можно со следующего дня."),
    ]
    assert await marina.send("10.01.2027 - 20.01.2027") == [
        "Этот мониторинг относится к 2026 году: открыть его можно в том же году.",
    ]
    assert await marina.send("1.10.2026 - 1.10.2027") == [
        "Мониторинг длится не дольше 120 дней. Проверьте, пожалуйста, год.",
    ]
    assert await marina.send("когда-нибудь") == [
        (
            "Нужна дата, например 5.03, 12 апреля или «вчера». Вы написали: "
            "«когда-нибудь». Прежние ответы на месте."
        ),
    ]
    assert await marina.send("5.10") == [
        (
            "Перенесён: откроется 5 октября, последний день 24 октября.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: откроется 5 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 5 октября, последний день: 24 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert await days(world) == [("2026-10-05", "2026-10-24", "2026-10", 1)]
    at(world, 10, 1)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(0,)]
    at(world, 10, 5)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(12,)]
    assert await marina.send("/monitoring") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 5 октября, срок: 24 октября.\n"
            "Период открыт.\n"
            "Ответили: 0 из 12.\n"
            "Не открывали (9): Центральная, Жировичи, Деревная, Озерница, "
            "Василевичи, Сеньковщина и ещё 3.\n"
            "Без связи (3): Новоселки, Новодевятковичи, Павлово.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert await marina.press("Сроки и история") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: идёт, последний день 24 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 5 октября, последний день: 24 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Ответили: 0 из 12.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert await marina.press("История") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "26.09.2026 09:31, бот: создан\n"
            "26.09.2026 09:31, Экслибрисова О. С.: новые дни: 8 октября - 27 "
            "октября\n"
            "26.09.2026 09:31, Каталогова М. П.: новые дни: 5 октября - 24 октября"
        ),
    ]


async def test_a_closed_period_takes_no_campaign(world: World) -> None:
    await announced(world)
    olga = world.chat(1001)
    async with world.db.write() as tx:
        await periods.close(tx, "month", date(2026, 11, 1), date(2026, 11, 30), now=NOW, by=1)
    await olga.news()
    await olga.press("1")
    await olga.press("Перенести")
    assert await olga.send("15.10 - 5.11") == [
        "Период закрыт: ноябрь 2026 года. Выберите другие дни."
    ]
    assert await days(world) == [("2026-10-01", "2026-10-20", "2026-10", 1)]


async def test_a_campaign_is_stopped_and_let_go_again(world: World) -> None:
    """Until its day is over; then it can only be made anew."""
    await announced(world)
    olga, marina = world.chat(1001), world.chat(1002)
    await olga.news()
    await marina.news()
    await olga.press("1")
    assert await olga.press("Остановить") == [
        (
            "Остановить: Мониторинг за 9 месяцев 2026 года?\n"
            "Сам он не откроется. Вернуть его в план можно до 1 октября "
            "включительно."
        ),
    ]
    assert olga.buttons == [["Да, остановить", "Назад"]]
    assert await olga.press("Да, остановить") == [
        (
            "Остановлен: сам не откроется.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: остановлен.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 20 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert olga.buttons == [["Вернуть в план", "История"], ["Все мониторинги"]]
    assert await marina.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Остановлен: сам не откроется.\n"
            "Кто: Экслибрисова О. С."
        ),
    ]
    assert [
        line
        for text in await marina.send("/tasks")
        for line in text.split("\n")
        if "откроется" in line
    ] == []
    at(world, 10, 1)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(0,)]
    assert await marina.send("/monitoring") == [
        ("Мониторинга ещё не было. Он откроется сам в день, указанный в настройках."),
    ]
    assert marina.buttons == [["Все мониторинги"]]
    assert await marina.press("Все мониторинги") == [
        ("Все мониторинги\nМониторинг за 9 месяцев 2026 года: остановлен"),
    ]
    assert marina.buttons == [["Октябрь 2026"], ["Новый мониторинг"]]
    await marina.press("Октябрь 2026")
    assert await marina.press("Вернуть в план") == [
        (
            "Снова в плане: откроется 1 октября.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: идёт, последний день 20 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 20 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Ответили: 0 из 12.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    await world.tick()
    at(world, 10, 1, 9, 33)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(12,)]


async def test_a_stopped_campaign_stays_stopped_after_its_day(world: World) -> None:
    await announced(world)
    olga = world.chat(1001)
    await olga.news()
    await olga.press("1")
    await olga.press("Остановить")
    await olga.press("Да, остановить")
    at(world, 10, 2)
    assert await olga.press("Вернуть в план") == []
    assert olga.toast == "Сейчас это невозможно. Мониторинг за 9 месяцев 2026 года: остановлен."
    await world.tick()
    assert await world.sql("SELECT count(*) FROM campaign_units") == [(0,)]
    await olga.forge("campaign.card:1")
    assert olga.buttons == [["История", "Все мониторинги"]]


async def test_in_belarusian(world: World) -> None:
    """The deputy moves it and chooses who reviews; Pavel is told in his language."""
    await announced(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = 2")
    world.bot.services.network.forget()
    marina, pavel = world.chat(1002), world.chat(1004)
    await pavel.news()
    await marina.start()
    assert await marina.forge("campaign.card:1") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Стан: адкрыецца 1 кастрычніка.\n"
            "За які час: 1 студзеня - 30 верасня 2026\u202fг.\n"
            "Адкрываецца: 1 кастрычніка, апошні дзень: 20 кастрычніка.\n"
            "Анкета: Мониторинг.\n"
            "Бібліятэкі: 12, усе адкрытыя.\n"
            "Хто правярае: Каталогава М. П.\n"
            "Адкрываецца сам, паводле налад."
        ),
    ]
    assert marina.buttons == [
        ["Перанесці", "Спыніць"],
        ["Добра", "Хто правярае"],
        ["Друк бланкаў", "Гісторыя"],
        ["Усе маніторынгі"],
    ]
    assert await marina.press("Перанесці") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Адкрываецца: 1 кастрычніка, апошні дзень: 20 кастрычніка.\n"
            "Націсніце новыя дні або напішыце першы і апошні, напрыклад: 5.10 - 25.10"
        ),
    ]
    await marina.send("3.10 - 23.10")
    assert await marina.press("Хто правярае") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Хто правярае: Каталогава М. П.\n"
            "Націсніце, хто будзе правяраць."
        ),
    ]
    assert marina.buttons == [
        ["Анотава С. Ю."],
        ["Каталогава М. П."],
        ["Кніжнік П. А."],
        ["Назад"],
    ]
    assert await marina.press("Кніжнік П. А.") == [
        (
            "Цяпер правярае: Кніжнік П. А.\n"
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Стан: адкрыецца 3 кастрычніка.\n"
            "За які час: 1 студзеня - 30 верасня 2026\u202fг.\n"
            "Адкрываецца: 3 кастрычніка, апошні дзень: 23 кастрычніка.\n"
            "Анкета: Мониторинг.\n"
            "Бібліятэкі: 12, усе адкрытыя.\n"
            "Хто правярае: Кніжнік П. А.\n"
            "Адкрываецца сам, паводле налад."
        ),
    ]
    assert await pavel.news() == [
        ("Маніторынг за 9 месяцаў 2026 года\nАдказы цяпер правяраеце Вы.\nХто: Каталогава М. П."),
    ]
    assert pavel.buttons == [["Адкрыць"]]
    assert await marina.press("Гісторыя") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "26.09.2026 09:31, бот: створаны\n"
            "26.09.2026 09:31, Каталогава М. П.: новыя дні: 3 кастрычніка - 23 "
            "кастрычніка\n"
            "26.09.2026 09:31, Каталогава М. П.: цяпер правярае: Кніжнік П. А."
        ),
    ]
    await marina.forge("campaign.stop:1")
    assert await marina.press("Так, спыніць") == [
        (
            "Спынены: сам не адкрыецца.\n"
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Стан: спынены.\n"
            "За які час: 1 студзеня - 30 верасня 2026\u202fг.\n"
            "Адкрываецца: 3 кастрычніка, апошні дзень: 23 кастрычніка.\n"
            "Анкета: Мониторинг.\n"
            "Бібліятэкі: 12, усе адкрытыя.\n"
            "Хто правярае: Кніжнік П. А.\n"
            "Адкрываецца сам, паводле налад."
        ),
    ]
    assert await marina.press("Усе маніторынгі") == [
        "Усе маніторынгі\nМаніторынг за 9 месяцаў 2026 года: спынены"
    ]


async def test_what_nobody_has_moved_follows_the_settings(world: World) -> None:
    """The admin's new day holds for what is announced; what people set stays as they set it."""
    await announced(world)
    async with world.db.write() as tx:
        await institution.change(tx, "autumn_closes", "25.10", now=NOW, by=15)
    world.bot.services.network.forget()
    at(world, 9, 26, 9, 33)
    await world.tick()
    assert await days(world) == [("2026-10-01", "2026-10-25", "2026-10", 1)]
    olga = world.chat(1001)
    await olga.news()
    await olga.press("1")
    await olga.press("Перенести")
    await olga.send("2.10 - 22.10")
    async with world.db.write() as tx:
        await institution.change(tx, "autumn_closes", "20.10", now=NOW, by=15)
    world.bot.services.network.forget()
    at(world, 9, 26, 9, 35)
    await world.tick()
    assert await days(world) == [("2026-10-02", "2026-10-22", "2026-10", 1)]


async def test_all_are_given_more_time(world: World) -> None:
    """Those who have not answered are told; who has, is not; the ladder follows the new day."""
    everybody(world)
    await a_campaign(world)
    nina, elena, anna, olga = (world.chat(1000 + n) for n in (5, 10, 9, 1))
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    await nina.press("Отложить")
    async with world.db.write() as tx:
        await tx.run("UPDATE campaign_units SET state = 'sent' WHERE library_id = 7")
    for chat in (nina, elena, anna):
        await chat.news()
    await olga.send("/monitoring")
    await olga.press("Сроки и история")
    assert await olga.press("Продлить") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Срок: 20 октября.\n"
            "Нажмите новый срок или напишите его, например: 25.10"
        ),
    ]
    assert olga.buttons == [
        ["До 23 октября", "До 27 октября"],
        ["До 3 ноября", "Назад"],
    ]
    assert await olga.press("До 23 октября") == [
        (
            "Продлён до 23 октября. Сообщение получат: 6.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: идёт, последний день 23 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 23 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Ответили: 1 из 12.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert olga.buttons == [
        ["Продлить", "Кто проверяет"],
        ["Печать бланков"],
        ["Закрыть мониторинг"],
        ["История", "К списку"],
        ["Все мониторинги"],
    ]
    assert await nina.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "На анкету дано больше времени: теперь срок 23 октября.\n"
            "Деревная."
        ),
    ]
    assert nina.buttons == [["Открыть"]]
    assert await elena.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "На анкету дано больше времени: теперь срок 23 октября.\n"
            "Деревянчицы, Большие Шиловичи."
        ),
    ]
    assert elena.buttons == [["Деревянчицы", "Большие Шиловичи"]]
    assert await anna.news() == []
    await olga.press("Продлить")
    assert await olga.send("20.10") == [
        "Сейчас срок 23 октября. Напишите более поздний день.",
    ]
    assert await olga.send("1.06.2027") == ["Срок слишком большой: проверьте, пожалуйста, год."]
    assert await olga.send("30 октября") == [
        (
            "Продлён до 30 октября. Сообщение получат: 6.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Состояние: идёт, последний день 30 октября.\n"
            "За какое время: 1 января - 30 сентября 2026\u202fг.\n"
            "Открывается: 1 октября, последний день: 30 октября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Ответили: 1 из 12.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Открывается сам, по настройкам."
        ),
    ]
    assert await nina.press("Открыть") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 30 октября."
        ),
        ("Анкета, 7 из 15\nФонд сегодня, экземпляров\nНапишите число."),
    ]
    at(world, 10, 27, 11)
    await world.tick()
    assert [text for text in await nina.news() if "Анкета" in text] == [
        (
            "Нина Ивановна, сегодня 27 октября.\n"
            "1. Анкета за 9 месяцев 2026 года (Деревная): отвечено 6 из 15, срок "
            "30 октября.\n"
            "2. Обход не закончен: Деревная, 14 октября.\n"
            "3. Подтвердить выезд: Деревная, 6 октября.\n"
            "Нажмите номер."
        ),
    ]


async def test_one_library_is_given_more_time(world: World) -> None:
    """Its own last day stands on its card and in its reminders; all prolonged later cover it."""
    everybody(world)
    await a_campaign(world)
    marina, nina, svetlana = world.chat(1002), world.chat(1005), world.chat(1003)
    await nina.news()
    await marina.start()
    await marina.forge("unit.card:3")
    assert marina.buttons == [
        ["По телефону", "С бланка"],
        ["Продлить", "Печать бланка"],
        ["Библиотека", "К списку"],
    ]
    assert await marina.press("Продлить") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Срок: 20 октября.\n"
            "Нажмите новый срок или напишите его, например: 25.10"
        ),
    ]
    assert marina.buttons == [
        ["До 23 октября", "До 27 октября"],
        ["До 3 ноября", "Назад"],
    ]
    assert await marina.press("До 27 октября") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Состояние: не открывали.\n"
            "Кто отвечает: Закладкина Нина Ивановна.\n"
            "Срок: 27 октября."
        ),
    ]
    assert await nina.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "На анкету дано больше времени: теперь срок 27 октября.\n"
            "Деревная."
        ),
    ]
    await marina.press("Продлить")
    assert await marina.send("25.10") == [
        "Сейчас срок 27 октября. Напишите более поздний день.",
    ]
    await marina.send("28.10")
    assert await world.sql(
        "SELECT unit_id, closes_on FROM campaign_units WHERE closes_on NOT NULL"
    ) == [(3, "2026-10-28")]
    await marina.forge("campaign.until:1:2026-10-30")
    assert (
        await world.sql("SELECT unit_id, closes_on FROM campaign_units WHERE closes_on NOT NULL")
        == []
    )
    await svetlana.start()
    await svetlana.forge("unit.card:3")
    assert svetlana.buttons == [
        ["По телефону", "С бланка"],
        ["Печать бланка", "Библиотека"],
        ["К списку"],
    ]


async def test_forged_buttons_change_nothing(world: World) -> None:
    """A methodist may read, not manage; days and numbers that are none are refused."""
    await announced(world)
    svetlana, olga, nina = world.chat(1003), world.chat(1001), world.chat(1005)
    await svetlana.start()
    await nina.start()
    await svetlana.forge("campaign.card:1")
    assert svetlana.buttons == [["Печать бланков", "История"], ["Все мониторинги"]]
    for forged in (
        "ok:1", "move:1", "moved:1:2026-10-05:2026-10-25", "stop:1", "stopped:1", "go:1",
        "longer:1", "until:1:2026-10-30", "who:1", "by:1:4",
    ):  # fmt: skip
        await svetlana.forge(f"campaign.{forged}")
        assert svetlana.toast == REFUSED
    for forged in ("campaign.card:1", "campaign.all:0", "campaign.history:1"):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    await olga.news()
    for forged in (
        "card:9", "moved:1:x:y", "moved:1:2026-10-05", "by:1:5", "by:1", "move", "all:x",
    ):  # fmt: skip
        await olga.forge(f"campaign.{forged}")
        assert olga.toast == REFUSED
    assert await olga.forge("campaign.longer:1") == []
    assert olga.toast == (
        "Сейчас это невозможно. Мониторинг за 9 месяцев 2026 года: откроется 1 октября."
    )
    assert await olga.forge("campaign.go:1") == []
    assert olga.toast == (
        "Сейчас это невозможно. Мониторинг за 9 месяцев 2026 года: откроется 1 октября."
    )
    assert await olga.forge("unit.longer:1") == []
    assert await days(world) == [("2026-10-01", "2026-10-20", "2026-10", 1)]
    assert await world.sql("SELECT reviewer_id FROM campaigns") == [(None,)]


async def test_who_has_not_answered_is_told_of_the_end(world: World) -> None:
    """Before the day: named in the question, told in their language; the draft stays."""
    everybody(world)
    await a_campaign(world)
    nina, anna, olga, elena = (world.chat(1000 + n) for n in (5, 9, 1, 10))
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    await nina.press("Отложить")
    async with world.db.write() as tx:
        await tx.run("UPDATE campaign_units SET state = 'sent' WHERE library_id = 8")
    for chat in (nina, anna, elena):
        await chat.news()
    await olga.send("/monitoring")
    await olga.press("Сроки и история")
    assert await olga.press("Закрыть мониторинг") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Закрыть мониторинг?\n"
            "Принято: 0 из 12. Ждут проверки: 1.\n"
            "Без ответа (11): Центральная, Жировичи, Деревная, Новоселки, "
            "Озерница, Василевичи и ещё 5.\n"
            "Им придёт сообщение, что отвечать больше не нужно.\n"
            "Потом анкеты можно только смотреть, и никому не напоминают.\n"
            "Начатое сохранится. Открыть снова можно с объяснением."
        ),
    ]
    await olga.press("Да, закрыть")
    assert await nina.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Мониторинг закрыт: отвечать больше не нужно. Начатое сохранено.\n"
            "Деревная."
        ),
    ]
    assert await anna.news() == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Маніторынг закрыты: адказваць больш не трэба. Пачатае захавана.\n"
            "Сянькоўшчына."
        ),
    ]
    assert await elena.news() == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Мониторинг закрыт: отвечать больше не нужно. Начатое сохранено.\n"
            "Большие Шиловичи."
        ),
    ]
    assert await nina.send("/questionnaire") == [
        (
            "Мониторинг закрыт: 9 месяцев 2026 года. Анкету можно только смотреть. "
            "Нужна правка? Напишите в отдел."
        ),
    ]
    await olga.press("Открыть снова")
    await olga.send("Павлово ответит завтра")
    assert (await nina.send("/questionnaire"))[-1].split("\n")[0] == "Анкета, 7 из 15"
    await olga.press("История")
    assert olga.last.text == (
        "Мониторинг за 9 месяцев 2026 года\n"
        "15.10.2026 09:28, бот: создан\n"
        "15.10.2026 09:28, Экслибрисова О. С.: закрыт\n"
        "15.10.2026 09:28, Экслибрисова О. С.: открыто снова «Павлово ответит "
        "завтра»"
    )
