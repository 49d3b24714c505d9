"""Fixtures of the sandbox's own tests: a state with a person, and its methods without HTTP."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.sandbox.call import Call, Upload
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import BY_LOWER_NAME, WAITING_BY_LOWER_NAME
from bot.sandbox.phone import Phone
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram

NINA = 1001
TOKEN = "123456789:" + "A" * 35
Json = dict[str, Any]


class Api:
    """Calls methods of the Bot API in this process, without HTTP."""

    def __init__(self, state: Telegram) -> None:
        self.state = state

    def __call__(self, method: str, /, *, files: dict[str, Upload] | None = None, **params: Any):
        """Call a method and return its result."""
        return BY_LOWER_NAME[method.lower()](self.state, Call(method.lower(), params, files or {}))

    def refused(self, method: str, /, **params: Any) -> str:
        """Call a method that must be refused and return the text of the refusal."""
        with pytest.raises(ApiError) as caught:
            self(method, **params)
        return caught.value.description

    async def updates(self, **params: Any) -> list[Json]:
        """Call getUpdates."""
        poll = WAITING_BY_LOWER_NAME["getupdates"](self.state, Call("getupdates", params))
        assert inspect.isawaitable(poll)
        return await poll

    def say(self, text: str = "Здравствуйте", chat_id: int = NINA, **params: Any) -> Json:
        """Send a message."""
        return self("sendMessage", chat_id=chat_id, text=text, **params)


class Http:
    """Calls methods of the Bot API over HTTP as any client does."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def __call__(self, method: str, token: str = TOKEN, /, **params: Any) -> Json:
        """Call a method with a JSON body and return the whole envelope."""
        async with self.session.post(f"{self.url}/bot{token}/{method}", json=params) as response:
            return await response.json()

    async def get(self, path: str, **params: Any) -> Any:
        """Read a door of the page."""
        async with self.session.get(self.url + path, params=params) as response:
            return await response.json()

    async def post(self, path: str, body: Any = None) -> Any:
        """Push a door of the page."""
        async with self.session.post(self.url + path, json=body) as response:
            return await response.json()


@pytest.fixture
def state() -> Telegram:
    telegram = Telegram(seed=7)
    telegram.person(NINA, "Нина", last_name="Ковалёва", username="nina_k")
    return telegram


@pytest.fixture
def api(state: Telegram) -> Api:
    return Api(state)


@pytest.fixture
def nina(state: Telegram) -> Phone:
    return Phone(state, NINA)


@pytest.fixture
async def http(state: Telegram) -> AsyncIterator[Http]:
    async with running(state) as url, aiohttp.ClientSession() as session:
        yield Http(session, url)


@pytest.fixture
def until() -> Callable[[Callable[[], Any]], Awaitable[None]]:
    async def wait(condition: Callable[[], Any]) -> None:
        while not condition():
            await asyncio.sleep(0)

    return wait


@pytest.fixture
def an_upload() -> Callable[..., Upload]:
    def build(content: bytes = b"%PDF-1.7", name: str = "plan.pdf") -> Upload:
        return Upload(name, content, "application/pdf")

    return build
