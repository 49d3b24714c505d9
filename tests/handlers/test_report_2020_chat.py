"""`/report` over the records of 2020, in the January when that report is written."""

import io

import openpyxl
from filed import files
from world import World


async def test_the_head_opens_the_year_that_is_written_and_its_144_visits(reported_world: World):
    olga = reported_world.chat(1001)
    await olga.start()
    assert (await olga.send("/report"))[0].splitlines()[:4] == [
        "Отчёт за 2020 год",
        "Редакций ещё не было.",
        "Период открыт.",
        "Выездов в библиотеки: 144 (поездок: 79).",
    ]
    assert olga.buttons[:4] == [
        ["Выезды: 144", "Обходы: 24"],
        ["Мониторинг: 2", "Конкурсы: 3"],
        ["Школа: 14", "Издания: 12"],
        ["Сайт и консультации: 30"],
    ]
    await olga.press("Выезды: 144")
    [behind] = await olga.press("Выездов в библиотеки: 144")
    assert "Год назад: 131 (разница: +13)." in behind.splitlines()
    assert "Записей: 144." in behind.splitlines()
    assert await reported_world.sql(
        "SELECT count(*) FROM visits WHERE visited_on LIKE '2020%' AND outcome = 'held' "
        "AND removed_at IS NULL"
    ) == [(144,)]
    for _ in range(17):  # eight at a time
        await olga.press("Позже →")
    assert "Позже →" not in [one for row in olga.buttons for one in row]


async def test_in_belarusian_the_contest_for_readers_is_not_among_the_three(reported_world: World):
    pavel = reported_world.chat(1004)
    await pavel.start()
    await pavel.send("/report")
    await pavel.press("Конкурсы: 3")
    assert ["Конкурсы для чытачоў: 1"] in pavel.buttons
    [three] = await pavel.press("Ранейшыя раённыя конкурсы: 3")
    assert three.splitlines()[-3:] == [
        "«Каникулы в библиотеке» (конкурс да 16.11.20)",
        "«Создать новый образ» (конкурс да 20.11.20)",
        "«Мы в газете, газета о нас» (конкурс да 04.12.20)",
    ]


async def test_roubles_have_kopecks_in_chat_and_in_the_statistical_form(reported_world: World):
    olga = reported_world.chat(1001)
    await olga.start()
    [said] = await olga.forge("report.number:year.2020-1:figure_paid_fact:0")
    assert said.startswith("Платные услуги, руб.: 19\N{NO-BREAK SPACE}853,10\n")
    records = [one.rpartition(": ")[2] for one in said.splitlines()[-8:]]
    assert [one[-3] for one in records] == [","] * 8
    await olga.forge("report.of:year.2020-1:monitoring")
    assert ["Платные услуги, ру…: 19\N{NO-BREAK SPACE}853,10"] in olga.buttons
    [form] = await olga.forge("stat.show:2020")
    assert "Платные услуги, руб.: 19\N{NO-BREAK SPACE}853,10" in form
    await olga.forge("stat.book:2020")
    found = await files(reported_world, olga)
    book = openpyxl.load_workbook(io.BytesIO(found[next(iter(found))]))
    [paid] = [
        row for row in book.worksheets[0].iter_rows() if row[1].value == "Платные услуги, руб."
    ]
    assert (paid[4].value, paid[4].number_format) == (19853.1, "#,##0.00")
