"""Telegram's pace: token buckets per chat, per group and over all, refusing with retry_after."""

import math
from dataclasses import dataclass, field

from bot.sandbox.errors import too_many_requests


@dataclass(slots=True)
class Bucket:
    """Tokens that fill up at `rate` a second up to `burst`."""

    rate: float
    burst: float
    level: float
    filled_at: float

    def missing_s(self, now: float) -> float:
        """Fill up and tell the seconds until a token is there; 0 if one is."""
        self.level = min(self.burst, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return max(0.0, (1.0 - self.level) / self.rate)


@dataclass(slots=True)
class Limits:
    """Undocumented and soft in Telegram; here exact and configurable, off until switched on."""

    chat_per_s: float = 1.0
    chat_burst: float = 3.0
    group_per_s: float = 20 / 60
    group_burst: float = 20.0
    bulk_per_s: float = 30.0
    bulk_burst: float = 30.0
    buckets: dict[int, Bucket] = field(default_factory=dict)

    def take(self, chat_id: int, now: float) -> None:
        """Take a token of the chat and of the whole bot, or raise the 429."""
        chosen = (self._of_chat(chat_id, now), self._bulk(now))
        missing_s = max(bucket.missing_s(now) for bucket in chosen)
        if missing_s > 0:
            raise too_many_requests(math.ceil(missing_s))
        for bucket in chosen:
            bucket.level -= 1

    def _of_chat(self, chat_id: int, now: float) -> Bucket:
        if chat_id < 0:
            return self._bucket(chat_id, self.group_per_s, self.group_burst, now)
        return self._bucket(chat_id, self.chat_per_s, self.chat_burst, now)

    def _bulk(self, now: float) -> Bucket:
        return self._bucket(0, self.bulk_per_s, self.bulk_burst, now)

    def _bucket(self, key: int, rate: float, burst: float, now: float) -> Bucket:
        bucket = self.buckets.get(key)
        if bucket is None:
            bucket = self.buckets[key] = Bucket(rate, burst, burst, now)
        return bucket
