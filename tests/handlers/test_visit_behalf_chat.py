"""A visit recorded for a colleague: whose it is, who entered it, and the colleague's answer."""

from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_recorded_for_a_colleague_by_telephone(world: World) -> None:
    """The record is the colleague's; the card says who entered it; the colleague confirms."""
    svetlana = world.chat(1003)
    marina = world.chat(1002)
    await svetlana.start()
    await marina.send("/behalf")
    await marina.send("Аннотова")
    await marina.press("По телефону")
    assert await marina.press("Выезд в библиотеку") == [
        (
            "Выезд в библиотеку\n"
            "Запись за сотрудника: Аннотова Светлана Юрьевна.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте."
        ),
        (
            "Выезд в библиотеку, 1 из 3\n"
            "Давно не были: Новоселки (ещё ни разу), "
            "Большие Шиловичи (ещё ни разу), Павлово (5 мес.).\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        ),
    ]
    assert await marina.send("Новоселки, методпомощь, разобрали план") == [
        "Понято из Вашего сообщения:",
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: разобрали план\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert marina.buttons == [["Сохранить", "Исправить"], ["Дополнить", "Отложить"]]
    assert await marina.send("Сохранить") == [
        (
            "Выезд записан. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert await svetlana.news() == [
        (
            "Записано за Вас: выезд, библиотека: Новоселки, 15 октября.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «разобрали план»\n"
            "Кто записал: Каталогова М. П., основание: по телефону. Всё так?"
        )
    ]
    assert svetlana.buttons == [["Всё так", "Есть неточность"]]
    assert await marina.forge("visit.card:12") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «разобрали план»\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Чья запись: Аннотова С. Ю.; кто внёс: Каталогова М. П.\n"
            "Внесено по телефону: 15 октября 2026\u202fг."
        )
    ]
    assert await world.sql(
        "SELECT staff_id, entered_by, source FROM visits WHERE visit_id = 12"
    ) == [(3, 2, "phone")]
    assert await svetlana.press("Всё так") == ["Спасибо, отмечено: всё так."]
    assert await svetlana.press("Открыть запись") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «разобрали план»\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Чья запись: Аннотова С. Ю.; кто внёс: Каталогова М. П.\n"
            "Внесено по телефону: 15 октября 2026\u202fг."
        )
    ]
    assert await svetlana.press("История") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "История записи:\n"
            "15.10.2026 09:28, Каталогова М. П.: записано.\n"
            "15.10.2026 09:28, Аннотова С. Ю.: всё так."
        )
    ]


async def test_colleague_finds_an_inaccuracy(world: World) -> None:
    """The line goes to who entered the record and stays in its history."""
    pavel = world.chat(1004)
    marina = world.chat(1002)
    await pavel.start()
    await marina.send("/behalf")
    await marina.send("Книжник")
    await marina.press("С бланка")
    await marina.press("Выезд в библиотеку")
    await marina.send("Новоселки, методпомощь, разобрали план")
    await marina.send("Сохранить")
    assert await pavel.news() == [
        (
            "Запісана за Вас: выезд, бібліятэка: Навасёлкі, 15 кастрычніка.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «разобрали план»\n"
            "Хто запісаў: Каталогава М. П., падстава: з папяровага бланка. Усё так?"
        )
    ]
    assert await pavel.press("Ёсць недакладнасць") == [
        "Што недакладна? Напішыце адным радком, яго атрымае: Каталогава М. П."
    ]
    assert await pavel.send("План разабралі раней") == [
        "Дзякуй. Ваш радок адпраўлены: Каталогава М. П."
    ]
    assert await marina.news() == [
        (
            "Есть неточность в записи, внесённой за коллегу: выезд (Новоселки), 15 октября.\n"
            "Пишет Книжник П. А.: «План разабралі раней»"
        )
    ]
    assert await marina.press("Открыть запись") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "Кто был: Книжник П. А.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «разобрали план»\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Чья запись: Книжник П. А.; кто внёс: Каталогова М. П.\n"
            "Внесено с бумажного бланка: 15 октября 2026\u202fг."
        )
    ]
    assert await marina.press("История") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "История записи:\n"
            "15.10.2026 09:28, Каталогова М. П.: записано.\n"
            "15.10.2026 09:28, Книжник П. А.: есть неточность. «План разабралі раней»"
        )
    ]


async def test_only_the_represented_answer(world: World) -> None:
    """Nobody else may answer for them, nor about a record of one's own."""
    svetlana = world.chat(1003)
    marina = world.chat(1002)
    pavel = world.chat(1004)
    await svetlana.start()
    assert await svetlana.forge("visit.mine:7") == []
    assert svetlana.toast == NOT_OPEN
    assert await svetlana.forge("visit.notmine:7") == []
    assert svetlana.toast == NOT_OPEN
    assert await svetlana.forge("visit.mine:1") == []
    assert svetlana.toast == NOT_OPEN
    await marina.send("/behalf")
    await marina.send("Книжник")
    await marina.press("С бланка")
    await marina.press("Выезд в библиотеку")
    await marina.send("Новоселки, методпомощь, разобрали план")
    await marina.send("Сохранить")
    await marina.forge("visit.drop:12:none")
    await pavel.start()
    assert await pavel.forge("visit.mine:12") == []
    assert pavel.toast == (
        "Гэты запіс выдалены. Каб працягнуць з ім, адкрыйце яго і націсніце «Аднавіць»."
    )
