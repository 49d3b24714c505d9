"""A session of a class as an .ics file for the phone's calendar."""

from datetime import datetime
from typing import Final

from bot.reports import ics
from bot.reports.ics import Entry, Event
from bot.rules import school as rules
from storage.records.school import Session

PRODUCT: Final = "-//Knigonosha//School//RU"


def make(session: Session, entry: Entry, now: datetime) -> bytes:
    """Return the file; the same session keeps its UID, each change that is told raises SEQUENCE.

    `now` is local: its zone is that of the session.
    """
    event = Event(
        product=PRODUCT,
        uid=uid(session),
        sequence=session.changed,
        created_at=datetime.fromisoformat(session.created_at),
        changed_at=now,
        begins=rules.begins(session, now),
        ends=rules.ends(session, now),
        is_cancelled=session.cancelled_at is not None,
    )
    return ics.make(event, entry)


def uid(session: Session) -> str:
    """Return what the calendar knows a session by, for as long as it exists."""
    return ics.uid("session", session.session_id, session.created_at)
