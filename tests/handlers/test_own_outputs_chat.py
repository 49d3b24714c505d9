"""What comes out of a questionnaire of an author's own: sums, means, choices, files."""

import csv
import io
import zipfile

import openpyxl
from filed import files
from publishing import publish, put, workbook
from world import World

ASKED = ("readers", "spent", "mark", "camp", "story")
SHEET = workbook(
    ("целое", "readers", "Читателей летом", "Чытачоў летам", "да"),
    ("число", "spent", "Потрачено, руб.", "Выдаткавана, руб.", "да"),
    ("шкала", "mark", "Оценка лета", "Ацэнка лета", "да", "start=1 end=5 step=1"),
    ("один из лагерь", "camp", "Лагерь", "Лагер", "да"),
    ("текст", "story", "Что запомнилось", "Што запомнілася", ""),
    headers=("тип", "имя", "вопрос (рус)", "вопрос (бел)", "обязательный", "параметры"),
    choices=(
        ("список", "имя", "ответ (рус)", "ответ (бел)"),
        ("лагерь", "day", "Дневной", "Дзённы"),
        ("лагерь", "none", "Нет", "Няма"),
    ),
)


async def two_answers(world: World) -> None:
    """Publish it, put it to all libraries, let two of them answer in their languages."""
    methodist, nina, irina = world.chat(1003), world.chat(1005), world.chat(1007)
    await publish(methodist, SHEET)
    [(version,)] = await world.sql("SELECT version FROM forms WHERE form = 'monitoring'")
    await put(world, str(version))
    await nina.send("/questionnaire")
    for word in ("120", "10,50", "4", "Дневной", "=Костёр", "Отправить"):
        await nina.send(word)
    await irina.send("/questionnaire")
    for word in ("80", "0", "5", "Няма", "Прапусціць", "Адправіць"):
        await irina.send(word)


async def test_an_own_questionnaire_is_summed_up(world: World) -> None:
    """Numbers as sums, a scale as a mean, choices counted; no indicator that it does not ask."""
    await two_answers(world)
    methodist = world.chat(1003)
    await methodist.send("/monitoring")
    assert await methodist.press("Сводка") == [
        (
            "Мониторинг «Летнее чтение»\n"
            "Сводка\n"
            "Период открыт.\n"
            "Ответы библиотек: 2 из 12.\n"
            "Без ответа (10): Центральная, Жировичи, Новоселки, Василевичи, Сеньковщина, "
            "Деревянчицы и ещё 4.\n"
            "Октябрь 2025: чисел для сравнения нет.\n"
            "Читателей летом: 200\n"
            "Потрачено, руб.: 10,50\n"
            "Оценка лета: в среднем 4,5\n"
            "Лагерь: Дневной 1, Нет 1"
        ),
    ]


async def test_the_files_of_an_own_questionnaire(world: World) -> None:
    """Its questions are the columns of the workbook and of the CSV."""
    await two_answers(world)
    methodist = world.chat(1003)
    await methodist.send("/monitoring")
    await methodist.press("Сводка")
    await methodist.press("Файлы")
    await methodist.press("Таблица Excel")
    await methodist.press("Листы для Word")
    await methodist.press("CSV как в ODK")
    found = await files(world, methodist)
    assert list(found) == [
        "BY-SL Анкета «Летнее чтение».xlsx", "BY-SL Анкета «Летнее чтение».zip", "leto.zip",
    ]  # fmt: skip
    book = openpyxl.load_workbook(
        io.BytesIO(found["BY-SL Анкета «Летнее чтение».xlsx"]), data_only=True
    )
    page = book["Показатели"]
    names = [cell.value for cell in page[3]]
    assert names == [
        "institution", "library", "name", "state", "readers", "readers_year", "readers_change",
        "spent", "spent_year", "spent_change", "mark", "mark_year", "mark_change",
    ]  # fmt: skip
    totals = dict(zip(names, (cell.value for cell in page[2]), strict=True))
    assert {name: totals[name] for name in ("readers", "spent", "mark")} == {
        "readers": 200,
        "spent": 10.5,
        "mark": 4.5,
    }
    answers = book["Ответы"]
    names = [cell.value for cell in answers[2]]
    rows = {
        row[1].value: dict(zip(names, (cell.value for cell in row), strict=True))
        for row in answers.iter_rows(3)
    }
    assert [rows["SL-05"][name] for name in ASKED] == [80, 0, 5, "Нет", None]
    assert [rows["SL-03"][name] for name in ASKED] == [120, 10.5, 4, "Дневной", "=Костёр"]
    archive = zipfile.ZipFile(io.BytesIO(found["leto.zip"]))
    [nina, irina] = csv.DictReader(io.StringIO(archive.read("leto.csv").decode()))
    assert [nina[name] for name in ASKED] == ["120", "10.5", "4", "day", "'=Костёр"]
    assert [irina[name] for name in ASKED] == ["80", "0", "5", "none", ""]
