"""Clocks: the machine's, and the one that the demo moves."""

import json
import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import clock
from bot.clock import ShiftedClock, SystemClock

MINSK = ZoneInfo("Europe/Minsk")
MOMENT = datetime(2026, 10, 14, 22, 30, 5, 999, tzinfo=UTC)


class StandingClock:
    """A clock that shows one moment."""

    zone = MINSK

    def now(self) -> datetime:
        return MOMENT


def test_a_stamp_is_utc_in_seconds() -> None:
    """Whatever zone the moment is in."""
    there = MOMENT.astimezone(timezone(timedelta(hours=14)))
    assert clock.stamp(there) == "2026-10-14T22:30:05Z"
    assert clock.parse_stamp("2026-10-14T22:30:05Z") == MOMENT.replace(microsecond=0)


def test_today_is_the_institutions_day() -> None:
    """After midnight in Minsk, before it in UTC."""
    assert clock.today(StandingClock()) == date(2026, 10, 15)
    assert clock.local(MOMENT, MINSK).hour == 1


def test_the_machines_clock_is_utc() -> None:
    """Storage and arithmetic are in UTC."""
    assert SystemClock(MINSK).now().tzinfo is UTC


def offset_s(moved: ShiftedClock) -> float:
    return round((moved.now() - datetime.now(UTC)).total_seconds() / 10) * 10


def test_the_moved_clock_follows_its_file(tmp_path: Path) -> None:
    """Missing: the machine's time; changed: read again."""
    path = tmp_path / "clock.json"
    moved = ShiftedClock(MINSK, path)
    assert offset_s(moved) == 0
    path.write_text(json.dumps({"offset_s": 3600}), "utf-8")
    assert offset_s(moved) == 3600
    other = tmp_path / "clock.new"
    other.write_text(json.dumps({"offset_s": -7200.5}), "utf-8")
    other.replace(path)
    assert offset_s(moved) == -7200
    path.unlink()
    assert offset_s(moved) == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"offset": 1}', '{"offset_s": "x"}', '{"offset_s": 1e300}']
)
def test_a_broken_file_changes_nothing(tmp_path: Path, text: str) -> None:
    """The last known time goes on; no handler fails over a half-written file."""
    path = tmp_path / "clock.json"
    path.write_text(json.dumps({"offset_s": 3600}), "utf-8")
    moved = ShiftedClock(MINSK, path)
    assert offset_s(moved) == 3600
    path.write_text(text, "utf-8")
    os.utime(path, ns=(1, 1))
    assert offset_s(moved) == 3600
