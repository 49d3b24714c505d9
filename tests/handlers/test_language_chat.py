"""The language in conversation: changed at any step, with the menu of commands."""

import pytest
from world import World

QUESTION = "Язык · Мова · Language"


@pytest.mark.parametrize(
    ("user_id", "button", "said"),
    [
        (1005, "Беларуская", ["Мова бота: Беларуская.", "Што далей?"]),
        (1009, "Русский", ["Язык бота: Русский.", "Что дальше?"]),
        (1005, "English", ["The bot speaks: English.", "What next?"]),
    ],
)
async def test_a_person_chooses_a_language(world: World, user_id: int, button: str, said: str):
    chat = world.chat(user_id)
    await chat.start()
    assert await chat.send("/language") == [QUESTION]
    assert await chat.press(button) == said
    assert await chat.send("/language") == [QUESTION]
    assert f"✓ {button}" in [label for row in chat.buttons for label in row]


async def test_the_menu_of_commands_follows_role_and_language(world: World):
    chat = world.chat(1003)
    await chat.start()
    shown = {one["command"]: one["description"] for one in chat.commands}
    assert (shown["visit"], shown["people"], shown["menu"]) == (
        "Выезд",
        "Сотрудники",
        "Главное меню",
    )
    await chat.send("/language")
    await chat.press("Беларуская")
    shown = {one["command"]: one["description"] for one in chat.commands}
    assert (shown["visit"], shown["people"], shown["menu"]) == (
        "Выезд",
        "Супрацоўнікі",
        "Галоўнае меню",
    )
    librarian = world.chat(1005)
    await librarian.start()
    assert "visit" not in {one["command"] for one in librarian.commands}


async def test_the_menu_of_commands_is_set_once(world: World):
    chat = world.chat(1003)
    await chat.start()
    await chat.send("/menu")
    query = "SELECT count(*) FROM outbox WHERE method = 'setMyCommands' AND chat_id = ?"
    assert await world.sql(query, 1003) == [(1,)]
    assert await world.sql(query, 0) == [(4,)]
    await world.stop()
    await world.start()
    await chat.send("/menu")
    assert await world.sql(query, 1003) == [(1,)]
    assert await world.sql(query, 0) == [(4,)]


async def test_the_language_changes_inside_a_form_and_its_answers_stay(world: World):
    chat = world.chat(1003)
    await chat.start()
    await chat.send("/visit")
    await chat.press("Деревная")
    question = chat.last.text
    await chat.send("/language")
    said = await chat.press("Беларуская")
    assert said[0] == "Мова бота: Беларуская."
    assert len(said) == 2
    assert said[1] != question
    await chat.send("/language")
    assert await chat.press("Русский") == ["Язык бота: Русский.", question]


async def test_a_stranger_chooses_a_language_too(world: World):
    world.telegram.person(2001, "Гость", language_code="de")
    chat = world.chat(2001)
    assert await chat.send("/language") == [QUESTION]
    assert await chat.press("English") == ["The bot speaks: English."]
    assert await chat.start() == [
        (
            "Hello! This is a working bot for library staff. If you work in a library, ask the "
            "methodical department for an invitation or send a request."
        )
    ]


async def test_a_language_that_the_bot_does_not_speak_is_refused(world: World):
    chat = world.chat(1005)
    await chat.start()
    assert await chat.forge("lang.set:de") == []
    assert await chat.forge("lang.set") == []
    assert await world.sql("SELECT language FROM staff WHERE code = '5'") == [("ru",)]
