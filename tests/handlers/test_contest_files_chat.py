"""«Документы» of a contest: what can be made when, the diplomas, and who gets no file."""

import io
import zipfile

import docx
from entered import an_entry
from filed import files
from judged import with_awards
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
COMING = "Файл готовится. Он придёт сюда сам."
FIRST, SECOND = "диплом I степени", "диплом II степени"
SPECIAL = "специальный диплом"


def said(content: bytes) -> list[str]:
    """Return the lines of a Word file that say something, those of tables last."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one for one in (*(each.text for each in document.paragraphs), *cells) if one]


async def three_entries(world: World) -> None:
    """Submit three entries to the contest of holidays, the second one with a co-author."""
    await an_entry(world, 1)
    await an_entry(world, 1, staff_id=9, library_id=7, title="Осень с книгой & <другом>")
    await an_entry(world, 1, staff_id=8, library_id=6, title="Без места")
    async with world.db.write() as tx:
        await tx.run("INSERT INTO entry_authors (entry_id, staff_id) VALUES (2, 10)")


async def test_diplomas_of_all_winners(world: World) -> None:
    """One .docx for each author of an entry with an award, in the language of who asks."""
    await three_entries(world)
    await with_awards(
        world,
        1,
        {1: (1, FIRST), 2: (2, SPECIAL), 3: (3, None)},
        words={2: "за верность краеведению"},
    )
    olga = world.chat(1001)
    await olga.send("/contests")
    await olga.press("Каникулы в библиотеке")
    assert ["Работы: 3", "Документы"] in olga.buttons
    assert await olga.press("Документы") == [
        (
            "Документы конкурса «Каникулы в библиотеке»\n"
            "Материалы: 3 работы.\n"
            "Дипломы: 2 работы с наградой.\n"
            "Файл придёт сюда через несколько секунд после нажатия."
        )
    ]
    assert olga.buttons == [
        ["Все материалы", "Протокол"],
        ["Ведомость оценок", "Дипломы"],
        ["Участие за 2026", "Шаблон диплома"],
        ["К конкурсу"],
    ]
    assert await olga.press("Дипломы") == [
        COMING,
        (
            "[document Дипломы Каникулы в библиотеке.zip] "
            "Дипломы конкурса «Каникулы в библиотеке»: 3.\n"
            "Каждый диплом — файл Word: посмотрите его и поправьте, что нужно, до печати."
        ),
    ]
    [content] = (await files(world, olga)).values()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == [
        "01 Диплом I степени № 1 Закладкина Нина Ивановна.docx",
        "02 Специальный диплом № 2 Переплётова Анна Михайловна.docx",
        "02 Специальный диплом № 2 Формулярова Елена Сергеевна.docx",
    ]
    made = [said(archive.read(name)) for name in archive.namelist()]
    assert made[0] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "ДИПЛОМ I СТЕПЕНИ",
        "награждается",
        "Закладкина Нина Ивановна",
        "библиотекарь",
        "Интегрированная библиотека агрогородка Деревная",
        "за работу «Каникулы с Колосом»",
        "представленную на конкурс «Каникулы в библиотеке»",
        "Директор",
        "______________________",
        "О. С. Экслибрисова",
        "г. Слоним, 2026 год",
    ]
    assert made[2][1:4] == ["СПЕЦИАЛЬНЫЙ ДИПЛОМ", "за верность краеведению", "награждается"]
    assert made[2][4:8] == [
        "Формулярова Елена Сергеевна",
        "библиотекарь",
        "Интегрированная библиотека агрогородка Сеньковщина",
        "за работу «Осень с книгой & <другом>»",
    ]


async def test_one_diploma_from_the_card_in_belarusian(world: World) -> None:
    await three_entries(world)
    await with_awards(world, 1, {1: (1, FIRST), 2: (2, SECOND), 3: (None, None)})
    pavel = world.chat(1004)
    await pavel.start()
    await pavel.forge("entry.card:3")
    assert "Дыплом" not in [label for row in pavel.buttons for label in row]
    await pavel.forge("entry.card:1")
    assert await pavel.press("Дыплом") == [
        "Файл рыхтуецца. Ён прыйдзе сюды сам.",
        (
            "[document 01 Дыплом I ступені № 1 Закладкіна Ніна Іванаўна.docx] "
            "Дыпломы конкурсу «Каникулы в библиотеке»: 1.\n"
            "Кожны дыплом — файл Word: паглядзіце яго і папраўце, што трэба, да друку."
        ),
    ]
    [content] = (await files(world, pavel)).values()
    assert said(content)[1:] == [
        "ДЫПЛОМ I СТУПЕНІ",
        "узнагароджваецца",
        "Закладкіна Ніна Іванаўна",
        "бібліятэкар",
        "Інтэграваная бібліятэка аграгарадка Дзераўная",
        "за работу «Каникулы с Колосом»",
        "прадстаўленую на конкурс «Каникулы в библиотеке»",
        "Дырэктар",
        "______________________",
        "В. С. Экслібрысава",
        "г. Слонім, 2026 год",
    ]


async def test_sealed_results_make_no_diplomas(world: World) -> None:
    """Before the results are published nobody gets one by any button, the head neither."""
    await three_entries(world)
    await with_awards(world, 1, {1: (1, FIRST), 2: (2, SECOND)}, is_published=False)
    for user_id in (1001, 1002):
        chat = world.chat(user_id)
        await chat.start()
        assert await chat.forge("papers:1") == [
            (
                "Документы конкурса «Каникулы в библиотеке»\n"
                "Материалы: 3 работы.\n"
                "Итоги ещё не опубликованы: пожалуйста, никому не передавайте.\n"
                "Дипломы: когда итоги опубликуют.\n"
                "Файл придёт сюда через несколько секунд после нажатия."
            )
        ]
        assert chat.buttons == [
            ["Все материалы", "Протокол"],
            ["Ведомость оценок", "Участие за 2026"],
            ["Шаблон диплома", "К конкурсу"],
        ]
        await chat.forge("entry.card:1")
        assert "Диплом" not in [label for row in chat.buttons for label in row]
        for button in ("papers.diplomas:1", "papers.diploma:1"):
            assert await chat.forge(button) == []
            assert chat.toast == "Дипломы делаются, когда итоги опубликованы."
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_nobody_else_gets_a_diploma(world: World) -> None:
    """A librarian, the winner too, an outsider of the jury and a stranger; forged numbers."""
    await three_entries(world)
    await with_awards(world, 1, {1: (1, FIRST), 2: (2, SECOND)})
    for user_id in (1005, 1006, 1014, 1015):
        chat = world.chat(user_id)
        await chat.start()
        for button in ("papers:1", "papers.diplomas:1", "papers.diploma:1"):
            assert await chat.forge(button) == []
            assert chat.toast == NOT_OPEN
    svetlana = world.chat(1003)
    await svetlana.start()
    for button in ("papers:99", "papers.diplomas:99", "papers.diploma:99", "papers:x"):
        assert await svetlana.forge(button) == []
        assert svetlana.toast == NOT_OPEN
    assert await svetlana.forge("papers.diploma:3") == []
    assert svetlana.toast == "У этой работы нет награды, поэтому диплома нет."
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
