"""Plain pictures for the entries of the sample network, kept as files that people sent are."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from bot.sandbox import pictures

Kept = tuple[str, int]  # the hash that names the file, its size in bytes


def keeper(folder: Path) -> Callable[[int], Kept]:
    """Return what draws a picture by its number and keeps it under `folder` by its hash."""

    def keep(number: int) -> Kept:
        content = pictures.sample(number)
        name = hashlib.sha256(content).hexdigest()
        target = folder / name[:2] / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return name, len(content)

    return keep
