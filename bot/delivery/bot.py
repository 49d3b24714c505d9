"""PTB's bot with raw updates committed to the inbox before Telegram may forget them."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from telegram import InputFile, InputMedia, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import ExtBot

if TYPE_CHECKING:
    from telegram.request import RequestData

log = logging.getLogger(__name__)

POLL_S: Final = 50
ALLOWED_UPDATES: Final = ["message", "edited_message", "callback_query", "my_chat_member"]
TakeBatch = Callable[[list[dict[str, Any]]], Awaitable[None]]
NextOffset = Callable[[], int | None]


class RefusedTokenError(Exception):
    """Telegram knows no bot with this token."""


class PlainData:
    """The arguments of a call as one JSON body, without PTB's detour over JSON in JSON.

    It stands in for PTB's RequestData, which cannot be inherited; our transport needs no more.
    """

    contains_files = False
    multipart_data = None

    def __init__(self, arguments: dict[str, Any]) -> None:
        self.json_payload = json.dumps(arguments, ensure_ascii=False).encode()


class FieldBot(ExtBot[None]):
    """Fetches updates as raw JSON and hands none to the Updater's queue in memory."""

    def receive_with(self, take: TakeBatch, offset: NextOffset) -> None:
        """Give each batch to `take`, which commits it; `offset` tells where to go on."""
        self._take = take
        self._offset = offset

    async def get_updates(
        self,
        *_: Any,
        timeout: Any = POLL_S,  # noqa: ASYNC109  # PTB's signature
        **__: Any,
    ) -> tuple[Update, ...]:
        """Fetch a batch, commit it and return nothing, so that the Updater confirms nothing.

        The Updater's last poll, with timeout 0, would confirm what a memory holds; the inbox
        needs none, and Telegram makes a repeated offset wait three seconds.
        """
        wait_s = _seconds(timeout)
        if wait_s == 0:
            return ()
        updates = await self._poll(wait_s)
        if updates:
            await self._keep(updates)
        return ()

    async def _poll(self, wait_s: int) -> Any:
        wanted = {
            "offset": self._offset(),
            "timeout": wait_s,
            "limit": 100,
            "allowed_updates": ALLOWED_UPDATES,
        }
        try:
            return await self._post("getUpdates", wanted, read_timeout=wait_s + 10)
        except InvalidToken as fault:
            # The Updater gives up at this one, and the bot would be deaf without a word.
            raise NetworkError(f"Telegram refuses the token: {fault}") from None

    async def call(self, method: str, arguments: dict[str, Any]) -> Any:
        """Call any Bot API method with plain arguments and return its raw result.

        Files go PTB's way; everything else as JSON at once, which halves our cost of a call.
        """
        if any(_has_file(value) for value in arguments.values()):
            return await self._post(method, arguments)
        body = cast("RequestData", PlainData(arguments))
        return await self.request.post(f"{self.base_url}/{method}", body)

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        try:
            await self._take(updates)
        except TelegramError:
            raise
        except Exception as fault:
            # A full disk must not become a loop without a pause: the Updater waits on these.
            log.exception("a batch of updates could not be kept")
            raise NetworkError("the inbox is not writable") from fault


def _has_file(value: Any) -> bool:
    parts = value if isinstance(value, list) else [value]
    return any(isinstance(one, InputFile | InputMedia) for one in parts)


def _seconds(timeout: Any) -> int:
    """Return the seconds of a long poll, however PTB says them."""
    if isinstance(timeout, timedelta):
        return int(timeout.total_seconds())
    return timeout if isinstance(timeout, int) else POLL_S


async def until_it_answers(bot: FieldBot, pause_s: float = 1.0) -> None:
    """Initialize the bot; without a network keep trying, calmly.

    Raises RefusedTokenError if Telegram answers, but does not know the token.
    """
    while True:
        try:
            await bot.initialize()
        except InvalidToken:
            raise RefusedTokenError from None  # PTB's words hold the token
        except TelegramError as fault:
            log.warning("Telegram cannot be reached (%s); trying again", fault)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, 30.0)
        else:
            return
