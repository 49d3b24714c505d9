"""After the last day for entries the department hears what waits: admission, then the jury."""

from handed import IMAGE, admitted, change_contest, handed, some_entries
from reminded import days_pass, everybody
from world import World


async def _announced(world: World, by: int | None) -> None:
    """Four entries of «Создать новый образ», of which nothing else waits for anybody."""
    everybody(world)
    await some_entries(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        await tx.run("UPDATE drafts SET state = 'deleted' WHERE state = 'open'")
        await tx.run(
            "UPDATE contests SET closes_on = '2026-01-31' WHERE contest_id <> ?", (IMAGE,)
        )
    await change_contest(world, announced_by=by)


async def test_who_announced_it_hears_of_admission_then_of_the_jury(world: World) -> None:
    """The last day is Tuesday 15 December: the next working day, and three later."""
    await _announced(world, by=3)
    assert await days_pass(world, "16.12", 1) == [
        "16.12 09:30 3: 1. Конкурс «Создать новый образ»: ждут допуска работ: 4.",
    ]
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.tap("Мои дела")
    await svetlana.press("1")
    assert svetlana.last.text.split("\n")[0] == "Допуск: «Создать новый образ»"
    await admitted(world, 1, 2, 3, 4)
    over = "3: 1. Конкурс «Создать новый образ»: приём закончен, передайте работы жюри."
    assert await days_pass(world, "17.12", 6) == [f"17.12 09:30 {over}", f"19.12 09:30 {over}"]
    await svetlana.tap("Мои дела")
    await svetlana.press("1")
    assert svetlana.last.text.split("\n")[0] == "Передать жюри: «Создать новый образ»"
    await svetlana.press("Передать")
    assert [
        line for line in await days_pass(world, "23.12", 1) if " 3: " in line and "приём" in line
    ] == []


async def test_where_nobody_is_known_the_department_hears_it_in_its_languages(
    world: World,
) -> None:
    await _announced(world, by=None)
    await admitted(world, 1, 2, 3, 4)
    said = "Конкурс «Создать новый образ»: приём закончен, передайте работы жюри."
    assert sorted(await days_pass(world, "16.12", 1)) == [
        f"16.12 09:30 1: 1. {said}",
        f"16.12 09:30 2: 1. {said}",
        f"16.12 09:30 3: 1. {said}",
        "16.12 09:30 4: 1. Конкурс «Создать новый образ»: прыём скончаны, перадайце работы журы.",
    ]


async def test_what_comes_late_waits_for_who_handed_it_over(world: World) -> None:
    await _announced(world, by=3)
    await admitted(world, 1, 2, 3)
    await handed(world)
    assert [one for one in await days_pass(world, "16.12", 2) if "допус" in one] == [
        "16.12 11:00 4: 1. Конкурс «Создать новый образ»: чакаюць допуску работ: 1.",
    ]
