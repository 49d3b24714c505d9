"""Who has not answered: the list with telephones after the last day, and «Напомнить сейчас»."""

from datetime import date, datetime

from monitored import RU, a_campaign, answered, everybody, sent
from world import MINSK, World

from storage import campaigns, leaves

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
NOW = "2026-10-15T06:00:00Z"


async def test_the_board_reminds_now_those_who_have_not_answered(world: World) -> None:
    """Whom it reaches and whom to call; the button opens the draft at its question."""
    everybody(world)
    await a_campaign(world)
    nina, elena, svetlana = world.chat(1005), world.chat(1010), world.chat(1003)
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    await nina.press("Отложить")
    for chat in (nina, elena):
        await chat.news()
    await svetlana.send("/monitoring")
    assert svetlana.buttons == [
        ["Начали: 1", "Не открывали: 8"],
        ["Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
    ]
    assert await svetlana.press("Напомнить 9") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Напоминание сейчас получат (9):\n"
            "Центральная: Каталогова М. П.\n"
            "Жировичи: Корешкова Г. Ф.\n"
            "Деревная: Закладкина Н. И.\n"
            "Озерница: Полкина Л. Н.\n"
            "Василевичи: Полкина Л. Н.\n"
            "Сеньковщина: Переплётова А. М.\n"
            "Деревянчицы: Формулярова Е. С.\n"
            "Большие Шиловичи: Формулярова Е. С.\n"
            "Мижевичи: Абзацева Н. В.\n"
            "Связи нет, нужен звонок (3):\n"
            "Новоселки: Курсивова Валентина Егоровна\n"
            "Новодевятковичи: Буквицкая Ядвига Антоновна\n"
            "Павлово"
        ),
    ]
    assert svetlana.buttons == [["Отправить (9)", "К списку"]]
    assert await svetlana.press("Отправить (9)") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Напоминания отправлены: 9.\n"
            "Связи нет, нужен звонок (3):\n"
            "Новоселки: Курсивова Валентина Егоровна\n"
            "Новодевятковичи: Буквицкая Ядвига Антоновна\n"
            "Павлово"
        ),
    ]
    assert svetlana.buttons == [["К списку"]]
    assert await nina.news() == [
        (
            "Просит ответить: Аннотова С. Ю.\n"
            "Анкета за 9 месяцев 2026 года (Деревная): отвечено 6 из 15, срок 20 "
            "октября."
        ),
    ]
    assert nina.buttons == [["Продолжить", "Напомнить позже"]]
    assert await nina.press("Продолжить") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 7 из 15\nФонд сегодня, экземпляров\nНапишите число."),
    ]
    assert await elena.news() == [
        (
            "Просит ответить: Аннотова С. Ю.\n"
            "Анкета за 9 месяцев 2026 года (Деревянчицы): срок 20 октября.\n"
            "Анкета за 9 месяцев 2026 года (Большие Шиловичи): срок 20 октября."
        ),
    ]
    assert elena.buttons == [["Деревянчицы", "Большие Шиловичи"], ["Напомнить позже"]]
    assert await elena.press("Деревянчицы") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Деревянчицы.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 1 из 14\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]
    assert await world.sql(
        "SELECT unit_id, staff_id, nudged_at, nudged_by FROM nudges WHERE staff_id IN (5, 10)"
    ) == [
        (3, 5, "2026-10-15T06:28:00Z", 3),
        (8, 10, "2026-10-15T06:28:00Z", 3),
        (9, 10, "2026-10-15T06:28:00Z", 3),
    ]


async def test_nobody_is_reminded_twice_within_a_day(world: World) -> None:
    """Whoever presses: the second press of a colleague finds nobody left until tomorrow."""
    everybody(world)
    await a_campaign(world)
    svetlana, marina, anna = world.chat(1003), world.chat(1002), world.chat(1009)
    await svetlana.send("/monitoring")
    await svetlana.press("Напомнить 9")
    await marina.start()
    await marina.forge("campaign.nudge:1")
    await svetlana.press("Отправить (9)")
    await anna.news()
    assert await marina.press("Отправить (9)") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сейчас напоминать некому.\n"
            "Связи нет, нужен звонок (3):\n"
            "Новоселки: Курсивова Валентина Егоровна\n"
            "Новодевятковичи: Буквицкая Ядвига Антоновна\n"
            "Павлово\n"
            "Уже напоминали за последние сутки (9):\n"
            "Центральная\n"
            "Жировичи\n"
            "Деревная\n"
            "Озерница\n"
            "Василевичи\n"
            "Сеньковщина\n"
            "Деревянчицы\n"
            "Большие Шиловичи\n"
            "Мижевичи"
        ),
    ]
    assert await anna.news() == []
    await marina.send("/monitoring")
    assert marina.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
    ]
    world.clock.jump(hours=23, minutes=59)
    assert await marina.forge("campaign.nudged:1") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сейчас напоминать некому.\n"
            "Связи нет, нужен звонок (3):\n"
            "Новоселки: Курсивова Валентина Егоровна\n"
            "Новодевятковичи: Буквицкая Ядвига Антоновна\n"
            "Павлово\n"
            "Уже напоминали за последние сутки (9):\n"
            "Центральная\n"
            "Жировичи\n"
            "Деревная\n"
            "Озерница\n"
            "Василевичи\n"
            "Сеньковщина\n"
            "Деревянчицы\n"
            "Большие Шиловичи\n"
            "Мижевичи"
        ),
    ]
    world.clock.jump(minutes=2)
    await marina.forge("campaign.nudged:1")
    assert await anna.news() == [
        (
            "Просіць адказаць: Каталогава М. П.\n"
            "Анкета за 9 месяцаў 2026 года (Сянькоўшчына): тэрмін 20 кастрычніка."
        ),
    ]
    assert await world.sql("SELECT nudged_by, count(*) FROM nudges GROUP BY nudged_by") == [
        (2, 9),
        (3, 9),
    ]
    assert await marina.forge("campaign.history:1") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "15.10.2026 09:28, бот: создан\n"
            "15.10.2026 09:28, Аннотова С. Ю.: напоминание библиотекам: 9\n"
            "16.10.2026 09:29, Каталогова М. П.: напоминание библиотекам: 9"
        ),
    ]


async def test_at_night_a_reminder_makes_no_sound(world: World) -> None:
    """Who presses late is told so; in Belarusian for who speaks it."""
    everybody(world)
    await a_campaign(world)
    pavel, anna = world.chat(1004), world.chat(1009)
    world.clock.set(datetime(2026, 10, 15, 22, 30, tzinfo=MINSK))
    await pavel.send("/monitoring")
    assert await pavel.press("Нагадаць 9") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Напамін цяпер атрымаюць (9):\n"
            "Цэнтральная: Каталогава М. П.\n"
            "Жыровічы: Карашкова Г. Ф.\n"
            "Дзераўная: Закладкіна Н. І.\n"
            "Азярніца: Полкіна Л. М.\n"
            "Васілевічы: Полкіна Л. М.\n"
            "Сянькоўшчына: Пераплётава Г. М.\n"
            "Дзеравянчыцы: Фармулярава А. С.\n"
            "Вялікія Шылавічы: Фармулярава А. С.\n"
            "Міжэвічы: Абзацава Н. У.\n"
            "Сувязі няма, патрэбен званок (3):\n"
            "Навасёлкі: Курсівава Валянціна Ягораўна\n"
            "Новадзевяткавічы: Буквіцкая Ядвіга Антонаўна\n"
            "Паўлава\n"
            "Цяпер позна: паведамленне прыйдзе без гуку."
        ),
    ]
    assert pavel.buttons == [["Адправіць (9)", "Да спіса"]]
    assert await pavel.press("Адправіць (9)") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Напаміны адпраўлены: 9.\n"
            "Сувязі няма, патрэбен званок (3):\n"
            "Навасёлкі: Курсівава Валянціна Ягораўна\n"
            "Новадзевяткавічы: Буквіцкая Ядвіга Антонаўна\n"
            "Паўлава"
        ),
    ]
    assert await world.sql(
        "SELECT DISTINCT json_extract(payload, '$.disable_notification') FROM outbox "
        "WHERE lane = 1 AND created_at LIKE '2026-10-15T19:30%'"
    ) == [(1,)]
    assert await anna.news() == [
        (
            "Просіць адказаць: Кніжнік П. А.\n"
            "Анкета за 9 месяцаў 2026 года (Сянькоўшчына): тэрмін 20 кастрычніка."
        ),
    ]
    assert anna.buttons == [["Адказаць", "Нагадаць пазней"]]


async def test_the_substitute_is_reminded_and_one_who_left_is_called(world: World) -> None:
    """The reminder of who is away goes to who stands in, named as a colleague's."""
    everybody(world)
    async with world.db.write() as tx:
        await leaves.add(
            tx, 5, date(2026, 10, 12), date(2026, 10, 18), substitute_id=8, now=NOW, by=5
        )
        await leaves.add(
            tx, 9, date(2026, 10, 12), date(2026, 10, 18), substitute_id=None, now=NOW, by=9
        )
    await a_campaign(world)
    svetlana, lyudmila = world.chat(1003), world.chat(1008)
    await svetlana.send("/monitoring")
    assert await svetlana.press("Напомнить 8") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Напоминание сейчас получат (8):\n"
            "Центральная: Каталогова М. П.\n"
            "Жировичи: Корешкова Г. Ф.\n"
            "Деревная: Полкина Л. Н.\n"
            "Озерница: Полкина Л. Н.\n"
            "Василевичи: Полкина Л. Н.\n"
            "Деревянчицы: Формулярова Е. С.\n"
            "Большие Шиловичи: Формулярова Е. С.\n"
            "Мижевичи: Абзацева Н. В.\n"
            "Связи нет, нужен звонок (4):\n"
            "Новоселки: Курсивова Валентина Егоровна\n"
            "Сеньковщина: Переплётова Анна Михайловна\n"
            "Новодевятковичи: Буквицкая Ядвига Антоновна\n"
            "Павлово"
        ),
    ]
    await svetlana.press("Отправить (8)")
    assert await lyudmila.news() == [
        (
            "Просит ответить: Аннотова С. Ю.\n"
            "За коллегу (Закладкина Н. И.). Анкета за 9 месяцев 2026 года "
            "(Деревная): срок 20 октября.\n"
            "За коллегу (Страницкая И. К.). Анкета за 9 месяцев 2026 года "
            "(Озерница): срок 20 октября.\n"
            "Анкета за 9 месяцев 2026 года (Василевичи): срок 20 октября."
        ),
    ]
    assert lyudmila.buttons == [
        ["Деревная", "Озерница"],
        ["Василевичи", "Напомнить позже"],
    ]
    assert await lyudmila.press("Деревная") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Закладкина Нина Ивановна.\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 1 из 15\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]


async def test_later_is_possible_after_a_reminder(world: World) -> None:
    """«Напомнить позже» under it; nothing comes when the answer is in by then."""
    everybody(world)
    await a_campaign(world)
    nina, anna, svetlana = world.chat(1005), world.chat(1009), world.chat(1003)
    await svetlana.send("/monitoring")
    await svetlana.press("Напомнить 9")
    await svetlana.press("Отправить (9)")
    await nina.news()
    assert await nina.press("Напомнить позже") == ["Когда напомнить?"]
    assert await nina.press("Через час") == ["Напомню: 15 октября, 10:28."]
    await anna.news()
    await anna.press("Нагадаць пазней")
    await anna.press("Праз гадзіну")
    await sent(nina, "Пропустить", "Пропустить")
    world.clock.jump(hours=1, minutes=1)
    await world.tick()
    assert [text for text in await nina.news() if "просили" in text] == []
    assert [text for text in await anna.news() if "прасілі" in text] == [
        (
            "Вы прасілі нагадаць.\n"
            "Анкета за 9 месяцаў 2026 года (Сянькоўшчына): тэрмін 20 кастрычніка."
        ),
    ]
    assert anna.buttons == [["Адкрыць", "Нагадаць пазней"]]


async def test_the_list_after_the_last_day(world: World) -> None:
    """One line in the morning's digest opens it; each name opens the library's card."""
    everybody(world)
    await a_campaign(world)
    nina, marina, olga = world.chat(1005), world.chat(1002), world.chat(1001)
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    await nina.press("Отложить")
    for day in (20, 21, 22):
        await marina.news()
        world.clock.set(datetime(2026, 10, day, 9, 31, tzinfo=MINSK))
        await world.tick()
    assert await marina.news() == [
        (
            "Марина Петровна, сегодня 22 октября.\n"
            "1. Анкета за 9 месяцев 2026 года (Центральная): срок был 20 октября, "
            "но ответ ещё нужен.\n"
            "2. Мониторинг за 9 месяцев 2026 года, без ответа 12 из 12: "
            "Центральная, Жировичи, Деревная (6 из 15), Новоселки, Озерница, "
            "Василевичи и ещё 6.\n"
            "Нажмите номер."
        ),
    ]
    assert marina.buttons == [["1", "2"], ["Ответить"], ["Напомнить позже"]]
    assert await olga.news() == [
        (
            "Ольга Станиславовна, сегодня 20 октября.\n"
            "1. Есть неточность в записи о выезде: Василевичи, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    assert await marina.press("2") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Срок был 20 октября. Без ответа: 12 из 12.\n"
            "Центральная (не открывали): Каталогова Марина Петровна\n"
            "Жировичи (не открывали): Корешкова Галина Фёдоровна\n"
            "Деревная (начато, 6 из 15): Закладкина Нина Ивановна\n"
            "Новоселки (не открывали): Курсивова Валентина Егоровна\n"
            "Озерница (не открывали): Страницкая Ирина Казимировна\n"
            "Василевичи (не открывали): Полкина Людмила Николаевна\n"
            "Сеньковщина (не открывали): Переплётова Анна Михайловна\n"
            "Деревянчицы (не открывали): Формулярова Елена Сергеевна\n"
            "Нажмите библиотеку."
        ),
    ]
    assert marina.buttons == [
        ["Центральная", "Жировичи"],
        ["Деревная", "Новоселки"],
        ["Озерница", "Василевичи"],
        ["Сеньковщина", "Деревянчицы"],
        ["Напомнить 9", "Ещё (1 из 2)"],
        ["К списку"],
    ]
    assert await marina.press("Ещё (1 из 2)") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Срок был 20 октября. Без ответа: 12 из 12.\n"
            "Большие Шиловичи (не открывали): Формулярова Елена Сергеевна\n"
            "Новодевятковичи (не открывали): Буквицкая Ядвига Антоновна\n"
            "Мижевичи (не открывали): Абзацева Наталья Владимировна\n"
            "Павлово (не открывали): сотрудника нет\n"
            "Нажмите библиотеку."
        ),
    ]
    assert marina.buttons == [
        ["Большие Шиловичи", "Новодевятковичи"],
        ["Мижевичи", "Павлово"],
        ["Напомнить 9", "Ещё (2 из 2)"],
        ["К списку"],
    ]
    [card] = await marina.press("Павлово")
    assert card.split("\n")[0] == "Анкета за 9 месяцев 2026 года: Павлово"
    world.clock.set(datetime(2026, 10, 24, 9, 31, tzinfo=MINSK))
    await world.tick()
    assert await olga.news() == [
        (
            "Ольга Станиславовна, сегодня 24 октября.\n"
            "1. Мониторинг за 9 месяцев 2026 года, без ответа 12 из 12: "
            "Центральная, Жировичи, Деревная (6 из 15), Новоселки, Озерница, "
            "Василевичи и ещё 6.\n"
            "2. Есть неточность в записи о выезде: Василевичи, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    await world.stop()
    await world.start()
    await world.tick()
    assert await olga.news() == []


async def test_answers_are_entered_from_the_board_in_one_tap(world: World) -> None:
    """Where no message reaches anybody first; by telephone or from paper."""
    everybody(world)
    await a_campaign(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.send("/monitoring")
    assert await svetlana.press("Записать с телефона") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Чьи ответы записать по телефону?\n"
            "Новоселки (не открывали): Курсивова Валентина Егоровна\n"
            "Новодевятковичи (не открывали): Буквицкая Ядвига Антоновна\n"
            "Павлово (не открывали): сотрудника нет\n"
            "Центральная (не открывали): Каталогова Марина Петровна\n"
            "Жировичи (не открывали): Корешкова Галина Фёдоровна\n"
            "Деревная (не открывали): Закладкина Нина Ивановна\n"
            "Озерница (не открывали): Страницкая Ирина Казимировна\n"
            "Василевичи (не открывали): Полкина Людмила Николаевна"
        ),
    ]
    assert svetlana.buttons == [
        ["Новоселки", "Новодевятковичи"],
        ["Павлово", "Центральная"],
        ["Жировичи", "Деревная"],
        ["Озерница", "Василевичи"],
        ["Ещё (1 из 2)", "С бланка"],
        ["К списку"],
    ]
    assert await svetlana.press("С бланка") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Чей бланк перед Вами?\n"
            "Новоселки (не открывали): Курсивова Валентина Егоровна\n"
            "Новодевятковичи (не открывали): Буквицкая Ядвига Антоновна\n"
            "Павлово (не открывали): сотрудника нет\n"
            "Центральная (не открывали): Каталогова Марина Петровна\n"
            "Жировичи (не открывали): Корешкова Галина Фёдоровна\n"
            "Деревная (не открывали): Закладкина Нина Ивановна\n"
            "Озерница (не открывали): Страницкая Ирина Казимировна\n"
            "Василевичи (не открывали): Полкина Людмила Николаевна"
        ),
    ]
    assert svetlana.buttons == [
        ["Новоселки", "Новодевятковичи"],
        ["Павлово", "Центральная"],
        ["Жировичи", "Деревная"],
        ["Озерница", "Василевичи"],
        ["Ещё (1 из 2)", "По телефону"],
        ["К списку"],
    ]
    assert await svetlana.press("Новодевятковичи") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Буквицкая Ядвига Антоновна.\n"
            "За 9 месяцев 2026 года. Библиотека: Новодевятковичи.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 1 из 14\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]
    await svetlana.send("209")
    await svetlana.press("Отложить")
    assert await world.sql("SELECT entered_by, source FROM drafts") == [(3, "paper")]
    await nina.start()
    await svetlana.start()
    for chat, forged in (
        (nina, "campaign.enter:1:phone:0"),
        (svetlana, "campaign.enter:1:chat:0"),
        (svetlana, "campaign.enter:1:phone"),
        (svetlana, "campaign.enter:9:phone:0"),
    ):
        await chat.forge(forged)
        assert chat.toast == REFUSED


async def test_the_list_ends_with_the_campaign(world: World) -> None:
    """A campaign that the head has ended reminds nobody and asks nobody."""
    everybody(world)
    await a_campaign(world)
    async with world.db.write() as tx:
        await campaigns.close(tx, 1, now="2026-10-21T06:00:00Z", by=1)
    marina, anna = world.chat(1002), world.chat(1009)
    world.clock.set(datetime(2026, 10, 22, 11, 1, tzinfo=MINSK))
    await world.tick()
    assert await marina.send("/tasks") == [
        ("Марина Петровна, сегодня 22 октября.\nНа сегодня дел нет. Хорошего дня!"),
    ]
    assert await anna.send("/tasks") == [
        ("Ганна Міхайлаўна, сёння 22 кастрычніка.\nНа сёння спраў няма. Добрага дня!"),
    ]
    await marina.send("/monitoring")
    assert marina.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Картинкой", "Сроки и история"],
    ]
    assert await marina.forge("campaign.nudge:1") == []
    assert marina.toast == REFUSED


async def test_who_may_remind(world: World) -> None:
    """Methodists and the head; a librarian neither sees the list nor reminds."""
    everybody(world)
    await a_campaign(world)
    nina, olga = world.chat(1005), world.chat(1001)
    await nina.start()
    await olga.start()
    for forged in ("campaign.late:1:0", "campaign.nudge:1", "campaign.nudged:1"):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    for forged in ("campaign.late:7:0", "campaign.nudge:x", "campaign.nudged"):
        await olga.forge(forged)
        assert olga.toast == REFUSED
    assert await world.sql("SELECT count(*) FROM nudges") == [(0,)]
    await olga.send("/monitoring")
    assert olga.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
    ]
