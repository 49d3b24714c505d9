"""One APScheduler tick: what is due is claimed and written to the outbox in one transaction."""

from datetime import timedelta
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.context import Services
from bot.delivery.fetcher import Fetcher
from bot.delivery.sender import Sender

TICK_S: Final = 5


class Ticker:
    """The scheduler and its one job."""

    def __init__(self, services: Services, sender: Sender, fetcher: Fetcher) -> None:
        self._services = services
        self._sender = sender
        self._fetcher = fetcher
        self._scheduler = AsyncIOScheduler(
            timezone=services.clock.zone,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self.tick, "interval", seconds=timedelta(seconds=TICK_S).seconds)
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Do what is due now."""
