"""Every list of a time says whether it is closed, and is cut to a source by one button."""

from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def from_paper(world: World) -> None:
    """Let September's visits come from paper, one round by telephone; close the III quarter."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET source = 'paper' WHERE visited_on LIKE '2026-09%'")
        await tx.run("UPDATE rounds SET source = iif(made_on = '2026-09-24', 'phone', 'chat')")
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('quarter', '2026-07-01', '2026-09-30', '2026-10-15T00:00:00Z', 1)"
        )


async def test_visits_by_source(world: World) -> None:
    """The button goes round; the filter is kept by pages, other filters and the record's card."""
    await from_paper(world)
    olga = world.chat(1001)
    assert (await olga.send("/visits"))[0].split("\n")[:3] == [
        "Выезды: 2026 год",
        "Период закрыт частично.",
        "Выездов в библиотеки: 10 (поездок: 6).",
    ]
    for label, said in (
        ("Источник: все", "Внесено только: в чате."),
        ("Источник: чат", "Внесено только: по телефону."),
    ):
        assert (await olga.press(label))[0].split("\n")[1] == said
    paper = (
        "Выезды: 2026 год\n"
        "Внесено только: с бумажного бланка.\n"
        "Период закрыт частично.\n"
        "Выездов в библиотеки: 4 (поездок: 2).\n"
        "22.09.26 Мижевичи: Показано ведение дневника и формуляров\n"
        "22.09.26 Новодевятковичи: Изучена работа с подростками\n"
        "03.09.26 Сеньковщина (без ответа): Отобрано 64 экземпляра на списание\n"
        "03.09.26 Озерница: Разобран план на IV квартал\n"
        "Нажмите выезд, чтобы открыть его карточку."
    )
    assert await olga.press("Источник: телефон") == [paper]
    assert olga.buttons[-2:] == [
        ["По месяцу", "По библиотеке"],
        ["По сотруднику", "Источник: бумага"],
    ]
    await olga.press("03.09 Озерница")
    assert await olga.press("К списку") == [paper]
    await olga.press("По месяцу")
    assert await olga.press("сентябрь 2026 года") == [
        paper.replace("2026 год", "сентябрь 2026 года").replace(
            "Период закрыт частично.", "Период закрыт."
        )
    ]
    await olga.press("По сотруднику")
    await olga.send("аннот")
    assert await olga.press("Источник: бумага") == [
        (
            "Выезды: сентябрь 2026 года; Аннотова С. Ю.\n"
            "Внесено только: по другим сведениям.\n"
            "Период закрыт.\n"
            "Выездов в библиотеки: 0 (поездок: 0).\n"
            "Здесь пока нет выездов."
        )
    ]
    [everything] = await olga.press("Источник: другие")
    assert everything.split("\n")[:2] == [
        "Выезды: сентябрь 2026 года; Аннотова С. Ю.",
        "Период закрыт.",
    ]


async def test_rounds_by_source_in_belarusian(world: World) -> None:
    """The list, its sums by library, its months and the sentence are of the same source."""
    await from_paper(world)
    pavel = world.chat(1004)
    await pavel.send("/rounds")
    await pavel.press("Крыніца: усе")
    assert await pavel.press("Крыніца: чат") == [
        (
            "Абходы: 2026 год\n"
            "Унесена толькі: па тэлефоне.\n"
            "Перыяд закрыты часткова.\n"
            "Абходаў: 1, населеных пунктаў: 1.\n"
            "Двароў: 21, дома засталі: 14. Апытана: 15.\n"
            "Чытачы: 8, новыя: 3, не чытаюць: 4.\n"
            "Выдадзена выданняў: 17. Прынята на абслугоўванне дома: 1.\n"
            "24.09.26 Харошавічы: двароў 21, апытана 15, новых 3\n"
            "Націсніце абход, каб адкрыць яго картку."
        )
    ]
    assert await pavel.press("Па бібліятэцы") == [
        (
            "Абходы: 2026 год\n"
            "Унесена толькі: па тэлефоне.\n"
            "Перыяд закрыты часткова.\n"
            "Дзераўная: абходаў 1, двароў 21, апытана 15, новых 3\n"
            "Націсніце назву або напішыце яе, каб убачыць абходы."
        )
    ]
    await pavel.press("Назад")
    [sentence] = await pavel.press("Для справаздачы")
    assert sentence.split("\n") == [
        "Абходы: 2026 год",
        "Унесена толькі: па тэлефоне.",
        "Перыяд закрыты часткова.",
        (
            "За 2026 год праведзены 1 падворны абход у 1 населеным пункце, абыдзены 21 двор, "
            "апытана 15 жыхароў, запісаны 3 новыя чытачы, выдадзена 17 выданняў, "
            "на абслугоўванне дома прыняты 1 чалавек."
        ),
    ]
    await pavel.press("Назад")
    [asked] = await pavel.press("Адказы жыхароў")
    assert asked.split("\n")[:3] == sentence.split("\n")[:3]
    await pavel.press("Назад")
    [months] = await pavel.press("Па часе")
    assert months.split("\n")[3] == "верасень: абходаў 1, двароў 21, апытана 15, новых 3"


async def test_a_librarian_and_forged_sources(world: World) -> None:
    """The own library's list has the button too; a source that is none is refused."""
    await from_paper(world)
    nina = world.chat(1005)
    await nina.send("/visits")
    assert (await nina.press("Источник: все"))[0].split("\n")[:3] == [
        "Выезды: 2026 год; Деревная",
        "Внесено только: в чате.",
        "Период закрыт частично.",
    ]
    for press in (
        "visits.list:0:3:year.2026-1~pigeon:0",
        "visits.list:0:4:year.2026-1~paper:0",
        "rounds.list:3:0:year.2026-1~pigeon:0",
        "rounds.list:4:0:year.2026-1~paper:0",
        "rec.list:open:3:-:-:0~pigeon:0",
        "rec.list:open:4:-:-:0~paper:0",
    ):
        assert await nina.forge(press) == []
        assert nina.toast == NOT_OPEN
    # Buttons of before this filter still open their lists.
    assert (await nina.forge("visits.list:0:3:year.2026-1:0"))[0].startswith("Выезды: 2026 год")
    assert (await nina.forge("rec.list:open:3:-:-:0:0"))[0].startswith("Открытые рекомендации")


async def test_recommendations_by_source(world: World) -> None:
    """That of the visit; other filters, the medians and the way back keep it."""
    await from_paper(world)
    svetlana = world.chat(1003)
    await svetlana.send("/recommendations")
    assert (await svetlana.press("Все"))[0].split("\n")[:3] == [
        "Все рекомендации",
        "Период выездов закрыт частично.",
        "5 рекомендаций.",
    ]
    assert (await svetlana.press("Источник: все"))[0].split("\n")[:4] == [
        "Все рекомендации",
        "Внесено только: в чате.",
        "Период выездов закрыт частично.",
        "3 рекомендации.",
    ]
    assert await svetlana.press("Источник: чат") == [
        "Все рекомендации\nВнесено только: по телефону.\nТаких нет."
    ]
    paper = (
        "Все рекомендации\n"
        "Внесено только: с бумажного бланка.\n"
        "Период выездов закрыт.\n"
        "2 рекомендации.\n"
        "1. Мижевичи: «Завести тетрадь учёта справок»; Абзацева Н. В.; срок: 20 октября; "
        "выполнена, ещё не принята\n"
        "2. Сеньковщина: «Составить акт на списание»; Переплётова А. М.; срок: 10 октября; "
        "просрочена\n"
        "Нажмите номер."
    )
    assert await svetlana.press("Источник: телефон") == [paper]
    await svetlana.press("По направлению")
    assert svetlana.buttons == [["Учёт: 1", "Фонд: 1"], ["Назад"]]
    await svetlana.press("Назад")
    await svetlana.press("По библиотеке")
    assert (await svetlana.send("Сеньковщина"))[0].split("\n")[:5] == [
        "Все рекомендации",
        "Библиотека: Сеньковщина",
        "Внесено только: с бумажного бланка.",
        "Период выездов закрыт.",
        "1 рекомендация.",
    ]
    [everything] = await svetlana.press("Показать все")
    assert everything.split("\n")[2] == "5 рекомендаций."


async def test_the_medians_by_source_in_belarusian(world: World) -> None:
    """The year is closed or not; the source goes to another year and back to the list."""
    await from_paper(world)
    pavel = world.chat(1004)
    await pavel.send("/recommendations")
    await pavel.press("Крыніца: усе")
    everybody = "Усе: 20 дзён (усяго 1)"
    assert (await pavel.press("За колькі дзён"))[0].split("\n")[:4] == [
        "За колькі дзён выконваюць рэкамендацыі, 2026",
        "Унесена толькі: у чаце.",
        "Перыяд закрыты часткова.",
        everybody,
    ]
    await pavel.press("Крыніца: чат")
    assert await pavel.press("Крыніца: тэлефон") == [
        (
            "За колькі дзён выконваюць рэкамендацыі, 2026\n"
            "Унесена толькі: з папяровага бланка.\n"
            "Перыяд закрыты часткова.\n"
            "У гэтым годзе яшчэ нічога не прынята."
        )
    ]
    assert (await pavel.press("2025"))[0].split("\n")[:3] == [
        "За колькі дзён выконваюць рэкамендацыі, 2025",
        "Унесена толькі: з папяровага бланка.",
        "Перыяд адкрыты.",
    ]
    assert (await pavel.press("Да спіса"))[0].split("\n")[:4] == [
        "Адкрытыя рэкамендацыі",
        "Унесена толькі: з папяровага бланка.",
        "Перыяд выездаў закрыты.",
        "1 рэкамендацыя.",
    ]
