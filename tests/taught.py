"""Sessions of the sample's school made without a conversation, and its people."""

from dataclasses import replace
from datetime import date

from world import World

from storage import school
from storage.records.school import Session, SessionFields

SVETLANA, PAVEL, MARINA, OLGA = 1003, 1004, 1002, 1001  # methodists and the head
NINA, LYUDMILA, ANNA = 1005, 1008, 1009  # members of «Мобильный профессионал»; Anna in Belarusian
NOW = "2026-10-14T08:00:00Z"
BASICS, MOBILE = 1, 4  # classes of the sample
WAS, COMES = 1, 2  # its sessions
READING_ROOM = "Центральная библиотека, читальный зал"
LECTURE = SessionFields(
    class_id=MOBILE, held_on=date(2026, 10, 27), begins_at="11:00", ends_at="13:00", hours=2.0,
    form="lecture", topic="Каталог в телефоне", teacher_id=4, place=READING_ROOM,
)  # fmt: skip


def everybody(world: World) -> None:
    """Hand out everybody's phone before anything is said to them."""
    for number in range(1, 16):
        world.chat(1000 + number)


async def a_session(world: World, *, announced: bool = True, **changes: object) -> Session:
    """Add a session of the sample's class, announced without a message."""
    assert world.db is not None
    async with world.db.write() as tx:
        key = await school.add(tx, replace(LECTURE, **changes), now=NOW, by=4)  # type: ignore[arg-type]
        if announced:
            await school.announce(tx, key, now=NOW, by=4)
        found = await school.load(tx, key)
    assert found is not None
    return found


async def said(world: World, session_id: int) -> list[tuple[object, ...]]:
    """Return who says what of a session."""
    return await world.sql(
        "SELECT staff_id, is_coming, reason FROM session_replies WHERE session_id = ? "
        "ORDER BY staff_id",
        session_id,
    )
