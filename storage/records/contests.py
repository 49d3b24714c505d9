"""Contests, the media that entries appear in, and the entries."""

from dataclasses import dataclass
from datetime import date


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
