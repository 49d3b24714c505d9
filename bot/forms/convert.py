"""A workbook or Markdown in, pyxform's XML or every problem out; pyxform is imported late.

An uploaded file is converted in a child process with limits, because a small workbook can
unfold into gigabytes; forms of our own are converted here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.forms import attachments, checks, reading, sheets
from bot.forms.authoring import lint, plain, standard
from bot.forms.errors import BrokenFormError
from bot.forms.problems import Problem
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.forms.env import Items
    from bot.forms.errors import Fault
    from bot.forms.model import Form
    from bot.forms.sheets import Book

MAX_BYTES = 2 * 1024 * 1024
MAX_SECONDS = 20
MAX_MEMORY = 1024 * 1024 * 1024  # bytes of address space; pyxform and lxml map about 300 MB


@dataclass(frozen=True, slots=True)
class Conversion:
    """The XML of a form, or "" and the problems that forbid it; warnings come with both."""

    xml: str
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def trusted(markdown: str) -> str:
    """Convert a Markdown form of our own. Raises pyxform's error."""
    from pyxform.xls2xform import convert  # noqa: PLC0415 - a quarter of a second, seldom needed

    return str(convert(markdown, form_name="form_", file_type=".md", pretty_print=True).xform)


def convert_safely(path: Path, folder: Path | None = None) -> Conversion:
    """Convert an uploaded form in a child process; `folder` holds what is attached to it."""
    command = [sys.executable, "-m", "bot.forms.convert", str(path)]
    if folder is not None:
        command.append(str(folder))
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the path is one argument
            command, capture_output=True, timeout=MAX_SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        text = msgid("The file is too big or broken and cannot be read as a form.")
        return Conversion("", (Problem("", 0, "", text),), ())
    return _from_json(json.loads(done.stdout))


def convert(path: Path, folder: Path | None = None) -> Conversion:
    """Convert a form here and now: our checks, pyxform's, and that the result can be asked."""
    if path.stat().st_size > MAX_BYTES:
        text = msgid("The file is bigger than {limit} MB.")
        return Conversion("", (Problem("", 0, "", text, {"limit": MAX_BYTES // 2**20}),), ())
    try:
        written = sheets.read(path)
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken file leads to
        text = msgid("The file cannot be read: an Excel workbook (.xlsx) or a table is needed.")
        return Conversion("", (Problem("", 0, "", text),), ())
    return _converted(plain.read(written), path, folder or path.parent)


def _converted(authored: plain.Plain, path: Path, folder: Path) -> Conversion:
    book = authored.book
    lists = attached(book, folder)
    files = [one.name for place in (folder, folder / "media") for one in _files(place)]
    found = [*authored.problems, *checks.problems(book, set(lists), files)]
    found += [p for p in lint.problems(book) if p.is_warning or not _is_known(p, found)]
    problems = [p for p in found if not p.is_warning]
    xml, faults = _through_pyxform(book, path.stem)
    faults = [_placed(fault, book) for fault in faults]
    problems += [fault for fault in faults if not _is_known(fault, problems)]
    if xml:
        problems += _unaskable(xml, book, lists, problems)
    warnings = [authored.placed(p) for p in found if p.is_warning]
    placed = _in_order(map(authored.placed, problems))
    return Conversion("" if problems else xml, placed, _in_order(warnings))


def _files(folder: Path) -> Iterable[Path]:
    return (one for one in folder.iterdir() if one.is_file()) if folder.is_dir() else ()


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by row within the sheets as they came first."""
    listed = list(problems)
    sheets_found = list(dict.fromkeys(problem.sheet for problem in listed))
    return tuple(sorted(listed, key=lambda p: (sheets_found.index(p.sheet), p.row)))


def attached(book: Book, folder: Path) -> dict[str, Items]:
    """Read the lists that a form asks for and `folder` (or its `media`) holds, by stem."""
    found: dict[str, Items] = {}
    for name in checks.sources(book):
        stem, _, ending = name.rpartition(".")
        for place in (folder / Path(name).name, folder / "media" / Path(name).name):
            if place.is_file() and ending in attachments.ENDINGS:
                with suppress(ValueError):  # a broken list counts as not attached
                    found[stem] = attachments.read(place.read_text("utf-8-sig"), ending)
    return found


def load(path: Path) -> Form:
    """Convert a form in a child process and read it. Raises `RefusedFormError`."""
    conversion = convert_safely(path, path.parent)
    if conversion.problems:
        raise RefusedFormError(conversion)
    return read(conversion, path)


def read(conversion: Conversion, path: Path) -> Form:
    """Read a converted form with the lists that lie beside its file."""
    return reading.read(conversion.xml, attached(book_of(path), path.parent))


def book_of(path: Path) -> Book:
    """Return the plain XLSForm that stands behind an author's file."""
    return plain.read(sheets.read(path)).book


class RefusedFormError(Exception):
    """A form with problems; they are in `conversion`."""

    def __init__(self, conversion: Conversion) -> None:
        super().__init__("; ".join(problem.text for problem in conversion.problems))
        self.conversion = conversion


def _through_pyxform(book: Book, name: str) -> tuple[str, list[Problem]]:
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - see `trusted`
    from pyxform.xls2xform import convert as to_xform  # noqa: PLC0415

    try:
        result = to_xform(_as_dict(book, name), form_name="form_")
    except PyXFormError as error:
        return "", [standard.told(str(error))]
    except Exception as error:  # noqa: BLE001 - TypeErrors leak from pyxform for bad files
        return "", [standard.told(f"{type(error).__name__}: {error}")]
    return str(result.xform), []


def _as_dict(book: Book, name: str) -> dict[str, Any]:
    """Return a book as pyxform takes it: rows by header, without empty ones, and the headers."""
    found: dict[str, Any] = {"sheet_names": list(book.sheets), "fallback_form_name": name}
    for sheet in (book.sheets[each] for each in sheets.FILE_SHEETS if each in book.sheets):
        found[sheet.name] = [dict(row.cells) for row in sheet.rows]
        found[f"{sheet.name}_header"] = [dict.fromkeys(sheet.headers)]
    return found


def _placed(fault: Problem, book: Book) -> Problem:
    """Turn pyxform's count of the rows that hold something into rows of the author's sheet."""
    rows = book.rows(fault.sheet)
    if not 0 <= fault.row - 2 < len(rows):
        return fault
    return replace(fault, row=rows[fault.row - 2].number)


def _is_known(fault: Problem, problems: list[Problem]) -> bool:
    """Tell whether pyxform stopped at something that our own checks said better."""
    rows = {(p.sheet, p.row) for p in problems}
    return (fault.sheet, fault.row) in rows or (not fault.row and bool(problems))


def _unaskable(
    xml: str, book: Book, lists: dict[str, Items], problems: list[Problem]
) -> list[Problem]:
    try:
        reading.read(xml, lists)
    except BrokenFormError as error:
        rows = {row.get("name"): row.number for row in book.rows("survey")}
        found = [_from_fault(fault, rows) for fault in error.faults]
        return [p for p in found if not _is_known(p, problems)]
    return []


def _from_fault(fault: Fault, rows: dict[str, int]) -> Problem:
    row = rows.get(fault.path.rpartition("/")[2], 0)
    if fault.reason == "unsupported":
        text = msgid("A chat cannot ask the type “{type}”.")
        return Problem("survey", row, fault.column, text, {"type": fault.source})
    text = msgid("This cannot be read: {source}")
    return Problem("survey", row, fault.column, text, {"source": fault.source or fault.reason})


def _as_json(conversion: Conversion) -> dict[str, Any]:
    return {
        "xml": conversion.xml,
        "problems": [problem.as_json() for problem in conversion.problems],
        "warnings": [problem.as_json() for problem in conversion.warnings],
    }


def _from_json(parts: dict[str, Any]) -> Conversion:
    return Conversion(
        parts["xml"],
        tuple(Problem(**problem) for problem in parts["problems"]),
        tuple(Problem(**problem) for problem in parts["warnings"]),
    )


def _limit() -> None:
    import resource  # noqa: PLC0415 - Unix only, and only in the child

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def _main(path: str, folder: str | None = None) -> None:
    _limit()
    conversion = convert(Path(path), Path(folder) if folder else None)
    json.dump(_as_json(conversion), sys.stdout)


if __name__ == "__main__":
    _main(*sys.argv[1:])
