"""A workbook of memorable days looked at in a child process, and the example of one."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot import books
from bot.catalogs import translator
from bot.errors import UserError
from bot.imports import child, memorable_grid, reading
from bot.imports.memorable_grid import HEADERS, Found
from bot.msgid import msgid
from storage.database import Reader

KIND: Final = "memorable_import"  # of the job
EXAMPLE: Final = "memorable_example"
SHEET: Final = ("Памятные даты", "Памятныя даты")
WIDTHS: Final = (14, 52, 52, 14, 16)
ROWS: Final = (
    ("9 мая", "День Победы", "Дзень Перамогі", "1945", ""),
    ("14.10", "День матери", "Дзень маці", "", ""),
    ("03.11.1882", "День рождения Якуба Коласа", "Дзень нараджэння Якуба Коласа", "", ""),
    ("сентябрь", "День белорусской письменности", "Дзень беларускага пісьменства", "", "2026"),
)


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Read the file and return what is said about it; the days go to `path` as JSON.

    `arguments`: file_id, name, language, today and the folder `kept`.
    """
    t = translator(arguments["language"])
    try:
        source = await child.fetched(db, arguments, patience_s)
        found = memorable_grid.read(
            reading.pages(source, arguments["name"]),
            arguments["name"],
            date.fromisoformat(arguments["today"]),
        )
    except UserError as refusal:
        return {"error": t.error(refusal)}
    _keep(path, found)
    faults = [
        t.plain(
            msgid("Sheet «{sheet}», row {row}: {why}"),
            sheet=one.sheet,
            row=str(one.row),
            why=t.plain(one.text, **one.values),
        )
        for one in found.faults
    ]
    return {"kind": KIND, "faults": faults, "count": len(found.days), "first": _first(found)}


def _keep(path: Path, found: Found) -> None:
    path.write_text(json.dumps(found.as_json(), ensure_ascii=False), "utf-8")


def _first(found: Found) -> list[dict[str, Any]]:
    """Return the days that the preview names."""
    return found.as_json()[:5]


async def example(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:  # noqa: ARG001  # of jobs
    """Write a workbook that can be filled in and sent back; `arguments`: language."""
    t = translator(arguments["language"])
    place = 1 if t.language == "be" else 0
    with books.opened(path) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet(SHEET[place])
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, plain)
        sheet.write_row(0, 0, [names[place].capitalize() for names in HEADERS.values()], head)
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, row, plain)
        sheet.freeze_panes(1, 0)
    return {"title": t.plain(msgid("Example of memorable days"))}
