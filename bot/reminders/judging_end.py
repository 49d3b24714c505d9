"""The end of a judging: by itself after its last day, or by hand; once, with its results."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.catalogs import translator
from bot.clock import stamp
from bot.network import Network
from bot.reminders import counting
from bot.reminders.scene import Scene
from bot.rules import judging_end as rules
from bot.screens import judging_board as screens
from bot.screens.screen import Screen
from storage import contests, judging, outbox
from storage.database import Tx
from storage.outbox import BROADCAST, Outgoing
from storage.records.contests import Contest
from storage.records.people import Staff

NextId = Callable[[], int]


async def known(tx: Tx, contest_id: int) -> Contest:
    """Return a contest as this transaction sees it."""
    [found] = [one for one in await contests.known(tx) if one.contest_id == contest_id]
    return found


async def close(
    tx: Tx, network: Network, contest: Contest, now: datetime, *, by: int | None
) -> list[Outgoing] | None:
    """End the judging and count its results, together; return what is to be said.

    None where it has ended already.
    """
    key = contest.contest_id
    if not await contests.reach(tx, key, "judged", now=stamp(now), by=by):
        return None
    network.forget()  # it is not committed yet
    return await counting.finish(tx, network, await known(tx, key), now, by=by)


def due(scene: Scene) -> list[Contest]:
    """Return the contests whose judging is over by its last day, as far as is known."""
    return [one for one in scene.network.contests.values() if rules.is_over(one, scene.today)]


async def close_due(tx: Tx, scene: Scene, found: Contest, next_id: NextId) -> list[Outgoing]:
    """End a judging whose time is over and tell the department and the secretary.

    Read again here: its last day may have been moved meanwhile.
    """
    scene.network.forget()
    contest = await known(tx, found.contest_id)
    if not rules.is_over(contest, scene.today):
        return []
    counted = await close(tx, scene.network, contest, scene.now, by=None)
    if counted is None:
        return []
    told = [*counted, *await _told(tx, scene, contest)]
    outgoing = [replace(one, outbox_id=next_id()) for one in told]
    await tx.batch(outbox.add(outgoing, scene.stamp))
    return outgoing


async def _told(tx: Tx, scene: Scene, contest: Contest) -> list[Outgoing]:
    handed_by = await contests.handed_by(tx, contest.contest_id)
    people = rules.managers(contest, scene.network.staff, handed_by)
    return [
        Outgoing(
            person.user_id,
            "show",
            (await _screen(tx, scene, contest, person)).as_json() | {"edit": False},
            lane=BROADCAST,
        )
        for person in people
        if person.user_id is not None and person.is_reachable
    ]


async def _screen(tx: Tx, scene: Scene, contest: Contest, person: Staff) -> Screen:
    progress = await judging.progress(tx, [contest.contest_id])
    staff = scene.network.staff
    late = [(staff[one.staff_id].initials(person.language), one) for one in progress if one.left]
    screen = screens.ended(translator(person.language), contest, progress, late)
    is_night = scene.network.institution.is_quiet(scene.now.time())
    return replace(screen, silent=is_night)
