"""A real bot process is killed at random instants while a fleet of people logs visits."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections import Counter
from pathlib import Path

import pytest
from fleet import Visitor

from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import access, database, libraries, staff
from storage.records import LibraryFields, StaffFields

pytestmark = pytest.mark.kill

TOKEN = "7000000001:" + "K" * 35
PEOPLE = 8
KILLS = int(os.environ.get("KILLS", "6"))
NOW = "2026-01-01T00:00:00Z"
SAID = dict.fromkeys(("ru", "be", "en"), "Что хранит бот")


async def fill(path: Path) -> None:
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
            for n in range(PEOPLE)
        ]
        for number, staff_id in enumerate(await staff.put(tx, people, now=NOW, by=None)):
            await staff.link_account(tx, 1001 + number, staff_id, now=NOW, by=None)
            await access.consent(tx, staff_id, notice_version, accepted=True, now=NOW)
    await db.close()


def environment(folder: Path, url: str) -> dict[str, str]:
    ours = {"BOT_TOKEN": TOKEN, "BOT_API_URL": url, "BOT_DATA": str(folder)}
    return os.environ | ours


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


async def finish(
    folder: Path, url: str, people: list[asyncio.Task[None]], visitors: list[Visitor]
) -> None:
    """Let everyone finish with a bot that lives, then stop it as an init system does."""
    bot = await start_bot(folder, url)
    _, stuck = await asyncio.wait(people, timeout=60)
    assert not stuck, describe(folder, visitors)
    await asyncio.gather(*people)
    bot.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(bot.wait(), 30) == 0


async def test_nothing_that_was_told_is_lost_or_doubled(tmp_path: Path) -> None:
    """What a person was told is saved is there exactly once; every draft stands where it stood."""
    rng = random.Random(20261015)
    await fill(tmp_path / "knigonosha.sqlite")
    telegram = Telegram(token=TOKEN)
    async with running(telegram) as url:
        visitors = []
        for number in range(PEOPLE):
            telegram.person(1001 + number, f"Анна {number}")
            visitors.append(Visitor(telegram, 1001 + number, random.Random(number)))
        people = [asyncio.ensure_future(visitor.run()) for visitor in visitors]
        await torment(tmp_path, url, rng, KILLS)
        for visitor in visitors:
            visitor.stopping = True
        await finish(tmp_path, url, people, visitors)
    check(tmp_path / "knigonosha.sqlite", visitors)


def check(path: Path, visitors: list[Visitor]) -> None:
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    kept = Counter(row["done"] for row in db.execute("SELECT done FROM visits"))
    told = [line for visitor in visitors for line in visitor.told]
    assert len(told) >= PEOPLE
    assert {line: kept[line] for line in told} == dict.fromkeys(told, 1)
    assert {line: count for line, count in kept.items() if count > 1} == {}
    assert db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0] == 0
    assert [
        row["error"] for row in db.execute("SELECT error FROM inbox WHERE state = 'quarantined'")
    ] == []
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("SELECT count(*) FROM outbox WHERE state = 'pending'").fetchone()[0] == 0
    db.close()
