"""Consultations: recorded in four presses or a line, corrected, counted; a closed time."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from world import World, a_world

KEPT = (
    "Записано.\n"
    "Консультация № 1, 15 октября.\n"
    "Телефон. Библиотека: Деревная.\n"
    "Тема: Фонд, списание.\n"
    "{effort}\n"
    "Кто консультировал: Аннотова С. Ю.\n"
    "Поправить: напишите «20 мин», «группа 12», «вчера», «сайт» или о чём."
)
ROW = "SELECT held_on, channel, library_id, topic, subject, minutes, people FROM consultations"


async def test_four_presses_record_one(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/questions")
    assert await svetlana.press("Записать консультацию") == [
        (
            "Записать консультацию\n"
            "Как консультировали?\n"
            "Или напишите одной строкой: «телефон, Деревная, акт списания, 10 мин»."
        )
    ]
    await svetlana.press("Телефон")
    assert await svetlana.press("Деревная") == ["Записать консультацию\nТелефон, Деревная\nО чём?"]
    said = await svetlana.press("Фонд, списание")
    assert said == [KEPT.format(effort="Индивидуальная")]
    assert svetlana.buttons == [
        ["5 мин", "10 мин", "15 мин", "30 мин"], ["Тема", "Удалить"], ["Записать ещё"],
    ]  # fmt: skip
    await svetlana.press("10 мин")
    assert await world.sql(ROW) == [("2026-10-15", "phone", 3, "stock", None, 10, 1)]


async def test_one_line_records_one(world: World) -> None:
    """In Belarusian; what is not said is asked, what is wrong is typed over."""
    pavel = world.chat(1004)
    await pavel.send("/questions")
    await pavel.press("Запісаць кансультацыю")
    assert (await pavel.send("тэлефон, Дзераўная, акт спісання, 10 хв"))[0].split("\n")[:6] == [
        "Запісана.",
        "Кансультацыя № 1, 15 кастрычніка.",
        "Тэлефон. Бібліятэка: Дзераўная.",
        "Тэма: Фонд, спісанне.",
        "«акт спісання»",
        "Індывідуальная, 10 хв",
    ]
    await pavel.send("група 12, учора, сайт, Жыровічы")
    assert await world.sql(ROW) == [
        ("2026-10-14", "site", 2, "stock", "акт спісання", 10, 12),
    ]
    await pavel.press("Тэма")
    await pavel.press("Падпіска")
    await pavel.press("Запісаць яшчэ")
    assert (await pavel.send("на месцы, 2 гадз"))[0].split("\n") == [
        "Запісаць кансультацыю", "На месцы, 120 хв",
        "Якую бібліятэку? Націсніце або напішыце назву.",
    ]  # fmt: skip
    assert await pavel.send("няма такой") == [
        "Такой бібліятэкі няма: «няма такой». Напішыце інакш або націсніце кнопку."
    ]
    await pavel.press("Адразу некалькі")
    await pavel.press("Іншае")
    assert await world.sql(f"{ROW} WHERE consultation_id = 2") == [
        ("2026-10-15", "place", None, "other", None, 120, 1)
    ]


async def test_it_is_removed_and_brought_back(world: World) -> None:
    svetlana, nina = world.chat(1003), world.chat(1005)
    await svetlana.send("/questions")
    await svetlana.press("Записать консультацию")
    await svetlana.send("телефон, Деревная, акт списания")
    said = await svetlana.press("Удалить")
    assert said[0].split("\n")[0] == "Удалено."
    assert svetlana.buttons == [["Вернуть"]]
    await svetlana.forge("consult.min:1:5")
    await svetlana.press("Вернуть")
    assert await world.sql("SELECT removed_at, minutes FROM consultations") == [(None, None)]
    await nina.send("/help")
    for data in ("consult.new", "consult.card:1", "consult.drop:1", "topics.all", "consult.all"):
        await nina.forge(data)
        assert nina.toast == (
            "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
        )
    for data in ("consult.card:9", "consult.topic:none", "consult.min:1:7", "consult.to:1:none",
                 "consult.channel:bot", "consult.sum:x", "topics.one:none"):  # fmt: skip
        await svetlana.forge(data)
        assert svetlana.toast.startswith("Этот раздел Вам не открыт")


async def test_a_closed_period_is_only_read(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/questions")
    await svetlana.press("Записать консультацию")
    await svetlana.send("телефон, Деревная, акт списания")
    async with world.db.write() as tx:
        await tx.run(
            "INSERT INTO periods (kind, first_on, last_on, closed_at, closed_by) "
            "VALUES ('month', '2026-09-01', '2026-09-30', '2026-10-02', 1)"
        )
    refusal = (
        "Период закрыт: сентябрь 2026 года. Запись можно только смотреть. Нужна правка? "
        "Напишите в отдел."
    )
    assert await svetlana.send("30.09") == [refusal]
    await svetlana.press("Записать ещё")
    assert await svetlana.send("сайт, 29.09, Деревная, отчёт") == [refusal]
    async with world.db.write() as tx:
        await tx.run("UPDATE consultations SET held_on = '2026-09-30'")
    await svetlana.forge("consult.card:1")
    assert svetlana.last.buttons == []
    for data in ("consult.min:1:5", "consult.drop:1", "consult.to:1:press", "consult.about:1"):
        await svetlana.forge(data)
        assert svetlana.toast == refusal
    assert await world.sql("SELECT removed_at, minutes, topic FROM consultations") == [
        (None, None, "stock")
    ]


async def test_totals_and_the_list(tmp_path: Path) -> None:
    """Over the sample: the answered question counts by the channel «бот»."""
    async with a_world(tmp_path, with_guidance=True) as world:
        olga = world.chat(1001)
        assert await olga.send("/consultations") == [
            (
                "Консультации: 2026 год\n"
                "Всего: 9.\n"
                "Индивидуальных: 7, групповых: 2, человек: 30.\n"
                "Библиотек: 8. Минут: 215.\n"
                "Как: Телефон – 3, На выезде – 3, Бот – 1, На месте – 1, Сайт – 1.\n"
                "Темы: Фонд, списание – 3, Учёт, отчёты – 2, Конкурсы – 1, Мероприятия – 1, "
                "Планирование – 1, Подписка – 1.\n"
                "По месяцам: август – 1, сентябрь – 4, октябрь – 4.\n"
                "Период открыт.\n"
                "Другие дни? Напишите, например: 10.01 - 25.03."
            )
        ]
        said = await olga.press("Октябрь 2026 года")
        assert said[0].split("\n")[1] == "Всего: 4."
        said = await olga.press("Список")
        assert said[0].split("\n")[:3] == [
            "Консультации: октябрь 2026 года",
            (
                "№ 9, 13 октября: На выезде, Мижевичи, Мероприятия, «как провести час поэзии», "
                "20 мин"
            ),
            "№ 1, 9 октября: Бот, Деревная, Учёт, отчёты, 10 мин",
        ]
        await olga.press("№ 1")
        assert olga.buttons[1:] == [["Тема", "Вопрос"], ["Записать ещё"]]
        assert (await olga.press("Вопрос"))[0].split("\n")[0] == (
            "Вопрос № 1. От кого: Закладкина Нина Ивановна."
        )
        await olga.send("/consultations")
        assert (await olga.send("01.09 - 15.09"))[0].split("\n")[:2] == [
            "Консультации: 01.09.2026 – 15.09.2026", "Всего: 2.",
        ]  # fmt: skip


async def test_topics_are_changed_in_chat(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.send("/consultations")
    await svetlana.press("Темы")
    assert (await svetlana.send("Дизайн / Дызайн"))[0].split("\n")[13] == "12. Дизайн / Дызайн"
    await svetlana.send("12")
    await svetlana.send("Оформление/Афармленне")
    assert await svetlana.send("фонд, списание") == [
        "Такая тема уже есть. Напишите другое название, пожалуйста."
    ]
    assert await svetlana.send("Очень длинное название") == [
        "Нужно название до 16 знаков: оно будет на кнопке."
    ]
    await svetlana.send("10")
    assert (await svetlana.press("Больше не предлагать"))[0].split("\n")[11] == (
        "10. Подписка / Падпіска (не предлагается)"
    )
    await svetlana.forge("consult.new")
    await svetlana.press("Сайт")
    await svetlana.press("Деревная")
    assert svetlana.buttons[4:] == [
        ["Платные услуги", "Краеведение"], ["Оформление", "Другое"], ["Не сейчас"],
    ]  # fmt: skip
    await svetlana.send("оформление стенда")
    assert await world.sql("SELECT topic, subject FROM consultations") == [
        ("own-13", "оформление стенда")
    ]


async def test_the_workbook_holds_rows_and_totals(tmp_path: Path) -> None:
    """What was typed is text there, never a formula."""
    async with a_world(tmp_path, with_guidance=True) as world:
        olga, svetlana = world.chat(1001), world.chat(1003)
        await svetlana.send("/questions")
        await svetlana.press("Записать консультацию")
        await svetlana.send("телефон, Деревная, =1+1 акт списания, 10 мин")
        await olga.send("/consultations")
        await olga.press("Октябрь 2026 года")
        title = "Консультации: октябрь 2026 года"
        assert await olga.press("В Excel") == [f"[document {title.replace(':', '')}.xlsx] {title}"]
        book = load_workbook(BytesIO(world.telegram.uploaded[-1].content))
        rows = [[cell.value for cell in row] for row in book["Список"].iter_rows(min_row=3)]
        assert rows[0] == [
            "№", "Дата", "Как", "Библиотека", "Тема", "О чём", "Минут", "Человек",
            "Кто консультировал",
        ]  # fmt: skip
        assert rows[-1] == [
            10, datetime(2026, 10, 15), "Телефон", "Деревная", "Фонд, списание",  # noqa: DTZ001
            "=1+1 акт списания", 10, 1, "Аннотова С. Ю.",
        ]  # fmt: skip
        assert [cell.data_type for cell in book["Список"][book["Список"].max_row]][5] == "s"
        totals = {row[0].value: row[1].value for row in book["Итоги"].iter_rows(min_row=3)}
        assert (totals["Консультации"], totals["Бот"], totals["октябрь 2026"]) == (5, 1, 5)
