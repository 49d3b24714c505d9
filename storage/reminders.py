"""Reminders as rows with a unique key: planned once, sent once, stopped when the thing is done.

A person's digest of a day is a row of kind `digest` as well, so that the key itself
forbids a second one.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage.database import Reader, Row, Statement, Tx

DIGEST: Final = "digest"
ASKED: Final = "asked"
OF_SOME: Final = "AND staff_id IN (SELECT value FROM json_each(:staff_ids))"
KEY: Final = "staff_id, kind, subject, step, due_on, return_no"


@dataclass(frozen=True, slots=True)
class Key:
    """Who is reminded of what: one row for each."""

    staff_id: int
    kind: str
    subject: str  # draft:17
    step: str
    due_on: date
    return_no: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as storage keeps it (UTC) and its date in the institution's zone."""

    stamp: str
    on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A reminder that is still to be sent."""

    reminder_id: int
    key: Key
    deliver_at: str  # UTC
    asked: bool


async def waiting(db: Reader) -> list[Waiting]:
    """Return all that is still to be sent, the soonest first."""
    rows = await db.all(
        f"SELECT reminder_id, {KEY}, deliver_at, asked FROM reminders WHERE state = 'waiting' "
        "ORDER BY deliver_at, reminder_id"
    )
    return [_read(row) for row in rows]


async def sent_of(db: Reader, kind: str, subject: str) -> dict[int, str]:
    """Return whom a subject has been brought to the mind of, with the moment (UTC)."""
    rows = await db.all(
        "SELECT staff_id, max(sent_at) AS sent_at FROM reminders "
        "WHERE state = 'sent' AND kind = ? AND subject = ? GROUP BY staff_id",
        (kind, subject),
    )
    return {row["staff_id"]: row["sent_at"] for row in rows}


async def asked_for(db: Reader, staff_id: int) -> list[str]:
    """Return the moments (UTC) at which a person asked to be reminded, the soonest first."""
    rows = await db.all(
        "SELECT deliver_at FROM reminders WHERE state = 'waiting' AND asked = 1 "
        "AND staff_id = ? AND kind = ? ORDER BY deliver_at, reminder_id",
        (staff_id, ASKED),
    )
    return [str(row["deliver_at"]) for row in rows]


async def due(db: Reader, now: str, staff_ids: Iterable[int] | None = None) -> list[Waiting]:
    """Return what is to be sent at `now`, of everybody or of some people."""
    whose = "" if staff_ids is None else OF_SOME
    rows = await db.all(
        f"""
        SELECT reminder_id, {KEY}, deliver_at, asked FROM reminders
        WHERE state = 'waiting' AND deliver_at <= :now {whose} ORDER BY deliver_at, reminder_id
        """,
        {"now": now, "staff_ids": json.dumps(None if staff_ids is None else list(staff_ids))},
    )
    return [_read(row) for row in rows]


def put(key: Key, deliver_at: str, now: str) -> Statement:
    """Plan a reminder, or move one that is not sent yet; one that was sent is left alone."""
    return (
        f"""
        INSERT INTO reminders ({KEY}, deliver_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT ({KEY}) DO UPDATE SET deliver_at = excluded.deliver_at, state = 'waiting'
        WHERE state <> 'sent'
        """,
        (*_values(key), deliver_at, now),
    )


async def ask(tx: Tx, staff_id: int, subject: str, at: Moment, now: str) -> None:
    """Remind at the very moment that the person asked for; the newest wish replaces older ones."""
    await tx.batch(
        [
            (
                """
                UPDATE reminders SET state = 'stopped'
                WHERE staff_id = ? AND kind = ? AND subject = ? AND state = 'waiting'
                """,
                (staff_id, ASKED, subject),
            ),
            (
                f"""
                INSERT INTO reminders ({KEY}, deliver_at, created_at, asked)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, 1)
                ON CONFLICT ({KEY}) DO UPDATE SET state = 'waiting' WHERE state = 'stopped'
                """,
                (staff_id, ASKED, subject, at.stamp, at.on.isoformat(), at.stamp, now),
            ),
        ]
    )


def sent(rows: Iterable[Waiting], now: str) -> list[Statement]:
    """Mark reminders sent; runs in the transaction of their message."""
    return [
        (
            "UPDATE reminders SET state = 'sent', sent_at = ? WHERE reminder_id = ?",
            (now, row.reminder_id),
        )
        for row in rows
    ]


def stopped(rows: Iterable[Waiting]) -> list[Statement]:
    """Stop reminders whose thing is done, or which can no longer be in time."""
    return [
        (
            "UPDATE reminders SET state = 'stopped' WHERE reminder_id = ? AND state = 'waiting'",
            (row.reminder_id,),
        )
        for row in rows
    ]


def digested(staff_id: int, on: date, now: str) -> Statement:
    """Note that a person has got the digest of a day; a second one breaks the unique key."""
    return (
        f"""
        INSERT INTO reminders ({KEY}, deliver_at, state, created_at, sent_at)
        VALUES (?, ?, ?, 'day', ?, 0, ?, 'sent', ?, ?)
        """,
        (staff_id, DIGEST, DIGEST, on.isoformat(), now, now, now),
    )


async def last_digests(
    db: Reader, on: date, staff_ids: Iterable[int] | None = None
) -> dict[int, date]:
    """Return the day of the latest digest of everybody or of some, not later than `on`."""
    whose = "" if staff_ids is None else OF_SOME
    rows = await db.all(
        f"""
        SELECT staff_id, max(due_on) AS day FROM reminders
        WHERE kind = :kind AND due_on <= :on {whose} GROUP BY staff_id
        """,
        {
            "kind": DIGEST,
            "on": on.isoformat(),
            "staff_ids": json.dumps(None if staff_ids is None else list(staff_ids)),
        },
    )
    return {row["staff_id"]: date.fromisoformat(row["day"]) for row in rows}


def _values(key: Key) -> Sequence[str | int]:
    return (
        key.staff_id, key.kind, key.subject, key.step, key.due_on.isoformat(), key.return_no,
    )  # fmt: skip


def _read(row: Row) -> Waiting:
    key = Key(
        row["staff_id"], row["kind"], row["subject"], row["step"],
        date.fromisoformat(row["due_on"]), row["return_no"],
    )  # fmt: skip
    return Waiting(row["reminder_id"], key, row["deliver_at"], bool(row["asked"]))
