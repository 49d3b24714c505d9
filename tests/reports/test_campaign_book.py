"""The workbook of a campaign: what stands where, formulas with their values, answers, changes."""

import io
from pathlib import Path
from typing import Any

import openpyxl
from filed import files, recalculated
from monitored import a_campaign, answered
from openpyxl.worksheet.worksheet import Worksheet
from summed import ROWS, answer, nine_answers
from world import World

from bot.forms import builtin

NAME = "BY-SL Анкета за 9 месяцев 2026 года.xlsx"


async def the_book(world: World) -> bytes:
    svetlana = world.chat(1003)
    await svetlana.send("/monitoring")
    await svetlana.press("Сводка")
    await svetlana.press("Файлы")
    await svetlana.press("Таблица Excel")
    return (await files(world, svetlana))[NAME]


def column(page: Worksheet, name: str) -> list[Any]:
    """Return the column of a machine name: its total, then the libraries."""
    names = [cell.value for cell in page[3]]
    place = names.index(name) + 1
    return [page.cell(2, place).value, *(row[place - 1].value for row in page.iter_rows(4))]


async def test_indicators_are_formulas_with_their_values(world: World) -> None:
    await a_campaign(world)
    await nine_answers(world)
    content = await the_book(world)
    page = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Показатели"]
    assert page.freeze_panes == "E4"
    assert column(page, "institution")[1:] == ["BY-SL"] * 12
    assert column(page, "library") == [None, *(f"SL-{n:02d}" for n in range(1, 13))]
    assert column(page, "name")[:4] == ["Все библиотеки", "Центральная", "Жировичи", "Деревная"]
    assert column(page, "state")[8:] == ["отправлено", "отправлено", *["не открывали"] * 3]
    users = [now[0] for _, now in ROWS.values()]
    assert column(page, "users") == [sum(users), *users, None, None, None]
    assert column(page, "users_year") == [
        3131, 2000, 300, 160, 120, 140, 150, 171, 90, None, None, None, None,
    ]  # fmt: skip
    changes = column(page, "users_change")
    assert (round(changes[0], 4), round(changes[3], 4)) == (0.0303, 0.1938)
    assert changes[9:] == [None] * 4
    reading = column(page, "reading")
    assert round(reading[0], 6) == round(63464 / 3307, 6)
    assert round(reading[3], 6) == round(3514 / 191, 6)
    assert column(page, "reading_year")[3] == 2864 / 160
    assert column(page, "coverage")[4:7] == ["нет данных"] * 3
    assert column(page, "coverage")[10:] == [None] * 3
    formulas = openpyxl.load_workbook(io.BytesIO(content))["Показатели"]
    assert column(formulas, "users")[0] == '=IF(COUNT($E$4:$E$15)=0,"",SUM($E$4:$E$15))'
    assert column(formulas, "reading")[3] == (
        '=IF(COUNT(T6,E6)=2,IF(E6=0,"нет данных",T6/E6),"нет данных")'
    )
    titles = [cell.value for cell in page[1]][:8]
    assert titles == [
        "Учреждение", "Код", "Библиотека", "Состояние",
        "Зарегистрировано пользователей с начала года",
        "Зарегистрировано пользователей с начала года, год назад",
        "Изменение, %", "Из них детей до 15 лет",
    ]  # fmt: skip


async def test_libreoffice_calculates_the_same(world: World, tmp_path: Path) -> None:
    """Every formula of every sheet gives the value that stands beside it, to the last digits."""
    await a_campaign(world)
    await nine_answers(world)
    await answer(world, "SL-10", {"users": 0, "visits": 4, "loans": 0, "stock": 100})
    content = await the_book(world)
    ours = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    theirs = openpyxl.load_workbook(recalculated(content, tmp_path), data_only=True)
    assert ours.sheetnames == theirs.sheetnames
    for name in ours.sheetnames:
        assert _values(theirs[name]) == _values(ours[name]), name


def _values(page: Worksheet) -> dict[str, Any]:
    """Return what cells show by place; LibreOffice keeps an empty text as a text."""
    found = {cell.coordinate: cell.value for row in page.iter_rows() for cell in row}
    return {
        place: round(value, 9) if isinstance(value, int | float) else value
        for place, value in found.items()
        if value not in (None, "")
    }


async def test_all_answers_and_all_changes(world: World) -> None:
    """Labels instead of codes, explanations, versions; what people typed is no formula."""
    await a_campaign(world)
    await nine_answers(world, but="SL-03")
    nina = world.chat(1005)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.press("Обновить стенд у входа")
    await nina.press("Готово")
    await nina.send("=1+1")
    await nina.send("Отправить")
    await nina.press("Посмотреть ответы")
    await nina.press("Исправить")
    await nina.send("1")
    await nina.send("195")
    await nina.send("Сохранить")
    book = openpyxl.load_workbook(io.BytesIO(await the_book(world)))
    assert book.sheetnames == ["Показатели", "Ответы", "Изменения", "О файле"]
    page = book["Ответы"]
    names = [cell.value for cell in page[2]]
    rows = {row[1].value: dict(zip(names, row, strict=True)) for row in page.iter_rows(3)}
    said = {name: cell.value for name, cell in rows["SL-03"].items() if cell.value is not None}
    assert said == {
        "institution": "BY-SL",
        "library": "SL-03",
        "name": "Деревная",
        "state": "отправлено",
        "sent_at": "15.10.2026 09:28",
        "entered_by": "Закладкина Нина Ивановна",
        "source": "в чате",
        "version": builtin.load("monitoring").version,
        "users": 195,
        "users_children": 52,
        "users_60": 58,
        "visits": 1471,
        "visits_events": 260,
        "loans": 3514,
        "stock": 4480,
        "events": 39,
        "paid_fact": 100.5,
        "homebound": 3,
        "internet": "Да",
        "premises": "Всё в порядке",
        "rounds": 2,
        "recommendations": "Обновить стенд у входа",
        "help": "=1+1",
    }
    assert rows["SL-03"]["help"].data_type == "s"
    assert rows["SL-08"]["visits_why"].value == "Закрыты на ремонт"
    changes = [[cell.value for cell in row] for row in book["Изменения"].iter_rows(2)]
    assert changes[-1] == [
        "BY-SL", "SL-03", "Деревная", "15.10.2026 09:28", "Закладкина Нина Ивановна", "изменено",
        "Зарегистрировано пользователей с начала года", "191", "195", None,
    ]  # fmt: skip
    about = {row[0].value: row[1].value for row in book["О файле"].iter_rows()}
    assert about["Учреждение"] == "ГУК «Слонимская районная библиотека им. Якуба Коласа» (BY-SL)"
    assert about["С чем сравнивается"] == "Октябрь 2025"


async def test_who_may_have_files(world: World) -> None:
    """A librarian not; a forged file is refused."""
    await a_campaign(world)
    nina, olga = world.chat(1005), world.chat(1001)
    for one in (nina, olga):
        await one.start()
    for person, data in (
        (nina, "campaign.files:1"),
        (nina, "campaign.file:1:book"),
        (olga, "campaign.file:1:secrets"),
        (olga, "campaign.file:1"),
        (olga, "campaign.file:99:book"),
    ):
        assert await person.forge(data) == [], data
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
