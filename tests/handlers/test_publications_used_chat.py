"""«Материалы»: lists, opening that nobody can trace, «Использовали у себя», the department."""

import contextlib
import io

import docx
import openpyxl
import pytest
from filed import files
from test_publications_chat import added, close, refused
from world import World

from storage import database, exports

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_the_catalogue_is_open_to_everybody(published: World) -> None:
    """The newest first; by series, theme, kind and year; the card leads back to its list."""
    nina = published.chat(1005)
    await nina.start()
    assert await nina.send("/materials") == [
        "Материалы: 22 издания\nНовые сверху. Нажмите нужное.\nИли напишите, что ищете."
    ]
    assert nina.buttons == [
        ["Календарь юбилейных и памятных дат на 2…"],
        ["Информационное досье библиотеки"],
        ["Созвучье слов живых"],
        ["Проектная деятельность в библиотечном ф…"],
        ["Объединить, заинтересовать, увлечь"],
        ["И память о войне нам книги оживляют"],
        ["Ещё (1 из 4)"],
        ["Найти", "Памятные даты"],
        ["Сценарии", "Методические"],
        ["По темам", "По видам"],
        ["По годам", "Заявки"],
        ["Мы использовали", "Мои издания"],
    ]
    assert (await nina.send("к дню матери"))[0].splitlines()[0] == (
        "По словам «к дню матери» нашлось: 1."
    )
    await nina.press("Все материалы")
    assert await nina.press("По видам") == ["Какой вид?"]
    assert nina.buttons[0] == ["сценарий: 6"]
    assert (await nina.press("памятка: 2"))[0].splitlines()[0] == "памятка: 2 издания"
    await nina.press("Информационное досье библиотеки")
    assert await nina.press("К списку") == ["памятка: 2 издания\nНовые сверху. Нажмите нужное."]
    await nina.press("К материалам")
    assert await nina.press("По годам") == ["Какой год выпуска?"]
    assert nina.buttons == [["2026: 12"], ["2025: 7"], ["2024: 3"], ["К материалам"]]
    await nina.press("2024: 3")
    assert nina.buttons[0] == ["Чарнобыль: боль і памяць"]
    await nina.press("К материалам")
    await nina.press("Сценарии")
    await nina.press("Ещё (1 из 2)")
    assert nina.buttons[-2:] == [["Ещё (2 из 2)"], ["К материалам"]]
    await nina.press("К материалам")
    await nina.press("По темам")
    assert (await nina.press("экалогія: 1"))[0].splitlines()[0] == "экалогія: 1 издание"
    await nina.press("К материалам")
    assert (await nina.press("Мои издания"))[0].splitlines()[0] == "Мои издания: 1 издание"


async def test_the_catalogue_in_belarusian(published: World) -> None:
    """Titles stay in their own language, kinds and words are the reader's."""
    anna = published.chat(1009)
    await anna.start()
    await anna.send("/materials")
    await anna.press("Сцэнарыі")
    await anna.press(anna.buttons[6][0])
    [card] = await anna.press("Каляды ідуць – дабро нясуць")
    assert card == (
        "«Каляды ідуць – дабро нясуць»\n"
        "фальклорнае свята для ўсёй вёскі\n"
        "сцэнарый, 2025\n"
        "Тэма: народныя традыцыі\n"
        "Пра што: Калядоўшчыкі, варажба, загадкі, калядныя песні і гульні Слонімшчыны\n"
        "Да якіх дзён: 7 студзеня, 25 снежня\n"
        "Аўтары: Кніжнік П. А.\n"
        "Старонак: 8.\n"
        "Файлы: Каляды ідуць – дабро нясуць.docx\n"
        "Выкарысталі ў бібліятэках: 1 раз."
    )
    assert anna.buttons == [
        ["Адкрыць"], ["Выкарысталі ў сябе"], ["Дзе выкарысталі", "Да спіса"],
    ]  # fmt: skip


async def test_nobody_can_tell_who_opened(published: World) -> None:
    """One is added to the day; no row of any table names the person beside the publication."""
    svetlana, nina = published.chat(1003), published.chat(1005)
    await svetlana.start()
    await nina.start()
    await added(svetlana, "Загадка.docx")
    tables = [name for (name,) in await published.sql(TABLES)]
    before = {name: await published.sql(f"SELECT * FROM {name}") for name in tables}
    sent = "[document Загадка.docx] «Загадка»"
    assert await nina.forge("pub.open:23") == [sent]
    assert await nina.forge("pub.open:23") == [sent]
    assert await svetlana.forge("pub.open:23") == [sent]  # the department is not counted
    await published.settled()
    assert await published.sql("SELECT * FROM publication_opens WHERE publication_id = 23") == [
        (23, "2026-10-15", 2)
    ]
    new = {
        name: [
            row for row in await published.sql(f"SELECT * FROM {name}") if row not in before[name]
        ]
        for name in tables
    }
    told = {name: rows for name, rows in new.items() if rows and name not in EVERYDAY}
    assert told == {"publication_opens": [(23, "2026-10-15", 2)]}
    assert [row[2] for row in new["inbox"]] == ["{}", "{}", "{}"]
    rows = [row for name in ("outbox", "chats", "slots") for row in new.get(name, ())]
    assert [row for row in rows if "Загадка" in str(row) or "sendDocument" in str(row)] == []


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
EVERYDAY = frozenset({"inbox", "outbox", "polling", "accounts", "chats", "slots"})


async def test_a_file_from_our_own_disk_and_a_lost_one(published: World) -> None:
    """What came by no message is sent by its bytes; what never came is said kindly."""
    nina = published.chat(1005)
    await nina.start()
    lost = "Файл не удалось получить. Напишите в отдел, пожалуйста."
    assert await refused(nina, "pub.open:3") == lost
    folder = published.settings.data / "files" / "ab"
    folder.mkdir(parents=True)
    (folder / "abcd").write_bytes(b"text of the index")
    assert published.db is not None
    async with published.db.write() as tx:
        await tx.run(
            "UPDATE files SET state = 'stored', sha256 = 'abcd' WHERE file_id = "
            "(SELECT file_id FROM publication_files WHERE publication_id = 3)"
        )
    title = "Юбилей писателя – праздник для читателя"
    assert await nina.forge("pub.open:3") == [f"[document {title}.docx] «{title}»"]
    assert (await files(published, nina))[f"{title}.docx"] == b"text of the index"
    assert await published.sql(
        "SELECT sum(opens) FROM publication_opens WHERE publication_id = 3"
    ) == [(13,)]


async def test_a_use_is_counted_listed_and_undone(published: World) -> None:
    """The day, the people; the own list; taken back once, and not in a closed period."""
    nina, galina = published.chat(1005), published.chat(1006)
    await nina.start()
    await galina.start()
    await nina.forge("pub.card:5:all:0")
    assert (await nina.press("Использовали у себя"))[1] == (
        "Использовали у себя: «В зоне взаимного доверия», 2 из 3\nКогда использовали?"
    )
    assert (await nina.send("завтра"))[0].splitlines()[0] == (
        "Дата не может быть позже сегодняшней."
    )
    await nina.press("Вчера")
    assert await nina.send("17") == [
        (
            "Засчитано, спасибо.\n"
            "«В зоне взаимного доверия»\n"
            "Деревная, 14 октября 2026\u202fг., 17 человек"
        ),
        "Что дальше?",
    ]
    assert await nina.press("Мы использовали") == [
        "Мы использовали\nИспользовали: 4, пришло человек: 116."
    ]
    await nina.press("14.10.2026 В зоне взаимного доверия")
    [(use_id,)] = await published.sql("SELECT max(use_id) FROM publication_uses")
    for forged in (f"pub.undo:{use_id}", f"pub.one:{use_id}"):
        assert await refused(galina, forged) == REFUSED
    assert await nina.press("Отменить запись") == [
        (
            "Запись отменена, в счёт не идёт.\n"
            "«В зоне взаимного доверия»\n"
            "Деревная, 14 октября 2026\u202fг., 17 человек"
        )
    ]
    await nina.forge(f"pub.undo:{use_id}")
    assert await published.sql(
        "SELECT action, count(*) FROM history WHERE subject = 'publication_uses' "
        f"AND subject_id = '{use_id}' GROUP BY action ORDER BY 1"
    ) == [("added", 1), ("removed", 1)]
    await close(published, 2026)
    await nina.forge("pub.use:5")
    assert (await nina.press("Сегодня"))[0].splitlines()[0].startswith("Период закрыт: 2026 год.")
    [(older,)] = await published.sql(
        "SELECT use_id FROM publication_uses WHERE publication_id = 2 AND library_id = 3"
    )
    assert (await refused(nina, f"pub.undo:{older}") or "").startswith("Период закрыт: 2026 год.")


async def test_people_of_two_libraries_say_which_one(published: World) -> None:
    """Only own libraries are offered; the number of people may be left out."""
    elena = published.chat(1010)
    await elena.start()
    await elena.forge("pub.use:5")
    assert elena.buttons[0] == ["Деревянчицы", "Большие Шиловичи"]
    await elena.press("Большие Шиловичи")
    await elena.press("Сегодня")
    assert (await elena.press("Пропустить"))[0].splitlines()[2] == (
        "Большие Шиловичи, 15 октября 2026\u202fг."
    )
    assert await elena.forge("pub.uses:5:all:0") == [
        "«В зоне взаимного доверия»\nБольшие Шиловичи, 15 октября 2026\u202fг."
    ]


async def test_the_department_sees_what_is_read_and_used(published: World) -> None:
    """The year in short, its lines, authors, what is read, what nobody opens, uses by library."""
    pavel = published.chat(1004)
    await pavel.start()
    [said] = await pavel.send("/publications")
    assert said == (
        "Выданні, год: 2026\n"
        "Выпушчана: 12. Сцэнарных: 6, метадычных: 6.\n"
        "Адкрывалі за год: 210.\n"
        "Выкарысталі ў бібліятэках: 14, прыйшло чалавек: 328."
    )
    [said] = await pavel.press("Спіс года")
    assert said.splitlines()[:3] == [
        "Выданні, год: 2026",
        "Сцэнарыі: 6",
        (
            "1. Аннотова, С. Ю. Гражданином быть обязан : сборник сценарных материалов / "
            "С. Ю. Аннотова. – 2026. – 48 с."
        ),
    ]
    assert said.splitlines()[7] == (
        "6. Кніжнік, П. А. Роднае слова – крыніца жывая : сцэнарый : вечарына да Дня роднай "
        "мовы / П. А. Кніжнік. – 2026. – 7 с. (у «і інш.»)"
    )
    await pavel.press("Назад")
    await pavel.press("Аўтары")
    assert pavel.buttons == [
        ["Анотава С. Ю.: 7"], ["Каталогава М. П.: 4"], ["Кніжнік П. А.: 3"],
        ["Полкіна Л. М.: 1"], ["Назад"],
    ]  # fmt: skip
    await pavel.press("Назад")
    [said] = await pavel.press("Што чытаюць")
    assert said.splitlines()[1] == "1. И память о войне нам книги оживляют: 40 разоў"
    await pavel.press("Назад")
    [said] = await pavel.press("Не адкрываюць")
    assert (said.splitlines()[1], pavel.buttons[:2]) == (
        "У каталогу больш за тры месяцы і ні разу не адкрыта: 2.",
        [["Библиотека для всех, 2026"], ["Работаем з краязнаўствам, 2024"]],
    )
    await pavel.press("Назад")
    [said] = await pavel.press("Дзе выкарысталі")
    assert said.splitlines()[1:] == [
        "Сянькоўшчына: 3 разы, 47 чалавек",
        "Дзераўная: 2 разы, 65 чалавек",
        "Васілевічы: 2 разы, 56 чалавек",
        "Дзеравянчыцы: 2 разы, 64 чалавекі",
        "Новадзевяткавічы: 2 разы, 62 чалавекі",
        "Міжэвічы: 2 разы, 34 чалавекі",
        "Навасёлкі: 1 раз",
        "Не адзначылі нічога: Азярніца, Вялікія Шылавічы, Жыровічы, Паўлава, Цэнтральная",
    ]
    await pavel.press("Назад")
    await pavel.press("← 2025")
    assert pavel.buttons[-1] == ["← 2024", "2026 →"]


@pytest.mark.parametrize(
    ("user_id", "label", "title", "kind"),
    [
        (1003, "Word и Excel", "Издания, год: 2026", "сценарий: 2"),
        (1004, "Word і Excel", "Выданні, год: 2026", "сцэнарый: 2"),
    ],
)
async def test_the_list_of_the_year_as_files(
    published: World, user_id: int, label: str, title: str, kind: str
) -> None:
    """By series and kind with counts in Word, every field in Excel."""
    chat = published.chat(user_id)
    await chat.start()
    await chat.send("/publications")
    await chat.press(label)
    kept = await files(published, chat)
    made = docx.Document(io.BytesIO(kept[f"{title.replace(':', '')}.docx"]))
    texts = [one.text for one in made.paragraphs if one.text]
    assert texts[1] == title
    assert kind in texts
    page = openpyxl.load_workbook(io.BytesIO(kept[f"{title.replace(':', '')}.xlsx"])).active
    assert (page.max_row, page["A1"].value, page["D4"].value) == (
        15, title, "Гражданином быть обязан",
    )  # fmt: skip


async def test_publications_are_exported(published: World) -> None:
    """With authors, days, counts and whether the period is closed; «Мои данные» has one's own."""
    await close(published, 2025)
    connection = database.connect(published.settings.database, query_only=True)
    with contextlib.closing(connection):
        known = {row["publication_id"]: row for row in exports.rows(connection, "publications")}
        uses = list(exports.rows(connection, "publication_uses"))
    victory, mothers = known[2], known[13]
    assert (
        victory["author_ids"], victory["days"], victory["opens"], victory["uses"],
        victory["period_closed"], mothers["period_closed"],
    ) == ([2, 3], ["09.05", "22.06", "03.07"], 40, 3, 0, 1)  # fmt: skip
    assert (len(known), len(uses), uses[0]["library"], uses[0]["title"]) == (
        22, 16, "SL-03", "Гражданином быть обязан",
    )  # fmt: skip
