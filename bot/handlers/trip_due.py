"""After a trip: «Записать», «Не ездили» (`trip_off`), «Напомнить завтра»."""

from datetime import timedelta
from typing import Final

from bot.context import FieldContext
from bot.errors import UserError
from bot.handlers import form_asking, form_draft, trip_card, trip_records, visit_changes
from bot.handlers import visit_records as records
from bot.handlers.trip_records import CHANGE, READ
from bot.msgid import msgid
from bot.reminders.travelling import slot
from bot.routes import Route, press
from bot.screens import trip_due as screens
from bot.screens.screen import Button
from storage import chats, plan_trips
from storage.drafts import Draft
from storage.records.visit_plan import PlanTrip


async def show(ctx: FieldContext) -> None:
    """Ask about a trip of which visits are not recorded; else show it as it stands."""
    trip = await trip_records.named(ctx)
    is_asked = trip.state == "planned" and trip.left_ids and trip.goes_on <= ctx.today
    if not is_asked or not ctx.may(CHANGE, own=trip_records.is_own(ctx, trip)):
        await trip_card.show_one(ctx, trip)
        return
    names = records.names(ctx)
    ctx.show(trip_card.SLOT, screens.ask(ctx.t, trip, names, ctx.today))


async def record(ctx: FieldContext) -> None:
    """Open the form of a visit for the next library of a trip that is not recorded."""
    trip = await trip_records.open_one(ctx)
    if trip.goes_on > ctx.today:
        raise UserError(msgid("The trip is still to come: {date}."), date=trip.goes_on)
    code = ctx.services.network.libraries[trip.left_ids[0]].code

    def is_waiting(draft: Draft) -> bool:
        return draft.context.get("planned") == [trip.plan_trip_id, code]

    if (found := await visit_changes.open_draft(ctx, is_waiting)) is not None:
        await chats.focus(ctx.tx, ctx.chat_id, found.draft_id)
        await form_asking.enter(ctx, await form_draft.load(ctx, found.draft_id))
        return
    prefilled = {
        "visited_on": trip.goes_on,
        "travellers": trip.travellers,
        "library": code,
        "more": {"transport": trip.transport},
    }
    context = {"planned": [trip.plan_trip_id, code]}
    await form_asking.open_form(ctx, "visit", context=context, prefilled=prefilled)


async def remind(ctx: FieldContext) -> None:
    """Keep the wish to be asked again in tomorrow's digest."""
    trip = await trip_records.open_one(ctx)
    on = ctx.today + timedelta(days=1)
    await plan_trips.remind(ctx.tx, trip.plan_trip_id, ctx.person.staff_id, on, ctx.stamp)
    ctx.show(slot(trip.plan_trip_id), screens.will_remind(ctx.t, on))


async def _on_card(ctx: FieldContext, trip: PlanTrip) -> list[Button]:
    """Lead from the card of a trip to recording its visits."""
    is_ready = trip.state == "planned" and trip.left_ids and trip.goes_on <= ctx.today
    if not is_ready or not ctx.may(CHANGE, own=trip_records.is_own(ctx, trip)):
        return []
    label = ctx.t.plain(msgid("Record a visit"))
    return [Button(label, f"trip.log:{trip.plan_trip_id}", style="primary")]


trip_card.offer(_on_card)
ROUTES: Final[tuple[Route, ...]] = (
    press("trip.due", show, READ),
    press("trip.log", record, "visit.record"),
    press("trip.later", remind, CHANGE),
)
