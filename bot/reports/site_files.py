"""Files of the site: each whole or as it was, whatever is killed when."""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from bot.rules import site as rules

COMING: Final = ".coming"
OURS: Final = re.compile(r"index\.html|feed\.xml|archive-\d{4}\.html|.*\.coming")
PICTURE: Final = re.compile(r"[0-9a-f]{20}-[ab]-\d+x\d+\.jpg|.*\.coming")


def put(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever reads half of it; one that is the same stays."""
    if path.exists() and path.read_bytes() == content:
        return
    coming = path.with_name(path.name + COMING)
    with coming.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.rename(path)


def settle(folder: Path, pages: Mapping[str, bytes], pictures: Collection[str]) -> None:
    """Put the pages into a folder that has their pictures; take away what nothing names any more.

    The pages of years come first, the feed last: a reader who comes in between finds each
    picture and each piece of news. Files of the institution's own stay.
    """
    for name in sorted(pages, key=lambda one: (one == rules.FEED, one == rules.INDEX, one)):
        put(folder / name, pages[name])
    sync(folder)
    for file in folder.iterdir():
        if OURS.fullmatch(file.name) and file.name not in pages:
            file.unlink()
    for file in (folder / rules.PICTURES).iterdir():
        if PICTURE.fullmatch(file.name) and file.name not in pictures:
            file.unlink()
    sync(folder / rules.PICTURES)
    sync(folder)


def sync(folder: Path) -> None:
    """Let the names of a folder outlive a fall of the machine."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
