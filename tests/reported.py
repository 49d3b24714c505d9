"""The records of 2020 for tests: made once in a process, then copied as a file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from world import MINSK, TOKEN, MovableClock, World, settings_for

from bot.sample import report_2020
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import database

REPORT_DAY = datetime(2021, 1, 18, 9, 28, tzinfo=MINSK)  # a Monday; nothing is closed yet
_MADE: list[bytes] = []


async def put(path: Path) -> None:
    """Write the database of 2020 to `path`; its people have accounts, 1000 + their number."""
    if not _MADE:
        with TemporaryDirectory() as folder:
            made = Path(folder) / "bot.sqlite"
            database.migrate(made)
            db = await database.Database.open(made, readers=0)
            async with db.write() as tx:
                await report_2020.load(tx, telegram=True)
            await db.close()
            _MADE.append(made.read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_MADE[0])


@asynccontextmanager
async def a_reported_database(folder: Path) -> AsyncIterator[database.Database]:
    """Open a copy of the database of 2020 that a test may change."""
    await put(folder / "bot.sqlite")
    db = await database.Database.open(folder / "bot.sqlite")
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def a_reported_world(folder: Path) -> AsyncIterator[World]:
    """Run the bot over the records of 2020, on the January day when the report is written."""
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url:
        clock = MovableClock(REPORT_DAY)
        world = World(telegram, url, folder, clock, settings_for(folder, url))
        await put(world.settings.database)
        await world.start()
        try:
            yield world
        finally:
            await world.stop()
