"""The transport: faults are PTB's, and neither words nor causes hold the token."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.delivery import transport
from bot.delivery.transport import AiohttpRequest, NoFileError

SECRET = "7000000001:" + "S" * 35


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    """Open a transport."""
    async with AiohttpRequest() as one:
        yield one


async def serve(answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> web.AppRunner:
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def address(runner: web.AppRunner) -> str:
    return f"http://127.0.0.1:{runner.addresses[0][1]}/bot{SECRET}/getMe"


def whole(fault: BaseException) -> str:
    """Write a fault as a log with its causes does."""
    return "".join(traceback.format_exception(fault))


async def test_an_answer_is_its_status_and_bytes(request_: AiohttpRequest) -> None:
    """PTB judges them."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=418, body=b"tea")

    runner = await serve(answer)
    assert await request_.do_request(address(runner), "POST") == (418, b"tea")
    await runner.cleanup()


async def test_a_silent_server_is_timed_out(request_: AiohttpRequest) -> None:
    """TimedOut, without the address in its words or causes."""

    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(10)
        return web.Response()

    runner = await serve(answer)
    with pytest.raises(TimedOut) as caught:
        await request_.do_request(address(runner), "POST", read_timeout=0.02)
    assert SECRET not in whole(caught.value)
    await runner.cleanup()


async def test_nobody_listens(request_: AiohttpRequest) -> None:
    """NetworkError, without the address in its words or causes."""
    with pytest.raises(NetworkError) as caught:
        await request_.do_request(f"http://127.0.0.1:9/bot{SECRET}/getMe", "POST")
    assert str(caught.value) == "ClientConnectorError"
    assert SECRET not in whole(caught.value)


async def test_a_host_that_does_not_answer(
    request_: AiohttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is never made names its host, so its words are left out."""
    monkeypatch.setattr(transport, "CONNECT_TIMEOUT_S", 1e-6)
    with pytest.raises(TelegramError) as caught:
        await request_.do_request(f"http://127.0.0.1:9/bot{SECRET}/getMe", "POST")
    assert SECRET not in whole(caught.value)


async def test_a_cut_connection(request_: AiohttpRequest) -> None:
    """It breaks in the middle of the answer."""

    async def answer(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    runner = await serve(answer)
    with pytest.raises(NetworkError) as caught:
        await request_.do_request(address(runner), "POST")
    assert SECRET not in whole(caught.value)
    await runner.cleanup()


async def test_a_closed_transport(tmp_path: Path) -> None:
    """Nothing is sent after the end."""
    one = AiohttpRequest()
    with pytest.raises(NetworkError, match="closed"):
        await one.do_request("http://127.0.0.1:9/", "POST")
    await one.initialize()
    await one.initialize()
    await one.shutdown()
    await one.shutdown()
    with pytest.raises(NetworkError, match="closed"):
        await one.stream("http://127.0.0.1:9/", tmp_path / "file", 10)


async def test_a_download_is_streamed_to_its_end(request_: AiohttpRequest, tmp_path: Path) -> None:
    """Its size in bytes; a missing file has an error of its own."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/missing":
            raise web.HTTPNotFound
        return web.Response(body=b"x" * 200_000)

    runner = await serve(answer)
    base = address(runner).partition("/bot")[0]
    assert await request_.stream(f"{base}/file", tmp_path / "a", 10**6) == 200_000
    assert (tmp_path / "a").stat().st_size == 200_000
    with pytest.raises(NoFileError):
        await request_.stream(f"{base}/missing", tmp_path / "b", 10**6)
    with pytest.raises(TelegramError, match="too big"):
        await request_.stream(f"{base}/file", tmp_path / "c", 1000)
    await runner.cleanup()


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://api.example.org/x", "http://proxy:3128"),
        ("https://api.example.org/x", "http://secure:3128"),
        ("https://inside.example.net/x", None),
        ("http://127.0.0.1:8080/x", None),
        ("http://localhost:8080/x", None),
    ],
)
def test_the_environments_proxy(
    url: str, proxy: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As other programs take it; this machine itself needs none."""
    monkeypatch.setenv("http_proxy", "http://proxy:3128")
    monkeypatch.setenv("https_proxy", "http://secure:3128")
    monkeypatch.setenv("no_proxy", "example.net")
    transport._proxy_for.cache_clear()
    assert transport._proxy(url) == proxy
    transport._proxy_for.cache_clear()
