"""What tests of a walk do again and again: begin one, press its keys, count what is stored."""

from typing import Any

from world import World

from bot.sandbox.driver import Chat

NINA = 1005  # librarian of Деревная, Russian
HANNA = 1009  # librarian of Сеньковщина, Belarusian
TOTALS = (
    "households", "home", "asked", "readers", "new_readers", "not_reading", "reregistered",
    "issued", "returned", "homebound", "debtors", "invited", "leaflets",
)  # fmt: skip


async def begin(chat: Chat, settlement: str = "Деревная") -> list[str]:
    """Begin a round by words alone, as without a network; return what is said at last."""
    is_be = settlement != "Деревная"
    await chat.send("/round")
    await chat.send(settlement)
    await chat.send("Апытанне" if is_be else "Опрос")
    return await chat.send("Прапусціць" if is_be else "Пропустить")


async def say(chat: Chat, *texts: str) -> list[str]:
    """Send one message after another; return what the last one brought."""
    said: list[str] = []
    for text in texts:
        said = await chat.send(text)
    return said


async def totals(world: World, round_id: int | None = None) -> dict[str, Any]:
    """Return the numbers of a round that are not zero, by default of the latest."""
    rows = await world.sql(
        f"SELECT {', '.join(TOTALS)} FROM rounds "
        "WHERE round_id = coalesce(?, (SELECT max(round_id) FROM rounds))",
        round_id,
    )
    return {name: number for name, number in zip(TOTALS, rows[0], strict=True) if number}


async def named(world: World) -> list[tuple[object, ...]]:
    """Return the counted lists and titles of all rounds."""
    return await world.sql(
        "SELECT list, code, count FROM round_counts "
        "UNION ALL SELECT 'title', title, count FROM round_titles ORDER BY 1, 2"
    )


async def states(world: World) -> list[str]:
    """Return the states of all rounds in their order."""
    return [str(row[0]) for row in await world.sql("SELECT state FROM rounds ORDER BY round_id")]


async def taken_together(world: World) -> dict[str, Any]:
    """Return the numbers that the presses of all rounds add up to, by plain SQL."""
    rows = await world.sql(
        """
        SELECT
            sum(amount) FILTER (WHERE kind IN ('readers', 'new_readers', 'not_reading', 'nobody')),
            sum(amount) FILTER (WHERE kind IN ('readers', 'new_readers', 'not_reading')),
            sum(amount) FILTER (WHERE kind LIKE '%readers' OR kind LIKE '%not_reading'),
            sum(amount) FILTER (WHERE kind = 'readers' OR kind = 'another_readers'),
            sum(amount) FILTER (WHERE kind LIKE '%new_readers'),
            sum(amount) FILTER (WHERE kind LIKE '%not_reading')
        FROM round_taps WHERE is_undone = 0
        """
    )
    return {name: number for name, number in zip(TOTALS, rows[0], strict=False) if number}


async def without_rounds(world: World) -> World:
    """Take the rounds of the sample out, so that the first one is number 1."""
    assert world.db is not None
    async with world.db.write() as tx:
        for table in ("round_partners", "round_counts", "round_titles", "round_taps"):
            await tx.run(f"DELETE FROM {table}")
        await tx.run("UPDATE chats SET round_id = NULL")
        await tx.run("DELETE FROM rounds")
    return world
