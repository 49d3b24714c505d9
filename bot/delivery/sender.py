"""The durable outbox: paced in two lanes a chat, in order, retried until it is sent.

A message is sent at least once; after a kill only those in flight can repeat.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from telegram import InputFile, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.clock import Clock, stamp
from bot.delivery.bot import FieldBot
from bot.delivery.pace import Paces, heads
from bot.delivery.tasks import Tasks
from bot.delivery.work import Toast
from storage import outbox
from storage.database import Database, StorageError, is_passing
from storage.outbox import BROADCAST, Outgoing, Sent

log = logging.getLogger(__name__)

BROADCASTS_A_SECOND: Final = 29.0  # Telegram's soft limit is about 30
LATE_S: Final = 1.0  # a turn not used by then is given anew
LANE_PAUSE_S: Final = 5.0
PAUSE_S: Final = 1.0  # after the first failure of the network, doubled with each one
LONGEST_PAUSE_S: Final = 30.0
LONGEST_WAIT_S: Final = 60.0  # an album's reply, even if the machine's clock is set back
UPLOADS: Final = {"sendDocument": "document", "sendPhoto": "photo", "sendVoice": "voice"}
GONE: Final = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
)
# In payloads, not Telegram's; of what is to be forgotten no row stays once it has gone.
OURS: Final = frozenset({"edit", "keyboard", "pace", "instead", "forget"})
MANY_CHATS: Final = 5_000  # above it those with nothing to be sent are forgotten
Blocked = Callable[[int], Awaitable[None]]
Migrated = Callable[[int, int], Awaitable[None]]  # from a group to its supergroup


@dataclass(slots=True)
class _Chat:
    """What waits for one chat, and the messages of its cards."""

    lanes: tuple[deque[Outgoing], deque[Outgoing]] = field(
        default_factory=lambda: (deque(), deque())
    )
    slots: dict[str, tuple[int, bool]] | None = None
    due_at: dict[int, float] = field(default_factory=dict)  # by outbox id, steady seconds
    paces: Paces = field(default_factory=Paces)
    sending: Outgoing | None = None
    pause_until: float = 0.0
    pauses: int = 0  # failures of the network one after the other
    turn_at: float | None = None  # the place of its next broadcast in the common queue
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    running: bool = False


class Sender:
    """Sends what the transactions left to be said."""

    def __init__(
        self,
        database: Database,
        bot: FieldBot,
        clock: Clock,
        outgoing: Path,
        blocked: Blocked,
        *,
        broadcasts_a_second: float = BROADCASTS_A_SECOND,
        pause_s: float = PAUSE_S,
        migrated: Migrated | None = None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._migrated = migrated
        self._clock = clock
        self._outgoing = outgoing
        self._blocked = blocked
        self._broadcasts_a_second = broadcasts_a_second
        self._pause_s = pause_s
        self._tasks = Tasks()
        self._chats: dict[int, _Chat] = {}
        self._next_id = 1
        self._results: list[Sent] = []
        self._replaced: list[Sent] = []  # marked with the next result: whatever replaced them
        self._marking = False
        self._presses: dict[str, asyncio.TimerHandle] = {}
        self._answering = 0
        self._lane_pause_until = 0.0
        self._last_429: tuple[int, float] = (0, -10.0)
        self._next_broadcast = 0.0
        self._yielded_s = 0.0  # of the broadcasts' time, used by replies
        self._stopping = False
        self.moved = asyncio.Event()

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
                async with asyncio.timeout(deadline - time.monotonic()):
                    await self.moved.wait()
            except TimeoutError:
                break
        self._stopping = True
        for handle in self._presses.values():
            handle.cancel()
        await self._tasks.stop()
        try:
            await self._mark()
        except StorageError:
            log.exception("what was sent last is not marked and may be sent again")

    @property
    def idle(self) -> bool:
        """Tell whether nothing is to be sent now (what must wait does not count)."""
        now = time.monotonic()
        ready = any(
            chat.due_at.get(row.outbox_id, now) <= now
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
            if row.not_before:
                chat.due_at[row.outbox_id] = time.monotonic() + _wait_s(row.not_before)
            elif row.pace:
                chat.due_at[row.outbox_id] = chat.paces.due_at(row, time.monotonic())
            chat.wake.set()
            if not chat.running and not self._stopping:
                chat.running = True
                self._tasks.start(self._work_through(row.chat_id, chat), f"to {row.chat_id}")

    def _replace_older(self, chat: _Chat, row: Outgoing) -> None:
        """Let the newer card of a slot replace one that still waits, in either lane.

        So with whatever is paced; else a card that opens a keyboard is never left out.
        """
        if row.slot is None or not (row.method == "show" or row.pace):
            return
        for lane in chat.lanes:
            for older in [r for r in lane if r.slot == row.slot and r.method == row.method]:
                if older is chat.sending or (older.payload.get("keyboard") and not row.pace):
                    continue
                _take_out(chat, older)
                if not older.payload.get("edit"):
                    row.payload["edit"] = False
                self._replaced.append(Sent(older.outbox_id, "replaced"))

    async def _work_through(self, chat_id: int, chat: _Chat) -> None:
        try:
            while row := await self._next(chat):
                await self._try(chat_id, chat, row)
        finally:
            chat.running = False
            self.moved.set()

    async def _next(self, chat: _Chat) -> Outgoing | None:
        """Wait for the row to send: replies before broadcasts, each lane in order.

        A reply that comes meanwhile does not wait for the broadcast's turn.
        """
        while any(chat.lanes):
            wait_s, row = self._soonest(chat)
            if wait_s <= 0:
                return row
            chat.wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await chat.wake.wait()
        return None

    def _soonest(self, chat: _Chat) -> tuple[float, Outgoing]:
        """Return the row that may go first and the seconds until it may.

        What is paced lets those behind it pass while it waits.
        """
        waits = [(self._until_s(chat, row), row) for lane in chat.lanes for row in heads(lane)]
        return min(waits, key=lambda wait: wait[0])  # of two that may go now, the reply

    def _until_s(self, chat: _Chat, row: Outgoing) -> float:
        now = time.monotonic()
        wait_s = max(0.0, chat.pause_until - now, chat.due_at.get(row.outbox_id, now) - now)
        # A turn taken before the pause is over would be late, and many late ones a burst.
        return wait_s or (self._turn_s(chat) if row.lane == BROADCAST else 0.0)

    async def _try(self, chat_id: int, chat: _Chat, row: Outgoing) -> None:
        """Send a row once; it leaves its lane unless trying again can help."""
        chat.sending = row
        try:
            message_id = await self._send(chat_id, chat, row)
        except RetryAfter as wait:
            self._slow_down(chat_id, chat, _seconds(wait))
        except ChatMigrated as moved:
            await self._move(chat_id, chat, row, moved)
        except Forbidden as fault:
            await self._block(chat_id, chat, str(fault))
        except Exception as fault:  # noqa: BLE001  # no row may stop those behind it
            if _may_pass(fault):
                self._hold_back(chat, row, fault)
            else:
                log.warning("outbox row %d fails: %r", row.outbox_id, fault)
                self._leave(chat, row, Sent(row.outbox_id, "failed", error=str(fault)))
        else:
            chat.pauses = 0
            if row.lane != BROADCAST:
                self._yielded_s += 1 / self._broadcasts_a_second
            self._leave(chat, row, self._sent(chat_id, chat, row, message_id))
        finally:
            chat.sending = None

    def _leave(self, chat: _Chat, row: Outgoing, result: Sent) -> None:
        _take_out(chat, row)
        chat.paces.ended(row, time.monotonic())
        self._forget_file(row)
        if row.lane == BROADCAST:
            chat.turn_at = None
        self._ended(replace(result, forget="forget" in row.payload))

    # ------------------------------------------------------------ pace

    def _turn_s(self, chat: _Chat) -> float:
        """Return the seconds until the chat's broadcast has its turn; it keeps its place.

        Turns are kept without what replies have used up (`_yielded_s`): each reply moves every
        broadcast that still waits by one place, so that both together stay within the pace.
        """
        now = time.monotonic() - self._yielded_s
        pause_until = self._lane_pause_until - self._yielded_s
        earliest = max(pause_until, now - LATE_S)
        if chat.turn_at is None or chat.turn_at < earliest:
            chat.turn_at = max(now, self._next_broadcast, pause_until)
            self._next_broadcast = chat.turn_at + 1 / self._broadcasts_a_second
        return max(0.0, chat.turn_at - now)

    def _slow_down(self, chat_id: int, chat: _Chat, wait_s: float) -> None:
        now = time.monotonic()
        chat.pause_until = now + wait_s
        chat.turn_at = None
        last_chat, last_at = self._last_429
        if last_chat != chat_id and now - last_at < 1.0:
            self._lane_pause_until = now + max(wait_s, LANE_PAUSE_S)
        self._last_429 = (chat_id, now)
        log.info("chat %d asks for %.1f s", chat_id, wait_s)

    def _hold_back(self, chat: _Chat, row: Outgoing, fault: Exception) -> None:
        pause_s = min(self._pause_s * 2**chat.pauses, LONGEST_PAUSE_S)
        chat.pauses = min(chat.pauses + 1, 10)
        chat.pause_until = time.monotonic() + pause_s
        chat.turn_at = None
        log.info("no way through (%s); row %d waits %.1f s", fault, row.outbox_id, pause_s)

    # ------------------------------------------------------------ one row

    async def _send(self, chat_id: int, chat: _Chat, row: Outgoing) -> int | None:
        if row.method == "show":
            return await self._show(chat_id, chat, row)
        arguments = {"chat_id": chat_id, **_bare(await self._with_files(row))}
        result = await self._bot.call(row.method, arguments)
        if row.slot:
            await self._strip(chat_id, chat, row.slot)
        return _message_id(result)

    async def _show(self, chat_id: int, chat: _Chat, row: Outgoing) -> int | None:
        """Edit the slot's message, or send a new one and strip the old one's buttons."""
        slots = await self._slots(chat_id, chat)
        card = _bare(row.payload)
        older = slots.get(row.slot or "")
        edit = row.payload.get("edit")
        if older and edit and (edit is True or edit == older[0]):
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
        if older and row.payload.get("instead"):
            await self._aside(chat_id, chat, "deleteMessage", older[0])
        elif row.slot:
            await self._strip(chat_id, chat, row.slot)
        return _message_id(result)

    async def _strip(self, chat_id: int, chat: _Chat, slot: str) -> None:
        slots = await self._slots(chat_id, chat)
        message_id, has_buttons = slots.get(slot, (0, False))
        if has_buttons:
            slots[slot] = (message_id, False)
            await self._aside(chat_id, chat, "editMessageReplyMarkup", message_id)

    async def _aside(self, chat_id: int, chat: _Chat, method: str, message_id: int) -> None:
        """Tidy up an older message; whether it works is of no consequence."""
        try:
            await self._bot.call(method, {"chat_id": chat_id, "message_id": message_id})
        except RetryAfter as wait:
            self._slow_down(chat_id, chat, _seconds(wait))
        except TelegramError as fault:
            log.info("the older message stays: %s", fault)

    async def _slots(self, chat_id: int, chat: _Chat) -> dict[str, tuple[int, bool]]:
        if chat.slots is None:
            async with self._database.read() as db:
                chat.slots = await outbox.slots(db, chat_id)
        return chat.slots

    async def _with_files(self, row: Outgoing) -> dict[str, Any]:
        """Open what is to be uploaded: `{"path": ..., "name": ...}` under BOT_DATA/outgoing."""
        arguments = dict(row.payload)
        if row.method == "sendMediaGroup":
            arguments["media"] = [await self._album_part(one) for one in arguments["media"]]
            return arguments
        field_name = UPLOADS.get(row.method)
        source = arguments.get(field_name) if field_name else None
        if field_name and isinstance(source, dict):
            content = await asyncio.to_thread((self._outgoing / source["path"]).read_bytes)
            arguments[field_name] = InputFile(content, filename=source["name"])
        return arguments

    async def _album_part(self, part: dict[str, Any]) -> dict[str, Any] | InputMediaPhoto:
        """Open a picture of an album that is to be uploaded."""
        source = part["media"]
        if not isinstance(source, dict):
            return part
        content = await asyncio.to_thread((self._outgoing / source["path"]).read_bytes)
        return InputMediaPhoto(content, part.get("caption"), filename=source["name"])

    def _forget_file(self, row: Outgoing) -> None:
        """Delete a file that is to go once and stay nowhere: `{"path": ..., "once": true}`."""
        source = row.payload.get(UPLOADS.get(row.method, ""))
        if isinstance(source, dict) and source.get("once"):
            (self._outgoing / source["path"]).unlink(missing_ok=True)

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
                self._forget_file(row)
                forget = "forget" in row.payload
                self._ended(Sent(row.outbox_id, "failed", error=reason, forget=forget))
            lane.clear()
        chat.due_at.clear()
        chat.turn_at = None
        await self._blocked(chat_id)

    async def _move(self, chat_id: int, chat: _Chat, row: Outgoing, moved: ChatMigrated) -> None:
        """Send what waits for a group to the supergroup that it has become."""
        try:
            async with self._database.write() as tx:
                await outbox.move(tx, chat_id, moved.new_chat_id)
            if self._migrated is not None:
                await self._migrated(chat_id, moved.new_chat_id)
        except StorageError as fault:
            self._hold_back(chat, row, fault)
            return
        rows = sorted((one for lane in chat.lanes for one in lane), key=lambda one: one.outbox_id)
        for lane in chat.lanes:
            lane.clear()
        chat.due_at.clear()
        chat.turn_at = chat.slots = None
        self.push([replace(one, chat_id=moved.new_chat_id) for one in rows])

    # ------------------------------------------------------------ marks, many in one commit

    def _ended(self, result: Sent) -> None:
        self._results.append(result)
        if not self._marking and not self._stopping:
            self._marking = True
            self._tasks.start(self._mark_all(), "marks")

    async def _mark_all(self) -> None:
        try:
            while self._results:
                try:
                    await self._mark()
                except StorageError as fault:
                    log.warning("what was sent is marked later: %s", fault)
                    await asyncio.sleep(self._pause_s)
            self._forget()
        finally:
            self._marking = False
            self.moved.set()

    def _forget(self) -> None:
        """Let go of chats with nothing to be sent: memory stays flat over a long run."""
        if len(self._chats) > MANY_CHATS:
            now = time.monotonic()
            self._chats = {
                chat_id: chat
                for chat_id, chat in self._chats.items()
                if chat.running or any(chat.lanes) or chat.pause_until > now
            }

    async def _mark(self) -> None:
        """Record what has ended; a result is let go only when it is committed."""
        results, replaced = self._results[:], self._replaced[:]
        if results or replaced:
            async with self._database.write() as tx:
                await outbox.mark(tx, [*results, *replaced], stamp(self._clock.now()))
            del self._results[: len(results)], self._replaced[: len(replaced)]


def _may_pass(fault: Exception) -> bool:
    """Tell whether the same call may work later: the network, Telegram's servers, the disk."""
    if isinstance(fault, BadRequest | ChatMigrated):
        return False
    if isinstance(fault, InvalidToken):  # PTB takes an unknown method for a bad token, too
        return "unauthorized" in str(fault).lower()
    if isinstance(fault, TelegramError):
        return not str(fault).startswith("Request Entity Too Large")
    return is_passing(fault)


def _take_out(chat: _Chat, row: Outgoing) -> None:
    """Take out this very row: another one may say the same."""
    lane = chat.lanes[row.lane]
    chat.due_at.pop(row.outbox_id, None)
    for place, one in enumerate(lane):
        if one is row:
            del lane[place]
            return


def _bare(payload: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is said to us and not to Telegram."""
    return {k: v for k, v in payload.items() if k not in OURS}


def _message_id(result: Any) -> int | None:
    if isinstance(result, Sequence) and result and isinstance(result[0], dict):
        result = result[0]
    return result.get("message_id") if isinstance(result, dict) else None


def _seconds(wait: RetryAfter) -> float:
    value = wait.retry_after
    return value.total_seconds() if isinstance(value, timedelta) else float(value)


def _wait_s(not_before: str) -> float:
    """Return the seconds until a moment (UTC); the machine's clock may have been set back."""
    wait = datetime.fromisoformat(not_before).replace(tzinfo=UTC) - datetime.now(UTC)
    return min(wait.total_seconds(), LONGEST_WAIT_S)
