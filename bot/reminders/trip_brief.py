"""What is known of a planned trip for its card and for who is reminded of it."""

from collections.abc import Iterable
from datetime import date

from bot.context import roles_of
from bot.forms import builtin
from bot.reminders.scene import Scene
from bot.rules import rights
from bot.rules import trips as rules
from bot.rules.trips import Day, Doubts
from bot.rules.workdays import WorkWeek
from bot.screens.trip_brief import Brief
from bot.screens.trips import Card
from storage import trip_checks, visit_plan
from storage.database import Reader
from storage.records.people import Staff
from storage.records.visit_plan import PlanTrip


async def doubts(
    db: Reader,
    scene: Scene,
    on: date,
    library_ids: Iterable[int],
    travellers: Iterable[int],
    *,
    but: int = 0,
) -> Doubts:
    """Return what speaks against a day; of a day that is over nothing does."""
    if on < scene.today:
        return Doubts()
    trips = tuple(await visit_plan.trips_between(db, on, on))
    week = WorkWeek.parse(scene.network.institution["working_days"])
    day = Day(on, scene.pace, week, scene.people, scene.network.libraries, trips)
    return rules.doubts(day, library_ids, travellers, but=but)


async def card(db: Reader, scene: Scene, trip: PlanTrip) -> Card:
    """Return what everybody reads of a trip."""
    libraries = scene.network.libraries
    return Card(
        trip,
        scene.today,
        {one: libraries[one].hours.replace(";", ", ") for one in trip.library_ids},
        await doubts(
            db, scene, trip.goes_on, trip.left_ids, trip.travellers, but=trip.plan_trip_id
        ),
    )


def may_check(reader: Staff) -> bool:
    """Tell whether a traveller may read what libraries owe and said."""
    return rights.allows(roles_of(reader), "campaign.read", own=False)


async def brief(db: Reader, scene: Scene, trip: PlanTrip, reader: Staff) -> Brief:
    """Return a trip with what is to be checked, as far as the reader may know it."""
    left = trip.left_ids if may_check(reader) else ()
    language = reader.language
    return Brief(
        await card(db, scene, trip),
        tuple(await trip_checks.of_libraries(db, left)) if left else (),
        lambda question, code: builtin.labels("monitoring", question, language).get(code, code),
    )
