"""`import`, `export` and `sample` on the command line; they work beside the running bot."""

import asyncio
import csv
import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TextIO

from bot import imports, sample
from bot.catalogs import Translator, translator
from bot.cli.pictures import keeper, text_keeper
from bot.clock import SystemClock, stamp, today
from bot.errors import BadAnswerError, SettingsError, UserError
from bot.forms import builtin, inputs
from bot.imports import preview
from bot.msgid import msgid
from bot.sample import report_2020
from bot.settings import Settings
from storage import database, exports
from storage.database import Database, StorageError

FORMATS: Final = ("csv", "json")
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
DEMO: Final = "demo"
REPORT_2020: Final = "report-2020"
SAMPLES: Final = (DEMO, REPORT_2020)


def import_file(settings: Settings, path: Path, *, yes: bool = False) -> int:
    """Show what a workbook or CSV would change and, if told to, save it; 1 for bad rows."""
    t = translator(settings.language)
    try:
        sheets = imports.read(path)
    except OSError as fault:
        raise SettingsError(f"{path}: {fault.strerror}") from None
    except UserError as refusal:
        return _refused(refusal, t)
    _prepare(settings)
    return asyncio.run(_import(settings, sheets, t, yes=yes))


def export(settings: Settings, table: str, form: str = "csv", source: str | None = None) -> int:
    """Print the records of a kind as CSV or JSON, of one source or all.

    Raise SettingsError for an unknown kind, or one whose records have no source.
    """
    if table not in exports.KINDS:
        raise SettingsError(f"TABLE is one of {', '.join(sorted(exports.KINDS))}; not {table!r}.")
    if not settings.database.exists():
        raise SettingsError(f"There is no database in {settings.data} yet.")
    _refuse_old(settings.database)
    connection = database.connect(settings.database, query_only=True)
    try:
        names = exports.columns(connection, table)
        if source is not None and "source" not in names:
            raise SettingsError(f"The records of {table} have no source: leave out --source.")
        records = exports.rows(connection, table, source)
        if form == "csv":
            write_csv(names, records, sys.stdout)
        else:
            write_json(records, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        # `export visits --format csv | head` has seen enough; Python must not flush again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        connection.close()
    return 0


def load_sample(settings: Settings, name: str = DEMO, on: date | None = None) -> int:
    """Fill an empty BOT_DATA with a sample; nobody is linked to an account.

    `demo` stands around the day `on`, today by default; the days of `report-2020` are fixed.
    """
    if name not in SAMPLES:
        raise SettingsError(f"NAME is one of {', '.join(SAMPLES)}; not {name!r}.")
    _prepare(settings)
    t = translator(settings.language)
    try:
        asyncio.run(_sample(settings, name, on or today(SystemClock(settings.zone))))
    except UserError as refusal:
        return _refused(refusal, t)
    print(t.plain(msgid("The sample network is in place.")))  # noqa: T201  # the terminal's words
    return 0


def write_csv(names: list[str], records: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Write records as CSV: lists with semicolons, texts never as formulas."""
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(names)
    for record in records:
        sheet.writerow([guarded(record[name]) for name in names])


def write_json(records: Iterable[Mapping[str, Any]], out: TextIO) -> None:
    """Write records as a JSON array with a record a line."""
    out.write("[")
    for number, record in enumerate(records):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(record, ensure_ascii=False))
    out.write("\n]\n")


def guarded(value: Any) -> Any:
    """Return a value for a CSV cell: what a spreadsheet would calculate gets an apostrophe."""
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        value = ";".join(str(item) for item in value)
    elif isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


async def _import(
    settings: Settings, sheets: tuple[imports.Sheet, ...], t: Translator, *, yes: bool
) -> int:
    clock = SystemClock(settings.zone)
    db = await Database.open(settings.database, readers=1)
    try:
        async with db.read() as reader:
            known = await imports.existing(reader, sheets, builtin.load("visit"), today(clock))
        plan = imports.plan(sheets, known, today(clock))
        for line in preview.lines(plan, t.plain):
            print(line)  # noqa: T201
        if not plan.can_apply:
            return 1 if plan.problems else 0
        if not (yes or _confirmed(t)):
            return 0
        # Compared anew: the bot may have changed something while the person was reading.
        async with db.write() as tx:
            known = await imports.existing(tx, sheets, builtin.load("visit"), today(clock))
            plan = imports.plan(sheets, known, today(clock))
            await imports.apply(tx, plan, now=stamp(clock.now()), by=None)
    except StorageError as fault:
        raise SettingsError(f"{settings.database}: {fault}. Try again in a minute.") from None
    finally:
        await db.close()
    print(t.plain(msgid("Saved.")))  # noqa: T201
    return 0


async def _sample(settings: Settings, name: str, on: date) -> None:
    db = await Database.open(settings.database, readers=0)
    folder = settings.data / "files"
    picture, text = keeper(folder), text_keeper(folder)
    try:
        async with db.write() as tx:
            if name == REPORT_2020:
                await report_2020.load(tx, keep_picture=picture, keep_text=text)
            else:
                await sample.load(tx, on, keep_picture=picture, keep_text=text, with_past=True)
    finally:
        await db.close()


def _confirmed(t: Translator) -> bool:
    if not sys.stdin.isatty():
        print(t.plain(msgid("To save it, run the command again with --yes.")))  # noqa: T201
        return False
    try:
        return inputs.parse_yes_no(input(t.plain(msgid("Save it? (yes/no)")) + " "))
    except (BadAnswerError, EOFError):
        return False


def _prepare(settings: Settings) -> None:
    """Make a new database; one that exists is brought up to date by the bot, with a backup."""
    if settings.database.exists():
        _refuse_old(settings.database)
    else:
        settings.data.mkdir(parents=True, exist_ok=True)
        database.migrate(settings.database)


def _refuse_old(path: Path) -> None:
    if database.pending(path):
        raise SettingsError(
            f"{path} is from an older version: start the bot once, it updates the database "
            "and keeps a backup."
        )


def _refused(refusal: UserError, t: Translator) -> int:
    print(t.plain(refusal.text, **refusal.values), file=sys.stderr)  # noqa: T201
    return 2
