"""The casting vote: only the chairman, only among equals, only until the results are published."""

import pytest
from judged_contest import POINTS, close, five_entries, give, set_rule
from world import World

from storage import contests

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
NOTHING = "Равных работ в этом конкурсе нет: решать нечего."
NOW = "2026-10-15T06:30:00Z"
ASKED = (
    "Жюри конкурса «Создать новый образ» закончило оценивать. Спорных мест: 1. Баллы и все "
    "критерии у работ равны; по положению решает председатель."
)
CHOICE = (
    "Решающий голос: «Создать новый образ»\n"
    "У этих работ баллы равны, в том числе по всем критериям:\n"
    "№ 1 «Стенд у окна»\n"
    "№ 2 «Стенд без пыли»\n"
    "Какую поставить выше?"
)
EQUAL = {one: {14: (8, 8, 8, 8, 4, 4)} for one in (1, 2, 3, 4)}


async def with_ties(world: World, points: dict = POINTS) -> None:
    await set_rule(world, "tie_rule", "chairman")
    await five_entries(world)
    await give(world, points)


async def places(world: World) -> list[tuple[object, ...]]:
    return await world.sql(
        "SELECT entry_id, place, decided_by FROM results WHERE place IS NOT NULL ORDER BY 2, 1"
    )


async def test_the_chairman_is_asked_sees_the_equals_only_and_decides(world: World) -> None:
    """The results follow at once, with the diplomas; the task is done."""
    igor, marina = world.chat(1014), world.chat(1002)
    await igor.start()
    await marina.start()
    await with_ties(world)
    await close(world)
    assert await igor.news() == [ASKED]
    assert await igor.send("/tasks") == [
        (
            "Игорь Львович, сегодня 15 октября.\n"
            "1. Конкурс «Создать новый образ»: работы равны, нужен Ваш решающий голос.\n"
            "Нажмите номер."
        )
    ]
    [said] = await marina.forge("result.list:2:0")
    assert "Решения председателя ещё нет, кто выше: № 1, № 2." in said.split("\n")
    assert await igor.press("1") == [CHOICE]
    assert igor.buttons == [
        ["№ 1 «Стенд у окна»"], ["№ 2 «Стенд без пыли»"], ["Место общее"],
        ["Посмотреть работы"],
    ]  # fmt: skip
    decided = (
        "Решающий голос: «Создать новый образ»\n"
        "Ваш порядок: 1) № 2 «Стенд без пыли»; 2) № 1 «Стенд у окна».\n"
        "Решение записано. Его можно изменить, пока итоги не опубликованы."
    )
    assert await igor.press("№ 2 «Стенд без пыли»") == [decided]
    assert await places(world) == [
        (2, 1, "chairman"), (1, 2, "chairman"), (3, 3, "points"), (4, 4, "points"),
    ]  # fmt: skip
    assert (await igor.send("/tasks"))[0].split("\n")[1:] == ["На сегодня дел нет. Хорошего дня!"]
    [said] = await marina.forge("result.list:2:0")
    assert said.split("\n")[4:6] == [
        (
            "1 место. № 2 «Стенд без пыли», Сеньковщина: 43,00; диплом I степени; "
            "место решил голос председателя."
        ),
        (
            "2 место. № 1 «Стенд у окна», Деревная: 43,00; диплом II степени; "
            "место решил голос председателя."
        ),
    ]


async def test_a_decision_is_changed_into_a_shared_place(world: World) -> None:
    """Until the results are published; pressed twice it is the same."""
    igor = world.chat(1014)
    await igor.start()
    await with_ties(world)
    await close(world)
    await igor.forge("cast.open:2")
    await igor.press("№ 1 «Стенд у окна»")
    assert await igor.press("Решить заново") == [CHOICE]
    shared = (
        "Решающий голос: «Создать новый образ»\n"
        "Место общее: № 1 «Стенд у окна», № 2 «Стенд без пыли».\n"
        "Решение записано. Его можно изменить, пока итоги не опубликованы."
    )
    assert await igor.press("Место общее") == [shared]
    await igor.forge("cast.share:1:1")
    await igor.forge("cast.pick:1:1")
    assert igor.last.text == shared
    assert await places(world) == [
        (1, 1, "shared"), (2, 1, "shared"), (3, 2, "points"), (4, 3, "points"),
    ]  # fmt: skip


async def test_more_than_two_are_put_in_order_one_by_one(world: World) -> None:
    """The rest may share; an old button of an earlier step changes nothing."""
    igor = world.chat(1014)
    await igor.start()
    await with_ties(world, EQUAL)
    await close(world)
    await igor.forge("cast.open:2")
    assert await igor.press("№ 3 «Тихий угол»") == [
        (
            "Решающий голос: «Создать новый образ»\n"
            "У этих работ баллы равны, в том числе по всем критериям:\n"
            "№ 1 «Стенд у окна»\n"
            "№ 2 «Стенд без пыли»\n"
            "№ 4 «Первая полка»\n"
            "Ваш порядок: 1) № 3 «Тихий угол».\n"
            "Какая следующая?"
        )
    ]
    assert await places(world) == [(one, 1, "shared") for one in (1, 2, 3, 4)]
    await igor.forge("cast.pick:4:1")
    assert igor.buttons == [
        ["№ 1 «Стенд у окна»"], ["№ 2 «Стенд без пыли»"], ["№ 4 «Первая полка»"],
        ["У остальных место общее"], ["Посмотреть работы"], ["Начать заново"],
    ]  # fmt: skip
    await igor.press("№ 4 «Первая полка»")
    await igor.press("У остальных место общее")
    assert await places(world) == [
        (3, 1, "chairman"), (4, 2, "chairman"), (1, 3, "shared"), (2, 3, "shared"),
    ]  # fmt: skip
    await igor.press("Решить заново")
    for label in ("№ 1 «Стенд у окна»", "№ 2 «Стенд без пыли»", "№ 3 «Тихий угол»"):
        await igor.press(label)
    assert await places(world) == [(one, one, "chairman") for one in (1, 2, 3, 4)]


async def test_the_chairman_looks_at_the_equal_entries(world: World) -> None:
    """As a juror sees them; the question stands below."""
    igor = world.chat(1014)
    await igor.start()
    await with_ties(world)
    await close(world)
    await igor.forge("cast.open:2")
    said = await igor.press("Посмотреть работы")
    assert said[0].split("\n")[0] == "Работа 1 из 2: «Стенд у окна»"
    [other] = [one for one in said if one.startswith("Работа 2 из 2")]
    assert other.split("\n")[0] == "Работа 2 из 2: «Стенд без пыли»"
    assert said[-1] == CHOICE


async def test_two_ties_are_listed_in_a_blind_contest_without_names(world: World) -> None:
    igor = world.chat(1014)
    await igor.start()
    await set_rule(world, "is_blind", 1)  # the names that titles tell are hidden, too
    low = {14: (1, 1, 1, 1, 1, 1)}
    await with_ties(world, {**EQUAL, 3: low, 4: low})
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET title = 'Угол в Василевичах' WHERE entry_id = 3")
    await close(world)
    await igor.news()
    assert await igor.press("Решить") == [
        (
            "Решающий голос: «Создать новый образ»\n"
            "1. № 1 «Стенд у окна», № 2 «Стенд без пыли»: ещё не решено.\n"
            "2. № 3 «Угол в …», № 4 «Первая полка»: ещё не решено.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    assert await igor.press("2. № 3, № 4") == [
        (
            "Решающий голос: «Создать новый образ»\n"
            "У этих работ баллы равны, в том числе по всем критериям:\n"
            "№ 3 «Угол в …»\n"
            "№ 4 «Первая полка»\n"
            "Какую поставить выше?"
        )
    ]
    shown = "\n".join(await igor.press("Посмотреть работы"))
    assert [one for one in ("Василевич", "Полкина", "Мижевичи") if one in shown] == []
    await igor.press("№ 4 «Первая полка»")
    assert (await igor.press("К равным работам"))[0].split("\n")[1:3] == [
        "1. № 1 «Стенд у окна», № 2 «Стенд без пыли»: ещё не решено.",
        "2. № 3 «Угол в …», № 4 «Первая полка»: решено.",
    ]


async def test_where_the_chairman_is_concerned_the_place_is_shared(world: World) -> None:
    """A conflict declared: nothing is asked, and the department reads why."""
    igor, marina = world.chat(1014), world.chat(1002)
    await igor.start()
    await marina.start()
    points = {1: {6: (8, 8, 8, 8, 4, 4)}, 2: {6: (8, 8, 8, 8, 4, 4)}}
    await with_ties(world, points)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO judgements (entry_id, staff_id, has_conflict, updated_at) "
            "VALUES (2, 14, 1, ?)",
            (NOW,),
        )
    await close(world)
    assert await igor.news() == []
    for data in ("cast.open:2", "cast.pick:1:1", "cast.share:1:1"):
        assert await igor.forge(data) == [], data
        assert igor.toast == NOTHING, data
    assert await places(world) == [(1, 1, "shared"), (2, 1, "shared")]
    [said] = await marina.forge("result.list:2:0")
    assert said.split("\n")[-1] == (
        "Решающего голоса здесь нет (председателя нет или есть личная заинтересованность), "
        "место общее: № 1, № 2."
    )


@pytest.mark.parametrize("user_id", [1001, 1002, 1003, 1005, 1006, 1015])
async def test_nobody_else_casts(world: World, user_id: int) -> None:
    """Neither head, deputy and secretary, jurors, librarians nor the admin, by forged buttons."""
    chat = world.chat(user_id)
    await chat.start()
    await with_ties(world)
    await close(world)
    before = await places(world)
    for data in ("open:2", "tie:2:1", "pick:1:1", "share:1:1", "anew:1", "look:1"):
        assert await chat.forge(f"cast.{data}") == [], data
        assert chat.toast == NOT_OPEN, data
    assert await places(world) == before
    assert await world.sql("SELECT * FROM casting_votes") == []


async def test_the_chairman_casts_among_equals_only_and_not_after_publishing(
    world: World,
) -> None:
    igor = world.chat(1014)
    await igor.start()
    await with_ties(world)
    await close(world)
    for data in ("pick:3:1", "tie:2:4", "share:5:1", "pick:99:1", "open:1", "open:x", "pick:1"):
        assert await igor.forge(f"cast.{data}") == [], data
        assert igor.toast in {NOT_OPEN, NOTHING}, data
    assert world.db is not None
    assert world.bot is not None
    async with world.db.write() as tx:
        await contests.reach(tx, 2, "published", now=NOW, by=1)
    world.bot.services.network.forget()
    assert await igor.forge("cast.pick:1:1") == []
    assert igor.toast == "Итоги этого конкурса опубликованы и больше не меняются."
    assert await world.sql("SELECT * FROM casting_votes") == []


async def test_a_place_is_shared_unasked_where_the_regulation_says_so(world: World) -> None:
    igor = world.chat(1014)
    await igor.start()
    await five_entries(world)
    await give(world, POINTS)
    await close(world)
    assert await igor.news() == []
    assert await igor.forge("cast.open:2") == []
    assert igor.toast == NOTHING


async def test_an_award_given_by_hand_outlives_the_casting_vote(world: World) -> None:
    """The others follow their places."""
    igor, marina = world.chat(1014), world.chat(1002)
    await igor.start()
    await marina.start()
    await with_ties(world)
    await close(world)
    await marina.forge("result.awards:3")
    await marina.press("поощрительный диплом")
    await igor.forge("cast.pick:1:1")
    assert await world.sql(
        "SELECT entry_id, place, degree, kind FROM results "
        "LEFT JOIN contest_awards USING (award_id) WHERE place IS NOT NULL ORDER BY place"
    ) == [
        (1, 1, 1, "degree"), (2, 2, 2, "degree"), (3, 3, None, "encouragement"),
        (4, 4, None, None),
    ]  # fmt: skip


async def test_the_chairman_is_asked_in_belarusian(world: World) -> None:
    igor = world.chat(1014)
    await igor.start()
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = 14")
    assert world.bot is not None
    world.bot.services.network.forget()
    await with_ties(world)
    await close(world)
    assert await igor.news() == [
        (
            "Журы конкурсу «Создать новый образ» скончыла ацэньваць. Спрэчных месцаў: 1. Балы і "
            "ўсе крытэрыі ў работ роўныя; паводле палажэння вырашае старшыня."
        )
    ]
    assert await igor.press("Вырашыць") == [
        (
            "Вырашальны голас: «Создать новый образ»\n"
            "У гэтых работ балы роўныя, у тым ліку па ўсіх крытэрыях:\n"
            "№ 1 «Стенд у окна»\n"
            "№ 2 «Стенд без пыли»\n"
            "Якую паставіць вышэй?"
        )
    ]
