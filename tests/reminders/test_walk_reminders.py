"""A walk that was put aside or forgotten is reminded of like a draft, to who walks only."""

from monitored import without_campaigns
from reminded import at, days_pass
from walking import NINA, begin, without_rounds
from world import World


async def test_a_forgotten_round_is_reminded_of_on_the_next_working_days(world: World) -> None:
    """Nina's library works on Saturday, not on Friday; then three working days later."""
    await without_rounds(world)
    await without_campaigns(world)
    nina = world.chat(NINA)
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET confirmation = 'none'")
    await begin(nina)
    await nina.send("никого")
    world.clock.set(at("15.10", "21:00"))
    said = [line for line in await days_pass(world, "16.10", 30) if " 5: " in line]
    assert said == [
        "17.10 11:00 5: 1. Обход не закончен: Деревная, 15 октября.",
        "21.10 11:00 5: 1. Обход не закончен: Деревная, 15 октября.",
    ]
