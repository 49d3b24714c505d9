"""What a person does, and the updates that the bot gets of it."""

import pytest

from bot.sandbox import acts, pictures
from bot.sandbox.call import Upload
from bot.sandbox.errors import PersonError

NINA = 1001
USER = {
    "id": NINA,
    "is_bot": False,
    "first_name": "Нина",
    "last_name": "Ковалёва",
    "username": "nina_k",
    "language_code": "ru",
}


@pytest.fixture
def last_update(state):
    """Read the newest update in the queue, without its id."""

    def read() -> dict:
        body = dict(state.updates.queue[-1].body)
        del body["update_id"]
        return body

    return read


def content(update: dict) -> dict:
    (body,) = update.values()
    return {
        name: body[name] for name in body if name not in {"message_id", "from", "chat", "date"}
    }


def test_a_text_carries_its_sender_and_commands(nina, last_update):
    sent = nina.start("invite_7")
    assert last_update() == {
        "message": {
            "message_id": sent.message_id,
            "from": USER,
            "chat": {
                "id": NINA,
                "type": "private",
                "first_name": "Нина",
                "last_name": "Ковалёва",
                "username": "nina_k",
            },
            "date": sent.body["date"],
            "text": "/start invite_7",
            "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
        }
    }


def test_a_long_text_goes_as_several_messages(nina, state):
    nina.text("ы" * 5000)
    assert [len(one.body["message"]["text"]) for one in state.updates.queue] == [4096, 904]


def test_a_reply_carries_its_message(nina, api, last_update):
    asked = api.say("вопрос")
    nina.text("ответ", reply_to=asked["message_id"])
    assert content(last_update()) == {"text": "ответ", "reply_to_message": asked}


def test_an_edit_is_told(nina, last_update):
    sent = nina.text("/раз")
    nina.edit(sent.message_id, "/two")
    update = last_update()
    assert content(update) == {
        "text": "/two",
        "entities": [{"offset": 0, "length": 4, "type": "bot_command"}],
        "edit_date": update["edited_message"]["edit_date"],
    }


def test_a_caption_is_edited_too(nina, last_update):
    (sent,) = nina.documents([Upload("a.txt", b"x", "text/plain")], "раз")
    nina.edit(sent.message_id, "два")
    assert last_update()["edited_message"]["caption"] == "два"


def test_a_press_tells_button_and_message(nina, api, last_update):
    markup = {"inline_keyboard": [[{"text": "Готово", "callback_data": "done"}]]}
    sent = api.say("x", reply_markup=markup)
    callback_id = nina.press(sent["message_id"], "done")
    assert last_update()["callback_query"] == {
        "id": callback_id,
        "from": USER,
        "message": sent,
        "chat_instance": "7926919",
        "data": "done",
    }
    api("editMessageText", chat_id=NINA, message_id=sent["message_id"], text="y")
    assert last_update()["callback_query"]["message"]["text"] == "x"


def test_a_forged_press_needs_no_button(nina, last_update):
    nina.forge(5, "admin:1")
    query = last_update()["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["message"]["date"]) == (
        "admin:1",
        5,
        0,
    )


def test_the_reply_keyboard_sends_texts_places_and_contacts(nina, api, last_update):
    rows = [
        ["Обход", {"text": "Где я", "request_location": True}],
        [{"text": "Мой номер", "request_contact": True}],
    ]
    api.say("меню", reply_markup={"keyboard": rows})
    nina.tap("Обход")
    assert content(last_update()) == {"text": "Обход"}
    nina.tap("Где я")
    place = {"latitude": 53.9023, "longitude": 27.5619, "horizontal_accuracy": 15.0}
    assert content(last_update()) == {"location": place}
    nina.tap("Мой номер")
    assert content(last_update()) == {
        "contact": {
            "phone_number": "+375290000000",
            "first_name": "Нина",
            "last_name": "Ковалёва",
            "user_id": NINA,
        }
    }


def test_an_album_is_one_update_a_photo_with_the_caption_on_one(nina, state):
    pictures_sent = [Upload(f"{n}.png", pictures.sample(n), "image/png") for n in range(3)]
    nina.photos(pictures_sent, "стенд /my")
    bodies = [one.body["message"] for one in state.updates.queue]
    assert len({body["media_group_id"] for body in bodies}) == 1
    assert [body.get("caption") for body in bodies] == ["стенд /my", None, None]
    assert [len(body["photo"]) for body in bodies] == [2, 2, 2]
    assert bodies[0]["caption_entities"] == [{"offset": 6, "length": 3, "type": "bot_command"}]


def test_voice_and_video_have_their_length(nina, last_update):
    nina.voice(Upload("v", b"OggS", "audio/ogg"), duration=7)
    assert content(last_update())["voice"]["duration"] == 7
    nina.video(Upload("v", b"ftyp", "video/mp4"), duration=9)
    assert content(last_update())["video"]["duration"] == 9


def test_a_forward_names_its_origin(nina, api, last_update, state):
    sent = api.say("x", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]})
    nina.forward(sent["message_id"])
    origin = {"type": "user", "date": sent["date"], "sender_user": state.bot}
    assert content(last_update()) == {"forward_origin": origin, "text": "x"}


def test_blocking_and_unblocking_are_told(nina, last_update, state):
    nina.block()
    change = last_update()["my_chat_member"]
    assert (change["from"], change["old_chat_member"], change["new_chat_member"]) == (
        USER,
        {"user": state.bot, "status": "member"},
        {"user": state.bot, "status": "kicked", "until_date": 0},
    )
    assert state.view(NINA)["blocked"] is True
    nina.start()
    assert [next(reversed(one.body)) for one in state.updates.queue] == [
        "my_chat_member",
        "my_chat_member",
        "message",
    ]


def test_who_writes_has_met_the_bot(api, nina, state):
    state.chats[NINA].person.has_started = False
    nina.text("x")
    assert api.say("y")["text"] == "y"


def test_reading_marks_all_read(api, nina, state):
    api.say("x")
    api.say("y")
    assert state.view(NINA)["unread"] == 2
    nina.read()
    assert state.view(NINA)["unread"] == 0


UNDOABLE = [
    ("text", {"text": " \n"}, "an empty message cannot be sent"),
    ("text", {"text": "x", "reply_to": 5}, "no such message: 5"),
    ("press", {"message_id": 5, "data": "x"}, "no such message: 5"),
    ("tap", {"label": "x"}, "no such button on the keyboard: x"),
    ("photo", {}, "an album holds from 1 to 10 files"),
    ("voice", {}, "one file is sent at a time"),
    ("dance", {}, "no such act: dance"),
    ("text", {}, "text needs other values: 'text'"),
    (
        "location",
        {"latitude": "x", "longitude": 1},
        "location needs other values: could not convert string to float: 'x'",
    ),
]


@pytest.mark.parametrize(("act", "values", "text"), UNDOABLE)
def test_what_a_hand_cannot_do(state, act, values, text):
    with pytest.raises(PersonError) as caught:
        acts.perform(state, NINA, act, values)
    assert str(caught.value) == text


def test_what_a_hand_cannot_do_in_this_chat(state, nina, api):
    sent = api.say("x")["message_id"]
    place = nina.location(53.9, 27.5).message_id
    state.group(-100, "Отдел")
    undoable = [
        (lambda: nina.press(sent, "d"), f"no such button on message {sent}: d"),
        (lambda: nina.edit(sent, "y"), f"message {sent} cannot be edited by the person"),
        (lambda: nina.edit(place, "y"), f"message {place} cannot be edited by the person"),
        (
            lambda: nina.photos([Upload("a.txt", b"x", "text/plain")]),
            "not a picture that Telegram sends: a.txt",
        ),
        (lambda: acts.perform(state, 5, "read", {}), "no such person: 5"),
        (lambda: acts.perform(state, -100, "read", {}), "no such person: -100"),
        (nina.block, ""),
        (lambda: nina.text("x"), "the bot is blocked; unblock it first"),
        (lambda: nina.press(sent, "d"), "the bot is blocked; unblock it first"),
    ]
    said = []
    for act, _ in undoable:
        try:
            act()
            said.append("")
        except PersonError as error:
            said.append(str(error))
    assert said == [text for _, text in undoable]


def test_a_person_can_be_renamed(state):
    chat = state.chats[NINA]
    state.person(NINA, "Нина Ивановна", language_code="be")
    assert (state.chats[NINA] is chat, chat.card["first_name"], chat.person.language_code) == (
        True,
        "Нина Ивановна",
        "be",
    )
