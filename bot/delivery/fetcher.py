"""Fetches what people sent: streamed, checked by content, kept under the hash of its bytes.

Outside any transaction; a `files` row stays wanted until its bytes are on the disk.
"""

import asyncio
import contextlib
import hashlib
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from telegram.error import BadRequest, TelegramError

from bot.delivery.bot import FieldBot
from bot.delivery.tasks import Tasks
from bot.delivery.transport import AiohttpRequest, NoFileError
from storage import files
from storage.database import Database, StorageError, Tx
from storage.files import StoredFile

log = logging.getLogger(__name__)

LIMIT_BYTES: Final = 20 * 1024 * 1024  # Bot API, getFile
TRIES: Final = 20
LOOK_S: Final = 30.0
SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"OggS", "audio/ogg"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"ID3", "audio/mpeg"),
)


FAMILIES: Final = frozenset({"image", "audio", "video"})  # what questions ask for
AfterCommit = Callable[[], None]
Mistaken = Callable[[Tx, StoredFile], Awaitable[AfterCommit]]


class Fetcher:
    """The one worker that brings files in."""

    def __init__(
        self,
        database: Database,
        bot: FieldBot,
        folder: Path,
        *,
        mistaken: Mistaken | None = None,
        look_s: float = LOOK_S,
    ) -> None:
        self._database = database
        self._bot = bot
        self._folder = folder
        self._mistaken = mistaken
        self._look_s = look_s
        self._tasks = Tasks()
        self._wake = asyncio.Event()
        self._busy = False
        self._transport = AiohttpRequest(connections=4)
        self.moved = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being fetched or about to be."""
        return not (self._busy or self._wake.is_set())

    def start(self) -> None:
        """Begin to look for wanted files."""
        self._wake.set()
        self._tasks.start(self._work(), "files")

    def wake(self) -> None:
        """Look now: a wanted file has been committed."""
        self._wake.set()

    async def stop(self) -> None:
        """Stop; what is not there yet stays wanted."""
        await self._tasks.stop()
        await self._transport.shutdown()

    async def _work(self) -> None:
        await self._transport.initialize()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._look_s):
                    await self._wake.wait()
            self._busy = True
            self._wake.clear()
            try:
                await self._fetch_all()
            except Exception:
                log.exception("files are fetched later")
            finally:
                self._busy = False
                self.moved.set()

    async def _fetch_all(self) -> None:
        async with self._database.read() as db:
            wanted = await files.wanted(db)
        for file in wanted:
            try:
                await self._fetch(file)
            except (NoFileError, BadRequest, KeyError) as fault:
                await self._tried(file, fault)
            except (TelegramError, OSError, StorageError) as fault:
                log.info("files wait: %s", fault)
                return  # the network or the disk, not this file; no try is lost

    async def _tried(self, file: StoredFile, fault: Exception) -> None:
        may_pass = not isinstance(fault, BadRequest) or "temporarily" in str(fault).lower()
        final = not may_pass or file.tries + 1 >= TRIES
        log.info("file %d: %s", file.file_id, fault)
        async with self._database.write() as tx:
            await files.tried(tx, file.file_id, str(fault), final=final)

    async def _fetch(self, file: StoredFile) -> None:
        about = await self._bot.call("getFile", {"file_id": file.telegram_file_id})
        path = self._folder / f"coming-{file.file_id}"
        size = await self._transport.stream(self._url(about["file_path"]), path, LIMIT_BYTES)
        sha256, mime = await asyncio.to_thread(_settle, path, self._folder)
        told: AfterCommit | None = None
        async with self._database.write() as tx:
            await files.stored(tx, file.file_id, sha256, size, mime)
            if self._mistaken is not None and _is_mistaken(file.mime, mime):
                told = await self._mistaken(tx, file)
        if told is not None:
            told()

    def _url(self, file_path: str) -> str:
        if file_path.startswith(("http://", "https://")):
            return file_path
        return f"{self._bot.base_file_url}/{file_path}"


def _is_mistaken(said: str | None, found: str | None) -> bool:
    """Tell whether the bytes are of another kind than was said; unknown bytes are believed."""
    family = (said or "").partition("/")[0]
    return family in FAMILIES and found is not None and found.partition("/")[0] != family


def _settle(path: Path, folder: Path) -> tuple[str, str | None]:
    """Sync the bytes to the disk and rename them to their hash; return hash and MIME type."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        head = file.read(16)
        digest.update(head)
        while piece := file.read(1 << 20):
            digest.update(piece)
        os.fsync(file.fileno())
    name = digest.hexdigest()
    target = folder / name[:2] / name
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)
    _sync_folder(target.parent)
    return name, next((mime for start, mime in SIGNATURES if head.startswith(start)), None)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk before a row says that the file is there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
