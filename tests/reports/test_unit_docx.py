"""Sheets for Word: what a document holds, one page each, one of a library or all as .zip."""

import io
import zipfile
from pathlib import Path

import docx
from filed import files, office, program, run
from monitored import a_campaign, answered
from summed import nine_answers
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


def read(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs with words, and the rows of all tables; a merged cell once."""
    document = docx.Document(io.BytesIO(content))
    rows = []
    for table in document.tables:
        for row in table.rows:
            cells = {cell._tc: cell.text for cell in row.cells}
            rows.append(list(cells.values()))
    return [one.text for one in document.paragraphs if one.text], rows


async def test_a_sheet_for_word_from_the_card(world: World, tmp_path: Path) -> None:
    """All answers with what they are compared with, explanations, indicators; one page."""
    await a_campaign(world)
    await nine_answers(world, but="SL-03")
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.press("Обновить стенд у входа")
    await nina.press("Готово")
    await nina.send("Нужны журналы для детей")
    await nina.send("Отправить")
    await nina.press("Посмотреть ответы")
    assert ["Исправить", "Лист в PDF"] in nina.buttons
    assert "Лист в Word" not in [label for row in nina.buttons for label in row]
    await svetlana.start()
    await svetlana.forge("unit.card:3")
    assert await svetlana.press("Лист в Word") == [
        "Лист в Word сейчас придёт.",
        (
            "[document SL-03 Анкета за 9 месяцев 2026 года.docx] Анкета за 9 месяцев 2026 года: "
            "Интегрированная библиотека агрогородка Деревная"
        ),
    ]
    [content] = (await files(world, svetlana)).values()
    said, rows = read(content)
    assert said[:4] == [
        "ГУК «Слонимская районная библиотека им. Якуба Коласа»",
        "Анкета за 9 месяцев 2026 года",
        "Интегрированная библиотека агрогородка Деревная",
        "Код: SL-03. Числа за 01.01.2026 - 30.09.2026. Состояние: отправлено. Период открыт.",
    ]
    assert said[4] == "Отправлено: 15.10.2026 09:28, Закладкина Нина Ивановна, в чате"
    assert said[-1] == "Подпись: ____________________"
    assert rows[0] == ["№", "Вопрос", "Ответ", "Раньше", "Изменение"]
    assert rows[1] == [
        "1",
        "Зарегистрировано пользователей с начала года",
        "191",
        "Октябрь 2025: 160",
        "+31 (+19 %)",
    ]
    assert rows[14] == ["14", "Выполнено из рекомендаций", "Обновить стенд у входа"]
    assert rows[15] == ["15", "Чем помочь", "Нужны журналы для детей"]
    assert rows[16:] == [
        ["Показатель", "Сейчас", "Год назад"],
        ["Читаемость", "18,4", "17,9"],
        ["Посещаемость", "7,7", "7,4"],
        ["Обращаемость фонда", "0,78", "0,63"],
        ["Охват населения, %", "38,4", "нет данных"],
        ["Книгообеспеченность", "9,0", "нет данных"],
    ]
    assert pages(content, tmp_path) == 1


def pages(content: bytes, folder: Path) -> int:
    """Return on how many pages LibreOffice prints a document."""
    office(content, "docx", folder, "pdf")
    told = run(program("pdfinfo"), str(folder / "made" / "book.pdf"))
    return int(told.split("Pages:")[1].split()[0])


async def test_sheets_of_all_libraries_in_one_archive(world: World) -> None:
    """In the language of who asks; the libraries that have sent, each by its code and name."""
    await a_campaign(world)
    await nine_answers(world)
    pavel = world.chat(1004)
    await pavel.send("/monitoring")
    await pavel.press("Зводка")
    assert await pavel.press("Файлы") == [
        (
            "Маніторынг за 9 месяцаў 2026 года\n"
            "Файлы\n"
            "Табліца Excel: бібліятэкі па радках, вынікі і паказчыкі формуламі, усе адказы і "
            "змены.\n"
            "Аркушы для Word: па старонцы на бібліятэку, каб надрукаваць і падпісаць, адным "
            "архівам.\n"
            "CSV як у ODK: для праграм, якія чытаюць выгрузкі ODK Central."
        ),
    ]
    assert pavel.buttons == [
        ["Табліца Excel"], ["Аркушы для Word"], ["CSV як у ODK"], ["Да зводкі"],
    ]  # fmt: skip
    assert await pavel.press("Аркушы для Word") == [
        "Рыхтую файл, дашлю праз хвіліну.",
        (
            "[document BY-SL Анкета за 9 месяцаў 2026 года.zip] Анкета за 9 месяцаў 2026 года. "
            "Аркуш кожнай бібліятэкі для Word."
        ),
    ]
    [content] = (await files(world, pavel)).values()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    assert archive.namelist() == [
        "SL-01 Цэнтральная.docx", "SL-02 Жыровічы.docx", "SL-03 Дзераўная.docx",
        "SL-04 Навасёлкі.docx", "SL-05 Азярніца.docx", "SL-06 Васілевічы.docx",
        "SL-07 Сянькоўшчына.docx", "SL-08 Дзеравянчыцы.docx", "SL-09 Вялікія Шылавічы.docx",
    ]  # fmt: skip
    said, rows = read(archive.read("SL-08 Дзеравянчыцы.docx"))
    assert said[1:3] == [
        "Анкета за 9 месяцаў 2026 года",
        "Інтэграваная бібліятэка аграгарадка Дзеравянчыцы",
    ]
    assert rows[2:4] == [
        ["4", "Наведванні з пачатку года", "340", "Кастрычнік 2025: 700", "−360 (−51 %)"],
        ["", "«Закрыты на ремонт»"],
    ]


async def test_a_librarian_has_no_sheets_for_word(world: World) -> None:
    await a_campaign(world)
    await nine_answers(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    assert await nina.forge("unit.docx:3") == []
    assert nina.toast == NOT_OPEN
    assert await svetlana.forge("unit.docx:99") == []
    assert await svetlana.forge("unit.docx:12") == ["Эта библиотека ещё не отправила ответы."]
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_nothing_to_put_into_an_archive_is_said(world: World) -> None:
    await a_campaign(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    assert await svetlana.forge("campaign.file:1:docx") == [
        "Готовлю файл, пришлю через минуту.",
        "Ни одна библиотека ещё не отправила ответы.",
    ]
