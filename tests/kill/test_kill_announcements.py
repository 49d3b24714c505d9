"""A real bot process is killed at random instants while announcements and reminders go out."""

import asyncio
import os
import random
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from pressing import Presser
from test_kill import IN_FLIGHT, MINSK, NOW, TOKEN, a_living_bot, everything_applied, fill, torment
from test_kill_monitoring import METHODIST, a_methodist, employ

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import announcements, database
from storage.records.announcements import AnnouncementFields

pytestmark = pytest.mark.kill

READERS = 24
EARLY = 4  # of them, who press «Прочитано» before the reminder
KILLS = max(2, int(os.environ.get("KILLS", "6")) // 3)
WORDS = "Сдайте планы до пятницы"
ASKED = "Пожалуйста, прочитайте объявление"


async def test_it_goes_once_and_reminds_once(tmp_path: Path) -> None:
    """Each reader has one row of it and one of its reminder; only what was in flight repeats."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, READERS)
    await employ(path, 1)
    await a_methodist(path)
    await _announce(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    telegram.clock.set(datetime(2026, 7, 15, 10, 1, tzinfo=MINSK))
    rng = random.Random(20261129)
    async with running(telegram) as url:
        for user_id in (*range(1001, 1001 + READERS), METHODIST):
            telegram.person(user_id, f"Анна {user_id}")
        await torment(tmp_path, url, rng, KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            await _everybody_has(telegram, WORDS, READERS)
            readers = [Presser(telegram, 1001 + n) for n in range(EARLY)]
            async with asyncio.timeout(60):
                await asyncio.gather(*(one.press("Прочитано", "Прочитано:") for one in readers))
        presser = Presser(telegram, METHODIST)
        pressing = asyncio.ensure_future(_remind(presser))
        await torment(tmp_path, url, rng, KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(60):
                await pressing
            await _everybody_has(telegram, ASKED, READERS - EARLY)
            await everything_applied(path)
    _check(path, telegram)


async def _announce(path: Path) -> None:
    """Keep an announcement of the methodist whose time is ten o'clock."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        by = int(await tx.value("SELECT staff_id FROM accounts WHERE user_id = ?", (METHODIST,)))
        new = AnnouncementFields(body=WORDS, audience="all", send_at="2026-07-15T07:00:00Z")
        await announcements.make(tx, new, now=NOW, by=by)
    await db.close()


async def _remind(methodist: Presser) -> None:
    """Press «Напомнить», and once more what a phone may repeat."""
    await methodist.say("/announcements", "прочитали 4 из 24")
    await methodist.press("15.07", "Получили: 24")
    await methodist.press("Напомнить", "Напоминание отправлено: 20", "Сейчас напоминать некому")


async def _everybody_has(telegram: Telegram, words: str, people: int) -> None:
    """Wait until so many have a message, and then for a tick more, which must send nothing."""
    async with asyncio.timeout(60):
        while sum(map(bool, _messages(telegram, words))) < people:
            await asyncio.sleep(0.1)
    await asyncio.sleep(6)


def _messages(telegram: Telegram, words: str) -> list[int]:
    return [
        sum(
            words in str(one.body.get("text"))
            for one in telegram.private(user_id).messages.values()
        )
        for user_id in range(1001, 1001 + READERS)
    ]


def _check(path: Path, telegram: Telegram) -> None:
    db = sqlite3.connect(path)
    written = "SELECT count(*), count(DISTINCT chat_id) FROM outbox WHERE lane = 1 AND payload"
    everything = db.execute(f"{written} LIKE ? AND chat_id <> ?", (f"%{WORDS}%", METHODIST))
    assert everything.fetchone() == (2 * READERS - EARLY, READERS)
    reminders = db.execute(f"{written} LIKE ?", (f"%{ASKED}%",))
    assert reminders.fetchone() == (READERS - EARLY, READERS - EARLY)
    rows = db.execute(
        "SELECT count(*), count(read_at), count(reminded_at), "
        "sum(read_at IS NOT NULL AND reminded_at IS NOT NULL) FROM announcement_readers "
        "WHERE is_reached"
    )
    assert rows.fetchone() == (READERS, EARLY, READERS - EARLY, 0)
    actions = db.execute(
        "SELECT action, count(*) FROM history WHERE subject = 'announcements' "
        "GROUP BY action ORDER BY action"
    )
    assert actions.fetchall() == [("added", 1), ("reminded", 1), ("sent", 1)]
    db.close()
    assert 0 <= sum(_messages(telegram, ASKED)) - (READERS - EARLY) <= KILLS * IN_FLIGHT
