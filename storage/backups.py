"""Copies of the whole database while it is in use, checked, and put back on order."""

import logging
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from storage.database import connect

log = logging.getLogger(__name__)

KEPT: Final = 14
PAGES_A_STEP: Final = 512


class BadBackupError(Exception):
    """The file is no whole database of ours."""


def copy(source: Path, folder: Path, reason: str = "daily") -> Path:
    """Copy `source` online into `folder`, sync it and keep the newest 14 of each reason."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")[:-3]
    target = folder / f"{reason}-{moment}.sqlite"
    partial = target.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    _copy_pages(source, partial)
    check(partial)
    _sync(partial)
    partial.rename(target)
    for old in sorted(folder.glob(f"{reason}-*.sqlite"))[:-KEPT]:
        old.unlink()
    return target


def restore(backup: Path, target: Path, folder: Path) -> Path | None:
    """Put `backup` in the place of `target`; return the copy made of what was there.

    Raises BadBackupError before anything is touched if the backup is not whole.
    """
    check(backup)
    kept = copy(target, folder, "before-restore") if target.exists() else None
    coming = target.with_suffix(".coming")
    coming.unlink(missing_ok=True)
    _copy_pages(backup, coming)
    _sync(coming)
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    coming.rename(target)
    return kept


def check(path: Path) -> None:
    """Raise BadBackupError unless `path` is a whole database of this product."""
    if not path.is_file():
        raise BadBackupError(f"There is no file {path}.")
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
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


def _copy_pages(source: Path, target: Path) -> None:
    reading, writing = connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing, pages=PAGES_A_STEP)
        writing.execute("PRAGMA journal_mode = DELETE")
    finally:
        writing.close()
        reading.close()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
