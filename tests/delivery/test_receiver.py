"""The inbox: each update has its effect once, in order, whatever Telegram and the disk do."""

import asyncio
import sqlite3

import pytest
from delivery_rig import ANNA, BELA, TOKEN, VERA, Rig, card, echo, note, until

from bot.delivery import receiver
from bot.delivery.receiver import chat_key, user_of
from bot.delivery.tasks import Tasks
from bot.errors import UserError
from storage.outbox import Outgoing


async def inbox_states(rig: Rig) -> list[tuple[object, ...]]:
    return await rig.sql("SELECT state, error FROM inbox ORDER BY update_id")


async def test_a_text_has_its_effect_and_its_answer(rig: Rig) -> None:
    """One text: one effect, one message, the update is done."""
    rig.phone().text("one")
    await rig.settled()
    assert await rig.effects() == ["one"]
    assert rig.said() == ["Got one"]
    assert await inbox_states(rig) == [("done", None)]


async def test_redelivered_updates_have_one_effect(rig: Rig) -> None:
    """Telegram hands acknowledged updates over again."""
    rig.telegram.faults.add("redeliver", count=3)
    for number in range(5):
        rig.phone().text(str(number))
        await rig.settled()
    assert await rig.effects() == ["0", "1", "2", "3", "4"]
    assert rig.said() == [f"Got {number}" for number in range(5)]


async def test_redelivery_after_a_restart_has_no_second_effect(rig: Rig) -> None:
    """What was done before the restart stays done."""
    rig.phone().text("one")
    await rig.settled()
    raw = (await rig.sql("SELECT update_id FROM inbox"))[0][0]
    await rig.again()
    rig.telegram.updates.next_id = int(str(raw))
    rig.phone().text("the same number again")
    await rig.settled()
    assert await rig.effects() == ["one"]


async def test_reordered_updates_keep_each_effect(rig: Rig) -> None:
    """An update that is overtaken is neither lost nor doubled."""
    rig.telegram.faults.add("reorder", count=2)
    for number in range(6):
        rig.phone().text(str(number))
    await asyncio.sleep(0)
    await rig.settled()
    assert sorted(await rig.effects()) == ["0", "1", "2", "3", "4", "5"]


async def test_a_chat_keeps_its_order_while_others_go_on(rig: Rig) -> None:
    """Texts of one chat are handled in order, those of another do not wait for them."""
    for number in range(20):
        rig.phone(ANNA).text(f"a{number}")
        rig.phone(BELA).text(f"b{number}")
    await rig.settled()
    effects = await rig.effects()
    assert [one for one in effects if one[0] == "a"] == [f"a{n}" for n in range(20)]
    assert [one for one in effects if one[0] == "b"] == [f"b{n}" for n in range(20)]
    assert rig.said(ANNA) == [f"Got a{n}" for n in range(20)]


async def test_ids_that_restart_lower_are_taken(rig: Rig) -> None:
    """After seven idle days Telegram counts from a random, possibly lower id."""
    rig.phone().text("before")
    await rig.settled()
    rig.telegram.updates.restart_ids(first=17)
    for number in range(3):
        rig.phone().text(f"after {number}")
        await rig.settled()
    assert await rig.effects() == ["before", "after 0", "after 1", "after 2"]
    assert await rig.sql("SELECT next_offset FROM polling") == [(20,)]


async def test_a_number_used_again_after_a_week_is_a_new_update(rig: Rig) -> None:
    """A random restart may hit a number that is still kept; after six days it is a new one."""
    rig.phone().text("before")
    await rig.settled()
    async with rig.db.write() as tx:
        await tx.run("UPDATE inbox SET update_id = 40, received_at = '2020-01-01T00:00:00Z'")
    rig.telegram.updates.restart_ids(first=40)
    rig.phone().text("after")
    await rig.settled()
    assert await rig.effects() == ["before", "after"]
    assert await rig.sql("SELECT update_id, state FROM inbox") == [(40, "done")]


async def test_a_failing_handler_is_quarantined_and_told(rig: Rig) -> None:
    """Nothing of its effect stays, the person is told, the next text is handled."""

    async def do(work, update) -> None:
        await echo(work, update)
        if update.effective_message.text == "bad":
            raise RuntimeError("boom")

    rig.do = do
    for text in ("one", "bad", "two"):
        rig.phone().text(text)
    await rig.settled()
    assert await rig.effects() == ["one", "two"]
    assert rig.said() == ["Got one", "Excuse: boom", "Got two"]
    assert await inbox_states(rig) == [
        ("done", None),
        ("quarantined", "RuntimeError: boom"),
        ("done", None),
    ]


async def test_an_unparsable_update_is_quarantined(rig: Rig) -> None:
    """It stops nobody, and Telegram does not hand it over again."""
    rig.telegram.faults.add("poison", count=1)
    rig.phone().text("one")
    await rig.settled()
    assert await rig.effects() == ["one"]
    states = await inbox_states(rig)
    assert [state for state, _ in states] == ["quarantined", "done"]
    assert str(states[0][1]).startswith("PoisonError: unparsable")


NONSENSE = [
    {"message": None},
    {"message": "text"},
    {"message": {"chat": {"id": "abc"}}},
    {"message": {"chat": 5, "from": 7}},
    {"message": {"chat": {"id": 2**80, "type": "private"}, "date": 10**30, "message_id": 1}},
    {"callback_query": {"id": 5, "message": "gone", "from": {}}},
    {"callback_query": {"id": "5", "message": None, "from": None}},
    {"my_chat_member": []},
    {"nothing_known": {"a": 1}},
]


@pytest.mark.parametrize("body", NONSENSE, ids=str)
async def test_nonsense_stops_nobody(rig: Rig, body: dict[str, object]) -> None:
    """Whatever is in an update, it is set aside and the next one is handled."""
    rig.telegram.updates.inject(body)
    rig.phone().text("after")
    await rig.settled()
    assert await rig.effects() == ["after"]
    assert [state for state, _ in await inbox_states(rig)] == ["quarantined", "done"]


async def test_an_update_without_a_number_is_left_out(rig: Rig) -> None:
    """There is nothing to keep it by; the rest of its batch is taken."""
    await rig.receiver._take([{"message": {}}, {"update_id": -1}, "text"])  # type: ignore[list-item]
    assert await inbox_states(rig) == []
    good = {"update_id": 5, "message": None}
    await rig.receiver._take([{"update_id": "7"}, good])
    await rig.settled()
    assert await rig.sql("SELECT update_id FROM inbox") == [(5,)]


async def test_half_a_letter_is_kept_and_set_aside(rig: Rig) -> None:
    """SQLite takes no lone surrogate: the update is kept with escapes, its effect is not made."""
    chat = {"id": ANNA, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "\ud800"}
    await rig.receiver._take([{"update_id": 1, "message": message}])
    rig.phone().text("after")
    await rig.settled()
    assert await rig.effects() == ["after"]
    assert [state for state, _ in await inbox_states(rig)] == ["quarantined", "done"]
    assert rig.said()[1:] == ["Got after"]


async def test_what_nobody_handles_is_quarantined(rig: Rig) -> None:
    """An update that no handler reports as handled is not lost in silence."""

    async def do(work, _update) -> None:
        work.tx.later("DELETE FROM polling")
        raise LookupError

    rig.do = do
    rig.phone().text("one")
    await rig.settled()
    assert await inbox_states(rig) == [("quarantined", "LookupError: ")]
    assert await rig.sql("SELECT count(*) FROM polling") == [(1,)]


async def test_no_handler_is_a_quarantine(rig: Rig) -> None:
    """Nobody reported completion."""
    rig.application.handlers.clear()
    rig.phone().text("one")
    await rig.settled()
    assert await inbox_states(rig) == [("quarantined", "PoisonError: no handler took it")]


async def test_a_refusal_is_said_and_done(rig: Rig) -> None:
    """A UserError rolls back and is said; the update is done, not quarantined."""

    async def do(work, update) -> None:
        await echo(work, update)
        raise UserError("No way")

    rig.do = do
    rig.phone().text("one")
    await rig.settled()
    assert await rig.effects() == []
    assert rig.said() == ["Excuse: No way"]
    assert await inbox_states(rig) == [("done", None)]


async def test_a_refusal_that_cannot_be_said_is_quarantined(rig: Rig) -> None:
    """It must not come back at every start."""

    async def do(_work, _update) -> None:
        raise UserError("No way")

    async def excuse(*_: object) -> None:
        raise RuntimeError("dumb")

    rig.do = do
    rig.receiver._excuse = excuse
    rig.phone().text("one")
    await rig.settled()
    assert [state for state, _ in await inbox_states(rig)] == ["quarantined"]
    rig.do = echo
    rig.phone().text("two")
    await rig.settled()
    assert await rig.effects() == ["two"]


async def test_an_excuse_that_fails_leaves_the_quarantine(rig: Rig) -> None:
    """The person hears nothing, but the chat goes on."""

    async def do(work, update) -> None:
        if update.effective_message.text == "bad":
            raise RuntimeError("boom")
        await echo(work, update)

    async def excuse(*_: object) -> None:
        raise RuntimeError("dumb")

    rig.do = do
    rig.receiver._excuse = excuse
    for text in ("bad", "good"):
        rig.phone().text(text)
    await rig.settled()
    assert await rig.effects() == ["good"]
    assert rig.said() == ["Got good"]


async def test_a_busy_disk_only_delays(rig: Rig) -> None:
    """While another process holds the write lock, a text waits and is not set aside."""
    other = sqlite3.connect(rig.folder / "bot.sqlite", isolation_level=None)
    await rig.db._writer.execute("PRAGMA busy_timeout = 10")
    rig.phone().text("first")
    await rig.settled()
    tries = 0

    async def do(work, update) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise _busy()
        await echo(work, update)

    rig.do = do
    rig.phone().text("second")
    await rig.settled()
    other.execute("BEGIN IMMEDIATE")
    rig.phone().text("third")
    await until(lambda: "NetworkError" in rig.polls)
    other.execute("ROLLBACK")
    other.close()
    await rig.settled()
    assert await rig.effects() == ["first", "second", "third"]
    assert [state for state, _ in await inbox_states(rig)] == ["done"] * 3


def _busy() -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError("database is locked")
    fault.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return fault


async def test_a_quarantine_that_fails_does_not_kill_the_chat(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks while an update is set aside, the next one is handled."""

    async def broken(*_: object) -> None:
        raise RuntimeError("cannot quarantine")

    async def do(work, update) -> None:
        if update.effective_message.text == "bad":
            raise RuntimeError("boom")
        await echo(work, update)

    monkeypatch.setattr(receiver.inbox, "quarantine", broken)
    rig.do = do
    for text in ("bad", "good"):
        rig.phone().text(text)
    await rig.settled()
    assert await rig.effects() == ["good"]
    monkeypatch.undo()
    await rig.again()
    await rig.settled()
    assert [state for state, _ in await inbox_states(rig)] == ["quarantined", "done"]


async def test_a_full_disk_makes_polling_pause(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch that cannot be kept is fetched again later, not in a loop and not lost."""
    full = sqlite3.OperationalError("database or disk is full")
    tries = 0
    take = receiver.inbox.take

    async def failing(*arguments):
        nonlocal tries
        tries += 1
        if tries == 1:
            raise full
        return await take(*arguments)

    monkeypatch.setattr(receiver.inbox, "take", failing)
    rig.phone().text("one")
    await rig.settled()
    assert rig.polls == ["NetworkError"]
    assert await rig.effects() == ["one"]


async def test_stopping_in_the_middle_leaves_the_rest_for_the_next_start(rig: Rig) -> None:
    """What is in hand is finished, what waits behind it is done after the start, once."""
    inside, gate = asyncio.Event(), asyncio.Event()

    async def do(work, update) -> None:
        inside.set()
        await gate.wait()
        await echo(work, update)

    rig.do = do
    for number in range(3):
        rig.phone().text(str(number))
    await inside.wait()
    stopping = Tasks().start(rig.stop(), "stop")
    await asyncio.sleep(0)
    await until(rig.receiver._stopping.is_set)
    gate.set()
    await stopping
    rig.do = echo
    await rig.start()
    assert (await rig.effects())[:1] == ["0"]
    await rig.settled()
    assert await rig.effects() == ["0", "1", "2"]
    assert rig.said() == ["Got 0", "Got 1", "Got 2"]


async def test_what_takes_too_long_to_stop_is_rolled_back(rig: Rig) -> None:
    """After the deadline the work in hand is cancelled and done by the next process."""
    inside = asyncio.Event()

    async def do(work, update) -> None:
        await echo(work, update)
        inside.set()
        await asyncio.Event().wait()

    rig.do = do
    rig.phone().text("one")
    await inside.wait()
    await rig.stop(0.05)
    rig.do = echo
    await rig.start()
    await rig.settled()
    assert await rig.effects() == ["one"]
    assert rig.said() == ["Got one"]


async def test_stopping_while_the_disk_refuses_takes_no_time(rig: Rig) -> None:
    """A pause before the next try does not hold up the end."""
    rig.receiver._pause_s = 30.0
    tried = asyncio.Event()

    async def do(_work, _update) -> None:
        tried.set()
        raise _busy()

    rig.do = do
    rig.phone().text("one")
    await tried.wait()
    rig.do = echo
    async with asyncio.timeout(5):
        await rig.stop(20)
    await rig.start()
    await rig.settled()
    assert await rig.effects() == ["one"]


async def test_a_press_is_answered_with_its_toast(rig: Rig) -> None:
    """The effect first, then the toast from memory."""
    await rig.leave(Outgoing(ANNA, "show", card("Card", buttons=("yes",))))
    await press(rig)
    assert await rig.effects() == ["yes"]
    assert rig.calls("answerCallbackQuery")[0]["params"]["text"] == "toast yes"


async def press(rig: Rig) -> None:
    phone = rig.phone()
    await rig.settled()
    message = next(one for one in rig.telegram.chats[ANNA].messages.values() if one.by_bot)
    phone.press(message.message_id, "yes")
    await rig.settled()


async def test_a_press_is_answered_in_time_while_the_worker_is_busy(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty answer after the patience, and no second one when the work is done."""
    monkeypatch.setattr(receiver, "CALLBACK_PATIENCE_S", 0.02)
    gate = asyncio.Event()

    async def do(work, update) -> None:
        await gate.wait()
        await echo(work, update)

    rig.do = do
    rig.phone()
    await rig.leave(Outgoing(ANNA, "show", card("Card", buttons=("yes",))))
    await until(rig.said)
    pressing = Tasks().start(press(rig), "press")
    await until(lambda: rig.calls("answerCallbackQuery"))
    gate.set()
    await pressing
    assert await rig.effects() == ["yes"]
    answers = rig.calls("answerCallbackQuery")
    assert [one["params"].get("text") for one in answers] == [None]


async def test_an_answer_to_a_press_is_never_repeated(rig: Rig) -> None:
    """A failed answer is of no consequence."""
    rig.telegram.faults.add("bad_gateway", method="answerCallbackQuery")
    rig.phone()
    await rig.leave(Outgoing(ANNA, "show", card("Card", buttons=("yes",))))
    await press(rig)
    rig.telegram.faults.clear()
    await rig.again()
    await rig.settled()
    assert await rig.effects() == ["yes"]
    assert len(rig.calls("answerCallbackQuery")) == 1


async def test_an_old_batch_waits_for_room(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """With very many updates in hand the next batch is fetched when there is room."""
    monkeypatch.setattr(receiver, "IN_HAND_LIMIT", 2)
    for number in range(10):
        rig.phone(VERA).text(str(number))
        await asyncio.sleep(0)
    await rig.settled()
    assert await rig.effects() == [str(number) for number in range(10)]


async def test_nothing_is_kept_of_a_finished_chat(rig: Rig) -> None:
    """Memory does not grow with the people who once wrote."""
    for user_id in range(2000, 2020):
        rig.phone(user_id).text("hello")
    await rig.settled()
    assert rig.receiver._queues == {}
    assert rig.receiver._tasks._running == set()
    assert TOKEN not in str(await inbox_states(rig))


def test_the_key_is_the_chat_then_the_person() -> None:
    """Messages by chat, presses by the chat of their message, else by the person."""
    chat, person = {"chat": {"id": 5}}, {"from": {"id": 7}}
    assert chat_key({"message": chat | person}) == 5
    assert chat_key({"edited_message": chat}) == 5
    assert chat_key({"callback_query": {"message": chat} | person}) == 5
    assert chat_key({"callback_query": dict(person)}) == 7
    assert chat_key({"my_chat_member": chat | person}) == 5
    assert chat_key({"poll": {}}) == 0
    assert user_of({"message": chat | person}) == 7
    assert user_of({"message": chat}) == 0


async def test_an_effect_is_not_kept_without_its_done_mark(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that fails takes the effect along; the next try has it once."""
    tries = 0
    done = receiver.inbox.done

    def failing(update_id, now):
        nonlocal tries
        tries += 1
        if tries == 1:
            raise _busy()
        return done(update_id, now)

    async def do(work, _update) -> None:
        await note(work, "effect")

    monkeypatch.setattr(receiver.inbox, "done", failing)
    rig.do = do
    rig.phone().text("one")
    await rig.settled()
    assert await rig.effects() == ["effect"]
