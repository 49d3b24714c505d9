"""Blanks on paper: printed from the chat, entered from, and seen on the card afterwards."""

from datetime import datetime

from monitored import everybody
from world import MINSK, World

REFUSED = "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
COMING = "Готовлю файл, пришлю через минуту."


async def test_blanks_are_asked_for_in_the_chat(world: World) -> None:
    """Empty ones, and a sheet for each library that no message reaches."""
    everybody(world)
    svetlana = world.chat(1003)
    await svetlana.send("/more")
    await svetlana.press("Отпуск, язык, данные и другое")
    assert await svetlana.press("Печать бланков") == [
        (
            "Бланки для тех, кто пишет на бумаге: те же вопросы в том же порядке.\n"
            "Бланк сотрудника вносится кнопкой «За библиотеку», свой прямо здесь.\n"
            "Внесённое с бланка так и отмечено, с датой внесения."
        ),
    ]
    assert svetlana.buttons == [
        ["Бланк выезда"],
        ["Бланк обхода"],
        ["Обход, без Telegram: 2"],
        ["Внести мой выезд с бланка"],
        ["Внести мой обход с бланка"],
        ["За библиотеку"],
    ]
    menu = svetlana.last.message_id
    for label, title, sheets in (
        ("Бланк выезда", "Выезд в библиотеку", 1),
        ("Бланк обхода", "Подворный обход", 1),
        ("Обход, без Telegram: 2", "Подворный обход", 2),
    ):
        said = await svetlana.press(label, menu)
        assert [*said, *await svetlana.news()] == [
            COMING,
            (
                f"[document {title}.docx] {title}: распечатать и заполнить от руки. "
                f"Листов: {sheets}."
            ),
        ]


async def test_ones_own_round_from_paper_is_marked_and_dated(world: World) -> None:
    """In Belarusian; the card names the blank and the day of entering."""
    everybody(world)
    pavel = world.chat(1004)
    world.clock.set(datetime(2026, 10, 15, 0, 30, tzinfo=MINSK))  # in UTC it is the day before
    await pavel.send("/paper")
    await pavel.press("Унесці мой абход з бланка")
    for word in ("12.10", "Дзераўная", "Дзераўная", "Апытанне", "Прапусціць", "12 7 8 5 1 2"):
        await pavel.send(word)
    await pavel.send("Прапусціць")
    await pavel.send("Дадаць")
    assert await world.sql("SELECT source, entered_by, staff_id FROM drafts") == [("paper", 4, 4)]
    await pavel.send("няма часу 2")
    await pavel.send("Далей")
    [card, *_] = await pavel.send("Захаваць")
    assert await world.sql(
        "SELECT source, made_on, entered_by, staff_id FROM rounds ORDER BY round_id DESC LIMIT 1"
    ) == [("paper", "2026-10-12", 4, 4)]
    [key] = await world.sql("SELECT max(round_id) FROM rounds")
    [card] = await pavel.forge(f"round.card:{key[0]}")
    assert card.splitlines()[-2:] == [
        "Хто запісаў: Кніжнік П. А.",
        "Унесена з папяровага бланка: 15 кастрычніка 2026\u202fг.",
    ]


async def test_ones_own_visit_from_paper_is_marked_and_dated(world: World) -> None:
    everybody(world)
    svetlana = world.chat(1003)
    await svetlana.send("/paper")
    await svetlana.press("Внести мой выезд с бланка")
    for word in ("Павлово", "Методическая помощь"):
        await svetlana.send(word)
    await svetlana.send("Расставлен фонд")
    await svetlana.send("Сохранить")
    [key] = await world.sql("SELECT max(visit_id), source FROM visits")
    assert key[1] == "paper"
    [card] = await svetlana.forge(f"visit.card:{key[0]}")
    assert card.splitlines()[-2:] == [
        "Кто записал: Аннотова С. Ю.",
        "Внесено с бумажного бланка: 15 октября 2026\u202fг.",
    ]


async def test_forged_blanks_are_refused(world: World) -> None:
    """A librarian prints none; other forms and kinds have none."""
    everybody(world)
    nina, svetlana = world.chat(1005), world.chat(1003)
    await nina.start()
    await svetlana.start()
    for forged in ("paper.choose", "paper.blank:round:empty", "paper.enter:visit"):
        await nina.forge(forged)
        assert nina.toast == REFUSED
    for forged in (
        "paper.blank:campaign:empty", "paper.blank:visit:all", "paper.blank:visit",
        "paper.enter:campaign", "paper.enter",
    ):  # fmt: skip
        await svetlana.forge(forged)
        assert svetlana.toast == REFUSED
    assert await world.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert await world.sql("SELECT count(*) FROM drafts") == [(0,)]
