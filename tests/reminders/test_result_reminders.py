"""Judged contests in the morning's digest: who is reminded of what, until it is done."""

from judged_contest import POINTS, close, five_entries, give, set_rule
from reminded import at, everybody
from world import World

AWARD = "Конкурс «Создать новый образ»: проверьте награды и замечания жюри."
PUBLISH = "Конкурс «Создать новый образ»: итоги подсчитаны и ждут публикации."
CAST = "Конкурс «Создать новый образ»: работы равны, нужен Ваш решающий голос."


async def lines(world: World, user_id: int) -> list[str]:
    """Return what a person has heard about the contest since the last look."""
    said = "\n".join(await world.chat(user_id).news()).split("\n")
    return [one.split(". ", 1)[-1] for one in said if "Создать новый образ" in one]


async def test_the_next_morning_each_is_reminded_of_their_part(world: World) -> None:
    """The chairman of the vote, head and deputy of publishing, methodists of the awards."""
    everybody(world)
    await set_rule(world, "tie_rule", "chairman")
    await five_entries(world)
    await give(world, POINTS)
    await close(world)
    for user_id in (1001, 1002, 1003, 1004, 1005, 1014):
        await world.chat(user_id).news()
    world.clock.set(at("16.10", "10:00"))
    await world.tick()
    assert {key: await lines(world, key) for key in (1001, 1002, 1003, 1005, 1014)} == {
        1001: [PUBLISH], 1002: [PUBLISH], 1003: [AWARD], 1005: [], 1014: [CAST],
    }  # fmt: skip
    assert await lines(world, 1004) == [
        "Конкурс «Создать новый образ»: праверце ўзнагароды і заўвагі журы."
    ]


async def test_nobody_is_reminded_when_it_is_done(world: World) -> None:
    """The vote is cast, the results are published: no reminder comes."""
    everybody(world)
    await set_rule(world, "tie_rule", "chairman")
    await five_entries(world)
    await give(world, POINTS)
    await close(world)
    igor, olga = world.chat(1014), world.chat(1001)
    await igor.start()
    await olga.start()
    await igor.forge("cast.pick:1:1")
    await olga.forge("result.preview:2")
    await olga.press("Опубликовать")
    for user_id in (1001, 1002, 1003, 1014):
        await world.chat(user_id).news()
    for day in ("16.10", "19.10", "20.10", "21.10", "22.10"):
        world.clock.set(at(day, "10:00"))
        await world.tick()
    assert [await lines(world, key) for key in (1001, 1002, 1003, 1014)] == [[], [], [], []]
