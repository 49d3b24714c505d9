"""«Пакет для области»: the archive read back, its numbers beside those of SQL, what stays here."""

import csv
import io
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from bot import sample
from bot.errors import NotAllowedError
from bot.reports import package_tables, report_package, report_pictures
from bot.rules.periods import Period
from storage import corrections, database, measures, publications, rounds
from storage.aggregates import Scope
from storage.database import Database
from storage.records.report import CorrectionFields
from storage.records.rounds import NewRound, Tally

NOW = "2026-10-15T07:00:00Z"
ARGUMENTS = {
    "span": "year:2026-1", "language": "ru", "zone": "Europe/Minsk", "now": NOW,
}  # fmt: skip
YEAR = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
ROUNDS = "SELECT {what} FROM rounds WHERE state = 'saved' AND made_on LIKE '2026%'"
VISITS = "SELECT count(*) FROM visits WHERE outcome = 'held' AND visited_on LIKE '2026%'"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Keep the sample with its publications, a round with one new reader and a correction."""
    path = tmp_path / "bot.sqlite"
    database.migrate(path)
    opened = await Database.open(path)
    async with opened.write() as tx:
        on = date(2026, 10, 15)
        await sample.load(tx, on, telegram=True, with_campaign=False, with_publications=True)
        for library_id, tally in (
            (
                5,
                Tally(
                    households=40,
                    home=30,
                    readers=20,
                    new_readers=1,
                    not_reading=9,
                    reasons={"no_time": 5},
                ),
            ),
            (6, Tally(households=30, home=22, readers=20, new_readers=4, not_reading=6)),
        ):
            new = NewRound(
                library_id=library_id, made_on=date(2026, 3, 3), purpose="survey", tally=tally,
                staff_id=5, entered_by=5,
            )  # fmt: skip
            await rounds.save_totals(tx, new, now=NOW)
        added = CorrectionFields(
            measure="visits", first_on=date(2026, 1, 1), last_on=date(2026, 8, 31), number=96,
            ground="по бумажному журналу",
        )  # fmt: skip
        await corrections.add(tx, added, now=NOW, by=3)
        await tx.run("UPDATE publications SET title = '=1+1' WHERE publication_id = 1")
    yield opened
    await opened.close()


async def packed(db: Database, path: Path, **changed: Any) -> dict[str, bytes]:
    async with db.read() as reader:
        await report_package.make(reader, {**ARGUMENTS, **changed}, path)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith("\ufeff".encode())
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return list(rows)


async def test_what_lies_inside_and_in_which_order(db: Database, tmp_path: Path) -> None:
    """The list inside names every file; the same records make the same bytes."""
    found = await packed(db, tmp_path / "one.zip")
    await packed(db, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    names = list(found)
    assert names[0] == "README.txt"
    assert {
        "report.docx",
        "report.txt",
        "tables.xlsx",
        "measures.csv",
        "records/visits.csv",
    } <= set(names)
    told = found["README.txt"].decode("utf-8-sig").split("\r\n")
    assert told[:3] == [
        "Пакет для области, 2026",
        "ГУК «Слонимская районная библиотека им. Якуба Коласа» (BY-SL)",
        "Составлено: 15.10.2026 10:00. Период открыт.",
    ]
    assert [one.split(" — ")[0] for one in told[4 : 3 + len(names)]] == names[1:]
    assert "visits — Выездов в библиотеки" in told
    assert found["report.txt"].decode("utf-8-sig").startswith(told[1].removesuffix(" (BY-SL)"))


async def test_the_measures_are_those_of_sql(db: Database, tmp_path: Path) -> None:
    """Of the network and each library, recorded and corrected apart; under the codes."""
    lines = table((await packed(db, tmp_path / "one.zip"))["measures.csv"])
    whole = {one["measure"]: one for one in lines if not one["library"]}
    async with db.read() as reader:
        expected = await measures.numbers(reader, YEAR)
        visits = await reader.value(VISITS)
        households = await reader.value(ROUNDS.format(what="sum(households)"))
        of_five = await reader.value(ROUNDS.format(what="count(*)") + " AND library_id = 5")
    assert list(whole) == list(expected)
    assert {name: one["number"] for name, one in whole.items()} == {
        name: package_tables.cell(one.value) for name, one in expected.items()
    }
    assert whole["visits"] == {
        "institution": "BY-SL", "library": "", "measure": "visits", "period": "2026",
        "number": str(visits + 96), "recorded": str(visits), "corrected": "96", "hidden": "0",
    }  # fmt: skip
    assert whole["round_households"]["recorded"] == str(households)
    of_libraries = {(one["library"], one["measure"]): one for one in lines if one["library"]}
    assert of_libraries["SL-05", "rounds"]["number"] == str(of_five)
    assert sum(int(of_libraries[f"SL-{n:02}", "rounds"]["number"]) for n in range(1, 13)) == int(
        whole["rounds"]["number"]
    )
    assert ("SL-05", "contests_new") not in of_libraries


async def test_the_word_file_says_what_the_text_says(db: Database, tmp_path: Path) -> None:
    """With the pictures but for that of what residents said."""
    found = await packed(db, tmp_path / "one.zip")
    document = docx.Document(io.BytesIO(found["report.docx"]))
    said = {one.text for one in document.paragraphs}
    paragraphs = found["report.txt"].decode("utf-8-sig").split("\r\n\r\n")
    told = [one for one in paragraphs if one.startswith("С целью ")]
    assert len(told) == 1
    assert told[0] in said
    async with db.read() as reader:
        span = Period("year", 2026)
        drawn = await report_pictures.drawn(reader, span, "ru", folder=tmp_path)
    alts = {one.name: one.alt for one in drawn}
    kept = {one.get("descr") for one in document.element.body.iter(f"{{{DRAWING}}}docPr")}
    assert alts.pop("reasons") not in kept
    assert set(alts.values()) <= kept


async def test_few_residents_stay_here(db: Database, tmp_path: Path) -> None:
    """One new reader is hidden with another number, in CSV and in the workbook alike."""
    found = await packed(db, tmp_path / "one.zip")
    lines = table(found["measures.csv"])
    mine = {one["library"]: one for one in lines if one["measure"] == "round_new_readers"}
    assert mine["SL-05"]["hidden"] == "1"
    assert (mine["SL-05"]["number"], mine["SL-05"]["recorded"]) == ("", "")
    hidden = [code for code, one in mine.items() if one["hidden"] == "1"]
    assert len(hidden) > 1
    assert mine[""]["hidden"] == "0"
    book = openpyxl.load_workbook(io.BytesIO(found["tables.xlsx"]))
    page = book["По библиотекам"]
    heads = [one.value for one in page[4]]
    column = heads.index("Новые читатели по обходам") + 1
    told = {row[0].value: row[column - 1].value for row in page.iter_rows(min_row=5)}
    assert [code for code, value in told.items() if value == "•"] == hidden
    assert all(isinstance(value, int) for value in told.values() if value != "•")
    assert "new_readers" not in found["records/rounds.csv"].decode()


async def test_no_name_and_no_formula_leaves(db: Database, tmp_path: Path) -> None:
    found = await packed(db, tmp_path / "one.zip")
    async with db.read() as reader:
        rows = await reader.all("SELECT surname_ru, surname_be, phone FROM staff")
        typed = [one.title for one in await publications.by_ids(reader, [1])]
    names = {value for row in rows for value in row if value}
    text = "\n".join(
        one.decode("utf-8-sig") for name, one in found.items() if name.endswith(".csv")
    )
    assert [one for one in sorted(names) if one in text] == []
    assert typed == ["=1+1"]
    titles = [one["title"] for one in table(found["records/publications.csv"])]
    assert "'=1+1" in titles
    assert "=1+1" not in titles


async def test_records_are_those_of_the_year(db: Database, tmp_path: Path) -> None:
    """Days as days, decimals with a comma, lists in one cell; the codes first."""
    found = await packed(db, tmp_path / "one.zip")
    lines = table(found["records/visits.csv"])
    async with db.read() as reader:
        rows = await reader.all(
            "SELECT visit_id, visited_on, code FROM visits JOIN libraries USING (library_id) "
            "WHERE removed_at IS NULL AND visited_on LIKE '2026%' ORDER BY visited_on, visit_id"
        )
        purposes = json.loads(
            await reader.value(
                "SELECT json_group_array(purpose) FROM visit_purposes WHERE visit_id = ?",
                (int(lines[0]["record"]),),
            )
        )
    assert [(int(one["record"]), one["day"], one["library"]) for one in lines] == [
        tuple(row) for row in rows
    ]
    assert sorted(lines[0]["purposes"].split(", ")) == sorted(purposes)
    assert package_tables.cell(1.5) == "1,5"


async def test_only_a_whole_year_leaves(db: Database, tmp_path: Path) -> None:
    """Parts would tell by subtraction what each of them hides."""
    for span in ("quarter:2026-4", "20260101-20260630", "x"):
        with pytest.raises(NotAllowedError):
            await packed(db, tmp_path / "one.zip", span=span)


async def test_in_belarusian(db: Database, tmp_path: Path) -> None:
    found = await packed(db, tmp_path / "one.zip", language="be")
    assert found["README.txt"].decode("utf-8-sig").startswith("Пакет для вобласці, 2026\r\n")
    book = openpyxl.load_workbook(io.BytesIO(found["tables.xlsx"]))
    assert book.sheetnames == ["Лікі", "Па бібліятэках"]
