"""What only an engineer can mend reaches the admins once an hour, without personal data."""

import asyncio
import contextlib
from typing import Any

from telegram import Update
from telegram.error import Conflict
from telegram.ext import TypeHandler
from world import World

from bot.sandbox.errors import ApiError

ADMIN, METHODIST = 1015, 1003
RIVAL = (
    "С тем же токеном работает ещё один бот и забирает часть сообщений. Остановите один из двух."
)
FAULT = (
    "Сбой на нашей стороне: обновление {number} отложено (RuntimeError). "
    "Подробности — в журнале программы."
)


async def rival(world: World) -> None:
    """Let another process poll once, so that the bot's poll gets a 409."""
    async with asyncio.timeout(10):
        while world.telegram.updates._poll is None:
            await asyncio.sleep(0.01)
    with contextlib.suppress(ApiError):
        await world.telegram.updates.get(0, 1, 1)


async def told(world: World) -> list[str]:
    async with asyncio.timeout(10):
        while not (said := await world.chat(ADMIN).news()):
            await asyncio.sleep(0.01)
    return said


async def test_an_older_process_tells_of_a_rival_once(world: World) -> None:
    """It goes on polling; the next hour it tells again."""
    assert world.bot is not None
    world.chat(ADMIN)
    world.bot._started -= 100.0
    await rival(world)
    assert await told(world) == [RIVAL]
    world.bot._poll_failed(Conflict("again"))
    await world.settled()
    assert await world.chat(ADMIN).news() == []
    assert world.bot.rival is False
    world.bot.alarms._rung_at.clear()
    world.bot._poll_failed(Conflict("an hour later"))
    assert len(await told(world)) == 1


async def test_a_fault_is_told_without_what_was_typed(world: World) -> None:
    """The person reads that nothing is lost, the admins the number of the update."""

    async def boom(_update: Update, _context: Any) -> None:
        raise RuntimeError("secret words")

    assert world.bot is not None
    world.chat(ADMIN)
    world.bot.application.add_handler(TypeHandler(Update, boom), group=-1)
    methodist = await world.chat(METHODIST).send("secret words")
    number = (await world.sql("SELECT update_id FROM inbox WHERE state = 'quarantined'"))[0][0]
    assert [line.partition(",")[0] for line in methodist] == ["Сбой на нашей стороне"]
    assert await told(world) == [FAULT.format(number=number)]
    await world.chat(METHODIST).send("more")
    assert await world.chat(ADMIN).news() == []


async def test_an_unreachable_admin_is_left_alone(world: World) -> None:
    """Nobody is reached where nobody can be."""
    assert world.bot is not None
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("DELETE FROM accounts")
    world.bot.alarms.ring("any", "Text")
    await world.settled()
    assert await world.sql("SELECT count(*) FROM outbox WHERE lane = 1") == [(0,)]
