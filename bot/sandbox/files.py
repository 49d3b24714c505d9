"""Files known to the sandbox, with Telegram's limits on sizes and its short-lived links."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from bot.sandbox import pictures
from bot.sandbox.call import Upload
from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError, bad_request

Json = dict[str, Any]

MAX_DOWNLOAD = 20 * 1024 * 1024  # bytes
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_SIDES = 10_000  # pixels, width and height together
MAX_RATIO = 20
LINK_LIFE_S = 3600.0
PHOTO_SIDES = (90, 320, 800, 1280)  # the longer side of the sizes that Telegram makes

PREFIXES = {"photo": "AgAC", "document": "BQAC", "voice": "AwAC", "video": "BAAC"}
FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "video": "videos"}
ENDINGS = {"photo": "jpg", "voice": "oga", "video": "mp4"}
TITLES = {"photo": "Photo", "document": "Document", "voice": "VoiceNote", "video": "Video"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as one Telegram file_id names it."""

    file_id: str
    unique_id: str
    kind: str
    content: bytes
    name: str
    mime: str
    path: str


class Files:
    """Every file sent either way; ids stay valid, links expire."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.by_id: dict[str, StoredFile] = {}
        self.sizes: dict[str, list[Json]] = {}  # of a photo, by the id of each
        self._links: dict[str, tuple[StoredFile, float]] = {}
        self._lost: set[str] = set()

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """Store a file under a new id; the same content keeps its unique id."""
        number = len(self.by_id) + 1
        digest = hashlib.sha256(upload.content).digest()
        seed = hashlib.sha256(b"%d" % number + digest).digest()
        ending = ENDINGS.get(kind) or upload.name.rpartition(".")[2] or "bin"
        stored = StoredFile(
            file_id=PREFIXES[kind] + base64.urlsafe_b64encode(seed + digest[:16]).decode(),
            unique_id="AQAD" + base64.urlsafe_b64encode(digest[:9]).decode(),
            kind=kind,
            content=upload.content,
            name=upload.name,
            mime=upload.mime,
            path=f"{FOLDERS[kind]}/file_{number}.{ending}",
        )
        self.by_id[stored.file_id] = stored
        return stored

    def reused(self, kind: str, file_id: str) -> StoredFile:
        """Find a file that is sent again by its id, or refuse as Telegram does."""
        if file_id.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        stored = self.by_id.get(file_id)
        if stored is None:
            text = "wrong remote file identifier specified: Wrong character in the string"
            raise bad_request(text)
        if stored.kind != kind:
            text = f"can't use file of type {TITLES[stored.kind]} as {TITLES[kind]}"
            raise bad_request(text)
        return stored

    def link(self, file_id: str) -> Json:
        """Answer getFile; the link lives an hour."""
        if not file_id:
            raise bad_request("file_id not specified")
        stored = self.by_id.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if file_id in self._lost:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if len(stored.content) > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        self._links[stored.path] = (stored, self.clock.steady() + LINK_LIFE_S)
        return {**reference(stored), "file_path": stored.path}

    def linked(self, path: str) -> StoredFile:
        """Follow a link of getFile; 404 when there is none or it has expired."""
        stored, expires_at = self._links.get(path, (None, 0.0))
        if stored is None or expires_at <= self.clock.steady():
            raise ApiError(404, "Not Found")
        return stored

    def lose(self, file_id: str) -> None:
        """Make a file temporarily unavailable, as happens in Telegram."""
        self._lost.add(file_id)


def reference(stored: StoredFile) -> Json:
    """Describe a file by ids and size in bytes."""
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": len(stored.content),
    }


def checked_photo(content: bytes) -> pictures.Size:
    """Check an upload by Telegram's rules for photos and return its size in pixels."""
    if len(content) > MAX_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {MAX_PHOTO} bytes"
        )
    size = pictures.size(content)
    if size is None or 0 in size:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def photo_sizes(files: Files, upload: Upload) -> list[Json]:
    """Store a photo in the sizes that Telegram makes, without its EXIF.

    The pixels stay those of the original: the sandbox draws nothing.
    """
    width, height = checked_photo(upload.content)
    content = pictures.without_exif(upload.content)
    longer = max(width, height)
    sides = [side for side in PHOTO_SIDES if side < longer] + [min(longer, PHOTO_SIDES[-1])]
    sizes: list[Json] = []
    for side in dict.fromkeys(sides):
        stored = files.keep("photo", Upload("", content, "image/jpeg"))
        scaled = {"width": width * side // longer or 1, "height": height * side // longer or 1}
        sizes.append({**reference(stored), **scaled})
        files.sizes[stored.file_id] = sizes
    return sizes
