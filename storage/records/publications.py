"""Publications of the department: scenario collections, methodical ones, and who used them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFields:
    """What a publication is; titles stay in their own language."""

    series: str  # scenarios, methodical
    kind: str  # a code of bot/rules/publications.py
    genre: str | None = None  # a free label: библиопанорама
    title: str  # without quotation marks
    subtitle: str | None = None
    theme: str | None = None  # a phrase for the report: по правовому воспитанию
    about: str | None = None  # for finding it
    issued_year: int
    content_year: int | None = None  # the year it is for, where that is another one
    issued_on: date | None = None
    author_ids: tuple[int, ...] = ()  # colleagues
    authors: str | None = None  # the others, as typed
    event: str | None = None  # what it came from, in words
    contest_id: int | None = None  # or the contest it came from
    pages: int | None = None
    print_run: int | None = None
    link: str | None = None
    in_report: bool = True  # else it stands behind «и др.»
    position: int = 0  # order in the report
    days: tuple[tuple[int, int], ...] = ()  # (month, day) it is for
    file_ids: tuple[int, ...] = ()  # in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(PublicationFields):
    """A publication with how often it was opened and used; moments are UTC."""

    publication_id: int
    announced_at: str | None = None
    created_at: str
    created_by: int
    removed_at: str | None = None
    opens: int = 0  # of all time; nobody knows by whom
    uses: int = 0

    @property
    def year_of_content(self) -> int:
        """Return the year it is for."""
        return self.content_year or self.issued_year


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFilter:
    """Which publications a list holds; None and an empty text ask for nothing."""

    series: str | None = None
    kind: str | None = None
    theme: str | None = None
    issued_year: int | None = None
    author_id: int | None = None
    created_by: int | None = None
    unopened_before: str | None = None  # UTC: added before it and never opened


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUse:
    """A library has used a publication at an event of its own."""

    publication_id: int
    library_id: int
    used_on: date
    people: int | None = None
    staff_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(NewUse):
    """A use that was told."""

    use_id: int
    created_at: str
    removed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many publications a list has under one heading: a kind, a year, an author."""

    key: str
    publications: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme in use; its latest publication stands for it in buttons."""

    theme: str
    publications: int
    publication_id: int


@dataclass(frozen=True, slots=True)
class LibraryUses:
    """How often a library has used publications, and before how many people."""

    library_id: int
    uses: int
    people: int
