"""What keyboards Telegram takes, and in which words it refuses the rest."""

import pytest

from bot.sandbox import keyboards
from bot.sandbox.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import Markup


def inline(*row) -> dict:
    return {"inline_keyboard": [list(row)]}


def a_button(**more) -> dict:
    return {"text": "Готово", **(more or {"callback_data": "d"})}


def reply(*row, **settings) -> dict:
    return {"keyboard": [list(row)], **settings}


def read(markup, *, is_private: bool = True) -> Markup | None:
    return keyboards.read(Call("sendmessage", {"reply_markup": markup}), is_private=is_private)


REFUSALS = [
    ("{", "can't parse reply keyboard markup JSON object"),
    ("[]", "object expected as reply markup"),
    ({"inline_keyboard": {"a": 1}}, 'field "inline_keyboard" must be of type Array'),
    ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be an Array of Arrays'),
    (inline("x"), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    (inline({}), "can't parse inline keyboard button: Can't find field \"text\""),
    (
        inline({"text": 5}),
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    (
        inline({"text": "x"}),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        inline({"text": "x", "callback_data": "d", "style": "red"}),
        "can't parse inline keyboard button: invalid button style specified",
    ),
    (inline({"text": " ", "callback_data": "d"}), "inline keyboard button text must be non-empty"),
    (inline(a_button(callback_data="")), "BUTTON_DATA_INVALID"),
    (inline(a_button(callback_data="ы" * 32 + "x")), "BUTTON_DATA_INVALID"),
    (
        inline(a_button(url="http://localhost:1/")),
        "inline keyboard button URL 'http://localhost:1/' is invalid: Wrong HTTP URL",
    ),
    (
        inline(a_button(web_app={"url": "x.by"})),
        "inline keyboard button Web App URL 'x.by' is invalid: Only HTTPS links are allowed",
    ),
    (inline(a_button(copy_text={"text": "x" * 257})), "BUTTON_COPY_TEXT_INVALID"),
    (inline(*[a_button()] * 9), "reply markup is too long"),
    ({"inline_keyboard": [[a_button()]] * 101}, "reply markup is too long"),
    (reply(5), "can't parse keyboard button: KeyboardButton must be a String or an Object"),
    (reply({"text": ""}), "keyboard button text must be non-empty"),
    (reply("x", input_field_placeholder="x" * 65), "REPLY_MARKUP_INVALID"),
]


@pytest.mark.parametrize(("markup", "text"), REFUSALS)
def test_a_bad_keyboard_is_refused_in_telegrams_words(markup, text):
    with pytest.raises(ApiError) as caught:
        read(markup)
    assert caught.value.description == f"Bad Request: {text}"


TAKEN = [
    (None, None),
    ("", None),
    ({}, None),
    ({"inline_keyboard": [[]]}, None),
    (inline(a_button(callback_data="ы" * 32)), inline(a_button(callback_data="ы" * 32))),
    (inline(a_button(url="nlb.by")), inline(a_button(url="http://nlb.by/"))),
    (inline(a_button(url="tg://user?id=5")), inline(a_button(url="tg://user?id=5"))),
    (inline(a_button(copy_text={"text": "В-17"})), inline(a_button(copy_text={"text": "В-17"}))),
    (
        inline(a_button(web_app={"url": "https://x.by"})),
        inline(a_button(web_app={"url": "https://x.by"})),
    ),
    (inline(a_button(switch_inline_query="")), inline(a_button(switch_inline_query=""))),
    (
        inline({"text": "x", "callback_data": "d", "style": "danger"}),
        inline({"text": "x", "style": "danger", "callback_data": "d"}),
    ),
    (reply("Обход"), reply({"text": "Обход"})),
    (
        reply({"text": "Где я", "request_location": True}, is_persistent=True),
        reply({"text": "Где я", "request_location": True}, is_persistent=True),
    ),
    (
        reply("x", input_field_placeholder="Число", resize_keyboard=True, selective=False),
        reply({"text": "x"}, input_field_placeholder="Число", resize_keyboard=True),
    ),
    ({"remove_keyboard": True}, {}),
    ({"force_reply": True}, {"force_reply": True}),
]


@pytest.mark.parametrize(("markup", "body"), TAKEN)
def test_a_good_keyboard_is_taken(markup, body):
    taken = read(markup)
    assert (taken.body if taken else None) == body


@pytest.mark.parametrize(
    ("name", "text"),
    {
        "request_location": "location can be requested in private chats only",
        "request_contact": "phone number can be requested in private chats only",
    }.items(),
)
def test_a_place_or_phone_is_asked_in_private_chats_only(name, text):
    with pytest.raises(ApiError) as caught:
        read(reply({"text": "x", name: True}), is_private=False)
    assert caught.value.description == f"Bad Request: {text}"


def test_an_edit_takes_inline_keyboards_only():
    with pytest.raises(ApiError) as caught:
        keyboards.read_inline(Call("editmessagetext", {"reply_markup": reply("x")}))
    assert caught.value.description == "Bad Request: inline keyboard expected"
