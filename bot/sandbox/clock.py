"""The sandbox's clocks: a wall clock that the demo moves and a steady one that it does not."""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Wall time with a movable offset, shared with the bot through a small JSON file.

    Message dates follow the wall clock; pacing and expiry follow `steady`, because a jump
    of a demo day must not kill every button.
    """

    def __init__(self, path: Path | None = None, offset_s: float = 0.0) -> None:
        self.path = path
        self.offset_s = offset_s
        self._skipped_s = 0.0
        self._share()

    def now(self) -> datetime:
        """Tell the shifted wall time in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_s)

    def timestamp(self) -> int:
        """Tell the shifted wall time in whole Unix seconds, as Telegram dates messages."""
        return int(time.time() + self.offset_s)

    def advance(self, seconds: float) -> None:
        """Move the wall clock by so many seconds, backwards if negative."""
        self.offset_s += seconds
        self._share()

    def set(self, moment: datetime) -> None:
        """Make the wall clock show an aware `moment` now."""
        self.offset_s = (moment - datetime.now(UTC)).total_seconds()
        self._share()

    def steady(self) -> float:
        """Tell seconds that never jump, but for `skip`."""
        return time.monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        """Let tests of expiry wait without waiting: move only the steady clock on."""
        self._skipped_s += seconds

    def _share(self) -> None:
        if self.path is None:
            return
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps({"offset_s": self.offset_s}), encoding="utf-8")
        os.replace(draft, self.path)  # noqa: PTH105  # the atomic rename reads better beside its draft
