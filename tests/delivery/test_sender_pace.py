"""Paced rows: a card every few seconds at the end of the chat, one reaction for a batch."""

import asyncio
import time
from typing import Any

from delivery_rig import ANNA, Rig, until

from storage.outbox import Outgoing

SLOT = "walk:1"


def paced(text: str, calm_s: float = 0.05, every_s: float = 60.0, **more: Any) -> Outgoing:
    """Make a card that takes the place of the older one."""
    payload = {"text": text, "edit": False, "instead": True, "pace": [calm_s, every_s]}
    return Outgoing(ANNA, "show", payload | more, SLOT)


def reaction(message_id: int, every_s: float = 60.0) -> Outgoing:
    emoji = [{"type": "emoji", "emoji": "👌"}]
    payload = {"message_id": message_id, "reaction": emoji, "pace": [0.05, every_s]}
    return Outgoing(ANNA, "setMessageReaction", payload, SLOT)


async def counts(rig: Rig) -> list[tuple[object, ...]]:
    return await rig.sql("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state")


async def sent(rig: Rig, text: str) -> None:
    await until(lambda: text in rig.said())
    await rig.settled()


async def test_a_batch_is_one_card_after_its_last(rig: Rig) -> None:
    """Thirty presses that come at once are answered once."""
    rig.phone()
    for number in range(1, 31):
        await rig.leave(paced(f"households: {number}", calm_s=0.5))
    await sent(rig, "households: 30")
    assert rig.said() == ["households: 30"]
    assert len(rig.calls("sendMessage")) == 1
    assert await counts(rig) == [("replaced", 29), ("sent", 1)]


async def test_who_presses_on_sees_the_card_every_few_seconds(rig: Rig) -> None:
    """A card that only waits for calm would never come; one for each press would be a flood."""
    rig.phone()
    number, end = 0, time.monotonic() + 1.0
    while time.monotonic() < end:
        number += 1
        await rig.leave(paced(str(number), calm_s=0.1, every_s=0.3))
        await asyncio.sleep(0.02)
    await sent(rig, str(number))
    assert 2 <= len(rig.calls("sendMessage")) <= 5
    assert rig.said() == [str(number)]


async def test_the_card_stays_at_the_end_and_the_older_one_goes(rig: Rig) -> None:
    """What the person has pressed meanwhile stands above it."""
    phone = rig.phone()
    await rig.leave(paced("1", every_s=0.0))
    await sent(rig, "1")
    phone.text("Читатели")
    await rig.settled()
    await rig.leave(paced("2", every_s=0.0))
    await sent(rig, "2")
    texts = [one.body["text"] for one in rig.telegram.chats[ANNA].messages.values()]
    assert texts == ["Читатели", "Got Читатели", "2"]


async def test_a_card_that_cannot_be_deleted_stays(rig: Rig) -> None:
    """Telegram deletes nothing older than two days: a walk goes on all the same."""
    rig.phone()
    rig.telegram.faults.add(
        "error", method="deleteMessage", count=1, code=400,
        description="Bad Request: message can't be deleted for everyone",
    )  # fmt: skip
    for number in "123":
        await rig.leave(paced(number, every_s=0.0))
        await sent(rig, number)
    assert rig.said() == ["1", "3"]
    assert await counts(rig) == [("sent", 3)]


async def test_what_is_paced_lets_other_words_pass(rig: Rig) -> None:
    """An answer to something else does not wait for the card."""
    rig.phone()
    await rig.leave(paced("first", calm_s=0.0))
    await sent(rig, "first")
    await rig.leave(paced("held for a minute"), Outgoing(ANNA, "sendMessage", {"text": "at once"}))
    await sent(rig, "at once")
    assert rig.said() == ["first", "at once"]
    assert rig.sender.waiting == 1


async def test_a_card_that_opens_a_keyboard_is_replaced_too_if_it_is_paced(rig: Rig) -> None:
    """Each card of a walk carries its keyboard, so the newest is enough."""
    rig.phone()
    keys = {"keyboard": [[{"text": "Читатели"}]]}
    await rig.leave(
        paced("1", keyboard=True, reply_markup=keys), paced("2", keyboard=True, reply_markup=keys)
    )
    await sent(rig, "2")
    assert rig.said() == ["2"]


async def test_a_waiting_card_is_kept_over_a_restart(rig: Rig) -> None:
    """The next process sends the newest one only."""
    rig.phone()
    await rig.leave(paced("first", calm_s=0.0))
    await sent(rig, "first")
    await rig.leave(paced("older", every_s=30.0), paced("newest", every_s=30.0))
    await rig.again()
    await sent(rig, "newest")
    assert rig.said() == ["newest"]
    assert await counts(rig) == [("replaced", 1), ("sent", 2)]


async def test_what_is_refused_is_paced_as_well(rig: Rig) -> None:
    """A message that is gone takes no reaction: that must not cost a call for every press."""
    rig.phone()
    await rig.leave(reaction(404, every_s=30.0))
    await until(lambda: rig.calls("setMessageReaction"))
    await rig.settled()
    await rig.leave(*(reaction(404, every_s=30.0) for _ in range(5)))
    await asyncio.sleep(0.2)
    assert len(rig.calls("setMessageReaction")) == 1
    assert await counts(rig) == [("failed", 1), ("pending", 5)]


async def test_the_last_of_a_batch_gets_the_reaction(rig: Rig) -> None:
    """A reaction is no card: it leaves the slot's message alone."""
    phone = rig.phone()
    await rig.leave(paced("card", calm_s=0.0, every_s=0.0))
    await sent(rig, "card")
    messages = [phone.text(str(number)).message_id for number in range(5)]
    await rig.settled()
    for message_id in messages:
        await rig.leave(reaction(message_id))
    await until(lambda: rig.calls("setMessageReaction"))
    await rig.leave(paced("next", calm_s=0.0, every_s=0.0))
    await sent(rig, "next")
    kept = rig.telegram.chats[ANNA].messages
    assert [kept[one].reaction for one in messages] == [None, None, None, None, "👌"]
    assert "card" not in rig.said()
