"""The network as a workbook: an import of it changes nothing, in any language."""

from datetime import date
from pathlib import Path

import prepared
import pytest

from bot import imports, sample
from bot.forms import builtin
from bot.reports import network
from storage import database

TODAY = date(2026, 10, 15)


@pytest.mark.parametrize("language", ["ru", "be", "en"])
async def test_the_workbook_reads_back_as_it_was(tmp_path: Path, language: str):
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    db = await database.Database.open(path)
    try:
        async with db.write() as tx:
            await sample.load(tx, TODAY)
        book = tmp_path / "network"
        async with db.read() as reader:
            assert await network.make(reader, {"language": language}, book) == {}
            sheets = imports.read(book, "network.xlsx")
            known = await imports.existing(reader, sheets, builtin.load("visit"), TODAY)
    finally:
        await db.close()
    plan = imports.plan(sheets, known, TODAY)
    assert plan.problems == ()
    assert dict(plan.tallies) == {
        "libraries": imports.Tally(unchanged=13),
        "settlements": imports.Tally(unchanged=18),
        "staff": imports.Tally(unchanged=15),
    }
