"""Copies of the database: whole, beside a busy bot, kept fourteen, put back unharmed."""

import os
import sqlite3
import threading
import time
from pathlib import Path

import prepared
import pytest

from storage import backups, database
from storage.backups import BadBackupError

ADD = "INSERT INTO history (at, subject, subject_id, action) VALUES ('', 's', ?, 'made')"


@pytest.fixture
def live(tmp_path: Path) -> Path:
    """Make a database with one record."""
    path = tmp_path / "live" / "knigonosha.sqlite"
    path.parent.mkdir()
    prepared.migrate(path)
    add(path, "one")
    return path


def add(path: Path, name: str) -> None:
    connection = database.connect(path)
    connection.execute(ADD, (name,))
    connection.close()


def names(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("SELECT subject_id FROM history ORDER BY 1")]
    connection.close()
    return found


def test_a_copy_is_one_whole_file(live: Path, tmp_path: Path) -> None:
    """Also what is still in the write-ahead log; nothing else is left beside it."""
    writer = database.connect(live)
    writer.execute(ADD, ("two",))
    made = backups.copy(live, tmp_path / "copies")
    writer.close()
    assert names(made) == ["one", "two"]
    assert list((tmp_path / "copies").iterdir()) == [made]
    assert made.name.startswith("daily-")
    backups.check(made)


def test_a_copy_ends_beside_a_busy_bot(live: Path, tmp_path: Path) -> None:
    """Each commit would begin a copy in steps anew; it is one snapshot instead."""
    connection = database.connect(live)
    connection.execute("BEGIN")
    connection.executemany(ADD, [("x" * 2000,) for _ in range(4000)])
    connection.execute("COMMIT")
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            connection.execute(ADD, ("y",))

    made: list[Path] = []
    copying = threading.Thread(
        target=lambda: made.append(backups.copy(live, tmp_path / "copies")), daemon=True
    )
    writing = threading.Thread(target=write)
    writing.start()
    copying.start()
    copying.join(10)
    stop.set()
    writing.join()
    connection.close()
    assert len(made) == 1
    assert names(made[0]).count("x" * 2000) == 4000


def test_fourteen_of_each_reason_are_kept(
    live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The newest; others' reasons are not touched."""
    monkeypatch.setattr(backups, "KEPT", 3)
    folder = tmp_path / "copies"
    other = backups.copy(live, folder, "before-migration")
    made = []
    for _ in range(5):
        made.append(backups.copy(live, folder))
        time.sleep(0.002)
    assert sorted(folder.iterdir()) == sorted([other, *made[-3:]])


def test_what_a_kill_left_is_thrown_away_after_a_day(live: Path, tmp_path: Path) -> None:
    """A copy that another process makes right now is not."""
    folder = tmp_path / "copies"
    folder.mkdir()
    for name, age_s in (("daily-old.partial", 2 * backups.STALE_S), ("manual-new.partial", 60)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age_s,) * 2)
    made = backups.copy(live, folder)
    assert sorted(folder.iterdir()) == [made, folder / "manual-new.partial"]


def test_a_copy_is_put_back(live: Path, tmp_path: Path) -> None:
    """What was there before is kept; the copy itself does not change by a byte."""
    made = backups.copy(live, tmp_path / "copies")
    add(live, "two")
    content = made.read_bytes()
    made.chmod(0o400)
    kept = backups.restore(made, live, tmp_path / "copies")
    assert names(live) == ["one"]
    assert kept is not None
    assert names(kept) == ["one", "two"]
    assert made.read_bytes() == content
    assert {one.name for one in live.parent.iterdir()} == {live.name}
    assert database.pending(live) == []


def test_a_copy_is_put_where_nothing_was(live: Path, tmp_path: Path) -> None:
    """On a new machine."""
    made = backups.copy(live, tmp_path / "copies 100% #1")
    target = tmp_path / "live" / "new.sqlite"
    assert backups.restore(made, target, tmp_path / "other") is None
    assert names(target) == ["one"]


def test_a_damaged_database_is_put_aside(live: Path, tmp_path: Path) -> None:
    """No copy can be made of it, but it is not thrown away either."""
    made = backups.copy(live, tmp_path / "copies")
    for rest in ("-wal", "-shm"):
        live.with_name(live.name + rest).unlink(missing_ok=True)
    live.write_bytes(b"no database at all" * 100)
    kept = backups.restore(made, live, tmp_path / "copies")
    assert kept is not None
    assert kept.read_bytes().startswith(b"no database")
    assert names(live) == ["one"]


@pytest.mark.parametrize("kind", ["missing", "text", "foreign", "damaged"])
def test_what_is_no_copy_is_refused(live: Path, tmp_path: Path, kind: str) -> None:
    """Before anything is touched."""
    bad = tmp_path / "bad.sqlite"
    if kind == "text":
        bad.write_text("just words, but enough of them to have a header" * 100)
    if kind == "foreign":
        connection = sqlite3.connect(bad)
        connection.execute("CREATE TABLE visits (a)")
        connection.close()
    if kind == "damaged":
        content = bytearray(backups.copy(live, tmp_path / "copies").read_bytes())
        content[8192:40960] = b"\xff" * (40960 - 8192)
        bad.write_bytes(content)
    before = live.read_bytes()
    with pytest.raises(BadBackupError):
        backups.restore(bad, live, tmp_path / "kept")
    assert live.read_bytes() == before
    assert not (tmp_path / "kept").exists()
