"""Requests for materials: asked in one line, taken by one, answered once, told whether it fits."""

from typing import Final

from world import World

LINE: Final = "нужен сценарий ко Дню матери до 1 ноября"
FACTS: Final = (
    f"«{LINE}»\nК какому дню: 14 октября 2027\N{NARROW NO-BREAK SPACE}г.\nНужно до: 1 ноября."
)
TITLE: Final = "Заявка на материал № 1"
FROM: Final = f"{TITLE}\nОт кого: Закладкина Нина Ивановна (Деревная).\n{FACTS}"
FREE: Final = "Заявка в отделе, её пока никто не взял."
NOT_OPEN: Final = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
NOT_OPEN_BE: Final = "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
NEAR: Final = "Похожее уже есть, можно отправить сразу:"


async def asked(world: World, line: str = LINE) -> None:
    """Let Закладкина ask in one line and one tap; the others have opened their chats."""
    for key in (1001, 1003, 1004, 1009):
        world.chat(key)
    anna = world.chat(1005)
    await anna.send(line)
    await anna.press("Заявка на материал")
    await anna.press("Отправить")
    for key in (1001, 1003, 1004):
        await world.chat(key).news()


async def test_a_line_is_read_and_sent_with_one_tap(published: World) -> None:
    anna, svetlana, pavel = (published.chat(key) for key in (1005, 1003, 1004))
    await anna.send(LINE)
    assert anna.buttons == [
        ["Вопрос в отдел", "Найти материал"],
        ["Заявка на материал"],
        ["Новость для сайта"],
        ["Ничего"],
    ]
    assert await anna.press("Заявка на материал") == [
        "Заявка на материал\nЗаявка уйдёт в методический отдел, ответ придёт сюда.",
        (
            "Заявка на материал\nПроверьте, пожалуйста.\n"
            f"1. Что нужно: {LINE}\n"
            "2. К какому дню: 14 октября 2027\N{NARROW NO-BREAK SPACE}г.\n"
            "3. Прислать до: 1 ноября 2026\N{NARROW NO-BREAK SPACE}г.\n"
            "Всё верно? Нажмите «Отправить». Чтобы изменить ответ, напишите его номер."
        ),
    ]
    assert await anna.press("Отправить") == [
        f"Заявка № 1 отправлена. Ответ придёт сюда.\n{TITLE}\n{FACTS}\n{FREE}",
        "Похожее уже есть. Посмотрите, пока готовится ответ:",
        "Что дальше?",
    ]
    assert await svetlana.news() == [f"{FROM}\n{FREE}\n{NEAR}"]
    assert svetlana.buttons == [
        ["Отправить: Самая родная"], ["Беру", "Ответить"], ["Найти другое", "К заявкам"]
    ]  # fmt: skip
    assert await pavel.news() == [
        (
            "Заяўка на матэрыял № 1\nАд каго: Закладкіна Ніна Іванаўна (Дзераўная).\n"
            f"«{LINE}»\nДа якога дня: 14 кастрычніка 2027\N{NARROW NO-BREAK SPACE}г.\n"
            "Патрэбна да: 1 лістапада.\nЗаяўка ў аддзеле, яе пакуль ніхто не ўзяў.\n"
            "Падобнае ўжо ёсць, можна адправіць адразу:"
        )
    ]


async def test_an_answer_is_corrected_before_it_goes(published: World) -> None:
    """The day that the line was read to mean is changed on the card."""
    anna = published.chat(1005)
    await anna.send(LINE)
    await anna.press("Заявка на материал")
    await anna.send("3")
    await anna.send("20.11.2026")
    await anna.press("Отправить")
    assert await published.sql("SELECT wish, for_on, wanted_on FROM material_requests") == [
        (LINE, "2027-10-14", "2026-11-20")
    ]


async def test_one_takes_it_and_nobody_answers_twice(published: World) -> None:
    svetlana, pavel, anna = (published.chat(key) for key in (1003, 1004, 1005))
    await asked(published)
    await svetlana.press("Беру")
    await pavel.news()
    assert pavel.buttons == [["Узяць сабе", "Да заявак"]]
    late = "wish.take:1:0"
    assert await pavel.forge(late) == [
        (
            "На гэту заяўку ўжо адказвае калега.\nЗаяўка на матэрыял № 1\n"
            "Ад каго: Закладкіна Ніна Іванаўна (Дзераўная).\n"
            f"«{LINE}»\nДа якога дня: 14 кастрычніка 2027\N{NARROW NO-BREAK SPACE}г.\n"
            "Патрэбна да: 1 лістапада.\nАдказвае: Анотава С. Ю."
        )
    ]
    await pavel.forge("wish.answer:1")
    assert pavel.toast == "На гэту заяўку ўжо адказвае калега."
    await svetlana.press("Ответить")
    assert await svetlana.send("Вот сценарий") == [
        f"Ответ отправлен.\n{FROM}\nОтвет: Вот сценарий\nКто ответил: Аннотова С. Ю."
    ]
    assert await anna.news() == [
        (
            f"Есть ответ на Вашу заявку.\n{TITLE}\n{FACTS}\nОтвет: Вот сценарий\n"
            "Кто ответил: Аннотова С. Ю."
        )
    ]
    assert anna.buttons == [["Подошло", "Не то"], ["К заявкам"]]
    await pavel.forge("wish.send:1:1")
    assert pavel.toast == "На гэту заяўку ўжо адказалі, або яна больш не патрэбна."


async def test_what_does_not_fit_goes_back_and_is_answered_anew(published: World) -> None:
    svetlana, anna = published.chat(1003), published.chat(1005)
    await asked(published)
    await svetlana.press("Ответить")
    await svetlana.document("scenario.txt", b"text", caption="Смотрите файл")
    assert (await anna.news())[-1] == "[document scenario.txt] Смотрите файл"
    assert await anna.press("Не то") == [
        "Чего не хватает? Что Вы имели в виду? Напишите одной строкой: заявка вернётся в отдел."
    ]
    await anna.send("нужен для детей")
    assert (await svetlana.news())[-1] == (
        f"{FROM}\nЧего не хватило: нужен для детей\nОтвечает: Аннотова С. Ю.\n{NEAR}"
    )
    await svetlana.press("Отправить: Самая родная")
    assert await anna.news() == [
        (
            f"Есть ответ на Вашу заявку.\n{TITLE}\n{FACTS}\nОтправлено: «Самая родная».\n"
            "Кто ответил: Аннотова С. Ю."
        )
    ]
    await anna.press("Подошло")
    assert anna.buttons == [["Открыть", "К заявкам"]]
    assert await published.sql("SELECT outcome, return_no FROM material_requests") == [("fits", 1)]


async def test_another_publication_is_found_and_sent(published: World) -> None:
    svetlana, anna = published.chat(1003), published.chat(1005)
    await asked(published, "нужно что-нибудь про чернобыль")
    await svetlana.press("Найти другое")
    assert await svetlana.send("подворный обход") == [
        (
            "По словам «подворный обход» нашлось это. Нажмите на то, что отправить.\n"
            "Нужно другое? Просто напишите другие слова."
        )
    ]
    assert svetlana.buttons == [["Подворный обход: слово за словом"], ["К заявке"]]
    await svetlana.press("Подворный обход: слово за словом")
    assert (await anna.news())[-1].endswith(
        "Отправлено: «Подворный обход: слово за словом».\nКто ответил: Аннотова С. Ю."
    )


async def test_overdue_stands_first_and_is_reminded_of(published: World) -> None:
    svetlana, head = published.chat(1003), published.chat(1001)
    await asked(published, "нужна викторина о книге")
    await asked(published, "нужен сценарий про осень до 20 октября")
    await svetlana.press("Беру")
    published.clock.jump(days=6, hours=1)
    assert await svetlana.send("/wishes") == [
        (
            "Заявки на материалы\nЖдут ответа: 2.\n"
            "2. Закладкина Н. И., срок: 20 октября, просрочена, отвечает: Аннотова С. Ю.\n"
            "1. Закладкина Н. И."
        )
    ]
    await published.tick()
    digest = (await svetlana.news())[-1].split("\n")
    assert (
        "Заявка на материал № 2 (Закладкина Н. И.): «нужен сценарий про осень до 20 октября», "
        "просрочена, срок был 20 октября." in " ".join(digest)
    )
    tasks = await head.send("/tasks")
    assert "Заявка на материал № 1" in tasks[0]
    assert "Заявка на материал № 2" not in tasks[0]


async def test_who_asked_sees_their_own_and_lets_go(published: World) -> None:
    hanna, svetlana = published.chat(1009), published.chat(1003)
    await hanna.send("/find квантавая фізіка")
    await hanna.press("Заяўка ў аддзел")
    await hanna.press("Адправіць")
    assert await hanna.send("/wishes") == [
        "Мае заяўкі\nНацісніце на заяўку, каб убачыць, што з ёй.\n1. чакае адказу"
    ]
    await hanna.press("1. квантавая фізіка")
    await svetlana.news()
    assert await hanna.press("Ужо не трэба") == [
        "Заяўка на матэрыял № 1\n«квантавая фізіка»\nБольш не патрэбна."
    ]
    assert (await svetlana.news())[-1].endswith("«квантавая фізіка»\nБольше не нужно.")
    await svetlana.forge("wish.take:1:0")
    assert svetlana.toast == "На эту заявку уже ответили, или она больше не нужна."


async def test_what_is_not_theirs_stays_closed(published: World) -> None:
    """Another librarian opens nothing; who asks does not answer themselves."""
    await asked(published)
    stranger, anna = published.chat(1009), published.chat(1005)
    await stranger.send("/find вайна")
    for press in ("wish.card:1", "wish.take:1:0", "wish.cancel:1", "wish.fits:1", "wish.files:1"):
        assert await stranger.forge(press) == []
        assert stranger.toast == NOT_OPEN_BE
    for press in ("wish.answer:1", "wish.send:1:1", "wish.take:1:0"):
        assert await anna.forge(press) == []
        assert anna.toast == NOT_OPEN
    assert await published.sql(
        "SELECT taken_by, answered_by, cancelled_at FROM material_requests"
    ) == ([(None, None, None)])


async def test_a_telephone_is_not_kept(published: World) -> None:
    anna = published.chat(1005)
    await anna.send("/wishes")
    await anna.press("Новая заявка")
    assert await anna.send("нужен сценарий, звоните +375 29 123-45-67") == [
        (
            "Похоже на телефон, документ или адрес: «+375 29 123-45-67». "
            "Напишите строку без этого, пожалуйста."
        )
    ]
    await anna.send("нужен сценарий")
    await anna.press("Отправить")
    assert await published.sql("SELECT wish FROM material_requests") == [("нужен сценарий",)]


async def test_a_file_becomes_a_publication(published: World) -> None:
    """The words asked for and the day are filled in; who asked finds it under the request."""
    svetlana = published.chat(1003)
    await asked(published, "нужен сценарий ко Дню матери")
    await svetlana.press("Ответить")
    await svetlana.document("mama.txt", b"text")
    assert svetlana.buttons == [["Файлы", "В издания"], ["К заявкам"]]
    await svetlana.press("В издания")
    drafts = "SELECT json_extract(context, '$.request_id'), answers FROM drafts WHERE form = ?"
    [(request_id, answers)] = await published.sql(drafts, "publication")
    assert request_id == 1
    assert "нужен сценарий ко Дню матери" in str(answers)
    assert "14.10" in str(answers)
