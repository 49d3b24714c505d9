"""Requests for materials: asked, taken, answered once, told whether it fits, cancelled."""

import json
from collections.abc import Sequence
from typing import Final

from storage import history
from storage.database import Reader, Row, Tx
from storage.records.days import day, iso
from storage.records.materials import MaterialRequest, MaterialWish

SUBJECT: Final = "material_requests"
SELECT: Final = """
SELECT r.*, (SELECT json_group_array(file_id) FROM (
    SELECT file_id FROM material_request_files WHERE request_id = r.request_id
    ORDER BY position)) AS file_ids
FROM material_requests AS r
"""
OPEN: Final = "answered_at IS NULL AND cancelled_at IS NULL"
URGENT: Final = "r.wanted_on IS NULL, r.wanted_on, r.request_id"  # the most urgent first


def _read(row: Row) -> MaterialRequest:
    plain = {key: row[key] for key in row.keys() if key not in {"visit_id", "file_ids"}}  # noqa: SIM118  # a Row
    return MaterialRequest(
        **{**plain, "for_on": day(row["for_on"]), "wanted_on": day(row["wanted_on"])},
        file_ids=tuple(json.loads(row["file_ids"])),
    )


async def add(tx: Tx, staff_id: int, wish: MaterialWish, *, now: str) -> int:
    """Keep a request; return its number."""
    return await tx.insert(
        "INSERT INTO material_requests (staff_id, wish, for_on, wanted_on, asked_at) "
        "VALUES (?, ?, ?, ?, ?)",
        (staff_id, wish.wish, iso(wish.for_on), iso(wish.wanted_on), now),
    )


async def by_id(db: Reader, request_id: int) -> MaterialRequest | None:
    """Return one request."""
    row = await db.one(f"{SELECT} WHERE r.request_id = ?", (request_id,))
    return None if row is None else _read(row)


async def waiting(db: Reader) -> list[MaterialRequest]:
    """Return the requests that wait for an answer, the most urgent first."""
    rows = await db.all(f"{SELECT} WHERE {OPEN} ORDER BY {URGENT}")
    return [_read(row) for row in rows]


async def of_person(db: Reader, staff_id: int, *, limit: int) -> list[MaterialRequest]:
    """Return what a person has asked for, the latest first."""
    rows = await db.all(
        f"{SELECT} WHERE r.staff_id = ? AND r.cancelled_at IS NULL "
        "ORDER BY r.request_id DESC LIMIT ?",
        (staff_id, limit),
    )
    return [_read(row) for row in rows]


async def of_library(db: Reader, library_id: int) -> list[MaterialRequest]:
    """Return what the people of a library wait for, the most urgent first."""
    rows = await db.all(
        f"{SELECT} JOIN staff_libraries AS w ON w.staff_id = r.staff_id AND w.library_id = ? "
        f"WHERE {OPEN} ORDER BY {URGENT}",
        (library_id,),
    )
    return [_read(row) for row in rows]


async def take(
    tx: Tx, request_id: int, *, by: int, now: str, instead_of: int | None = None
) -> bool:
    """Let one person answer it; False where a colleague was quicker or it is answered.

    `instead_of`: who has taken it as far as the person knows.
    """
    return await _moved(
        tx,
        request_id,
        "taken",
        "taken_by = :by, taken_at = :now",
        f"{OPEN} AND taken_by IS :instead_of",
        by=by,
        now=now,
        instead_of=instead_of,
    )


async def give_back(tx: Tx, request_id: int, *, by: int, now: str) -> bool:
    """Let others answer it; False where it is not the person's to give back."""
    return await _moved(
        tx,
        request_id,
        "given_back",
        "taken_by = NULL, taken_at = NULL",
        f"{OPEN} AND taken_by = :by",
        by=by,
        now=now,
    )


async def answer(
    tx: Tx,
    request_id: int,
    *,
    by: int,
    now: str,
    text: str | None = None,
    publication_id: int | None = None,
    file_ids: Sequence[int] = (),
) -> bool:
    """Keep the answer; False where it is answered or cancelled already."""
    is_first = await _moved(
        tx,
        request_id,
        "answered",
        "answer = :text, publication_id = :publication_id, answered_by = :by, "
        "answered_at = :now, outcome = NULL",
        OPEN,
        by=by,
        now=now,
        text=text,
        publication_id=publication_id,
    )
    if is_first:
        await tx.run("DELETE FROM material_request_files WHERE request_id = ?", (request_id,))
        await tx.many(
            "INSERT INTO material_request_files VALUES (?, ?, ?)",
            [(request_id, position, file_id) for position, file_id in enumerate(file_ids)],
        )
    return is_first


async def fits(tx: Tx, request_id: int, *, by: int, now: str) -> bool:
    """Note that the answer is what was wanted; False where that was said or it is not answered."""
    return await _moved(
        tx,
        request_id,
        "fits",
        "outcome = 'fits'",
        "answered_at IS NOT NULL AND outcome IS NULL AND staff_id = :by",
        by=by,
        now=now,
    )


async def reopen(tx: Tx, request_id: int, remark: str, *, by: int, now: str) -> bool:
    """Open it again because something else was meant; who answered goes on with it."""
    return await _moved(
        tx,
        request_id,
        "reopened",
        "outcome = 'other', remark = :remark, return_no = return_no + 1, answered_at = NULL, "
        "taken_by = answered_by, taken_at = :now",
        "answered_at IS NOT NULL AND outcome IS NULL AND staff_id = :by",
        by=by,
        now=now,
        remark=remark,
    )


async def cancel(tx: Tx, request_id: int, *, by: int, now: str) -> bool:
    """Let it go; False where it is answered or was let go already."""
    return await _moved(
        tx, request_id, "cancelled", "cancelled_at = :now", f"{OPEN} AND staff_id = :by",
        by=by, now=now,
    )  # fmt: skip


async def become(tx: Tx, request_id: int, publication_id: int) -> None:
    """Note which publication the answer became."""
    await tx.run(
        "UPDATE material_requests SET publication_id = ? WHERE request_id = ?",
        (publication_id, request_id),
    )


async def _moved(
    tx: Tx, request_id: int, action: str, change: str, where: str, **values: str | int | None
) -> bool:
    moved = await tx.run(
        f"UPDATE material_requests SET {change} WHERE request_id = :key AND {where}",
        {"key": request_id, **values},
    )
    if moved:
        await history.add(
            tx, SUBJECT, request_id, action, now=str(values["now"]), by=int(values["by"] or 0)
        )
    return moved > 0
