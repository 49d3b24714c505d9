"""Pictures for the site: drawn anew from their pixels, in two sizes, named by a hash."""

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.reports import cleanse_picture, site_files
from bot.reports.cleanse_picture import HeldError
from bot.reports.site_page import Size

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LARGEST: Final = "a"
SIZES: Final = {LARGEST: 1280, "b": 640}  # widest, pixels, by the mark in the name
TALLEST: Final = 1600
QUALITY: Final = 82
VERSION: Final = "1"  # of how they are made; another one makes all pictures anew


def made(kept: Path, sha256: str, folder: Path) -> tuple[Size, ...]:
    """Return the sizes of a picture, drawing into `folder` what is not there yet.

    Raises HeldError where the file is no picture or is not there.
    """
    from PIL import Image  # noqa: PLC0415  # only in the child process

    stem = hashlib.sha256(f"{VERSION}:{sha256}".encode()).hexdigest()[:20]
    known = [_size(one) for mark in SIZES for one in folder.glob(f"{stem}-{mark}-*.jpg")]
    if known and f"-{LARGEST}-" in known[0].name:  # it is written last
        return tuple(known)
    try:
        plain = cleanse_picture.redrawn((kept / sha256[:2] / sha256).read_bytes())
    except OSError as fault:
        raise HeldError from fault
    with Image.open(io.BytesIO(plain)) as source:
        source.load()
        widths = sorted({min(one, source.width) for one in SIZES.values()}, reverse=True)
        drawn = [_drawn(source, width) for width in widths]
    names = [f"{stem}-{mark}-{x}x{y}.jpg" for mark, (_, x, y) in zip(SIZES, drawn, strict=False)]
    for name, (content, _, _) in reversed(list(zip(names, drawn, strict=True))):
        site_files.put(folder / name, content)
    return tuple(_size(folder / name) for name in names)


def _drawn(source: "Picture", width: int) -> tuple[bytes, int, int]:
    sized = source.copy()
    sized.thumbnail((width, TALLEST))
    written = io.BytesIO()
    sized.save(written, "JPEG", quality=QUALITY, progressive=True)
    return written.getvalue(), *sized.size


def _size(path: Path) -> Size:
    width, _, height = path.stem.rpartition("-")[2].partition("x")
    return Size(path.name, int(width), int(height), path.stat().st_size)
