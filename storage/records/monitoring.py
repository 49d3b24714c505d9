"""Questionnaires, campaigns, the answers of libraries, remarks on them and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of a published questionnaire."""

    questionnaire_id: int
    code: str  # form_id of its workbook
    number: int  # 1, 2, ...
    title: str
    digest: str  # SHA-256 of its XML
    workbook_name: str
    published_at: str
    published_by: int

    @property
    def version(self) -> str:
        """Return what campaigns, drafts and submissions call it."""
        return f"q{self.questionnaire_id}.{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCampaign:
    """A questionnaire to be put to the libraries."""

    part: str | None  # spring, autumn; None: made by somebody
    period: str  # of its figures: YYYY-MM
    first_on: date  # the time that it asks about
    last_on: date
    opens_on: date  # both days included
    closes_on: date
    form: str = "monitoring"
    name: str | None = None  # None: named by its period
    takes_all: bool = True  # libraries that open meanwhile join it
    reviewer_id: int | None = None  # None: the deputy


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(NewCampaign):
    """A campaign; its questions are those of `form` in `version`."""

    campaign_id: int
    version: str
    closed_at: str | None = None  # the head has ended it: nothing is answered or asked any more
    closed_with: int | None = None  # the acceptance of its last sheet; None: somebody closed it
    stopped_at: str | None = None  # before it opened; it can be let go again until its day is over
    moved_at: str | None = None  # people set its days; None: they follow the settings

    @property
    def is_open(self) -> bool:
        """Tell whether it is neither stopped nor ended, whatever its days are."""
        return self.stopped_at is None and self.closed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignUnit:
    """A library in a campaign; `draft_id` only while that draft is open."""

    unit_id: int
    campaign_id: int
    library_id: int
    state: str  # waiting, sent, returned, accepted
    closes_on: date  # its own or the campaign's last day
    draft_id: int | None = None
    submission_id: int | None = None
    staff_id: int | None = None  # whose answers
    entered_by: int | None = None
    source: str | None = None
    sent_at: str | None = None
    return_no: int = 0  # how often it was returned
    returned_at: str | None = None
    returned_by: int | None = None
    acceptance_id: int | None = None  # stays when the answers change afterwards
    accepted_at: str | None = None
    accepted_by: int | None = None
    accepted_submission: int | None = None  # the version that was accepted
    version: str | None = None  # of the questionnaire that the answers in force are of

    @property
    def is_answered(self) -> bool:
        """Tell whether nothing waits for the library's answer."""
        return self.state in {"sent", "accepted"}

    @property
    def has_answered(self) -> bool:
        """Tell whether answers were sent, though a single one may be to be clarified."""
        return self.state != "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """A person reminded at once of a library's answers, because a colleague pressed."""

    unit_id: int
    staff_id: int
    nudged_at: str
    nudged_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a methodist asks about one answer of a library, and how it was settled."""

    remark_id: int
    unit_id: int
    question: str  # its path
    remark: str
    made_by: int
    made_at: str
    state: str  # written, open, corrected, explained, withdrawn
    sent_at: str | None
    return_no: int | None
    submission_id: int | None  # the version that it is about
    was: Any  # the answer at that time
    became: Any  # the answer that settled it
    explanation: str | None
    settled_at: str | None
    settled_by: int | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One press of «Принять»."""

    acceptance_id: int
    campaign_id: int
    made_at: str
    made_by: int
    undone_at: str | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """What a library said for a period in answer to one question."""

    period: str  # YYYY-MM
    question: str
    number: float | None = None
    fact: str | None = None  # code of a choice


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigures:
    """The numbers of a library and period as an import compares them; the library by code."""

    library: str
    period: str  # YYYY-MM
    numbers: Mapping[str, float] = field(default_factory=dict)  # also those of the year
    is_answered: bool = False  # the library has said them itself
