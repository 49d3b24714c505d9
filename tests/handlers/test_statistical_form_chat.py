"""«Форма статистики»: filled from the records, sent out, changed as a workbook, year by year."""

import io
from typing import Any

import openpyxl
from filed import files
from world import World

from bot.sandbox.driver import Chat

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
EXAMPLE = (
    "Это пример, а не утверждённая форма: замените его строками той формы, которая действует."
)
FIRST = 7  # the first row under the headers


async def the_book(world: World, chat: Chat) -> openpyxl.Workbook:
    await chat.forge("stat.book:2026")
    found = await files(world, chat)
    name = next(one for one in found if one.endswith("2026.xlsx"))
    return openpyxl.load_workbook(io.BytesIO(found[name]))


def content(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def cells(page: Any, row: int) -> list[Any]:
    return [one.value for one in page[row]]


async def test_the_form_is_filled_changed_and_goes_on_next_year(world: World) -> None:
    """The way of a methodist: look, take the workbook, correct mistakes, replace, look again."""
    svetlana = world.chat(1003)
    await svetlana.send("/report")
    await svetlana.press("Файлы")
    [shown] = await svetlana.press("Форма статистики")
    assert shown.startswith(f"Форма статистики, 2026\n{EXAMPLE}\nБот заполняет 1 строку, ")
    assert "\n2. Поступило документов за год, экз.: вручную\n" in shown
    assert svetlana.buttons == [["Excel", "Изменить строки"], ["2025 год"], ["К отчёту"]]
    book = await the_book(world, svetlana)
    page, names = book.worksheets
    assert cells(page, FIRST - 1) == [
        "Код строки", "Название по-русски", "Название по-белорусски", "Показатель бота", "Число",
    ]  # fmt: skip
    learners = (
        "SELECT count(DISTINCT a.staff_id) FROM attendance AS a JOIN sessions USING (session_id) "
        "WHERE is_present"
    )
    [[expected]] = await world.sql(learners)
    assert cells(page, FIRST + 12)[0:1] + cells(page, FIRST + 12)[3:] == [
        "13", "Учились, человек", expected,
    ]  # fmt: skip
    assert cells(page, FIRST + 1)[3:] == [None, None]
    [rule] = page.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", f"'{names.title}'!$A$2:$A${names.max_row}")

    await svetlana.forge("stat.change:2026")
    page.cell(FIRST, 1).value = "101"
    page.cell(FIRST, 4).value = "Фонд"
    page.cell(FIRST + 1, 1).value = None
    assert (await svetlana.document("форма.xlsx", content(book)))[-1] == (
        "Ничего не изменено. Исправьте таблицу и пришлите ещё раз:\n"
        "Строка 7: Показателя «Фонд» бот не знает: выберите его из списка в ячейке.\n"
        "Строка 8: В строке нет кода."
    )
    assert await world.sql("SELECT count(*) FROM statistical_rows") == [(0,)]
    page.cell(FIRST, 4).value = "Подворные обходы"
    page.delete_rows(FIRST + 1)
    assert (await svetlana.document("форма.xlsx", content(book)))[-1] == (
        "Таблица в порядке.\n"
        "Строк: 15, из них заполняет бот: 11.\n"
        "Новых: 1, изменённых: 0, удалённых: 2.\n"
        "Заменить ими строки формы за 2026 год?"
    )
    offer = svetlana.last.message_id
    assert await svetlana.press("Заменить строки") == ["Форма за 2026 год обновлена, строк: 15."]
    await svetlana.forge("stat.take:3", message_id=offer)
    assert await world.sql("SELECT year, count(*) FROM statistical_rows") == [(2026, 15)]
    replaced = "SELECT count(*) FROM history WHERE subject = 'statistical_rows'"
    assert await world.sql(replaced) == [(1,)]
    [shown] = await svetlana.forge("stat.show:2026")
    [[rounds]] = await world.sql(
        "SELECT count(*) FROM rounds WHERE state = 'saved' AND made_on LIKE '2026%'"
    )
    assert EXAMPLE not in shown
    assert f"\n101. Библиотечный фонд на конец года, экз.: {rounds}\n" in shown
    world.clock.jump(days=100)
    [shown] = await svetlana.forge("stat.show:2027")
    assert "\nСтроки взяты из формы за 2026 год, пока не присланы другие.\n" in shown
    assert "\n101. Библиотечный фонд на конец года, экз.: 0\n" in shown


async def test_a_closed_year_and_those_who_may_not(world: World) -> None:
    """In Belarusian; a closed year is read only; a librarian gets nothing; a foreign file."""
    pavel, nina = world.chat(1004), world.chat(1005)
    await pavel.start()
    await pavel.forge("stat.change:2026")
    assert await pavel.send("101") == [
        (
            "Радкі формы, 2026\n"
            "1. Вазьміце табліцу: кнопка «Excel».\n"
            "2. Змяніце, дадайце або выдаліце радкі. Паказчык бота выбіраецца са спіса; дзе ён "
            "пусты, радок запаўняецца ўручную.\n"
            "3. Дашліце табліцу сюды. Я пакажу, што зменіцца, і без Вашай згоды нічога не памяняю."
        )
    ]
    assert (await pavel.document("форма.docx", b"PK\x03\x04"))[-1] == (
        "Дашліце, калі ласка, табліцу Excel (.xlsx)."
    )
    foreign = openpyxl.Workbook()
    assert (await pavel.document("форма.xlsx", content(foreign)))[-1].startswith(
        "Ні на адным аркушы няма слупкоў «Код строки»"
    )
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('year', '2026-01-01', '2026-12-31', '2026-10-15T07:00:00Z', 1)"
        )
    [shown] = await pavel.forge("stat.show:2026")
    assert shown.startswith("Форма статыстыкі, 2026\n")
    assert shown.endswith("\nПерыяд закрыты.")
    assert pavel.buttons == [["Excel", "2025 год"], ["Да справаздачы"]]
    await pavel.forge("stat.change:2026")
    assert pavel.toast == "2026 год закрыты: радкі яго формы не мяняюцца."
    await nina.start()
    for forged in ("stat.show:2026", "stat.book:2026", "stat.change:2026", "stat.take:1"):
        assert await nina.forge(forged) == []
        assert nina.toast == REFUSED
    await pavel.forge("stat.show:1999")
    assert pavel.toast.startswith("Гэты раздзел Вам не адкрыты.")


async def test_the_package_is_asked_for_a_year(world: World) -> None:
    """The head gets the archive with its caption; a librarian and a forged year do not."""
    head, nina = world.chat(1001), world.chat(1005)
    await head.send("/report")
    await head.press("Файлы")
    said = await head.press("Пакет для области")
    assert [*said, *await head.news()] == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document BY-SL Пакет для области, 2026.zip] Пакет для области, 2026. "
            "Составлено: 15.10.2026 09:28. Редакция 1. Период открыт.\n"
            "Внутри отчёт, таблицы, показатели и записи под кодами; что где, сказано в "
            "README.txt. Числа меньше трёх жителей скрыты, в записях нет имён."
        ),
    ]
    await head.forge("report.package:2030")
    assert head.toast == REFUSED
    await nina.start()
    await nina.forge("report.package:2026")
    assert nina.toast == REFUSED
