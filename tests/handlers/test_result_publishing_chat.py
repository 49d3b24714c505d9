"""Published results: seen before, said once, to each what is theirs; nothing before that."""

import pytest
from filed import files
from judged_contest import POINTS, REMARKS, close, five_entries, give, set_rule
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
REACHED = range(1001, 1016)  # the sample's people, but 1011 and 1013, who have no Telegram
WINNERS = """\
Диплом I степени
«Стенд у окна»: Деревная; Закладкина Н. И.
«Стенд без пыли»: Сеньковщина; Переплётова А. М.
Диплом II степени
«Тихий угол»: Василевичи; Полкина Л. Н.
Диплом III степени
«Первая полка»: Мижевичи; Абзацева Н. В."""
PREVIEW = f"""\
Опубликовать итоги конкурса «Создать новый образ»?
{WINNERS}
Кто узнает. О своей награде: 4; слова благодарности: 1; только о победителях: 6. \
Вместе с этим замечаний жюри: 1.
Сообщение не дойдёт, позвоните, пожалуйста: Буквицкая Я. А. (благодарность).
Потом изменить итоги нельзя."""
OF_CONTEST = "Итоги конкурса «Создать новый образ»"
JUROR = f"{OF_CONTEST} опубликованы. Спасибо за работу в жюри."


async def judged(world: World) -> None:
    """Everybody is there; of the remarks one is passed, to the author of the first entry."""
    for user_id in REACHED:
        await world.chat(user_id).start()
    await five_entries(world)
    await give(world, POINTS, REMARKS)
    await close(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE judgements SET passed_at = '2026-10-15T06:30:00Z', passed_by = 3 "
            "WHERE entry_id = 1 AND staff_id = 14"
        )


async def published(world: World) -> dict[int, list[str]]:
    """Publish as the head, and return what each of the others has heard."""
    olga = world.chat(1001)
    await olga.forge("result.preview:2")
    await olga.press("Опубликовать")
    await world.settled()
    heard = {one: await world.chat(one).news() for one in REACHED if one != 1001}
    return {key: said for key, said in heard.items() if said}


async def test_the_head_sees_before_the_press_who_wins_and_who_hears_what(world: World) -> None:
    """Then presses once."""
    olga = world.chat(1001)
    await judged(world)
    assert (await olga.send("/tasks"))[0].split("\n")[1] == (
        "1. Конкурс «Создать новый образ»: итоги подсчитаны и ждут публикации."
    )
    await olga.press("1")
    assert await olga.press("Опубликовать…") == [PREVIEW]
    assert olga.buttons == [["Опубликовать", "К итогам"]]
    [said] = await olga.press("Опубликовать")
    assert said.split("\n")[:5] == [
        "Итоги опубликованы, о них узнают 11 человек.",
        "Сообщение не дойдёт, позвоните, пожалуйста: Буквицкая Я. А. (благодарность).",
        "",
        OF_CONTEST,
        "Опубликованы: 15 октября.",
    ]
    assert "публикации" not in (await olga.send("/tasks"))[0]


async def test_each_hears_the_own_award_and_all_hear_the_winners(world: World) -> None:
    """A remark goes to whom it was passed; who won nothing hears thanks, no place, no points."""
    await judged(world)
    heard = await published(world)
    own = {
        1005: "Ваша работа «Стенд у окна»: диплом I степени. Поздравляем! "
        "Жюри отметило: «Светло и удобно».",
        1008: "Ваша работа «Тихий угол»: диплом II степени. Поздравляем!",
        1012: "Ваша работа «Первая полка»: диплом III степени. Поздравляем!",
    }
    told = {
        **{one: f"{OF_CONTEST}. {words}" for one, words in own.items()},
        1010: OF_CONTEST,
        **dict.fromkeys((1002, 1006, 1014), JUROR),
        1003: (
            f"{OF_CONTEST}. Спасибо за работу «Уголок под липой», внесённую Вами за коллегу "
            f"(Буквицкая Я. А.). Передайте, пожалуйста.\n\n{JUROR}"
        ),
    }
    belarusian = {key: heard.pop(key)[0].split("\n")[0] for key in (1004, 1007, 1009)}
    assert heard == {key: [f"{words}\n\n{WINNERS}"] for key, words in told.items()}
    assert belarusian == {
        **dict.fromkeys((1004, 1007), "Вынікі конкурсу «Создать новый образ»"),
        1009: (
            "Вынікі конкурсу «Создать новый образ». Ваша работа «Стенд без пыли»: "
            "дыплом I ступені. Віншуем!"
        ),
    }


async def test_in_belarusian(world: World) -> None:
    await judged(world)
    assert (await published(world))[1009] == [
        (
            "Вынікі конкурсу «Создать новый образ». Ваша работа «Стенд без пыли»: "
            "дыплом I ступені. Віншуем!\n\n"
            "Дыплом I ступені\n"
            "«Стенд у окна»: Дзераўная; Закладкіна Н. І.\n"
            "«Стенд без пыли»: Сянькоўшчына; Пераплётава Г. М.\n"
            "Дыплом II ступені\n"
            "«Тихий угол»: Васілевічы; Полкіна Л. М.\n"
            "Дыплом III ступені\n"
            "«Первая полка»: Міжэвічы; Абзацава Н. У."
        )
    ]


async def test_a_deputy_who_may_only_publish_sees_the_winners_and_no_points(
    world: World,
) -> None:
    """A librarian with that duty: from «Мои дела» to the press."""
    elena = world.chat(1010)
    assert world.db is not None
    assert world.bot is not None
    async with world.db.write() as tx:
        await tx.run("INSERT INTO duties VALUES (10, 'deputy')")
    world.bot.services.network.forget()
    await judged(world)
    await elena.send("/tasks")
    seen = await elena.press("1")
    assert elena.buttons == [["Опубликовать", "К конкурсу"]]
    assert await elena.forge("result.list:2:0") == []
    assert elena.toast == NOT_OPEN
    seen += await elena.press("Опубликовать")
    assert seen[1].split("\n")[0] == "Итоги опубликованы, о них узнают 11 человек."
    assert "43,00" not in "".join(seen)
    assert await world.sql("SELECT published_by FROM contests WHERE contest_id = 2") == [(10,)]


async def test_it_happens_once(world: World) -> None:
    """The press again, and the deputy's old preview, change and say nothing."""
    olga, marina = world.chat(1001), world.chat(1002)
    await judged(world)
    await marina.forge("result.preview:2")
    [question] = [one for one in marina.screen if one.buttons == [["Опубликовать", "К итогам"]]]
    await published(world)
    count = await world.sql("SELECT count(*) FROM outbox")
    await marina.press("Опубликовать", question.message_id)
    assert marina.toast == "Итоги этого конкурса опубликованы и больше не меняются."
    await olga.forge("result.publish:2:00000000")
    assert olga.toast == "Итоги этого конкурса опубликованы и больше не меняются."
    assert await world.sql("SELECT count(*) FROM outbox") == count
    assert await world.sql(
        "SELECT published_by FROM contests WHERE contest_id = 2"
    ) == [(1,)]  # fmt: skip


async def test_what_was_not_seen_is_not_published(world: World) -> None:
    """A methodist changes an award between the question and the press."""
    olga, svetlana = world.chat(1001), world.chat(1003)
    await judged(world)
    await olga.forge("result.preview:2")
    await svetlana.forge("result.award:3:0")
    said = await olga.press("Опубликовать")
    assert said[0].split("\n")[0] == (
        "После этого вопроса итоги изменились. Посмотрите, пожалуйста, ещё раз."
    )
    assert "Тихий угол" not in said[0]
    assert await world.sql("SELECT published_at FROM contests WHERE contest_id = 2") == [(None,)]
    await olga.press("Опубликовать")
    assert await world.sql("SELECT published_by FROM contests WHERE contest_id = 2") == [(1,)]


async def test_a_tie_that_waits_for_the_chairman_is_said_before_publishing(
    world: World,
) -> None:
    marina = world.chat(1002)
    await set_rule(world, "tie_rule", "chairman")
    await judged(world)
    [said] = await marina.forge("result.preview:2")
    assert said.split("\n")[-2] == (
        "Решения председателя ещё нет, кто выше (№ 1, № 2). Если опубликовать сейчас, место "
        "будет общим."
    )


async def test_afterwards_everyone_reads_the_winners_and_authors_their_award(
    world: World,
) -> None:
    """On the contest's card, and on the entry's own card, not on a colleague's."""
    nina = world.chat(1005)
    await judged(world)
    await published(world)
    assert await nina.press("К итогам") == [f"{OF_CONTEST}\n{WINNERS}"]
    await nina.press("К конкурсу")
    assert await nina.press("Итоги") == [f"{OF_CONTEST}\n{WINNERS}"]
    [card] = await nina.forge("entry.show:1")
    assert card.split("\n")[4:7] == [
        "Состояние: допущена.", "Награда: диплом I степени.",
        "Жюри отметило: «Светло и удобно».",
    ]  # fmt: skip
    assert await nina.forge("entry.show:2") == []
    assert nina.toast == NOT_OPEN


async def test_the_award_stands_in_lists_the_passport_and_ones_own_data(world: World) -> None:
    """From the publishing on, not before: until then they say that the entry is admitted."""
    nina, pavel = world.chat(1005), world.chat(1004)
    await judged(world)

    async def said() -> list[str]:
        [mine] = await nina.forge("entry.mine")
        [passport] = await pavel.forge("passport.list:3:entry:all:0")
        await nina.send("/mydata")
        await nina.press("Всё одним файлом")
        text = "".join(one.decode("utf-8-sig") for one in (await files(world, nina)).values())
        [own] = [line for line in text.splitlines() if "№ 1 «Стенд у окна»" in line]
        return [mine.split("\n")[1], passport.split("\n")[3], own.split(": ", 1)[1]]

    assert await said() == [
        "№ 1 «Стенд у окна», Деревная: допущена.",
        "1. 15.10.26 работа: «Стенд у окна»; «Создать новый образ»; дапушчана",
        "№ 1 «Стенд у окна», «Создать новый образ», допущена",
    ]
    await published(world)
    assert await said() == [
        "№ 1 «Стенд у окна», Деревная: диплом I степени.",
        "1. 15.10.26 работа: «Стенд у окна»; «Создать новый образ»; дыплом I ступені",
        "№ 1 «Стенд у окна», «Создать новый образ», допущена, диплом I степени",
    ]


async def test_where_the_regulation_opens_places_and_points(world: World) -> None:
    """Everyone reads all of them, who won nothing hears the own ones."""
    nina = world.chat(1005)
    await set_rule(world, "tells_all", 1)
    await judged(world)
    olga = world.chat(1001)
    await olga.forge("result.award:4:0")
    [preview] = await olga.forge("result.preview:2")
    assert "По положению все узнают места и баллы." in preview.split("\n")
    heard = await published(world)
    assert heard[1012][0].split("\n")[0] == (
        f"{OF_CONTEST}. Спасибо за работу «Первая полка». Место: 3, баллы: 30,00."
    )
    assert await nina.press("К итогам") == [
        (
            f"{OF_CONTEST}\n"
            "1 место, баллы: 43,00; диплом I степени. «Стенд у окна»: Деревная; "
            "Закладкина Н. И.\n"
            "1 место, баллы: 43,00; диплом I степени. «Стенд без пыли»: Сеньковщина; "
            "Переплётова А. М.\n"
            "2 место, баллы: 39,67; диплом II степени. «Тихий угол»: Василевичи; Полкина Л. Н.\n"
            "3 место, баллы: 30,00. «Первая полка»: Мижевичи; Абзацева Н. В.\n"
            "«Уголок под липой»: Новодевятковичи; Буквицкая Я. А."
        )
    ]


async def test_readers_are_called_by_motto_and_age_never_by_name(world: World) -> None:
    """The name is stored here, so that it could leak; nor is the librarian named as an author."""
    await set_rule(world, "audience", "readers")
    await judged(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE entries SET motto = 'Ромашка', reader_age = 11, reader_name = 'Петя Иванов', "
            "reader_consent_on = '2026-10-01' WHERE entry_id = 1"
        )
        await tx.run("UPDATE entries SET reader_age = 9 WHERE entry_id = 3")
    heard = await published(world)
    lines = heard[1005][0].split("\n")
    assert lines[0] == (
        f"{OF_CONTEST}. Работа Вашего читателя «Стенд у окна» (читатель, 11 лет, девиз "
        "«Ромашка»): диплом I степени. Поздравляем! Жюри отметило: «Светло и удобно»."
    )
    assert lines[3:5] == [
        "«Стенд у окна» (читатель, 11 лет, девиз «Ромашка»): Деревная",
        "«Стенд без пыли»: Сеньковщина",
    ]
    said = "".join(words for told in heard.values() for words in told)
    assert [name for name in ("Петя", "Иванов", "Закладкина Н. И.") if name in said] == []


async def test_many_of_one_award_stand_behind_the_button(world: World) -> None:
    """A message names twelve; «Итоги» has all, page by page."""
    nina = world.chat(1005)
    await judged(world)
    assert world.db is not None
    async with world.db.write() as tx:
        for number in range(6, 31):
            await tx.run(
                "INSERT INTO entries (entry_id, contest_id, library_id, title, staff_id, "
                "entered_by, source, submission_id, state, submitted_at, updated_at) "
                "SELECT ?, 2, 11, 'Полка ' || ?, 12, 12, 'chat', submission_id, 'admitted', "
                "submitted_at, updated_at FROM entries WHERE entry_id = 4",
                (number, number),
            )
            await tx.run(
                "INSERT INTO results (entry_id, points, jurors, place, decided_by, award_id) "
                "SELECT ?, 1, 1, 9, 'shared', award_id FROM contest_awards "
                "WHERE contest_id = 2 AND kind = 'encouragement'",
                (number,),
            )
    heard = await published(world)
    assert heard[1005][0].split("\n")[-2:] == [
        "«Полка 17»: Мижевичи; Абзацева Н. В.", "и ещё 13 работ",
    ]  # fmt: skip
    assert len((await nina.press("К итогам"))[0].split("\n")) == 21
    [rest] = await nina.press("Следующие")
    assert rest.split("\n")[-1] == "«Полка 30»: Мижевичи; Абзацева Н. В."


async def test_winners_are_put_forward_to_the_region(world: World) -> None:
    """Ticked after the publishing, undone by the same button; kept with history."""
    svetlana = world.chat(1003)
    await judged(world)
    assert await svetlana.forge("result.forward:2") == []
    assert svetlana.toast == "Работы выдвигают, когда итоги опубликованы."
    await published(world)
    await svetlana.forge("result.list:2:0")
    assert (await svetlana.press("Выдвинуть"))[0].split("\n")[1:3] == [
        "Какие работы выдвинуть на областной конкурс? Отметьте их.",
        "№ 1 «Стенд у окна», Деревная: диплом I степени.",
    ]
    [said] = await svetlana.press("№ 1: выдвинуть")
    assert said.split("\n")[2] == "№ 1 «Стенд у окна», Деревная: диплом I степени. Выдвинута."
    assert said.split("\n")[-1] == "Выдвинуто работ: 1."
    await svetlana.press("№ 3: выдвинуть")
    await svetlana.press("№ 1: не выдвигать")
    await svetlana.forge("result.put:3:1:0")
    assert await world.sql("SELECT entry_id, forwarded_by FROM entry_forwards") == [(3, 3)]
    assert await world.sql(
        "SELECT subject_id, action FROM history WHERE action IN ('forwarded', 'taken back') "
        "ORDER BY history_id"
    ) == [("1", "forwarded"), ("3", "forwarded"), ("1", "taken back")]
    for data in ("result.put:5:1:0", "result.put:99:1:0", "result.put:1:2:0"):
        assert await svetlana.forge(data) == [], data
        assert svetlana.toast == NOT_OPEN, data


SEALED = (
    "result.list:2:0", "result.card:1", "result.awards:1", "result.award:1:0",
    "result.remarks:2:0:0", "result.pass:1:14:1:0:0", "result.passall:2:0:1",
    "result.preview:2", "result.publish:2:00000000", "result.forward:2", "result.put:1:1:0",
)  # fmt: skip


@pytest.mark.parametrize("user_id", [1005, 1006, 1014, 1015])
async def test_nothing_leaks_before_the_publishing(world: World, user_id: int) -> None:
    """Not to a winner, a juror, the outsider who chairs, the admin: results lie there sealed."""
    chat = world.chat(user_id)
    await judged(world)
    before = await world.sql("SELECT * FROM results ORDER BY entry_id")
    assert len(before) == 5
    for data in SEALED:
        assert await chat.forge(data) == [], data
        assert chat.toast == NOT_OPEN, data
    said = await chat.forge("contest.winners:2:0")
    assert said == []
    assert chat.toast in {NOT_OPEN, "Итоги этого конкурса ещё не опубликованы."}
    seen = []
    for data in ("contest.card:2", "entry.show:1", "contest.list", "entry.mine"):
        seen += await chat.forge(data)
    for words in ("/tasks", "/contests", "/mydata"):
        seen += await chat.send(words)
    told = "\n".join(seen)
    labels = [label for row in chat.buttons for label in row]
    leaks = ("диплом", "43,00", "Награда", "место", "Жюри отметило", "Светло и удобно")
    assert [word for word in leaks if word in told] == []
    assert "Итоги" not in labels
    assert await world.sql("SELECT * FROM results ORDER BY entry_id") == before


@pytest.mark.parametrize("user_id", [1003, 1004])
async def test_a_methodist_does_not_publish(world: World, user_id: int) -> None:
    """Only the head and the deputy do."""
    chat = world.chat(user_id)
    await judged(world)
    for data in ("result.preview:2", "result.publish:2:00000000"):
        assert await chat.forge(data) == [], data
    await chat.forge("result.list:2:0")
    assert "Опубликовать…" not in [label for row in chat.buttons for label in row]
    assert await world.sql("SELECT published_at FROM contests WHERE contest_id = 2") == [(None,)]
