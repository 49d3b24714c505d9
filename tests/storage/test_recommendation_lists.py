"""Lists of recommendations and the median of how long they take, against plain Python."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_builders import NOW

from storage import aggregates, visits
from storage import recommendation_lists as lists
from storage.aggregates import Scope
from storage.database import Database
from storage.recommendation_lists import Wanted
from storage.records.visits import EVERY, NewRecommendation, NewVisit, Taken

DAY = date(2026, 10, 6)
TODAY = date(2026, 10, 15)


async def given_at(db: Database, library_id: int, *new: NewRecommendation, on: date = DAY) -> None:
    visit = NewVisit(
        library_id=library_id, visited_on=on, done="Фонд", staff_id=2, entered_by=2,
        recommendations=new,
    )  # fmt: skip
    async with db.write() as tx:
        await visits.save(tx, visit, now=NOW)


@pytest.fixture
async def several(network: Database) -> Database:
    """Give five: open, overdue, done, accepted and withdrawn, in two libraries."""
    await given_at(
        network, 3,
        NewRecommendation(recommendation="Открытая", responsible_id=4, area="stock"),
        NewRecommendation(recommendation="Старая", deadline_on=date(2026, 10, 10)),
        NewRecommendation(recommendation="Сделана", responsible_id=4),
    )  # fmt: skip
    await given_at(
        network, 4,
        NewRecommendation(recommendation="Принята", responsible_id=5, area="stock"),
        NewRecommendation(recommendation="Снята", area="events"),
        on=DAY - timedelta(days=100),
    )  # fmt: skip
    async with network.write() as tx:
        await tx.run("UPDATE visits SET source = 'paper' WHERE library_id = 4")
        for number, state in ((3, "done"), (4, "accepted"), (5, "withdrawn")):
            await tx.run(
                "UPDATE recommendations SET state = ?, moved_at = ? WHERE recommendation_id = ?",
                (state, NOW, number),
            )
    return network


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [2, 1]),
        ({"state": "overdue"}, [2]),
        ({"state": "done"}, [3]),
        ({"state": "settled"}, [5, 4]),
        ({"state": "all"}, [3, 2, 1, 5, 4]),
        ({"state": "all", "library_id": 4}, [5, 4]),
        ({"state": "all", "staff_id": 4}, [3, 1]),
        ({"state": "all", "area": "stock"}, [1, 4]),
        ({"state": "all", "older_than": 90}, [5, 4]),
        ({"state": "all", "older_than": 9}, [3, 2, 1, 5, 4]),
        ({"state": "all", "older_than": 10}, [5, 4]),
        ({"state": "all", "source": "paper"}, [5, 4]),
        ({"source": "chat"}, [2, 1]),
        ({"state": "all", "source": "phone"}, []),
    ],
)
async def test_what_a_list_holds(several: Database, wanted: dict, numbers: list[int]) -> None:
    chosen = Wanted(today=TODAY, **wanted)
    async with several.read() as reader:
        found = await lists.listed(reader, chosen, limit=10)
        assert [one.recommendation_id for one in found] == numbers
        assert await lists.counted(reader, chosen) == len(numbers)
        assert await lists.listed(reader, chosen, limit=1, offset=1) == found[1:2]


async def test_groups_of_a_list(several: Database) -> None:
    every = Wanted(today=TODAY, state="all")
    async with several.read() as reader:
        assert await lists.grouped(reader, every, "library") == [(3, 3), (4, 2)]
        assert await lists.grouped(reader, every, "person") == [(4, 2), (5, 1)]
        assert await lists.grouped(reader, every, "area") == [("stock", 2), ("events", 1)]
        paper = replace(every, source="paper")
        assert await lists.grouped(reader, paper, "area") == [("events", 1), ("stock", 1)]


async def test_the_days_of_a_list(several: Database) -> None:
    """Of the visits behind it, for its period; an empty list has none."""
    every = Wanted(today=TODAY, state="all")
    async with several.read() as reader:
        assert await lists.span(reader, every) == (DAY - timedelta(days=100), DAY)
        assert await lists.span(reader, Wanted(today=TODAY)) == (DAY, DAY)
        assert await lists.span(reader, replace(every, source="phone")) is None


async def test_a_removed_visit_is_in_no_list(several: Database) -> None:
    async with several.write() as tx:
        await tx.run("UPDATE visits SET removed_at = ?", (NOW,))
    async with several.read() as reader:
        assert await lists.counted(reader, Wanted(today=TODAY, state="all")) == 0
        assert await aggregates.days_taken(reader, Scope()) == {}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    took=st.lists(
        st.tuples(st.sampled_from(["stock", "events", None]), st.integers(0, 400)), max_size=9
    )
)
async def test_the_median_is_that_of_the_textbook(
    network: Database, took: list[tuple[str | None, int]]
) -> None:
    """By area and of all; what is only said to be done does not count yet."""
    async with network.write() as tx:
        await tx.run("DELETE FROM recommendations")
    for area, days in took:
        await given_at(network, 3, NewRecommendation(recommendation="Дело", area=area))
        async with network.write() as tx:
            await tx.run(
                "UPDATE recommendations SET state = 'accepted', done_on = ? WHERE state = 'given'",
                ((DAY + timedelta(days=days)).isoformat(),),
            )
    await given_at(network, 3, NewRecommendation(recommendation="Сделана"))
    async with network.write() as tx:
        await tx.run(
            "UPDATE recommendations SET state = 'done', done_on = '2026-10-07' "
            "WHERE state = 'given'"
        )
    async with network.read() as reader:
        found = await aggregates.days_taken(reader, Scope())
        assert await aggregates.days_taken(reader, Scope(source="chat")) == found
        assert await aggregates.days_taken(reader, Scope(source="paper")) == {}
    expected = {
        area: Taken(median(days), len(days))
        for area in {area for area, _ in took}
        if (days := [one for its, one in took if its == area])
    }
    if took:
        expected[EVERY] = Taken(median([one for _, one in took]), len(took))
    assert found == expected
