"""When an announcement goes, whom it is for, and who is reminded of it."""

from datetime import date, datetime, timedelta

import pytest
from world import MINSK

from bot.errors import BadAnswerError
from bot.rules import announcing, audiences
from bot.rules.audiences import Everybody
from bot.rules.institution import Institution
from storage.records.announcements import AnnouncementReader
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.school import Member, Roster, SchoolClass

NOW = datetime(2026, 10, 15, 9, 28, tzinfo=MINSK)
QUIET = Institution({})  # from 20:00 to 8:00


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of October."""
    return datetime(2026, 10, day, hour, minute, tzinfo=MINSK)


@pytest.mark.parametrize(
    ("when", "typed", "moment"),
    [
        ("now", None, NOW),
        ("hour", None, at(15, 10, 28)),
        ("morning", None, at(16, 9, 30)),
        ("later", at(20, 14), at(20, 14)),
        ("now", at(20, 14), NOW),  # the answer was changed afterwards
    ],
)
def test_the_wanted_moment(when: str, typed: datetime | None, moment: datetime) -> None:
    assert announcing.moment(when, typed, NOW, QUIET) == moment


@pytest.mark.parametrize("typed", [NOW, at(14, 10), NOW + timedelta(days=366, minutes=1)])
def test_a_moment_out_of_reach_is_refused(typed: datetime) -> None:
    """What is over, and what is more than a year ahead."""
    with pytest.raises(BadAnswerError):
        announcing.moment("later", typed, NOW, QUIET)


@pytest.mark.parametrize(
    ("wanted", "moment"),
    [
        (at(15, 8), at(15, 8)),
        (at(15, 19, 59), at(15, 19, 59)),
        (at(15, 20), at(16, 8)),
        (at(15, 23, 59), at(16, 8)),
        (at(16, 0), at(16, 8)),
        (at(16, 7, 59), at(16, 8)),
    ],
)
def test_a_sound_waits_for_the_morning(wanted: datetime, moment: datetime) -> None:
    """What makes no sound goes at any time."""
    assert announcing.allowed(wanted, QUIET, is_silent=False) == moment
    assert announcing.allowed(wanted, QUIET, is_silent=True) == wanted


def test_each_is_reminded_once() -> None:
    """Not who has read it, was reminded, or cannot be reached."""
    readers = [
        AnnouncementReader(staff_id=1),
        AnnouncementReader(staff_id=2, read_at="2026-10-15T07:00:00Z"),
        AnnouncementReader(staff_id=3, reminded_at="2026-10-15T07:00:00Z"),
        AnnouncementReader(staff_id=4),
    ]
    assert announcing.to_remind(readers, {1, 2, 3}) == readers[:1]


def a_library(library_id: int, council: str | None, closed_on: date | None = None) -> Library:
    return Library(
        library_id=library_id,
        code=f"L-{library_id}",
        short_ru=f"Л{library_id}",
        full_ru=f"Библиотека {library_id}",
        kind="rural",
        council_ru=council,
        council_be=council and f"{council} (бел.)",
        closed_on=closed_on,
    )


def a_person(
    staff_id: int, *library_ids: int, role: str = "librarian", left: bool = False
) -> Staff:
    return Staff(
        staff_id=staff_id,
        surname_ru=f"Я{staff_id}",
        name_ru="Анна",
        role=role,
        library_ids=library_ids,
        left_on=date(2026, 1, 1) if left else None,
    )


def a_roster(class_id: int, year: int, *staff_ids: int) -> Roster:
    """Build a class; its second member has left it this month."""
    until = {2: date(2026, 10, 1)}
    return Roster(
        SchoolClass(class_id=class_id, title=f"Класс {class_id}", year=year, position=1),
        tuple(
            Member(
                class_id=class_id, staff_id=one, since_on=date(year, 1, 1), until_on=until.get(one)
            )
            for one in staff_ids
        ),
    )


LIBRARIES = [
    a_library(1, "Озерницкий"),
    a_library(2, "Деревновский"),
    a_library(3, "Деревновский"),
    a_library(4, "Старый", date(2021, 12, 31)),
    a_library(5, None),
]
PEOPLE = [
    a_person(9, 1, role="methodist"),
    a_person(1, 2),
    a_person(2, 3, 1),
    a_person(3, 3, left=True),
    a_person(4, role="juror"),
    a_person(5, 5, role="head"),
]
ALL = Everybody(
    {one.staff_id: one for one in PEOPLE},
    {one.library_id: one for one in LIBRARIES},
    date(2026, 10, 15),
    (a_roster(1, 2026, 1, 2, 4), a_roster(2, 2025, 1), a_roster(3, 2026)),
)


@pytest.mark.parametrize(
    ("audience", "chosen", "members"),
    [
        ("all", (), [1, 2, 5]),
        ("librarians", (), [1, 2]),
        ("libraries", ("L-1", "L-5"), [2, 5]),
        ("libraries", (), []),
        ("council", ("council-2",), [1, 2]),
        ("council", ("council-4",), []),  # its only library is closed
        ("class", ("class-1",), [1]),  # 2 has left it
        ("class", ("class-2",), []),  # of last year
    ],
)
def test_whom_it_is_for(audience: str, chosen: tuple[str, ...], members: list[int]) -> None:
    """Neither its author, nor who has left, nor a juror from outside."""
    found = audiences.members(ALL, audience, chosen, 9)
    assert [one.staff_id for one in found] == members


def test_groups_are_offered_where_there_are_any() -> None:
    """A town without village councils is not asked for one."""
    council = audiences.AUDIENCES["council"].groups
    assert council is not None
    assert [(one.code, one.names["be"]) for one in council(ALL)] == [
        ("council-1", "Озерницкий (бел.)"),
        ("council-2", "Деревновский (бел.)"),
    ]
    assert list(audiences.offered(ALL)) == [
        "all", "librarians", "libraries", "council", "class",
    ]  # fmt: skip
    classes = audiences.AUDIENCES["class"].groups
    assert classes is not None
    assert [(one.code, one.names) for one in classes(ALL)] == [
        ("class-1", {"ru": "Класс 1", "be": "Класс 1", "en": "Класс 1"})
    ]
    town = Everybody(ALL.staff, {5: LIBRARIES[-1]}, ALL.today)
    assert list(audiences.offered(town)) == ["all", "librarians", "libraries"]
