"""The review of the sample's monitoring: where its sheets stand."""

from world import World


async def states(world: World) -> dict[str, str]:
    """Return the states of the libraries that have sent something, by code."""
    rows = await world.sql(
        "SELECT l.code, u.state FROM campaign_units AS u JOIN libraries AS l USING (library_id) "
        "WHERE u.state <> 'waiting' ORDER BY l.code"
    )
    return {str(code): str(state) for code, state in rows}
