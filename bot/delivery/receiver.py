"""The durable inbox and the order per chat: each update has its effect exactly once.

The worker of a chat opens the transaction, lets the handlers work in it and commits the
effect, what is to be said and the update's done mark together (design.md section 3).
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.clock import Clock, stamp
from bot.delivery.bot import ALLOWED_UPDATES, FieldBot
from bot.delivery.sender import Sender
from bot.delivery.tasks import Tasks
from bot.delivery.work import Work, current
from bot.errors import UserError
from storage import inbox, outbox
from storage.database import Database, Statement, Tx, is_passing

log = logging.getLogger(__name__)

CALLBACK_PATIENCE_S: Final = 3.0
IN_HAND_LIMIT: Final = 2_000
PAUSE_S: Final = 1.0  # before an update is tried again that the disk refused
LONGEST_PAUSE_S: Final = 30.0
LARGEST_ID: Final = 2**62  # SQLite takes no more; Telegram needs 52 bits
Excuse = Callable[[Work, Update | None, BaseException], Awaitable[None]]
Wake = Callable[[str], None]
Opening = Callable[[Work], Sequence[Statement]]


class PoisonError(Exception):
    """An update that cannot be handled and is quarantined."""


class NoExcuseError(Exception):
    """A refusal that could not be said; its update is quarantined."""


class Receiver:
    """Takes batches in, and works through each chat in order."""

    def __init__(  # noqa: PLR0917  # the composition root names each part once
        self,
        database: Database,
        application: Application[Any, Any, Any, Any, Any, Any],
        bot: FieldBot,
        sender: Sender,
        clock: Clock,
        excuse: Excuse,
        wake: Wake,
        opening: Opening,
        *,
        pause_s: float = PAUSE_S,
    ) -> None:
        self._database = database
        self._application = application
        self._bot = bot
        self._sender = sender
        self._clock = clock
        self._excuse = excuse
        self._wake = wake
        self._opening = opening
        self._tasks = Tasks()
        self._queues: dict[int, deque[inbox.Waiting]] = {}
        self._in_hand = 0
        self._room = asyncio.Event()
        self._room.set()
        self._offset: int | None = None
        self._pause_s = pause_s
        self._stopping = asyncio.Event()
        self.moved = asyncio.Event()

    @property
    def in_hand(self) -> int:
        """Return how many updates are kept and not yet done."""
        return self._in_hand

    @property
    def idle(self) -> bool:
        """Tell whether no update is in hand."""
        return self._in_hand == 0

    async def start(self) -> None:
        """Go on with what a stopped process left."""
        async with self._database.read() as db:
            self._offset = await inbox.next_offset(db)
            left = await inbox.waiting(db)
        self._bot.receive_with(self._take, lambda: self._offset)
        self._queue(left)

    async def stop(self, timeout_s: float) -> None:
        """Finish what is in hand, at most `timeout_s` seconds; the rest waits in the inbox."""
        self._stopping.set()
        await self._tasks.finish(timeout_s)
        await self._tasks.stop()

    async def _take(self, raw: list[dict[str, Any]]) -> None:
        await self._room.wait()
        batch = [
            inbox.Waiting(update["update_id"], chat_key(update), update)
            for update in raw
            if _has_id(update)
        ]
        if not batch:
            return
        async with self._database.write() as tx:
            fresh = await inbox.take(tx, batch, stamp(self._clock.now()))
        self._offset = batch[-1].update_id + 1
        if not self._stopping.is_set():
            self._queue(fresh)

    def _queue(self, updates: list[inbox.Waiting]) -> None:
        for update in updates:
            self._in_hand += 1
            self._answer_in_time(update)
            queue = self._queues.get(update.chat_key)
            if queue is None:
                self._queues[update.chat_key] = deque([update])
                self._tasks.start(self._work_through(update.chat_key), f"chat {update.chat_key}")
            else:
                queue.append(update)
        if self._in_hand >= IN_HAND_LIMIT:
            self._room.clear()

    def _answer_in_time(self, update: inbox.Waiting) -> None:
        press = update.raw.get("callback_query")
        if isinstance(press, dict) and isinstance(press.get("id"), str):
            self._sender.press_came(press["id"], CALLBACK_PATIENCE_S)

    async def _work_through(self, chat_key: int) -> None:
        queue = self._queues[chat_key]
        while queue and not self._stopping.is_set():
            await self._handle_until_it_can(queue[0])
            queue.popleft()
            self._in_hand -= 1
            if self._in_hand < IN_HAND_LIMIT:
                self._room.set()
            self.moved.set()
        del self._queues[chat_key]

    async def _handle_until_it_can(self, waiting: inbox.Waiting) -> None:
        """Handle an update; while the disk or another process refuses, it waits its turn."""
        pause_s = self._pause_s
        while not self._stopping.is_set():
            try:
                return await self._handle(waiting)
            except Exception as fault:
                if not is_passing(fault):
                    log.exception("update %d waits for the next start", waiting.update_id)
                    return None
                log.warning("update %d waits: %s", waiting.update_id, fault)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._stopping.wait()
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
        return None

    async def _handle(self, waiting: inbox.Waiting) -> None:
        update: Update | None = None
        try:
            update = _parsed(waiting, self._bot)
            await self._apply(waiting, update)
        except asyncio.CancelledError:
            raise
        except UserError as refusal:
            log.info("update %d refused: %s", waiting.update_id, refusal)
            await self._refuse(waiting, update, refusal)
        except Exception as fault:
            if is_passing(fault):
                raise
            log.exception("update %d is quarantined", waiting.update_id)
            await self._quarantine(waiting, update, fault)

    async def _apply(self, waiting: inbox.Waiting, update: Update) -> None:
        async with self._database.borrow() as tx:
            work = _work(waiting, tx)
            work.opened = await tx.begin(self._opening(work))
            current.set(work)
            await self._application.process_update(update)
            if work.error is not None:
                raise work.error
            if not work.handled:
                raise PoisonError("no handler took it")
            rows = await self._commit(work)
        self._spoken(update, work, rows)

    async def _commit(self, work: Work, *, is_done: bool = True) -> list[outbox.Outgoing]:
        now = stamp(self._clock.now())
        rows = [replace(row, outbox_id=self._sender.next_id()) for row in work.outgoing]
        done = [inbox.done(work.update_id, now)] if is_done else []
        await work.tx.commit([*outbox.add(rows, now), *done])
        return rows

    def _spoken(self, update: Update | None, work: Work, rows: list[outbox.Outgoing]) -> None:
        self._sender.push(rows)
        for worker in work.wakes:
            self._wake(worker)
        if update and update.callback_query:
            self._sender.answer_press(update.callback_query.id, work.toast)

    async def _refuse(
        self, waiting: inbox.Waiting, update: Update | None, refusal: UserError
    ) -> None:
        """Say a refusal; what the handler had begun is rolled back already."""
        try:
            await self._say_instead(waiting, update, refusal)
        except NoExcuseError as fault:
            await self._quarantine(waiting, None, fault)

    async def _quarantine(
        self, waiting: inbox.Waiting, update: Update | None, fault: Exception
    ) -> None:
        async with self._database.write() as tx:
            error = f"{type(fault).__name__}: {fault}"
            await inbox.quarantine(tx, waiting.update_id, error, stamp(self._clock.now()))
        if update is not None and waiting.chat_key > 0:  # there is a person to be told
            with contextlib.suppress(NoExcuseError):
                await self._say_instead(waiting, update, fault)

    async def _say_instead(
        self, waiting: inbox.Waiting, update: Update | None, fault: BaseException
    ) -> None:
        try:
            async with self._database.borrow() as tx:
                work = _work(waiting, tx)
                await tx.begin()
                await self._excuse(work, update, fault)
                rows = await self._commit(work, is_done=isinstance(fault, UserError))
        except Exception as trouble:
            if is_passing(trouble):
                raise
            log.exception("no excuse for update %d", waiting.update_id)
            raise NoExcuseError from trouble
        self._spoken(update, work, rows)


def _work(waiting: inbox.Waiting, tx: Tx) -> Work:
    return Work(waiting.update_id, waiting.chat_key, user_of(waiting.raw), tx)


def user_of(raw: dict[str, Any]) -> int:
    """Return the id of who sent an update; 0 where nobody is named."""
    return _id_in(_content(raw), "from")


def chat_key(raw: dict[str, Any]) -> int:
    """Return the key that keeps order: the chat, else the person, else 0."""
    content = _content(raw)
    message = content.get("message") if "callback_query" in raw else content
    return _id_in(message, "chat") or _id_in(content, "from")


def _content(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what an update holds; whatever nonsense came, a mapping."""
    kinds = (raw.get(kind) for kind in ALLOWED_UPDATES)
    return next((part for part in kinds if isinstance(part, dict)), {})


def _id_in(part: object, name: str) -> int:
    """Return the id of one side of an update; 0 where it is missing or nonsense."""
    side = part.get(name) if isinstance(part, dict) else None
    found = side.get("id") if isinstance(side, dict) else None
    return found if isinstance(found, int) and abs(found) < LARGEST_ID else 0


def _has_id(update: object) -> bool:
    """Tell whether an update can be kept at all; what has no number cannot be confirmed."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if isinstance(number, int) and 0 <= number < LARGEST_ID:
        return True
    log.error("an update without a number is left out")
    return False


def _lean(raw: dict[str, Any]) -> dict[str, Any]:
    """Leave out the keyboard of a pressed message: nobody reads it, and parsing it costs."""
    press = raw.get("callback_query")
    message = press.get("message") if isinstance(press, dict) else None
    if isinstance(press, dict) and isinstance(message, dict):
        lean = {k: v for k, v in message.items() if k not in {"reply_markup", "entities"}}
        return raw | {"callback_query": press | {"message": lean}}
    return raw


def _parsed(waiting: inbox.Waiting, bot: FieldBot) -> Update:
    try:
        update = Update.de_json(_lean(waiting.raw), bot)
    except (TelegramError, TypeError, ValueError, KeyError, AttributeError) as fault:
        raise PoisonError(f"unparsable: {fault!r}") from fault
    return update
