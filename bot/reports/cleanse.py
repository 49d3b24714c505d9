"""The materials of an entry made fit for a blind jury; in a child process, once for each file.

What comes out lies beside the originals under the hash of its bytes. What cannot be cleansed for
sure (video, sound, other files) is held back; the department may release it by hand.
"""

import hashlib
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from bot.reports import cleanse_office, cleanse_pdf, cleanse_picture
from bot.reports.cleanse_picture import HeldError
from storage import blind
from storage.database import Reader

log = logging.getLogger(__name__)

KIND: Final = "cleanse"  # of the job


async def make(db: Reader, arguments: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Cleanse what of some entries is not cleansed yet; `arguments`: entries. No file is sent."""
    kept = path.parent.parent / "files"
    wanted = [one for key in arguments["entries"] for one in await blind.untouched(db, key)]
    found = [{"file_id": file_id, **_one(kept, sha256)} for file_id, sha256 in wanted]
    return {"files": found}


def _one(kept: Path, sha256: str) -> dict[str, Any]:
    source = kept / sha256[:2] / sha256
    try:
        content, ending = cleansed(source.read_bytes())
    except HeldError:
        return {"sha256": None, "ending": None}
    except Exception:  # whatever a broken file makes a library raise, a person has to look at it
        log.exception("file %s is held back", sha256)
        return {"sha256": None, "ending": None}
    return {"sha256": _keep(kept, content), "ending": ending}


def cleansed(content: bytes) -> tuple[bytes, str]:
    """Return a file without what tells whose it is, and the ending of its name; by its bytes."""
    if content.startswith(b"%PDF-"):
        return cleanse_pdf.cleansed(content), ".pdf"
    if content.startswith(b"PK\x03\x04"):
        made = cleanse_office.cleansed(content)
        return made, cleanse_office.ending(made)
    return cleanse_picture.redrawn(content), ".jpg"


def _keep(kept: Path, content: bytes) -> str:
    """Write a file under the hash of its bytes and sync it; return the hash."""
    name = hashlib.sha256(content).hexdigest()
    target = kept / name[:2] / name
    target.parent.mkdir(parents=True, exist_ok=True)
    coming = target.with_suffix(".coming")
    with coming.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    coming.rename(target)
    return name
