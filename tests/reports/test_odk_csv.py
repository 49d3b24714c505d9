"""The export that ODK's tools read: files, columns, keys and words as ODK Central writes them."""

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from filed import files
from monitored import a_campaign, answered
from summed import answer, nine_answers, unit_of
from world import World

from bot.forms import convert
from bot.forms.model import Form
from bot.reports import odk_csv, unit_page
from storage import campaigns
from storage.campaign_files import Version

SHEET = """
| вопросы |
| | тип | имя | вопрос (рус) | вопрос (бел) |
| | начало группы | counts | Счёт | Лік |
| | целое | users | Пользователей | Карыстальнікаў |
| | место | place | Где | Дзе |
| | конец группы | | | |
| | несколько из wifi | wishes | Нужно | Трэба |
| | текст | story | Рассказ | Апавяданне |
| | начало повтора | rooms | Комнаты | Пакоі |
| | начало группы | size | Размер | Памер |
| | число | area | Площадь | Плошча |
| | начало повтора | doors | Двери | Дзверы |
| | целое | width | Ширина | Шырыня |
| | конец повтора | | | |
| | конец группы | | | |
| | фото | photo | Фото | Фота |
| | конец повтора | | | |
| ответы |
| | список | имя | ответ (рус) | ответ (бел) |
| | wifi | paper | Бумага | Папера |
| | wifi | books | Книги | Кнігі |
"""
ANSWERS = {
    "counts": {"users": 191, "place": "53.09 25.32 150 5"},
    "wishes": ["paper", "books"],
    "story": "=1+1, «да»\nи ещё",
    "rooms": [
        {
            "size": {"area": 20.5, "doors": [{"width": 90}, {"width": 70}]},
            "photo": "a.jpg",
        },
        {"size": {"area": 12.0, "doors": [{"width": 80}]}},
    ],
}


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "anketa.md"
    path.write_text(SHEET, "utf-8")
    return convert.load(path)


async def test_groups_points_lists_and_repeats_within_repeats(world: World, form: Form) -> None:
    """As in Central: hyphens between groups, four columns a point, a table a repeat with keys."""
    await a_campaign(world)
    await answer(world, "SL-03", {"users": 191})
    assert world.db is not None
    async with world.db.write() as tx:
        unit, _ = await unit_of(tx, "SL-03")
        campaign = await campaigns.by_id(tx, unit.campaign_id)
        assert campaign is not None
        about = replace(await unit_page.book(tx, campaign), form=form)
    tables = odk_csv.tables(form)
    odk_csv.add(tables, about, unit, Version(1, "7", ANSWERS), [])
    key = odk_csv.instance_id(about, unit)
    root, rooms, doors = ([list(row.values()) for row in rows] for rows in map(_rows, tables))
    heads = [odk_csv.text(one).split("\n", 1)[0].split(",") for one in tables]
    assert heads[0] == [
        "SubmissionDate", "counts-users", "counts-place-Latitude", "counts-place-Longitude",
        "counts-place-Altitude", "counts-place-Accuracy", "wishes", "story", "meta-instanceID",
        "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
        "Status", "ReviewState", "DeviceID", "Edits", "FormVersion", "InstitutionCode",
        "LibraryCode",
    ]  # fmt: skip
    assert root == [
        [
            "2026-10-14T07:00:00.000Z", "191", "53.09", "25.32", "150", "5", "paper books",
            "'=1+1, «да»\nи ещё", key, key, "3", "Аннотова Светлана Юрьевна", "1", "1", "", "",
            "", "0", "7", "BY-SL", "SL-03",
        ]
    ]  # fmt: skip
    assert heads[1] == ["size-area", "photo", "PARENT_KEY", "KEY"]
    assert rooms == [
        ["20.5", "a.jpg", key, f"{key}/rooms[1]"],
        ["12", "", key, f"{key}/rooms[2]"],
    ]
    assert heads[2] == ["width", "PARENT_KEY", "KEY"]
    assert doors == [
        ["90", f"{key}/rooms[1]", f"{key}/rooms[1]/size/doors[1]"],
        ["70", f"{key}/rooms[1]", f"{key}/rooms[1]/size/doors[2]"],
        ["80", f"{key}/rooms[2]", f"{key}/rooms[2]/size/doors[1]"],
    ]


def _rows(table: odk_csv.Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(odk_csv.text(table))))


async def test_the_export_of_a_campaign(world: World) -> None:
    """One row a library that has sent; a corrected one is edited, one sent back has issues."""
    await a_campaign(world)
    await nine_answers(world, but="SL-03")
    nina, olga = world.chat(1005), world.chat(1001)
    await nina.send("/questionnaire")
    await answered(nina)
    await nina.send("Пропустить")
    await nina.send("Пропустить")
    await nina.send("Отправить")
    await nina.press("Посмотреть ответы")
    await nina.press("Исправить")
    await nina.send("1")
    await nina.send("195")
    await nina.send("Сохранить")
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE campaign_units SET state = 'returned' WHERE library_id = 1")
        await tx.run("UPDATE campaign_units SET state = 'accepted' WHERE library_id = 2")
    await olga.send("/monitoring")
    await olga.press("Сводка")
    await olga.press("Файлы")
    assert await olga.press("CSV как в ODK") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document monitoring.zip] Анкета за 9 месяцев 2026 года. Таблицы в том виде, как их "
            "выгружает ODK Central."
        ),
    ]
    [content] = (await files(world, olga)).values()
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.namelist() == ["monitoring.csv"]
    rows = {
        row["LibraryCode"]: row
        for row in csv.DictReader(io.StringIO(archive.read("monitoring.csv").decode()))
    }
    assert list(rows) == [f"SL-0{n}" for n in range(1, 10)]
    assert [rows[f"SL-0{n}"]["ReviewState"] for n in range(1, 5)] == [
        "hasIssues", "approved", "edited", "",
    ]  # fmt: skip
    one = rows["SL-03"]
    named = ("users", "paid_fact", "internet", "Edits", "SubmitterName", "InstitutionCode")
    assert {name: one[name] for name in named} == {
        "users": "195",
        "paid_fact": "100.5",
        "internet": "yes",
        "Edits": "1",
        "SubmitterName": "Закладкина Нина Ивановна",
        "InstitutionCode": "BY-SL",
    }
    assert one["SubmissionDate"] == "2026-10-15T06:28:00.000Z"
    assert one["KEY"] == one["meta-instanceID"]
    assert len({row["KEY"] for row in rows.values()}) == 9
    assert rows["SL-08"]["visits_why"] == "Закрыты на ремонт"
