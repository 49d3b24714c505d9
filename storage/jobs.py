"""Long work as rows: done in a child process, done again after a kill."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.database import Reader, Tx


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work that somebody asked for."""

    job_id: int
    kind: str
    arguments: Mapping[str, Any]
    staff_id: int | None
    chat_id: int | None


async def add(  # noqa: PLR0917  # the columns of a row, in their order
    tx: Tx, kind: str, arguments: Mapping[str, Any], staff_id: int, chat_id: int, now: str
) -> int:
    """Ask for long work; it begins when the transaction has committed."""
    return await tx.insert(
        "INSERT INTO jobs (kind, arguments, staff_id, chat_id, created_at) VALUES (?, ?, ?, ?, ?)",
        (kind, json.dumps(dict(arguments), ensure_ascii=False), staff_id, chat_id, now),
    )


async def waiting(db: Reader) -> list[Job]:
    """Return what is still to be done, oldest first."""
    rows = await db.all(
        "SELECT job_id, kind, arguments, staff_id, chat_id FROM jobs WHERE state = 'waiting' "
        "ORDER BY job_id"
    )
    return [
        Job(
            row["job_id"], row["kind"], json.loads(row["arguments"]), row["staff_id"],
            row["chat_id"],
        )
        for row in rows
    ]  # fmt: skip


async def ended(tx: Tx, job_id: int, result: Mapping[str, Any] | None, now: str) -> None:
    """Record a job's result; None says that it failed."""
    await tx.run(
        "UPDATE jobs SET state = ?, result = ?, done_at = ? WHERE job_id = ?",
        (
            "failed" if result is None else "done",
            None if result is None else json.dumps(dict(result), ensure_ascii=False),
            now,
            job_id,
        ),
    )


async def asked(db: Reader, kind: str, chat_id: int) -> list[dict[str, Any]]:
    """Return the arguments of the jobs of a kind that a chat has asked for, oldest first."""
    rows = await db.all(
        "SELECT arguments FROM jobs WHERE kind = ? AND chat_id = ? ORDER BY job_id",
        (kind, chat_id),
    )
    return [dict(json.loads(row["arguments"])) for row in rows]


async def result(db: Reader, job_id: int) -> dict[str, Any] | None:
    """Return the result of a job that is done."""
    value = await db.value(
        "SELECT result FROM jobs WHERE job_id = ? AND state = 'done'", (job_id,)
    )
    return None if value is None else dict(json.loads(value))
