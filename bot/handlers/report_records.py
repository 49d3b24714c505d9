"""The report in a handler's hands: its time, its numbers, names, the digest of what it says."""

from typing import Any, Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import round_records, visit_records
from bot.rules import spans
from bot.rules.spans import Span
from bot.screens.report_records import Names, Record
from storage import chats, measures
from storage.aggregates import Scope
from storage.database import Row
from storage.measures import MEASURES, Measure
from storage.records.days import day

SLOT: Final = "report"  # its screens turn over in one message
READ: Final = "report.read"
TIME: Final = "report.time"  # the prompt: typed days are another time
YEARS: Final = range(1900, 2200)
LAST_PAGE: Final = 9999


def a_span(ctx: FieldContext, place: int = 0) -> Span:
    """Return the time of a button; a forged one is refused."""
    try:
        span = spans.parse(ctx.arguments[place] if len(ctx.arguments) > place else "")
        is_known = all(one.year in YEARS for one in spans.days(span))
    except ValueError:
        raise NotAllowedError from None
    if not is_known:
        raise NotAllowedError
    return span


def a_measure(ctx: FieldContext, place: int = 1) -> Measure:
    """Return the measure of a button; a forged one is refused."""
    found = MEASURES.get(ctx.arguments[place] if len(ctx.arguments) > place else "")
    if found is None:
        raise NotAllowedError
    return found


def a_page(ctx: FieldContext, place: int) -> int:
    """Return the page of a button, 0 where there is none."""
    found = numbers(ctx.arguments[place : place + 1])
    return min(found[0], LAST_PAGE) if found else 0


def scope(span: Span) -> Scope:
    """Return which records of the whole network a time means."""
    first, last = spans.days(span)
    return Scope(first=first, last=last)


async def listen(ctx: FieldContext) -> None:
    """Take the next typed line as another time."""
    await chats.ask(ctx.tx, ctx.chat_id, {"kind": TIME})


async def names(ctx: FieldContext) -> Names:
    """Return how things are called in the reader's language."""
    network = await ctx.services.network.fresh(ctx.tx)
    known, places = visit_records.names(ctx), round_records.names(ctx)

    def person(staff_id: int) -> str:
        found = network.staff.get(staff_id)
        return found.initials(ctx.language) if found else ""

    return Names(
        library=known.library,
        person=person,
        place=places.place,
        purpose=lambda code: known.choice("purposes", code),
        day_of=ctx.day_of,
    )


def record(kind: str, row: Row) -> Record:
    """Return a record behind a number as screens take it."""
    on = day(row["on_day"])
    assert on is not None  # noqa: S101  # a record without a day counts in no time
    more: dict[str, Any] = {name: row[name] for name in measures.RECORDS[kind].columns}
    return Record(str(row["record_id"]), on, row["library_id"], row["staff_id"], more)
