"""«Поездки»: the trips to come, and the card of one."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.catalogs import Html
from bot.context import FieldContext, numbers
from bot.handlers import trip_records
from bot.handlers import visit_records as records
from bot.handlers.trip_records import PLAN, READ
from bot.routes import Route, command, press
from bot.rules import trips as rules
from bot.screens import trips as screens
from bot.screens.screen import Button
from bot.screens.trips import Page
from storage import chats, visit_plan
from storage.records.visit_plan import PlanTrip

SLOT: Final = "trips"  # lists and cards turn over in one message
YEAR: Final = timedelta(days=366)
Offer = Callable[[FieldContext, PlanTrip], Awaitable[list[Button]]]
OFFERS: Final[list[Offer]] = []


def offer(buttons: Offer) -> Offer:
    """Let a module put its buttons on the card of a trip."""
    OFFERS.append(buttons)
    return buttons


async def show_all(ctx: FieldContext) -> None:
    """List the trips to come, and those gone by that wait for records."""
    await ctx.services.network.fresh(ctx.tx)
    await _forget_question(ctx)
    since = ctx.today - rules.ASKED
    known = [
        one
        for one in await visit_plan.trips_between(ctx.tx, since, ctx.today + YEAR)
        if (one.goes_on >= ctx.today or one.left_ids)
        and ctx.may(READ, own=trip_records.may_see(ctx, one))
    ]
    pages = max(1, -(-len(known) // screens.PAGE))
    number = next(iter(numbers(ctx.arguments[:1])), 0) % pages
    shown = tuple(known[number * screens.PAGE : (number + 1) * screens.PAGE])
    page = Page(shown, number, pages, ctx.today, may_plan=ctx.may(PLAN, own=False))
    ctx.show(SLOT, screens.listed(ctx.t, page, records.names(ctx)))


async def show_card(ctx: FieldContext) -> None:
    """Show the trip behind a button."""
    await show_one(ctx, await trip_records.named(ctx))


async def show_one(
    ctx: FieldContext, trip: PlanTrip, note: Html | None = None, *, slot: str = SLOT
) -> None:
    """Show a trip, with a line about what was just done."""
    await _forget_question(ctx)
    about = await trip_records.about(ctx, trip)
    actions = [button for more in OFFERS for button in await more(ctx, trip)]
    about = replace(about, actions=tuple(actions))
    ctx.show(slot, screens.card(ctx.t, about, records.names(ctx), note))


async def _forget_question(ctx: FieldContext) -> None:
    """Drop a one-line question of these cards that was not answered."""
    if str((ctx.chat.prompt or {}).get("kind", "")).startswith("trip."):
        await chats.ask(ctx.tx, ctx.chat_id, None)


ROUTES: Final[tuple[Route, ...]] = (
    command("trips", show_all, READ),
    press("trip.all", show_all, READ),
    press("trip.card", show_card, READ),
)
