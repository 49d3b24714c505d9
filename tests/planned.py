"""Lines put into the plan of the sample network without a conversation, and read back."""

from datetime import date

from world import World

from storage import visit_plan
from storage.records.visit_plan import NewLine

NOW = "2026-10-15T06:28:00Z"
SVETLANA, PAVEL = 1003, 1004  # methodists


async def a_plan(world: World, *lines: tuple[int, int, int | None], year: int = 2026) -> list[int]:
    """Plan lines of (library, month, methodist); return their numbers."""
    assert world.db is not None
    new = [
        NewLine(library_id=library_id, month=date(year, month, 1), staff_id=staff_id)
        for library_id, month, staff_id in lines
    ]
    async with world.db.write() as tx:
        return await visit_plan.add_lines(tx, new, now=NOW, by=3)


async def lines_of(world: World, library_id: int, year: int = 2026) -> list[tuple[object, ...]]:
    """Return month, state and methodist of a library's lines, by month."""
    return await world.sql(
        "SELECT month, state, staff_id FROM plan_lines WHERE library_id = ? "
        "AND removed_at IS NULL AND month LIKE ? ORDER BY month, plan_line_id",
        library_id,
        f"{year}-%",
    )
