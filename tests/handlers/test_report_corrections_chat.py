"""«Поправки»: added question by question, shown before kept, taken out, closed with their time."""

from datetime import date

from world import World

from storage import periods

NOW = "2026-10-15T06:28:00Z"
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
PLACE = "Выездов в библиотеки\nВремя: 01.01.2026 – 31.08.2026\n"


async def test_a_correction_from_the_list_to_the_text(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/report")
    assert await svetlana.press("Поправки") == [
        (
            "Поправки: 2026 год\nПоправок нет.\n"
            "Поправка добавляет к числу то, что есть на бумаге и чего нет в записях."
        )
    ]
    assert await svetlana.press("Добавить поправку") == ["Новая поправка\nО чём поправка?"]
    assert await svetlana.press("Выезды") == ["Новая поправка\nКакой показатель?"]
    assert await svetlana.press("Выездов в библиотеки") == [
        (
            "Выездов в библиотеки\n"
            "За какое время? Нажмите его или напишите дни, например 01.01 - 31.08."
        )
    ]
    assert await svetlana.send("01.01 - 31.08") == [
        PLACE + "Для всей сети или для одной библиотеки? Нажмите или напишите её название."
    ]
    assert await svetlana.press("Вся сеть") == [
        (
            f"{PLACE}Сейчас: 2.\n"
            "Сколько прибавить? Напишите число. Чтобы уменьшить, напишите с минусом: -4."
        )
    ]
    assert await svetlana.send("много") == [
        "Нужно число, например 96 или -4. Вы написали: «много»."
    ]
    assert await svetlana.send("1,5") == ["Это число целое: напишите его без запятой."]
    assert await svetlana.send("-3") == ["Получится меньше нуля: сейчас 2. Напишите другое число."]
    assert await svetlana.send("+96") == [
        (
            f"{PLACE}Поправка: +96\n"
            "На каком основании? Напишите одну строку, не короче 10 знаков, например "
            "«по бумажному журналу»."
        )
    ]
    assert await svetlana.send("журнал") == [
        "Слишком коротко: напишите не меньше десяти знаков, откуда это известно."
    ]
    assert await svetlana.send("по бумажному журналу за январь-август") == [
        (
            f"{PLACE}Поправка: +96\n"
            "Основание: по бумажному журналу за январь-август\n"
            "Было 2, станет 98.\n"
            "Сохранить? Чтобы изменить основание, напишите другую строку."
        )
    ]
    assert await svetlana.press("Сохранить") == [
        (
            "Поправка сохранена.\n"
            "Поправки: 2026 год\n"
            "Выездов в библиотеки\n"
            "Поправка +96: по бумажному журналу за январь-август (Аннотова С. Ю., 15.10.2026)\n"
            "Время: 01.01.2026 – 31.08.2026\n"
            "Поправка добавляет к числу то, что есть на бумаге и чего нет в записях."
        )
    ]
    assert svetlana.buttons == [["Выездов в библиотеки: +96"], ["Добавить поправку"], ["Назад"]]
    assert await svetlana.forge("mend.save") == [
        "Это кнопка прошлого шага. Сейчас Вы здесь: поправка не начата."
    ]
    assert await world.sql(
        "SELECT measure, first_on, last_on, library_id, number, made_by FROM measure_corrections"
    ) == [("visits", "2026-01-01", "2026-08-31", None, 96.0, 3)]
    [report] = await svetlana.send("/report")
    assert "Выездов в библиотеки: 106 (поездок: 6)." in report
    [text] = await svetlana.press("Текст")
    assert "В 2026 году сделано 106 выездов." in text
    assert text.endswith("Составлено: 15.10.2026 09:28. Редакция 1. Период открыт.")
    assert ["Выездов в библиотеки: 106"] in svetlana.buttons
    await svetlana.send("/report")
    await svetlana.press("Файлы")
    assert await svetlana.press("Excel") == [
        "Готовлю файл, пришлю через минуту.",
        "[document Отчёт 2026 год.xlsx] Отчёт: 2026 год. Редакция 1. Период открыт.",
    ]
    [report] = await svetlana.send("/report")
    assert report.startswith("Отчёт за 2026 год\nРедакция 1 от 15.10.2026.\nПериод открыт.\n")


async def test_taken_out_with_a_reason_and_a_new_edition_in_belarusian(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.send("/report")
    await pavel.press("Абходы: 4")
    await pavel.press("Падворныя абходы: 4")
    await pavel.press("Дадаць папраўку")
    await pavel.press("I паўгоддзе")
    [said] = await pavel.send("дзераўная")
    assert said.startswith("Падворныя абходы\nЧас: першае паўгоддзе 2026 года\nБібліятэка: Дзера")
    await pavel.send("2")
    [said] = await pavel.send("паводле папяровага журнала")
    assert "Было 1, стане 3.\n" in said
    await pavel.send("паводле сшытка бібліятэкі")
    [said] = await pavel.press("Захаваць")
    assert (
        "Папраўка +2: паводле сшытка бібліятэкі (Дзераўная, Кніжнік П. А., 15.10.2026)\n"
    ) in said
    await pavel.press("Назад")
    assert pavel.buttons[0] == ["Выезды: 10", "Абходы: 6"]
    await pavel.press("Тэкст")
    await pavel.forge("mend.card:1:year.2026-1")
    assert pavel.last.text == (
        "Падворныя абходы\n"
        "Папраўка +2: паводле сшытка бібліятэкі (Дзераўная, Кніжнік П. А., 15.10.2026)\n"
        "Час: першае паўгоддзе 2026 года\n"
        "15.10.2026. Хто дадаў: Кніжнік П. А."
    )
    await pavel.press("Прыбраць")
    assert await pavel.send("памылка") == [
        "Занадта коратка: напішыце не менш за дзесяць знакаў, адкуль гэта вядома."
    ]
    [said] = await pavel.send("Гэтыя абходы ўжо запісаны")
    assert said.startswith("Папраўка прыбрана.\nПапраўкі: 2026 год\nПаправак няма.\n")
    assert await pavel.forge("mend.drop:1:year.2026-1") == [
        "Гэта кнопка мінулага кроку. Цяпер Вы тут: папраўка ўжо прыбрана."
    ]
    await pavel.forge("mend.card:1:year.2026-1")
    assert pavel.last.text.endswith("прычына: Гэтыя абходы ўжо запісаны")
    [report] = await pavel.send("/report")
    assert report.startswith(
        "Справаздача за 2026 год\nРэдакцыя 1 ад 15.10.2026. З таго часу справаздача змянілася.\n"
    )


async def test_a_closed_time_is_only_read(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(tx, "year", date(2025, 1, 1), date(2025, 12, 31), now=NOW, by=1)
    olga = world.chat(1001)
    await olga.start()
    await olga.send("/report")
    await olga.forge("report.fixes:year.2025-1:0")
    assert olga.last.text == (
        "Поправки: 2025 год\nПоправок нет.\nПериод закрыт: поправки можно только смотреть."
    )
    assert olga.buttons == [["Назад"]]
    await olga.forge("mend.where:quarter.2025-2:visits")
    assert olga.toast == (
        "Период закрыт: 2025 год. Запись можно только смотреть. Нужна правка? Напишите в отдел."
    )
    await olga.forge("mend.number:year.2025-1:visits:0")
    assert olga.toast.startswith("Период закрыт: 2025 год.")
    assert await world.sql("SELECT * FROM measure_corrections") == []


async def test_it_is_for_the_department(world: World) -> None:
    nina, olga = world.chat(1005), world.chat(1001)
    await nina.start()
    await olga.start()
    for data in ("report.fixes:year.2026-1:0", "mend.save", "report.text:year.2026-1"):
        await nina.forge(data)
        assert (data, nina.toast) == (data, REFUSED)
    for data in (
        "mend.card:99:year.2026-1",
        "mend.of:year.2026-1:money",
        "mend.number:year.2026-1:visits:999",
        "report.file:year.2026-1:exe",
    ):
        await olga.forge(data)
        assert (data, olga.toast) == (data, REFUSED)
