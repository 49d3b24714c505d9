"""A small bot on the real delivery: it notes each text it gets and answers it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import prepared
from telegram import Update
from telegram.ext import ApplicationBuilder, TypeHandler, Updater

from bot.clock import SystemClock
from bot.delivery.bot import FieldBot, until_it_answers
from bot.delivery.fetcher import Fetcher
from bot.delivery.receiver import Receiver
from bot.delivery.sender import Sender
from bot.delivery.transport import AiohttpRequest
from bot.delivery.work import Toast, Work, current
from bot.sandbox.phone import Phone
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import database, outbox
from storage.outbox import Outgoing

TOKEN = "7000000001:" + "D" * 35
ANNA, BELA, VERA = 1001, 1002, 1003
NOW = "2026-10-15T06:28:00Z"

Do = Callable[[Work, Update], Awaitable[None]]


def card(text: str, *, buttons: tuple[str, ...] = (), edit: bool = False) -> dict[str, Any]:
    """Make the payload of a card with one button a row."""
    rows = [[{"text": one, "callback_data": one}] for one in buttons]
    markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
    return {"text": text, "edit": edit} | markup


async def until(claim: Callable[[], object]) -> None:
    """Wait for what the sandbox raises no event for."""
    async with asyncio.timeout(10):
        while not claim():
            await asyncio.sleep(0.001)


async def note(work: Work, what: str) -> None:
    """Leave an effect that a test can count."""
    await work.tx.run(
        "INSERT INTO history (at, subject, subject_id, action) VALUES (?, 'effect', ?, 'made')",
        (NOW, what),
    )


async def echo(work: Work, update: Update) -> None:
    """Note a text or a press and answer it."""
    if update.callback_query:
        await note(work, update.callback_query.data or "")
        work.toast = Toast(f"toast {update.callback_query.data}")
    elif update.effective_message:
        text = update.effective_message.text or ""
        await note(work, text)
        work.outgoing.append(Outgoing(work.chat_id, "show", card(f"Got {text}")))


@dataclass
class Rig:
    """Everything of delivery, with `do` in the place of the handlers."""

    telegram: Telegram
    url: str
    folder: Path
    do: Do = echo
    pause_s: float = 0.01
    broadcasts_a_second: float = 1000.0
    look_s: float = 30.0
    told: list[str] = field(default_factory=list)
    blocked: list[int] = field(default_factory=list)
    polls: list[str] = field(default_factory=list)

    async def start(self) -> None:
        """Start as the composition root does."""
        path = self.folder / "bot.sqlite"
        prepared.migrate(path)
        self.db = await database.Database.open(path, readers=1)
        self.bot = FieldBot(
            token=TOKEN,
            base_url=f"{self.url}/bot",
            base_file_url=f"{self.url}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(connections=2),
        )
        self.application = ApplicationBuilder().bot(self.bot).updater(None).job_queue(None).build()
        self.application.add_handler(TypeHandler(Update, self._take))
        self.application.add_error_handler(self._failed)
        clock = SystemClock(ZoneInfo("Europe/Minsk"))
        self.sender = Sender(
            self.db,
            self.bot,
            clock,
            self.folder,
            self._blocked,
            pause_s=self.pause_s,
            broadcasts_a_second=self.broadcasts_a_second,
        )
        self.receiver = Receiver(
            self.db,
            self.application,
            self.bot,
            self.sender,
            clock,
            self._excuse,
            self.polls.append,
            lambda _: (),
            pause_s=self.pause_s,
        )
        kept = self.folder / "files"
        kept.mkdir(exist_ok=True)
        self.fetcher = Fetcher(self.db, self.bot, kept, look_s=self.look_s)
        self.updater = Updater(self.bot, asyncio.Queue())
        await until_it_answers(self.bot, self.pause_s)
        await self.application.initialize()
        await self.sender.start()
        await self.receiver.start()
        self.fetcher.start()
        await self.updater.initialize()
        await self.updater.start_polling(
            timeout=timedelta(seconds=50),
            bootstrap_retries=-1,
            error_callback=lambda fault: self.polls.append(type(fault).__name__),
        )

    async def stop(self, timeout_s: float = 5.0) -> None:
        """Stop as the composition root does."""
        if self.updater.running:
            await self.updater.stop()
        await self.receiver.stop(timeout_s)
        await self.sender.stop(timeout_s)
        await self.fetcher.stop()
        await self.updater.shutdown()
        await self.application.shutdown()
        await self.bot.shutdown()
        await self.db.close()

    async def again(self, timeout_s: float = 5.0) -> None:
        """Stop, and start on the same folder."""
        await self.stop(timeout_s)
        await self.start()

    async def settled(self) -> None:
        """Wait until nothing is in hand."""
        async with asyncio.timeout(20):
            await self.telegram.updates.drained()
            parts = (self.receiver, self.sender, self.fetcher)
            while busy := next((part for part in parts if not part.idle), None):
                busy.moved.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.02):
                        await busy.moved.wait()

    def phone(self, user_id: int = ANNA) -> Phone:
        """Open a person's phone."""
        if user_id not in self.telegram.chats:
            self.telegram.person(user_id, f"Person {user_id}")
        return Phone(self.telegram, user_id)

    def said(self, user_id: int = ANNA) -> list[str]:
        """List the bot's messages in a chat as they stand now."""
        messages = self.telegram.chats[user_id].messages.values()
        return [one.body.get("text", "") for one in messages if one.by_bot]

    async def leave(self, *rows: Outgoing) -> list[Outgoing]:
        """Commit rows of the outbox and hand them to the sender, as a chat worker does."""
        given = [
            Outgoing(
                row.chat_id, row.method, row.payload, row.slot, row.lane, row.not_before,
                self.sender.next_id(),
            )
            for row in rows
        ]  # fmt: skip
        async with self.db.write() as tx:
            await tx.batch(outbox.add(given, NOW))
        self.sender.push(given)
        return given

    async def sql(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Read what is stored."""
        async with self.db.read() as reader:
            return [tuple(row) for row in await reader.all(query, values)]

    async def effects(self) -> list[str]:
        """List what `note` left, in order."""
        rows = await self.sql("SELECT subject_id FROM history ORDER BY history_id")
        return [str(row[0]) for row in rows]

    def calls(self, method: str) -> list[dict[str, Any]]:
        """List what the bot asked of Telegram, in order."""
        return [one for one in self.telegram.journal or () if one["method"] == method.lower()]

    async def _take(self, update: Update, _: object) -> None:
        work = current.get()
        await self.do(work, update)
        work.handled = bool(update.effective_message or update.my_chat_member)

    async def _failed(self, _: object, context: Any) -> None:
        current.get().error = context.error

    async def _excuse(self, work: Work, _: Update | None, fault: BaseException) -> None:
        work.outgoing.append(Outgoing(work.chat_id, "show", card(f"Excuse: {fault}")))

    async def _blocked(self, chat_id: int) -> None:
        self.blocked.append(chat_id)


@contextlib.asynccontextmanager
async def a_rig(folder: Path, **settings: Any) -> AsyncIterator[Rig]:
    """Start a bot in a sandbox."""
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url:
        rig = Rig(telegram, url, folder, **settings)
        await rig.start()
        try:
            yield rig
        finally:
            await rig.stop()
