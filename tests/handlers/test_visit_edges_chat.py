"""Visits at the edges: what is open twice, gone meanwhile, changed in every field."""

from world import World


async def test_every_field_has_its_words_in_the_history(world: World) -> None:
    """Each change is written in the reader's words, the old value beside the new one."""
    pavel = world.chat(1004)
    await pavel.send("Навасёлкі, праверка фонду, зверылі кнігі")
    await pavel.send("Захаваць")
    await pavel.press("Выправіць")
    await pavel.press("Назад")
    await pavel.press("Дапоўніць")
    await pavel.press("Што заўважана")
    await pavel.press("Фонд")
    await pavel.send("Цесныя паліцы")
    await pavel.press("Далей")
    await pavel.press("Дапоўніць")
    await pavel.press("Фота")
    await pavel.photo()
    await pavel.press("Далей")
    await pavel.press("Дапоўніць")
    await pavel.press("Наступны выезд")
    await pavel.send("10.12")
    await pavel.press("Дапоўніць")
    await pavel.press("Транспарт")
    await pavel.press("Рэйсавы аўтобус")
    await pavel.press("Дапоўніць")
    await pavel.press("Кіламетраў")
    await pavel.send("42")
    await pavel.press("Дапоўніць")
    await pavel.press("Рэкамендацыі")
    await pavel.send("Зняць лішняе")
    await pavel.press("Прапусціць")
    await pavel.press("Прапусціць")
    await pavel.press("Прапусціць")
    await pavel.press("Далей")
    await pavel.press("Захаваць")
    await pavel.press("Выправіць")
    assert pavel.buttons == [
        ["1. Дата"],
        ["2. Хто ездзіў"],
        ["3. Бібліятэка"],
        ["4. Вынік"],
        ["5. Мэта выезду"],
        ["6. Што зроблена"],
        ["7. Напрамак"],
        ["8. Што заўважана"],
        ["9. Рэкамендацыя"],
        ["10. Адказны"],
        ["11. Тэрмін"],
        ["12. Напрамак рэкамендацыі"],
        ["13. Фота"],
        ["14. Наступны выезд"],
        ["15. Транспарт"],
        ["16. Кіламетраў"],
        ["Назад"],
    ]
    await pavel.press("9. Рэкамендацыя")
    await pavel.send("Зняць усё лішняе")
    await pavel.send("10")
    await pavel.send("Курсівава")
    await pavel.send("11")
    await pavel.send("1.12")
    await pavel.send("3")
    await pavel.send("Міжэвічы")
    await pavel.send("4")
    await pavel.press("Бібліятэка не працавала")
    await pavel.press("Захаваць")
    await pavel.press("Адкрыць запіс")
    assert await pavel.press("Гісторыя") == [
        (
            "Выезд: Міжэвічы, 15 кастрычніка 2026\u202fг.\n"
            "Гісторыя запісу:\n"
            "15.10.2026 09:28, Кніжнік П. А.: запісана.\n"
            "15.10.2026 09:28, Кніжнік П. А.: выпраўлена. наступны выезд: — → 10 снежня "
            "2026\u202fг.; заўважана: — → Фонд: Цесныя паліцы; фота: — → 1; транспарт: — → "
            "Рэйсавы аўтобус; кіламетраў: — → 42\n"
            "15.10.2026 09:28, Кніжнік П. А.: выпраўлена. рэкамендацыя: Зняць лішняе → "
            "Зняць усё лішняе; хто выконвае: — → Курсівава В. Я.; тэрмін: — → 1 снежня "
            "2026\u202fг.\n"
            "15.10.2026 09:28, Кніжнік П. А.: выпраўлена. бібліятэка: Навасёлкі → "
            "Міжэвічы; вынік: Выезд адбыўся → Бібліятэка не працавала; мэты: Праверка "
            "фонду → —"
        )
    ]
    assert await pavel.press("Назад") == [
        (
            "Выезд: Міжэвічы, 15 кастрычніка 2026\u202fг.\n"
            "Хто быў: Кніжнік П. А.\n"
            "Бібліятэка не працавала.\n"
            "Зроблена: «зверылі кнігі»\n"
            "Фонд: Цесныя паліцы\n"
            "Рэкамендацыі:\n"
            "• Зняць усё лішняе; Курсівава В. Я.; тэрмін: 1 снежня\n"
            "Наступны выезд: 10 снежня.\n"
            "Рэйсавы аўтобус, 42 км.\n"
            "Фота: 1.\n"
            "Пацвярджэнне бібліятэкі: без адказу.\n"
            "Хто запісаў: Кніжнік П. А."
        )
    ]
    assert await pavel.press("Да спіса") == [
        (
            "Выезды: 2026 год; Кніжнік П. А.\n"
            "Перыяд адкрыты.\n"
            "Выездаў у бібліятэкі: 5 (паездак: 4).\n"
            "15.10.26 Міжэвічы (без адказу): бібліятэка не працавала\n"
            "13.10.26 Міжэвічы: Передано 23 новые книги\n"
            "13.10.26 Дзеравянчыцы: патрэбны тэкст\n"
            "06.10.26 Навасёлкі: бібліятэка не працавала\n"
            "06.10.26 Васілевічы (ёсць недакладнасць): Проверен дневник за 9 месяцев\n"
            "06.10.26 Дзераўная (без адказу): Расставлен фонд детской литературы\n"
            "18.08.26 Жыровічы: Обновлена выставка ко Дню библиотек\n"
            "Націсніце выезд, каб адкрыць яго картку."
        )
    ]


async def test_correction_opened_again_goes_on_where_it_stood(world: World) -> None:
    """Half way through an answer the same question comes again, not a second draft."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("visit.edit:7")
    await svetlana.press("6. Что сделано")
    assert await svetlana.forge("visit.more:7") == [
        (
            "Выезд в библиотеку\n"
            "Исправление записи: пока не нажато «Сохранить», она остаётся прежней."
        ),
        (
            "Выезд: Деревная, 3 из 7\n"
            "Что сделано? Одной строкой, она пойдёт в журнал. Фамилии читателей не "
            "нужны. Можно голосом: строку допишете позже.\n"
            "Сейчас: Расставлен фонд детской литературы."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM drafts WHERE state = 'open'") == [(1,)]


async def test_record_removed_meanwhile_is_not_corrected(world: World) -> None:
    """A correction of a record that the head removed is refused, the draft is kept."""
    svetlana = world.chat(1003)
    olga = world.chat(1001)
    await svetlana.start()
    await svetlana.forge("visit.edit:7")
    await svetlana.press("Назад")
    await olga.start()
    await olga.forge("visit.drop:7:none")
    assert await svetlana.press("Сохранить") == []
    assert svetlana.toast == (
        "Эта запись удалена. Чтобы продолжить с ней, откройте её и нажмите «Восстановить»."
    )
    assert await world.sql("SELECT state FROM drafts") == [("open",)]


async def test_text_without_a_number_is_written_at_once(world: World) -> None:
    """The line for a voice message of the sample."""
    pavel = world.chat(1004)
    await pavel.start()
    assert await pavel.forge("visit.text:10") == [
        (
            "Выезд: Дзеравянчыцы, 13 кастрычніка 2026\u202fг.\n"
            "Што зроблена? Напішыце адным радком, ён пойдзе ў журнал. Прозвішчы чытачоў "
            "не патрэбны."
        )
    ]
    assert await pavel.send("Навучанне працы з каталогам") == [
        (
            "Тэкст запісаны ў журнал.\n"
            "Картка для пацвярджэння адпраўлена: Фармулярава А. С.\n"
            "Выезд: Дзеравянчыцы, 13 кастрычніка 2026\u202fг.\n"
            "Хто быў: Кніжнік П. А.\n"
            "Мэта: Практычная дапамога.\n"
            "Зроблена: «Навучанне працы з каталогам»\n"
            "Рэйсавы аўтобус.\n"
            "Пацвярджэнне бібліятэкі: без адказу.\n"
            "Хто запісаў: Кніжнік П. А."
        )
    ]
    assert await world.sql(
        "SELECT needs_text, done, confirmation FROM visits WHERE visit_id = 10"
    ) == [(0, "Навучанне працы з каталогам", "waiting")]


async def test_unknown_shortcuts_are_old_buttons(world: World) -> None:
    """A forged shortcut, or one of another question, says where one stands."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    assert await svetlana.forge("f.short:1:0:same") == []
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: Библиотека."
    await svetlana.press("Новоселки")
    await svetlana.send("методпомощь")
    assert await svetlana.forge("f.short:1:2:closed") == []
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: Что сделано."
    await svetlana.send("Сверили книги")
    assert await svetlana.forge("f.short:1:3:closed") == []
    assert svetlana.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: проверить и сохранить."


async def test_without_a_last_time_nothing_is_offered(world: World) -> None:
    """Who has made no visit yet is offered only the plain purposes."""
    olga = world.chat(1001)
    await olga.send("/visit")
    await olga.send("Жировичи")
    assert olga.buttons == [
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
    assert await olga.forge("f.short:1:1:same") == []
    assert olga.toast == "Это кнопка прошлого шага. Сейчас Вы здесь: Цель выезда."


async def test_closed_door_tells_the_librarian_too(world: World) -> None:
    """The librarian may say that the library was open."""
    nina = world.chat(1005)
    svetlana = world.chat(1003)
    await nina.start()
    await svetlana.send("Деревная, библиотека не работала")
    await svetlana.send("Сохранить")
    assert await nina.news() == [
        (
            "Выезд в Вашу библиотеку (Деревная), 15 октября.\n"
            "Кто был: Аннотова С. Ю.\n"
            "Библиотека не работала.\n"
            "Всё так?"
        )
    ]
    assert nina.buttons == [["Всё так", "Есть неточность"]]


async def test_lists_without_any_visit(world: World) -> None:
    """Before the first visit every list says so."""
    olga = world.chat(1001)
    assert world.db is not None
    async with world.db.write() as tx:
        for table in ("recommendations", "visit_purposes", "visits", "trip_travellers", "trips"):
            await tx.run(f"DELETE FROM {table}")
        await tx.run("DELETE FROM visit_counts")
    assert await olga.send("/visits") == [
        (
            "Выезды: 2026 год\nПериод открыт.\nВыездов в библиотеки: 0 (поездок: 0).\n"
            "Здесь пока нет выездов."
        )
    ]
    assert await olga.press("По месяцу") == ["За какое время показать выезды? Нажмите кнопку."]
    assert await olga.press("октябрь 2026 года") == [
        (
            "Выезды: октябрь 2026 года\n"
            "Период открыт.\n"
            "Выездов в библиотеки: 0 (поездок: 0).\n"
            "Здесь пока нет выездов."
        )
    ]
