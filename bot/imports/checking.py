"""A sent file looked at in a child process: read, compared, put into words; nothing is saved.

The sheets are kept as JSON beside the answer, so that «Загрузить» saves what was shown.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.catalogs import Translator, translator
from bot.errors import UserError
from bot.forms import builtin
from bot.imports import applying, child, planning, preview, reading, sheets
from bot.imports.planning import Plan
from bot.imports.sheets import Sheet
from storage.database import Reader

KIND: Final = "import"  # of the job
SHOWN: Final = 10  # bad rows in the chat; more of them go as a file
LISTED: Final = 5_000  # bad rows in that file


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Write the file's sheets to `path` and return what is said about them.

    `arguments`: file_id, name, language, today and the folder `kept` of stored files.
    """
    t = translator(arguments["language"])
    try:
        source = await child.fetched(db, arguments, patience_s)
        found = reading.read(source, arguments["name"])
    except UserError as refusal:
        return {"error": t.error(refusal)}
    today = date.fromisoformat(arguments["today"])
    known = await applying.existing(db, found, builtin.load("visit"), today)
    plan = planning.plan(found, known, today)
    _keep(path, found)
    return {"kind": KIND, **said(plan, t), "rows": _list_problems(plan, t, path)}


def _keep(path: Path, found: Iterable[Sheet]) -> None:
    path.write_text(json.dumps(sheets.as_json(found), ensure_ascii=False), "utf-8")


def said(plan: Plan, t: Translator) -> dict[str, Any]:
    """Return the preview as HTML, and whether the plan may be confirmed."""
    text = "\n".join(preview.lines(plan, t, problems=SHOWN))
    return {"text": text, "can_apply": plan.can_apply, "has_problems": bool(plan.problems)}


def _list_problems(plan: Plan, t: Translator, path: Path) -> str | None:
    """Write every bad row into a file, where the chat cannot show them all; return its name."""
    if len(plan.problems) <= SHOWN:
        return None
    return child.listed(path, preview.problems(plan, t.plain)[:LISTED])
