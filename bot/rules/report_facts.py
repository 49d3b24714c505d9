"""What the text of a report is written from, as values: numbers, titles, months, who signs; pure.

Read by `bot/reports/report_facts.py`, said by `report_text.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules import spans
from bot.rules.spans import Span, Standing
from storage.records.people import Staff
from storage.records.publications import Publication
from storage.records.report import Number

Amount = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedContest:
    """A contest as the report names it; the title stays in its own language."""

    title: str
    subject: str = ""  # a phrase: на лучшее оформление библиотеки
    level: str = "district"  # district, region, country


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPublication:
    """A publication as the report names it, and the contest that it came from."""

    about: Publication
    contest: NamedContest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a span; `before`: of the same span a year earlier, 0 is not known."""

    span: Span
    today: date  # in the institution's zone
    standing: Standing
    institution: str
    counts_trips: bool  # «выезд» is a trip of one day, not a library visited
    numbers: Mapping[str, Number]  # every measure
    before: Mapping[str, Number]
    contests: Mapping[str, tuple[NamedContest, ...]]  # by measure: contests_continued, ...
    classes: tuple[str, ...]  # titles, in the school's order
    publications: Mapping[str, tuple[NamedPublication, ...]]  # by measure; only those to be named
    purposes: tuple[str, ...]  # codes of the visit form, the most frequent first
    campaigns: tuple[date, ...]  # the days on which those with accepted answers opened
    rounds_since: date | None  # the first round ever, also on paper
    head: Staff | None = None
    methodists: tuple[Staff, ...] = ()  # who works here now and may sign beside the head

    def value(self, measure: str) -> Amount:
        """Return what the report says of a measure: recorded and corrected."""
        return self.numbers[measure].value

    def was(self, measure: str) -> Amount:
        """Return what it was a year before; 0 is not known."""
        return self.before[measure].value

    @property
    def visits_measure(self) -> str:
        """Return the measure that «выезд» stands for."""
        return "trips" if self.counts_trips else "visits"

    @property
    def begins_rounds(self) -> bool:
        """Tell whether the first round ever lies in the span: then they were introduced."""
        first, last = spans.days(self.span)
        return self.rounds_since is not None and first <= self.rounds_since <= last

    @property
    def months(self) -> int:
        """Return how many months the span touches, until today."""
        first, last = spans.days(self.span)
        last = max(first, min(last, self.today))
        return (last.year - first.year) * 12 + last.month - first.month + 1

    @property
    def is_whole(self) -> bool:
        """Tell whether the span is over or in its last month, so that it can be compared."""
        last = spans.days(self.span)[1]
        return (self.today.year, self.today.month) >= (last.year, last.month)

    def has_more(self, measure: str) -> bool:
        """Tell whether there are more publications than are named: «и др.»."""
        return self.value(measure) > len(self.publications[measure])
