"""A file of an entry as a blind jury may have it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of an entry as a blind jury may have it."""

    entry_id: int
    role: str
    file_id: int
    kind: str  # as Telegram says it: photo, document, video, ...
    name: str | None  # of the original: for the department only
    mime: str | None
    fetched: str  # wanted, stored, failed
    telegram_file_id: str  # of the original
    original: str | None  # hash of the bytes that were sent
    cleansed: str | None  # clean, held; None: not tried yet
    sha256: str | None  # of what is clean
    ending: str | None
    released_at: str | None  # the original may go to the jury

    @property
    def is_held(self) -> bool:
        """Tell whether it is kept from the jury until the department releases it."""
        return self.cleansed == "held" and self.released_at is None
