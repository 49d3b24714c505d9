"""How well what people type finds what they mean: recall among the first five.

`PRINT=1 pytest tests/finding -s` prints the measured figures by language and half.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import finding_corpus
import pytest

from bot import finding
from storage import database

FIRST: Final = 5
LEAST: Final = {"ru": 0.95, "be": 0.9}
COUNTS: Final = {"ru": 60, "be": 40}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("finding")


@pytest.fixture
async def library(folder: Path):
    """Open the corpus, filled and indexed once."""
    path = folder / "bot.sqlite"
    is_new = not path.exists()
    database.migrate(path)
    db = await database.Database.open(path)
    if is_new:
        async with db.write() as tx:
            await finding_corpus.fill(tx, finding_corpus.corpus())
            while await finding.refresh(tx):
                pass
    yield db
    await db.close()


async def missed(
    db: database.Database, asked: Mapping[str, Sequence[str]]
) -> tuple[int, int, dict[str, list[str]]]:
    """Return how many of the answers wanted came first, of how many, and what came instead."""
    found = wanted = 0
    lost: dict[str, list[str]] = {}
    async with db.read() as reader:
        for line, answers in asked.items():
            titles = [one.title for one in await finding.first(reader, line, FIRST)]
            absent = [one for one in answers if not any(t.startswith(one) for t in titles)]
            most = min(FIRST, len(answers))
            got = min(most, len(answers) - len(absent))
            found, wanted = found + got, wanted + most
            if got < most:
                lost[line] = titles
    return found, wanted, lost


def tell(line: str) -> None:
    if os.environ.get("PRINT"):
        sys.stdout.write(f"{line}\n")


@pytest.mark.parametrize("language", ["ru", "be"])
async def test_recall_in_the_first_five(library, language):
    halves = finding_corpus.queries()[language]
    assert sum(map(len, halves.values())) >= COUNTS[language]
    found = wanted = 0
    for half, asked in halves.items():
        got, of, lost = await missed(library, asked)
        found, wanted = found + got, wanted + of
        tell(f"{language} {half}: {len(asked)} queries, {got}/{of} = {got / of:.3f}")
        if half == "tuned":
            tell("\n".join(f"  {line}: {titles}" for line, titles in lost.items()))
    assert found / wanted >= LEAST[language]


async def test_nothing_is_found_where_nothing_is(library):
    async with library.read() as db:
        for line in ("квантовая физика", "", "  ?!  ", "на и для"):
            assert await finding.search(db, line) == finding.Found((), 0)
