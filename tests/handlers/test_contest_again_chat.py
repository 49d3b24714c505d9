"""«Продолжить прошлогодний»: one tap copies a contest, days a year later, nobody is told."""

from datetime import datetime

from monitored import everybody
from world import MINSK, World

from storage import history

NEXT_YEAR = datetime(2027, 9, 2, 11, 1, tzinfo=MINSK)
COPIED = (
    "Скопировано из прошлогоднего: вопросы, критерии, номинации, награды, жюри. Сроки "
    "перенесены на год.\n"
)


async def test_a_contest_of_last_year_is_held_again(world: World) -> None:
    """Criteria, nominations, awards, jury but for who has left; pressed twice it is one copy."""
    everybody(world)
    marina, nina = world.chat(1002), world.chat(1005)
    await marina.start()
    assert ["Продолжить прошлогодний"] not in marina.buttons
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE contests SET is_blind = 1, jurors_an_entry = 2, tie_rule = 'chairman', "
            "title = 'Новый образ 2026' WHERE contest_id = 2"
        )
        await tx.run("UPDATE staff SET left_on = '2027-01-31' WHERE staff_id = 3")
        await history.add(tx, "staff", 3, "left", now="2027-01-31T06:00:00Z", by=None)
    world.clock.set(NEXT_YEAR)
    world.bot.services.network.forget()
    await marina.send("/contests")
    assert marina.buttons == [
        ["Новый конкурс"],
        ["Из таблицы Excel"],
        ["Продолжить прошлогодний"],
    ]
    assert await marina.press("Продолжить прошлогодний") == [
        (
            "Прошлогодние конкурсы\n"
            "«Мы в газете, газета о нас»: приём работ был до 20 декабря 2026\u202fг.\n"
            "«Новый образ 2026»: приём работ был до 15 декабря 2026\u202fг.\n"
            "«Каникулы в библиотеке»: приём работ был до 30 ноября 2026\u202fг.\n"
            "Нажмите конкурс: появится его копия на этот год, о ней пока никто не узнает."
        )
    ]
    # 15 and 29 December 2027 are Wednesdays, 5 January 2028 too.
    assert await marina.press("Новый образ 2026") == [
        COPIED + "Не перенесены, больше не работают: Аннотова С. Ю.\n"
        "Проверьте сроки и приложите новое положение в «Настроить».\n\n"
        "Конкурс «Новый образ 2027»\n"
        "на лучшее оформление библиотеки\n"
        "Не объявлен: его видит только отдел. Приём работ: 1 августа - 15 декабря.\n"
        "Номинации: Внутри библиотеки; Снаружи.\n"
        "Нужно: фото «до», от 1 до 5; фото «после», от 1 до 5.\n"
        "От одной библиотеки работ не больше: 2."
    ]
    assert marina.buttons == [["Объявить", "Настроить"], ["К списку"]]
    assert (await marina.forge("contest.again:2"))[-1].split("\n")[0] == (
        "Этот конкурс уже продолжен: вот он."
    )
    assert await nina.news() == []
    assert await world.sql(
        "SELECT contest_id, opens_on, closes_on, judging_until_on, results_on, is_continuing, "
        "is_blind, jurors_an_entry, tie_rule, form, most_entries, announced_at, "
        "regulation_file_id, continued_from FROM contests WHERE contest_id > 3"
    ) == [
        (
            4, "2027-08-01", "2027-12-15", "2027-12-29", "2028-01-05", 1, 1, 2, "chairman",
            "entry_image", 2, None, None, 2,
        )
    ]  # fmt: skip
    for part in ("criteria", "contest_awards", "nominations"):
        [both] = await world.sql(
            f"SELECT (SELECT group_concat(name_ru) FROM {part} WHERE contest_id = 2), "
            f"(SELECT group_concat(name_ru) FROM {part} WHERE contest_id = 4)"
        )
        assert both[0] == both[1]
    assert await world.sql(
        "SELECT staff_id, duty FROM contest_jurors WHERE contest_id = 4 ORDER BY staff_id"
    ) == [(2, "secretary"), (6, "juror"), (14, "chairman")]


async def test_what_cannot_be_held_again(world: World) -> None:
    """A contest that still runs; by a librarian; a number that is not there."""
    marina, nina = world.chat(1002), world.chat(1005)
    await marina.start()
    await nina.start()
    await marina.forge("contest.again:1")
    assert marina.toast == "Этот конкурс ещё не завершён."
    await marina.forge("contest.again:99")
    assert marina.toast.startswith("Этот раздел Вам не открыт.")
    for forged in ("contest.again:1", "contest.past"):
        await nina.forge(forged)
        assert nina.toast.startswith("Этот раздел Вам не открыт.")
    assert await world.sql("SELECT count(*) FROM contests") == [(3,)]


async def test_in_belarusian(world: World) -> None:
    pavel = world.chat(1004)
    await pavel.start()
    world.clock.set(NEXT_YEAR)
    await pavel.send("/contests")
    assert pavel.buttons == [["Новы конкурс"], ["З табліцы Excel"], ["Працягнуць леташні"]]
    assert (await pavel.press("Працягнуць леташні"))[0].split("\n")[-1] == (
        "Націсніце конкурс: з’явіцца яго копія на гэты год, пра яе пакуль ніхто не даведаецца."
    )
