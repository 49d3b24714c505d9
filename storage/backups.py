"""Copies of the whole database while it is in use, checked, and put back on order."""

import logging
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.database import connect

log = logging.getLogger(__name__)

KEPT: Final = 14
STALE_S: Final = 24 * 3600.0  # what a killed copy left


class BadBackupError(Exception):
    """The file is no whole database of ours."""


def copy(source: Path, folder: Path, reason: str = "daily") -> Path:
    """Copy `source` online into `folder`, sync it and keep the newest 14 of each reason."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{reason}-{_moment()}.sqlite"
    partial = target.with_suffix(".partial")
    _copy_pages(connect(source), partial)
    check(partial)
    _sync(partial)
    partial.rename(target)
    _sync(folder)
    for old in [*sorted(folder.glob(f"{reason}-*.sqlite"))[:-KEPT], *_stale(folder)]:
        old.unlink(missing_ok=True)
    return target


def restore(backup: Path, target: Path, folder: Path) -> Path | None:
    """Put `backup` in the place of `target`; return the copy made of what was there.

    Raises BadBackupError before anything is touched if the backup is not whole.
    """
    check(backup)
    kept = _kept(target, folder) if target.exists() else None
    coming = target.with_suffix(".coming")
    coming.unlink(missing_ok=True)
    _copy_pages(_reading(backup), coming)
    _sync(coming)
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    coming.rename(target)
    _sync(target.parent)
    return kept


def _kept(target: Path, folder: Path) -> Path:
    """Keep what is there; a damaged file, which no copy can be made of, is put aside as it is."""
    try:
        return copy(target, folder, "before-restore")
    except (BadBackupError, sqlite3.DatabaseError):
        aside = target.with_name(f"{target.stem}-damaged-{_moment()}.sqlite")
        return target.rename(aside)


def _moment() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]


def _stale(folder: Path) -> list[Path]:
    """Return what copies that were killed left long ago."""
    return [one for one in folder.glob("*.partial") if time.time() - one.stat().st_mtime > STALE_S]


def check(path: Path) -> None:
    """Raise BadBackupError unless `path` is a whole database of this product."""
    if not path.is_file():
        raise BadBackupError(f"There is no file {path}.")
    try:
        connection = _reading(path)
        try:
            said = connection.execute("PRAGMA integrity_check").fetchone()[0]
            ours = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name IN ('inbox', 'visits', 'staff')"
            ).fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as fault:
        raise BadBackupError(f"{path} is not a database: {fault}") from fault
    if said != "ok":
        raise BadBackupError(f"{path} is damaged: {said}")
    if ours != 3:  # noqa: PLR2004  # the three tables named above
        raise BadBackupError(f"{path} is not a copy of this bot's database.")


def _reading(path: Path) -> sqlite3.Connection:
    """Open a copy without changing a byte of it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _copy_pages(reading: sqlite3.Connection, target: Path) -> None:
    writing = sqlite3.connect(target)
    try:
        # All pages in one step, from one snapshot: SQLite begins a copy in steps anew at each
        # commit of another connection, so beside a busy bot it would never end.
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode = DELETE")
    finally:
        writing.close()
        reading.close()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)  # a folder, too: its fsync keeps the new name
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
