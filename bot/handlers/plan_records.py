"""The plan in a handler's hands: the year, library and line behind a button, names, locks."""

from datetime import date
from typing import Final

from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, UserError
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.rules import rights
from bot.rules.visit_plan import MONTHS
from bot.screens.plan_year import Names
from storage import periods, visit_plan
from storage.records.libraries import Library
from storage.records.people import Staff
from storage.records.visit_plan import PlanLine

SLOT: Final = "plan"  # the year, a library and a line turn over in one message
READ: Final = "plan.read"
CHANGE: Final = "plan.change"
EARLIEST: Final = 2000
LATEST_PAGE: Final = 999


def names(ctx: FieldContext) -> Names:
    """Return how libraries and people are called in the reader's language."""
    known = records.names(ctx)
    return Names(known.library, known.person)


def may_change(ctx: FieldContext) -> bool:
    """Tell whether the reader may change the plan."""
    return ctx.may(CHANGE, own=False)


def a_year(ctx: FieldContext, place: int = 0) -> int:
    """Return the year of a button; one that no plan can have is refused."""
    (year,) = numbers(ctx.arguments[place : place + 1], 1)
    if not EARLIEST <= year <= ctx.today.year + 1:
        raise NotAllowedError
    return year


def a_number(ctx: FieldContext, place: int) -> int:
    """Return a number of a button, 0 where there is none."""
    found = numbers(ctx.arguments[place : place + 1])
    return min(found[0], LATEST_PAGE) if found else 0


async def a_library(ctx: FieldContext, place: int = 1) -> Library:
    """Return the library of a button; a forged one is refused."""
    (key,) = numbers(ctx.arguments[place : place + 1], 1)
    network = await ctx.services.network.fresh(ctx.tx)
    library = network.libraries.get(key)
    if library is None:
        raise NotAllowedError
    return library


async def a_line(ctx: FieldContext, plan_line_id: int | None = None) -> PlanLine:
    """Return the line of a button; a forged one is refused, one that was taken out is told."""
    await ctx.services.network.fresh(ctx.tx)
    key = numbers(ctx.arguments[:1], 1)[0] if plan_line_id is None else plan_line_id
    line = await visit_plan.by_id(ctx.tx, key)
    if line is None:
        raise UserError(msgid("This line is not in the plan any more."))
    return line


def planners(ctx: FieldContext) -> list[Staff]:
    """Return who may travel by the plan, methodists first."""
    found = [
        one
        for one in ctx.services.network.staff.values()
        if one.is_active and rights.allows(roles_of(one), CHANGE, own=False)
    ]
    return sorted(found, key=lambda one: (one.role != "methodist", one.surname("ru")))


def own_id(ctx: FieldContext) -> int | None:
    """Return the reader if they travel as a methodist: whose the lines are that they plan."""
    return ctx.person.staff_id if ctx.person.role == "methodist" else None


async def closed_months(ctx: FieldContext, year: int) -> frozenset[int]:
    """Return the months of a year that lie in closed periods."""
    closed = [one for one in await periods.known(ctx.tx) if one.closed_at]
    return frozenset(
        month
        for month in MONTHS
        if any(one.first_on <= date(year, month, 1) <= one.last_on for one in closed)
    )
