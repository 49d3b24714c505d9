"""Methods without a message: callbacks, menus, files, webhook, names."""

import pytest

from bot.sandbox.call import Upload
from bot.sandbox.errors import ApiError

NINA = 1001
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.fixture
def press(api, nina):
    """Press the button of a new message; returns the callback's id."""

    def pressed() -> str:
        markup = {"inline_keyboard": [[{"text": "Готово", "callback_data": "done"}]]}
        return nina.press(api.say("x", reply_markup=markup)["message_id"], "done")

    return pressed


def test_a_press_is_answered_once(api, press, state):
    callback_id = press()
    answered = {"callback_query_id": callback_id, "text": "Записано", "show_alert": True}
    assert api("answerCallbackQuery", **answered) is True
    (answer,) = state.view(NINA)["answers"]
    assert (answer["callback_id"], answer["text"], answer["show_alert"], answer["url"]) == (
        callback_id,
        "Записано",
        True,
        None,
    )
    assert api.refused("answerCallbackQuery", **answered) == TOO_OLD


def test_an_unknown_press_is_not_answered(api):
    assert api.refused("answerCallbackQuery", callback_query_id="5") == TOO_OLD
    assert api.refused("answerCallbackQuery") == TOO_OLD


def test_a_press_waits_fifteen_seconds_whatever_the_wall_clock_does(api, press, state):
    jumped, late = press(), press()
    state.clock.advance(86_400)
    assert api("answerCallbackQuery", callback_query_id=jumped) is True
    state.clock.skip(15.1)
    assert api.refused("answerCallbackQuery", callback_query_id=late) == TOO_OLD


def test_presses_that_nobody_answers_are_forgotten(press, state):
    press()
    state.clock.skip(16)
    fresh = press()
    assert list(state.presses) == [fresh]


def test_an_answer_has_two_hundred_letters_at_most(api, press):
    callback_id = press()
    assert api.refused("answerCallbackQuery", callback_query_id=callback_id, text="ы" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert api("answerCallbackQuery", callback_query_id=callback_id, text="ы" * 200) is True


def menu(*names: str) -> list[dict]:
    return [{"command": name, "description": name.title()} for name in names]


def test_a_menu_is_chosen_by_scope_before_language(api, state):
    shown = []
    steps = [
        ({}, menu("a")),
        ({"language_code": "ru"}, menu("b")),
        ({"scope": {"type": "all_private_chats"}}, menu("c")),
        ({"scope": {"type": "all_private_chats"}, "language_code": "ru"}, menu("d")),
        ({"scope": {"type": "chat", "chat_id": NINA}}, menu("e")),
        ({"scope": {"type": "chat", "chat_id": NINA}, "language_code": "be"}, menu("f")),
    ]
    for place, commands in steps:
        api("setMyCommands", commands=commands, **place)
        shown.append(state.view(NINA)["commands"][0]["command"])
    assert shown == ["a", "b", "c", "d", "e", "e"]


def test_a_menu_is_read_and_deleted_where_it_was_set(api, state):
    place = {"scope": {"type": "chat_member", "chat_id": NINA, "user_id": 5}}
    api("setMyCommands", commands=[{"command": "/Menu ", "description": " Меню "}], **place)
    assert api("getMyCommands", **place) == [{"command": "menu", "description": "Меню"}]
    assert api("getMyCommands") == []
    assert api("deleteMyCommands", **place) is True
    assert api("getMyCommands", **place) == []
    assert state.view(NINA)["commands"] == []


REFUSED_MENUS = [
    ({"commands": "{"}, "can't parse commands list JSON object"),
    ({"commands": {}}, "can't parse commands list: expected an Array of BotCommand"),
    ({"commands": ["a"]}, "can't parse BotCommand: expected an Object"),
    ({"commands": [{"description": "x"}]}, "command must be non-empty"),
    ({"commands": menu("a" * 33)}, "command length must not exceed 32"),
    ({"commands": menu("мои_данные")}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "a"}]}, "command description must be non-empty"),
    (
        {"commands": [{"command": "a", "description": "x" * 257}]},
        "command description length must not exceed 256",
    ),
    ({"commands": menu(*["a"] * 101)}, "BOT_COMMANDS_TOO_MUCH"),
    ({"language_code": "rus"}, "invalid language code specified"),
    ({"scope": []}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
    ({"scope": {"type": "x"}}, "can't parse BotCommandScope: unsupported type specified"),
    ({"scope": {"type": "chat"}}, "chat not found"),
    ({"scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
]


@pytest.mark.parametrize(("params", "text"), REFUSED_MENUS)
def test_a_bad_menu_is_refused(api, params, text):
    assert api.refused("setMyCommands", **params) == f"Bad Request: {text}"


def test_no_commands_empty_the_menu(api):
    api("setMyCommands", commands=menu("a"))
    api("setMyCommands")
    assert api("getMyCommands") == []


def test_a_file_gets_a_link_that_expires(api, nina, state):
    sent = nina.voice(Upload("v", b"OggS", "audio/ogg")).body["voice"]
    linked = api("getFile", file_id=sent["file_id"])
    assert linked == {
        "file_id": sent["file_id"],
        "file_unique_id": sent["file_unique_id"],
        "file_size": 4,
        "file_path": "voice/file_1.oga",
    }
    assert state.files.linked("voice/file_1.oga").content == b"OggS"
    state.clock.skip(3601)
    with pytest.raises(ApiError) as caught:
        state.files.linked("voice/file_1.oga")
    assert (caught.value.code, caught.value.description) == (404, "Not Found")


def test_what_has_no_link(api, nina, state):
    big = nina.documents([Upload("a.bin", b"x" * (20 * 1024 * 1024 + 1), "")])[0].body["document"]
    small = nina.documents([Upload("b", b"x", "")])[0].body["document"]
    assert small["mime_type"] == "application/octet-stream"
    state.files.lose(small["file_id"])
    assert [api.refused("getFile", file_id=one) for one in ("", "x", big["file_id"])] == [
        "Bad Request: file_id not specified",
        "Bad Request: invalid file_id",
        "Bad Request: file is too big",
    ]
    assert api.refused("getFile", file_id=small["file_id"]) == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


async def test_a_webhook_excludes_polling(api, nina):
    hook = {"url": "https://x.by/hook", "secret_token": "a-Z_9"}
    assert api("setWebhook", **hook) is True
    nina.text("x")
    info = api("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://x.by/hook", 1)
    with pytest.raises(ApiError) as caught:
        await api.updates()
    assert (caught.value.code, caught.value.description) == (
        409,
        f"Conflict: {WEBHOOK_ACTIVE}",
    )
    assert api("setWebhook", url="") is True
    assert len(await api.updates()) == 1
    assert api("deleteWebhook", drop_pending_updates=True) is True
    assert await api.updates(offset=5) == []


@pytest.mark.parametrize(
    ("params", "text"),
    [
        (
            {"url": "http://x.by"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        ({"url": "https://x.by", "secret_token": "a" * 257}, "secret token is too long"),
        (
            {"url": "https://x.by", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
def test_a_bad_webhook_is_refused(api, params, text):
    assert api.refused("setWebhook", **params) == f"Bad Request: {text}"


def test_the_bot_and_the_chat_describe_themselves(api, state):
    assert api("getMe")["username"] == state.bot["username"]
    assert api("getChat", chat_id=NINA)["first_name"] == "Нина"
    assert [api("close"), api("logOut")] == [True, True]


def test_names_are_kept_per_language(api):
    for method in ("Name", "Description", "ShortDescription"):
        name = {"Name": "name", "Description": "description"}.get(method, "short_description")
        assert api(f"setMy{method}", **{name: "Кніганоша"}, language_code="be") is True
        assert api(f"setMy{method}", **{name: "Книгоноша"}) is True
        assert api(f"getMy{method}", language_code="be") == {name: "Кніганоша"}
        assert api(f"getMy{method}", language_code="ru") == {name: "Книгоноша"}
    assert api.refused("setMyShortDescription", short_description="x" * 121) == (
        "Bad Request: short description is too long"
    )


def test_the_menu_button_is_kept_per_chat(api):
    assert api("setChatMenuButton", chat_id=NINA, menu_button={"type": "commands"}) is True
    assert api("getChatMenuButton", chat_id=NINA) == {"type": "commands"}
    assert api("setChatMenuButton") is True
    assert api("getChatMenuButton") == {"type": "default"}
    assert api.refused("setChatMenuButton", menu_button={"type": "x"}) == (
        "Bad Request: can't parse menu button: invalid type specified"
    )
