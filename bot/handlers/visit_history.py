"""The history of a visit: who changed what, when and why, in the reader's language."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from bot.clock import local
from bot.context import FieldContext
from bot.handlers import visit_card as cards
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.routes import Route, press
from bot.screens import visit_card as screens
from storage import visits
from storage.records.history import Change
from storage.records.visits import Visit


async def show(ctx: FieldContext) -> None:
    """Show who changed what in a record."""
    visit = await cards.readable(ctx)
    changes = await visits.changes(ctx.tx, visit.visit_id)
    told = [_recorded(ctx, visit), *(_entry(ctx, change) for change in changes)]
    assess = records.may(ctx, visit, is_closed=False).assess
    names = records.names(ctx)
    ctx.show(
        cards.SLOT,
        screens.history(ctx.t, visit, names, told, assess=assess),
    )


def _recorded(ctx: FieldContext, visit: Visit) -> screens.Told:
    person = records.names(ctx).person(visit.entered_by)
    return screens.Told(_at(ctx, visit.created_at), person, "recorded")


def _at(ctx: FieldContext, moment: str) -> str:
    return ctx.t.moment(local(datetime.fromisoformat(moment), ctx.services.clock.zone))


def _entry(ctx: FieldContext, change: Change) -> screens.Told:
    person = records.names(ctx).person(change.staff_id) if change.staff_id else ""
    return screens.entry_of(
        change,
        _at(ctx, change.at),
        person or ctx.t.plain(msgid("import")),
        lambda column, value: _shown(ctx, column, value),
    )


def _shown(ctx: FieldContext, column: str, value: Any) -> str:
    """Write a stored value for people; an empty one is a dash."""
    if value is None or value in ("", []):
        return "—"
    write = _WRITE.get(column)
    return write(ctx, value) if write else str(value)


def _choice(question: str) -> Callable[[FieldContext, Any], str]:
    return lambda ctx, value: records.names(ctx).choice(question, value)


def _day(ctx: FieldContext, value: Any) -> str:
    return ctx.t.full_day(date.fromisoformat(value))


def _person(ctx: FieldContext, value: Any) -> str:
    return records.names(ctx).person(value)


def _findings(ctx: FieldContext, value: Any) -> str:
    area = records.names(ctx).choice
    return "; ".join(f"{area('area', code)}: {finding}" for code, finding in value)


_WRITE: Final[dict[str, Callable[[FieldContext, Any], str]]] = {
    "library_id": lambda ctx, value: records.names(ctx).library(value),
    "visited_on": _day,
    "next_visit_on": _day,
    "deadline_on": _day,
    "outcome": _choice("outcome"),
    "assessment": _choice("assessment"),
    "transport": _choice("transport"),
    "responsible_id": _person,
    "purposes": lambda ctx, value: ", ".join(
        records.names(ctx).choice("purposes", code) for code in value
    ),
    "travellers": lambda ctx, value: records.names(ctx).people(value),
    "findings": _findings,
    "file_ids": lambda ctx, value: ctx.t.number(len(value)),
    "voice_file_id": lambda ctx, _: ctx.t.plain(msgid("attached")),
}
ROUTES: tuple[Route, ...] = (press("visit.history", show, "visit.read"),)
