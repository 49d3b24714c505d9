"""Rounds: counted press by press, paused, saved, corrected with history, never doubled."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from network_builders import NOW

from bot.rules import rounds as rules
from storage import chats, history, libraries, rounds
from storage.database import Database
from storage.records.libraries import SettlementFields
from storage.records.rounds import KeptTap, NewRound, Round, Tally, Tap

LATER = "2026-10-16T06:28:00Z"
DAY = date(2026, 10, 14)
WALKER, OTHER = 4, 5
CHAT = 40


def a_round(**changes: object) -> NewRound:
    """Build a round of settlement 1 by the librarian of L3."""
    plain: dict[str, object] = {
        "library_id": 3,
        "made_on": DAY,
        "settlement_id": 1,
        "purpose": "survey",
        "staff_id": WALKER,
        "entered_by": WALKER,
    }
    return NewRound(**{**plain, **changes})  # type: ignore[arg-type]


WHOLE = Tally(
    households=14,
    home=9,
    readers=7,
    new_readers=2,
    not_reading=2,
    reregistered=3,
    issued=11,
    returned=4,
    homebound=1,
    debtors=2,
    invited=5,
    leaflets=9,
    reasons={"own_books": 1, "no_time": 1},
    ages={"60": 4},
    wishes={"garden": 2, "press": 1},
    titles={"Людзі на балоце": 1},
)


@pytest.fixture
async def village(network: Database) -> Database:
    async with network.write() as tx:
        one = SettlementFields(library="L3", name_ru="Деревная", name_be="Дзераўная")
        await libraries.put_settlements(tx, [one], now=NOW, by=None)
    return network


async def begun(db: Database, **changes: object) -> int:
    async with db.write() as tx:
        return await rounds.begin(tx, a_round(**changes), now=NOW)


async def card(db: Database, round_id: int) -> Round:
    async with db.read() as reader:
        found = await rounds.by_id(reader, round_id)
    assert found is not None
    return found


async def tap(db: Database, round_id: int, message_id: int, *taps: Tap) -> bool:
    """Count a message as the handler does; False where it was counted before."""
    async with db.write() as tx:
        walk = await rounds.walk(tx, round_id, CHAT, message_id)
        assert walk is not None
        if walk.is_counted:
            return False
        tally = walk.round.tally
        for one in taps:
            tally = rules.counted(tally, one)
        rounds.count(
            tx, walk.round, tally, taps, chat_id=CHAT, message_id=message_id, asks=None, now=LATER
        )
    return True


async def undo(db: Database, round_id: int, message_id: int) -> tuple[KeptTap, ...]:
    async with db.write() as tx:
        walk = await rounds.walk(tx, round_id, CHAT, message_id)
        assert walk is not None
        rounds.count(
            tx,
            walk.round,
            rules.taken_back(walk.round.tally, walk.last),
            [Tap(kind="undo")],
            chat_id=CHAT,
            message_id=message_id,
            asks=None,
            now=LATER,
            undone=walk.last,
        )
    return walk.last


async def test_a_walk_begins_empty(village: Database) -> None:
    round_id = await begun(village, partners=("council", "school"))
    assert await card(village, round_id) == Round(
        round_id=round_id,
        library_id=3,
        made_on=DAY,
        settlement_id=1,
        purpose="survey",
        partners=("council", "school"),
        staff_id=WALKER,
        entered_by=WALKER,
        source="chat",
        submission_id=None,
        state="walking",
        asks=None,
        created_at=NOW,
        updated_at=NOW,
        removed_at=None,
        removed_by=None,
        removed_reason=None,
    )


async def test_a_message_counts_once(village: Database) -> None:
    round_id = await begun(village)
    first = [await tap(village, round_id, 1, Tap(kind="readers")) for _ in range(3)]
    assert first == [True, False, False]
    assert await tap(village, round_id, 2, Tap(kind="not_reading"), Tap(kind="reason", item="far"))
    assert (await card(village, round_id)).tally == Tally(
        households=2, home=2, readers=1, not_reading=1, reasons={"far": 1}
    )
    async with village.read() as reader:
        assert await rounds.taps(reader, round_id) == [
            KeptTap(tap_id=1, kind="readers", household=1, is_undone=False),
            KeptTap(tap_id=2, kind="not_reading", household=2, is_undone=False),
            KeptTap(tap_id=3, kind="reason", item="far", household=2, is_undone=False),
        ]


async def test_an_undo_takes_back_a_whole_message_and_the_next_one_the_one_before(
    village: Database,
) -> None:
    round_id = await begun(village)
    await tap(village, round_id, 1, Tap(kind="readers"))
    await tap(village, round_id, 2, Tap(kind="not_reading"), Tap(kind="title", item="Дзікае"))
    assert [t.kind for t in await undo(village, round_id, 3)] == ["not_reading", "title"]
    assert (await card(village, round_id)).tally == Tally(households=1, home=1, readers=1)
    assert [t.kind for t in await undo(village, round_id, 4)] == ["readers"]
    assert await undo(village, round_id, 5) == ()
    assert (await card(village, round_id)).tally == Tally()
    async with village.read() as reader:
        kept = await rounds.taps(reader, round_id)
    assert [(t.kind, t.is_undone) for t in kept] == [
        ("readers", True), ("not_reading", True), ("title", True),
        ("undo", False), ("undo", False), ("undo", False),
    ]  # fmt: skip


async def test_a_walk_is_paused_resumed_and_saved_once(village: Database) -> None:
    round_id = await begun(village)
    async with village.write() as tx:
        moves = [
            await rounds.resume(tx, round_id, now=LATER),
            await rounds.pause(tx, round_id, now=LATER),
            await rounds.pause(tx, round_id, now=LATER),
            await rounds.resume(tx, round_id, now=LATER),
            await rounds.finish(tx, round_id, now=LATER),
            await rounds.finish(tx, round_id, now=LATER),
            await rounds.pause(tx, round_id, now=LATER),
        ]
    assert moves == [False, True, False, True, True, False, False]
    saved = await card(village, round_id)
    assert (saved.state, saved.is_counted) == ("saved", True)


async def test_a_person_walks_one_round_at_a_time(village: Database) -> None:
    first = await begun(village)
    second = await begun(village)
    other = await begun(village, staff_id=OTHER, entered_by=OTHER)

    async def states() -> list[str]:
        return [(await card(village, one)).state for one in (first, second, other)]

    assert await states() == ["paused", "walking", "walking"]
    async with village.write() as tx:
        await rounds.resume(tx, first, now=LATER)
    assert await states() == ["walking", "paused", "walking"]
    async with village.read() as reader:
        mine = [one.round_id for one in await rounds.open_of(reader, WALKER)]
        everyones = [one.round_id for one in await rounds.open_of(reader)]
    assert (mine, everyones) == ([first, second], [first, other, second])


async def test_totals_come_back_whole(village: Database) -> None:
    new = a_round(street="Садовая", tally=WHOLE, source="paper", entered_by=2)
    async with village.write() as tx:
        round_id = await rounds.save_totals(tx, new, now=NOW)
    saved = await card(village, round_id)
    assert (saved.tally, saved.street, saved.state, saved.source) == (
        WHOLE, "Садовая", "saved", "paper",
    )  # fmt: skip
    assert saved.tally.asked == 11


async def test_a_correction_keeps_history(village: Database) -> None:
    async with village.write() as tx:
        round_id = await rounds.save_totals(tx, a_round(tally=WHOLE), now=NOW)
        fewer = replace(a_round(tally=replace(WHOLE, issued=12, reasons={"far": 2})))
        await rounds.update(tx, round_id, fewer, now=LATER, by=2, reason="описка")
        await rounds.update(tx, round_id, fewer, now=LATER, by=2)
    assert (await card(village, round_id)).tally == replace(WHOLE, issued=12, reasons={"far": 2})
    async with village.read() as reader:
        changes = [
            (one.action, one.old, one.new, one.reason)
            for one in await history.of(reader, "rounds", round_id)
        ]
    assert changes == [
        (
            "changed",
            {"issued": 11, "reasons": {"no_time": 1, "own_books": 1}},
            {"issued": 12, "reasons": {"far": 2}},
            "описка",
        )
    ]


async def test_a_removed_walk_counts_nowhere_and_comes_back_paused(village: Database) -> None:
    round_id = await begun(village)
    async with village.write() as tx:
        done = [
            await rounds.remove(tx, round_id, "ошибка", now=LATER, by=WALKER),
            await rounds.remove(tx, round_id, "ошибка", now=LATER, by=WALKER),
        ]
        assert await rounds.walk(tx, round_id, CHAT, 1) is None
        assert await rounds.open_of(tx) == []
        done.append(await rounds.restore(tx, round_id, now=LATER, by=WALKER))
        assert [one.state for one in await rounds.open_of(tx)] == ["paused"]
    assert done == [True, False, True]


async def test_the_street_of_a_few_households_cannot_be_stored(village: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        async with village.write() as tx:
            await rounds.save_totals(
                tx, a_round(street="Садовая", tally=Tally(households=9)), now=NOW
            )


async def test_words_of_a_chat_are_counted_for_its_round(village: Database) -> None:
    round_id = await begun(village)
    async with village.write() as tx:
        rounds.focus(tx, CHAT, round_id)
        assert (await chats.load(tx, CHAT)).round_id == round_id
        rounds.focus(tx, CHAT, None)
        assert (await chats.load(tx, CHAT)).round_id is None


async def test_taps_of_old_rounds_are_deleted_and_totals_stay(village: Database) -> None:
    saved, walking = await begun(village), await begun(village, staff_id=OTHER, entered_by=OTHER)
    for number, round_id in enumerate((saved, walking)):
        await tap(village, round_id, number, Tap(kind="nobody"))
    async with village.write() as tx:
        await rounds.finish(tx, saved, now=LATER)
        assert await rounds.prune_taps(tx, LATER) == 0
        assert await rounds.prune_taps(tx, "2026-10-17T00:00:00Z") == 1
        assert await rounds.taps(tx, saved) == []
        assert len(await rounds.taps(tx, walking)) == 1
    assert (await card(village, saved)).tally == Tally(households=1)


async def test_the_lists_are_there_in_their_order(db: Database) -> None:
    async with db.read() as reader:
        known = await rounds.choices(reader)
    reasons = [one.name("be") for one in known if one.list == "reason"]
    assert reasons[:3] == ["Няма часу", "Дробны шрыфт", "Далёка, гадзіны"]
    assert {one.list: sum(o.list == one.list for o in known) for one in known} == {
        "age": 4,
        "partner": 6,
        "purpose": 8,
        "reason": 10,
        "wish": 14,
    }
    assert [known[0].is_offered(year) for year in (0, 2026, 9999)] == [True, True, True]
