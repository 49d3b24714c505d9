"""«Давно не были»: the list, who reads it, its pages; where such libraries come first."""

from datetime import date

import pytest
from world import World

from bot.catalogs import translator
from bot.errors import NotAllowedError
from storage import institution, libraries, visit_plan
from storage.records.libraries import LibraryFields
from storage.records.visit_plan import NewLine

NOW = "2026-10-15T06:00:00Z"
LIST = (
    "Давно не были\n"
    "Без выезда 4 мес. и дольше, библиотек: 3.\n"
    "Новоселки: выездов ещё не было; в плане нет\n"
    "Большие Шиловичи: выездов ещё не было; по плану: декабрь 2026\n"
    "Павлово: 5 месяцев; по плану: октябрь 2026\n"
    "Нажмите библиотеку, и откроется её карточка."
)


async def a_plan(world: World) -> None:
    lines = [(9, 12), (12, 10), (12, 11)]
    new = [NewLine(library_id=one, month=date(2026, month, 1)) for one, month in lines]
    async with world.db.write() as tx:
        await visit_plan.add_lines(tx, new, now=NOW, by=2)


async def set_months(world: World, months: int) -> None:
    async with world.db.write() as tx:
        await institution.change(tx, "unvisited_months", months, now=NOW, by=15)
    world.bot.services.network.forget()


async def test_a_methodist_reads_where_nobody_has_been(world: World) -> None:
    """Behind «Ещё»; a library opens its card. The visit in Novoselki found a closed door."""
    await a_plan(world)
    svetlana = world.chat(1003)
    await svetlana.send("Ещё…")
    await svetlana.press("Отпуск, язык, данные и другое")
    assert await svetlana.press("Давно не были") == [LIST]
    assert svetlana.buttons == [
        ["Новоселки", "Большие Шиловичи"],
        ["Павлово"],
        ["Предложить поездку"],
        ["Все выезды"],
    ]
    [card] = await svetlana.press("Павлово")
    assert card.startswith("Павловская сельская библиотека\n")


async def test_the_head_reads_it_in_belarusian(world: World) -> None:
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = 1")
    await a_plan(world)
    assert await world.chat(1001).send("/unvisited") == [
        (
            "Даўно не былі\n"
            "Без выезду 4 мес. і больш, бібліятэк: 3.\n"
            "Навасёлкі: выездаў яшчэ не было; у плане няма\n"
            "Вялікія Шылавічы: выездаў яшчэ не было; паводле плана: снежань 2026\n"
            "Паўлава: 5 месяцаў; паводле плана: кастрычнік 2026\n"
            "Націсніце бібліятэку, і адкрыецца яе картка."
        )
    ]


async def test_where_everybody_was_visited(world: World) -> None:
    async with world.db.write() as tx:
        await tx.run("UPDATE libraries SET closed_on = '2026-10-01' WHERE library_id IN (4, 9)")
    await set_months(world, 24)
    svetlana = world.chat(1003)
    assert await svetlana.send("/unvisited") == [
        "Давно не были\nТаких нет: за последние 24 мес. выезд был в каждую библиотеку."
    ]
    assert svetlana.buttons == [["Все выезды"]]
    asked = (await svetlana.send("/visit"))[-1]
    assert asked.startswith("Выезд в библиотеку, 1 из 3\nКакая библиотека?")


@pytest.mark.parametrize("user_id", [1005, 1014, 1015])
async def test_others_do_not_read_it(world: World, user_id: int) -> None:
    refusal = translator("ru").plain(NotAllowedError().text)
    assert await world.chat(user_id).send("/unvisited") == [refusal]


async def test_a_long_list_has_pages_and_a_forged_page_is_one_of_them(world: World) -> None:
    """Nine more villages without a visit; the last page comes before the first one again."""
    more = [
        LibraryFields(code=f"SL-{n}", short_ru=f"Село {n}", full_ru=f"Село {n}", kind="rural")
        for n in range(20, 29)
    ]
    async with world.db.write() as tx:
        await libraries.put(tx, more, now=NOW, by=15)
    world.bot.services.network.forget()
    svetlana = world.chat(1003)
    [first] = await svetlana.send("/unvisited")
    assert svetlana.buttons[-3:] == [
        ["Ещё (1 из 2)"],
        ["Предложить поездку"],
        ["Все выезды"],
    ]
    [second] = await svetlana.press("Ещё (1 из 2)")
    assert second.split("\n")[2:6] == [
        "Село 28: выездов ещё не было; в плане нет",
        "Новоселки: выездов ещё не было; в плане нет",
        "Большие Шиловичи: выездов ещё не было; в плане нет",
        "Павлово: 5 месяцев; в плане нет",
    ]
    assert svetlana.buttons[-3] == ["Ещё (2 из 2)"]
    assert await svetlana.forge("unvisited:1002") == [first]
    lead = (await svetlana.send("/visit"))[-1].split("\n")[1]
    assert lead == (
        "Давно не были: Село 20 (ещё ни разу), Село 21 (ещё ни разу), Село 22 (ещё ни разу), "
        "Село 23 (ещё ни разу) и ещё 8."
    )
    assert svetlana.buttons[:4] == [
        ["Село 20", "Село 21"],
        ["Село 22", "Село 23"],
        ["Новоселки", "Василевичи"],
        ["Деревная", "Мижевичи"],
    ]


async def test_a_visit_takes_a_library_from_the_list(world: World) -> None:
    """What was first in the form is there no longer after it was recorded."""
    svetlana = world.chat(1003)
    await svetlana.send("Павлово, методпомощь, смотрели фонд")
    await svetlana.press("Сохранить")
    [said] = await svetlana.send("/unvisited")
    assert "Павлово" not in said
    assert "библиотек: 2." in said
