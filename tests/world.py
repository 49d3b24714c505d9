"""The rig: the real bot in the test's own loop, talking to the sandbox's Bot API server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import prepared

from bot import sample as sample_network
from bot.app import Running
from bot.cli.pictures import keeper
from bot.sandbox.driver import Chat, HereWire
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from storage import database

TOKEN = "7000000001:" + "A" * 35
MINSK = ZoneInfo("Europe/Minsk")
DEMO_DAY = datetime(2026, 10, 15, 9, 28, tzinfo=MINSK)


class MovableClock:
    """A clock that stands still until the test moves it."""

    def __init__(self, at: datetime = DEMO_DAY, zone: ZoneInfo = MINSK) -> None:
        self.zone = zone
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self._at

    def jump(self, **by: float) -> None:
        """Move on by days, hours, minutes."""
        self._at += timedelta(**by)

    def set(self, at: datetime) -> None:
        """Move to a moment."""
        self._at = at.astimezone(UTC)


@dataclass
class World:
    """The sandbox, the bot's folder and the bot, which a test may stop and start again."""

    telegram: Telegram
    url: str
    folder: Path
    clock: MovableClock
    settings: Settings
    bot: Running | None = None
    db: database.Database | None = None
    chats: dict[int, Chat] = field(default_factory=dict)

    async def start(self) -> None:
        """Start the bot on its folder."""
        prepared.migrate(self.settings.database)
        self.db = await database.Database.open(self.settings.database)
        self.bot = Running(self.settings, self.db, clock=self.clock)
        await self.bot.start()
        # Only `tick` strikes: a slow machine must not open the day's campaign by itself.
        self.bot.ticker._scheduler.pause()

    async def stop(self) -> None:
        """Stop the bot; the sandbox and the folder stay."""
        if self.bot is not None and self.db is not None:
            await self.bot.stop()
            await self.db.close()
            self.bot = self.db = None

    async def settled(self) -> None:
        """Wait until the bot has nothing in hand."""
        await self.telegram.updates.drained()
        assert self.bot is not None
        await self.bot.settled()

    async def tick(self) -> None:
        """Let the reminders' clock strike, and wait until everything is said."""
        assert self.bot is not None
        await self.bot.ticker.tick()
        await self.settled()

    def chat(self, user_id: int) -> Chat:
        """Hand out the phone of a person: 1000 + the number in the sample's staff.csv."""
        if user_id not in self.chats:
            if user_id not in self.telegram.chats:
                self.telegram.person(user_id, f"Person {user_id}", language_code="ru")
            self.chats[user_id] = Chat(HereWire(self.telegram), user_id, settled=self.settled)
        return self.chats[user_id]

    async def sql(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read with plain SQL what is stored."""
        assert self.db is not None
        async with self.db.read() as reader:
            return [tuple(row) for row in await reader.all(query, values)]


def settings_for(folder: Path, url: str) -> Settings:
    return Settings(
        token=TOKEN,
        api_url=url,
        data=folder,
        admins=frozenset({1015}),
        zone=MINSK,
        language="ru",
    )


@asynccontextmanager
async def a_world(
    folder: Path,
    *,
    sample: bool = True,
    with_trip: bool = False,
    with_campaign: bool = False,
    with_plan: bool = False,
    with_recommended: bool = False,
    with_publications: bool = False,
    with_guidance: bool = False,
    with_school: bool = False,
) -> AsyncIterator[World]:
    """Run a sandbox and a bot over the sample network (or an empty database).

    The campaign of the sample is in everybody's list, so only tests about it ask for it; its
    recommendations remind only where a test asks for that: the institution's setting is off.
    """

    async def make(fresh: Path) -> None:
        path = settings_for(fresh, "").database
        prepared.migrate(path)
        db = await database.Database.open(path)
        async with db.write() as tx:
            await sample_network.load(
                tx,
                date(2026, 10, 15),
                telegram=True,
                with_trip=with_trip,
                with_entries=False,
                with_campaign=with_campaign,
                with_plan=with_plan,
                with_publications=with_publications,
                with_guidance=with_guidance,
                keep_picture=keeper(fresh / "files") if with_guidance else None,
                with_school=with_school,
            )
            if not with_recommended:
                await tx.run("INSERT INTO settings VALUES ('follow_recommendations', '\"no\"')")
        await db.close()

    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url:
        clock = MovableClock()
        world = World(telegram, url, folder, clock, settings_for(folder, url))
        if sample:
            await prepared.fill(
                folder,
                (with_trip, with_campaign, with_plan, with_recommended, with_publications,
                 with_guidance, with_school),
                make,
            )  # fmt: skip
        await world.start()
        try:
            yield world
        finally:
            await world.stop()
