"""What becomes of a recommendation: each move is one batch with its row of history.

Which move a state allows is decided by `bot/rules/recommending.py`; `move_no` grows with each, so
that a button of an earlier one is known for it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from storage import history
from storage.database import Statement, Tx
from storage.records.days import iso
from storage.records.visits import Recommendation

SUBJECT = "recommendations"


@dataclass(frozen=True, slots=True)
class Act:
    """Who moves a recommendation, when (UTC) and on which day of the institution."""

    by: int | None
    now: str
    on: date


async def do(
    tx: Tx,
    item: Recommendation,
    act: Act,
    *,
    source: str,
    line: str = "",
    visit_id: int | None = None,
) -> None:
    """Note that it was carried out: said in chat, by phone, on paper, or seen at a visit."""
    said = {
        "done_on": iso(act.on),
        "done_by": act.by,
        "done_line": line or None,
        "done_source": source,
        "closing_visit_id": visit_id,
    }
    await _move(tx, item, "done", act, said, reason=line or None)


async def add_line(tx: Tx, item: Recommendation, line: str, act: Act) -> None:
    """Write what was done; an earlier line is replaced and stays in the history."""
    await tx.batch(
        [
            _set(item, {"done_line": line, "updated_at": act.now}),
            history.entry(
                SUBJECT, item.recommendation_id, "described", now=act.now, by=act.by,
                old=item.done_line, new=line,
            ),
        ]
    )  # fmt: skip


async def accept(tx: Tx, item: Recommendation, act: Act, *, visit_id: int | None = None) -> None:
    """Accept it; one that nobody said to be done was seen on the spot that day."""
    said: dict[str, Any] = {}
    if item.state != "done":
        said = {"done_on": iso(act.on), "done_by": act.by, "done_source": "visit"}
    if visit_id is not None:
        said["closing_visit_id"] = visit_id
    await _move(tx, item, "accepted", act, said)


async def send_back(tx: Tx, item: Recommendation, remark: str, act: Act) -> None:
    """Send it back with a remark; what was said of its being done stays in the history."""
    said = {
        "remark": remark,
        "returned_at": act.now,
        "return_no": item.return_no + 1,
        **NOT_DONE,
    }
    await _move(tx, item, "given", act, said, action="returned", reason=remark, can_undo=False)


async def withdraw(tx: Tx, item: Recommendation, reason: str, act: Act) -> None:
    """Withdraw it; it is not asked for any more."""
    await _move(tx, item, "withdrawn", act, {"state_reason": reason}, reason=reason)


async def undo(tx: Tx, item: Recommendation, act: Act) -> None:
    """Take the latest move back."""
    was = item.state_was or item.state
    said: dict[str, Any] = {"state_reason": None} if item.state == "withdrawn" else {}
    if was == "given":
        said |= NOT_DONE
        await tx.run(
            "DELETE FROM recommendation_files "
            "WHERE recommendation_id = ? AND part = 'done' AND return_no = ?",
            (item.recommendation_id, item.return_no),
        )
    elif item.state == "accepted":
        said["closing_visit_id"] = None
    await _move(tx, item, was, act, said, action="undone", can_undo=False)


async def change(tx: Tx, item: Recommendation, act: Act, **columns: Any) -> bool:
    """Change the text, area, responsible person or deadline; tell whether it differs."""
    new = {
        name: iso(value) if isinstance(value, date) else value for name, value in columns.items()
    }
    now_there = {
        "recommendation": item.recommendation,
        "responsible_id": item.responsible_id,
        "deadline_on": iso(item.deadline_on),
        "area": item.area,
    }
    old, became = history.differences(now_there, new)
    if not became:
        return False
    await tx.batch(
        [
            _set(item, {**became, "updated_at": act.now}),
            history.entry(
                SUBJECT, item.recommendation_id, "changed", now=act.now, by=act.by,
                old=old, new=became,
            ),
        ]
    )  # fmt: skip
    return True


async def add_file(tx: Tx, item: Recommendation, part: str, file_id: int, act: Act) -> None:
    """Add a photo of what is asked (`given`) or of what was carried out (`done`)."""
    await tx.batch(
        [
            (
                """
                INSERT INTO recommendation_files (recommendation_id, part, return_no, file_id)
                VALUES (?, ?, ?, ?)
                """,
                (item.recommendation_id, part, item.return_no if part == "done" else 0, file_id),
            ),
            history.entry(SUBJECT, item.recommendation_id, "photo", now=act.now, by=act.by),
        ]
    )


async def asked_help(tx: Tx, item: Recommendation, line: str, act: Act) -> None:
    """Note that somebody needs help with it."""
    await history.add(
        tx, SUBJECT, item.recommendation_id, "help", now=act.now, by=act.by, reason=line or None
    )


NOT_DONE: dict[str, Any] = dict.fromkeys(
    ("done_on", "done_by", "done_line", "done_source", "closing_visit_id")
)


async def _move(
    tx: Tx,
    item: Recommendation,
    state: str,
    act: Act,
    said: dict[str, Any],
    *,
    action: str = "",
    reason: str | None = None,
    can_undo: bool = True,
) -> None:
    columns = {
        "state": state,
        "state_was": item.state if can_undo else None,
        "moved_at": act.now,
        "moved_by": act.by,
        "updated_at": act.now,
        "move_no": item.move_no + 1,
        **said,
    }
    await tx.batch(
        [
            _set(item, columns),
            history.entry(
                SUBJECT, item.recommendation_id, action or state, now=act.now, by=act.by,
                old={"state": item.state}, new={"state": state}, reason=reason,
            ),
        ]
    )  # fmt: skip


def _set(item: Recommendation, columns: dict[str, Any]) -> Statement:
    names = ", ".join(f"{name} = :{name}" for name in columns)  # of this module, never typed
    sql = f"UPDATE recommendations SET {names} WHERE recommendation_id = :recommendation_id"
    return sql, {**columns, "recommendation_id": item.recommendation_id}
