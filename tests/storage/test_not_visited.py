"""Libraries that nobody has visited for long: by visits, closings and the plan."""

from dataclasses import replace
from datetime import date

import pytest
from network_builders import NOW, a_library
from test_visits import a_visit, saved

from storage import libraries, visit_plan, visits
from storage.database import Database
from storage.records.libraries import Unvisited
from storage.records.visit_plan import NewLine

TODAY, SINCE = date(2026, 10, 15), date(2026, 6, 15)


async def forgotten(db: Database, on: date = TODAY) -> list[Unvisited]:
    async with db.read() as reader:
        return await libraries.not_visited_since(reader, SINCE, on)


async def test_the_longest_first_a_closed_door_is_no_visit(network):
    """Library 1 was visited a day too late to be named, 4 found closed."""
    await saved(
        network,
        a_visit(1, visited_on=date(2026, 6, 16)),
        a_visit(2, visited_on=SINCE),
        a_visit(2, visited_on=date(2025, 3, 1)),
        a_visit(3, visited_on=date(2026, 2, 3)),
        a_visit(4, visited_on=date(2026, 10, 1), outcome="closed", purposes=()),
    )
    assert await forgotten(network) == [
        Unvisited(library_id=4, last_on=None),
        Unvisited(library_id=3, last_on=date(2026, 2, 3)),
        Unvisited(library_id=2, last_on=SINCE),
    ]


async def test_a_removed_visit_leaves_the_one_before(network):
    kept, gone = await saved(
        network, a_visit(1, visited_on=SINCE), a_visit(1, visited_on=date(2026, 9, 1))
    )
    assert [one.library_id for one in await forgotten(network)] == [2, 3, 4]
    async with network.write() as tx:
        await visits.remove(tx, gone.visit_id, "дважды", by=2, now=NOW)
    found = {one.library_id: one.last_on for one in await forgotten(network)}
    assert found == {1: SINCE, 2: None, 3: None, 4: None}
    assert kept.visit_id == 1


@pytest.mark.parametrize(
    ("changes", "is_named"),
    [
        ({"kind": "central"}, False),
        ({"kind": "mobile"}, True),
        ({"closed_on": date(2026, 10, 15)}, False),
        ({"closed_on": date(2026, 10, 16)}, True),
    ],
)
async def test_which_libraries_can_be_forgotten(network, changes, is_named):
    """The central library sends the visitors; a closed one needs none."""
    async with network.write() as tx:
        await libraries.put(tx, [replace(a_library("L2"), **changes)], now=NOW, by=None)
    assert (2 in [one.library_id for one in await forgotten(network)]) == is_named


async def test_when_the_plan_has_it_next(network):
    """Of the open lines the next one from this month on; a cancelled one and September are not."""
    months = (9, 10, 11, 12)
    new = [NewLine(library_id=3, month=date(2026, month, 1), staff_id=2) for month in months]
    async with network.write() as tx:
        keys = await visit_plan.add_lines(tx, new, now=NOW, by=2)
        await visit_plan.cancel(tx, keys[1], reason="roads", now=NOW, by=2)
    found = {one.library_id: one.planned_month for one in await forgotten(network)}
    assert found == {1: None, 2: None, 3: date(2026, 11, 1), 4: None}
