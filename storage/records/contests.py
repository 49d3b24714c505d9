"""Contests, the media that entries appear in, and the entries."""

from dataclasses import dataclass
from datetime import date
from typing import Any


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
class CriterionFields:
    """What jurors give points for: whole ones from 0 to `most_points`."""

    name_ru: str
    name_be: str | None = None
    most_points: int
    weight: float = 1.0

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(CriterionFields):
    """A criterion of a contest."""

    criterion_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFields:
    """What winners get; only one of a degree goes to a place by itself."""

    kind: str  # degree, encouragement, special
    degree: int | None = None  # 1, 2, 3: the place it is for; only of kind degree
    name_ru: str
    name_be: str | None = None

    def name(self, language: str) -> str:
        """Return the name in `language`; Russian where there is no Belarusian one."""
        return (language == "be" and self.name_be) or self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(AwardFields):
    """An award of a contest."""

    award_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Juror:
    """A person of a contest's jury; the secretary keeps the protocol and scores nothing."""

    staff_id: int
    duty: str = "juror"  # juror, chairman (has the casting vote), secretary

    @property
    def scores(self) -> bool:
        """Tell whether the person gives points."""
        return self.duty != "secretary"


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
    is_blind: bool = False  # jurors see no names
    jurors_an_entry: int | None = None  # None: every juror scores every entry
    average: str = "mean"  # of the jurors' points: mean, median
    tie_rule: str = "shared"  # where all criteria are equal, too: shared, chairman
    ranks_in: str = "contest"  # where places are counted: contest, nomination
    tells_all: bool = False  # everyone hears place and points
    continued_from: int | None = None  # the contest of last year


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest(ContestFields):
    """A contest with its nominations, criteria, awards and jury in order; moments are UTC."""

    contest_id: int
    nominations: tuple[Nomination, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    awards: tuple[Award, ...] = ()
    jurors: tuple[Juror, ...] = ()
    announced_at: str | None = None  # None: only the department knows of it
    handed_at: str | None = None  # to the jury; None: it sees no entries yet
    judged_at: str | None = None  # None: points can still be changed
    published_at: str | None = None  # None: the results are sealed

    def is_open(self, on: date) -> bool:
        """Tell whether entries are taken on a day."""
        return self.announced_at is not None and self.opens_on <= on <= self.closes_on

    def juror(self, staff_id: int) -> Juror | None:
        """Return what a person is in the jury, or None."""
        return next((one for one in self.jurors if one.staff_id == staff_id), None)


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


@dataclass(frozen=True, slots=True)
class NamedReader:
    """The name of an entry's reader and the day of the written consent to keep it."""

    name: str
    consent_on: date


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
    motto: str | None = None  # of a reader's entry, instead of the name
    reader_age: int | None = None  # years


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRemark:
    """What a methodist asks about one answer of an entry, and how it was settled."""

    remark_id: int
    entry_id: int
    question: str  # its path
    remark: str
    made_by: int
    made_at: str
    state: str  # written, open, corrected, explained, withdrawn
    sent_at: str | None
    return_no: int | None
    was: Any  # the answer at that time
    became: Any  # the answer that settled it
    explanation: str | None
    settled_at: str | None
    settled_by: int | None
