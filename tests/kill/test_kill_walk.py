"""A real bot process is killed while people walk from household to household."""

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest
from test_kill import KILLS, PEOPLE, TOKEN, a_living_bot, everything_applied, fill, torment
from walkers import Walker

from bot.sandbox.server import running
from bot.sandbox.telegram import Telegram

pytestmark = pytest.mark.kill
NUMBERS = ("households", "home", "asked", "readers", "new_readers", "not_reading", "issued")


async def test_the_totals_of_a_walk_are_exact_whatever_is_killed(tmp_path: Path) -> None:
    """Thirty households each, updates handed over again, kills at any instant: nothing twice."""
    rng = random.Random(20261129)
    path = tmp_path / "knigonosha.sqlite"
    await fill(path)
    telegram = Telegram(token=TOKEN)
    telegram.faults.add("redeliver", probability=0.3)
    async with running(telegram) as url:
        walkers = []
        for number in range(PEOPLE):
            telegram.person(1001 + number, f"Анна {number}", language_code="ru")
            walkers.append(Walker(telegram, 1001 + number, random.Random(number)))
        on_the_way = [asyncio.ensure_future(walker.run()) for walker in walkers]
        await torment(tmp_path, url, rng, KILLS)
        telegram.faults.clear()
        async with a_living_bot(telegram, tmp_path, url):
            async with asyncio.timeout(90):
                await asyncio.gather(*on_the_way)
            await telegram.updates.drained()
            await everything_applied(path)
            await the_last_cards(walkers)
    check(path, walkers)


async def the_last_cards(walkers: list[Walker]) -> None:
    """Wait until everyone sees their totals: the card follows the presses by a few seconds."""
    async with asyncio.timeout(30):
        while not all(walker.cards and shown(walker) in walker.cards[-1] for walker in walkers):
            await asyncio.sleep(0.05)


def shown(walker: Walker) -> str:
    """Return the line of the card with the households."""
    households, home = (walker.totals.get(name, 0) for name in ("households", "home"))
    return f"Дворов: {households}, дома застали: {home}."


def check(path: Path, walkers: list[Walker]) -> None:
    """Compare the rounds with what the walkers counted, and the presses with both."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    rows = db.execute(
        f"SELECT {', '.join(NUMBERS)} FROM rounds JOIN accounts USING (staff_id) ORDER BY user_id"
    ).fetchall()
    assert [{name: row[name] for name in NUMBERS if row[name]} for row in rows] == [
        walker.totals for walker in walkers
    ]
    taps = db.execute(
        "SELECT count(*), count(DISTINCT chat_id || ':' || message_id) FROM round_taps"
    )
    pressed = sum(walker.pressed for walker in walkers)
    assert tuple(taps.fetchone()) == (pressed, pressed)
    assert (
        db.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()[0][0] == "done"
    )
    assert db.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()[0] == 0
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    db.close()
    assert max(len(walker.cards) for walker in walkers) <= 1 + KILLS
