"""The journal of visits read back from its files, and the same told by plain SQL."""

import io
import json
from datetime import datetime
from typing import Any

import docx
import openpyxl
from openpyxl.utils.escape import unescape
from world import World

from bot.forms import builtin

NO_TEXT = "текст не записан"
CLOSED = "Библиотека не работала."
TODAY = "2026-10-15"
QUERY = """
SELECT v.visit_id, v.visited_on, l.short_ru, v.done, v.outcome, v.staff_id, v.trip_id
FROM visits AS v JOIN libraries AS l USING (library_id)
WHERE v.visited_on BETWEEN ? AND ? AND v.removed_at IS NULL AND v.source LIKE ?
ORDER BY v.visited_on, v.trip_id, v.visit_id
"""
Row = list[str]


def of_workbook(content: bytes) -> list[Row]:
    """Return the rows under the titles of the first sheet, dates as people read them."""
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    rows = [[_shown(cell) for cell in row] for row in page.iter_rows(min_row=6, values_only=True)]
    assert all(
        cell.data_type in {"n", "s", "d", "inlineStr"}
        for row in page.iter_rows(min_row=6)
        for cell in row
    )
    return rows


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime) else unescape(str(value))


def of_document(content: bytes) -> list[Row]:
    """Return the rows under the titles of the first table; a merged cell once, then empty."""
    table = docx.Document(io.BytesIO(content)).tables[0]
    rows: list[Row] = []
    seen: set[Any] = set()
    for row in list(table.rows)[1:]:
        rows.append(
            ["" if one._tc in seen else one.text.replace("\u00a0", " ") for one in row.cells]
        )
        seen |= {one._tc for one in row.cells}
    return rows


async def of_sql(world: World, first: str, last: str, source: str = "%") -> list[Row]:
    """Return what the journal must say, in Russian."""
    purposes = builtin.labels("visit", "purposes", "ru")
    people = dict(await _people(world))
    rows: list[Row] = []
    visits = await world.sql(QUERY, first, last, source)
    for number, one in enumerate(visits, 1):
        visit_id, on, library, done, outcome, author, trip = one
        codes = await world.sql(
            "SELECT purpose FROM visit_purposes WHERE visit_id = ? ORDER BY position", visit_id
        )
        travelled = await world.sql(
            "SELECT staff_id FROM trip_travellers WHERE trip_id = ? ORDER BY staff_id", trip
        )
        keys = sorted((key for (key,) in travelled), key=lambda key: key != author)
        told = str(done) or NO_TEXT
        if outcome == "closed":
            told = f"{CLOSED} {done}".strip()
        own = [
            str(number), _day(on), str(library), ", ".join(people[key] for key in keys),
            "; ".join(purposes[str(code)] for (code,) in codes), told,
        ]  # fmt: skip
        advice = await _advice(world, visit_id, people)
        rows += [
            [*(own if place == 0 else [""] * 6), *said]
            for place, said in enumerate(advice or [["", "", ""]])
        ]
    return rows


async def _people(world: World) -> list[tuple[Any, str]]:
    rows = await world.sql("SELECT staff_id, surname_ru, name_ru, patronymic_ru FROM staff")
    return [
        (key, f"{surname}{''.join(f' {part[0]}.' for part in (name, patronymic) if part)}")
        for key, surname, name, patronymic in json.loads(json.dumps(rows))
    ]


async def _advice(world: World, visit_id: object, people: dict[Any, str]) -> list[Row]:
    rows = await world.sql(
        "SELECT recommendation, responsible_id, deadline_on, state, state_reason, done_on "
        "FROM recommendations WHERE visit_id = ? ORDER BY recommendation_id",
        visit_id,
    )
    said = []
    for text, responsible, deadline, state, reason, done_on in rows:
        if state == "withdrawn" and reason is None:
            continue
        who = f" ({people[responsible]})" if responsible else ""
        done = f"выполнена {_day(done_on)}" if done_on else ""
        marks = {
            "given": "просрочена" if deadline and str(deadline) < TODAY else "",
            "done": done,
            "accepted": f"{done}, принята",
            "withdrawn": f"снята: {reason}",
        }
        said.append([f"{text}{who}", _day(deadline) if deadline else "", marks[str(state)]])
    return said


def _day(iso: object) -> str:
    return datetime.fromisoformat(str(iso)).strftime("%d.%m.%Y")
