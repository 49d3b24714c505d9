"""The outbox's rows: left, taken up, marked, pruned."""

from storage import drafts, outbox
from storage.database import Database
from storage.drafts import NewDraft
from storage.outbox import BROADCAST, Outgoing, Sent

NOW = "2026-10-15T06:28:00Z"


def a_row(outbox_id: int, **columns: object) -> Outgoing:
    return Outgoing(1001, "show", {"text": "Привет"}, outbox_id=outbox_id, **columns)  # type: ignore[arg-type]


async def test_rows_are_taken_up_as_they_were_left(db: Database) -> None:
    """Oldest first, with every column."""
    rows = [a_row(1), a_row(2, slot="draft:1", lane=BROADCAST, not_before=NOW)]
    async with db.write() as tx:
        await tx.batch(outbox.add(rows, NOW))
    async with db.read() as reader:
        left = await outbox.pending(reader)
    assert left == rows
    assert [row.outbox_id for row in left] == [1, 2]


async def test_ids_go_on_after_rows_were_deleted(db: Database) -> None:
    """An id is never used twice."""
    async with db.read() as reader:
        assert await outbox.next_id(reader) == 1
    async with db.write() as tx:
        await tx.batch(outbox.add([a_row(1), a_row(2)], NOW))
        await outbox.mark(tx, [Sent(1, "sent", 5), Sent(2, "failed", error="x")], NOW)
        assert await outbox.prune(tx, "2026-10-16T00:00:00Z") == 2
    async with db.read() as reader:
        assert await outbox.next_id(reader) == 3


async def test_a_sent_card_is_its_slots_message(db: Database) -> None:
    """The newest one; what failed or was replaced is none."""
    async with db.write() as tx:
        await tx.batch(outbox.add([a_row(number, slot="card") for number in (1, 2, 3)], NOW))
        first = Sent(1, "sent", 50, chat_id=1001, slot="card", has_buttons=True)
        second = Sent(2, "sent", 60, chat_id=1001, slot="card")
        await outbox.mark(tx, [first, second, Sent(3, "replaced")], NOW)
    async with db.read() as reader:
        assert await outbox.slots(reader, 1001) == {"card": (60, False)}
        assert await outbox.slots(reader, 1002) == {}
        assert await outbox.pending(reader) == []


async def test_what_is_to_be_forgotten_leaves_no_row(db: Database) -> None:
    """Nobody can read later what went to whom; the others stay."""
    async with db.write() as tx:
        await tx.batch(outbox.add([a_row(1), a_row(2), a_row(3)], NOW))
        gone = [Sent(1, "sent", 50, forget=True), Sent(2, "failed", error="x", forget=True)]
        await outbox.mark(tx, [*gone, Sent(3, "sent", 51)], NOW)
        rows = await tx.all("SELECT outbox_id FROM outbox")
    assert [row["outbox_id"] for row in rows] == [3]


async def test_what_waits_is_never_pruned(db: Database) -> None:
    """However old it is."""
    async with db.write() as tx:
        await tx.batch(outbox.add([a_row(1)], NOW))
        assert await outbox.prune(tx, "2030-01-01T00:00:00Z") == 0


async def test_cards_go_with_their_rows_but_for_open_drafts(network: Database) -> None:
    """A card of another chat in a slot of the same name is another card."""
    cards = [(1, 1001, "draft:1"), (2, 1001, "draft:2"), (3, 1001, "list"), (4, 1002, "list")]
    async with network.write() as tx:
        for state in ("open", "saved"):
            new = NewDraft(1, 1, "chat", "visit", "1", {}, "{}", training=False)
            draft = await drafts.begin(tx, new, NOW)
            await drafts.close(tx, draft.draft_id, state, NOW)
        for number, chat_id, slot in cards:
            day = "2026-10-16T06:28:00Z" if chat_id == 1002 else NOW
            row = Outgoing(chat_id, "show", {"text": "Привет"}, slot=slot, outbox_id=number)
            await tx.batch(outbox.add([row], day))
            sent = Sent(number, "sent", 50 + number, chat_id=chat_id, slot=slot)
            await outbox.mark(tx, [sent], day)
        assert await outbox.prune_slots(tx) == 0
        assert await outbox.prune(tx, "2026-10-16T00:00:00Z") == 3
        assert await outbox.prune_slots(tx) == 2
    async with network.read() as reader:
        assert await outbox.slots(reader, 1001) == {"draft:1": (51, False)}
        assert await outbox.slots(reader, 1002) == {"list": (54, False)}
