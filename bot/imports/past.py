"""Visits of earlier days from a sheet; the same day, library and line is the same visit. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.imports import cells
from bot.imports.columns import WORDS, Lookup
from bot.imports.rows import GoodRow, Merge, Rows
from bot.imports.sheets import Sheet
from bot.msgid import msgid
from storage.records.people import StaffFields
from storage.records.visits import KnownVisit

VisitKey = tuple[date, str, str]  # day, library's code, done

NO_LIBRARY: Final = msgid("{column}: no library is called “{value}”, neither here nor in the bot")
NO_PERSON: Final = msgid("{column}: nobody is called “{value}”, neither here nor in the bot")


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit as a sheet states it; people and the library by code."""

    visited_on: date
    library: str
    travellers: tuple[str, ...]  # the first one is the author
    outcome: str = "held"
    transport: str | None = None
    purposes: tuple[str, ...] = ()
    done: str = ""
    trip: str = ""  # a mark common to the visits of one trip
    trip_id: int | None = None  # of a trip that is known already
    known: KnownVisit | None = None  # the visit to be changed; None: to be added

    @property
    def key(self) -> VisitKey:
        """Return what makes two visits the same."""
        return self.visited_on, self.library, self.done

    @property
    def trip_key(self) -> tuple[date, str]:
        """Return what the visits of one trip have in common: the mark, else people and car."""
        people = ";".join(sorted(self.travellers))
        return self.visited_on, self.trip or f"{people} {self.transport or ''}"

    def fits(self, other: "PastVisit") -> bool:
        """Tell whether two rows can be of one trip, which has one transport and crew."""
        crew = set(self.travellers) == set(other.travellers)
        return crew and self.transport == other.transport


def people(staff: Mapping[str, StaffFields]) -> Lookup:
    """Return how a sheet may name people: by number, full name, initials, or a lone surname."""
    return Lookup({code: _called(person) for code, person in staff.items()})


def checks(
    network: Lookup, staff: Lookup, purposes: Lookup, transports: Lookup, today: date
) -> dict[str, cells.Check]:
    """Return how the cells of the sheet are read."""
    return {
        "date": cells.day(today),
        "library": cells.known(network, NO_LIBRARY),
        "travellers": cells.several_known(staff, NO_PERSON),
        "trip": cells.line,
        "transport": cells.one_of(transports),
        "purposes": cells.several_of(purposes),
        "done": cells.line,
        "state": cells.one_of(Lookup(WORDS["outcome"])),
    }


def read(
    rows: Rows,
    sheets: Iterable[Sheet],
    how: Mapping[str, cells.Check],
    known: Mapping[VisitKey, KnownVisit],
    closed: Sequence[tuple[date, date]],
) -> Merge[VisitKey, PastVisit]:
    """Compare the visits of a file with those known; what came by chat is left as it is."""
    merge = Merge[VisitKey, PastVisit]({key: _stated(visit) for key, visit in known.items()})
    trips: dict[tuple[date, str], int] = {}
    first: dict[tuple[date, str], tuple[PastVisit, int]] = {}
    for row in rows.good(sheets, how):
        visit = _visit(row)
        before = merge.all.get(visit.key)
        if before and before.known:
            trips[visit.trip_key] = before.known.trip_id
        earlier, number = first.setdefault(visit.trip_key, (visit, row.line.number))
        if not visit.fits(earlier):
            rows.refuse(
                row,
                msgid("one trip has other travellers or transport, see row {other}"),
                other=number,
            )
        elif any(begin <= visit.visited_on <= end for begin, end in closed):
            rows.refuse(row, msgid("the period of this date is closed: {value}"), value=_date(row))
        elif visit.outcome == "held" and not visit.done:
            rows.refuse(row, msgid("{column}: it is empty"), column=_header(row, "done"))
        elif before and before.known:
            merge.put(visit.key, _over(before, before.known, visit), row, rows)
        else:
            merge.put(visit.key, visit, row, rows)
    merge.news = {
        key: replace(visit, trip_id=trips.get(visit.trip_key)) for key, visit in merge.news.items()
    }
    return merge


def span(sheets: Iterable[Sheet], today: date) -> tuple[date, date] | None:
    """Return the first and last day in the sheets of visits; None where there is none."""
    read_day = cells.day(today)
    days = []
    for sheet in sheets:
        for line in sheet.lines if sheet.table == "visits" else ():
            with suppress(cells.BadCellError):
                days.append(read_day(line.cells.get("date", "")))
    return (min(days), max(days)) if days else None


def _visit(row: GoodRow) -> PastVisit:
    values = row.values
    outcome = values.get("state", "held")
    return PastVisit(
        visited_on=values["date"],
        library=values["library"],
        travellers=values["travellers"],
        outcome=outcome,
        transport=values.get("transport"),
        purposes=values.get("purposes", ()),
        done=values.get("done", ""),
        trip=values.get("trip", ""),
    )


def _stated(visit: KnownVisit) -> PastVisit:
    return PastVisit(
        visited_on=visit.visited_on,
        library=visit.library,
        travellers=visit.travellers,
        outcome=visit.outcome,
        transport=visit.transport,
        purposes=visit.purposes,
        done=visit.done,
        known=visit,
    )


def _over(before: PastVisit, known: KnownVisit, visit: PastVisit) -> PastVisit:
    """Return the known visit with what the sheet says about it; a blank cell says nothing."""
    if known.source != "paper" or known.is_removed:
        return before
    travellers = visit.travellers
    if set(travellers) == set(before.travellers):
        travellers = before.travellers
    return PastVisit(
        visited_on=visit.visited_on,
        library=visit.library,
        travellers=travellers,
        outcome=visit.outcome,
        transport=visit.transport or before.transport,
        purposes=visit.purposes or before.purposes,
        done=visit.done,
        known=known,
    )


def _called(person: StaffFields) -> list[str]:
    forms = [
        form
        for language in ("ru", "be")
        for form in (person.full_name(language), person.initials(language))
    ]
    return [*forms, *(form.replace(". ", ".") for form in forms)]


def _header(row: GoodRow, column: str) -> str:
    return row.sheet.headers.get(column, column)


def _date(row: GoodRow) -> str:
    return row.line.cells["date"]
