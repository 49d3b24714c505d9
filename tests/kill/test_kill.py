"""A real bot process is killed at random instants while a fleet of people logs visits."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fleet import Visitor

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import access, database, libraries, staff
from storage.records.libraries import LibraryFields
from storage.records.people import StaffFields

pytestmark = pytest.mark.kill

TOKEN = "7000000001:" + "K" * 35
PEOPLE = 8
INTERRUPTED = 3  # of them begin a visit and leave it
REMINDED = 24
REMINDER_KILLS = max(3, int(os.environ.get("KILLS", "6")) // 10)
IN_FLIGHT = 4  # messages that a bot at Telegram's pace can have under way
MINSK = ZoneInfo("Europe/Minsk")
KILLS = int(os.environ.get("KILLS", "6"))
NOW = "2026-01-01T00:00:00Z"
SAID = dict.fromkeys(("ru", "be", "en"), "Что хранит бот")


async def fill(path: Path, people: int = PEOPLE) -> None:
    """Fill a network of twelve libraries and methodists 1001, 1002, ... with accounts."""
    database.migrate(path)
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        places = [
            LibraryFields(code=f"L-{n}", short_ru=f"Село {n}", full_ru=f"Село {n}", kind="rural")
            for n in range(12)
        ]
        await libraries.put(tx, places, now=NOW, by=None)
        notice_version = await access.publish(tx, SAID, SAID, now=NOW, by=None)
        people = [
            StaffFields(code=str(n), surname_ru=f"Книжник-{n}", name_ru="Анна", role="methodist")
            for n in range(people)
        ]
        for number, staff_id in enumerate(await staff.put(tx, people, now=NOW, by=None)):
            await staff.link_account(tx, 1001 + number, staff_id, now=NOW, by=None)
            await access.consent(tx, staff_id, notice_version, accepted=True, now=NOW)
    await db.close()


def environment(folder: Path, url: str) -> dict[str, str]:
    ours = {"BOT_TOKEN": TOKEN, "BOT_API_URL": url, "BOT_DATA": str(folder)}
    clock = folder / "clock.json"
    moved = {"BOT_CLOCK_FILE": str(clock)} if clock.exists() else {}
    return os.environ | ours | moved


async def start_bot(folder: Path, url: str) -> asyncio.subprocess.Process:
    with (folder / "bot.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=environment(folder, url),
            stdout=log,
            stderr=log,
        )


async def torment(folder: Path, url: str, rng: random.Random, kills: int) -> None:
    """Start the bot and kill it, again and again, at any instant of its life."""
    for _ in range(kills):
        bot = await start_bot(folder, url)
        await asyncio.sleep(rng.uniform(0.2, 2.4))
        bot.send_signal(signal.SIGKILL)
        assert await bot.wait() == -signal.SIGKILL, (folder / "bot.log").read_text("utf-8")[-4000:]


def describe(folder: Path, visitors: list[Visitor]) -> str:
    """Tell what those who wait for the bot see, and what the bot logged."""
    seen = "\n\n".join(visitor.seen() for visitor in visitors)
    return f"{seen}\n\n{(folder / 'bot.log').read_text('utf-8')[-3000:]}"


@asynccontextmanager
async def a_living_bot(telegram: Telegram, folder: Path, url: str) -> AsyncIterator[None]:
    """Run a bot that is not killed, stopped at the end as an init system does it.

    It has called Telegram before: while Python still starts, an order to stop ends it at once.
    """
    before = telegram.calls
    bot = await start_bot(folder, url)
    try:
        yield
        async with asyncio.timeout(30):
            while telegram.calls == before:
                await asyncio.sleep(0.05)
    finally:
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await bot.wait() == 0


async def all_done(
    folder: Path, people: list[asyncio.Task[None]], visitors: list[Visitor]
) -> None:
    """Wait until everyone has finished."""
    _, stuck = await asyncio.wait(people, timeout=90)
    assert not stuck, describe(folder, visitors)
    await asyncio.gather(*people)


async def test_nothing_that_was_told_is_lost_or_doubled(tmp_path: Path) -> None:
    """What a person was told is saved is there exactly once; every draft stands where it stood."""
    rng = random.Random(20261015)
    await fill(tmp_path / "knigonosha.sqlite")
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url:
        everyone = []
        for number in range(PEOPLE):
            telegram.person(1001 + number, f"Анна {number}")
            everyone.append(Visitor(telegram, 1001 + number, random.Random(number)))
        visitors, slow = everyone[:-INTERRUPTED], everyone[-INTERRUPTED:]
        people = [asyncio.ensure_future(visitor.run()) for visitor in visitors]
        people += [asyncio.ensure_future(one.leave_off(n + 1)) for n, one in enumerate(slow)]
        await torment(tmp_path, url, rng, KILLS)
        for visitor in visitors:
            visitor.stopping = True
        async with a_living_bot(telegram, tmp_path, url):
            await all_done(tmp_path, people, everyone)
            left_at = [one.question for one in slow]
            assert [await one.resume() for one in slow] == left_at
            await everything_applied(tmp_path / "knigonosha.sqlite")
    check(tmp_path / "knigonosha.sqlite", visitors)


async def everything_applied(path: Path) -> None:
    """Wait for what nobody waits for: an order to stop leaves a repeated press in the inbox."""
    db = sqlite3.connect(path)
    async with asyncio.timeout(30):
        while db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]:
            await asyncio.sleep(0.05)
    db.close()


def check(path: Path, visitors: list[Visitor]) -> None:
    """Compare what people were told with what is stored."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    kept = Counter(row["done"] for row in db.execute("SELECT done FROM visits"))
    told = [line for visitor in visitors for line in visitor.told]
    assert len(told) >= len(visitors)
    assert {line: kept[line] for line in told} == dict.fromkeys(told, 1)
    assert {line: count for line, count in kept.items() if count > 1} == {}
    assert db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0] == 0
    assert [
        row["error"] for row in db.execute("SELECT error FROM inbox WHERE state = 'quarantined'")
    ] == []
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("SELECT count(*) FROM outbox WHERE state = 'pending'").fetchone()[0] == 0
    db.close()


async def test_reminders_are_neither_lost_nor_doubled(tmp_path: Path) -> None:
    """Each person gets the morning's digest once, whatever is killed while digests go out."""
    rng = random.Random(20261016)
    path, clock = tmp_path / "knigonosha.sqlite", tmp_path / "clock.json"
    await fill(path, REMINDED)
    telegram = Telegram(token=TOKEN, clock=Clock(clock))
    telegram.clock.set(datetime(2026, 10, 15, 12, 0, tzinfo=MINSK))
    async with running(telegram) as url:
        people = []
        for number in range(REMINDED):
            telegram.person(1001 + number, f"Анна {number}")
            people.append(Visitor(telegram, 1001 + number, random.Random(number)))
        async with a_living_bot(telegram, tmp_path, url):
            await asyncio.gather(*(one.leave_off(1) for one in people))
        telegram.clock.set(datetime(2026, 10, 16, 9, 31, tzinfo=MINSK))
        await torment(tmp_path, url, rng, REMINDER_KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            await digests_came(telegram)
    check_digests(path, telegram)


async def digests_came(telegram: Telegram) -> None:
    """Wait until everyone has a digest, and then for one tick more, which must send nothing."""
    async with asyncio.timeout(60):
        while not all(digests(telegram)):
            await asyncio.sleep(0.1)
    await asyncio.sleep(6)


def digests(telegram: Telegram) -> list[int]:
    """Count the digests in each person's chat."""
    return [
        sum("сегодня 16" in one.body.get("text", "") for one in chat.messages.values())
        for chat in telegram.chats.values()
    ]


def check_digests(path: Path, telegram: Telegram) -> None:
    """One row a person in the outbox and among reminders; only what was in flight repeats."""
    db = sqlite3.connect(path)
    written = db.execute(
        "SELECT chat_id, count(*) FROM outbox WHERE payload LIKE '%сегодня%' GROUP BY chat_id"
    ).fetchall()
    assert written == [(1001 + number, 1) for number in range(REMINDED)]
    states = db.execute("SELECT state, count(*) FROM reminders WHERE step = 'draft_1' GROUP BY 1")
    assert states.fetchall() == [("sent", REMINDED)]
    db.close()
    repeated = sum(digests(telegram)) - REMINDED
    assert 0 <= repeated <= REMINDER_KILLS * IN_FLIGHT
