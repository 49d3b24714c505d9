"""A real bot process is killed at random instants while sheets are returned and accepted."""

import asyncio
import random
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from pressing import Presser
from test_kill import MINSK, TOKEN, a_living_bot, everything_applied, fill, torment
from test_kill_monitoring import KILLS, LIBRARIANS, METHODIST, Librarian, a_methodist, employ

from bot.sandbox.clock import Clock
from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram

pytestmark = pytest.mark.kill

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
    await a_methodist(path)
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
