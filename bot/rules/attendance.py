"""Who came to a session: its four digits, until when they work, the list of a roll call; pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from storage.records.attendance import Mark
from storage.records.people import Staff
from storage.records.school import Reply, Session

EARLY: Final = timedelta(minutes=15)  # before a session begins
PAYLOAD: Final = "here_"  # of the deep link in the QR code
TRIES: Final = 10  # of codes by one Telegram user
TRIES_IN: Final = timedelta(hours=1)
TO_ROLL_DAYS: Final = 30  # so long after a session it is asked who came
ASKED_DAYS: Final = 14  # so long after a session it is asked what people think of it

_CODE: Final = re.compile(r"\d{2} ?\d{2}")


def typed_code(text: str) -> str | None:
    """Return the four digits that were typed; None where it is something else."""
    plain = text.strip()
    return plain.replace(" ", "") if _CODE.fullmatch(plain) and plain.isascii() else None


def payload(session: Session) -> str:
    """Return what the deep link of a session's QR code carries."""
    return PAYLOAD + session.token


def of_payload(text: str) -> str | None:
    """Return the token that a deep link carries; None where it is another link."""
    return text.removeprefix(PAYLOAD) if text.startswith(PAYLOAD) else None


def opens(session: Session, now: datetime) -> datetime:
    """Return from which moment on people may mark themselves, in the zone of `now`."""
    return _at(session, session.begins_at, now) - EARLY


def is_open(session: Session, now: datetime) -> bool:
    """Tell whether people may mark themselves: a quarter of an hour before, until the end."""
    if session.cancelled_at is not None:
        return False
    return opens(session, now) <= now <= _at(session, session.ends_at, now)


def is_over(session: Session, now: datetime) -> bool:
    """Tell whether a session has ended."""
    return now >= _at(session, session.ends_at, now)


def _at(session: Session, clock: str, now: datetime) -> datetime:
    return datetime.combine(session.held_on, time.fromisoformat(clock), now.tzinfo)


@dataclass(frozen=True, slots=True)
class Roll:
    """Who was expected at a session, who came; people by surname, guests last."""

    session: Session
    people: Sequence[Staff]
    marks: Mapping[int, Mark]
    replies: Mapping[int, Reply]
    members: frozenset[int]

    @property
    def present(self) -> list[Staff]:
        """Return who came."""
        return [one for one in self.people if self.is_present(one.staff_id)]

    @property
    def absent(self) -> list[Staff]:
        """Return the members who are not marked as having come."""
        return [one for one in self.people if not self.is_present(one.staff_id)]

    @property
    def guests(self) -> list[Staff]:
        """Return who came without being a member."""
        return [one for one in self.present if one.staff_id not in self.members]

    def is_present(self, staff_id: int) -> bool:
        """Tell whether somebody came."""
        mark = self.marks.get(staff_id)
        return mark is not None and mark.is_present

    def reason(self, staff_id: int) -> str | None:
        """Return why somebody is absent: what is noted, else what they have said before."""
        mark, reply = self.marks.get(staff_id), self.replies.get(staff_id)
        if mark is not None and not mark.is_present:
            return mark.reason
        return reply.reason if reply is not None and not reply.is_coming else None

    def as_seen(self, staff_id: int, *, is_present: bool, now: str, by: int) -> Mark:
        """Return the mark of one toggle."""
        return Mark(
            session_id=self.session.session_id,
            staff_id=staff_id,
            is_present=is_present,
            reason=None if is_present else self.reason(staff_id),
            marked_at=now,
            marked_by=by,
        )

    def all_came(self, *, now: str, by: int) -> list[Mark]:
        """Return the marks of «Все пришли»; who has marked oneself stays as they are."""
        return [
            self.as_seen(one.staff_id, is_present=True, now=now, by=by)
            for one in self.absent
        ]  # fmt: skip

    def rest_absent(self, *, now: str, by: int) -> list[Mark]:
        """Return the marks of «Готово»: who did not come is absent, for the reason they said."""
        return [
            self.as_seen(one.staff_id, is_present=False, now=now, by=by)
            for one in self.absent
            if one.staff_id not in self.marks
        ]

    def excused(self, staff_id: int, reason: str | None, *, now: str, by: int) -> Mark:
        """Return the mark of an absence with another reason."""
        return replace(self.as_seen(staff_id, is_present=False, now=now, by=by), reason=reason)
