"""`make bench-contest`: a contest of 500 entries with 10 files each and 7 jurors, all scored.

Lists, boards and sheets take at most 2 s. The archive of 500 entries takes no more memory than
that of 50: the child process is asked for its peak. Presses go the whole way: rights, SQL, the
screen, the answer; files are made by `python -m bot job`, as the bot has them made.
"""

import asyncio
import hashlib
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from PIL import Image
from world import TOKEN, World, a_world, settings_for

from bot import sample
from bot.rules.contests import AWARDS
from storage import access, contests, database, staff
from storage.database import Tx
from storage.records.contests import ContestFields, CriterionFields, Juror, Material

ENTRIES, FEW, FILES, LIBRARIES = 500, 50, 10, 100
PICTURES = 120  # different ones, 200 KB to 1 MB, each sent by several
LIMIT_S = 2.0
GROWTH_MB = 16.0  # of the peak from 50 entries to 500: rows of 4,500 more files, not their bytes
TIMES = 5
# A process begins with the peak of the one that it was forked from, so a small one stands between.
WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
TODAY = date(2026, 10, 15)
NOW = "2026-10-15T06:00:00Z"
BIG, SMALL = 4, 5  # the contests that are filled, after the three of the sample
CHAIRMAN, SECRETARY, OUTSIDER = 14, 2, 501
JURY = (CHAIRMAN, 6, 3, OUTSIDER, 502, 503, 504)
CRITERIA = (("эстетика", 10), ("удобство", 10), ("оригинальность", 10), ("книга", 10),
            ("средства", 5), ("колорит", 5))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Press:
    """A screen of somebody: what is pressed."""

    name: str
    user_id: int
    data: str
    times: int = TIMES


@dataclass(frozen=True, slots=True)
class Made:
    """What a file took: seconds, those of CPU, the peak of memory in MB; its size in bytes."""

    took: float
    busy: float
    peak: float
    size: int


@dataclass(frozen=True, slots=True)
class File:
    """A file that is made by a child process."""

    kind: str
    is_sheet: bool  # must be there within the limit
    more: tuple[tuple[str, object], ...] = ()


# In the order of the contest's life: each press finds what the ones before have made.
PRESSES = (
    Press("contests", 1003, "contest.list"),
    Press("contests of a librarian", 2000, "contest.list"),
    Press("card of the contest", 1003, f"contest.card:{BIG}"),
    Press("board: list", 1003, f"board.list:{BIG}"),
    Press("board: last page", 1003, f"board.list:{BIG}:0:0:62"),
    Press("board: libraries", 1003, f"board.libraries:{BIG}"),
    Press("board: who has not submitted", 1003, f"board.absent:{BIG}"),
    Press("admission: list", 1003, f"admit.list:{BIG}"),
    Press("juror: list", 1501, f"jury.contest:{BIG}"),
    Press("juror: own table", 1501, f"jury.table:{BIG}"),
    Press("juror: one entry", 1501, "jury.ask:250"),
    Press("jury board", 1002, f"judging.board:{BIG}"),
    Press("judging closed: results counted", 1002, f"judging.closed:{BIG}", times=1),
    Press("results", 1002, f"result.list:{BIG}:0"),
    Press("results: last page", 1002, f"result.list:{BIG}:62"),
    Press("results: one entry", 1002, "result.card:250"),
    Press("remarks of the jury", 1002, f"result.remarks:{BIG}:0"),
    Press("documents", 1002, f"papers:{BIG}"),
    Press("before publishing", 1001, f"result.preview:{BIG}"),
    Press("the small one closed", 1002, f"judging.closed:{SMALL}", times=1),
)
PAPERS = (
    File("materials", is_sheet=False),
    File("protocol", is_sheet=True),
    File("scores_book", is_sheet=True),
)


def pictures(folder: Path) -> list[tuple[str, int]]:
    """Draw photos into BOT_DATA/files; return the hash and size of each."""
    dice, found = random.Random(6), []
    for number in range(PICTURES):
        side = dice.randint(500, 1150)  # noise: 0.8 byte a point
        noise = Image.frombytes("RGB", (side, side), dice.randbytes(side * side * 3))
        buffer = BytesIO()
        noise.save(buffer, "JPEG", quality=75, comment=str(number).encode())
        content = buffer.getvalue()
        name = hashlib.sha256(content).hexdigest()
        place = folder / "files" / name[:2] / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        found.append((name, len(content)))
    return found


def fill(path: Path, photos: list[tuple[str, int]]) -> None:
    """Enter 500 and 50 entries, deal them to seven jurors, give all points and remarks."""
    dice = random.Random(7)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for contest_id, count in ((BIG, ENTRIES), (SMALL, FEW)):
        for number in range(count):
            entry_id = _enter(db, contest_id, number, photos)
            _judge(db, contest_id, entry_id, dice)
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.close()
    os.sync()


def _enter(
    db: sqlite3.Connection, contest_id: int, number: int, photos: list[tuple[str, int]]
) -> int:
    library_id, author = 1_000 + number % LIBRARIES, 1_000 + number % LIBRARIES
    title = f"Уголок «до и после» № {number}"
    answers = {"contest": str(contest_id), "title": title, "zone": "stand", "story": "Покрасили"}
    submission_id = db.execute(
        "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
        "created_at) VALUES ('entry_image', '1', ?, ?, ?, 'chat', ?)",
        (json.dumps(answers), author, author, NOW),
    ).lastrowid
    nomination = db.execute(
        "SELECT nomination_id FROM nominations WHERE contest_id = ? ORDER BY position LIMIT 1 "
        "OFFSET ?",
        (contest_id, number % 2),
    ).fetchone()[0]
    entry_id = db.execute(
        "INSERT INTO entries (contest_id, library_id, nomination_id, title, staff_id, entered_by, "
        "source, submission_id, state, submitted_at, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 'chat', ?, 'admitted', ?, ?)",
        (contest_id, library_id, nomination, title, author, author, submission_id, NOW, NOW),
    ).lastrowid
    for position in range(1, FILES + 1):
        name, size = photos[(number * FILES + position) % PICTURES]
        file_id = db.execute(
            "INSERT INTO files (telegram_file_id, unique_id, kind, mime, size, state, sha256, "
            "staff_id, created_at) VALUES (?, ?, 'photo', 'image/jpeg', ?, 'stored', ?, ?, ?)",
            (f"none-{entry_id}-{position}", f"{entry_id}-{position}", size, name, author, NOW),
        ).lastrowid
        role = "before" if position <= FILES // 2 else "after"
        db.execute(
            "INSERT INTO entry_files VALUES (?, ?, ?, ?)", (entry_id, role, position, file_id)
        )
    assert entry_id is not None
    return entry_id


def _judge(db: sqlite3.Connection, contest_id: int, entry_id: int, dice: random.Random) -> None:
    criteria = db.execute(
        "SELECT criterion_id, most_points FROM criteria WHERE contest_id = ?", (contest_id,)
    ).fetchall()
    for juror in JURY:
        db.execute("INSERT INTO deals VALUES (?, ?, ?)", (entry_id, juror, NOW))
        db.execute(
            "INSERT INTO judgements (entry_id, staff_id, remark, updated_at) VALUES (?, ?, ?, ?)",
            (
                entry_id,
                juror,
                "Хорошая работа, больше света" if dice.random() < 0.3 else None,
                NOW,
            ),
        )
        db.executemany(
            "INSERT INTO scores VALUES (?, ?, ?, ?)",
            [(entry_id, juror, key, dice.randint(most // 2, most)) for key, most in criteria],
        )


async def prepare(folder: Path) -> None:
    """Put the network, the jury, both contests with entries and all photos into the folder."""
    path = settings_for(folder, "").database
    database.migrate(path)
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        await sample.load(tx, TODAY, telegram=True, with_entries=False, with_campaign=False)
        await _people(tx)
        for title in ("Большой конкурс", "Малый конкурс"):
            await _contest(tx, title)
    await db.close()
    began = time.perf_counter()
    fill(path, pictures(folder))
    print(f"filled in {time.perf_counter() - began:.0f} s")  # noqa: T201


async def _people(tx: Tx) -> None:
    """Add four outsiders for the jury, and a hundred libraries with a librarian each."""
    await tx.many(
        "INSERT INTO libraries (library_id, code, kind, short_ru, full_ru, updated_at) "
        "VALUES (?, ?, 'rural', ?, ?, ?)",
        [(1_000 + n, f"B-{n:03}", f"Село {n}", f"Село {n}", NOW) for n in range(LIBRARIES)],
    )
    new = [(OUTSIDER + n, f"Внешний{n}", "juror") for n in range(4)]
    new += [(1_000 + n, f"Сельская{n}", "librarian") for n in range(LIBRARIES)]
    await tx.many(
        "INSERT INTO staff (staff_id, surname_ru, name_ru, role, created_at, updated_at) "
        "VALUES (?, ?, 'Анна', ?, ?, ?)",
        [(*one, NOW, NOW) for one in new],
    )
    await tx.many(
        "INSERT INTO staff_libraries VALUES (?, ?, 0)",
        [(1_000 + n, 1_000 + n) for n in range(LIBRARIES)],
    )
    for one in (OUTSIDER, 1_000):
        await staff.link_account(tx, 1_000 + one, one, now=NOW, by=one)
        version = await tx.value("SELECT max(version) FROM notices")
        await access.consent(tx, one, version, accepted=True, now=NOW)


async def _contest(tx: Tx, title: str) -> None:
    """Announce a contest and hand it to the jury."""
    new = ContestFields(
        title=title, subject="на лучшее оформление", form="entry_image",
        opens_on=date(2026, 8, 1), closes_on=date(2026, 10, 10),
        judging_until_on=date(2026, 10, 30), results_on=date(2026, 11, 5),
        materials=tuple(Material(role=one, least=1, most=5) for one in ("before", "after")),
    )  # fmt: skip
    jurors = [Juror(staff_id=one) for one in JURY[1:]]
    contest_id = await contests.add(
        tx,
        new,
        nominations=(("Внутри", None), ("Снаружи", None)),
        criteria=[CriterionFields(name_ru=name, most_points=most) for name, most in CRITERIA],
        awards=AWARDS,
        jurors=[Juror(staff_id=CHAIRMAN, duty="chairman"), *jurors,
                Juror(staff_id=SECRETARY, duty="secretary")],
        now=NOW,
        by=3,
    )  # fmt: skip
    for step in ("announced", "handed"):
        await contests.reach(tx, contest_id, step, now=NOW, by=3)


async def reading(world: World) -> list[str]:
    """Print how long each screen takes, the median of some; return what is too slow."""
    slow = []
    for one in PRESSES:
        chat = world.chat(one.user_id)
        await chat.start()
        took, busy = [], []
        for _ in range(one.times):
            await chat.send("/menu")  # so that a card appears anew
            began, used = time.perf_counter(), time.process_time()
            said = await chat.forge(one.data)
            took.append(time.perf_counter() - began)
            busy.append(time.process_time() - used)
        median, cpu = statistics.median(took), statistics.median(busy)
        print(f"{one.name}: {median:.2f} s, CPU {cpu:.2f} s ({len(said)} said: {_first(said)})")  # noqa: T201
        if median > LIMIT_S or not said:
            slow.append(one.name)
    return slow


def _first(said: list[str]) -> str:
    return " / ".join(said[-1].splitlines()[:2])[:90] if said else "NOTHING"


def making(folder: Path) -> list[str]:
    """Print how long each file takes and what memory; return what is over a limit."""
    bad = []
    for one in PAPERS:
        made = {}
        for contest_id, count in ((SMALL, FEW), (BIG, ENTRIES)):
            found = made[count] = _made(folder, one, contest_id)
            print(  # noqa: T201
                f"{one.kind} of {count}: {found.took:.1f} s, CPU {found.busy:.1f} s, peak "
                f"{found.peak:.0f} MB, {found.size / 2**20:.1f} MB written"
            )
            if one.is_sheet and found.took > LIMIT_S:
                bad.append(f"{one.kind} of {count}")
        if not one.is_sheet and made[ENTRIES].peak - made[FEW].peak > GROWTH_MB:
            bad.append(f"memory of {one.kind}")
    return bad


def _made(folder: Path, file: File, contest_id: int) -> Made:
    """Have a file made, as the bot has it made, and watch the child."""
    arguments = {"contest_id": contest_id, "language": "ru", "zone": "Europe/Minsk", "now": NOW}
    path = settings_for(folder, "").database
    with sqlite3.connect(path) as db:
        job_id = db.execute(
            "INSERT INTO jobs (kind, arguments, staff_id, chat_id, created_at) "
            "VALUES (?, ?, 2, 1002, ?)",
            (file.kind, json.dumps(arguments | dict(file.more)), NOW),
        ).lastrowid
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, sys.executable, "-m", "bot", "job", str(job_id)],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"BOT_DATA": str(folder), "BOT_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        check=True,
    )
    took = time.perf_counter() - began
    busy, peak = done.stdout.split()[-2:]
    made = folder / "outgoing"
    size = sum(one.stat().st_size for one in made.iterdir())
    shutil.rmtree(made)
    return Made(took, float(busy), int(peak) / 1024, size)


async def main() -> int:
    """Print the figures; 1 if something is over its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await prepare(folder)
        async with a_world(folder, sample=False) as world:
            bad = await reading(world)
        bad += making(folder)
    print(f"load of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}")  # noqa: T201
    print(f"over the limit: {', '.join(bad) or 'nothing'}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
