"""Telegram's pace, when it is switched on."""

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits

NINA = 1001


def wait_of(limits: Limits, chat_id: int, now: float) -> int:
    try:
        limits.take(chat_id, now)
    except ApiError as refusal:
        return refusal.parameters["retry_after"]
    return 0


def test_a_chat_takes_a_burst_and_then_one_a_second():
    limits = Limits(chat_burst=2)
    assert [wait_of(limits, 1, now) for now in (0, 0, 0, 0.5, 1.0, 1.1)] == [0, 0, 1, 1, 0, 1]


def test_other_chats_are_not_held_up():
    limits = Limits(chat_burst=1)
    assert [wait_of(limits, chat_id, 0) for chat_id in (1, 1, 2)] == [0, 1, 0]


def test_the_whole_bot_has_thirty_a_second():
    limits = Limits()
    assert [wait_of(limits, chat_id, 0) for chat_id in range(1, 32)] == [0] * 30 + [1]


def test_a_group_takes_twenty_a_minute():
    limits = Limits()
    assert [wait_of(limits, -5, 0) for _ in range(21)] == [0] * 20 + [3]


def test_sends_and_edits_are_paced_and_nothing_else(api, state):
    state.limits = Limits(chat_burst=2)
    sent = api.say("а")
    api("editMessageText", chat_id=NINA, message_id=sent["message_id"], text="б")
    api("sendChatAction", chat_id=NINA, action="typing")
    with pytest.raises(ApiError) as caught:
        api.say("в")
    assert (caught.value.code, caught.value.parameters, caught.value.description) == (
        429,
        {"retry_after": 1},
        "Too Many Requests: retry after 1",
    )
