"""A confirmed plan saved in one transaction, and what there is to compare a file with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from bot.forms.model import Form, ListRow, Question
from bot.imports import past
from bot.imports.past import PastVisit
from bot.imports.planning import Existing, Plan
from bot.imports.sheets import Sheet
from storage import figures, libraries, periods, staff, visits
from storage.database import Reader, Tx
from storage.records.libraries import Library, LibraryFields
from storage.records.monitoring import KnownFigures
from storage.records.visits import KnownVisit, NewVisit

Words = Mapping[str, Sequence[str]]


async def existing(db: Reader, sheets: Iterable[Sheet], form: Form, today: date) -> Existing:
    """Read what a file is compared with; words of purposes and transport are the visit form's."""
    span = past.span(sheets, today)
    known: list[KnownVisit] = await visits.known_between(db, *span) if span else []
    return Existing(
        libraries={one.code: _fields(one) for one in await libraries.known(db)},
        settlements={
            (one.library, one.name_ru): one for one in await libraries.every_settlement(db)
        },
        staff={str(one.code): one for one in await staff.fields(db)},
        visits={(one.visited_on, one.library, one.done): one for one in known},
        figures=await _figures(db, sheets),
        closed=[(one.first_on, one.last_on) for one in await periods.known(db) if one.closed_at],
        purposes=words(form, "purposes"),
        transports=words(form, "transport"),
    )


async def apply(tx: Tx, plan: Plan, *, now: str, by: int | None) -> None:
    """Save a plan; `by` is the admin, None the command line: then the author entered a visit."""
    await libraries.put(tx, plan.libraries, now=now, by=by)
    await libraries.put_settlements(tx, plan.settlements, now=now, by=by)
    await staff.put(tx, plan.staff, now=now, by=by)
    if plan.visits:
        await _apply_visits(tx, plan.visits, now=now, by=by)
    for one in plan.figures:
        await figures.put_known(tx, one)


async def _figures(db: Reader, sheets: Iterable[Sheet]) -> dict[tuple[str, str], KnownFigures]:
    """Return the figures by library and period, if the file has any."""
    if not any(sheet.table == "figures" for sheet in sheets):
        return {}
    return {(one.library, one.period): one for one in await figures.known(db)}


def words(form: Form, name: str) -> Words:
    """Return the codes of a question's choices with their labels in every language."""
    question = form.named(name)
    if not isinstance(question, Question) or question.itemset is None:
        return {}
    return {row.name: _labels(row) for row in question.itemset.options}


async def _apply_visits(tx: Tx, planned: Iterable[PastVisit], *, now: str, by: int | None) -> None:
    people = {str(one.code): one.staff_id for one in await staff.known(tx) if one.code}
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    trips: dict[tuple[date, str], int] = {}
    for visit in planned:
        travellers = tuple(people[code] for code in visit.travellers)
        if visit.known:
            await _change(tx, visit, visit.known.visit_id, travellers, now=now, by=by)
            continue
        new = NewVisit(
            library_id=network[visit.library],
            visited_on=visit.visited_on,
            outcome=visit.outcome,
            purposes=visit.purposes,
            done=visit.done,
            transport=visit.transport,
            travellers=travellers,
            staff_id=travellers[0],
            entered_by=by or travellers[0],
            source="paper",
            trip_id=trips.get(visit.trip_key, visit.trip_id),
        )
        trips[visit.trip_key] = (await visits.save(tx, new, now=now)).trip_id


async def _change(
    tx: Tx,
    visit: PastVisit,
    visit_id: int,
    travellers: tuple[int, ...],
    *,
    now: str,
    by: int | None,
) -> None:
    """Lay the sheet over a saved visit; what a sheet cannot say stays."""
    before = await visits.by_id(tx, visit_id)
    if before is not None:
        after = replace(
            before,
            outcome=visit.outcome,
            purposes=visit.purposes,
            transport=visit.transport,
            travellers=travellers,
        )
        await visits.update(tx, visit_id, after, now=now, by=by)


def _fields(library: Library) -> LibraryFields:
    return LibraryFields(**{f.name: getattr(library, f.name) for f in fields(LibraryFields)})


def _labels(row: ListRow) -> list[str]:
    """Return the labels that are plain text; one computed from answers names no choice here."""
    languages = dict.fromkeys((*row.label.texts, ""))
    parts = [row.label.parts(language) for language in languages]
    texts = ["".join(piece for piece in part if isinstance(piece, str)) for part in parts]
    return list(dict.fromkeys(filter(None, texts)))
