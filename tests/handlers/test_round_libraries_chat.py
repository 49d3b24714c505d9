"""Which libraries and settlements a round entered afterwards may have."""

from world import World


async def test_a_round_of_a_library_that_is_closed_by_now(world: World) -> None:
    """Its blank of before is entered by the department; a later day is not offered."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/rounds")
    await svetlana.press("Внести обход")
    await svetlana.send("31.12.2021")
    assert await svetlana.send("Кракотка") == [
        (
            "В списке такого нет: «Кракотка». Нажмите кнопку или напишите иначе.\n"
            "Итоги обхода, 2 из 10\n"
            "Обход какой библиотеки? Нажмите или напишите название."
        ),
    ]
    await svetlana.press("Назад")
    await svetlana.send("30.12.2021")
    assert await svetlana.send("Кракотка") == [
        ("Итоги обхода, 2 из 9\nС какой целью обходили дворы?"),
    ]
    await svetlana.press("Опрос")
    await svetlana.press("Пропустить")
    await svetlana.send("9 7 8 7 1 0")
    assert await svetlana.press("Сохранить") == [
        (
            "Обход сохранён.\n"
            "Строка для дневника: «30 декабря, Кракотка: дворов обойдено 9, опрошено "
            "жителей 8, записано новых читателей 1, выдано изданий 0»"
        ),
        "Что дальше?",
    ]
    assert await world.sql(
        "SELECT library_id, settlement_id, made_on FROM rounds WHERE round_id = 6"
    ) == [(13, None, "2021-12-30")]


async def test_another_library_asks_its_settlement_anew(world: World) -> None:
    """Corrected on the card: a settlement of the other library does not stay."""
    elena = world.chat(1010)
    await elena.start()
    await elena.send("/rounds")
    await elena.press("Внести обход")
    await elena.press("Вчера")
    await elena.press("Деревянчицы")
    await elena.press("Браково")
    await elena.press("Опрос")
    await elena.press("Пропустить")
    await elena.send("9 7 8 7 1 0")
    await elena.send("2")
    assert await elena.press("Большие Шиловичи") == [
        ("Итоги обхода, 2 из 10\nВ каком населённом пункте? Нажмите или напишите название."),
    ]
    assert elena.buttons == [
        ["Большие Шиловичи", "Капусты"],
        ["Гловсевичи"],
        ["Назад", "Отложить"],
    ]
    assert await elena.press("Капусты") == [
        (
            "Итоги обхода\n"
            "Проверьте, пожалуйста.\n"
            "1. Дата обхода: 14 октября 2026\u202fг.\n"
            "2. Библиотека: Большие Шиловичи\n"
            "3. Населённый пункт: Капусты\n"
            "4. Цель обхода: Опрос\n"
            "5. Совместно с: —\n"
            "6. Дворов обойдено: 9\n"
            "7. Дома застали: 7\n"
            "8. Опрошено жителей: 8\n"
            "9. Уже читатели: 7\n"
            "10. Записано новых читателей: 1\n"
            "11. Не читают: 0\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert await elena.press("Сохранить") == [
        (
            "Обход сохранён.\n"
            "Строка для дневника: «14 октября, Капусты: дворов обойдено 9, опрошено "
            "жителей 8, записано новых читателей 1, выдано изданий 0»"
        ),
        "Что дальше?",
    ]
    assert await world.sql("SELECT library_id, settlement_id FROM rounds WHERE round_id = 6") == [
        (9, 13)
    ]
