"""A contest of the sample network in the hands of its jury, for tests of what jurors do."""

import mimetypes
from collections.abc import Iterable
from typing import Any

from entered import an_entry
from world import World

from bot.sandbox.call import Upload
from storage import contests, entries, files, judging

NOW = "2026-10-15T06:00:00Z"
IGOR, GALINA, SVETLANA, MARINA = 14, 6, 3, 2  # chairman, juror, juror, secretary
TITLES = ("Стенд без пыли", "Новый стенд", "Уголок под липой")
PLACES = ((9, 7), (5, 3), (11, 10))  # who submitted, for which library


async def handed(
    world: World, jurors: Iterable[int] = (IGOR, GALINA, SVETLANA), *, count: int = 3
) -> list[int]:
    """Submit and admit entries to contest 2, hand them to its jury and deal each to `jurors`."""
    found = []
    for title, (staff_id, library_id) in list(zip(TITLES, PLACES, strict=True))[:count]:
        found.append(
            await an_entry(world, 2, staff_id=staff_id, library_id=library_id, title=title)
        )
    assert world.db is not None
    async with world.db.write() as tx:
        for entry_id in found:
            await entries.admit(tx, entry_id, now=NOW, by=MARINA)
        await contests.reach(tx, 2, "handed", now=NOW, by=MARINA)
        await judging.deal(tx, [(one, juror) for one in found for juror in jurors], now=NOW)
    await fresh(world)
    return found


async def fresh(world: World) -> None:
    """Let the bot read the network anew: a test has changed it beside the bot."""
    assert world.bot is not None
    world.bot.services.network.forget()


async def change(world: World, statement: str, *values: Any) -> None:
    """Change rows beside the bot."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(statement, values)
    await fresh(world)


async def scores(world: World) -> list[tuple[object, ...]]:
    """Return every point that is kept: entry, juror, criterion's place, points."""
    return await world.sql(
        "SELECT s.entry_id, s.staff_id, c.position, s.points FROM scores AS s "
        "JOIN criteria AS c USING (criterion_id) ORDER BY 1, 2, 3"
    )


async def a_file(
    world: World, entry_id: int, name: str, content: bytes, *, kind: str = "document"
) -> int:
    """Let a file that somebody sent to the bot belong to an entry; it is fetched at once."""
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    sent = world.telegram.files.keep(kind, Upload(name, content, mime))
    assert world.db is not None
    assert world.bot is not None
    async with world.db.write() as tx:
        file_id = await files.want(
            tx, staff_id=9, now=NOW, telegram_file_id=sent.file_id, unique_id=sent.unique_id,
            kind=kind, mime=mime, name=name, size=len(content), duration_s=None,
        )  # fmt: skip
        await tx.run(
            "INSERT INTO entry_files (entry_id, position, role, file_id) "
            "SELECT ?, count(*) + 100, 'after', ? FROM entry_files",
            (entry_id, file_id),
        )
    world.bot.fetcher.wake()
    await world.settled()
    return file_id


def sent_to(world: World, user_id: int) -> list[dict[str, Any]]:
    """Return every call of the bot that put something into a person's chat."""
    return [
        call
        for call in world.telegram.journal or ()
        if str(call["params"].get("chat_id")) == str(user_id)
    ]


def uploaded(world: World) -> dict[str, bytes]:
    """Return the files that left the bot, as their bytes left it, by the names they had."""
    return {one.name: one.content for one in world.telegram.uploaded}
