"""A contest that asks the institution's own questions: published, entered, returned, judged."""

from datetime import datetime

from publishing import publish, workbook
from test_contest_book_chat import FILLED, as_bytes, example, fill
from world import MINSK, World

from bot.sandbox.driver import Chat

SVETLANA, NINA, ANNA, IGOR, MARINA = 1003, 1005, 1009, 1014, 1002
PHOTOS = (
    ("начало повтора", "photos", "Фото", "Фота"),
    ("фото", "photo", "Фото уголка", "Фота кутка", "да"),
    ("конец повтора",),
)
JURY_OPENS = datetime(2026, 11, 21, 10, 0, tzinfo=MINSK)


def questions(russian: str = "Чем он хорош?", belarusian: str = "Чым ён добры?") -> bytes:
    """Return an author's workbook that asks five things of an entry."""
    return workbook(
        ("конкурс", "contest", "Конкурс", "Конкурс", "да"),
        ("библиотека", "library", "Библиотека", "Бібліятэка", "да"),
        ("текст", "title", "Как называется уголок?", "Як называецца куток?", "да"),
        ("текст", "pride", russian, belarusian, "да"),
        *PHOTOS,
        title="Наш уголок",
        code="ugolok",
    )


async def _published(world: World) -> Chat:
    """Publish the questions, and a questionnaire that asks neither contest nor library."""
    svetlana = world.chat(SVETLANA)
    await svetlana.start()
    assert await publish(svetlana, questions(), "уголок.md") == [
        "Опубликовано: «Наш уголок», версия 1."
    ]
    title = ("текст", "title", "Что прочитали?", "Што прачыталі?", "да")
    await publish(svetlana, workbook(title, title="Опрос", code="opros"), "опрос.md")
    return svetlana


async def _made(svetlana: Chat) -> None:
    """Make the contest in chat with one juror, and announce it."""
    await svetlana.send("/contests")
    await svetlana.press("Новый конкурс")
    await svetlana.send("Лучший уголок")
    assert await svetlana.send("на лучший уголок краеведения") == [
        (
            "Новый конкурс, 3 из 7\n"
            "О чём спрашивать того, кто подаёт работу?\n"
            "Анкета «Опрос» здесь не предлагается. Этих вопросов в ней нет, они необязательны "
            "или другого типа: contest, library."
        )
    ]
    assert svetlana.buttons == [
        ["Конкурс: каникулы"], ["Конкурс: новый образ"], ["Конкурс: публикация"], ["Наш уголок"],
        ["Назад", "Отложить"],
    ]  # fmt: skip
    await svetlana.press("Наш уголок")
    for typed in ("15.10", "20.11", "4.12", "11.12"):
        said = await svetlana.send(typed)
    assert said[0].split("\n")[4] == "3. Вопросы к работе: Наш уголок"
    for label in ("Сохранить", "Настроить", "Жюри", "Добавить", "Редакторов И. Л.", "Назад"):
        await svetlana.press(label)
    for label in ("К конкурсу", "Объявить", "Объявить"):
        await svetlana.press(label)


async def _begun(chat: Chat) -> list[str]:
    """Begin an entry from the card of the contest."""
    await chat.start()
    await chat.forge("contest.card:4")
    return await chat.press(chat.buttons[0][0])


async def _submitted(nina: Chat) -> None:
    """Answer everything; a resident's number is taken out of what was typed."""
    assert await _begun(nina) == [
        (
            "Конкурс: своя анкета\n"
            "«Лучший уголок»\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте."
        ),
        "Конкурс: своя анкета, 3 из 5\nКак называется уголок?",
    ]
    assert await nina.send("Тихий угол") == ["Конкурс: своя анкета, 4 из 5\nЧем он хорош?"]
    await nina.send("Светло и тихо, звоните +375 29 123-45-67")
    await nina.photo()
    assert (await nina.press("Дальше"))[0].split("\n")[2:-1] == [
        "1. Конкурс: Лучший уголок",
        "2. Библиотека: Деревная",
        "3. Как называется уголок?: Тихий угол",
        "4. Чем он хорош?: Светло и тихо, звоните +375 29 123-45-67",
        "5. Фото уголка: приложено",
    ]
    assert (await nina.press("Подать"))[0].startswith("Здесь номер или адрес")
    assert (await nina.press("Убрать и сохранить"))[0].startswith(
        "Работа № 1 подана 15.10.2026 09:28."
    )


async def test_an_entry_with_questions_of_the_institution(world: World) -> None:
    """From the workbook to the juror; a later version is asked only of new entries."""
    svetlana = await _published(world)
    await _made(svetlana)
    nina, anna, igor = world.chat(NINA), world.chat(ANNA), world.chat(IGOR)
    await _submitted(nina)
    await publish(svetlana, questions("Чем гордитесь?", "Чым ганарыцеся?"), "уголок2.md")
    assert await nina.forge("entry.card:1") == [
        (
            "Работа № 1: «Тихий угол»\n"
            "Конкурс: «Лучший уголок».\n"
            "Библиотека: Деревная.\n"
            "Состояние: подана.\n"
            "Чем он хорош?: Светло и тихо\n"
            "Материалы: фото: 1.\n"
            "Подана от: Закладкина Н. И."
        )
    ]
    await svetlana.forge("admit.entry:1")
    assert (await svetlana.press("На уточнение"))[0].split("\n")[1:6] == [
        "1. Конкурс",
        "2. Библиотека",
        "3. Как называется уголок?: Тихий угол",
        "4. Чем он хорош?: Светло и тихо",
        "5. Фото уголка: файлов: 1",
    ]
    await svetlana.send("4 Напишите подробнее, пожалуйста")
    await svetlana.press("Отправить")
    await nina.news()
    assert (await nina.press("Исправить"))[-1] == (
        "Конкурс: своя анкета, 4 из 5\nЧем он хорош?\nСейчас: Светло и тихо."
    )
    await nina.send("Всё своими руками")
    assert (await nina.press("Сохранить"))[0] == (
        "Спасибо, работа № 1 подана снова.\nПроверит: Аннотова С. Ю."
    )
    assert (await svetlana.news())[0].split("\n")[3] == (
        "4. Чем он хорош?: было Светло и тихо, стало Всё своими руками"
    )
    await svetlana.press("Допустить")
    await _begun(anna)
    assert await anna.send("Ціхі куток") == ["Конкурс: свая анкета, 4 з 5\nЧым ганарыцеся?"]
    assert await world.sql(
        "SELECT form, version FROM submissions WHERE form LIKE 'entry%' UNION ALL "
        "SELECT form, version FROM drafts WHERE state = 'open' ORDER BY version"
    ) == [("entry_own", "q1.1"), ("entry_own", "q1.1"), ("entry_own", "q1.2")]
    world.clock.set(JURY_OPENS)
    await svetlana.forge("judging.handed:4")
    await igor.start()
    await igor.send("/score")
    assert (await igor.press("Оценить работу 1"))[0] == (
        "Работа 1 из 1: «Тихий угол»\n"
        "Конкурс: «Лучший уголок». В протоколе: № 1.\n"
        "Библиотека: Деревная.\n"
        "Авторы: Закладкина Н. И.\n"
        "Чем он хорош?: Всё своими руками\n"
        "Материалы: фото: 1."
    )


async def test_a_begun_entry_goes_on_with_its_questions(world: World) -> None:
    """A draft stays with its version and stands in «Мои работы»; one more comes by phone."""
    svetlana = await _published(world)
    await _made(svetlana)
    nina, anna = world.chat(NINA), world.chat(ANNA)
    await _begun(nina)
    await nina.send("Тихий угол")
    await publish(svetlana, questions("Чем гордитесь?", "Чым ганарыцеся?"), "уголок2.md")
    await nina.press("Отложить")
    assert await nina.forge("entry.mine") == [
        (
            "Мои работы\n"
            "Черновик, «Лучший уголок»: «Тихий угол». Не хватает: ответы начиная с вопроса 4.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    assert (await _begun(nina))[-1] == "Конкурс: своя анкета, 4 из 5\nЧем он хорош?"
    await svetlana.forge("behalf.who:9")
    await svetlana.press("По телефону")
    assert (await svetlana.press("Конкурс: своя анкета"))[-1] == (
        "Конкурс: своя анкета, 3 из 5\nКак называется уголок?"
    )
    assert await anna.news() == []


async def test_a_workbook_of_a_contest_names_the_questions(world: World) -> None:
    """What is published stands in the Excel table by its title."""
    await _published(world)
    marina = world.chat(MARINA)
    book = await example(world, marina)
    fill(book, {**FILLED, "Вопросы к работе": "Наш уголок"})
    await marina.document("конкурс.xlsx", as_bytes(book))
    await marina.press("Создать конкурс")
    assert await world.sql("SELECT form FROM contests WHERE contest_id = 4") == [
        ("entry_own:ugolok",)
    ]
