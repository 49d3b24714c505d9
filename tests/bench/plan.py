"""`make bench-plan`: plan and due list over 2,500 libraries and 1,000,000 visits; 300 ms each.

The whole way counts: the press, rights, SQL, the screen, the answer. Beside it what a visit
costs to be saved with the triggers that tick the plan, and without them, in one run.
"""

import asyncio
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from world import World, a_world, settings_for

from bot import sample
from storage import database, visits
from storage.records.visits import NewVisit

LIBRARIES, VISITS, YEARS = 2_500, 1_000_000, 20
FORGOTTEN = 5  # every fifth library: nobody has been there for half a year
LIMIT_MS = 300
TIMES = 7
SAVED = 200
NOW = "2026-10-15T06:00:00Z"
TODAY = date(2026, 10, 15)
TICKING = ("visit_ticks_plan", "visit_moves_tick")
PRESSES = (
    ("due list", "unvisited:0"),
    ("due list, last page", "unvisited:62"),
    ("a trip proposed", "propose:0:0"),
    ("a trip proposed for a day", "propose:3:2026-10-20"),
    ("plan and fact of a year", "plan.facts:year.2026-1:0"),
    ("plan and fact of a quarter", "plan.fact:quarter.2026-3:0"),
    ("plan and fact by methodist", "plan.people:year.2026-1:0"),
    ("plan and fact of one methodist", "plan.facts:year.2026-1:3"),
)


def fill(path: Path) -> None:
    """Put in libraries on a grid, twenty years of visits, four lines of the plan for each."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO libraries (code, kind, short_ru, full_ru, council_ru, latitude, longitude, "
        "updated_at) VALUES (?, 'rural', ?, ?, ?, ?, ?, ?)",
        [
            (f"B-{n:04}", f"Село {n}", f"Село {n}", f"Сельсовет {n // 8}", 51.5 + n // 50 * 0.09,
             24.0 + n % 50 * 0.13, NOW)
            for n in range(LIBRARIES)
        ],
    )  # fmt: skip
    first = db.execute("SELECT min(library_id) FROM libraries WHERE code LIKE 'B-%'").fetchone()[0]
    db.executemany(
        "INSERT INTO trips (trip_id, made_on, created_at) VALUES (?, ?, ?)",
        ((1_000 + n, on.isoformat(), NOW) for n, on in enumerate(_days())),
    )
    db.execute(
        "INSERT INTO trip_travellers (trip_id, staff_id, made_on) "
        "SELECT trip_id, 2 + trip_id % 3, made_on FROM trips WHERE trip_id >= 1000"
    )
    db.execute(
        "INSERT INTO visits (trip_id, library_id, visited_on, outcome, done, staff_id, "
        "entered_by, source, created_at, updated_at) "
        f"SELECT trip_id, {first} + trip_id % {LIBRARIES}, made_on, 'held', 'Расставлен фонд', "
        "2 + trip_id % 3, 2 + trip_id % 3, 'paper', ?, ? FROM trips WHERE trip_id >= 1000",
        (NOW, NOW),
    )
    db.execute(
        "DELETE FROM visits WHERE visited_on > '2026-04-15' AND trip_id >= 1000 "
        f"AND (library_id - {first}) % {FORGOTTEN} = 0"
    )
    db.executemany(
        "INSERT INTO plan_lines (library_id, approved_month, month, staff_id, created_at, "
        "updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (first + n, f"{year}-{month:02}", f"{year}-{month:02}", 2 + n % 3, NOW, NOW)
            for year in (2025, 2026)
            for n in range(LIBRARIES)
            for month in (2, 5, 8, 11)
        ],
    )
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.close()
    os.sync()


def _days() -> Iterator[date]:
    """Give the day of each trip: a library is visited every four and a half months or sooner."""
    days = YEARS * 365
    return (TODAY - timedelta(days=days - n * days // VISITS) for n in range(VISITS))


async def reading(world: World) -> float:
    """Print how long each screen takes, the median of some; return the slowest."""
    olga, slowest = world.chat(1001), 0.0
    await olga.start()
    for name, data in PRESSES:
        took, busy = [], []
        for _ in range(TIMES):
            await olga.send("/menu")
            began, used = time.perf_counter(), time.process_time()
            said = await olga.forge(data)
            took.append((time.perf_counter() - began) * 1000)
            busy.append((time.process_time() - used) * 1000)
        median, used = statistics.median(took), statistics.median(busy)
        slowest = max(slowest, median)
        print(f"{name}: {median:.0f} ms, CPU {used:.0f} ms ({said[0].splitlines()[0]})")  # noqa: T201
    return slowest


async def saving(world: World) -> None:
    """Print the CPU of a saved visit with and without the plan's triggers, in turns."""
    took: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(6):
        with_plan = turn % 2 == 0
        with _triggers(world.settings.database, kept=with_plan):
            took[with_plan].append(await _save(world, turn * SAVED))
    ours, bare = (statistics.median(took[one]) for one in (True, False))
    print(  # noqa: T201
        f"saving a visit: {ours:.0f} µs of CPU with the plan, {bare:.0f} µs without, "
        f"ratio {ours / bare:.2f}"
    )


@contextmanager
def _triggers(path: Path, *, kept: bool) -> Iterator[None]:
    """Take the plan's triggers away for a while."""
    if kept:
        yield
        return
    with sqlite3.connect(path) as db:
        made = [
            db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in TICKING
        ]
        for name in TICKING:
            db.execute(f"DROP TRIGGER {name}")
    yield
    with sqlite3.connect(path) as db:
        for statement in made:
            db.execute(statement)


async def _save(world: World, start: int) -> float:
    """Return the CPU of one saved visit in microseconds, each in a transaction of its own."""
    assert world.db is not None
    rows = await world.sql("SELECT library_id FROM libraries WHERE code LIKE 'B-%'")
    began = time.process_time()
    for n in range(start, start + SAVED):
        new = NewVisit(
            library_id=int(str(rows[n][0])), visited_on=TODAY, purposes=("help",), done="Сделано",
            staff_id=2, entered_by=2, travellers=(2,),
        )  # fmt: skip
        async with world.db.write() as tx:
            await visits.save(tx, new, now=NOW)
    return (time.process_time() - began) / SAVED * 1_000_000


async def prepare(folder: Path) -> None:
    """Put the sample network and the past into the folder before the bot starts on it."""
    path = settings_for(folder, "").database
    database.migrate(path)
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        await sample.load(tx, TODAY, telegram=True, with_entries=False, with_campaign=False)
    await db.close()
    began = time.perf_counter()
    fill(path)
    print(f"filled in {time.perf_counter() - began:.0f} s")  # noqa: T201


async def main() -> int:
    """Print the figures; 1 if a screen takes more than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        await prepare(Path(folder))
        async with a_world(Path(folder), sample=False) as world:
            slowest = await reading(world)
            await saving(world)
    print(f"load of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}")  # noqa: T201
    return 1 if slowest > LIMIT_MS else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
