"""Rows as frozen values; dates are `date`, moments are UTC ISO text, codes are the schema's."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from sqlite3 import Row
from typing import Any, Self


def day(text: str | None) -> date | None:
    """Return the date of a `*_on` column."""
    return None if text is None else date.fromisoformat(text)


def iso(on: date | None) -> str | None:
    """Return the text that a `*_on` column stores."""
    return None if on is None else on.isoformat()


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFields:
    """What an import or the admin says about a library."""

    code: str
    short_ru: str
    full_ru: str
    kind: str
    short_be: str | None = None
    full_be: str | None = None
    council_ru: str | None = None
    council_be: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    days: str = ""
    hours: str = ""
    phone: str | None = None
    closed_on: date | None = None

    def short(self, language: str) -> str:
        """Return the short name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.short_be) or self.short_ru

    def full(self, language: str) -> str:
        """Return the full name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.full_be) or self.full_ru

    def council(self, language: str) -> str:
        """Return the village council in `language`; empty where it is not known."""
        return (language == "be" and self.council_be) or self.council_ru or ""

    def is_open(self, on: date) -> bool:
        """Tell whether the library works on `on`; on the day it closes it no longer does."""
        return self.closed_on is None or on < self.closed_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Library(LibraryFields):
    """A library of the network."""

    library_id: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read a row of `libraries`."""
        values = {name: row[name] for name in LIBRARY_COLUMNS}
        return cls(**values, closed_on=day(row["closed_on"]), library_id=row["library_id"])


LIBRARY_COLUMNS = tuple(f.name for f in fields(LibraryFields) if f.name != "closed_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementFields:
    """What an import says about a settlement that a library serves."""

    library: str  # its code
    name_ru: str
    name_be: str | None = None
    households: int | None = None
    residents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A settlement that a library serves."""

    settlement_id: int
    library_id: int
    name_ru: str
    name_be: str | None
    households: int | None
    residents: int | None

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFields:
    """What is the same for a person in an import, on a card and in a list."""

    code: str | None = None
    surname_ru: str
    name_ru: str
    patronymic_ru: str = ""
    surname_be: str = ""
    name_be: str = ""
    patronymic_be: str = ""
    role: str
    post: str = ""
    phone: str | None = None
    language: str = "ru"
    uses_telegram: bool = True

    def surname(self, language: str) -> str:
        """Return the surname in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.surname_be) or self.surname_ru

    def called(self, language: str) -> str:
        """Return how the person is addressed: name and patronymic."""
        return " ".join(part for part in self._given(language) if part)

    def full_name(self, language: str) -> str:
        """Return surname, name and patronymic."""
        return f"{self.surname(language)} {self.called(language)}"

    def initials(self, language: str) -> str:
        """Return the surname and initials, as journals print them."""
        letters = "".join(f" {part[0]}." for part in self._given(language) if part)
        return f"{self.surname(language)}{letters}"

    def _given(self, language: str) -> tuple[str, str]:
        if language == "be" and self.name_be:
            return self.name_be, self.patronymic_be
        return self.name_ru, self.patronymic_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFields(PersonFields):
    """What an import or the admin says about a person; libraries by code, the first one first."""

    libraries: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(PersonFields):
    """A person with account, duties and libraries, as one query gives them."""

    staff_id: int
    left_on: date | None = None
    library_ids: tuple[int, ...] = ()
    duties: frozenset[str] = frozenset()
    user_id: int | None = None  # Telegram's
    blocked: bool = False  # the person blocked the bot
    notice_version: int | None = None  # of the latest decision about the notice
    notice_accepted: bool = False  # False with a version: declined, served on behalf

    @property
    def is_active(self) -> bool:
        """Tell whether the person works here."""
        return self.left_on is None

    @property
    def accepted_version(self) -> int | None:
        """Return the notice's version in force for the person, or None."""
        return self.notice_version if self.notice_accepted else None

    @property
    def is_reachable(self) -> bool:
        """Tell whether a message to the person arrives: linked, not blocked, not declined."""
        return self.user_id is not None and not self.blocked and self.notice_accepted

    def has_duty(self, name: str) -> bool:
        """Tell whether `name` is the person's role or one of the duties beside it."""
        return self.role == name or name in self.duties


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """«Меня не будет»: both days included."""

    leave_id: int
    staff_id: int
    from_on: date
    to_on: date
    substitute_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """A one-time deep link for one person."""

    invite_id: int
    code: str
    staff_id: int
    made_by: int | None
    made_at: str
    expires_at: str
    used_at: str | None
    used_by: int | None
    withdrawn_at: str | None

    def is_live(self, now: str) -> bool:
        """Tell whether the link still opens the door at `now` (UTC ISO)."""
        return self.used_at is None and self.withdrawn_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """Somebody at the door: a stranger, a dead link, or «Это не я»."""

    request_id: int
    user_id: int
    shown_name: str
    kind: str
    staff_id: int | None
    note: str | None
    made_at: str
    decided_at: str | None
    decided_by: int | None
    decision: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The institution's text on what is stored and where; `full_*` is its long form."""

    version: int
    text_ru: str
    text_be: str
    text_en: str
    full_ru: str
    full_be: str
    full_en: str
    made_at: str

    def text(self, language: str) -> str:
        """Return the short text in `language`."""
        return {"be": self.text_be, "en": self.text_en}.get(language, self.text_ru)

    def full(self, language: str) -> str:
        """Return the full text in `language`."""
        return {"be": self.full_be, "en": self.full_en}.get(language, self.full_ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One decision of a person about one version of the notice."""

    version: int
    accepted: bool
    decided_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the history; `old` and `new` hold only what differs."""

    at: str
    staff_id: int | None  # None: the command line
    subject: str
    subject_id: str
    action: str
    old: Any
    new: Any
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period that was closed at least once."""

    period_id: int
    kind: str  # month, quarter, year
    first_on: date
    last_on: date
    closed_at: str | None  # None: reopened
    closed_by: int | None


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
    responsible_id: int | None
    deadline_on: date | None
    area: str | None
    state: str  # given, done, accepted, overdue, withdrawn
    state_reason: str | None
    library_id: int
    visited_on: date
    author_id: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """Read a row of `recommendations` joined with its visit."""
        dates = ("deadline_on", "visited_on")
        plain = {f.name: row[f.name] for f in fields(cls) if f.name not in dates}
        return cls(
            **plain,
            deadline_on=day(row["deadline_on"]),
            visited_on=date.fromisoformat(row["visited_on"]),
        )


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


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is stored about a person, for a screen."""

    visits: int  # written by them or made with others
    rounds: int  # theirs
    entries: int  # of contests; theirs or with others
    entered_for_others: int
    open_drafts: int
    files: int
    questions: int
    leaves: int


# -------------------------------------------------------------------- rounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round counted; rules of how it grows are `bot/rules/rounds.py`."""

    households: int = 0  # visited
    home: int = 0  # of them with somebody at home
    readers: int = 0  # residents who read already
    new_readers: int = 0
    not_reading: int = 0
    reregistered: int = 0
    issued: int = 0  # items lent
    returned: int = 0  # items
    homebound: int = 0  # people to be served at home
    debtors: int = 0  # visited
    invited: int = 0
    leaflets: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)  # by code, why they do not read
    ages: Mapping[str, int] = field(default_factory=dict)  # by code of the band
    wishes: Mapping[str, int] = field(default_factory=dict)  # by code
    titles: Mapping[str, int] = field(default_factory=dict)  # wished, as typed

    @property
    def asked(self) -> int:
        """Return the residents asked: always the sum of the three kinds."""
        return self.readers + self.new_readers + self.not_reading


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFields:
    """What is said about a round, walked or entered afterwards."""

    library_id: int
    made_on: date  # the day it began
    settlement_id: int | None = None  # None: the library's own place
    street: str = ""  # never for fewer than 10 households, never with a house
    purpose: str  # code of round_choices
    partners: tuple[str, ...] = ()  # codes
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRound(RoundFields):
    """A round to be begun or saved."""

    staff_id: int  # author
    entered_by: int
    source: str = "chat"
    submission_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(RoundFields):
    """A round with everything on its card."""

    round_id: int
    staff_id: int
    entered_by: int
    source: str
    submission_id: int | None
    state: str  # walking, paused, saved; only saved ones count
    asks: str | None  # what the walk's keyboard offers
    created_at: str
    updated_at: str
    removed_at: str | None
    removed_by: int | None
    removed_reason: str | None

    @property
    def is_counted(self) -> bool:
        """Tell whether lists and reports have it."""
        return self.state == "saved" and self.removed_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One press or typed count of a walk."""

    kind: str
    amount: int = 1
    item: str = ""  # code of a reason, age band or wish; a title


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTap(Tap):
    """A tap as it was counted."""

    tap_id: int
    household: int  # which of the walk, from 1; 0 before the first
    is_undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundChoice:
    """An entry of one of the institution's lists for rounds."""

    list: str  # purpose, partner, reason, age, wish
    code: str
    name_ru: str
    name_be: str
    name_en: str
    position: int
    from_year: int
    to_year: int  # both years included

    def name(self, language: str) -> str:
        """Return the name in `language`."""
        return {"be": self.name_be, "en": self.name_en}.get(language, self.name_ru)

    def is_offered(self, year: int) -> bool:
        """Tell whether records of `year` may use it."""
        return self.from_year <= year <= self.to_year


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round as one line of a list."""

    round_id: int
    made_on: date
    library_id: int
    settlement_id: int | None
    households: int
    asked: int
    new_readers: int
    state: str


@dataclass(frozen=True, slots=True)
class RoundSums:
    """What the saved rounds of some days, libraries and places add up to."""

    rounds: int = 0
    places: int = 0  # distinct settlements
    tally: Tally = field(default_factory=Tally)


# -------------------------------------------------------------------- contests


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination:
    """One of the fields in which a contest is held."""

    nomination_id: int
    name_ru: str
    name_be: str | None = None

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """How many files of a role an entry must hold; the role is a repeat of the form."""

    role: str
    least: int
    most: int
    medium_kind: str | None = None  # only for publications in such a medium


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What jurors give points for."""

    name_ru: str
    name_be: str | None = None
    most_points: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestFields:
    """What a contest is; `form` names the questions of an entry. Both days are included."""

    title: str
    subject: str = ""
    level: str = "district"  # district, region, country
    audience: str = "staff"  # staff, readers
    is_continuing: bool = False
    form: str
    regulation_file_id: int | None = None
    opens_on: date
    closes_on: date  # until the end of the day in the institution's zone
    judging_until_on: date | None = None
    results_on: date | None = None
    least_entries: int = 0  # from one library
    most_entries: int | None = None  # from one library; None: as many as they like
    materials: tuple[Material, ...] = ()

    def is_open(self, on: date) -> bool:
        """Tell whether entries are taken on a day."""
        return self.opens_on <= on <= self.closes_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(ContestFields):
    """A contest with its nominations in order."""

    contest_id: int
    nominations: tuple[Nomination, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A newspaper, a magazine, a site, radio or television."""

    code: str
    kind: str  # paper, internet, air
    name_ru: str
    name_be: str | None = None

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """A file of an entry and what it is: photos, before, after, scans, scenario."""

    role: str
    file_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFields:
    """What the form says of an entry, as far as rules and lists need it."""

    contest_id: int
    library_id: int
    nomination_id: int | None = None
    title: str
    medium: str | None = None
    published_on: date | None = None
    files: tuple[EntryFile, ...] = ()
    links: tuple[str, ...] = ()
    consents: tuple[tuple[str, str], ...] = ()  # people or parents, none or agreed
    coauthors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry(EntryFields):
    """An entry to be submitted."""

    staff_id: int
    entered_by: int
    source: str
    submission_id: int
    late_reason: str | None = None  # only a methodist gives one


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(NewEntry):
    """A submitted entry."""

    entry_id: int
    state: str  # submitted, returned, admitted, withdrawn
    remark: str | None
    returned_at: str | None
    returned_by: int | None
    return_no: int
    submitted_at: str
    updated_at: str
    withdrawn_reason: str | None

    @property
    def is_live(self) -> bool:
        """Tell whether it takes part."""
        return self.state != "withdrawn"


# -------------------------------------------------------------------- monitoring


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
