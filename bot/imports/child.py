"""What the child process does with any sent file: waits for it, lists what is wrong in it."""

import asyncio
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.errors import UserError
from bot.msgid import msgid
from storage import files
from storage.database import Reader

LOOK_S: Final = 0.1
PATIENCE_S: Final = 120.0  # the file may still be on its way from Telegram


async def fetched(db: Reader, arguments: Mapping[str, Any], patience_s: float) -> Path:
    """Wait until the file has come from Telegram; raise UserError where it does not come."""
    looks = int(patience_s / LOOK_S)
    for _ in range(looks):
        file = await files.load(db, arguments["file_id"])
        if file is None or file.state == "failed":
            break
        if file.sha256 is not None:
            return Path(arguments["kept"]) / file.sha256[:2] / file.sha256
        await asyncio.sleep(LOOK_S)
    raise UserError(msgid("The file did not arrive from Telegram. Please send it once more."))


def listed(path: Path, rows: Iterable[str]) -> str:
    """Write what is wrong into a file beside the job's `path`; return its name."""
    target = path.with_name(f"{path.stem}-rows.txt")
    text = "\n".join(rows)
    with target.open("w", encoding="utf-8-sig") as file:  # the mark helps an old Notepad
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    return target.name
