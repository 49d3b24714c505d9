"""Who was at the sessions of the school, what they learnt there, and the totals of a time."""

from dataclasses import dataclass
from datetime import date
from typing import Final

WAYS: Final = ("roll", "code", "qr", "paper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Whether one person was at a session."""

    session_id: int
    staff_id: int
    is_present: bool
    reason: str | None = None  # of an absence
    way: str = "roll"  # of WAYS
    marked_at: str
    marked_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """A session that somebody was at, as it stands on a card for attestation."""

    session_id: int
    class_title: str
    year: int
    held_on: date
    form: str
    topic: str
    hours: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is in a class: of the sessions held while they were its member."""

    staff_id: int
    sessions: int
    hours: float
    held_sessions: int
    held_hours: float
    first_on: date | None = None  # of the sessions attended
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolTotals:
    """Sessions held, attendances, distinct people and hours of teaching of a time."""

    sessions: int = 0
    participants: int = 0
    people: int = 0
    hours: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one person answered after a session; `answers` by the names of the questions."""

    session_id: int
    staff_id: int
    form: str
    version: int  # of a published one the number behind the point: q3.2
    answers: dict[str, object]
    sent_at: str
