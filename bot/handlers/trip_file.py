"""«В календарь»: a planned trip as a file for the phone's calendar."""

from typing import Final

from bot.context import FieldContext
from bot.handlers import outgoing, trip_card, trip_records
from bot.handlers import visit_records as records
from bot.handlers.trip_records import READ
from bot.msgid import msgid
from bot.reports import trip_ics
from bot.reports.ics import Entry
from bot.routes import Route, press
from bot.screens import trips as screens
from bot.screens.screen import Button
from storage.records.visit_plan import PlanTrip


async def send(ctx: FieldContext) -> None:
    """Send the file; opened again after a change, it changes what the calendar has."""
    trip = await trip_records.named(ctx)
    names = records.names(ctx)
    where = screens.places(names, trip.library_ids)
    entry = Entry(
        ctx.t.plain(msgid("Trip: {libraries}"), libraries=where or _day(ctx, trip)),
        screens.plain_facts(ctx.t, trip, names),
        where,
    )
    content = trip_ics.make(trip, entry, ctx.services.clock.zone)
    name = f"{ctx.t.plain(msgid('Trip {date}'), date=trip.goes_on.isoformat())}.ics"
    await outgoing.send(ctx, f"{ctx.work.update_id}-trip", name, content)
    ctx.toast(ctx.t.plain(msgid("Open the file to put the trip into the calendar.")))


def _day(ctx: FieldContext, trip: PlanTrip) -> str:
    return screens.day(ctx.t, trip.goes_on, ctx.today)


async def _on_card(ctx: FieldContext, trip: PlanTrip) -> list[Button]:
    """Offer the file on the card of a trip; of a cancelled one it takes the entry back."""
    if trip.state == "planned" and trip.goes_on < ctx.today:
        return []
    return [Button(ctx.t.plain(msgid("To the calendar")), f"trip.file:{trip.plan_trip_id}")]


trip_card.offer(_on_card)
ROUTES: Final[tuple[Route, ...]] = (press("trip.file", send, READ),)
