"""Records entered on behalf: asked, answered, changed; and those from before the table."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from network_builders import NOW

from storage import database, history, on_behalf
from storage.database import Database
from storage.on_behalf import OnBehalf

LATER = "2026-10-16T06:28:00Z"
OWNER, AUTHOR, HEAD = 3, 2, 1


def a_record(**changes: object) -> OnBehalf:
    """Build visit 7 of the owner, asked about and not answered."""
    plain: dict[str, object] = {
        "subject": "visits",
        "subject_id": 7,
        "staff_id": OWNER,
        "entered_by": AUTHOR,
        "state": "waiting",
        "line": None,
        "asked_at": NOW,
        "answered_at": None,
    }
    return OnBehalf(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.fixture
async def asked(network: Database) -> Database:
    """Ask the owner about visit 7."""
    async with network.write() as tx:
        await on_behalf.ask(tx, "visits", 7, staff_id=OWNER, entered_by=AUTHOR, now=NOW)
    return network


async def read(db: Database) -> OnBehalf | None:
    async with db.read() as reader:
        return await on_behalf.load(reader, "visits", 7)


async def change(db: Database, by: int | None) -> OnBehalf | None:
    async with db.write() as tx:
        await tx.batch([on_behalf.changed("visits", 7, by=by, now=LATER)])
    return await read(db)


async def answers(db: Database) -> list[tuple[str, object]]:
    async with db.read() as reader:
        return [(one.action, one.new) for one in await history.of(reader, "visits", 7)]


async def test_the_owner_says_that_all_is_right_once(asked: Database) -> None:
    assert await read(asked) == a_record()
    async with asked.write() as tx:
        assert await on_behalf.confirm(tx, "visits", 7, by=OWNER, now=LATER)
        assert not await on_behalf.confirm(tx, "visits", 7, by=OWNER, now=LATER)
        assert not await on_behalf.confirm(tx, "rounds", 7, by=OWNER, now=LATER)
        assert await on_behalf.waiting(tx) == []
    assert await read(asked) == a_record(state="confirmed", answered_at=LATER)
    assert await answers(asked) == [("confirmed", None)]


async def test_a_later_line_replaces_the_earlier(asked: Database) -> None:
    async with asked.write() as tx:
        assert await on_behalf.dispute(tx, "visits", 7, "Был вторник", by=OWNER, now=NOW)
        assert not await on_behalf.dispute(tx, "visits", 7, "Был вторник", by=OWNER, now=LATER)
        assert await on_behalf.dispute(tx, "visits", 7, "Была среда", by=OWNER, now=LATER)
    wrong = a_record(state="disputed", line="Была среда", answered_at=LATER)
    async with asked.read() as reader:
        assert await on_behalf.disputed(reader) == [wrong]
        assert await on_behalf.disputed(reader, AUTHOR) == [wrong]
        assert await on_behalf.disputed(reader, OWNER) == []
        assert await on_behalf.waiting(reader) == []
    assert await answers(asked) == [("disputed", "Был вторник"), ("disputed", "Была среда")]


async def test_what_waits_is_found_by_owner_and_day(asked: Database) -> None:
    async with asked.read() as reader:
        assert await on_behalf.waiting(reader) == [a_record()]
        assert await on_behalf.waiting(reader, OWNER) == [a_record()]
        assert await on_behalf.waiting(reader, AUTHOR) == []
        assert await on_behalf.waiting(reader, OWNER, date(2026, 10, 15)) == [a_record()]
        assert await on_behalf.waiting(reader, OWNER, date(2026, 10, 16)) == []
        assert await on_behalf.load(reader, "visits", 8) is None


async def test_asked_once_more_the_record_waits_again(asked: Database) -> None:
    async with asked.write() as tx:
        await on_behalf.dispute(tx, "visits", 7, "Был вторник", by=OWNER, now=NOW)
        await on_behalf.ask(tx, "visits", 7, staff_id=OWNER, entered_by=AUTHOR, now=LATER)
    assert await read(asked) == a_record(asked_at=LATER)


async def test_a_change_by_the_owner_is_their_answer(asked: Database) -> None:
    assert await change(asked, OWNER) == a_record(state="confirmed", answered_at=LATER)


@pytest.mark.parametrize("by", [AUTHOR, HEAD, None])
async def test_a_change_by_another_is_asked_about_anew(asked: Database, by: int | None) -> None:
    async with asked.write() as tx:
        await on_behalf.dispute(tx, "visits", 7, "Был вторник", by=OWNER, now=NOW)
    assert await change(asked, by) == a_record(asked_at=LATER)


async def test_what_was_called_right_stays_so(asked: Database) -> None:
    async with asked.write() as tx:
        await on_behalf.confirm(tx, "visits", 7, by=OWNER, now=NOW)
    assert await change(asked, AUTHOR) == a_record(state="confirmed", answered_at=NOW)


@pytest.mark.parametrize(
    "search",
    [
        on_behalf.waiting,
        lambda r: on_behalf.waiting(r, OWNER, date(2026, 10, 15)),
        on_behalf.disputed,
        lambda r: on_behalf.disputed(r, AUTHOR),
    ],
)
async def test_only_what_waits_is_read(network: Database, search) -> None:
    """The partial indexes are what the tick of each minute walks."""
    statements: list[str] = []
    async with network.read() as reader:
        connection = reader._connection
        await connection.hop(lambda c: c.set_trace_callback(statements.append))
        await search(reader)
        await connection.hop(lambda c: c.set_trace_callback(None))
        plan = [row["detail"] for row in await reader.all(f"EXPLAIN QUERY PLAN {statements[0]}")]
    assert {one.split()[4] for one in plan if "on_behalf" in one} <= {
        "on_behalf_waiting",
        "on_behalf_disputed",
    }


# Cards from before the table.


def test_old_cards_keep_their_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unanswered one waits, answers come from the history; imports were never asked about."""
    path = tmp_path / "bot.sqlite"
    every = database.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(database, "migrations", lambda: every[:2])
        database.migrate(path)
    older = sqlite3.connect(path)
    older.execute("PRAGMA foreign_keys = OFF")  # people and trips are beside the point
    older.execute(
        "INSERT INTO accounts (user_id, staff_id, linked_at) VALUES (1003, ?, ?)", (OWNER, NOW)
    )
    for visit_id, staff_id, submission_id in (
        (1, OWNER, 1),  # not answered
        (2, OWNER, 2),  # called inaccurate, then right
        (3, OWNER, 3),  # called inaccurate
        (4, OWNER, None),  # imported
        (5, AUTHOR, 5),  # the author's own
        (6, 4, 6),  # of somebody without an account
    ):
        older.execute(
            "INSERT INTO visits (visit_id, trip_id, library_id, visited_on, outcome, staff_id, "
            "entered_by, source, submission_id, created_at, updated_at) "
            "VALUES (?, 1, 1, '2026-10-15', 'held', ?, ?, 'phone', ?, ?, ?)",
            (visit_id, staff_id, AUTHOR, submission_id, NOW, NOW),
        )
    for subject_id, by, action, line in (
        ("2", OWNER, "disputed", "Был вторник"),
        ("2", OWNER, "confirmed", None),
        ("3", OWNER, "disputed", "Была среда"),
        ("1", 5, "confirmed", None),  # by the librarian, not by the owner
    ):
        older.execute(
            "INSERT INTO history (at, staff_id, subject, subject_id, action, new) "
            "VALUES (?, ?, 'visits', ?, ?, ?)",
            (LATER, by, subject_id, action, line and json.dumps(line)),
        )
    older.commit()
    older.execute("PRAGMA foreign_keys = ON")
    older.close()
    for number, sql in every[2:]:
        newer = sqlite3.connect(path)
        newer.executescript(f"BEGIN;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
        newer.close()
    found = sqlite3.connect(path)
    rows = found.execute("SELECT * FROM on_behalf ORDER BY subject_id").fetchall()
    found.close()
    assert rows == [
        ("visits", 1, OWNER, AUTHOR, "waiting", None, NOW, None),
        ("visits", 2, OWNER, AUTHOR, "confirmed", None, NOW, LATER),
        ("visits", 3, OWNER, AUTHOR, "disputed", "Была среда", NOW, LATER),
    ]
