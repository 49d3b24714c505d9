"""«Что проверить»: what the libraries of a planned trip owe and asked for."""

from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import UserError
from bot.handlers import tasks, trip_card, trip_records
from bot.handlers import visit_records as records
from bot.handlers.trip_records import READ
from bot.msgid import msgid
from bot.reminders import trip_brief
from bot.routes import Route, press
from bot.screens import trip_brief as screens
from bot.screens.screen import Button
from storage.records.visit_plan import PlanTrip


async def show(ctx: FieldContext) -> None:
    """Show a trip with what to check, short."""
    trip = await trip_records.named(ctx)
    if trip.state != "planned" or not trip.left_ids:
        await trip_card.show_one(ctx, trip)
        return
    about = await trip_brief.brief(ctx.tx, await tasks.here(ctx), trip, ctx.person)
    ctx.show(trip_card.SLOT, screens.brief(ctx.t, about, records.names(ctx)))


async def show_library(ctx: FieldContext) -> None:
    """Show everything to check in one library."""
    ctx.require("campaign.read", own=False)
    trip = await trip_records.named(ctx)
    library_id = numbers(ctx.arguments, 2)[1]
    about = await trip_brief.brief(ctx.tx, await tasks.here(ctx), trip, ctx.person)
    found = [one for one in about.checks if one.library_id == library_id]
    if not found:
        raise UserError(msgid("This library is not left on the trip any more: open the trip."))
    ctx.show(trip_card.SLOT, screens.whole(ctx.t, found[0], about, records.names(ctx)))


async def _on_card(ctx: FieldContext, trip: PlanTrip) -> list[Button]:
    """Lead from the card of a trip to what is to be checked."""
    if trip.state != "planned" or not trip.left_ids or not trip_brief.may_check(ctx.person):
        return []
    return [Button(ctx.t.plain(msgid("What to check")), f"trip.check:{trip.plan_trip_id}")]


trip_card.offer(_on_card)
ROUTES: Final[tuple[Route, ...]] = (
    press("trip.check", show, READ),
    press("trip.place", show_library, READ),
)
