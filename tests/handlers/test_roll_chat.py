"""«Кто пришёл?» in conversation: all, the exceptions, reasons, a guest, corrections."""

from datetime import date, datetime

import pytest
from schooled import a_class, a_session, rolled
from world import MINSK, World

from bot.sandbox.driver import Chat
from storage import periods, school

PRESS = "Нажмите «Все пришли», затем тех, кого нет. В конце «Готово»."
HEAD = "Занятие класса «Азы»: «Дневник библиотеки».\n15 октября, 10:00-12:00"
UNDER = ["Ещё человек", "QR-код"]


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=MINSK)


def now(come: int, code: str = "4812", more: str = "") -> str:
    code = f" Код для отметки: {code}, до 12:00." if code else ""
    return f"{HEAD}\nКто пришёл? Сейчас: {come} из 3.{code}{more}\n{PRESS}"


async def marks(world: World) -> list[tuple[object, ...]]:
    return await world.sql(
        "SELECT staff_id, is_present, reason, way, marked_by FROM attendance ORDER BY staff_id"
    )


async def opened(world: World, user_id: int = 1003) -> Chat:
    """Open the roll of the first session from its card, in the class's room."""
    world.clock.set(at(9, 50))
    chat = world.chat(user_id)
    await chat.start()
    await chat.forge("session.card:1")
    await chat.press("Кто пришёл?")
    return chat


async def test_all_came_but_one_and_why(world: World) -> None:
    """The reason of «Не смогу» is taken over; another one is pressed or written."""
    await a_class(world)
    session = await a_session(world, code="4812")
    assert world.db is not None
    async with world.db.write() as tx:
        await school.reply(
            tx, session.session_id, 12, "transport", is_coming=False, now="x", by=12
        )
    svetlana = await opened(world)
    assert svetlana.last.text == now(0)
    assert svetlana.buttons == [
        ["Все пришли"],
        ["Абзацева Н. В."],
        ["Закладкина Н. И."],
        ["Корешкова Г. Ф."],
        UNDER,
        ["Готово"],
    ]
    assert await svetlana.press("Все пришли") == [now(3)]
    assert svetlana.buttons[1:4] == [
        ["✓ Абзацева Н. В."],
        ["✓ Закладкина Н. И."],
        ["✓ Корешкова Г. Ф."],
    ]
    assert await svetlana.press("✓ Абзацева Н. В.") == [now(2)]
    assert await svetlana.press("✓ Корешкова Г. Ф.") == [now(1)]
    [said] = await svetlana.press("Готово")
    assert said == (
        f"{HEAD}\nПришли: 1 из 3. Код для отметки: 4812, до 12:00.\n"
        "Не было: Абзацева Н. В. (нет транспорта); Корешкова Г. Ф."
    )
    assert await marks(world) == [
        (5, 1, None, "roll", 3),
        (6, 0, None, "roll", 3),
        (12, 0, "transport", "roll", 3),
    ]
    await svetlana.press("Причины")
    await svetlana.press("Корешкова Г. Ф.")
    assert svetlana.buttons == [
        ["Отпуск", "Некому заменить"],
        ["Нет транспорта", "Другая работа"],
        ["Без причины", "Назад"],
    ]
    [said] = await svetlana.send("ждала машину с книгами")
    assert said.endswith(
        "Не было: Абзацева Н. В. (нет транспорта); Корешкова Г. Ф. (ждала машину с книгами)"
    )
    await svetlana.press("Причины")
    await svetlana.press("Абзацева Н. В.")
    [said] = await svetlana.press("Без причины")
    assert said.endswith("Не было: Абзацева Н. В.; Корешкова Г. Ф. (ждала машину с книгами)")


async def test_a_reason_with_a_residents_telephone_is_not_kept(world: World) -> None:
    """The question stays: another line may follow."""
    await a_class(world)
    await a_session(world)
    svetlana = await opened(world)
    await svetlana.press("Готово")
    await svetlana.press("Причины")
    await svetlana.press("Корешкова Г. Ф.")
    [said] = await svetlana.send("звонить +375 29 123-45-67")
    assert "Не было" not in said
    [said] = await svetlana.send("другая работа")
    assert "Корешкова Г. Ф. (другая работа)" in said


async def test_somebody_who_is_no_member_is_added(world: World) -> None:
    """By the beginning of the surname; taken off again by the same button."""
    await a_class(world)
    await a_session(world, code="4812")
    svetlana = await opened(world)
    await svetlana.press("Ещё человек")
    [said] = await svetlana.send("Пупкина")
    assert said.endswith("С такой фамилией здесь никто не работает. Напишите начало фамилии.")
    await svetlana.send("полк")
    assert svetlana.buttons == [["Полкина Людмила Николаевна"], ["Назад"]]
    assert await svetlana.press("Полкина Людмила Николаевна") == [
        now(0, more="\nКроме них пришли: 1.")
    ]
    assert svetlana.buttons[4] == ["✓ Полкина Л. Н."]
    assert await marks(world) == [(8, 1, None, "roll", 3)]
    assert await svetlana.press("✓ Полкина Л. Н.") == [now(0)]
    assert await marks(world) == []


async def test_a_complete_list_is_corrected_until_the_period_is_closed(world: World) -> None:
    """Then it is read only, and an old button changes nothing."""
    await a_class(world)
    session = await a_session(world, on=date(2026, 10, 8))
    await rolled(world, session, [5, 6], [12])
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("session.card:1")
    await svetlana.press("Кто был")
    await svetlana.press("Исправить список")
    await svetlana.press("Абзацева Н. В.")
    [said] = await svetlana.press("Готово")
    assert said == (
        "Занятие класса «Азы»: «Дневник библиотеки».\n8 октября, 10:00-12:00\nПришли: 3 из 3."
    )
    assert world.db is not None
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 10, 1), date(2026, 10, 31), now="2026-10-15T06:00:00Z", by=1
        )
    before = await marks(world)
    for data in ("roll.put:1:12:0:0", "roll.all:1", "roll.done:1", "roll.why:1:12:leave"):
        await svetlana.forge(data)
    assert await marks(world) == before
    [said] = await svetlana.forge("roll.card:1")
    assert said.endswith("Период закрыт: октябрь 2026 года.")
    assert svetlana.buttons == [["К занятию"]]


async def test_before_time_nobody_is_marked(world: World) -> None:
    """Neither from the card nor by a forged button; nor at a session that is cancelled."""
    await a_class(world)
    session = await a_session(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("session.card:1")
    assert "Кто пришёл?" not in [label for row in svetlana.buttons for label in row]
    early = "Занятие ещё не началось. Отмечать пришедших можно за 15 минут до начала и позже."
    for data in ("roll.card:1", "roll.all:1", "roll.put:1:5:1:0", "roll.done:1"):
        assert await svetlana.forge(data) == []
        assert svetlana.toast == early, data
    world.clock.set(at(9, 50))
    assert world.db is not None
    async with world.db.write() as tx:
        await school.cancel(tx, session.session_id, "few", now="x", by=3)
    for data in ("roll.card:1", "roll.all:1", "roll.put:1:5:1:0", "roll.done:1"):
        await svetlana.forge(data)
    assert await marks(world) == []


@pytest.mark.parametrize("user_id", [1005, 1014, 1015])
async def test_only_the_department_marks_others(world: World, user_id: int) -> None:
    """A member sees neither the card nor the code, by whatever button."""
    await a_class(world)
    await a_session(world)
    world.clock.set(at(10))
    chat = world.chat(user_id)
    await chat.start()
    for data in (
        "roll.card:1", "roll.page:1:0", "roll.all:1", "roll.put:1:5:1:0", "roll.done:1",
        "roll.reasons:1:0", "roll.whose:1:5", "roll.why:1:5:leave", "roll.add:1",
        "roll.guest:1:8", "roll.qr:1", "roll.print:1",
    ):  # fmt: skip
        assert await chat.forge(data) == [], data
    assert await marks(world) == []


async def test_the_same_in_belarusian(world: World) -> None:
    await a_class(world)
    await a_session(world, code="4812")
    world.clock.set(at(9, 50))
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.forge("session.card:1")
    [said] = await pavel.press("Хто прыйшоў?")
    assert said == (
        "Занятак класа «Азы»: «Дневник библиотеки».\n15 кастрычніка, 10:00-12:00\n"
        "Хто прыйшоў? Цяпер: 0 з 3. Код для адзнакі: 4812, да 12:00.\n"
        "Націсніце «Усе прыйшлі», потым тых, каго няма. У канцы «Гатова»."
    )
    await pavel.press("Усе прыйшлі")
    await pavel.press("✓ Закладкіна Н. І.")
    [said] = await pavel.press("Гатова")
    assert said.endswith(
        "Прыйшлі: 2 з 3. Код для адзнакі: 4812, да 12:00.\nНе было: Закладкіна Н. І."
    )


async def test_a_large_class_is_marked_page_by_page(world: World) -> None:
    """Each press stays on its page."""
    assert world.db is not None
    async with world.db.write() as tx:
        for n in range(30):
            await tx.run(
                "INSERT INTO staff (surname_ru, name_ru, role, created_at, updated_at) "
                "VALUES (?, 'Анна', 'librarian', 'x', 'x')",
                (f"Ябл{n:02}",),
            )
    assert world.bot is not None
    world.bot.services.network.forget()
    known = await world.sql("SELECT staff_id FROM staff WHERE surname_ru LIKE 'Ябл%'")
    await a_class(world, [int(str(key)) for (key,) in known])
    await a_session(world)
    svetlana = await opened(world)
    assert len(svetlana.buttons) == 1 + 20 + 2
    await svetlana.press("Ещё (1 из 2)")
    await svetlana.press("Ябл29 А.")
    labels = [label for row in svetlana.buttons for label in row]
    assert "✓ Ябл29 А." in labels
    assert "Ябл00 А." not in labels
    assert await world.sql("SELECT count(*) FROM attendance WHERE is_present") == [(1,)]
