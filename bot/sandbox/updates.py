"""The queue of updates and the exact ways of getUpdates: offsets, polls, lifetimes, ids."""

import asyncio
import random
from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.errors import conflict
from bot.sandbox.faults import Faults

Json = dict[str, Any]

OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = "terminated by setWebhook request"
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
LIFETIME_S = 24 * 3600.0
LIFETIMES_S = {"callback_query": 150.0}
MAX_ID = 2**31 - 1
AHEAD = 10  # an offset further past the newest update is not believed

_LINGER_S = 0.002  # a waiting poll takes along what comes right after, as Telegram's does
_HELD_S = 0.2  # an overtaken update comes at the latest after so long


@dataclass(slots=True)
class Waiting:
    """An update not yet acknowledged."""

    update_id: int
    body: Json
    expires_at: float  # steady seconds


class Updates:
    """Updates wait here until an offset acknowledges them.

    `slows_repeats` is Telegram's brake on polls that repeat an offset; a test fixture may
    release it, or each orderly stop of a bot lasts three seconds as it does in Telegram.
    """

    def __init__(self, clock: Clock, rng: random.Random, faults: Faults) -> None:
        self.clock = clock
        self.rng = rng
        self.faults = faults
        self.queue: deque[Waiting] = deque()
        self.next_id = rng.randrange(100_000_000, 900_000_000)
        self.allowed: frozenset[str] | None = None
        self.slows_repeats = True
        self._restart_to: int | None = None
        self._held: list[tuple[str, Any]] = []
        self._poll: asyncio.Future[None] | None = None
        self._last_poll: tuple[int, float] = (0, -1e9)
        self._empty = asyncio.Event()
        self._empty.set()

    def push(self, kind: str, content: Any) -> None:
        """Queue an update unless allowed_updates leaves its kind out, faults willing."""
        if not self._is_allowed(kind):
            return
        if self.faults.active and self._disturbed(kind, content):
            return
        self._append(kind, content)
        for held in self._let_go():
            self._append(*held)

    def inject(self, body: Json) -> int:
        """Queue a raw update as it is (whatever nonsense) and return its id."""
        return self._append(*next(iter(body.items())))

    def restart_ids(self, first: int | None = None) -> None:
        """Count on from a lower random id once the queue is empty, as after seven idle days."""
        self._restart_to = self.rng.randrange(1, self.next_id) if first is None else first

    async def drained(self) -> None:
        """Wait until the bot has acknowledged every update."""
        await self._empty.wait()

    def allow(self, kinds: list[str] | None) -> None:
        """Keep the choice of update kinds; None changes nothing, an empty list is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    async def get(self, offset: int, limit: int, timeout_s: int) -> list[Json]:
        """Serve one getUpdates; the older poll, if one waits, gets the 409."""
        limit, timeout_s = self._throttled(offset, limit, timeout_s)
        self.interrupt(OTHER_POLL)
        self._acknowledge(offset)
        if not self.queue and timeout_s > 0:
            await self._wait(timeout_s)
        return self._batch(limit)

    def interrupt(self, why: str) -> None:
        """End the waiting poll with a 409."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(why))
        self._poll = None

    def forget_all(self) -> None:
        """Drop every waiting update (drop_pending_updates)."""
        self.queue.clear()
        self._empty.set()

    def _is_allowed(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed is not None else kind not in NOT_BY_DEFAULT

    def _disturbed(self, kind: str, content: Any) -> bool:
        """Play the faults of an update's birth; tell whether it is held back."""
        chat_id = content.get("chat", content.get("from", {})).get("id")
        if self.faults.pick("poison", chat_id=chat_id):
            poison = {"message_id": 1, "chat": {"id": chat_id, "type": "private"}}
            self._append("message", poison)
        if self._held or not self.faults.pick("reorder", chat_id=chat_id):
            return False
        self._held.append((kind, content))
        self._empty.clear()
        asyncio.get_running_loop().call_later(_HELD_S, self._release)
        return True

    def _let_go(self) -> list[tuple[str, Any]]:
        held, self._held = self._held, []
        return held

    def _release(self) -> None:
        for held in self._let_go():
            self._append(*held)

    def _append(self, kind: str, content: Any) -> int:
        if self._restart_to is not None and not self.queue:
            self.next_id, self._restart_to = self._restart_to, None
        update_id = self.next_id
        self.next_id = 1 if update_id == MAX_ID else update_id + 1
        expires_at = self.clock.steady() + LIFETIMES_S.get(kind, LIFETIME_S)
        body = {"update_id": update_id, kind: content}
        self.queue.append(Waiting(update_id, body, expires_at))
        self._empty.clear()
        self._wake()
        return update_id

    def _wake(self) -> None:
        poll = self._poll
        if poll is not None:
            self._poll = None
            poll.get_loop().call_later(_LINGER_S, _finish, poll)

    def _throttled(self, offset: int, limit: int, timeout_s: int) -> tuple[int, int]:
        """Slow down a client that asks the same again and again."""
        now = self.clock.steady()
        last_offset, last_at = self._last_poll
        self._last_poll = (offset, now)
        if self.slows_repeats and offset == last_offset:
            if now < last_at + 3.0:
                timeout_s = max(timeout_s, 3)
            if now < last_at + 0.5:
                limit = 1
        return limit, timeout_s

    def _acknowledge(self, offset: int) -> None:
        if offset < 0:
            self._forget(max(0, len(self.queue) + offset))
        elif offset <= self.next_id + AHEAD:
            older = sum(1 for waiting in self.queue if waiting.update_id < offset)
            if older and not self.faults.pick("redeliver"):
                self._forget(older)

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self.queue.popleft()
        if not self.queue and not self._held:
            self._empty.set()

    async def _wait(self, timeout_s: float) -> None:
        loop = asyncio.get_running_loop()
        poll = self._poll = loop.create_future()
        timer = loop.call_later(timeout_s, _finish, poll)
        try:
            await poll
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    def _batch(self, limit: int) -> list[Json]:
        now = self.clock.steady()
        if any(waiting.expires_at <= now for waiting in self.queue):
            self.queue = deque(one for one in self.queue if one.expires_at > now)
            self._forget(0)
        return [self.queue[index].body for index in range(min(limit, len(self.queue)))]


def _finish(poll: "asyncio.Future[None]") -> None:
    if not poll.done():
        poll.set_result(None)
