"""What must be known of a picture without drawing it: its size, and its bytes without EXIF."""

import struct
import zlib
from itertools import count

Size = tuple[int, int]

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_EXIF, _SCAN = 0xE1, 0xDA
_PNG = b"\x89PNG\r\n\x1a\n"


def size(content: bytes) -> Size | None:
    """Read width and height of a JPEG, PNG, GIF or WEBP; None if it is none of them."""
    if content.startswith(_PNG) and len(content) >= 24:  # noqa: PLR2004  # the end of IHDR's size
        return struct.unpack(">II", content[16:24])
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return struct.unpack("<HH", content[6:10])
    if content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") for at in (24, 27))
        return width + 1, height + 1
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def without_exif(content: bytes) -> bytes:
    """Drop EXIF of a JPEG (place and time of a shot), as Telegram does with photos."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept = [content[:2]]
    at = 2
    for marker, begin, end in _segments(content):
        at = end
        if marker != _EXIF:
            kept.append(content[begin:end])
    return b"".join([*kept, content[at:]])


def sample(number: int, width: int = 320, height: int = 240) -> bytes:
    """Draw a plain PNG whose shade depends on `number`, so that no two are the same file."""
    shade = bytes((number * 37 % 256, number * 59 % 256, number * 83 % 256))
    rows = (b"\0" + shade * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _PNG + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)


def _jpeg_size(content: bytes) -> Size | None:
    for marker, begin, _ in _segments(content):
        if marker in _FRAMES and begin + 9 <= len(content):
            height, width = struct.unpack(">HH", content[begin + 5 : begin + 9])
            return width, height
    return None


def _segments(content: bytes) -> list[tuple[int, int, int]]:
    """List the JPEG segments before the scan: marker, begin, end."""
    found = []
    at = 2
    for _ in count():
        if at + 4 > len(content) or content[at] != 0xFF or content[at + 1] == _SCAN:  # noqa: PLR2004  # JPEG marker
            break
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        found.append((content[at + 1], at, at + 2 + length))
        at += 2 + length
    return found
