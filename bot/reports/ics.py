"""One entry of a calendar as an .ics file (RFC 5545), made with icalendar."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

OWNER: Final = "knigonosha"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar says of it, in the reader's language."""

    summary: str
    description: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the calendar has to know: the same `uid` and a higher `sequence` replace the entry.

    `begins` and `ends` are local moments, or days, of which the last one is not included.
    """

    product: str
    uid: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    begins: date
    ends: date
    is_cancelled: bool = False


def make(event: Event, entry: Entry) -> bytes:
    """Return the file."""
    from icalendar import Calendar  # noqa: PLC0415  # a tenth of a second, only for files
    from icalendar import Event as Component  # noqa: PLC0415  # as above

    calendar = Calendar()
    calendar.add("prodid", event.product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if event.is_cancelled else "PUBLISH")
    component = Component()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("created", event.created_at)
    component.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    component.add("summary", entry.summary)
    component.add("description", entry.description)
    component.add("location", entry.location)
    component.add("dtstart", event.begins)
    component.add("dtend", event.ends)
    calendar.add_component(component)
    if isinstance(event.begins, datetime):
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def uid(kind: str, key: int, created_at: str) -> str:
    """Return what the calendar knows a record by, for as long as it exists."""
    made = "".join(sign for sign in created_at if sign.isdigit())
    return f"{kind}-{key}-{made}@{OWNER}"
