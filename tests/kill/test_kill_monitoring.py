"""A real bot process is killed at random instants while a campaign runs."""

import asyncio
import json
import os
import random
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from pressing import Presser
from test_kill import IN_FLIGHT, MINSK, NOW, TOKEN, a_living_bot, everything_applied, fill, torment

from bot.sandbox.clock import Clock
from bot.sandbox.phone import Phone
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import access, database, staff
from storage.records.people import StaffFields

pytestmark = pytest.mark.kill

LIBRARIANS = 3
CHASED = 12
ANSWERING = 2  # of them, after the first reminder
LEFT = CHASED - ANSWERING
METHODIST = 1900
STEPS = (  # the first minute of each day on which something is said; which step, to how many
    (datetime(2026, 10, 1, 9, 31, tzinfo=MINSK), "opened", CHASED),
    (datetime(2026, 10, 16, 9, 31, tzinfo=MINSK), "before_3", LEFT),
    (datetime(2026, 10, 19, 9, 31, tzinfo=MINSK), "before_1", LEFT),
    (datetime(2026, 10, 21, 9, 31, tzinfo=MINSK), "after_1", LEFT),
    (datetime(2026, 10, 22, 9, 31, tzinfo=MINSK), "chase", 1),  # the list, to who reviews
)
KILLS = max(3, int(os.environ.get("KILLS", "6")) // 2)
STEP_KILLS = max(2, KILLS // 3)
COUNTS = ("191", "52", "58", "1471", "260", "3514", "4480", "39", "100,5", "3")
WORDS = (*COUNTS, "Да", "Всё в порядке", "2", "Пропустить", "Отправить")
SAID = [191, 52, 58, 1471, 260, 3514, 4480, 39, 100.5, 3, "yes", "fine", 2]


class Librarian:
    """Answers one word after another, each once: words wait in Telegram while the bot is dead."""

    def __init__(self, telegram: Telegram, user_id: int) -> None:
        self.phone = Phone(telegram, user_id)
        self.chat = telegram.private(user_id)

    async def begin(self) -> None:
        """Ask for the questionnaire until its campaign has opened."""
        while not self._reads("1 из 14"):
            self.phone.text("/questionnaire")
            await asyncio.sleep(1)

    async def answer(self) -> None:
        """Give every answer; the next one only when the question is there."""
        for number, word in enumerate(WORDS, 1):
            self.phone.text(word)
            asked = f"{number + 1} из 14" if number < 14 else "Проверьте"
            await self._until("Анкета отправлена" if word == WORDS[-1] else asked)

    async def _until(self, text: str) -> None:
        while not self._reads(text):
            mark = self.chat.rev
            await self.chat.changed(mark, 1.0)

    def _reads(self, text: str) -> bool:
        return any(
            one.by_bot and text in one.body.get("text", "") for one in self.chat.messages.values()
        )


async def employ(path: Path, librarians: int = LIBRARIANS) -> None:
    """Give libraries their librarians."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        people = [
            StaffFields(
                code=str(n),
                surname_ru=f"Книжник-{n}",
                name_ru="Анна",
                role="librarian",
                libraries=(f"L-{n}",),
            )
            for n in range(librarians)
        ]
        await staff.put(tx, people, now=NOW, by=None)
    await db.close()


async def a_methodist(path: Path) -> None:
    """Employ who reviews."""
    db = await database.Database.open(path, readers=1)
    async with db.write() as tx:
        person = StaffFields(
            code="900", surname_ru="Проверяющая", name_ru="Анна", role="methodist"
        )
        [staff_id] = await staff.put(tx, [person], now=NOW, by=None)
        await staff.link_account(tx, METHODIST, staff_id, now=NOW, by=None)
        notice = await access.current_notice(tx)
        assert notice is not None
        await access.consent(tx, staff_id, notice.version, accepted=True, now=NOW)
    await db.close()


async def test_answers_are_neither_lost_nor_doubled(tmp_path: Path) -> None:
    """Each library's questionnaire is sent once, with every answer as it was typed."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, LIBRARIANS)
    await employ(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    telegram.clock.set(datetime(2026, 10, 15, 12, 0, tzinfo=MINSK))
    async with running(telegram) as url:
        for number in range(LIBRARIANS):
            telegram.person(1001 + number, f"Анна {number}")
        librarians = [Librarian(telegram, 1001 + number) for number in range(LIBRARIANS)]
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(60):
                await asyncio.gather(*(one.begin() for one in librarians))
        people = [asyncio.ensure_future(one.answer()) for one in librarians]
        await torment(tmp_path, url, random.Random(20261017), KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(90):
                await asyncio.gather(*people)
            await everything_applied(path)
    _check(path)


def _check(path: Path) -> None:
    db = sqlite3.connect(path)
    answers = [
        json.loads(row[0])
        for row in db.execute("SELECT answers FROM submissions WHERE form = 'monitoring'")
    ]
    names = (
        "users", "users_children", "users_60", "visits", "visits_events", "loans", "stock",
        "events", "paid_fact", "homebound", "internet", "premises", "rounds",
    )  # fmt: skip
    assert [[one[name] for name in names] for one in answers] == [SAID] * LIBRARIANS
    units = db.execute("SELECT count(*) FROM campaign_units WHERE state = 'sent'")
    assert units.fetchone() == (LIBRARIANS,)
    figures = db.execute("SELECT count(*), sum(number) FROM figures").fetchone()
    numbers = [one for one in SAID if not isinstance(one, str)]
    assert figures == (len(SAID) * LIBRARIANS, sum(numbers) * LIBRARIANS)
    assert db.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone() == (0,)
    db.close()


async def test_each_step_is_said_once(tmp_path: Path) -> None:
    """The campaign opens once, each person hears of each step once, who has answered of none."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, CHASED)
    await employ(path, CHASED)
    await a_methodist(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    rng = random.Random(20261018)
    async with running(telegram) as url:
        for user_id in (*range(1001, 1001 + CHASED), METHODIST):
            telegram.person(user_id, f"Анна {user_id}")
        for at, step, people in STEPS:
            telegram.clock.set(at)
            await torment(tmp_path, url, rng, STEP_KILLS)
            # On a month's first working day the methodist hears where nobody has been for long.
            lists = people + (step == "opened")
            async with a_living_bot(telegram, tmp_path, url):
                await _told(telegram, at, lists)
                _check_step(path, telegram, at, lists)
                if step == "opened":
                    await _some_answer(telegram)
                await everything_applied(path)
        presser = Presser(telegram, METHODIST)
        pressing = asyncio.ensure_future(_reminds_at_once(presser))
        await torment(tmp_path, url, rng, STEP_KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(60):
                await pressing
            await everything_applied(path)
    _check_ladder(path)
    _check_nudges(path)


async def _reminds_at_once(methodist: Presser) -> None:
    await methodist.say("/monitoring", "Ответили: 2 из 12")
    await methodist.press("Напомнить", "Напоминание сейчас получат")
    await methodist.press("Отправить", "Напоминания отправлены", "Сейчас напоминать некому")


async def _told(telegram: Telegram, at: datetime, people: int) -> None:
    """Wait until so many have the list of a day, and then for a tick more."""
    async with asyncio.timeout(60):
        while sum(map(bool, _lists(telegram, at))) < people:
            await asyncio.sleep(0.1)
    await asyncio.sleep(6)


def _lists(telegram: Telegram, at: datetime) -> list[int]:
    """Count the lists of a day in each chat."""
    words = f"сегодня {at.day} октября"
    return [
        sum(words in one.body.get("text", "") for one in chat.messages.values())
        for chat in telegram.chats.values()
    ]


async def _some_answer(telegram: Telegram) -> None:
    librarians = [Librarian(telegram, 1001 + number) for number in range(ANSWERING)]
    async with asyncio.timeout(90):
        await asyncio.gather(*(one.begin() for one in librarians))
        await asyncio.gather(*(one.answer() for one in librarians))


def _check_step(path: Path, telegram: Telegram, at: datetime, people: int) -> None:
    """Check one row a person in the outbox; in the chats only what was in flight repeats."""
    db = sqlite3.connect(path)
    written = db.execute(
        "SELECT count(*), count(DISTINCT chat_id) FROM outbox WHERE payload LIKE ?",
        (f"%сегодня {at.day} октября%",),
    ).fetchone()
    db.close()
    assert written == (people, people)
    assert 0 <= sum(_lists(telegram, at)) - people <= STEP_KILLS * IN_FLIGHT


def _check_ladder(path: Path) -> None:
    """Check that the campaign was opened once and each step said to each person once."""
    db = sqlite3.connect(path)
    assert db.execute("SELECT part, period FROM campaigns").fetchall() == [("autumn", "2026-10")]
    assert db.execute("SELECT count(*) FROM campaign_units").fetchone() == (CHASED,)
    said = db.execute(
        "SELECT step, count(*), count(DISTINCT staff_id) FROM reminders "
        "WHERE kind IN ('unit', 'chase') AND state = 'sent' GROUP BY step "
        "ORDER BY min(deliver_at)"
    ).fetchall()
    db.close()
    assert said == [(step, people, people) for _, step, people in STEPS]


def _check_nudges(path: Path) -> None:
    """Check that each person without an answer was reminded at once by one message."""
    db = sqlite3.connect(path)
    nudged = db.execute("SELECT count(*), count(DISTINCT staff_id) FROM nudges").fetchone()
    told = db.execute(
        "SELECT count(*), count(DISTINCT chat_id) FROM outbox "
        "WHERE payload LIKE '%Просит ответить%'"
    ).fetchone()
    db.close()
    assert (nudged, told) == ((LEFT, LEFT), (LEFT, LEFT))
