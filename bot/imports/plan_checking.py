"""A sent plan looked at in a child process: read, compared, put into words; nothing is saved.

The grid is kept as JSON beside the answer, so that «Загрузить» saves what was shown.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import translator
from bot.errors import UserError
from bot.imports import child, plan_grid, plan_merging, reading
from bot.imports.plan_grid import Grid
from bot.imports.plan_merging import Known
from bot.rules.rights import allows
from storage import libraries, periods, staff, visit_plan
from storage.database import Reader

KIND: Final = "plan_import"  # of the job
SHOWN: Final = 10  # bad rows in the chat; more of them go as a file
EARLIEST: Final = 2000


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Write the file's grid to `path` and return what is said about it.

    `arguments`: file_id, name, language, today, year, staff_id and the folder `kept`.
    """
    t = translator(arguments["language"])
    try:
        source = await child.fetched(db, arguments, patience_s)
        grid = plan_grid.read(reading.pages(source, arguments["name"]))
    except UserError as refusal:
        return {"error": t.error(refusal)}
    today = date.fromisoformat(arguments["today"])
    known = await existing(db, grid, today, arguments["year"], arguments["staff_id"])
    merged = plan_merging.merge(grid, known, today)
    _keep(path, grid)

    def name(key: int) -> str:
        return known.libraries[key].short(t.language)

    rows = None
    if len(merged.problems) > SHOWN:
        rows = child.listed(path, plan_merging.listed(merged.problems, t.plain))
    return {
        "kind": KIND,
        "text": "\n".join(plan_merging.said(merged, t, name, problems=SHOWN)),
        "can_apply": merged.can_apply,
        "year": arguments["year"],
        "staff_id": arguments["staff_id"],
        "rows": rows,
    }


def _keep(path: Path, grid: Grid) -> None:
    path.write_text(json.dumps(grid.as_json(), ensure_ascii=False), "utf-8")


async def existing(db: Reader, grid: Grid, today: date, year: int, staff_id: int | None) -> Known:
    """Read what a grid is compared with; `year` is the one of a file that says none."""
    wanted = grid.year or year
    closed = [one for one in await periods.known(db) if one.closed_at]
    return Known(
        libraries={one.library_id: one for one in await libraries.known(db)},
        planners=[
            one
            for one in await staff.known(db)
            if one.is_active and allows([one.role], "plan.change", own=False)
        ],
        lines=await visit_plan.of_year(db, wanted),
        closed=frozenset(
            month
            for month in range(1, 13)
            if any(one.first_on <= date(wanted, month, 1) <= one.last_on for one in closed)
        ),
        years=(EARLIEST, today.year + 1),
        default_year=year,
        default_staff=staff_id,
    )
