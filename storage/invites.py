"""One-time deep links; a person has at most one that works."""

import secrets
from collections.abc import Iterable, Sequence

from storage import history
from storage.database import Reader, Row, Statement, Tx
from storage.records.access import Invite

CODE_BYTES = 12  # 16 characters of Telegram's start alphabet, 96 bits
LIVE = "used_at IS NULL AND withdrawn_at IS NULL AND expires_at > ?"


async def make(tx: Tx, staff_id: int, *, expires_at: str, now: str, by: int | None) -> Invite:
    """Make a link for a person; an earlier one that still worked is withdrawn."""
    made = await make_many(tx, [staff_id], expires_at=expires_at, now=now, by=by)
    return made[0]


async def make_many(
    tx: Tx, staff_ids: Sequence[int], *, expires_at: str, now: str, by: int | None
) -> list[Invite]:
    """Make links for several people, in their order, as printed slips need them."""
    statements: list[Statement] = []
    for staff_id in staff_ids:
        statements += [
            (
                f"UPDATE invites SET withdrawn_at = ? WHERE staff_id = ? AND {LIVE}",
                (now, staff_id, now),
            ),
            (
                """
                INSERT INTO invites (code, staff_id, made_by, made_at, expires_at)
                VALUES (?, ?, ?, ?, ?) RETURNING *
                """,
                (secrets.token_urlsafe(CODE_BYTES), staff_id, by, now, expires_at),
            ),
        ]
    results = await tx.batch(statements)
    return [_read(rows[0]) for rows in results if rows]


async def live_for(db: Reader, staff_ids: Iterable[int], now: str) -> dict[int, Invite]:
    """Return the working links of some people, by person."""
    wanted = set(staff_ids)
    return {i.staff_id: i for i in await outstanding(db, now) if i.staff_id in wanted}


async def outstanding(db: Reader, now: str) -> list[Invite]:
    """Return the links that still work, the one that ends first at the top."""
    rows = await db.all(
        f"SELECT * FROM invites WHERE {LIVE} ORDER BY expires_at, invite_id", (now,)
    )
    return [_read(row) for row in rows]


async def by_code(db: Reader, code: str) -> Invite | None:
    """Return the link of a code, dead or alive; see `Invite.is_live`."""
    row = await db.one("SELECT * FROM invites WHERE code = ?", (code,))
    return None if row is None else _read(row)


async def use(tx: Tx, code: str, user_id: int, *, now: str) -> Invite | None:
    """Use up a link for a Telegram account; None where it no longer works."""
    results = await tx.batch(
        [
            (
                f"""
                UPDATE invites SET used_at = ?, used_by = ?
                WHERE code = ? AND {LIVE} RETURNING *
                """,
                (now, user_id, code, now),
            )
        ]
    )
    return _read(results[0][0]) if results[0] else None


async def withdraw(tx: Tx, invite_id: int, *, now: str, by: int | None) -> bool:
    """Withdraw a link; tell whether it still worked."""
    changed = await tx.run(
        f"UPDATE invites SET withdrawn_at = ? WHERE invite_id = ? AND {LIVE}",
        (now, invite_id, now),
    )
    if changed:
        await history.add(tx, "invites", invite_id, "withdrawn", now=now, by=by)
    return changed > 0


def _read(row: Row) -> Invite:
    return Invite(**dict(row))
