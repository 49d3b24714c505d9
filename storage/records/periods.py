"""The periods that were closed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period that was closed at least once."""

    period_id: int
    kind: str  # month, quarter, year
    first_on: date
    last_on: date
    closed_at: str | None  # None: reopened
    closed_by: int | None
