"""The protocol of a jury, read from the Word file itself."""

import io

import docx
from entered import an_entry
from filed import files
from judged import publish, scored
from world import World

from storage import results

CHAIRMAN, GALINA, SVETLANA = 14, 6, 3


def read(content: bytes) -> tuple[list[str], list[list[str]], str]:
    """Return the paragraphs, the rows of the table, the footer without its page numbers."""
    document = docx.Document(io.BytesIO(content))
    rows = [
        [plain(cell.text) for cell in row.cells] for one in document.tables for row in one.rows
    ]
    footer = document.sections[0].footer.paragraphs[0].text
    said = [plain(one.text) for one in document.paragraphs if one.text]
    return said, rows, plain(footer).strip(" /")


def plain(text: str) -> str:
    """Return a text whose spaces may all break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def judged(world: World) -> None:
    """Let the jury judge five entries: two pairs of equal points, a conflict, an own library."""
    for number, (staff_id, library_id) in enumerate(((5, 3), (9, 7), (8, 6), (7, 5), (6, 2)), 1):
        await an_entry(
            world, 1, staff_id=staff_id, library_id=library_id, title=f"Работа {number}"
        )
    async with world.db.write() as tx:
        await tx.run("INSERT INTO entry_authors (entry_id, staff_id) VALUES (1, 10)")
    await scored(
        world,
        1,
        {
            1: {CHAIRMAN: (9, 9, 9, 9, 4, 4), SVETLANA: (9, 9, 9, 9, 4, 4)},
            2: {CHAIRMAN: (9, 8, 9, 9, 4, 5), SVETLANA: (9, 8, 9, 9, 4, 5)},
            3: {CHAIRMAN: (5, 5, 5, 5, 2, 2), GALINA: (7, 7, 7, 7, 4, 4)},
            4: {CHAIRMAN: (7, 7, 7, 7, 4, 4), GALINA: (5, 5, 5, 5, 2, 2)},
            5: {CHAIRMAN: (3, 3, 3, 3, 3, 3)},
        },
        conflicts=((1, GALINA),),
    )
    async with world.db.write() as tx:
        await results.forward(tx, [1], now="2026-12-20T07:00:00Z", by=3)


BEFORE = [
    "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
    "ПРОТОКОЛ",
    "Жюри районного конкурса «Каникулы в библиотеке»",
    "на лучшую организацию каникулярного чтения детей",
    "г. Слоним, 20 декабря 2026 г.",
    "Присутствовали",
    "Председатель жюри: Редакторов Игорь Львович, внешний член жюри",
    "Член жюри: Аннотова Светлана Юрьевна, методист",
    "Член жюри: Корешкова Галина Фёдоровна, библиотекарь",
    "Секретарь жюри: Каталогова Марина Петровна, заведующий методическим отделом",
    "Порядок оценки",
    "К конкурсу допущено 5 работ.",
    (
        "Критерии и наибольший балл: охват и регулярность 10; разнообразие форм 10; "
        "связь с книгой 10; творчество 10; партнёры и реклама 5; оформление материалов 5."
    ),
    "Балл работы — среднее баллов членов жюри.",
    (
        "При равных баллах решают баллы по первому критерию, затем по следующим; "
        "если равны все, место общее."
    ),
    "Итоги",
    "Равные баллы",
    "Баллов поровну (44,00): № 1 (место 1), № 2 (место 2). Решил критерий «разнообразие форм».",
    "Баллов поровну (30,00): № 3 (место 3), № 4 (место 3). Место общее.",
    "Не оценивали",
    "Корешкова Г. Ф.: свои работы или работы своей библиотеки (№ 5).",
    "Корешкова Г. Ф.: заявлена личная заинтересованность (№ 1).",
    "Наибольшее расхождение оценок",
    "№ 3 «Работа 3»: баллы членов жюри от 24,00 до 36,00.",
    "№ 4 «Работа 4»: баллы членов жюри от 24,00 до 36,00.",
    "Решение жюри",
    ("Диплом I степени: Закладкина Н. И., Формулярова Е. С. (Деревная), «Работа 1»."),
    "Диплом II степени: Переплётова А. М. (Сеньковщина), «Работа 2».",
    (
        "Диплом III степени: Полкина Л. Н. (Василевичи), «Работа 3»; "
        "Страницкая И. К. (Озерница), «Работа 4»."
    ),
    "Выдвинуть на областной конкурс: № 1 «Работа 1».",
    "Председатель жюри  ________________________  И. Л. Редакторов",
    "Член жюри  ________________________  С. Ю. Аннотова",
    "Член жюри  ________________________  Г. Ф. Корешкова",
    "Секретарь жюри  ________________________  М. П. Каталогова",
]


async def test_the_protocol_before_the_results_are_published(world: World) -> None:
    """All that a protocol needs, with what was special; it says that it is sealed."""
    await judged(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:1")
    assert await svetlana.press("Протокол") == [
        "Файл готовится. Он придёт сюда сам.",
        (
            "[document Протокол Каникулы в библиотеке.docx] "
            "Протокол жюри: «Каникулы в библиотеке».\n"
            "Итоги ещё не опубликованы: пожалуйста, никому не передавайте."
        ),
    ]
    [content] = (await files(world, svetlana)).values()
    said, rows, footer = read(content)
    assert said == BEFORE
    assert rows == [
        ["Место", "№", "Название", "Библиотека", "Авторы", "Баллы", "Награда"],
        [
            "1", "1", "Работа 1", "Деревная", "Закладкина Н. И., Формулярова Е. С.",
            "44,00", "диплом I степени",
        ],
        [
            "2", "2", "Работа 2", "Сеньковщина", "Переплётова А. М.", "44,00",
            "диплом II степени",
        ],
        [
            "3", "3", "Работа 3", "Василевичи", "Полкина Л. Н.", "30,00",
            "диплом III степени",
        ],
        [
            "3", "4", "Работа 4", "Озерница", "Страницкая И. К.", "30,00",
            "диплом III степени",
        ],
        ["4", "5", "Работа 5", "Жировичи", "Корешкова Г. Ф.", "18,00", ""],
    ]  # fmt: skip
    assert footer == "Итоги ещё не опубликованы: никому не передавать."


async def test_a_protocol_by_nomination_in_belarusian_of_readers(world: World) -> None:
    """A table for each nomination; readers stand by motto and age, never by name."""
    await judged(world)
    async with world.db.write() as tx:
        await tx.run("UPDATE entries SET nomination_id = 1 + entry_id % 2, reader_age = 11")
        await tx.run("UPDATE entries SET motto = 'Сонейка' WHERE entry_id = 2")
        await tx.run(
            "UPDATE contests SET audience = 'readers', ranks_in = 'nomination', "
            "tie_rule = 'chairman', average = 'median' WHERE contest_id = 1"
        )
        await tx.run("UPDATE nominations SET contest_id = 1 WHERE nomination_id IN (1, 2)")
        await tx.run("UPDATE criteria SET weight = 1.5 WHERE contest_id = 1 AND position = 2")
    await publish(world, 1)
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.forge("papers.protocol:1")
    [content] = (await files(world, pavel)).values()
    said, rows, footer = read(content)
    assert said[12].startswith(
        "Крытэрыі і найбольшы бал: ахоп і рэгулярнасць 10; разнастайнасць форм 10 (вага 1,5);"
    )
    assert said[13] == "Бал работы — медыяна балаў членаў журы."
    assert [row[1] for row in rows] == ["№", "2", "4", "№", "1", "3", "5"]
    assert [row[4] for row in rows[1:3]] == ["«Сонейка», чытач, узрост: 11", "чытач, узрост: 11"]
    assert footer == "Вынікі апублікаваны: 21 снежня 2026 г."


async def test_who_may_have_protocol_and_scores_and_when(world: World) -> None:
    """Nobody before the judging is closed; then the department and the secretary only."""
    await an_entry(world, 1)
    not_open = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:1")
    assert svetlana.buttons == [
        ["Все материалы", "Участие за 2026"],
        ["Шаблон диплома", "К конкурсу"],
    ]
    for button in ("papers.protocol:1", "papers.scores:1"):
        assert await svetlana.forge(button) == []
        assert svetlana.toast == "Протокол и ведомость делаются, когда оценка завершена."
    await scored(world, 1, {1: {CHAIRMAN: (9, 9, 9, 9, 4, 4)}})
    for user_id in (1005, 1006, 1014, 1015):  # the author, two of the jury, the admin
        chat = world.chat(user_id)
        await chat.start()
        for button in ("papers:1", "papers.protocol:1", "papers.scores:1"):
            assert await chat.forge(button) == []
            assert chat.toast == not_open
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_methodist_who_scores_gets_no_sheet_of_the_others_points(world: World) -> None:
    """The protocol says averages; the sheet what each gave."""
    await an_entry(world, 1)
    await scored(world, 1, {1: {CHAIRMAN: (9, 9, 9, 9, 4, 4)}})
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.forge("papers:1")
    assert svetlana.buttons == [
        ["Все материалы", "Протокол"],
        ["Участие за 2026", "Шаблон диплома"],
        ["К конкурсу"],
    ]
    assert await svetlana.forge("papers.scores:1") == []
    assert svetlana.toast == (
        "В ведомости видно, сколько баллов поставил каждый, а члены жюри чужих баллов не видят. "
        "Ведомость может взять секретарь жюри или коллега, который не входит в жюри."
    )
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_secretary_from_outside_has_the_files_and_nothing_else(world: World) -> None:
    """The screen opens for the one who keeps the protocol, without a way to the entries."""
    await an_entry(world, 1)
    async with world.db.write() as tx:
        await tx.run("UPDATE contest_jurors SET duty = 'secretary' WHERE staff_id = 14")
    await scored(world, 1, {1: {GALINA: (9, 9, 9, 9, 4, 4)}})
    igor = world.chat(1014)
    await igor.start()
    assert await igor.forge("papers:1") == [
        (
            "Документы конкурса «Каникулы в библиотеке»\n"
            "Итоги ещё не опубликованы: пожалуйста, никому не передавайте.\n"
            "Файл придёт сюда через несколько секунд после нажатия."
        )
    ]
    assert igor.buttons == [["Протокол", "Ведомость оценок"], ["К итогам"]]
    await igor.press("К итогам")
    assert await igor.press("Документы") != []
    [_, sent] = await igor.press("Протокол")
    assert sent.startswith("[document Протокол Каникулы в библиотеке.docx]")
