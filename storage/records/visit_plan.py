"""The plan of visits: a library in a month, and trips planned on a day."""

from dataclasses import dataclass
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
