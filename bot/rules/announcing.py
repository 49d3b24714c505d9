"""When an announcement goes, and who may be reminded of it; pure."""

from collections.abc import Collection, Iterable
from datetime import datetime, time, timedelta
from typing import Final

from bot.errors import BadAnswerError
from bot.msgid import msgid
from bot.rules.institution import Institution
from storage.records.announcements import AnnouncementReader

FARTHEST: Final = timedelta(days=366)
PAST: Final = msgid("This moment is over already: {moment}. Choose a later one.")
FAR: Final = msgid("This is more than a year ahead: {moment}. Choose an earlier day.")


def moment(when: str, typed: datetime | None, now: datetime, institution: Institution) -> datetime:
    """Return the wanted moment (local) of an answer: now, hour, morning, later.

    Raise BadAnswerError where the typed one is over or more than a year ahead.
    """
    if when == "hour":
        return now + timedelta(hours=1)
    if when == "morning":
        at = time.fromisoformat(institution["digest_at"])
        return datetime.combine(now.date() + timedelta(days=1), at, now.tzinfo)
    if when == "later" and typed is not None:
        check(typed, now)
        return typed.astimezone(now.tzinfo)
    return now


def check(at: datetime, now: datetime) -> None:
    """Raise BadAnswerError where a moment is over or more than a year ahead."""
    if at <= now:
        raise BadAnswerError(PAST, moment=at)
    if at - now > FARTHEST:
        raise BadAnswerError(FAR, moment=at)


def allowed(at: datetime, institution: Institution, *, is_silent: bool) -> datetime:
    """Return when it may go: what has a sound waits for the end of the quiet hours."""
    if is_silent or not institution.is_quiet(at.time()):
        return at
    end = time.fromisoformat(institution["quiet_to"])
    day = at.date() if at.time() < end else at.date() + timedelta(days=1)
    return datetime.combine(day, end, at.tzinfo)


def to_remind(
    readers: Iterable[AnnouncementReader], reachable: Collection[int]
) -> list[AnnouncementReader]:
    """Return who may be reminded now: has not read it, was never reminded, can be reached."""
    return [
        one
        for one in readers
        if one.read_at is None and one.reminded_at is None and one.staff_id in reachable
    ]
