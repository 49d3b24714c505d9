"""Polling: raw updates, no last poll, no network, a refused token."""

import logging
from datetime import timedelta

import pytest
from aiohttp import web
from delivery_rig import TOKEN, Rig, until
from telegram.error import NetworkError

from bot.delivery.bot import POLL_S, FieldBot, RefusedTokenError, _seconds, until_it_answers
from bot.delivery.tasks import Tasks
from bot.delivery.transport import AiohttpRequest
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram


def a_bot(url: str) -> FieldBot:
    return FieldBot(
        token=TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2),
    )


@pytest.mark.parametrize(
    ("timeout", "seconds"),
    [(timedelta(seconds=50), 50), (timedelta(0), 0), (7, 7), (0, 0), (None, POLL_S)],
)
def test_a_timeout_is_seconds(timeout: object, seconds: int) -> None:
    """PTB says it as a number or as a timedelta."""
    assert _seconds(timeout) == seconds


async def test_polls_are_long(rig: Rig) -> None:
    """One poll waits fifty seconds; it is not asked again and again."""
    rig.phone().text("one")
    await rig.settled()
    assert {one["params"]["timeout"] for one in rig.calls("getUpdates")} <= {50, "50"}
    assert len(rig.calls("getUpdates")) <= 3


async def test_stopping_asks_nothing_more(rig: Rig) -> None:
    """The inbox knows what it has; a repeated offset would make the stop wait three seconds."""
    rig.phone().text("one")
    await rig.settled()
    before = len(rig.calls("getUpdates"))
    assert await rig.bot.get_updates(timeout=timedelta(0)) == ()
    await rig.updater.stop()
    asked = rig.calls("getUpdates")[before:]
    assert [one["params"]["timeout"] for one in asked if int(one["params"]["timeout"]) == 0] == []


async def test_start_waits_for_a_network() -> None:
    """Nobody listens, then a proxy talks nonsense, then Telegram is there."""
    state = {"answers": 0}

    async def nonsense(_: web.Request) -> web.Response:
        state["answers"] += 1
        if state["answers"] == 1:
            return web.Response(body=b"<html>Log in to the hotel's network</html>")
        if state["answers"] == 2:
            flood = {"retry_after": 1}
            text = {"ok": False, "error_code": 429, "description": "x", "parameters": flood}
            return web.json_response(text, status=429)
        me = {"id": 7, "is_bot": True, "first_name": "x", "username": "x_bot"}
        return web.json_response({"ok": True, "result": me})

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", nonsense)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    free = web.TCPSite(runner, "127.0.0.1", 0)
    await free.start()
    port = runner.addresses[0][1]
    await free.stop()
    bot = a_bot(f"http://127.0.0.1:{port}")
    tasks = Tasks()
    waiting = tasks.start(until_it_answers(bot, 0.01), "start")
    await until(lambda: not waiting.done())
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await waiting
    assert bot.username == "x_bot"
    assert state["answers"] == 3
    await bot.shutdown()
    await runner.cleanup()


async def test_a_refused_token_is_told_without_it() -> None:
    """PTB's own words hold the token."""
    async with running(Telegram(token="7000000002:" + "B" * 35)) as url:
        bot = a_bot(url)
        with pytest.raises(RefusedTokenError) as caught:
            await until_it_answers(bot)
        assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r}"
        await bot.shutdown()


async def test_a_token_refused_later_does_not_make_deaf(rig: Rig) -> None:
    """PTB's Updater would give up polling for good; ours goes on."""
    rig.telegram.faults.add(
        "error", method="getUpdates", count=1, code=401, description="Unauthorized"
    )
    rig.phone().text("one")
    await until(lambda: "NetworkError" in rig.polls)
    await rig.settled()
    assert await rig.effects() == ["one"]


async def test_no_fault_of_polling_shows_the_token(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever happens on the way, logs hold no secret."""
    caplog.set_level(logging.INFO)
    rig.telegram.faults.add("cut_before", method="getUpdates", count=1)
    rig.telegram.faults.add("bad_gateway", method="sendMessage", count=1)
    rig.phone().text("one")
    await rig.settled()
    assert await rig.effects() == ["one"]
    assert TOKEN not in caplog.text


async def test_a_fault_of_the_inbox_is_the_networks_to_ptb(rig: Rig) -> None:
    """The Updater pauses on those; anything else would be a loop without a pause."""

    async def broken(_: object) -> None:
        raise ValueError("full")

    rig.bot._take = broken
    with pytest.raises(NetworkError, match="not writable"):
        await rig.bot._keep([{"update_id": 1}])
