"""What changes while the jury scores: who is in it, an entry corrected or withdrawn."""

from handed import IMAGE, admitted, change_contest, deals, handed, scored, some_entries, started
from world import World


async def _in_hand(world: World, **values: int) -> None:
    """Four entries with the jury of Svetlana, Galina and Igor."""
    await started(world, 1, 2, 3, 6, 9, 14)
    await some_entries(world)
    await admitted(world, 1, 2, 3, 4)
    if values:
        await change_contest(world, **values)
    await handed(world)
    for one in (1, 2, 3, 6, 9, 14):
        await world.chat(1000 + one).news()


async def test_who_comes_into_the_jury_gets_a_fair_share(world: World) -> None:
    """What is scored stays; only what is not begun moves."""
    await _in_hand(world, jurors_an_entry=1)
    before = await deals(world)
    [anna] = await started(world, 8)
    await anna.news()
    olga = world.chat(1001)
    await olga.forge(f"judging.board:{IMAGE}")
    await olga.press("Состав жюри")
    await olga.press("Добавить")
    await olga.forge(f"contest.duty:{IMAGE}:8:juror")
    assert await anna.news() == [
        (
            "Работы конкурса «Создать новый образ» ждут Вашей оценки: 1. Поставьте, пожалуйста, "
            "баллы до 29 декабря включительно."
        )
    ]
    after = await deals(world)
    assert sorted(staff_id for _, staff_id in after) == [3, 6, 8, 14]
    assert len(set(before) - set(after)) == 1


async def test_who_is_taken_out_is_told_and_the_entries_go_to_others_in_belarusian(
    world: World,
) -> None:
    """Their points are kept and count no more; the secretary can take their place."""
    await _in_hand(world, jurors_an_entry=2)
    igor, pavel, marina = world.chat(1014), world.chat(1004), world.chat(1002)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = 14")
    await scored(world, 14, 1)
    await pavel.forge(f"contest.duty:{IMAGE}:14:out")
    assert await igor.news() == [
        "Вы больш не ў журы конкурсу «Создать новый образ». Дзякуй за дапамогу."
    ]
    assert [pair for pair in await deals(world) if pair[1] == 14] == []
    assert await world.sql("SELECT count(*) FROM scores WHERE staff_id = 14") == [(6,)]
    assert await deals(world) == [(1, 3), (1, 6), (2, 3), (2, 6), (3, 3), (4, 3), (4, 6)]
    await pavel.forge(f"contest.duty:{IMAGE}:2:juror")
    assert (3, 2) in await deals(world)
    assert await marina.news() == []


async def test_nobody_leaves_the_jury_to_read_the_points_of_others(world: World) -> None:
    """A methodist of the jury takes themselves neither out of it nor to the secretary's place."""
    await _in_hand(world)
    svetlana = world.chat(1003)
    for duty in ("out", "secretary", "chairman"):
        assert await svetlana.forge(f"contest.duty:{IMAGE}:3:{duty}") == []
        assert svetlana.toast == (
            "Вы ставите баллы в этом конкурсе. Пока работы у жюри, Ваши обязанности в нём меняет "
            "только коллега."
        )
    duties = await world.sql(
        "SELECT duty FROM contest_jurors WHERE contest_id = ? AND staff_id = 3", IMAGE
    )
    assert duties == [("juror",)]


async def test_the_jury_stays_when_the_judging_is_over(world: World) -> None:
    await _in_hand(world)
    olga = world.chat(1001)
    await olga.forge(f"judging.closed:{IMAGE}")
    before = await world.sql("SELECT * FROM contest_jurors")
    await olga.forge(f"contest.duty:{IMAGE}:14:out")
    assert olga.toast == "Это уже не изменить: конкурс на другом этапе."
    assert await world.sql("SELECT * FROM contest_jurors") == before


async def test_a_withdrawn_entry_is_taken_from_the_jury(world: World) -> None:
    """Its points stay with it and count nowhere."""
    await _in_hand(world)
    await scored(world, 3, 1)
    svetlana, igor = world.chat(1003), world.chat(1014)
    await svetlana.forge("entry.drop:1")
    await svetlana.send("Авторы просят снять работу")
    assert [pair for pair in await deals(world) if pair[0] == 1] == []
    await igor.forge("jury.open:1")
    assert igor.toast != ""
    assert await world.sql("SELECT count(*) FROM scores WHERE entry_id = 1") == [(6,)]


async def test_a_corrected_entry_comes_back_and_those_who_scored_it_hear(world: World) -> None:
    """Meanwhile no juror has it; the same ones have it again when it is admitted anew."""
    await _in_hand(world, jurors_an_entry=2)
    before = await deals(world)
    of_one = [staff_id for entry_id, staff_id in before if entry_id == 1]
    await scored(world, int(str(of_one[0])), 1)
    svetlana, anna = world.chat(1003), world.chat(1009)
    await svetlana.forge("entry.back:1")
    await svetlana.send("Добавьте, что сделано своими руками")
    await anna.news()
    jurors = [world.chat(1000 + int(str(one))) for one in of_one]
    for chat in jurors:
        await chat.news()
    assert await world.sql("SELECT count(*) FROM deals WHERE entry_id = 1") == [(2,)]
    await jurors[1].forge("jury.open:1")
    assert jurors[1].toast != ""
    await anna.forge("entry.edit:1")
    await anna.send("5")
    await anna.send("Стенд без пыли и шума")
    await anna.press("Захаваць")
    await world.chat(1004).forge(f"admit.list:{IMAGE}")
    await world.chat(1004).press("Дапусціць без заўваг: 1")
    assert await deals(world) == before
    news = [await chat.news() for chat in jurors]
    assert [one for one in news[0] if "изменилась" in one] == [
        (
            "Конкурс «Создать новый образ»: работа «Стенд без пыли и шума» изменилась после "
            "Вашей оценки. Проверьте, пожалуйста, подходят ли ещё баллы."
        )
    ]
    assert [one for one in news[1] if "изменилась" in one] == []
