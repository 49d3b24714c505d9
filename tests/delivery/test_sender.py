"""The outbox: at least once, in order, paced, and no chat stops another."""

import asyncio
import sqlite3
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from delivery_rig import ANNA, BELA, VERA, Rig, a_rig, card, until

from bot.delivery import sender as module
from bot.sandbox.limits import Limits
from storage import outbox
from storage.outbox import BROADCAST, Outgoing


def message(text: str, chat_id: int = ANNA, **columns: object) -> Outgoing:
    return Outgoing(chat_id, "sendMessage", {"text": text}, **columns)  # type: ignore[arg-type]


def shown(text: str, *buttons: str, edit: bool = False, chat_id: int = ANNA, **more) -> Outgoing:
    return Outgoing(chat_id, "show", card(text, buttons=buttons, edit=edit), "card:1", **more)


async def states(rig: Rig) -> list[object]:
    return [row[0] for row in await rig.sql("SELECT state FROM outbox ORDER BY outbox_id")]


def texts(rig: Rig, method: str = "sendMessage") -> list[object]:
    """List the texts of calls that Telegram took."""
    return [one["params"]["text"] for one in rig.calls(method) if one["code"] == 200]


async def test_a_chat_gets_its_messages_in_order(rig: Rig) -> None:
    """Replies go in the order in which they were left."""
    rig.phone()
    await rig.leave(*(message(str(number)) for number in range(20)))
    await rig.settled()
    assert rig.said() == [str(number) for number in range(20)]
    assert set(await states(rig)) == {"sent"}


async def test_replies_go_before_broadcasts(rig: Rig) -> None:
    """What is waiting in the broadcast lane lets a reply pass."""
    rig.phone()
    await rig.leave(
        message("b1", lane=BROADCAST), message("b2", lane=BROADCAST), message("r1"), message("r2")
    )
    await rig.settled()
    assert rig.said() == ["r1", "r2", "b1", "b2"]


async def test_a_reply_passes_a_broadcast_that_waits_for_its_turn(rig: Rig) -> None:
    """A person in the middle of a form does not wait until the announcement reaches them."""
    rig.sender._broadcasts_a_second = 5.0
    for user_id in (BELA, ANNA):
        rig.phone(user_id)
    await rig.leave(
        message("b", chat_id=BELA, lane=BROADCAST), message("b", chat_id=ANNA, lane=BROADCAST)
    )
    await until(lambda: rig.said(BELA))
    await rig.leave(message("r", chat_id=ANNA))
    await rig.settled()
    assert rig.said(ANNA) == ["r", "b"]


async def test_broadcasts_keep_the_pace(tmp_path) -> None:
    """As many as Telegram takes at once would be refused; paced, nobody is."""
    async with a_rig(tmp_path, broadcasts_a_second=150.0) as rig:
        rig.telegram.limits = Limits(bulk_per_s=160.0, bulk_burst=30.0)
        people = range(2001, 2101)
        for user_id in people:
            rig.phone(user_id)
        await rig.leave(*(message("news", user_id, lane=BROADCAST) for user_id in people))
        await rig.settled()
        assert [rig.said(user_id) for user_id in people] == [["news"]] * 100
        assert [one["code"] for one in rig.calls("sendMessage")] == [200] * 100


def test_the_broadcast_pace_stays_under_telegrams() -> None:
    """Telegram's soft limit is about thirty a second."""
    assert module.BROADCASTS_A_SECOND < 30


async def test_turns_are_given_a_second_apart_by_the_pace(rig: Rig) -> None:
    """A thousand chats at once get a thousand different turns, in order of asking."""
    rig.sender._broadcasts_a_second = 28.0
    before = time.monotonic()
    chats = [module._Chat() for _ in range(1000)]
    for chat in chats:
        rig.sender._turn_s(chat)
    turns = [chat.turn_at - before for chat in chats if chat.turn_at is not None]
    assert turns == sorted(turns)
    counts = [sum(start <= turn < start + 1.0 for turn in turns) for start in range(30)]
    assert max(counts) <= 29


async def test_a_turn_that_was_not_used_is_given_anew(rig: Rig) -> None:
    """After a pause of the network a thousand late turns must not become a burst."""
    rig.sender._broadcasts_a_second = 10.0
    chats = [module._Chat(turn_at=time.monotonic() - 5.0) for _ in range(5)]
    waits = [rig.sender._turn_s(chat) for chat in chats]
    assert [round(wait, 1) for wait in waits] == [0.0, 0.1, 0.2, 0.3, 0.4]


async def test_a_429_pauses_only_its_chat(rig: Rig) -> None:
    """The other chat is served at once, the paused one after its time, in order."""
    for user_id in (ANNA, BELA):
        rig.phone(user_id)
    rig.telegram.faults.add("flood", method="sendMessage", chat_id=ANNA, count=1, retry_after=1)
    await rig.leave(message("a1"), message("a2"), *(message(str(n), BELA) for n in range(5)))
    await rig.settled()
    assert rig.said(ANNA) == ["a1", "a2"]
    order = [(one["params"]["chat_id"], one["code"]) for one in rig.calls("sendMessage")]
    assert order[-2:] == [(ANNA, 200), (ANNA, 200)]
    assert rig.sender._lane_pause_until == 0.0


async def test_two_429_within_a_second_pause_the_broadcasts(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replies go on meanwhile."""
    monkeypatch.setattr(module, "LANE_PAUSE_S", 0.05)
    for user_id in (ANNA, BELA, VERA):
        rig.phone(user_id)
    for user_id in (ANNA, BELA):
        rig.telegram.faults.add("flood", chat_id=user_id, count=1, retry_after=1)
    await rig.leave(message("a"), message("b", BELA))
    await until(lambda: len(rig.calls("sendMessage")) == 2)
    await asyncio.sleep(0)
    await rig.leave(message("news", VERA, lane=BROADCAST), message("reply", VERA))
    await rig.settled()
    assert rig.said(VERA) == ["reply", "news"]
    assert texts(rig)[0] == "reply"
    assert texts(rig).index("news") > texts(rig).index("reply")
    assert set(await states(rig)) == {"sent"}


@pytest.mark.parametrize("kind", ["bad_gateway", "cut_before", "error"])
async def test_trouble_on_the_way_is_tried_again(rig: Rig, kind: str) -> None:
    """502, a cut before the effect and a 500 lose nothing and double nothing."""
    rig.phone()
    rig.telegram.faults.add(kind, method="sendMessage", count=3)
    await rig.leave(message("one"), message("two"))
    await rig.settled()
    assert rig.said() == ["one", "two"]


async def test_a_cut_after_the_effect_repeats_one_message(rig: Rig) -> None:
    """At least once: only what was in flight can repeat."""
    rig.phone()
    rig.telegram.faults.add("cut_after", method="sendMessage", count=1)
    await rig.leave(message("one"), message("two"))
    await rig.settled()
    assert rig.said() == ["one", "one", "two"]


async def test_a_slow_answer_is_waited_for(rig: Rig) -> None:
    """It is not sent twice."""
    rig.phone()
    rig.telegram.faults.add("slow", method="sendMessage", count=1, delay_s=0.05)
    await rig.leave(message("one"))
    await rig.settled()
    assert rig.said() == ["one"]


@pytest.mark.parametrize(
    ("code", "description"),
    [
        (400, "Bad Request: message is too long"),
        (404, "Not Found: method not found"),
        (413, "Request Entity Too Large"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_what_can_never_work_is_given_up(rig: Rig, code: int, description: str) -> None:
    """The row fails, those behind it are sent."""
    rig.phone()
    rig.telegram.faults.add(
        "error", method="sendMessage", count=1, code=code, description=description
    )
    await rig.leave(message("bad"), message("good"))
    await rig.settled()
    assert rig.said() == ["good"]
    assert await states(rig) == ["failed", "sent"]


async def test_a_token_refused_for_a_while_loses_no_message(rig: Rig) -> None:
    """401: the message waits until the token is known again."""
    rig.phone()
    rig.telegram.faults.add(
        "error", method="sendMessage", count=2, code=401, description="Unauthorized"
    )
    await rig.leave(message("one"))
    await rig.settled()
    assert rig.said() == ["one"]


async def test_a_row_that_nobody_understands_stops_nothing(rig: Rig) -> None:
    """A fault of ours in one row is noted with it."""
    rig.phone()
    lost = Outgoing(ANNA, "sendDocument", {"document": {"path": "gone.pdf", "name": "x.pdf"}})
    wrong = Outgoing(ANNA, "sendDocument", {"document": {"name": "x.pdf"}})
    await rig.leave(lost, wrong, message("good"))
    await rig.settled()
    assert rig.said() == ["good"]
    assert await states(rig) == ["failed", "failed", "sent"]


async def test_who_blocked_the_bot_is_skipped(rig: Rig) -> None:
    """Both lanes are cleared, the person is marked once, others are served."""
    rig.phone(ANNA).block()
    rig.phone(BELA)
    await rig.settled()
    await rig.leave(
        message("one"), message("two"), message("three", lane=BROADCAST), message("other", BELA)
    )
    await rig.settled()
    assert rig.blocked == [ANNA]
    assert len([one for one in rig.calls("sendMessage") if one["params"]["chat_id"] == ANNA]) == 1
    assert await states(rig) == ["failed", "failed", "failed", "sent"]
    rig.phone(ANNA).unblock()
    await rig.settled()
    await rig.leave(message("back"))
    await rig.settled()
    assert rig.said(ANNA)[-1] == "back"


async def test_what_is_to_be_forgotten_is_sent_and_leaves_no_row(rig: Rig) -> None:
    """The mark is ours: Telegram does not get it; for who blocked the bot the row goes, too."""
    rig.phone(ANNA)
    secret = {"text": "secret", "forget": True}
    await rig.leave(message("plain"), replace(message(""), payload=secret))
    await rig.settled()
    assert rig.said(ANNA) == ["plain", "secret"]
    assert [one["params"].get("forget") for one in rig.calls("sendMessage")] == [None, None]
    assert await states(rig) == ["sent"]
    rig.phone(ANNA).block()
    await rig.settled()
    await rig.leave(message("one"), replace(message(""), payload=secret))
    await rig.settled()
    assert await states(rig) == ["sent", "failed"]


async def test_a_failing_mark_of_the_blocked_stops_nothing(rig: Rig) -> None:
    """The database may refuse just then; the next message tells again."""

    async def fails(_: int) -> None:
        raise sqlite3.OperationalError("database is locked")

    rig.sender._blocked = fails
    rig.phone(ANNA).block()
    await rig.settled()
    await rig.leave(message("one"))
    await rig.settled()
    rig.phone(ANNA).unblock()
    await rig.settled()
    await rig.leave(message("two"))
    await rig.settled()
    assert rig.said()[-1:] == ["two"]


# Cards of a slot.


async def test_a_card_is_edited_in_its_place(rig: Rig) -> None:
    """A press edits; a text sends anew and strips the old buttons."""
    rig.phone()
    await rig.leave(shown("first", "go"))
    await rig.settled()
    await rig.leave(shown("edited", "go", edit=True))
    await rig.settled()
    assert rig.said() == ["edited"]
    await rig.leave(shown("new", "go"))
    await rig.settled()
    assert rig.said() == ["edited", "new"]
    bodies = [one.body for one in rig.telegram.chats[ANNA].messages.values()]
    assert ["reply_markup" in body for body in bodies] == [False, True]


async def test_a_card_is_found_again_after_a_restart(rig: Rig) -> None:
    """The slot's message is kept with the mark that the row was sent."""
    rig.phone()
    await rig.leave(shown("first"))
    await rig.settled()
    await rig.again()
    await rig.leave(shown("edited", edit=True))
    await rig.settled()
    assert rig.said() == ["edited"]


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_a_card_that_is_gone_is_sent_anew(rig: Rig, description: str) -> None:
    """Somebody deleted it, or it is too old."""
    rig.phone()
    await rig.leave(shown("first"))
    await rig.settled()
    rig.telegram.faults.add(
        "error", method="editMessageText", count=1, code=400, description=description
    )
    await rig.leave(shown("again", edit=True))
    await rig.settled()
    assert rig.said() == ["first", "again"]
    await rig.leave(shown("third", edit=True))
    await rig.settled()
    assert rig.said() == ["first", "third"]


async def test_the_same_words_are_no_fault(rig: Rig) -> None:
    """«message is not modified» is swallowed, the row is sent."""
    rig.phone()
    await rig.leave(shown("same"))
    await rig.settled()
    await rig.leave(shown("same", edit=True))
    await rig.settled()
    assert rig.said() == ["same"]
    assert await states(rig) == ["sent", "sent"]


async def test_a_waiting_card_is_replaced_by_a_newer_one(rig: Rig) -> None:
    """Three quick edits are one message; a new one stays a new one."""
    rig.phone()
    rig.telegram.faults.add("bad_gateway", method="sendMessage", count=1)
    rig.sender._pause_s = 0.1
    await rig.leave(shown("one"))
    await until(lambda: rig.calls("sendMessage"))
    await asyncio.sleep(0)
    await rig.leave(shown("two", edit=True), shown("three", edit=True))
    await rig.settled()
    assert rig.said() == ["three"]
    assert await states(rig) == ["replaced", "replaced", "sent"]


async def test_a_card_in_flight_is_not_replaced(rig: Rig) -> None:
    """What is being sent will be there; the newer one edits it."""
    rig.phone()
    rig.telegram.faults.add("slow", method="sendMessage", count=1, delay_s=0.05)
    await rig.leave(shown("one"))
    await until(rig.said)
    await rig.leave(shown("two", edit=True))
    await rig.settled()
    assert rig.said() == ["two"]
    assert await states(rig) == ["sent", "sent"]


async def test_the_same_card_twice_is_never_lost(rig: Rig) -> None:
    """Two rows that say the same are two rows."""
    rig.phone()
    rig.telegram.faults.add("slow", method="sendMessage", count=1, delay_s=0.05)
    await rig.leave(shown("same"))
    await until(rig.said)
    await rig.leave(shown("same"), message("x"), message("x"))
    await rig.settled()
    assert rig.said() == ["same", "same", "x", "x"]
    assert set(await states(rig)) == {"sent"}


async def test_a_reply_replaces_the_same_card_of_the_broadcasts(rig: Rig) -> None:
    """An older card must not appear after a newer one."""
    rig.phone()
    rig.sender._next_broadcast = time.monotonic() + 0.1
    await rig.leave(shown("older", lane=BROADCAST), shown("newer", edit=True))
    await rig.settled()
    assert rig.said() == ["newer"]


async def test_a_keyboard_is_not_replaced(rig: Rig) -> None:
    """A message that opens or closes the reply keyboard must arrive."""
    rig.phone()
    rig.sender._hold_back(
        rig.sender._chats.setdefault(ANNA, module._Chat()), message(""), OSError()
    )
    first = shown("keyboard")
    first.payload["keyboard"] = True
    await rig.leave(first, shown("card"))
    await rig.settled()
    assert rig.said() == ["keyboard", "card"]


# An album's one reply.


def soon(**by: float) -> str:
    return (datetime.now(UTC) + timedelta(**by)).isoformat()


async def test_an_albums_reply_waits_and_is_replaced(rig: Rig) -> None:
    """The last photo's reply is the only one."""
    rig.phone()
    await rig.leave(shown("1 photo", not_before=soon(seconds=30)))
    await rig.leave(shown("2 photos", not_before=soon(milliseconds=30)))
    await until(rig.said)
    await rig.settled()
    assert rig.said() == ["2 photos"]
    assert await states(rig) == ["replaced", "sent"]


async def test_a_waiting_reply_is_kept_over_a_restart(rig: Rig) -> None:
    """It is sent by the next process when its time has come."""
    rig.phone()
    await rig.leave(message("later", not_before=soon(milliseconds=200)))
    assert rig.sender.idle
    assert rig.sender.waiting == 1
    await rig.again()
    await until(rig.said)
    assert rig.said() == ["later"]


async def test_a_clock_set_back_delays_by_a_minute_at_most(rig: Rig) -> None:
    """The machine's clock may jump; a debounce must not become an hour."""
    rig.phone()
    given = await rig.leave(message("album", not_before=soon(hours=1)))
    chat = rig.sender._chats[ANNA]
    assert chat.due_at[given[0].outbox_id] - time.monotonic() <= module.LONGEST_WAIT_S


def test_a_moment_without_a_zone_is_utc() -> None:
    """Storage keeps UTC; a missing zone must not stop a chat."""
    assert module._wait_s("2020-01-01T00:00:00") < 0


# Marks, stopping, files.


async def test_a_mark_that_fails_is_made_later(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk may refuse: what was sent is not sent again."""
    tries = 0
    mark = outbox.mark

    async def failing(*arguments):
        nonlocal tries
        tries += 1
        if tries == 1:
            raise sqlite3.OperationalError("database or disk is full")
        await mark(*arguments)

    monkeypatch.setattr(module.outbox, "mark", failing)
    rig.phone()
    await rig.leave(message("one"))
    await rig.settled()
    await rig.again()
    await rig.settled()
    assert rig.said() == ["one"]
    assert await states(rig) == ["sent"]


async def test_stopping_in_the_middle_of_marks_keeps_them(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cancelled transaction of marks is made again before the process ends."""
    entered = asyncio.Event()
    mark = outbox.mark

    async def slow(*arguments):
        if not entered.is_set():
            entered.set()
            await asyncio.Event().wait()
        await mark(*arguments)

    monkeypatch.setattr(module.outbox, "mark", slow)
    rig.phone()
    await rig.leave(message("one"))
    await entered.wait()
    await rig.stop(0.01)
    await rig.start()
    await rig.settled()
    assert rig.said() == ["one"]
    assert await states(rig) == ["sent"]


async def test_marks_that_fail_at_the_end_do_not_break_the_stop(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the process is stopped in order; the message may repeat."""

    async def failing(*_):
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(module.outbox, "mark", failing)
        rig.phone()
        await rig.leave(message("one"))
        await until(rig.said)
        await rig.stop(0.01)
    await rig.start()
    await rig.settled()
    assert await states(rig) == ["sent"]


async def test_stopping_without_a_network_keeps_the_rows(rig: Rig) -> None:
    """They are sent by the next process."""
    rig.phone()
    fault = rig.telegram.faults.add("cut_before", method="sendMessage")
    await rig.leave(message("one"), message("two", lane=BROADCAST))
    await until(lambda: rig.sender._chats[ANNA].pauses)
    await rig.stop(0.05)
    rig.telegram.faults.active.remove(fault)
    await rig.start()
    await rig.settled()
    assert rig.said() == ["one", "two"]


async def test_a_file_keeps_its_name(rig: Rig) -> None:
    """Telegram does not decode %D0; quotes and line ends cannot break the header."""
    rig.phone()
    (rig.folder / "abc").write_bytes(b"content")
    name = 'Отчёт "за год"\n 50%.docx'
    source = {"path": "abc", "name": name}
    await rig.leave(Outgoing(ANNA, "sendDocument", {"document": source, "caption": "Вот"}))
    await rig.settled()
    (sent,) = rig.telegram.chats[ANNA].messages.values()
    assert sent.body["document"]["file_name"] == 'Отчёт "за год" 50%.docx'
    stored = rig.telegram.files.by_id[sent.body["document"]["file_id"]]
    assert stored.content == b"content"


async def test_a_long_run_forgets_chats(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory does not grow with everyone who ever got a message."""
    monkeypatch.setattr(module, "MANY_CHATS", 3)
    for user_id in range(2001, 2021):
        rig.phone(user_id)
        await rig.leave(message("hi", user_id))
        await rig.settled()
    assert len(rig.sender._chats) <= 4
    assert set(await states(rig)) == {"sent"}
