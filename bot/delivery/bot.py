"""PTB's bot with raw updates committed to the inbox before Telegram may forget them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from telegram import Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot

log = logging.getLogger(__name__)

POLL_S: Final = 50
ALLOWED_UPDATES: Final = ["message", "edited_message", "callback_query", "my_chat_member"]
TakeBatch = Callable[[list[dict[str, Any]]], Awaitable[None]]
NextOffset = Callable[[], int | None]


class FieldBot(ExtBot[None]):
    """Fetches updates as raw JSON and hands none to the Updater's queue in memory."""

    def receive_with(self, take: TakeBatch, offset: NextOffset) -> None:
        """Give each batch to `take`, which commits it; `offset` tells where to go on."""
        self._take = take
        self._offset = offset

    async def get_updates(self, *_: Any, timeout: Any = POLL_S, **__: Any) -> tuple[Update, ...]:
        """Fetch a batch, commit it and return nothing, so that the Updater confirms nothing."""
        wait_s = POLL_S if isinstance(timeout, int) and timeout else 0
        updates = await self._post(
            "getUpdates",
            {
                "offset": self._offset(),
                "timeout": wait_s,
                "limit": 100,
                "allowed_updates": ALLOWED_UPDATES,
            },
            read_timeout=wait_s + 10,
        )
        if updates:
            await self._keep(updates)
        return ()

    async def call(self, method: str, arguments: dict[str, Any]) -> Any:
        """Call any Bot API method with plain arguments and return its raw result."""
        return await self._post(method, arguments)

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        try:
            await self._take(updates)
        except TelegramError:
            raise
        except Exception as fault:
            # A full disk must not become a loop without a pause: the Updater waits on these.
            log.exception("a batch of updates could not be kept")
            raise NetworkError("the inbox is not writable") from fault


async def until_it_answers(bot: FieldBot) -> None:
    """Initialize the bot; without a network keep trying, calmly."""
    pause_s = 1.0
    while True:
        try:
            await bot.initialize()
        except NetworkError as fault:
            log.warning("Telegram cannot be reached (%s); trying again", fault)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, 30.0)
        else:
            return
