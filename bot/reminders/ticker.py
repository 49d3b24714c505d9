"""One APScheduler tick: what is due is claimed and written to the outbox in one transaction.

Reminders are planned by the tick from the facts (open drafts, visits without text, ...), not
by the handlers that make the facts: so an answer costs nothing more, what is done stops by
itself, and an import or a change of leave needs no code of its own. The price is that all
open tasks are read once a minute; partial indexes keep that to what is open.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import finding
from bot.clock import local, parse_stamp, stamp
from bot.context import Services
from bot.delivery.sender import Sender
from bot.delivery.tasks import Tasks
from bot.reminders import (
    announcing,
    campaigning,
    judging_end,
    memorable,
    messages,
    planning,
    scene,
    schooling,
    travelling,
    upkeep,
    waiting,
)
from bot.reminders.agenda import Titles
from bot.reminders.scene import Scene
from bot.rules import workdays
from storage import drafts, marks, outbox, reminders
from storage.database import Tx
from storage.drafts import Draft
from storage.outbox import Outgoing
from storage.records.announcements import Announcement
from storage.records.contests import Contest
from storage.records.people import Staff
from storage.records.visit_plan import TripQuestion
from storage.reminders import Waiting

log = logging.getLogger(__name__)

TICK_S: Final = 5
STALLED_S: Final = 3 * TICK_S
PLAN_EVERY: Final = timedelta(minutes=1)
SIGN_EVERY_S: Final = 30.0
AWAY: Final = timedelta(seconds=150)  # presses older than this never arrive (Bot API)
RECENT: Final = timedelta(days=1)
ALIVE: Final = "alive"
JOB: Final = "tick"

AskAgain = Callable[[Tx, Staff, Draft], Awaitable[list[Outgoing]]]


class Ticker:
    """The scheduler, its one job and the watchdog over it."""

    def __init__(
        self, services: Services, sender: Sender, titles: Titles, ask_again: AskAgain
    ) -> None:
        self._services = services
        self._sender = sender
        self._titles = titles
        self._ask_again = ask_again
        self._tasks = Tasks()
        self._turn = asyncio.Lock()
        self._planned_at: datetime | None = None
        self._ticked_s = self._signed_s = -1_000_000.0
        self._scheduler = AsyncIOScheduler(
            timezone=services.clock.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to tick; who was interrupted by a long absence is asked again."""
        self._scheduler.add_job(self.tick, "interval", seconds=TICK_S, id=JOB)
        self._scheduler.start()
        self._ticked_s = time.monotonic()
        self._tasks.start(self.come_back(), "come back")
        self._tasks.start(self._watch(), "watchdog")

    async def stop(self) -> None:
        """Stop ticking; a tick in hand is finished first."""
        if self._scheduler.running:
            self._scheduler.pause()
        await self._tasks.stop()
        async with self._turn:
            pass
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)  # which would cancel a tick in hand

    async def tick(self) -> None:
        """Do what is due now."""
        self._ticked_s = time.monotonic()
        async with self._turn:
            now = self._services.clock.now()
            await self._remind(now)
            folder = self._services.settings.data / "backups"
            await upkeep.daily(
                self._services.database, local(now, self._services.clock.zone), folder
            )
            await finding.keep(self._services.database)
            await self._sign(now)

    # ------------------------------------------------------------ reminders

    async def _remind(self, now: datetime) -> None:
        services = self._services
        async with services.database.read() as db:
            here = await scene.read(db, services.network, services.clock.zone, now)
        if self._must_plan(now):
            await campaigning.keep(services.database, here)
            here = await self._judge(here)
            await self._plan(here)
            await self._close(here)
            self._planned_at = now
        await self._announce(here)
        async with services.database.read() as db:
            due = await reminders.due(db, here.stamp)
        for row in due:
            if row.asked:
                await self._said(self._asked(here, row))
            elif row.key.kind in messages.OWN:
                await self._said(self._own(here, row))
        for reader in _readers(here, due):
            await self._said(self._digest(here, reader))

    async def _judge(self, here: Scene) -> Scene:
        """End the judgings whose last day is over; return the scene after that."""
        found = judging_end.due(here)
        if not found:
            return here
        for one in found:
            await self._said(self._judged(here, one))
        services = self._services
        async with services.database.read() as db:
            return await scene.read(db, services.network, services.clock.zone, here.now)

    async def _judged(self, here: Scene, contest: Contest) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await judging_end.close_due(tx, here, contest, self._sender.next_id)

    async def _announce(self, here: Scene) -> None:
        """Send the announcements whose time has come, each in a transaction of its own."""
        async with self._services.database.read() as db:
            found = await announcing.due(db, here)
        for one in found:
            await self._said(self._announced(here, one))

    async def _announced(self, here: Scene, one: Announcement) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await announcing.send_due(tx, here, one, self._sender.next_id)

    def _must_plan(self, now: datetime) -> bool:
        """Plan once a minute, and at once when the clock was moved, be it back."""
        return self._planned_at is None or not timedelta() <= now - self._planned_at < PLAN_EVERY

    async def _plan(self, here: Scene) -> None:
        """Bring the rows in line with the facts: plan what is missing, stop what is done."""
        async with self._services.database.read() as db:
            tasks = await waiting.everything(db, here)
            known = [row for row in await reminders.waiting(db) if not row.asked]
            last = await reminders.last_digests(db, here.today)
            own = await travelling.wanted(db, here) | await schooling.wanted(db, here)
            own |= await memorable.wanted(db, here)
        # The first time this imports every country's holidays, and nobody is answered meanwhile.
        await asyncio.to_thread(workdays.prepare, here.today, here.pace.calendar)
        wanted = planning.wanted(tasks, here, last) | own
        planned = {row.key: row.deliver_at for row in known}
        changes = [
            reminders.put(one.key, one.deliver_at, here.stamp)
            for one in wanted.values()
            if planned.get(one.key) != one.deliver_at
        ]
        changes += reminders.stopped(row for row in known if row.key not in wanted)
        if changes:
            async with self._services.database.write() as tx:
                await tx.batch(changes)

    async def _close(self, here: Scene) -> None:
        """Let questions about trips say that a colleague has answered."""
        async with self._services.database.read() as db:
            answered = await travelling.answered(db, here)
        for one in answered:
            await self._said(self._closed(here, one))

    async def _closed(self, here: Scene, asked: TripQuestion) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await travelling.close(tx, here, asked, self._sender.next_id)

    async def _own(self, here: Scene, row: Waiting) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await messages.OWN[row.key.kind](tx, here, row, self._sender.next_id)

    async def _said(self, rows: Awaitable[list[Outgoing]]) -> None:
        """Hand over what a transaction left to be said; a fault of one keeps no other waiting."""
        try:
            self._sender.push(await rows)
        except Exception:
            log.exception("a reminder could not be made; it stays waiting")

    async def _digest(self, here: Scene, reader: Staff) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await messages.digest(tx, here, reader, self._titles, self._sender.next_id)

    async def _asked(self, here: Scene, row: Waiting) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            return await messages.asked(tx, here, row, self._titles, self._sender.next_id)

    # ------------------------------------------------------------ signs of life

    async def come_back(self) -> None:
        """After an absence ask the question in hand again: presses of that time never arrive."""
        services, now = self._services, self._services.clock.now()
        async with services.database.read() as db:
            last = await marks.read(db, ALIVE)
            interrupted = await drafts.being_filled(db, stamp(now - RECENT))
            await services.network.fresh(db)
        if last is None or now - parse_stamp(last) <= AWAY:
            return
        for draft in interrupted:
            person = services.network.staff.get(draft.entered_by)
            if person is not None and person.is_active and person.is_reachable:
                await self._said(self._resumed(person, draft))

    async def _resumed(self, person: Staff, draft: Draft) -> list[Outgoing]:
        async with self._services.database.write() as tx:
            said = await self._ask_again(tx, person, draft)
            rows = [replace(row, outbox_id=self._sender.next_id()) for row in said]
            await tx.batch(outbox.add(rows, stamp(self._services.clock.now())))
        return rows

    async def _sign(self, now: datetime) -> None:
        """Leave a sign of life, not more often than is worth a commit."""
        if time.monotonic() - self._signed_s < SIGN_EVERY_S:
            return
        async with self._services.database.write() as tx:
            await marks.put(tx, ALIVE, stamp(now))
        self._signed_s = time.monotonic()

    async def _watch(self) -> None:
        """Wake the scheduler: it stalls through a backwards jump of the machine's clock."""
        while True:
            await asyncio.sleep(TICK_S)
            self.set_right()

    def set_right(self) -> None:
        """Let the tick strike now if it has been silent for too long by monotonic time."""
        if time.monotonic() - self._ticked_s > STALLED_S and not self._turn.locked():
            log.warning("the tick has stalled; it is set right")
            zone = self._services.clock.zone
            self._scheduler.modify_job(JOB, next_run_time=datetime.now(zone))
            self._ticked_s = time.monotonic()


def _readers(here: Scene, due: list[Waiting]) -> list[Staff]:
    """Return who is to get a digest: each reader once, in the order of what is due."""
    owners = dict.fromkeys(row.key.staff_id for row in due if messages.is_of_digest(row))
    ids = dict.fromkeys(here.reader_of(owner) for owner in owners if owner in here.people)
    staff = here.network.staff
    return [staff[one] for one in ids if one in staff and staff[one].is_reachable]
