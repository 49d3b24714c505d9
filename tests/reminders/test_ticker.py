"""Reminders as they come by themselves: a month, downtime, leave, quiet hours, kills."""

import asyncio
import logging
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from monitored import without_campaigns
from reminded import at, days_pass, everybody, said_by_itself
from walking import without_rounds
from world import World

from bot.reminders import ticker
from storage import leaves, libraries, marks, staff, visits
from storage.records.libraries import LibraryFields

NOW = "2026-10-15T06:28:00Z"
MONTH = [
    "15.10 09:30 4: 1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка.",
    (
        "15.10 09:30 3: 1. Выезд в библиотеку (Деревная): отвечено 1 из 3. / 2. Есть неточность "
        "в записи о выезде: Василевичи, 6 октября."
    ),
    "15.10 09:30 1: 1. Есть неточность в записи о выезде: Василевичи, 6 октября.",
    (
        "15.10 11:00 5: 1. Обход не закончен: Деревная, 14 октября. / 2. Подтвердить выезд: "
        "Деревная, 6 октября."
    ),
    (
        "16.10 09:30 3: 1. Выезд в библиотеку (Деревная): отвечено 1 из 3. / 2. Есть неточность "
        "в записи о выезде: Василевичи, 6 октября. / 3. За коллегу (Книжник П. А.). Нужен текст "
        "выезда: Деревянчицы, 13 октября."
    ),
    (
        "17.10 09:30 3: 1. Выезд в библиотеку (Деревная): отвечено 1 из 3. / 2. Есть неточность "
        "в записи о выезде: Василевичи, 6 октября. / 3. За коллегу (Книжник П. А.). Нужен текст "
        "выезда: Деревянчицы, 13 октября."
    ),
    (
        "20.10 09:30 3: 1. Выезд в библиотеку (Деревная): отвечено 1 из 3. / 2. Есть неточность "
        "в записи о выезде: Василевичи, 6 октября. / 3. За коллегу (Книжник П. А.). Нужен текст "
        "выезда: Деревянчицы, 13 октября."
    ),
    (
        "20.10 11:00 5: 1. Обход не закончен: Деревная, 14 октября. / 2. Подтвердить выезд: "
        "Деревная, 6 октября."
    ),
    (
        "02.11 09:30 3: 1. Выезд в библиотеку (Деревная): отвечено 1 из 3. / 2. Есть неточность "
        "в записи о выезде: Василевичи, 6 октября. / 3. Давно не были, библиотек 3: Новоселки, "
        "Большие Шиловичи, Павлово."
    ),
    "02.11 09:30 2: 1. Давно не были, библиотек 3: Новоселки, Большие Шиловичи, Павлово.",
    (
        "02.11 09:30 4: 1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка. / 2. Даўно не "
        "былі, бібліятэк 3: Навасёлкі, Вялікія Шылавічы, Паўлава."
    ),
    (
        "09.11 09:30 1: 1. Выезд в библиотеку: отвечено 0 из 3. / 2. Есть неточность в записи о "
        "выезде: Василевичи, 6 октября."
    ),
    (
        "12.11 09:30 1: 1. Выезд в библиотеку: отвечено 0 из 3. / 2. Есть неточность в записи о "
        "выезде: Василевичи, 6 октября."
    ),
]


@pytest.fixture(autouse=True)
async def _no_monitoring(world: World) -> None:
    """Leave campaigns out: what they add is told in test_a_year.py."""
    await without_campaigns(world)


async def _away(world: World, person: int, first: str, last: str, substitute: int | None) -> None:
    async with world.db.write() as tx:
        await leaves.add(
            tx,
            person,
            at(first, "0:00").date(),
            at(last, "0:00").date(),
            now=NOW,
            by=person,
            substitute_id=substitute,
        )


async def _draft(world: World, user_id: int) -> None:
    """Begin a visit and put it aside."""
    chat = world.chat(user_id)
    await chat.send("/visit")
    await chat.press("Отложить" if user_id != 1004 else "Адкласці")


async def test_a_month_of_the_clock(world: World) -> None:
    """Drafts, confirmations, leave, a weekend, the holiday of 7 November: who got what when."""
    everybody(world)
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await svetlana.press("Деревная")
    await svetlana.press("Отложить")
    lines = await days_pass(world, "15.10", 1)
    await _away(world, 4, "16.10", "25.10", 3)
    lines += await days_pass(world, "16.10", 21)
    world.clock.set(at("06.11", "10:00"))
    await _draft(world, 1001)
    lines += await days_pass(world, "06.11", 10)
    assert lines == MONTH


async def test_a_tick_in_hand_is_finished_before_the_stop(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """The scheduler's shutdown would cancel it and log that the job has failed."""
    assert world.bot is not None
    going = world.bot.ticker
    async with going._turn:
        going._scheduler.modify_job(ticker.JOB, next_run_time=datetime.now(UTC))
        going._scheduler.resume()
        while not going._scheduler._executors["default"]._pending_futures:
            await asyncio.sleep(0.01)
        stopping = asyncio.create_task(world.stop())
        await asyncio.sleep(0.1)
    await stopping
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


async def test_two_days_of_downtime_bring_one_digest(world: World) -> None:
    """What fell due meanwhile comes as one list on the day of the return, at an hour of work."""
    everybody(world)
    await _draft(world, 1003)
    await world.stop()
    world.clock.set(at("17.10", "21:30"))
    await world.start()
    assert await days_pass(world, "17.10", 5) == [
        (
            "18.10 11:00 5: 1. Обход не закончен: Деревная, 14 октября. / 2. Подтвердить выезд: "
            "Деревная, 6 октября."
        ),
        (
            "19.10 09:30 3: 1. Выезд в библиотеку: отвечено 0 из 3. / 2. Есть неточность в записи "
            "о выезде: Василевичи, 6 октября."
        ),
        "19.10 09:30 4: 1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка.",
        "19.10 09:30 1: 1. Есть неточность в записи о выезде: Василевичи, 6 октября.",
        (
            "20.10 09:30 3: 1. Выезд в библиотеку: отвечено 0 из 3. / 2. Есть неточность в записи "
            "о выезде: Василевичи, 6 октября."
        ),
        (
            "20.10 11:00 5: 1. Обход не закончен: Деревная, 14 октября. / 2. Подтвердить выезд: "
            "Деревная, 6 октября."
        ),
    ]


async def test_nothing_comes_in_quiet_hours(world: World) -> None:
    everybody(world)
    for hour in ("20:00", "23:59"):
        world.clock.set(at("15.10", hour))
        await world.tick()
    world.clock.set(at("16.10", "7:59"))
    await world.tick()
    assert await said_by_itself(world) == []


async def test_what_is_done_is_not_reminded_of(world: World) -> None:
    everybody(world)
    await _draft(world, 1002)
    await world.tick()
    assert await world.sql("SELECT state FROM reminders WHERE subject = 'draft:1'") == [
        ("waiting",),
        ("waiting",),
    ]
    marina = world.chat(1002)
    await marina.send("/tasks")
    await marina.send("1")
    await marina.press("Удалить черновик")
    await marina.press("Да, удалить")
    assert [line for line in await days_pass(world, "16.10", 1) if " 2: " in line] == []
    assert await world.sql("SELECT state FROM reminders WHERE subject = 'draft:1'") == [
        ("stopped",),
        ("stopped",),
    ]


async def test_what_is_done_since_the_last_plan_is_stopped_at_the_hour(world: World) -> None:
    everybody(world)
    world.clock.set(at("15.10", "9:29"))
    await world.tick()
    async with world.db.write() as tx:
        await visits.write_text(tx, 10, "Написано", now=NOW, by=4)
    world.clock.jump(seconds=59)
    await world.tick()
    world.clock.jump(seconds=1)
    world.bot.ticker._planned_at = world.clock.now()
    await world.tick()
    assert [line for _, line in await said_by_itself(world) if " 4: " in line] == []
    assert await world.sql(
        "SELECT state FROM reminders WHERE subject = 'text:10' AND step = 'draft_1'"
    ) == [("stopped",)]


async def test_a_blocked_person_is_left_alone_and_reminded_when_back(world: World) -> None:
    everybody(world)
    async with world.db.write() as tx:
        await staff.mark_blocked(tx, 1004, now=NOW)
    world.bot.services.network.forget()
    lines = await days_pass(world, "15.10", 1)
    assert [line for line in lines if " 4: " in line] == []
    async with world.db.write() as tx:
        await staff.mark_unblocked(tx, 1004)
    world.bot.services.network.forget()
    assert await days_pass(world, "16.10", 1) == [
        "16.10 09:30 4: 1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка."
    ]


async def test_a_tick_cut_at_any_instant_loses_and_doubles_nothing(world: World) -> None:
    """The tick is cut after one more step each time; each person gets one list."""
    everybody(world)
    world.clock.set(at("15.10", "11:00"))
    for steps in range(0, 120, 3):
        cut = asyncio.ensure_future(world.bot.ticker.tick())
        for _ in range(steps):
            await asyncio.sleep(0)
        cut.cancel()
        await asyncio.gather(cut, return_exceptions=True)
    await world.stop()
    await world.start()
    await world.tick()
    await world.tick()
    told = [line.split(":")[1].split()[1] for _, line in await said_by_itself(world)]
    assert sorted(told) == ["1", "3", "4", "5"]


async def test_a_list_that_was_not_sent_before_a_kill_is_sent_after_it(world: World) -> None:
    everybody(world)
    world.clock.set(at("15.10", "9:30"))
    await world.bot.sender.stop(0)
    await world.bot.ticker.tick()
    nina = world.chat(1004)
    assert nina.screen == []
    world.bot.sender._chats.clear()  # the process ends here: what it held in memory is gone
    await world.stop()
    await world.start()
    assert await nina.news() == [
        (
            "Павел Андрэевіч, сёння 15 кастрычніка.\n"
            "1. Патрэбны тэкст выезду: Дзеравянчыцы, 13 кастрычніка.\n"
            "Націсніце нумар."
        )
    ]
    await world.tick()
    assert await nina.news() == []


async def test_a_fault_of_one_list_keeps_no_other_waiting(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A list that cannot be made is logged; the others go out, and it stays waiting."""
    everybody(world)
    world.clock.set(at("15.10", "9:30"))
    async with world.db.write() as tx:
        await tx.run(
            "CREATE TRIGGER broken BEFORE INSERT ON outbox WHEN NEW.chat_id = 1004 "
            "BEGIN SELECT RAISE(ABORT, 'no such chat'); END"
        )
    with caplog.at_level(logging.ERROR):
        await world.tick()
    assert [line.split()[2] for _, line in await said_by_itself(world)] == ["3:", "1:"]
    assert [record.message for record in caplog.records] == [
        "a reminder could not be made; it stays waiting"
    ]
    async with world.db.write() as tx:
        await tx.run("DROP TRIGGER broken")
    await world.tick()
    assert [line.split()[2] for _, line in await said_by_itself(world)] == ["3:", "1:", "4:"]


async def test_after_an_absence_the_question_is_asked_again(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await world.tick()
    await world.stop()
    world.clock.jump(minutes=3)
    await world.start()
    await svetlana.wait_for("1 из 3")
    assert [one.text.split("\n")[0] for one in svetlana.screen[-2:]] == [
        "Бот какое-то время не работал, ответы на месте. Продолжаем отсюда:",
        "Выезд в библиотеку, 1 из 3",
    ]
    assert (await svetlana.press("Деревная"))[0].split("\n")[0] == "Выезд: Деревная, 2 из 3"


@pytest.mark.parametrize("away_s", [0, 150])
async def test_after_a_short_absence_nothing_is_repeated(world: World, away_s: int) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await world.tick()
    await world.stop()
    world.clock.jump(seconds=away_s)
    await world.start()
    await world.bot.ticker.come_back()
    assert await svetlana.news() == []


async def test_who_cannot_be_reached_is_not_asked_again(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    await world.tick()
    async with world.db.write() as tx:
        await staff.mark_blocked(tx, 1003, now=NOW)
    world.bot.services.network.forget()
    world.clock.jump(minutes=3)
    await world.bot.ticker.come_back()
    assert await svetlana.news() == []


async def test_a_stalled_scheduler_is_set_right(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """A scheduler that waits for a far moment strikes at once after the watchdog looked."""
    tick = world.bot.ticker
    far = world.clock.now().replace(year=2099)
    tick._scheduler.modify_job(ticker.JOB, next_run_time=far)
    tick._ticked_s = time.monotonic() - ticker.STALLED_S - 1
    with caplog.at_level(logging.WARNING):
        tick.set_right()
    assert [record.message for record in caplog.records] == [
        "the tick has stalled; it is set right"
    ]
    assert tick._scheduler.get_job(ticker.JOB).next_run_time.year < 2099
    tick.set_right()
    assert len(caplog.records) == 1


async def test_daily_upkeep_copies_and_prunes(world: World) -> None:
    """Practice goes after a week, raw updates after six days, sent rows and cards after two."""
    nina = world.chat(1005)
    await nina.send("/practice")
    await nina.press("Выезд в библиотеку")
    await world.tick()
    copies = Path(world.settings.data / "backups")
    assert [one.name for one in copies.glob("daily-*")] == []
    world.clock.jump(days=5)
    await world.tick()
    assert await _counts(world) == (1, 2, True)
    world.clock.jump(days=2, minutes=1)
    await world.tick()
    assert await _counts(world) == (0, 0, True)
    cards = await world.sql("SELECT slot FROM slots WHERE chat_id = 1005")
    assert cards == [("draft:1",), ("practice",)]
    world.clock.jump(days=7, minutes=1)
    await world.tick()
    assert await _counts(world) == (0, 0, False)
    assert await world.sql("SELECT slot FROM slots WHERE chat_id = 1005") == []
    assert len(list(copies.glob("daily-*"))) == 3
    await world.tick()
    assert len(list(copies.glob("daily-*"))) == 3


async def _counts(world: World) -> tuple[object, object, bool]:
    drafts = await world.sql("SELECT count(*) FROM drafts")
    raw = await world.sql("SELECT count(*) FROM inbox")
    said = await world.sql("SELECT count(*) FROM outbox WHERE chat_id = 1005 AND lane = 0")
    return drafts[0][0], raw[0][0], said != [(0,)]


async def test_signs_of_life_are_not_left_at_each_tick(world: World) -> None:
    await world.tick()
    world.clock.jump(seconds=20)
    await world.tick()
    async with world.db.read() as db:
        assert await marks.read(db, "alive") == NOW


async def test_hours_that_cannot_be_read_count_as_not_known(world: World) -> None:
    """A library with «по звонку» for hours: the digest comes at the institution's hour."""
    everybody(world)
    async with world.db.write() as tx:
        known = {one.code: one for one in await libraries.known(tx)}
        values = {name: getattr(known["SL-03"], name) for name in LibraryFields.__slots__}
        changed = LibraryFields(**{**values, "days": "как получится", "hours": "по звонку"})
        await libraries.put(tx, [changed], now=NOW, by=None)
    world.bot.services.network.forget()
    lines = await days_pass(world, "15.10", 1)
    assert [line for line in lines if " 5: " in line] == [
        (
            "15.10 09:30 5: 1. Обход не закончен: Деревная, 14 октября. / 2. Подтвердить выезд: "
            "Деревная, 6 октября."
        )
    ]


async def test_days_off_of_the_institution_move_a_digest(world: World) -> None:
    everybody(world)
    async with world.db.write() as tx:
        for day in ("15.10", "16.10"):
            await leaves.set_day(tx, at(day, "0:00").date(), "off", now=NOW, by=15)
        await leaves.set_day(tx, at("18.10", "0:00").date(), "work", now=NOW, by=15)
    lines = await days_pass(world, "15.10", 3)
    assert [line.split(":")[0] + " " + line.split()[2] for line in lines] == [
        "17.10 09 4:",
        "17.10 09 3:",
        "17.10 09 1:",
        "17.10 11 5:",
    ]


async def test_a_clock_moved_back_is_followed(world: World) -> None:
    """A demo clock that returns to the morning brings no second digest of its later days."""
    everybody(world)
    lines = await days_pass(world, "15.10", 2)
    world.clock.set(at("15.10", "9:31"))
    await world.tick()
    assert [line.split()[2] for line in lines] == ["4:", "3:", "1:", "5:"]
    assert len(await said_by_itself(world)) == 4


async def _recorded_for(world: World, surname: str) -> None:
    """Let Marina (1002) record a visit for a colleague by telephone."""
    marina = world.chat(1002)
    await marina.send("/behalf")
    await marina.send(surname)
    await marina.press("По телефону")
    await marina.press("Выезд в библиотеку")
    await marina.send("Новоселки, методпомощь, разобрали план")
    await marina.send("Сохранить")


OWN = "Пацвердзіце запіс, зроблены за Вас: выезд (Навасёлкі), 15 кастрычніка."


async def test_a_record_on_behalf_is_reminded_of_twice(world: World) -> None:
    """On the next working day and three later (a Saturday is worked); after a month let be."""
    everybody(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
    await _recorded_for(world, "Книжник")
    lines = await days_pass(world, "15.10", 40)
    assert [line for line in lines if " 4: " in line] == [
        f"16.10 09:30 4: 1. {OWN}",
        f"20.10 09:30 4: 1. {OWN}",
        (f"02.11 09:30 4: 1. {OWN} / 2. Даўно не былі, бібліятэк 2: Вялікія Шылавічы, Паўлава."),
    ]
    assert await world.chat(1004).send("/tasks") == [
        "Павел Андрэевіч, сёння 23 лістапада.\nНа сёння спраў няма. Добрага дня!"
    ]


async def test_a_record_on_behalf_waits_for_the_end_of_a_leave(world: World) -> None:
    """Nobody else can say whether it is right, so no substitute is reminded of it."""
    everybody(world)
    await without_rounds(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
    await _away(world, 4, "15.10", "25.10", 3)
    await _recorded_for(world, "Книжник")
    assert await days_pass(world, "15.10", 16) == [f"26.10 09:30 4: 1. {OWN}"]
