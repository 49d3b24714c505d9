"""Announcements of the department, and those whom they are for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementFields:
    """What an announcement says, whom it is for and when it goes."""

    body: str
    audience: str
    chosen: tuple[str, ...] = ()  # codes of libraries, or of the one group
    send_at: str  # UTC
    is_silent: bool = False
    file_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement(AnnouncementFields):
    """An announcement that waits, has gone or is cancelled."""

    announcement_id: int
    made_by: int
    made_at: str
    sent_at: str | None = None
    cancelled_at: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is still to go."""
        return self.sent_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementReader:
    """One whom an announcement was for when it went."""

    staff_id: int
    is_reached: bool = True
    read_at: str | None = None
    reminded_at: str | None = None


@dataclass(frozen=True, slots=True)
class AnnouncementLine:
    """An announcement in a list: how many it has reached, how many of them have read it."""

    announcement: Announcement
    readers: int
    read: int
