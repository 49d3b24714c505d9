"""Who may bring whom in, the last administrator, and how a typed name finds people."""

import pytest

from bot.rules import people
from bot.rules.consents import Standing, standing
from bot.rules.people import LastAdminError
from storage.records.libraries import Library
from storage.records.people import Staff


def a_person(staff_id: int = 1, role: str = "librarian", **values: object) -> Staff:
    named = {"surname_ru": "Закладкина", "name_ru": "Нина", "patronymic_ru": "Ивановна"} | values
    return Staff(staff_id=staff_id, role=role, **named)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("roles", "person", "may"),
    [
        ({"methodist"}, a_person(), True),
        ({"methodist"}, a_person(user_id=1005), False),
        ({"methodist"}, a_person(role="head"), False),
        ({"head"}, a_person(role="head"), False),
        ({"head"}, a_person(duties=frozenset({"admin"})), False),
        ({"head"}, a_person(role="methodist", duties=frozenset({"juror"})), True),
        ({"admin"}, a_person(role="admin"), True),
        ({"admin"}, a_person(user_id=1005), True),
        ({"head", "admin"}, a_person(role="head"), True),
    ],
)
def test_who_may_bring_whom_in(roles: set[str], person: Staff, may: bool):  # noqa: FBT001  # a table
    assert people.may_bring_in(roles, person) is may


def test_the_last_admin_with_an_account_is_kept():
    admin = a_person(1, "admin", user_id=1)
    with pytest.raises(LastAdminError):
        people.keep_an_admin([admin], admin)
    with pytest.raises(LastAdminError):
        people.keep_an_admin([admin, a_person(2, "admin")], admin)
    people.keep_an_admin([admin, a_person(2, duties=frozenset({"admin"}), user_id=2)], admin)
    people.keep_an_admin([], a_person())


NETWORK = {3: Library(library_id=3, code="SL-03", short_ru="Деревная", full_ru="Д", kind="rural")}
STAFF = [
    a_person(1, library_ids=(3,)),
    a_person(2, surname_ru="Полкина", surname_be="Полкіна", name_be="Людміла"),
    a_person(3, surname_ru="Аннотова", library_ids=(99,)),
]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("Закладкину", [1]), ("деревная", [1]), ("Полкіна", [2]), ("анотова", [3]), ("щщщ", [])],
)
def test_people_are_found_by_a_slip_of_name_or_library(typed: str, ids: list[int]):
    assert [one.staff_id for one in people.found(typed, STAFF, NETWORK)] == ids


def test_a_strangers_line_names_whom_it_may_mean():
    assert [one.staff_id for one in people.likely("Я Полкина, Деревная", STAFF, NETWORK)] == [2, 1]


@pytest.mark.parametrize(
    ("version", "accepted", "in_form", "expected"),
    [
        (None, False, False, Standing.TO_BE_ASKED),
        (1, True, False, Standing.TO_BE_ASKED),
        (1, True, True, Standing.AGREED),
        (1, False, True, Standing.TO_BE_ASKED),
        (2, True, False, Standing.AGREED),
        (2, False, False, Standing.DECLINED),
        (2, False, True, Standing.DECLINED),
    ],
)
def test_where_a_person_stands_with_the_notice(
    version: int | None,
    accepted: bool,  # noqa: FBT001  # a table
    in_form: bool,  # noqa: FBT001
    expected: Standing,
):
    person = a_person(notice_version=version, notice_accepted=accepted)
    assert standing(person, 2, in_form=in_form) is expected
