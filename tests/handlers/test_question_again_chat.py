"""Words typed after the department has asked back: about that question, or a new one."""

from world import World

from bot.sandbox.driver import Chat


async def asked_back(world: World) -> Chat:
    """Let Nina ask and a methodist ask back; return the methodist's chat."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/ask")
    await nina.send("Как считать посещения сайта?")
    await svetlana.news()
    await svetlana.press("Ответить")
    await svetlana.send("Какого сайта?")
    await nina.news()
    return svetlana


async def test_typed_words_answer_the_question_that_was_asked_back(world: World) -> None:
    """No reply, no button: what is typed goes to the thread by two presses, with its photo."""
    nina, svetlana = world.chat(1005), await asked_back(world)
    assert nina.buttons == [["Ответить", "Решено"]]
    await nina.send("Сайта нашей библиотеки")
    assert await nina.press("Вопрос в отдел") == [
        "Это к вопросу № 1 или новый вопрос?\n«Как считать посещения сайта?»"
    ]
    assert nina.buttons == [["К вопросу № 1"], ["Новый вопрос"]]
    await nina.send("На странице отдела культуры")
    await nina.photo()
    assert (await nina.press("К вопросу № 1"))[-1].split("\n")[-2:] == [
        "Сайта нашей библиотеки",
        "На странице отдела культуры · файлов: 1",
    ]
    assert (await svetlana.news())[-1].split("\n")[-2:] == [
        "Сайта нашей библиотеки",
        "На странице отдела культуры · файлов: 1",
    ]
    assert await world.sql("SELECT count(*) FROM questions") == [(1,)]
    assert nina.buttons == [["Дополнить", "Решено"]]
    await nina.send("И ещё одно")
    assert (await nina.press("Вопрос в отдел"))[0].split(".")[0] == "Вопрос № 2 принят"


async def test_a_new_question_is_one_press_more(world: World) -> None:
    """In Belarusian; a known answer is offered still, a stale press changes nothing."""
    nina = world.chat(1005)
    await asked_back(world)
    await nina.send("/language")
    await nina.press("Беларуская")
    await nina.send("Што рабіць са старымі газетамі?")
    await nina.press("Пытанне ў аддзел")
    assert nina.buttons == [["Да пытання № 1"], ["Новае пытанне"]]
    asked = nina.last.message_id
    assert (await nina.press("Новае пытанне"))[0].split(".")[0] == "Пытанне № 2 прынята"
    await nina.forge("question.same:1", asked)
    await nina.forge("question.anew:1", asked)
    assert await world.sql("SELECT count(*) FROM question_messages") == [(3,)]
