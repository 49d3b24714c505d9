"""The fixtures of the whole bot: a world with the sample network, and an empty one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from reported import a_reported_database, a_reported_world
from world import World, a_world

from storage.database import Database

# Files and folders whose tests are few and take long.
LONG = ("tests/kill/", "tests/browser/", "tests/year/", "test_contest_leaks_", "test_a_year.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end no worker is left alone with it."""
    items.sort(key=lambda one: not any(name in one.nodeid for name in LONG))


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot with the sample network, on the demo day at 9:28."""
    async with a_world(tmp_path) as one:
        yield one


@pytest.fixture
async def advised(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot with the sample network and what its recommendations remind of."""
    async with a_world(tmp_path, with_recommended=True) as one:
        yield one


@pytest.fixture
async def empty_world(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot on an empty database."""
    async with a_world(tmp_path, sample=False) as one:
        yield one


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot over the whole sample, the campaign of October 2026 included."""
    async with a_world(tmp_path, with_campaign=True) as one:
        yield one


@pytest.fixture
async def published(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot with the sample network and its publications."""
    async with a_world(tmp_path, with_publications=True) as one:
        yield one


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot with the sample network and its classes and sessions."""
    async with a_world(tmp_path, with_school=True) as one:
        yield one


@pytest.fixture
async def reported(tmp_path: Path) -> AsyncIterator[Database]:
    """Open the records of 2020, a copy that the test may change."""
    async with a_reported_database(tmp_path) as one:
        yield one


@pytest.fixture
async def reported_world(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot over the records of 2020, on 18 January 2021 at 9:28."""
    async with a_reported_world(tmp_path) as one:
        yield one
