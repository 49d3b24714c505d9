"""`make bench`: what the product does in a second on this machine, as a table and JSON.

The bot runs on one core; the sandbox and the people on the other. Noisy machines: compare
within one run only.
"""

import asyncio
import json
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "kill"), str(HERE.parent.parent)]

from fleet import Visitor  # noqa: E402  # the path is set above
from walkers import BEGIN  # noqa: E402

from bot.sandbox.errors import ApiError  # noqa: E402
from bot.sandbox.limits import Limits  # noqa: E402
from bot.sandbox.phone import Phone  # noqa: E402
from bot.sandbox.server import running  # noqa: E402
from bot.sandbox.telegram import Telegram  # noqa: E402
from storage import access, database, libraries, staff  # noqa: E402
from storage.records.libraries import LibraryFields  # noqa: E402
from storage.records.people import StaffFields  # noqa: E402

TOKEN = "7000000001:" + "B" * 35
NOW = "2026-01-01T00:00:00Z"
SAID = dict.fromkeys(("ru", "be", "en"), "Что хранит бот")
PEOPLE = 64
SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
RECORDS = int(os.environ.get("BENCH_RECORDS", "1000000"))
DAYS = 20 * 365
LONGEST_S = 120.0
CALM_S = 1.0  # between two answers of one person: still ten times faster than people are
WARM_S = 2.0  # everyone walks by then
WAITING = 200  # presses that Telegram holds: two batches of getUpdates
THINK_S = 12.0  # seconds a person with a phone takes for one answer, meanwhile


@dataclass
class Measured:
    """What one run gave."""

    answers_a_second: float
    calls_an_answer: float
    cpu_ms_an_answer: float
    p50_ms: float
    p95_ms: float
    rss_mib: float


async def fill(path: Path, people: int, records: int, others: int = 0) -> None:
    """Fill a network with accounts, and past visits spread over twenty years."""
    database.migrate(path)
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        places = [
            LibraryFields(code=f"L-{n}", short_ru=f"Село {n}", full_ru=f"Село {n}", kind="rural")
            for n in range(40)
        ]
        await libraries.put(tx, places, now=NOW, by=None)
        notice_version = await access.publish(tx, SAID, SAID, now=NOW, by=None)
        rows = [
            StaffFields(code=str(n), surname_ru=f"Книжник-{n}", name_ru="Анна", role="methodist")
            for n in range(people + others)
        ]
        for number, staff_id in enumerate(await staff.put(tx, rows, now=NOW, by=None)):
            await staff.link_account(tx, 1001 + number, staff_id, now=NOW, by=None)
            await access.consent(tx, staff_id, notice_version, accepted=True, now=NOW)
    await db.close()
    _past_visits(path, people, records)


def _past_visits(path: Path, people: int, records: int) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
        "INSERT INTO trips (trip_id, made_on, created_at) "
        "SELECT i, date('2006-01-01', '+' || (i % ?) || ' days'), ? FROM n",
        (records, DAYS, NOW),
    )
    db.execute(
        "INSERT INTO trip_travellers (trip_id, staff_id, made_on) "
        "SELECT trip_id, 1 + trip_id % ?, made_on FROM trips",
        (people,),
    )
    db.execute(
        "INSERT INTO visits (trip_id, library_id, visited_on, outcome, done, staff_id, "
        "entered_by, source, created_at, updated_at) "
        "SELECT trip_id, 1 + trip_id % 40, made_on, 'held', 'Расставлен фонд ' || trip_id, "
        "1 + trip_id % ?, 1 + trip_id % ?, 'paper', ?, ? FROM trips",
        (people, people, NOW, NOW),
    )
    db.execute("INSERT INTO visit_purposes SELECT visit_id, 0, 'methodical_help' FROM visits")
    db.execute("COMMIT")
    db.execute("ANALYZE")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    os.sync()  # else the disk is still busy with the past while the present is measured


@asynccontextmanager
async def a_process(
    words: list[str], environment: dict[str, str]
) -> AsyncIterator[psutil.Process]:
    """Run a process on core 0, stopped at the end."""
    with tempfile.TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, env=os.environ | environment, stdout=log, stderr=log
        )
        watched = psutil.Process(process.pid)
        watched.cpu_affinity([0])
        try:
            yield watched
        finally:
            process.terminate()
            await process.wait()


def product(folder: Path, url: str) -> tuple[list[str], dict[str, str]]:
    """Return the command and environment of the product."""
    return ["-m", "bot", "run"], {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": url,
        "BOT_DATA": str(folder),
    }


class CountingLimits(Limits):
    """Telegram's pace, and how often it was broken."""

    refused = 0

    def take(self, chat_id: int, now: float) -> None:
        """Take a token, or count the 429."""
        try:
            super().take(chat_id, now)
        except ApiError:
            self.refused += 1
            raise


class Timed(Visitor):
    """A visitor who notes how long each answer took, in seconds."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.times: list[float] = []

    async def _press(self, card: Any, offered: list[str]) -> None:
        started = time.perf_counter()
        await super()._press(card, offered)
        self.times.append(time.perf_counter() - started)

    async def _answered_below(self, message_id: int) -> None:
        started = time.perf_counter()
        await super()._answered_below(message_id)
        self.times.append(time.perf_counter() - started)


async def load(
    telegram: Telegram, bot: psutil.Process, seconds: float, people: int, think_s: float = 0.0
) -> Measured:
    """Let people fill the form for some seconds and measure the bot meanwhile."""
    visitors = []
    for number in range(people):
        telegram.person(1001 + number, f"Анна {number}")
        visitors.append(Timed(telegram, 1001 + number, random.Random(number), think_s=think_s))
    tasks = [asyncio.ensure_future(visitor.run()) for visitor in visitors]
    await asyncio.sleep(2.0)  # everyone is on the way, caches are warm
    for visitor in visitors:
        visitor.times.clear()
    calls, cpu, began = telegram.calls, sum(bot.cpu_times()[:2]), time.perf_counter()
    await asyncio.sleep(seconds)
    spent = time.perf_counter() - began
    times = [one for visitor in visitors for one in visitor.times]
    calls, cpu = telegram.calls - calls, sum(bot.cpu_times()[:2]) - cpu
    rss = bot.memory_info().rss / 2**20
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    cuts = statistics.quantiles(times, n=100)
    return Measured(
        len(times) / spent,
        calls / len(times),
        cpu * 1000 / len(times),
        cuts[49] * 1000,
        cuts[94] * 1000,
        rss,
    )


async def run_product(records: int, seconds: float) -> tuple[Measured, float]:
    """Measure the product over `records` visits; also the seconds until it polls."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await fill(folder / "knigonosha.sqlite", PEOPLE, records)
        telegram = Telegram(token=TOKEN, journal=False, kept_messages=12)
        async with running(telegram) as url:
            words, environment = product(folder, url)
            async with a_process(words, environment) as bot:
                started = await _until_polled(telegram)
                return await load(telegram, bot, seconds, PEOPLE), started


async def run_calm(seconds: float) -> Measured:
    """Measure the product while 64 people answer as people do, not as fast as they can."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await fill(folder / "knigonosha.sqlite", PEOPLE, 1_000)
        telegram = Telegram(token=TOKEN, journal=False, kept_messages=12)
        async with running(telegram) as url:
            words, environment = product(folder, url)
            async with a_process(words, environment) as bot:
                await _until_polled(telegram)
                return await load(telegram, bot, seconds, PEOPLE, CALM_S)


async def run_taps(people: int, seconds: float) -> tuple[float, float]:
    """Measure counter taps a second on `people` cards at once, and the cards sent a second.

    Presses that have waited for a network arrive as fast as the bot takes them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "knigonosha.sqlite"
        await fill(path, people, 1_000)
        # The message that gets the reaction must still be there.
        telegram = Telegram(token=TOKEN, journal=False, kept_messages=2 * WAITING)
        phones = []
        for number in range(people):
            telegram.person(1001 + number, f"Анна {number}", language_code="ru")
            phones.append(Phone(telegram, 1001 + number))
        for text in BEGIN:
            for phone in phones:
                phone.text(text)
        async with running(telegram) as url:
            words, environment = product(folder, url)
            async with a_process(words, environment):
                await _until_polled(telegram)
                pressing = asyncio.ensure_future(_press_on(telegram, phones))
                await asyncio.sleep(WARM_S)
                taps, cards, began = *_counted(path), time.perf_counter()
                await asyncio.sleep(seconds)
                more_taps, more_cards = _counted(path)
                spent = time.perf_counter() - began
                pressing.cancel()
        return (more_taps - taps) / spent, (more_cards - cards) / spent


async def _press_on(telegram: Telegram, phones: list[Phone]) -> None:
    """Keep two batches of presses waiting."""
    keys = ("Уже читатели", "Никого нет", "Новый читатель")
    number = 0
    while True:
        while len(telegram.updates.queue) < WAITING:
            phones[number % len(phones)].text(keys[number % len(keys)])
            number += 1
        await asyncio.sleep(0.001)


def _counted(path: Path) -> tuple[int, int]:
    """Return how many taps are stored and how many cards are sent."""
    db = sqlite3.connect(path)
    taps = db.execute("SELECT count(*) FROM round_taps").fetchone()[0]
    cards = db.execute(
        "SELECT count(*) FROM outbox WHERE state = 'sent' AND slot LIKE 'walk:%'"
    ).fetchone()[0]
    db.close()
    return taps, cards


async def _until_polled(telegram: Telegram) -> float:
    began = time.perf_counter()
    while not telegram.presence.is_online:
        await asyncio.sleep(0.002)
    return time.perf_counter() - began


async def run_bare(seconds: float) -> Measured:
    """Measure the plain PTB bot under the same load."""
    telegram = Telegram(token=TOKEN, journal=False, kept_messages=12)
    async with (
        running(telegram) as url,
        a_process([str(HERE / "bare.py"), TOKEN, url], {"PYTHONPATH": "."}) as bot,
    ):
        await _until_polled(telegram)
        return await load(telegram, bot, seconds, PEOPLE)


async def run_broadcast(recipients: int = 1000, people: int = 20) -> dict[str, float]:
    """Send a broadcast at Telegram's pace while others fill forms."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "knigonosha.sqlite"
        await fill(path, people, 1000, others=recipients)
        db = sqlite3.connect(path)
        payload = json.dumps({"text": "Объявление отдела", "parse_mode": "HTML"})
        db.executemany(
            "INSERT INTO outbox (chat_id, lane, method, payload, created_at) "
            "VALUES (?, 1, 'sendMessage', ?, ?)",
            [(1001 + people + n, payload, NOW) for n in range(recipients)],
        )
        db.commit()
        telegram = Telegram(token=TOKEN, journal=False, kept_messages=12)
        limits = telegram.limits = CountingLimits()
        for number in range(recipients):
            telegram.person(1001 + people + number, f"Анна {number}")
        async with running(telegram) as url:
            words, environment = product(folder, url)
            async with a_process(words, environment) as bot:
                await _until_polled(telegram)
                began = time.perf_counter()
                others = asyncio.ensure_future(load(telegram, bot, 30.0, people, THINK_S))
                while (
                    sum(
                        bool(telegram.chats[1001 + people + n].messages) for n in range(recipients)
                    )
                    < recipients
                ):
                    await asyncio.sleep(0.1)
                    if time.perf_counter() - began > 120:
                        break
                spent = time.perf_counter() - began
                measured = await others
        waiting = db.execute("SELECT count(*) FROM outbox WHERE state = 'failed'").fetchone()[0]
        db.close()
        return {
            "broadcast_s": spent,
            "others_p50_ms": measured.p50_ms,
            "others_p95_ms": measured.p95_ms,
            "refused": limits.refused,
            "failed_rows": waiting,
        }


async def main() -> None:
    """Run everything and print the table and JSON."""
    os.sched_setaffinity(0, {1})
    small, started = await run_product(1_000, SECONDS)
    bare = await run_bare(SECONDS)
    large, _ = await run_product(RECORDS, SECONDS)
    calm = await run_calm(SECONDS)
    broadcast = await run_broadcast()
    taps_one, cards_one = await run_taps(1, SECONDS)
    taps_many, cards_many = await run_taps(PEOPLE, SECONDS)
    rows = [
        ("answers/s, 64 people, synchronous=FULL", small.answers_a_second, ">= 600"),
        ("answers/s, bare PTB bot, no storage", bare.answers_a_second, ""),
        ("ratio to the bare bot", small.answers_a_second / bare.answers_a_second, ">= 0.6"),
        ("Bot API calls an answer", small.calls_an_answer, ""),
        ("Bot API calls an answer, bare", bare.calls_an_answer, ""),
        ("CPU ms an answer", small.cpu_ms_an_answer, ""),
        ("CPU ms an answer, bare", bare.cpu_ms_an_answer, ""),
        ("p50 ms of an answer", small.p50_ms, ""),
        ("p95 ms of an answer", small.p95_ms, "< 50"),
        (f"p95 ms, {PEOPLE} people with a pause of {CALM_S} s", calm.p95_ms, "< 50"),
        (f"p95 ms with {RECORDS} records", large.p95_ms, ""),
        ("ratio of p95, many records to 1,000", large.p95_ms / small.p95_ms, "<= 1.2"),
        ("broadcast to 1,000, s", broadcast["broadcast_s"], "<= 40"),
        ("others' p95 ms meanwhile", broadcast["others_p95_ms"], "< 200"),
        ("429s, each waited for", broadcast["refused"], ""),
        ("failed rows of the broadcast", broadcast["failed_rows"], "0"),
        ("counter taps/s on one card", taps_one, ">= 300"),
        ("cards/s meanwhile", cards_one, "<= 0.4"),
        (f"counter taps/s on {PEOPLE} cards at once", taps_many, ">= 600"),
        ("cards/s meanwhile, all together", cards_many, ""),
        ("memory MiB", small.rss_mib, "< 120"),
        (f"memory MiB with {RECORDS} records", large.rss_mib, "< 120"),
        ("start to first getUpdates, s", started, "< 1"),
    ]
    for name, value, aim in rows:
        print(f"{name:42} {value:12.3f}   {aim}")  # noqa: T201
    print(json.dumps({name: value for name, value, _ in rows}, ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main())
