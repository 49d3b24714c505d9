"""«Предложить поездку»: libraries that are due and near each other, as a way for one day."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final

from bot.context import FieldContext, numbers
from bot.errors import NotAllowedError
from bot.handlers import tasks, trip_form, trip_records, unvisited
from bot.routes import Route, press
from bot.rules import routes, workdays
from bot.rules.nearby import Point
from bot.rules.routes import Stop
from bot.rules.trips import Day, works
from bot.rules.workdays import WorkWeek
from bot.screens import proposing as screens
from bot.screens.proposing import ANY_DAY, Proposal
from storage.records.libraries import Library

SUGGESTED: Final = 20  # then the first one comes again
DAYS: Final = 8  # working days that are offered


async def show(ctx: FieldContext) -> None:
    """Show one of the suggestions, for a day if the button names one."""
    number = numbers(ctx.arguments[:1], 1)[0]
    on = _day(ctx.arguments[1] if ctx.arguments[1:] else ANY_DAY)
    ctx.show(unvisited.SLOT, screens.proposed(ctx.t, await _proposal(ctx, number, on)))


async def ask_day(ctx: FieldContext) -> None:
    """Offer the person's next working days."""
    scene = await tasks.here(ctx)
    week, days = scene.people[ctx.person.staff_id].week, [ctx.today]
    for _ in range(DAYS):
        days.append(workdays.next_workday(days[-1], week, scene.pace.calendar))
    ctx.show(unvisited.SLOT, screens.ask_day(ctx.t, days[1:]))


async def plan(ctx: FieldContext) -> None:
    """Begin to plan the trip of a suggestion; what was closed meanwhile is left out."""
    on = _day(ctx.arguments[0] if ctx.arguments else ANY_DAY)
    wanted = numbers(ctx.arguments[1:], 1)
    known = (await ctx.services.network.fresh(ctx.tx)).libraries
    if not all(one in known for one in wanted):
        raise NotAllowedError
    kept = tuple(one for one in dict.fromkeys(wanted) if known[one].is_open(on or ctx.today))
    await trip_form.plan_a_trip(ctx, kept[: routes.MOST], on)


def _day(code: str) -> date | None:
    if code == ANY_DAY:
        return None
    try:
        return date.fromisoformat(code)
    except ValueError:
        raise NotAllowedError from None


async def _proposal(ctx: FieldContext, number: int, on: date | None) -> Proposal:
    due = unvisited.lines(ctx, await unvisited.found(ctx))
    known = ctx.services.network.libraries
    shut = await _shut(ctx, [known[line.found.library_id] for line in due], on)
    going = [line.found for line in due if line.found.library_id not in shut]
    places = {one.library_id: _place(known[one.library_id]) for one in going}
    stops = [
        Stop(one.library_id, place, one.last_on)
        for one in going
        if (place := places[one.library_id]) is not None
    ]
    groups = list(islice(routes.suggestions(stops), SUGGESTED))
    number = number % len(groups) if groups else 0
    return Proposal(
        number,
        on,
        routes.tour(_home(known.values(), ctx.today), groups[number] if groups else ()),
        {line.found.library_id: line for line in due},
        unplaced=tuple(key for key, place in places.items() if place is None),
        shut=shut,
        has_others=len(groups) > 1,
    )


async def _shut(ctx: FieldContext, due: Iterable[Library], on: date | None) -> tuple[int, ...]:
    """Return the libraries whose working day it is not."""
    if on is None:
        return ()
    scene = await tasks.here(ctx)
    day = Day(on, scene.pace, WorkWeek.parse(scene.network.institution["working_days"]))
    return tuple(one.library_id for one in due if not works(one, day))


def _home(known: Iterable[Library], today: date) -> Point | None:
    """Return where trips begin: at the central library, if it is known where that is."""
    central = [one for one in known if one.kind == "central" and one.is_open(today)]
    return _place(central[0]) if central else None


def _place(library: Library) -> Point | None:
    if library.latitude is None or library.longitude is None:
        return None
    return library.latitude, library.longitude


ROUTES: Final[tuple[Route, ...]] = (
    press("propose", show, "plan.read"),
    press("propose.day", ask_day, "plan.read"),
    press("propose.plan", plan, trip_records.PLAN),
)
