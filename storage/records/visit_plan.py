"""The plan of visits: a library in a month, and trips planned on a day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

REASONS: Final = ("transport", "roads", "work", "leave", "other")
"""Why a line is moved or cancelled; nothing about health (domain.md, law 99-З)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A visit to be planned: `month` is its first day."""

    library_id: int
    month: date
    staff_id: int | None = None  # the methodist; None: nobody yet


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A planned visit with what became of it; `month` and `approved_month` are first days."""

    plan_line_id: int
    library_id: int
    approved_month: date
    month: date
    staff_id: int | None
    state: str  # planned, done, cancelled
    reason: str | None
    reason_text: str | None
    plan_trip_id: int | None
    position: int | None
    visit_id: int | None
    visited_on: date | None  # of the visit that ticked it

    @property
    def is_moved(self) -> bool:
        """Tell whether it stands in another month than the one approved."""
        return self.month != self.approved_month


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTrip:
    """A trip planned on a day: who goes where; `library_ids` are those of its lines, in order."""

    plan_trip_id: int
    goes_on: date
    leaves_at: str | None  # local HH:MM
    transport: str | None
    note: str
    state: str  # planned, cancelled
    reason: str | None
    reason_text: str | None
    made_by: int
    travellers: tuple[int, ...]
    library_ids: tuple[int, ...]
    recorded_ids: tuple[int, ...]  # libraries of its lines that a visit has ticked
    tells_libraries: bool = False
    sequence: int = 0  # of its calendar file; grows with each change
    created_at: str = field(default="", compare=False)  # UTC
    updated_at: str = field(default="", compare=False)

    @property
    def left_ids(self) -> tuple[int, ...]:
        """Return the libraries of which no visit is recorded."""
        return tuple(one for one in self.library_ids if one not in self.recorded_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFields:
    """What the form of a trip says; libraries in the order of the way."""

    goes_on: date
    library_ids: tuple[int, ...]
    travellers: tuple[int, ...]
    leaves_at: str | None = None
    transport: str | None = None
    note: str = ""
    tells_libraries: bool = False


@dataclass(frozen=True, slots=True)
class TripQuestion:
    """«Записать остальные?» put to one traveller."""

    plan_trip_id: int
    staff_id: int
    asked_at: str  # UTC, on the day that it asks about
    again_on: date | None
