"""Every measure: its SQL, its records and its corrections agree, and it has a name and a rule."""

from datetime import date

import pytest
from network_builders import NOW, a_library, a_person

from bot.rules import measures as rules
from storage import corrections, libraries, measures, staff
from storage.aggregates import Scope
from storage.database import Database
from storage.measures import MEASURES, RECORDS
from storage.records.report import CorrectionFields, Number

YEAR = Scope(first=date(2026, 1, 1), last=date(2026, 12, 31))


def test_every_measure_has_a_name_and_a_rule() -> None:
    assert list(rules.NAMES) == list(MEASURES)
    assert list(rules.RULES) == list(RECORDS)


@pytest.mark.parametrize("name", MEASURES)
async def test_a_measure_names_columns_of_its_records(db: Database, name: str) -> None:
    measure = MEASURES[name]
    known = {"record_id", "on_day", "library_id", "staff_id", *RECORDS[measure.records].columns}
    async with db.read() as reader:
        rows = await measures.behind(reader, name, YEAR, 1)
    assert rows == []
    assert {column for column, _ in measure.where} | {measure.column or "record_id"} <= known


async def test_an_empty_database_has_zeros(db: Database) -> None:
    async with db.read() as reader:
        assert set((await measures.numbers(reader, YEAR)).values()) == {Number(0)}


async def test_a_correction_counts_where_its_time_lies_within_the_scope(db: Database) -> None:
    by, home = 1, 1
    async with db.write() as tx:
        await staff.put(tx, [a_person()], now=NOW, by=None)
        await libraries.put(tx, [a_library()], now=NOW, by=None)
        paper = CorrectionFields(
            measure="visits",
            first_on=date(2026, 1, 1),
            last_on=date(2026, 8, 31),
            number=96,
            ground="по бумажному журналу",
        )
        key = await corrections.add(tx, paper, now=NOW, by=by)
        own = CorrectionFields(
            measure="visits",
            first_on=date(2026, 9, 1),
            last_on=date(2026, 9, 30),
            number=2,
            ground="по тетради",
            library_id=home,
        )
        await corrections.add(tx, own, now=NOW, by=by)

    async def visits(scope: Scope, staff_id: int | None = None) -> Number:
        async with db.read() as reader:
            return (await measures.numbers(reader, scope, staff_id, ["visits"]))["visits"]

    half = Scope(first=date(2026, 1, 1), last=date(2026, 6, 30))
    assert await visits(YEAR) == Number(0, 98)
    assert await visits(half) == Number(0, 0)
    assert await visits(Scope(first=YEAR.first, last=YEAR.last, libraries=(home,))) == Number(0, 2)
    assert await visits(YEAR, by) == Number(0, 0)
    async with db.read() as reader:
        partly = await corrections.partly(reader, half)
        assert [one.number for one in partly] == [96]
    async with db.write() as tx:
        assert await corrections.remove(tx, key, "ошибка", now=NOW, by=by)
        assert not await corrections.remove(tx, key, "ошибка", now=NOW, by=by)
    assert await visits(YEAR) == Number(0, 2)
