"""«Учебный режим» in conversation: marked, gone on with, saved nowhere, open to librarians."""

import pytest
from world import World


@pytest.mark.parametrize(
    ("user_id", "form", "choose", "marks"),
    [
        (
            1005,
            "Выезд в библиотеку",
            (
                "Учебный режим. Всё как по-настоящему, но никуда не идёт.\n"
                "В списках и отчётах этого нет, через неделю удалится. Нажмите, что попробовать."
            ),
            [
                "Учебный режим: ничего не считается и никуда не уходит, через неделю удаляется.",
                "Учебный режим, никуда не пойдёт. Выезд в библиотеку, 1 из 3",
            ],
        ),
        (
            1009,
            "Выезд у бібліятэку",
            (
                "Вучэбны рэжым. Усё як па-сапраўднаму, але нікуды не ідзе.\n"
                "У спісах і справаздачах гэтага няма, праз тыдзень выдаліцца. Націсніце, што "
                "паспрабаваць."
            ),
            [
                "Вучэбны рэжым: нічога не лічыцца і нікуды не ідзе, праз тыдзень выдаляецца.",
                "Вучэбны рэжым, нікуды не пойдзе. Выезд у бібліятэку, 1 з 3",
            ],
        ),
    ],
)
async def test_practice_is_marked_in_the_first_line(
    world: World, user_id: int, form: str, choose: str, marks: list[str]
) -> None:
    chat = world.chat(user_id)
    assert await chat.send("/practice") == [choose]
    said = await chat.press(form)
    assert [one.split("\n")[0] for one in said] == marks


async def test_practice_is_recorded_nowhere(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/practice")
    await nina.press("Выезд в библиотеку")
    await nina.press("Деревная")
    await nina.press("Методическая помощь")
    await nina.press("Готово")
    await nina.send("Попробовали")
    assert await nina.press("Сохранить") == [
        "Получилось! Это весь путь. Режим был учебный: ничего не записано.",
        "Что дальше?",
    ]
    assert await world.sql("SELECT count(*) FROM visits") == [(11,)]
    assert await world.sql("SELECT count(*) FROM submissions") == [(0,)]


async def test_practice_is_gone_on_with(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/practice")
    await nina.press("Выезд в библиотеку")
    await nina.press("Деревная")
    await nina.press("Отложить")
    await nina.send("/practice")
    assert nina.buttons[:2] == [["Продолжить: Выезд в библиотеку"], ["Выезд в библиотеку"]]
    assert nina.buttons[-1] == ["Не сейчас"]
    said = await nina.press("Продолжить: Выезд в библиотеку")
    assert said[-1].split("\n")[0] == "Учебный режим, никуда не пойдёт. Выезд: Деревная, 2 из 3"


async def test_practice_can_wait(world: World) -> None:
    nina = world.chat(1005)
    await nina.send("/practice")
    assert await nina.press("Не сейчас") == [
        "Хорошо. Учебный режим всегда здесь: «Ещё…», «Учебный режим»."
    ]


@pytest.mark.parametrize("data", ["practice.open", "practice.open:nonsense"])
async def test_an_unknown_form_is_refused(world: World, data: str) -> None:
    nina = world.chat(1005)
    await nina.send("/practice")
    await nina.forge(data)
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."


async def test_a_librarian_may_not_record_in_earnest(world: World) -> None:
    nina = world.chat(1005)
    assert await nina.send("/visit") == [
        "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
    ]


async def test_practice_goes_after_a_week(world: World) -> None:
    nina = world.chat(1005)
    await world.tick()
    await nina.send("/practice")
    await nina.press("Выезд в библиотеку")
    world.clock.jump(days=7, minutes=1)
    await world.tick()
    assert await world.sql("SELECT count(*) FROM drafts") == [(0,)]
    await nina.press("Деревная")
    assert nina.toast == "Этот раздел Вам не открыт. Если он нужен для работы, напишите в отдел."
