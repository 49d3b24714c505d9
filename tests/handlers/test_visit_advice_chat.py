"""The next visit opens with the library's open recommendations; what is seen is accepted."""

from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
HINT = (
    "Что-то уже выполнено? Нажмите или напишите «Выполнено 1». Отметка сохранится вместе с "
    "выездом; можно и не отвечать."
)
STAND = "1. «Обновить стенд у входа»"
OFFERED = f"Открытые рекомендации (Деревная):\n{STAND}; срок: 1 ноября\n{HINT}"
SEEN = f"Открытые рекомендации (Деревная):\n{STAND}; видно, что выполнена\n{HINT}"
STATE = (
    "SELECT state, done_source, closing_visit_id FROM recommendations WHERE recommendation_id = 1"
)


async def test_seen_at_the_visit_and_accepted_with_it(advised: World) -> None:
    """Said once under the library, pressed at any time, in force when the visit is saved."""
    nina, svetlana = advised.chat(1005), advised.chat(1003)
    await nina.start()
    await svetlana.send("/visit")
    offered, question = await svetlana.press("Деревная")
    assert offered == OFFERED
    assert question.split("\n")[0] == "Выезд: Деревная, 2 из 3"
    advice = svetlana.screen[-2]
    assert [row[0] for row in (advice.buttons or [])] == ["1. Выполнено"]
    await svetlana.press("1. Выполнено", advice.message_id)
    assert svetlana.screen[-2].text == SEEN
    assert await advised.sql(STATE) == [("given", None, None)]
    await svetlana.send("методпомощь")
    await svetlana.send("Посмотрели стенд")
    said = await svetlana.send("Сохранить")
    assert "Отмечено выполненных рекомендаций: 1." in said[0].split("\n")
    assert await advised.sql(STATE) == [("accepted", "visit", 12)]
    assert [one.split("\n")[0] for one in await nina.news()] == [
        "Выезд в Вашу библиотеку (Деревная), 15 октября.",
        "Рекомендация принята. Спасибо! Кто: Аннотова С. Ю.",
    ]
    [card] = await svetlana.forge("visit.card:12")
    assert card.split("\n")[4:6] == [
        "По рекомендациям выполнено:",
        "• Обновить стенд у входа",
    ]


async def test_typed_by_number_and_taken_back_in_belarusian(advised: World) -> None:
    """Another methodist has seen it: it is noted, the one who gave it has the word."""
    pavel, svetlana = advised.chat(1004), advised.chat(1003)
    await svetlana.start()
    hint = (
        "Нешта ўжо выканана? Націсніце або напішыце «Выканана 1». Адзнака захаваецца разам з "
        "выездам; можна і не адказваць."
    )
    head = "Адкрытыя рэкамендацыі (Сянькоўшчына):"
    late = f"{head}\n1. «Составить акт на списание»; тэрмін быў 10 кастрычніка\n{hint}"
    seen = f"{head}\n1. «Составить акт на списание»; відаць, што выканана\n{hint}"
    await pavel.send("/visit")
    assert (await pavel.send("Сянькоўшчына"))[0] == late
    for words, shown in (("1", seen), ("не выканана 1", late), ("Выканана 1.", seen)):
        offered, question = await pavel.send(words)
        assert offered == shown
        assert question.split("\n")[0] == "Выезд: Сянькоўшчына, 2 з 3"
    await pavel.send("метаддапамога")
    await pavel.send("Акт бачыў")
    await pavel.send("Захаваць")
    assert await advised.sql(
        "SELECT state, done_by, done_source FROM recommendations WHERE recommendation_id = 2"
    ) == [("done", 4, "visit")]
    news = [one.split("\n")[0] for one in await svetlana.news()]
    assert news == ["Рекомендация выполнена. Кто: Книжник П. А."]


async def test_a_visit_in_one_line_says_them_too(advised: World) -> None:
    """They stand above the card; nothing must be pressed."""
    svetlana = advised.chat(1003)
    said = await svetlana.send("Деревная, методпомощь, посмотрели стенд")
    assert said[1] == OFFERED
    assert said[2].split("\n")[0] == "Выезд в библиотеку"
    await svetlana.send("Сохранить")
    assert await advised.sql(STATE) == [("given", None, None)]


async def test_another_library_has_others(advised: World) -> None:
    """What was seen belongs to the library; a draft that is deleted changes nothing."""
    svetlana = advised.chat(1003)
    await svetlana.send("Деревная, методпомощь, посмотрели стенд")
    await svetlana.send("Выполнено 1")
    await svetlana.press("Исправить")
    await svetlana.press("3. Библиотека")
    said = await svetlana.send("Жировичи")
    assert [one for one in said if one.startswith("Открытые")] == []
    await svetlana.send("Сохранить")
    assert await advised.sql(STATE) == [("given", None, None)]
    assert await svetlana.send("Выполнено 1") == [
        "Что сделать с этим сообщением?\nНажмите кнопку. Отправлено случайно? Тогда «Ничего»."
    ]


async def test_what_the_library_has_marked_is_looked_at(advised: World) -> None:
    """Marina gave it and sees it: accepted with what the librarian wrote."""
    marina = advised.chat(1002)
    said = await marina.send("Мижевичи, методпомощь, посмотрели тетрадь")
    assert said[1].split("\n")[1] == (
        "1. «Завести тетрадь учёта справок»; библиотека отметила выполнение"
    )
    await marina.send("Выполнено 1")
    await marina.send("Сохранить")
    assert await advised.sql(
        "SELECT state, done_by, done_line, done_source, closing_visit_id FROM recommendations "
        "WHERE recommendation_id = 3"
    ) == [("accepted", 12, "Тетрадь заведена с 1 октября", "chat", 12)]


async def test_forged_foreign_and_old_buttons(advised: World) -> None:
    """Another's draft, another library's recommendation, a draft that is saved."""
    svetlana, pavel, nina = advised.chat(1003), advised.chat(1004), advised.chat(1005)
    for one in (pavel, nina):
        await one.start()
    await svetlana.send("Деревная, методпомощь, посмотрели стенд")
    [(draft_id,)] = await advised.sql("SELECT max(draft_id) FROM drafts")
    for chat, data in (
        (pavel, f"rec.seen:{draft_id}:1:1"),
        (nina, f"rec.seen:{draft_id}:1:1"),
        (svetlana, f"rec.seen:{draft_id}:2:1"),
        (svetlana, f"rec.seen:{draft_id}:1"),
        (svetlana, "rec.seen:99:1:1"),
        (svetlana, "rec.seen:x:1:1"),
    ):
        assert await chat.forge(data) == []
        assert chat.alert
    await svetlana.send("Сохранить")
    assert (await svetlana.forge(f"rec.seen:{draft_id}:1:1"))[0].startswith(
        "Это кнопка прошлого шага."
    )
    assert await advised.sql(STATE) == [("given", None, None)]


async def test_practice_and_corrections_say_none(advised: World) -> None:
    svetlana = advised.chat(1003)
    await svetlana.send("/practice")
    await svetlana.press("Выезд в библиотеку")
    said = await svetlana.press("Деревная")
    assert [one for one in said if one.startswith("Открытые")] == []


async def test_an_institution_may_do_without(world: World) -> None:
    """With the setting off a visit asks only what it asked before."""
    svetlana = world.chat(1003)
    await svetlana.send("/visit")
    assert [one.split("\n")[0] for one in await svetlana.press("Деревная")] == [
        "Выезд: Деревная, 2 из 3"
    ]
    assert (await svetlana.send("/tasks"))[-1].split("\n")[1:] == [
        "1. Выезд в библиотеку (Деревная): отвечено 1 из 3.",
        "2. Есть неточность в записи о выезде: Василевичи, 6 октября.",
        "Нажмите номер.",
    ]


async def test_who_travelled_together_settles_it_on_the_one_record(advised: World) -> None:
    """Svetlana joins Pavel's record of the visit: what she has seen counts there."""
    svetlana, pavel = advised.chat(1003), advised.chat(1004)
    await pavel.send("Дзераўная, метаддапамога, глядзелі стэнд")
    await pavel.send("Захаваць")
    await svetlana.send("Деревная, методпомощь, посмотрели стенд")
    await svetlana.send("Выполнено 1")
    await svetlana.send("Сохранить")
    await svetlana.press("Да, добавить меня")
    assert await advised.sql(STATE) == [("accepted", "visit", 12)]
