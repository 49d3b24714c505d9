"""After a session: asked once of those who were there, read in sums and without names."""

from datetime import datetime, timedelta

from publishing import publish, workbook
from schooled import DAY, a_class, a_session, rolled
from world import MINSK, World

from bot.sandbox.driver import Chat
from storage.records.school import Session

NOON = datetime(2026, 10, 15, 12, 30, tzinfo=MINSK)
TASK = "1. Ответьте после занятия: «Дневник библиотеки», 15 октября."
THANKS = "Спасибо. Ответы читают без фамилий."
HEAD = "Занятие класса «Азы»: «Дневник библиотеки».\n15 октября, 10:00-12:00"


async def over(world: World, feedback: str = "session_feedback") -> Session:
    """Let a session be over at which 5, 6, 8 and 10 were, and 12 was not."""
    await a_class(world, [5, 6, 8, 10, 12])
    session = await a_session(world, feedback=feedback)
    await rolled(world, session, [5, 6, 8, 10], [12])
    world.clock.set(NOON)
    return session


async def say(world: World, user_id: int, *answers: str) -> Chat:
    """Answer from «Мои дела»; an empty answer is passed over."""
    chat = world.chat(user_id)
    await chat.start()
    await chat.send("/tasks")
    await chat.press("Ответить")
    for one in answers:
        if one:
            await chat.send(one)
        else:
            await chat.press("Пропустить")
    return chat


async def test_who_was_there_is_asked_once(world: World) -> None:
    """In «Мои дела», after the end; who was not there is not asked, by no button."""
    await over(world)
    nina = world.chat(1005)
    await nina.start()
    [said] = await nina.send("/tasks")
    assert TASK in said.split("\n")
    said = await nina.press("Ответить")
    assert said[0].split("\n") == [
        "Отзыв о занятии",
        "Ответы читают без фамилий и только тогда, когда их не меньше трёх.",
    ]
    await nina.press("4: полезно")
    await nina.send("Как вести дневник")
    await nina.press("Пропустить")
    assert (await nina.press("Сохранить"))[0] == THANKS
    [said] = await nina.send("/tasks")
    assert "Дневник библиотеки" not in said
    assert await nina.forge("feedback:1") == []
    assert nina.toast == "Вы уже ответили на вопросы об этом занятии. Спасибо."
    natalya, anna = world.chat(1012), world.chat(1009)
    for chat in (natalya, anna):
        await chat.start()
        [said] = await chat.send("/tasks")
        assert "Дневник библиотеки" not in said
        assert await chat.forge("feedback:1") == []
    assert await world.sql("SELECT staff_id, form, version FROM session_feedback") == [
        (5, "session_feedback", 2026112901)
    ]


async def test_the_department_reads_sums_and_texts_without_names(world: World) -> None:
    """From three answers on; the card says it in a line."""
    await over(world)
    answers = {
        1005: ("4: полезно", "Как вести дневник", ""),
        1006: ("5: очень полезно", "", "Образец дневника"),
        1008: ("4: полезно", "Арифметика чтения", "Больше примеров"),
    }
    svetlana = world.chat(1003)
    await svetlana.start()
    for n, (user_id, said) in enumerate(answers.items(), 1):
        chat = await say(world, user_id, *said)
        await chat.press("Сохранить")
        if n < 3:
            await svetlana.forge("session.card:1")
            assert f"Отзывы: {n} из 4." in svetlana.last.text.split("\n")
            assert await svetlana.press("Отзывы") == [
                (f"{HEAD}\nПока ответов: {n}. Нужно хотя бы 3, чтобы никого нельзя было узнать.")
            ]
    await svetlana.forge("session.card:1")
    assert svetlana.last.text.split("\n")[-2:] == [
        "Пришли: 4.",
        "Отзывы: 3 из 4; Полезно ли: 4,3.",
    ]
    assert await svetlana.press("Отзывы") == [
        (
            f"{HEAD}\nОтветили: 3 из 4.\n"
            "Полезно ли: в среднем 4,3\n"
            "5: очень полезно: 1\n"
            "4: полезно: 2\n"
            "Что нового\n"
            "– Арифметика чтения\n"
            "– Как вести дневник\n"
            "Чего не хватило\n"
            "– Больше примеров\n"
            "– Образец дневника"
        )
    ]


async def test_a_member_reads_no_answers(world: World) -> None:
    """Not even those of a session that they were at."""
    await over(world)
    nina = world.chat(1005)
    await nina.start()
    assert await nina.forge("feedback.read:1") == []
    await nina.forge("session.show:1")
    assert "Отзывы" not in [label for row in nina.buttons for label in row]


async def test_a_short_test_of_ones_own(world: World) -> None:
    """Three questions that the institution has published; Belarusian in Belarusian."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await publish(
        svetlana,
        workbook(
            ("один из formats", "format", "Какой формат у анкеты?", "Які фармат?", "да"),
            ("целое число", "days", "За сколько дней сдают отчёт?", "За колькі дзён?", "да"),
            ("текст", "question", "Ваш вопрос", "Ваша пытанне"),
            choices=(
                ("список", "имя", "ответ (рус)", "ответ (бел)"),
                ("formats", "a4", "А4", "А4"),
                ("formats", "a5", "А5", "А5"),
            ),
            title="Тест",
            code="test",
        ),
        "тест.md",
    )
    await over(world, "test")
    for user_id, chosen, days in ((1005, "А4", "5"), (1006, "А5", "3"), (1008, "А4", "5")):
        chat = await say(world, user_id, chosen, days, "")
        await chat.press("Сохранить")
    assert await world.sql("SELECT DISTINCT form, version FROM session_feedback") == [("test", 1)]
    pavel = world.chat(1004)
    await pavel.start()
    [said] = await pavel.forge("feedback.read:1")
    assert said.split("\n")[2:] == [
        "Адказалі: 3 з 4.",
        "Які фармат?",
        "А4: 2",
        "А5: 1",
        "За колькі дзён?: у сярэднім 4,3",
        "3: 1",
        "5: 2",
    ]


async def test_a_begun_answer_waits_as_a_draft_and_an_old_session_does_not(world: World) -> None:
    """Two weeks after a session nobody is asked any more; nothing that was begun is lost."""
    await over(world)
    nina = await say(world, 1005, "4: полезно")
    await nina.send("/menu")
    [said] = await nina.send("/tasks")
    assert "1. Отзыв о занятии: отвечено 1 из 3." in said.split("\n")
    await nina.forge("feedback:1")
    await nina.send("Как вести дневник")
    await nina.press("Пропустить")
    world.clock.set(NOON + timedelta(days=15))
    await nina.press("Сохранить")
    assert await world.sql("SELECT count(*) FROM session_feedback") == [(0,)]
    galina = world.chat(1006)
    await galina.start()
    [said] = await galina.send("/tasks")
    assert "Дневник библиотеки" not in said
    assert NOON.date() == DAY


async def test_who_has_not_marked_who_came_is_reminded(world: World) -> None:
    """The teacher, until «Готово»; not before the session is over."""
    await a_class(world)
    await a_session(world)
    svetlana, pavel = world.chat(1003), world.chat(1004)
    await svetlana.start()
    await pavel.start()
    task = "Отметьте, кто пришёл: класс «Азы», «Дневник библиотеки», 15 октября."
    [said] = await svetlana.send("/tasks")
    assert task not in said
    world.clock.set(NOON)
    [said] = await svetlana.send("/tasks")
    assert f"1. {task}" in said.split("\n")
    assert task not in (await pavel.send("/tasks"))[0]
    await svetlana.send("1")
    await svetlana.press("Все пришли")
    await svetlana.press("Готово")
    [said] = await svetlana.send("/tasks")
    assert task not in said
