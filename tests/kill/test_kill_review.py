"""A real bot process is killed at random instants while sheets are returned and accepted."""

import asyncio
import random
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from test_kill import MINSK, NOW, TOKEN, a_living_bot, everything_applied, fill, torment
from test_kill_monitoring import KILLS, LIBRARIANS, Librarian, employ

from bot.sandbox.chats import Message
from bot.sandbox.clock import Clock
from bot.sandbox.phone import Phone
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram
from storage import access, database, staff
from storage.records import StaffFields

pytestmark = pytest.mark.kill

METHODIST = 1900
PATIENCE_S = 4.0
CHECKED: dict[str, list[tuple[object, ...]]] = {
    # the first sheet has two versions, the others one
    """
    SELECT u.state, u.return_no, count(*) FROM campaign_units AS u
    JOIN drafts AS d ON json_extract(d.context, '$.unit_id') = u.unit_id
    JOIN submissions AS s ON s.draft_id = d.draft_id GROUP BY u.unit_id ORDER BY u.unit_id
    """: [("accepted", 1, 2), ("accepted", 0, 1), ("accepted", 0, 1)],
    # and the version in force is the corrected one
    """
    SELECT json_extract(s.answers, '$.visits'), f.number FROM campaign_units AS u
    JOIN submissions AS s USING (submission_id)
    JOIN figures AS f ON f.unit_id = u.unit_id AND f.question = 'visits' ORDER BY u.unit_id
    """: [(1500, 1500), (1471, 1471), (1471, 1471)],
    "SELECT state, return_no, was, became FROM remarks": [("corrected", 1, "1471", "1500")],
    """
    SELECT action, count(*) FROM history WHERE subject = 'campaign_units'
    GROUP BY action ORDER BY action
    """: [("accepted", 3), ("changed", 1), ("returned", 1), ("sent", 3)],
    """
    SELECT a.undone_at, count(*) FROM acceptances AS a JOIN acceptance_units AS u
    USING (acceptance_id) GROUP BY acceptance_id ORDER BY acceptance_id
    """: [(None, 1), (None, 2)],
    # one message about the remark to the librarian, one about the correction to the methodist
    """
    SELECT chat_id, count(*) FROM outbox
    WHERE payload LIKE '%уточните, пожалуйста%' OR payload LIKE '%Уточнено%' GROUP BY chat_id
    """: [(1001, 1), (METHODIST, 1)],
    "SELECT DISTINCT state FROM inbox": [("done",)],
    "PRAGMA integrity_check": [("ok",)],
}
REMARK = "Проверьте, пожалуйста, по дневнику"


class Presser:
    """Presses buttons and, when nothing comes of it, presses again; words are sent once each."""

    def __init__(self, telegram: Telegram, user_id: int) -> None:
        self.phone = Phone(telegram, user_id)
        self.chat = telegram.private(user_id)

    async def say(self, words: str, answer: str) -> None:
        """Type words and wait for what the bot says to them."""
        mark = self.phone.text(words).message_id
        while not self._said(answer, mark):
            await self.chat.changed(self.chat.rev, 1.0)

    async def press(self, label: str, answer: str) -> None:
        """Press the newest button whose label begins so until the bot answers."""
        while not (found := self._button(label)):
            await self.chat.changed(self.chat.rev, 1.0)
        message, data = found
        text = str(message.body.get("text"))
        loop = asyncio.get_running_loop()
        while True:
            self.phone.forge(message.message_id, data)
            until = loop.time() + PATIENCE_S
            while loop.time() < until:
                if self._has_come(answer, message, text):
                    return
                await self.chat.changed(self.chat.rev, 0.5)

    def _has_come(self, answer: str, pressed: Message, text: str) -> bool:
        """Tell whether the answer stands in place of what was pressed, or below it."""
        if answer in str(pressed.body.get("text")) and str(pressed.body.get("text")) != text:
            return True
        return self._said(answer, pressed.message_id)

    def _said(self, words: str, after: int) -> bool:
        return any(
            one.by_bot and one.message_id > after and words in str(one.body.get("text"))
            for one in self.chat.messages.values()
        )

    def _button(self, label: str) -> tuple[Message, str] | None:
        for message in reversed(self.chat.messages.values()):
            for row in message.body.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"].startswith(label):
                        return message, button["callback_data"]
        return None


async def _a_methodist(path: Path) -> None:
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


async def _review(methodist: Presser, librarian: Presser) -> None:
    """Return one answer of a sheet, have it corrected, accept it, and then all the others."""
    await methodist.say("/monitoring", "Ждут проверки: 3")
    await methodist.press("Проверить", "Проверка анкет")
    await methodist.press("Село 0", "Всё сходится?")
    await methodist.press("Вернуть вопрос", "Какой вопрос вернуть?")
    await methodist.say("4", "Что уточнить?")
    await methodist.say(REMARK, "Замечаний к отправке: 1")
    await methodist.press("Отправить", "Лист на уточнении")
    await librarian.press("Исправить", "Посещения с начала года")
    await librarian.say("1500", "снова отправлена")
    await methodist.press("Принять", "Принято: Село 0")
    await methodist.say("/monitoring", "Ждут проверки: 2")
    await methodist.press("Принять 2", "Принято")


async def test_a_review_is_neither_lost_nor_doubled(tmp_path: Path) -> None:
    """One return, one correction, two acceptances: each once, whatever is killed."""
    path = tmp_path / "knigonosha.sqlite"
    await fill(path, LIBRARIANS)
    await employ(path)
    await _a_methodist(path)
    telegram = Telegram(token=TOKEN, clock=Clock(tmp_path / "clock.json"))
    telegram.clock.set(datetime(2026, 10, 15, 12, 0, tzinfo=MINSK))
    async with running(telegram) as url:
        for number in (*range(1001, 1001 + LIBRARIANS), METHODIST):
            telegram.person(number, f"Анна {number}")
        librarians = [Librarian(telegram, 1001 + number) for number in range(LIBRARIANS)]
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(90):
                await asyncio.gather(*(one.begin() for one in librarians))
                await asyncio.gather(*(one.answer() for one in librarians))
        review = asyncio.ensure_future(
            _review(Presser(telegram, METHODIST), Presser(telegram, 1001))
        )
        await torment(tmp_path, url, random.Random(20261019), KILLS)
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(90):
                await review
            await everything_applied(path)
    _check(path)


def _check(path: Path) -> None:
    """Compare versions, remarks, acceptances and figures with what people did."""
    db = sqlite3.connect(path)
    rows = [db.execute(query).fetchall() for query in CHECKED]
    db.close()
    assert rows == list(CHECKED.values())
