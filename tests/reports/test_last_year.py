"""What was a year before: the same in the workbook, the Word table, the JSON and the facts."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from reported import a_reported_database

from bot.catalogs import translator
from bot.reports import filling, report_book, report_docx, report_json, report_page
from bot.rules import measures as rules
from storage import corrections, database
from storage.records.report import CorrectionFields

ARGUMENTS = {"language": "ru", "zone": "Europe/Minsk", "now": "2021-01-18T06:28:00Z"}
NEVER = {"visits_planned", "recommendations", "campaigns", "rounds"}  # 2019 has no such records


@pytest.mark.parametrize(
    ("span", "is_compared"),
    [
        ("year:2020-1", {"visits": True, "figure_users": True, "figure_stock": True}),
        # Visits are told from January to November 2019; in June two libraries were asked.
        ("half:2020-1", {"visits": False, "figure_users": False, "figure_stock": False}),
    ],
)
async def test_what_is_not_known_is_blank_everywhere(
    tmp_path: Path, span: str, is_compared: dict[str, bool]
) -> None:
    book, told = tmp_path / "book.xlsx", tmp_path / "report.json"
    arguments = {**ARGUMENTS, "span": span}
    async with a_reported_database(tmp_path) as db, db.read() as reader:
        facts = (await report_page.read(reader, arguments)).facts
    for make, target in ((report_book.make, book), (report_json.make, told)):
        async with database.read_only(tmp_path / "bot.sqlite") as reader:
            await make(reader, arguments, target)
    known = {name: one.value or None for name, one in facts.before.items()}
    assert {name: known[name] is not None for name in is_compared} == is_compared
    assert {known[name] for name in NEVER} == {None}
    assert written(book) == {
        name: (was, None if was is None else facts.value(name) - was)
        for name, was in known.items()
    }
    numbers = json.loads(told.read_text("utf-8"))["numbers"]
    assert {name: one["previous"] for name, one in numbers.items()} == known
    t = translator("ru")
    assert {row["measure"]: words(row["last_year"]) for row in report_docx.rows(t, facts)} == {
        t.plain(rules.NAMES[name]): "" if was is None else t.number(was)
        for name, was in known.items()
        if was is not None or facts.value(name)
    }


def words(of: object) -> str:
    assert isinstance(of, filling.Figure)
    return of.words


def written(book: Path) -> dict[str, tuple[float | None, float | None]]:
    """Return last year's number and the difference of each measure, as Excel shows them."""
    first = openpyxl.load_workbook(book, data_only=True).worksheets[0]
    rows = first.iter_rows(min_row=7, values_only=True)
    return {str(row[9]): (row[4], row[5]) for row in rows if row[9]}


async def test_a_measure_told_for_a_part_of_last_year_is_not_known(tmp_path: Path) -> None:
    """A correction that reaches into it belongs there, but nobody can tell how much of it."""
    partly = CorrectionFields(
        measure="visits", first_on=date(2018, 12, 1), last_on=date(2019, 1, 31), number=7,
        ground="по бумажному журналу",
    )  # fmt: skip
    arguments = {**ARGUMENTS, "span": "year:2020-1"}
    async with a_reported_database(tmp_path) as db, db.write() as tx:
        await corrections.add(tx, partly, now=ARGUMENTS["now"], by=1)
    async with database.read_only(tmp_path / "bot.sqlite") as reader:
        page = await report_page.read(reader, arguments)
    async with database.read_only(tmp_path / "bot.sqlite") as reader:
        await report_book.make(reader, arguments, tmp_path / "book.xlsx")
    assert (page.facts.was("visits"), page.facts.was("uses") > 0) == (0, True)
    assert [one.name for one in page.paragraphs if "2019" in str(one)] == []
    assert written(tmp_path / "book.xlsx")["visits"] == (None, None)
