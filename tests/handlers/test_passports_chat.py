"""The passport of a library: all its records, by kind and source, as a card and a document."""

import io

import docx
from entered import an_entry
from filed import files
from monitored import a_campaign
from summed import nine_answers
from world import World

from bot.sandbox.driver import Chat

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
RECORDS = (
    "1. 15.10.26 работа: «Каникулы с Колосом»; «Каникулы в библиотеке»; подана\n"
    "2. 14.10.26 анкета: 9 месяцев 2026 года; отправлено; пользователей: 191; "
    "посещений: 1\u00a0471; выдано: 3\u00a0514\n"
    "3. 06.10.26 выезд: Расставлен фонд детской литературы\n"
    "4. 06.10.26 рекомендация: Обновить стенд у входа; срок: 1 ноября; выдана\n"
    "5. 24.09.26 обход: Хорошевичи; дворов: 21, опрошено: 15, новых читателей: 3, выдано: 17\n"
    "6. 10.02.26 обход: Деревная; дворов: 38, опрошено: 34, новых читателей: 4, выдано: 31\n"
)
ALL = (
    "Паспорт библиотеки: Деревная\n"
    "Выездов в библиотеку: 1; рекомендаций: 1; обходов: 2; анкет: 1; конкурсных работ: 1.\n"
    f"Период открыт.\n{RECORDS}Нажмите запись, чтобы открыть её."
)


async def a_library(world: World) -> None:
    """Give Деревная a record of every kind."""
    await a_campaign(world)
    await nine_answers(world)
    await an_entry(world)


async def test_a_methodist_reads_all_that_is_known(world: World) -> None:
    """From the library's card; the latest first; each line opens its record."""
    await a_library(world)
    svetlana = world.chat(1003)
    await svetlana.send("/libraries")
    await svetlana.press("Деревная")
    assert await svetlana.press("Паспорт") == [ALL]
    assert svetlana.buttons == [
        ["1. Работа", "2. Анкета"],
        ["3. Выезд", "4. Рекомендация"],
        ["5. Обход", "6. Обход"],
        ["Показано: всё", "Источник: все"],
        ["Паспорт в Word", "К библиотеке"],
    ]
    for label, begins in (
        ("1. Работа", "Работа № 1: «Каникулы с Колосом»"),
        ("2. Анкета", "Анкета за 9 месяцев 2026 года"),
        ("3. Выезд", "Выезд: Деревная, 6 октября 2026"),
        ("4. Рекомендация", "Рекомендация: «Обновить стенд у входа»"),
        ("5. Обход", "Обход: Хорошевичи, 24 сентября 2026"),
    ):
        [card] = await svetlana.press(label)
        assert card.startswith(begins), card
    assert (await svetlana.press("К библиотеке"))[0].startswith("Интегрированная библиотека")


async def test_by_kind_and_source(world: World) -> None:
    """What is shown is chosen; a source without records says so; both go into the document."""
    await a_library(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE rounds SET source = 'paper' WHERE made_on = '2026-02-10'")
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("passport.list:3:all:all:0")
    assert await svetlana.press("Показано: всё") == ["Что показать в паспорте? Нажмите."]
    assert svetlana.buttons == [
        ["Всё", "Выезды"],
        ["Рекомендации", "Обходы"],
        ["Анкеты"],
        ["Конкурсные работы"],
        ["Назад"],
    ]
    await svetlana.press("Обходы")
    await svetlana.press("Источник: все")
    assert await svetlana.press("Источник: чат") == [
        (
            "Паспорт библиотеки: Деревная\n"
            "Внесено только: по телефону.\n"
            "Период открыт.\n"
            "Здесь пока нет записей."
        )
    ]
    assert svetlana.buttons == [
        ["Показано: обходы"],
        ["Источник: телефон"],
        ["К библиотеке"],
    ]
    assert await svetlana.press("Источник: телефон") == [
        (
            "Паспорт библиотеки: Деревная\n"
            "Внесено только: с бумажного бланка.\n"
            "Обходов: 1.\n"
            "Период открыт.\n"
            "1. 10.02.26 обход: Деревная; дворов: 38, опрошено: 34, новых читателей: 4, "
            "выдано: 31\n"
            "Нажмите запись, чтобы открыть её."
        )
    ]
    await svetlana.press("Паспорт в Word")
    said, rows = read(await the_file(world, svetlana))
    assert said[3:] == [
        "SL-03; сельская библиотека; сельсовет: Деревновский.",
        "Часы работы: вт-чт, сб-вс · 11:00-14:00, 15:00-18:00.",
        "Обслуживает: Деревная (221 двор, 590 жителей); Хорошевичи (58 дворов, 112 жителей).",
        "Внесено только: с бумажного бланка.",
        "Обходов: 1.",
    ]
    assert [row[2:] for row in rows[1:]] == [
        [
            "Обход",
            "Деревная; дворов: 38, опрошено: 34, новых читателей: 4, выдано: 31",
            "Закладкина Н. И.",
            "с бумажного бланка",
        ]
    ]


async def the_file(world: World, chat: Chat) -> bytes:
    [content] = (await files(world, chat)).values()
    return content


def read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs with words, and the rows of the table."""
    document = docx.Document(io.BytesIO(content))
    [table] = document.tables
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    return [one.text for one in document.paragraphs if one.text], rows


async def test_the_document_holds_all_oldest_first(world: World) -> None:
    """Every record with its date, people and source, as plain SQL gives them; no assessment."""
    await a_library(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET assessment = 'attention'")
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('quarter', '2026-07-01', '2026-09-30', '2026-10-15T00:00:00Z', 1)"
        )
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("passport.list:3:all:all:0")
    assert await svetlana.press("Паспорт в Word") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document SL-03 Паспорт библиотеки Деревная.docx] Паспорт библиотеки: Деревная. "
            "Составлено: 15.10.2026 09:28 (Аннотова С. Ю.). Период закрыт частично."
        ),
    ]
    content = await the_file(world, svetlana)
    said, rows = read(content)
    assert said[:3] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Паспорт библиотеки",
        "Интегрированная библиотека агрогородка Деревная",
    ]
    assert (
        said[-1]
        == "Выездов в библиотеку: 1; рекомендаций: 1; обходов: 2; анкет: 1; конкурсных работ: 1."
    )
    assert rows[0] == ["№", "Дата", "Запись", "Содержание", "Кто", "Откуда сведения"]
    assert [row[:3] for row in rows[1:]] == [
        ["1", "10.02.2026", "Обход"],
        ["2", "24.09.2026", "Обход"],
        ["3", "06.10.2026", "Рекомендация"],
        ["4", "06.10.2026", "Выезд"],
        ["5", "14.10.2026", "Анкета"],
        ["6", "15.10.2026", "Работа"],
    ]
    assert rows[4][3:] == [
        "Методическая помощь, Оформление, ремонт; Расставлен фонд детской литературы",
        "Аннотова С. Ю., Книжник П. А.",
        "в чате",
    ]
    words = " ".join(cell for row in rows for cell in row)
    assert "внимания" not in words
    assert (
        "Период закрыт частично."
        in docx.Document(io.BytesIO(content)).sections[0].footer.paragraphs[0].text
    )


async def test_a_librarian_reads_the_own_one(world: World) -> None:
    """The own library's, by pages in Belarusian too; another's is refused and nothing is made."""
    await a_library(world)
    nina = world.chat(1005)
    await nina.send("/libraries")
    assert await nina.press("Паспорт") == [ALL]
    assert await nina.press("Паспорт в Word") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document SL-03 Паспорт библиотеки Деревная.docx] Паспорт библиотеки: Деревная. "
            "Составлено: 15.10.2026 09:28 (Закладкина Н. И.). Период открыт."
        ),
    ]
    for press in (
        "passport.list:4:all:all:0",
        "passport.docx:4:all:all:0",
        "passport.kinds:4:all:all:0",
    ):
        assert await nina.forge(press) == []
        assert nina.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(1,)]


async def test_long_ones_have_pages(world: World) -> None:
    """Eight records a page; a page that is gone is the last one."""
    assert world.db is not None
    async with world.db.write() as tx:
        for day in range(1, 13):
            await tx.run(
                "INSERT INTO trips (trip_id, made_on, created_at) VALUES (?, ?, '')",
                (900 + day, f"2026-01-{day:02}"),
            )
            await tx.run(
                "INSERT INTO visits (trip_id, library_id, visited_on, outcome, done, staff_id, "
                "entered_by, source, created_at, updated_at) "
                "VALUES (?, 9, ?, 'held', '', 3, 3, 'chat', '', '')",
                (900 + day, f"2026-01-{day:02}"),
            )
    pavel = world.chat(1004)
    await pavel.start()
    [first] = await pavel.forge("passport.list:9:visit:all:0")
    assert first.split("\n")[:4] == [
        "Пашпарт бібліятэкі: Вялікія Шылавічы",
        "Выездаў у бібліятэку: 12.",
        "Перыяд адкрыты.",
        "1. 12.01.26 выезд: тэкст не запісаны",
    ]
    assert pavel.buttons[4:] == [
        ["Раней →"], ["Паказана: выезды", "Крыніца: усе"], ["Пашпарт у Word", "Да бібліятэкі"],
    ]  # fmt: skip
    [second] = await pavel.press("Раней →")
    assert second.split("\n")[3:] == [
        "9. 04.01.26 выезд: тэкст не запісаны",
        "10. 03.01.26 выезд: тэкст не запісаны",
        "11. 02.01.26 выезд: тэкст не запісаны",
        "12. 01.01.26 выезд: тэкст не запісаны",
        "Націсніце запіс, каб адкрыць яго.",
    ]
    assert await pavel.press("← Пазней") == [first]
    assert await pavel.forge("passport.list:9:visit:all:77") == [second]


async def test_forged_buttons_and_roles(world: World) -> None:
    """What is no library, kind or source is refused; so is an admin, who has no such button."""
    svetlana, admin = world.chat(1003), world.chat(1015)
    await svetlana.start()
    for press in (
        "passport.list:99:all:all:0", "passport.list:3:secret:all:0", "passport.list:3:all:x:0",
        "passport.list:3", "passport.list:x:all:all:0", "passport.docx:3:all:all:x",
    ):  # fmt: skip
        assert await svetlana.forge(press) == [], press
        assert svetlana.toast == NOT_OPEN
    await admin.send("/libraries")
    await admin.press("Деревная")
    assert "Паспорт" not in [label for row in admin.buttons for label in row]
    assert await admin.forge("passport.list:3:all:all:0") == []
    assert admin.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_questionnaire_that_is_begun_says_so(world: World) -> None:
    """It is not opened, then being filled in; its answers stay out until they are sent."""
    await a_campaign(world)
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.start()
    line = "1. 01.10.26 анкета: 9 месяцев 2026 года; "
    assert (await svetlana.forge("passport.list:3:sheet:all:0"))[0].split("\n")[3] == (
        f"{line}не открывали"
    )
    await nina.send("/questionnaire")
    await nina.send("191")
    assert (await svetlana.forge("passport.list:3:sheet:all:0"))[0].split("\n")[3] == (
        f"{line}заполняется"
    )
