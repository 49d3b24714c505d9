"""What is done once a day beside the work: old rows go, the database is copied."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.clock import stamp
from bot.rules.institution import Institution
from storage import backups, drafts, inbox, institution, marks, outbox, rounds, unplaced
from storage.database import Database

PRACTICE_DAYS: Final = 7
OUTBOX_DAYS: Final = 14
TAP_DAYS: Final = 7  # a saved walk is gone on with at most so long
UNPLACED_DAYS: Final = 30  # so long «Мои дела» asks what files are for
QUARANTINE_DAYS: Final = 60  # time enough for an engineer to look
MARK: Final = "upkeep"


async def daily(database: Database, now: datetime, backups_folder: Path) -> bool:
    """Do the day's upkeep unless it is done; `now` is in the institution's zone.

    A new database is only marked: there is nothing yet to copy or to throw away.
    """
    async with database.read() as db:
        done_on = await marks.read(db, MARK)
    today = now.date().isoformat()
    if done_on == today:
        return False
    if done_on is not None:
        await asyncio.to_thread(backups.copy, database.path, backups_folder)
    async with database.write() as tx:
        values = Institution(await institution.get_all(tx))
        raw_days = min(int(values["raw_updates_days"]), 6)
        await drafts.drop_practice(tx, stamp(now - timedelta(days=PRACTICE_DAYS)))
        await inbox.prune(
            tx,
            stamp(now - timedelta(days=raw_days)),
            stamp(now - timedelta(days=QUARANTINE_DAYS)),
        )
        await rounds.prune_taps(tx, stamp(now - timedelta(days=TAP_DAYS)))
        await outbox.prune(tx, stamp(now - timedelta(days=OUTBOX_DAYS)))
        await outbox.prune_slots(tx)
        await unplaced.prune(tx, stamp(now - timedelta(days=UNPLACED_DAYS)))
        await marks.put(tx, MARK, today)
    return done_on is not None
