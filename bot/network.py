"""Libraries, staff, contests and settings in memory, for forms and screens; kept fresh."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.forms.env import Item, Items
from bot.rules import monitoring
from bot.rules.institution import Institution
from storage import access, contests, institution, libraries, rounds, school, staff
from storage.database import Reader
from storage.records.access import Notice
from storage.records.contests import Contest, Medium
from storage.records.libraries import Library, Settlement
from storage.records.people import Staff
from storage.records.rounds import RoundChoice
from storage.records.school import Roster

FRESH_S: Final = 30.0  # another process may have imported
# How a form calls the institution's lists for rounds: purposes.csv, ...
ROUND_LISTS: Final = {
    "purposes": "purpose",
    "partners": "partner",
    "reasons": "reason",
    "ages": "age",
    "wishes": "wish",
}


@dataclass(slots=True)
class Network:
    """A copy of the network that is at most `FRESH_S` seconds old."""

    libraries: dict[int, Library] = field(default_factory=dict)
    staff: dict[int, Staff] = field(default_factory=dict)
    contests: dict[int, Contest] = field(default_factory=dict)  # the next to close last
    media: dict[str, Medium] = field(default_factory=dict)
    library_items: Items = field(default_factory=lambda: Items(()))
    staff_items: Items = field(default_factory=lambda: Items(()))
    lists: Mapping[str, Items] = field(default_factory=dict)  # what forms are served, by name
    settlements: dict[int, Settlement] = field(default_factory=dict)
    round_choices: dict[tuple[str, str], RoundChoice] = field(default_factory=dict)  # list, code
    settlement_items: Items = field(default_factory=lambda: Items(()))
    round_items: dict[str, Items] = field(default_factory=dict)  # by the list's name in a form
    rosters: tuple[Roster, ...] = ()  # of the classes of the school
    notice: Notice | None = None
    institution: Institution = field(default_factory=lambda: Institution({}))
    _own_items: dict[tuple[int, ...], Items] = field(default_factory=dict)
    _works_in: dict[int, list[Staff]] = field(default_factory=dict)
    _read_at: float = -1_000_000.0
    _changes: int = 0

    async def fresh(self, db: Reader) -> "Network":
        """Read the network again if the copy is old."""
        if time.monotonic() - self._read_at > FRESH_S:
            await self.read(db)
        return self

    async def read(self, db: Reader) -> None:
        """Read the network now; what changes meanwhile is read again next time."""
        changes = self._changes
        self.libraries = {one.library_id: one for one in await libraries.known(db)}
        self.staff = {one.staff_id: one for one in await staff.known(db)}
        self._works_in = _by_library(self.staff.values())
        self.settlements = {one.settlement_id: one for one in await rounds.settlements(db)}
        self.round_choices = {(one.list, one.code): one for one in await rounds.choices(db)}
        self.rosters = tuple(await school.rosters(db))
        self.notice = await access.current_notice(db)
        self.institution = Institution(await institution.get_all(db))
        self.library_items = Items([_library_item(one) for one in self.libraries.values()])
        self._own_items = {}
        self.staff_items = Items([_staff_item(one) for one in self.staff.values()])
        self.contests = {one.contest_id: one for one in await contests.known(db)}
        self.media = {one.code: one for one in await contests.media(db)}
        self.lists = {
            "libraries": self.library_items,
            "staff": self.staff_items,
            "contests": Items([contest_item(one) for one in self.contests.values()]),
            "nominations": Items(_nomination_items(self.contests.values())),
            "media": Items([_medium_item(one) for one in self.media.values()]),
        }
        self.settlement_items = Items([self._place(one) for one in self.settlements.values()])
        self.round_items = {name: self._listed(of) for name, of in ROUND_LISTS.items()}
        if changes == self._changes:
            self._read_at = time.monotonic()

    def forget(self) -> None:
        """Make the next `fresh` read again: something has changed."""
        self._changes += 1
        self._read_at = -1_000_000.0

    def library_by_code(self, code: str) -> Library | None:
        """Return the library with the institution's code."""
        return next((one for one in self.libraries.values() if one.code == code), None)

    def answerers(self, library_id: int) -> list[Staff]:
        """Return who answers for a library in a campaign."""
        return monitoring.answerers(self._works_in.get(library_id, ()), library_id)

    def items_of(self, library_ids: tuple[int, ...]) -> Items:
        """Return the list of some libraries, as forms take it."""
        if library_ids not in self._own_items:
            own = [_library_item(self.libraries[one]) for one in library_ids]
            self._own_items[library_ids] = Items(own)
        return self._own_items[library_ids]

    def place(self, library_id: int, settlement_id: int | None, language: str) -> str:
        """Return the name of a settlement; None is the library's own place."""
        if settlement_id is not None:
            return self.settlements[settlement_id].name(language)
        return self.libraries[library_id].short(language)

    def _place(self, place: Settlement) -> Item:
        library = self.libraries[place.library_id].code
        labels = {"ru": place.name_ru, "be": place.name("be"), "en": place.name_ru}
        return Item(str(place.settlement_id), labels, {"library": library})

    def _listed(self, of: str) -> Items:
        """Return one of the institution's lists for rounds, in its order."""
        return Items([_choice_item(one) for one in self.round_choices.values() if one.list == of])


def _by_library(people: Iterable[Staff]) -> dict[int, list[Staff]]:
    found: dict[int, list[Staff]] = {}
    for person in people:
        for library_id in person.library_ids:
            found.setdefault(library_id, []).append(person)
    return found


def _choice_item(choice: RoundChoice) -> Item:
    labels = {language: choice.name(language) for language in ("ru", "be", "en")}
    years = {"from_year": str(choice.from_year), "to_year": str(choice.to_year)}
    return Item(choice.code, labels, years)


def _library_item(library: Library) -> Item:
    return Item(
        library.code,
        {"ru": library.short_ru, "be": library.short("be"), "en": library.short_ru},
        {
            "kind": library.kind,
            "status": "closed" if library.closed_on else "open",
            "closed_on": library.closed_on.isoformat() if library.closed_on else "",
        },
    )


def _staff_item(person: Staff) -> Item:
    return Item(
        str(person.staff_id),
        {"ru": person.initials("ru"), "be": person.initials("be"), "en": person.initials("ru")},
        {"role": person.role, "active": "1" if person.is_active else "0"},
    )


def contest_item(contest: Contest) -> Item:
    """Return a contest as forms are served it; its title stays in its own language."""
    about = {"form": contest.form, "audience": contest.audience}
    return Item(str(contest.contest_id), {"ru": contest.title}, about)


def _nomination_items(known: Iterable[Contest]) -> list[Item]:
    return [
        Item(
            str(one.nomination_id),
            {"ru": one.name_ru, "be": one.name("be"), "en": one.name_ru},
            {"contest": str(contest.contest_id)},
        )
        for contest in known
        for one in contest.nominations
    ]


def _medium_item(medium: Medium) -> Item:
    names = {"ru": medium.name_ru, "be": medium.name("be"), "en": medium.name_ru}
    return Item(medium.code, names, {"kind": medium.kind})
