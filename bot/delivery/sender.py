"""The durable outbox: paced in two lanes a chat, in order, retried until it is sent.

A message is sent at least once; after a kill only those in flight can repeat.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.clock import Clock, stamp
from bot.delivery.bot import FieldBot
from bot.delivery.tasks import Tasks
from bot.delivery.work import Toast
from storage import outbox
from storage.database import Database
from storage.outbox import BROADCAST, Outgoing, Sent

log = logging.getLogger(__name__)

BROADCASTS_A_SECOND: Final = 28.0  # Telegram's soft limit is about 30
BROADCAST_BURST: Final = 1.0
LANE_PAUSE_S: Final = 5.0
LONGEST_PAUSE_S: Final = 30.0
UPLOADS: Final = {"sendDocument": "document", "sendPhoto": "photo", "sendVoice": "voice"}
GONE: Final = ("message to edit not found", "message can't be edited")
Blocked = Callable[[int], Awaitable[None]]


@dataclass(slots=True)
class _Chat:
    """What waits for one chat, and the messages of its cards."""

    lanes: tuple[deque[Outgoing], deque[Outgoing]] = field(
        default_factory=lambda: (deque(), deque())
    )
    slots: dict[str, tuple[int, bool]] | None = None
    pause_until: float = 0.0
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    running: bool = False


class Sender:
    """Sends what the transactions left to be said."""

    def __init__(
        self, database: Database, bot: FieldBot, clock: Clock, outgoing: Path, blocked: Blocked
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._outgoing = outgoing
        self._blocked = blocked
        self._tasks = Tasks()
        self._chats: dict[int, _Chat] = {}
        self._next_id = 1
        self._results: list[Sent] = []
        self._marking = False
        self._presses: dict[str, asyncio.TimerHandle] = {}
        self._answering = 0
        self._lane_pause_until = 0.0
        self._last_429: tuple[int, float] = (0, -10.0)
        self._next_broadcast = 0.0
        self._stopping = False
        self.moved = asyncio.Event()
        self.unhandled_429 = 0

    # ------------------------------------------------------------ life

    async def start(self) -> None:
        """Take up what a stopped process had not sent."""
        async with self._database.read() as db:
            self._next_id = await outbox.next_id(db)
            left = await outbox.pending(db)
        self.push(left)

    async def stop(self, timeout_s: float) -> None:
        """Send what can be sent within `timeout_s` seconds; the rest stays in the outbox."""
        deadline = time.monotonic() + timeout_s
        while not self.idle and time.monotonic() < deadline:
            self.moved.clear()
            try:
                await asyncio.wait_for(self.moved.wait(), deadline - time.monotonic())
            except TimeoutError:
                break
        self._stopping = True
        for handle in self._presses.values():
            handle.cancel()
        await self._tasks.stop()
        if self._results:
            await self._mark()

    @property
    def idle(self) -> bool:
        """Tell whether nothing is to be sent now (what must wait does not count)."""
        now = _now()
        ready = any(
            not row.not_before or row.not_before <= now
            for chat in self._chats.values()
            for lane in chat.lanes
            for row in lane
        )
        return not (ready or self._results or self._marking or self._answering)

    @property
    def waiting(self) -> int:
        """Return how many rows wait."""
        return sum(len(lane) for chat in self._chats.values() for lane in chat.lanes)

    def next_id(self) -> int:
        """Give the next outbox id."""
        given, self._next_id = self._next_id, self._next_id + 1
        return given

    # ------------------------------------------------------------ presses

    def press_came(self, callback_id: str, patience_s: float) -> None:
        """Answer the press with nothing unless its effect is ready within `patience_s`."""
        loop = asyncio.get_running_loop()
        self._presses[callback_id] = loop.call_later(
            patience_s, self.answer_press, callback_id, Toast()
        )

    def answer_press(self, callback_id: str, toast: Toast) -> None:
        """Answer the press once, from memory; a failure is of no consequence."""
        handle = self._presses.pop(callback_id, None)
        if handle is None:
            return
        handle.cancel()
        self._answering += 1
        self._tasks.start(self._answer(callback_id, toast), "press")

    async def _answer(self, callback_id: str, toast: Toast) -> None:
        arguments: dict[str, Any] = {"callback_query_id": callback_id}
        if toast.text:
            arguments |= {"text": toast.text[:200], "show_alert": toast.alert}
        try:
            await self._bot.call("answerCallbackQuery", arguments)
        except TelegramError as fault:
            log.info("a press stays without an answer: %s", fault)
        finally:
            self._answering -= 1
            self.moved.set()

    # ------------------------------------------------------------ the queues

    def push(self, rows: Iterable[Outgoing]) -> None:
        """Queue rows whose transaction has committed."""
        for row in rows:
            chat = self._chats.setdefault(row.chat_id, _Chat())
            self._replace_older(chat, row)
            chat.lanes[row.lane].append(row)
            chat.wake.set()
            if not chat.running and not self._stopping:
                chat.running = True
                self._tasks.start(self._work_through(row.chat_id, chat), f"to {row.chat_id}")

    def _replace_older(self, chat: _Chat, row: Outgoing) -> None:
        """Let the newer card of a slot replace one that still waits."""
        if row.slot is None or row.method != "show":
            return
        lane = chat.lanes[row.lane]
        for older in [r for r in lane if r.slot == row.slot and r.method == "show"]:
            if older.payload.get("keyboard"):
                continue
            lane.remove(older)
            if not older.payload.get("edit"):
                row.payload["edit"] = False
            self._ended(Sent(older.outbox_id, "replaced"))

    async def _work_through(self, chat_id: int, chat: _Chat) -> None:
        try:
            while row := await self._next(chat):
                await self._send_until_ended(chat_id, chat, row)
        finally:
            chat.running = False
            if not any(chat.lanes) and self._chats.get(chat_id) is chat:
                self._forget(chat_id, chat)
            self.moved.set()

    def _forget(self, chat_id: int, chat: _Chat) -> None:
        if len(self._chats) > 5_000:  # noqa: PLR2004  # keeps memory flat over a long run
            del self._chats[chat_id]
        chat.wake.clear()

    async def _next(self, chat: _Chat) -> Outgoing | None:
        """Return the row to send now: replies before broadcasts, each lane in order."""
        while True:
            soonest: float | None = None
            for lane in chat.lanes:
                if not lane:
                    continue
                wait_s = _wait_s(lane[0].not_before)
                if wait_s <= 0:
                    return lane[0]
                soonest = wait_s if soonest is None else min(soonest, wait_s)
            if soonest is None:
                return None
            chat.wake.clear()
            try:
                await asyncio.wait_for(chat.wake.wait(), soonest)
            except TimeoutError:
                continue

    async def _send_until_ended(self, chat_id: int, chat: _Chat, row: Outgoing) -> None:
        pause_s = 1.0
        while True:
            await self._keep_pace(chat, row)
            if row not in chat.lanes[row.lane]:
                return  # a newer card has replaced it meanwhile
            try:
                message_id = await self._send(chat_id, chat, row)
            except RetryAfter as wait:
                self._slow_down(chat_id, chat, _seconds(wait))
            except Forbidden as fault:
                await self._block(chat_id, chat, str(fault))
                return
            except (BadRequest, InvalidToken, ChatMigrated, OSError) as fault:
                log.warning("outbox row %d fails: %s", row.outbox_id, fault)
                self._leave(chat, row, Sent(row.outbox_id, "failed", error=str(fault)))
                return
            except NetworkError as fault:
                log.info("no way through (%s); row %d waits", fault, row.outbox_id)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
            else:
                self._leave(chat, row, self._sent(chat_id, chat, row, message_id))
                return

    def _leave(self, chat: _Chat, row: Outgoing, result: Sent) -> None:
        lane = chat.lanes[row.lane]
        if row in lane:
            lane.remove(row)
        self._ended(result)

    # ------------------------------------------------------------ pace

    async def _keep_pace(self, chat: _Chat, row: Outgoing) -> None:
        pause = chat.pause_until - time.monotonic()
        if pause > 0:
            await asyncio.sleep(pause)
        if row.lane == BROADCAST:
            await self._keep_broadcast_pace()

    async def _keep_broadcast_pace(self) -> None:
        while True:
            now = time.monotonic()
            start = max(self._next_broadcast, self._lane_pause_until)
            if start <= now:
                earliest = now - BROADCAST_BURST / BROADCASTS_A_SECOND
                self._next_broadcast = max(start, earliest) + 1 / BROADCASTS_A_SECOND
                return
            await asyncio.sleep(start - now)

    def _slow_down(self, chat_id: int, chat: _Chat, wait_s: float) -> None:
        now = time.monotonic()
        chat.pause_until = now + wait_s
        last_chat, last_at = self._last_429
        if last_chat != chat_id and now - last_at < 1.0:
            self._lane_pause_until = now + max(wait_s, LANE_PAUSE_S)
        self._last_429 = (chat_id, now)
        log.info("chat %d asks for %.1f s", chat_id, wait_s)

    # ------------------------------------------------------------ one row

    async def _send(self, chat_id: int, chat: _Chat, row: Outgoing) -> int | None:
        if row.method == "show":
            return await self._show(chat_id, chat, row)
        arguments = {"chat_id": chat_id, **self._with_files(row)}
        result = await self._bot.call(row.method, arguments)
        if row.slot:
            await self._strip(chat_id, chat, row.slot)
        return _message_id(result)

    async def _show(self, chat_id: int, chat: _Chat, row: Outgoing) -> int | None:
        """Edit the slot's message, or send a new one and strip the old one's buttons."""
        slots = await self._slots(chat_id, chat)
        card = {k: v for k, v in row.payload.items() if k not in {"edit", "keyboard"}}
        older = slots.get(row.slot or "")
        if older and row.payload.get("edit"):
            try:
                await self._bot.call(
                    "editMessageText", {"chat_id": chat_id, "message_id": older[0], **card}
                )
            except BadRequest as fault:
                if "message is not modified" in str(fault).lower():
                    return older[0]
                if not any(words in str(fault).lower() for words in GONE):
                    raise
            else:
                return older[0]
        result = await self._bot.call("sendMessage", {"chat_id": chat_id, **card})
        if row.slot:
            await self._strip(chat_id, chat, row.slot)
        return _message_id(result)

    async def _strip(self, chat_id: int, chat: _Chat, slot: str) -> None:
        slots = await self._slots(chat_id, chat)
        message_id, has_buttons = slots.get(slot, (0, False))
        if not has_buttons:
            return
        slots[slot] = (message_id, False)
        try:
            await self._bot.call(
                "editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id}
            )
        except TelegramError as fault:
            log.info("old buttons stay: %s", fault)

    async def _slots(self, chat_id: int, chat: _Chat) -> dict[str, tuple[int, bool]]:
        if chat.slots is None:
            async with self._database.read() as db:
                chat.slots = await outbox.slots(db, chat_id)
        return chat.slots

    def _with_files(self, row: Outgoing) -> dict[str, Any]:
        """Open what is to be uploaded: `{"path": ..., "name": ...}` under BOT_DATA/outgoing."""
        arguments = dict(row.payload)
        field_name = UPLOADS.get(row.method)
        source = arguments.get(field_name) if field_name else None
        if field_name and isinstance(source, dict):
            content = (self._outgoing / source["path"]).read_bytes()
            arguments[field_name] = InputFile(content, filename=source["name"])
        return arguments

    def _sent(self, chat_id: int, chat: _Chat, row: Outgoing, message_id: int | None) -> Sent:
        markup = row.payload.get("reply_markup") or {}
        has_buttons = "inline_keyboard" in markup
        if row.slot and message_id and chat.slots is not None:
            chat.slots[row.slot] = (message_id, has_buttons)
        return Sent(
            row.outbox_id,
            "sent",
            message_id,
            chat_id=chat_id,
            slot=row.slot,
            has_buttons=has_buttons,
        )

    async def _block(self, chat_id: int, chat: _Chat, reason: str) -> None:
        """Skip everything for a person who blocked the bot, and remember it."""
        for lane in chat.lanes:
            for row in lane:
                self._ended(Sent(row.outbox_id, "failed", error=reason))
            lane.clear()
        await self._blocked(chat_id)

    # ------------------------------------------------------------ marks, many in one commit

    def _ended(self, result: Sent) -> None:
        self._results.append(result)
        if not self._marking and not self._stopping:
            self._marking = True
            self._tasks.start(self._mark_all(), "marks")

    async def _mark_all(self) -> None:
        try:
            while self._results:
                await self._mark()
        finally:
            self._marking = False
            self.moved.set()

    async def _mark(self) -> None:
        async with self._database.write() as tx:
            results, self._results = self._results, []
            await outbox.mark(tx, results, stamp(self._clock.now()))


def _message_id(result: Any) -> int | None:
    if isinstance(result, Sequence) and result and isinstance(result[0], dict):
        result = result[0]
    return result.get("message_id") if isinstance(result, dict) else None


def _seconds(wait: RetryAfter) -> float:
    value = wait.retry_after
    return float(value) if isinstance(value, int | float) else value.total_seconds()


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _wait_s(not_before: str | None) -> float:
    if not not_before:
        return 0.0
    return (datetime.fromisoformat(not_before) - datetime.now(UTC)).total_seconds()
