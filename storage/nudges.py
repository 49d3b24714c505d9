"""«Напомнить сейчас»: who was reminded of which library's answers, when, and who asked for it."""

from collections.abc import Collection

from storage import history
from storage.database import Reader, Tx
from storage.records.monitoring import Nudge


async def put(
    tx: Tx, campaign_id: int, told: Collection[tuple[int, int]], *, now: str, by: int
) -> None:
    """Note who was told at once: pairs of a library in a campaign and a person."""
    await tx.many(
        "INSERT INTO nudges (unit_id, staff_id, nudged_at, nudged_by) VALUES (?, ?, ?, ?)",
        [(unit_id, staff_id, now, by) for unit_id, staff_id in told],
    )
    libraries = len({unit_id for unit_id, _ in told})
    new = {"libraries": libraries}
    await history.add(tx, "campaigns", campaign_id, "nudged", now=now, by=by, new=new)


async def of_campaign(db: Reader, campaign_id: int, since: str = "") -> list[Nudge]:
    """Return the nudges of a campaign from a moment on (UTC), the latest first."""
    rows = await db.all(
        """
        SELECT n.unit_id, n.staff_id, n.nudged_at, n.nudged_by
        FROM nudges AS n JOIN campaign_units AS u USING (unit_id)
        WHERE u.campaign_id = ? AND n.nudged_at > ? ORDER BY n.nudge_id DESC
        """,
        (campaign_id, since),
    )
    return [Nudge(**dict(row)) for row in rows]
