"""A real bot process is killed at random instants while a contest is announced and published."""

import asyncio
import json
import os
import random
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest
from pressing import Presser
from test_kill import IN_FLIGHT, MINSK, NOW, TOKEN, a_living_bot, everything_applied, fill, torment
from test_kill_monitoring import METHODIST, a_methodist, employ

from bot.rules.contests import AWARDS
from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import contests, database, judging
from storage.database import Tx
from storage.records.contests import ContestFields, CriterionFields, Juror

pytestmark = pytest.mark.kill

LIBRARIANS = 12  # of a library each; the last one is the jury
AUTHORS = 4  # of them have an entry
KILLS = max(2, int(os.environ.get("KILLS", "6")) // 3)
ANNOUNCED = "Объявлен конкурс «Новый уголок»"
RESULTS = "Итоги конкурса «Новый уголок»"


async def test_nobody_hears_twice_and_nobody_is_missed(tmp_path: Path) -> None:
    """Announced and published by presses that are repeated until something comes of them."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, LIBRARIANS)
    await employ(path, LIBRARIANS)
    await a_methodist(path)
    await _a_contest(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    telegram.clock.set(datetime(2026, 7, 15, 10, 1, tzinfo=MINSK))
    rng = random.Random(20261130)
    async with running(telegram) as url:
        for user_id in (*range(1001, 1001 + LIBRARIANS), METHODIST):
            telegram.person(user_id, f"Анна {user_id}")
        head = Presser(telegram, METHODIST)
        for work, words in ((_announce, ANNOUNCED), (_publish, RESULTS)):
            pressing = asyncio.ensure_future(work(head))
            await torment(tmp_path, url, rng, KILLS)
            async with a_living_bot(telegram, tmp_path, url):
                async with asyncio.timeout(90):
                    await pressing
                await _everybody_has(telegram, words)
                await everything_applied(path)
            if work is _announce:
                await _judged(path)
    _check(path, telegram)


async def _a_contest(path: Path) -> None:
    """Make a contest that is not announced, and a head who may announce and publish it."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        await tx.run("UPDATE staff SET role = 'head' WHERE code = '900'")
        juror = int(await tx.value("SELECT staff_id FROM staff WHERE code = ?", (_last(),)))
        await contests.add(
            tx,
            ContestFields(
                title="Новый уголок", subject="на лучший уголок", form="entry_image",
                opens_on=date(2026, 7, 1), closes_on=date(2026, 12, 1),
            ),
            criteria=[CriterionFields(name_ru="эстетика", most_points=10)],
            awards=AWARDS,
            jurors=[Juror(staff_id=juror)],
            now=NOW,
            by=None,
        )  # fmt: skip
    await db.close()


def _last() -> str:
    return str(LIBRARIANS - 1)


async def _announce(head: Presser) -> None:
    await head.say("/contests", "«Новый уголок»")
    await head.press("Новый уголок", "Не объявлен: его видит только отдел")
    await head.press("Объявить", "Узнают 12 коллег")
    await head.press("Объявить", "Конкурс объявлен: сообщения ушли 12 коллегам")


async def _publish(head: Presser) -> None:
    await head.say("/contests", "«Новый уголок»")
    await head.press("Новый уголок", "на лучший уголок")
    await head.press("Итоги", "Итоги закрыты")
    await head.press("Опубликовать…", "Опубликовать итоги конкурса «Новый уголок»?")
    await head.press("Опубликовать", "Итоги опубликованы", "Опубликованы: 15 июля")


async def _judged(path: Path) -> None:
    """Let some have entered, the jury have scored, and the judging have ended."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        people = await tx.all(
            "SELECT staff_id, library_id FROM staff JOIN staff_libraries USING (staff_id) "
            "ORDER BY staff_id"
        )
        [contest] = await contests.known(tx)
        [juror] = contest.jurors
        for number, row in enumerate(people[:AUTHORS]):
            key = await _enter(tx, int(row["staff_id"]), int(row["library_id"]), number)
            await judging.deal(tx, [(key, juror.staff_id)], now=NOW)
            given = {contest.criteria[0].criterion_id: 9 - number}
            await judging.score(tx, key, juror.staff_id, given, now=NOW)
        for step in ("handed", "judged"):
            await contests.reach(tx, contest.contest_id, step, now=NOW, by=None)
    await db.close()


async def _enter(tx: Tx, staff_id: int, library_id: int, number: int) -> int:
    submission_id = await tx.insert(
        "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
        "created_at) VALUES ('entry_image', '1', ?, ?, ?, 'chat', ?)",
        (json.dumps({"contest": "1"}), staff_id, staff_id, NOW),
    )
    return await tx.insert(
        "INSERT INTO entries (contest_id, library_id, title, staff_id, entered_by, source, "
        "submission_id, state, submitted_at, updated_at) "
        "VALUES (1, ?, ?, ?, ?, 'chat', ?, 'admitted', ?, ?)",
        (library_id, f"Уголок {number}", staff_id, staff_id, submission_id, NOW, NOW),
    )


async def _everybody_has(telegram: Telegram, words: str) -> None:
    """Wait until all librarians have a message, and then for a tick more."""
    async with asyncio.timeout(60):
        while not all(_messages(telegram, words)):
            await asyncio.sleep(0.1)
    await asyncio.sleep(6)


def _messages(telegram: Telegram, words: str) -> list[int]:
    return [
        sum(
            words in str(one.body.get("text"))
            for one in telegram.private(1001 + n).messages.values()
        )
        for n in range(LIBRARIANS)
    ]


def _check(path: Path, telegram: Telegram) -> None:
    db = sqlite3.connect(path)
    for words in (ANNOUNCED, RESULTS):
        written = db.execute(
            "SELECT count(*), count(DISTINCT chat_id) FROM outbox WHERE payload LIKE ? "
            "AND chat_id <> ?",
            (f"%{words}%", METHODIST),
        )
        assert written.fetchone() == (LIBRARIANS, LIBRARIANS), words
        assert 0 <= sum(_messages(telegram, words)) - LIBRARIANS <= KILLS * IN_FLIGHT, words
    thanked = db.execute(
        "SELECT count(*) FROM outbox WHERE payload LIKE ?", (f"%{RESULTS}. Ваша работа%",)
    )
    assert thanked.fetchone() == (AUTHORS - 1,)  # three degrees; the fourth hears thanks
    steps = db.execute(
        "SELECT action, count(*) FROM history WHERE subject = 'contests' "
        "AND action IN ('announced', 'published') GROUP BY action ORDER BY action"
    )
    assert steps.fetchall() == [("announced", 1), ("published", 1)]
    db.close()
