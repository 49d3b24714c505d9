"""Sending: what reaches the chat, and Telegram's words for what does not."""

import json

import pytest

from bot.sandbox import pictures
from bot.sandbox.call import Upload

NINA = 1001
BUTTONS = {"inline_keyboard": [[{"text": "Готово", "callback_data": "done"}]]}

REFUSED_TEXTS = [
    ({}, "message text is empty"),
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": "ы" * 4097}, "message is too long"),
    ({"text": "ы" * 20_000}, "text is too long"),
    ({"text": "x", "parse_mode": "XML"}, "unsupported parse_mode"),
    (
        {"text": "x<", "parse_mode": "html"},
        "can't parse entities: Unclosed start tag at byte offset 1",
    ),
    ({"text": "x", "entities": "["}, "can't parse entities: can't parse entities JSON object"),
    ({"text": "x", "entities": ["b"]}, "can't parse entities: expected an Object"),
    (
        {"text": "x", "entities": [{"type": "bold"}]},
        "can't parse MessageEntity: Can't find field \"offset\"",
    ),
]


@pytest.mark.parametrize(("params", "text"), REFUSED_TEXTS)
def test_a_bad_text_is_refused(api, params, text):
    assert api.refused("sendMessage", chat_id=NINA, **params) == f"Bad Request: {text}"


def test_length_is_counted_after_parsing(api):
    sent = api.say(f"<b>{'ы' * 4096}</b>", parse_mode="HTML")
    assert (len(sent["text"]), sent["entities"]) == (
        4096,
        [{"offset": 0, "length": 4096, "type": "bold"}],
    )


def test_a_message_comes_back_as_telegram_stores_it(api, state):
    sent = api.say("  <b>Готово</b>\r\n", parse_mode="HTML", reply_markup=json.dumps(BUTTONS))
    assert sent == {
        "message_id": sent["message_id"],
        "from": state.bot,
        "chat": {
            "id": NINA,
            "type": "private",
            "first_name": "Нина",
            "last_name": "Ковалёва",
            "username": "nina_k",
        },
        "date": sent["date"],
        "text": "Готово",
        "entities": [{"offset": 0, "length": 6, "type": "bold"}],
        "reply_markup": BUTTONS,
    }


def test_entities_can_be_given_instead_of_a_parse_mode(api):
    marks = [{"type": "text_link", "offset": 0, "length": 1, "url": "https://nlb.by/"}]
    assert api.say("x\ty", entities=json.dumps(marks))["entities"] == marks
    assert api.say("x\ty")["text"] == "x y"


def test_a_mention_of_a_known_person_carries_them_and_of_a_stranger_is_dropped(api, state):
    link = '<a href="tg://user?id={}">x</a>'
    user = state.chats[NINA].person.user()
    known = api.say(link.format(NINA), parse_mode="HTML")["entities"]
    assert known == [{"offset": 0, "length": 1, "type": "text_mention", "user": user}]
    assert api.say(link.format(5), parse_mode="HTML")["entities"] == []


REFUSED_CHATS = [
    ({}, "Bad Request: chat_id is empty"),
    ({"chat_id": 5}, "Bad Request: chat not found"),
    ({"chat_id": "@nobody"}, "Bad Request: chat not found"),
    ({"chat_id": 1002}, "Forbidden: user is deactivated"),
    ({"chat_id": 1003}, "Forbidden: bot can't initiate conversation with a user"),
    ({"chat_id": -1}, "Forbidden: bot was kicked from the group chat"),
    ({"chat_id": -2}, "Forbidden: bot was kicked from the supergroup chat"),
    ({"chat_id": -3}, "Forbidden: bot is not a member of the supergroup chat"),
    ({"chat_id": -4}, "Forbidden: the group chat was deleted"),
    ({"chat_id": -5}, "Bad Request: group chat was upgraded to a supergroup chat"),
]


@pytest.mark.parametrize(("params", "text"), REFUSED_CHATS)
def test_an_unreachable_chat_is_refused(api, state, params, text):
    state.person(1002, "Ушла", is_deactivated=True)
    state.person(1003, "Чужая", has_started=False)
    state.group(-1, "Отдел", "group").gone = "kicked"
    state.group(-2, "Отдел").gone = "kicked"
    state.group(-3, "Отдел").gone = "left"
    state.group(-4, "Отдел", "group").gone = "deleted"
    state.group(-5, "Отдел", "group").migrated_to = -100
    assert api.refused("sendMessage", text="x", **params) == text


def test_a_person_who_blocked_the_bot_gets_nothing(api, nina):
    nina.block()
    assert api.refused("sendMessage", chat_id=NINA, text="x") == (
        "Forbidden: bot was blocked by the user"
    )
    nina.unblock()
    assert api.say("x")["text"] == "x"


def test_a_chat_is_found_by_username_too(api):
    assert api.say("x", chat_id="@Nina_K")["chat"]["id"] == NINA


def test_a_reply_names_its_message_or_is_refused(api, nina):
    asked = nina.text("вопрос")
    sent = api.say("ответ", reply_parameters={"message_id": asked.message_id})
    assert sent["reply_to_message"] == asked.body
    nested = api.say("ещё", reply_to_message_id=sent["message_id"])
    assert "reply_to_message" not in nested["reply_to_message"]
    assert api.refused("sendMessage", chat_id=NINA, text="x", reply_to_message_id=1) == (
        "Bad Request: message to be replied not found"
    )
    free = {"message_id": 1, "allow_sending_without_reply": True}
    assert "reply_to_message" not in api.say("x", reply_parameters=free)


def test_a_reply_keyboard_opens_and_closes_in_the_chat(api, state):
    keyboard = {"keyboard": [[{"text": "Обход"}]]}
    assert "reply_markup" not in api.say("меню", reply_markup=keyboard)
    assert state.view(NINA)["keyboard"] == keyboard
    api.say("вопрос", reply_markup={"remove_keyboard": True})
    assert state.view(NINA)["keyboard"] is None


def a_photo(width: int = 1600, height: int = 800) -> Upload:
    return Upload("a.png", pictures.sample(1, width, height), "image/png")


def test_a_photo_becomes_several_sizes_and_is_sent_again_by_id(api):
    sent = api("sendPhoto", chat_id=NINA, caption="Стенд", files={"photo": a_photo()})
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    again = api("sendPhoto", chat_id=NINA, photo=sent["photo"][0]["file_id"])
    assert (again["photo"], "caption" in again) == (sent["photo"], False)


def jpeg(*segments: bytes) -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x20\x01\x01\x11\x00"
    return b"\xff\xd8" + b"".join(segments) + frame + b"\xff\xda\x00\x02scan\xff\xd9"


def test_a_photo_loses_its_exif(api, state):
    content = jpeg(b"\xff\xe1\x00\x0aExif\0gps", b"\xff\xe0\x00\x04ok")
    sent = api("sendPhoto", chat_id=NINA, files={"photo": Upload("a.jpg", content, "image/jpeg")})
    assert [(one["width"], one["height"]) for one in sent["photo"]] == [(32, 16)]
    assert state.files.by_id[sent["photo"][0]["file_id"]].content == jpeg(b"\xff\xe0\x00\x04ok")


def test_sizes_of_other_pictures_are_read():
    assert pictures.size(b"GIF89a\x02\x00\x03\x00") == (2, 3)
    webp = b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x0f\0\0\x07\0\0"
    assert pictures.size(webp) == (16, 8)
    assert pictures.size(b"%PDF-1.7") is None
    assert pictures.size(b"\xff\xd8\xff\xd9") is None


def upload(content: bytes) -> dict[str, Upload]:
    return {"photo": Upload("a", content, "image/png")}


REFUSED_FILES = [
    ("sendPhoto", {}, {}, "there is no photo in the request"),
    ("sendDocument", {}, {}, "there is no document in the request"),
    ("sendPhoto", {}, upload(b""), "file must be non-empty"),
    ("sendPhoto", {}, upload(b"text"), "IMAGE_PROCESS_FAILED"),
    ("sendPhoto", {}, upload(pictures.sample(1, 9_000, 1_001)), "PHOTO_INVALID_DIMENSIONS"),
    ("sendPhoto", {}, upload(pictures.sample(1, 100, 4)), "PHOTO_INVALID_DIMENSIONS"),
    (
        "sendPhoto",
        {},
        upload(b"x" * (10 * 1024 * 1024 + 1)),
        "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
    ),
    (
        "sendVoice",
        {"voice": "AwACunknown"},
        {},
        "wrong remote file identifier specified: Wrong character in the string",
    ),
    ("sendDocument", {"document": "http://x.by/a"}, {}, "failed to get HTTP URL content"),
    ("sendDocument", {"document": "x", "caption": "ы" * 1025}, {}, "message caption is too long"),
]


@pytest.mark.parametrize(("method", "params", "files", "text"), REFUSED_FILES)
def test_a_bad_file_is_refused(api, method, params, files, text):
    assert api.refused(method, chat_id=NINA, files=files, **params) == f"Bad Request: {text}"


def test_a_file_is_not_sent_as_another_kind(api, an_upload):
    sent = api("sendDocument", chat_id=NINA, files={"document": an_upload()})
    file_id = sent["document"]["file_id"]
    assert api.refused("sendPhoto", chat_id=NINA, photo=file_id) == (
        "Bad Request: can't use file of type Document as Photo"
    )


def test_documents_voices_and_videos_keep_what_telegram_keeps(api, an_upload):
    sent = api("sendDocument", chat_id=NINA, files={"document": an_upload()})
    shown = {name: sent["document"][name] for name in ("file_size", "file_name", "mime_type")}
    assert shown == {"file_size": 8, "file_name": "plan.pdf", "mime_type": "application/pdf"}
    again = api("sendDocument", chat_id=NINA, document=sent["document"]["file_id"])
    assert again["document"] == sent["document"]
    voice = api("sendVoice", chat_id=NINA, duration=5, files={"voice": an_upload()})["voice"]
    assert (voice["duration"], voice["mime_type"]) == (5, "audio/ogg")
    video = api("sendVideo", chat_id=NINA, width=64, files={"video": an_upload()})["video"]
    assert (video["width"], video["height"], video["mime_type"]) == (64, 0, "application/pdf")


def test_one_content_has_one_unique_id_and_many_file_ids(api, an_upload):
    sent = [
        api("sendDocument", chat_id=NINA, files={"document": an_upload()})["document"]
        for _ in range(2)
    ]
    assert sent[0]["file_unique_id"] == sent[1]["file_unique_id"]
    assert sent[0]["file_id"] != sent[1]["file_id"]


def media(*kinds: str) -> str:
    return json.dumps([{"type": kind, "media": f"attach://f{n}"} for n, kind in enumerate(kinds)])


def test_an_album_goes_as_messages_of_one_group(api):
    items = [
        {"type": "photo", "media": "attach://f0", "caption": "<b>Стенд</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://f1"},
    ]
    files = {"f0": a_photo(90, 60), "f1": a_photo(80, 60)}
    first, second = api("sendMediaGroup", chat_id=NINA, media=json.dumps(items), files=files)
    assert (first["caption"], first["caption_entities"]) == (
        "Стенд",
        [{"offset": 0, "length": 5, "type": "bold"}],
    )
    assert first["media_group_id"] == second["media_group_id"]
    assert (second["photo"][-1]["width"], "caption" in second) == (80, False)


def test_an_album_of_one_has_no_group(api, an_upload):
    (sent,) = api(
        "sendMediaGroup", chat_id=NINA, media=media("document"), files={"f0": an_upload()}
    )
    assert "media_group_id" not in sent


REFUSED_ALBUMS = [
    ("{}", "expected an Array of InputMedia"),
    ("[]", "there are no messages to send"),
    (media(*["photo"] * 11), "too many messages to send as an album"),
    (media("photo", "document"), "document can't be mixed with other media types"),
    (media("audio", "photo"), "audio can't be mixed with other media types"),
    (media("voice"), "can't parse InputMedia: invalid type specified"),
]


@pytest.mark.parametrize(("items", "text"), REFUSED_ALBUMS)
def test_a_bad_album_is_refused(api, items, text):
    assert api.refused("sendMediaGroup", chat_id=NINA, media=items) == f"Bad Request: {text}"


def test_places_and_actions(api):
    sent = api("sendLocation", chat_id=NINA, latitude="53.9", longitude=27.5)
    assert sent["location"] == {"latitude": 53.9, "longitude": 27.5}
    assert api("sendChatAction", chat_id=NINA, action="typing") is True


REFUSED_PLACES = [
    ("sendLocation", {"longitude": 1}, "latitude is empty"),
    ("sendLocation", {"latitude": 1, "longitude": "x"}, "longitude is empty"),
    ("sendLocation", {"latitude": 91, "longitude": 0}, "wrong latitude or longitude specified"),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
]


@pytest.mark.parametrize(("method", "params", "text"), REFUSED_PLACES)
def test_bad_places_and_actions_are_refused(api, method, params, text):
    assert api.refused(method, chat_id=NINA, **params) == f"Bad Request: {text}"


def test_messages_are_copied_and_forwarded(api, nina, state):
    (photo,) = nina.photos([a_photo(90, 60)], "стенд")
    place = {"chat_id": NINA, "from_chat_id": NINA, "message_id": photo.message_id}
    copied = api("copyMessage", caption="новый", **place)
    copy = state.chats[NINA].messages[copied["message_id"]].body
    assert (copy["caption"], copy["photo"]) == ("новый", photo.body["photo"])
    assert api("copyMessage", **place).keys() == {"message_id"}
    forwarded = api("forwardMessage", **place)
    origin = {"type": "user", "date": photo.body["date"], "sender_user": photo.body["from"]}
    assert (forwarded["forward_origin"], forwarded["caption"]) == (origin, "стенд")
    place["message_id"] = 1
    assert api.refused("copyMessage", **place) == "Bad Request: message to copy not found"
    assert api.refused("forwardMessage", **place) == "Bad Request: message to forward not found"


def test_a_chat_keeps_only_its_last_messages(api, state):
    state.kept_messages = 2
    for text in "абв":
        api.say(text)
    assert [one["text"] for one in state.view(NINA)["messages"]] == ["б", "в"]
