"""Materials that are asked for, and the calendar of memorable days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialWish:
    """What a person asks for."""

    wish: str
    for_on: date | None = None  # the day it is for
    wanted_on: date | None = None  # not later than this day


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRequest(MaterialWish):
    """A request with what became of it; moments are UTC."""

    request_id: int
    staff_id: int
    asked_at: str
    taken_by: int | None = None
    taken_at: str | None = None
    answer: str | None = None
    publication_id: int | None = None
    file_ids: tuple[int, ...] = ()
    answered_by: int | None = None
    answered_at: str | None = None
    cancelled_at: str | None = None
    outcome: str | None = None  # fits, other
    remark: str | None = None  # what was missing in the last answer
    return_no: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether an answer is waited for."""
        return self.answered_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorableFields:
    """A day of the calendar; `year` None: of every year, `day` None: some day of a month."""

    year: int | None = None
    month: int
    day: int | None = None
    title_ru: str | None = None
    title_be: str | None = None
    since_year: int | None = None  # of the event
    source: str | None = None

    def title(self, language: str) -> str:
        """Return the title in a language, else in the other one."""
        first, other = (
            (self.title_be, self.title_ru) if language == "be" else (self.title_ru, self.title_be)
        )
        return first or other or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorableDay(MemorableFields):
    """A day that is kept."""

    memorable_id: int
