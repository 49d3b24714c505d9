"""The plan as a file in conversation: taken, filled in, sent back, shown, loaded, taken back."""

import io

import openpyxl
from filed import files
from planned import PAVEL, SVETLANA, a_plan, lines_of
from world import World

NOT_YOURS = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
BOOK = "План выездов 2026 год.xlsx"


async def test_the_empty_table_is_filled_in_and_loaded(world: World) -> None:
    """Shown first; loaded once; the same file again adds nothing; taken back with one press."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    assert await svetlana.press("Файл плана") == [
        (
            "План выездов: 2026 год\n"
            "План таблицей Excel: с отметками и фактом, чтобы напечатать или поправить.\n"
            "Чтобы загрузить план, пришлите его файл сюда. Пока Вы не нажмёте «Загрузить», "
            "ничего не сохраняется."
        )
    ]
    assert svetlana.buttons == [["План с фактом, Excel"], ["Пустая таблица"], ["К плану"]]
    await svetlana.press("Пустая таблица")
    sent = (await files(world, svetlana))[BOOK]
    book = openpyxl.load_workbook(io.BytesIO(sent))
    page = book.active
    row = next(n for n in range(6, 18) if page.cell(n, 2).value == "SL-03")
    page.cell(row, 14).value = "+"  # October: marked by the visit of the sixth
    page.cell(row, 16).value = "+"
    out = io.BytesIO()
    book.save(out)
    assert await svetlana.document("план.xlsx", out.getvalue()) == [
        "Читаю файл «план.xlsx». Ответ придёт сюда.",
        "План на 2026 год. Новых выездов: 2, уже в плане: 0.\nПока ничего не сохранено.",
    ]
    assert await lines_of(world, 3) == []
    assert svetlana.buttons == [["Загрузить", "Не загружать"]]
    assert await svetlana.press("Загрузить") == [
        (
            "Загружено.\n"
            "В план внесено 2 выезда в библиотеки.\n"
            "Пока ничего из этого не сделано, всё можно убрать одним нажатием."
        )
    ]
    assert await lines_of(world, 3) == [("2026-10", "done", 3), ("2026-12", "planned", 3)]
    await svetlana.press("К плану")
    await svetlana.press("Файл плана")
    said = await svetlana.document("план.xlsx", out.getvalue())
    assert said[-1] == (
        "План на 2026 год. Новых выездов: 0, уже в плане: 2.\nВсё это уже есть, сохранять нечего."
    )
    assert svetlana.buttons == [["К плану"]]


async def test_bad_rows_are_told_in_belarusian(world: World) -> None:
    """Many of them come as a file; nothing is loaded, also by a forged button."""
    pavel = world.chat(PAVEL)
    await pavel.send("/plan")
    await pavel.press("Файл плана")
    months = "студзень;люты;сакавік;красавік;май;чэрвень"
    rows = "\n".join(f"Няма такой {n};+" for n in range(12))
    said = await pavel.document("план 2027.csv", f"Бібліятэка;{months}\n{rows}\n".encode())
    assert said[1].split("\n")[2] == (
        "«план 2027», радок 2, ніводная бібліятэка не называецца «Няма такой 0», або такіх "
        "некалькі."
    )
    assert said[1].split("\n")[-2:] == [
        "Яшчэ заўваг: 2.",
        "Нічога не захавана. Выпраўце, калі ласка, гэтыя радкі ў файле і паўтарыце.",
    ]
    kept = await files(world, pavel)
    assert [text.count("\n") for text in (one.decode("utf-8-sig") for one in kept.values())] == [
        12
    ]
    await pavel.forge("plan.load:1")
    assert await world.sql("SELECT * FROM plan_lines") == []
    assert await world.sql("SELECT * FROM plan_additions") == []


async def test_what_is_no_plan_is_refused_kindly(world: World) -> None:
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("Файл плана")
    assert await svetlana.document("план.docx", b"PK") == [
        (
            "«план.docx»: такую таблицу прочитать нельзя.\n"
            "Пришлите книгу Excel (.xlsx) или файл CSV."
        )
    ]
    said = await svetlana.document("план.csv", "Код;Библиотека\nSL-01;Центральная\n".encode())
    assert said[-1] == (
        "В этом файле нет плана: нужна строка с заголовками «Библиотека» и месяцами. Возьмите "
        "здесь пустую таблицу и заполните её."
    )
    await svetlana.forge("plan.load:99")
    assert (svetlana.toast, svetlana.alert) == (NOT_YOURS, True)


async def test_the_plan_with_its_fact_comes_as_a_workbook(world: World) -> None:
    await a_plan(world, (3, 10, 3), (9, 11, 3))
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("Файл плана")
    assert await svetlana.press("План с фактом, Excel") != []
    page = openpyxl.load_workbook(io.BytesIO((await files(world, svetlana))[BOOK])).active
    marks = {
        (page.cell(row, 2).value, page.cell(5, column).value): page.cell(row, column).value
        for row in range(6, 18)
        for column in range(5, 17)
        if page.cell(row, column).value
    }
    assert marks == {("SL-03", "Октябрь"): "выполнено 06.10", ("SL-09", "Ноябрь"): "план"}
