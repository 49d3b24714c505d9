"""«Журналы»: for which time and source, the card, both files, editions; rights and old buttons."""

from dataclasses import replace
from datetime import date

import pytest
from filed import files
from journaled import of_workbook
from world import World

from storage import recommendation_moves, recommendations, visits
from storage.recommendation_moves import Act

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
ASKED = "Журнал выездов\nЗа какое время? Нажмите или напишите дни, например 10.01 - 25.03."
OCTOBER = (
    "Журнал выездов: октябрь 2026 года\n"
    "Выездов в библиотеки: 4 (поездок: 2).\n"
    "Случаев, когда библиотека не работала: 1.\n"
    "Выездов без записанного текста: 1.\n"
    "Период открыт.\n"
    "В каком виде? Word удобен для печати и подписи."
)


async def test_a_methodist_asks_for_a_month(world: World) -> None:
    """From «Ещё»; the card says what is in it, the file comes with its edition."""
    svetlana = world.chat(1003)
    await svetlana.send("/more")
    assert await svetlana.press("Журналы") == [ASKED]
    assert svetlana.buttons == [
        ["Октябрь 2026 года"],
        ["Сентябрь 2026 года"],
        ["IV квартал 2026 года"],
        ["III квартал 2026 года"],
        ["2026 год"],
        ["Другое время"],
    ]
    assert await svetlana.press("Октябрь 2026 года") == [OCTOBER]
    assert svetlana.buttons == [["Excel", "Word"], ["Источник: все"], ["Другое время"]]
    assert await svetlana.press("Excel") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document Журнал выездов октябрь 2026 года.xlsx] Журнал выездов: октябрь 2026 года. "
            "Составлен: 15.10.2026 09:28; составитель: Аннотова С. Ю.; редакция 1. "
            "Период открыт."
        ),
    ]


async def test_the_head_asks_for_other_times(world: World) -> None:
    """Every period of a year, own days, a time without visits; nothing to print is said."""
    olga = world.chat(1001)
    assert await olga.send("/journals") == [ASKED]
    assert await olga.press("Другое время") == [
        "Журнал выездов: 2026 год\nНажмите время или напишите дни, например 10.01 - 25.03."
    ]
    assert olga.buttons == [
        ["Январь", "Февраль"],
        ["Март", "Апрель"],
        ["Май", "Июнь"],
        ["Июль", "Август"],
        ["Сентябрь", "Октябрь"],
        ["Ноябрь", "Декабрь"],
        ["I квартал", "II квартал"],
        ["III квартал", "IV квартал"],
        ["I полугодие", "II полугодие"],
        ["2026 год"],
        ["2025"],
        ["Назад"],
    ]
    assert await olga.press("II полугодие") == [
        (
            "Журнал выездов: второе полугодие 2026 года\n"
            "Выездов в библиотеки: 9 (поездок: 5).\n"
            "Случаев, когда библиотека не работала: 1.\n"
            "Выездов без записанного текста: 1.\n"
            "Период открыт.\n"
            "В каком виде? Word удобен для печати и подписи."
        )
    ]
    assert await olga.press("Другое время") == [ASKED]
    assert await olga.send("1.05 - 20.08") == [
        (
            "Журнал выездов: 01.05.2026 – 20.08.2026\n"
            "Выездов в библиотеки: 2 (поездок: 2).\n"
            "Период открыт.\n"
            "В каком виде? Word удобен для печати и подписи."
        )
    ]
    assert await olga.press("Word") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document Журнал выездов 01.05.2026 – 20.08.2026.docx] "
            "Журнал выездов: 01.05.2026 – 20.08.2026. Составлен: 15.10.2026 09:28; "
            "составитель: Экслибрисова О. С.; редакция 1. Период открыт."
        ),
    ]
    await olga.send("/journals")
    await olga.press("Другое время")
    await olga.press("2025")
    assert await olga.press("Январь") == [
        (
            "Журнал выездов: январь 2025 года\n"
            "Выездов в библиотеки: 0 (поездок: 0).\n"
            "Период открыт.\n"
            "За это время выездов нет, печатать нечего."
        )
    ]
    assert olga.buttons == [["Источник: все"], ["Другое время"]]
    assert await olga.forge("journal.make:month.2025-1:all:xlsx") == []
    assert olga.toast == "За это время выездов нет, печатать нечего."


async def test_days_that_are_none_are_asked_again(world: World) -> None:
    """A typed line that is no time keeps the question."""
    svetlana = world.chat(1003)
    await svetlana.send("/journals")
    assert await svetlana.send("когда-нибудь") == [
        (
            "Нужна дата, например 5.03, 12 апреля или «вчера». Вы написали: «когда-нибудь». "
            "Прежние ответы на месте."
        )
    ]
    assert (await svetlana.send("13.10"))[0].startswith("Журнал выездов: 13.10.2026\n")


async def test_in_belarusian_by_source(world: World) -> None:
    """One button goes round the sources; the journal says which it holds."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run("UPDATE visits SET source = 'paper' WHERE visited_on = '2026-09-22'")
    pavel = world.chat(1004)
    await pavel.send("/journals")
    await pavel.press("III квартал 2026 года")
    assert await pavel.press("Крыніца: усе") == [
        (
            "Журнал выездаў: III квартал 2026 года\n"
            "Унесена толькі: у чаце.\n"
            "Выездаў у бібліятэкі: 3 (паездак: 2).\n"
            "Перыяд адкрыты.\n"
            "У якім выглядзе? Word зручны для друку і подпісу."
        )
    ]
    assert await pavel.press("Крыніца: чат") == [
        (
            "Журнал выездаў: III квартал 2026 года\n"
            "Унесена толькі: па тэлефоне.\n"
            "Выездаў у бібліятэкі: 0 (паездак: 0).\n"
            "Перыяд адкрыты.\n"
            "За гэты час выездаў няма, друкаваць няма чаго."
        )
    ]
    await pavel.press("Крыніца: тэлефон")
    assert pavel.buttons == [["Excel", "Word"], ["Крыніца: папера"], ["Іншы час"]]
    assert await pavel.press("Word") == [
        "Рыхтую файл, дашлю праз хвіліну.",
        (
            "[document Журнал выездаў III квартал 2026 года.docx] Журнал выездаў: III квартал "
            "2026 года. Складзены: 15.10.2026 09:28; складальнік: Кніжнік П. А.; рэдакцыя 1. "
            "Перыяд адкрыты."
        ),
    ]
    await pavel.press("Крыніца: папера")
    assert await pavel.press("Крыніца: іншыя") == [
        (
            "Журнал выездаў: III квартал 2026 года\n"
            "Выездаў у бібліятэкі: 5 (паездак: 3).\n"
            "Перыяд адкрыты.\n"
            "У якім выглядзе? Word зручны для друку і подпісу."
        )
    ]


async def test_editions_count_what_has_changed(world: World) -> None:
    """Each file of a time and source is an edition; the next one says how many records differ."""
    svetlana, olga = world.chat(1003), world.chat(1001)
    await olga.start()
    await svetlana.start()
    await svetlana.forge("journal.make:month.2026-10:all:xlsx")
    assert await olga.forge("journal.card:month.2026-10:all") == [
        OCTOBER.replace(
            "Период открыт.\n",
            "Период открыт.\nПоследняя редакция: 1, составлена 15.10.2026 09:28; "
            "после неё изменено записей: 0.\n",
        )
    ]
    world.clock.jump(hours=1)
    await change(world)
    assert await svetlana.forge("journal.make:month.2026-10:all:docx") == [
        "Готовлю файл, пришлю через минуту.",
        (
            "[document Журнал выездов октябрь 2026 года.docx] Журнал выездов: октябрь 2026 года. "
            "Составлен: 15.10.2026 10:28; составитель: Аннотова С. Ю.; редакция 2. "
            "После редакции от 15.10.2026 09:28 изменено записей: 4. Период открыт."
        ),
    ]
    # Another source and another time have editions of their own.
    await svetlana.forge("journal.make:month.2026-10:chat:xlsx")
    await svetlana.forge("journal.make:quarter.2026-4:all:xlsx")
    assert await world.sql(
        "SELECT span, source, edition, format, lines FROM journals ORDER BY journal_id"
    ) == [
        ("month:2026-10", "all", 1, "xlsx", 5),
        ("month:2026-10", "all", 2, "docx", 3),
        ("month:2026-10", "chat", 1, "xlsx", 3),
        ("quarter:2026-4", "all", 1, "xlsx", 3),
    ]


async def change(world: World) -> None:
    """Correct one visit of October, remove one, move one away, let one recommendation be done."""
    query = (
        "SELECT visit_id FROM visits JOIN libraries USING (library_id) "
        "WHERE visited_on >= '2026-10-01' AND code = ?"
    )
    found = [(await world.sql(query, code))[0][0] for code in ("SL-06", "SL-04", "SL-11")]
    corrected, removed, moved = (int(str(one)) for one in found)
    now = "2026-10-15T07:00:00Z"
    assert world.db is not None
    async with world.db.write() as tx:
        await visits.write_text(tx, corrected, "Проверены дневники", now=now, by=3)
        await visits.remove(tx, removed, "Записано дважды", by=3, now=now)
        old = await visits.by_id(tx, moved)
        assert old is not None
        await visits.update(tx, moved, replace(old, visited_on=date(2026, 9, 30)), now=now, by=3)
        [done] = await recommendations.open_of_library(tx, 3)
        act = Act(5, now, date(2026, 10, 15))
        await recommendation_moves.do(tx, done, act, source="chat")


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ([], "Период открыт."),
        (["2026-10-01 2026-10-31 month"], "Период закрыт частично."),
        (["2026-10-01 2026-12-31 quarter"], "Период закрыт."),
        (["2026-01-01 2026-12-31 year"], "Период закрыт."),
        (["2026-07-01 2026-09-30 quarter"], "Период открыт."),
        (
            [
                "2026-10-01 2026-10-31 month",
                "2026-11-01 2026-11-30 month",
                "2026-12-01 2026-12-31 month",
            ],
            "Период закрыт.",
        ),
    ],
)
async def test_it_says_whether_the_period_is_closed(
    world: World, closed: list[str], said: str
) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        for one in closed:
            first, last, kind = one.split()
            await tx.run(
                "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
                "VALUES (?, ?, ?, '2026-10-15T00:00:00Z', 1)",
                (kind, first, last),
            )
    svetlana = world.chat(1003)
    await svetlana.send("/journals")
    [card] = await svetlana.press("IV квартал 2026 года")
    assert card.split("\n")[4] == said
    assert (await svetlana.press("Excel"))[1].endswith(said)


async def test_who_has_no_journals(world: World) -> None:
    """A librarian and an admin have no button, and a forged press changes nothing."""
    for user_id in (1005, 1015):
        chat = world.chat(user_id)
        await chat.send("/more")
        assert "Журналы" not in [label for row in chat.buttons for label in row]
        for press in ("journals", "journal.card:month.2026-10:all",
                      "journal.make:month.2026-10:all:xlsx", "journal.times:2026"):  # fmt: skip
            assert await chat.forge(press) == []
            assert chat.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_forged_buttons(world: World) -> None:
    """Times, sources and formats that are none are refused, and no job is left."""
    svetlana = world.chat(1003)
    await svetlana.start()
    for press in (
        "journal.card:month.2026-13:all", "journal.card:month.2026-10:pigeon", "journal.card",
        "journal.card:20261020-20261010:all", "journal.make:month.2026-10:all:exe",
        "journal.make:month.2026-10:all", "journal.times:1", "journal.times:x", "journal.times",
    ):  # fmt: skip
        assert await svetlana.forge(press) == [], press
        assert svetlana.toast == NOT_OPEN
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]


async def test_a_journal_that_word_cannot_hold(world: World) -> None:
    """More than 3,000 visits go to Excel only, line by line."""
    assert world.db is not None
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO trips (trip_id, made_on, created_at) VALUES (999, '2025-05-05', '')"
        )
        await tx.many(
            "INSERT INTO visits (trip_id, library_id, visited_on, outcome, done, staff_id, "
            "entered_by, source, created_at, updated_at) "
            "VALUES (999, 1, '2025-05-05', 'held', ?, 3, 3, 'chat', '', '')",
            [(f"Дело {n}",) for n in range(3001)],
        )
    svetlana = world.chat(1003)
    await svetlana.start()
    assert await svetlana.forge("journal.make:year.2025-1:all:docx") == []
    assert svetlana.toast == (
        "В документ Word помещается до 3\u00a0000 выездов, здесь: 3\u00a0001. "
        "Выберите Excel или более короткое время."
    )
    await svetlana.forge("journal.make:year.2025-1:all:xlsx")
    [content] = (await files(world, svetlana)).values()
    assert [row[5] for row in of_workbook(content)] == [f"Дело {n}" for n in range(3001)]
