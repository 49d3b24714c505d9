"""`make bench-report`: the report of a year with 10,000 records, and a workbook of 132,000 rows.

The report (.docx with its pictures) is there within 5 s, workbooks within 60 s and 300 MiB, and
meanwhile the bot answers other people within 200 ms. Files are made by `python -m bot job`, as
the bot has them made. A workbook is written twice: rounds, the widest records of the report, and
the same sheets' writer with 50 columns of every look.
"""

import asyncio
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

import prepared
import wide_book
from contest import WATCHED
from world import TOKEN, World, a_world, settings_for

from bot import sample
from storage import database, measures
from storage.aggregates import Scope

LEAST, ROWS = 10_000, 132_000  # records of the year, rows of the large workbooks
REPORT_S, BOOK_S, BOOK_MIB, ANSWER_MS = 5.0, 60.0, 300.0, 200.0
PEOPLE = (1002, 1004, 1005, 1008)  # who go on asking the bot
PAUSE_S = 0.6  # between two questions of one: still ten times faster than people are
CALM_S = 5.0  # of asking before the first file
TODAY = date(2026, 12, 30)
NOW = "2026-12-30T06:00:00Z"
YEAR = Path(__file__).parent / "year.sql"
ROUNDS = f"""
WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {ROWS})
INSERT INTO rounds (library_id, made_on, purpose, households, home, readers, new_readers,
    not_reading, reregistered, issued, returned, homebound, debtors, invited, leaflets, staff_id,
    entered_by, source, state, created_at, updated_at)
SELECT 1 + n % 12, date('2026-01-02', (n % 360) || ' days'), 'talk', 12, 9, 4, 1, 2, 1, 7, 3, 1, 1,
    5, 9, 2, 2, 'chat', 'saved', '{NOW}', '{NOW}'
FROM many;
"""
ARGUMENTS = {"span": "year.2026-1", "language": "ru", "zone": "Europe/Minsk", "now": NOW}


@dataclass(frozen=True, slots=True)
class Made:
    """What a file took: seconds, those of CPU, the peak of memory in MiB; its size in bytes."""

    took: float
    busy: float
    peak: float
    size: int
    answers: list[float]  # of other people meanwhile, in ms

    @property
    def slowest(self) -> float:
        """Return what 95 of 100 answers stayed below, in ms."""
        return slowest(self.answers)


def slowest(answers: list[float]) -> float:
    """Return what 95 of 100 answers stayed below."""
    return statistics.quantiles(answers, n=20, method="inclusive")[-1]


async def prepare(path: Path, script: str) -> None:
    """Put the sample's network and what a script enters into a database."""
    prepared.migrate(path)
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        await sample.load(tx, TODAY, telegram=True, with_entries=False, with_campaign=False)
    await db.close()
    with sqlite3.connect(path) as connection:
        connection.executescript(script)
        connection.execute("ANALYZE")
    os.sync()


async def records(world: World) -> int:
    """Count what the report counts: the records of each kind within the year."""
    assert world.db is not None
    scope = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))
    found = 0
    async with world.db.read() as db:
        for kind in measures.RECORDS:
            async for page in measures.pages(db, kind, scope):
                found += len(page)
    return found


# -------------------------------------------------------------------- a file, and people beside it


@asynccontextmanager
async def asking(world: World) -> AsyncIterator[list[float]]:
    """Let people open their menus and tasks, one after another; give what answers took, in ms."""
    took: list[float] = []
    for user_id in PEOPLE:
        await world.chat(user_id).send("/menu")

    async def ask() -> None:
        for words in _turns():
            for user_id in PEOPLE:
                await asyncio.sleep(PAUSE_S / len(PEOPLE))
                began = time.perf_counter()
                assert await world.chat(user_id).send(words)
                took.append((time.perf_counter() - began) * 1000)

    going = asyncio.create_task(ask())
    try:
        yield took
    finally:
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)


def _turns() -> Iterator[str]:
    while True:
        yield from ("/tasks", "/menu", "/plan", "/visits")


async def made(world: World, *command: str) -> Made:
    """Have a file made in a child process and watch it, while people ask."""
    async with asking(world) as answers:
        began = time.perf_counter()
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WATCHED, sys.executable, *command,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"BOT_DATA": str(world.folder), "BOT_TOKEN": TOKEN},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        printed, _ = await child.communicate()
        took = time.perf_counter() - began
    assert child.returncode == 0
    busy, peak = printed.split()[-2:]
    files = list((world.folder / "outgoing").iterdir())
    size = sum(one.stat().st_size for one in files)
    for one in files:
        one.unlink()
    return Made(took, float(busy), int(peak) / 1024, size, answers)


async def job(world: World, kind: str) -> Made:
    """Have a job done as the bot does it."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO jobs (kind, arguments, staff_id, chat_id, created_at) "
            "VALUES (?, ?, 1, 1001, ?)",
            (kind, json.dumps(ARGUMENTS), NOW),
        )
        job_id = await tx.value("SELECT last_insert_rowid()")
    return await made(world, "-m", "bot", "job", str(job_id))


def judged(name: str, one: Made, limit_s: float, limit_mib: float | None = None) -> list[str]:
    """Print what a file took; return what is over its limit."""
    print(  # noqa: T201
        f"{name}: {one.took:.1f} s, CPU {one.busy:.1f} s, peak {one.peak:.0f} MiB, "
        f"{one.size / 2**20:.1f} MiB written; {len(one.answers)} answers meanwhile, "
        f"median {statistics.median(one.answers):.0f} ms, 95 % within {one.slowest:.0f} ms, "
        f"all within {max(one.answers):.0f} ms"
    )
    bad = [name] if one.took > limit_s else []
    bad += [f"memory of {name}"] if limit_mib is not None and one.peak > limit_mib else []
    return bad + ([f"answers beside {name}"] if one.slowest > ANSWER_MS else [])


async def reporting() -> list[str]:
    """Make the report and the workbook of a year; return what is over a limit."""
    with tempfile.TemporaryDirectory() as name:
        await prepare(settings_for(Path(name), "").database, YEAR.read_text("utf-8"))
        async with a_world(Path(name), sample=False) as world:
            many = await records(world)
            print(f"records of the year: {many}")  # noqa: T201
            assert many >= LEAST
            async with asking(world) as calm:
                await asyncio.sleep(CALM_S)
            print(f"answers with no file being made: 95 % within {slowest(calm):.0f} ms")  # noqa: T201
            bad = judged("report", await job(world, "report_docx"), REPORT_S)
            return bad + judged(
                "workbook of it", await job(world, "report_book"), BOOK_S, BOOK_MIB
            )


async def writing() -> list[str]:
    """Make the large workbooks; return what is over a limit."""
    with tempfile.TemporaryDirectory() as name:
        await prepare(settings_for(Path(name), "").database, ROUNDS)
        async with a_world(Path(name), sample=False) as world:
            book = await job(world, "report_book")
            bad = judged(f"workbook of {ROWS} rounds", book, BOOK_S, BOOK_MIB)
            wide = await made(world, wide_book.__file__)
            title = f"{ROWS} rows by {wide_book.COLUMNS} columns"
            return bad + judged(title, wide, BOOK_S, BOOK_MIB)


async def main() -> int:
    """Print the figures; 1 if something is over its limit."""
    bad = await reporting() + await writing()
    print(f"load of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}")  # noqa: T201
    print(f"over the limit: {', '.join(bad) or 'nothing'}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
