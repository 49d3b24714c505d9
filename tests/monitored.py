"""A campaign for tests: opened by the tick, with figures of earlier ones, answered in chat."""

from collections.abc import Iterable, Mapping

from world import World

from bot.sandbox.driver import Chat
from storage import figures, libraries
from storage.records.monitoring import Figure

RU = {
    "users": "191", "users_children": "52", "users_60": "58", "visits": "1471",
    "visits_events": "260", "loans": "3514", "stock": "4480", "events": "39",
    "paid_fact": "100,50", "homebound": "3", "internet": "Да", "premises": "Всё в порядке",
    "rounds": "2",
}  # fmt: skip


async def a_campaign(world: World) -> None:
    """Let the campaign of the demo's October open: the tick does it by itself."""
    await world.tick()


async def a_figure(world: World, code: str, period: str, **numbers: float | str) -> None:
    """Keep what a library said for a period."""
    assert world.db is not None
    said = [
        Figure(period, name, fact=value)
        if isinstance(value, str)
        else Figure(period, name, number=value)
        for name, value in numbers.items()
    ]
    async with world.db.write() as tx:
        known = {one.code: one.library_id for one in await libraries.known(tx)}
        await tx.batch(figures.put(known[code], said, unit_id=None))


async def a_plan(world: World, code: str, year: int, roubles: float) -> None:
    """Keep the department's plan of a library's paid services."""
    assert world.db is not None
    async with world.db.write() as tx:
        known = {one.code: one.library_id for one in await libraries.known(tx)}
        await figures.put_references(tx, known[code], year, {"paid_plan": roubles})


async def answered(
    chat: Chat, names: Iterable[str] = tuple(RU), said_as: Mapping[str, str] = RU
) -> list[str]:
    """Answer questions in order; return what was said last."""
    said: list[str] = []
    for name in names:
        said = await chat.send(said_as[name])
    return said


async def without_campaigns(world: World) -> None:
    """Switch the monitoring off: the test is about other things."""
    assert world.db is not None
    async with world.db.write() as tx:
        for table in ("campaign_units", "campaigns"):
            await tx.run(f"DELETE FROM {table}")
        for part in ("spring_opens", "autumn_opens"):
            await tx.run("INSERT INTO settings (name, value) VALUES (?, '\"\"')", (part,))
    assert world.bot is not None
    world.bot.services.network.forget()


def everybody(world: World) -> None:
    """Let all people of the sample have opened the bot."""
    for user_id in range(1001, 1016):
        world.chat(user_id)


async def sent(chat: Chat, *skipped: str) -> None:
    """Answer the questionnaire of the person's only library whole."""
    await chat.send("/questionnaire")
    await answered(chat)
    for words in (*skipped, "Отправить"):
        await chat.send(words)
