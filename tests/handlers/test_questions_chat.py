"""«Вопрос в отдел»: a thread that one takes, both write in, either settles; in both languages."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest
from world import World, a_world

from storage import leaves

NOW: Final = "2026-10-15T06:28:00Z"

TAKEN: Final = (
    "Вопрос № {number} принят. Его увидят методический отдел и директор. Ответ придёт в рабочее "
    "время, обычно за два дня. Срочно? Звоните: методический отдел."
)
REFUSAL: Final = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
CARD: Final = (
    "Вопрос № 1. От кого: Переплётова Анна Михайловна.\nБиблиотека: Сеньковщина.\n{standing}"
)
ASKED: Final = "\n\n15 октября, Переплётова А. М.:\nЯк улічваць чытача за суседку?"
ANSWERED: Final = "\n\n15 октября, Аннотова С. Ю.:\nОдного читателя, кто записан"


async def asked(world: World, user_id: int, text: str) -> None:
    """Let somebody ask, and those who answer have read the card."""
    department = [world.chat(one) for one in (1002, 1003, 1004)]
    chat = world.chat(user_id)
    await chat.send("/ask")
    await chat.send(text)
    for one in department:
        await one.news()


async def test_a_question_is_taken_answered_and_settled(world: World) -> None:
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
    assert hanna.buttons == [["Пытанні і адказы"], ["Не трэба"]]
    assert await hanna.send("Як улічваць чытача за суседку?") == [
        (
            "Пытанне № 1 прынята. Яго ўбачаць метадычны аддзел і дырэктар. Адказ прыйдзе ў "
            "рабочы час, звычайна за два дні. Тэрмінова? Тэлефануйце: методический отдел."
        )
    ]
    assert hanna.buttons == [["Дапоўніць", "Вырашана"]]
    free = CARD.format(standing="Пока никто не взял.") + ASKED
    assert await svetlana.news() == [free]
    assert await marina.news() == [free]
    assert svetlana.buttons == [["Беру", "Ответить"]]
    assert (await pavel.news())[0].split("\n")[0] == (
        "Пытанне № 1. Ад каго: Пераплётава Ганна Міхайлаўна."
    )
    taken = CARD.format(standing="Кто отвечает: Аннотова С. Ю.")
    assert await svetlana.press("Беру") == [taken + ASKED]
    assert svetlana.toast == "Вопрос за Вами."
    assert svetlana.buttons == [["Ответить", "Решено"], ["Вернуть", "Передать"]]
    assert await marina.news() == [taken + ASKED]
    assert marina.last.buttons == []
    assert await svetlana.press("Ответить") == [
        "Напишите ответ на вопрос № 1 одним сообщением; можно прислать файл или фото."
    ]
    assert await svetlana.send("Одного читателя, кто записан") == [
        f"Ответ отправлен.\n\n{taken}{ASKED}{ANSWERED}"
    ]
    assert (await hanna.news())[-1] == (
        "Ваша пытанне № 1.\n"
        "Хто адказвае: Анотава С. Ю.\n\n"
        "15 кастрычніка, Пераплётава Г. М.:\n"
        "Як улічваць чытача за суседку?\n\n"
        "15 кастрычніка, Анотава С. Ю.:\n"
        "Одного читателя, кто записан"
    )
    assert await marina.news() == [taken + ASKED + ANSWERED]
    await hanna.press("Вырашана")
    assert hanna.toast == "Пытанне вырашана. Дзякуй!"
    closed = CARD.format(standing="Решён: 15 октября.") + ASKED + ANSWERED
    assert await svetlana.news() == [closed]
    assert await marina.news() == [closed]
    assert await world.sql(
        "SELECT question_id, held_on, channel, topic, library_id, staff_id FROM consultations"
    ) == [(1, "2026-10-15", "bot", "records", 7, 3)]


async def test_two_take_it_at_once_and_one_has_it(world: World) -> None:
    """The slower press and the slower words are refused, nothing is answered twice."""
    svetlana, marina = world.chat(1003), world.chat(1002)
    await asked(world, 1005, "Вопрос")
    await svetlana.press("Беру")
    await marina.forge("question.take:1")
    assert marina.toast == "Этим вопросом уже занимается: Аннотова С. Ю."
    await marina.forge("question.write:1")
    assert marina.toast == "Этим вопросом уже занимается: Аннотова С. Ю."
    reply = marina.last.message_id
    assert await marina.send("Другой ответ", reply_to=reply) == [
        (
            "Ваш ответ не отправлен, он остался выше в чате. "
            "Этим вопросом уже занимается: Аннотова С. Ю."
        )
    ]
    assert await world.sql("SELECT count(*) FROM question_messages") == [(1,)]
    await marina.forge("question.close:1")
    assert marina.toast == "Этим вопросом уже занимается: Аннотова С. Ю."
    assert await world.sql("SELECT taken_by, closed_at FROM questions") == [(3, None)]


async def test_a_reply_to_the_card_takes_and_answers(world: World) -> None:
    """Several messages, words and files, without a button; the asker answers back the same way."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await asked(world, 1005, "Нужен бланк акта")
    await svetlana.send("Какого?", reply_to=svetlana.last.message_id)
    said = await nina.news()
    assert said[-1].split("\n")[-1] == "Какого?"
    await nina.send("Акта на списание", reply_to=nina.last.message_id)
    assert (await svetlana.news())[-1].split("\n")[-1] == "Акта на списание"
    assert await world.sql("SELECT taken_by, waits_since IS NULL FROM questions") == [(3, 0)]
    await svetlana.press("Ответить")
    await svetlana.document("акт.docx", b"PK", caption="Вот бланк")
    said = await nina.news()
    assert said[0] == "[document акт.docx]"
    assert said[-1].split("\n")[-1] == "Вот бланк · файлов: 1"
    assert nina.buttons == [["Ответить", "Решено"], ["Файлы"]]
    assert (await nina.press("Файлы"))[0] == "[document акт.docx]"
    assert await world.sql("SELECT is_answer FROM question_messages ORDER BY 1") == [
        (0,), (0,), (1,), (1,),
    ]  # fmt: skip


async def test_an_album_is_one_message(world: World) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/ask")
    await nina.album([None, None, None], caption="Что это за книги?")
    await svetlana.wait_for("Что это за книги? · файлов: 3")
    assert [one.text for one in svetlana.screen if one.by_bot].count("[photo]") == 3
    assert await world.sql("SELECT count(*), json_array_length(media) FROM question_messages") == [
        (1, 3)
    ]
    assert await world.sql("SELECT count(*) FROM files WHERE staff_id = 5") == [(0,)]
    await nina.send("А вот ещё что")
    assert await world.sql("SELECT count(*) FROM question_messages") == [(1,)]


async def test_it_is_given_back_and_passed_on(world: World) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    marina, pavel = world.chat(1002), world.chat(1004)
    await asked(world, 1005, "Вопрос")
    await svetlana.press("Беру")
    await svetlana.press("Вернуть")
    assert (await marina.news())[-1].split("\n")[2] == "Пока никто не взял."
    await marina.press("Беру")
    assert await marina.press("Передать") == ["Кому передать вопрос № 1?"]
    assert marina.buttons == [
        ["Аннотова С. Ю.", "Книжник П. А."], ["Экслибрисова О. С."], ["Не сейчас"],
    ]  # fmt: skip
    await pavel.news()
    await marina.press("Книжник П. А.")
    assert (await pavel.news())[-1].split("\n")[2] == "Хто адказвае: Кніжнік П. А."
    assert pavel.buttons == [["Адказаць", "Вырашана"], ["Вярнуць", "Перадаць"]]
    await marina.forge("question.to:1:3")
    assert marina.toast == "Этим вопросом уже занимается: Книжник П. А."
    await pavel.forge("question.to:1:5")
    assert await world.sql("SELECT taken_by FROM questions") == [(4,)]
    await nina.forge("question.take:1")
    assert nina.toast == REFUSAL


async def test_a_colleague_on_leave_does_not_hold_it(world: World) -> None:
    """Who has it is away: it goes to the substitute, and another one may take it."""
    nina, marina, pavel = world.chat(1005), world.chat(1002), world.chat(1004)
    await asked(world, 1005, "Вопрос")
    await world.chat(1003).press("Беру")
    async with world.db.write() as tx:
        await leaves.add(
            tx, 3, date(2026, 10, 15), date(2026, 10, 20), substitute_id=4, now=NOW, by=3
        )
    await marina.news()
    await pavel.news()
    await nina.press("Дополнить")
    await nina.send("Ещё жду")
    assert (await pavel.news())[-1].split("\n")[-1] == "Ещё жду"
    await marina.send("/questions")
    await marina.send("1")
    assert marina.buttons == [["Беру", "Ответить"]]
    await marina.press("Беру")
    assert await world.sql("SELECT taken_by FROM questions") == [(2,)]
    await asked(world, 1006, "Другой вопрос")
    assert await world.chat(1003).news() == []


async def test_who_cannot_be_reached_does_not_keep_it_to_themselves(world: World) -> None:
    nina, marina = world.chat(1005), world.chat(1002)
    await asked(world, 1005, "Вопрос")
    await world.chat(1003).press("Беру")
    await marina.news()
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = '2026-10-15' WHERE user_id = 1003")
    world.bot.services.network.forget()
    await nina.press("Дополнить")
    await nina.send("Ещё жду")
    assert [one.split("\n")[-1] for one in await marina.news()] == ["Ещё жду"]


async def test_a_late_word_is_a_new_question(world: World) -> None:
    """Within two weeks a word of the asker opens it again, later it is asked anew."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await asked(world, 1005, "Вопрос")
    await svetlana.press("Ответить")
    await svetlana.send("Ответ")
    await svetlana.press("Решено")
    await nina.news()
    card = nina.last.message_id
    world.clock.jump(days=14)
    await nina.send("А если так?", reply_to=card)
    assert await world.sql("SELECT closed_at, taken_by, waits_since FROM questions") == [
        (None, 3, "2026-10-29T06:28:00Z")
    ]
    await svetlana.news()
    await svetlana.press("Решено")
    world.clock.jump(days=15)
    assert await nina.send("И ещё", reply_to=nina.last.message_id) == [TAKEN.format(number=2)]


async def test_the_list_of_questions(world: World) -> None:
    pavel, svetlana = world.chat(1004), world.chat(1003)
    assert await svetlana.send("/questions") == ["Вопросы в отдел\nОткрытых вопросов нет."]
    await asked(world, 1005, "Как учитывать читателя, который берёт книги за соседку и её внуков?")
    await asked(world, 1006, "Второй")
    await svetlana.send("Ответ", reply_to=svetlana.last.message_id)
    world.clock.jump(days=5)
    assert await pavel.send("/questions") == [
        (
            "Пытанні ў аддзел\n"
            "№ 1. Закладкіна Н. І.: «Как учитывать читателя, который берёт книги за соседку и "
            "её…»; чакае адказу з 15 кастрычніка, пратэрмінавана\n"
            "№ 2. Карашкова Г. Ф.: «Второй»; хто адказвае: Анотава С. Ю."
        )
    ]
    assert pavel.buttons == [
        ["№ 1", "№ 2"], ["Задаць пытанне", "Кансультацыі"], ["Запісаць кансультацыю"],
        ["Пытанні і адказы"],
    ]  # fmt: skip
    assert (await pavel.send("1"))[0].split("\n")[0] == (
        "Пытанне № 1. Ад каго: Закладкіна Ніна Іванаўна."
    )
    nina = world.chat(1005)
    await nina.send("/ask")
    assert nina.buttons == [["№ 1. Как учитывать чита…"], ["Вопросы и ответы"], ["Не надо"]]
    assert (await nina.press("№ 1. Как учитывать чита…"))[0].split("\n")[0] == "Ваш вопрос № 1."


async def test_what_came_outside_a_form_is_a_question(world: World) -> None:
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.voice()
    assert await nina.press("Вопрос в отдел") == [TAKEN.format(number=1)]
    said = await svetlana.news()
    assert said[0] == "[voice]"
    assert said[1].split("\n")[-1] == "файлов: 1"
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
    await svetlana.send("/ask")
    await svetlana.send("Кто едет завтра?")
    assert len(await marina.news()) == 1
    said = await marina.send("/tasks")
    assert said[0].split("\n")[1] == "1. Вопрос № 1 от коллеги: Аннотова С. Ю."
    assert "Вопрос" not in (await svetlana.send("/tasks"))[0]
    assert (await marina.send("1"))[0].split("\n")[0] == (
        "Вопрос № 1. От кого: Аннотова Светлана Юрьевна."
    )
    await svetlana.forge("question.take:1")
    assert await world.sql("SELECT taken_by FROM questions") == [(None,)]


async def test_without_methodists_the_head_gets_the_question(world: World) -> None:
    nina, olga = world.chat(1005), world.chat(1001)
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = '2026-10-01' WHERE user_id <> 1001")
    world.bot.services.network.forget()
    await nina.send("/ask")
    await nina.send("Вопрос")
    assert (await olga.news())[0].split("\n")[0] == (
        "Вопрос № 1. От кого: Закладкина Нина Ивановна."
    )


async def test_an_answer_to_who_cannot_be_reached_says_so(world: World) -> None:
    svetlana = world.chat(1003)
    await asked(world, 1005, "Вопрос")
    async with world.db.write() as tx:
        await tx.run("UPDATE accounts SET blocked_at = '2026-10-01' WHERE user_id = 1005")
    world.bot.services.network.forget()
    await svetlana.press("Ответить")
    said = await svetlana.send("Ответ")
    assert said[0].split("\n")[0] == (
        "Ответ сохранён, но в боте коллеги нет: позвоните, пожалуйста."
    )


@pytest.mark.parametrize("data", ["question", "question:99", "question:1", "question.write:1"])
async def test_questions_of_others_are_not_open(world: World, data: str) -> None:
    galina, svetlana = world.chat(1006), world.chat(1003)
    await asked(world, 1005, "Вопрос")
    await svetlana.forge("question:99")
    assert svetlana.toast == REFUSAL
    await galina.send("/help")
    await galina.forge(data)
    assert galina.toast == REFUSAL
    assert await galina.send("Чужой ответ", reply_to=galina.last.message_id) != []
    assert await world.sql("SELECT count(*) FROM question_messages") == [(1,)]


async def test_a_question_of_many_pages_is_refused(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/ask")
    said = await nina.send("а" * 3001)
    assert said == ["Слишком длинный текст, знаков: 3\u00a0001. Помещается не больше: 3\u00a0000."]
    assert (await nina.send("Короче"))[0].split(".")[0] == "Вопрос № 1 принят"


async def test_the_samples_questions(tmp_path: Path) -> None:
    """One settled, one overdue on the demo's day, one taken, with the photo from its bytes."""
    async with a_world(tmp_path, with_guidance=True) as world:
        svetlana, pavel = world.chat(1003), world.chat(1004)
        assert await svetlana.send("/questions") == [
            (
                "Вопросы в отдел\n"
                "№ 2. Абзацева Н. В.: «Нужен сценарий ко Дню матери»; "
                "ждёт ответа с 12 октября, просрочен\n"
                "№ 3. Переплётова А. М.: «Ці так запоўнена інвентарная кніга, калі выданне "
                "прынялі ўз…»; ждёт ответа с 14 октября; кто отвечает: Книжник П. А.\n"
                "Недавно решены:\n"
                "№ 1. Закладкина Н. И.: «Как учитывать читателя, который берёт книги за соседку?»"
            )
        ]
        await pavel.send("/questions")
        await pavel.send("3")
        assert (await pavel.press("Файлы"))[0] == "[photo]"
        said = await svetlana.send("/tasks")
        assert "2. Вопрос № 2 ждёт ответа с 12 октября: Абзацева Н. В." in said[0].split("\n")
        assert "Вопрос № 3" not in said[0]
