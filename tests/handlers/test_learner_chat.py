"""What somebody attended: in chat and on paper, one's own or anybody's for the department."""

import io
from datetime import date

import docx
from filed import files
from pypdf import PdfReader
from schooled import a_certificate, a_class, a_session, revoked, rolled
from world import World

from bot.sandbox.driver import Chat


async def two_classes(world: World) -> tuple[str, str]:
    """Let Nina be at two sessions of «Азы» and, as a guest, at one of «Полигон»."""
    await a_class(world, [5, 6])
    await a_class(world, [6], "Полигон")
    await rolled(world, await a_session(world, on=date(2026, 9, 1), topic="Фонд"), [5, 6])
    await rolled(world, await a_session(world, on=date(2026, 9, 8), topic="Отчёт"), [6], [5])
    await rolled(
        world, await a_session(world, on=date(2026, 9, 15), topic="Каталог", hours=1.5), [5]
    )
    await rolled(
        world,
        await a_session(world, 2, date(2026, 9, 3), topic="Игры", form="lecture", hours=3.0),
        [5, 6],
    )
    old = await a_certificate(world, hours=3.5)
    await revoked(world, old)
    return old.number, (await a_certificate(world, hours=3.5)).number


async def own(world: World, user_id: int = 1005) -> Chat:
    chat = world.chat(user_id)
    await chat.start()
    await chat.forge("learner")
    return chat


async def test_ones_own_card(world: World) -> None:
    """By class and year, with hours and certificates; absences are not in it."""
    old, new = await two_classes(world)
    nina = await own(world)
    assert nina.last.text == (
        "Учёба в школе библиотечного мастерства\n"
        "Закладкина Нина Ивановна\n"
        "Занятий: 3, часов: 6,5\n"
        "Класс «Азы», 2026: занятий: 2, часов: 3,5\n"
        "1 сентября: «Фонд»\n"
        "15 сентября: «Каталог»\n"
        "Класс «Полигон», 2026: занятий: 1, часов: 3\n"
        "3 сентября: «Игры»\n"
        f"Сертификат № {new}, класс «Азы», 15.10.2026, часов: 3,5\n"
        f"Сертификат № {old}, класс «Азы», 15.10.2026, часов: 3,5: отозван"
    )
    assert nina.buttons == [["Файл PDF", "Все занятия"]]
    [said] = await nina.press("Файл PDF")
    assert said == ("[document Учёба Закладкина Н. И.pdf] Учёба в школе библиотечного мастерства")
    [content] = (await files(world, nina)).values()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    for line in (
        "Закладкина Нина Ивановна",
        "Интегрированная библиотека агрогородка Деревная",
        "Всего занятий: 3, часов: 6,5",
        "01.09.2026 Фонд Практикум 2",
        "15.09.2026 Каталог Практикум 1,5",
        "03.09.2026 Игры Лекция 3",
    ):
        assert line in text.split("\n"), line


async def test_the_department_reads_anybodys_and_prints_it(world: World) -> None:
    """A Word file that can be gone on with; in Belarusian with Belarusian names."""
    await two_classes(world)
    pavel = world.chat(1004)
    await pavel.start()
    [said] = await pavel.forge("learner:5")
    assert said.startswith(
        "Вучоба ў школе бібліятэчнага майстэрства\nЗакладкіна Ніна Іванаўна\n"
        "Заняткаў: 3, гадзін: 6,5\n"
    )
    [said] = await pavel.press("Файл Word")
    assert said.startswith("[document Вучоба Закладкіна Н. І.docx]")
    [content] = (await files(world, pavel)).values()
    made = docx.Document(io.BytesIO(content))
    assert [one.text for one in made.paragraphs if one.text][:6] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Вучоба ў школе бібліятэчнага майстэрства",
        "Закладкіна Ніна Іванаўна",
        "бібліятэкар",
        "Інтэграваная бібліятэка аграгарадка Дзераўная",
        "Усяго заняткаў: 3, гадзін: 6,5",
    ]
    assert [[[cell.text for cell in row.cells] for row in one.rows] for one in made.tables] == [
        [
            ["Дзень", "Тэма", "Форма", "Гадзін"],
            ["01.09.2026", "Фонд", "Практыкум", "2"],
            ["15.09.2026", "Каталог", "Практыкум", "1,5"],
        ],
        [["Дзень", "Тэма", "Форма", "Гадзін"], ["03.09.2026", "Игры", "Лекцыя", "3"]],
    ]


async def test_who_was_nowhere_has_an_empty_card(world: World) -> None:
    nina = await own(world)
    assert nina.last.text == (
        "Учёба в школе библиотечного мастерства\nЗакладкина Нина Ивановна\n"
        "Посещённых занятий пока нет."
    )
    assert nina.buttons == [["Все занятия"]]


async def test_nobody_reads_a_colleagues_card(world: World) -> None:
    await two_classes(world)
    galina = await own(world, 1006)
    assert await galina.forge("learner:5") == []
    assert await galina.forge("learner.file:5:pdf") == []
    assert await galina.forge("learner.file:6:exe") == []
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
