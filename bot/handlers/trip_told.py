"""Who is told of a planned trip: the others who go, and the librarians if it was so wished."""

from bot.catalogs import Translator, translator
from bot.context import FieldContext
from bot.handlers import trip_records
from bot.handlers import visit_records as records
from bot.msgid import msgid
from bot.rules import trips as rules
from bot.screens import trips as screens
from storage import leaves
from storage.records.people import Staff
from storage.records.visit_plan import PlanTrip


async def planned(ctx: FieldContext, trip: PlanTrip) -> None:
    """Tell of a new trip."""
    await _tell_going(ctx, trip, trip.travellers, msgid("A trip with you is planned."))
    if trip.tells_libraries:
        await _tell_libraries(ctx, trip, trip.library_ids, is_new=True)


async def changed(ctx: FieldContext, before: PlanTrip, trip: PlanTrip) -> None:
    """Tell of a change: who goes now, who does not go any more, who is not visited any more."""
    joined = [one for one in trip.travellers if one not in before.travellers]
    stayed = [one for one in trip.travellers if one in before.travellers]
    await _tell_going(ctx, trip, joined, msgid("A trip with you is planned."))
    await _tell_going(ctx, trip, stayed, msgid("The trip has changed."))
    left = [one for one in before.travellers if one not in trip.travellers]
    _tell_not_going(ctx, before, left, msgid("You do not go any more: the trip on {date}."))
    await _tell_libraries_of_change(ctx, before, trip)


async def cancelled(ctx: FieldContext, before: PlanTrip, trip: PlanTrip) -> None:
    """Tell that a trip does not take place."""
    _tell_not_going(
        ctx, before, before.travellers, msgid("The trip on {date} is cancelled: {reason}."), trip
    )
    if before.tells_libraries:
        await _tell_nobody_comes(ctx, before, before.left_ids)


async def _tell_libraries_of_change(ctx: FieldContext, before: PlanTrip, trip: PlanTrip) -> None:
    was = before.left_ids if before.tells_libraries else ()
    now = trip.left_ids if trip.tells_libraries else ()
    await _tell_nobody_comes(ctx, before, [one for one in was if one not in trip.library_ids])
    await _tell_libraries(ctx, trip, [one for one in now if one not in was], is_new=True)
    if _as_told(before) != _as_told(trip):
        both = [one for one in now if one in was]
        await _tell_libraries(ctx, trip, both, is_new=False)


def _as_told(trip: PlanTrip) -> tuple[object, ...]:
    """Return what a librarian was told of a trip."""
    return trip.goes_on, trip.leaves_at, trip.travellers


def _others(ctx: FieldContext, staff_ids: tuple[int, ...] | list[int]) -> list[Staff]:
    known = (records.known(ctx, one) for one in staff_ids if one != ctx.person.staff_id)
    return [one for one in known if one is not None]


async def _tell_going(
    ctx: FieldContext, trip: PlanTrip, staff_ids: tuple[int, ...] | list[int], said: str
) -> None:
    people = _others(ctx, staff_ids)
    about = await trip_records.about(ctx, trip) if people else None
    for one in people:
        t = translator(one.language)
        names = records.names(ctx, one.language)
        by = ctx.person.initials(t.language)
        if about is not None:
            ctx.tell_person(one, screens.told(t, about, t(said), names, by))


def _tell_not_going(
    ctx: FieldContext,
    before: PlanTrip,
    staff_ids: tuple[int, ...] | list[int],
    said: str,
    trip: PlanTrip | None = None,
) -> None:
    for one in _others(ctx, staff_ids):
        t = translator(one.language)
        values = {"date": _day(ctx, t, before)}
        if trip is not None:
            values["reason"] = screens.reason(t, trip)
        by = ctx.person.initials(t.language)
        ctx.tell_person(one, screens.told_off(t, t(said, **values), by))


def _day(ctx: FieldContext, t: Translator, trip: PlanTrip) -> str:
    return screens.day(t, trip.goes_on, ctx.today)


async def _librarians(
    ctx: FieldContext, trip: PlanTrip, library_ids: tuple[int, ...] | list[int]
) -> list[Staff]:
    """Return the librarians of libraries who are at work today; each once.

    Of a trip whose day is over nobody is told: they have seen who came.
    """
    if rules.is_over(trip, ctx.now):
        return []
    away = await leaves.on_day(ctx.tx, ctx.today) if library_ids else {}
    found = {
        one.staff_id: one
        for library_id in library_ids
        for one in records.librarians(ctx, library_id, trip.travellers)
        if one.staff_id not in away
    }
    return list(found.values())


async def _tell_libraries(
    ctx: FieldContext,
    trip: PlanTrip,
    library_ids: tuple[int, ...] | list[int],
    *,
    is_new: bool,
) -> None:
    for one in await _librarians(ctx, trip, library_ids):
        t, names = translator(one.language), records.names(ctx, one.language)
        ctx.tell_person(one, screens.coming(t, trip, names, ctx.today, is_new=is_new))


async def _tell_nobody_comes(
    ctx: FieldContext, trip: PlanTrip, library_ids: tuple[int, ...] | list[int]
) -> None:
    for one in await _librarians(ctx, trip, library_ids):
        t = translator(one.language)
        said = t(msgid("On {date} nobody comes to you."), date=_day(ctx, t, trip))
        ctx.tell_person(one, screens.told_off(t, said, ctx.person.initials(t.language)))
