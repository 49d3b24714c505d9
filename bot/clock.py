"""The one clock of reminders and deadlines; the demo moves it, pacing never asks it."""

import json
import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

log = logging.getLogger(__name__)


class Clock(Protocol):
    """What knows the institution's time."""

    zone: ZoneInfo

    def now(self) -> datetime:
        """Return the moment in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.now(UTC)


class ShiftedClock:
    """The machine's clock plus an offset that the sandbox writes to a small file."""

    def __init__(self, zone: ZoneInfo, path: Path) -> None:
        self.zone = zone
        self._path = path
        self._read_at: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """Return the moved moment in UTC."""
        return datetime.now(UTC) + self._fresh_offset()

    def _fresh_offset(self) -> timedelta:
        try:
            stat = self._path.stat()
            if (stat.st_mtime_ns, stat.st_ino) != self._read_at:
                seconds = json.loads(self._path.read_text("utf-8"))["offset_s"]
                self._offset = timedelta(seconds=seconds)
                self._read_at = (stat.st_mtime_ns, stat.st_ino)
        except FileNotFoundError:
            self._offset = timedelta()
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            log.warning("%s is no clock; the last known time goes on", self._path)
        return self._offset


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return `moment` in the institution's zone."""
    return moment.astimezone(zone)


def today(clock: Clock) -> date:
    """Return the institution's date."""
    return local(clock.now(), clock.zone).date()


def stamp(moment: datetime) -> str:
    """Write a moment as storage keeps it: UTC, seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_stamp(text: str) -> datetime:
    """Read what `stamp` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
