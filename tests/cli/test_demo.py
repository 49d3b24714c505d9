"""`demo`: a page, a bot and the sample network by one command, again and again."""

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import sqlite3
from pathlib import Path

import aiohttp
import pytest
from processes import Process, command

from bot.cli import demo, run
from bot.errors import SettingsError
from bot.sandbox import driver
from bot.settings import read


def a_demo(folder: Path, *words: str, **settings: str):
    return command("demo", "--port", "0", "--data", str(folder), *words, **settings)


async def address(process: Process) -> str:
    found = re.search(r"http://\S+", await process.says("Ctrl+C"))
    assert found is not None
    return found[0].rstrip("/")


async def stop(process: Process) -> str:
    process.send(signal.SIGTERM)
    code, output = await process.ends()
    assert code == 0, output
    return output


async def test_the_demo_starts_talks_and_stops(tmp_path: Path) -> None:
    """Nothing of the caller's own settings gets in; the second start goes on from the first."""
    folder = tmp_path / "demo"
    own = {"BOT_TIMEZONE": "nonsense", "BOT_TOKEN": "secret", "HTTP_PROXY": "http://127.0.0.1:9"}
    async with a_demo(folder, **own) as one, aiohttp.ClientSession() as session:
        url = await address(one)
        async with session.get(f"{url}/") as page:
            assert "<html" in await page.text()
        async with session.get(f"{url}/sandbox/people") as people:
            assert len(await people.json()) >= 13
        chat = driver.far(session, url, 1003)
        chat.patience_s = 30.0
        assert await chat.send("/start")
        async with session.post(f"{url}/sandbox/clock", json={"advance_s": 86_600}) as moved:
            assert moved.status == 200
        async with asyncio.timeout(60):  # the whole sample is read for the digest of 9:30
            while not any("сегодня 16 октября" in said for said in await chat.news()):
                await asyncio.sleep(0.5)
        assert "Traceback" not in await stop(one)
    note = json.loads((folder / "demo.json").read_text("utf-8"))
    assert note["now"].startswith("2026-10-16T")
    async with a_demo(folder) as two, aiohttp.ClientSession() as session:
        url = await address(two)
        async with session.get(f"{url}/sandbox/clock") as clock:
            assert (await clock.json())["now"].startswith("2026-10-16T")
        await stop(two)


async def test_a_second_demo_on_the_folder_is_refused(tmp_path: Path) -> None:
    """It moves no clock and deletes nothing."""
    folder = tmp_path / "demo"
    async with a_demo(folder) as one:
        await address(one)
        while not (folder / "bot.lock").exists() or not (folder / "bot.lock").read_text():
            pass
        before = (folder / "clock.json").read_text("utf-8")
        for words in ((), ("--fresh",)):
            async with a_demo(folder, *words) as two:
                code, output = await two.ends()
                assert (code, output.count("\n")) == (2, 1)
                assert output.startswith("Another bot already works with the folder")
        assert (folder / "clock.json").read_text("utf-8") == before
        assert (folder / "knigonosha.sqlite").exists()
        await stop(one)


async def test_the_bot_of_a_killed_demo_ends(tmp_path: Path) -> None:
    """However the demo dies, its bot lets go of the folder: the next demo starts at once."""
    folder = tmp_path / "demo"
    async with a_demo(folder) as one:
        await address(one)
        bot = await holder(folder, but=one.process.pid)
        one.send(signal.SIGKILL)
        try:
            code, output = await one.ends()  # the bot writes there too: its end is awaited
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(bot, signal.SIGKILL)
        assert code == -signal.SIGKILL, output
        assert "Traceback" not in output
    async with a_demo(folder) as two:
        await address(two)
        await stop(two)


async def holder(folder: Path, *, but: int) -> int:
    """Wait until the bot holds the folder, which the demo did for a moment; return its id."""
    async with asyncio.timeout(30):
        while (written := (folder / "bot.lock").read_text()) in {"", str(but)}:
            await asyncio.sleep(0.05)
        return int(written)


def a_service(folder: Path) -> Path:
    settings = read({"BOT_DATA": str(folder)}, needs_token=False)
    with run.alone(settings):
        run.prepare(settings)
    return settings.database


@pytest.mark.parametrize("fresh", [False, True])
def test_records_of_a_service_are_left_alone(tmp_path: Path, *, fresh: bool) -> None:
    """Whatever is typed, the demo does not open or delete what is no demo's."""
    before = a_service(tmp_path / "data").read_bytes()
    with pytest.raises(SettingsError):
        demo.demo(0, tmp_path / "data", fresh=fresh)
    assert (tmp_path / "data" / "knigonosha.sqlite").read_bytes() == before
    assert not (tmp_path / "data" / "clock.json").exists()


def test_an_earlier_demo_is_deleted_when_asked(tmp_path: Path) -> None:
    """All of it."""
    a_service(tmp_path / "demo")
    (tmp_path / "demo" / "demo.json").write_text("{}")
    demo._remove(tmp_path / "demo")
    assert not (tmp_path / "demo").exists()


def test_half_a_note_begins_anew(tmp_path: Path) -> None:
    """A kill may leave any of it."""
    note = tmp_path / "demo.json"
    assert demo._began(note) == demo.START
    note.write_text("{", "utf-8")
    assert demo._began(note) == demo.START
    note.write_text('{"now": "2026-11-01T00:00:00+03:00"}', "utf-8")
    assert demo._began(note) == "2026-11-01T00:00:00+03:00"


async def test_half_a_folder_is_filled(tmp_path: Path) -> None:
    """Killed between making the tables and filling them, the next start fills them."""
    folder = tmp_path / "demo"
    path = a_service(folder)
    (folder / "demo.json").write_text("{}", "utf-8")
    async with a_demo(folder) as one:
        await address(one)
        await stop(one)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM libraries").fetchone() == (13,)
    connection.close()


def test_a_taken_port_gives_another(tmp_path: Path) -> None:
    """The address that is printed is the one that works."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert demo._free(port) == 0
    assert demo._free(port) == port
    assert not list(tmp_path.iterdir())
