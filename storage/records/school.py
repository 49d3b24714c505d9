"""Classes of the school of library mastery, their members and sessions, and who will come."""

from dataclasses import dataclass
from datetime import date
from typing import Final

FORMS: Final = ("lecture", "practice", "internship", "field", "online")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFields:
    """What is said of a class of one year; the title stays in its own language."""

    title: str
    year: int
    profile_ru: str | None = None
    profile_be: str | None = None
    teacher_id: int | None = None  # its curator
    threshold_percent: int = 75  # of its hours, for a certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass(ClassFields):
    """A class of one year."""

    class_id: int
    position: int

    def profile(self, language: str) -> str | None:
        """Return whom it is for and what it teaches, in the other language where need be."""
        first, second = self.profile_ru, self.profile_be
        return (second or first) if language == "be" else (first or second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in a class, from a day on and until (not including) another."""

    class_id: int
    staff_id: int
    since_on: date
    until_on: date | None = None

    def is_in(self, on: date) -> bool:
        """Tell whether they belong to the class on a day."""
        return self.since_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class Roster:
    """A class with all who are or were in it."""

    school_class: SchoolClass
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFields:
    """What is said of a session; times are the institution's, `10:00`."""

    class_id: int
    held_on: date
    begins_at: str
    ends_at: str
    hours: float  # of teaching
    form: str  # of FORMS
    topic: str
    teacher_id: int | None = None
    teacher_name: str | None = None  # of a guest
    place: str | None = None
    link: str | None = None
    feedback: str | None = None  # the code of the questionnaire asked afterwards
    file_ids: tuple[int, ...] = ()  # materials


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(SessionFields):
    """A session that is planned, held or cancelled."""

    session_id: int
    code: str  # 4 digits, for marking oneself
    token: str  # of the QR code
    announced_at: str | None = None
    changed: int = 0  # how often it was changed or cancelled since it was announced
    rolled_at: str | None = None
    cancelled_at: str | None = None
    cancelled_why: str | None = None
    created_at: str
    created_by: int

    @property
    def is_open(self) -> bool:
        """Tell whether members are asked about it: announced and not cancelled."""
        return self.announced_at is not None and self.cancelled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """«Приду» or «Не смогу» of one person."""

    session_id: int
    staff_id: int
    is_coming: bool
    reason: str | None = None
    replied_at: str
