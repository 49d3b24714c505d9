"""What is to be said, written in the transaction of its cause and marked when it is sent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from storage.database import Reader, Statement, Tx

REPLY: Final = 0
BROADCAST: Final = 1


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, edit or file for one chat."""

    chat_id: int
    method: str  # a Bot API method, or show (edit or send a slot's card)
    payload: dict[str, Any]
    slot: str | None = None
    lane: int = REPLY
    not_before: str | None = None  # UTC; an album waits for its last photo
    outbox_id: int = field(default=0, compare=False)

    @property
    def pace(self) -> tuple[float, float] | None:
        """Return for how long the slot must be calm and how often it may go at most, seconds.

        It stands in the payload, so that a restart keeps it.
        """
        pace = self.payload.get("pace")
        return (float(pace[0]), float(pace[1])) if pace else None


@dataclass(frozen=True, slots=True)
class Sent:
    """How sending a row ended."""

    outbox_id: int
    state: str  # sent, failed, replaced
    message_id: int | None = None
    error: str | None = None
    chat_id: int = 0
    slot: str | None = None
    has_buttons: bool = False
    forget: bool = False  # nobody is to know later what went to whom: the row goes, too


async def next_id(db: Reader) -> int:
    """Return the first free id; the one process that writes counts on from there."""
    value = await db.value("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")
    return int(value or 0) + 1


INSERT: Final = """
INSERT INTO outbox (outbox_id, chat_id, lane, method, payload, slot, not_before, created_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def add(rows: Sequence[Outgoing], now: str) -> list[Statement]:
    """Return the statements that keep `rows` (their ids are given by the process)."""
    return [
        (
            INSERT,
            (
                row.outbox_id,
                row.chat_id,
                row.lane,
                row.method,
                json.dumps(row.payload, ensure_ascii=False),
                row.slot,
                row.not_before,
                now,
            ),
        )
        for row in rows
    ]


async def pending(db: Reader) -> list[Outgoing]:
    """Return what is still to be sent, oldest first."""
    rows = await db.all(
        "SELECT outbox_id, chat_id, method, payload, slot, lane, not_before "
        "FROM outbox WHERE state = 'pending' ORDER BY outbox_id"
    )
    return [
        Outgoing(
            chat_id=row["chat_id"],
            method=row["method"],
            payload=json.loads(row["payload"]),
            slot=row["slot"],
            lane=row["lane"],
            not_before=row["not_before"],
            outbox_id=row["outbox_id"],
        )
        for row in rows
    ]


async def slots(db: Reader, chat_id: int) -> dict[str, tuple[int, bool]]:
    """Return message id and "has buttons" of each card of a chat."""
    rows = await db.all(
        "SELECT slot, message_id, has_buttons FROM slots WHERE chat_id = ?", (chat_id,)
    )
    return {row["slot"]: (row["message_id"], bool(row["has_buttons"])) for row in rows}


async def mark(tx: Tx, results: Sequence[Sent], now: str) -> None:
    """Record how rows ended, many in one commit."""
    await tx.many(
        "UPDATE outbox SET state = ?, message_id = ?, error = ?, sent_at = ? WHERE outbox_id = ?",
        [(r.state, r.message_id, r.error, now, r.outbox_id) for r in results if not r.forget],
    )
    forgotten = [(r.outbox_id,) for r in results if r.forget]
    if forgotten:
        await tx.many("DELETE FROM outbox WHERE outbox_id = ?", forgotten)
    cards = [r for r in results if r.slot and r.message_id and r.state == "sent"]
    await tx.many(
        "INSERT INTO slots (chat_id, slot, message_id, has_buttons) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (chat_id, slot) DO UPDATE SET message_id = excluded.message_id, "
        "has_buttons = excluded.has_buttons",
        [(r.chat_id, r.slot, r.message_id, int(r.has_buttons)) for r in cards],
    )


async def prune(tx: Tx, before: str) -> int:
    """Delete rows that ended before `before`; return how many went."""
    return await tx.run(
        "DELETE FROM outbox WHERE state <> 'pending' AND created_at < ?", (before,)
    )


async def prune_slots(tx: Tx) -> int:
    """Forget cards of which no row is left, but for those of open drafts; return how many went.

    A press on a forgotten card is answered by a new message.
    """
    return await tx.run(
        """
        DELETE FROM slots
        WHERE (chat_id, slot) NOT IN (SELECT chat_id, slot FROM outbox WHERE slot IS NOT NULL)
            AND slot NOT IN (SELECT 'draft:' || draft_id FROM drafts WHERE state = 'open')
        """
    )


async def holders(db: Reader, slot: str) -> set[int]:
    """Return the chats that have a slot's card, or get it with what waits to be sent."""
    rows = await db.all(
        "SELECT chat_id FROM slots WHERE slot = :slot UNION SELECT chat_id FROM outbox "
        "WHERE state = 'pending' AND slot = :slot",
        {"slot": slot},
    )
    return {row["chat_id"] for row in rows}


async def move(tx: Tx, chat_id: int, new_chat_id: int) -> None:
    """Let what waits for a group go to its supergroup, where its cards are not yet."""
    await tx.batch(
        [
            (
                "UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state = 'pending'",
                (new_chat_id, chat_id),
            ),
            ("DELETE FROM slots WHERE chat_id = ?", (chat_id,)),
        ]
    )
