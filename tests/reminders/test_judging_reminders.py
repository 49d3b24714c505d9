"""Jurors hear before the end of the judging, the department who is late, and that all is done."""

from datetime import date

from handed import IMAGE, admitted, change_contest, handed, scored, some_entries
from reminded import days_pass, everybody
from world import World

from storage import entries, leaves


async def _in_hand(world: World) -> None:
    """Hand three entries over on 16 December; nothing else waits for anybody."""
    everybody(world)
    await some_entries(world)
    await admitted(world, 1, 2, 3)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET needs_text = 0, confirmation = 'none'")
        await tx.run("UPDATE rounds SET state = 'saved' WHERE state <> 'saved'")
        await tx.run("UPDATE drafts SET state = 'deleted' WHERE state = 'open'")
        await tx.run(
            "UPDATE contests SET closes_on = '2026-01-31' WHERE contest_id <> ?", (IMAGE,)
        )
    await handed(world)


async def _without_the_fourth(world: World) -> None:
    """Withdraw the entry that waits for admission, so that it is not said beside."""
    assert world.db is not None
    async with world.db.write() as tx:
        await entries.withdraw(tx, 4, now="2026-12-16T07:00:00Z", by=7)


async def test_jurors_with_entries_left_hear_three_days_one_day_and_on_the_last_day(
    world: World,
) -> None:
    """Days off move it back; the outsider has no library and hears at the digest's hour."""
    await _in_hand(world)
    await _without_the_fourth(world)
    await scored(world, 3, 1, 2, 3)
    await scored(world, 6, 1)
    late = (
        "последний день оценки 29 декабря, ещё не всё оценено: Корешкова Г. Ф., Редакторов И. Л."
    )
    assert await days_pass(world, "16.12", 14) == [
        "24.12 09:30 14: 1. Оценить работы конкурса «Создать новый образ»: 0 из 3, до 29 декабря.",
        "26.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 1 из 2, до 29 декабря.",
        "28.12 09:30 14: 1. Оценить работы конкурса «Создать новый образ»: 0 из 3, до 29 декабря.",
        (
            "28.12 09:30 4: 1. Конкурс «Создать новый образ»: апошні дзень ацэнкі 29 снежня, "
            "яшчэ не ўсё ацэнена: Карашкова Г. Ф., Рэдактараў І. Л."
        ),
        f"28.12 09:30 2: 1. Конкурс «Создать новый образ»: {late}",
        "29.12 09:30 14: 1. Оценить работы конкурса «Создать новый образ»: 0 из 3, до 29 декабря.",
        "29.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 1 из 2, до 29 декабря.",
    ]


async def test_the_department_hears_that_all_is_scored(world: World) -> None:
    """Once, on the next morning; jurors are not reminded any more."""
    await _in_hand(world)
    await _without_the_fourth(world)
    world.clock.jump(hours=12)
    await scored(world, 3, 1, 2, 3)
    await scored(world, 6, 1, 2)
    await scored(world, 14, 1, 2, 3)
    whole = "все работы оценены, оценку можно завершить."
    assert await days_pass(world, "17.12", 11) == [
        (
            "17.12 09:30 4: 1. Конкурс «Создать новый образ»: усе работы ацэнены, ацэнку можна "
            "завяршыць."
        ),
        f"17.12 09:30 2: 1. Конкурс «Создать новый образ»: {whole}",
    ]


async def test_what_is_dealt_later_comes_with_the_next_digest(world: World) -> None:
    await _in_hand(world)
    world.clock.jump(hours=2)
    await world.chat(1004).forge("admit.one:4:4")
    assert await days_pass(world, "16.12", 6) == [
        "17.12 09:30 3: 1. Оценить работы конкурса «Создать новый образ»: 0 из 4, до 29 декабря.",
        "17.12 09:30 14: 1. Оценить работы конкурса «Создать новый образ»: 0 из 4, до 29 декабря.",
        "17.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 0 из 3, до 29 декабря.",
    ]


async def test_nobody_stands_in_for_a_juror_and_a_moved_day_moves_the_reminders(
    world: World,
) -> None:
    """Galina is away from the 17th to the 28th: she hears before and on the first day back."""
    await _in_hand(world)
    await change_contest(world, judging_until_on="2026-12-30")
    await scored(world, 3, 1, 2, 3)
    await scored(world, 14, 1, 2, 3)
    assert world.db is not None
    async with world.db.write() as tx:
        away = date(2026, 12, 17), date(2026, 12, 28)
        await leaves.add(tx, 6, *away, substitute_id=8, now="2026-12-16T07:00:00Z", by=6)
    lines = await days_pass(world, "16.12", 15)
    assert [line for line in lines if "ценить" in line] == [
        "16.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 0 из 2, до 30 декабря.",
        "29.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 0 из 2, до 30 декабря.",
        "30.12 11:00 6: 1. Оценить работы конкурса «Создать новый образ»: 0 из 2, до 30 декабря.",
    ]
