"""A contest made in chat: the short form, its days, who sees it before it is announced."""

from world import World

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
ASKED = "Новый конкурс, {n} из 7\n{text}"


async def made(chat, title: str = "Лучший уголок", closes: str = "20.11") -> list[str]:
    """Make a contest of new looks by typing; return what was said last."""
    await chat.start()
    await chat.send("/contests")
    await chat.forge("contest.new")
    await chat.send(title)
    await chat.send("на лучший уголок краеведения")
    await chat.press("Конкурс: новый образ")
    await chat.send("20.10")
    await chat.send(closes)
    await chat.press(chat.buttons[0][0])
    await chat.press(chat.buttons[0][0])
    return await chat.press("Сохранить")


async def test_a_methodist_makes_a_contest(world: World) -> None:
    """One question a message; working days are proposed; criteria and awards come with it."""
    marina = world.chat(1002)
    await marina.start()
    await marina.send("/contests")
    assert marina.buttons[-2:] == [["Новый конкурс"], ["Из таблицы Excel"]]
    assert await marina.press("Новый конкурс") == [
        "Новый конкурс\nКаждый ответ сохраняется сразу, остановиться можно в любом месте.",
        ASKED.format(n=1, text="Как называется конкурс? Без кавычек."),
    ]
    assert await marina.send("«Лучший   уголок»") == [
        ASKED.format(
            n=2,
            text="На что конкурс? Эта фраза пойдёт в отчёт. Например: на лучшее оформление "
            "библиотеки.",
        )
    ]
    assert await marina.send("на лучший уголок краеведения") == [
        ASKED.format(n=3, text="О чём спрашивать того, кто подаёт работу?")
    ]
    assert marina.buttons[:3] == [
        ["Конкурс: каникулы"], ["Конкурс: новый образ"], ["Конкурс: публикация"],
    ]  # fmt: skip
    assert await marina.press("Конкурс: новый образ") == [
        ASKED.format(n=4, text="С какого дня принимаем работы?")
    ]
    assert await marina.send("1.08.2026") == [
        "Начало приёма не раньше чем месяц назад и не позже чем через год.\n"
        + ASKED.format(n=4, text="С какого дня принимаем работы?")
    ]
    assert await marina.send("20.10") == [
        ASKED.format(n=5, text="До какого дня принимаем работы (включительно)?")
    ]
    assert await marina.send("16.10.2026") == [
        "Последний день не раньше начала приёма и сегодняшнего дня и не позже чем через год "
        "после начала.\n"
        + ASKED.format(n=5, text="До какого дня принимаем работы (включительно)?")
    ]
    # Two weeks after 20 November is a Friday; three weeks after, too.
    assert await marina.send("20.11") == [
        ASKED.format(n=6, text="До какого дня жюри ставит баллы?")
    ]
    assert marina.buttons[:2] == [["4 декабря", "11 декабря"], ["Другая дата"]]
    assert await marina.send("1.11") == [
        "Этот день не раньше последнего дня приёма и не позже чем через полгода после него.\n"
        + ASKED.format(n=6, text="До какого дня жюри ставит баллы?")
    ]
    assert await marina.press("4 декабря") == [
        ASKED.format(n=7, text="В какой день объявляем итоги?")
    ]
    assert (await marina.press("11 декабря"))[0].split("\n")[2:9] == [
        "1. Название: «Лучший   уголок»",
        "2. На что конкурс: на лучший уголок краеведения",
        "3. Вопросы к работе: Конкурс: новый образ",
        "4. Приём с: 20 октября 2026\u202fг.",
        "5. Приём до: 20 ноября 2026\u202fг.",
        "6. Оценка до: 4 декабря 2026\u202fг.",
        "7. Итоги: 11 декабря 2026\u202fг.",
    ]
    assert await marina.press("Сохранить") == [
        (
            "Конкурс создан. Проверьте остальное в «Настроить», потом объявите его.\n\n"
            "Конкурс «Лучший уголок»\n"
            "на лучший уголок краеведения\n"
            "Не объявлен: его видит только отдел. Приём работ: 20 октября - 20 ноября.\n"
            "Нужно: фото «до», от 1 до 5; фото «после», от 1 до 5."
        ),
        "Что дальше?",
    ]
    assert await world.sql(
        "SELECT title, subject, level, audience, is_continuing, form, closes_on, "
        "judging_until_on, results_on, least_entries, most_entries, is_blind, jurors_an_entry, "
        "average, tie_rule, ranks_in, tells_all, announced_at FROM contests WHERE contest_id = 4"
    ) == [
        (
            "Лучший уголок", "на лучший уголок краеведения", "district", "staff", 0,
            "entry_image", "2026-11-20", "2026-12-04", "2026-12-11", 0, None, 0, None,
            "mean", "shared", "contest", 0, None,
        )
    ]  # fmt: skip
    assert await world.sql(
        "SELECT position, name_be, most_points FROM criteria WHERE contest_id = 4"
    ) == [
        (1, "эстэтыка", 10), (2, "зручнасць і бяспека", 10), (3, "арыгінальнасць", 10),
        (4, "змест, сувязь з кнігай", 10), (5, "выкарыстанне падручных сродкаў", 5),
        (6, "нацыянальны каларыт", 5),
    ]  # fmt: skip
    assert await world.sql(
        "SELECT kind, degree, name_ru FROM contest_awards WHERE contest_id = 4"
    ) == [
        ("degree", 1, "диплом I степени"), ("degree", 2, "диплом II степени"),
        ("degree", 3, "диплом III степени"), ("encouragement", None, "поощрительный диплом"),
        ("special", None, "специальный диплом"),
    ]  # fmt: skip


async def test_only_the_department_sees_it(world: World) -> None:
    """A librarian sees nothing of it, by no button; the head sees it; the admin makes none."""
    marina, nina, olga, admin = (world.chat(1000 + n) for n in (2, 5, 1, 15))
    await made(marina)
    await nina.start()
    assert "Лучший уголок" not in "".join(await nina.send("/contests"))
    assert "Новый конкурс" not in [label for row in nina.buttons for label in row]
    for forged in ("contest.card:4", "entry.new:4", "contest.new", "contest.edit:4"):
        await nina.forge(forged)
        assert nina.toast == REFUSED, forged
    await olga.start()
    assert "«Лучший уголок»: ещё не объявлен." in (await olga.send("/contests"))[0]
    assert (await olga.press("Лучший уголок"))[0].split("\n")[2] == (
        "Не объявлен: его видит только отдел. Приём работ: 20 октября - 20 ноября."
    )
    await admin.start()
    await admin.forge("contest.new")
    assert admin.toast == REFUSED


async def test_it_is_changed_until_it_is_announced(world: World) -> None:
    """The same card of answers, with the rules; other questions bring their own criteria."""
    olga = world.chat(1001)
    await made(olga)
    await olga.send("/contests")
    await olga.press("Лучший уголок")
    await olga.press("Настроить")
    said = await olga.press("Вопросы, сроки, правила")
    assert said[0] == ("Новый конкурс\nПока Вы не нажмёте «Сохранить», конкурс остаётся прежним.")
    assert said[1].split("\n")[9:17] == [
        "8. Чьи работы: Сотрудников",
        "9. Уровень: Районный",
        "10. Новый или не первый год: Новый",
        "11. Где считать места: Во всём конкурсе",
        "12. Видит ли жюри имена: Видит",
        "13. Общий балл: Среднее",
        "14. При равных баллах: Место общее",
        "15. Кому сообщать место: Только победителям",
    ]
    await olga.send("12")
    await olga.press("Не видит")
    await olga.send("3")
    await olga.press("Конкурс: каникулы")
    assert (await olga.press("Сохранить"))[0].split("\n")[0] == "Сохранено."
    assert await world.sql("SELECT form, is_blind FROM contests WHERE contest_id = 4") == [
        ("entry_holidays", 1)
    ]
    assert await world.sql(
        "SELECT name_ru FROM criteria WHERE contest_id = 4 AND position = 1"
    ) == [("охват и регулярность",)]
    assert await world.sql(
        "SELECT role, least, most FROM contest_materials WHERE contest_id = 4"
    ) == [("photos", 3, 10)]
    assert await world.sql(
        "SELECT action, new FROM history WHERE subject = 'contests' AND subject_id = '4' "
        "ORDER BY history_id LIMIT 2"
    ) == [("added", None), ("changed", '{"form": "entry_holidays", "is_blind": 1}')]


async def test_in_belarusian(world: World) -> None:
    marina = world.chat(1002)
    await made(marina)
    await marina.send("/language")
    await marina.press("Беларуская")
    said = await marina.send("/contests")
    assert "«Лучший уголок»: яшчэ не аб’яўлены." in said[0]
    assert marina.buttons[-2:] == [["Новы конкурс"], ["З табліцы Excel"]]
    await marina.press("Новы конкурс")
    await marina.send("Родны кут")
    await marina.send("на лепшы куток краязнаўства")
    assert (await marina.press("Конкурс: новы вобраз"))[0].split("\n")[1] == (
        "З якога дня прымаем работы?"
    )
    assert (await marina.send("1.08.2026"))[0].split("\n")[0] == (
        "Пачатак прыёму не раней чым месяц таму і не пазней чым праз год."
    )
