"""The inbox's rows: known, used again, pruned."""

from storage import inbox
from storage.database import Database
from storage.inbox import Waiting

NOW = "2026-10-15T06:28:00Z"
LATER = "2026-10-20T06:28:00Z"
MUCH_LATER = "2026-10-22T06:28:00Z"


def an_update(number: int, text: str = "hi") -> Waiting:
    return Waiting(number, 1001, {"update_id": number, "message": {"text": text}})


async def take(db: Database, now: str, *updates: Waiting) -> list[Waiting]:
    async with db.write() as tx:
        return await inbox.take(tx, updates, now)


async def test_a_batch_is_kept_with_its_offset(db: Database) -> None:
    """The offset is behind the last one of the latest batch, whatever its number."""
    async with db.read() as reader:
        assert await inbox.next_offset(reader) is None
    assert await take(db, NOW, an_update(7), an_update(8)) == [an_update(7), an_update(8)]
    assert await take(db, NOW, an_update(3)) == [an_update(3)]
    async with db.read() as reader:
        assert await inbox.next_offset(reader) == 4
        assert await inbox.waiting(reader) == [an_update(3), an_update(7), an_update(8)]


async def test_a_known_update_is_not_taken_again(db: Database) -> None:
    """Within the batch, waiting, done or quarantined."""
    assert await take(db, NOW, an_update(7), an_update(7)) == [an_update(7)]
    async with db.write() as tx:
        await tx.batch([inbox.done(7, NOW)])
    assert await take(db, LATER, an_update(7), an_update(8)) == [an_update(8)]
    async with db.write() as tx:
        await inbox.quarantine(tx, 8, "ValueError: half \ud800", LATER)
    assert await take(db, LATER, an_update(8)) == []
    async with db.read() as reader:
        assert await inbox.waiting(reader) == []
        rows = await reader.all("SELECT update_id, state, error FROM inbox ORDER BY update_id")
        assert [tuple(row) for row in rows] == [
            (7, "done", None),
            (8, "quarantined", "ValueError: half \\ud800"),
        ]


async def test_a_number_is_another_updates_after_six_days(db: Database) -> None:
    """Telegram repeats an update for a day and restarts its numbers after seven idle ones."""
    await take(db, NOW, an_update(7, "old"))
    async with db.write() as tx:
        await tx.batch([inbox.done(7, NOW)])
    assert await take(db, MUCH_LATER, an_update(7, "new")) == [an_update(7, "new")]
    async with db.read() as reader:
        assert await inbox.waiting(reader) == [an_update(7, "new")]


async def test_lone_surrogates_are_kept(db: Database) -> None:
    """SQLite refuses them as they are."""
    odd = an_update(7, "half \ud800 Ы")
    await take(db, NOW, odd)
    async with db.read() as reader:
        assert await inbox.waiting(reader) == [odd]


async def test_old_updates_are_deleted(db: Database) -> None:
    """Done ones by their own day, quarantined ones by another; waiting ones never."""
    await take(db, NOW, *(an_update(number) for number in range(1, 6)))
    async with db.write() as tx:
        await tx.batch([inbox.done(1, NOW), inbox.done(2, LATER)])
        await inbox.quarantine(tx, 3, "x", NOW)
        await inbox.quarantine(tx, 4, "x", LATER)
        assert await inbox.prune(tx, LATER, NOW) == 1
        assert await inbox.prune(tx, MUCH_LATER, LATER) == 2
    async with db.read() as reader:
        rows = await reader.all("SELECT update_id FROM inbox ORDER BY 1")
        assert [row[0] for row in rows] == [4, 5]
