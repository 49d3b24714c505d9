"""A real bot process is killed at random instants while the head publishes a contest."""

import asyncio
import os
import random
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest
from pressing import Presser
from test_kill import IN_FLIGHT, MINSK, NOW, TOKEN, a_living_bot, everything_applied, fill, torment

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import access, contests, database, entries, results, staff
from storage.database import Tx
from storage.records.contests import AwardFields, ContestFields, CriterionFields, NewEntry
from storage.records.judging import Result
from storage.records.people import StaffFields

pytestmark = pytest.mark.kill

READERS = 24
HEAD = 1900
KILLS = max(3, int(os.environ.get("KILLS", "6")) // 2)
WINNERS = "Диплом I степени"
CONTEST = ContestFields(
    title="Новый образ", form="entry_image", opens_on=date(2026, 6, 1), closes_on=date(2026, 7, 1)
)


async def test_everybody_hears_once_of_a_contest_published_once(tmp_path: Path) -> None:
    """Each has one row of it; only what was in flight repeats."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, READERS)
    await _judge(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    telegram.clock.set(datetime(2026, 7, 15, 10, 1, tzinfo=MINSK))
    async with running(telegram) as url:
        for user_id in (*range(1001, 1001 + READERS), HEAD):
            telegram.person(user_id, f"Анна {user_id}")
        head = Presser(telegram, HEAD)
        async with a_living_bot(telegram, tmp_path, url), asyncio.timeout(60):
            await head.say("/contests", "Конкурсы")
            await head.press("Новый образ", "Конкурс «Новый образ»")
            await head.press("Итоги", "Итоги закрыты")
            await head.press("Опубликовать…", "Опубликовать итоги конкурса")
        pressing = asyncio.ensure_future(head.press("Опубликовать", "Итоги опубликованы"))
        await torment(tmp_path, url, random.Random(20261130), KILLS)
        async with a_living_bot(telegram, tmp_path, url), asyncio.timeout(90):
            await pressing
            while min(_heard(telegram)) == 0:
                await asyncio.sleep(0.1)
            await everything_applied(path)
    _check(path, telegram)


async def _judge(path: Path) -> None:
    """Employ the head and judge a contest that a methodist has won."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        head = StaffFields(code="900", surname_ru="Главная", name_ru="Анна", role="head")
        [staff_id] = await staff.put(tx, [head], now=NOW, by=None)
        await staff.link_account(tx, HEAD, staff_id, now=NOW, by=None)
        notice = await access.current_notice(tx)
        assert notice is not None
        await access.consent(tx, staff_id, notice.version, accepted=True, now=NOW)
        contest_id = await contests.add(
            tx,
            CONTEST,
            criteria=[CriterionFields(name_ru="эстетика", most_points=10)],
            awards=[AwardFields(kind="degree", degree=1, name_ru="диплом I степени")],
            now=NOW,
            by=staff_id,
        )
        for step in ("announced", "handed", "judged"):
            await contests.reach(tx, contest_id, step, now=NOW, by=staff_id)
        entry_id = await _an_entry(tx, contest_id)
        [award] = (await contests.known(tx))[0].awards
        won = Result(
            entry_id=entry_id, points=9, jurors=1, place=1, decided_by="points",
            award_id=award.award_id,
        )  # fmt: skip
        await results.put(tx, contest_id, [won], now=NOW, by=None)
    await db.close()


async def _an_entry(tx: Tx, contest_id: int) -> int:
    submission_id = await tx.insert(
        "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
        "created_at) VALUES ('entry_image', '1', '{}', 1, 1, 'chat', ?)",
        (NOW,),
    )
    new = NewEntry(
        contest_id=contest_id, library_id=1, title="Уголок", staff_id=1, entered_by=1,
        source="chat", submission_id=submission_id,
    )  # fmt: skip
    entry_id = await entries.submit(tx, new, now=NOW)
    await entries.admit(tx, entry_id, now=NOW, by=1)
    return entry_id


def _heard(telegram: Telegram) -> list[int]:
    """Return how often each of the people has heard of the winners."""
    return [
        sum(
            WINNERS in str(one.body.get("text"))
            for one in telegram.private(user_id).messages.values()
        )
        for user_id in range(1001, 1001 + READERS)
    ]


def _check(path: Path, telegram: Telegram) -> None:
    db = sqlite3.connect(path)
    rows = db.execute(
        "SELECT count(*), count(DISTINCT chat_id) FROM outbox WHERE payload LIKE ? "
        "AND chat_id <> ?",
        (f"%{WINNERS}%", HEAD),
    )
    assert rows.fetchone() == (READERS, READERS)
    steps = db.execute(
        "SELECT count(*) FROM history WHERE subject = 'contests' AND action = 'published'"
    )
    assert steps.fetchone() == (1,)
    db.close()
    assert 0 <= sum(_heard(telegram)) - READERS <= KILLS * IN_FLIGHT
