"""Contests on their way to the jury, for tests of what the department does with them."""

from datetime import datetime
from typing import Any

from entered import MINSK, an_entry
from world import World

from bot.sandbox.driver import Chat
from storage import entries, judging

CLOSED_IMAGE = datetime(2026, 12, 16, 10, 0, tzinfo=MINSK)  # the day after its deadline
HOLIDAYS, IMAGE = 1, 2


async def started(world: World, *people: int) -> list[Chat]:
    """Let people of the sample begin, so that messages reach them."""
    chats = [world.chat(1000 + one) for one in people]
    for chat in chats:
        await chat.start()
    return chats


async def some_entries(world: World) -> None:
    """Submit four entries of four libraries to «Создать новый образ»."""
    await an_entry(world, IMAGE, staff_id=9, library_id=7, title="Стенд без пыли")
    await an_entry(world, IMAGE, staff_id=5, library_id=3, title="Новый стенд")
    await an_entry(world, IMAGE, staff_id=6, library_id=2, title="Уголок сказки")
    await an_entry(world, IMAGE, staff_id=7, library_id=5, title="Абонемент по-новому")


async def admitted(world: World, *entry_ids: int) -> None:
    """Admit entries without a conversation."""
    assert world.db is not None
    async with world.db.write() as tx:
        for one in entry_ids:
            await entries.admit(tx, one, now="2026-12-16T07:00:00Z", by=3)


async def change_contest(world: World, contest_id: int = IMAGE, **values: Any) -> None:
    """Set columns of a contest."""
    assert world.db is not None
    assert world.bot is not None
    said = ", ".join(f"{name} = ?" for name in values)
    async with world.db.write() as tx:
        await tx.run(
            f"UPDATE contests SET {said} WHERE contest_id = ?", (*values.values(), contest_id)
        )
    world.bot.services.network.forget()


async def handed(world: World, contest_id: int = IMAGE) -> Chat:
    """Hand a contest over, by the methodist Pavel, on the day after its deadline."""
    world.clock.set(CLOSED_IMAGE)
    [pavel] = await started(world, 4)
    await pavel.forge(f"judging.handed:{contest_id}")
    return pavel


async def deals(world: World) -> list[tuple[object, ...]]:
    """Return who has which entry, as (entry, juror)."""
    return await world.sql("SELECT entry_id, staff_id FROM deals ORDER BY entry_id, staff_id")


async def scored(world: World, staff_id: int, *entry_ids: int, points: int = 5) -> None:
    """Let a juror give points for every criterion of entries to «Создать новый образ»."""
    assert world.db is not None
    now = world.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    async with world.db.write() as tx:
        rows = await tx.all("SELECT criterion_id FROM criteria WHERE contest_id = ?", (IMAGE,))
        given = {row["criterion_id"]: points for row in rows}
        for one in entry_ids:
            await judging.score(tx, one, staff_id, given, now=now)


async def moment(world: World, contest_id: int = IMAGE) -> list[tuple[object, ...]]:
    """Return when a contest was judged, by whom, and its last day of judging."""
    return await world.sql(
        "SELECT judged_at, judged_by, judging_until_on FROM contests WHERE contest_id = ?",
        contest_id,
    )
