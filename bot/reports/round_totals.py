"""What the rounds of some time add up to, laid out for files: by library, settlement and month.

A file that leaves the institution hides small numbers of people and whatever they would follow
from (`bot/rules/small_cells.py`); settlements show no people there at all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.catalogs import Translator
from bot.errors import NotAllowedError
from bot.forms import builtin
from bot.forms.compared import said
from bot.forms.model import Question
from bot.msgid import msgid
from bot.rules import small_cells, spans
from bot.rules.institution import Institution
from bot.rules.periods import Period
from bot.rules.spans import Span
from bot.screens import spans as times
from bot.screens.round_sentence import sentence
from storage import aggregates, institution, libraries, periods, round_sums, rounds
from storage.aggregates import Scope
from storage.database import Reader
from storage.records.libraries import Library
from storage.records.rounds import RoundSums

PEOPLE: Final = (
    "households", "home", "asked", "readers", "new_readers", "not_reading", "reregistered",
    "homebound", "debtors", "invited",
)  # fmt: skip
THINGS: Final = ("issued", "returned", "leaflets")
COUNTED: Final = ("rounds", "places")
OF: Final = small_cells.Sum("asked", ("readers", "new_readers", "not_reading"))
HIDDEN: Final = "•"
ASKED: Final = {"new_readers": "new"}  # what the form calls a number otherwise
NAMED: Final = {
    "reason": msgid("Why they do not read"),
    "age": msgid("Age"),
    "wish": msgid("What they want to read"),
    "title": msgid("Titles asked for"),
}
NOTE: Final = msgid(
    "• is fewer than three people, or a number from which such a one could be computed."
)

Values = Mapping[str, int | None]  # by column; None is hidden


@dataclass(frozen=True, slots=True)
class Line:
    """A library, settlement or month with its numbers."""

    name: tuple[str, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class Table:
    """One way to divide the rounds; `heads` are over the names."""

    title: str
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: Values


@dataclass(frozen=True, slots=True)
class Answers:
    """What residents answered to one question, the most frequent first."""

    title: str
    counts: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything that a file says; `is_outside`: it leaves the institution."""

    title: str
    institution: str
    about: str  # the time, the library and the settlement
    labels: Mapping[str, str]  # of the columns
    tables: tuple[Table, ...]
    answers: tuple[Answers, ...]
    sentence: str
    source: str  # how many rounds the numbers come from, and when the file was made
    note: str  # about what is hidden; empty inside
    is_outside: bool


async def read(db: Reader, t: Translator, arguments: Mapping[str, Any]) -> Totals:
    """Read what a job's arguments ask for.

    They are first, last, libraries (None: all), place, source, time (a span's code or None),
    about, made (days in ISO), is_outside. Raise NotAllowedError for what must not leave.
    """
    is_outside = bool(arguments["is_outside"])
    scope, time = scope_of(arguments), time_of(arguments)
    if is_outside and not may_leave(scope, time):
        raise NotAllowedError
    sums = await round_sums.sums(db, scope)
    withheld = _withheld(sums) if is_outside else frozenset[str]()
    known = _Reading(db, t, scope, withheld, is_outside=is_outside)
    span = await round_sums.span(db)
    is_whole = (scope.libraries, scope.place, scope.source) == (None, None, None)
    is_first_year = is_whole and span is not None and span[0].year == scope.last.year
    told = _told(sums, withheld)
    return Totals(
        title=t.plain(msgid("Door-to-door rounds")),
        institution=Institution(await institution.get_all(db))["institution_name"],
        about=arguments["about"],
        labels=labels(t),
        tables=(await known.libraries(), await known.places(), await known.months()),
        answers=await known.answers(),
        sentence=sentence(t, told, time, is_first_year=is_first_year),
        source=await source(db, t, sums, arguments),
        note=t.plain(NOTE) if is_outside else "",
        is_outside=is_outside,
    )


async def source(db: Reader, t: Translator, sums: RoundSums, arguments: Mapping[str, Any]) -> str:
    """Say where the numbers come from, when the file was made, whether the period is closed."""
    text = msgid("Source: records of door-to-door rounds ({rounds}). Made on {date}. {standing}")
    on = t.full_day(date.fromisoformat(arguments["made"])).removesuffix(".")
    days = date.fromisoformat(arguments["first"]), date.fromisoformat(arguments["last"])
    how = spans.standing(days, await periods.closed_between(db, *days))
    standing = t.plain(times.STANDINGS[how]) if time_of(arguments) else ""
    return t.plain(text, rounds=sums.rounds, date=on, standing=standing).strip()


def time_of(arguments: Mapping[str, Any]) -> Span | None:
    """Return the time that a job's arguments name; None is all years."""
    code = arguments["time"]
    return None if code is None else spans.parse(code)


def scope_of(arguments: Mapping[str, Any]) -> Scope:
    """Return which rounds a job's arguments mean."""
    kept = arguments["libraries"]
    return Scope(
        first=date.fromisoformat(arguments["first"]),
        last=date.fromisoformat(arguments["last"]),
        libraries=None if kept is None else tuple(kept),
        place=arguments["place"],
        source=arguments["source"],
    )


def may_leave(scope: Scope, time: Span | None) -> bool:
    """Tell whether such a file may leave: a whole year of all libraries.

    Several files of parts would tell by subtraction what each of them hides.
    """
    is_year = isinstance(time, Period) and time.kind == "year"
    return is_year and (scope.libraries, scope.place, scope.source) == (None, None, None)


def labels(t: Translator) -> dict[str, str]:
    """Return what each column is called: a number as the form calls it."""
    form = builtin.load("round")
    found = {"rounds": t.plain(msgid("Rounds")), "places": t.plain(msgid("Settlements"))}
    for name in (*PEOPLE, *THINGS):
        question = form.named(ASKED.get(name, name))
        if isinstance(question, Question):
            found[name] = said(question.label, t.language)
    return found


def values_of(sums: RoundSums) -> dict[str, int]:
    """Return the numbers of some rounds by column."""
    tally = {name: getattr(sums.tally, name) for name in (*PEOPLE, *THINGS)}
    return {"rounds": sums.rounds, "places": sums.places, **tally}


def _withheld(sums: RoundSums) -> frozenset[str]:
    return small_cells.withheld(values_of(sums), PEOPLE, OF)


def _told(sums: RoundSums, withheld: frozenset[str]) -> RoundSums:
    """Return the sums without what is withheld, for a sentence that leaves out noughts."""
    if not withheld:
        return sums
    tally = sums.tally
    kept: dict[str, Any] = {name: 0 for name in withheld if name != OF.whole}
    if OF.parts[0] in withheld and OF.whole not in withheld:
        kept["readers"] = tally.asked  # only their sum is told
    return RoundSums(sums.rounds, sums.places, replace(tally, **kept))


class _Reading:
    """Reads one table after another, within the same scope."""

    def __init__(
        self,
        db: Reader,
        t: Translator,
        scope: Scope,
        withheld: frozenset[str],
        *,
        is_outside: bool,
    ) -> None:
        self._db = db
        self._t = t
        self._scope = scope
        self._withheld = withheld
        self._is_outside = is_outside

    async def libraries(self) -> Table:
        """Return the table of libraries, by name."""
        names = {one.library_id: one.short(self._t.language) for one in await self._libraries()}
        return await self._divided(
            "library", msgid("By libraries"), (msgid("Library"),), lambda key: (names[key],)
        )

    async def places(self) -> Table:
        """Return the table of settlements, by library and name; outside without people."""
        known = {one.library_id: one.short(self._t.language) for one in await self._libraries()}
        places = {one.settlement_id: one for one in await rounds.settlements(self._db)}

        def name(key: int) -> tuple[str, ...]:
            if key < 0:
                return known[-key], known[-key]
            return known[places[key].library_id], places[key].name(self._t.language)

        return await self._divided(
            "place", msgid("By settlements"), (msgid("Library"), msgid("Settlement")), name,
            columns=("rounds", *THINGS) if self._is_outside else None,
        )  # fmt: skip

    async def months(self) -> Table:
        """Return the table of months, in their order."""

        def name(key: str) -> tuple[str, ...]:
            first = date.fromisoformat(f"{key}-01")
            return (f"{self._t.month(first)} {first.year}",)

        return await self._divided(
            "month", msgid("By months"), (msgid("Month"),), name, by_name=False
        )

    async def _libraries(self) -> Sequence[Library]:
        return await libraries.known(self._db)

    async def _divided(
        self,
        by: str,
        title: str,
        heads: Sequence[str],
        name: Callable[[Any], tuple[str, ...]],
        *,
        columns: tuple[str, ...] | None = None,
        by_name: bool = True,
    ) -> Table:
        found = await round_sums.sums_by(self._db, self._scope, by)
        rows = [(name(key), values_of(sums)) for key, sums in found.items()]
        rows = sorted(rows) if by_name else rows
        columns = columns or (
            *(COUNTED if by == "library" else COUNTED[:1]),  # a settlement has several months
            *PEOPLE,
            *THINGS,
        )
        t = self._t.plain
        return Table(
            t(title),
            tuple(t(one) for one in heads),
            columns,
            tuple(self._lines(rows, columns)),
            self._totals(rows, columns),
        )

    def _lines(
        self, rows: Sequence[tuple[tuple[str, ...], Mapping[str, int]]], columns: Sequence[str]
    ) -> list[Line]:
        hidden = set[small_cells.Cell]()
        people = [one for one in columns if one in PEOPLE]
        if self._is_outside:
            told = [one for one in people if one not in self._withheld]
            hidden |= small_cells.hidden([values for _, values in rows], told, OF)
            hidden |= {(n, one) for n in range(len(rows)) for one in self._withheld}
        return [
            Line(
                name,
                {one: None if (number, one) in hidden else values[one] for one in columns},
            )
            for number, (name, values) in enumerate(rows)
        ]

    def _totals(
        self, rows: Sequence[tuple[tuple[str, ...], Mapping[str, int]]], columns: Sequence[str]
    ) -> Values:
        return {
            one: None if one in self._withheld else sum(values[one] for _, values in rows)
            for one in columns
        }

    async def answers(self) -> tuple[Answers, ...]:
        """Return reasons, ages and wishes; what was typed freely stays inside."""
        known = {(one.list, one.code): one for one in await rounds.choices(self._db)}
        counts = await aggregates.named(self._db, self._scope)
        found = []
        for of, title in NAMED.items():
            if not counts[of] or (of == "title" and self._is_outside):
                continue
            named = [
                (known[of, code].name(self._t.language) if (of, code) in known else code, n)
                for code, n in counts[of].items()
            ]
            found.append(Answers(self._t.plain(title), tuple(map(self._shown, named))))
        return tuple(found)

    def _shown(self, one: tuple[str, int]) -> tuple[str, int | None]:
        is_hidden = self._is_outside and small_cells.is_small(one[1])
        return one[0], None if is_hidden else one[1]
