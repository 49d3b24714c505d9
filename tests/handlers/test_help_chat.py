"""`/help` and «Написать методисту»: asked, answered, brought back; in both languages."""

from typing import Final

import pytest
from juried import change
from world import World

TAKEN: Final = (
    "Вопрос № {number} принят. Его увидят методический отдел и директор. Ответ придёт в рабочее "
    "время, обычно за два дня. Срочно? Звоните: методический отдел."
)


@pytest.mark.parametrize(
    ("user_id", "said"),
    [
        (
            1005,
            (
                "Помощь. Испортить ничего нельзя: каждый ответ сохраняется, "
                "исправить можно и потом.\n"
                "«Мои дела»: всё, что Вас ждёт; когда пора, список приходит утром сам.\n"
                "После выезда методиста приходит карточка: "
                "нажмите «Всё так» или «Есть неточность».\n"
                "Фото, голос или строку можно прислать когда угодно: бот спросит, к чему они.\n"
                "Кому позвонить: методический отдел."
            ),
        ),
        (
            1004,
            (
                "Дапамога. Сапсаваць нічога нельга: кожны адказ захоўваецца, "
                "выправіць можна і потым.\n"
                "«Выезд»: пяць крокаў або адзін радок: "
                "«Дзераўная, метаддапамога, расставілі фонд».\n"
                "«Мае справы»: чарнавікі, выезды без тэксту, заўвагі бібліятэкараў.\n"
                "«За бібліятэку»: запіс са слоў калегі па тэлефоне або з бланка.\n"
                "Фота, голас або радок можна даслаць калі заўгодна: бот спытае, да чаго яны.\n"
                "Каму патэлефанаваць: методический отдел."
            ),
        ),
    ],
)
async def test_help_says_what_the_role_can_do(world: World, user_id: int, said: str) -> None:
    assert await world.chat(user_id).send("/help") == [said]


async def test_a_question_is_answered_and_comes_back(world: World) -> None:
    """A Belarusian librarian asks, a Russian methodist answers, each in their language."""
    hanna, svetlana, marina = world.chat(1009), world.chat(1003), world.chat(1002)
    pavel = world.chat(1004)
    await hanna.send("/help")
    assert await hanna.press("Напісаць метадысту") == [
        (
            "Напішыце пытанне адным паведамленнем. Можна даслаць фота або файл.\n"
            "Прозвішчы і тэлефоны чытачоў не патрэбны."
        )
    ]
    assert hanna.buttons == [["Не трэба"]]
    assert await hanna.send("Як улічваць чытача за суседку?") == [
        (
            "Пытанне № 1 прынята. Яго ўбачаць метадычны аддзел і дырэктар. Адказ прыйдзе ў "
            "рабочы час, звычайна за два дні. Тэрмінова? Тэлефануйце: методический отдел."
        )
    ]
    card = (
        "Вопрос № 1. От кого: Переплётова Анна Михайловна.\n"
        "Библиотека: Сеньковщина.\n"
        "«Як улічваць чытача за суседку?»\n"
        "Нажмите «Ответить» и напишите одним сообщением."
    )
    assert await svetlana.news() == [card]
    assert await marina.news() == [card]
    assert (await pavel.news())[0].split("\n")[0] == (
        "Пытанне № 1. Ад каго: Пераплётава Ганна Міхайлаўна."
    )
    assert await svetlana.press("Ответить") == [
        ("Ваш ответ на вопрос № 1, одним сообщением:\n«Як улічваць чытача за суседку?»")
    ]
    assert await svetlana.send("Одного читателя, кто записан") == [
        (
            "Ответ отправлен.\n\n"
            "Вопрос № 1: ответ есть.\n"
            "«Як улічваць чытача за суседку?»\n"
            "Ответ: «Одного читателя, кто записан»\n"
            "Кто ответил: Аннотова С. Ю."
        )
    ]
    assert await hanna.news() == [
        (
            "Адказ на Ваша пытанне № 1.\n"
            "«Як улічваць чытача за суседку?»\n"
            "Адказ: «Одного читателя, кто записан»\n"
            "Хто адказаў: Анотава С. Ю."
        )
    ]
    assert hanna.buttons == [["Спытаць яшчэ"]]
    assert await marina.news() == [
        (
            "Вопрос № 1: ответ есть.\n"
            "«Як улічваць чытача за суседку?»\n"
            "Ответ: «Одного читателя, кто записан»\n"
            "Кто ответил: Аннотова С. Ю."
        )
    ]


async def test_a_second_answer_is_refused_kindly(world: World) -> None:
    nina, svetlana, marina = world.chat(1005), world.chat(1003), world.chat(1002)
    world.chat(1004)
    await nina.send("/help")
    await nina.press("Написать методисту")
    await nina.send("Вопрос")
    await svetlana.news()
    await marina.news()
    await svetlana.press("Ответить")
    await marina.press("Ответить")
    await svetlana.send("Ответ")
    answered = "Вопрос № 1: ответ есть.\n«Вопрос»\nОтвет: «Ответ»\nКто ответил: Аннотова С. Ю."
    assert await marina.send("Другой ответ") == [f"На этот вопрос уже ответили.\n\n{answered}"]
    assert await marina.forge("help.answer:1") == [answered]


async def test_a_photo_is_a_question_too(world: World) -> None:
    """It is sent on by its Telegram id and is not fetched."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/help")
    await nina.press("Написать методисту")
    assert await nina.photo(caption="Что это за книга?") == [TAKEN.format(number=1)]
    assert await svetlana.news() == [
        "[photo]",
        (
            "Вопрос № 1. От кого: Закладкина Нина Ивановна.\n"
            "Библиотека: Деревная.\n"
            "«Что это за книга?»\n"
            "Нажмите «Ответить» и напишите одним сообщением."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 5") == [(0,)]


async def test_what_came_outside_a_form_is_a_question(world: World) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.voice()
    assert await nina.press("Вопрос в отдел") == [TAKEN.format(number=1)]
    said = await svetlana.news()
    assert said[0] == "[voice]"
    assert said[1].split("\n")[2] == "«файлов: 1»"
    await nina.send("Как учитывать читателя?")
    assert await nina.press("Вопрос в отдел") == [TAKEN.format(number=2)]


async def test_a_sticker_as_a_question_asks_for_words(world: World) -> None:
    nina = world.chat(1005)
    await nina.location(53.2, 25.5)
    said = await nina.press("Вопрос в отдел")
    assert said[0].split("\n")[0] == (
        "Напишите вопрос одним сообщением. Можно прислать фото или файл."
    )


async def test_a_question_can_be_left_unasked(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/help")
    await nina.press("Написать методисту")
    assert await nina.press("Не надо") == ["Хорошо. Отдел на связи, когда понадобится."]
    assert await world.sql("SELECT count(*) FROM questions") == [(0,)]


async def test_a_methodists_question_waits_for_the_others(world: World) -> None:
    """Who asks does not get the card, and has it in no list."""
    svetlana, marina = world.chat(1003), world.chat(1002)
    await svetlana.send("/help")
    await svetlana.press("Написать методисту")
    await svetlana.send("Кто едет завтра?")
    assert len(await marina.news()) == 1
    said = await marina.send("/tasks")
    assert said[0].split("\n")[1] == "1. Вопрос № 1 от коллеги: Аннотова С. Ю."
    assert "Вопрос" not in (await svetlana.send("/tasks"))[0]
    assert (await marina.send("1"))[0].split("\n")[0] == (
        "Вопрос № 1. От кого: Аннотова Светлана Юрьевна."
    )
    await marina.press("Ответить")
    assert await marina.press("Не сейчас") == [
        (
            "Вопрос № 1. От кого: Аннотова Светлана Юрьевна.\n"
            "Библиотека: Центральная.\n"
            "«Кто едет завтра?»\n"
            "Нажмите «Ответить» и напишите одним сообщением."
        )
    ]


async def test_without_methodists_the_head_gets_the_question(world: World) -> None:
    nina, olga = world.chat(1005), world.chat(1001)
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = '2026-10-01' WHERE user_id <> 1001")
    world.bot.services.network.forget()
    await nina.send("/help")
    await nina.press("Написать методисту")
    await nina.send("Вопрос")
    assert (await olga.news())[0].split("\n")[0] == (
        "Вопрос № 1. От кого: Закладкина Нина Ивановна."
    )


async def test_an_answer_to_who_cannot_be_reached_says_so(world: World) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/help")
    await nina.press("Написать методисту")
    await nina.send("Вопрос")
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = '2026-10-01' WHERE user_id = 1005")
    world.bot.services.network.forget()
    await svetlana.news()
    await svetlana.press("Ответить")
    said = await svetlana.send("Ответ")
    assert said[0].split("\n")[0] == (
        "Ответ сохранён, но в боте коллеги нет: позвоните, пожалуйста."
    )


@pytest.mark.parametrize("data", ["help.card", "help.card:99", "help.answer:1"])
async def test_questions_are_not_open_to_librarians(world: World, data: str) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    await svetlana.send("/help")
    await svetlana.forge("help.card:99")
    refusal = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    assert svetlana.toast == refusal
    await nina.send("/help")
    await nina.forge(data)
    assert nina.toast == refusal


async def test_a_question_without_a_number_is_refused(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/help")
    await svetlana.forge("help.card")
    assert svetlana.toast == (
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    )


async def test_a_question_of_many_pages_is_refused(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/help")
    await nina.press("Написать методисту")
    said = await nina.send("а" * 3001)
    assert said == ["Слишком длинный текст, знаков: 3\u00a0001. Помещается не больше: 3\u00a0000."]
    assert (await nina.send("Короче"))[0].split(".")[0] == "Вопрос № 1 принят"


async def test_help_of_a_jury(world: World) -> None:
    """By the duty, beside what the role can do; in Belarusian too."""
    igor, marina, pavel = world.chat(1014), world.chat(1002), world.chat(1004)
    [said] = await igor.send("/help")
    assert said.split("\n")[1:6] == [
        "«Мои дела»: всё, что Вас ждёт.",
        (
            "«Оценить работы»: что Вам передано. Баллы одной строкой, «8 9 7 10 4 5», или по "
            "одному; после перерыва ничего не теряется."
        ),
        (
            "«Мои оценки»: Ваша таблица, чтобы сравнить и выровнять баллы, пока оценка не "
            "завершена. Чужих баллов никто из жюри не видит."
        ),
        (
            "«Личная заинтересованность» у работы: Вы её не оцениваете, её может получить другой "
            "член жюри."
        ),
        "Вы председатель жюри: если работы равны, понадобится Ваш решающий голос.",
    ]
    [said] = await marina.send("/help")
    assert (
        "Вы секретарь жюри: баллов не ставите; когда оценка завершена, кнопка «Оценить "
        "работы» открывает итоги и протокол."
    ) in said.split("\n")
    [said] = await pavel.send("/help")
    assert "журы" not in said
    await change(world, "INSERT INTO contest_jurors VALUES (2, 4, 'juror')")
    [said] = await pavel.send("/help")
    assert (
        "«Мае ацэнкі»: Ваша табліца, каб параўнаць і выраўняць балы, пакуль ацэнка не "
        "завершана. Чужых балаў ніхто з журы не бачыць."
    ) in said.split("\n")
