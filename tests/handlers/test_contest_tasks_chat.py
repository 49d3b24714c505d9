"""Contests in «Мои дела»: what waits before the deadline, who stands in, what was returned."""

from datetime import datetime

from entered import MINSK, an_entry
from world import World

from storage import entries

NEAR = datetime(2026, 11, 24, 12, 0, tzinfo=MINSK)
NOW = "2026-10-15T06:28:00Z"


async def test_a_contest_without_an_entry_waits_and_opens(world: World) -> None:
    """In the last three weeks; the line opens the contest, or the draft that was begun."""
    lyudmila = world.chat(1008)
    await lyudmila.start()
    assert "Каникулы" not in (await lyudmila.send("/tasks"))[0]
    world.clock.set(NEAR)
    said = await lyudmila.send("/tasks")
    line = (
        "Конкурс «Каникулы в библиотеке» (Василевичи): работы ещё нет, последний день 30 ноября."
    )
    assert [one.split(". ", 1)[1] for one in said[0].split("\n") if "Каникулы" in one] == [line]
    number = next(one.split(".")[0] for one in said[0].split("\n") if "Каникулы" in one)
    assert (await lyudmila.send(number))[0].split("\n")[0] == "Конкурс «Каникулы в библиотеке»"
    await lyudmila.press("Подать работу")
    await lyudmila.press("Отложить")
    said = await lyudmila.send("/tasks")
    assert [one.split(". ", 1)[1] for one in said[0].split("\n") if "Каникулы" in one] == [
        line.replace("работы ещё нет", "работа начата, но не подана")
    ]


async def test_who_has_submitted_is_left_alone(world: World) -> None:
    hanna = world.chat(1009)
    await hanna.start()
    await an_entry(world, staff_id=9, library_id=7)
    world.clock.set(NEAR)
    assert "Каникулы" not in (await hanna.send("/tasks"))[0]
    async with world.db.write() as tx:
        await entries.withdraw(tx, 1, now=NOW, by=9)
    assert (
        "Конкурс «Каникулы в библиотеке» (Сянькоўшчына): работы яшчэ няма, апошні дзень 30 "
        "лістапада."
    ) in (await hanna.send("/tasks"))[0]


async def test_a_returned_entry_waits_for_its_author(world: World) -> None:
    nina = world.chat(1005)
    await nina.start()
    await an_entry(world)
    async with world.db.write() as tx:
        await entries.give_back(tx, 1, "Добавьте фото с детьми", now=NOW, by=3)
    said = await nina.send("/tasks")
    line = next(one for one in said[0].split("\n") if "Уточнить" in one)
    assert line.split(". ", 1)[1] == "Уточнить конкурсную работу № 1: «Каникулы с Колосом»."
    assert (await nina.send(line.split(".")[0]))[0].split("\n")[3:5] == [
        "Состояние: на уточнении.",
        "Замечание методиста: «Добавьте фото с детьми»",
    ]


async def test_who_stands_in_enters_for_the_absent_colleague(world: World) -> None:
    """Her library is offered beside one's own, and her entry can be corrected."""
    lyudmila = world.chat(1008)
    await lyudmila.start()
    await lyudmila.forge("entry.new:1")
    assert lyudmila.buttons == [["Озерница", "Василевичи"], ["Отложить"]]
    await lyudmila.press("Отложить")
    await an_entry(world, staff_id=7, library_id=5)
    async with world.db.write() as tx:
        await entries.give_back(tx, 1, "Добавьте фото с детьми", now=NOW, by=3)
    said = await lyudmila.send("/tasks")
    line = next(one for one in said[0].split("\n") if "Уточнить" in one)
    assert line.endswith(
        "За коллегу (Страницкая И. К.). Уточнить конкурсную работу № 1: «Каникулы с Колосом»."
    )
    assert (await lyudmila.send(line.split(".")[0]))[0].split("\n")[0] == (
        "Работа № 1: «Каникулы с Колосом»"
    )
    await lyudmila.press("Исправить")
    await lyudmila.send("4")
    await lyudmila.send("Осень")
    assert await lyudmila.press("Сохранить") == [
        "Работа № 1 изменена и подана снова.",
        "Что дальше?",
    ]
