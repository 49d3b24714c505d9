"""The Telegram edge: transport, durable inbox, order per chat, durable paced outbox."""

import os

# PTB hands over durations as timedelta and warns no more that it will one day (22.2).
os.environ.setdefault("PTB_TIMEDELTA", "true")
