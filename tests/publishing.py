"""Questionnaires for tests: written as authors write them, published, put to all libraries."""

from datetime import date

from world import World

from bot.sandbox.driver import Chat
from storage import campaigns, libraries
from storage.records.monitoring import NewCampaign

HEADERS = ("тип", "имя", "вопрос (рус)", "вопрос (бел)", "обязательный")


def workbook(
    *rows: tuple[str, ...],
    headers: tuple[str, ...] = HEADERS,
    choices: tuple[tuple[str, ...], ...] = (),
    title: str = "Лето",
    code: str = "leto",
) -> bytes:
    """Return an author's tables; empty cells at the end of a row may be left out."""
    tables = {
        "вопросы": (headers, *rows),
        "ответы": choices,
        "настройки": (("название", "код анкеты"), (title, code)),
    }
    lines = []
    for name, table in tables.items():
        width = max(map(len, table), default=0)
        padded = [(*row, *[""] * (width - len(row))) for row in table]
        lines += [f"| {name} |", *(f"| | {' | '.join(row)} |" for row in padded), ""]
    return "\n".join(lines).encode()


async def check(chat: Chat, content: bytes, name: str = "лето.md") -> list[str]:
    """Send a workbook for a check; return what was said of it."""
    await chat.send("/questionnaires")
    return await chat.document(name, content)


async def publish(chat: Chat, content: bytes, name: str = "лето.md") -> list[str]:
    """Check a workbook and publish it; return what was said last."""
    await check(chat, content, name)
    label = chat.buttons[0][1]
    await chat.press(label)
    return await chat.press(label)


async def put(world: World, version: str, name: str = "Летнее чтение") -> int:
    """Put a version to all open libraries in a campaign of its own."""
    assert world.db is not None
    new = NewCampaign(
        part=None,
        period="2026-10",
        first_on=date(2026, 6, 1),
        last_on=date(2026, 8, 31),
        opens_on=date(2026, 10, 12),
        closes_on=date(2026, 10, 30),
        name=name,
    )
    async with world.db.write() as tx:
        made = await campaigns.make(tx, new, version=version, now="2026-10-12T06:00:00Z", by=1)
        assert made is not None
        known = [one for one in await libraries.known(tx) if one.is_open(new.opens_on)]
        await campaigns.add_units(tx, made, [one.library_id for one in known])
    return made
