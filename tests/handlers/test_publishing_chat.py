"""Questionnaires published in chat: what a version changes, for campaigns and begun answers."""

import openpyxl
from monitored import RU, a_campaign, answered
from publishing import check, publish, put, workbook
from world import World

from bot.forms import builtin

NINA, ANNA, METHODIST, OTHER, HEAD, LIBRARIAN = 1005, 1009, 1003, 1002, 1001, 1006
DONE = "Это уже сделано, или есть версия новее: посмотрите карточку."
REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
READERS = ("целое", "readers", "Читателей летом", "Чытачоў летам", "да")
CAMP = ("текст", "camp", "Какой лагерь?", "Які лагер?", "")
BOOKS = ("целое", "books", "Книг выдано", "Кніг выдадзена", "да")
FIRST = workbook(READERS, CAMP, BOOKS)
SECOND = workbook(
    READERS,
    ("один из лагерь", "camp", "Какой лагерь?", "Які лагер?", ""),
    ("число", "books", "Книг выдано за лето", "Кніг выдадзена за лета", "да"),
    choices=(
        ("список", "имя", "ответ (рус)", "ответ (бел)"),
        ("лагерь", "day", "Дневной", "Дзённы"),
        ("лагерь", "none", "Нет", "Няма"),
    ),
)  # fmt: skip


def monitoring() -> bytes:
    """Return the shipped questionnaire as a methodist has changed it."""
    rows = []
    for row in builtin.text("monitoring", "md").split("\n"):
        if "| homebound |" in row or "| internet | no |" in row:
            continue
        rows.append(row.replace("Фонд сегодня, экземпляров", "Фонд, экземпляров"))
        if "| users_60 |" in row:
            added = row.replace("| users_60 |", "| users_new |")
            rows.append(added.replace("Из них 60 лет и старше", "Из них новых"))
    return "\n".join(rows).encode()


async def test_the_monitoring_goes_on_with_a_published_questionnaire(world: World) -> None:
    """Who has begun keeps the answers, who has sent stays with what they were asked."""
    await a_campaign(world)
    anna, nina, methodist = world.chat(ANNA), world.chat(NINA), world.chat(METHODIST)
    await anna.send("/questionnaire")
    await answered(anna, said_as={**RU, "internet": "Так", "premises": "Усё ў парадку"})
    await anna.send("Прапусціць")
    await anna.send("Прапусціць")
    await anna.send("Адправіць")
    await nina.send("/questionnaire")
    await answered(nina, ("users", "users_children"))
    assert (await check(methodist, monitoring(), "мониторинг.md"))[1].split("\n")[1:] == [
        "Ошибок нет.",
        "Вопросов: 15, обязательных: 13, по условию: 1.",
        "Языки: русский, белорусский, английский.",
        "Время на ответы: около 14 минут.",
    ]
    assert await methodist.press("Опубликовать") == [
        (
            "Мониторинг\n"
            "Анкета с кодом «monitoring», версия 1.\n"
            "По сравнению с прежней версией:\n"
            "Добавлено: «Из них новых»\n"
            "Убрано: «Читателей на дому сейчас»\n"
            "Изменено: «Фонд, экземпляров» (текст), «Интернет» (− Нет)\n"
            "Апрельский и октябрьский мониторинг теперь пойдут по ней.\n"
            "Этих вопросов нет, поэтому часть показателей останется пустой: homebound.\n"
            "Опубликованная версия не меняется: правки станут следующей версией."
        )
    ]
    assert methodist.buttons == [["Опубликовать", "Пока нет"]]
    assert await methodist.press("Опубликовать") == [
        (
            "Опубликовано: «Мониторинг», версия 1.\n"
            "Мониторинг за 9 месяцев 2026 года\n"
            "Уже начала 1 библиотека; сохранится ответов: 2.\n"
            "Уже отправили, остаются на своей версии: 1.\n"
            "Что перевести на новую версию?"
        )
    ]
    assert methodist.buttons == [
        ["Перевести: Октябрь 2026"],
        ["Версии анкеты"],
    ]
    said = await methodist.press("Перевести: Октябрь 2026")
    assert said[0].split("\n")[:2] == [
        "Теперь вопросы из версии 1.",
        "Мониторинг за 9 месяцев 2026 года",
    ]
    # The same question is asked in both versions, so the typed number answers it.
    assert await nina.send("58") == [
        (
            "Анкета изменилась, Ваши ответы на месте.\n"
            "Анкета, 4 из 15\n"
            "Из них новых\n"
            "Напишите число."
        )
    ]
    await answered(nina, ("users_60", "visits", "visits_events", "loans", "stock", "events"))
    assert await nina.send("100,50") == ["Анкета, 11 из 15\nИнтернет работает?"]
    assert nina.buttons == [["Да", "С перебоями"], ["Назад", "Отложить"]]
    await answered(nina, ("internet", "premises", "rounds"))
    for words in ("Готово", "Пропустить", "Отправить"):
        await nina.send(words)
    assert await world.sql(
        "SELECT l.code, s.version FROM campaign_units JOIN submissions AS s USING (submission_id) "
        "JOIN libraries AS l USING (library_id) ORDER BY l.code"
    ) == [("SL-03", "q1.1"), ("SL-07", builtin.load("monitoring").version)]
    assert ("users_new", 58.0) in await world.sql(
        "SELECT question, number FROM figures JOIN libraries USING (library_id) "
        "WHERE code = 'SL-03'"
    )
    # What was sent stays as it was asked, also when it is corrected.
    await anna.send("/questionnaire")
    shown = anna.last.text.split("\n")
    assert "Чытачоў, якіх абслугоўваюць дома, цяпер: 3" in shown
    [opened, *_] = await anna.press("Выправіць")
    assert opened.split("\n")[0] == "Анкета"
    assert "Чытачоў, якіх абслугоўваюць дома, цяпер: 3" in anna.last.text
    # The next monitoring of the settings takes the newest version.
    assert await methodist.send("/questionnaires")
    assert methodist.buttons[-1] == ["Мониторинг, 1"]
    assert await methodist.press("Мониторинг, 1") == [
        (
            "Мониторинг\n"
            "Код: monitoring. Версии:\n"
            "1: 15.10.2026 09:28, Аннотова С. Ю., из файла «мониторинг.md»\n"
            "Где используется: Мониторинг за 9 месяцев 2026 года."
        )
    ]
    assert methodist.buttons == [["Попробовать", "Скачать версию 1"], ["Назад"]]


async def test_a_second_version_over_begun_answers(world: World) -> None:
    """What it takes otherwise is asked anew; what is left stays in the history; old buttons."""
    methodist, nina = world.chat(METHODIST), world.chat(NINA)
    assert await publish(methodist, FIRST) == ["Опубликовано: «Лето», версия 1."]
    made = await put(world, "q1.1")
    await nina.send("/questionnaire")
    await nina.send("40")
    assert await nina.send("Дневной при школе") == ["Анкета, 3 из 3\nКниг выдано\nНапишите число."]
    await check(methodist, SECOND)
    assert await methodist.press("Опубликовать") == [
        (
            "Лето\n"
            "Анкета с кодом «leto», версия 2.\n"
            "По сравнению с прежней версией:\n"
            "Изменено: «Какой лагерь?» (тип, + Дневной, + Нет), «Книг выдано за лето» (тип, "
            "текст)\n"
            "Опубликованная версия не меняется: правки станут следующей версией."
        )
    ]
    assert await methodist.press("Опубликовать") == [
        (
            "Опубликовано: «Лето», версия 2.\n"
            "Мониторинг «Летнее чтение»\n"
            "Уже начала 1 библиотека; сохранится ответов: 1.\n"
            "Спросим заново: «Какой лагерь?» (1).\n"
            "Что перевести на новую версию?"
        )
    ]
    # Left for later, it is offered on the campaign's card.
    await methodist.forge(f"campaign.card:{made}")
    assert "Новая версия" in [label for row in methodist.buttons for label in row]
    assert await methodist.press("Новая версия") == [
        (
            "Лето\n"
            "Есть новая версия: 2.\n"
            "Мониторинг «Летнее чтение»\n"
            "Уже начала 1 библиотека; сохранится ответов: 1.\n"
            "Спросим заново: «Какой лагерь?» (1)."
        )
    ]
    take = f"quest.take:{made}:1:2"
    await methodist.press("Взять версию 2")
    assert await world.sql("SELECT version FROM campaigns") == [("q1.2",)]
    await methodist.forge(take)
    assert methodist.toast == DONE
    # The typed number would have answered another question: it is taken for nothing.
    assert await nina.send("120") == [
        (
            "Анкета изменилась, Ваши ответы на месте.\n"
            "Спросим заново: «Какой лагерь?».\n"
            "Анкета, 2 из 3\n"
            "Какой лагерь?"
        )
    ]
    assert await world.sql("SELECT old, new FROM history WHERE subject = 'drafts'") == [
        ('{"camp": "Дневной при школе"}', '{"version": "q1.2"}')
    ]
    assert await nina.press("Дневной") == ["Анкета, 3 из 3\nКниг выдано за лето\nНапишите число."]
    await nina.send("120,5")
    assert (await nina.send("Отправить"))[0].split("\n")[0] == (
        "Анкета отправлена, спасибо. Библиотека: Деревная."
    )
    assert await world.sql(
        "SELECT question, number, fact FROM figures WHERE unit_id NOT NULL"
    ) == [
        ("books", 120.5, None),
        ("camp", None, "day"),
        ("readers", 40.0, None),
    ]


async def speak_belarusian(world: World, user_id: int) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "UPDATE staff SET language = 'be' WHERE staff_id = "
            "(SELECT staff_id FROM accounts WHERE user_id = ?)",
            (user_id,),
        )
    assert world.bot is not None
    world.bot.services.network.forget()


async def test_published_in_belarusian(world: World) -> None:
    """By the head: the card, the download, a rehearsal, the same questions a second time."""
    head = world.chat(HEAD)
    await head.start()
    await speak_belarusian(world, HEAD)
    await check(head, FIRST)
    assert await head.press("Апублікаваць") == [
        (
            "Лето\n"
            "Анкета з кодам «leto», версія 1.\n"
            "Апублікаваная версія не мяняецца: праўкі стануць наступнай версіяй."
        )
    ]
    assert head.buttons == [["Апублікаваць", "Пакуль не"]]
    await head.press("Пакуль не")
    assert await world.sql("SELECT count(*) FROM questionnaires") == [(0,)]
    assert await publish(head, FIRST) == ["Апублікавана: «Лето», версія 1."]
    await check(head, FIRST)
    assert await head.press("Апублікаваць") == [
        "Менавіта гэтыя пытанні ўжо апублікаваны: «Лето», версія 1."
    ]
    assert await publish(head, SECOND) == ["Апублікавана: «Лето», версія 2."]
    await check(head, FIRST)
    await head.press("Апублікаваць")
    assert (await head.press("Апублікаваць"))[0].split("\n") == [
        "Гэтыя пытанні ўжо апублікаваны адной з ранейшых версій.",
        "Лето",
        "Код: leto. Версіі:",
        "2: 15.10.2026 09:28, Экслібрысава В. С., з файла «лето.md»",
        "1: 15.10.2026 09:28, Экслібрысава В. С., з файла «лето.md»",
    ]
    assert head.buttons == [
        ["Паспрабаваць"],
        ["Спампаваць версію 2"],
        ["Спампаваць версію 1"],
        ["Назад"],
    ]
    assert await head.press("Спампаваць версію 1") == [
        (
            "[document leto-1.xlsx] Тая ж анкета ў выглядзе XLSForm: яе чытаюць Collect, Kobo і "
            "іншыя праграмы."
        )
    ]
    await head.send("/questionnaires")
    await head.press("Лето, 2")
    assert (await head.press("Паспрабаваць"))[1].split("\n")[1] == "Чытачоў летам"


async def test_who_may_publish_and_what_a_forged_button_does(world: World) -> None:
    methodist, other, librarian = (world.chat(one) for one in (METHODIST, OTHER, LIBRARIAN))
    for person in (other, librarian):
        await person.start()
    await check(methodist, FIRST)
    [(job_id,)] = await world.sql("SELECT max(job_id) FROM jobs")
    for data in (f"quest.ask:{job_id}", f"quest.publish:{job_id}:1", "quest.card:1"):
        await librarian.forge(data)
        assert librarian.toast == REFUSED
    for data in (f"quest.ask:{job_id}", f"quest.publish:{job_id}:1", "quest.publish:x:1"):
        await other.forge(data)
        assert other.toast == REFUSED
    await methodist.forge("quest.card:7")
    assert methodist.toast == REFUSED
    assert await methodist.forge(f"quest.publish:{job_id}:5") == [
        (
            "Тем временем опубликована другая версия. Посмотрите ещё раз.\n"
            "Лето\n"
            "Анкета с кодом «leto», версия 1.\n"
            "Опубликованная версия не меняется: правки станут следующей версией."
        )
    ]
    assert await world.sql("SELECT count(*) FROM questionnaires") == [(0,)]
    await publish(methodist, FIRST)
    made = await put(world, "q1.1")
    for data, toast in (
        (f"quest.take:{made}:1:1", DONE),
        (f"quest.offer:{made}:1:1", DONE),
        ("quest.take:77:1:1", REFUSED),
        (f"quest.take:{made}:8:1", REFUSED),
    ):
        await methodist.forge(data)
        assert methodist.toast == toast
    await publish(methodist, SECOND)
    await librarian.forge(f"quest.take:{made}:1:2")
    assert librarian.toast == REFUSED
    assert await world.sql("SELECT version FROM campaigns") == [("q1.1",)]


async def test_a_campaign_that_is_over_takes_nothing_new(world: World) -> None:
    methodist = world.chat(METHODIST)
    await publish(methodist, FIRST)
    made = await put(world, "q1.1")
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE campaigns SET closed_at = '2026-10-14T06:00:00Z'")
    assert await publish(methodist, SECOND) == ["Опубликовано: «Лето», версия 2."]
    await methodist.forge(f"quest.take:{made}:1:2")
    assert methodist.toast == "Сейчас это невозможно. Мониторинг «Летнее чтение»: закрыт."
    assert await world.sql("SELECT version FROM campaigns") == [("q1.1",)]


async def test_what_is_published_comes_back_in_the_authors_words(world: World) -> None:
    """Sent again as it came it is the same; in English, without such words, it is XLSForm."""
    methodist = world.chat(METHODIST)
    await check(methodist, monitoring(), "мониторинг.md")
    await methodist.press("Опубликовать")
    await methodist.press("Опубликовать")
    await methodist.send("/questionnaires")
    await methodist.press("Анкета мониторинга")
    [sent] = (world.folder / "outgoing").glob("questionnaire-*.xlsx")
    page = openpyxl.load_workbook(sent)["Вопросы"]
    assert [[cell.value for cell in row[:3]] for row in page.iter_rows(min_row=1, max_row=3)] == [
        ["тип", "имя", "вопрос (рус)"],
        ["целое", "users", "Зарегистрировано пользователей с начала года"],
        ["целое", "users_children", "Из них детей до 15 лет"],
    ]
    await check(methodist, sent.read_bytes(), "мониторинг.xlsx")
    assert await methodist.press("Опубликовать") == [
        "Именно эти вопросы уже опубликованы: «Мониторинг», версия 1."
    ]
    sent.unlink()
    await methodist.send("/language")
    await methodist.press("English")
    await methodist.send("/questionnaires")
    await methodist.press("Monitoring questionnaire")
    [plain] = (world.folder / "outgoing").glob("questionnaire-*.xlsx")
    assert openpyxl.load_workbook(plain).sheetnames == ["survey", "choices", "settings"]
