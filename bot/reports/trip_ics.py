"""A planned trip as an .ics file for the phone's calendar (RFC 5545), made with icalendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from storage.records.visit_plan import PlanTrip

PRODUCT: Final = "-//Knigonosha//Trips//RU"
LASTS: Final = timedelta(hours=8)  # nobody says when a trip ends: a working day


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar says of a trip, in the reader's language."""

    summary: str
    description: str
    location: str


def make(trip: PlanTrip, entry: Entry, zone: ZoneInfo) -> bytes:
    """Return the file; the same trip keeps its UID, each change raises SEQUENCE.

    With a time it lasts eight hours in the institution's zone, without one the whole day.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415  # a tenth of a second, only for files

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if trip.state == "cancelled" else "PUBLISH")
    event = Event()
    event.add("uid", uid(trip))
    event.add("sequence", trip.sequence)
    event.add("dtstamp", datetime.fromisoformat(trip.updated_at))
    event.add("last-modified", datetime.fromisoformat(trip.updated_at))
    event.add("created", datetime.fromisoformat(trip.created_at))
    event.add("status", "CANCELLED" if trip.state == "cancelled" else "CONFIRMED")
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("location", entry.location)
    for name, value in zip(("dtstart", "dtend"), _span(trip, zone), strict=True):
        event.add(name, value)
    calendar.add_component(event)
    if trip.leaves_at:
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def uid(trip: PlanTrip) -> str:
    """Return what the calendar knows a trip by, for as long as it exists."""
    made = "".join(sign for sign in trip.created_at if sign.isdigit())
    return f"trip-{trip.plan_trip_id}-{made}@knigonosha"


def _span(trip: PlanTrip, zone: ZoneInfo) -> tuple[date, date]:
    """Return begin and end: local moments, or days, of which the last one is not included."""
    if not trip.leaves_at:
        return trip.goes_on, trip.goes_on + timedelta(days=1)
    begins = datetime.combine(trip.goes_on, time.fromisoformat(trip.leaves_at), zone)
    return begins, begins + LASTS
