"""Pictures without what their bytes say beside the picture: EXIF, GPS, XMP, comments, profiles.

A picture that stands alone is drawn anew from its pixels, so that nothing else can come along.
One inside a document keeps its format and size: there only the segments that hold words go.
"""

import io
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 2560  # pixels of a side; Telegram shows 1280, a printed page 2480
RATIO: Final = 20  # of the sides: Bot API, sendPhoto
QUALITY: Final = 90
MARKER: Final = 0xFF
SCAN: Final = 0xDA  # JPEG (ITU-T T.81, table B.1), as those below
ENDED: Final = b"\xff\xd9"
IN_PIXELS: Final = frozenset({0x00, 0xFF, *range(0xD0, 0xD8)})  # behind a marker, no segment
APP0, APP14, COMMENT = 0xE0, 0xEE, 0xFE
KEPT_APPS: Final = frozenset({APP0, APP14})  # JFIF and Adobe's colours: no words
PNG: Final = b"\x89PNG\r\n\x1a\n"
JPEG: Final = b"\xff\xd8\xff"
KEPT_CHUNKS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs",
     b"bKGD"}
)  # fmt: skip  # PNG (W3C): all others may hold words


class HeldError(Exception):
    """A file cannot be cleansed for sure; a person has to decide."""


def redrawn(content: bytes) -> bytes:
    """Return a picture as a JPEG of its pixels, turned as it was meant to be seen.

    Raises HeldError where it is no picture, moves, or is made to exhaust memory.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  # in the child only

    try:
        with Image.open(io.BytesIO(content)) as source:
            if getattr(source, "n_frames", 1) > 1:
                raise HeldError
            if max(source.size) > RATIO * min(source.size):
                raise HeldError
            turned = ImageOps.exif_transpose(source)
            turned.thumbnail((LONGEST, LONGEST))
            seen = turned.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError) as fault:
        raise HeldError from fault
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen.getchannel("A"))
    made = io.BytesIO()
    plain.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def stripped(content: bytes) -> bytes:
    """Return a JPEG or PNG with the same pixels and no words; raise HeldError for another one."""
    if content.startswith(JPEG):
        return _jpeg(content)
    if content.startswith(PNG):
        return PNG + b"".join(_png_chunks(content))
    raise HeldError


def _jpeg(content: bytes) -> bytes:
    """Leave out the segments of programs and comments, and what lies behind the picture."""
    made = bytearray(content[:2])
    at = 2
    while at + 4 <= len(content) and content[at] == MARKER:
        kind = content[at + 1]
        size = 2 + int.from_bytes(content[at + 2 : at + 4])
        end = _scanned(content, at + size) if kind == SCAN else at + size
        is_app = APP0 <= kind <= APP0 + 15
        if not (kind == COMMENT or (is_app and kind not in KEPT_APPS)):
            made += content[at:end]
        if content[end : end + 2] == ENDED:
            return bytes(made + ENDED)
        at = end
    raise HeldError


def _scanned(content: bytes, at: int) -> int:
    """Return where the coded pixels that begin here end: at the next marker of a segment."""
    while (at := content.find(MARKER, at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in IN_PIXELS:
            return at
        at += 1
    raise HeldError


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 12 <= len(content):
        size = 12 + int.from_bytes(content[at : at + 4])
        kind = content[at + 4 : at + 8]
        if kind in KEPT_CHUNKS:
            yield content[at : at + size]
        if kind == b"IEND":
            return
        at += size
    raise HeldError
