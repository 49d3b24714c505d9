"""Presses that wait in the phone for a network and arrive at once: each counts exactly once."""

import random
from collections import Counter

import pytest
from walking import NINA, begin, named, say, taken_together, totals, without_rounds
from world import World

from bot.handlers import walk_card
from bot.rules import rounds as rules
from bot.sandbox.phone import Phone
from storage.records.rounds import Tally, Tap

HOUSEHOLDS = 30
KEYS = {
    "Уже читатели": "readers",
    "Новый читатель": "new_readers",
    "Не читают": "not_reading",
    "Никого нет": "nobody",
}


def an_hours_walk(seed: int = 7) -> tuple[list[str], Tally]:
    """Draw thirty households with some reasons and undos, and what they add up to."""
    rng = random.Random(seed)
    pressed: list[str] = []
    taps: list[Tap] = []
    for _ in range(HOUSEHOLDS):
        key = rng.choice(list(KEYS))
        pressed.append(key)
        taps.append(Tap(kind=KEYS[key]))
        if key == "Не читают" and rng.random() < 0.6:
            pressed.append("Нет времени")
            taps.append(Tap(kind="reason", item="no_time"))
        if rng.random() < 0.2:
            pressed.append("Отменить последнее")
            taps.pop()
    return pressed, rules.total(taps)


def as_numbers(tally: Tally) -> dict[str, int]:
    names = ("households", "home", "asked", "readers", "new_readers", "not_reading")
    return {name: getattr(tally, name) for name in names if getattr(tally, name)}


@pytest.fixture
async def world(world: World) -> World:
    """Take out the rounds of the sample."""
    return await without_rounds(world)


async def arrived(world: World, texts: list[str]) -> list[int]:
    """Let the messages of an hour arrive at once and wait for the card after the last."""
    phone = Phone(world.telegram, NINA)
    ids = [phone.text(text).message_id for text in texts]
    await world.settled()
    return ids


async def test_thirty_households_that_arrive_at_once_are_one_card(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk_card, "PACE", (1.0, 3.0))  # a busy machine may pause for longer
    nina = world.chat(NINA)
    await begin(nina)
    await nina.wait_for("Дворов: 0")
    pressed, tally = an_hours_walk()
    world.clock.jump(hours=1)
    ids = await arrived(world, pressed)
    await nina.wait_for(f"Дворов: {tally.households}, дома застали: {tally.home}.")
    assert await totals(world) == as_numbers(tally) == await taken_together(world)
    assert await named(world) == [("reason", "no_time", tally.reasons["no_time"])]
    await world.settled()
    await nina.news()
    cards = [one for one in nina.screen if "Дворов" in one.text]
    assert [one.text.split("\n")[1] for one in cards] == [
        f"Дворов: {tally.households}, дома застали: {tally.home}. Опрошено: {tally.asked}."
    ]
    kept = world.telegram.chats[NINA].messages
    assert [one for one in ids if kept[one].reaction] == ids[-1:]
    sent = await world.sql("SELECT count(*) FROM outbox WHERE slot = 'walk:1' AND state = 'sent'")
    assert sent == [(2,)]  # the first card and the one after the batch


async def test_the_same_updates_handed_over_again_count_once(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    world.telegram.faults.add("redeliver", count=20)
    pressed, tally = an_hours_walk(11)
    await arrived(world, pressed)
    assert await totals(world) == as_numbers(tally)


async def test_a_message_under_another_updates_number_counts_once(world: World) -> None:
    """After seven idle days Telegram counts updates anew: the message's number tells it."""
    nina = world.chat(NINA)
    await begin(nina)
    sent: list[object] = []
    push = world.telegram.updates.push
    world.telegram.updates.push = lambda kind, content: (  # type: ignore[method-assign]
        sent.append({kind: content}), push(kind, content),
    )  # fmt: skip
    await say(nina, "3 не читают", "никого, 2 читателя", "Отменить последнее", "Ещё…")
    before = await totals(world)
    for body in sent:
        world.telegram.updates.inject(dict(body))  # type: ignore[call-overload]
    await world.settled()
    assert await totals(world) == before
    assert before == {"households": 3, "home": 3, "asked": 3, "not_reading": 3}


async def test_a_stop_in_the_middle_of_a_batch_loses_and_doubles_nothing(world: World) -> None:
    nina = world.chat(NINA)
    await begin(nina)
    pressed, tally = an_hours_walk(3)
    phone = Phone(world.telegram, NINA)
    for text in pressed[:20]:
        phone.text(text)
    await world.stop()
    for text in pressed[20:]:
        phone.text(text)
    await world.start()
    await world.settled()
    await nina.wait_for(f"Дворов: {tally.households}, дома застали: {tally.home}.")
    await world.settled()
    await nina.news()
    assert await totals(world) == as_numbers(tally)
    assert sum("Дворов" in one.text for one in nina.screen) == 1


@pytest.mark.parametrize("seed", range(4))
async def test_any_sequence_of_words_gives_what_was_counted(
    world: World, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stored totals, the stored presses and a plain model agree after every batch."""
    monkeypatch.setattr(walk_card, "PACE", (0.05, 0.1))
    rng = random.Random(seed)
    nina = world.chat(NINA)
    await begin(nina)
    model: list[list[Tap]] = []
    texts: list[str] = []
    for _ in range(60):
        text, taps = _drawn(rng)
        texts.append(text)
        _model(model, taps)
    await arrived(world, texts)
    tally = rules.total(tap for taps in model for tap in taps)
    stored = await totals(world)
    assert {name: n for name, n in stored.items() if name in as_numbers(tally)} == as_numbers(
        tally
    )
    assert stored.get("issued", 0) == tally.issued
    assert Counter({code: n for kind, code, n in await named(world) if kind == "reason"}) == (
        Counter(tally.reasons)
    )
    assert await taken_together(world) == as_numbers(tally)


def _drawn(rng: random.Random) -> tuple[str, list[Tap] | None]:
    """Draw a message and what it says; None takes back the latest."""
    n = rng.randint(1, 5)
    return rng.choice(
        [
            ("Отменить последнее", None),
            ("Ещё…", []),
            ("что-то непонятное", []),
            *((key, [Tap(kind=kind)]) for key, kind in KEYS.items()),
            (f"{n} не читают", [Tap(kind="not_reading", amount=n)]),
            (f"{n} никого, ещё читатель",
             [Tap(kind="nobody", amount=n), Tap(kind="another_readers")]),
            (f"выдано {n}", [Tap(kind="issued", amount=n)]),
            ("Далеко, часы", [Tap(kind="reason", item="far")]),
        ]
    )  # fmt: skip


def _model(model: list[list[Tap]], taps: list[Tap] | None) -> None:
    """Count as the issue tells it: whole messages, none that breaks a rule."""
    if taps is None:
        if model:
            model.pop()
        return
    live = rules.total(tap for one in model for tap in one)
    if any(tap.kind == "another_readers" for tap in taps) and not live.home:
        return
    if any(tap.kind == "reason" for tap in taps) and (
        live.reasons.get("far", 0) >= live.not_reading
    ):
        return
    if taps:
        model.append(taps)
