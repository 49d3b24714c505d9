"""«Вопросы и ответы»: read, found, offered before asking, made of a thread; in both languages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from world import World, a_world

KNOWN = (
    "Читатель потерял книгу: как принять замену?\n"
    "Примите равноценную книгу, составьте акт о замене в двух экземплярах, внесите обе книги в "
    "тетрадь учёта книг, принятых взамен утерянных. Акт отправьте в отдел до конца месяца.\n"
)
COUNTS = "SELECT helped, asked_anyway FROM faq WHERE faq_id = 2"
REFUSAL = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


@pytest.fixture
async def guided(tmp_path: Path) -> AsyncIterator[World]:
    """Run the bot with the sample's questions, consultations and answers."""
    async with a_world(tmp_path, with_guidance=True) as one:
        for user_id in (1001, 1002, 1003, 1004, 1005, 1009):
            one.chat(user_id)
        yield one


async def test_answers_are_read_by_topic_and_found(guided: World) -> None:
    nina, hanna = guided.chat(1005), guided.chat(1009)
    assert await nina.send("/faq") == ["Вопросы и ответы\nНажмите тему или напишите, что ищете."]
    assert nina.buttons == [
        ["Учёт, отчёты (1)"], ["Фонд, списание (1)"], ["Техника, сети (1)"],
        ["Платные услуги (1)"], ["Подписка (1)"], ["Задать вопрос"],
    ]  # fmt: skip
    assert await nina.press("Фонд, списание (1)") == [
        "Фонд, списание\n1. Читатель потерял книгу: как принять замену?"
    ]
    assert await nina.press("1") == [f"{KNOWN}Тема: Фонд, списание."]
    assert nina.buttons == [["Все темы"]]
    await hanna.send("/faq")
    assert await hanna.send("квітанцыі") == [
        "квітанцыі\n1. Як і калі здаваць квітанцыі за платныя паслугі?"
    ]
    assert (await hanna.send("згубілі кнігу"))[0].split("\n")[:2] == [
        "згубілі кнігу", "1. Читатель потерял книгу: как принять замену?",
    ]  # fmt: skip
    assert await hanna.send("абанемент у тэатр") == [
        "Нічога не знайшлося: «абанемент у тэатр». Спытаць аддзел?"
    ]
    said = await hanna.press("Адправіць пытанне")
    assert said[0].split(".")[0] == "Пытанне № 4 прынята"
    await hanna.forge("faq.ask")
    assert await guided.sql("SELECT count(*) FROM questions") == [(4,)]


async def test_a_known_answer_helps_instead_of_a_question(guided: World) -> None:
    """Offered across languages, before anything is sent; counted, never who it was."""
    hanna, svetlana = guided.chat(1009), guided.chat(1003)
    before = await guided.sql("SELECT count(*) FROM questions")
    await hanna.send("/ask")
    assert await hanna.send("Чытач згубіў кнігу, што рабіць?") == [
        f"Падобнае пытанне ўжо было:\n{KNOWN}Ваша пытанне пакуль не адпраўлена."
    ]
    assert hanna.buttons == [["Дапамагло"], ["Усё роўна спытаць"]]
    assert await hanna.press("Дапамагло") == ["Добра. Пытанне не адпраўлена."]
    assert await guided.sql(COUNTS) == [(8, 2)]
    assert await guided.sql("SELECT count(*) FROM questions") == before
    assert await svetlana.news() == []
    await hanna.forge("faq.helped:1")
    assert await guided.sql(COUNTS) == [(8, 2)]


async def test_it_is_asked_anyway_with_all_that_was_sent(guided: World) -> None:
    nina, svetlana = guided.chat(1005), guided.chat(1003)
    await nina.send("/ask")
    await nina.send("Читатель потерял книгу, как быть?")
    await nina.photo()
    said = await nina.press("Всё равно спросить")
    assert said[0].split(".")[0] == "Вопрос № 4 принят"
    said = await svetlana.news()
    assert said[0] == "[photo]"
    assert said[1].split("\n")[-1] == "Читатель потерял книгу, как быть? · файлов: 1"
    assert await guided.sql(COUNTS) == [(7, 3)]
    await nina.send("/ask")
    await nina.send("Читатель потерял книгу, как быть?")
    assert (await nina.send("Она была дорогая"))[0].split(".")[0] == "Вопрос № 5 принят"
    assert (await svetlana.news())[-1].split("\n")[-2:] == [
        "Читатель потерял книгу, как быть?", "Она была дорогая",
    ]  # fmt: skip


async def test_a_good_answer_becomes_an_entry(guided: World) -> None:
    """Names are asked about, each wording can be changed; later it is changed and withdrawn."""
    nina, svetlana = guided.chat(1005), guided.chat(1003)
    await nina.send("/ask")
    await nina.send("Можно ли принять журналы в дар?")
    await svetlana.news()
    answer = "Можно, по акту. Как в Озернице, спросите у Страницкой И. К."
    await svetlana.send(answer, reply_to=svetlana.last.message_id)
    assert await svetlana.press("В вопросы и ответы") == [
        (
            "В «Вопросы и ответы». Это прочитают все:\n"
            "Можно ли принять журналы в дар?\n"
            f"{answer}\n"
            "Тема: Подписка.\n"
            "В тексте есть имена или названия: Озернице, Страницкой. Оставить?"
        )
    ]
    await svetlana.forge("faq.save")
    assert await guided.sql("SELECT count(*) FROM faq") == [(5,)]
    said = await svetlana.press("Убрать")
    assert said[0].split("\n")[2] == "Можно, по акту. Как в …, спросите у …"
    await svetlana.press("Ответ")
    await svetlana.send("Можно: составьте акт приёма в дар, как в Деревной.")
    said = await svetlana.press("Оставить")
    await svetlana.press("Тема")
    await svetlana.press("Фонд, списание")
    assert await svetlana.press("Опубликовать") == [
        (
            "Ответ теперь в «Вопросах и ответах».\n"
            "Можно ли принять журналы в дар?\n"
            "Можно: составьте акт приёма в дар, как в Деревной.\n"
            "Тема: Фонд, списание.\n"
            "Помогло: 0, всё равно спросили: 0."
        )
    ]
    await svetlana.press("Изменить")
    await svetlana.press("Вопрос")
    await svetlana.send("Как принять журналы в дар?")
    await svetlana.press("Оставить")
    await svetlana.press("Сохранить")
    assert await guided.sql("SELECT question, question_id FROM faq WHERE faq_id = 6") == [
        ("Как принять журналы в дар?", 4)
    ]
    said = await svetlana.press("Снять ответ")
    assert said[0].split("\n")[0] == "Ответ снят."
    await nina.forge("faq.card:6")
    assert nina.toast == REFUSAL
    await svetlana.send("/faq")
    await svetlana.press("Снятые: 1")
    await svetlana.press("1")
    await svetlana.press("Вернуть ответ")
    assert await guided.sql("SELECT withdrawn_at FROM faq WHERE faq_id = 6") == [(None,)]
    assert await guided.sql("SELECT action FROM history WHERE subject = 'faq' ORDER BY 1") == [
        ("changed",), ("removed",), ("restored",),
    ]  # fmt: skip


async def test_buttons_of_others_and_of_earlier_are_refused(guided: World) -> None:
    nina, svetlana = guided.chat(1005), guided.chat(1003)
    await nina.send("/faq")
    for data in ("question.faq:1", "faq.edit:1", "faq.off:1", "faq.save", "faq.away", "faq.hide"):
        await nina.forge(data)
        assert nina.toast == REFUSAL
    await svetlana.send("/questions")
    for data in ("question.faq:2", "faq.card:99", "faq.topic:none:0"):
        await svetlana.forge(data)
        assert svetlana.toast == REFUSAL
    for data in ("faq.save", "faq.hide", "faq.write:answer", "faq.anyway:1"):
        await svetlana.forge(data)
        assert svetlana.toast.startswith("Это кнопка прошлого шага")
    assert await guided.sql("SELECT count(*) FROM faq WHERE withdrawn_at IS NULL") == [(5,)]
