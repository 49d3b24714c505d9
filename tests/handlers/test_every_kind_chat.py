"""Every kind of question that an author may write, answered in a published questionnaire."""

from publishing import publish, put, workbook
from world import World

NINA, ANNA, METHODIST = 1005, 1009, 1003
COLUMNS = (
    "required", "appearance", "relevant", "constraint", "message ru", "message be",
    "calculation", "default", "times",
)  # fmt: skip
HEADERS = (
    "тип", "имя", "вопрос (рус)", "вопрос (бел)", "подсказка (рус)", "подсказка (бел)",
    "обязательный", "вид", "показывать если", "проверка", "сообщение (рус)", "сообщение (бел)",
    "вычисление", "по умолчанию", "сколько раз",
)  # fmt: skip


def row(kind: str, name: str = "", ru: str = "", be: str = "", hint: str = "", **other: str):
    """Return a row of the sheet; the hint is the same in both languages."""
    return (kind, name, ru, be, hint, hint, *(other.get(one, "") for one in COLUMNS))


def required(kind: str, name: str, ru: str, be: str, hint: str = "", **other: str):
    return row(kind, name, ru, be, hint, required="да", **other)


EVERY = workbook(
    row("заметка", "hello", "Здравствуйте! Анкета о лете.", "Добры дзень! Анкета пра лета."),
    required("подтверждение", "agree", "Порядок прочитан", "Парадак прачытаны"),
    required("дата", "day", "Когда открыли площадку?", "Калі адкрылі пляцоўку?",
             constraint=". <= сегодня", **{"message ru": "День ещё не наступил.",
                                           "message be": "Дзень яшчэ не надышоў."}),
    row("время", "at", "Во сколько?", "У колькі?"),
    row("дата и время", "both", "Первое чтение", "Першае чытанне"),
    required("шкала от 1 до 5", "mark", "Оценка лета", "Адзнака лета"),
    row("по порядку важность", "order", "Что важнее?", "Што важней?"),
    required("да/нет", "net", "Интернет есть?", "Інтэрнэт ёсць?"),
    row("число", "speed", "Скорость, Мбит/с", "Хуткасць, Мбіт/с", relevant="net = да",
        constraint="от 0 до 1000",
        **{"message ru": "От 0 до 1000.", "message be": "Ад 0 да 1000."}),
    row("место", "spot", "Где площадка?", "Дзе пляцоўка?"),
    row("голос", "voice", "Отзыв голосом", "Водгук голасам"),
    row("видео", "clip", "Видео", "Відэа"),
    row("файл", "plan", "План", "План"),
    row("штрихкод", "isbn", "ISBN лучшей книги", "ISBN лепшай кнігі"),
    row("вычисление", "double", calculation="mark * 2"),
    row("текст", "twice", "Оценка по десятибалльной", "Адзнака па дзесяцібальнай",
        calculation="double"),
    row("сотрудник", "who", "Кто вёл?", "Хто вёў?"),
    row("библиотека", "where", "Куда ездили?", "Куды ездзілі?"),
    row("начало группы", "counts", "Счёт", "Лік", appearance="на одной карточке"),
    row("целое", "boys", "Мальчиков", "Хлопчыкаў"),
    row("целое", "girls", "Девочек", "Дзяўчынак"),
    row("конец группы"),
    row("начало группы", "table", "Оценки", "Адзнакі", appearance="таблицей"),
    row("один из оценка", "room", "Помещение", "Памяшканне"),
    row("один из оценка", "stock", "Фонд", "Фонд"),
    row("конец группы"),
    row("целое", "weeks", "Сколько недель?", "Колькі тыдняў?", default="2",
        appearance="подтвердить"),
    row("целое", "guests", "Гостей", "Гасцей", appearance="счётчик"),
    row("начало повтора", "week", "Неделя", "Тыдзень", times="weeks"),
    required("целое", "came", "Пришло", "Прыйшло"),
    row("конец повтора"),
    row("один из формы или другое", "best", "Лучшая форма", "Лепшая форма"),
    headers=HEADERS,
    choices=(
        ("список", "имя", "ответ (рус)", "ответ (бел)"),
        ("важность", "fun", "Радость", "Радасць"),
        ("важность", "use", "Польза", "Карысць"),
        ("формы", "loud", "Чтения", "Чытанні"),
        ("оценка", "good", "Хорошо", "Добра"),
        ("оценка", "bad", "Плохо", "Дрэнна"),
    ),
)  # fmt: skip


async def test_every_kind_of_question_is_answered(world: World) -> None:
    await publish(world.chat(METHODIST), EVERY)
    await put(world, "q1.1")
    nina = world.chat(NINA)
    said: list[str] = [(await nina.send("/questionnaire"))[-1]]
    for words in (
        "Дальше", "Дальше", "20.10.2026", "5.06", "9:30", "5.06 10:00", "4",
    ):  # fmt: skip
        said += await nina.send(words)
    await nina.press("Радость")
    await nina.press("Польза")
    said += await nina.press("Готово")
    said += await nina.press("Да")
    said += await nina.send("2000")
    said += await nina.send("50,5")
    said += await nina.location(53.1, 25.3)
    said += await nina.voice()
    said += await nina.video()
    said += await nina.document("план.docx", b"PK\x03\x04")
    said += await nina.send("978-5-17-090411-1")
    said += await nina.press("Дальше")
    for words in ("Книжник", "Жировичи", "12", "15", "Дальше", "Хорошо", "Плохо"):
        said += await nina.send(words)
    said += await nina.press("Оставить: 2")
    for key in ("+5 Гостей", "+1 Гостей"):
        await nina.tap(key)
    said += await nina.tap("Готово")
    for words in ("7", "8", "Другое", "Квест"):
        said += await nina.send(words)
    assert [one.split("\n", 1)[-1] for one in said] == [
        "Здравствуйте! Анкета о лете.",
        "Порядок прочитан",
        "Когда открыли площадку?\nНажмите день или напишите дату, например 5.03.",
        (
            "Анкета, 2 из 23\n"
            "Когда открыли площадку?\n"
            "Нажмите день или напишите дату, например 5.03."
        ),
        "Во сколько?\nНапишите время, например 9:30.",
        "Первое чтение\nНапишите дату и время, например 5.03 9:30.",
        "Оценка лета",
        "Что важнее?\nНажимайте по порядку важности, потом «Готово».",
        "Интернет есть?",
        "Скорость, Мбит/с\nНапишите число.",
        "Анкета, 8 из 24\nСкорость, Мбит/с\nНапишите число.",
        "Где площадка?\nПришлите геопозицию: скрепка, затем «Геопозиция».",
        "Отзыв голосом\nПришлите голосовое сообщение.",
        "Видео\nПришлите видео до 20 МБ.",
        "План\nПришлите файл до 20 МБ.",
        "ISBN лучшей книги\nНапишите номер под штрихкодом.",
        "Оценка по десятибалльной\n8",
        "Кто вёл?\nСписок длинный: можно написать первые буквы.",
        "Куда ездили?\nСписок длинный: можно написать первые буквы.",
        "Счёт\nМальчиков\nНапишите число.",
        "Счёт\nМальчиков: 12\nДевочек\nНапишите число.",
        "Оценки",
        "Помещение",
        "Помещение: Хорошо\nФонд",
        "Сколько недель?\nСейчас: 2.\nНапишите число.",
        "Гостей\nСейчас: 0.\nНажимайте «+1», потом «Готово», или напишите число.",
        "Гостей: 6",
        "Неделя 1\nПришло\nНапишите число.",
        "Неделя 2\nПришло\nНапишите число.",
        "Лучшая форма",
        "Уточните",
        (
            "Проверьте, пожалуйста.\n"
            "1. Порядок прочитан: Да\n"
            "2. Когда открыли площадку?: 5 июня 2026\u202fг.\n"
            "3. Во сколько?: 9:30\n"
            "4. Первое чтение: 05.06.2026 10:00\n"
            "5. Оценка лета: 4\n"
            "6. Что важнее?: Радость, Польза\n"
            "7. Интернет есть?: Да\n"
            "8. Скорость, Мбит/с: 50,5\n"
            "9. Где площадка?: 53.1, 25.3\n"
            "10. Отзыв голосом: приложено\n"
            "11. Видео: приложено\n"
            "12. План: приложено\n"
            "13. ISBN лучшей книги: 978-5-17-090411-1\n"
            "14. Оценка по десятибалльной: 8\n"
            "15. Кто вёл?: Книжник П. А.\n"
            "16. Куда ездили?: Жировичи\n"
            "17. Мальчиков: 12\n"
            "18. Девочек: 15\n"
            "19. Помещение: Хорошо\n"
            "20. Фонд: Плохо\n"
            "21. Сколько недель?: 2\n"
            "22. Гостей: 6\n"
            "23. Пришло: 7\n"
            "24. Пришло: 8\n"
            "25. Лучшая форма: Другое\n"
            "26. Уточните: Квест\n"
            "Всё верно? Нажмите «Отправить». Чтобы исправить ответ, напишите его номер."
        ),
    ]
    assert [one.split("\n", 1)[0] for one in said[:2]] == ["Анкета, 1 из 23"] * 2
    await nina.send("Отправить")
    await nina.press("Посмотреть ответы")
    shown = nina.last.text.split("\n")
    assert [
        line
        for line in shown
        if line.startswith(("Во сколько", "Где", "Кто", "Куда", "Неделя", "Порядок"))
    ] == [
        "Порядок прочитан: Да",
        "Во сколько?: 9:30",
        "Где площадка?: 53.1, 25.3",
        "Кто вёл?: Книжник П. А.",
        "Куда ездили?: Жировичи",
        "Неделя 1: Пришло: 7",
        "Неделя 2: Пришло: 8",
    ]
    assert len(await nina.press("Фото и файлы")) == 3
    assert await world.sql(
        "SELECT question, number, fact FROM figures WHERE unit_id NOT NULL ORDER BY question"
    ) == [
        ("best", None, "other"),
        ("boys", 12.0, None),
        ("girls", 15.0, None),
        ("guests", 6.0, None),
        ("mark", 4.0, None),
        ("net", None, "yes"),
        ("room", None, "good"),
        ("speed", 50.5, None),
        ("stock", None, "bad"),
        ("weeks", 2.0, None),
    ]


async def test_the_same_in_belarusian_by_buttons(world: World) -> None:
    """What may be left out is left out; what is asked on a condition is not asked."""
    await publish(world.chat(METHODIST), EVERY)
    await put(world, "q1.1")
    anna = world.chat(ANNA)
    assert (await anna.send("/questionnaire"))[-1] == (
        "Анкета, 1 з 23\nДобры дзень! Анкета пра лета."
    )
    await anna.press("Далей")
    await anna.press("Далей")
    assert await anna.press("Сёння") == [
        "Анкета, 3 з 23\nУ колькі?\nНапішыце час, напрыклад 9:30."
    ]
    await anna.press("Прапусціць")
    await anna.press("Прапусціць")
    await anna.press("5")
    await anna.press("Прапусціць")
    assert await anna.press("Не") == [
        "Анкета, 8 з 23\nДзе пляцоўка?\nДашліце геапазіцыю: сашчэпка, потым «Геапазіцыя»."
    ]
    for _ in range(5):
        await anna.press("Прапусціць")
    assert anna.last.text == "Анкета, 13 з 23\nАдзнака па дзесяцібальнай\n10"
    await anna.press("Далей")
    for _ in range(4):
        await anna.press("Прапусціць")
    await anna.press("Далей")
    await anna.press("Дрэнна")
    await anna.press("Прапусціць")
    await anna.send("0")
    await anna.tap("+1 Гасцей")
    assert await anna.tap("Гатова") == ["Гасцей: 1", "Анкета, 21 з 21\nЛепшая форма"]
    assert anna.buttons == [["Чытанні", "Іншае"], ["Прапусціць"], ["Назад", "Адкласці"]]
    await anna.press("Чытанні")
    await anna.send("Адправіць")
    [(answers,)] = await world.sql("SELECT answers FROM submissions")
    assert '"net": "no"' in str(answers)
