"""The journal of visits: its scope, lines, totals and editions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storage.records.visits import Counts, Recommendation


@dataclass(frozen=True, slots=True)
class JournalScope:
    """Which visits a journal holds: both days included, of one source or (None) of all."""

    first: date
    last: date
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """A visit as the journal tells it: no assessment, no voice."""

    visit_id: int
    trip_id: int
    visited_on: date
    library_id: int
    outcome: str
    done: str
    purposes: tuple[str, ...]
    travellers: tuple[int, ...]  # who recorded it first
    recommendations: tuple[Recommendation, ...]  # withdrawn ones only where a reason is given

    @property
    def cursor(self) -> tuple[str, int, int]:
        """Return where a journal goes on after this line."""
        return self.visited_on.isoformat(), self.trip_id, self.visit_id


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalTotals:
    """What a journal adds up to; a visit with two purposes counts under both."""

    lines: int
    counts: Counts
    closed: int  # libraries that were found closed: a line, but no visit
    without_text: int  # visits held whose words nobody has written
    by_library: Mapping[int, Counts]
    by_traveller: Mapping[int, Counts]
    by_purpose: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class JournalMark:
    """The last rows that an edition had seen."""

    visit_id: int
    recommendation_id: int
    history_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A journal that was made."""

    number: int
    made_at: str
    mark: JournalMark
