"""Tables of the package for the region: measures as CSV and workbook, records as CSV.

CSV as Excel opens it here by a double press: a mark of UTF-8, semicolons, decimal commas. What a
person typed that would begin a formula gets an apostrophe, as in all our CSV.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bot import books
from bot.catalogs import Translator
from bot.msgid import msgid
from bot.reports.odk_csv import FORMULA_STARTS
from bot.reports.round_totals import HIDDEN, NOTE
from bot.rules import report_package as rules
from bot.rules.institution import Institution
from bot.rules.measures import NAMES
from storage import corrections, institution, libraries, measures
from storage.aggregates import Scope
from storage.database import Reader, Row
from storage.measures import MEASURES
from storage.records.libraries import Library
from storage.records.report import Number

MARK: Final = "\ufeff"  # by which Excel knows UTF-8
HEADS: Final = (
    "institution", "library", "measure", "period", "number", "recorded", "corrected", "hidden",
)  # fmt: skip
A4: Final = 9
WIDTH: Final = 14


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every measure of the network and of each library, and what of it stays here."""

    period: str
    institution: str
    code: str
    libraries: Sequence[Library]
    whole: Mapping[str, Number]
    by_library: Mapping[int, Mapping[str, Number]]
    withheld: frozenset[str]
    hidden: frozenset[tuple[int, str]]

    @property
    def of_libraries(self) -> tuple[str, ...]:
        """Return the measures that libraries have."""
        return tuple(
            one.name for one in MEASURES.values() if one.records not in rules.NOT_OF_LIBRARIES
        )


async def read(db: Reader, scope: Scope, period: str) -> Numbers:
    """Read all measures of a scope, which is that of the whole network."""
    settings = Institution(await institution.get_all(db))
    known = sorted(await libraries.known(db), key=lambda one: one.code)
    whole = await measures.numbers(db, scope)
    found = await _by_library(db, scope, [one.library_id for one in known])
    sums = {name: one.value for name, one in whole.items()}
    recorded = {name: one.recorded for name, one in whole.items()}
    withheld = rules.withheld(sums, recorded)
    tables = tuple(
        {
            key: {name: int(getattr(one, part)) for name, one in numbers.items()}
            for key, numbers in found.items()
        }
        for part in ("value", "recorded")
    )
    return Numbers(
        period=period,
        institution=settings["institution_name"],
        code=settings["institution_code"],
        libraries=known,
        whole=whole,
        by_library=found,
        withheld=withheld,
        hidden=rules.hidden(tables, withheld) if known else frozenset(),
    )


async def _by_library(
    db: Reader, scope: Scope, keys: Sequence[int]
) -> dict[int, dict[str, Number]]:
    """Return each library's measures with the corrections of its own."""
    added: dict[tuple[int | None, str], float] = {}
    for one in await corrections.counted(db, scope):
        at = (one.library_id, one.measure)
        added[at] = added.get(at, 0) + one.number
    found: dict[int, dict[str, Number]] = {key: {} for key in keys}
    for measure in MEASURES.values():
        if measure.records in rules.NOT_OF_LIBRARIES:
            continue
        recorded = await measures.by_library(db, measure.name, scope)
        for key in keys:
            corrected = added.get((key, measure.name), 0)
            kept = corrected if measure.is_decimal else int(corrected)
            found[key][measure.name] = Number(recorded.get(key, 0), kept)
    return found


# -------------------------------------------------------------------- CSV


def measures_csv(about: Numbers) -> bytes:
    """Return every measure of the whole (no library) and of each library, a line each."""
    lines: list[Sequence[Any]] = [HEADS]
    for name, number in about.whole.items():
        lines.append(_line(about, "", name, number, is_hidden=name in about.withheld))
    for library in about.libraries:
        for name in about.of_libraries:
            is_hidden = (library.library_id, name) in about.hidden
            number = about.by_library[library.library_id][name]
            lines.append(_line(about, library.code, name, number, is_hidden=is_hidden))
    return _csv(lines)


def _line(
    about: Numbers, library: str, name: str, number: Number, *, is_hidden: bool
) -> tuple[Any, ...]:
    told = ("", "", "") if is_hidden else (number.value, number.recorded, number.corrected)
    return (about.code, library, name, about.period, *told, int(is_hidden))


async def records_csv(db: Reader, scope: Scope, about: Numbers, kind: str) -> tuple[bytes, int]:
    """Return the records of a kind that may leave, a line each, and how many they are."""
    codes = {one.library_id: one.code for one in about.libraries}
    columns = rules.COLUMNS[kind]
    rows = await db.all(measures.select(kind), measures.values(scope))
    lines: list[Sequence[Any]] = [("institution", "library", "record", "day", *columns)]
    lines += [
        (about.code, codes.get(row["library_id"], ""), row["record_id"], row["on_day"],
         *(_told(row, one) for one in columns))
        for row in rows
    ]  # fmt: skip
    return _csv(lines), len(rows)


def _told(row: Row, column: str) -> Any:
    value = row[column]
    return ", ".join(json.loads(value)) if column == "purposes" else value


def _csv(lines: Iterable[Sequence[Any]]) -> bytes:
    kept = io.StringIO(newline="")
    sheet = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    for line in lines:
        sheet.writerow([cell(one) for one in line])
    return (MARK + kept.getvalue()).encode()


def cell(value: Any) -> str:
    """Return a value as a cell of CSV: a number with a comma, a text that is no formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    text = str(value)
    is_typed = isinstance(value, str) and text.startswith(FORMULA_STARTS)
    return f"'{text}" if is_typed else text


# -------------------------------------------------------------------- the workbook


def write_book(t: Translator, about: Numbers, path: Path, made_at: datetime) -> None:
    """Write the measures of the network and those of libraries as a workbook to look at."""
    with books.opened(path) as made:
        made.set_properties({"created": made_at.replace(tzinfo=None)})
        looks = {
            "bold": made.add_format({"bold": True}),
            "head": made.add_format(
                {"bold": True, "bg_color": "#EEF2F6", "border": 1, "text_wrap": True,
                 "valign": "top"}
            ),
            "text": made.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "number": made.add_format({"border": 1, "num_format": "#,##0.00", "valign": "top"}),
            "whole": made.add_format({"border": 1, "num_format": "#,##0", "valign": "top"}),
            "hidden": made.add_format({"border": 1, "align": "right", "valign": "top"}),
        }  # fmt: skip
        _network(t, about, made.add_worksheet(t.plain(msgid("Numbers"))), looks)
        _libraries(t, about, made.add_worksheet(t.plain(msgid("By libraries"))), looks)


def _network(t: Translator, about: Numbers, page: Any, looks: Mapping[str, Any]) -> None:
    _top(t, about, page, looks)
    heads = (msgid("Number of the year"), msgid("Name in the tables"), msgid("In all"))
    page.set_column(0, 0, 52)
    page.set_column(1, 1, 26)
    page.set_column(2, 4, WIDTH)
    more = (msgid("By records"), msgid("By corrections"))
    for column, text in enumerate((*heads, *more)):
        page.write_string(3, column, t.plain(text), looks["head"])
    for row, (name, number) in enumerate(about.whole.items(), 4):
        page.write_string(row, 0, t.plain(NAMES[name]), looks["text"])
        page.write_string(row, 1, name, looks["text"])
        is_hidden = name in about.withheld
        for column, value in enumerate((number.value, number.recorded, number.corrected), 2):
            _put(page, row, column, value, looks, is_hidden=is_hidden)
    page.freeze_panes(4, 1)


def _libraries(t: Translator, about: Numbers, page: Any, looks: Mapping[str, Any]) -> None:
    _top(t, about, page, looks)
    names = about.of_libraries
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 30)
    page.set_column(2, 1 + len(names), WIDTH)
    for column, text in enumerate((msgid("Code"), msgid("Library"))):
        page.write_string(3, column, t.plain(text), looks["head"])
    for column, name in enumerate(names, 2):
        page.write_string(3, column, t.plain(NAMES[name]), looks["head"])
    for row, library in enumerate(about.libraries, 4):
        key = library.library_id
        page.write_string(row, 0, library.code, looks["text"])
        page.write_string(row, 1, library.short(t.language), looks["text"])
        for column, name in enumerate(names, 2):
            value = about.by_library[key][name].value
            _put(page, row, column, value, looks, is_hidden=(key, name) in about.hidden)
    page.freeze_panes(4, 2)


def _top(t: Translator, about: Numbers, page: Any, looks: Mapping[str, Any]) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, about.institution, looks["bold"])
    page.write_string(1, 0, f"{about.code}, {about.period}")
    page.write_string(2, 0, t.plain(NOTE))


def _put(  # a cell
    page: Any, row: int, column: int, value: float, looks: Mapping[str, Any], *, is_hidden: bool
) -> None:
    if is_hidden:
        page.write_string(row, column, HIDDEN, looks["hidden"])
    else:
        look = "whole" if float(value).is_integer() else "number"
        page.write_number(row, column, value, looks[look])
