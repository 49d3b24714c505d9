"""The board of the monitoring, answers on behalf of a library, closed periods."""

from datetime import date, datetime

from monitored import RU, a_campaign, answered, without_campaigns
from world import MINSK, World

from storage import periods


async def test_the_board_tells_who_has_answered(world: World) -> None:
    """Answered, begun and how far, not opened, out of reach; each name opens its card."""
    await a_campaign(world)
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.send("/questionnaire")
    await answered(nina, list(RU)[:6])
    assert await svetlana.send("/monitoring") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 15 октября, срок: 20 октября.\n"
            "Период открыт.\n"
            "Ответили: 0 из 12.\n"
            "Начали (1): Деревная (6 из 15).\n"
            "Не открывали (8): Центральная, Жировичи, Озерница, Василевичи, Сеньковщина, "
            "Деревянчицы и ещё 2.\n"
            "Без связи (3): Новоселки, Новодевятковичи, Павлово.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons == [
        ["Начали: 1", "Не открывали: 8"],
        ["Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
    ]
    assert await svetlana.press("Без связи: 3") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Без связи: нет Telegram, бот заблокирован или нет сотрудника:\n"
            "Новоселки: не открывали, Курсивова В. Е.\n"
            "Новодевятковичи: не открывали, Буквицкая Я. А.\n"
            "Павлово: не открывали\n"
            "Нажмите библиотеку."
        ),
    ]
    assert svetlana.buttons == [["Новоселки", "Новодевятковичи"], ["Павлово"], ["Назад"]]
    assert await svetlana.press("Павлово") == [
        (
            "Анкета за 9 месяцев 2026 года: Павлово\n"
            "Состояние: не открывали.\n"
            "Сотрудника там сейчас нет: ответы вносит отдел.\n"
            "Срок: 20 октября."
        ),
    ]
    assert svetlana.buttons == [
        ["По телефону", "С бланка"],
        ["Печать бланка", "Библиотека"],
        ["К списку"],
    ]
    await svetlana.press("К списку")
    assert await svetlana.press("Начали: 1") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Начали:\n"
            "Деревная: начато, 6 из 15, Закладкина Н. И.\n"
            "Нажмите библиотеку."
        ),
    ]
    assert svetlana.buttons == [["Деревная"], ["Назад"]]
    assert await svetlana.press("Деревная") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Состояние: начато, 6 из 15.\n"
            "Кто отвечает: Закладкина Нина Ивановна.\n"
            "Срок: 20 октября."
        ),
    ]
    assert svetlana.buttons == [
        ["По телефону", "С бланка"],
        ["Печать бланка", "Библиотека"],
        ["К списку"],
    ]
    said = await svetlana.press("Библиотека")
    assert said[0].split("\n")[0] == "Интегрированная библиотека агрогородка Деревная"


async def test_the_board_in_belarusian_and_who_may_see_it(world: World) -> None:
    """Methodist and head; a librarian is shown their own questionnaire."""
    await a_campaign(world)
    pavel = world.chat(1004)
    olga = world.chat(1001)
    nina = world.chat(1005)
    igor = world.chat(1014)
    assert await pavel.send("/monitoring") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Сёння 15 кастрычніка, тэрмін: 20 кастрычніка.\n"
            "Перыяд адкрыты.\n"
            "Адказалі: 0 з 12.\n"
            "Не адкрывалі (9): Цэнтральная, Жыровічы, Дзераўная, Азярніца, Васілевічы, "
            "Сянькоўшчына, і яшчэ 3.\n"
            "Без сувязі (3): Навасёлкі, Новадзевяткавічы, Паўлава.\n"
            "Націсніце групу, каб убачыць яе бібліятэкі."
        ),
    ]
    assert pavel.buttons == [
        ["Не адкрывалі: 9", "Без сувязі: 3"],
        ["Нагадаць 9"],
        ["Запісаць па тэлефоне"],
        ["Малюнкам"],
        ["Тэрміны і гісторыя"],
    ]
    assert await pavel.press("Без сувязі: 3") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Без сувязі: няма Telegram, бот заблакіраваны або няма супрацоўніка:\n"
            "Навасёлкі: не адкрывалі, Курсівава В. Я.\n"
            "Новадзевяткавічы: не адкрывалі, Буквіцкая Я. А.\n"
            "Паўлава: не адкрывалі\n"
            "Націсніце бібліятэку."
        ),
    ]
    said = await olga.send("/monitoring")
    assert said[0].split("\n")[2:4] == ["Период открыт.", "Ответили: 0 из 12."]
    assert await nina.send("/monitoring") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 1 из 15\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]
    assert await igor.send("/monitoring") == [
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел.",
    ]


async def test_answers_are_entered_by_telephone_one_after_another(world: World) -> None:
    """The record is the librarian's; the next library out of reach is offered (T32)."""
    await a_campaign(world)
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    await svetlana.press("Без связи: 3")
    assert await svetlana.press("Новодевятковичи") == [
        (
            "Анкета за 9 месяцев 2026 года: Новодевятковичи\n"
            "Состояние: не открывали.\n"
            "Кто отвечает: Буквицкая Ядвига Антоновна.\n"
            "Срок: 20 октября."
        ),
    ]
    assert svetlana.buttons == [
        ["По телефону", "С бланка"],
        ["Печать бланка", "Библиотека"],
        ["К списку"],
    ]
    assert await svetlana.press("По телефону") == [
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
    await answered(svetlana)
    await svetlana.press("Пропустить")
    assert await svetlana.send("Отправить") == [
        (
            "Анкета отправлена, спасибо. Библиотека: Новодевятковичи.\n"
            "Проверит: Каталогова М. П.\n"
            "Показатели (в скобках год назад):\n"
            "Читаемость: 18,4\n"
            "Посещаемость: 7,7\n"
            "Обращаемость фонда: 0,78\n"
            "Исправить ответы можно до 20 октября.\n"
            "Следующая без ответа: Павлово."
        ),
        "Что дальше?",
    ]
    assert svetlana.buttons == [["Записать"], ["Посмотреть ответы"]]
    assert await svetlana.press("Записать") == [
        (
            "Анкета\n"
            "За 9 месяцев 2026 года. Библиотека: Павлово.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 1 из 14\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]
    assert await svetlana.press("Отложить") == [
        ("Отложено: «Анкета».\nСохранено 0 ответов.\nПродолжить можно в любой день: «Мои дела»."),
        "Что дальше?",
    ]
    assert await svetlana.send("/tasks") == [
        (
            "Светлана Юрьевна, сегодня 15 октября.\n"
            "1. Анкета за 9 месяцев 2026 года (Павлово): отвечено 0 из 14, срок 20 "
            "октября.\n"
            "2. Есть неточность в записи о выезде: Василевичи, 6 октября.\n"
            "Нажмите номер."
        ),
    ]
    assert await world.sql(
        "SELECT library_id, state, staff_id, entered_by, source FROM campaign_units "
        "WHERE state = 'sent'"
    ) == [(10, "sent", 11, 3, "phone")]


async def test_a_reachable_owner_confirms_what_was_entered(world: World) -> None:
    """A methodist goes on with what a librarian has begun; both are told."""
    await a_campaign(world)
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.send("/questionnaire")
    await nina.send("191")
    await svetlana.send("/behalf")
    await svetlana.send("Закладкина")
    await svetlana.press("С бланка")
    offered = [row for row in svetlana.buttons if row[0].startswith("Анкета")]
    assert offered == [["Анкета: Деревная"]]
    assert await svetlana.press("Анкета: Деревная") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Анкету уже заполняет: Закладкина Н. И.; отвечено 1 из 15.\n"
            "Ответы останутся, Вы можете продолжить."
        ),
    ]
    assert svetlana.buttons == [["Продолжить", "Назад"]]
    assert await svetlana.press("Продолжить") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Закладкина Нина Ивановна.\n"
            "За 9 месяцев 2026 года. Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 2 из 15\nИз них детей до 15 лет\nНапишите число."),
    ]
    assert await nina.news() == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Ваши ответы на месте. Теперь анкету заполняет: Аннотова С. Ю."
        ),
    ]
    assert nina.buttons == [["Открыть"]]
    await answered(svetlana, list(RU)[1:])
    await svetlana.press("Пропустить")
    await svetlana.press("Пропустить")
    await svetlana.send("Отправить")
    assert await nina.news() == [
        (
            "Записано за Вас:\n"
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Зарегистрировано пользователей с начала года: 191\n"
            "Из них детей до 15 лет: 52\n"
            "Из них 60 лет и старше: 58\n"
            "Посещения с начала года: 1\xa0471\n"
            "Из них на мероприятиях: 260\n"
            "Выдано документов с начала года: 3\xa0514\n"
            "Фонд сегодня, экземпляров: 4\xa0480\n"
            "Проведено мероприятий с начала года: 39\n"
            "Платные услуги с начала года, руб.: 100,50\n"
            "Читателей на дому сейчас: 3\n"
            "Интернет: Да\n"
            "Помещение: Всё в порядке\n"
            "Подворных обходов с начала года: 2\n"
            "Кто записал: Аннотова С. Ю., основание: с бумажного бланка. Всё так?"
        ),
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Деревная"
        ),
    ]
    assert nina.buttons == [["Всё так", "Есть неточность"]]
    await nina.press("Есть неточность")
    assert await nina.send("Посещений 1500") == ["Спасибо. Ваша строка отправлена: Аннотова С. Ю."]
    assert await svetlana.news() == [
        (
            "Есть неточность в записи, внесённой за коллегу: анкета (Деревная).\n"
            "Пишет Закладкина Н. И.: «Посещений 1500»"
        ),
    ]
    assert svetlana.buttons == [["Открыть запись"]]
    assert await svetlana.press("Открыть запись") == [
        (
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Состояние: отправлено.\n"
            "Отправлено: 15.10.2026 09:28, Аннотова С. Ю., с бумажного бланка\n"
            "Зарегистрировано пользователей с начала года: 191\n"
            "Из них детей до 15 лет: 52\n"
            "Из них 60 лет и старше: 58\n"
            "Посещения с начала года: 1\xa0471\n"
            "Из них на мероприятиях: 260\n"
            "Выдано документов с начала года: 3\xa0514\n"
            "Фонд сегодня, экземпляров: 4\xa0480\n"
            "Проведено мероприятий с начала года: 39\n"
            "Платные услуги с начала года, руб.: 100,50\n"
            "Читателей на дому сейчас: 3\n"
            "Интернет: Да\n"
            "Помещение: Всё в порядке\n"
            "Подворных обходов с начала года: 2"
        ),
    ]
    await svetlana.press("Исправить")
    await svetlana.send("4")
    await svetlana.send("1500")
    assert await svetlana.send("Сохранить") == [
        (
            "Ответы исправлены. Библиотека: Деревная.\n"
            "Проверит: Каталогова М. П.\n"
            "Показатели (в скобках год назад):\n"
            "Читаемость: 18,4\n"
            "Посещаемость: 7,9\n"
            "Обращаемость фонда: 0,78"
        ),
        "Что дальше?",
    ]
    assert await nina.news() == [
        (
            "Ваша запись исправлена.\n"
            "Кто: Аннотова С. Ю.\n"
            "Записано за Вас:\n"
            "Анкета за 9 месяцев 2026 года: Деревная\n"
            "Зарегистрировано пользователей с начала года: 191\n"
            "Из них детей до 15 лет: 52\n"
            "Из них 60 лет и старше: 58\n"
            "Посещения с начала года: 1\xa0500\n"
            "Из них на мероприятиях: 260\n"
            "Выдано документов с начала года: 3\xa0514\n"
            "Фонд сегодня, экземпляров: 4\xa0480\n"
            "Проведено мероприятий с начала года: 39\n"
            "Платные услуги с начала года, руб.: 100,50\n"
            "Читателей на дому сейчас: 3\n"
            "Интернет: Да\n"
            "Помещение: Всё в порядке\n"
            "Подворных обходов с начала года: 2\n"
            "Кто записал: Аннотова С. Ю., основание: с бумажного бланка. Всё так?"
        ),
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.pdf] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Деревная"
        ),
    ]


async def test_forged_and_stale_buttons_of_the_board(world: World) -> None:
    """A librarian enters nothing on behalf; what is not there is refused."""
    await a_campaign(world)
    svetlana = world.chat(1003)
    marina = world.chat(1002)
    nina = world.chat(1005)
    await svetlana.start()
    await svetlana.forge("unit.behalf:12:paper")
    await svetlana.send("81")
    await marina.start()
    assert await marina.forge("unit.behalf:12:paper") == [
        (
            "Анкета за 9 месяцев 2026 года: Павлово\n"
            "Анкету уже заполняет: Аннотова С. Ю.; отвечено 1 из 14.\n"
            "Ответы останутся, Вы можете продолжить."
        ),
    ]
    assert marina.buttons == [["Продолжить", "Назад"]]
    assert await marina.press("Продолжить") == [
        (
            "Анкета\n"
            "Запись за сотрудника: Аннотова Светлана Юрьевна.\n"
            "За 9 месяцев 2026 года. Библиотека: Павлово.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 20 октября."
        ),
        ("Анкета, 2 из 14\nИз них детей до 15 лет\nНапишите число."),
    ]
    assert await svetlana.news() == [
        (
            "Анкета за 9 месяцев 2026 года: Павлово\n"
            "Ваши ответы на месте. Теперь анкету заполняет: Каталогова М. П."
        ),
    ]
    assert await svetlana.forge("unit.behalf:3:chat") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    await nina.start()
    assert await nina.forge("unit.behalf:3:phone") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await nina.forge("campaign.list:1:begun:0") == []
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert await svetlana.forge("campaign.list:1:nobody:0") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    assert await svetlana.forge("campaign.board:77") == []
    assert (
        svetlana.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )
    assert await svetlana.forge("campaign.list:1:silent:9") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Без связи: нет Telegram, бот заблокирован или нет сотрудника:\n"
            "Новоселки: не открывали, Курсивова В. Е.\n"
            "Новодевятковичи: не открывали, Буквицкая Я. А.\n"
            "Нажмите библиотеку."
        ),
    ]


async def test_in_a_closed_period_answers_are_only_read(world: World) -> None:
    """Neither begun, gone on with, nor sent: nothing of the draft is lost."""
    await a_campaign(world)
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.press("Пропустить")
    await nina.press("Пропустить")
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-11-02T08:00:00Z", by=1
        )
    assert await nina.send("Отправить") == [
        (
            "Период закрыт: октябрь 2026 года. Запись можно только смотреть. Нужна "
            "правка? Напишите в отдел."
        ),
    ]
    await svetlana.start()
    assert await svetlana.forge("unit.behalf:2:phone") == []
    assert svetlana.toast == (
        "Период закрыт: октябрь 2026 года. Запись можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await svetlana.forge("unit.take:3") == []
    assert svetlana.toast == (
        "Период закрыт: октябрь 2026 года. Запись можно только смотреть. Нужна "
        "правка? Напишите в отдел."
    )
    assert await world.sql("SELECT state FROM drafts") == [("open",)]


async def test_before_the_first_campaign(world: World) -> None:
    """Nothing to answer, nothing on the board."""
    await without_campaigns(world)
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    assert await nina.send("/questionnaire") == ["Сейчас анкет для Вас нет."]
    assert await svetlana.send("/monitoring") == [
        "Мониторинга ещё не было. Он откроется сам в день, указанный в настройках.",
    ]


async def test_earlier_campaigns_are_looked_up(world: World) -> None:
    """Their months stand under the board."""
    world.clock.set(datetime(2026, 4, 1, 10, tzinfo=MINSK))
    await a_campaign(world)
    world.clock.set(datetime(2026, 10, 15, 9, 28, tzinfo=MINSK))
    await a_campaign(world)
    svetlana = world.chat(1003)
    assert await svetlana.send("/monitoring") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 15 октября, срок: 20 октября.\n"
            "Период открыт.\n"
            "Ответили: 0 из 12.\n"
            "Не открывали (9): Центральная, Жировичи, Деревная, Озерница, Василевичи, "
            "Сеньковщина и ещё 3.\n"
            "Без связи (3): Новоселки, Новодевятковичи, Павлово.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
        ["Апрель 2026"],
    ]
    assert await svetlana.press("Апрель 2026") == [
        (
            "Мониторинг за 3 месяца 2026 года\n"
            "Сегодня 15 октября, срок: 20 апреля.\n"
            "Период открыт.\n"
            "Ответили: 0 из 12.\n"
            "Не открывали (9): Центральная, Жировичи, Деревная, Озерница, Василевичи, "
            "Сеньковщина и ещё 3.\n"
            "Без связи (3): Новоселки, Новодевятковичи, Павлово.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
        ["Октябрь 2026"],
    ]


async def test_what_colleagues_cause_at_night_comes_silently(world: World) -> None:
    """The methodist goes on late in the evening; the librarian's phone makes no sound."""
    await a_campaign(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/questionnaire")
    world.clock.set(datetime(2026, 10, 15, 22, 30, tzinfo=MINSK))
    await svetlana.start()
    await svetlana.forge("unit.behalf:3:phone")
    await svetlana.press("Продолжить")
    assert await world.sql(
        "SELECT json_extract(payload, '$.disable_notification') FROM outbox "
        "WHERE chat_id = 1005 AND lane = 1"
    ) == [(1,)]


async def test_a_period_names_unanswered_questionnaires(world: World) -> None:
    """Of the campaigns that end in it; they do not stop the closing."""
    await a_campaign(world)
    olga = world.chat(1001)
    await olga.send("/periods")
    [quarter] = await olga.press("IV квартал 2026 года")
    assert [line for line in quarter.split("\n") if "закрыть" in line][-1] == (
        "Анкет без ответа: 12 (закрыть можно и так)."
    )
    [month] = await olga.press("Ноябрь 2026 года")
    assert [line for line in month.split("\n") if "Анкет" in line] == []
