"""A saved visit in a handler's hands: loaded, whose it is, its names, and the period's lock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from bot.catalogs import Translator
from bot.context import FieldContext, numbers, roles_of
from bot.errors import NotAllowedError, PeriodClosedError, UserError
from bot.msgid import msgid
from bot.reminders import named as named_things
from bot.rules import rights
from bot.rules.periods import Period
from bot.screens.visit_card import May
from bot.screens.visit_list import period_name
from bot.screens.visits import Names, Planned
from storage import periods, plan_making, visits
from storage.database import Reader
from storage.records.people import Staff
from storage.records.visits import Visit

REMOVED: Final = msgid("This record was removed. Open it and press «Restore» to go on with it.")


async def named(ctx: FieldContext, visit_id: int | None = None) -> Visit:
    """Return a visit, by default the one that the button names; a forged number is refused."""
    await ctx.services.network.fresh(ctx.tx)
    if visit_id is None:
        visit_id = next(iter(numbers(ctx.arguments[:1])), 0)
    visit = await visits.by_id(ctx.tx, visit_id)
    if visit is None:
        raise NotAllowedError
    return visit


async def live(ctx: FieldContext, action: str, visit_id: int | None = None) -> Visit:
    """Return a visit for changing it: it is theirs, not removed, its period open."""
    visit = await named(ctx, visit_id)
    ctx.require(action, own=is_own(ctx.person, visit, action))
    if visit.removed_at:
        raise UserError(REMOVED)
    await refuse_closed(ctx, visit.visited_on)
    return visit


def is_own(person: Staff, visit: Visit, action: str) -> bool:
    """Tell whether a visit is the person's own for an action.

    Librarians read and confirm the visits to their libraries. Co-travellers may add to a
    record, but only its author and who entered it may remove it.
    """
    authors = {visit.staff_id, visit.entered_by}
    if action == "visit.remove":
        return person.staff_id in authors
    if action == "visit.confirm":
        return visit.library_id in person.library_ids
    if action == "visit.read" and visit.library_id in person.library_ids:
        return True
    return person.staff_id in authors | set(visit.travellers)


def may(ctx: FieldContext, visit: Visit, *, is_closed: bool) -> May:
    """Return what the reader may do with a visit."""

    def can(action: str) -> bool:
        return ctx.may(action, own=is_own(ctx.person, visit, action))

    return May(
        change=can("visit.change") and not is_closed,
        remove=can("visit.remove") and not is_closed,
        assess=can("visit.assessment"),
    )


async def closed_period(
    ctx: FieldContext, db: Reader, on: date, t: Translator | None = None
) -> str | None:
    """Return the name of the closed period that holds a day, by default in the sender's words."""
    period = await periods.closed_containing(db, on)
    if period is None:
        return None
    closed = Period.of(period.kind, period.first_on)  # type: ignore[arg-type]  # the table's kinds are the rule's
    return period_name(t or ctx.t, closed)


async def refuse_closed(ctx: FieldContext, *days: date) -> None:
    """Raise PeriodClosedError where one of the days lies in a closed period (X3)."""
    for on in dict.fromkeys(days):
        if (name := await closed_period(ctx, ctx.tx, on)) is not None:
            raise PeriodClosedError(name)


async def planned(ctx: FieldContext, visit_id: int) -> Planned | None:
    """Return how a visit stands to its year's plan; None where there is none."""
    found = await plan_making.standing(ctx.tx, visit_id)
    if not found.has_plan:
        return None
    return Planned(date.fromisoformat(f"{found.month}-01") if found.month else None)


def names(ctx: FieldContext, language: str | None = None) -> Names:
    """Return how things are called in the reader's language, by default the sender's."""
    known = named_things.names(ctx.services.network, language or ctx.language, ctx.today)
    return replace(known, day_of=ctx.day_of)


def librarians(ctx: FieldContext, library_id: int, but: Iterable[int]) -> list[Staff]:
    """Return who confirms visits to a library, but for those who were on the trip."""
    travelled = set(but)
    return [
        one
        for one in ctx.services.network.staff.values()
        if library_id in one.library_ids
        and one.is_active
        and one.staff_id not in travelled
        and rights.allows(roles_of(one), "visit.confirm", own=True)
    ]


def known(ctx: FieldContext, staff_id: int) -> Staff | None:
    """Return a person of the network."""
    return ctx.services.network.staff.get(staff_id)
