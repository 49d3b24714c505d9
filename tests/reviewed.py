"""The review of the sample's monitoring: where its sheets stand."""

from datetime import date

from world import World

from storage import campaigns, libraries, periods, reviews

NOW = "2026-10-14T12:00:00Z"


async def states(world: World) -> dict[str, str]:
    """Return the states of the libraries that have sent something, by code."""
    rows = await world.sql(
        "SELECT l.code, u.state FROM campaign_units AS u JOIN libraries AS l USING (library_id) "
        "WHERE u.state <> 'waiting' ORDER BY l.code"
    )
    return {str(code): str(state) for code, state in rows}


async def accept_all_but(world: World, *codes: str) -> None:
    """Let every library have sent something that is accepted, but for some."""
    assert world.db is not None
    async with world.db.write() as tx:
        left = [one.library_id for one in await libraries.known(tx) if one.code in codes]
        sent = (await campaigns.units(tx, 1))[1]
        for unit in await campaigns.units(tx, 1):
            if unit.library_id in left:
                continue
            await tx.run(
                "UPDATE remarks SET state = 'withdrawn', settled_at = ?, settled_by = 3 "
                "WHERE unit_id = ? AND state = 'open'",
                (NOW, unit.unit_id),
            )
            await tx.run(
                "UPDATE campaign_units SET state = 'sent', submission_id = "
                "coalesce(submission_id, ?) WHERE unit_id = ? AND state <> 'accepted'",
                (sent.submission_id, unit.unit_id),
            )
        known = await campaigns.units(tx, 1)
        chosen = [one for one in known if one.state == "sent" and one.library_id not in left]
        await reviews.accept(tx, 1, chosen, now=NOW, by=3)


async def speaks_belarusian(world: World, staff_id: int) -> None:
    """Let a person have chosen Belarusian."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = ?", (staff_id,))


async def all_sent(world: World) -> None:
    """Let every library of the sample's campaign have sent something to be reviewed."""
    assert world.db is not None
    async with world.db.write() as tx:
        sent = (await campaigns.units(tx, 1))[1]
        await tx.run("UPDATE remarks SET state = 'withdrawn', settled_at = ?", (NOW,))
        await tx.run(
            "UPDATE campaign_units SET state = 'sent', acceptance_id = NULL, "
            "submission_id = coalesce(submission_id, ?)",
            (sent.submission_id,),
        )


async def close_october(world: World) -> None:
    """Close the reporting period in which the sample's campaign ends."""
    assert world.db is not None
    days = date(2026, 10, 1), date(2026, 10, 31)
    async with world.db.write() as tx:
        await periods.close(tx, "month", *days, now=NOW, by=1)
