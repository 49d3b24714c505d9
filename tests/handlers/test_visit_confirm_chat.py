"""The visited librarian and the represented colleague answer: «Всё так», «Есть неточность»."""

from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_librarian_says_all_is_right(world: World) -> None:
    """«Всё так» is noted once and shown to the author; the assessment is not on the card."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.send("Деревная, методпомощь, расставили фонд")
    await svetlana.press("Дополнить")
    await svetlana.press("Оценка")
    await svetlana.press("Требует внимания")
    await svetlana.send("Сохранить")
    assert await nina.news() == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Всё так?"
        )
    ]
    assert nina.buttons == [["Всё так", "Есть неточность"]]
    assert await svetlana.forge("visit.card:12") == [
        (
            "Выезд: Деревная, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Оценка: Требует внимания.\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert await nina.press("Всё так") == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Спасибо, отмечено: всё так."
        )
    ]
    assert await nina.forge("visit.right:12") == []
    assert await svetlana.forge("visit.card:12") == [
        (
            "Выезд: Деревная, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Оценка: Требует внимания.\n"
            "Подтверждено библиотекой: всё так (Закладкина Н. И.).\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert await nina.forge("visit.card:12") == [
        (
            "Выезд: Деревная, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Подтверждено библиотекой: всё так (Закладкина Н. И.).\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert nina.buttons == [["История", "К списку"], ["Новость для сайта"]]


async def test_librarian_finds_an_inaccuracy(world: World) -> None:
    """The line goes to the author, who corrects; the librarian is asked again."""
    anna = world.chat(1009)
    svetlana = world.chat(1003)
    await anna.start()
    await svetlana.send("Сеньковщина, методпомощь, расставили фонд")
    await svetlana.send("Сохранить")
    assert await anna.news() == [
        (
            "Выезд у Вашу бібліятэку (Сянькоўшчына), 15 кастрычніка.\n"
            "Хто быў: Анотава С. Ю.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «расставили фонд»\n"
            "Усё так?"
        )
    ]
    assert anna.buttons == [["Усё так"], ["Ёсць недакладнасць"]]
    assert await anna.press("Ёсць недакладнасць") == [
        (
            "Выезд у Вашу бібліятэку (Сянькоўшчына), 15 кастрычніка.\n"
            "Што недакладна? Напішыце адным радком, яго атрымае: Анотава С. Ю."
        )
    ]
    assert anna.buttons == [["Назад"]]
    assert await anna.press("Назад") == [
        (
            "Выезд у Вашу бібліятэку (Сянькоўшчына), 15 кастрычніка.\n"
            "Хто быў: Анотава С. Ю.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «расставили фонд»\n"
            "Усё так?"
        )
    ]
    await anna.press("Ёсць недакладнасць")
    assert await anna.send("Фонд расстаўлялі ў сераду") == [
        (
            "Выезд у Вашу бібліятэку (Сянькоўшчына), 15 кастрычніка.\n"
            "Хто быў: Анотава С. Ю.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «расставили фонд»\n"
            "Дзякуй. Ваш радок адпраўлены: Анотава С. Ю."
        )
    ]
    assert await svetlana.news() == [
        (
            "Неточность в записи о выезде. Библиотека: Сеньковщина, 15 октября.\n"
            "Пишет Переплётова А. М.: «Фонд расстаўлялі ў сераду»"
        )
    ]
    assert svetlana.buttons == [["Открыть запись"]]
    assert await svetlana.press("Открыть запись") == [
        (
            "Выезд: Сеньковщина, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «расставили фонд»\n"
            "Библиотека сообщает: есть неточность (Переплётова А. М.): «Фонд расстаўлялі "
            "ў сераду»\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    await svetlana.press("Исправить")
    await svetlana.press("6. Что сделано")
    await svetlana.send("Расставили фонд в среду")
    assert await svetlana.press("Сохранить") == [
        (
            "Запись исправлена. Библиотека: Сеньковщина, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Переплётова А. М."
        ),
        "Что дальше?",
    ]
    assert await anna.news() == [
        (
            "Выезд у Вашу бібліятэку (Сянькоўшчына), 15 кастрычніка.\n"
            "Хто быў: Анотава С. Ю.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «Расставили фонд в среду»\n"
            "Усё так?"
        )
    ]
    assert await world.sql("SELECT confirmation, dispute FROM visits WHERE visit_id = 12") == [
        ("waiting", None)
    ]


async def test_an_inaccuracy_may_be_taken_back(world: World) -> None:
    """«Всё так» after a line tells the author."""
    ludmila = world.chat(1008)
    svetlana = world.chat(1003)
    await ludmila.start()
    await svetlana.start()
    assert await ludmila.forge("visit.confirm:8") == [
        (
            "Выезд в Вашу библиотеку (Василевичи), 6 октября.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Проверен дневник за 9 месяцев»\n"
            "Всё так?"
        )
    ]
    assert await ludmila.press("Всё так") == [
        (
            "Выезд в Вашу библиотеку (Василевичи), 6 октября.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Проверен дневник за 9 месяцев»\n"
            "Спасибо, отмечено: всё так."
        )
    ]
    assert await svetlana.news() == [
        (
            "Выезд, библиотека: Василевичи, 6 октября.\n"
            "Библиотека сообщает: теперь всё так.\n"
            "Кто: Полкина Л. Н."
        )
    ]


async def test_no_reply_is_shown(world: World) -> None:
    """Silence is «без ответа»."""
    svetlana = world.chat(1003)
    await svetlana.start()
    assert await svetlana.forge("visit.card:7") == [
        (
            "Выезд: Деревная, 6 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь, Оформление, ремонт.\n"
            "Сделано: «Расставлен фонд детской литературы»\n"
            "Рекомендации:\n"
            "• Обновить стенд у входа; Закладкина Н. И.; срок: 1 ноября\n"
            "Служебный автомобиль.\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]


async def test_librarian_answers_for_own_libraries_only(world: World) -> None:
    """Another library's card is refused."""
    nina = world.chat(1005)
    await nina.start()
    assert await nina.forge("visit.confirm:8") == []
    assert nina.toast == NOT_OPEN
    assert await nina.forge("visit.asked:8") == []
    assert nina.toast == NOT_OPEN
    assert await nina.forge("visit.right:8") == []
    assert nina.toast == NOT_OPEN
    assert await nina.forge("visit.wrong:8") == []
    assert nina.toast == NOT_OPEN
    assert await nina.forge("visit.right:999") == []
    assert nina.toast == NOT_OPEN
    assert await nina.forge("visit.right:x") == []
    assert nina.toast == NOT_OPEN


async def test_removed_visit_needs_no_answer(world: World) -> None:
    """A card that is still in the librarian's chat says so."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.send("Деревная, методпомощь, расставили фонд")
    await svetlana.send("Сохранить")
    await svetlana.forge("visit.drop:12:none")
    await nina.news()
    assert await nina.press("Всё так") == []
    assert nina.toast == "Эта запись удалена, подтверждать нечего."


async def test_a_line_is_short(world: World) -> None:
    """A line of more than 500 characters is asked again."""
    nina = world.chat(1005)
    await nina.start()
    await nina.forge("visit.wrong:7")
    assert await nina.send("а" * 501) == [
        "Напишите, пожалуйста, одну строку: не больше 500 знаков."
    ]
    assert await nina.send("Не те книги") == [
        (
            "Выезд в Вашу библиотеку (Деревная), 6 октября.\n"
            "Кто был: Аннотова С. Ю., Книжник П. А.\n"
            "Цель: Методическая помощь, Оформление, ремонт.\n"
            "Сделано: «Расставлен фонд детской литературы»\n"
            "Рекомендации:\n"
            "• Обновить стенд у входа; Закладкина Н. И.; срок: 1 ноября\n"
            "Спасибо. Ваша строка отправлена: Аннотова С. Ю."
        )
    ]


async def test_who_is_on_leave_is_not_disturbed(world: World) -> None:
    """The librarian on leave finds the visit to be confirmed afterwards."""
    irina = world.chat(1007)
    svetlana = world.chat(1003)
    await irina.start()
    assert await svetlana.send("Озерница, методпомощь, расставили фонд") == [
        ("Выезд в библиотеку\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."),
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Озерница\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: расставили фонд\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await svetlana.send("Сохранить") == [
        (
            "Выезд записан. Библиотека: Озерница, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert await irina.news() == []
    assert await world.sql("SELECT confirmation FROM visits WHERE visit_id = 12") == [("waiting",)]


async def test_change_that_the_librarian_does_not_see_asks_nobody(world: World) -> None:
    """A corrected assessment or photo leaves the answer as it was."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.start()
    await svetlana.forge("visit.more:7")
    await svetlana.press("Оценка")
    await svetlana.press("Хорошо")
    assert await svetlana.press("Сохранить") == [
        (
            "Запись исправлена. Библиотека: Деревная, 6 октября.\n"
            "С начала года выездов в библиотеки: 10 (поездок: 6)."
        ),
        "Что дальше?",
    ]
    assert await nina.news() == []
