"""Entries of readers: an age or a motto instead of a name, only where readers take part."""

from monitored import everybody
from world import World

AGE = (
    "Конкурс: новый образ, 1 из 9\n"
    "Сколько лет читателю? Имя и фамилию не пишите. Если работа под девизом, пропустите."
)
MOTTO = "Конкурс: новый образ, 2 из 9\nКакой девиз у работы? Имя и фамилию не пишите."


async def for_readers(world: World) -> None:
    async with world.db.write() as tx:
        await tx.run("UPDATE contests SET audience = 'readers' WHERE contest_id = 2")
    world.bot.services.network.forget()


async def the_rest(chat) -> None:
    """Answer what follows age and motto, up to the card of answers."""
    await chat.press("Внутри библиотеки")
    await chat.press("Стенд")
    await chat.send("Наш стенд")
    await chat.send("Перекрасили")
    await chat.photo()
    await chat.press("Дальше")
    await chat.photo()
    await chat.press("Дальше")
    await chat.press("Нет")


async def test_a_reader_is_an_age(world: World) -> None:
    """The librarian stays known to the department; lists and cards say the age."""
    everybody(world)
    await for_readers(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    assert (await nina.forge("entry.new:2"))[-1] == AGE
    assert await nina.send("2") == ["Число от 3 до 110, пожалуйста.\n" + AGE]
    assert await nina.send("11") == [MOTTO]
    assert nina.buttons == [["Пропустить"], ["Назад", "Отложить"]]
    await nina.press("Пропустить")
    await the_rest(nina)
    await nina.press("Подать")
    card = (await nina.press("Открыть работу"))[0].split("\n")
    assert card[3:6] == ["Библиотека: Деревная.", "Автор: читатель, 11 лет.", "Состояние: подана."]
    await nina.send("/contests")
    assert (await nina.press("Мои работы"))[0].split("\n")[1] == (
        "№ 1 «Наш стенд», читатель, 11 лет, Деревная: подана."
    )
    await svetlana.start()
    said = (await svetlana.forge("entry.card:1"))[-1].split("\n")
    assert "Автор: читатель, 11 лет." in said
    assert "Подана от: Закладкина Н. И." in said
    assert await world.sql(
        "SELECT reader_age, motto, reader_name, staff_id FROM entries WHERE entry_id = 1"
    ) == [(11, None, None, 5)]


async def test_a_motto_that_looks_like_a_name_is_asked_about(world: World) -> None:
    """Softly: it can be written anew or kept; without an age a motto is needed."""
    everybody(world)
    await for_readers(world)
    hanna = world.chat(1009)
    await hanna.start()
    await hanna.forge("entry.new:2")
    assert (await hanna.press("Прапусціць"))[0].split("\n")[1] == (
        "Які дэвіз у работы? Імя і прозвішча не пішыце."
    )
    assert hanna.buttons == [["Назад", "Адкласці"]]
    await hanna.send("Ганна Пераплётава")
    await hanna.press("Унутры бібліятэкі")
    await hanna.press("Стэнд")
    await hanna.send("Наш стэнд")
    await hanna.send("Перафарбавалі")
    await hanna.photo()
    await hanna.press("Далей")
    await hanna.photo()
    await hanna.press("Далей")
    await hanna.press("Не")
    assert await hanna.press("Падаць") == [
        (
            "«Ганна Пераплётава» падобна на прозвішча і імя. Гэта дэвіз?\n"
            "Імя чытача тут не захоўваецца: яго ўпішуць, калі будуць друкаваць дыплом."
        )
    ]
    assert hanna.buttons == [["Напісаць іншы"], ["Гэта дэвіз"]]
    await hanna.press("Напісаць іншы")
    await hanna.send("Рамонак на лузе")
    assert (await hanna.press("Падаць"))[0].split(" ")[:3] == ["Работа", "№", "1"]
    assert (await hanna.press("Адкрыць работу"))[0].split("\n")[4] == (
        "Аўтар: дэвіз «Рамонак на лузе»."
    )
    assert await world.sql("SELECT reader_age, motto FROM entries WHERE entry_id = 1") == [
        (None, "Рамонак на лузе")
    ]


async def test_a_motto_of_two_capitals_may_stay(world: World) -> None:
    everybody(world)
    await for_readers(world)
    nina = world.chat(1005)
    await nina.start()
    await nina.forge("entry.new:2")
    await nina.press("Пропустить")
    await nina.send("«Белая Ромашка»")
    await the_rest(nina)
    assert (await nina.press("Подать"))[0].split("\n")[0] == (
        "«Белая Ромашка» похоже на фамилию и имя. Это девиз?"
    )
    await nina.press("Это девиз")
    assert await world.sql("SELECT motto FROM entries WHERE entry_id = 1") == [("Белая Ромашка",)]


async def test_staff_are_not_asked(world: World) -> None:
    """Where the staff take part nothing asks for an age or a motto."""
    nina = world.chat(1005)
    await nina.start()
    assert (await nina.forge("entry.new:2"))[
        -1
    ] == "Конкурс: новый образ, 1 из 7\nКакая номинация?"
