"""Whether the bot is there: somebody polls, or did a moment ago."""

import asyncio

from bot.sandbox.events import Events

GRACE_S = 3.0  # between two polls a live bot is busy for less


class Presence:
    """Tells the page when the bot comes and goes."""

    def __init__(self, events: Events) -> None:
        self.events = events
        self.is_online = False
        self._polls = 0
        self._served = 0

    def begin(self) -> None:
        """Note that a poll has come."""
        self._polls += 1
        self._served += 1
        if not self.is_online:
            self.is_online = True
            self.events.emit("bot", online=True)

    def end(self) -> None:
        """Note that a poll has ended; without another one soon the bot is away."""
        self._polls -= 1
        asyncio.get_running_loop().call_later(GRACE_S, self._check, self._served)

    def _check(self, served: int) -> None:
        if self._polls == 0 and self._served == served and self.is_online:
            self.is_online = False
            self.events.emit("bot", online=False)
