"""A planned trip in a handler's hands: loaded, whose it is, its card with what is known of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError, UserError
from bot.handlers import tasks
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.reminders import trip_brief
from bot.rules.trips import Doubts
from bot.screens.trips import Card
from storage import visit_plan
from storage.records.visit_plan import PlanTrip

READ, PLAN, CHANGE = "trip.read", "trip.plan", "trip.change"


async def named(ctx: FieldContext, plan_trip_id: int | None = None) -> PlanTrip:
    """Return a trip that the person may read, by default the one that the button names."""
    await ctx.services.network.fresh(ctx.tx)
    if plan_trip_id is None:
        plan_trip_id = numbers(ctx.arguments[:1], 1)[0]
    trip = await visit_plan.trip(ctx.tx, plan_trip_id)
    if trip is None:
        raise NotAllowedError
    ctx.require(READ, own=may_see(ctx, trip))
    return trip


async def open_one(ctx: FieldContext, plan_trip_id: int | None = None) -> PlanTrip:
    """Return a trip that the person may change and of which something is left to be done."""
    trip = await named(ctx, plan_trip_id)
    ctx.require(CHANGE, own=is_own(ctx, trip))
    if trip.state != "planned":
        raise UserError(msgid("This trip is cancelled. Plan a new one."))
    if not trip.left_ids:
        raise UserError(msgid("All visits of this trip are recorded."))
    await records.refuse_closed(ctx, trip.goes_on)
    return trip


def is_own(ctx: FieldContext, trip: PlanTrip) -> bool:
    """Tell whether a trip is the person's: they go or have planned it."""
    return ctx.person.staff_id in {trip.made_by, *trip.travellers}


def may_see(ctx: FieldContext, trip: PlanTrip) -> bool:
    """Tell whether a trip is the person's, or goes to their library, which has been told."""
    mine = frozenset(ctx.person.library_ids)
    comes = trip.tells_libraries and not mine.isdisjoint(trip.library_ids)
    return comes or is_own(ctx, trip)


async def about(ctx: FieldContext, trip: PlanTrip) -> Card:
    """Return what the card of a trip says."""
    card = await trip_brief.card(ctx.tx, await tasks.here(ctx), trip)
    return replace(
        card,
        closed_period=await records.closed_period(ctx, ctx.tx, trip.goes_on) or "",
        may_change=ctx.may(CHANGE, own=is_own(ctx, trip)),
    )


async def doubts(
    ctx: FieldContext,
    on: date,
    library_ids: Iterable[int],
    travellers: Iterable[int],
    *,
    but: int = 0,
) -> Doubts:
    """Return what speaks against a day."""
    scene = await tasks.here(ctx)
    return await trip_brief.doubts(ctx.tx, scene, on, library_ids, travellers, but=but)
