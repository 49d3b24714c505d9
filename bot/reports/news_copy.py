"""The photos of a piece of news for a site that is filled by hand: numbered, without metadata."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.reports import cleanse_picture
from bot.reports.cleanse_picture import HeldError
from storage import files, news
from storage.database import Reader

KIND: Final = "news_copy"  # of the job


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Write the photos that may be shown to `path`, `path.2`, ...; `arguments`: news_id.

    Returns the names that people see, what each shows, and the numbers of those that do not open.
    """
    one = await news.by_id(db, int(arguments["news_id"]))
    photos = [] if one is None else [each for each in one.photos if each.has_consent]
    ids = [each.file_id for each in photos]
    scans, stored = await news.scans_among(db, ids), await files.hashes(db, ids)
    names: list[str] = []
    alts: list[str] = []
    for photo in photos:
        if photo.file_id in scans or photo.file_id not in stored:
            continue
        sha = stored[photo.file_id]
        try:
            kept = path.parent.parent / "files" / sha[:2] / sha
            content = cleanse_picture.redrawn(kept.read_bytes())
        except (HeldError, OSError):
            continue
        number = len(names) + 1
        target = path if number == 1 else path.with_name(f"{path.name}.{number}")
        target.write_bytes(content)
        names.append(f"{number:02}-news-{arguments['news_id']}.jpg")
        alts.append(photo.alt)
    return {"names": names, "alts": alts, "missing": len(one.photos) - len(names) if one else 0}
