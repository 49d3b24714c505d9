"""Consultations: their totals are a count by hand; changed and removed with history."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_builders import NOW

from storage import aggregates, consultations, history, topics
from storage.aggregates import Scope
from storage.database import Database
from storage.records.guidance import NewConsultation

OCTOBER = Scope(first=date(2026, 10, 1), last=date(2026, 10, 31))

ONE = st.builds(
    NewConsultation,
    held_on=st.dates(date(2026, 9, 20), date(2026, 11, 10)),
    channel=st.sampled_from(["site", "phone", "visit", "place"]),
    staff_id=st.sampled_from([2, 3]),
    topic=st.sampled_from([None, "stock", "events"]),
    library_id=st.sampled_from([None, 1, 2, 3]),
    minutes=st.none() | st.integers(1, 90),
    is_group=st.booleans(),
    people=st.integers(1, 20),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some=st.lists(ONE, max_size=12), removed=st.sets(st.integers(0, 11)))
async def test_totals_are_a_count_by_hand(
    network: Database, some: list[NewConsultation], removed: set[int]
) -> None:
    async with network.write() as tx:
        await tx.run("DELETE FROM consultations")
        for number, new in enumerate(some):
            key = await consultations.add(tx, new, now=NOW, by=2)
            if number in removed:
                assert await consultations.remove(tx, key, now=NOW, by=2)
        live = [
            one
            for number, one in enumerate(some)
            if number not in removed and OCTOBER.first <= one.held_on <= OCTOBER.last
        ]
        assert await aggregates.read(tx, aggregates.CONSULTATIONS, OCTOBER) == {
            "consultations": len(live),
            "for_groups": sum(one.is_group for one in live),
            "people": sum(one.people for one in live),
            "minutes": sum(one.minutes or 0 for one in live),
            "libraries": len({one.library_id for one in live} - {None}),
            "months": len({one.held_on.month for one in live}),
        }
        for by, keys in (
            ("channel", [one.channel for one in live]),
            ("topic", [one.topic for one in live]),
        ):
            found = await aggregates.grouped(tx, aggregates.CONSULTED, OCTOBER, by)
            assert {key: row["consultations"] for key, row in found.items()} == Counter(keys)
        through_site = Scope(first=OCTOBER.first, last=OCTOBER.last, source="site")
        assert await aggregates.read(tx, aggregates.CONSULTED, through_site) == {
            "consultations": sum(one.channel == "site" for one in live)
        }
        listed = await consultations.listed(tx, OCTOBER.first, OCTOBER.last, limit=99)
        assert sorted(one.held_on for one in listed) == sorted(one.held_on for one in live)


async def test_a_change_and_a_removal_leave_history(network: Database) -> None:
    new = NewConsultation(held_on=date(2026, 10, 15), channel="phone", staff_id=2)
    async with network.write() as tx:
        key = await consultations.add(tx, new, now=NOW, by=2)
        old = await consultations.load(tx, key)
        assert old is not None
        await consultations.change(tx, old, old, now=NOW, by=3)
        await consultations.change(tx, old, replace(old, minutes=10), now=NOW, by=3)
        assert await consultations.remove(tx, key, now=NOW, by=3)
        assert not await consultations.remove(tx, key, now=NOW, by=3)
        assert await consultations.restore(tx, key, now=NOW, by=3)
        assert not await consultations.restore(tx, key, now=NOW, by=3)
        assert [
            (one.action, one.old, one.new) for one in await history.of(tx, "consultations", key)
        ] == [
            ("changed", {"minutes": None}, {"minutes": 10}),
            ("removed", None, None),
            ("restored", None, None),
        ]


async def test_topics_keep_their_codes(network: Database) -> None:
    async with network.write() as tx:
        code = await topics.add(tx, "Дизайн", "Дызайн", now=NOW, by=2)
        known = await topics.known(tx)
        assert [one.code for one in known][-2:] == [code, "other"]
        mine = known[-2]
        await topics.rename(tx, mine, "Дизайн", "Дызайн", now=NOW, by=2)
        await topics.rename(tx, mine, "Оформление", "Афармленне", now=NOW, by=2)
        await topics.offer(tx, mine, is_offered=True, now=NOW, by=2)
        await topics.offer(tx, mine, is_offered=False, now=NOW, by=2)
        renamed = (await topics.known(tx))[-2]
        assert (renamed.code, renamed.name("be"), renamed.name("en"), renamed.is_offered) == (
            code, "Афармленне", "Оформление", False,
        )  # fmt: skip
        assert [one.action for one in await history.of(tx, "topics", code)] == [
            "added", "changed", "changed",
        ]  # fmt: skip
