"""«Итоги школы»: of a year, a quarter, days of one's own; what was not held is not counted."""

from datetime import date

from schooled import a_class, a_session, rolled
from world import World

from storage import school


async def a_year(world: World) -> None:
    await a_class(world, [5, 6])
    await a_class(world, [6, 8], "Полигон")
    await rolled(world, await a_session(world, 1, date(2026, 2, 3)), [5, 6])
    await rolled(world, await a_session(world, 1, date(2026, 10, 6)), [6], [5])
    lecture = await a_session(world, 2, date(2026, 10, 7), form="lecture", hours=1.5, topic="Игры")
    await rolled(world, lecture, [6, 8, 9])
    await a_session(world, 2, date(2026, 10, 8), form="online")  # nobody said who came
    off = await a_session(world, 2, date(2026, 10, 9))
    assert world.db is not None
    async with world.db.write() as tx:
        await school.cancel(tx, off.session_id, "few", now="x", by=3)


async def test_by_class_and_by_form_of_any_time(world: World) -> None:
    await a_year(world)
    svetlana = world.chat(1003)
    await svetlana.start()
    await svetlana.send("/school")
    [said] = await svetlana.press("Итоги")
    assert said == (
        "Итоги школы: 2026 год\n"
        "занятий: 3, посещений: 6, человек: 4, часов: 5,5\n"
        "По классам\n"
        "«Азы», 2026: занятий: 2, посещений: 3, человек: 2, часов: 4\n"
        "«Полигон», 2026: занятий: 1, посещений: 3, человек: 3, часов: 1,5\n"
        "По формам\n"
        "Лекция: занятий: 1, посещений: 3, человек: 3, часов: 1,5\n"
        "Практикум: занятий: 2, посещений: 3, человек: 2, часов: 4\n"
        "Период открыт.\n"
        "Другое время? Нажмите его или напишите дни, например 10.01 - 25.03."
    )
    [said] = await svetlana.press("IV квартал 2026 года")
    assert said.startswith(
        "Итоги школы: IV квартал 2026 года\nзанятий: 2, посещений: 4, человек: 3, часов: 3,5\n"
    )
    [said] = await svetlana.send("01.02 - 01.03")
    assert said.startswith(
        "Итоги школы: 01.02.2026 – 01.03.2026\n"
        "занятий: 1, посещений: 2, человек: 2, часов: 2\nПо классам\n"
    )
    [said] = await svetlana.press("2025 год")
    assert said == (
        "Итоги школы: 2025 год\nзанятий: 0, посещений: 0, человек: 0, часов: 0\nПериод открыт.\n"
        "Другое время? Нажмите его или напишите дни, например 10.01 - 25.03."
    )


async def test_in_belarusian_and_only_for_the_department(world: World) -> None:
    await a_year(world)
    pavel = world.chat(1004)
    await pavel.start()
    [said] = await pavel.forge("roll.totals:half.2026-1")
    assert said.startswith(
        "Вынікі школы: першае паўгоддзе 2026 года\n"
        "заняткаў: 1, наведванняў: 2, чалавек: 2, гадзін: 2\nПа класах\n"
    )
    for data in ("roll.totals:x", "roll.totals:20261001-20260101", "roll.totals:year.x"):
        assert await pavel.forge(data) == [], data
    nina = world.chat(1005)
    await nina.start()
    assert await nina.forge("roll.totals") == []
