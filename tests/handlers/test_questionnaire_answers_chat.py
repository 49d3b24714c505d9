"""A questionnaire from an author's workbook to sent answers, in a real campaign, ru and be."""

from monitored import a_figure
from publishing import check, publish, put, workbook
from world import World

NINA, ANNA, METHODIST = 1005, 1009, 1003
HEADERS = (
    "тип", "имя", "вопрос (рус)", "вопрос (бел)", "обязательный", "сравнивать",
    "переспросить если", "что переспросить (рус)", "что переспросить (бел)", "отбор", "бот знает",
)  # fmt: skip
SUMMER = workbook(
    ("целое", "readers", "Читателей летом", "Чытачоў летам", "да", "год"),
    ("целое", "children", "Из них детей", "З іх дзяцей", "да", "", "больше readers",
     "Детей ${children}, читателей ${readers}.", "Дзяцей ${children}, чытачоў ${readers}."),
    ("один из район", "area", "Где были площадки?", "Дзе былі пляцоўкі?", "да", "прошлый раз"),
    ("один из место", "place", "Какое место?", "Якое месца?", "да", "", "", "", "",
     "area = ${area}"),
    ("несколько из формы", "forms", "Что проводили?", "Што праводзілі?", "", "прошлый раз"),
    ("начало повтора", "reading", "Чтения", "Чытанні"),
    ("текст", "book", "Какую книгу читали?", "Якую кнігу чыталі?", "да"),
    ("целое", "came", "Сколько человек пришло?", "Колькі чалавек прыйшло?", "да"),
    ("конец повтора",),
    ("целое", "rounds", "Обходов за лето", "Абходаў за лета", "да", "нет", "", "", "", "",
     "обходы"),
    ("текст", "wish", "Что купить?", "Што купіць?", "", "прошлый раз"),
    ("фото", "photo", "Фото лета", "Фота лета"),
    ("рекомендации", "carried", "Что выполнено?", "Што выканана?"),
    headers=HEADERS,
    choices=(
        ("список", "имя", "ответ (рус)", "ответ (бел)", "area"),
        ("район", "town", "Город", "Горад"),
        ("район", "village", "Деревня", "Вёска"),
        ("место", "park", "Парк", "Парк", "town"),
        ("место", "school", "Школа", "Школа", "town"),
        ("место", "club", "Клуб", "Клуб", "village"),
        ("формы", "loud", "Громкие чтения", "Гучныя чытанні"),
        ("формы", "walk", "Прогулки", "Прагулкі"),
    ),
)  # fmt: skip


async def earlier(world: World) -> None:
    """Let a library have answered before: last October a count, in April facts."""
    await a_figure(world, "SL-03", "2025-10", readers=100)
    await a_figure(world, "SL-03", "2026-04", area="village", forms="loud walk", wish="Атласы")


async def test_from_a_workbook_to_sent_answers(world: World) -> None:
    """Soft checks, one tap for what was, a cascade, a repeat, what the bot knows, a photo."""
    await earlier(world)
    assert await publish(world.chat(METHODIST), SUMMER) == ["Опубликовано: «Лето», версия 1."]
    await put(world, "q1.1")
    nina = world.chat(NINA)
    assert await nina.send("/questionnaire") == [
        (
            "Анкета\n"
            "«Летнее чтение». Библиотека: Деревная.\n"
            "Займёт около 8 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 30 октября."
        ),
        "Анкета, 1 из 11\nЧитателей летом\nОктябрь 2025: 100.\nНапишите число.",
    ]
    assert await nina.send("140") == [
        (
            "Анкета, 1 из 11\n"
            "Читателей летом. Октябрь 2025: 100, сейчас 140 (на 40 % больше).\n"
            "Всё верно? Тогда напишите одной строкой, почему так."
        )
    ]
    await nina.send("Приезжали дачники")
    assert await nina.send("150") == [
        (
            "Анкета, 2 из 11\n"
            "Детей 150, читателей 140.\n"
            "Всё верно? Тогда напишите одной строкой, почему так."
        )
    ]
    assert nina.buttons == [["Верно, поясню", "Исправить"], ["Назад", "Отложить"]]
    await nina.press("Исправить")
    assert await nina.send("60") == ["Анкета, 3 из 11\nГде были площадки?\nАпрель 2026: Деревня."]
    assert nina.buttons == [
        ["Как раньше: Деревня"],
        ["Город", "Деревня"],
        ["Назад", "Отложить"],
    ]
    assert await nina.press("Город") == ["Анкета, 4 из 11\nКакое место?"]
    assert nina.buttons == [["Парк", "Школа"], ["Назад", "Отложить"]]
    await nina.press("Назад")
    assert await nina.press("Деревня") == ["Анкета, 4 из 11\nКакое место?"]
    assert nina.buttons == [["Клуб"], ["Назад", "Отложить"]]
    assert await nina.press("Клуб") == [
        "Анкета, 5 из 11\nЧто проводили?\nАпрель 2026: Громкие чтения, Прогулки."
    ]
    assert await nina.press("Как раньше: Громкие чтения, П…") == [
        "Анкета, 6 из 11\nЧтения 1\nКакую книгу читали?"
    ]
    await nina.send("Белый Бим")
    assert await nina.send("12") == ["Анкета, 8 из 11\nЧтения: 1. Добавить ещё?"]
    await nina.press("Добавить ещё")
    await nina.send("Конёк-Горбунок")
    await nina.send("15")
    assert await nina.press("Дальше") == [
        "Анкета, 10 из 13\nОбходов за лето\nСейчас: 0.\nНапишите число."
    ]
    assert await nina.press("Оставить: 0") == [
        "Анкета, 11 из 13\nЧто купить?\nАпрель 2026: Атласы."
    ]
    await nina.send("Словари")
    assert await nina.photo() == ["Анкета, 13 из 13\nЧто выполнено?"]
    assert nina.buttons == [
        ["Обновить стенд у входа"],
        ["Готово"],
        ["Пропустить"],
        ["Назад", "Отложить"],
    ]
    await nina.press("Обновить стенд у входа")
    [card] = await nina.press("Готово")
    assert card.split("\n")[2:-1] == [
        "1. Читателей летом: 140",
        "2. Пояснение (Читателей летом): Приезжали дачники",
        "3. Из них детей: 60",
        "4. Где были площадки?: Деревня",
        "5. Какое место?: Клуб",
        "6. Что проводили?: Громкие чтения, Прогулки",
        "7. Какую книгу читали?: Белый Бим",
        "8. Сколько человек пришло?: 12",
        "9. Какую книгу читали?: Конёк-Горбунок",
        "10. Сколько человек пришло?: 15",
        "11. Обходов за лето: 0",
        "12. Что купить?: Словари",
        "13. Фото лета: приложено",
        "14. Что выполнено?: Обновить стенд у входа",
    ]
    await nina.send("Отправить")
    [sheet] = await nina.press("Посмотреть ответы")
    assert sheet.split("\n")[3:] == [
        "Читателей летом: 140 (Октябрь 2025: 100) «Приезжали дачники»",
        "Из них детей: 60",
        "Где были площадки?: Деревня (Апрель 2026: Деревня)",
        "Какое место?: Клуб",
        "Что проводили?: Громкие чтения, Прогулки (Апрель 2026: Громкие чтения, Прогулки)",
        "Чтения 1: Какую книгу читали?: Белый Бим; Сколько человек пришло?: 12",
        "Чтения 2: Какую книгу читали?: Конёк-Горбунок; Сколько человек пришло?: 15",
        "Обходов за лето: 0",
        "Что купить?: Словари (Апрель 2026: Атласы)",
        "Фото лета: приложено",
    ]
    assert await nina.press("Фото и файлы") == ["[photo]"]
    assert await world.sql(
        "SELECT question, number, fact FROM figures WHERE unit_id NOT NULL ORDER BY question"
    ) == [
        ("area", None, "village"),
        ("children", 60.0, None),
        ("forms", None, "loud walk"),
        ("place", None, "club"),
        ("readers", 140.0, None),
        ("rounds", 0.0, None),
        ("wish", None, "Словари"),
    ]
    assert await world.sql(
        "SELECT state FROM recommendations WHERE recommendation = 'Обновить стенд у входа'"
    ) == [("done",)]
    assert await world.sql("SELECT kind, state FROM files WHERE kind = 'photo'") == [
        ("photo", "stored")
    ]


async def test_in_belarusian_to_the_end(world: World) -> None:
    """Another library that has answered nothing before; the numbers of residents are warned of."""
    await publish(world.chat(METHODIST), SUMMER)
    await put(world, "q1.1")
    anna = world.chat(ANNA)
    assert (await anna.send("/questionnaire"))[1] == (
        "Анкета, 1 з 11\nЧытачоў летам\nНапішыце лік."
    )
    await anna.send("40")
    assert await anna.send("41") == [
        (
            "Анкета, 2 з 11\n"
            "Дзяцей 41, чытачоў 40.\n"
            "Усё правільна? Тады напішыце адным радком, чаму так."
        )
    ]
    assert await anna.press("Так, патлумачу") == [
        "Анкета, 2 з 11\nДзяцей 41, чытачоў 40.\nЧаму так? Адным радком."
    ]
    assert await anna.send("Тэлефон маці +375 29 123-45-67") == [
        "Анкета, 3 з 11\nДзе былі пляцоўкі?"
    ]
    await anna.press("Вёска")
    await anna.press("Клуб")
    await anna.press("Гучныя чытанні")
    await anna.press("Гатова")
    await anna.send("Дзікае паляванне")
    await anna.send("9")
    await anna.press("Далей")
    await anna.press("Пакінуць: 0")
    for _ in range(3):
        await anna.press("Прапусціць")
    [warned] = await anna.send("Адправіць")
    assert warned.startswith("Тут нумар або адрас, падобны на асабісты: +375 29 123-45-67.")
    await anna.press("Прыбраць і адправіць")
    assert await world.sql("SELECT json_extract(answers, '$.children_why') FROM submissions") == [
        ("Тэлефон маці",)
    ]


async def test_a_rehearsal_shows_the_answers_of_the_last_period(world: World) -> None:
    await earlier(world)
    methodist = world.chat(METHODIST)
    await check(methodist, SUMMER)
    opened, first = await methodist.press("Попробовать")
    assert opened.split("\n")[-1] == "Прежние ответы показаны для примера: Деревная."
    assert first.split("\n")[1:3] == ["Читателей летом", "Октябрь 2025: 100."]
    await methodist.send("100")
    assert methodist.last.text.split("\n")[1] == (
        "Читателей летом. Октябрь 2025: 100, сейчас ровно столько же."
    )
    await methodist.send("Проверено")
    await methodist.send("5")
    assert methodist.buttons[0] == ["Как раньше: Деревня"]
    assert (await methodist.press("Как раньше: Деревня"))[0].split("\n")[1] == "Какое место?"


LAST = workbook(
    ("целое", "stock", "Фонд", "Фонд", "да", "прошлый раз", "меньше прошлое",
     "В прошлый раз было ${last-saved#stock}.", "У мінулы раз было ${last-saved#stock}."),
    ("текст", "note", "Заметка к «${last-saved#note}»", "Нататка да «${last-saved#note}»"),
    headers=HEADERS,
)  # fmt: skip


async def test_what_was_said_the_last_time_is_read_in_expressions(world: World) -> None:
    """Also what is kept as no figure: a text of the sheet before."""
    await publish(world.chat(METHODIST), LAST)
    await put(world, "q1.1")
    nina = world.chat(NINA)
    await nina.send("/questionnaire")
    assert await nina.send("500") == ["Анкета, 2 из 2\nЗаметка к «»"]
    await nina.send("Новый зал")
    await nina.send("Отправить")
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE campaigns SET first_on = '2026-01-01', last_on = '2026-03-31', "
            "period = '2026-04', closed_at = '2026-05-01T00:00:00Z'"
        )
        await tx.run("UPDATE figures SET period = '2026-04'")
    await put(world, "q1.1", "Второй раз")
    await nina.send("/questionnaire")
    assert await nina.send("450") == [
        (
            "Анкета, 1 из 2\n"
            "В прошлый раз было 500.\n"
            "Всё верно? Тогда напишите одной строкой, почему так."
        )
    ]
    assert await nina.send("Списание") == ["Анкета, 2 из 2\nЗаметка к «Новый зал»"]


async def test_somebody_elses_files_are_not_shown(world: World) -> None:
    await publish(world.chat(METHODIST), SUMMER)
    await put(world, "q1.1")
    anna = world.chat(ANNA)
    await anna.start()
    [(unit_id,)] = await world.sql(
        "SELECT unit_id FROM campaign_units JOIN libraries USING (library_id) WHERE code = 'SL-03'"
    )
    await anna.forge(f"unit.files:{unit_id}")
    assert (
        anna.toast == "Гэты раздзел Вам не адкрыты. Калі ён патрэбны для працы, напішыце ў аддзел."
    )
