"""Whom an announcement is for: everybody, librarians, chosen libraries, a council; pure.

A new audience is one line in `AUDIENCES`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.msgid import msgid
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.school import Roster

LANGUAGES: Final = ("ru", "be", "en")


@dataclass(frozen=True, slots=True)
class Everybody:
    """The network as the rules see it."""

    staff: Mapping[int, Staff]
    libraries: Mapping[int, Library]
    today: date
    rosters: Sequence[Roster] = ()  # of the classes of the school


@dataclass(frozen=True, slots=True)
class Group:
    """People under one name, of whom one group is chosen."""

    code: str
    names: Mapping[str, str]  # by language
    staff_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Audience:
    """One answer to «кому»: what it is called, and who that is or the groups to choose from."""

    label: str  # msgid
    find: Callable[[Everybody, Sequence[str]], Collection[int]]
    groups: Callable[[Everybody], Iterable[Group]] | None = None


def _everyone(everybody: Everybody, _: Sequence[str]) -> Collection[int]:
    return everybody.staff.keys()


def _librarians(everybody: Everybody, _: Sequence[str]) -> Collection[int]:
    return {key for key, one in everybody.staff.items() if one.role == "librarian"}


def _of_libraries(everybody: Everybody, chosen: Sequence[str]) -> Collection[int]:
    known = {key for key, one in everybody.libraries.items() if one.code in chosen}
    return _working_in(everybody, known)


def _working_in(everybody: Everybody, library_ids: Collection[int]) -> frozenset[int]:
    staff = everybody.staff.items()
    return frozenset(key for key, one in staff if set(one.library_ids) & set(library_ids))


def _councils(everybody: Everybody) -> Iterable[Group]:
    """Return the village councils that have a library open, by its library of the least id."""
    of_council: dict[str, list[Library]] = {}
    for one in sorted(everybody.libraries.values(), key=lambda one: one.library_id):
        if one.council_ru and one.is_open(everybody.today):
            of_council.setdefault(one.council_ru, []).append(one)
    for found in of_council.values():
        names = {language: found[0].council(language) for language in LANGUAGES}
        people = _working_in(everybody, {one.library_id for one in found})
        yield Group(f"council-{found[0].library_id}", names, people)


def _of_council(everybody: Everybody, chosen: Sequence[str]) -> Collection[int]:
    return _of_groups(_councils(everybody), chosen)


def _of_groups(groups: Iterable[Group], chosen: Sequence[str]) -> Collection[int]:
    return frozenset[int]().union(*(one.staff_ids for one in groups if one.code in chosen))


def _classes(everybody: Everybody) -> Iterable[Group]:
    """Return the classes of this year that have a member today."""
    for one in everybody.rosters:
        here = [who.staff_id for who in one.members if who.is_in(everybody.today)]
        if here and one.school_class.year == everybody.today.year:
            names = dict.fromkeys(LANGUAGES, one.school_class.title)
            yield Group(f"class-{one.school_class.class_id}", names, frozenset(here))


def _of_class(everybody: Everybody, chosen: Sequence[str]) -> Collection[int]:
    return _of_groups(_classes(everybody), chosen)


AUDIENCES: Final[Mapping[str, Audience]] = {
    "all": Audience(msgid("All who work here"), _everyone),
    "librarians": Audience(msgid("All librarians"), _librarians),
    "libraries": Audience(msgid("Chosen libraries"), _of_libraries),
    "council": Audience(msgid("One village council"), _of_council, _councils),
    "class": Audience(msgid("One class of the school"), _of_class, _classes),
}


def offered(everybody: Everybody) -> dict[str, Audience]:
    """Return what can be chosen: an audience of groups only where there is a group."""
    return {
        name: one
        for name, one in AUDIENCES.items()
        if one.groups is None or any(one.groups(everybody))
    }


def members(
    everybody: Everybody, audience: str, chosen: Sequence[str], author_id: int
) -> list[Staff]:
    """Return whom an announcement is for today, by surname; not its author, nor outsiders."""
    found = AUDIENCES[audience].find(everybody, chosen)
    people = [everybody.staff[key] for key in found if key != author_id]
    active = [one for one in people if one.is_active and one.role != "juror"]
    return sorted(active, key=lambda one: (one.surname_ru, one.name_ru, one.staff_id))
