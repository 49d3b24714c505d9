"""What was said by itself, as a table: the rows of the outbox that no update caused."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from world import MINSK, World

PEOPLE = range(1001, 1016)
# A message of its own about a trip: its first line tells which.
TRIP = re.compile(r"(?:<b>)?(?:Поездка|Паездка|По плану|Паводле плана) \d")
HOURS = ("9:30", "11:00", "21:00")


def at(day: str, hour: str) -> datetime:
    """Return a local moment of the demo's autumn: «16.10», «9:30»."""
    return datetime.strptime(f"2026 {day} {hour}", "%Y %d.%m %H:%M").replace(tzinfo=MINSK)


def everybody(world: World) -> None:
    """Let all people of the sample have opened the bot."""
    for user_id in PEOPLE:
        world.chat(user_id)


async def said_by_itself(world: World, after: int = 0) -> list[tuple[int, str]]:
    """Who got which list or reminder when, in the order of sending, with the rows' ids."""
    await world.settled()
    rows = await world.sql(
        "SELECT outbox_id, created_at, chat_id, payload, state FROM outbox "
        "WHERE lane = 1 AND method = 'show' AND outbox_id > ? ORDER BY outbox_id",
        after,
    )
    return [(int(str(row[0])), _line(*row[1:])) for row in rows]


def _line(created_at: object, chat_id: object, payload: object, state: object) -> str:
    moment = datetime.fromisoformat(str(created_at)).astimezone(MINSK)
    text = json.loads(str(payload))["text"].split("\n")
    said = " / ".join(line for line in text[1:] if not line.startswith("На"))
    if TRIP.match(text[0]):
        said = f"1. {re.sub('<[^>]+>', '', text[0])}"
    mark = "" if state == "sent" else f" ({state})"
    return f"{moment:%d.%m %H:%M} {int(str(chat_id)) - 1000}{mark}: {said}"


def _moments(first: str, days: int) -> Iterator[datetime]:
    start = at(first, "0:00")
    for number in range(days):
        for hour in HOURS:
            yield at(f"{start + timedelta(days=number):%d.%m}", hour)


async def days_pass(world: World, first: str, days: int) -> list[str]:
    """Let the clock strike at the telling hours of each day; return what was said."""
    lines: list[str] = []
    rows = await world.sql("SELECT coalesce(max(outbox_id), 0) FROM outbox")
    last = int(str(rows[0][0]))
    for moment in _moments(first, days):
        if moment <= world.clock.now():
            continue
        world.clock.set(moment)
        assert world.bot is not None
        await world.bot.ticker.tick()
        for outbox_id, line in await said_by_itself(world, last):
            last = outbox_id
            lines.append(line)
    return lines
