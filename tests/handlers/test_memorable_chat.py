"""The calendar of memorable days: months, lists from a workbook and from lines, the digest."""

from datetime import datetime
from io import BytesIO

import openpyxl
from world import MINSK, World

OCTOBER = (
    "Памятные даты: октябрь 2026 года\n"
    "1 октября — День пожилых людей\n"
    "3 октября — День рождения Сергея Есенина (131 год)\n"
    "14 октября — День матери\n"
    "Скоро, ноябрь:\n"
    "3 ноября — День рождения Якуба Коласа (144 года)\n"
    "7 ноября — День Октябрьской революции (109 лет)\n"
    "К этим дням подойдут:"
)


def a_book(*rows: tuple[str, ...], title: str = "Даты") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(("Дата", "Название", "Назва", "Год события", "Год календаря"))
    for row in rows:
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


async def test_a_month_with_what_suits_its_days(published: World) -> None:
    anna, hanna = published.chat(1005), published.chat(1009)
    assert await anna.send("/dates") == [OCTOBER]
    assert anna.buttons == [
        ["Осенние посиделки"], ["Самая родная"], ["Сентябрь", "Ноябрь"]
    ]  # fmt: skip
    assert (await anna.press("Сентябрь"))[0].startswith(
        "Памятные даты: сентябрь 2026 года\n1 сентября — День знаний\n"
    )
    assert (await hanna.send("/dates"))[0].startswith(
        "Памятныя даты: кастрычнік 2026 года\n1 кастрычніка — Дзень пажылых людзей\n"
    )


async def test_a_workbook_is_shown_taken_once_and_undone(published: World) -> None:
    svetlana = published.chat(1003)
    await svetlana.send("/dates")
    assert svetlana.buttons[-2:] == [["Сентябрь", "Ноябрь"], ["Добавить список", "Убрать дату"]]
    await svetlana.press("Добавить список")
    book = a_book(
        ("9.10", "Всемирный день почты", "Сусветны дзень пошты", "", ""),
        ("14.10", "День матери", "Дзень маці", "", ""),
        ("20.10.1926", "Открытие клуба", "", "", ""),
    )
    assert (await svetlana.document("даты.xlsx", book))[-1] == (
        "Список в порядке.\nДат в списке: 3.\n9 октября — Всемирный день почты\n"
        "14 октября — День матери\n<b>20 октября — Открытие клуба (100 лет)</b>\n"
        "Добавить в календарь? То, что там уже есть, второй раз не добавится."
    ).replace("<b>", "").replace("</b>", "")
    shown = svetlana.last.message_id
    assert await svetlana.press("Добавить") == [
        "Добавлено в календарь: 2.\nУже есть, второй раз не добавлено: 1."
    ]
    await svetlana.forge("mem.take:1", message_id=shown)
    added = "SELECT count(*) FROM memorable_days WHERE source = 'даты.xlsx'"
    assert await published.sql(added) == [(2,)]
    assert "9 октября — Всемирный день почты" in (await svetlana.send("/dates"))[0]
    await svetlana.forge("mem.undo:book-1")
    assert await svetlana.send("/dates") == [OCTOBER]


async def test_each_mistake_of_a_workbook_is_named(published: World) -> None:
    pavel = published.chat(1004)
    await pavel.send("/dates")
    await pavel.press("Дадаць спіс")
    book = a_book(("31.02", "Нет такого дня"), ("9.10", ""))
    assert (await pavel.document("даты.xlsx", book))[-1] == (
        "З гэтага спіса нічога не ўзята. Выпраўце і дашліце яшчэ раз:\n"
        "Аркуш «Даты», радок 2: «31.02»: гэта не дата. Напішыце, напрыклад: 9 мая, 09.05 "
        "або май.\n"
        "Аркуш «Даты», радок 3: У гэтым радку няма назвы."
    )
    await pavel.document("пусто.xlsx", a_book())
    taken = "SELECT count(*) FROM memorable_days WHERE source LIKE '%xlsx'"
    assert await published.sql(taken) == [(0,)]


async def test_lines_of_a_publication_are_taken(published: World) -> None:
    svetlana = published.chat(1003)
    await svetlana.send("/dates")
    await svetlana.press("Добавить список")
    assert await svetlana.send("9 октября — Всемирный день почты\nчто-то не то") == [
        (
            "Из этого списка ничего не взято. Исправьте и пришлите ещё раз:\n"
            "Строка 2: Нужны дата, тире и название: «9 мая — День Победы». Вы написали: "
            "«что-то не то»."
        )
    ]
    await svetlana.send("9 октября — Всемирный день почты")
    assert await svetlana.press("Добавить") == ["Добавлено в календарь: 1."]
    assert await svetlana.press("Отменить") == ["Снова убрано из календаря: 1."]
    await svetlana.press("К календарю")
    await svetlana.press("Убрать дату")
    assert (await svetlana.press("День матери"))[0].startswith(
        "Убрано из календаря: День матери\n"
    )


async def test_the_example_comes_back_without_a_mistake(published: World) -> None:
    svetlana = published.chat(1003)
    await svetlana.send("/dates")
    await svetlana.press("Добавить список")
    await svetlana.press("Пример для заполнения")
    await svetlana.news()
    name = "Пример памятных дат.xlsx"
    assert svetlana.last.view["document"]["name"] == name


def months(news: list[str]) -> list[str]:
    return [one.split("\n")[0] for one in news if one.startswith("Памятн")]


async def test_the_month_is_told_on_its_first_working_day(published: World) -> None:
    """The 1st of November 2026 is a Sunday: Деревная is open, the department is not."""
    anna, pavel, head = (published.chat(key) for key in (1005, 1004, 1001))
    published.clock.set(datetime(2026, 11, 1, 12, tzinfo=MINSK))
    await published.tick()
    assert months(await anna.news()) == ["Памятные даты: ноябрь 2026 года"]
    assert months(await pavel.news()) == []
    published.clock.set(datetime(2026, 11, 2, 12, tzinfo=MINSK))
    await published.tick()
    assert months(await pavel.news()) == ["Памятныя даты: лістапад 2026 года"]
    published.clock.jump(hours=1)
    await published.tick()
    assert [months(await one.news()) for one in (anna, pavel, head)] == [[], [], []]


async def test_only_the_department_changes_the_calendar(published: World) -> None:
    anna = published.chat(1005)
    await anna.send("/dates")
    for press in ("mem.add", "mem.cut:1", "mem.take:1", "mem.undo:book-1", "mem.lines:1"):
        assert await anna.forge(press) == []
        assert anna.toast.startswith("Этот раздел Вам не открыт.")
    removed = "SELECT count(*) FROM memorable_days WHERE removed_at IS NOT NULL"
    assert await published.sql(removed) == [(0,)]
