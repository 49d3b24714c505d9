"""The department's view: entries by nomination and library, who has none, all in one .zip."""

import hashlib
import io
import zipfile

import openpyxl
from entered import an_entry
from world import World

from bot.cli.pictures import keeper
from bot.sandbox.driver import Chat

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def _three_entries(world: World) -> None:
    await an_entry(world, 2, staff_id=9, library_id=7, title="Стенд без пыли")
    await an_entry(world, 2, staff_id=5, library_id=3, title="Новый стенд")
    await an_entry(world, 1, staff_id=5, library_id=3)


async def test_the_board_of_a_contest(world: World) -> None:
    """From the list to the entries, by nomination, by library, to one entry's card."""
    svetlana = world.chat(1003)
    await _three_entries(world)
    assert await svetlana.send("/contests") == [
        (
            "Конкурсы\n"
            "«Каникулы в библиотеке»: до 30 ноября, осталось 46 дней. Работ: 1, "
            "библиотек: 1 из 12.\n"
            "«Создать новый образ»: до 15 декабря, остался 61 день. Работ: 2, "
            "библиотек: 2 из 12.\n"
            "«Мы в газете, газета о нас»: до 20 декабря, осталось 66 дней. Работ: 0, "
            "библиотек: 0 из 12.\n"
            "Нажмите конкурс."
        )
    ]
    await svetlana.press("Создать новый образ")
    assert svetlana.buttons == [
        ["Подать работу", "Работы: 2"],
        ["Кто не подал", "Документы"],
        ["Допуск: 2", "Настроить"],
        ["К списку"],
    ]
    assert await svetlana.press("Работы: 2") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Работ: 2.\n"
            "№ 1 «Стенд без пыли», Сеньковщина: подана.\n"
            "№ 2 «Новый стенд», Деревная: подана.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    assert svetlana.buttons == [
        ["№ 1 Стенд без пыли"],
        ["№ 2 Новый стенд"],
        ["По номинации", "По библиотеке"],
        ["Источник: все", "К конкурсу"],
    ]
    assert await svetlana.press("По номинации") == [
        "Конкурс «Создать новый образ»\nКакая номинация?"
    ]
    assert svetlana.buttons == [["Внутри библиотеки: 2"], ["Снаружи: 0"], ["Все"]]
    assert await svetlana.press("Снаружи: 0") == [
        "Конкурс «Создать новый образ»\nНоминация: Снаружи.\nРабот: 0.\nРабот здесь пока нет."
    ]
    await svetlana.press("По номинации")
    await svetlana.press("Внутри библиотеки: 2")
    await svetlana.press("По библиотеке")
    assert svetlana.buttons == [["Деревная: 1", "Сеньковщина: 1"], ["Все"]]
    assert await svetlana.press("Деревная: 1") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Номинация: Внутри библиотеки.\n"
            "Библиотека: Деревная.\n"
            "Работ: 1.\n"
            "№ 2 «Новый стенд», Деревная: подана.\n"
            "Нажмите, чтобы открыть."
        )
    ]
    said = await svetlana.press("№ 2 Новый стенд")
    assert said[0].split("\n")[0] == "Работа № 2: «Новый стенд»"


async def test_the_entries_of_one_source(world: World) -> None:
    """The button goes round and is kept by the other filters; a forged source is refused."""
    svetlana = world.chat(1003)
    await _three_entries(world)
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET source = 'paper' WHERE title = 'Новый стенд'")
    await svetlana.start()
    await svetlana.forge("board.list:2:0:0:0")
    for label in ("Источник: все", "Источник: чат"):
        await svetlana.press(label)
    paper = (
        "Конкурс «Создать новый образ»\n"
        "Внесено только: с бумажного бланка.\n"
        "Работ: 1.\n"
        "№ 2 «Новый стенд», Деревная: подана.\n"
        "Нажмите, чтобы открыть."
    )
    assert await svetlana.press("Источник: телефон") == [paper]
    await svetlana.press("По номинации")
    assert await svetlana.press("Снаружи: 0") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Номинация: Снаружи.\n"
            "Внесено только: с бумажного бланка.\n"
            "Работ: 0.\n"
            "Работ здесь пока нет."
        )
    ]
    await svetlana.press("По номинации")
    assert await svetlana.press("Все") == [paper]
    assert await svetlana.forge("board.list:2:0:0:0~pigeon") == []
    assert svetlana.toast == NOT_OPEN


async def test_who_has_no_entry_in_belarusian(world: World) -> None:
    """A library without Telegram can be entered for; one without people is said so."""
    nina, pavel = world.chat(1005), world.chat(1004)
    await _three_entries(world)
    await nina.start()
    await nina.forge("entry.new:2")
    await nina.press("Отложить")
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET state = 'withdrawn' WHERE entry_id = 2")
    await pavel.send("/contests")
    await pavel.press("Создать новый образ")
    assert await pavel.press("Хто не падаў") == [
        (
            "Конкурс «Создать новый образ»\n"
            "Бібліятэк без работ: 11 з 12.\n"
            "Дзераўная: Закладкіна Н. І. (ёсць чарнавік)\n"
            "Навасёлкі: Курсівава В. Я. (без Telegram)\n"
            "Вялікія Шылавічы: Фармулярава А. С.\n"
            "Дзеравянчыцы: Фармулярава А. С.\n"
            "Жыровічы: Карашкова Г. Ф.\n"
            "Міжэвічы: Абзацава Н. У.\n"
            "Новадзевяткавічы: Буквіцкая Я. А. (без Telegram)\n"
            "Азярніца: Страніцкая І. К.\n"
            "Паўлава: няма супрацоўніка\n"
            "Васілевічы: Полкіна Л. М.\n"
            "Цэнтральная: Анотава С. Ю., Каталогава М. П., Кніжнік П. А.\n"
            "Ім прыйдуць напаміны за 7 дзён, за 3 дні і за дзень да тэрміну."
        )
    ]
    assert pavel.buttons[:2] == [["Запісаць: Навасёлкі"], ["Запісаць: Новадзевяткавічы"]]
    assert (await pavel.press("Запісаць: Навасёлкі"))[0].split("\n")[0] == (
        "Запіс за супрацоўніка: Курсівава Валянціна Ягораўна."
    )


async def _archives(world: World, chat: Chat) -> list[zipfile.ZipFile]:
    """Read back the archives that came to a chat."""
    await world.settled()
    await chat.news()
    found = []
    for one in chat.screen:
        if one.by_bot and one.view["document"]:
            body = world.telegram.chats[chat.user_id].messages[one.message_id].body
            stored = world.telegram.files.by_id[body["document"]["file_id"]]
            found.append(zipfile.ZipFile(io.BytesIO(stored.content)))
    return found


async def test_all_materials_as_an_archive_with_a_listing(world: World) -> None:
    """The files have names that say what they are; the listing names every entry."""
    nina, olga = world.chat(1005), world.chat(1001)
    await nina.start()
    await nina.forge("entry.new:2")
    await nina.press("Внутри библиотеки")
    await nina.press("Стенд")
    await nina.send("Стенд: «до/после»?")
    await nina.send("Покрасили")
    await nina.photo()
    await nina.press("Дальше")
    await nina.photo()
    await nina.press("Дальше")
    await nina.press("Нет")
    await nina.press("Подать")
    await an_entry(world, 2, staff_id=9, library_id=7, title="Стенд без пыли")
    await olga.start()
    await olga.forge("papers:2")
    assert await olga.press("Все материалы") == [
        "Архив с материалами готовится. Он придёт сюда сам.",
        (
            "[document Создать новый образ.zip] Материалы конкурса «Создать новый образ». "
            "Работ: 2, файлов: 2.\n"
            "Ещё не получено файлов: 2. Запросите архив позже."
        ),
    ]
    [archive] = await _archives(world, olga)
    assert archive.testzip() is None
    assert archive.namelist() == [
        "Список работ.xlsx",
        "Деревная/№ 1 Стенд «до после»/фото «до» 1.png",
        "Деревная/№ 1 Стенд «до после»/фото «после» 1.png",
    ]
    kept = [path.read_bytes() for path in (world.folder / "files").rglob("*") if path.is_file()]
    assert {archive.read(name) for name in archive.namelist()[1:]} == set(kept)
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("Список работ.xlsx"))).active
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == (
        "№", "Номинация", "Библиотека", "Название", "Авторы", "Состояние", "Подана", "Файлы",
        "Ссылки", "Согласия", "Замечание",
    )  # fmt: skip
    assert [row[2:6] for row in rows[1:]] == [
        ("Деревная", "Стенд: «до/после»?", "Закладкина Нина Ивановна", "подана"),
        ("Сеньковщина", "Стенд без пыли", "Переплётова Анна Михайловна", "подана"),
    ]
    assert rows[2][7] == ("фото «до» 1.jpg (ещё не получен)\nфото «после» 1.jpg (ещё не получен)")


async def test_more_than_telegram_takes_comes_in_parts(world: World) -> None:
    """Three films of 20 MB are two archives; the listing is in the first one."""
    olga = world.chat(1001)
    await olga.start()
    await an_entry(world, 1)
    async with world.db.write() as tx:
        for number in (1, 2, 3):
            name = hashlib.sha256(bytes([number])).hexdigest()
            kept = world.folder / "files" / name[:2] / name
            kept.parent.mkdir(parents=True, exist_ok=True)
            with kept.open("wb") as file:
                file.truncate(20 * 2**20)
            await tx.run(
                "UPDATE files SET state = 'stored', sha256 = ? WHERE file_id = "
                "(SELECT file_id FROM entry_files WHERE position = ?)",
                (name, number),
            )
    said = await olga.forge("board.zip:1")
    assert [line.split("\n")[0] for line in said] == [
        "Архив с материалами готовится. Он придёт сюда сам.",
        (
            "[document Каникулы в библиотеке (1 из 2).zip] Материалы конкурса «Каникулы в "
            "библиотеке». Работ: 1, файлов: 3."
        ),
        (
            "[document Каникулы в библиотеке (2 из 2).zip] Материалы конкурса «Каникулы в "
            "библиотеке». Работ: 1, файлов: 3."
        ),
    ]
    assert said[1].split("\n")[1] == "Часть 1/2: за один раз Telegram передаёт до 50 МБ."
    folder = "Деревная/№ 1 Каникулы с Колосом"
    assert [archive.namelist() for archive in await _archives(world, olga)] == [
        ["Список работ.xlsx", f"{folder}/фото 1.jpg", f"{folder}/фото 2.jpg"],
        [f"{folder}/фото 3.jpg"],
    ]


async def test_librarians_see_no_board(world: World) -> None:
    """Neither other libraries' entries, nor who has none, nor the archive."""
    nina = world.chat(1005)
    await nina.start()
    await _three_entries(world)
    for data in ("list", "nominations", "libraries", "absent", "zip"):
        assert await nina.forge(f"board.{data}:2") == [], data
        assert nina.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_forged_filters_are_refused(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    for data in ("board.list:99", "board.list:2:99", "board.list:2:0:99", "board.list:x", "board"):
        await svetlana.forge(data)
    assert await svetlana.forge("board.list:1:0:0:7") == [
        "Конкурс «Каникулы в библиотеке»\nРабот: 0.\nРабот здесь пока нет."
    ]


async def test_materials_reach_the_department_as_albums_and_files(world: World) -> None:
    """A methodist reads what a librarian sent: photos of one role together."""
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await nina.forge("entry.new:1")
    await nina.press("Осенние")
    for text in ("Каникулы", "3", "41", "Читали"):
        await nina.send(text)
    await nina.album([None] * 3)
    await nina.wait_for("Фото: 3.")
    await nina.press("Дальше")
    await nina.press("Нет")
    await nina.press("Дополнить")
    await nina.press("Сценарий")
    await nina.document("сценарий.docx", b"PK scenario")
    await nina.press("Подать")
    await svetlana.start()
    await svetlana.forge("entry.card:1")
    assert await svetlana.press("Материалы") == [
        "[photo] Работа № 1: фото",
        "[photo]",
        "[photo]",
        "[document сценарий.docx] Работа № 1: сценарий",
    ]


async def test_materials_that_did_not_come_by_telegram_are_uploaded(world: World) -> None:
    """As those of the sample; what is not here at all is said in a line."""
    svetlana = world.chat(1003)
    await svetlana.start()
    await an_entry(world)
    keep = keeper(world.folder / "files")
    async with world.db.write() as tx:
        for number in (1, 2):
            name, _ = keep(number)
            await tx.run(
                "UPDATE files SET state = 'stored', sha256 = ?, telegram_file_id = '', "
                "mime = 'image/png' WHERE file_id = "
                "(SELECT file_id FROM entry_files WHERE position = ?)",
                (name, number),
            )
        await tx.run(
            "UPDATE files SET state = 'failed' WHERE file_id = "
            "(SELECT file_id FROM entry_files WHERE position = 3)"
        )
    assert await svetlana.forge("entry.files:1") == [
        "[photo] Работа № 1: фото",
        "[photo]",
        "Файлов, которые не удалось получить: 1.",
    ]
