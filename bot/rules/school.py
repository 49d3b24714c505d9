"""The school: since when a member counts, times of sessions, reminders; pure."""

from datetime import date, datetime, time, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from bot.rules import due
from bot.rules.due import Pace, Person
from storage.records.school import Session, SessionFields

EVE_AT: Final = time(18)  # on the working day before a session
MORNING: Final = timedelta(hours=2)  # before it begins, at the latest
AHEAD: Final = timedelta(days=14)  # own messages are not planned further ahead
ASKED: Final = timedelta(days=3)  # before a session: who is silent is reminded
MIDNIGHT: Final = 24 * 60
PAST_MIDNIGHT: Final = msgid(
    "With these hours the session would end after midnight. Correct its beginning or its hours."
)
ENDS_FIRST: Final = msgid("A session ends after it has begun. Correct its end or its beginning.")
# What members are told of where it changes, with the fields that say it.
TOLD: Final = {
    "day": ("held_on",),
    "time": ("begins_at", "ends_at"),
    "place": ("place",),
    "link": ("link",),
    "topic": ("topic",),
    "teacher": ("teacher_id", "teacher_name"),
}


def since(year: int, today: date, *, has_begun: bool) -> date:
    """Return since when somebody counts as a member who is put into a class today.

    Before its first session they are there from the beginning, so that a class written down
    in October has its September; afterwards nobody is made to miss what was before them.
    """
    return today if has_begun else date(year, 1, 1)


def ends_at(begins_at: str, hours: float, lesson_minutes: int) -> str:
    """Return when a session ends: so many hours of teaching after it has begun.

    Raises BadAnswerError where that is past midnight.
    """
    ends = _minutes(begins_at) + round(hours * lesson_minutes)
    if ends >= MIDNIGHT:
        raise BadAnswerError(PAST_MIDNIGHT)
    return f"{ends // 60:02}:{ends % 60:02}"


def check_times(begins_at: str, ends: str) -> None:
    """Raise BadAnswerError where a session would end before it begins."""
    if _minutes(ends) <= _minutes(begins_at):
        raise BadAnswerError(ENDS_FIRST)


def _minutes(at: str) -> int:
    hours, _, minutes = at.partition(":")
    return 60 * int(hours) + int(minutes)


def begins(session: SessionFields, now: datetime) -> datetime:
    """Return the moment when a session begins, in the zone of `now`."""
    return datetime.combine(session.held_on, time.fromisoformat(session.begins_at), now.tzinfo)


def ends(session: SessionFields, now: datetime) -> datetime:
    """Return the moment when a session ends, in the zone of `now`."""
    return datetime.combine(session.held_on, time.fromisoformat(session.ends_at), now.tzinfo)


def has_begun(session: SessionFields, now: datetime) -> bool:
    """Tell whether a session has begun; then nobody says any more whether they come."""
    return begins(session, now) <= now


def changes(before: SessionFields, after: SessionFields) -> tuple[str, ...]:
    """Return what of a session has changed that members are told of, by the keys of TOLD."""
    return tuple(
        name
        for name, fields in TOLD.items()
        if any(getattr(before, one) != getattr(after, one) for one in fields)
    )


def is_moved(before: SessionFields, after: SessionFields) -> bool:
    """Tell whether it is at another time, so that everybody is asked again."""
    return (before.held_on, before.begins_at) != (after.held_on, after.begins_at)


# -------------------------------------------------------------------- reminders


def eve(session: Session, person: Person, pace: Pace, told_at: datetime) -> datetime | None:
    """Return when a member is reminded the evening before (local).

    The evening of a working day. None where it is quiet then, they are away, or they were told
    of the session later than that.
    """
    if due.leave_on(session.held_on, person):
        return None
    day = due.eve_of(session.held_on, person, pace)
    if due.leave_on(day, person):
        return None
    at = due.loud(day, EVE_AT, pace)
    return None if at is None or at <= told_at else at


def morning(session: Session, person: Person, pace: Pace, told_at: datetime) -> datetime | None:
    """Return when a member is reminded on the day itself (local): before they set out.

    With the digest, or two hours before the session where that is earlier, never in quiet hours.
    None where it begins in them, they are away, or they were told of the session that morning.
    """
    if due.leave_on(session.held_on, person):
        return None
    zone = pace.zone
    starts = datetime.combine(session.held_on, time.fromisoformat(session.begins_at), zone)
    loud = datetime.combine(session.held_on, pace.quiet_to, zone)
    digest = datetime.combine(session.held_on, pace.digest_at, zone)
    at = max(loud, min(digest, starts - MORNING))
    return None if at >= starts or at <= told_at or due.is_quiet(at, pace) else at
