"""«Сводка» of a campaign that took a new version after some libraries had sent."""

from monitored import RU, a_campaign, answered
from publishing import publish
from summed import answer, nine_answers
from world import World

from bot.forms import builtin

BEGIN = "| | begin_group | attendance | Посещаемость | Наведвальнасць | Attendance |"
END = "| | end_group | | | | |"


def changed() -> bytes:
    """Return the shipped questionnaire: visits renamed, in a group; «Нет» and a count left out."""
    rows = []
    for row in builtin.text("monitoring", "md").split("\n"):
        if "| homebound |" in row or "| internet | no |" in row:
            continue
        if "| visits |" in row:
            renamed = row.replace("Посещения с начала года", "Посещений всего")
            rows += [BEGIN, renamed, END]
        else:
            rows.append(row)
    return "\n".join(rows).encode()


async def test_sheets_of_two_versions_are_summed_by_what_they_share(world: World) -> None:
    """What only one asks is no total; what was sent is named and explained as it was asked."""
    await a_campaign(world)
    await nine_answers(world, but="SL-03")
    await answer(world, "SL-10", {"users": 70, "homebound": 3})
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await publish(svetlana, changed(), "мониторинг.md")
    await svetlana.press("Перевести: Октябрь 2026")
    await nina.send("/questionnaire")
    names = [name for name in RU if name != "homebound"]
    await answered(nina, tuple(names))
    for words in ("Готово", "Пропустить", "Отправить"):
        await nina.send(words)
    assert await world.sql(
        "SELECT s.version, count(*) FROM campaign_units JOIN submissions AS s "
        "USING (submission_id) GROUP BY s.version ORDER BY s.version"
    ) == [(builtin.load("monitoring").version, 9), ("q1.1", 1)]
    await svetlana.send("/monitoring")
    [said] = await svetlana.press("Сводка")
    assert said.split("\n")[3:18] == [
        "Ответы библиотек: 10 из 12.",
        "Без ответа (2): Мижевичи, Павлово.",
        "В скобках изменение к прошлому году (Октябрь 2025) у одних и тех же библиотек: 8 из 10.",
        "Зарегистрировано пользователей с начала года: 3\xa0377 (+3 %)",
        "Из них детей до 15 лет: 52",
        "Из них 60 лет и старше: 58",
        "Посещений всего: 24\xa0671 (+1 %)",
        "Из них на мероприятиях: 260",
        "Выдано документов с начала года: 63\xa0464 (+2 %)",
        "Фонд сегодня, экземпляров: 99\xa0210 (+1 %)",
        "Проведено мероприятий с начала года: 39",
        "Платные услуги с начала года, руб.: 100,50",
        "Подворных обходов с начала года: 2",
        "Интернет: Да 8, Нет 1",
        "Помещение: Всё в порядке 9",
    ]
    [said] = await svetlana.press("Резко отличаются: 4")
    assert said.split("\n")[2:4] == [
        "Деревянчицы. Посещения с начала года: 340, год назад 700 (−51 %) «Закрыты на ремонт»",
        "Деревная. Посещений всего: 1\xa0471, год назад 1\xa0180 (+25 %)",
    ]
    await svetlana.press("К сводке")
    assert await svetlana.press("График") == [
        "Графики сейчас придут.",
        "[photo] Зарегистрировано пользователей с начала года",
        "[photo] Посещений всего",
        "[photo] Выдано документов с начала года",
    ]
