"""What somebody attended, for attestation: by class and year, with certificates; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bot.catalogs import Html, Translator
from bot.msgid import msgid
from bot.screens.certificate_check import DAY
from bot.screens.screen import Button, Screen, bold, grid, lines
from storage.records.attendance import Attended
from storage.records.certificates import Certificate
from storage.records.people import Staff

LATEST: Final = 20  # sessions named in the chat; all are in the file
NOTHING: Final = msgid("No session is marked as attended yet.")
HEADING: Final = msgid("Studies in the school of library mastery")
COUNTS: Final = msgid("sessions: {sessions}, hours: {hours}")


@dataclass(frozen=True, slots=True)
class Course:
    """What somebody attended of one class in one year."""

    title: str
    year: int
    sessions: Sequence[Attended]

    @property
    def hours(self) -> float:
        """Return the hours attended."""
        return sum(one.hours for one in self.sessions)


@dataclass(frozen=True, slots=True)
class Learner:
    """All that somebody attended; certificates with the titles of their classes."""

    person: Staff
    attended: Sequence[Attended]
    certificates: Sequence[tuple[str, Certificate]]

    @property
    def courses(self) -> list[Course]:
        """Return the classes, the latest year first, as they are stored."""
        by_class = groupby(self.attended, key=lambda one: (one.class_title, one.year))
        return [Course(title, year, tuple(some)) for (title, year), some in by_class]

    @property
    def hours(self) -> float:
        """Return the hours of all."""
        return sum(one.hours for one in self.attended)


def counts(t: Translator, sessions: int, hours: float) -> str:
    """Say how many sessions and hours they are."""
    return t.plain(COUNTS, sessions=sessions, hours=hours)


def certificate(t: Translator, title: str, one: Certificate) -> str:
    """Name a certificate."""
    values = {
        "number": one.number, "title": title, "date": one.issued_on.strftime(DAY),
        "hours": one.hours,
    }  # fmt: skip
    said = msgid("Certificate No. {number}, class «{title}», {date}, hours: {hours}")
    off = msgid("Certificate No. {number}, class «{title}», {date}, hours: {hours}: revoked")
    return t.plain(said if one.is_valid else off, **values)


def card(t: Translator, shown: Learner, *, is_own: bool) -> Screen:
    """Show what somebody attended; the files have all of it."""
    text = lines(
        bold(t.plain(HEADING)),
        t("{who}", who=shown.person.full_name(t.language)),
        t("{counts}", counts=_opened(counts(t, len(shown.attended), shown.hours)))
        if shown.attended
        else t(NOTHING),
        *_courses(t, shown),
        *(t("{one}", one=certificate(t, *one)) for one in shown.certificates),
    )
    buttons = []
    if shown.attended or shown.certificates:
        key = shown.person.staff_id
        buttons.append(Button(t.plain(msgid("As PDF")), f"learner.file:{key}:pdf"))
        if not is_own:
            buttons.append(Button(t.plain(msgid("As Word")), f"learner.file:{key}:docx"))
    if is_own:
        buttons.append(Button(t.plain(msgid("All sessions")), "session.own:next:0"))
    return Screen(text, grid(buttons))


def _courses(t: Translator, shown: Learner) -> Iterator[Html]:
    room = LATEST
    for course in shown.courses:
        title = msgid("Class «{title}», {year}: {counts}")
        said = counts(t, len(course.sessions), course.hours)
        yield bold(t.plain(title, title=course.title, year=str(course.year), counts=said))
        for one in course.sessions[-room:] if room else ():
            yield t(msgid("{date}: «{topic}»"), date=one.held_on, topic=one.topic)
        room = max(0, room - len(course.sessions))


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
