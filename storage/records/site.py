"""News for the institution's site and the log of what was put there."""

from dataclasses import dataclass
from datetime import date

CLEAR = frozenset({"none", "agreed"})  # nobody to be recognised, or they have agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPhoto:
    """A photo of a piece of news; the consents are None where nobody has said."""

    file_id: int
    alt: str = ""  # what is seen, for who cannot see it
    people: str | None = None
    parents: str | None = None
    said_by: int | None = None  # who answers for the consents
    said_at: str | None = None

    @property
    def has_consent(self) -> bool:
        """Tell whether it may be shown to everybody."""
        return self.people in CLEAR and self.parents in CLEAR

    @property
    def is_refused(self) -> bool:
        """Tell whether somebody in it has not agreed; else nobody has said so yet."""
        return "refused" in {self.people, self.parents}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFields:
    """What a piece of news says."""

    library_id: int
    title: str
    happened_on: date
    body: str  # paragraphs, an empty line between two
    language: str  # that it is written in
    people: int | None = None  # who came
    photos: tuple[NewsPhoto, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News(NewsFields):
    """A piece of news that was handed in."""

    news_id: int
    staff_id: int
    subject: str | None = None
    subject_id: int | None = None
    state: str = "sent"
    revision: int = 1
    remark: str | None = None
    returned_at: str | None = None
    returned_by: int | None = None
    return_no: int = 0
    feed_id: str | None = None
    published_at: str | None = None
    published_by: int | None = None
    withdrawn_at: str | None = None
    withdrawn_by: int | None = None
    withdrawn_why: str | None = None
    sent_at: str
    updated_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFields:
    """What was put on the site: what, when, where, of which library (None: of all)."""

    kind: str  # news, publication, results, other
    title: str
    put_on: date
    url: str | None = None
    library_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine(LogFields):
    """A line of the log, also one that was taken off."""

    log_id: int
    news_id: int | None = None
    staff_id: int
    created_at: str
    removed_at: str | None = None
    removed_why: str | None = None
