"""`backup` and `restore`: the database copied beside the running bot, and put back."""

import sys
from pathlib import Path

from bot.cli.run import alone
from bot.settings import Settings
from storage import backups
from storage.database import StorageError


def backup(settings: Settings, target: Path | None) -> int:
    """Copy the database and print where the copy is."""
    if not settings.database.exists():
        print(f"There is no database in {settings.data} yet.", file=sys.stderr)  # noqa: T201  # the command's words
        return 2
    try:
        made = backups.copy(settings.database, target or settings.data / "backups", "manual")
    except (OSError, StorageError, backups.BadBackupError) as problem:
        print(f"No copy was made: {problem}", file=sys.stderr)  # noqa: T201
        return 2
    print(made)  # noqa: T201
    return 0


def restore(settings: Settings, source: Path) -> int:
    """Put a copy back; refused while a bot works with the folder."""
    with alone(settings):
        try:
            kept = backups.restore(source, settings.database, settings.data / "backups")
        except (OSError, StorageError, backups.BadBackupError) as problem:
            print(f"{problem} Nothing was changed.", file=sys.stderr)  # noqa: T201
            return 2
    print(f"Restored from {source}.")  # noqa: T201
    if kept:
        print(f"What was there before: {kept}")  # noqa: T201
    return 0
