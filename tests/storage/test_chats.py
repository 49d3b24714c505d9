"""A chat's standing: each part is set by itself, and losing it loses no record."""

from datetime import date

from storage import chats
from storage.chats import Chat
from storage.database import Database

CHAT = 1001


async def standing(db: Database) -> Chat:
    async with db.read() as reader:
        return await chats.load(reader, CHAT)


async def test_an_unknown_chat_stands_nowhere(db: Database) -> None:
    """It is no row."""
    assert await standing(db) == Chat(CHAT)


async def test_each_part_is_set_by_itself(db: Database) -> None:
    """Whichever comes first makes the row, none takes another away."""
    async with db.write() as tx:
        await chats.commands_set(tx, CHAT, "head:ru")
        await chats.greeted(tx, CHAT, date(2026, 10, 15))
        await chats.set_language(tx, CHAT, "be")
        await chats.ask(tx, CHAT, {"kind": "visit.remove", "visit_id": 17, "said": "Ёсць"})
    assert await standing(db) == Chat(
        CHAT,
        prompt={"kind": "visit.remove", "visit_id": 17, "said": "Ёсць"},
        language="be",
        greeted_on="2026-10-15",
        commands="head:ru",
    )
    async with db.write() as tx:
        await chats.ask(tx, CHAT, None)
    assert (await standing(db)).prompt is None


async def test_focus_drops_a_question(db: Database) -> None:
    """Words answer one thing at a time."""
    async with db.write() as tx:
        await chats.ask(tx, CHAT, {"kind": "any"})
        await chats.focus(tx, CHAT, None)
    assert await standing(db) == Chat(CHAT)
