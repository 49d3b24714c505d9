"""`make bench-summary`: the summary of 2,500 libraries, asked for in chat; at most 3 s.

The whole way counts: the press, rights, sums in SQL, quartiles, the screen, the answer.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from monitored import a_campaign
from world import World, a_world

from storage.database import Tx

UNITS = 2_500
LIMIT_S = 3.0
COUNTS = (
    "users", "users_children", "users_60", "visits", "visits_events", "loans", "stock", "events",
    "paid_fact", "homebound", "rounds",
)  # fmt: skip


async def fill(world: World) -> None:
    """Let 2,500 libraries have answered this October and last, the same numbers each run."""
    dice = random.Random(4)
    assert world.db is not None
    async with world.db.write() as tx:
        draft = await tx.insert(
            "INSERT INTO submissions (form, version, answers, staff_id, entered_by, source, "
            "created_at) VALUES ('monitoring', '1', '{}', 3, 3, 'chat', '2026-10-14T07:00:00Z')"
        )
        await tx.many(
            "INSERT INTO libraries (code, kind, short_ru, full_ru, updated_at) "
            "VALUES (?, 'rural', ?, ?, '')",
            [(f"B-{n:04d}", f"Библиотека {n}", f"Библиотека {n}") for n in range(UNITS)],
        )
        await tx.run(
            "INSERT INTO campaign_units (campaign_id, library_id, state, submission_id, staff_id, "
            "entered_by, source, sent_at) SELECT 1, library_id, 'sent', ?, 3, 3, 'chat', "
            "'2026-10-14T07:00:00Z' FROM libraries WHERE code LIKE 'B-%'",
            (draft,),
        )
        ids = [row["library_id"] for row in await tx.all("SELECT library_id FROM libraries")]
        await _numbers(tx, ids, dice)
    assert world.bot is not None
    world.bot.services.network.forget()


async def _numbers(tx: Tx, ids: list[int], dice: random.Random) -> None:
    said = []
    for library_id in ids:
        for name in COUNTS:
            before = dice.randint(0, 5000)
            said += [
                (library_id, "2025-10", name, float(before)),
                (library_id, "2026-10", name, float(round(before * _change(dice)))),
            ]
    await tx.many(
        "INSERT OR REPLACE INTO figures (library_id, period, question, number) "
        "VALUES (?, ?, ?, ?)",
        said,
    )
    for year in (2025, 2026):
        await tx.many(
            "INSERT OR REPLACE INTO reference_figures (library_id, year, name, number) "
            "VALUES (?, ?, ?, ?)",
            [(one, year, "population", float(dice.randint(200, 9000))) for one in ids],
        )


def _change(dice: random.Random) -> float:
    """Return a quiet year, for one number of fifty a wild one."""
    return dice.choice((0.4, 2.0)) if dice.random() < 0.02 else dice.gauss(1.03, 0.05)


async def main() -> int:
    """Print how long the summary and the list of who stands out take; 1 over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_world(Path(folder)) as world:
            await a_campaign(world)
            await fill(world)
            head = world.chat(1001)
            await head.start()
            slowest = 0.0
            for data in ("campaign.summary:1:0", "campaign.outliers:1:0", "campaign.summary:1:0"):
                began = time.perf_counter()
                said = await head.forge(data)
                took = time.perf_counter() - began
                slowest = max(slowest, took)
                print(f"{data}: {took:.2f} s, {said[0].splitlines()[1:3]}")  # noqa: T201
    return 1 if slowest > LIMIT_S else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
