"""getUpdates: offsets, polls, lifetimes, ids, and the faults of an update's birth."""

import asyncio

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.updates import MAX_ID

NINA = 1001
OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


def texts(updates: list[dict]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def ids(updates: list[dict]) -> list[int]:
    return [update["update_id"] for update in updates]


async def polled(api, state, **params) -> list[dict]:
    """Poll as a client that waits long enough not to be slowed down."""
    state.clock.skip(4)
    return await api.updates(**params)


async def test_updates_stay_until_an_offset_acknowledges_them(api, nina, state):
    for text in "абв":
        nina.text(text)
    batch = await polled(api, state)
    assert texts(batch) == ["а", "б", "в"]
    assert ids(batch) == list(range(batch[0]["update_id"], batch[0]["update_id"] + 3))
    assert await polled(api, state) == batch
    assert texts(await polled(api, state, offset=batch[1]["update_id"])) == ["б", "в"]
    assert await polled(api, state, offset=batch[2]["update_id"] + 1) == []


async def test_ids_begin_at_random_and_the_seed_repeats_them(api, nina, state):
    nina.text("а")
    (first,) = await polled(api, state)
    assert 100_000_000 <= first["update_id"] < 900_000_000


async def test_a_negative_offset_keeps_the_last_ones(api, nina, state):
    for text in "абв":
        nina.text(text)
    assert texts(await polled(api, state, offset=-1)) == ["в"]
    assert texts(await polled(api, state, offset=-5)) == ["в"]


async def test_limit_and_timeout_are_forced_into_their_bounds(api, nina, state):
    for _ in range(105):
        nina.text("а")
    assert len(await polled(api, state, limit=500)) == 100
    assert len(await polled(api, state, limit=-3)) == 1
    assert len(await polled(api, state, limit="7", offset="x", timeout=-5)) == 7


async def test_asking_the_same_at_once_gets_one_update(api, nina, state):
    for text in "абв":
        nina.text(text)
    assert len(await polled(api, state)) == 3
    assert len(await api.updates()) == 1
    state.clock.skip(1)
    assert len(await api.updates()) == 3


async def test_an_empty_poll_repeated_within_three_seconds_waits(api, nina, state):
    assert await polled(api, state) == []
    poll = asyncio.create_task(api.updates())
    await asyncio.sleep(0)
    assert not poll.done()
    nina.text("а")
    assert texts(await poll) == ["а"]


async def test_a_long_poll_takes_along_what_comes_right_after(api, nina, state):
    poll = asyncio.create_task(polled(api, state, timeout=5))
    await asyncio.sleep(0)
    nina.text("а")
    nina.text("б")
    assert texts(await poll) == ["а", "б"]


async def test_a_long_poll_ends_empty_after_its_time(api, state, monkeypatch):
    loop = asyncio.get_running_loop()
    real = loop.call_later
    monkeypatch.setattr(loop, "call_later", lambda delay, *rest: real(delay / 1000, *rest))
    assert await polled(api, state, timeout=5) == []


async def test_the_older_poll_gets_the_conflict(api, nina, state):
    older = asyncio.create_task(polled(api, state, timeout=50))
    await asyncio.sleep(0)
    newer = asyncio.create_task(polled(api, state, timeout=50, offset=1))
    await asyncio.sleep(0)
    with pytest.raises(ApiError) as caught:
        await older
    assert (caught.value.code, caught.value.description) == (409, OTHER_POLL)
    nina.text("а")
    assert texts(await newer) == ["а"]


async def test_a_webhook_ends_the_poll(api, state):
    poll = asyncio.create_task(polled(api, state, timeout=50))
    await asyncio.sleep(0)
    api("setWebhook", url="https://x.by/hook")
    with pytest.raises(ApiError) as caught:
        await poll
    assert caught.value.description == "Conflict: terminated by setWebhook request"


async def test_allowed_updates_stick_and_filter_at_creation(api, nina, state):
    await polled(api, state, allowed_updates='["callback_query"]')
    nina.text("а")
    await polled(api, state)
    nina.text("б")
    await polled(api, state, allowed_updates=[])
    nina.text("в")
    assert texts(await polled(api, state)) == ["в"]


async def test_reactions_of_members_do_not_come_by_default(api, state):
    state.updates.push("message_reaction", {"chat": {"id": NINA}})
    assert await polled(api, state) == []
    await polled(api, state, allowed_updates=["message_reaction"])
    state.updates.push("message_reaction", {"chat": {"id": NINA}})
    assert len(await polled(api, state)) == 1


async def test_presses_live_150_seconds_and_messages_a_day(api, nina, state):
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    nina.press(api.say("x", reply_markup=markup)["message_id"], "d")
    nina.text("а")
    state.clock.skip(151)
    assert texts(await polled(api, state)) == ["а"]
    state.clock.skip(86_400)
    assert await polled(api, state) == []


async def test_a_jump_of_the_wall_clock_kills_no_update(api, nina, state):
    nina.text("а")
    state.clock.advance(30 * 86_400)
    assert texts(await polled(api, state)) == ["а"]


async def test_ids_start_anew_once_the_queue_is_empty(api, nina, state):
    nina.text("а")
    state.updates.restart_ids(500)
    nina.text("б")
    old = ids(await polled(api, state))
    assert await polled(api, state, offset=old[-1] + 1) == []
    nina.text("в")
    # An offset of the old count is far ahead: nothing is forgotten and all is served.
    assert ids(await polled(api, state, offset=old[-1] + 1)) == [500]
    assert ids(await polled(api, state, offset=old[-1] + 1)) == [500]
    assert await polled(api, state, offset=501) == []


async def test_a_random_restart_is_lower(api, nina, state):
    before = state.updates.next_id
    state.updates.restart_ids()
    nina.text("а")
    assert ids(await polled(api, state))[0] < before


async def test_ids_go_round_after_the_largest(api, nina, state):
    state.updates.restart_ids(MAX_ID)
    nina.text("а")
    nina.text("б")
    assert ids(await polled(api, state)) == [MAX_ID, 1]


async def test_drained_waits_for_the_acknowledgement(api, nina, state):
    await state.updates.drained()
    nina.text("а")
    waiting = asyncio.create_task(state.updates.drained())
    (update,) = await polled(api, state)
    await asyncio.sleep(0)
    assert not waiting.done()
    await polled(api, state, offset=update["update_id"] + 1)
    await waiting


async def test_an_acknowledged_update_is_handed_over_again(api, nina, state):
    state.faults.add("redeliver", count=1)
    nina.text("а")
    batch = await polled(api, state)
    offset = batch[0]["update_id"] + 1
    assert await polled(api, state, offset=offset) == batch
    assert await polled(api, state, offset=offset) == []


async def test_an_update_is_overtaken_by_the_next_one(api, nina, state):
    state.faults.add("reorder", count=1)
    nina.text("а")
    nina.text("б")
    batch = await polled(api, state)
    assert texts(batch) == ["б", "а"]
    assert ids(batch) == sorted(ids(batch))


async def test_an_overtaken_update_comes_even_when_nothing_follows(api, nina, state):
    state.faults.add("reorder", count=1)
    nina.text("а")
    assert await polled(api, state) == []
    waiting = asyncio.create_task(state.updates.drained())
    await asyncio.sleep(0)
    assert not waiting.done()
    assert texts(await polled(api, state, timeout=5)) == ["а"]
    waiting.cancel()


async def test_a_poison_update_lacks_its_date(api, nina, state):
    state.faults.add("poison", count=1, chat_id=NINA)
    nina.text("а")
    poison, sound = await polled(api, state)
    assert poison == {
        "update_id": sound["update_id"] - 1,
        "message": {"message_id": 1, "chat": {"id": NINA, "type": "private"}},
    }


async def test_any_raw_update_can_be_injected(api, state):
    update_id = state.updates.inject({"nonsense": [1]})
    assert await polled(api, state) == [{"update_id": update_id, "nonsense": [1]}]
