"""`python -m bot demo`: the real bot against our own Bot API server, with a chat page.

The bot is a child process with the same command line as in service; only its Bot API
server and its clock are ours, and it stops when we end.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot import sample
from bot.cli.pictures import keeper, text_keeper
from bot.cli.run import alone
from bot.delivery.tasks import Tasks
from bot.errors import SettingsError
from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from bot.settings import Settings, read
from storage import database, institution, libraries, staff

TOKEN: Final = "7000000001:demo-demo-demo-demo-demo-demo-demo-01"  # noqa: S105  # only our sandbox knows it
START: Final = "2026-10-15T09:28:00+03:00"  # two minutes before the morning's digests
FOLDER: Final = "demo-data"
ADMIN: Final = 1015
ORDER: Final = ("methodist", "librarian", "head", "admin", "juror")  # who is tried first


def demo(port: int, folder: Path | None, *, fresh: bool = False) -> int:
    """Run the demo until it is interrupted."""
    data = folder or Path(FOLDER)
    if fresh and data.exists():
        _remove(data)
    try:
        return asyncio.run(_demo(port, data))
    except KeyboardInterrupt:
        return 0


def _remove(data: Path) -> None:
    """Delete an earlier demo; a folder that is not one is left alone."""
    if not (data / "demo.json").exists():
        raise SettingsError(f"{data} is not a folder of the demo; nothing was deleted.")
    with alone(read({"BOT_DATA": str(data)}, needs_token=False)):
        shutil.rmtree(data)


async def _demo(port: int, data: Path) -> int:
    stop = _asked_to_stop()
    settings = read({"BOT_DATA": str(data)}, needs_token=False)
    note = data / "demo.json"
    _refuse_what_is_in_use(settings, note)
    began = datetime.fromisoformat(_began(note))
    _keep(note, began)
    clock = Clock(data / "clock.json")
    clock.set(began)
    environment = {
        "BOT_TOKEN": TOKEN,
        "BOT_DATA": str(data),
        "BOT_ADMINS": str(ADMIN),
        "BOT_CLOCK_FILE": str(data / "clock.json"),
    }
    state = Telegram(clock=clock, token=TOKEN, seed=int(datetime.now(UTC).timestamp()))
    await _fill(settings, state)
    async with running(state, port=_free(port)) as url:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--held",
            stdin=asyncio.subprocess.PIPE,  # it ends with us, even if we are killed
            env=ours | environment | {"BOT_API_URL": url},
        )  # fmt: skip
        _say(url, data)
        try:
            return await _until_the_end(bot, stop)
        finally:
            _keep(note, clock.now())


def _refuse_what_is_in_use(settings: Settings, note: Path) -> None:
    """Raise SettingsError for a demo that runs, or records that are no demo's."""
    with alone(settings):
        if settings.database.exists() and not note.exists():
            raise SettingsError(
                f"{settings.data} holds the records of a bot in service, not a demo. "
                "Choose another folder: python -m bot demo --data FOLDER."
            )


def _began(note: Path) -> str:
    """Return the moment at which an earlier demo stopped, else the demo's first one."""
    try:
        return str(json.loads(note.read_text("utf-8"))["now"])
    except (FileNotFoundError, ValueError, KeyError):  # none, or a kill left half of it
        return START


def _keep(note: Path, now: datetime) -> None:
    note.write_text(json.dumps({"now": now.isoformat()}), "utf-8")


def _asked_to_stop() -> asyncio.Event:
    """Return what is set by the orders to stop; before the bot starts, or it would outlive us."""
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    return stop


async def _until_the_end(bot: asyncio.subprocess.Process, stop: asyncio.Event) -> int:
    tasks = Tasks()
    ended = tasks.start(bot.wait(), "the bot's end")
    asked = tasks.start(stop.wait(), "the order to stop")
    await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done():
        with contextlib.suppress(ProcessLookupError):
            bot.send_signal(signal.SIGTERM)
    code = int(await ended)
    await tasks.stop()
    return 0 if stop.is_set() else code


async def _fill(settings: Settings, state: Telegram) -> None:
    """Fill an empty folder with the sample network and give each person a phone."""
    database.migrate(settings.database)
    db = await database.Database.open(settings.database, readers=1)
    try:
        async with db.write() as tx:
            if await institution.is_empty(tx):
                await sample.load(
                    tx,
                    datetime.fromisoformat(START).date(),
                    telegram=True,
                    keep_picture=keeper(settings.data / "files"),
                    keep_text=text_keeper(settings.data / "files"),
                    with_past=True,
                )
        async with db.read() as reader:
            people = await staff.known(reader)
            places = {one.library_id: one.short_ru for one in await libraries.known(reader)}
        for person in sorted(people, key=lambda one: (ORDER.index(one.role), one.surname_ru)):
            if person.user_id is not None:
                where = ", ".join(places[one] for one in person.library_ids)
                state.person(
                    person.user_id,
                    person.name_ru,
                    last_name=person.surname_ru,
                    language_code=person.language,
                    note=f"{person.post}, {where}" if where else person.post,
                )
    finally:
        await db.close()
    state.person(1900, "Гость", last_name="Незнакомый", language_code="ru", note="не в списке")


def _free(port: int) -> int:
    """Return `port` if nobody listens there, else any free one."""
    import socket  # noqa: PLC0415  # only here

    with socket.socket() as probe:
        return port if probe.connect_ex(("127.0.0.1", port)) else 0


def _say(url: str, data: Path) -> None:
    print(  # noqa: T201  # the command line's words
        f"\n  Книгоноша, демонстрация: {url}/\n"
        "  Откройте адрес в браузере, выберите сотрудника и пишите боту как в Telegram.\n"
        f"  Записи лежат в папке {data}; начать заново: make demo-fresh. Остановить: Ctrl+C.\n",
        flush=True,
    )
