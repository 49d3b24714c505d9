"""Updates as Telegram handed them over, until what they asked for is done."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Statement, Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is still to be handled."""

    update_id: int
    chat_key: int
    raw: dict[str, Any]


async def next_offset(db: Reader) -> int | None:
    """Return where getUpdates goes on; None before the first batch."""
    value = await db.value("SELECT next_offset FROM polling")
    return None if value is None else int(value)


async def take(tx: Tx, updates: Sequence[Waiting], now: str) -> list[Waiting]:
    """Keep a batch and move the offset behind its last id; return what was not known yet.

    The offset follows the latest batch, never the greatest id: Telegram restarts ids at
    random after seven idle days, possibly lower, so an id of more than six days ago is a new
    update's, while the same update is repeated for 24 hours at most.
    """
    marks = ",".join("?" * len(updates))
    known = {
        row["update_id"]
        for row in await tx.all(
            f"SELECT update_id FROM inbox WHERE update_id IN ({marks}) "
            "AND received_at > strftime('%Y-%m-%dT%H:%M:%SZ', ?, '-6 days')",
            [*(update.update_id for update in updates), now],
        )
    }
    fresh = list({u.update_id: u for u in updates if u.update_id not in known}.values())
    await tx.many(
        "INSERT INTO inbox (update_id, chat_key, raw, received_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (update_id) DO UPDATE SET chat_key = excluded.chat_key, raw = excluded.raw, "
        "received_at = excluded.received_at, state = 'new', done_at = NULL, error = NULL",
        [(u.update_id, u.chat_key, _text(u.raw), now) for u in fresh],
    )
    await tx.run(
        "INSERT INTO polling (id, next_offset) VALUES (1, ?) "
        "ON CONFLICT (id) DO UPDATE SET next_offset = excluded.next_offset",
        (updates[-1].update_id + 1,),
    )
    return fresh


def _text(raw: dict[str, Any]) -> str:
    """Write JSON readably, but lone surrogates, which SQLite refuses, as escapes."""
    text = json.dumps(raw, ensure_ascii=False)
    return text if _is_storable(text) else json.dumps(raw)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


async def waiting(db: Reader) -> list[Waiting]:
    """Return what a stopped process left, in the order of arrival."""
    rows = await db.all(
        "SELECT update_id, chat_key, raw FROM inbox WHERE state = 'new' "
        "ORDER BY received_at, update_id"
    )
    return [Waiting(row["update_id"], row["chat_key"], json.loads(row["raw"])) for row in rows]


def done(update_id: int, now: str) -> Statement:
    """Mark an update done; runs in the transaction of its effect."""
    return (
        "UPDATE inbox SET state = 'done', done_at = ? WHERE update_id = ?",
        (now, update_id),
    )


async def blank(tx: Tx, update_id: int) -> None:
    """Forget what an update said: it held a name that is kept nowhere."""
    await tx.run("UPDATE inbox SET raw = '{}' WHERE update_id = ?", (update_id,))
    tx.wipe()


async def leave_out(tx: Tx, update_id: int) -> None:
    """Keep nothing of an update that was not meant for the bot: talk in a group."""
    await tx.run("UPDATE inbox SET raw = '{}' WHERE update_id = ?", (update_id,))


async def text(db: Reader, update_id: int) -> str | None:
    """Return the words of a message that came, new or edited; None where they are gone."""
    value = await db.value(
        """
        SELECT coalesce(json_extract(raw, '$.message.text'),
            json_extract(raw, '$.edited_message.text'))
        FROM inbox WHERE update_id = ?
        """,
        (update_id,),
    )
    return None if value is None else str(value)


async def quarantine(tx: Tx, update_id: int, error: str, now: str) -> None:
    """Set an update aside with its error; it never stops the rest."""
    storable = error.encode(errors="backslashreplace").decode()
    await tx.run(
        "UPDATE inbox SET state = 'quarantined', done_at = ?, error = ? WHERE update_id = ?",
        (now, storable, update_id),
    )


async def prune(tx: Tx, done_before: str, quarantined_before: str) -> int:
    """Delete raw updates: they replay a walk house by house; return how many went."""
    return await tx.run(
        "DELETE FROM inbox WHERE (state = 'done' AND done_at < ?) "
        "OR (state = 'quarantined' AND done_at < ?)",
        (done_before, quarantined_before),
    )
