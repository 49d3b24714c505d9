"""«Чего не хватает»: counts, lists, cards; the dialogue that closes a year asks the same (T40)."""

from datetime import date

from planned import a_plan
from world import World

from bot.screens.report_missing import CARDS, LABELS
from storage import unready, visits

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_from_what_is_missing_to_the_card(world: World) -> None:
    await a_plan(world, (12, 3, 3), (2, 12, 3))
    olga = world.chat(1001)
    await olga.start()
    await olga.tap("Отчёт")
    assert await olga.press("Чего не хватает") == [
        (
            "Чего не хватает: 2026 год\n"
            "Выезды без текста: 1\n"
            "Выезды не подтверждены: 2\n"
            "Строки плана без отметки: 1\n"
            "Просроченные рекомендации: 1\n"
            "Обходы не закончены: 1\n"
            "Нажмите строку, чтобы увидеть записи."
        )
    ]
    assert await olga.press("Выезды без текста: 1") == [
        (
            "Выезды без текста: 1\n"
            "2026 год\n"
            "13.10.26 Деревянчицы, Книжник П. А.\n"
            "Нажмите запись, чтобы открыть её."
        )
    ]
    [card] = await olga.press("13.10.26 Деревянчицы, Книжник…")
    assert card.startswith("Выезд: Деревянчицы, 13 октября 2026")
    [said] = await olga.press("Назад")
    assert said.startswith("Чего не хватает: 2026 год\n")
    await olga.forge("report.gap:year.2026-1:plan_open:0")
    await olga.press("01.03.26 Павлово, Аннотова С.…")
    assert await world.sql("SELECT error FROM inbox WHERE state = 'quarantined'") == []


async def test_closing_a_year_asks_for_the_same(world: World) -> None:
    assert world.db is not None
    async with world.db.write() as tx:
        [visit] = await visits.needing_text_between(tx, date(2026, 1, 1), date(2026, 12, 31))
        await visits.write_text(tx, visit.visit_id, "Расставлен фонд", now="x", by=4)
        await tx.run("UPDATE contests SET closes_on = '2026-09-30' WHERE contest_id = 1")
    olga = world.chat(1001)
    await olga.start()
    await olga.send("/periods")
    await olga.press("2026 год")
    [asked] = await olga.press("Закрыть")
    assert asked.endswith(
        "Обходов не закончено: 1 (закрыть можно и так).\n"
        "Просроченные рекомендации: 1\n"
        "Конкурсы без итогов: 1\n"
        "Чтобы закрыть, напишите: 2026."
    )
    assert olga.buttons == [["Показать неготовое"], ["Не сейчас"]]
    await olga.press("Показать неготовое")
    [listed] = await olga.press("Конкурсы без итогов: 1")
    assert "30.09.26 «Каникулы в библиотеке»\n" in listed


async def test_nothing_is_missing_in_belarusian_and_who_may_not_see_it(world: World) -> None:
    pavel, nina = world.chat(1004), world.chat(1005)
    await pavel.start()
    await nina.start()
    await pavel.send("/report")
    await pavel.forge("report.missing:year.2025-1")
    assert pavel.last.text == (
        "Чаго не хапае: 2025 год\nУсё на месцы: справаздачу можна закрываць."
    )
    await pavel.forge("report.gap:year.2025-1:rounds_open:7")
    assert pavel.last.text == "Абходы не скончаны: 0\n2025 год\nТут ужо нічога няма."
    for data in ("report.gap:year.2025-1:money:0", "report.gap:x:rounds_open:0"):
        await pavel.forge(data)
        assert "Гэты раздзел" in pavel.toast
    await nina.forge("report.missing:year.2026-1")
    assert nina.toast == REFUSED


async def test_how_the_numbers_are_counted(world: World) -> None:
    svetlana = world.chat(1003)
    await svetlana.start()
    [said] = await svetlana.send("/report measures")
    assert said.startswith(
        "Как считаются числа: Выезды\n"
        "Выездов в библиотеки; Поездок; Посещённые библиотеки\n"
        "Выезды за это время, кроме удалённых."
    )
    [said] = await svetlana.press("Издания")
    assert said.startswith("Как считаются числа: Издания\nСценарные материалы; ")
    [said] = await svetlana.press("Назад")
    assert said.startswith("Отчёт за 2026 год\n")
    await svetlana.forge("report.rules:money")
    assert svetlana.toast == REFUSED


def test_every_gap_has_words_and_leads_to_a_card() -> None:
    assert list(LABELS) == list(unready.GAPS)
    assert {*CARDS, "behalf_unconfirmed"} == set(unready.GAPS)
