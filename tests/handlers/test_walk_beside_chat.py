"""Other things done while walking are not swallowed; «Мои дела» knows a walk."""

import pytest
from walking import HANNA, NINA, begin, say, states, totals, without_rounds
from world import World

from bot.handlers import walk_card
from storage import rounds

RETURN = "Обход не закончен. Вернуться к нему: /round"
SIX = [
    ["Уже читатели", "Новый читатель"],
    ["Не читают", "Никого нет"],
    ["Отменить последнее", "Ещё…"],
]


@pytest.fixture
async def world(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Take out the rounds of the sample; let each card come at once."""
    monkeypatch.setattr(walk_card, "PACE", (0.0, 0.0))
    return await without_rounds(world)


async def walked_by_a_methodist(world: World, user_id: int = 1003) -> None:
    chat = world.chat(user_id)
    await say(chat, "/round", "Деревная", "Деревная", "Опрос", "Пропустить")


async def test_a_form_opened_while_walking_gets_its_answers(world: World) -> None:
    """The form says how to return; after it the keys come back by themselves."""
    svetlana = world.chat(1003)
    await walked_by_a_methodist(world)
    await svetlana.send("Никого нет")
    said = await svetlana.send("/visit")
    assert said[0].split("\n")[-1] == RETURN
    await say(svetlana, "Деревная", "методпомощь")
    await svetlana.send("никого")  # the line of the journal, not a household
    said = await svetlana.press("Сохранить")
    assert said[-1].split("\n")[:2] == [
        "Деревная, 15 октября", "Дворов: 1, дома застали: 0. Опрошено: 0.",
    ]  # fmt: skip
    assert svetlana.keyboard == SIX
    assert await world.sql("SELECT done FROM visits ORDER BY visit_id DESC LIMIT 1") == [
        ("никого",)
    ]
    await svetlana.send("никого")
    assert await totals(world) == {"households": 2}


async def test_the_way_back_from_a_form_is_one_command(world: World) -> None:
    svetlana = world.chat(1003)
    await walked_by_a_methodist(world)
    await say(svetlana, "/visit", "Деревная", "/round", "никого")
    assert svetlana.keyboard == SIX
    assert await totals(world) == {"households": 1}
    assert await world.sql("SELECT state FROM drafts WHERE form = 'visit' AND staff_id = 3 "
                           "ORDER BY draft_id DESC LIMIT 1") == [("open",)]  # fmt: skip


async def test_the_menu_says_how_to_return_and_a_late_press_still_counts(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    assert (await nina.send("/menu"))[-1].split("\n")[-1] == RETURN
    assert nina.keyboard[0] == ["Мои дела", "Обход"]
    said = await nina.send("Уже читатели")
    assert said[-1].split("\n")[1] == "Дворов: 1, дома застали: 1. Опрошено: 1."
    assert nina.keyboard == SIX
    await nina.send("/menu")
    assert (await nina.tap("Обход"))[-1].split("\n")[1] == (
        "Дворов: 1, дома застали: 1. Опрошено: 1."
    )


async def test_the_menu_says_how_to_return_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    assert (await hanna.send("/menu"))[-1].split("\n")[-1] == (
        "Абход не скончаны. Вярнуцца да яго: /round"
    )


async def test_a_command_that_asks_nothing_leaves_the_keys_open(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "/tasks", "/help", "/visits")
    assert nina.keyboard == SIX
    await nina.tap("Никого нет")
    assert await totals(world) == {"households": 1}


async def test_a_question_gets_its_line_and_the_keys_still_count(world: World) -> None:
    """«Вопрос в отдел» while walking: typed words are the question, a key is a household."""
    nina = world.chat(NINA)
    await begin(nina)
    await nina.forge("help.ask")
    await say(nina, "никого не могу застать дома, что делать")
    assert await world.sql("SELECT said FROM question_messages ORDER BY 1 DESC LIMIT 1") == [
        ("никого не могу застать дома, что делать",)
    ]
    await nina.forge("help.ask")
    await say(nina, "Никого нет", "никого")
    assert await totals(world) == {"households": 2}


async def test_a_list_that_is_open_takes_its_numbers_only(world: World) -> None:
    """After the morning's list counts are typed as before; a number alone opens its line."""
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "/tasks", "3 никого", "2 читателя")
    assert await totals(world) == {"households": 5, "home": 2, "asked": 2, "readers": 2}
    await say(nina, "/tasks", "1", "выдано 2")
    assert await totals(world) == {
        "households": 5, "home": 2, "asked": 2, "readers": 2, "issued": 2,
    }  # fmt: skip
    await say(nina, "/tasks", "Ещё…", "Выдано изданий", "1")
    assert (await totals(world))["issued"] == 3


async def test_a_language_chosen_on_the_way_changes_the_keys(world: World) -> None:
    """A key of the old language that is still in the phone counts as well."""
    nina = world.chat(NINA)
    await begin(nina)
    await nina.forge("lang.set:be")
    assert nina.keyboard[0] == ["Ужо чытачы", "Новы чытач"]
    await say(nina, "Ужо чытачы", "Уже читатели")
    assert await totals(world) == {"households": 2, "home": 2, "asked": 2, "readers": 2}


async def test_words_outside_a_walk_mean_what_they_meant(world: World) -> None:
    nina = world.chat(NINA)
    await nina.start()
    assert (await nina.send("никого"))[0].split("\n")[0] == "Что сделать с этим сообщением?"
    assert await states(world) == []


# -------------------------------------------------------------------- «Мои дела»


async def test_a_paused_round_waits_in_my_tasks(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "никого", "пауза")
    said = await nina.send("/tasks")
    assert said[0].split("\n")[1] == "1. Обход не закончен: Деревная, 15 октября."
    assert (await nina.send("1"))[0].split("\n")[0] == "Деревная, 15 октября"
    assert nina.buttons == [["Продолжить обход"], ["Закончить обход"], ["Удалить обход"]]
    await nina.press("Закончить обход")
    assert "Обход не закончен" not in (await nina.send("/tasks"))[0]


async def test_a_paused_round_waits_in_my_tasks_in_belarusian(world: World) -> None:
    hanna = world.chat(HANNA)
    await begin(hanna, "Сянькоўшчына")
    await say(hanna, "нікога", "паўза")
    assert (await hanna.send("/tasks"))[0].split("\n")[1] == (
        "1. Абход не скончаны: Сянькоўшчына, 15 кастрычніка."
    )


async def test_old_presses_are_deleted_and_the_totals_stay(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    await say(nina, "2 никого", "закончить")
    async with world.db.write() as tx:
        await rounds.prune_taps(tx, "2026-10-16T00:00:00Z")
    assert await world.sql("SELECT count(*) FROM round_taps") == [(0,)]
    assert await totals(world) == {"households": 2}
