"""A workbook or CSV read to text cells; a file that somebody sent is read in a child process."""

import asyncio
import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.errors import UserError
from bot.imports import columns, example, sheets
from bot.imports.sheets import Line, Sheet
from bot.msgid import msgid

MAX_BYTES: Final = 20 * 2**20  # what Telegram hands to a bot
MAX_UNPACKED_BYTES: Final = 200 * 2**20
MAX_ROWS: Final = 50_000  # four times the staff of the whole country
MAX_COLUMNS: Final = 60
MAX_HEADER_ROW: Final = 20  # a title and an explanation may stand above the headers
CHILD_MEMORY_BYTES: Final = 1 * 2**30
CHILD_TIMEOUT_S: Final = 60.0
ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0"
COMMENT: Final = "#"  # a row that begins with it is an example or a remark

Rows = Iterable[tuple[int, Sequence[str]]]
T = TypeVar("T")


class UnreadableFileError(UserError):
    """The file is not a workbook or CSV that we can read."""


def broken() -> UnreadableFileError:
    """Return the refusal of a damaged or foreign file."""
    return UnreadableFileError(
        msgid(
            "This file cannot be read as a table. Save it as an Excel workbook (.xlsx) "
            "or as CSV and send it again. Nothing is lost."
        )
    )


def read(path: Path, name: str | None = None) -> tuple[Sheet, ...]:
    """Read a workbook or a CSV; `name` is what the person called it. Raise UnreadableFileError."""
    found = tuple(_read(path, name, _sheet))
    if not any(sheet.table for sheet in found):
        raise UnreadableFileError(
            msgid(
                "No known table is in this file: the first row must hold the headers. "
                "Ask for the example workbook and fill that in."
            )
        )
    return found


def pages(
    path: Path, name: str | None = None
) -> list[tuple[str, list[tuple[int, Sequence[str]]]]]:
    """Read every sheet to its name and numbered rows of texts; raise UnreadableFileError."""
    return list(_read(path, name, lambda title, rows: [(title, list(rows))]))


def _read(path: Path, name: str | None, take: Callable[[str, Rows], Iterable[T]]) -> Iterator[T]:
    """Yield what `take` makes of each sheet while the file is open."""
    title = Path(name or path.name).stem
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFileError(msgid("The file is larger than 20 MB. Split it, please."))
    start = path.read_bytes()[: len(ZIP)]
    if start == OLE:
        raise UnreadableFileError(
            msgid(
                "This is an old or protected workbook. Save it without a password as .xlsx "
                "and send it again."
            )
        )
    yield from _workbook(path, take) if start == ZIP else take(title, _csv(path))


async def read_safely(path: Path, name: str | None = None) -> tuple[Sheet, ...]:
    """Read a file that somebody sent, in a child process with little memory and time.

    Raises UnreadableFileError, also where the child dies of the file.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.imports.reading",
        str(path),
        name or path.name,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(CHILD_TIMEOUT_S):
            said, _ = await child.communicate()
    except TimeoutError:
        child.kill()
        await child.wait()
        raise broken() from None
    if child.returncode != 0:
        raise broken()
    answer = json.loads(said)
    if "error" in answer:
        raise UnreadableFileError(answer["error"])
    return sheets.from_json(answer["sheets"])


def main(path: str, name: str) -> None:
    """Read `path` under limits and write the sheets or the refusal as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    try:
        answer: dict[str, Any] = {"sheets": sheets.as_json(read(Path(path), name))}
    except UnreadableFileError as refusal:
        answer = {"error": refusal.text}
    sys.stdout.write(json.dumps(answer))


def _workbook(path: Path, take: Callable[[str, Rows], Iterable[T]]) -> Iterator[T]:
    _refuse_bomb(path)
    import openpyxl  # noqa: PLC0415  # a fifth of a second that only an import needs

    # openpyxl refuses by the name's ending, which a file kept by its hash does not have.
    with path.open("rb") as content:
        try:
            book = openpyxl.load_workbook(content, read_only=True, data_only=True)
            for page in book.worksheets:
                if page.title not in example.TITLE.values():
                    # Some programs write a wrong size into the sheet; only reading tells.
                    page.reset_dimensions()
                    yield from take(page.title, _numbered(page.iter_rows(values_only=True)))
        except UnreadableFileError:
            raise
        except Exception:  # noqa: BLE001  # openpyxl answers a strange file with any exception
            raise broken() from None


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise broken() from None
    if size > MAX_UNPACKED_BYTES:
        raise broken()


def _numbered(rows: Iterable[Sequence[Any]]) -> Rows:
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise UnreadableFileError(
                msgid("There are more than 50,000 rows in a sheet. Split the file, please.")
            )
        yield number, [_text(cell) for cell in row[:MAX_COLUMNS]]


def _csv(path: Path) -> Rows:
    text = _decoded(path.read_bytes())
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        rows = [(lines.line_num, [cell.strip() for cell in row]) for row in lines]
    except csv.Error:
        raise broken() from None
    if len(rows) > MAX_ROWS:
        raise broken()
    return rows


def _decoded(raw: bytes) -> str:
    """Read UTF-8 or UTF-16 by its mark, else UTF-8, else what Excel in Russian saves."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise broken()


def _delimiter(text: str) -> str:
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith(COMMENT))
    head = next(lines, "")
    return max(";,\t", key=head.count)


def _sheet(title: str, rows: Rows) -> Iterator[Sheet]:
    """Yield the table on a sheet; one without known headers has no lines, an empty one is not."""
    pending = iter(rows)
    seen = False
    for number, cells in pending:
        if _is_comment(cells):
            continue
        seen = seen or any(cells)
        if number > MAX_HEADER_ROW:
            break
        table = columns.recognised(cells)
        if table:
            places = _places(table, cells)
            headers = {name: cells[place].rstrip(" *") for name, place in places.items()}
            yield Sheet(title, table.name, number, headers, tuple(_lines(pending, places)))
            return
    if seen:
        yield Sheet(title, "", 1, {}, ())


def _places(table: columns.Table, headers: Sequence[str]) -> dict[str, int]:
    """Return where each known column stands; of two with one header the first counts."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        column = table.by_header.get(columns.folded(header))
        if column and column.name not in places:
            places[column.name] = place
    return places


def _lines(rows: Rows, places: dict[str, int]) -> Iterator[Line]:
    for number, cells in rows:
        if any(cells) and not _is_comment(cells):
            known = {
                name: cells[place] if place < len(cells) else "" for name, place in places.items()
            }
            yield Line(number, known)


def _is_comment(cells: Sequence[str]) -> bool:
    return bool(cells) and cells[0].startswith(COMMENT)


def _text(cell: Any) -> str:
    """Return a cell as a person reads it: 5 for 5.0, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


if __name__ == "__main__":
    main(*sys.argv[1:3])
