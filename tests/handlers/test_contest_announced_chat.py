"""Announcing: the preview, one press, told once, in each one's language, with the regulation."""

import asyncio

from monitored import everybody
from test_contest_made_chat import made
from test_contest_setup_chat import WORD
from world import World

RU = (
    "Объявлен конкурс «Лучший уголок»\n"
    "на лучший уголок краеведения\n"
    "Приём работ: 20 октября - 20 ноября, оценка до 4 декабря, итоги 11 декабря.\n"
    "Нужно: фото «до», от 1 до 5; фото «после», от 1 до 5.\n"
    "Положение в файле выше."
)
BE = (
    "Аб’яўлены конкурс «Лучший уголок»\n"
    "на лучший уголок краеведения\n"
    "Прыём работ: 20 кастрычніка - 20 лістапада, ацэнка да 4 снежня, вынікі 11 снежня.\n"
    "Патрэбна: фота «да», ад 1 да 5; фота «пасля», ад 1 да 5.\n"
    "Палажэнне ў файле вышэй."
)
FILE = "[document положение.docx]"
CALLED = (
    "Сообщение не дойдёт: Буквицкая Ядвига Антоновна; Курсивова Валентина Егоровна. "
    "Позвоните, пожалуйста."
)


async def test_it_is_seen_first_then_told_once(world: World) -> None:
    """Librarians hear of it in ru and be, nobody else; a second press says so."""
    everybody(world)
    marina, nina, hanna, svetlana, igor = (world.chat(1000 + n) for n in (2, 5, 9, 3, 14))
    await made(marina)
    await marina.press("Настроить")
    await marina.press("Положение")
    await marina.document("положение.docx", b"PK", WORD)
    await marina.press("К конкурсу")
    assert marina.buttons == [["Положение", "Объявить"], ["Настроить", "К списку"]]
    assert await marina.press("Объявить") == [
        FILE,
        RU,
        (
            "Выше то, что увидят коллеги.\n"
            "Узнают 7 коллег.\n"
            f"{CALLED}\n"
            "Объявить? После этого вопросы, номинации и правила не изменить, сроки можно только "
            "отложить."
        ),
    ]
    assert marina.buttons == [["Объявить", "Настроить"], ["Не сейчас"]]
    assert await nina.news() == []
    said = await marina.press("Объявить")
    assert said[0].split("\n")[:2] == [
        "Конкурс объявлен: сообщения ушли 7 коллегам.",
        CALLED,
    ]
    assert await nina.news() == [FILE, RU]
    assert nina.buttons == [["Подать работу"]]
    assert await hanna.news() == [FILE, BE]
    assert hanna.buttons == [["Падаць работу"]]
    assert [await one.news() for one in (svetlana, igor)] == [[], []]
    for forged in ("contest.announce:4", "contest.preview:4"):
        await marina.forge(forged)
        assert marina.toast == "Этот конкурс уже объявлен."
    assert await nina.news() == []
    assert "«Лучший уголок»: приём работ с 20 октября." in (await nina.send("/contests"))[0]
    assert await world.sql(
        "SELECT announced_at, announced_by FROM contests WHERE contest_id = 4"
    ) == [("2026-10-15T06:28:00Z", 2)]


async def test_two_presses_at_once_tell_once(world: World) -> None:
    """Of the head and a methodist, at the same moment."""
    everybody(world)
    olga, marina, nina = (world.chat(1000 + n) for n in (1, 2, 5))
    await olga.start()
    await made(marina)
    await asyncio.gather(olga.forge("contest.announce:4"), marina.forge("contest.announce:4"))
    assert await nina.news() == [RU.removesuffix("\nПоложение в файле выше.")]


async def test_a_contest_past_its_days_is_not_announced(world: World) -> None:
    """The days are changed first; nothing is told."""
    everybody(world)
    marina, nina = world.chat(1002), world.chat(1005)
    await made(marina)
    world.clock.jump(days=60)
    await marina.forge("contest.announce:4")
    assert marina.toast == (
        "Последний день приёма работ уже прошёл. Напишите более поздний, пожалуйста."
    )
    assert await nina.news() == []


async def test_reminders_go_to_libraries_without_an_entry(world: World) -> None:
    """A contest that is not announced reminds nobody; an announced one stands in «Мои дела»."""
    everybody(world)
    marina, nina = world.chat(1002), world.chat(1005)
    await made(marina)
    world.clock.jump(days=30)
    line = "Конкурс «Лучший уголок» (Деревная): работы ещё нет, последний день 20 ноября."
    assert line not in "".join(await nina.send("/tasks"))
    await marina.forge("contest.announce:4")
    await nina.news()
    assert line in "".join(await nina.send("/tasks"))
