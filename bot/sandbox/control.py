"""The doors of the chat page and of tests in other processes: people, chats, clock, faults."""

import asyncio
import json
import mimetypes
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import wraps
from importlib import resources
from typing import Any

from aiohttp import web

from bot.sandbox import acts, views
from bot.sandbox.body import read_call
from bot.sandbox.call import Json
from bot.sandbox.errors import ApiError, PersonError
from bot.sandbox.limits import Limits
from bot.sandbox.telegram import Telegram

MAX_WAIT_S = 50.0
BEAT_S = 15.0  # a comment now and then keeps proxies and the page sure of the stream

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def routes(state: Telegram) -> list[web.RouteDef]:
    """List every door."""
    doors = Control(state)
    chat = "/sandbox/chats/{user_id:-?\\d+}"
    return [
        web.get("/", doors.index),
        web.get("/page/{name:[\\w.-]+}", doors.page),
        web.get("/sandbox/people", _kind(doors.people)),
        web.post("/sandbox/people", _kind(doors.add_people)),
        web.get("/sandbox/events", doors.events),
        web.get(chat, _kind(doors.chat)),
        web.get(chat + "/wait", _kind(doors.wait)),
        web.post(chat + "/{act:[a-z]+}", _kind(doors.act)),
        web.get("/sandbox/files/{file_id}", _kind(doors.file)),
        web.get("/sandbox/clock", _kind(doors.clock)),
        web.post("/sandbox/clock", _kind(doors.move_clock)),
        web.post("/sandbox/faults", _kind(doors.add_fault)),
        web.delete("/sandbox/faults", _kind(doors.clear_faults)),
        web.post("/sandbox/limits", _kind(doors.set_limits)),
        web.delete("/sandbox/limits", _kind(doors.clear_limits)),
        web.post("/sandbox/updates", _kind(doors.inject)),
        web.get("/sandbox/calls", _kind(doors.calls)),
    ]


def _kind(door: Handler) -> Handler:
    """Turn what a caller got wrong into a 400 or 413 with its reason as JSON."""

    @wraps(door)
    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await door(request)
        except ApiError as refusal:
            return _json({"error": refusal.description}, refusal.code)
        except (PersonError, ValueError, TypeError, KeyError) as error:
            return _json({"error": str(error)}, 400)

    return guarded


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(
        body=_dumps(value).encode(),
        status=status,
        headers={"Content-Type": "application/json", "Cache-Control": "no-store"},
    )


class Control:
    """Handlers over one state."""

    def __init__(self, state: Telegram) -> None:
        self.state = state

    async def index(self, _request: web.Request) -> web.Response:
        """Serve the chat page."""
        return _page("index.html")

    async def page(self, request: web.Request) -> web.Response:
        """Serve a file of the chat page."""
        return _page(request.match_info["name"])

    async def people(self, _request: web.Request) -> web.Response:
        """List the people."""
        chats = self.state.people()
        return _json([views.person(one.person, one.unread) for one in chats if one.person])

    async def add_people(self, request: web.Request) -> web.Response:
        """Add people, or change those already there."""
        for settings in await request.json():
            self.state.person(**settings)
        return _json({"people": len(self.state.people())})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Stream what happens, from the event after Last-Event-ID on."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        last_id = request.headers.get("Last-Event-ID", "")
        listener = self.state.events.listen(int(last_id) if last_id.isdecimal() else None)
        try:
            await response.prepare(request)
            online = _dumps({"kind": "bot", "online": self.state.presence.is_online})
            await response.write(f"retry: 500\ndata: {online}\n\n".encode())
            while event := await _next(listener):
                await response.write(event)
        finally:
            self.state.events.leave(listener)
        return response

    async def chat(self, request: web.Request) -> web.Response:
        """Draw a chat; `?since=` only what changed after that revision."""
        return _json(self.state.view(_user_id(request), int(request.query.get("since", 0))))

    async def wait(self, request: web.Request) -> web.Response:
        """Wait until the chat passes the revision `since`; tell the revision."""
        chat = self.state.private(_user_id(request))
        timeout_s = min(MAX_WAIT_S, float(request.query.get("timeout", MAX_WAIT_S)))
        await chat.changed(int(request.query["since"]), timeout_s)
        return _json({"rev": chat.rev})

    async def act(self, request: web.Request) -> web.Response:
        """Do what a person does."""
        call = await read_call(request, "")
        uploads = list(call.uploads.values())
        name = request.match_info["act"]
        return _json(acts.perform(self.state, _user_id(request), name, call.params, uploads))

    async def file(self, request: web.Request) -> web.Response:
        """Serve any file by its id."""
        stored = self.state.files.by_id.get(request.match_info["file_id"])
        if stored is None:
            return _json({"error": "no such file"}, 404)
        return web.Response(
            body=stored.content,
            content_type=stored.mime.partition(";")[0] or "application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
        )

    async def clock(self, _request: web.Request) -> web.Response:
        """Tell the shifted time."""
        return _json(self._time())

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock by `advance_s`, or set it to the ISO moment `set`."""
        wanted = await request.json()
        if "set" in wanted:
            self.state.clock.set(datetime.fromisoformat(wanted["set"]))
        else:
            self.state.clock.advance(float(wanted["advance_s"]))
        self.state.events.emit("clock", now=self._time()["now"])
        return _json(self._time())

    def _time(self) -> Json:
        clock = self.state.clock
        return {"now": clock.now().isoformat(), "offset_s": clock.offset_s}

    async def add_fault(self, request: web.Request) -> web.Response:
        """Switch a trouble on; the kind restart_ids makes update ids start anew."""
        settings = await request.json()
        if settings.get("kind") == "restart_ids":
            self.state.updates.restart_ids()
        else:
            self.state.faults.add(**settings)
        return _json({"active": len(self.state.faults.active)})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Switch all troubles off."""
        self.state.faults.clear()
        return _json({"active": 0})

    async def set_limits(self, request: web.Request) -> web.Response:
        """Switch Telegram's pace on, with other numbers where given."""
        self.state.limits = Limits(**await request.json())
        return _json({"on": True})

    async def clear_limits(self, _request: web.Request) -> web.Response:
        """Switch the pace off."""
        self.state.limits = None
        return _json({"on": False})

    async def inject(self, request: web.Request) -> web.Response:
        """Queue a raw update, whatever nonsense it is."""
        return _json({"update_id": self.state.updates.inject(await request.json())})

    async def calls(self, request: web.Request) -> web.Response:
        """List the journal of Bot API calls after the number `since`."""
        since = int(request.query.get("since", 0))
        journal = self.state.journal or ()
        return _json(
            {"n": self.state.calls, "calls": [call for call in journal if call["n"] > since]}
        )


def _user_id(request: web.Request) -> int:
    return int(request.match_info["user_id"])


async def _next(listener: "asyncio.Queue[bytes]") -> bytes:
    try:
        async with asyncio.timeout(BEAT_S):
            return await listener.get()
    except TimeoutError:
        return b": still here\n\n"


def _page(name: str) -> web.Response:
    found = resources.files("bot.sandbox") / "page" / name
    if not found.is_file():
        raise web.HTTPNotFound
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return web.Response(
        body=found.read_bytes(),
        headers={"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "no-cache"},
    )
