"""The rules of contests: what is missing, how long, which publications are one."""

from datetime import date

import pytest

from bot.rules import contests as rules
from storage.records.contests import Contest, Entry, Material

TODAY = date(2026, 10, 15)


def a_contest(**changes: object) -> Contest:
    """Build a contest with defaults."""
    plain: dict[str, object] = {
        "contest_id": 1,
        "title": "Каникулы в библиотеке",
        "form": "entry_holidays",
        "opens_on": date(2026, 9, 1),
        "announced_at": "2026-08-30T06:00:00Z",
        "closes_on": date(2026, 11, 30),
        "materials": (
            Material(role="photos", least=3, most=10),
            Material(role="scans", least=1, most=10, medium_kind="paper"),
        ),
    }
    return Contest(**{**plain, **changes})  # type: ignore[arg-type]


def an_entry(title: str, entry_id: int = 1) -> Entry:
    """Build a publication with a title."""
    return Entry(
        entry_id=entry_id, contest_id=3, library_id=3, title=title, staff_id=5, entered_by=5,
        source="chat", submission_id=1, state="submitted", remark=None, returned_at=None,
        returned_by=None, return_no=0, submitted_at="", updated_at="", withdrawn_reason=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("have", "medium", "lacks"),
    [
        ({"photos": 3}, None, ()),
        ({"photos": 2}, None, (rules.Lack("photos", 2, 3),)),
        ({}, None, (rules.Lack("photos", 0, 3),)),
        ({"photos": 9}, "paper", (rules.Lack("scans", 0, 1),)),
        ({"photos": 9, "scans": 1}, "paper", ()),
        ({"photos": 9}, "internet", ()),
    ],
)
def test_what_an_entry_lacks(have, medium, lacks):
    assert rules.lacking(a_contest(), have, medium) == lacks


def test_what_lacks_is_named_in_the_order_of_the_form():
    contest = a_contest(
        materials=(
            Material(role="after", least=1, most=5),
            Material(role="before", least=1, most=5),
        )
    )
    lacks = (rules.Lack("before", 0, 1), rules.Lack("after", 0, 1))
    assert rules.lacking(contest, {}) == lacks


@pytest.mark.parametrize(
    ("text", "is_link"),
    [
        (" https://slonim.example/news?id=5#top ", True),
        ("slonim.example", True),
        ("www.газета.бел/2026/10", True),
        ("7.10.2026", False),
        ("с.5", False),
        ("№40,с.5", False),
        ("Кніга прыйшла.", False),
        ("см. slonim.example", False),
    ],
)
def test_what_is_an_address_on_the_web(text, is_link):
    assert rules.is_like_link(text) is is_link


def test_more_than_the_contest_takes():
    photos = Material(role="photos", least=3, most=10)
    assert rules.too_many(a_contest(), {"photos": 10}) is None
    assert rules.too_many(a_contest(), {"photos": 11}) == photos


def test_both_days_are_included():
    contest = a_contest()
    days = (date(2026, 8, 31), date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 1))
    assert [contest.is_open(day) for day in days] == [False, True, True, False]
    assert [rules.days_left(contest, day) for day in days[2:]] == [0, -1]


def test_the_next_to_close_comes_first():
    later = a_contest(contest_id=2, closes_on=date(2026, 12, 15))
    over = a_contest(contest_id=3, closes_on=date(2026, 10, 14))
    assert rules.open_on([later, over, a_contest()], TODAY) == [a_contest(), later]


def test_a_returned_entry_is_waited_for_until_the_jury_is_done():
    assert rules.corrected_until(a_contest()) == date(2026, 12, 14)
    judged = a_contest(judging_until_on=date(2026, 12, 5))
    assert rules.corrected_until(judged) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Кніга прыйшла ў кожны двор", "Книга пришла в каждый двор", True),
        ("«Книга пришла в каждый двор»", "книга пришла в каждый двор!", True),
        ("Лето в библиотеке", "Первое лето в библиотеке", True),
        ("Первое лето в библиотеке", "Книга пришла в каждый двор", False),
        ("Новые книги", "Новые имена", False),
        ("Библиотека приглашает", "Библиотека принимает гостей", False),
    ],
)
def test_titles_that_are_alike_in_either_language(one, other, is_alike):
    there = an_entry(one)
    assert rules.alike([there], other) == (there if is_alike else None)


def test_the_most_alike_is_shown():
    known = [an_entry("Книга пришла во двор"), an_entry("Книга пришла в каждый двор", 2)]
    assert rules.alike(known, "Кніга прыйшла ў кожны двор") == known[1]
    assert rules.alike([], "Кніга") is None
