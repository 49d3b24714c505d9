"""Contests judged without a conversation, for tests of what is made of their results."""

from world import World

from bot.rules import scoring
from storage import contests, entries, judging, results
from storage.records.contests import Contest
from storage.records.judging import Result

JUDGED = "2026-12-20T06:00:00Z"
PUBLISHED = "2026-12-21T06:00:00Z"


async def the_contest(world: World, contest_id: int) -> Contest:
    """Return a contest as it is stored."""
    assert world.db is not None
    async with world.db.read() as db:
        known = {one.contest_id: one for one in await contests.known(db)}
    return known[contest_id]


async def with_awards(
    world: World,
    contest_id: int,
    placed: dict[int, tuple[int | None, str | None]],
    *,
    is_published: bool = True,
    words: dict[int, str] | None = None,
) -> None:
    """Give entries a place and an award (its Russian name); publish the results."""
    assert world.db is not None
    contest = await the_contest(world, contest_id)
    awards = {one.name_ru: one.award_id for one in contest.awards}
    found = [
        Result(
            entry_id=entry_id,
            points=40.0 - (place or 10),
            jurors=3,
            place=place,
            decided_by="points",
            award_id=awards[award] if award else None,
            award_words=(words or {}).get(entry_id),
        )
        for entry_id, (place, award) in placed.items()
    ]
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE entries SET state = 'admitted' WHERE contest_id = ? AND state <> 'withdrawn'",
            (contest_id,),
        )
        await contests.reach(tx, contest_id, "handed", now=JUDGED, by=3)
        await contests.reach(tx, contest_id, "judged", now=JUDGED, by=3)
        await results.put(tx, contest_id, found, now=JUDGED, by=3)
        if is_published:
            await contests.reach(tx, contest_id, "published", now=PUBLISHED, by=1)
    assert world.bot is not None
    world.bot.services.network.forget()


async def scored(
    world: World,
    contest_id: int,
    given: dict[int, dict[int, tuple[int, ...]]],
    *,
    votes: dict[int, int] | None = None,
    conflicts: tuple[tuple[int, int], ...] = (),
    remarks: dict[tuple[int, int], str] | None = None,
    changes: dict[str, object] | None = None,
) -> None:
    """Admit entries, let jurors (by staff_id) give points, close the judging, count results.

    `given`: by entry and juror, in the order of the criteria; `conflicts`: entry and juror.
    """
    assert world.db is not None
    async with world.db.write() as tx:
        for name, value in (changes or {}).items():
            await tx.run(
                f"UPDATE contests SET {name} = ? WHERE contest_id = ?", (value, contest_id)
            )
        await tx.run(
            "UPDATE entries SET state = 'admitted' WHERE contest_id = ? AND state <> 'withdrawn'",
            (contest_id,),
        )
        await contests.reach(tx, contest_id, "handed", now=JUDGED, by=3)
    contest = await the_contest(world, contest_id)
    keys = [one.criterion_id for one in contest.criteria]
    async with world.db.write() as tx:
        for entry_id, by_juror in given.items():
            await judging.deal(tx, [(entry_id, one) for one in by_juror], now=JUDGED)
            for juror, points in by_juror.items():
                known = dict(zip(keys, points, strict=False))
                await judging.score(tx, entry_id, juror, known, now=JUDGED)
        for (entry_id, juror), text in (remarks or {}).items():
            await judging.remark(tx, entry_id, juror, text, now=JUDGED)
        for entry_id, juror in conflicts:
            await judging.declare_conflict(tx, entry_id, juror, has_conflict=True, now=JUDGED)
        await judging.cast(tx, votes or {}, now=JUDGED, by=14)
        await contests.reach(tx, contest_id, "judged", now=JUDGED, by=3)
        found = scoring.results(
            contest,
            await entries.of_contest(tx, contest_id),
            await judging.of_contest(tx, contest_id),
            votes or {},
        )
        await results.put(tx, contest_id, found, now=JUDGED, by=3)
    assert world.bot is not None
    world.bot.services.network.forget()


async def publish(world: World, contest_id: int) -> None:
    """Publish the results."""
    assert world.db is not None
    assert world.bot is not None
    async with world.db.write() as tx:
        await contests.reach(tx, contest_id, "published", now=PUBLISHED, by=1)
    world.bot.services.network.forget()
