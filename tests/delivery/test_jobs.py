"""Long work in child processes: done once, again after a kill, given up in time, told kindly."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import prepared
import pytest
from world import MovableClock

from bot.cli import job as command
from bot.delivery import jobs as worker
from bot.delivery.jobs import Ended, Jobs
from bot.settings import read
from storage import jobs, outbox
from storage.database import Database
from storage.outbox import Outgoing

NOW = "2026-10-15T06:28:00Z"
CHAT = 1005


@dataclass
class Queue:
    """What the worker needs of the sender: ids, and a place for rows that have committed."""

    pushed: list[Outgoing] = field(default_factory=list)
    given: int = 0

    def next_id(self) -> int:
        """Give the next id."""
        self.given += 1
        return self.given

    def push(self, rows: list[Outgoing]) -> None:
        """Take rows that have committed."""
        self.pushed += rows


@dataclass
class Rig:
    """A worker whose children are small programs of the test."""

    db: Database
    folder: Path
    queue: Queue = field(default_factory=Queue)

    def worker(self, program: str, limit_s: float = 20.0) -> Jobs:
        """Build a worker whose child runs `program`."""
        return Jobs(
            self.db,
            self.queue,  # type: ignore[arg-type]  # the part that the worker uses
            MovableClock(),
            self.folder,
            command=(sys.executable, "-c", program),
            limit_s=limit_s,
        )

    async def ask(self, kind: str = "told") -> int:
        """Ask for a job and return its id."""
        async with self.db.write() as tx:
            return await jobs.add(tx, kind, {"n": 1}, 0, CHAT, NOW)

    async def states(self) -> list[Any]:
        """Read how every job stands."""
        async with self.db.read() as reader:
            return [tuple(row) for row in await reader.all("SELECT state, result FROM jobs")]


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    path = tmp_path / "knigonosha.sqlite"
    prepared.migrate(path)
    db = await Database.open(path)
    async with db.write() as tx:
        await tx.run("INSERT INTO staff (staff_id, surname_ru, name_ru, role, created_at, "
                     "updated_at) VALUES (0, 'А', 'Б', 'admin', '', '')")  # fmt: skip
    yield Rig(db, tmp_path)
    await db.close()


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell(ended: Ended) -> None:
        ended.say("sendMessage", {"text": str(ended.result and ended.result["n"])})

    async def fail(_: Ended) -> None:
        raise ValueError

    monkeypatch.setitem(worker.TELL, "told", tell)
    monkeypatch.setitem(worker.TELL, "unsayable", fail)


async def until_idle(work: Jobs) -> None:
    async with asyncio.timeout(20):
        while not work.idle:
            work.moved.clear()
            await work.moved.wait()


async def do(rig: Rig, program: str, limit_s: float = 20.0) -> list[str]:
    """Let the worker do what waits; return what was said."""
    work = rig.worker(program, limit_s)
    work.start()
    await until_idle(work)
    await work.stop()
    return [row.payload["text"] for row in rig.queue.pushed]


ECHO = "import sys; print('{\"n\": ' + sys.argv[1] + '}')"


async def test_jobs_are_done_one_after_another_and_told(rig: Rig):
    await rig.ask()
    await rig.ask()
    assert await do(rig, ECHO) == ["1", "2"]
    assert await rig.states() == [("done", '{"n": 1}'), ("done", '{"n": 2}')]
    async with rig.db.read() as reader:
        sent = await reader.all("SELECT outbox_id, chat_id, state FROM outbox")
    assert [tuple(row) for row in sent] == [(1, CHAT, "pending"), (2, CHAT, "pending")]


async def test_a_woken_worker_looks_again(rig: Rig):
    work = rig.worker(ECHO)
    work.start()
    await until_idle(work)
    await rig.ask()
    work.wake()
    assert not work.idle
    await until_idle(work)
    await work.stop()
    assert [row.payload["text"] for row in rig.queue.pushed] == ["1"]


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('no JSON')", "print('[1]')"])
async def test_a_job_that_fails_is_told(rig: Rig, program: str):
    await rig.ask()
    assert await do(rig, program) == ["None"]
    assert await rig.states() == [("failed", None)]


async def test_a_job_that_takes_too_long_is_given_up_with_all_its_children(rig: Rig):
    pids = rig.folder / "pids"
    program = (
        "import os, subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}'); time.sleep(60)"
    )
    await rig.ask()
    assert await do(rig, program, limit_s=1.5) == ["None"]
    assert [_is_ended(int(pid)) for pid in _read(pids).split()] == [True, True]


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _is_ended(pid: int) -> bool:
    """Tell whether a process is gone, or dead and not yet buried by its new parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True


async def test_a_job_that_a_stopped_process_left_is_done_again(rig: Rig):
    await rig.ask()
    began = rig.folder / "began"
    slow = rig.worker(f"open({str(began)!r}, 'w'); import time; time.sleep(60)")
    slow.start()
    while not began.exists():  # another process gives no event
        await asyncio.sleep(0.01)
    await slow.stop()
    assert await rig.states() == [("waiting", None)]
    assert await do(rig, ECHO) == ["1"]


async def test_a_job_about_which_nothing_can_be_said_does_not_stop_the_rest(rig: Rig):
    await rig.ask("unsayable")
    await rig.ask("unknown")
    await rig.ask()
    assert await do(rig, ECHO) == ["3"]
    assert [state for state, _ in await rig.states()] == ["failed", "done", "done"]


async def test_a_disk_that_fails_is_tried_again(rig: Rig, caplog: pytest.LogCaptureFixture):
    await rig.ask()
    work = rig.worker(ECHO)
    work._command = ("/nowhere/python",)
    work.start()
    await until_idle(work)
    assert await rig.states() == [("waiting", None)]
    work._command = (sys.executable, "-c", ECHO)
    work.wake()
    await until_idle(work)
    await work.stop()
    assert await rig.states() == [("done", '{"n": 1}')]
    assert [record.message for record in caplog.records] == ["long work is tried again later"]


async def test_a_child_gets_the_folder_and_not_the_token(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BOT_TOKEN", "secret")
    await rig.ask()
    told = await do(
        rig,
        "import json, os; print(json.dumps({'n': "
        "[os.environ.get('BOT_TOKEN'), os.environ['BOT_DATA']]}))",
    )
    assert told == [str([None, str(rig.folder)])]


async def test_nothing_is_said_where_nobody_asked(rig: Rig):
    await rig.ask()
    async with rig.db.write() as tx:
        await tx.run("UPDATE jobs SET chat_id = NULL")
    assert await do(rig, ECHO) == []


async def test_files_of_earlier_days_go_unless_a_message_still_carries_them(rig: Rig):
    outgoing = rig.folder / "outgoing"
    outgoing.mkdir()
    for name in ("sent", "waiting", "album", "fresh"):
        _write(outgoing / name, "x")
    for name in ("sent", "waiting", "album"):
        os.utime(outgoing / name, (0, 0))
    album = [{"type": "photo", "media": {"path": "album"}}, {"type": "photo", "media": "file_id"}]
    rows = [
        Outgoing(CHAT, "sendDocument", {"document": {"path": "waiting"}}, outbox_id=1),
        Outgoing(CHAT, "sendMediaGroup", {"media": album}, outbox_id=2),
    ]
    async with rig.db.write() as tx:
        await tx.batch(outbox.add(rows, NOW))
    work = rig.worker(ECHO)
    work.start()
    await until_idle(work)
    _write(outgoing / "later", "x")
    os.utime(outgoing / "later", (0, 0))
    work.wake()
    await until_idle(work)
    await work.stop()
    assert sorted(_names(outgoing)) == ["album", "fresh", "later", "waiting"]


# -------------------------------------------------------------------- the child


def settings(folder: Path):
    return read({"BOT_DATA": str(folder)}, needs_token=False)


async def test_the_child_syncs_its_file_and_prints_its_name(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    async def write(_: Any, arguments: Any, path: Path) -> dict[str, Any]:
        _write(path, "content")
        return {"n": arguments["n"]}

    async def only_count(_: Any, arguments: Any, __: Path) -> dict[str, Any]:
        return {"n": arguments["n"]}

    monkeypatch.setattr(os, "nice", lambda _: 0)
    monkeypatch.setitem(command.KINDS, "told", write)
    monkeypatch.setitem(command.KINDS, "counted", only_count)
    first, second = await rig.ask(), await rig.ask("counted")
    codes = [
        await asyncio.to_thread(command.job, settings(rig.folder), one)
        for one in (first, second, 99)
    ]
    assert codes == [0, 0, 2]
    assert capsys.readouterr() == (
        '{"n": 1, "path": "job-1"}\n{"n": 1}\n',
        "There is no job 99 to be done.\n",
    )
    assert _read(rig.folder / "outgoing" / "job-1") == "content"


@pytest.mark.parametrize("turns", range(6))
async def test_a_worker_that_is_woken_and_stopped_at_once_stops(rig: Rig, turns: int):
    """A cancellation that meets the end of a wait is not swallowed, as `wait_for` of 3.11 did."""
    jobs_of_bot = rig.worker("")
    jobs_of_bot.start()
    await asyncio.sleep(0.05)
    jobs_of_bot.wake()
    for _ in range(turns):
        await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await jobs_of_bot.stop()
