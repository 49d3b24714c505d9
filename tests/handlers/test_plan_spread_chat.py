"""«Распределить поровну» and «Как в прошлом году»: shown, taken, taken back in conversation."""

from planned import PAVEL, SVETLANA, a_plan, lines_of
from world import World


async def counted(world: World) -> list[tuple[object, ...]]:
    """Count the lines of each month that are in the plan."""
    return await world.sql(
        "SELECT month, count(*) FROM plan_lines WHERE removed_at IS NULL GROUP BY month"
    )


async def test_each_library_four_times_next_year(world: World) -> None:
    """Shown first, taken with one press, taken back with one."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("2027")
    assert await svetlana.press("Распределить поровну") == [
        (
            "План выездов: 2027 год\n"
            "Без плана 12 библиотек.\n"
            "Сколько раз в год ездить в каждую? Нажмите или напишите число."
        )
    ]
    assert svetlana.buttons == [["1", "2", "3"], ["4", "6", "12"], ["К плану"]]
    assert await svetlana.send("4") == ["План выездов: 2027 год\nВ какие месяцы ездите?"]
    said = await svetlana.press("Все месяцы")
    assert said[-1].split("\n") == [
        "План выездов: 2027 год",
        "Каждая библиотека: 4 раза в год.",
        "Деревная: январь, апрель, июль, октябрь",
        "Новоселки: январь, апрель, июль, октябрь",
        "Большие Шиловичи: январь, апрель, июль, октябрь",
        "Деревянчицы: январь, апрель, июль, октябрь",
        "Жировичи: февраль, май, август, ноябрь",
        "Мижевичи: февраль, май, август, ноябрь",
        "Новодевятковичи: февраль, май, август, ноябрь",
        "Озерница: февраль, май, август, ноябрь",
        "Павлово: март, июнь, сентябрь, декабрь",
        "Василевичи: март, июнь, сентябрь, декабрь",
        "Сеньковщина: март, июнь, сентябрь, декабрь",
        "Центральная: март, июнь, сентябрь, декабрь",
        (
            "Выездов в библиотеки по месяцам: январь 4, февраль 4, март 4, апрель 4, май 4, "
            "июнь 4, июль 4, август 4, сентябрь 4, октябрь 4, ноябрь 4, декабрь 4."
        ),
        "Всего: 48. Пока Вы не нажмёте «Принять», план не меняется.",
    ]
    assert await counted(world) == []
    assert await svetlana.press("Принять") == [
        (
            "В план внесено 48 выездов в библиотеки.\n"
            "Пока ничего из этого не сделано, всё можно убрать одним нажатием."
        )
    ]
    assert await counted(world) == [(f"2027-{month:02}", 4) for month in range(1, 13)]
    assert await lines_of(world, 3, 2027) == [
        (f"2027-{month:02}", "planned", 3) for month in (1, 4, 7, 10)
    ]
    said = await svetlana.press("Убрать из плана")
    assert said[-1].split("\n")[:4] == [
        "Убрано: из этого в плане ничего не осталось.",
        "План выездов: 2027 год",
        "Период открыт.",
        "Пока ничего не запланировано.",
    ]
    assert await counted(world) == []
    await svetlana.forge("plan.undo:1")
    assert svetlana.toast == "Это уже убрано из плана."


async def test_winter_is_left_out_and_what_is_planned_stays(world: World) -> None:
    """In Belarusian; those who have a plan are counted, not changed."""
    await a_plan(world, (3, 2, 4), (4, 2, 4), year=2027)
    pavel = world.chat(PAVEL)
    await pavel.send("/plan")
    await pavel.press("2027")
    await pavel.press("Размеркаваць пароўну")
    await pavel.press("2")
    said = await pavel.press("Акрамя зімы (снежань–люты)")
    assert said[-1].split("\n")[-3:] == [
        (
            "Выездаў у бібліятэкі па месяцах: сакавік 3, красавік 2, май 2, чэрвень 2, ліпень 3, "
            "жнівень 2, верасень 2, кастрычнік 2, лістапад 2."
        ),
        "Усяго: 20. Пакуль Вы не націснеце «Прыняць», план не змяняецца.",
        "Бібліятэкі, у якіх план ужо ёсць, застаюцца як ёсць: 2.",
    ]
    await pavel.press("Прыняць")
    assert await lines_of(world, 3, 2027) == [("2027-02", "planned", 4)]
    assert len(await lines_of(world, 9, 2027)) == 2


async def test_chosen_libraries_only(world: World) -> None:
    """Toggles say what shall be; the choice survives other months and is taken as shown."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("2027")
    await svetlana.press("Распределить поровну")
    await svetlana.press("2")
    await svetlana.press("Все месяцы")
    await svetlana.press("Выбрать библиотеки")
    await svetlana.press("Жировичи")
    for _ in range(2):
        await svetlana.forge("plan.picked:11:1:0")
    await svetlana.press("Деревная")
    said = await svetlana.forge("plan.picked:3:0:0")
    assert said[-1].split("\n")[-1] == "Какие библиотеки? Нажмите каждую; выбрано: 2."
    assert ["Мижевичи: выбрано"] in svetlana.buttons
    assert await svetlana.send("Павлово") == ["Нажмите библиотеки, потом «Готово». Или /cancel."]
    await svetlana.press("Готово")
    await svetlana.press("Другие месяцы")
    said = await svetlana.press("Только весна и осень")
    assert said[-1].split("\n")[2:4] == [
        "Жировичи: март, сентябрь",
        "Мижевичи: апрель, октябрь",
    ]
    await svetlana.press("Принять")
    assert await counted(world) == [
        ("2027-03", 1), ("2027-04", 1), ("2027-09", 1), ("2027-10", 1),
    ]  # fmt: skip
    await svetlana.forge("plan.season:2027:2:all:1")
    assert svetlana.toast == "Выберите, пожалуйста, библиотеки ещё раз: «Распределить поровну»."


async def test_only_what_was_shown_is_taken(world: World) -> None:
    """A colleague plans a library meanwhile: it is shown anew, then taken."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    for label in ("2027", "Распределить поровну", "1", "Все месяцы"):
        await svetlana.press(label)
    await a_plan(world, (3, 2, 4), year=2027)
    said = await svetlana.press("Принять")
    assert svetlana.toast == "План тем временем изменился. Посмотрите, пожалуйста, ещё раз."
    assert said[-1].split("\n")[-2:] == [
        "Всего: 11. Пока Вы не нажмёте «Принять», план не меняется.",
        "Библиотеки, у которых план уже есть, не меняются: 1.",
    ]
    await svetlana.press("Принять")
    assert sum(int(str(n)) for _, n in await counted(world)) == 12
    await svetlana.forge("plan.take:2027:1:all:0:00000000")
    assert sum(int(str(n)) for _, n in await counted(world)) == 12


async def test_what_is_begun_is_not_taken_back(world: World) -> None:
    """October's line of Деревная is marked by the visit of 6 October as soon as it is planned."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    for label in ("Распределить поровну", "1", "Все месяцы", "Принять"):
        await svetlana.press(label)
    before = await counted(world)
    assert await lines_of(world, 3) == [("2026-10", "done", 3)]
    await svetlana.press("Убрать из плана")
    assert svetlana.toast == (
        "Что-то из этого уже сделано, перенесено или отменено. Меняйте отдельные месяцы."
    )
    assert await counted(world) == before


async def test_more_often_than_months_are_left(world: World) -> None:
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("Распределить поровну")
    assert svetlana.buttons[0] == ["1", "2", "3"]
    assert await svetlana.send("5") == ["Нужно число от 1 до 3."]
    assert await svetlana.send("3") == ["План выездов: 2026 год\nВ какие месяцы ездите?"]
    await svetlana.press("Кроме зимы (декабрь–февраль)")
    assert svetlana.toast == "Столько раз не получится: месяцев для выбора 2."
    assert await counted(world) == []


async def test_last_years_plan_is_taken_over(world: World) -> None:
    """As it was approved, of libraries that are open, by whom it was done then."""
    await a_plan(world, (3, 3, 3), (3, 10, 3), (4, 5, 4), (13, 5, 4))
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("2027")
    said = await svetlana.press("Как в прошлом году")
    assert said[-1].split("\n") == [
        "Как в прошлом году",
        "План выездов: 2027 год",
        "Деревная: март, октябрь",
        "Новоселки: май",
        "Выездов в библиотеки по месяцам: март 1, май 1, октябрь 1.",
        "Всего: 3. Пока Вы не нажмёте «Принять», план не меняется.",
    ]
    await svetlana.press("Принять")
    assert await lines_of(world, 3, 2027) == [("2027-03", "planned", 3), ("2027-10", "planned", 3)]
    assert await lines_of(world, 4, 2027) == [("2027-05", "planned", 4)]
    said = await svetlana.forge("plan.copied:2027:00000000")
    assert said[-1].split("\n")[2] == "Планировать нечего: план уже есть у каждой библиотеки."
    assert len(await counted(world)) == 6
