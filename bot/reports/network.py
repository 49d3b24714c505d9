"""The network as the workbook that an import reads: sent back as it is, it changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.forms import builtin
from bot.imports import applying, planning
from bot.imports.columns import LIBRARIES, SETTLEMENTS, STAFF, WORDS, Column, Table
from bot.imports.planning import Existing
from storage.database import Reader
from storage.records.libraries import LibraryFields, SettlementFields
from storage.records.people import StaffFields

if TYPE_CHECKING:
    from xlsxwriter import Workbook

KIND: Final = "network"  # of the job
LANGUAGES: Final = ("ru", "be", "en")  # the order of words in WORDS
OPEN: Final = ("открыта", "адкрыта", "open")
CLOSED: Final = ("закрыта", "зачынена", "closed")
FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "libraries": planning.LIBRARY_NAMES,
    "settlements": planning.SETTLEMENT_NAMES,
    "staff": planning.STAFF_NAMES,
}

Record = LibraryFields | SettlementFields | StaffFields


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; `arguments` name the language of its headers."""
    known = await applying.existing(db, (), builtin.load("visit"), date.max)
    write(path, known, arguments["language"])
    return {}


def write(path: Path, known: Existing, language: str) -> None:
    """Write what is known, every cell as text: nothing that people typed is a formula."""
    with books.opened(path, constant_memory=True) as book:
        _sheet(book, LIBRARIES, known.libraries.values(), language)
        _sheet(book, SETTLEMENTS, known.settlements.values(), language)
        _sheet(book, STAFF, known.staff.values(), language)


def _sheet(book: "Workbook", table: Table, records: Iterable[Record], language: str) -> None:
    page = book.add_worksheet(table.title(language))
    head = book.add_format({"bold": True, "bottom": 1})
    page.freeze_panes(1, 0)
    page.set_column(0, len(table.columns) - 1, 20, book.add_format({"num_format": "@"}))
    for place, column in enumerate(table.columns):
        page.write_string(0, place, column.title(language), head)
    for row, record in enumerate(records, 1):
        for place, column in enumerate(table.columns):
            page.write_string(row, place, cell(table, column, record, language))


def cell(table: Table, column: Column, record: Record, language: str) -> str:
    """Return a record's value as the import reads it back."""
    place = LANGUAGES.index(language) if language in LANGUAGES else 0
    if column.name == "status":
        closed_on = getattr(record, "closed_on", None)
        return f"{CLOSED[place]} {closed_on.isoformat()}" if closed_on else OPEN[place]
    value = getattr(record, FIELDS[table.name].get(column.name, column.name), None)
    return _text(column, value, place)


def _text(column: Column, value: Any, place: int) -> str:
    words = WORDS.get(column.name, {})
    if isinstance(value, tuple):
        return ";".join(words[one][place] if one in words else one for one in value)
    if isinstance(value, bool):
        return words["yes" if value else "no"][place]
    if value in words:
        return words[value][place]
    return "" if value is None else str(value)
