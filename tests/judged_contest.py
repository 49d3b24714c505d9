"""Contests judged without a conversation, for tests of what comes of the points."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from entered import an_entry
from world import World

from bot.clock import local, stamp
from bot.reminders import counting
from storage import contests, judging, outbox

CHAIRMAN, GALINA, SVETLANA, SECRETARY = 14, 6, 3, 2  # the sample's jury; only 2 scores nothing
FULL = (10, 10, 10, 10, 5, 5)  # the most points of «Создать новый образ», 50 in all
Points = Mapping[int, Mapping[int, tuple[int, ...]]]  # by entry and juror


async def five_entries(world: World) -> None:
    """Submit entries 1 to 5 to «Создать новый образ»; of a library each, the last by phone."""
    for staff_id, library_id, title, by in (
        (5, 3, "Стенд у окна", None),
        (9, 7, "Стенд без пыли", None),
        (8, 6, "Тихий угол", None),
        (12, 11, "Первая полка", None),
        (11, 10, "Уголок под липой", 3),
    ):
        await an_entry(
            world, 2, staff_id=staff_id, library_id=library_id, title=title, entered_by=by
        )


async def give(
    world: World, points: Points, remarks: Mapping[tuple[int, int], str] | None = None
) -> None:
    """Admit all entries, hand them to the jury and keep points and remarks, (entry, juror)."""
    assert world.db is not None
    now = stamp(world.clock.now())
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET state = 'admitted' WHERE contest_id = 2")
        await contests.reach(tx, 2, "handed", now=now, by=SECRETARY)
        [contest] = [one for one in await contests.known(tx) if one.contest_id == 2]
        for entry_id, by_juror in points.items():
            for juror, given in by_juror.items():
                keys = (one.criterion_id for one in contest.criteria)
                await judging.deal(tx, [(entry_id, juror)], now=now)
                await judging.score(
                    tx, entry_id, juror, dict(zip(keys, given, strict=True)), now=now
                )
        for (entry_id, juror), text in (remarks or {}).items():
            await judging.remark(tx, entry_id, juror, text, now=now)


async def close(world: World) -> None:
    """End the judging, as the methodist's press or the tick does."""
    assert world.db is not None
    assert world.bot is not None
    network, now = world.bot.services.network, local(world.clock.now(), world.clock.zone)
    async with world.db.write() as tx:
        await contests.reach(tx, 2, "judged", now=stamp(now), by=SVETLANA)
        network.forget()
        contest = (await network.fresh(tx)).contests[2]
        said = await counting.finish(tx, network, contest, now, by=SVETLANA)
        rows = [replace(one, outbox_id=world.bot.sender.next_id()) for one in said]
        await tx.batch(outbox.add(rows, stamp(now)))
    world.bot.sender.push(rows)
    await world.settled()


async def set_rule(world: World, column: str, value: object) -> None:
    """Change a rule of «Создать новый образ»."""
    assert world.db is not None
    assert world.bot is not None
    assert column in {"tie_rule", "is_blind", "tells_all", "ranks_in", "average", "audience"}
    async with world.db.write() as tx:
        await tx.run(f"UPDATE contests SET {column} = ? WHERE contest_id = 2", (value,))
    world.bot.services.network.forget()


# Sums of 50: 40 and 44 and 45; 40 and 44 and 45; 20, 49 and 50; 30; nobody for the fifth.
POINTS: Points = {
    1: {14: (9, 8, 8, 8, 4, 3), 6: (9, 9, 9, 9, 4, 4), 3: (9, 9, 9, 9, 5, 4)},
    2: {14: (9, 8, 8, 8, 4, 3), 6: (9, 9, 9, 9, 4, 4), 3: (9, 9, 9, 9, 5, 4)},
    3: {14: (4, 4, 4, 4, 2, 2), 6: (10, 10, 10, 9, 5, 5), 3: FULL},
    4: {14: (6, 6, 6, 6, 3, 3)},
}
REMARKS = {
    (1, 14): "Светло и удобно.",
    (1, 6): "Мало книг",
    (4, 14): "Хорошее начало.",
}
ALL: Iterable[int] = (1, 2, 3, 4, 5)
