"""`python -m bot run`: the bot until it is told to stop; one per data folder."""

import asyncio
import fcntl
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import SettingsError
from bot.settings import Settings
from storage import backups, database

log = logging.getLogger(__name__)


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder's lock; a second bot on it is refused."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / "bot.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                f"Another bot already works with the folder {settings.data}. "
                "Stop it first, or give this one another BOT_DATA."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def prepare(settings: Settings) -> None:
    """Bring the database up to this program's schema, with a copy taken before."""
    if settings.database.exists() and database.pending(settings.database):
        backups.copy(settings.database, settings.data / "backups", "before-migration")
    database.migrate(settings.database)


def run(settings: Settings) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit code."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("httpx", "aiohttp", "apscheduler", "telegram.ext.Application"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # their URLs hold the token
    with alone(settings):
        prepare(settings)
        return asyncio.run(_run(settings))


async def _run(settings: Settings) -> int:
    from bot.app import Running  # noqa: PLC0415  # a refused start need not import PTB

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    db = await database.Database.open(settings.database)
    running = Running(settings, db, stop=stop, started=time.monotonic())
    starting = asyncio.ensure_future(running.start())
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if stop.is_set() and not starting.done():
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
    else:
        await starting
        await stop.wait()
    await running.stop()
    await db.close()
    if running.rival:
        print(  # noqa: T201  # the command line's words
            "Another bot with the same token is running; this one stops.", file=sys.stderr
        )
        return 2
    return 0
