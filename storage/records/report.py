"""Numbers of the report, corrections of them, editions."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Number:
    """A measure of a scope: what the records say, and what corrections add to it."""

    recorded: int | float
    corrected: int | float = 0

    @property
    def value(self) -> int | float:
        """Return what the report says: the sum of both."""
        return self.recorded + self.corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionFields:
    """What is added to a measure for some days (both included); no library: the whole network."""

    measure: str
    first_on: date
    last_on: date
    number: float
    ground: str
    library_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(CorrectionFields):
    """A correction that was kept."""

    correction_id: int
    made_at: str
    made_by: int
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class ReportEdition:
    """One edition of the report of a span."""

    edition_id: int
    span: str
    edition: int
    digest: str
    standing: str  # of the period when it was made: open, partly, closed
    made_at: str
    made_by: int | None


@dataclass(frozen=True, slots=True)
class StatisticalRow:
    """A row of the state statistical form of a year; without a measure it is filled in by hand."""

    code: str
    wording_ru: str
    wording_be: str | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Gap:
    """A record that something is missing in; `staff_id`: who can mend it."""

    record: str  # its number; of a record on behalf its table and number
    on: date
    library_id: int | None
    staff_id: int | None
    words: str | None
