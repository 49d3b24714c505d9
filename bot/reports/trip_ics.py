"""A planned trip as an .ics file for the phone's calendar."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.reports import ics
from bot.reports.ics import Entry, Event
from storage.records.visit_plan import PlanTrip

PRODUCT: Final = "-//Knigonosha//Trips//RU"
LASTS: Final = timedelta(hours=8)  # nobody says when a trip ends: a working day


def make(trip: PlanTrip, entry: Entry, zone: ZoneInfo) -> bytes:
    """Return the file; the same trip keeps its UID, each change raises SEQUENCE.

    With a time it lasts eight hours in the institution's zone, without one the whole day.
    """
    begins, ends = _span(trip, zone)
    event = Event(
        product=PRODUCT,
        uid=uid(trip),
        sequence=trip.sequence,
        created_at=datetime.fromisoformat(trip.created_at),
        changed_at=datetime.fromisoformat(trip.updated_at),
        begins=begins,
        ends=ends,
        is_cancelled=trip.state == "cancelled",
    )
    return ics.make(event, entry)


def uid(trip: PlanTrip) -> str:
    """Return what the calendar knows a trip by, for as long as it exists."""
    return ics.uid("trip", trip.plan_trip_id, trip.created_at)


def _span(trip: PlanTrip, zone: ZoneInfo) -> tuple[date, date]:
    """Return begin and end: local moments, or days, of which the last one is not included."""
    if not trip.leaves_at:
        return trip.goes_on, trip.goes_on + timedelta(days=1)
    begins = datetime.combine(trip.goes_on, time.fromisoformat(trip.leaves_at), zone)
    return begins, begins + LASTS
