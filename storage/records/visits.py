"""Visits with their findings and recommendations, and the trips they were made on."""

from dataclasses import dataclass, fields
from datetime import date
from sqlite3 import Row
from typing import Final, Self

from storage.records.days import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found in one area of a library's work."""

    area: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecommendation:
    """A recommendation as the form gives it; the id where it exists already."""

    recommendation: str
    responsible_id: int | None = None
    deadline_on: date | None = None
    area: str | None = None
    recommendation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation with its state and the visit that it comes from."""

    recommendation_id: int
    visit_id: int
    recommendation: str
    responsible_id: int | None  # None: whoever works in the library
    deadline_on: date | None
    area: str | None  # a code of the visit form's list
    state: str  # given (also: sent back), done, accepted, withdrawn; overdue is `state_on`
    state_reason: str | None  # why it was withdrawn
    library_id: int
    visited_on: date
    author_id: int
    entered_by: int | None = None  # who typed the visit
    created_at: str = ""
    move_no: int = 0
    moved_at: str | None = None
    moved_by: int | None = None
    state_was: str | None = None  # what the latest move can be undone to
    done_on: date | None = None
    done_by: int | None = None
    done_line: str | None = None
    done_source: str | None = None  # chat, phone, paper, visit
    remark: str | None = None
    returned_at: str | None = None
    return_no: int = 0
    closing_visit_id: int | None = None
    is_removed: bool = False  # its visit was removed

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read a row of `recommendations` joined with its visit."""
        dates = ("deadline_on", "visited_on", "done_on", "is_removed")
        plain = {f.name: row[f.name] for f in fields(cls) if f.name not in dates}
        return cls(
            **plain,
            deadline_on=day(row["deadline_on"]),
            visited_on=date.fromisoformat(row["visited_on"]),
            done_on=day(row["done_on"]),
            is_removed=bool(row["is_removed"]),
        )

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be carried out."""
        return self.state == "given"

    @property
    def is_sent_back(self) -> bool:
        """Tell whether the methodist wants more than what was done."""
        return self.state == "given" and self.remark is not None

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is to be carried out and its last day has passed; the one definition."""
        return self.is_open and self.deadline_on is not None and self.deadline_on < today

    def state_on(self, today: date) -> str:
        """Return the state as people read it: `overdue` comes from the clock alone."""
        return "overdue" if self.is_overdue(today) else self.state


EVERY: Final = "*"  # in the place of an area: all of them together


@dataclass(frozen=True, slots=True)
class Taken:
    """How many days accepted recommendations took on the median, and how many they are."""

    days: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFields:
    """What the form says about one library of a trip; travellers and transport are the trip's."""

    library_id: int
    visited_on: date
    outcome: str = "held"  # closed: библиотека не работала
    purposes: tuple[str, ...] = ()  # codes of the form's choice list
    done: str = ""
    voice_file_id: int | None = None
    assessment: str | None = None  # good, satisfactory, attention; management only
    staff_met: str = ""
    next_visit_on: date | None = None
    findings: tuple[Finding, ...] = ()
    file_ids: tuple[int, ...] = ()
    travellers: tuple[int, ...] = ()
    transport: str | None = None
    km: int | None = None

    @property
    def needs_text(self) -> bool:
        """Tell whether the visit has its words by voice only."""
        return self.voice_file_id is not None and not self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit(VisitFields):
    """A visit to be saved; `trip_id` where it goes on a trip of that day."""

    staff_id: int  # author
    entered_by: int
    source: str = "chat"
    submission_id: int | None = None
    confirmation: str = "none"  # waiting: the librarian gets a card
    trip_id: int | None = None
    recommendations: tuple[NewRecommendation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(VisitFields):
    """A saved visit with everything on its card."""

    visit_id: int
    trip_id: int
    staff_id: int
    entered_by: int
    source: str
    submission_id: int | None
    confirmation: str  # none, waiting (без ответа), confirmed, disputed
    confirmed_by: int | None
    dispute: str | None
    recommendations: tuple[Recommendation, ...]
    created_at: str
    updated_at: str
    removed_at: str | None
    removed_by: int | None
    removed_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit as one line of a list."""

    visit_id: int
    trip_id: int
    library_id: int
    visited_on: date
    outcome: str
    purposes: tuple[str, ...]
    done: str
    needs_text: bool
    confirmation: str
    staff_id: int
    travellers: tuple[int, ...]
    created_at: str

    @property
    def cursor(self) -> "VisitCursor":
        """Return where a list goes on after this line."""
        return VisitCursor(self.visited_on, self.trip_id, self.visit_id)


@dataclass(frozen=True, slots=True)
class VisitCursor:
    """A place in a list of visits, newest first."""

    visited_on: date
    trip_id: int
    visit_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A trip of one day with its visits that are not removed."""

    trip_id: int
    made_on: date
    transport: str | None
    km: int | None
    travellers: tuple[int, ...]
    library_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """The ids of a visit just saved, and the counts of its year with it."""

    visit_id: int
    trip_id: int
    counts: "Counts"


@dataclass(frozen=True, slots=True)
class Counts:
    """Visits (held) and trips (of any outcome); screens always print both."""

    visits: int
    trips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownVisit:
    """A saved visit as an import compares it; people and the library by code."""

    visit_id: int
    trip_id: int
    visited_on: date
    library: str
    done: str
    outcome: str
    source: str
    transport: str | None
    purposes: tuple[str, ...]
    travellers: tuple[str, ...]
    is_removed: bool
