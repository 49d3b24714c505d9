"""Contests judged without a conversation, for tests of what is made of their results."""

from world import World

from storage import contests, results
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
        await tx.run("UPDATE entries SET state = 'admitted' WHERE contest_id = ?", (contest_id,))
        await contests.reach(tx, contest_id, "handed", now=JUDGED, by=3)
        await contests.reach(tx, contest_id, "judged", now=JUDGED, by=3)
        await results.put(tx, contest_id, found, now=JUDGED, by=3)
        if is_published:
            await contests.reach(tx, contest_id, "published", now=PUBLISHED, by=1)
    assert world.bot is not None
    world.bot.services.network.forget()
