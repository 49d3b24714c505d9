"""One SQLite file: connections, transactions, numbered migrations; knows no Telegram.

The one writer connection is locked from load to save; reads for lists and reports
have connections of their own (telegram.md section D).
"""

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite

log = logging.getLogger(__name__)

Row = sqlite3.Row
StorageError = sqlite3.Error  # nobody else needs to know the driver
Values = Sequence[Any] | Mapping[str, Any]
Statement = tuple[str, Values]
T = TypeVar("T")

BUSY_TIMEOUT_S: Final = 15.0
READERS: Final = 2
CACHE_KIB: Final = 16_384  # of the writer: with a million records half of it makes answers slower
READER_CACHE_KIB: Final = 4_096
# A checkpoint holds up everyone who answers; the default of 1,000 pages comes every few seconds.
CHECKPOINT_PAGES: Final = 8_000


# The disk is full or fails, or another process writes: the same may well work later.
PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class NewerDatabaseError(Exception):
    """The file was written by a newer program than this one."""


class EndedError(Exception):
    """A transaction is used after its end: the work would have been nobody's."""


def is_passing(fault: BaseException) -> bool:
    """Tell whether `fault` is the disk's or another process's, so that waiting helps."""
    code = getattr(fault, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in PASSING  # the low byte; above it are details


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that can do several things in one hop to its thread."""

    async def hop(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run `work` on the connection's thread; a hop costs 30 to 70 microseconds."""
        done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call]  # aiosqlite
        return done


def _all(connection: sqlite3.Connection, sql: str, values: Values) -> list[Row]:
    return connection.execute(sql, values).fetchall()


class Reader:
    """Reads on one connection, each call one hop."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row of `sql`."""
        return await self._hop(lambda c: _all(c, sql, values))

    async def one(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of `sql`, or None."""
        return await self._hop(lambda c: c.execute(sql, values).fetchone())

    async def value(self, sql: str, values: Values = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = await self.one(sql, values)
        return None if row is None else row[0]

    async def batch(self, statements: Sequence[Statement]) -> list[list[Row]]:
        """Run several statements in one hop and return the rows of each."""
        return await self._hop(lambda c: [_all(c, s, v) for s, v in statements])

    async def pages(
        self, sql: str, values: Values = (), *, size: int = 1000
    ) -> AsyncIterator[list[Row]]:
        """Yield the rows of `sql` a page at a time, however many there are; one hop a page."""
        cursor = await self._hop(lambda c: c.execute(sql, values))
        while rows := await self._hop(lambda _: cursor.fetchmany(size)):
            yield rows

    async def _hop(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return await self._connection.hop(work)


class Tx(Reader):
    """A write transaction; whoever opened it decides commit or rollback."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._later: list[Statement] = []
        self._has_committed = False
        self.is_wiping = False
        self._has_ended = False

    async def begin(self, statements: Sequence[Statement] = ()) -> list[list[Row]]:
        """Open the transaction and read what it begins with, in one hop."""
        return await self.batch([("BEGIN IMMEDIATE", ()), *statements])

    async def commit(self, statements: Sequence[Statement] = ()) -> None:
        """Write `statements` as the last ones and commit, in one hop."""
        await self.batch([*statements, ("COMMIT", ())])
        self._has_committed = True

    async def end(self) -> None:
        """Roll back what was not committed; nothing can be done in it any more."""
        self._has_ended = True
        if not self._has_committed:
            await asyncio.shield(self._connection.hop(_roll_back))

    def wipe(self) -> None:
        """Say that something secret was overwritten: the log keeps no older copy of it, either."""
        self.is_wiping = True

    def later(self, sql: str, values: Values = ()) -> None:
        """Write in the next hop of this transaction, so before anything it reads after this."""
        self._later.append((sql, values))

    async def insert(self, sql: str, values: Values = ()) -> int:
        """Insert one row and return its id."""
        row = await self._hop(lambda c: c.execute(sql, values).lastrowid)
        return int(row or 0)

    async def run(self, sql: str, values: Values = ()) -> int:
        """Change rows and return how many."""
        return await self._hop(lambda c: c.execute(sql, values).rowcount)

    async def many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run `sql` once for each of `rows`, in one hop."""
        await self._hop(lambda c: c.executemany(sql, rows))

    async def _hop(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._has_ended or self._has_committed:
            raise EndedError
        waiting, self._later = self._later, []
        if not waiting:
            return await self._connection.hop(work)

        def write_first(connection: sqlite3.Connection) -> T:
            for sql, values in waiting:
                connection.execute(sql, values)
            return work(connection)

        return await self._connection.hop(write_first)


class Database:
    """The institution's one file."""

    def __init__(self, path: Path, writer: Connection, readers: list[Connection]) -> None:
        self.path = path
        self._writer = writer
        self._lock = asyncio.Lock()
        self._readers: asyncio.Queue[Connection] = asyncio.Queue()
        self._all_readers = readers
        self._holds_wiped = False
        for reader in readers:
            self._readers.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path, readers: int = READERS) -> "Database":
        """Open `path` whose migrations are applied; see `migrate`."""
        writer = await _connect(path)
        others = [await _connect(path, query_only=True) for _ in range(readers)]
        return cls(path, writer, others)

    async def close(self) -> None:
        """Close every connection, the writer last so that the WAL is folded in."""
        for connection in [*self._all_readers, self._writer]:
            await connection.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """Hold the writer for one transaction: commit at the end, roll back on an exception."""
        async with self.borrow() as tx:
            await tx.begin()
            yield tx
            await tx.commit()

    @asynccontextmanager
    async def borrow(self) -> AsyncIterator[Tx]:
        """Hold the writer; whoever borrows begins and commits, what is left open is rolled back.

        A cancelled hop goes on in its thread, so the rollback follows whatever began.
        """
        async with self._lock:
            tx = Tx(self._writer)
            try:
                yield tx
            finally:
                await tx.end()
                self._holds_wiped |= tx.is_wiping
            if self._holds_wiped:
                self._holds_wiped = not await self._writer.hop(_empty_log)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reader]:
        """Lend a read-only connection for a list or a report."""
        connection = await self._readers.get()
        try:
            yield Reader(connection)
        finally:
            self._readers.put_nowait(connection)


@asynccontextmanager
async def read_only(path: Path) -> AsyncIterator[Reader]:
    """Lend a connection that cannot write, as a child process has."""
    connection = await _connect(path, query_only=True)
    try:
        yield Reader(connection)
    finally:
        await connection.close()


def _empty_log(connection: sqlite3.Connection) -> bool:
    """Fold the log in and cut it to nothing; False where a reader still needs it.

    Never waits: whoever writes next tries again.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(BUSY_TIMEOUT_S * 1000)}")
    return not busy


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


async def _connect(path: Path, *, query_only: bool = False) -> Connection:
    connection = Connection(lambda: connect(path, query_only=query_only), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001  # a hung disk must not keep the process
    await connection
    return connection


def connect(path: Path, *, query_only: bool = False) -> sqlite3.Connection:
    """Open a plain connection with our pragmas; commands and child processes use it too."""
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    cache_kib = READER_CACHE_KIB if query_only else CACHE_KIB
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    if query_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        # What is deleted is gone from the file: names of readers, updates, drafts.
        connection.execute("PRAGMA secure_delete = ON")
    return connection


def migrations() -> list[tuple[int, str]]:
    """Return (number, SQL) of every shipped migration in order."""
    entries = files("storage").joinpath("migrations").iterdir()
    return sorted(
        (int(match[1]), entry.read_text("utf-8"))
        for entry in entries
        if (match := re.fullmatch(r"(\d{4})_\w+\.sql", entry.name))
    )


def pending(path: Path) -> list[int]:
    """Return the numbers of migrations that `path` still lacks."""
    return [number for number, _ in migrations() if number > version(path)]


def version(path: Path) -> int:
    """Return the schema's number of `path`; 0 where there is no file yet."""
    if not path.exists():
        return 0
    connection = connect(path)
    try:
        return _number(connection)
    finally:
        connection.close()


def migrate(path: Path) -> list[int]:
    """Apply what is pending, each migration with its number in one transaction.

    Raises NewerDatabaseError where the file is ahead of this program.
    """
    known = migrations()
    if version(path) > known[-1][0]:
        raise NewerDatabaseError(str(version(path)))
    connection = connect(path)
    applied = []
    try:
        for number, sql in known:
            if number > _number(connection) and _apply(connection, number, sql):
                applied.append(number)
                log.info("migration %04d applied", number)
    finally:
        connection.close()
    return applied


def _apply(connection: sqlite3.Connection, number: int, sql: str) -> bool:
    """Apply one migration; False where another process did so while this one waited."""
    try:
        # executescript() commits first, so the transaction is part of the script.
        connection.executescript(
            f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;"
        )
    except sqlite3.Error:
        _roll_back(connection)
        if _number(connection) >= number:
            return False
        raise
    return True


def _number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
