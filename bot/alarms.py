"""Notes to the admins of what an engineer must mend: one an hour of a kind, nothing personal."""

import asyncio
import time
from dataclasses import replace
from typing import Any, Final

from bot.catalogs import translator
from bot.clock import Clock, stamp
from bot.delivery.sender import Sender
from bot.delivery.tasks import Tasks
from bot.screens.screen import Screen
from storage import outbox, staff
from storage.database import Database, Tx
from storage.outbox import BROADCAST, Outgoing

EVERY_S: Final = 3600.0


class Alarms:
    """Tells all admins, and keeps quiet about the same thing for an hour."""

    def __init__(
        self, database: Database, sender: Sender, clock: Clock, *, every_s: float = EVERY_S
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._every_s = every_s
        self._rung_at: dict[str, float] = {}
        self._tasks = Tasks()
        self._telling = 0
        self.moved = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being written."""
        return self._telling == 0

    def ring(self, kind: str, text: str, /, **values: Any) -> None:
        """Tell the admins `text` (a msgid) unless `kind` was told within the hour."""
        now = time.monotonic()
        if now - self._rung_at.get(kind, -self._every_s) >= self._every_s:
            self._rung_at[kind] = now
            self._telling += 1
            self._tasks.start(self._tell(text, values), f"alarm {kind}")

    async def stop(self, timeout_s: float) -> None:
        """Let what is being written be written."""
        await self._tasks.finish(timeout_s)

    async def _tell(self, text: str, values: dict[str, Any]) -> None:
        try:
            async with self._database.write() as tx:
                rows = await self._rows(tx, text, values)
                await tx.batch(outbox.add(rows, stamp(self._clock.now())))
            self._sender.push(rows)
        finally:
            self._telling -= 1
            self.moved.set()

    async def _rows(self, tx: Tx, text: str, values: dict[str, Any]) -> list[Outgoing]:
        admins = [one for one in await staff.with_role(tx, "admin") if one.is_reachable]
        rows = [
            Outgoing(
                one.user_id,
                "show",
                Screen(translator(one.language)(text, **values)).as_json(),
                lane=BROADCAST,
            )
            for one in admins
            if one.user_id is not None
        ]
        return [replace(row, outbox_id=self._sender.next_id()) for row in rows]
