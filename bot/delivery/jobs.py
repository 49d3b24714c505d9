"""Long work in child processes: a `jobs` row, a file in BOT_DATA/outgoing, then what is said.

The result is on the disk before the row of the outbox that names it commits; a job that a
killed process left is done again. Files that were sent are deleted: they hold invitations
and people's data.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import bot
from bot.clock import Clock, stamp
from bot.delivery.sender import Sender
from bot.delivery.tasks import Tasks
from storage import jobs, outbox
from storage.database import Database, Tx
from storage.jobs import Job
from storage.outbox import Outgoing

log = logging.getLogger(__name__)

LOOK_S: Final = 60.0  # nothing is lost if a wake was: the row is found then
LIMIT_S: Final = 300.0
SWEEP_EVERY_S: Final = 3600.0
KEPT_S: Final = 86_400.0  # a file younger than a day may be named by a row not yet committed
HOME: Final = Path(bot.__file__).parent.parent  # where `python -m bot` finds this program
SECRETS: Final = frozenset({"BOT_TOKEN"})  # a child that draws a file needs none


@dataclass(slots=True)
class Ended:
    """A job that has ended, in the transaction that records it; what is said goes with it."""

    job: Job
    result: Mapping[str, Any] | None  # None: it failed
    tx: Tx
    outgoing: list[Outgoing] = field(default_factory=list)
    now: str = ""  # UTC

    def say(self, method: str, payload: dict[str, Any], slot: str | None = None) -> None:
        """Leave a Bot API call for the chat that asked."""
        if self.job.chat_id is not None:
            self.outgoing.append(Outgoing(self.job.chat_id, method, payload, slot=slot))


Tell = Callable[[Ended], Awaitable[None]]
TELL: Final[dict[str, Tell]] = {}


def register(kind: str, tell: Tell) -> None:
    """Let `tell` say what became of jobs of `kind`."""
    TELL[kind] = tell


class Jobs:
    """The one worker of long work: one job at a time, so that answers stay fast."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        data: Path,
        *,
        command: tuple[str, ...] = (sys.executable, "-m", "bot", "job"),
        limit_s: float = LIMIT_S,
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._data = data
        self._command = command
        self._limit_s = limit_s
        self._tasks = Tasks()
        self._wake = asyncio.Event()
        self._busy = False
        self._swept_s = -SWEEP_EVERY_S
        self.moved = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being done or about to be."""
        return not (self._busy or self._wake.is_set())

    def start(self) -> None:
        """Begin with what a stopped process left."""
        self._wake.set()
        self._tasks.start(self._work(), "jobs")

    def wake(self) -> None:
        """Look now: a job has been committed."""
        self._wake.set()

    async def stop(self) -> None:
        """Stop; a job that has not ended is done again after the next start."""
        await self._tasks.stop()

    async def _work(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._wake.wait()
            self._busy = True
            self._wake.clear()
            try:
                await self._do_all()
                await self._sweep()
            except Exception:
                log.exception("long work is tried again later")
            finally:
                self._busy = False
                self.moved.set()

    async def _do_all(self) -> None:
        while True:
            async with self._database.read() as db:
                waiting = await jobs.waiting(db)
            if not waiting:
                return
            await self._end(waiting[0], await self._do(waiting[0]))

    async def _sweep(self) -> None:
        """Delete, once an hour, files of earlier days that no message waits to carry."""
        if time.monotonic() - self._swept_s < SWEEP_EVERY_S:
            return
        self._swept_s = time.monotonic()
        async with self._database.read() as db:
            waiting = await outbox.pending(db)
        named = {path for row in waiting for path in _named(row.payload)}
        await asyncio.to_thread(_delete_old, self._data / "outgoing", named)

    async def _do(self, job: Job) -> dict[str, Any] | None:
        """Run the child and return what it printed, or None where it failed."""
        child = await asyncio.create_subprocess_exec(
            *self._command,
            str(job.job_id),
            stdout=asyncio.subprocess.PIPE,
            cwd=HOME,
            env=self._environment(),
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._limit_s):
                printed, _ = await child.communicate()
        except BaseException as fault:
            await _kill(child)
            if not isinstance(fault, TimeoutError):
                raise
            log.warning("job %d takes over %.0f s and is given up", job.job_id, self._limit_s)
            return None
        return _result(job, child.returncode, printed)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in SECRETS}
        return kept | {"BOT_DATA": str(self._data.resolve())}

    async def _end(self, job: Job, result: dict[str, Any] | None) -> None:
        now = stamp(self._clock.now())
        try:
            rows = await self._record(job, result, now)
        except Exception:
            log.exception("nothing can be said about job %d", job.job_id)
            async with self._database.write() as tx:
                await jobs.ended(tx, job.job_id, None, now)
        else:
            self._sender.push(rows)

    async def _record(self, job: Job, result: dict[str, Any] | None, now: str) -> list[Outgoing]:
        async with self._database.write() as tx:
            await jobs.ended(tx, job.job_id, result, now)
            ended = Ended(job, result, tx, now=now)
            if job.kind in TELL:
                await TELL[job.kind](ended)
            rows = [replace(row, outbox_id=self._sender.next_id()) for row in ended.outgoing]
            await tx.batch(outbox.add(rows, now))
        return rows


def _named(payload: Mapping[str, Any]) -> Iterator[str]:
    """Yield the files that a call is to carry; an album has them in its parts."""
    album = payload.get("media")
    parts = [one.get("media") for one in album] if isinstance(album, list) else []
    for value in (*payload.values(), *parts):
        if isinstance(value, dict) and "path" in value:
            yield value["path"]


def _delete_old(folder: Path, named: set[str]) -> None:
    oldest = time.time() - KEPT_S
    for file in folder.iterdir() if folder.exists() else ():
        if file.name not in named and file.is_file() and file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)


async def _kill(child: asyncio.subprocess.Process) -> None:
    """End the child with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    await child.wait()


def _result(job: Job, code: int | None, printed: bytes) -> dict[str, Any] | None:
    try:
        result = json.loads(printed) if code == 0 else None
    except ValueError:
        result = None
    if not isinstance(result, dict):
        log.warning("job %d (%s) failed with code %s", job.job_id, job.kind, code)
        return None
    return result
