"""`python -m bot run`: the bot until it is told to stop; one per data folder."""

import asyncio
import fcntl
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from bot.delivery.tasks import Tasks
from bot.errors import SettingsError
from bot.settings import Settings
from storage import backups, database

if TYPE_CHECKING:
    from bot.app import Running

log = logging.getLogger(__name__)

SWITCH_S: Final = 0.0005


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the data folder's lock; a second bot on it is refused."""
    with _opened(settings) as lock:
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


def _opened(settings: Settings) -> TextIO:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        return (settings.data / "bot.lock").open("a+")
    except OSError as fault:
        raise SettingsError(
            f"BOT_DATA is not a folder that can be written: {settings.data} ({fault.strerror})."
        ) from None


def prepare(settings: Settings) -> None:
    """Bring the database up to this program's schema, with a copy taken before.

    Raises SettingsError for a file that this program cannot work with.
    """
    try:
        if settings.database.exists() and database.pending(settings.database):
            backups.copy(settings.database, settings.data / "backups", "before-migration")
        database.migrate(settings.database)
    except database.NewerDatabaseError:
        raise SettingsError(
            f"{settings.database} was written by a newer version of this program: start that one."
        ) from None
    except (database.StorageError, backups.BadBackupError) as fault:
        raise SettingsError(
            f"{settings.database} cannot be read: {fault}. Put a copy back: "
            f"python -m bot restore (copies are in {settings.data / 'backups'})."
        ) from None


def run(settings: Settings, *, held: bool = False) -> int:
    """Run the bot until SIGTERM or SIGINT; return the exit code.

    `held`: also until its standard input ends, as it does however the process dies that holds
    the other end; a service's may be closed from the beginning.
    """
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for chatty in ("httpx", "aiohttp", "apscheduler", "telegram.ext.Application"):
        logging.getLogger(chatty).setLevel(logging.WARNING)  # their URLs hold the token
    # A page of traceback for each 502; whoever called tells of it in a line.
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)
    with alone(settings):
        prepare(settings)
        return asyncio.run(_run(settings, held=held))


async def _run(settings: Settings, *, held: bool) -> int:
    from bot.app import Running  # noqa: PLC0415  # a refused start need not import PTB

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    if held:
        loop.add_reader(sys.stdin.fileno(), _let_go, stop)
    db = await database.Database.open(settings.database)
    running = Running(settings, db, stop=stop, started=time.monotonic())
    _spare_the_collector()
    try:
        is_known = await _until(stop, running)
    finally:
        await running.stop()
        await db.close()
    if not is_known:
        raise SettingsError(
            f"{settings.api_url} does not accept BOT_TOKEN: ask @BotFather for the right one."
        )
    if running.rival:
        raise SettingsError("Another bot with the same token is running; this one stops.")
    return 0


def _let_go(stop: asyncio.Event) -> None:
    """Stop at the end of the standard input; what is typed there means nothing."""
    if not os.read(sys.stdin.fileno(), 1024):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        stop.set()


def _spare_the_collector() -> None:
    """Keep what lives as long as the process out of the collector's rounds, and make them rarer.

    At 700 new objects a round, the default, the collector looks at everything many times a
    second under load. A statement that ends on SQLite's thread waits for the interpreter
    while the writer's lock is held, so turns are shorter than the default 5 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    sys.setswitchinterval(SWITCH_S)


async def _until(stop: asyncio.Event, running: "Running") -> bool:
    """Start, which without a network takes long, and wait for the order to stop.

    Returns False at once if Telegram does not know the token.
    """
    tasks = Tasks()
    starting = tasks.start(_started(running), "start")
    stopping = tasks.start(stop.wait(), "stop")
    await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
    is_known = starting.result() if starting.done() else True
    if is_known:
        await stopping
    await tasks.stop()
    return is_known


async def _started(running: "Running") -> bool:
    from bot.delivery.bot import RefusedTokenError  # noqa: PLC0415

    try:
        await running.start()
    except RefusedTokenError:
        return False
    return True
