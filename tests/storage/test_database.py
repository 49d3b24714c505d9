"""One file: transactions that end as they should, whatever is cancelled or refused."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.delivery.tasks import Tasks
from storage import database
from storage.database import Database, EndedError, is_passing

NOW = "2026-10-15T06:28:00Z"
ADD = "INSERT INTO history (at, subject, subject_id, action) VALUES ('', 's', ?, 'made')"


async def names(db: Database) -> list[object]:
    async with db.read() as reader:
        return [row[0] for row in await reader.all("SELECT subject_id FROM history ORDER BY 1")]


async def test_a_transaction_commits_at_its_end(db: Database) -> None:
    """Everything that was written is there."""
    async with db.write() as tx:
        assert await tx.insert(ADD, ("one",)) == 1
        assert await tx.run("UPDATE history SET action = 'changed'") == 1
        await tx.many(ADD, [("two",), ("three",)])
    assert await names(db) == ["one", "three", "two"]


async def test_an_exception_rolls_back(db: Database) -> None:
    """Nothing stays, also not what was to be written later."""

    async def fail() -> None:
        async with db.write() as tx:
            await tx.insert(ADD, ("one",))
            tx.later(ADD, ("two",))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await names(db) == []
    async with db.write() as tx:
        await tx.insert(ADD, ("three",))
    assert await names(db) == ["three"]


async def test_what_is_left_for_later_is_written_first(db: Database) -> None:
    """Before anything is read after it, and at the end at the latest."""
    async with db.write() as tx:
        tx.later(ADD, ("one",))
        tx.later(ADD, ("two",))
        assert await tx.value("SELECT count(*) FROM history") == 2
        tx.later(ADD, ("three",))
    assert await names(db) == ["one", "three", "two"]


async def test_an_ended_transaction_is_of_no_use(db: Database) -> None:
    """Work done in it would be another's, or nobody's."""
    async with db.write() as tx:
        await tx.insert(ADD, ("one",))
    with pytest.raises(EndedError):
        await tx.insert(ADD, ("two",))
    with pytest.raises(ZeroDivisionError):
        async with db.write() as rolled_back:
            raise ZeroDivisionError
    with pytest.raises(EndedError):
        await rolled_back.insert(ADD, ("three",))
    assert await names(db) == ["one"]


async def test_after_the_commit_nothing_can_follow(db: Database) -> None:
    """Whoever borrows the writer and commits is done with it."""
    async with db.borrow() as tx:
        await tx.begin()
        await tx.commit([(ADD, ("one",))])
        with pytest.raises(EndedError):
            await tx.insert(ADD, ("two",))
    assert await names(db) == ["one"]


async def test_what_a_borrower_leaves_open_is_rolled_back(db: Database) -> None:
    """Also without an exception."""
    async with db.borrow() as tx:
        await tx.begin([("SELECT 1", ())])
        await tx.insert(ADD, ("one",))
    assert await names(db) == []


async def test_a_cancelled_begin_leaves_no_transaction(db: Database) -> None:
    """The thread goes on with a cancelled hop; the next transaction must find no BEGIN."""
    hold = threading.Event()
    blocking = Tasks().start(db._writer.hop(lambda _: hold.wait(5)), "block")
    await asyncio.sleep(0)

    async def write() -> None:
        async with db.write() as tx:
            await tx.insert(ADD, ("never",))

    for _ in range(3):
        writing = Tasks().start(write(), "write")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        writing.cancel()
        hold.set()
        with pytest.raises(asyncio.CancelledError):
            await writing
    await blocking
    async with db.write() as tx:
        await tx.insert(ADD, ("one",))
    assert await names(db) == ["one"]


async def test_any_cancelled_hop_leaves_a_clean_writer(db: Database) -> None:
    """Cancelled after any number of steps, the transaction is whole or not at all."""

    async def write(name: str) -> None:
        async with db.write() as tx:
            await tx.insert(ADD, (name,))
            await tx.insert(ADD, (name,))

    for steps in range(40):
        writing = Tasks().start(write(f"{steps:02}"), "write")
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    async with db.write() as tx:
        await tx.insert(ADD, ("last",))
    found = await names(db)
    assert found[-1] == "last"
    assert {found.count(name) for name in found[:-1]} <= {2}


async def test_a_failed_commit_leaves_a_clean_writer(db: Database) -> None:
    """A deferred constraint refuses at COMMIT and SQLite stays in the transaction."""
    orphan = "INSERT INTO leaves (staff_id, from_on, to_on, created_at) VALUES (99, '', '', '')"

    async def fail() -> None:
        async with db.write() as tx:
            await tx.batch([("PRAGMA defer_foreign_keys = ON", ()), (orphan, ())])

    with pytest.raises(sqlite3.IntegrityError):
        await fail()
    async with db.write() as tx:
        await tx.insert(ADD, ("one",))
    assert await names(db) == ["one"]


async def test_another_process_only_delays(db: Database) -> None:
    """A command that writes holds the lock for a while; the bot's transaction waits."""
    other = sqlite3.connect(db.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, lambda: other.execute("COMMIT")).start()
    async with db.write() as tx:
        await tx.insert(ADD, ("one",))
    assert await names(db) == ["one"]
    other.close()


async def test_a_lock_held_too_long_is_a_passing_fault(db: Database) -> None:
    """Readers are not held up by it at all."""
    await db._writer.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(db.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        async with db.write() as tx:
            await tx.insert(ADD, ("one",))
    assert is_passing(caught.value)
    assert await names(db) == []
    other.close()
    async with db.write() as tx:
        await tx.insert(ADD, ("two",))
    assert await names(db) == ["two"]


async def test_a_fault_of_ours_does_not_pass(db: Database) -> None:
    """Wrong SQL, a constraint and anything else stay wrong."""
    async with db.read() as reader:
        with pytest.raises(sqlite3.OperationalError) as caught:
            await reader.all("SELECT * FROM nowhere")
    assert not is_passing(caught.value)
    assert not is_passing(ValueError())


async def test_a_full_disk_passes(db: Database) -> None:
    """It is the machine's, and the writer is clean afterwards."""
    pages = (await db._writer.execute_fetchall("PRAGMA page_count"))[0][0]  # type: ignore[index]
    await db._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError) as caught:
        async with db.write() as tx:
            await tx.many(ADD, [("x" * 4000,) for _ in range(50)])
    assert is_passing(caught.value)
    await db._writer.execute("PRAGMA max_page_count = 1000000")
    async with db.write() as tx:
        await tx.insert(ADD, ("one",))
    assert await names(db) == ["one"]


async def test_readers_cannot_write(db: Database) -> None:
    """Lists and reports are on connections of their own."""
    async with db.read() as reader:
        with pytest.raises(sqlite3.OperationalError):
            await reader.all(ADD, ("one",))
    async with database.read_only(db.path) as reader:
        with pytest.raises(sqlite3.OperationalError):
            await reader.all(ADD, ("one",))
        assert await reader.value("SELECT count(*) FROM history") == 0
        assert await reader.value("SELECT 1 WHERE 0") is None
        rows = await reader.batch([("SELECT 1 AS a", ()), ("SELECT 2 AS b", ())])
        assert [[tuple(row) for row in part] for part in rows] == [[(1,)], [(2,)]]


# Migrations.


def test_each_migration_is_applied_once(tmp_path: Path) -> None:
    """In order, with its number."""
    path = tmp_path / "bot.sqlite"
    numbers = [number for number, _ in database.migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert database.version(path) == 0
    assert database.pending(path) == numbers
    assert database.migrate(path) == numbers
    assert database.migrate(path) == []
    assert database.pending(path) == []
    assert database.version(path) == numbers[-1]


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """This program would not know its tables."""
    path = tmp_path / "bot.sqlite"
    database.migrate(path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(database.NewerDatabaseError, match="999"):
        database.migrate(path)


def test_two_processes_migrate_at_once(tmp_path: Path) -> None:
    """A command and the bot start together: one applies, the other finds it done."""
    path = tmp_path / "bot.sqlite"
    applied: list[int] = []
    faults: list[BaseException] = []

    def migrate() -> None:
        try:
            applied.extend(database.migrate(path))
        except BaseException as fault:  # noqa: BLE001  # told by the assertion below
            faults.append(fault)

    threads = [threading.Thread(target=migrate) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(applied) == [number for number, _ in database.migrations()]


def test_a_migration_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables and its number are one transaction."""
    path = tmp_path / "bot.sqlite"
    monkeypatch.setattr(
        database, "migrations", lambda: [(1, "CREATE TABLE a (b); SELECT * FROM c;")]
    )
    with pytest.raises(sqlite3.OperationalError):
        database.migrate(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (0,)
    connection.close()


def test_every_table_is_strict(tmp_path: Path) -> None:
    """SQLite keeps to the declared types only there (full-text tables have none)."""
    path = tmp_path / "bot.sqlite"
    database.migrate(path)
    connection = sqlite3.connect(path)
    rows = connection.execute("PRAGMA table_list").fetchall()
    loose = [row[1] for row in rows if row[2] == "table" and not row[5]]
    connection.close()
    assert [name for name in loose if not name.startswith("sqlite_")] == []


async def test_what_is_wiped_leaves_the_log_as_soon_as_no_reader_needs_it(tmp_path) -> None:
    """A reader that is in the middle holds the log; the next write then cuts it."""
    path = tmp_path / "bot.sqlite3"
    database.migrate(path)
    db = await database.Database.open(path)
    async with db.write() as tx:
        await tx.run("INSERT INTO settings VALUES ('name', '\"Птицелова\"')")
    async with db.read() as reader:
        await reader.all("BEGIN")
        assert await reader.value("SELECT count(*) FROM settings") == 1
        async with db.write() as tx:
            await tx.run("DELETE FROM settings WHERE name = 'name'")
            tx.wipe()
        assert _holds(tmp_path, "Птицелова")
        await reader.all("COMMIT")
    async with db.write() as tx:
        await tx.run("INSERT INTO settings VALUES ('other', '1')")
    assert not _holds(tmp_path, "Птицелова")
    await db.close()


def _holds(folder: Path, word: str) -> bool:
    return any(word.encode() in one.read_bytes() for one in folder.iterdir() if one.is_file())
