"""«Передать жюри»: after the deadline, when there is a jury, criteria and entries; once."""

from datetime import datetime

import pytest
from entered import MINSK
from handed import CLOSED_IMAGE, IMAGE, admitted, change_contest, deals, some_entries, started
from world import World

NOT_OPEN = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
HANDED = {
    "handed": [
        "Ход оценки: «Создать новый образ»",
        "Баллы принимаются до 29 декабря, осталось 13 дней.",
    ],
    "hand": ["Передать жюри: «Создать новый образ»", "Работы уже у жюри."],
}
CARD = "Конкурс «Создать новый образ»"
PLAN = (
    "Передать жюри: «Создать новый образ»\n"
    "Допущено работ: 3.\n"
    "Пока не допущено: 1, на уточнении: 0. Они попадут к жюри, когда Вы их допустите.\n"
    "Жюри: Каталогова М. П. (секретарь), Аннотова С. Ю., Корешкова Г. Ф., "
    "Редакторов И. Л. (председатель)\n"
    "Каждый, кто ставит баллы, оценивает все работы, кроме работ своей библиотеки.\n"
    "Баллы принимаются до 29 декабря включительно."
)


async def _closed(world: World) -> None:
    await some_entries(world)
    await admitted(world, 1, 2, 3)
    world.clock.set(CLOSED_IMAGE)


async def test_a_contest_is_handed_to_its_jury(world: World) -> None:
    """Everybody hears how many entries they have; nobody gets one of their own library."""
    olga, marina, svetlana, galina, igor = await started(world, 1, 2, 3, 6, 14)
    await _closed(world)
    await olga.forge(f"contest.card:{IMAGE}")
    assert olga.buttons == [
        ["Работы: 4", "Кто не подал"],
        ["Документы", "Допуск: 1"],
        ["Передать жюри", "Настроить"],
        ["К списку"],
    ]
    assert await olga.press("Передать жюри") == [PLAN]
    assert olga.buttons == [["Передать", "Допуск: 1"], ["К конкурсу"]]
    assert await olga.press("Передать") == [
        (
            "Передано жюри: «Создать новый образ»\n"
            "Аннотова С. Ю.: 3\n"
            "Корешкова Г. Ф.: 2\n"
            "Редакторов И. Л.: 3\n"
            "Баллы принимаются до 29 декабря включительно.\n"
            "Всем в жюри отправлено сообщение."
        )
    ]
    assert await deals(world) == [
        (1, 3), (1, 6), (1, 14), (2, 3), (2, 6), (2, 14), (3, 3), (3, 14),
    ]  # fmt: skip
    for chat, count in ((svetlana, 3), (galina, 2), (igor, 3)):
        assert await chat.news() == [
            (
                f"Работы конкурса «Создать новый образ» ждут Вашей оценки: {count}. Поставьте, "
                "пожалуйста, баллы до 29 декабря включительно."
            )
        ]
        assert chat.buttons == [["Оценить работы"]]
        assert (await chat.press("Оценить работы"))[0].split("\n")[0] == CARD
    assert await marina.news() == [
        (
            "Работы конкурса «Создать новый образ» переданы жюри. Баллы принимаются до "
            "29 декабря включительно."
        )
    ]


async def test_two_jurors_an_entry_and_who_is_out_of_reach_in_belarusian(world: World) -> None:
    """Loads are even; the entries that lack jurors are named before."""
    pavel, *_ = await started(world, 4, 2, 3, 6)
    await _closed(world)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("UPDATE accounts SET blocked_at = '2026-12-01T00:00:00Z' WHERE staff_id = 14")
    await change_contest(world, jurors_an_entry=3)
    said = await pavel.forge(f"judging.hand:{IMAGE}")
    assert said[0].split("\n")[4:] == [
        "Членаў журы на кожную работу: 3.",
        "Членаў журы не хапае (колькіх для кожнай работы): № 3 (1).",
        "Балы прымаюцца да 29 снежня (да канца дня).",
    ]
    await change_contest(world, jurors_an_entry=2)
    await pavel.forge(f"judging.hand:{IMAGE}")
    said = await pavel.press("Перадаць")
    assert said[0].split("\n")[-1] == (
        "Паведамленне не дойдзе, патэлефануйце, калі ласка: Рэдактараў І. Л."
    )
    counts = await world.sql("SELECT count(*) FROM deals GROUP BY staff_id")
    assert sorted(counts) == [(2,), (2,), (2,)]


@pytest.mark.parametrize(
    ("at", "values", "told"),
    [
        (
            datetime(2026, 12, 15, 10, 0, tzinfo=MINSK),
            {},
            (
                "Работы принимаются до 15 декабря включительно. Передать их жюри можно с "
                "16 декабря, чтобы время у всех было одинаковое."
            ),
        ),
        (
            CLOSED_IMAGE,
            {"judging_until_on": "2026-12-15"},
            "Последний день оценки был 15 декабря. Назначьте в конкурсе более поздний.",
        ),
    ],
)
async def test_it_is_not_handed_over_too_early_nor_too_late(
    world: World, at: datetime, values: dict[str, str], told: str
) -> None:
    """Not even by an old button."""
    [svetlana] = await started(world, 3)
    await _closed(world)
    world.clock.set(at)
    if values:
        await change_contest(world, **values)
    assert (await svetlana.forge(f"judging.hand:{IMAGE}"))[0].split("\n")[-1] == told
    assert await svetlana.forge(f"judging.handed:{IMAGE}") == []
    assert svetlana.buttons == [["Допуск: 1", "К конкурсу"]]
    assert await world.sql("SELECT handed_at FROM contests WHERE contest_id = 2") == [(None,)]


async def test_what_is_missing_is_named_all_at_once(world: World) -> None:
    [svetlana] = await started(world, 3)
    world.clock.set(CLOSED_IMAGE)
    async with world.db.write() as tx:  # type: ignore[union-attr]
        await tx.run("DELETE FROM contest_jurors WHERE duty <> 'secretary'")
        await tx.run("DELETE FROM criteria")
    world.bot.services.network.forget()  # type: ignore[union-attr]
    assert await svetlana.forge(f"judging.hand:{IMAGE}") == [
        (
            "Передать жюри: «Создать новый образ»\n"
            "Допущено работ: 0.\n"
            "Жюри: Каталогова М. П. (секретарь)\n"
            "В жюри нет никого, кто ставит баллы.\n"
            "В конкурсе нет критериев.\n"
            "Ни одна работа пока не допущена."
        )
    ]
    assert svetlana.buttons == [["К конкурсу"]]


async def test_it_is_handed_over_once(world: World) -> None:
    """A second press tells nobody again."""
    svetlana, igor = await started(world, 3, 14)
    await _closed(world)
    await svetlana.forge(f"judging.handed:{IMAGE}")
    before = await deals(world)
    assert len(await igor.news()) == 1
    for data in ("handed", "hand"):
        [said] = await svetlana.forge(f"judging.{data}:{IMAGE}")
        assert said.split("\n")[:2] == HANDED[data]
    assert (await igor.news(), await deals(world)) == ([], before)


async def test_only_the_department_hands_over(world: World) -> None:
    await _closed(world)
    for chat in await started(world, 5, 14, 15):
        for data in (f"hand:{IMAGE}", f"handed:{IMAGE}", "hand", "handed:99"):
            assert await chat.forge(f"judging.{data}") == [], data
            assert chat.toast == NOT_OPEN
    assert await deals(world) == []
