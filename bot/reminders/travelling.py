"""Trips planned on a day: what travellers are reminded of, in the digest and by own messages.

A trip that was moved, cancelled or recorded stops what was planned for it by itself.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from bot.catalogs import translator
from bot.clock import parse_stamp, stamp
from bot.context import roles_of
from bot.msgid import msgid
from bot.reminders import named, trip_brief
from bot.reminders.planning import Wanted
from bot.reminders.scene import Scene
from bot.reminders.task import Task
from bot.rules import due, rights
from bot.rules import trips as rules
from bot.rules.due import Pace, Person, Step
from bot.screens import trip_brief as brief_screens
from bot.screens import trip_due as screens
from bot.screens.screen import Screen
from bot.screens.trips import clock
from storage import history, leaves, outbox, plan_trips, reminders, trip_checks, visit_plan
from storage.database import Reader, Statement, Tx
from storage.outbox import BROADCAST, Outgoing
from storage.records.people import Staff
from storage.records.visit_plan import PlanTrip, TripQuestion
from storage.reminders import Key, Waiting

ASK: Final = "trip_ask"
EVE: Final = "trip_eve"
NextId = Callable[[], int]
KINDS: Final = frozenset({ASK, EVE})  # reminders that are messages of their own, not of the digest


def slot(plan_trip_id: int) -> str:
    """Return the place of a trip's question in its travellers' chats."""
    return f"trip:{plan_trip_id}"


# -------------------------------------------------------------------- in the digest


async def trips_ahead(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the trips of today and of the next working day, for those who go."""
    coming = [
        (trip, reader)
        for trip in await visit_plan.trips_between(db, scene.today, scene.today + rules.AHEAD)
        if trip.left_ids and not rules.is_over(trip, scene.now)
        for reader in _going(scene, trip)
        if staff_id in {None, reader}
        and scene.today >= rules.eve_of(trip, scene.people[reader], scene.pace)
    ]
    trips = {trip.plan_trip_id: trip for trip, _ in coming}
    counts = {key: await _to_check(db, trip) for key, trip in trips.items()}
    return [_ahead(scene, trip, reader, counts[trip.plan_trip_id]) for trip, reader in coming]


async def _to_check(db: Reader, trip: PlanTrip) -> int:
    return sum(one.count for one in await trip_checks.of_libraries(db, trip.left_ids))


def _ahead(scene: Scene, trip: PlanTrip, reader: int, count: int) -> Task:
    steps = (Step("trip", trip.goes_on, "before", trip.goes_on),)
    values = {"date": trip.goes_on, "places": trip.left_ids, "people": trip.travellers}
    if trip.leaves_at:
        values["time"] = clock(trip.leaves_at)
    if checks := count if trip_brief.may_check(scene.network.staff[reader]) else 0:
        values["n"] = checks
    return Task(
        staff_id=reader,
        kind="trip_ahead",
        subject=f"trip_ahead:{trip.plan_trip_id}",
        text=AHEAD[bool(trip.leaves_at), bool(checks)],
        values=values,
        press=f"trip.check:{trip.plan_trip_id}",
        ladder=lambda _person, _pace: steps,
        due_on=trip.goes_on,
        button=msgid("What to check") if checks else "",
        is_personal=True,
    )


async def trips_behind(db: Reader, scene: Scene, staff_id: int | None) -> list[Task]:
    """Return the trips whose visits are not all recorded, from 17:00 of their day."""
    since = scene.today - rules.ASKED
    trips = [
        one
        for one in await visit_plan.trips_between(db, since, scene.today)
        if one.left_ids and rules.is_over(one, scene.now)
    ]
    # Of leaves that are over the scene knows nothing any more.
    away = {on: await leaves.on_day(db, on) for on in {trip.goes_on for trip in trips}}
    asked = {
        (one.plan_trip_id, one.staff_id): one
        for one in await plan_trips.questions(db, [trip.plan_trip_id for trip in trips])
    }
    return [
        Task(
            staff_id=reader,
            kind="trip_behind",
            subject=f"trip_behind:{trip.plan_trip_id}",
            text=BEHIND,
            values={
                "date": trip.goes_on, "places": trip.library_ids,
                "done": len(trip.recorded_ids), "total": len(trip.library_ids),
            },
            press=f"trip.due:{trip.plan_trip_id}",
            ladder=partial(_behind, trip, asked.get((trip.plan_trip_id, reader))),
            due_on=trip.goes_on,
        )
        for trip in trips
        for reader in _recorders(scene, trip)
        if staff_id in {None, reader} and reader not in away[trip.goes_on]
    ]  # fmt: skip


def _behind(
    trip: PlanTrip, asked: TripQuestion | None, _person: Person, _pace: Pace
) -> tuple[Step, ...]:
    """Remind on the next working morning, and on that of «Напомнить завтра»."""
    next_day = due.after(trip.goes_on, 1)
    again = asked.again_on if asked else None
    return next_day if again is None else (*next_day, Step("again", again))


def _going(scene: Scene, trip: PlanTrip) -> list[int]:
    """Return the travellers who are not on leave on the day."""
    return [
        one
        for one in trip.travellers
        if one in scene.people and due.leave_on(trip.goes_on, scene.people[one]) is None
    ]


def _recorders(scene: Scene, trip: PlanTrip) -> list[int]:
    """Return those of them who can record visits."""
    staff = scene.network.staff
    return [
        one
        for one in _going(scene, trip)
        if rights.allows(roles_of(staff[one]), "visit.record", own=True)
    ]


# -------------------------------------------------------------------- messages of their own


async def wanted(db: Reader, scene: Scene) -> dict[Key, Wanted]:
    """Return the messages of their own that trips call for and that can still be in time."""
    trips = await visit_plan.trips_between(db, scene.today, scene.today + rules.AHEAD)
    found = [one for trip in trips if trip.left_ids for one in _of_trip(scene, trip)]
    return {one.key: one for one in found}


def _of_trip(scene: Scene, trip: PlanTrip) -> list[Wanted]:
    people, pace = scene.people, scene.pace
    told_at = parse_stamp(trip.updated_at)
    going, recording = _going(scene, trip), _recorders(scene, trip)
    moments = [
        *((EVE, one, rules.eve(trip, people[one], pace, told_at)) for one in going),
        *((ASK, one, rules.asking(trip, people[one], pace)) for one in recording),
    ]
    return [
        Wanted(Key(one, kind, f"trip:{trip.plan_trip_id}", kind, trip.goes_on), one, stamp(at))
        for kind, one, at in moments
        if at is not None and due.is_in_time(at, scene.now, pace)
        if scene.network.staff[one].is_reachable
    ]


async def send(tx: Tx, scene: Scene, row: Waiting, next_id: NextId) -> list[Outgoing]:
    """Send a message that is due, with its marks; what is done meanwhile is stopped."""
    called_for = (await wanted(tx, scene)).get(row.key)
    if called_for is None or called_for.deliver_at > scene.stamp:
        await tx.batch(reminders.stopped([row]))
        return []
    trip = await visit_plan.trip(tx, int(row.key.subject.removeprefix("trip:")))
    reader = scene.network.staff[row.key.staff_id]
    if trip is None:
        return []
    t, names = (
        translator(reader.language),
        named.names(scene.network, reader.language, scene.today),
    )
    marks = reminders.sent([row], scene.stamp)
    if row.key.kind == EVE:
        about = await trip_brief.brief(tx, scene, trip, reader)
        outgoing = [_message(reader, brief_screens.brief(t, about, names), None, next_id)]
    else:
        outgoing = [_message(reader, screens.ask(t, trip, names, scene.today), trip, next_id)]
        marks.append(plan_trips.asked(trip.plan_trip_id, reader.staff_id, scene.stamp))
    await tx.batch([*outbox.add(outgoing, scene.stamp), *marks])
    return outgoing


def _message(
    reader: Staff, screen: Screen, trip: PlanTrip | None, next_id: NextId, *, edit: bool = False
) -> Outgoing:
    payload = screen.as_json() | {"edit": edit}
    return Outgoing(
        reader.user_id or 0, "show", payload, slot=slot(trip.plan_trip_id) if trip else None,
        lane=BROADCAST,
        outbox_id=next_id(),
    )  # fmt: skip


async def answered(db: Reader, scene: Scene) -> list[TripQuestion]:
    """Return the questions that still ask though a colleague has answered."""
    found = []
    for one in await plan_trips.unclosed(db, scene.today - rules.ASKED):
        trip = await visit_plan.trip(db, one.plan_trip_id)
        if trip is None or _is_answered(scene, trip, one):
            found.append(one)
    return found


def _is_answered(scene: Scene, trip: PlanTrip, asked: TripQuestion) -> bool:
    is_of_another_day = scene.day_of(asked.asked_at) != trip.goes_on
    return trip.state == "cancelled" or not trip.left_ids or is_of_another_day


async def close(tx: Tx, scene: Scene, asked: TripQuestion, next_id: NextId) -> list[Outgoing]:
    """Let a question say what became of the trip, in its place and without a sound."""
    trip = await visit_plan.trip(tx, asked.plan_trip_id)
    reader = scene.network.staff.get(asked.staff_id)
    mark: Statement = plan_trips.closed(asked.plan_trip_id, asked.staff_id, scene.stamp)
    if trip is None or reader is None or not (reader.is_active and reader.is_reachable):
        await tx.batch([mark])
        return []
    t = translator(reader.language)
    names = named.names(scene.network, reader.language, scene.today)
    by = [one for one in await _answered_by(tx, trip) if one != reader.staff_id]
    screen = screens.answered(t, trip, names, (scene.day_of(asked.asked_at), scene.today), by)
    outgoing = [_message(reader, screen, trip, next_id, edit=True)]
    await tx.batch([*outbox.add(outgoing, scene.stamp), mark])
    return outgoing


async def _answered_by(tx: Tx, trip: PlanTrip) -> list[int]:
    """Return who has answered: who recorded the visits, else who changed the trip last."""
    if trip.state == "planned" and not trip.left_ids:
        return await plan_trips.recorded_by(tx, trip.plan_trip_id)
    changes = await history.of(tx, plan_trips.TABLE, trip.plan_trip_id)
    last = changes[-1].staff_id if changes else None
    return [] if last is None else [last]


AHEAD: Final = {  # by whether the time of leaving is said, and something is to be checked
    (False, False): msgid("Trip on {date}: {places}. Going: {people}"),
    (True, False): msgid("Trip on {date} at {time}: {places}. Going: {people}"),
    (False, True): msgid("Trip on {date}: {places}. To be checked: {n}. Going: {people}"),
    (True, True): msgid("Trip on {date} at {time}: {places}. To be checked: {n}. Going: {people}"),
}
BEHIND: Final = msgid("By the plan of {date}: {places}. Recorded: {done} of {total}.")
