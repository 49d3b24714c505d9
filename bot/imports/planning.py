"""What an import would add, change and refuse; pure: nothing is read or saved here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from bot.imports import cells, numbers, past
from bot.imports.columns import WORDS, Lookup
from bot.imports.past import PastVisit, VisitKey
from bot.imports.rows import Merge, Rows, Tally
from bot.imports.sheets import Problem, Sheet
from bot.msgid import msgid
from storage.records.libraries import LibraryFields, SettlementFields
from storage.records.monitoring import KnownFigures
from storage.records.people import StaffFields
from storage.records.visits import KnownVisit

NO_LIBRARY: Final = msgid("{column}: no library is called “{value}”, neither here nor in the bot")

LIBRARY_NAMES: Final = {"lat": "latitude", "lon": "longitude", "status": "closed_on"}
SETTLEMENT_NAMES: Final = {"ru": "name_ru", "be": "name_be"}
STAFF_NAMES: Final = {
    "id": "code",
    "surname": "surname_ru",
    "name": "name_ru",
    "patronymic": "patronymic_ru",
    "tg": "uses_telegram",
    "lang": "language",
}


@dataclass(frozen=True, slots=True)
class Existing:
    """What the database knows before the import, and the words of the visit's form."""

    libraries: Mapping[str, LibraryFields] = field(default_factory=dict)
    settlements: Mapping[tuple[str, str], SettlementFields] = field(default_factory=dict)
    staff: Mapping[str, StaffFields] = field(default_factory=dict)
    visits: Mapping[VisitKey, KnownVisit] = field(default_factory=dict)
    figures: Mapping[numbers.Key, KnownFigures] = field(default_factory=dict)
    closed: Sequence[tuple[date, date]] = ()  # closed periods, both days included
    purposes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    transports: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """An import to be confirmed; it holds only what is new or changed."""

    libraries: tuple[LibraryFields, ...] = ()
    settlements: tuple[SettlementFields, ...] = ()
    staff: tuple[StaffFields, ...] = ()
    visits: tuple[PastVisit, ...] = ()
    figures: tuple[KnownFigures, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)  # of the tables in the file
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()  # sheets whose headers are not known

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to save."""
        parts = (self.libraries, self.settlements, self.staff, self.visits, self.figures)
        return not any(parts)

    @property
    def can_apply(self) -> bool:
        """Tell whether the plan may be confirmed: every row is good, and some are news."""
        return not self.problems and not self.is_empty


def plan(sheets: Iterable[Sheet], known: Existing, today: date) -> Plan:
    """Compare the rows of a file with what is known."""
    tables: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        tables.setdefault(sheet.table, []).append(sheet)
    rows = Rows()
    libraries = _libraries(rows, tables.get("libraries", []), known, today)
    network = Lookup({code: _names(one) for code, one in libraries.all.items()})
    settlements = _settlements(rows, tables.get("settlements", []), known, network)
    staff = _staff(rows, tables.get("staff", []), known, network)
    purposes, transports = Lookup(known.purposes), Lookup(known.transports)
    checks = past.checks(network, past.people(staff.all), purposes, transports, today)
    visits = past.read(rows, tables.get("visits", []), checks, known.visits, known.closed)
    figures = numbers.read(
        rows, tables.get("figures", []), cells.known(network, NO_LIBRARY), known.figures
    )
    tallies = {
        "libraries": libraries.tally,
        "settlements": settlements.tally,
        "staff": staff.tally,
        "visits": visits.tally,
        "figures": figures.tally,
    }
    return Plan(
        libraries=tuple(libraries.news.values()),
        settlements=tuple(settlements.news.values()),
        staff=tuple(staff.news.values()),
        visits=tuple(visits.news.values()),
        figures=tuple(figures.news.values()),
        tallies={name: tally for name, tally in tallies.items() if name in tables},
        problems=tuple(rows.problems),
        left_out=tuple(sheet.title for sheet in tables.get("", [])),
    )


def _libraries(
    rows: Rows, sheets: Iterable[Sheet], known: Existing, today: date
) -> Merge[str, LibraryFields]:
    plain = ("short_ru", "short_be", "full_ru", "full_be", "council_ru", "council_be")
    checks: dict[str, cells.Check] = {
        **dict.fromkeys(("code", "days", "hours", "phone", *plain), cells.line),
        "kind": cells.one_of(Lookup(WORDS["kind"])),
        "lat": cells.degrees(90),
        "lon": cells.degrees(180),
        "status": cells.closed_on(today),
    }
    merge = Merge[str, LibraryFields](known.libraries)
    for row in rows.good(sheets, checks):
        stated = _renamed(row.values, LIBRARY_NAMES)
        before = known.libraries.get(stated["code"])
        if before is None:
            stated = {"kind": "rural", "full_ru": stated["short_ru"], **stated}
        library = replace(before, **stated) if before else LibraryFields(**stated)
        try:
            cells.week(library.days, library.hours)
        except cells.BadCellError as bad:
            rows.refuse(row, bad.text, **bad.values)
        else:
            merge.put(library.code, library, row, rows)
    return merge


def _settlements(
    rows: Rows, sheets: Iterable[Sheet], known: Existing, network: Lookup
) -> Merge[tuple[str, str], SettlementFields]:
    checks: dict[str, cells.Check] = {
        "library": cells.known(network, NO_LIBRARY),
        "ru": cells.line,
        "be": cells.line,
        "households": cells.count,
        "residents": cells.count,
    }
    merge = Merge[tuple[str, str], SettlementFields](known.settlements)
    for row in rows.good(sheets, checks):
        stated = _renamed(row.values, SETTLEMENT_NAMES)
        key = (stated["library"], stated["name_ru"])
        before = known.settlements.get(key)
        place = replace(before, **stated) if before else SettlementFields(**stated)
        merge.put(key, place, row, rows)
    return merge


def _staff(
    rows: Rows, sheets: Iterable[Sheet], known: Existing, network: Lookup
) -> Merge[str, StaffFields]:
    names = ("surname", "name", "patronymic", "surname_be", "name_be", "patronymic_be")
    checks: dict[str, cells.Check] = {
        **dict.fromkeys(("id", "post", "phone", *names), cells.line),
        "role": cells.one_of(Lookup(WORDS["role"])),
        "libraries": cells.several_known(network, NO_LIBRARY),
        "duties": cells.several_of(Lookup(WORDS["duties"])),
        "tg": cells.yes,
        "lang": cells.one_of(Lookup(WORDS["lang"])),
    }
    merge = Merge[str, StaffFields](known.staff)
    for row in rows.good(sheets, checks):
        stated = _renamed(row.values, STAFF_NAMES)
        before = known.staff.get(stated["code"])
        if before:
            stated.pop("language", None)  # the person may have chosen another since
        if "duties" in stated:
            stated["duties"] = tuple(sorted(stated["duties"]))
        person = replace(before, **stated) if before else StaffFields(**stated)
        merge.put(stated["code"], person, row, rows)
    return merge


def _renamed(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in values.items()}


def _names(library: LibraryFields) -> list[str]:
    return [library.short_ru, library.short_be or "", library.full_ru, library.full_be or ""]
