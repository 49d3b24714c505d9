"""Every number of the report, counted in every way over random records: always the same.

By hand from the rows that were put in, by the bot, from the records behind, as the text and the
JSON say it, as the workbook holds it, as its formulas give it, and, of one rich year, as
LibreOffice counts them.
"""

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from filed import office, recalculated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula
from random_year import STAFF, YEAR, Row, Year, drawn, put

from bot.reports import report_book, report_json
from storage import database, measures
from storage.aggregates import Scope
from storage.database import Reader
from storage.measures import MEASURES, Measure
from storage.records.report import Number

FIRST, LAST = f"{YEAR}-01-01", f"{YEAR}-12-31"
ARGUMENTS = {
    "span": f"year:{YEAR}-1", "language": "ru", "zone": "Europe/Minsk",
    "now": "2026-12-30T09:00:00Z",
}  # fmt: skip
Libraries = tuple[int, ...] | None


# -------------------------------------------------------------------- by hand


class Hand:
    """Counts what was put in, as a methodist would: by looking through the rows."""

    def __init__(self, year: Year, libraries: Libraries) -> None:
        self._year, self._libraries = year, libraries

    def numbers(self) -> dict[str, float]:
        """Return every measure as the records give it."""
        found: dict[str, float] = {}
        for part in (
            self._visits, self._plan, self._rounds, self._contests, self._school,
            self._publications, self._monitoring, self._figures, self._others,
        ):  # fmt: skip
            found |= part()
        return found

    def corrected(self, measure: str) -> float:
        """Return what corrections add."""
        numbers: Iterator[float] = (
            one["number"]
            for one in self._kept("measure_corrections")
            if one["measure"] == measure
            and one["first_on"] >= FIRST
            and one["last_on"] <= LAST
            and self._is_ours(one["library_id"])
        )
        return sum(numbers)

    def _is_ours(self, library_id: int | None) -> bool:
        return self._libraries is None or library_id in self._libraries

    def _kept(self, table: str) -> list[Row]:
        return [one for one in self._year.of(table) if not one.get("removed_at")]

    def _in(self, rows: list[Row], day: str) -> list[Row]:
        """Return the rows of the year, and of our libraries where they name one."""
        return [
            one
            for one in rows
            if FIRST <= one[day] <= LAST and self._is_ours(one.get("library_id"))
        ]

    def _visits(self) -> dict[str, float]:
        visits = self._in(self._kept("visits"), "visited_on")
        held = [one for one in visits if one["outcome"] == "held"]
        told = [
            one
            for one in self._year.of("recommendations")
            if self._year.of("visits")[one["visit_id"] - 1] in visits
            and one["state"] != "withdrawn"
        ]
        return {
            "visits": len(held),
            "trips": len({one["trip_id"] for one in visits}),
            "libraries_visited": len({one["library_id"] for one in held}),
            "recommendations": len(told),
            "recommendations_accepted": sum(one["state"] == "accepted" for one in told),
        }

    def _plan(self) -> dict[str, float]:
        lines = [one for one in self._kept("plan_lines") if self._is_ours(one["library_id"])]
        done = [one for one in lines if one["state"] == "done"]
        return {
            "visits_planned": sum(one["approved_month"][:4] == str(YEAR) for one in lines),
            "visits_by_plan": sum(one["month"][:4] == str(YEAR) for one in done),
        }

    def _rounds(self) -> dict[str, float]:
        saved = [one for one in self._kept("rounds") if one["state"] == "saved"]
        rounds = self._in(saved, "made_on")
        return {
            "rounds": len(rounds),
            "round_libraries": len({one["library_id"] for one in rounds}),
            **{
                f"round_{name}": sum(one[name] for one in rounds)
                for name in (
                    "households", "home", "readers", "new_readers", "not_reading",
                    "reregistered", "issued", "returned", "homebound", "debtors", "invited",
                    "leaflets",
                )
            },
        }  # fmt: skip

    def _contests(self) -> dict[str, float]:
        contests = self._in(self._year.of("contests"), "closes_on")
        ours = [
            one for one in contests if (one["level"], one["audience"]) == ("district", "staff")
        ]
        entries = {
            number: one
            for number, one in enumerate(self._year.of("entries"), 1)
            if one["state"] != "withdrawn"
            and self._is_ours(one["library_id"])
            and FIRST <= self._contest(one)["closes_on"] <= LAST
        }
        given_ = [
            one
            for one in self._year.of("results")
            if one["award_id"]
            and one["entry_id"] in entries
            and self._contest(entries[one["entry_id"]])["published_at"]
        ]
        return {
            "contests_continued": sum(one["is_continuing"] for one in ours),
            "contests_new": sum(not one["is_continuing"] for one in ours),
            "contests_readers": sum(one["audience"] == "readers" for one in contests),
            "entries": len(entries),
            "entries_admitted": sum(one["state"] == "admitted" for one in entries.values()),
            "entry_libraries": len({one["library_id"] for one in entries.values()}),
            "awards": len(given_),
        }

    def _contest(self, entry: Row) -> Row:
        return self._year.of("contests")[entry["contest_id"] - 1]

    def _school(self) -> dict[str, float]:
        came = [one for one in self._year.of("attendance") if one["is_present"]]
        held = {
            number: one
            for number, one in enumerate(self._year.of("sessions"), 1)
            if one["cancelled_at"] is None
            and (one["rolled_at"] or any(other["session_id"] == number for other in came))
            and FIRST <= one["held_on"] <= LAST
        }
        there = [
            one
            for one in came
            if one["session_id"] in held and self._is_ours(self._own(one["staff_id"]))
        ]
        papers = [
            one
            for one in self._year.of("certificates")
            if one["revoked_at"] is None
            and FIRST <= one["issued_on"] <= LAST
            and self._is_ours(self._own(one["staff_id"]))
        ]
        of_all = self._libraries is None
        return {
            "classes": len({one["class_id"] for one in held.values()}) * of_all,
            "sessions": len(held) * of_all,
            "session_hours": sum(one["hours"] for one in held.values()) * of_all,
            "attendances": len(there),
            "learners": len({one["staff_id"] for one in there}),
            "learning_hours": sum(held[one["session_id"]]["hours"] for one in there),
            "certificates": len(papers),
        }

    @staticmethod
    def _own(staff_id: int) -> int | None:
        return next(iter(STAFF[staff_id]), None)

    def _publications(self) -> dict[str, float]:
        of_all = self._libraries is None
        issued = [
            one
            for one in self._kept("publications")
            if FIRST <= (one["issued_on"] or f"{one['issued_year']}-12-31") <= LAST and of_all
        ]
        return {
            "scenarios": sum(one["series"] == "scenarios" for one in issued),
            "methodical": sum(one["series"] == "methodical" for one in issued),
            "publications": len(issued),
            "uses": len(self._in(self._kept("publication_uses"), "used_on")),
        }

    def _monitoring(self) -> dict[str, float]:
        campaigns = self._year.of("campaigns")
        units = [
            one
            for one in self._year.of("campaign_units")
            if FIRST <= campaigns[one["campaign_id"] - 1]["opens_on"] <= LAST
        ]
        accepted = [one for one in units if one["state"] == "accepted"]
        held = {one["campaign_id"] for one in accepted} if self._libraries is None else set()
        return {
            "campaigns": len(held),
            "units_asked": sum(self._is_ours(one["library_id"]) for one in units),
            "units_accepted": sum(self._is_ours(one["library_id"]) for one in accepted),
        }

    def _figures(self) -> dict[str, float]:
        figures = [one for one in self._year.of("figures") if one["period"][:4] == str(YEAR)]
        last = max((one["period"] for one in figures), default="")
        return {
            f"figure_{name}": sum(
                one["number"]
                for one in figures
                if (one["period"], one["question"]) == (last, name)
                and self._is_ours(one["library_id"])
            )
            for name in measures.INDICATORS
        }

    def _others(self) -> dict[str, float]:
        asked = self._in(self._kept("consultations"), "held_on")
        put_there = self._in(self._kept("site_log"), "put_on")
        return {
            "consultations": len(asked),
            "consultations_site": sum(one["channel"] == "site" for one in asked),
            "consultations_bot": sum(one["channel"] == "bot" for one in asked),
            "site_items": len(put_there),
            "site_news": sum(one["kind"] == "news" for one in put_there),
            "site_months": len({one["put_on"][:7] for one in put_there}),
        }


# -------------------------------------------------------------------- by the workbook's formulas


class Formulas:
    """Evaluates the shapes of formula that the workbook has, over its own cells."""

    def __init__(self, path: Path) -> None:
        self._book = openpyxl.load_workbook(path)
        values = openpyxl.load_workbook(path, data_only=True, read_only=True)
        self.cached = list(values.worksheets[0].iter_rows(min_row=7, values_only=True))
        values.close()

    def rows(self) -> Iterator[tuple[str, float, float, float]]:
        """Yield each measure: its code, all, what is recorded, what is corrected."""
        page = self._book.worksheets[0]
        for row in page.iter_rows(min_row=7):
            if row[9].value is not None:
                code, number = str(row[9].value), row[1].row
                recorded, added = self.value(row[2].value), self.value(row[3].value, code)
                assert row[1].value == f"=C{number}+D{number}"
                yield code, recorded + added, recorded, added

    def value(self, cell: Any, code: str = "") -> float:
        """Return what a formula gives; `code` stands for the cell that corrections ask for."""
        text = str(cell.text if isinstance(cell, ArrayFormula) else cell)
        for shape, count in self._shapes().items():
            if match := re.fullmatch(shape, text):
                return count(*match.groups(), *([code] if code else []))
        raise AssertionError(text)

    def _shapes(self) -> dict[str, Callable[..., float]]:
        cells = r"('[^']+'![$A-Z0-9:]+)"
        return {
            rf"=COUNTA\({cells}\)": lambda one: sum(
                value is not None for value in self._cells(one)
            ),
            r"=COUNTIFS\((.+)\)": lambda filters: sum(self._held(filters)),
            rf"=SUM\({cells}\)": lambda one: sum(value or 0 for value in self._cells(one)),
            rf"=SUMIFS\({cells},('[^']+'![$A-Z0-9:]+),J\d+\)": self._sum_of_code,
            rf"=SUMIFS\({cells},(.+)\)": self._sum_where,
            rf"=SUMPRODUCT\(--\(FREQUENCY\({cells},\1\)>0\)\)": lambda one: len(
                {value for value in self._cells(one) if value is not None}
            ),
            rf"=SUM\(--\(FREQUENCY\(IF\((.+)\*ISNUMBER\({cells}\),\2,\"\"\),\2\)>0\)\)": (
                self._different_where
            ),
        }

    def _cells(self, name: str) -> list[Any]:
        match = re.fullmatch(r"'(.+)'!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", name)
        assert match is not None
        sheet, left, first, _, last = match.groups()
        return [row[0].value for row in self._book[sheet][f"{left}{first}:{left}{last}"]]

    def _held(self, filters: str) -> list[bool]:
        pairs = re.findall(r"('[^']+'![$A-Z0-9:]+),(\"[^\"]*\"|\d+)", filters)
        columns = [self._cells(name) for name, _ in pairs]
        wanted = [int(one) if one.isdigit() else one.strip('"') for _, one in pairs]
        return [list(row) == wanted for row in zip(*columns, strict=True)]

    def _sum_where(self, summed: str, filters: str) -> float:
        pairs = zip(self._cells(summed), self._held(filters), strict=True)
        return float(sum(value or 0 for value, is_held in pairs if is_held))

    def _sum_of_code(self, summed: str, codes: str, code: str) -> float:
        pairs = zip(self._cells(summed), self._cells(codes), strict=True)
        return float(sum(value for value, one in pairs if one == code))

    def _different_where(self, filters: str, counted: str) -> float:
        told = re.sub(r"\(('[^']+'![$A-Z0-9:]+)=([^)]+)\)\*?", r"\1,\2,", filters)
        pairs = zip(self._cells(counted), self._held(told), strict=True)
        return len({value for value, is_held in pairs if is_held and value is not None})


# -------------------------------------------------------------------- all ways


def by_records(measure: Measure, rows: list[Any]) -> float:
    """Count the records that the bot shows behind a number."""
    if measure.how == "count":
        return len(rows)
    values = [row[measure.column] for row in rows]
    if measure.how == "sum":
        return float(sum(values))
    return len(set(values) - {None})


async def all_ways(path: Path, year: Year, libraries: Libraries, made: Path) -> None:
    """Put a year in, count each measure in every way, and compare."""
    put(year, path)
    scope = Scope(first=date(YEAR, 1, 1), last=date(YEAR, 12, 31), libraries=libraries)
    hand = Hand(year, libraries)
    by_hand = {
        name: Number(number, hand.corrected(name)) for name, number in hand.numbers().items()
    }
    async with database.read_only(path) as db:
        assert await measures.numbers(db, scope) == by_hand
        behind = {
            name: by_records(one, await measures.behind(db, name, scope))
            for name, one in MEASURES.items()
        }
        assert behind == {name: one.recorded for name, one in by_hand.items()}
        await report_book.make(db, {**ARGUMENTS, "libraries": libraries}, made)
    if libraries is None:  # text and JSON are of the whole network
        async with database.read_only(path) as db:
            await said_the_same(db, by_hand, made.with_suffix(".json"))
    book = Formulas(made)
    told = {name: (one.value, one.recorded, one.corrected) for name, one in by_hand.items()}
    assert {row[9]: row[1:4] for row in book.cached if row[9]} == told
    assert {name: tuple(row) for name, *row in book.rows()} == told


async def said_the_same(db: Reader, by_hand: Mapping[str, Number], target: Path) -> None:
    """Compare what the JSON says of each measure, and each number in its text."""
    await report_json.make(db, ARGUMENTS, target)
    told = json.loads(target.read_text("utf-8"))
    assert {
        name: Number(one["recorded"], one["corrected"]) for name, one in told["numbers"].items()
    } == by_hand
    assert {name: one["value"] for name, one in told["numbers"].items()} == {
        name: one.value for name, one in by_hand.items()
    }
    pieces = [one for paragraph in told["paragraphs"] for one in paragraph["pieces"]]
    for one in pieces:
        if (name := one.get("measure")) and not one["is_previous"]:
            written = re.sub(r"[\s\u00a0]", "", one["text"]).replace(",", ".")
            if re.fullmatch(r"[\d.]+", written):
                assert (name, float(written)) == (name, by_hand[name].value)
            else:  # a number in words: «Дважды», «12 раз»
                assert by_hand[name].value > 0


def rounded(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return rows without the digits that programs write differently."""
    return [tuple(round(one, 9) if isinstance(one, float) else one for one in row) for row in rows]


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty database to be copied."""
    path = tmp_path_factory.mktemp("empty") / "bot.sqlite"
    database.migrate(path)
    return path


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 10_000),
    most=st.integers(0, 8),
    libraries=st.sampled_from([None, None, (1,), (2, 3)]),
)
def test_a_number_is_the_same_everywhere(
    migrated: Path, tmp_path: Path, seed: int, most: int, libraries: Libraries
) -> None:
    with TemporaryDirectory(dir=tmp_path) as folder:
        path, made = Path(folder) / "bot.sqlite", Path(folder) / "book.xlsx"
        shutil.copy(migrated, path)
        asyncio.run(all_ways(path, drawn(seed, most), libraries, made))


async def test_libreoffice_counts_the_same(migrated: Path, tmp_path: Path) -> None:
    """A rich year, recalculated: every cell of the first sheet is as the bot has written it."""
    path, made = Path(shutil.copy(migrated, tmp_path / "bot.sqlite")), tmp_path / "book.xlsx"
    await all_ways(path, drawn(8, 60, least=30), None, made)
    again = openpyxl.load_workbook(recalculated(made.read_bytes(), tmp_path), data_only=True)
    office(made.read_bytes(), "xlsx", tmp_path, "pdf")
    assert (tmp_path / "made" / "book.pdf").read_bytes().startswith(b"%PDF")
    counted = again.worksheets[0].iter_rows(min_row=7, max_col=10, values_only=True)
    written = rounded(Formulas(made).cached)
    assert rounded(counted) == written
    assert [row[9] for row in written if row[9] and not row[1]] == []  # none is nought
