"""A contest's workbook looked at in a child process, and the example of one; nothing is saved."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot import books
from bot.catalogs import LANGUAGES, Translator, translator
from bot.clock import local, parse_stamp
from bot.errors import UserError
from bot.forms.env import Env, Item, Items
from bot.imports import child, contest_grid, reading
from bot.imports.contest_grid import AWARDS, CRITERIA, JURY, MAIN, NOMINATIONS, SHEETS, Found
from bot.msgid import msgid
from bot.rules import contest_defaults
from bot.rules.contests import AWARDS as USUAL
from bot.rules.contests import SHIPPED
from storage import staff
from storage.database import Reader

KIND: Final = "contest_import"  # of the job
EXAMPLE: Final = "contest_example"
TITLES: Final = {
    "entry_holidays": msgid("Contest entry: holidays"),
    "entry_image": msgid("Contest entry: new look"),
    "entry_press": msgid("Contest entry: publication"),
}
FILLED: Final = {  # what the example says in the second column, by paths
    "title": "Лучший уголок",
    "subject": "на лучшее оформление библиотеки",
}
WIDTHS: Final = (38, 46, 16, 10)


def entry_forms(own: Mapping[str, str]) -> Items:
    """Return the questions that an entry can ask, as the form takes them.

    `own`: titles of what the institution has published itself, by form.
    """
    shipped = {
        name: {code: translator(code).plain(TITLES[name]) for code in LANGUAGES}
        for name in SHIPPED
    }
    published = {name: dict.fromkeys(LANGUAGES, title) for name, title in own.items()}
    return Items([Item(name, titles) for name, titles in (shipped | published).items()])


async def make(
    db: Reader, arguments: Mapping[str, Any], path: Path, *, patience_s: float = child.PATIENCE_S
) -> dict[str, Any]:
    """Read the file and return what is said about it; what it says goes to `path` as JSON.

    `arguments`: file_id, name, language, zone, now, the folder `kept` and, by form, the titles of
    the institution's `own` questions.
    """
    t = translator(arguments["language"])
    now = _now(arguments)
    forms = entry_forms(arguments.get("own", {}))
    env = Env(now=now, language=t.language, lists={"entry_forms": forms})
    try:
        source = await child.fetched(db, arguments, patience_s)
        found = contest_grid.read(
            reading.pages(source, arguments["name"]), env, await staff.known(db)
        )
    except UserError as refusal:
        return {"error": t.error(refusal)}
    _keep(path, found)
    return {"kind": KIND, "faults": [_said(t, one) for one in found.faults], "told": _told(found)}


def _keep(path: Path, found: Found) -> None:
    path.write_text(json.dumps(found.as_json(), ensure_ascii=False), "utf-8")


def _now(arguments: Mapping[str, Any]) -> datetime:
    return local(parse_stamp(arguments["now"]), ZoneInfo(arguments["zone"]))


def _said(t: Translator, fault: contest_grid.Fault) -> str:
    why = t.plain(fault.text, **fault.values)
    return t.plain(
        msgid("Sheet «{sheet}», row {row}: {why}"), sheet=fault.sheet, row=str(fault.row), why=why
    )


def _told(found: Found) -> dict[str, Any]:
    return {
        "title": found.answers.get("title", ""),
        "nominations": len(found.nominations),
        "criteria": len(found.criteria),
        "jurors": len(found.jurors),
        "awards": len(found.awards),
    }


# -------------------------------------------------------------------- the example


async def example(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:  # noqa: ARG001  # of jobs
    """Write a workbook that can be filled in and sent back; `arguments`: language."""
    t = translator(arguments["language"])
    place = 1 if t.language == "be" else 0
    with books.opened(path) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for name, rows in _sheets(t).items():
            sheet = book.add_worksheet(SHEETS[name][place])
            for column, width in enumerate(WIDTHS):
                sheet.set_column(column, column, width, plain)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row, head if number == 0 else plain)
            sheet.freeze_panes(1, 0)
    title = t.plain(msgid("Example of a contest"))
    return {"title": title}


def _sheets(t: Translator) -> dict[str, list[list[str]]]:
    names = [t.plain(msgid("In Russian")), t.plain(msgid("In Belarusian"))]
    labels = contest_grid.labels()
    main = [[by.get(t.language, by["ru"]), FILLED.get(path, "")] for path, by in labels.items()]
    return {
        MAIN: [[t.plain(msgid("What to fill in")), t.plain(msgid("Write here"))], *main],
        NOMINATIONS: [names],
        CRITERIA: [
            [*names, t.plain(msgid("Most points")), t.plain(msgid("Weight"))],
            *(
                [one.name_ru, one.name_be or "", str(one.most_points), ""]
                for one in contest_defaults.criteria("entry_image")
            ),
        ],
        JURY: [[t.plain(msgid("Surname and name")), t.plain(msgid("Duty"))]],
        AWARDS: [names, *([one.name_ru, one.name_be or ""] for one in USUAL)],
    }
