"""«План и факт» in conversation: by month, quarter, year and methodist, and as a picture."""

import pytest
from planned import PAVEL, SVETLANA, a_plan
from world import World

from storage import institution, visit_plan

NOW = "2026-10-15T06:28:00Z"
NOT_YOURS = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


@pytest.fixture
async def world(world: World) -> World:
    """Plan twelve visits beside the ten of the sample; one is moved, one cancelled."""
    keys = await a_plan(
        world, (12, 5, 3), (2, 8, 3), (5, 9, 3), (7, 9, 3), (10, 9, 2), (11, 9, 4), (3, 10, 3),
        (6, 10, 3), (8, 10, 4), (9, 9, 4), (4, 10, 3), (1, 6, None),
    )  # fmt: skip
    async with world.db.write() as tx:
        to = (await visit_plan.by_id(tx, keys[6])).month  # October
        await visit_plan.move(tx, keys[9], to, reason="roads", now=NOW, by=3)
        await visit_plan.cancel(tx, keys[11], reason="work", now=NOW, by=3)
    return world


async def test_a_year_by_months_and_quarters(world: World) -> None:
    """Thirty letters a row; both counts, and which of them the report prints."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    assert (await svetlana.press("План и факт"))[-1].split("\n") == [
        "План и факт: 2026 год",
        "Период открыт.",
        "       план вып.  вне    %",
        "янв       0    0    0    –",
        "фев       0    0    0    –",
        "мар       0    0    0    –",
        "I кв      0    0    0    –",
        "апр       0    0    0    –",
        "май       1    1    0  100",
        "июн       1    0    0    0",
        "II кв     2    1    0   50",
        "июл       0    0    0    –",
        "авг       1    1    0  100",
        "сен       4    4    0  100",
        "III кв    5    5    0  100",
        "окт       5    3    1   60",
        "ноя       0    0    0    –",
        "дек       0    0    0    –",
        "IV кв     5    3    1   60",
        "год      12    9    1   75",
        "По плану: 12. Перенесено на другое время: 0, с другого: 0.",
        "Выполнено по плану: 9 из 12 (75 %). Отменено: 1.",
        "Выездов в библиотеки: 10, вне плана: 1. Поездок: 6.",
        "В отчёт идёт число выездов в библиотеки.",
    ]
    assert svetlana.buttons == [
        ["I кв", "II кв", "III кв", "IV кв"], ["По методистам", "Картинкой"], ["2025", "2027"],
        ["К плану"],
    ]  # fmt: skip
    assert (await svetlana.press("III кв"))[-1].split("\n") == [
        "План и факт: III квартал 2026 года",
        "Период открыт.",
        "       план вып.  вне    %",
        "июл       0    0    0    –",
        "авг       1    1    0  100",
        "сен       4    4    0  100",
        "По плану: 6. Перенесено на другое время: 1, с другого: 0.",
        "Выполнено по плану: 5 из 5 (100 %). Отменено: 0.",
        "Выездов в библиотеки: 5, вне плана: 0. Поездок: 3.",
        "В отчёт идёт число выездов в библиотеки.",
    ]
    assert (await svetlana.press("Сентябрь"))[-1].split("\n")[:3] == [
        "План и факт: сентябрь 2026 года",
        "Период открыт.",
        "По плану: 5. Перенесено на другое время: 1, с другого: 0.",
    ]


async def test_by_methodist_in_belarusian_where_trips_are_printed(world: World) -> None:
    async with world.db.write() as tx:
        await institution.change(tx, "count_visits_by", "trip", now=NOW, by=15)
    world.bot.services.network.forget()
    pavel = world.chat(PAVEL)
    await pavel.send("/plan")
    await pavel.press("План і факт")
    assert (await pavel.press("Па метадыстах"))[-1].split("\n") == [
        "План і факт: 2026 год",
        "Перыяд адкрыты.",
        "           план вык. звыш    %",
        "Анотава       7    6    0   86",
        "Каталогава    1    1    0  100",
        "Кніжнік       3    2    1   67",
        "не ўказаны    1    0    0    0",
        "Выезд залічаны таму, чый запіс, радок плана – таму, хто едзе.",
        "У справаздачу ідзе колькасць паездак.",
    ]
    said = await pavel.press(pavel.buttons[1][0])
    assert said[-1].split("\n")[0].startswith("План і факт: 2026 год; Кніжнік П.")
    assert said[-1].split("\n")[-3:] == [
        "Выканана паводле плана: 2 з 3 (66,7 %). Скасавана: 0.",
        "Выездаў у бібліятэкі: 2, па-за планам: 1. Паездак: 3.",
        "У справаздачу ідзе колькасць паездак.",
    ]


async def test_the_year_as_a_picture_tells_its_numbers(world: World) -> None:
    """The caption says what the bars show, for those who do not see them."""
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.press("План и факт")
    said = await svetlana.press("Картинкой") + await svetlana.news()
    assert said[0] == "Рисую, картинка придёт сюда."
    assert svetlana.last.text.split("\n") == [
        "[photo] План и факт: 2026 год",
        "Период открыт.",
        "По плану: 12. Перенесено на другое время: 0, с другого: 0.",
        "Выполнено по плану: 9 из 12 (75 %). Отменено: 1.",
        "Выездов в библиотеки: 10, вне плана: 1. Поездок: 6.",
        "В отчёт идёт число выездов в библиотеки.",
    ]
    assert svetlana.last.view["photo"]["width"] == 1080


@pytest.mark.parametrize(
    "data",
    [
        "plan.facts:quarter.2026-1:0", "plan.facts:year.2028-1:0", "plan.facts:year.2026-1:99",
        "plan.fact:year.2026-1:0", "plan.fact:half.2026-1:0", "plan.fact:month.2026-13:0",
        "plan.people:half.2026-1:0", "plan.draw:month.2026-1:0",
    ],
)  # fmt: skip
async def test_a_forged_time_is_refused(world: World, data: str) -> None:
    svetlana = world.chat(SVETLANA)
    await svetlana.send("/plan")
    await svetlana.forge(data)
    assert (svetlana.toast, svetlana.alert) == (NOT_YOURS, True)
