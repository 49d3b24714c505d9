"""`report`: the report of a time as a file, made beside the running bot.

Records are only read; what is written is one row, which edition this is.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.cli.job import Work
from bot.clock import SystemClock, stamp
from bot.errors import SettingsError
from bot.reports import report_edition, report_facts, report_page
from bot.rules import spans
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.settings import Settings
from storage import database
from storage.database import Database, Reader, StorageError

YEARS: Final = range(1990, 2101)


async def _txt(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_txt  # noqa: PLC0415  # each format imports only its own

    return await report_txt.make(db, arguments, path)


async def _json(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_json  # noqa: PLC0415

    return await report_json.make(db, arguments, path)


async def _xlsx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_book  # noqa: PLC0415

    return await report_book.make(db, arguments, path)


async def _docx(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    from bot.reports import report_docx  # noqa: PLC0415

    return await report_docx.make(db, arguments, path)


FORMATS: Final[Mapping[str, Work]] = {
    "txt": _txt,
    "json": _json,
    "xlsx": _xlsx,
    "docx": _docx,
}


@dataclass(frozen=True, slots=True)
class Time:
    """What the command line says of the time; a year with a part of it, or two days."""

    year: int | None = None
    quarter: int | None = None
    half: int | None = None
    first: str | None = None
    last: str | None = None

    def span(self) -> Span:
        """Return the span; raise SettingsError for one that is none."""
        if self.first is not None or self.last is not None:
            return self._days()
        if self.year is None:
            raise SettingsError("Say which time: --year 2020, or --from and --to.")
        if self.year not in YEARS:
            raise SettingsError(f"--year is from {YEARS[0]} to {YEARS[-1]}; not {self.year}.")
        if self.quarter is not None and self.half is not None:
            raise SettingsError("Say --quarter or --half, not both.")
        if self.quarter is not None:
            return Period("quarter", self.year, self.quarter)
        if self.half is not None:
            return Period("half", self.year, self.half)
        return Period("year", self.year)

    def _days(self) -> Span:
        if any(one is not None for one in (self.year, self.quarter, self.half)):
            raise SettingsError("Say --year or --from and --to, not both.")
        if self.first is None or self.last is None:
            raise SettingsError("--from and --to belong together.")
        first, last = _day("--from", self.first), _day("--to", self.last)
        if first > last:
            raise SettingsError(f"--from {first} is after --to {last}.")
        return first, last


def report(settings: Settings, span: Span, form: str, out: Path, language: str) -> int:
    """Write the report and print its name; raise SettingsError for what is in the way."""
    if not settings.database.exists():
        raise SettingsError(f"There is no database in {settings.data} yet.")
    if database.pending(settings.database):
        raise SettingsError(
            f"{settings.database} is from an older version: start the bot once, it updates the "
            "database and keeps a backup."
        )
    target = _target(out)
    clock = SystemClock(settings.zone)
    arguments = {
        "span": spans.code(span),
        "language": language,
        "zone": settings.zone.key,
        "now": stamp(clock.now()),
        "kept": str(settings.data / "files"),
    }
    try:
        made = asyncio.run(_make(settings.database, arguments, FORMATS[form], target))
    except StorageError as fault:
        raise SettingsError(f"{settings.database}: {fault}. Try again in a minute.") from None
    except OSError as fault:
        raise SettingsError(f"{out}: {fault.strerror}") from None
    except MemoryError:
        raise SettingsError("The template of the report takes too much memory.") from None
    if made.get("warning"):
        print(made["warning"], file=sys.stderr)  # noqa: T201  # the command's words
    print(out)  # noqa: T201
    return 0


async def _make(
    path: Path, arguments: Mapping[str, Any], work: Work, target: Path
) -> dict[str, Any]:
    """Keep the edition, then make the file beside the target and put it in its place whole."""
    span, on = spans.parse(arguments["span"]), report_page.made_at(arguments).date()
    async with database.read_only(path) as reader:
        facts = await report_facts.read(reader, span, on)
        db = await Database.open(path, readers=0)
        try:
            async with db.write() as tx:
                await report_edition.keep_of(tx, facts, now=arguments["now"], by=None)
        finally:
            await db.close()
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".report-") as folder:
            coming = Path(folder) / target.name
            made = await work(reader, arguments, coming)
            coming.replace(target)
            return made


def _target(out: Path) -> Path:
    """Return where to write; only a file is written over."""
    target = out.resolve()
    if not target.parent.is_dir():
        raise SettingsError(f"There is no folder {out.parent}.")
    if target.exists() and not target.is_file():
        raise SettingsError(f"{out} is no file, so it is not written over.")
    if target.exists() and not os.access(target, os.W_OK):
        raise SettingsError(f"{out} cannot be written over.")
    return target


def _day(name: str, text: str) -> date:
    """Read 2020-01-31 or 31.01.2020."""
    parts = text.split(".")[::-1] if "." in text else text.split("-")
    try:
        year, month, on = map(int, parts)
        day = date(year, month, on)
    except ValueError:
        raise SettingsError(f"{name} is a day like 2020-01-31; not {text!r}.") from None
    if day.year not in YEARS:
        raise SettingsError(f"{name} is from {YEARS[0]} to {YEARS[-1]}; not {text!r}.")
    return day
