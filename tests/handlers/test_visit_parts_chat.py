"""The optional parts of a saved visit: added, corrected, taken out."""

from world import World

from bot.sandbox import pictures


async def test_photo_and_finding_are_taken_out(world: World) -> None:
    """One item of a list goes as a whole, the others stay."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.press("Дополнить")
    await svetlana.press("Фото")
    await svetlana.photo()
    await svetlana.photo()
    await svetlana.press("Дальше")
    await svetlana.press("Дополнить")
    await svetlana.press("Что замечено")
    await svetlana.press("Фонд")
    await svetlana.send("Тесные полки")
    await svetlana.press("Дальше")
    await svetlana.press("Сохранить")
    await svetlana.press("Исправить")
    assert svetlana.buttons == [
        ["1. Дата"],
        ["2. Кто ездил"],
        ["3. Библиотека"],
        ["4. Итог"],
        ["5. Цель выезда"],
        ["6. Что сделано"],
        ["7. Направление"],
        ["8. Что замечено"],
        ["9. Фото"],
        ["10. Фото"],
        ["Назад"],
    ]
    assert await svetlana.press("8. Что замечено") == [
        (
            "Выезд: Новоселки, 5 из 7\n"
            "Дополнить\n"
            "Что замечено 1\n"
            "Одной или двумя фразами.\n"
            "Сейчас: Тесные полки."
        )
    ]
    assert svetlana.buttons == [
        ["Оставить: Тесные полки"],
        ["Убрать из записи"],
        ["Назад", "Отложить"],
    ]
    assert await svetlana.press("Убрать из записи") == [
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
    await svetlana.send("7")
    assert await svetlana.press("Убрать из записи") == [
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
    assert await world.sql(
        "SELECT (SELECT count(*) FROM visit_files WHERE visit_id = 12), (SELECT "
        "count(*) FROM visit_findings WHERE visit_id = 12)"
    ) == [(1, 0)]
    assert await svetlana.forge("f.cut:1:0") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."
    ]
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: главное меню."


async def test_corrected_recommendation_stays_the_same(world: World) -> None:
    """A corrected word keeps the recommendation and its state; one taken out is withdrawn."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("visit.edit:7")
    await svetlana.press("7. Рекомендация")
    await svetlana.send("Обновить стенд у двери")
    await svetlana.press("Сохранить")
    assert await world.sql(
        "SELECT recommendation, state FROM recommendations WHERE visit_id = 7"
    ) == [("Обновить стенд у двери", "given")]
    await svetlana.forge("visit.edit:7")
    await svetlana.press("7. Рекомендация")
    await svetlana.press("Убрать из записи")
    await svetlana.press("Сохранить")
    assert await world.sql(
        "SELECT recommendation, state FROM recommendations WHERE visit_id = 7"
    ) == [("Обновить стенд у двери", "withdrawn")]
    await svetlana.press("Открыть запись")
    assert await svetlana.press("История") == [
        (
            "Выезд: Деревная, 6 октября 2026\u202fг.\n"
            "История записи:\n"
            "06.10.2026 15:00, Аннотова С. Ю.: записано.\n"
            "15.10.2026 08:00, Аннотова С. Ю.: исправлено. рекомендация: — → Обновить "
            "стенд у входа\n"
            "15.10.2026 09:28, Аннотова С. Ю.: исправлено. рекомендация: Обновить стенд "
            "у входа → Обновить стенд у двери\n"
            "15.10.2026 09:28, Аннотова С. Ю.: рекомендация снята."
        )
    ]


async def test_parts_in_belarusian(world: World) -> None:
    """«Рэкамендацыя» after saving asks the text, who carries it out, and the day."""
    pavel = world.chat(1004)
    await pavel.send("Навасёлкі, праверка фонду, зверылі кнігі")
    await pavel.send("Захаваць")
    assert await pavel.press("Рэкамендацыя") == [
        (
            "Выезд у бібліятэку\n"
            "Выпраўленне запісу: пакуль не націснута «Захаваць», ён застаецца ранейшым."
        ),
        ("Выезд: Навасёлкі, 4 з 7\nДапоўніць\nРэкамендацыі 1\nШто трэба зрабіць?"),
    ]
    assert await pavel.send("Зняць лішняе") == [
        (
            "Выезд: Навасёлкі, 5 з 7\n"
            "Дапоўніць\n"
            "Рэкамендацыі 1\n"
            "Хто выконвае?\n"
            "Спіс доўгі: можна напісаць першыя літары."
        )
    ]
    assert pavel.buttons == [
        ["Курсівава В. Я.", "Абзацава Н. У."],
        ["Анотава С. Ю.", "Буквіцкая Я. А."],
        ["Закладкіна Н. І.", "Каталогава М. П."],
        ["Кніжнік П. А.", "Карашкова Г. Ф."],
        ["Яшчэ варыянты (1 з 2)"],
        ["Прапусціць"],
        ["Назад", "Адкласці"],
    ]
    assert await pavel.press("Курсівава В. Я.") == [
        ("Выезд: Навасёлкі, 6 з 7\nДапоўніць\nРэкамендацыі 1\nДа якога чысла?")
    ]
    assert await pavel.send("10.12") == [
        ("Выезд: Навасёлкі, 7 з 7\nДапоўніць\nРэкамендацыі 1\nДа якога напрамку адносіцца?")
    ]
    assert await pavel.press("Фонд") == [
        ("Выезд у бібліятэку, 7 з 7\nРэкамендацыі: 1. Дадаць яшчэ?")
    ]
    assert await pavel.send("Захаваць") == [
        (
            "Выезд у бібліятэку\n"
            "Праверце, калі ласка.\n"
            "1. Дата: 15 кастрычніка 2026\u202fг.\n"
            "2. Хто ездзіў: Кніжнік П. А.\n"
            "3. Бібліятэка: Навасёлкі\n"
            "4. Вынік: Выезд адбыўся\n"
            "5. Мэта выезду: Праверка фонду\n"
            "6. Што зроблена: зверылі кнігі\n"
            "7. Рэкамендацыя: Зняць лішняе\n"
            "8. Адказны: Курсівава В. Я.\n"
            "9. Тэрмін: 10 снежня 2026\u202fг.\n"
            "10. Напрамак рэкамендацыі: Фонд\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце яго "
            "нумар."
        )
    ]
    assert await pavel.send("Захаваць") == [
        (
            "Запіс выпраўлены. Бібліятэка: Навасёлкі, 15 кастрычніка.\n"
            "З пачатку года выездаў у бібліятэкі: 11 (паездак: 7)."
        ),
        "Што далей?",
    ]
    assert pavel.buttons == [
        ["Яшчэ бібліятэка", "Рэкамендацыя"],
        ["Фота", "Выправіць"],
        ["Скончыць паездку"],
        ["Адкрыць запіс"],
    ]
    assert await pavel.press("Скончыць паездку") == [
        (
            "Паездка скончана: 15 кастрычніка. Бібліятэкі: Навасёлкі.\n"
            "З пачатку года выездаў у бібліятэкі: 11 (паездак: 7)."
        )
    ]


async def test_moved_to_another_day(world: World) -> None:
    """A visit moved to another day leaves the trip whose other visits keep their day."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("visit.edit:7")
    await svetlana.press("1. Дата")
    assert await svetlana.send("5.10") == [
        (
            "Выезд в библиотеку\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата: 5 октября 2026\u202fг.\n"
            "2. Кто ездил: Аннотова С. Ю., Книжник П. А.\n"
            "3. Библиотека: Деревная\n"
            "4. Итог: Выезд состоялся\n"
            "5. Цель выезда: Методическая помощь, Оформление, ремонт\n"
            "6. Что сделано: Расставлен фонд детской литературы\n"
            "7. Рекомендация: Обновить стенд у входа\n"
            "8. Ответственный: Закладкина Н. И.\n"
            "9. Срок: 1 ноября 2026\u202fг.\n"
            "10. Направление рекомендации: Оформление, выставки\n"
            "11. Транспорт: Служебный автомобиль\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Запись исправлена. Библиотека: Деревная, 5 октября.\n"
            "С начала года выездов в библиотеки: 10 (поездок: 7).\n"
            "Карточка для подтверждения отправлена: Закладкина Н. И."
        ),
        "Что дальше?",
    ]
    assert await world.sql(
        "SELECT visit_id, visited_on, trip_id FROM visits WHERE visit_id IN (7, 8) "
        "ORDER BY visit_id"
    ) == [(7, "2026-10-05", 7), (8, "2026-10-06", 5)]


async def test_head_corrects_what_was_entered_on_behalf(world: World) -> None:
    """Who entered the record is told; the colleague, who has not answered, is asked again."""
    svetlana = world.chat(1003)
    marina = world.chat(1002)
    olga = world.chat(1001)
    await svetlana.start()
    await marina.send("/behalf")
    await marina.send("Аннотова")
    await marina.press("По телефону")
    await marina.press("Выезд в библиотеку")
    await marina.send("Новоселки, методпомощь, разобрали план")
    await marina.send("Сохранить")
    await svetlana.news()
    await olga.start()
    await olga.forge("visit.edit:12")
    await olga.press("6. Что сделано")
    await olga.send("Разобрали план на год")
    await olga.press("Сохранить")
    assert await svetlana.news() == [
        (
            "Ваша запись исправлена.\n"
            "Кто: Экслибрисова О. С.\n"
            "Записано за Вас: выезд, библиотека: Новоселки, 15 октября.\n"
            "Цель: Методическая помощь.\n"
            "Сделано: «Разобрали план на год»\n"
            "Кто записал: Каталогова М. П., основание: по телефону. Всё так?"
        )
    ]
    assert await marina.news() == [
        (
            "Выезд, библиотека: Новоселки, 15 октября.\n"
            "Ваша запись исправлена.\n"
            "Кто: Экслибрисова О. С."
        )
    ]


async def test_voice_and_picture_files(world: World) -> None:
    """A picture sent as a file is shown as a file; one photo is no album."""
    svetlana = world.chat(1003)
    await svetlana.send("Новоселки, проверка фонда, сверили книги")
    await svetlana.press("Дополнить")
    await svetlana.press("Фото")
    await svetlana.photo()
    await svetlana.press("Дальше")
    await svetlana.press("Сохранить")
    await svetlana.press("Фото")
    await svetlana.document("стенд.png", pictures.sample(3), "image/png")
    await svetlana.press("Дальше")
    await svetlana.press("Сохранить")
    await svetlana.press("Открыть запись")
    assert await svetlana.press("Показать фото") == ["[photo]", "[document стенд.png]"]
