"""The rules of the school: since when a member counts, times, what is told, reminders."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadAnswerError
from bot.rules import due, school
from bot.rules.due import Leave, Pace, Person
from bot.rules.workdays import Calendar, WorkWeek
from storage.records.school import Session, SessionFields

MINSK = ZoneInfo("Europe/Minsk")
PACE = Pace(MINSK, Calendar(), time(20), time(8), time(9, 30))
PERSON = Person(5, WorkWeek.parse("пн-пт", ""), ())
DAY = date(2026, 10, 22)
LONG_AGO = datetime(2026, 10, 1, tzinfo=UTC)
SESSION = Session(
    session_id=1, class_id=1, held_on=DAY, begins_at="10:00", ends_at="13:00", hours=3.0,
    form="lecture", topic="Тема", place="Зал", code="0000", token=str(1),
    created_at="", created_by=1,
)  # fmt: skip


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=MINSK)


def test_since_when_a_member_counts() -> None:
    assert school.since(2026, DAY, has_begun=False) == date(2026, 1, 1)
    assert school.since(2026, DAY, has_begun=True) == DAY


@given(
    st.times().map(lambda one: f"{one:%H:%M}"),
    st.floats(0.1, 12),
    st.integers(30, 90),
)
def test_an_end_lies_so_many_minutes_behind_the_beginning(
    begins: str, hours: float, minutes: int
) -> None:
    """Or the session would end after midnight, which is refused."""
    try:
        ends = school.ends_at(begins, hours, minutes)
    except BadAnswerError:
        assert int(begins[:2]) * 60 + int(begins[3:]) + round(hours * minutes) >= 24 * 60
        return
    first, last = (datetime.strptime(one, "%H:%M").replace(tzinfo=UTC) for one in (begins, ends))
    assert last - first == timedelta(minutes=round(hours * minutes))
    school.check_times(begins, ends)


def test_a_session_ends_after_it_begins() -> None:
    with pytest.raises(BadAnswerError):
        school.check_times("10:00", "10:00")


CHANGED = {
    "held_on": "day", "begins_at": "time", "ends_at": "time", "place": "place", "link": "link",
    "topic": "topic", "teacher_id": "teacher", "teacher_name": "teacher",
}  # fmt: skip
OTHER = {
    "held_on": DAY + timedelta(days=1), "begins_at": "09:00", "ends_at": "14:00", "place": "x",
    "link": "x", "topic": "x", "teacher_id": 9, "teacher_name": "x", "hours": 1.0, "form": "field",
    "feedback": "x", "file_ids": (1,),
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(OTHER))))
def test_members_are_told_of_what_concerns_them(names: set[str]) -> None:
    """Each thing once, in one order; hours, form, materials and feedback are the department's."""
    after = replace(SESSION, **{name: OTHER[name] for name in names})  # type: ignore[arg-type]
    told = school.changes(SESSION, after)
    assert set(told) == {CHANGED[name] for name in names if name in CHANGED}
    assert list(told) == [one for one in school.TOLD if one in told]
    assert school.is_moved(SESSION, after) == bool(names & {"held_on", "begins_at"})
    assert {name for fields in school.TOLD.values() for name in fields} <= {
        *SessionFields.__slots__
    }


@pytest.mark.parametrize(
    ("session", "person", "told_at", "eve", "morning"),
    [
        (SESSION, PERSON, LONG_AGO, at(21, 18), at(22, 8)),
        (replace(SESSION, begins_at="14:00"), PERSON, LONG_AGO, at(21, 18), at(22, 9, 30)),
        (replace(SESSION, begins_at="10:30"), PERSON, LONG_AGO, at(21, 18), at(22, 8, 30)),
        (replace(SESSION, begins_at="07:30"), PERSON, LONG_AGO, at(21, 18), None),
        (replace(SESSION, held_on=date(2026, 10, 26)), PERSON, LONG_AGO, at(23, 18), at(26, 8)),
        (SESSION, PERSON, at(21, 19), None, at(22, 8)),  # told that evening
        (SESSION, PERSON, at(22, 8, 30), None, None),  # told that morning
        (SESSION, replace(PERSON, leaves=(Leave(DAY, DAY, None),)), LONG_AGO, None, None),
        (
            SESSION,
            replace(PERSON, leaves=(Leave(date(2026, 10, 21), date(2026, 10, 21), None),)),
            LONG_AGO,
            None,
            at(22, 8),
        ),
    ],
)
def test_when_a_member_is_reminded(
    session: Session,
    person: Person,
    told_at: datetime,
    eve: datetime | None,
    morning: datetime | None,
) -> None:
    """The evening of the working day before, and early enough to set out."""
    assert school.eve(session, person, PACE, told_at) == eve
    assert school.morning(session, person, PACE, told_at) == morning


@given(st.times(), st.times(), st.times(), st.times())
def test_nobody_is_woken_or_told_too_late(
    begins: time, quiet_from: time, quiet_to: time, digest: time
) -> None:
    """Whatever the hours, the morning's message is neither in quiet hours nor after the start."""
    pace = replace(PACE, quiet_from=quiet_from, quiet_to=quiet_to, digest_at=digest)
    session = replace(SESSION, begins_at=f"{begins:%H:%M}")
    found = school.morning(session, PERSON, pace, LONG_AGO)
    starts = school.begins(session, at(22, 0))
    assert found is None or (found < starts and not due.is_quiet(found, pace))
    assert school.has_begun(session, starts)
    assert not school.has_begun(session, starts - timedelta(minutes=1))
