"""A grid compared with the plan that is there: what is new, doubtful, double, missing; pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from bot.imports.columns import Lookup
from bot.imports.plan_grid import MOST, Grid, GridRow, visits
from bot.imports.sheets import Problem
from bot.msgid import msgid
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.visit_plan import NewLine, PlanLine

Say = Callable[..., str]  # t(msgid, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the bot knows: the network, this year's lines, who plans, closed months."""

    libraries: Mapping[int, Library]
    planners: Sequence[Staff]
    lines: Sequence[PlanLine]  # of the year
    closed: frozenset[int] = frozenset()
    years: tuple[int, int] = (2000, 2100)  # the plan may be of
    default_year: int = 2026  # where the file says none
    default_staff: int | None = None  # who goes where neither the file nor the plan says


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file would add; with problems nothing is."""

    year: int
    new: tuple[NewLine, ...] = ()
    known: int = 0  # visits of the file that are in the plan already
    problems: tuple[Problem, ...] = ()
    missing: tuple[int, ...] = ()  # libraries with a plan or open that the file does not have
    only_here: Mapping[int, int] = field(default_factory=dict)  # visits that only the bot has

    @property
    def can_apply(self) -> bool:
        """Tell whether it may be taken: every row is good, and something is new."""
        return not self.problems and bool(self.new)


class _Merging:
    def __init__(self, grid: Grid, known: Known, today: date) -> None:
        self.grid, self.known = grid, known
        self.year = known.default_year if grid.year is None else grid.year
        self.today = today
        self.problems: list[Problem] = []
        self.new: list[NewLine] = []
        self.seen: dict[int, int] = {}  # library: row
        self.known_visits = 0
        self.only_here: Counter[int] = Counter()
        libraries = known.libraries.values()
        self._by_name = Lookup({str(one.library_id): _names(one) for one in libraries})
        self._by_code = {one.code.casefold(): one.library_id for one in libraries}
        self._people = Lookup({str(one.staff_id): _called(one) for one in known.planners})

    def wrong(self, row: GridRow, text: str, **values: Any) -> None:
        self.problems.append(Problem(self.grid.sheet, row.number, text, values))

    def row(self, row: GridRow) -> None:
        library = self._library(row)
        if library is None:
            return
        key = library.library_id
        if key in self.seen:
            self.wrong(row, DOUBLE, library=library.short_ru, first=self.seen[key])
            return
        self.seen[key] = row.number
        own = [
            one
            for one in self.known.lines
            if one.library_id == key and one.state != "cancelled" and one.month.year == self.year
        ]
        staff_id = self._who(row, own)
        there = Counter(one.month.month for one in own)
        for month in range(1, 13):
            self._month(row, library, month, there[month], staff_id)

    def _month(
        self, row: GridRow, library: Library, month: int, there: int, staff_id: int | None
    ) -> None:
        mark = row.marks.get(month, "")
        wanted = visits(mark)
        if wanted is None:
            self.wrong(row, UNKNOWN_MARK, mark=mark, month=month, most=MOST)
            return
        self.known_visits += min(wanted, there)
        self.only_here[library.library_id] += max(0, there - wanted)
        if wanted <= there:
            return
        first = date(self.year, month, 1)
        if not library.is_open(first):
            self.wrong(row, CLOSED, library=library.short_ru, month=month)
        elif month in self.known.closed:
            self.wrong(row, LOCKED, month=month)
        else:
            new = NewLine(library_id=library.library_id, month=first, staff_id=staff_id)
            self.new += [new] * (wanted - there)

    def _library(self, row: GridRow) -> Library | None:
        by_code = self._by_code.get(row.code.casefold()) if row.code else None
        found = self._by_name.find(row.library) if row.library else None
        key = by_code if by_code is not None else int(found) if found and not row.code else None
        if key is None:
            self.wrong(row, NO_LIBRARY, library=row.code or row.library)
            return None
        if row.code and found and int(found) != key:
            self.wrong(row, TWO_LIBRARIES, code=row.code, library=row.library)
            return None
        return self.known.libraries[key]

    def _who(self, row: GridRow, own: Sequence[PlanLine]) -> int | None:
        if not row.who:
            whose = next((one.staff_id for one in own if one.staff_id), None)
            return whose or self.known.default_staff
        people = [self._people.find(one) for one in row.who.split(",")]
        if None in people:
            self.wrong(row, NOBODY, person=row.who)
        return next((int(one) for one in people if one), None)


def merge(grid: Grid, known: Known, today: date) -> Merged:
    """Compare a file with the plan; nothing is ever taken out of the plan by a file."""
    work = _Merging(grid, known, today)
    first, last = known.years
    if not first <= work.year <= last:
        text = msgid("the year {year} cannot be planned")
        wrong = Problem(grid.sheet, 1, text, {"year": str(work.year)})
        return Merged(work.year, problems=(wrong,))
    for row in grid.rows:
        work.row(row)
    missing = [
        key
        for key, one in known.libraries.items()
        if key not in work.seen and one.is_open(max(today, date(work.year, 1, 1)))
    ]
    return Merged(
        work.year,
        tuple(work.new),
        work.known_visits,
        tuple(work.problems),
        tuple(missing),
        {key: n for key, n in work.only_here.items() if n},
    )


def _names(library: Library) -> list[str]:
    return [library.short_ru, library.short_be or "", library.full_ru, library.full_be or ""]


def _called(person: Staff) -> list[str]:
    return [
        said
        for language in ("ru", "be")
        for said in (
            person.initials(language),
            person.initials(language).replace("\N{NO-BREAK SPACE}", " "),
            person.surname(language),
            person.full_name(language),
        )
    ]


def said(merged: Merged, t: Say, names: Callable[[int], str], *, problems: int = 10) -> list[str]:
    """Say what a file would add and what is wrong or doubtful in it."""
    lines = [
        t(
            msgid("Plan of {year}. New visits: {new}, known already: {known}."),
            year=str(merged.year),
            new=len(merged.new),
            known=merged.known,
        )
    ]
    if merged.missing:
        some = ", ".join(names(key) for key in merged.missing[:problems])
        text = msgid("Not in the file: {n} ({libraries}).")
        lines.append(t(text, n=len(merged.missing), libraries=some))
    if merged.only_here:
        some = ", ".join(
            f"{names(key)} {n}" for key, n in list(merged.only_here.items())[:problems]
        )
        text = msgid("In the plan, but not in the file, they stay: {libraries}.")
        lines.append(t(text, libraries=some))
    lines += listed(merged.problems[:problems], t)
    if len(merged.problems) > problems:
        lines.append(t(msgid("Not shown here: {n}."), n=len(merged.problems) - problems))
    if merged.problems:
        ends = msgid("Nothing is saved. Please correct these rows in the file and try again.")
    elif not merged.new:
        ends = msgid("All of it is known already: there is nothing to save.")
    else:
        ends = msgid("Nothing is saved yet.")
    return [*lines, t(ends)]


def listed(problems: Iterable[Problem], t: Say) -> list[str]:
    """Say what is wrong with each row."""
    text = msgid("“{sheet}”, row {row}. {reason}.")
    return [
        t(text, sheet=one.sheet, row=one.row, reason=t(one.text, **one.values)) for one in problems
    ]


NO_LIBRARY: Final = msgid("no library, or more than one, is called “{library}”")
TWO_LIBRARIES: Final = msgid("the code {code} and the name “{library}” are of two libraries")
DOUBLE: Final = msgid("this library stands in row {first} already: {library}")
UNKNOWN_MARK: Final = msgid(
    "month {month}: the mark “{mark}” is not clear; a plus or a number up to {most} is needed"
)
CLOSED: Final = msgid("month {month}: the library is closed then: {library}")
LOCKED: Final = msgid("month {month}: its period is closed")
NOBODY: Final = msgid("nobody of the department is called “{person}”")
