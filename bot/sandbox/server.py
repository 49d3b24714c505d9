"""The sandbox's HTTP server: the Bot API for the bot, and the doors of the page and the tests."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.sandbox import control
from bot.sandbox.body import MAX_BODY, read_call
from bot.sandbox.call import Call
from bot.sandbox.errors import ApiError, too_many_requests
from bot.sandbox.methods import BY_LOWER_NAME, WAITING_BY_LOWER_NAME
from bot.sandbox.telegram import Telegram

TOKEN = re.compile(r"[1-9]\d{4,15}:[A-Za-z0-9_-]{30,50}")
JSON_HEADERS = {"Content-Type": "application/json"}

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def build_server(state: Telegram) -> web.Application:
    """Build the server of one sandbox; running it is the caller's."""
    app = web.Application(client_max_size=MAX_BODY)
    app.add_routes(control.routes(state))
    app.router.add_get("/file/{tail:bot.*}", BotApi(state).download)
    app.router.add_route("*", "/{tail:.*}", BotApi(state).answer)

    async def let_go(_app: web.Application) -> None:
        state.events.close()
        state.updates.interrupt("the sandbox stops")

    app.on_shutdown.append(let_go)
    return app


@asynccontextmanager
async def running(state: Telegram, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a sandbox and yield its address without a slash at the end; port 0 is any free one."""
    runner = web.AppRunner(
        build_server(state), access_log=None, handler_cancellation=True, shutdown_timeout=0.5
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class BotApi:
    """Bot API over HTTP: path, token, body, faults, answer."""

    def __init__(self, state: Telegram) -> None:
        self.state = state
        self._known: set[str] = set()

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one Bot API call in Telegram's envelope."""
        call = None
        try:
            method = self._method(request.path)
            call = await read_call(request, method)
            result = await self._play(call)
        except ApiError as refusal:
            return self._refused(call, refusal)
        except _CutError:
            self._note(call, 0, "connection cut")
            return _cut(request)
        except _BadGatewayError:
            self._note(call, 502, "Bad Gateway")
            return web.Response(status=502, text="<html>502 Bad Gateway</html>")
        self._note(call, 200, "")
        body = _dumps({"ok": True, "result": result}).encode()
        return web.Response(body=body, headers=JSON_HEADERS)

    async def download(self, request: web.Request) -> web.Response:
        """Serve a file that getFile has linked."""
        token, _, path = request.path.removeprefix("/file/bot").partition("/")
        try:
            self._check(token)
            stored = self.state.files.linked(path)
        except ApiError as refusal:
            return self._refused(None, refusal)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    def _method(self, path: str) -> str:
        if not path.startswith("/bot"):
            raise ApiError(404, "Not Found")
        token, _, name = path[4:].partition("/")
        self._check(token)
        return name.lower()

    def _check(self, token: str) -> None:
        if token in self._known:
            return
        if not TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized: invalid token specified")
        if self.state.token not in {None, token}:
            raise ApiError(401, "Unauthorized")
        self._known.add(token)

    async def _play(self, call: Call) -> Any:
        """Run a call between the faults that may strike before and after its effect."""
        if not self.state.faults.active:
            return await self._run(call)
        self._strike_before(call)
        result = await self._run(call)
        await self._strike_after(call)
        return result

    async def _run(self, call: Call) -> Any:
        method = BY_LOWER_NAME.get(call.method)
        if method is not None:
            return method(self.state, call)
        waiting = WAITING_BY_LOWER_NAME.get(call.method)
        if waiting is None:
            raise ApiError(404, "Not Found: method not found")
        self.state.presence.begin()
        try:
            return await waiting(self.state, call)
        finally:
            self.state.presence.end()

    def _strike_before(self, call: Call) -> None:
        place = (call.method, call.number("chat_id"))
        faults = self.state.faults
        if flood := faults.pick("flood", *place):
            raise too_many_requests(flood.retry_after)
        if error := faults.pick("error", *place):
            raise ApiError(error.code, error.description)
        if faults.pick("bad_gateway", *place):
            raise _BadGatewayError
        if faults.pick("cut_before", *place):
            raise _CutError

    async def _strike_after(self, call: Call) -> None:
        place = (call.method, call.number("chat_id"))
        if slow := self.state.faults.pick("slow", *place):
            await asyncio.sleep(slow.delay_s)
        if self.state.faults.pick("cut_after", *place):
            raise _CutError

    def _refused(self, call: Call | None, refusal: ApiError) -> web.Response:
        self._note(call, refusal.code, refusal.description)
        envelope: dict[str, Any] = {
            "ok": False,
            "error_code": refusal.code,
            "description": refusal.description,
        }
        if refusal.parameters:
            envelope["parameters"] = refusal.parameters
        body = _dumps(envelope).encode()
        return web.Response(body=body, status=refusal.code, headers=JSON_HEADERS)

    def _note(self, call: Call | None, code: int, description: str) -> None:
        self.state.calls += 1
        if call is None or self.state.journal is None:
            return
        self.state.uploaded.extend(call.uploads.values())
        self.state.journal.append(
            {
                "n": self.state.calls,
                "method": call.method,
                "params": call.params,
                "files": sorted(call.uploads),
                "code": code,
                "description": description,
            }
        )


class _CutError(Exception):
    """The connection breaks here."""


class _BadGatewayError(Exception):
    """A proxy in between has nothing to answer with."""


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
