"""The sandbox as a process of its own."""

import asyncio
import contextlib
import json
import signal
import sys

import aiohttp
import pytest

from bot.sandbox.__main__ import arguments, build_state, serve
from bot.sandbox.driver import far

TOKEN = "123456789:" + "A" * 35


@pytest.fixture
async def process(tmp_path):
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"user_id": 1001, "first_name": "Нина"}]))
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        *("--people", str(people), "--clock", str(tmp_path / "clock.json")),
        *("--at", "2026-10-15T09:28:00+03:00", "--token", TOKEN),
        stdout=asyncio.subprocess.PIPE,
    )
    yield started
    if started.returncode is None:
        started.kill()
        await started.wait()


async def test_it_prints_its_address_serves_and_stops(process, tmp_path):
    url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:
        chat = far(session, url, 1001)
        chat.patience_s = 0.01
        with pytest.raises(TimeoutError):
            await chat.send("x")
        async with session.get(f"{url}/bot{TOKEN}/getUpdates") as response:
            (update,) = (await response.json())["result"]
    assert update["message"]["text"] == "x"
    assert update["message"]["date"] - 1_792_045_680 < 60
    assert (tmp_path / "clock.json").exists()
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0


def test_the_command_line_sets_the_sandbox_up(tmp_path):
    people = tmp_path / "people.json"
    people.write_text(json.dumps([{"user_id": 1001, "first_name": "Нина"}]))
    chosen = ["--people", str(people), "--at", "2026-10-15T09:28:00+03:00", "--no-journal"]
    state = build_state(arguments(chosen))
    assert (list(state.chats), state.journal, state.clock.now().date().isoformat()) == (
        [1001],
        None,
        "2026-10-15",
    )
    assert build_state(arguments([])).chats == {}


async def test_the_first_line_printed_is_the_address(capsys, until):
    printed = []
    serving = asyncio.create_task(serve(arguments([])))
    await until(lambda: printed.append(capsys.readouterr().out) or printed[-1])
    address = f"{printed[-1].strip()}/sandbox/people"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert await response.json() == []
    serving.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await serving
