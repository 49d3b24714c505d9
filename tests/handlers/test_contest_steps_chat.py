"""The card of a contest after its last day: only what makes sense in the step it is in."""

from handed import IMAGE, admitted, change_contest, handed, some_entries, started
from world import World

CARD = "Конкурс «Создать новый образ»\nна лучшее оформление библиотеки\n"
OVER = "Приём работ закончился 15 декабря.\n"
OF_ALL = "Номинации: Внутри библиотеки; Снаружи.\nРабот: 4, библиотек: 4 из 12."


async def test_the_card_of_a_methodist_follows_the_contest(world: World) -> None:
    """A late entry comes last and is taken until the points are closed."""
    await some_entries(world)
    await admitted(world, 1, 2, 3, 4)
    await handed(world)
    await change_contest(world, handed_at=None)
    [svetlana] = await started(world, 3)
    card = f"contest.card:{IMAGE}"
    assert await svetlana.forge(card) == [CARD + OVER + OF_ALL]
    assert svetlana.buttons == [
        ["Работы: 4", "Кто не подал"],
        ["Документы", "Передать жюри"],
        ["Подать работу", "Настроить"],
        ["К списку"],
    ]
    await change_contest(world, handed_at="2026-12-16T07:00:00Z")
    scoring = "Жюри ставит баллы до 29 декабря.\n"
    assert await svetlana.forge(card) == [CARD + OVER + scoring + OF_ALL]
    assert svetlana.buttons == [
        ["Работы: 4", "Документы"],
        ["Оценить работы", "Ход оценки"],
        ["Подать работу", "Настроить"],
        ["К списку"],
    ]
    await change_contest(world, judged_at="2026-12-16T07:10:00Z")
    finished = "Жюри закончило оценку, итоги ещё не опубликованы.\n"
    assert await svetlana.forge(card) == [CARD + OVER + finished + OF_ALL]
    assert "Подать работу" not in [label for row in svetlana.buttons for label in row]
    assert await svetlana.forge(f"entry.new:{IMAGE}") == []
    assert svetlana.toast.startswith("Приём работ закончился 15 декабря.")
    await change_contest(world, published_at="2026-12-16T07:20:00Z")
    published = "Итоги конкурса опубликованы.\n"
    assert await svetlana.forge(card) == [CARD + published + OF_ALL]
    assert svetlana.buttons == [
        ["Работы: 4", "Документы"], ["Провести снова"], ["Новость для сайта"],
        ["Итоги", "К списку"],
    ]  # fmt: skip


async def test_a_librarian_of_the_jury_finds_the_entries_from_the_contest(world: World) -> None:
    """Galina scores, Nina only takes part; the way is closed when the judging is."""
    await some_entries(world)
    await admitted(world, 1, 2, 3, 4)
    await handed(world)
    galina, nina = await started(world, 6, 5)
    card = f"contest.card:{IMAGE}"
    await galina.forge(card)
    assert galina.buttons == [["Оценить работы", "Мои работы"], ["К списку"]]
    assert (await galina.press("Оценить работы"))[0].split("\n")[0] == (
        "Конкурс «Создать новый образ»"
    )
    await nina.forge(card)
    assert nina.buttons == [["Мои работы", "К списку"]]
    await change_contest(world, judged_at="2026-12-16T07:10:00Z")
    await galina.forge(card)
    assert galina.buttons == [["Мои работы", "К списку"]]


async def test_the_step_is_said_in_belarusian(world: World) -> None:
    await some_entries(world)
    await admitted(world, 1, 2, 3, 4)
    await handed(world)
    [pavel] = await started(world, 4)
    said = await pavel.forge(f"contest.card:{IMAGE}")
    assert said[0].split("\n")[3] == "Журы ставіць балы да 29 снежня."
