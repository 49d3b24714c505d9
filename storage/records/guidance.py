"""Questions to the department, consultations, and answers that serve everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a thread; `media` is what Telegram said of its files."""

    message_id: int
    staff_id: int
    is_answer: bool
    said: str
    media: tuple[Mapping[str, Any], ...]
    album: str | None
    sent_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A thread between who asked and the department."""

    question_id: int
    staff_id: int
    asked_at: str
    answered_at: str | None  # the first time
    answered_by: int | None
    taken_by: int | None
    taken_at: str | None
    waits_since: str | None  # None: the last word is the department's
    closed_at: str | None
    closed_by: int | None
    messages: tuple[Message, ...] = ()

    @property
    def is_waiting(self) -> bool:
        """Tell whether the department owes a word."""
        return self.waits_since is not None and self.closed_at is None

    @property
    def first(self) -> Message:
        """Return what was asked first."""
        return self.messages[0]

    @property
    def has_files(self) -> bool:
        """Tell whether any message has files."""
        return any(one.media for one in self.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of consultations and of answers."""

    code: str
    name_ru: str
    name_be: str
    name_en: str
    position: int
    is_offered: bool

    def name(self, language: str) -> str:
        """Return the name in `language`."""
        return {"be": self.name_be, "en": self.name_en}.get(language, self.name_ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsultation:
    """A consultation as it is recorded."""

    held_on: date
    channel: str
    staff_id: int
    topic: str | None = None
    library_id: int | None = None
    subject: str | None = None
    minutes: int | None = None
    is_group: bool = False
    people: int = 1
    question_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation(NewConsultation):
    """A consultation that is kept."""

    consultation_id: int
    created_at: str
    created_by: int
    removed_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """An entry of questions and answers."""

    faq_id: int
    question_id: int | None
    topic: str | None
    question: str
    answer: str
    helped: int
    asked_anyway: int
    created_at: str
    created_by: int
    withdrawn_at: str | None
