"""Materials found by what people type, in one message with buttons; in both languages."""

from world import World

HINT = "Самое подходящее сверху. Нужно другое? Просто напишите другие слова."
HINT_BE = "Самае прыдатнае зверху. Трэба іншае? Проста напішыце іншыя словы."


async def test_words_after_words_find(published: World) -> None:
    """The line goes on to be a search until something else is begun."""
    anna = published.chat(1005)
    assert await anna.send("/find") == [
        (
            "Что ищете? Напишите одно-два слова: тему, праздник, дату, автора.\n"
            "Например: «ко Дню матери», «к 9 мая», «экология»."
        )
    ]
    assert anna.buttons == [["Все материалы"]]
    assert await anna.send("ко дню матери") == [f"По словам «ко дню матери» нашлось: 1.\n{HINT}"]
    assert anna.buttons == [["Самая родная (2025)"], ["Заявка в отдел", "Все материалы"]]
    assert await anna.send("rfkzls") == [f"По словам «rfkzls» нашлось: 1.\n{HINT}"]
    assert anna.buttons == [
        ["Каляды ідуць – дабро нясуць (2025)"],
        ["Заявка в отдел", "Все материалы"],
    ]


async def test_a_belarusian_line_finds_a_russian_title(published: World) -> None:
    hanna = published.chat(1009)
    assert await hanna.send("/find памяць пра вайну") == [
        (
            "Па словах «памяць пра вайну» знайшлося: 1.\n"
            f"Ніжэй тое, у чым ёсць толькі частка слоў.\n{HINT_BE}"
        )
    ]
    assert hanna.buttons[0] == ["И память о войне нам книги оживляют (20…"]


async def test_pages_turn_and_a_forgotten_line_is_asked_for(published: World) -> None:
    anna = published.chat(1005)
    await anna.send("/find библиотека")
    first = anna.buttons
    more = first[-2][0]
    assert more.startswith("Ещё (1 из ")
    await anna.press(more)
    assert anna.buttons[0] != first[0]
    old = anna.last.message_id
    await anna.send("/menu")
    await anna.send("пожилые")
    await anna.press("Вопрос в отдел")
    [said] = await anna.forge("mat.page:1", message_id=old)
    assert said.startswith("Что ищете?")


async def test_a_message_outside_a_form_offers_the_search(published: World) -> None:
    anna = published.chat(1005)
    await anna.send("пожилые")
    assert anna.buttons == [
        ["Вопрос в отдел", "Найти материал"], ["Новость для сайта"], ["Ничего"]
    ]  # fmt: skip
    assert await anna.press("Найти материал") == [f"По словам «пожилые» нашлось: 1.\n{HINT}"]
    await anna.send("x")
    assert anna.last.text == "Напишите хотя бы две буквы того, что ищете, пожалуйста."


async def test_who_adds_a_publication_finds_it_at_once(published: World) -> None:
    """A changed title is found by its new words and no longer by the old ones."""
    anna = published.chat(1005)
    await anna.send("/find осенние посиделки")
    assert published.db is not None
    async with published.db.write() as tx:
        await tx.run(
            "UPDATE publications SET title = 'Квиллинг зимой' WHERE title = 'Осенние посиделки'"
        )
    await anna.send("квилинг")
    assert anna.buttons[0] == ["Квиллинг зимой (2025)"]


async def test_a_juror_from_outside_finds_nothing(published: World) -> None:
    juror = published.chat(1014)
    assert await juror.send("/find война") == [
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    ]
