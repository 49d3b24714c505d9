"""A small network on a real file: four libraries, five people."""

from collections.abc import AsyncIterator
from pathlib import Path

import prepared
import pytest
from network_builders import NOW, a_library, a_person

from storage import database, libraries, staff


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[database.Database]:
    """Open an empty migrated file."""
    path = tmp_path / "bot.sqlite"
    prepared.migrate(path)
    opened = await database.Database.open(path)
    yield opened
    await opened.close()


@pytest.fixture
async def network(db: database.Database) -> database.Database:
    """Fill in libraries 1 to 4 (L1 to L4) and people 1 to 5 (head, two methodists, two others)."""
    async with db.write() as tx:
        await libraries.put(tx, [a_library(f"L{n}") for n in range(1, 5)], now=NOW, by=None)
        await staff.put(
            tx,
            [
                a_person("1", "Экслибрисова", role="head"),
                a_person("2", "Аннотова", role="methodist", libraries=("L1",)),
                a_person("3", "Книжник", role="methodist", libraries=("L1",)),
                a_person("4", "Закладкина", libraries=("L3", "L2")),
                a_person("5", "Курсивова", libraries=("L4",), uses_telegram=False),
            ],
            now=NOW,
            by=None,
        )
    return db
