"""A workbook of the statistical form, sent back and looked at in a child process.

Nothing is kept until it is agreed to. Written by `bot/reports/statistical_book.py`.
"""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import LANGUAGES, translator
from bot.errors import UserError
from bot.imports import child, reading, statistical_grid
from bot.imports.statistical_grid import Found
from bot.msgid import msgid
from bot.rules import statistical_form as rules
from bot.rules.measures import NAMES
from bot.rules.statistical_form import Form
from storage import measures, statistical_form
from storage.aggregates import Scope
from storage.database import Reader
from storage.records.report import Number

KIND: Final = "statistical_import"  # of the job


async def read_form(db: Reader, year: int) -> Form:
    """Return the form of a year with the numbers of the report."""
    kept_for, rows = rules.shown(await statistical_form.of_year(db, year))
    wanted = [one.measure for one in rows if one.measure and one.measure in measures.MEASURES]
    scope = Scope(first=date(year, 1, 1), last=date(year, 12, 31))
    numbers = await measures.numbers(db, scope, only=dict.fromkeys(wanted))
    unknown = [name for name in numbers if not await _is_known(db, name, numbers[name], scope)]
    told = {name: one for name, one in numbers.items() if name not in unknown}
    return Form(year, rows, kept_for, told)


async def _is_known(db: Reader, name: str, number: Number, scope: Scope) -> bool:
    """Tell whether a number is known: nought that no library has answered is not."""
    if number.recorded or number.corrected or measures.MEASURES[name].records != "figures":
        return True
    return bool(await measures.behind(db, name, scope, limit=1))


# -------------------------------------------------------------------- sent back


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Read the file and return what is said about it; the rows go to `path` as JSON.

    `arguments`: file_id, name, language, year and the folder `kept`.
    """
    t = translator(arguments["language"])
    try:
        source = await child.fetched(db, arguments, patience_s)
        found = statistical_grid.read(reading.pages(source, arguments["name"]), known())
    except UserError as refusal:
        return {"error": t.error(refusal)}
    _keep(path, found)
    faults = [
        t.plain(msgid("Row {row}: {why}"), row=str(one.row), why=t.plain(one.text, **one.values))
        for one in found.faults
    ]
    form = await read_form(db, arguments["year"])
    compared = rules.changes(form.rows, found.rows)
    return {
        "kind": KIND,
        "year": arguments["year"],
        "name": arguments["name"],
        "faults": faults,
        "count": len(found.rows),
        "filled": sum(one.measure is not None for one in found.rows),
        "changes": [compared.added, compared.changed, compared.removed],
    }


def _keep(path: Path, found: Found) -> None:
    path.write_text(json.dumps(found.as_json(), ensure_ascii=False), "utf-8")


def known() -> dict[str, str]:
    """Return the measures by their names in every language, folded, and by the names in code."""
    found = {name: name for name in NAMES}
    for language in LANGUAGES:
        t = translator(language)
        found |= {t.plain(text).casefold(): name for name, text in NAMES.items()}
    return found
