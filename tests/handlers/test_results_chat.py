"""Sealed results: the list, an entry's result, awards by hand, what is passed on of remarks."""

from judged_contest import POINTS, REMARKS, close, five_entries, give, set_rule
from world import World

from storage import contests

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
HEAD = """\
Итоги конкурса «Создать новый образ»
Итоги закрыты: их видят только отдел и секретарь жюри.
Работ: 5, членов жюри: 3. Баллы: среднее по жюри, наибольшее возможное: 50,00.
"""
RESULTS = f"""{HEAD}
1 место. № 1 «Стенд у окна», Деревная: 43,00; диплом I степени; место общее.
1 место. № 2 «Стенд без пыли», Сеньковщина: 43,00; диплом I степени; место общее.
2 место. № 3 «Тихий угол», Василевичи: 39,67; диплом II степени.
3 место. № 4 «Первая полка», Мижевичи: 30,00; диплом III степени.
Без места: № 5 «Уголок под липой», Новодевятковичи. Баллов нет.

Больше всего мнения жюри разошлись: № 3 «Тихий угол», от 20,00 до 50,00.\
"""
CARD = """\
№ 3 «Тихий угол»
Конкурс: «Создать новый образ».
Номинация: Внутри библиотеки.
Библиотека: Василевичи.
Место: 2.
Баллы: 39,67 из 50,00 (оценили 3 члена жюри).
По критериям: эстетика 8,00; удобство и безопасность 8,00; оригинальность 8,00; \
содержание, связь с книгой 7,67; использование подручных средств 4,00; \
национальный колорит 4,00.
Награда: {award}."""


async def judged(world: World, remarks: dict[tuple[int, int], str] | None = None) -> None:
    await five_entries(world)
    await give(world, POINTS, remarks)
    await close(world)


async def award_of(world: World, entry_id: int) -> tuple[object, ...]:
    """Return the kind and the words of an entry's award."""
    [row] = await world.sql(
        "SELECT kind, award_words FROM results LEFT JOIN contest_awards USING (award_id) "
        "WHERE entry_id = ?",
        entry_id,
    )
    return row


async def test_the_department_reads_the_results_when_the_judging_has_ended(world: World) -> None:
    """Not before, when a methodist who scores would see what the others gave."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await five_entries(world)
    await give(world, POINTS)
    assert await svetlana.forge("result.list:2:0") == []
    assert svetlana.toast == (
        "Жюри ещё ставит баллы. Итоги подсчитываются, когда оценка завершена."
    )
    await close(world)
    await svetlana.forge("contest.card:2")
    assert await svetlana.press("Итоги") == [RESULTS]
    assert svetlana.buttons == [
        ["№ 1 Стенд у окна"], ["№ 2 Стенд без пыли"], ["№ 3 Тихий угол"], ["№ 4 Первая полка"],
        ["№ 5 Уголок под липой"], ["К конкурсу"],
    ]  # fmt: skip
    assert await svetlana.press("№ 3 Тихий угол") == [CARD.format(award="диплом II степени")]
    assert svetlana.buttons == [["Другая награда", "Открыть работу"], ["К итогам"]]


async def test_what_misses_stands_below(world: World) -> None:
    """Entries that not all their jurors scored, and remarks, of which none goes by itself."""
    marina = world.chat(1002)
    await marina.start()
    await five_entries(world)
    await give(world, POINTS, REMARKS)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("INSERT INTO deals VALUES (4, 6, '2026-10-15T06:00:00Z')")
    await close(world)
    [said] = await marina.forge("result.list:2:0")
    assert said == (
        f"{RESULTS}\n"
        "Оценили не все, кому передана работа: № 4 (1 из 2).\n"
        "Замечаний жюри: 3, из них пойдут участникам: 0."
    )
    assert marina.buttons[-2:] == [["Опубликовать…", "Замечания"], ["К конкурсу"]]


async def test_places_within_nominations_in_belarusian(world: World) -> None:
    """Each nomination has its first place; the median says that it is one."""
    pavel = world.chat(1004)
    await pavel.start()
    await set_rule(world, "ranks_in", "nomination")
    await set_rule(world, "average", "median")
    await five_entries(world)
    await give(world, POINTS)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET nomination_id = 2 WHERE entry_id IN (3, 4)")
    await close(world)
    assert await pavel.forge("result.list:2:0") == [
        (
            "Вынікі конкурсу «Создать новый образ»\n"
            "Вынікі закрыты: іх бачаць толькі аддзел і сакратар журы.\n"
            "Работ: 5, членаў журы: 3. Балы: медыяна па журы, найбольшае магчымае: 50,00.\n\n"
            "Унутры бібліятэкі\n"
            "1 месца. № 1 «Стенд у окна», Дзераўная: 44,00; дыплом I ступені; месца агульнае.\n"
            "1 месца. № 2 «Стенд без пыли», Сянькоўшчына: 44,00; дыплом I ступені; "
            "месца агульнае.\n"
            "Без месца: № 5 «Уголок под липой», Новадзевяткавічы. Балаў няма.\n"
            "Звонку\n"
            "1 месца. № 3 «Тихий угол», Васілевічы: 49,00; дыплом I ступені.\n"
            "2 месца. № 4 «Первая полка», Міжэвічы: 30,00; дыплом II ступені.\n\n"
            "Больш за ўсё меркаванні журы разышліся: № 3 «Тихий угол», ад 20,00 да 50,00."
        )
    ]


async def test_a_criterion_decides_and_is_named(world: World) -> None:
    """Equal sums: 40 and 40; the first criterion sets them apart."""
    marina = world.chat(1002)
    await marina.start()
    await five_entries(world)
    await give(world, {1: {14: (8, 8, 8, 8, 4, 4)}, 2: {14: (9, 7, 8, 8, 4, 4)}})
    await close(world)
    [said] = await marina.forge("result.list:2:0")
    decided = "место решил критерий «эстетика»."
    assert said.split("\n")[4:6] == [
        f"1 место. № 2 «Стенд без пыли», Сеньковщина: 40,00; диплом I степени; {decided}",
        f"2 место. № 1 «Стенд у окна», Деревная: 40,00; диплом II степени; {decided}",
    ]
    [card] = await marina.press("№ 2 Стенд без пыли")
    assert card.split("\n")[-2:] == [
        "Как решено: место решил критерий «эстетика».", "Награда: диплом I степени.",
    ]  # fmt: skip


async def test_an_entry_withdrawn_after_the_judging_leaves_its_place(world: World) -> None:
    """The others move up at the next look; awards changed by hand stay."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world)
    await svetlana.forge("result.award:4:0")
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET state = 'withdrawn' WHERE entry_id IN (1, 2)")
    [said] = await svetlana.forge("result.list:2:0")
    assert said.split("\n")[2:6] == [
        "Работ: 3, членов жюри: 3. Баллы: среднее по жюри, наибольшее возможное: 50,00.",
        "",
        "1 место. № 3 «Тихий угол», Василевичи: 39,67; диплом I степени.",
        "2 место. № 4 «Первая полка», Мижевичи: 30,00.",
    ]


async def test_entries_are_only_read_when_the_jury_has_judged_them(world: World) -> None:
    """A correction or a return would take an entry out of the results."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    await judged(world)
    before = await world.sql("SELECT entry_id, state, submission_id FROM entries ORDER BY 1")
    for chat, presses in (
        (nina, ("edit:1", "drop:1", "dropped:1")),
        (svetlana, ("edit:5", "drop:5", "dropped:5", "back:1")),
    ):
        for data in presses:
            assert await chat.forge(f"entry.{data}") == [], data
            assert chat.toast == (
                "Жюри уже оценило работы этого конкурса: их можно только смотреть. Если нужно "
                "исправление, методист может снова открыть оценку."
            ), data
        await chat.forge("entry.show:1")
        labels = {label for row in chat.buttons for label in row}
        assert labels & {"Исправить", "Отозвать", "Вернуть"} == set()
    await nina.forge("contest.card:2")
    assert ["Подать работу"] not in nina.buttons
    await nina.forge("entry.new:2")
    assert await world.sql("SELECT 1 FROM drafts") == []
    assert (
        await world.sql("SELECT entry_id, state, submission_id FROM entries ORDER BY 1") == before
    )


async def test_an_award_is_changed_by_hand_with_history(world: World) -> None:
    """Encouragement, none, a special one with its words; who changed it stands on the card."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world)
    await svetlana.forge("result.card:3")
    assert await svetlana.press("Другая награда") == [
        (
            "№ 3 «Тихий угол»\n"
            "Награда сейчас: диплом II степени.\n"
            "Какая будет награда? Одну и ту же могут получить несколько работ."
        )
    ]
    assert svetlana.buttons == [
        ["диплом I степени"], ["диплом II степени"], ["диплом III степени"],
        ["поощрительный диплом"], ["специальный диплом"], ["Без награды"], ["Назад"],
    ]  # fmt: skip
    changed = "Изменено вручную: Аннотова С. Ю., 15 октября."
    assert await svetlana.press("поощрительный диплом") == [
        f"Награда записана.\n{CARD.format(award='поощрительный диплом')}\n{changed}"
    ]
    await svetlana.press("Другая награда")
    assert await svetlana.press("специальный диплом") == [
        (
            "№ 3 «Тихий угол»\n"
            "За что награда «специальный диплом»? Напишите одной строкой, как будет в дипломе, "
            "например: За лучший детский уголок."
        )
    ]
    assert await svetlana.send("З" * 121) == [
        "Напишите, пожалуйста, одну строку: не больше 120 знаков."
    ]
    special = CARD.format(award="специальный диплом «За смелость»")
    assert await svetlana.send("«За   смелость»") == [f"Награда записана.\n{special}\n{changed}"]
    await svetlana.press("Другая награда")
    assert await svetlana.press("Без награды") == [
        f"Награда записана.\n{CARD.format(award='нет')}\n{changed}"
    ]
    await svetlana.press("Другая награда")
    assert await svetlana.press("диплом II степени") == [
        f"Награда записана.\n{CARD.format(award='диплом II степени')}"
    ]
    assert await world.sql(
        "SELECT staff_id, json_extract(old, '$.words'), json_extract(new, '$.words') "
        "FROM history WHERE subject = 'results' ORDER BY history_id"
    ) == [(3, None, None), (3, None, "За смелость"), (3, "За смелость", None), (3, None, None)]


async def test_the_prompt_of_a_special_award_is_dropped_by_going_back(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world)
    await svetlana.forge("result.awards:3")
    await svetlana.press("специальный диплом")
    await svetlana.press("Назад")
    await svetlana.send("За смелость")
    assert await award_of(world, 3) == ("degree", None)


async def test_remarks_are_passed_one_by_one_all_or_none(world: World) -> None:
    """As they are, without the juror's name; a button pressed twice does the same."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world, REMARKS)
    await svetlana.forge("result.list:2:0")
    head = (
        "Итоги конкурса «Создать новый образ»\n"
        "Замечания жюри. Участник получит только те, что переданы, без имени члена жюри.\n"
    )
    assert await svetlana.press("Замечания") == [
        (
            f"{head}"
            "1. № 1 «Стенд у окна»: «Мало книг». Не пойдёт.\n"
            "2. № 1 «Стенд у окна»: «Светло и удобно». Не пойдёт.\n"
            "3. № 4 «Первая полка»: «Хорошее начало». Не пойдёт."
        )
    ]
    for _ in range(2):
        await svetlana.forge("result.pass:1:14:1:0:0")
    assert svetlana.buttons == [
        ["1: передать", "2: не передавать"], ["3: передать"],
        ["Передать все", "Не передавать"], ["К итогам"],
    ]  # fmt: skip
    passed = "SELECT entry_id, staff_id, passed_by FROM judgements WHERE passed_at IS NOT NULL"
    assert await world.sql(passed) == [(1, 14, 3)]
    await svetlana.press("Передать все")
    assert await world.sql(f"{passed} ORDER BY 1, 2") == [(1, 6, 3), (1, 14, 3), (4, 14, 3)]
    await svetlana.forge("result.card:1")
    assert (await svetlana.press("Замечаний: 2"))[0].split("\n")[2:] == [
        "1. № 1 «Стенд у окна»: «Мало книг». Пойдёт участнику.",
        "2. № 1 «Стенд у окна»: «Светло и удобно». Пойдёт участнику.",
    ]
    await svetlana.press("Не передавать")
    assert await world.sql(passed) == [(4, 14, 3)]


async def test_nothing_of_it_changes_when_judging_is_open_again_or_published(
    world: World,
) -> None:
    """Old buttons say so kindly."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world, REMARKS)
    assert world.db is not None
    assert world.bot is not None
    now = "2026-10-15T06:30:00Z"
    async with world.db.write() as tx:
        await contests.reopen_judging(tx, 2, "ошибка", now=now, by=3)
    world.bot.services.network.forget()
    presses = (
        "result.card:3", "result.awards:3", "result.award:3:0", "result.remarks:2:0:0",
        "result.pass:1:14:1:0:0", "result.passall:2:0:1",
    )  # fmt: skip
    for data in presses:
        assert await svetlana.forge(data) == [], data
        assert svetlana.toast.startswith("Жюри ещё ставит баллы."), data
    await close(world)
    async with world.db.write() as tx:
        await contests.reach(tx, 2, "published", now=now, by=1)
    world.bot.services.network.forget()
    for data in presses[1:]:
        assert await svetlana.forge(data) == [], data
        assert svetlana.toast == "Итоги этого конкурса опубликованы и больше не меняются.", data
    assert await award_of(world, 3) == ("degree", None)
    assert await world.sql("SELECT 1 FROM judgements WHERE passed_at IS NOT NULL") == []


async def test_a_librarian_who_keeps_the_protocol_sees_the_results_of_that_contest(
    world: World,
) -> None:
    """As the secretary; the other contests stay closed to them."""
    nina = world.chat(1005)
    await nina.start()
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("INSERT INTO contest_jurors VALUES (2, 5, 'secretary')")
    await judged(world, REMARKS)
    assert await nina.forge("result.list:2:0") == [
        f"{RESULTS}\nЗамечаний жюри: 3, из них пойдут участникам: 0."
    ]
    assert nina.buttons[-1] == ["Замечания", "К конкурсу"]
    await nina.press("№ 3 Тихий угол")  # of another library, whose entries they cannot open
    assert nina.buttons == [["Другая награда", "К итогам"]]
    assert await nina.forge("result.list:1:0") == []
    assert nina.toast == NOT_OPEN


async def test_forged_buttons_of_who_may_read_change_nothing(world: World) -> None:
    """Entries, awards, jurors and remarks of elsewhere."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await judged(world, REMARKS)
    for data in (
        "result.list:9:0", "result.card:99", "result.award:3:999", "result.award:3",
        "result.pass:1:3:1:0:0", "result.pass:1:14:2:0:0", "result.pass:99:14:1:0:0",
        "result.passall:2:0:7", "result.card:x",
    ):  # fmt: skip
        assert await svetlana.forge(data) == [], data
        assert svetlana.toast == NOT_OPEN, data
    assert await world.sql("SELECT 1 FROM history WHERE subject = 'results'") == []
