"""A visit is logged in chat: the shortest way, shortcuts, words alone, its optional parts."""

import pytest
from world import World


async def test_shortest_way_is_five_inputs(world: World) -> None:
    """Library, purpose, «Готово», one line, «Сохранить»: five inputs after opening."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    assert await svetlana.send("/visit") == [
        ("Выезд в библиотеку\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."),
        (
            "Выезд в библиотеку, 1 из 3\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        ),
    ]
    inputs = [
        await svetlana.press("Деревная"),
        await svetlana.press("Методическая помощь"),
        await svetlana.press("Готово"),
        await svetlana.send("Расставили фонд"),
        await svetlana.press("Сохранить"),
    ]
    assert inputs[-1] == [
        (
            "Выезд записан. Библиотека: Деревная, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Закладкина Н. И."
        ),
        "Что дальше?",
    ]
    assert len(inputs) == 5
    assert svetlana.buttons == [
        ["Ещё библиотека", "Рекомендация"],
        ["Фото", "Исправить"],
        ["Закончить поездку"],
    ]
    assert svetlana.keyboard == [["Мои дела", "Выезд"], ["Библиотеки", "Мониторинг"], ["Ещё…"]]
    assert await world.sql(
        "SELECT l.code, v.visited_on, v.outcome, v.done, v.staff_id, v.entered_by, "
        "v.source, v.confirmation FROM visits AS v JOIN libraries AS l USING "
        "(library_id) ORDER BY visit_id DESC LIMIT 1"
    ) == [("SL-03", "2026-10-15", "held", "Расставили фонд", 3, 3, "chat", "waiting")]
    assert await nina.news() == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Расставили фонд»\n"
            "Всё так?"
        )
    ]


async def test_shortest_way_in_belarusian(world: World) -> None:
    """The same in Belarusian; a librarian's card is in the librarian's language."""
    nina = world.chat(1005)
    pavel = world.chat(1004)
    await nina.start()
    assert await pavel.send("/visit") == [
        ("Выезд у бібліятэку\nКожны адказ захоўваецца адразу, спыніцца можна ў любым месцы."),
        (
            "Выезд у бібліятэку, 1 з 3\n"
            "Якая бібліятэка? Націсніце або напішыце назву. Няма сувязі: "
            "напішыце ўсё адным радком, напрыклад «Дзераўная, метаддапамога, расставілі "
            "фонд»."
        ),
    ]
    assert pavel.buttons == [
        ["Міжэвічы", "Дзеравянчыцы"],
        ["Навасёлкі", "Васілевічы"],
        ["Дзераўная", "Вялікія Шылавічы"],
        ["Жыровічы", "Новадзевяткавічы"],
        ["Яшчэ варыянты (1 з 2)"],
        ["Адкласці"],
    ]
    assert await pavel.press("Дзераўная") == [
        (
            "Выезд: Дзераўная, 2 з 3\n"
            "Мэта выезду? Можна некалькі, потым «Гатова».\n"
            "Як у мінулы раз: Новыя паступленні.\n"
            "Спіс доўгі: можна напісаць першыя літары."
        )
    ]
    assert pavel.buttons == [
        ["Як у мінулы раз"],
        ["Бібліятэка не працавала"],
        ["Метадычная дапамога"],
        ["Практычная дапамога"],
        ["Вывучэнне работы", "Праверка работы"],
        ["Праверка фонду"],
        ["Адбор на спісанне"],
        ["Новыя паступленні"],
        ["Перадача фонду"],
        ["Гатова"],
        ["Яшчэ варыянты (1 з 2)"],
        ["Назад", "Адкласці"],
    ]
    assert await pavel.press("Метадычная дапамога") == []
    assert pavel.buttons == [
        ["Як у мінулы раз"],
        ["Бібліятэка не працавала"],
        ["✓ Метадычная дапамога"],
        ["Практычная дапамога"],
        ["Вывучэнне работы", "Праверка работы"],
        ["Праверка фонду"],
        ["Адбор на спісанне"],
        ["Новыя паступленні"],
        ["Перадача фонду"],
        ["Гатова"],
        ["Яшчэ варыянты (1 з 2)"],
        ["Назад", "Адкласці"],
    ]
    assert await pavel.press("Гатова") == [
        (
            "Выезд: Дзераўная, 3 з 3\n"
            "Што зроблена? Адным радком, ён пойдзе ў журнал. Прозвішчы чытачоў не "
            "патрэбны. Можна голасам: радок дапішаце пазней."
        )
    ]
    assert await pavel.send("Расставілі фонд") == [
        (
            "Выезд у бібліятэку\n"
            "Праверце, калі ласка.\n"
            "1. Дата: 15 кастрычніка 2026\u202fг.\n"
            "2. Хто ездзіў: Кніжнік П. А.\n"
            "3. Бібліятэка: Дзераўная\n"
            "4. Вынік: Выезд адбыўся\n"
            "5. Мэта выезду: Метадычная дапамога\n"
            "6. Што зроблена: Расставілі фонд\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго "
            "нумар."
        )
    ]
    assert pavel.buttons == [["Захаваць", "Выправіць"], ["Дапоўніць", "Адкласці"]]
    assert await pavel.press("Захаваць") == [
        (
            "Выезд запісаны. Бібліятэка: Дзераўная, 15 кастрычніка.\n"
            "З пачатку года выездаў у бібліятэкі: 11 (паездак: 7).\n"
            "Картка для пацвярджэння адпраўлена: Закладкіна Н. І."
        ),
        "Што далей?",
    ]
    assert pavel.buttons == [
        ["Яшчэ бібліятэка", "Рэкамендацыя"],
        ["Фота", "Выправіць"],
        ["Скончыць паездку"],
    ]
    assert await nina.news() == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Книжник П. А.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Расставілі фонд»\n"
            "Всё так?"
        )
    ]


async def test_as_last_time_is_one_press(world: World) -> None:
    """«Как в прошлый раз» ticks the purposes of the last visit there and goes on: four inputs."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    assert await svetlana.press("Деревная") == [
        (
            "Выезд: Деревная, 2 из 3\n"
            "Цель выезда? Можно несколько, потом «Готово».\n"
            "Как в прошлый раз: Методическая помощь, Оформление, ремонт.\n"
            "Список длинный: можно написать первые буквы."
        )
    ]
    assert svetlana.buttons == [
        ["Как в прошлый раз"],
        ["Библиотека не работала"],
        ["Методическая помощь"],
        ["Практическая помощь"],
        ["Изучение работы", "Проверка работы"],
        ["Проверка фонда"],
        ["Отбор на списание"],
        ["Новые поступления"],
        ["Передача фонда"],
        ["Готово"],
        ["Ещё варианты (1 из 2)"],
        ["Назад", "Отложить"],
    ]
    assert await svetlana.press("Как в прошлый раз") == [
        (
            "Выезд: Деревная, 3 из 3\n"
            "Что сделано? Одной строкой, она пойдёт в журнал. Фамилии читателей не "
            "нужны. Можно голосом: строку допишете позже."
        )
    ]
    assert await svetlana.send("Проверили каталог") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Деревная\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь, Оформление, ремонт\n"
            "6. Что сделано: Проверили каталог\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    await svetlana.press("Сохранить")
    assert await world.sql(
        "SELECT purpose FROM visit_purposes JOIN visits USING (visit_id) WHERE done "
        "= 'Проверили каталог' ORDER BY position"
    ) == [("methodical_help",), ("decoration",)]


async def test_as_last_time_drops_what_was_ticked_before(world: World) -> None:
    """What was ticked by then is not kept: it is exactly as last time."""
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.press("Міжэвічы")
    await pavel.press("Праверка фонду")
    await pavel.press("Як у мінулы раз")
    assert await pavel.send("Перадалі кнігі") == [
        (
            "Выезд у бібліятэку\n"
            "Праверце, калі ласка.\n"
            "1. Дата: 15 кастрычніка 2026\u202fг.\n"
            "2. Хто ездзіў: Кніжнік П. А.\n"
            "3. Бібліятэка: Міжэвічы\n"
            "4. Вынік: Выезд адбыўся\n"
            "5. Мэта выезду: Новыя паступленні\n"
            "6. Што зроблена: Перадалі кнігі\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго "
            "нумар."
        )
    ]


async def test_labels_of_purposes_can_be_typed(world: World) -> None:
    """Presses do not get through without a network: «Как в прошлый раз» goes as words too."""
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.send("Міжэвічы")
    said = await pavel.send("Як у мінулы раз")
    assert said[0].split("\n")[0] == "Выезд: Міжэвічы, 3 з 3"
    said = await pavel.send("Перадалі кнігі")
    assert said[0].split("\n")[6] == "5. Мэта выезду: Новыя паступленні"


async def test_a_closed_door_can_be_typed(world: World) -> None:
    """«Библиотека не работала» in words is the button of that name."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.send("Мижевичи")
    said = await svetlana.send("Библиотека не работала.")
    assert said[0].split("\n")[5] == "4. Итог: Библиотека не работала"


async def test_words_alone_log_a_visit(world: World) -> None:
    """Without presses: out of doors only typed messages get through later."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    assert await svetlana.send("в Жировичах") == [
        (
            "Выезд: Жировичи, 2 из 3\n"
            "Цель выезда? Можно несколько, потом «Готово».\n"
            "Как в прошлый раз: Практическая помощь, Оформление, ремонт.\n"
            "Список длинный: можно написать первые буквы."
        )
    ]
    assert await svetlana.send("методпомощь и оформление") == [
        (
            "Выезд: Жировичи, 3 из 3\n"
            "Что сделано? Одной строкой, она пойдёт в журнал. Фамилии читателей не "
            "нужны. Можно голосом: строку допишете позже."
        )
    ]
    assert await svetlana.send("Обновили выставку") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Жировичи\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь, Оформление, ремонт\n"
            "6. Что сделано: Обновили выставку\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.send("сохранить") == [
        (
            "Выезд записан. Библиотека: Жировичи, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Корешкова Г. Ф."
        ),
        "Что дальше?",
    ]


async def test_closed_door_is_a_trip_and_no_visit(world: World) -> None:
    """«Библиотека не работала» is one press after the library; the visits stay as many."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Новоселки")
    assert await svetlana.press("Библиотека не работала") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Библиотека не работала\n"
            "5. Что сделано: —\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Записано: библиотека не работала, это поездка, но не выезд. Библиотека: "
            "Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 10 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert await world.sql("SELECT visits, trips FROM visit_counts") == [(10, 7)]


async def test_nearest_library_first(world: World) -> None:
    """A location puts the nearest libraries first and is not kept."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    assert await svetlana.location(53.2, 25.48) == [
        (
            "Сначала ближайшие. Геопозиция не сохраняется.\n"
            "Выезд в библиотеку, 1 из 3\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        )
    ]
    assert svetlana.buttons == [
        ["Деревная", "Новоселки"],
        ["Василевичи", "Центральная"],
        ["Жировичи", "Сеньковщина"],
        ["Деревянчицы", "Большие Шиловичи"],
        ["Ещё варианты (1 из 2)"],
        ["Отложить"],
    ]


async def test_another_library_continues_the_trip(world: World) -> None:
    """«Ещё библиотека» keeps day, travellers and transport; the end of the trip names both."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Новоселки")
    await svetlana.press("Проверка фонда")
    await svetlana.press("Готово")
    await svetlana.send("Сверили книги")
    await svetlana.press("Исправить")
    await svetlana.press("2. Кто ездил")
    assert svetlana.buttons == [
        ["✓ Аннотова С. Ю.", "Каталогова М. П."],
        ["Книжник П. А."],
        ["Экслибрисова О. С."],
        ["Абзацева Н. В.", "Буквицкая Я. А."],
        ["Закладкина Н. И.", "Корешкова Г. Ф."],
        ["Готово"],
        ["Ещё варианты (1 из 2)"],
        ["Оставить: Аннотова С. Ю."],
        ["Назад", "Отложить"],
    ]
    await svetlana.press("Книжник П. А.")
    assert await svetlana.press("Готово") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю., Книжник П. А.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Проверка фонда\n"
            "6. Что сделано: Сверили книги\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    await svetlana.press("Дополнить")
    assert svetlana.buttons == [
        ["С кем встречались"],
        ["Что замечено", "Оценка"],
        ["Рекомендации", "Фото"],
        ["Следующий выезд", "Транспорт"],
        ["Километров"],
        ["Назад"],
    ]
    assert await svetlana.press("Транспорт") == [
        ("Выезд: Новоселки, 4 из 4\nДополнить\nНа чём Вы ехали?")
    ]
    assert await svetlana.press("Служебный автомобиль") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю., Книжник П. А.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Проверка фонда\n"
            "6. Что сделано: Сверили книги\n"
            "7. Транспорт: Служебный автомобиль\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Выезд записан. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert await svetlana.press("Ещё библиотека") == [
        ("Выезд в библиотеку\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."),
        (
            "Выезд в библиотеку, 1 из 3\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        ),
    ]
    await svetlana.press("Мижевичи")
    await svetlana.press("Методическая помощь")
    await svetlana.press("Готово")
    assert await svetlana.send("Показали дневник") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю., Книжник П. А.\n"
            "3. Библиотека: Мижевичи\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: Показали дневник\n"
            "7. Транспорт: Служебный автомобиль\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Выезд записан. Библиотека: Мижевичи, 15 октября.\n"
            "С начала года выездов в библиотеки: 12 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Абзацева Н. В."
        ),
        "Что дальше?",
    ]
    assert await svetlana.press("Закончить поездку") == [
        (
            "Поездка закончена: 15 октября. Библиотеки: Новоселки, Мижевичи.\n"
            "С начала года выездов в библиотеки: 12 (поездок: 7)."
        )
    ]
    assert await world.sql(
        "SELECT t.transport, (SELECT count(*) FROM visits WHERE trip_id = "
        "t.trip_id), (SELECT group_concat(staff_id) FROM (SELECT staff_id FROM "
        "trip_travellers WHERE trip_id = t.trip_id ORDER BY staff_id)) FROM trips AS "
        "t ORDER BY trip_id DESC LIMIT 1"
    ) == [("official_car", 2, "3,4")]


async def test_another_library_pressed_twice_is_one_draft(world: World) -> None:
    """A second press goes on with the draft that the first one began."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    await svetlana.press("Ещё библиотека")
    assert await svetlana.press("Ещё библиотека") == [
        ("Выезд в библиотеку\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."),
        (
            "Выезд в библиотеку, 1 из 3\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM drafts WHERE state = 'open'") == [(1,)]


async def test_same_day_and_people_are_one_trip(world: World) -> None:
    """Two visits logged one after another are one trip; another transport makes another."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    assert await svetlana.send("Сохранить") == [
        (
            "Выезд записан. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    await svetlana.send("Мижевичи, методпомощь, показали дневник")
    assert await svetlana.send("Сохранить") == [
        (
            "Выезд записан. Библиотека: Мижевичи, 15 октября.\n"
            "С начала года выездов в библиотеки: 12 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Абзацева Н. В."
        ),
        "Что дальше?",
    ]
    await svetlana.send("Павлово, методпомощь, с Книжником, смотрели план")
    assert await svetlana.send("Сохранить") == [
        (
            "Выезд записан. Библиотека: Павлово, 15 октября.\n"
            "С начала года выездов в библиотеки: 13 (поездок: 8)."
        ),
        "Что дальше?",
    ]


async def test_number_of_a_resident_is_asked_about(world: World) -> None:
    """A telephone in the line may be taken out, written anew or kept as none."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Новоселки")
    await svetlana.send("методпомощь")
    await svetlana.send("Показали каталог, тел. 8 029 123-45-67")
    assert await svetlana.press("Сохранить") == [
        (
            "Здесь номер или адрес, похожий на личный: 8 029 123-45-67. Номера и адреса "
            "жителей бот не хранит. Убрать и сохранить остальное?"
        )
    ]
    assert svetlana.buttons == [["Убрать и сохранить"], ["Написать заново"], ["Это не телефон"]]
    assert await svetlana.press("Написать заново") == [
        (
            "Выезд: Новоселки, 3 из 3\n"
            "Что сделано? Одной строкой, она пойдёт в журнал. Фамилии читателей не "
            "нужны. Можно голосом: строку допишете позже.\n"
            "Сейчас: Показали каталог, тел. 8 029 123-45-67."
        )
    ]
    assert await svetlana.send("Позвонить 8 029 123-45-67") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: Позвонить 8 029 123-45-67\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    await svetlana.press("Сохранить")
    assert await svetlana.press("Это не телефон") == [
        (
            "Выезд записан. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert await world.sql("SELECT done FROM visits ORDER BY visit_id DESC LIMIT 1") == [
        ("Позвонить 8 029 123-45-67",)
    ]


async def test_number_is_taken_out(world: World) -> None:
    """«Убрать и сохранить» keeps the rest of the line."""
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.press("Навасёлкі")
    await pavel.send("метаддапамога")
    await pavel.send("Паказалі каталог, тэл. 8 029 123-45-67")
    assert await pavel.press("Захаваць") == [
        (
            "Тут нумар або адрас, падобны на асабісты: 8 029 123-45-67. Нумары і адрасы "
            "жыхароў бот не захоўвае. Прыбраць і захаваць астатняе?"
        )
    ]
    assert pavel.buttons == [["Прыбраць і захаваць"], ["Напісаць нанава"], ["Гэта не тэлефон"]]
    assert await pavel.press("Прыбраць і захаваць") == [
        (
            "Выезд запісаны. Бібліятэка: Навасёлкі, 15 кастрычніка.\n"
            "З пачатку года выездаў у бібліятэкі: 11 (паездак: 7)."
        ),
        "Што далей?",
    ]
    assert await world.sql("SELECT done FROM visits ORDER BY visit_id DESC LIMIT 1") == [
        ("Паказалі каталог",)
    ]


async def test_nothing_left_after_the_number_is_asked_again(world: World) -> None:
    """Where the number was all, the question comes again."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Новоселки")
    await svetlana.send("методпомощь")
    await svetlana.send("8 029 123-45-67")
    await svetlana.press("Сохранить")
    assert await svetlana.press("Убрать и сохранить") == [
        (
            "Выезд: Новоселки, 3 из 3\n"
            "Что сделано? Одной строкой, она пойдёт в журнал. Фамилии читателей не "
            "нужны. Можно голосом: строку допишете позже.\n"
            "Сейчас: 8 029 123-45-67."
        )
    ]
    assert await world.sql("SELECT count(*) FROM visits") == [(11,)]


async def test_practice_leaves_no_record(world: World) -> None:
    """«Учебный режим» asks everything and records, counts and sends nothing."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.send("/practice")
    assert await svetlana.press("Выезд в библиотеку") == [
        (
            "Учебный режим: ничего не считается и никуда не уходит, через неделю "
            "удаляется.\n"
            "Выезд в библиотеку\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте."
        ),
        (
            "Учебный режим, никуда не пойдёт. Выезд в библиотеку, 1 из 3\n"
            "Какая библиотека? Нажмите или напишите название. Нет связи: "
            "напишите всё одной строкой, например «Деревная, методпомощь, расставили "
            "фонд»."
        ),
    ]
    assert await svetlana.send("Деревная, методпомощь, расставили фонд") == [
        "Понято из Вашего сообщения:",
        (
            "Учебный режим, никуда не пойдёт. Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Деревная\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: расставили фонд\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await svetlana.press("Сохранить") == [
        "Получилось! Это весь путь. Режим был учебный: ничего не записано.",
        "Что дальше?",
    ]
    assert await world.sql("SELECT count(*) FROM visits") == [(11,)]
    assert await nina.news() == []


async def test_voice_is_enough_and_its_text_comes_later(world: World) -> None:
    """A voice message stands for the line: «нужен текст»; then the librarian gets the card."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.send("методпомощь")
    assert await svetlana.voice() == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Деревная\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь\n"
            "6. Что сделано: —\n"
            "7. Что сделано (голосом): приложено\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Выезд записан. Библиотека: Деревная, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7).\n"
            "Пока только голосовое сообщение: нужен текст, допишите его потом одной "
            "строкой."
        ),
        "Что дальше?",
    ]
    assert svetlana.buttons == [
        ["Ещё библиотека", "Дописать текст"],
        ["Рекомендация", "Фото"],
        ["Исправить"],
        ["Закончить поездку"],
    ]
    assert await nina.news() == []
    assert await world.sql(
        "SELECT needs_text, done, confirmation FROM visits ORDER BY visit_id DESC LIMIT 1"
    ) == [(1, "", "none")]
    assert await svetlana.press("Дописать текст") == [
        (
            "Выезд: Деревная, 15 октября 2026\u202fг.\n"
            "Что сделано? Напишите одной строкой, она пойдёт в журнал. Фамилии читателей "
            "не нужны."
        )
    ]
    assert svetlana.buttons == [["Прослушать", "Назад"]]
    assert await svetlana.send("Расставили фонд, тел. 8 029 123-45-67") == [
        (
            "Здесь номер или адрес, похожий на личный: 8 029 123-45-67. Номера и адреса "
            "жителей бот не хранит. Убрать и сохранить остальное?"
        )
    ]
    assert svetlana.buttons == [["Убрать и сохранить"], ["Написать заново"], ["Это не телефон"]]
    assert await svetlana.press("Убрать и сохранить") == [
        (
            "Текст записан в журнал.\n"
            "Карточка для подтверждения отправлена: Закладкина Н. И.\n"
            "Выезд: Деревная, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Расставили фонд»\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert svetlana.buttons == [
        ["Прослушать", "Исправить"],
        ["Дополнить", "История"],
        ["Удалить", "К списку"],
    ]
    assert await world.sql(
        "SELECT needs_text, done, confirmation FROM visits ORDER BY visit_id DESC LIMIT 1"
    ) == [(0, "Расставили фонд", "waiting")]
    assert await nina.news() == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Расставили фонд»\n"
            "Всё так?"
        )
    ]
    assert await svetlana.press("Прослушать") == ["[voice]"]


async def test_text_of_a_voice_message_may_keep_its_number(world: World) -> None:
    """«Это не телефон» writes the line as it is; a longer wait for it is said kindly."""
    pavel = world.chat(1004)
    await pavel.send("/visit")
    await pavel.press("Навасёлкі")
    await pavel.send("метаддапамога")
    await pavel.voice()
    await pavel.press("Захаваць")
    await pavel.press("Дапісаць тэкст")
    assert await pavel.send("Нумар 8 029 123-45-67") == [
        (
            "Тут нумар або адрас, падобны на асабісты: 8 029 123-45-67. Нумары і адрасы "
            "жыхароў бот не захоўвае. Прыбраць і захаваць астатняе?"
        )
    ]
    assert await pavel.press("Гэта не тэлефон") == [
        (
            "Тэкст запісаны ў журнал.\n"
            "Выезд: Навасёлкі, 15 кастрычніка 2026\u202fг.\n"
            "Хто быў: Кніжнік П. А.\n"
            "Мэта: Метадычная дапамога.\n"
            "Зроблена: «Нумар 8 029 123-45-67»\n"
            "Пацвярджэнне бібліятэкі: без адказу.\n"
            "Хто запісаў: Кніжнік П. А."
        )
    ]
    assert await pavel.forge("visit.keeptext:12") == []
    assert pavel.toast == "Напішыце, калі ласка, радок яшчэ раз: тут яго ўжо няма."
    await pavel.forge("visit.text:12")
    assert await pavel.send("а" * 501) == [
        "Напішыце, калі ласка, адзін радок: не больш за 500 знакаў."
    ]


async def test_photos_are_added_from_the_saved_card(world: World) -> None:
    """«Фото» after saving takes photos one after another; the card shows them as an album."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.send("Сохранить")
    assert await svetlana.press("Фото") == [
        (
            "Выезд в библиотеку\n"
            "Исправление записи: пока не нажато «Сохранить», она остаётся прежней."
        ),
        ("Выезд: Новоселки, 4 из 4\nДополнить\nФото 1\nПришлите фото, можно несколько сразу."),
    ]
    assert await svetlana.photo() == [("Выезд в библиотеку, 4 из 4\nФото: 1. Добавить ещё?")]
    assert await svetlana.photo() == [("Выезд в библиотеку, 5 из 5\nФото: 2. Добавить ещё?")]
    assert await svetlana.press("Дальше") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 15 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю.\n"
            "3. Библиотека: Новоселки\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Проверка фонда\n"
            "6. Что сделано: сверили книги\n"
            "7. Фото: приложено\n"
            "8. Фото: приложено\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Запись исправлена. Библиотека: Новоселки, 15 октября.\n"
            "С начала года выездов в библиотеки: 11 (поездок: 7)."
        ),
        "Что дальше?",
    ]
    assert svetlana.buttons == [
        ["Ещё библиотека", "Рекомендация"],
        ["Фото", "Исправить"],
        ["Закончить поездку"],
        ["Открыть запись"],
    ]
    assert await svetlana.press("Открыть запись") == [
        (
            "Выезд: Новоселки, 15 октября 2026\u202fг.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Цель: Проверка фонда.\n"
            "Сделано: «сверили книги»\n"
            "Фото: 2.\n"
            "Подтверждение библиотеки: без ответа.\n"
            "Кто записал: Аннотова С. Ю."
        )
    ]
    assert svetlana.buttons == [
        ["Показать фото", "Исправить"],
        ["Дополнить", "История"],
        ["Удалить", "К списку"],
    ]
    assert await svetlana.press("Показать фото") == ["[photo]", "[photo]"]
    assert await world.sql("SELECT count(*) FROM visit_files WHERE visit_id = 12") == [(2,)]


@pytest.mark.parametrize(
    ("user_id", "line", "shown"),
    [
        (1003, "Жировичи, методпомощь, помогли", "Сейчас: 15 октября 2026\u202fг."),
        (1004, "Жыровічы, метаддапамога, памаглі", "Цяпер: 15 кастрычніка 2026\u202fг."),
    ],
)
async def test_the_answer_that_stands_ends_with_one_full_stop(
    world: World, user_id: int, line: str, shown: str
) -> None:
    chat = world.chat(user_id)
    await chat.send("/visit")
    await chat.send(line)
    assert (await chat.send("1"))[-1].splitlines()[-1] == shown
