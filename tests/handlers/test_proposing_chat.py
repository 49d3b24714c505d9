"""«Предложить поездку»: due libraries near each other, in the order of the way, for a day."""

import pytest
from world import World


async def forgotten(world: World, *codes: str) -> None:
    """Let nobody have visited these libraries, and everybody else today."""
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET removed_at = '2026-10-14T06:00:00Z'")
        await tx.run(
            "INSERT INTO trips (made_on, created_at) VALUES ('2026-10-14', '2026-10-14T06:00:00Z')"
        )
        await tx.run(
            "INSERT INTO visits (trip_id, library_id, visited_on, outcome, staff_id, entered_by, "
            "source, created_at, updated_at) SELECT last_insert_rowid(), library_id, "
            "'2026-10-14', 'held', 3, 3, 'chat', '2026-10-14T06:00:00Z', '2026-10-14T06:00:00Z' "
            f"FROM libraries WHERE code NOT IN ({', '.join('?' * len(codes))})",
            codes,
        )


async def test_one_way_through_what_is_due(world: World) -> None:
    await forgotten(world, "SL-03", "SL-04", "SL-06", "SL-12")
    svetlana = world.chat(1003)
    await svetlana.send("/unvisited")
    assert await svetlana.press("Предложить поездку") == [
        (
            "Поездка на один день\n"
            "Давно не были, и они рядом друг с другом:\n"
            "1. Василевичи (ещё ни разу): 7,3 км от центральной\n"
            "2. Деревная (ещё ни разу): ещё 14,7 км\n"
            "3. Новоселки (ещё ни разу): ещё 4,4 км\n"
            "Обратно: 20,8 км. Всего 47,2 км по прямой, по дороге больше.\n"
            "Нет координат, путь посчитать нельзя: Павлово."
        )
    ]
    assert svetlana.buttons == [["Запланировать", "Выбрать день"], ["Назад"]]


async def test_libraries_that_do_not_work_on_the_day_are_left_out(world: World) -> None:
    """On a Monday only Василевичи works; the days offered are the methodist's working days."""
    await forgotten(world, "SL-03", "SL-04", "SL-06", "SL-12")
    pavel = world.chat(1004)
    await pavel.send("/unvisited")
    await pavel.press("Прапанаваць паездку")
    assert await pavel.press("Выбраць дзень") == [
        "На які дзень? Бібліятэкі, якія ў гэты дзень не працуюць, не ўвойдуць."
    ]
    assert pavel.buttons == [
        ["пт 16.10", "сб 17.10"],
        ["пн 19.10", "аў 20.10"],
        ["ср 21.10", "чц 22.10"],
        ["пт 23.10", "сб 24.10"],
        ["Любы дзень"],
    ]
    assert await pavel.press("пн 19.10") == [
        (
            "Паездка на дзень: пн 19.10\n"
            "1. Васілевічы (яшчэ ні разу): 7,3 км ад цэнтральнай\n"
            "Назад: 7,3 км. Усяго 14,6 км па прамой, па дарозе больш.\n"
            "У гэты дзень не працуюць: Дзераўная, Навасёлкі, Паўлава."
        )
    ]
    await pavel.press("Выбраць дзень")
    [said] = await pavel.press("Любы дзень")
    assert said.startswith("Паездка на адзін дзень\nДаўно не былі, і яны побач адна з адной:\n")


async def test_a_proposed_trip_is_planned_in_its_order(world: World) -> None:
    """The form asks neither for the day nor for the libraries any more."""
    await forgotten(world, "SL-03", "SL-04", "SL-06")
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("propose:0:2026-10-20")
    assert await svetlana.press("Запланировать") == [
        "Поездка\nКаждый ответ сохраняется сразу, остановиться можно в любом месте.",
        (
            "Поездка, 3 из 6\nКто едет? Отметьте всех, потом «Готово».\n"
            "Список длинный: можно написать первые буквы."
        ),
    ]
    await svetlana.press("Готово")
    await svetlana.send("9:00")
    await svetlana.press("Служебный автомобиль")
    await svetlana.press("Не сообщать")
    await svetlana.press("Сохранить")
    assert await world.sql(
        "SELECT t.goes_on, l.short_ru, p.position FROM plan_lines AS p JOIN plan_trips AS t "
        "USING (plan_trip_id) JOIN libraries AS l USING (library_id) ORDER BY p.position"
    ) == [
        ("2026-10-20", "Василевичи", 1),
        ("2026-10-20", "Деревная", 2),
        ("2026-10-20", "Новоселки", 3),
    ]


async def test_what_was_closed_meanwhile_is_left_out_of_the_plan(world: World) -> None:
    await forgotten(world, "SL-03", "SL-04")
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("propose:0")
    async with world.db.write() as tx:
        await tx.run("UPDATE libraries SET closed_on = '2026-10-15' WHERE code = 'SL-04'")
    world.bot.services.network.forget()
    await svetlana.press("Запланировать")
    await svetlana.send("20.10")
    assert await world.sql("SELECT json_extract(answers, '$.values.libraries') FROM drafts") == [
        ("SL-03",)
    ]


async def test_another_one_comes_round_again(world: World) -> None:
    """Новоселки and Большие Шиловичи lie on two sides of the town: two trips."""
    svetlana = world.chat(1003)
    await svetlana.send("/unvisited")
    [first] = await svetlana.press("Предложить поездку")
    assert svetlana.buttons == [["Запланировать", "Другая"], ["Выбрать день", "Назад"]]
    [second] = await svetlana.press("Другая")
    assert [text.split("\n")[1].partition(":")[0] for text in (first, second)] == [
        "1. Новоселки (ещё ни разу)",
        "1. Большие Шиловичи (ещё ни разу)",
    ]
    assert await svetlana.press("Другая") == [first]
    [listed] = await svetlana.press("Назад")
    assert listed.startswith("Давно не были\n")


async def test_without_the_central_librarys_place(world: World) -> None:
    async with world.db.write() as tx:
        await tx.run("UPDATE libraries SET latitude = NULL WHERE code = 'SL-01'")
    world.bot.services.network.forget()
    await forgotten(world, "SL-03", "SL-04")
    olga = world.chat(1001)
    await olga.start()
    assert await olga.forge("propose:0:0") == [
        (
            "Поездка на один день\n"
            "Давно не были, и они рядом друг с другом:\n"
            "1. Деревная (ещё ни разу)\n"
            "2. Новоселки (ещё ни разу): ещё 4,4 км\n"
            "Между ними 4,4 км по прямой; у центральной библиотеки нет координат."
        )
    ]


async def test_nothing_to_propose(world: World) -> None:
    """Only a library without coordinates is due."""
    await forgotten(world, "SL-12")
    svetlana = world.chat(1003)
    await svetlana.start()
    assert await svetlana.forge("propose:7") == [
        (
            "Поездка на один день\n"
            "Предложить пока нечего: нет библиотек, где давно не были и куда можно проложить "
            "путь.\n"
            "Нет координат, путь посчитать нельзя: Павлово."
        )
    ]
    assert svetlana.buttons == [["Выбрать день", "Назад"]]


FORGED = (
    *("propose", "propose:x", "propose:0:x", "propose:0:2026-13-01"),
    *("propose.plan", "propose.plan:0", "propose.plan:0:99", "propose.plan:x:3"),
)


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_button_is_refused(world: World, data: str) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    before = svetlana.last
    await svetlana.forge(data)
    assert svetlana.last == before


async def test_a_librarian_is_refused(world: World) -> None:
    nina = world.chat(1005)
    await nina.start()
    before = nina.last
    await nina.forge("propose:0")
    assert nina.last == before
