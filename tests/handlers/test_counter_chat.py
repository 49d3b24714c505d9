"""A number counted by keys in a published questionnaire: «+1», back, done, in ru and be."""

from publishing import publish, put, workbook
from world import World

from bot.sandbox.driver import Chat
from bot.sandbox.phone import Phone

NINA, ANNA, METHODIST = 1005, 1009, 1003
HEADERS = (
    "тип", "имя", "вопрос (рус)", "вопрос (бел)", "обязательный", "вид", "проверка",
    "сообщение (рус)", "сообщение (бел)",
)  # fmt: skip
VISITORS = workbook(
    ("да/нет", "net", "Окно открыто?", "Акно адчынена?", "да"),
    ("начало группы", "counts", "Гости", "Госці", "", "на одной карточке"),
    ("целое", "boys", "Мальчиков", "Хлопчыкаў", "да", "счётчик", "от 0 до 6",
     "Не больше 6.", "Не больш за 6."),
    ("целое", "girls", "Девочек", "Дзяўчынак", "", "счётчик"),
    ("конец группы",),
    ("целое", "books", "Книг", "Кніг"),
    ("текст", "wish", "Что купить?", "Што купіць?"),
    headers=HEADERS,
)  # fmt: skip


async def begin(world: World, user_id: int = NINA) -> Chat:
    """Publish the questionnaire, begin it and come to the first counter."""
    await publish(world.chat(METHODIST), VISITORS)
    await put(world, "q1.1")
    chat = world.chat(user_id)
    await chat.send("/questionnaire")
    await chat.press("Да" if user_id == NINA else "Так")
    assert await stored(world) == [(None, None, None)]
    return chat


async def stored(world: World) -> list[tuple[object, ...]]:
    """Return the count that is going on and the counts that are answered."""
    return await world.sql(
        "SELECT json_extract(answers, '$.pending.\"counts/boys\"[#-1]'), "
        "json_extract(answers, '$.values.\"counts/boys\"'), "
        "json_extract(answers, '$.values.\"counts/girls\"') FROM drafts"
    )


KEYS = [
    ["+1 Мальчиков", "+5 Мальчиков"], ["Отменить последнее"], ["Готово", "Назад"], ["Отложить"],
]  # fmt: skip
HOW = "Нажимайте «+1», потом «Готово», или напишите число."
BOYS = "Анкета, 2 из 5\nГости\nМальчиков\nСейчас: {}.\n" + HOW
GIRLS = "Анкета, 3 из 5\nГости\nМальчиков: {}\nДевочек\nСейчас: {}.\n" + HOW
OVER = (
    "Не засчитано: «+1 Мальчиков». Этот счёт закончен; число можно исправить в конце, на "
    "карточке ответов."
)


async def test_presses_are_counted_undone_and_done(world: World) -> None:
    """Each counter has its keys; «Готово» twice is no zero, a late press counts nowhere."""
    nina = await begin(world)
    assert (nina.last.text, nina.keyboard) == (BOYS.format(0), KEYS)
    for key in ("+1 Мальчиков", "+5 Мальчиков", "Отменить последнее"):
        await nina.tap(key)
    await nina.tap("+1 Мальчиков")
    await nina.wait_for("Сейчас: 2.")
    assert (nina.last.text, nina.keyboard) == (BOYS.format(2), KEYS)
    assert await stored(world) == [("2", None, None)]
    assert await nina.tap("Готово") == ["Мальчиков: 2", GIRLS.format(2, 0)]
    assert nina.keyboard[0] == ["+1 Девочек", "+5 Девочек"]
    assert await nina.send("Готово") == [
        "Пока ничего не насчитано. Если это ноль, напишите 0.\n" + GIRLS.format(2, 0)
    ]
    await nina.tap("+5 Девочек")
    assert await nina.send("+1 Мальчиков") == [OVER]
    assert await nina.tap("Готово") == ["Девочек: 5", "Анкета, 4 из 5\nКниг\nНапишите число."]
    assert nina.keyboard == []
    assert await nina.send("+1 Мальчиков") == [OVER]
    assert await nina.send("7") == ["Анкета, 5 из 5\nЧто купить?"]
    assert await nina.send("Отменить последнее") == ["Отменять нечего."]
    assert await nina.send("Атлас") == [
        (
            "Анкета\nПроверьте, пожалуйста.\n1. Окно открыто?: Да\n2. Мальчиков: 2\n"
            "3. Девочек: 5\n4. Книг: 7\n5. Что купить?: Атлас\n"
            "Всё верно? Нажмите «Отправить». Чтобы исправить ответ, напишите его номер."
        )
    ]
    await nina.send("Отправить")
    assert await world.sql(
        "SELECT question, number FROM figures WHERE unit_id NOT NULL AND fact IS NULL "
        "ORDER BY question"
    ) == [("books", 7.0), ("boys", 2.0), ("girls", 5.0)]


async def test_undo_stops_at_zero_and_the_rule_is_checked_when_done(world: World) -> None:
    nina = await begin(world)
    await nina.tap("Отменить последнее")
    await nina.wait_for("Отменять нечего.")
    assert nina.last.text == "Отменять нечего.\n" + BOYS.format(0)
    await nina.tap("+5 Мальчиков")
    await nina.tap("+5 Мальчиков")
    assert await nina.tap("Готово") == ["Не больше 6.\n" + BOYS.format(10)]
    assert (nina.keyboard, await stored(world)) == (KEYS, [("10", None, None)])
    await nina.tap("Отменить последнее")
    assert await nina.tap("Готово") == ["Мальчиков: 5", GIRLS.format(5, 0)]
    assert await nina.send("3") == ["Девочек: 3", "Анкета, 4 из 5\nКниг\nНапишите число."]
    assert await stored(world) == [(None, "5", "3")]


async def test_a_count_is_put_aside_gone_back_from_and_changed_on_the_card(world: World) -> None:
    nina = await begin(world)
    await nina.tap("+1 Мальчиков")
    await nina.tap("Отложить")
    await world.settled()
    await nina.news()
    assert nina.keyboard != KEYS
    assert await nina.press("Продолжить") == [
        (
            "Анкета\n«Летнее чтение». Библиотека: Деревная.\n"
            "Займёт около 5 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 30 октября."
        ),
        BOYS.format(1),
    ]
    assert nina.keyboard == KEYS
    assert await nina.tap("Назад") == [
        "Мальчиков: 1",
        "Анкета, 1 из 5\nОкно открыто?\nСейчас: Да.",
    ]
    assert nina.keyboard == []
    assert await nina.press("Оставить: Да") == [BOYS.format(1)]
    await nina.tap("Готово")
    await nina.send("Пропустить")
    await nina.send("7")
    await nina.send("Атлас")
    assert await nina.send("2") == [BOYS.format(1)]
    await nina.tap("+5 Мальчиков")
    await nina.tap("Отменить последнее")
    await nina.tap("+1 Мальчиков")
    assert [one.split("\n")[0] for one in await nina.tap("Готово")] == ["Мальчиков: 2", "Анкета"]
    assert (nina.keyboard, await stored(world)) == ([], [(None, "2", None)])


async def test_what_waited_for_a_network_counts_once_and_is_one_card(world: World) -> None:
    """Twenty presses at once, each handed over twice, the bot stopped between them."""
    nina = await begin(world)
    world.telegram.faults.add("redeliver", count=10)
    phone = Phone(world.telegram, NINA)
    for _ in range(10):
        phone.text("+1 Мальчиков")
    await world.stop()
    for key in [*["+5 Мальчиков", "Отменить последнее"] * 4, "Отменить последнее", "+1 Мальчиков"]:
        phone.text(key)
    await world.start()
    await nina.wait_for("Сейчас: 10.")
    await world.settled()
    await nina.news()
    assert await stored(world) == [("10", None, None)]
    assert [one.text for one in nina.screen if "Мальчиков\n" in one.text] == [BOYS.format(10)]
    for _ in range(4):
        phone.text("Отменить последнее")
    phone.text("Готово")
    phone.text("+1 Мальчиков")
    await world.settled()
    await nina.news()
    assert await stored(world) == [(None, "6", None)]
    assert [one.text for one in nina.screen[-3:] if one.by_bot] == [
        "Мальчиков: 6", GIRLS.format(6, 0), OVER,
    ]  # fmt: skip


async def test_the_same_in_belarusian(world: World) -> None:
    anna = await begin(world, ANNA)
    assert (anna.last.text, anna.keyboard) == (
        ("Анкета, 2 з 5\nГосці\nХлопчыкаў\nЦяпер: 0.\n"
        "Націскайце «+1», потым «Гатова», або напішыце лік."),
        [["+1 Хлопчыкаў", "+5 Хлопчыкаў"], ["Скасаваць апошняе"], ["Гатова", "Назад"],
         ["Адкласці"]],
    )  # fmt: skip
    await anna.tap("+5 Хлопчыкаў")
    await anna.tap("+5 Хлопчыкаў")
    said = await anna.tap("Гатова")
    assert [one.split("\n")[0] for one in said] == ["Не больш за 6."]
    await anna.tap("Скасаваць апошняе")
    said = await anna.tap("Гатова")
    assert [one.split("\n")[0] for one in said] == ["Хлопчыкаў: 5", "Анкета, 3 з 5"]
    said = await anna.send("Гатова")
    assert said[0].split("\n")[0] == "Пакуль нічога не налічана. Калі гэта нуль, напішыце 0."
    assert await anna.send("+1 Хлопчыкаў") == [
        (
            "Не залічана: «+1 Хлопчыкаў». Гэты лік скончаны; лічбу можна выправіць у канцы, на "
            "картцы адказаў."
        )
    ]
    await anna.tap("+1 Дзяўчынак")
    assert await anna.tap("Гатова") == ["Дзяўчынак: 1", "Анкета, 4 з 5\nКніг\nНапішыце лік."]
    assert await stored(world) == [(None, "5", "1")]
