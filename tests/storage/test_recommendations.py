"""What becomes of recommendations, as it is stored: moves, their history, undoing, photos."""

from dataclasses import replace
from datetime import date

import pytest
from network_builders import NOW

from storage import history, recommendations, visits
from storage import recommendation_moves as moves
from storage.database import Database
from storage.recommendation_moves import Act
from storage.records.visits import NewRecommendation, NewVisit, Recommendation

DAY = date(2026, 10, 6)
LATER = "2026-10-16T06:28:00Z"
LIBRARIAN = Act(4, LATER, date(2026, 10, 16))
METHODIST = Act(2, "2026-10-17T06:28:00Z", date(2026, 10, 17))
STAND = NewRecommendation(
    recommendation="Стенд", responsible_id=4, deadline_on=date(2026, 10, 10), area="displays"
)


async def given(
    db: Database, *new: NewRecommendation, library_id: int = 3
) -> list[Recommendation]:
    """Save a visit with recommendations and return them."""
    visit = NewVisit(
        library_id=library_id, visited_on=DAY, done="Фонд", staff_id=2, entered_by=3,
        recommendations=new,
    )  # fmt: skip
    async with db.write() as tx:
        done = await visits.save(tx, visit, now=NOW)
        return await recommendations.of_visit(tx, done.visit_id)


async def again(db: Database, item: Recommendation) -> Recommendation:
    async with db.read() as reader:
        found = await recommendations.by_id(reader, item.recommendation_id)
    assert found is not None
    return found


async def told(db: Database, item: Recommendation) -> list[tuple[str, str | None]]:
    """Return the actions of a history with their reasons."""
    async with db.read() as reader:
        changes = await history.of(reader, "recommendations", item.recommendation_id)
    return [(one.action, one.reason) for one in changes]


async def test_done_is_a_move_with_all_that_was_said(network: Database) -> None:
    [item] = await given(network, STAND)
    assert (item.library_id, item.author_id, item.entered_by, item.visited_on) == (3, 2, 3, DAY)
    async with network.write() as tx:
        await moves.do(tx, item, LIBRARIAN, source="phone", line="Висит")
    done = await again(network, item)
    assert done == replace(
        item, state="done", state_was="given", move_no=1, moved_at=LATER, moved_by=4,
        done_on=date(2026, 10, 16), done_by=4, done_line="Висит", done_source="phone",
    )  # fmt: skip
    assert await told(network, item) == [("done", "Висит")]
    async with network.read() as reader:
        assert await recommendations.to_accept(reader, 2) == [done]
        assert await recommendations.unsettled(reader) == [done]
        assert await recommendations.open_for(reader, 4) == []
        assert await recommendations.open_of_library(reader, 3) == []
        assert await recommendations.open_of_library(reader, 3, with_done=True) == [done]


async def test_sent_back_counts_and_forgets_what_was_done(network: Database) -> None:
    """Photos of the first time stay with that time."""
    [item] = await given(network, STAND)
    async with network.write() as tx:
        photo = await tx.insert(
            "INSERT INTO files (telegram_file_id, unique_id, kind, created_at) "
            "VALUES ('f', 'u', 'photo', ?)",
            (NOW,),
        )
        await moves.do(tx, item, LIBRARIAN, source="chat", line="Висит")
        item = await again_in(tx, item)
        await moves.add_file(tx, item, "done", photo, LIBRARIAN)
        assert await recommendations.file_ids(tx, item, "done") == [photo]
        await moves.send_back(tx, item, "Нет часов", METHODIST)
        back = await again_in(tx, item)
        assert await recommendations.file_ids(tx, back, "done") == []
    assert back == replace(
        item, state="given", state_was=None, move_no=2, moved_at=METHODIST.now, moved_by=2,
        remark="Нет часов", returned_at=METHODIST.now, return_no=1, done_on=None, done_by=None,
        done_line=None, done_source=None,
    )  # fmt: skip
    assert back.is_sent_back
    assert await told(network, item) == [
        ("done", "Висит"), ("photo", None), ("returned", "Нет часов"),
    ]  # fmt: skip


async def again_in(tx, item: Recommendation) -> Recommendation:
    found = await recommendations.by_id(tx, item.recommendation_id)
    assert found is not None
    return found


@pytest.mark.parametrize("move", ["do", "accept", "withdraw"])
async def test_each_press_is_undone_to_what_was(network: Database, move: str) -> None:
    [item] = await given(network, STAND)
    async with network.write() as tx:
        if move == "do":
            await moves.do(tx, item, LIBRARIAN, source="chat")
        elif move == "accept":
            await moves.accept(tx, item, METHODIST)
        else:
            await moves.withdraw(tx, item, "Нет средств", METHODIST)
        await moves.undo(tx, await again_in(tx, item), METHODIST)
    assert await again(network, item) == replace(
        item, move_no=2, moved_at=METHODIST.now, moved_by=2
    )


async def test_an_acceptance_undone_leaves_what_was_done(network: Database) -> None:
    [item] = await given(network, STAND)
    async with network.write() as tx:
        await moves.do(tx, item, LIBRARIAN, source="chat", line="Висит")
        done = await again_in(tx, item)
        await moves.accept(tx, done, METHODIST, visit_id=item.visit_id)
        accepted = await again_in(tx, item)
        assert await recommendations.closed_in(tx, item.visit_id) == [accepted]
        await moves.undo(tx, accepted, METHODIST)
        assert await recommendations.closed_in(tx, item.visit_id) == []
    assert (accepted.state, accepted.done_on, accepted.done_by) == ("accepted", done.done_on, 4)
    assert await again(network, item) == replace(
        done, state_was=None, move_no=3, moved_at=METHODIST.now, moved_by=2
    )


async def test_a_change_is_told_as_it_was_and_became(network: Database) -> None:
    [item] = await given(network, STAND)
    async with network.write() as tx:
        assert await moves.change(tx, item, METHODIST, deadline_on=date(2026, 11, 1))
        moved = await again_in(tx, item)
        assert not await moves.change(tx, moved, METHODIST, deadline_on=date(2026, 11, 1))
    assert moved == replace(item, deadline_on=date(2026, 11, 1))
    async with network.read() as reader:
        [change] = await history.of(reader, "recommendations", item.recommendation_id)
    assert (change.old, change.new) == (
        {"deadline_on": "2026-10-10"}, {"deadline_on": "2026-11-01"},
    )  # fmt: skip


async def test_a_removed_visit_is_in_no_list(network: Database) -> None:
    [item] = await given(network, STAND)
    async with network.write() as tx:
        await visits.remove(tx, item.visit_id, "ошибка", by=1, now=LATER)
    async with network.read() as reader:
        assert await recommendations.unsettled(reader) == []
        assert await recommendations.open_for(reader, 4) == []
        assert await recommendations.open_of_library(reader, 3, with_done=True) == []
    assert (await again(network, item)).is_removed


async def test_the_most_urgent_stand_first(network: Database) -> None:
    """Those without a deadline come last."""
    every = await given(
        network,
        NewRecommendation(recommendation="Когда-нибудь", responsible_id=4),
        replace(STAND, recommendation="Позже", deadline_on=date(2026, 12, 1)),
        STAND,
    )
    async with network.read() as reader:
        found = await recommendations.open_for(reader, 4)
        assert await recommendations.open_of_library(reader, 3) == found
    assert found == [every[2], every[1], every[0]]
