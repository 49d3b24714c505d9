"""Editing, deleting, reacting: what changes, and Telegram's words for what cannot."""

import pytest

from bot.sandbox import pictures
from bot.sandbox.call import Upload

NINA = 1001
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


def buttons(label: str = "Готово") -> dict:
    return {"inline_keyboard": [[{"text": label, "callback_data": "done"}]]}


def edit(api, sent: dict, method: str = "editMessageText", **params):
    return api(method, chat_id=NINA, message_id=sent["message_id"], **params)


def refused(api, message_id: int, method: str = "editMessageText", **params) -> str:
    return api.refused(method, chat_id=NINA, message_id=message_id, **params)


def test_an_edit_replaces_text_and_drops_buttons_not_named(api):
    sent = api.say("раз", reply_markup=buttons())
    kept = edit(api, sent, text="два", reply_markup=buttons())
    assert (kept["text"], kept["reply_markup"]) == ("два", buttons())
    bare = edit(api, sent, text="<b>три</b>", parse_mode="HTML")
    assert (bare["text"], bare["entities"]) == (
        "три",
        [{"offset": 0, "length": 3, "type": "bold"}],
    )
    assert ("reply_markup" in bare, "edit_date" in bare) == (False, True)


def test_the_same_text_entities_and_buttons_are_not_modified(api):
    sent = api.say("раз", reply_markup=buttons())
    assert refused(api, sent["message_id"], text=" раз ", reply_markup=buttons()) == NOT_MODIFIED
    assert edit(api, sent, text="<b>раз</b>", parse_mode="HTML")["entities"] != []
    same = {"text": "<b>раз</b>", "parse_mode": "HTML"}
    assert refused(api, sent["message_id"], **same) == NOT_MODIFIED


def test_only_buttons_can_be_edited_too(api):
    sent = api.say("раз", reply_markup=buttons())
    assert edit(api, sent, "editMessageReplyMarkup", reply_markup=buttons("Ещё"))["text"] == "раз"
    assert "reply_markup" not in edit(api, sent, "editMessageReplyMarkup")
    assert refused(api, sent["message_id"], "editMessageReplyMarkup") == NOT_MODIFIED


def test_a_caption_is_edited(api):
    photo = Upload("a.png", pictures.sample(1), "image/png")
    sent = api("sendPhoto", chat_id=NINA, caption="раз", files={"photo": photo})
    assert edit(api, sent, "editMessageCaption", caption="два")["caption"] == "два"
    assert "caption" not in edit(api, sent, "editMessageCaption")
    assert refused(api, sent["message_id"], text="x") == (
        "Bad Request: there is no text in the message to edit"
    )


@pytest.mark.parametrize("method", ["editMessageText", "editMessageReplyMarkup", "deleteMessage"])
def test_an_edit_must_name_its_message(api, method):
    assert api.refused(method, chat_id=NINA, text="x") == (
        "Bad Request: message identifier is not specified"
    )


def test_what_cannot_be_edited(api, nina):
    sent = api.say("раз")["message_id"]
    assert refused(api, 1, text="x") == "Bad Request: message to edit not found"
    assert refused(api, nina.text("x").message_id, text="y") == (
        "Bad Request: message can't be edited"
    )
    assert refused(api, sent, "editMessageCaption", caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )
    assert refused(api, sent, text="x", reply_markup={"keyboard": [["x"]]}) == (
        "Bad Request: inline keyboard expected"
    )
    assert refused(api, sent) == "Bad Request: message text is empty"


@pytest.mark.parametrize(
    "markup", [{"keyboard": [["x"]]}, {"remove_keyboard": True}, {"force_reply": True}]
)
def test_a_message_with_a_reply_keyboard_is_never_edited(api, markup):
    sent = api.say("раз", reply_markup=markup)
    assert refused(api, sent["message_id"], text="x") == "Bad Request: message can't be edited"


def test_messages_are_deleted_for_48_hours(api, nina, state):
    sent, typed = api.say("раз")["message_id"], nina.text("два").message_id
    for message_id in (sent, typed):
        assert api("deleteMessage", chat_id=NINA, message_id=message_id) is True
    assert state.view(NINA)["messages"] == []
    assert state.view(NINA)["deleted"] == [sent, typed]
    assert refused(api, sent, "deleteMessage") == "Bad Request: message to delete not found"
    old = api.say("три")["message_id"]
    state.clock.advance(48 * 3600 + 2)
    assert refused(api, old, "deleteMessage") == (
        "Bad Request: message can't be deleted for everyone"
    )


def test_in_a_group_others_messages_stay(api, state):
    chat = state.group(-100, "Отдел")
    sent = api.say("x", chat_id=-100)["message_id"]
    chat.messages[sent].by_bot = False
    assert api.refused("deleteMessage", chat_id=-100, message_id=sent) == (
        "Bad Request: message can't be deleted"
    )


def react(api, message_id: int, *emoji: str) -> bool:
    reaction = [{"type": "emoji", "emoji": one} for one in emoji]
    return api("setMessageReaction", chat_id=NINA, message_id=message_id, reaction=reaction)


def test_a_reaction_is_one_emoji_of_telegrams_list(api, nina, state):
    typed = nina.text("готово").message_id
    assert react(api, typed, "❤️")
    assert state.view(NINA)["messages"][0]["reaction"] == "❤"
    assert react(api, typed)
    assert state.view(NINA)["messages"][0]["reaction"] is None
    where = {"chat_id": NINA, "message_id": typed}
    both = [{"type": "emoji", "emoji": "👍"}] * 2
    assert api.refused("setMessageReaction", **where, reaction=both) == (
        "Bad Request: REACTIONS_TOO_MANY"
    )
    odd = [{"type": "emoji", "emoji": "📚"}]
    assert api.refused("setMessageReaction", **where, reaction=odd) == (
        "Bad Request: REACTION_INVALID"
    )
    assert refused(api, 1, "setMessageReaction") == "Bad Request: message to react not found"


def test_a_message_is_pinned(api):
    sent = api.say("x")["message_id"]
    assert api("pinChatMessage", chat_id=NINA, message_id=sent) is True
    assert refused(api, 1, "pinChatMessage") == "Bad Request: message to pin not found"
