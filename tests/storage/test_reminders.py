"""Rows of reminders: one for each key, moved until sent, stopped, asked for; digests a day."""

import sqlite3
from datetime import date

import pytest
from network_builders import NOW

from storage import reminders
from storage.database import Database
from storage.reminders import Key, Moment, Waiting

DAY = date(2026, 10, 16)
KEY = Key(2, "draft", "draft:1", "draft_1", DAY)
LATER = "2026-10-16T08:00:00Z"
EARLIER = "2026-10-16T06:30:00Z"


async def _put(db: Database, key: Key = KEY, at: str = EARLIER) -> None:
    async with db.write() as tx:
        await tx.batch([reminders.put(key, at, NOW)])


async def _waiting(db: Database) -> list[Waiting]:
    async with db.read() as reader:
        return await reminders.waiting(reader)


async def test_a_reminder_is_planned_once_and_moved(network: Database) -> None:
    await _put(network)
    await _put(network, at=LATER)
    assert await _waiting(network) == [Waiting(1, KEY, LATER, asked=False)]


async def test_what_was_sent_is_not_planned_again(network: Database) -> None:
    await _put(network)
    async with network.write() as tx:
        await tx.batch(reminders.sent(await reminders.due(tx, LATER), LATER))
    await _put(network)
    assert await _waiting(network) == []


async def test_what_was_stopped_waits_again_when_it_is_planned(network: Database) -> None:
    await _put(network)
    async with network.write() as tx:
        await tx.batch(reminders.stopped(await reminders.due(tx, LATER)))
    assert await _waiting(network) == []
    await _put(network)
    assert await _waiting(network) == [Waiting(1, KEY, EARLIER, asked=False)]


async def test_a_returned_thing_is_another_row(network: Database) -> None:
    again = Key(2, "draft", "draft:1", "draft_1", DAY, return_no=1)
    await _put(network)
    await _put(network, again)
    assert [row.key for row in await _waiting(network)] == [KEY, again]


async def test_only_what_is_due_is_claimed_the_soonest_first(network: Database) -> None:
    other = Key(3, "text", "text:9", "draft_1", DAY)
    await _put(network, other, LATER)
    await _put(network)
    async with network.read() as db:
        assert [row.key for row in await reminders.due(db, NOW)] == []
        assert [row.key for row in await reminders.due(db, EARLIER)] == [KEY]
        assert [row.key for row in await reminders.due(db, LATER)] == [KEY, other]
        assert [row.key for row in await reminders.due(db, LATER, [3])] == [other]


async def test_a_newer_wish_replaces_the_older(network: Database) -> None:
    async with network.write() as tx:
        await reminders.ask(tx, 2, "tasks", Moment(LATER, DAY), NOW)
        await reminders.ask(tx, 2, "tasks", Moment(EARLIER, DAY), NOW)
        await reminders.ask(tx, 2, "tasks", Moment(LATER, DAY), NOW)
    key = Key(2, "asked", "tasks", LATER, DAY)
    assert await _waiting(network) == [Waiting(1, key, LATER, asked=True)]
    await _put(network)
    async with network.read() as db:
        assert await reminders.asked_for(db, 2) == [LATER]
        assert await reminders.asked_for(db, 3) == []


async def test_a_second_digest_of_a_day_breaks_the_key(network: Database) -> None:
    async with network.write() as tx:
        await tx.batch([reminders.digested(2, DAY, NOW)])
    with pytest.raises(sqlite3.IntegrityError):
        async with network.write() as tx:
            await tx.batch([reminders.digested(2, DAY, NOW)])
    async with network.read() as db:
        assert await reminders.last_digests(db, DAY) == {2: DAY}
        assert await reminders.last_digests(db, DAY, [2, 3]) == {2: DAY}
        assert await reminders.last_digests(db, DAY, [3]) == {}
        assert await reminders.last_digests(db, date(2026, 10, 15)) == {}
