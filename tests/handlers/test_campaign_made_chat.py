"""A campaign made at any time: the short form, chosen libraries, several campaigns at once."""

from datetime import date, datetime

from monitored import a_campaign, answered, everybody
from world import MINSK, World

from bot.forms import convert
from storage import periods, questionnaires
from storage.questionnaires import NewVersion

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def made(chat, *words: str) -> list[str]:
    """Begin a campaign and type answers; return what was said last."""
    await chat.start()
    await chat.forge("campaign.new")
    said: list[str] = []
    for one in words:
        said = await chat.send(one)
    return said


async def test_the_head_makes_a_campaign_for_all(world: World) -> None:
    """One question a message; the card; it opens on its day for all that are open."""
    everybody(world)
    olga, marina, svetlana, nina = (world.chat(1000 + n) for n in (1, 2, 3, 5))
    await olga.send("/monitoring")
    assert await olga.press("Все мониторинги") == ["Все мониторинги\nПока нет ни одного."]
    assert olga.buttons == [["Новый мониторинг"]]
    assert await olga.press("Новый мониторинг") == [
        ("Новый мониторинг\nКаждый ответ сохраняется сразу, остановиться можно в любом месте."),
        ("Новый мониторинг, 1 из 7\nКак называется мониторинг? Например: Летние чтения."),
    ]
    assert await olga.send("Летние   чтения") == [
        ("Новый мониторинг, 2 из 7\nЗа какое время спрашиваем? Первый день."),
    ]
    assert olga.buttons == [
        ["Сегодня", "Вчера"],
        ["Другая дата"],
        ["Назад", "Отложить"],
    ]
    assert await olga.send("1.06.2026") == [
        ("Новый мониторинг, 3 из 7\nЗа какое время спрашиваем? Последний день."),
    ]
    assert await olga.send("1.05.2026") == [
        (
            "Последний день не может быть раньше первого.\n"
            "Новый мониторинг, 3 из 7\n"
            "За какое время спрашиваем? Последний день."
        ),
    ]
    assert await olga.send("31.08.2026") == [
        (
            "Новый мониторинг, 4 из 7\nВ какой день мониторинг откроется? Тогда о нём узнают "
            "библиотеки."
        ),
    ]
    assert olga.buttons == [
        ["Через неделю", "Через месяц"],
        ["Другая дата"],
        ["Назад", "Отложить"],
    ]
    assert await olga.send("14.10.2026") == [
        (
            "День открытия уже прошёл. Выберите сегодняшний или более поздний.\n"
            "Новый мониторинг, 4 из 7\n"
            "В какой день мониторинг откроется? Тогда о нём узнают библиотеки."
        ),
    ]
    assert await olga.send("2.11") == [
        ("Новый мониторинг, 5 из 7\nДо какого дня отвечать (включительно)?"),
    ]
    assert await olga.press("Назад") == [
        (
            "Новый мониторинг, 4 из 7\n"
            "В какой день мониторинг откроется? Тогда о нём узнают библиотеки.\n"
            "Сейчас: 2 ноября 2026\u202fг."
        ),
    ]
    assert await olga.send("2.11") == [
        ("Новый мониторинг, 5 из 7\nДо какого дня отвечать (включительно)?"),
    ]
    assert await olga.send("13.11") == ["Новый мониторинг, 6 из 7\nКакие библиотеки отвечают?"]
    assert olga.buttons == [["Все открытые", "Только некоторые"], ["Назад", "Отложить"]]
    assert await olga.press("Все открытые") == ["Новый мониторинг, 7 из 7\nКто проверяет ответы?"]
    assert olga.buttons == [
        ["Каталогова М. П.", "Аннотова С. Ю."],
        ["Книжник П. А."],
        ["Назад", "Отложить"],
    ]
    assert await olga.press("Аннотова С. Ю.") == [
        (
            "Новый мониторинг\n"
            "Проверьте, пожалуйста.\n"
            "1. Название: Летние   чтения\n"
            "2. За время с: 1 июня 2026\u202fг.\n"
            "3. За время по: 31 августа 2026\u202fг.\n"
            "4. Открывается: 2 ноября 2026\u202fг.\n"
            "5. Последний день: 13 ноября 2026\u202fг.\n"
            "6. Анкета: Мониторинг\n"
            "7. Кого спрашиваем: Все открытые\n"
            "8. Кто проверяет: Аннотова С. Ю.\n"
            "Всё верно? Нажмите «Сохранить». Чтобы исправить ответ, напишите его "
            "номер."
        ),
    ]
    assert olga.buttons == [["Сохранить", "Исправить"], ["Отложить"]]
    assert await olga.press("Сохранить") == [
        (
            "Мониторинг создан.\n"
            "Новый мониторинг: откроется 2 ноября, последний день 13 ноября.\n"
            "Мониторинг «Летние чтения»\n"
            "Состояние: откроется 2 ноября.\n"
            "За какое время: 1 июня - 31 августа 2026\u202fг.\n"
            "Открывается: 2 ноября, последний день: 13 ноября.\n"
            "Анкета: Мониторинг.\n"
            "Библиотеки: 12, все открытые.\n"
            "Кто проверяет: Аннотова С. Ю.\n"
            "Кто создал: Экслибрисова О. С."
        ),
        "Что дальше?",
    ]
    assert olga.buttons == [
        ["Перенести", "Остановить"],
        ["Кто проверяет", "Печать бланков"],
        ["История", "Все мониторинги"],
    ]
    assert await svetlana.news() == [
        ("Мониторинг «Летние чтения»\nОтветы теперь проверяете Вы.\nКто: Экслибрисова О. С."),
    ]
    assert await marina.news() == [
        (
            "Мониторинг «Летние чтения»\n"
            "Новый мониторинг: откроется 2 ноября, последний день 13 ноября.\n"
            "Кто: Экслибрисова О. С."
        ),
    ]
    assert await world.sql(
        "SELECT name, part, period, opens_on, closes_on, takes_all, reviewer_id, form "
        "FROM campaigns WHERE part IS NULL"
    ) == [
        ("Летние чтения", None, "2026-11", "2026-11-02", "2026-11-13", 1, 3, "monitoring"),
    ]
    world.clock.set(datetime(2026, 11, 2, 11, 1, tzinfo=MINSK))
    await world.tick()
    assert await world.sql(
        "SELECT count(*) FROM campaign_units JOIN campaigns USING (campaign_id) WHERE part IS NULL"
    ) == [(12,)]
    world.clock.set(datetime(2026, 11, 3, 11, 1, tzinfo=MINSK))
    await world.tick()
    assert [
        line for text in await nina.news() for line in text.split("\n") if "чтения" in line
    ] == ["1. Анкета «Летние чтения» (Деревная): срок 13 ноября."]
    assert await nina.send("/questionnaire") == [
        (
            "Анкета\n"
            "«Летние чтения». Библиотека: Деревная.\n"
            "Займёт около 20 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 13 ноября."
        ),
        ("Анкета, 1 из 15\nЗарегистрировано пользователей с начала года\nНапишите число."),
    ]


async def test_chosen_libraries_today_in_belarusian(world: World) -> None:
    """Only they are asked, others never join; who has two campaigns to answer sees both."""
    everybody(world)
    await a_campaign(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE staff SET language = 'be' WHERE staff_id = 2")
    world.bot.services.network.forget()
    world.clock.set(datetime(2026, 11, 2, 12, tzinfo=MINSK))
    marina, anna, svetlana = world.chat(1002), world.chat(1009), world.chat(1003)
    await marina.start()
    assert await marina.forge("campaign.new") == [
        ("Новы маніторынг\nКожны адказ захоўваецца адразу, спыніцца можна ў любым месцы."),
        ("Новы маніторынг, 1 з 7\nЯк называецца маніторынг? Напрыклад: Летнія чытанні."),
    ]
    for words in ("Бібліятэкі і школа", "1.09.2026", "30.09.2026", "сёння", "12.11"):
        await marina.send(words)
    assert await marina.press("Толькі некаторыя") == [
        ("Новы маніторынг, 7 з 8\nЯкія менавіта? Адзначце бібліятэкі, потым «Гатова»."),
    ]
    await marina.press("Дзеравянчыцы")
    await marina.press("Яшчэ варыянты (1 з 2)")
    await marina.press("Сянькоўшчына")
    assert await marina.press("Гатова") == ["Новы маніторынг, 8 з 8\nХто правярае адказы?"]
    assert await marina.press("Каталогава М. П.") == [
        (
            "Новы маніторынг\n"
            "Праверце, калі ласка.\n"
            "1. Назва: Бібліятэкі і школа\n"
            "2. За час з: 1 верасня 2026\u202fг.\n"
            "3. За час па: 30 верасня 2026\u202fг.\n"
            "4. Адкрываецца: 2 лістапада 2026\u202fг.\n"
            "5. Апошні дзень: 12 лістапада 2026\u202fг.\n"
            "6. Анкета: Мониторинг\n"
            "7. Каго пытаемся: Толькі некаторыя\n"
            "8. Бібліятэкі: Дзеравянчыцы, Сянькоўшчына\n"
            "9. Хто правярае: Каталогава М. П.\n"
            "Усё правільна? Націсніце «Захаваць». Каб выправіць адказ, напішыце "
            "яго нумар."
        ),
    ]
    assert await marina.press("Захаваць") == [
        (
            "Маніторынг створаны.\n"
            "Новы маніторынг: адкрыецца 2 лістапада, апошні дзень 12 лістапада.\n"
            "Маніторынг «Бібліятэкі і школа»\n"
            "Стан: ідзе, апошні дзень 12 лістапада.\n"
            "За які час: 1 верасня - 30 верасня 2026\u202fг.\n"
            "Адкрываецца: 2 лістапада, апошні дзень: 12 лістапада.\n"
            "Анкета: Мониторинг.\n"
            "Бібліятэкі: 2, выбраныя.\n"
            "Адказалі: 0 з 2.\n"
            "Хто правярае: Каталогава М. П.\n"
            "Хто стварыў: Каталогава М. П."
        ),
        "Што далей?",
    ]
    await world.tick()
    assert await world.sql(
        "SELECT l.code FROM campaign_units JOIN libraries AS l USING (library_id) "
        "WHERE campaign_id = 2 ORDER BY l.code"
    ) == [("SL-07",), ("SL-08",)]
    await anna.news()
    assert await anna.send("/questionnaire") == [
        (
            "Анкета «Бібліятэкі і школа»\n"
            "Сянькоўшчына: не адкрывалі\n"
            "Тэрмін: 12 лістапада.\n"
            "Анкета за 9 месяцаў 2026 года\n"
            "Сянькоўшчына: не адкрывалі\n"
            "Тэрмін: 20 кастрычніка.\n"
            "Націсніце бібліятэку."
        ),
    ]
    assert anna.buttons == [
        ["Сянькоўшчына: Бібліятэкі і шк…"],
        ["Сянькоўшчына: 10.2026"],
    ]
    assert await anna.press("Сянькоўшчына: Бібліятэкі і шк…") == [
        (
            "Анкета\n"
            "«Бібліятэкі і школа». Бібліятэка: Сянькоўшчына.\n"
            "Зойме каля 20 хвілін, спатрэбіцца дзённік работы.\n"
            "Кожны адказ захоўваецца адразу, спыніцца можна ў любым месцы.\n"
            "Тэрмін: 12 лістапада."
        ),
        ("Анкета, 1 з 15\nЗарэгістравана карыстальнікаў з пачатку года\nНапішыце лік."),
    ]
    await answered(anna, ["users"])
    await anna.press("Адкласці")
    assert await anna.send("/tasks") == [
        (
            "Ганна Міхайлаўна, сёння 2 лістапада.\n"
            "1. Анкета за 9 месяцаў 2026 года (Сянькоўшчына): тэрмін быў 20 "
            "кастрычніка, але адказ яшчэ патрэбны.\n"
            "2. Анкета «Бібліятэкі і школа» (Сянькоўшчына): адказана 1 з 15, "
            "тэрмін 12 лістапада.\n"
            "Націсніце нумар."
        ),
    ]
    assert await svetlana.send("/monitoring") == [
        (
            "Мониторинг «Бібліятэкі і школа»\n"
            "Сегодня 2 ноября, срок: 12 ноября.\n"
            "Период открыт.\n"
            "Ответили: 0 из 2.\n"
            "Начали (1): Сеньковщина (1 из 15).\n"
            "Не открывали (1): Деревянчицы.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons == [
        ["Начали: 1", "Не открывали: 1"],
        ["Напомнить 2"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
        ["Октябрь 2026"],
    ]
    assert await svetlana.press("Октябрь 2026") == [
        (
            "Мониторинг за 9 месяцев 2026 года\n"
            "Сегодня 2 ноября, срок: 20 октября.\n"
            "Период открыт.\n"
            "Ответили: 0 из 12.\n"
            "Не открывали (9): Центральная, Жировичи, Деревная, Озерница, "
            "Василевичи, Сеньковщина и ещё 3.\n"
            "Без связи (3): Новоселки, Новодевятковичи, Павлово.\n"
            "Нажмите группу, чтобы увидеть её библиотеки."
        ),
    ]
    assert svetlana.buttons == [
        ["Не открывали: 9", "Без связи: 3"],
        ["Напомнить 9"],
        ["Записать с телефона"],
        ["Картинкой", "Сроки и история"],
        ["Бібліятэкі і школа"],
    ]
    await svetlana.send("/behalf")
    await svetlana.send("Формулярова")
    await svetlana.press("По телефону")
    assert [row for row in svetlana.buttons if "анкета" in row[0]] == [
        ["Деревянчицы, анкета Бібліятэк…"],
        ["Деревянчицы, анкета 10.2026"],
        ["Большие Шиловичи, анкета 10.2…"],
    ]


SUMMER = """
| survey | | | |
| | type | name | label |
| | integer | camps | Пришкольных лагерей |
| | text | best | Что удалось лучше всего |
| settings | | | |
| | form_title | form_id | version | default_language |
| | Летние чтения | summer | 1 | Русский (ru) |
"""


async def test_a_published_questionnaire_is_chosen(world: World) -> None:
    """In the same month as the monitoring: it asks about other numbers."""
    everybody(world)
    await a_campaign(world)
    xml = convert.trusted(SUMMER)
    new = NewVersion("summer", "Летние чтения", xml, "d1", "лето.xlsx", None, b"")
    async with world.db.write() as tx:
        await questionnaires.publish(tx, new, now="2026-10-14T06:00:00Z", by=3)
    olga, nina = world.chat(1001), world.chat(1005)
    await made(olga, "Лето", "1.06.2026", "31.08.2026", "сегодня")
    assert await olga.send("30.10") == ["Новый мониторинг, 6 из 8\nПо какой анкете спрашиваем?"]
    assert olga.buttons == [["Мониторинг", "Летние чтения"], ["Назад", "Отложить"]]
    await olga.press("Летние чтения")
    await olga.press("Все открытые")
    await olga.press("Каталогова М. П.")
    assert await olga.press("Сохранить") == [
        (
            "Мониторинг создан.\n"
            "Новый мониторинг: откроется 15 октября, последний день 30 октября.\n"
            "Мониторинг «Лето»\n"
            "Состояние: идёт, последний день 30 октября.\n"
            "За какое время: 1 июня - 31 августа 2026\u202fг.\n"
            "Открывается: 15 октября, последний день: 30 октября.\n"
            "Анкета: Летние чтения.\n"
            "Библиотеки: 12, все открытые.\n"
            "Ответили: 0 из 12.\n"
            "Кто проверяет: Каталогова М. П.\n"
            "Кто создал: Экслибрисова О. С."
        ),
        "Что дальше?",
    ]
    assert await world.sql("SELECT form, version FROM campaigns WHERE part IS NULL") == [
        ("monitoring", "q1.1")
    ]
    await nina.send("/questionnaire")
    assert nina.buttons == [["Деревная: Лето"], ["Деревная: 10.2026"]]
    assert await nina.press("Деревная: Лето") == [
        (
            "Анкета\n"
            "«Лето». Библиотека: Деревная.\n"
            "Займёт около 2 минут, понадобится дневник работы.\n"
            "Каждый ответ сохраняется сразу, остановиться можно в любом месте.\n"
            "Срок: 30 октября."
        ),
        ("Анкета, 1 из 2\nПришкольных лагерей\nНапишите число."),
    ]
    await nina.send("3")
    await nina.send("Квест")
    assert (await nina.send("Отправить"))[0] == (
        "Анкета отправлена, спасибо. Библиотека: Деревная.\n"
        "Проверит: Каталогова М. П.\n"
        "Ваш лист в PDF придёт ниже.\n"
        "Исправить ответы можно до 30 октября."
    )


async def test_what_a_campaign_cannot_be(world: World) -> None:
    """The same questionnaire in one month, closed periods, days that a draft has outlived."""
    everybody(world)
    await a_campaign(world)
    olga = world.chat(1001)
    async with world.db.write() as tx:
        await periods.close(
            tx, "month", date(2026, 12, 1), date(2026, 12, 31), now="2026-10-01T06:00:00Z", by=1
        )
    assert await made(olga, "Ещё раз", "1.09.2026", "30.09.2026", "1.12") == [
        (
            "Период закрыт: декабрь 2026 года. Выберите другие дни.\n"
            "Новый мониторинг, 4 из 7\n"
            "В какой день мониторинг откроется? Тогда о нём узнают библиотеки."
        ),
    ]
    await olga.send("20.10")
    assert await olga.send("5.12") == [
        (
            "Период закрыт: декабрь 2026 года. Выберите другие дни.\n"
            "Новый мониторинг, 5 из 7\n"
            "До какого дня отвечать (включительно)?"
        ),
    ]
    await olga.send("1.03.2027")
    await olga.send("30.10")
    await olga.press("Все открытые")
    await olga.press("Каталогова М. П.")
    await olga.press("Сохранить")
    assert olga.toast == (
        "В этом месяце об этом уже спрашивают: Мониторинг за 9 месяцев 2026 "
        "года. Показатели хранятся по месяцам. Выберите другой месяц открытия "
        "или другую анкету."
    )
    world.clock.set(datetime(2026, 10, 25, 10, tzinfo=MINSK))
    await olga.send("4")
    assert await olga.send("20.10.2026") == [
        (
            "День открытия уже прошёл. Выберите сегодняшний или более поздний.\n"
            "Новый мониторинг, 4 из 6\n"
            "В какой день мониторинг откроется? Тогда о нём узнают библиотеки.\n"
            "День открытия уже прошёл. Выберите сегодняшний или более поздний.\n"
            "Сейчас: 20 октября 2026\u202fг."
        ),
    ]
    await olga.send("26.10")
    world.clock.set(datetime(2026, 10, 27, 10, tzinfo=MINSK))
    assert await olga.send("Сохранить") == [
        (
            "Нужна дата, например 5.03, 12 апреля или «вчера». Вы написали: "
            "«Сохранить». Прежние ответы на месте.\n"
            "Новый мониторинг, 4 из 6\n"
            "В какой день мониторинг откроется? Тогда о нём узнают библиотеки.\n"
            "День открытия уже прошёл. Выберите сегодняшний или более поздний.\n"
            "Сейчас: 26 октября 2026\u202fг."
        ),
    ]
    assert await world.sql("SELECT count(*) FROM campaigns WHERE part IS NULL") == [(0,)]
    assert await world.sql("SELECT state FROM drafts WHERE form = 'campaign'") == [("open",)]


async def test_who_may_make_one(world: World) -> None:
    """The head and the deputy; a methodist and a librarian have no such button."""
    everybody(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    for chat in (svetlana, nina):
        await chat.start()
        await chat.forge("campaign.new")
        assert chat.toast == REFUSED
    assert await svetlana.forge("campaign.all:0") == ["Все мониторинги\nПока нет ни одного."]
    assert svetlana.buttons == []
    await svetlana.forge("practice.open:campaign")
    await svetlana.forge("behalf.open:5:phone:campaign")
    assert await world.sql("SELECT count(*) FROM drafts WHERE form = 'campaign'") == [(0,)]
