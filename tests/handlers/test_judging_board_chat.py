"""«Ход оценки»: who is how far, never points; slow jurors are reminded once a day."""

from handed import IMAGE, admitted, change_contest, handed, scored, some_entries, started
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
HEAD = "Ход оценки: «Создать новый образ»\nБаллы принимаются до 29 декабря, осталось 13 дней.\n"
BOARD = (
    f"{HEAD}"
    "Редакторов И. Л. (председатель): 0 из 3\n"
    "Аннотова С. Ю.: 3 из 3\n"
    "Корешкова Г. Ф.: 1 из 2\n"
    "Каталогова М. П. (секретарь)\n"
    "Всего оценок: 4 из 8."
)


async def _in_hand(world: World) -> None:
    """Three entries with the jury: Svetlana has scored all, Galina one, Igor nothing."""
    await started(world, 1, 2, 3, 6, 14)
    await some_entries(world)
    await admitted(world, 1, 2, 3)
    await handed(world)
    await scored(world, 3, 1, 2, 3)
    await scored(world, 6, 1)
    for one in (1, 2, 3, 6, 14):
        await world.chat(1000 + one).news()


async def test_who_has_scored_how_much(world: World) -> None:
    await _in_hand(world)
    olga = world.chat(1001)
    await olga.forge(f"contest.card:{IMAGE}")
    assert await olga.press("Ход оценки") == [BOARD]
    assert olga.buttons == [["Напомнить 2", "Завершить"], ["Состав жюри", "К конкурсу"]]


async def test_the_secretary_sees_how_far_it_is_and_decides_nothing(world: World) -> None:
    """Marina is a methodist; as a librarian with the duty she would see only this."""
    await _in_hand(world)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE staff SET role = 'librarian' WHERE staff_id = 2")
    world.bot.services.network.forget()  # type: ignore[union-attr]
    marina = world.chat(1002)
    assert await marina.forge(f"judging.board:{IMAGE}") == [BOARD]
    assert marina.buttons == []
    for data in ("nudge", "close", "closed", "reopen", "until"):
        assert await marina.forge(f"judging.{data}:{IMAGE}") == []
        assert marina.toast == NOT_OPEN


async def test_jurors_and_others_see_no_board(world: World) -> None:
    """Galina scores in this jury, Igor is its chairman, Nina and Denis are not of it."""
    await _in_hand(world)
    await started(world, 5, 15)
    for one in (6, 14, 5, 15):
        chat = world.chat(1000 + one)
        for data in ("board", "nudge", "close", "closed", "reopen", "until"):
            assert await chat.forge(f"judging.{data}:{IMAGE}") == [], (one, data)
            assert chat.toast == NOT_OPEN


async def test_conflicts_and_entries_without_enough_jurors_in_belarusian(world: World) -> None:
    await _in_hand(world)
    await change_contest(world, jurors_an_entry=3)
    igor, pavel = world.chat(1014), world.chat(1004)
    await igor.forge("jury.concerned:3")
    assert await pavel.forge(f"judging.board:{IMAGE}") == [
        (
            "Ход ацэнкі: «Создать новый образ»\n"
            "Балы прымаюцца да 29 снежня, засталося 13 дзён.\n"
            "Рэдактараў І. Л. (старшыня): 0 з 2, асабістая зацікаўленасць: № 3\n"
            "Анотава С. Ю.: 3 з 3\n"
            "Карашкова Г. Ф.: 1 з 2\n"
            "Каталогава М. П. (сакратар)\n"
            "Усяго ацэнак: 4 з 7.\n"
            "Членаў журы не хапае (колькіх для кожнай работы): № 3 (2)."
        )
    ]


async def test_slow_jurors_are_reminded_once_a_day(world: World) -> None:
    """Who has scored all hears nothing; who is out of reach is named."""
    await _in_hand(world)
    olga, galina, igor = world.chat(1001), world.chat(1006), world.chat(1014)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE accounts SET blocked_at = '2026-12-01' WHERE user_id = 1006")
    world.bot.services.network.forget()  # type: ignore[union-attr]
    await olga.forge(f"judging.board:{IMAGE}")
    said = await olga.press("Напомнить 1")
    assert said[0].split("\n")[:3] == [
        "Напоминание отправлено: Редакторов И. Л.",
        "Сообщение не дойдёт, позвоните, пожалуйста: Корешкова Г. Ф.",
        "Ход оценки: «Создать новый образ»",
    ]
    assert olga.buttons == [["Завершить", "Состав жюри"], ["К конкурсу"]]
    assert await igor.news() == [
        (
            "Вашей оценки ждёт: Экслибрисова О. С.\n"
            "Конкурс «Создать новый образ»: оценено 0 из 3, срок до 29 декабря включительно."
        )
    ]
    assert igor.buttons == [["Оценить работы"]]
    await olga.forge(f"judging.nudge:{IMAGE}")
    assert (await igor.news(), await galina.news(), await world.chat(1003).news()) == ([], [], [])
    world.clock.jump(hours=24)
    await olga.forge(f"judging.nudge:{IMAGE}")
    assert len(await igor.news()) == 1
