"""A questionnaire sent as a .zip: one workbook and the files that it names. Bytes in, bytes out.

What is kept with a version is such an archive again, without the workbook.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from bot.errors import UserError
from bot.forms import attachments
from bot.msgid import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.forms.env import Items

ENDING: Final = ".zip"
MAX_BYTES: Final = 15 * 2**20  # of the archive; Telegram hands over 20 MB
MAX_UNPACKED: Final = 30 * 2**20
MAX_FILES: Final = 100
WORKBOOKS: Final = (".xlsx", ".xlsm", ".md")
PICTURES: Final = (".png", ".jpg", ".jpeg")


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive by name, folders left out; raise UserError."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            found = [one for one in opened.infolist() if _is_file(one.filename)]
            if len(found) > MAX_FILES or sum(one.file_size for one in found) > MAX_UNPACKED:
                raise UserError(msgid("There is too much in the archive."))
            return {PurePosixPath(one.filename).name: opened.read(one) for one in found}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        raise UserError(
            msgid("The archive cannot be opened. Pack it once more as .zip.")
        ) from None


def _is_file(name: str) -> bool:
    last = PurePosixPath(name).name
    return not name.endswith("/") and bool(last) and not last.startswith((".", "~"))


def workbook(files: Mapping[str, bytes]) -> str:
    """Return the name of the only workbook; raise UserError where there are none or more."""
    found = [name for name in files if name.lower().endswith(WORKBOOKS)]
    if len(found) != 1:
        raise UserError(
            msgid("The archive must hold one workbook, and the pictures and lists that it names.")
        )
    return found[0]


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name])
    return out.getvalue()


def lists(files: Mapping[str, bytes]) -> dict[str, Items]:
    """Return the lists of choices among files, by name without ending."""
    found = {}
    for name, content in files.items():
        stem, _, ending = name.rpartition(".")
        if ending.lower() in attachments.ENDINGS:
            with suppress(ValueError):  # the check has said it
                found[stem] = attachments.read(content.decode("utf-8-sig"), ending.lower())
    return found


def digest(xml: str, archive: bytes | None) -> str:
    """Return the SHA-256 of a version: its XML and what belongs to it."""
    return hashlib.sha256(xml.encode() + (archive or b"")).hexdigest()
