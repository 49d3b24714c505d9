"""Who took part in the contests of a year: a workbook of libraries by contests, with awards.

Awards of contests whose results are sealed are not counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot import books
from bot.catalogs import Translator, translator
from bot.msgid import msgid
from bot.screens import contest_files as screens
from storage import contests, libraries, participation
from storage.database import Reader
from storage.participation import Count, Given
from storage.records.contests import Contest
from storage.records.libraries import Library

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

KIND: Final = "participation"  # of the job
COUNTED: Final = (msgid("Entries"), msgid("Admitted"), msgid("Awards"))
SEALED: Final = msgid("Awards of contests whose results are not published are not counted yet.")
FIRST: Final = 4  # the row of the first library, from 0
A4: Final = 9


@dataclass(frozen=True, slots=True)
class Table:
    """What the workbook shows."""

    t: Translator
    year: int
    contests: list[Contest]
    libraries: list[Library]
    counts: Mapping[tuple[int, int], Count]  # by contest and library
    looks: Mapping[str, Any]


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the workbook to `path`; `arguments`: year, language."""
    t, year = translator(arguments["language"]), int(arguments["year"])
    known = [one for one in await contests.known(db) if one.closes_on.year == year]
    held = sorted(known, key=lambda one: (one.closes_on, one.contest_id))
    counts = await participation.counted(db, [one.contest_id for one in held])
    taking = {library_id for _, library_id in counts}
    with books.opened(path) as made:
        shown = [
            one
            for one in await libraries.known(db)
            if one.closed_on is None or one.closed_on.year >= year or one.library_id in taking
        ]
        table = Table(t, year, held, shown, counts, _looks(made))
        _matrix(table, made.add_worksheet(t.plain(msgid("Participation"))))
        given = await participation.awards(db, [one.contest_id for one in held])
        _awards(table, made.add_worksheet(t.plain(msgid("Awards"))), given)
    title = t.plain(msgid("Participation in contests, {year}"), year=str(year))
    return {"names": [f"{title}.xlsx"], "caption": screens.participation_caption(t, year)}


def _looks(made: "Workbook") -> dict[str, Any]:
    common = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    cell = {**common, "border": 1, "text_wrap": True}
    looks = {
        "title": {**common, "bold": True, "font_size": 14},
        "plain": common,
        "head": {**cell, "bold": True, "bg_color": "#EEF2F6", "align": "center"},
        "text": cell,
        "number": {**cell, "num_format": "0;;", "align": "center"},  # a zero is an empty cell
        "total": {**cell, "num_format": "0", "align": "center", "bold": True},
    }
    return {name: made.add_format(look) for name, look in looks.items()}


def _paper(page: "Worksheet") -> None:
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _matrix(table: Table, page: "Worksheet") -> None:
    t, looks = table.t, table.looks
    _paper(page)
    page.freeze_panes(FIRST, 1)
    page.set_column(0, 0, 34)
    page.set_column(1, (len(table.contests) + 1) * len(COUNTED), 11)
    title = t.plain(msgid("Participation in contests, {year}"), year=str(table.year))
    page.write_string(0, 0, title, looks["title"])
    page.write_string(1, 0, t.plain(SEALED), looks["plain"])
    page.write_string(FIRST - 1, 0, t.plain(msgid("Library")), looks["head"])
    groups = [*(one.title for one in table.contests), t.plain(msgid("All contests"))]
    for number, name in enumerate(groups):
        left = 1 + number * len(COUNTED)
        page.merge_range(FIRST - 2, left, FIRST - 2, left + 2, name, looks["head"])
        for place, text in enumerate(COUNTED, left):
            page.write_string(FIRST - 1, place, t.plain(text), looks["head"])
    for row, library in enumerate(table.libraries, FIRST):
        page.write_string(row, 0, library.short(t.language), looks["text"])
        _row(table, page, row, library)
    _totals(table, page)


def _row(table: Table, page: "Worksheet", row: int, library: Library) -> None:
    for number, contest in enumerate(table.contests):
        count = table.counts.get((contest.contest_id, library.library_id), Count())
        for place, value in enumerate(count.values, 1 + number * len(COUNTED)):
            page.write_number(row, place, value, table.looks["number"])
    first = 1 + len(table.contests) * len(COUNTED)
    for kind in range(len(COUNTED)):
        own = [_cell(row, 1 + n * len(COUNTED) + kind) for n in range(len(table.contests))]
        value = sum(
            count.values[kind]
            for (_, library_id), count in table.counts.items()
            if library_id == library.library_id
        )
        formula = f"={'+'.join(own)}" if own else "=0"
        page.write_formula(row, first + kind, formula, table.looks["total"], value)


def _totals(table: Table, page: "Worksheet") -> None:
    last = FIRST + len(table.libraries)
    page.write_string(last, 0, table.t.plain(msgid("Total")), table.looks["head"])
    groups = [*(one.contest_id for one in table.contests), None]
    shown = {one.library_id for one in table.libraries}
    for number, key in enumerate(groups):
        for kind in range(len(COUNTED)):
            column = 1 + number * len(COUNTED) + kind
            value = sum(
                count.values[kind]
                for (contest_id, library_id), count in table.counts.items()
                if key in {None, contest_id} and library_id in shown
            )
            span = f"{_cell(FIRST, column)}:{_cell(last - 1, column)}"
            formula = f"=SUM({span})" if table.libraries else "=0"
            page.write_formula(last, column, formula, table.looks["total"], value)


def _awards(table: Table, page: "Worksheet", given: Sequence[Given]) -> None:
    """List each award: a line for the annual report."""
    _paper(page)
    heads = (msgid("Contest"), msgid("Library"), msgid("Award"), msgid("Title"))
    for place, (text, width) in enumerate(zip(heads, (30, 26, 30, 50), strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, table.t.plain(text), table.looks["head"])
    titles = {one.contest_id: one for one in table.contests}
    places = {one.library_id: one.short(table.t.language) for one in table.libraries}
    for row, one in enumerate(given, 1):
        contest = titles[one.contest_id]
        award = next(each for each in contest.awards if each.award_id == one.award_id)
        name = award.name(table.t.language)
        words = f"{name}: {one.words}" if one.words else name
        for place, text in enumerate(
            (contest.title, places.get(one.library_id, ""), words, one.title)
        ):
            page.write_string(row, place, text, table.looks["text"])


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415  # only in the child

    return str(xl_rowcol_to_cell(row, column))
