"""`run` as an init system knows it: exit codes, one clear sentence, an orderly end."""

import asyncio
import contextlib
import signal
import sqlite3
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from processes import TOKEN, command, ran

from bot.cli import run
from bot.errors import SettingsError
from bot.sandbox.errors import ApiError
from bot.sandbox.phone import Phone
from bot.sandbox.server import build_server, running
from bot.sandbox.telegram import Telegram
from bot.settings import read
from storage import database


def folder_settings(folder: Path) -> dict[str, str]:
    return {"BOT_TOKEN": TOKEN, "BOT_DATA": str(folder)}


@asynccontextmanager
async def a_bot(folder: Path, url: str, **settings: str):
    """Run the bot against a sandbox until it polls."""
    async with command("run", **folder_settings(folder), BOT_API_URL=url, **settings) as bot:
        yield bot


async def polled(telegram: Telegram) -> None:
    """Wait until a bot waits for updates."""
    async with asyncio.timeout(30):
        while telegram.updates._poll is None:
            await asyncio.sleep(0.01)


async def test_bad_settings_are_all_named(tmp_path: Path) -> None:
    """Exit 2, a line each, and nothing is made."""
    code, output = await ran(
        "run", BOT_DATA=str(tmp_path / "new"), BOT_TIMEZONE="Minsk", BOT_LANGUAGE="fr"
    )
    assert code == 2
    assert [line.split()[0] for line in output.splitlines()] == [
        "BOT_TOKEN",
        "BOT_TIMEZONE",
        "BOT_LANGUAGE",
    ]
    assert not (tmp_path / "new").exists()


async def test_sigterm_ends_in_order(tmp_path: Path) -> None:
    """What is in hand is answered, the exit code is 0, nothing waits, no token is logged."""
    telegram = Telegram(token=TOKEN)
    telegram.person(1001, "Анна")
    async with running(telegram) as url, a_bot(tmp_path, url) as bot:
        await polled(telegram)
        Phone(telegram, 1001).text("/start")
        async with asyncio.timeout(20):
            while not any(one.by_bot for one in telegram.chats[1001].messages.values()):
                await asyncio.sleep(0.01)
        bot.send(signal.SIGTERM)
        code, output = await bot.ends()
    assert code == 0
    assert TOKEN not in output
    db = sqlite3.connect(tmp_path / "knigonosha.sqlite")
    assert db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM outbox WHERE state = 'pending'").fetchone() == (0,)
    db.close()


async def test_a_second_bot_on_the_folder_is_refused(tmp_path: Path) -> None:
    """One clear sentence and exit 2; other commands run beside the bot."""
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url, a_bot(tmp_path, url):
        await polled(telegram)
        code, output = await ran("run", **folder_settings(tmp_path), BOT_API_URL=url)
        assert (code, output.count("\n")) == (2, 1)
        assert output.startswith(f"Another bot already works with the folder {tmp_path}.")
        code, output = await ran("backup", BOT_DATA=str(tmp_path))
        assert code == 0
        copy = Path(output.strip())
        assert copy.parent == tmp_path / "backups"
        code, output = await ran("restore", str(copy), BOT_DATA=str(tmp_path))
        assert (code, output.count("\n")) == (2, 1)
        assert output.startswith("Another bot already works")


async def test_a_second_bot_with_the_token_is_refused(tmp_path: Path) -> None:
    """Telegram tells by 409; the young one ends with exit 2 and one clear sentence."""
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url, a_bot(tmp_path / "b", url) as young:
        await polled(telegram)
        async with asyncio.timeout(20):
            while young.process.returncode is None:
                with contextlib.suppress(ApiError):
                    await telegram.updates.get(0, 100, 1)  # the rival's poll
        code, output = await young.ends()
    assert code == 2
    assert output.splitlines()[-1] == (
        "Another bot with the same token is running; this one stops."
    )
    assert TOKEN not in output


async def test_a_token_that_telegram_refuses(tmp_path: Path) -> None:
    """One clear sentence, exit 2, no traceback and no token."""
    telegram = Telegram(token="7000000002:" + "X" * 35)
    async with running(telegram) as url, a_bot(tmp_path, url) as bot:
        code, output = await bot.ends()
    assert code == 2
    assert output.splitlines()[-1] == (
        f"{url} does not accept BOT_TOKEN: ask @BotFather for the right one."
    )
    assert "Traceback" not in output
    assert TOKEN not in output


async def test_without_a_network_it_keeps_trying(tmp_path: Path) -> None:
    """The server comes up later; until then SIGTERM would end it in order as well."""
    telegram = Telegram(token=TOKEN)
    runner = web.AppRunner(
        build_server(telegram), access_log=None, handler_cancellation=True, shutdown_timeout=0.5
    )
    await runner.setup()
    probe = web.TCPSite(runner, "127.0.0.1", 0)
    await probe.start()
    port = runner.addresses[0][1]
    await probe.stop()
    url = f"http://127.0.0.1:{port}"
    async with a_bot(tmp_path / "a", url) as first, a_bot(tmp_path / "b", url) as second:
        await first.says("cannot be reached")
        await second.says("cannot be reached")
        second.send(signal.SIGTERM)
        code, output = await second.ends()
        assert (code, "Traceback" in output, TOKEN in output) == (0, False, False)
        await web.TCPSite(runner, "127.0.0.1", port).start()
        await polled(telegram)
        first.send(signal.SIGINT)
        code, output = await first.ends()
        assert (code, "Traceback" in output, TOKEN in output) == (0, False, False)
    await runner.cleanup()


async def test_a_stop_during_the_first_calls(tmp_path: Path) -> None:
    """Telegram knows the bot, but the next call does not come through."""
    telegram = Telegram(token=TOKEN)
    telegram.faults.add("bad_gateway", method="deleteWebhook")
    async with running(telegram) as url, a_bot(tmp_path, url) as bot:
        async with asyncio.timeout(30):
            while not [one for one in telegram.journal or () if one["method"] == "deletewebhook"]:
                await asyncio.sleep(0.01)
        bot.send(signal.SIGTERM)
        code, output = await bot.ends()
    assert (code, "Traceback" in output) == (0, False)


def settings(folder: Path):
    return read({"BOT_TOKEN": TOKEN, "BOT_DATA": str(folder)})


def test_a_copy_is_made_before_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where there was something to copy."""
    run.prepare(settings(tmp_path))
    assert not (tmp_path / "backups").exists()
    known = database.migrations()
    more = [*known, (known[-1][0] + 1, "CREATE TABLE more (a) STRICT;".replace("a", "a INT"))]
    monkeypatch.setattr(database, "migrations", lambda: more)
    run.prepare(settings(tmp_path))
    run.prepare(settings(tmp_path))
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-migration-")
    assert database.version(copy) == known[-1][0]
    assert database.version(settings(tmp_path).database) == more[-1][0]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """By one sentence that tells what to do."""
    run.prepare(settings(tmp_path))
    connection = sqlite3.connect(settings(tmp_path).database)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(SettingsError, match="newer version"):
        run.prepare(settings(tmp_path))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """It is not touched, and the way to put a copy back is told."""
    settings(tmp_path).database.write_text("no database" * 1000)
    with pytest.raises(SettingsError, match="restore"):
        run.prepare(settings(tmp_path))
    assert settings(tmp_path).database.read_text().startswith("no database")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """BOT_DATA is named."""
    (tmp_path / "file").touch()
    unmakable = settings(tmp_path / "file" / "data")
    with pytest.raises(SettingsError, match="BOT_DATA"), run.alone(unmakable):
        pass


def test_the_lock_is_free_again_after_its_holder(tmp_path: Path) -> None:
    """Also in the same process; the holder's number is in the file."""
    for _ in range(2):
        with run.alone(settings(tmp_path)):
            assert (tmp_path / "bot.lock").read_text().isdigit()
            with pytest.raises(SettingsError), run.alone(settings(tmp_path)):
                pass
