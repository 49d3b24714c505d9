"""Visits and trips: one hop to save, history on change, lists that never scan."""

from datetime import date, timedelta

import pytest
from network_builders import NOW

from storage import history, libraries, recommendation_moves, recommendations, trips, visits
from storage.database import Database
from storage.recommendation_moves import Act
from storage.records.visits import (
    Counts,
    Finding,
    NewRecommendation,
    NewVisit,
    Saved,
    Trip,
    VisitFields,
)

LATER = "2026-10-16T06:28:00Z"
DAY = date(2026, 10, 6)


def a_visit(library_id=1, **changes) -> NewVisit:
    plain = {
        "library_id": library_id,
        "visited_on": DAY,
        "purposes": ("help",),
        "done": "Расставлен фонд",
        "staff_id": 2,
        "entered_by": 2,
    }
    return NewVisit(**{**plain, **changes})


async def saved(db: Database, *new: NewVisit) -> list[Saved]:
    async with db.write() as tx:
        return [await visits.save(tx, visit, now=NOW) for visit in new]


async def card(db: Database, visit_id: int):
    async with db.read() as reader:
        return await visits.by_id(reader, visit_id)


async def ids(db: Database, **filters) -> list[int]:
    async with db.read() as reader:
        return [line.visit_id for line in await visits.listed(reader, **filters)]


async def year(db: Database, number: int = 2026) -> Counts:
    async with db.read() as reader:
        return await visits.counts(reader, number)


async def a_file(db: Database, kind: str = "photo") -> int:
    async with db.write() as tx:
        return await tx.insert(
            """
            INSERT INTO files (telegram_file_id, unique_id, kind, created_at)
            VALUES ('f', 'u', ?, ?)
            """,
            (kind, NOW),
        )


async def test_a_saved_visit_comes_back_whole(network):
    photo = await a_file(network)
    new = a_visit(
        3,
        purposes=("help", "stock"),
        travellers=(3, 2),
        transport="Служебный автомобиль",
        km=34,
        assessment="good",
        staff_met="Нина Ивановна",
        next_visit_on=date(2026, 12, 1),
        findings=(Finding(area="stock", finding="Порядок"), Finding(area="tech", finding="Нет")),
        file_ids=(photo,),
        confirmation="waiting",
        recommendations=(
            NewRecommendation(
                recommendation="Обновить стенд", responsible_id=4, deadline_on=date(2026, 11, 1)
            ),
            NewRecommendation(recommendation="Подписать полки"),
        ),
    )
    [done] = await saved(network, new)
    visit = await card(network, done.visit_id)
    stated = {name: getattr(visit, name) for name in VisitFields.__slots__}
    assert stated == {
        **{name: getattr(new, name) for name in VisitFields.__slots__},
        "travellers": (2, 3),
    }
    assert [(r.recommendation, r.responsible_id, r.state) for r in visit.recommendations] == [
        ("Обновить стенд", 4, "given"),
        ("Подписать полки", None, "given"),
    ]
    assert (visit.staff_id, visit.source, visit.confirmation) == (2, "chat", "waiting")


async def test_a_second_library_continues_the_trip(network):
    [first] = await saved(network, a_visit(1))
    [second] = await saved(network, a_visit(2, trip_id=first.trip_id))
    assert second.trip_id == first.trip_id
    assert await year(network) == Counts(visits=2, trips=1)
    async with network.read() as reader:
        assert await trips.by_id(reader, first.trip_id) == Trip(
            trip_id=first.trip_id,
            made_on=DAY,
            transport=None,
            km=None,
            travellers=(2,),
            library_ids=(1, 2),
        )


async def test_a_trip_of_another_day_is_not_continued(network):
    [first] = await saved(network, a_visit(1))
    [second] = await saved(
        network, a_visit(2, trip_id=first.trip_id, visited_on=DAY + timedelta(days=1))
    )
    assert second.trip_id != first.trip_id
    assert await year(network) == Counts(visits=2, trips=2)


async def test_a_closed_door_is_a_trip_and_no_visit(network):
    await saved(network, a_visit(4, outcome="closed", purposes=(), done=""))
    assert await year(network) == Counts(visits=0, trips=1)


async def test_a_year_without_visits_counts_nothing(network):
    assert await year(network, 1999) == Counts(visits=0, trips=0)


async def test_two_in_one_car_make_three_visits_one_trip_two_people(network):
    """Each logs three libraries, crosswise: both meet what the other has logged already."""
    [anna_1] = await saved(network, a_visit(1, staff_id=2))
    [pavel_2] = await saved(network, a_visit(2, staff_id=3, entered_by=3))
    async with network.read() as reader:
        same = await visits.same_library_day(reader, 2, DAY)
    assert [(line.visit_id, line.staff_id) for line in same] == [(pavel_2.visit_id, 3)]
    async with network.write() as tx:
        joined = await trips.join(
            tx, pavel_2.visit_id, 2, now=NOW, by=2, own_trip_id=anna_1.trip_id
        )
    assert joined == trips.Joined(pavel_2.trip_id, 1)
    # Anna's phone still continues the trip that is merged away.
    [anna_3] = await saved(network, a_visit(3, staff_id=2, trip_id=anna_1.trip_id))
    assert anna_3.trip_id == pavel_2.trip_id
    async with network.write() as tx:
        for visit_id in (anna_1.visit_id, anna_3.visit_id):
            again = await trips.join(tx, visit_id, 3, now=NOW, by=3, own_trip_id=joined.trip_id)
            assert again == trips.Joined(joined.trip_id, 0)
    assert await year(network) == Counts(visits=3, trips=1)
    async with network.read() as reader:
        [trip] = await trips.on_day(reader, 2, DAY)
        assert await trips.by_id(reader, anna_1.trip_id) is None
    assert (trip.travellers, trip.library_ids) == ((2, 3), (1, 2, 3))


async def test_joining_does_not_take_a_trip_that_is_not_the_joiners(network):
    [one, other] = await saved(network, a_visit(1), a_visit(2, staff_id=3))
    async with network.write() as tx:
        joined = await trips.join(tx, one.visit_id, 1, now=NOW, by=1, own_trip_id=other.trip_id)
    assert joined == trips.Joined(one.trip_id, 0)
    assert await year(network) == Counts(visits=2, trips=2)


async def test_an_unknown_visit_can_be_neither_joined_nor_changed(network):
    with pytest.raises(KeyError):
        async with network.write() as tx:
            await trips.join(tx, 99, 2, now=NOW, by=2)
    with pytest.raises(KeyError):
        async with network.write() as tx:
            await visits.update(tx, 99, a_visit(), now=NOW, by=2)


async def test_a_change_replaces_what_the_visit_says_and_leaves_history(network):
    [done] = await saved(network, a_visit(1))
    new = a_visit(1, purposes=("stock", "help"), done="Сверены книги", transport="пешком")
    async with network.write() as tx:
        await visits.update(
            tx, done.visit_id, new, now=LATER, by=3, confirmation="waiting", reason="опечатка"
        )
    visit = await card(network, done.visit_id)
    assert (visit.done, visit.purposes, visit.transport) == (
        "Сверены книги",
        ("stock", "help"),
        "пешком",
    )
    assert (visit.confirmation, visit.updated_at, visit.travellers) == ("waiting", LATER, (2,))
    async with network.read() as reader:
        [change] = await history.of(reader, "visits", done.visit_id)
    assert change.old == {
        "done": "Расставлен фонд",
        "purposes": ["help"],
        "transport": None,
        "travellers": [2],
    }
    assert (change.staff_id, change.reason) == (3, "опечатка")


async def test_a_change_without_difference_leaves_no_history(network):
    [done] = await saved(network, a_visit(1, travellers=(2,)))
    async with network.write() as tx:
        await visits.update(tx, done.visit_id, a_visit(1, travellers=(2,)), now=LATER, by=2)
    async with network.read() as reader:
        assert await history.of(reader, "visits", done.visit_id) == []


async def test_the_only_visit_of_a_trip_takes_its_trip_to_another_day(network):
    [done] = await saved(network, a_visit(1))
    async with network.write() as tx:
        await visits.update(
            tx, done.visit_id, a_visit(1, visited_on=date(2025, 12, 31)), now=LATER, by=2
        )
    visit = await card(network, done.visit_id)
    assert (visit.trip_id, visit.visited_on) == (done.trip_id, date(2025, 12, 31))
    assert (await year(network, 2025), await year(network)) == (Counts(1, 1), Counts(0, 0))
    assert await ids(network, staff_id=2, last=date(2025, 12, 31)) == [done.visit_id]


async def test_a_visit_of_several_moves_to_another_day_alone(network):
    [first] = await saved(network, a_visit(1))
    [second] = await saved(network, a_visit(2, trip_id=first.trip_id))
    async with network.write() as tx:
        await visits.update(
            tx, second.visit_id, a_visit(2, visited_on=DAY + timedelta(days=1)), now=LATER, by=2
        )
    moved = await card(network, second.visit_id)
    assert moved.trip_id != first.trip_id
    assert moved.travellers == (2,)
    assert await year(network) == Counts(visits=2, trips=2)


async def test_recommendations_are_matched_added_and_withdrawn(network):
    old = (
        NewRecommendation(recommendation="Стенд"),
        NewRecommendation(recommendation="Полки"),
        NewRecommendation(recommendation="Акт"),
        NewRecommendation(recommendation="Тетрадь"),
    )
    [done] = await saved(network, a_visit(1, recommendations=old))
    stand, shelves, _, _ = (await card(network, done.visit_id)).recommendations
    new = [
        NewRecommendation(recommendation="Новый стенд", recommendation_id=stand.recommendation_id),
        NewRecommendation(recommendation="Полки", deadline_on=date(2026, 12, 1)),
        NewRecommendation(recommendation="Тетрадь"),
        NewRecommendation(recommendation="Уголок"),
    ]
    async with network.write() as tx:
        await visits.update(tx, done.visit_id, a_visit(1), now=LATER, by=2, recommended=new)
    visit = await card(network, done.visit_id)
    assert [(r.recommendation, r.deadline_on, r.state) for r in visit.recommendations] == [
        ("Новый стенд", None, "given"),
        ("Полки", date(2026, 12, 1), "given"),
        ("Акт", None, "withdrawn"),
        ("Тетрадь", None, "given"),
        ("Уголок", None, "given"),
    ]
    async with network.read() as reader:
        [change] = await history.of(reader, "recommendations", shelves.recommendation_id)
    assert (change.old, change.new) == ({"deadline_on": None}, {"deadline_on": "2026-12-01"})


async def test_the_history_of_a_visit_holds_that_of_its_recommendations(network):
    first, second = await saved(
        network,
        a_visit(1, recommendations=(NewRecommendation(recommendation="Стенд"),)),
        a_visit(2, recommendations=(NewRecommendation(recommendation="Полки"),)),
    )
    async with network.write() as tx:
        for key in (1, 2):
            item = await recommendations.by_id(tx, key)
            await recommendation_moves.do(tx, item, Act(4, NOW, DAY), source="chat")
        await visits.remove(tx, first.visit_id, "ошибка", by=1, now=LATER)
    async with network.read() as reader:
        found = await visits.changes(reader, first.visit_id)
        others = await visits.changes(reader, second.visit_id)
    assert [(change.subject, change.action) for change in found] == [
        ("recommendations", "done"),
        ("visits", "removed"),
    ]
    assert [(change.subject, change.subject_id) for change in others] == [("recommendations", "2")]


async def test_a_list_of_silent_visits_has_an_end(network):
    made = await saved(
        network,
        *(
            a_visit(1 + n % 2, visited_on=DAY + timedelta(days=n), confirmation="waiting")
            for n in range(4)
        ),
    )
    async with network.read() as reader:
        found = await visits.unconfirmed(reader, [1, 2], limit=2)
    assert [line.visit_id for line in found] == [made[3].visit_id, made[2].visit_id]


async def test_a_removed_visit_leaves_lists_and_counts_and_comes_back(network):
    [done] = await saved(network, a_visit(1))
    async with network.write() as tx:
        assert await visits.remove(tx, done.visit_id, "не тот день", by=1, now=LATER)
        assert not await visits.remove(tx, done.visit_id, "ещё раз", by=1, now=LATER)
    assert (await year(network), await ids(network)) == (Counts(0, 0), [])
    visit = await card(network, done.visit_id)
    assert (visit.removed_by, visit.removed_reason) == (1, "не тот день")
    async with network.write() as tx:
        assert await visits.restore(tx, done.visit_id, by=1, now=LATER)
        assert not await visits.restore(tx, done.visit_id, by=1, now=LATER)
    assert (await year(network), await ids(network)) == (Counts(1, 1), [done.visit_id])
    async with network.read() as reader:
        actions = [change.action for change in await history.of(reader, "visits", done.visit_id)]
    assert actions == ["removed", "restored"]


async def test_the_librarian_confirms_or_disputes(network):
    [done] = await saved(network, a_visit(3, confirmation="waiting"))
    async with network.read() as reader:
        waiting = await visits.unconfirmed(reader, [3, 2])
        assert [line.visit_id for line in waiting] == [done.visit_id]
        assert await visits.unconfirmed(reader, [3], since=DAY + timedelta(days=1)) == []
    async with network.write() as tx:
        assert await visits.dispute(tx, done.visit_id, "Была и выставка", by=4, now=LATER)
        assert not await visits.dispute(tx, done.visit_id, "Была и выставка", by=4, now=LATER)
    async with network.read() as reader:
        assert await visits.unconfirmed(reader, [3]) == []
        assert [line.visit_id for line in await visits.disputed(reader)] == [done.visit_id]
        assert await visits.disputed(reader, staff_id=3) == []
    async with network.write() as tx:
        await visits.ask(tx, done.visit_id)
        assert await visits.confirm(tx, done.visit_id, by=4, now=LATER)
        assert not await visits.confirm(tx, done.visit_id, by=4, now=LATER)
    visit = await card(network, done.visit_id)
    assert (visit.confirmation, visit.confirmed_by, visit.dispute) == ("confirmed", 4, None)


async def test_a_visit_by_voice_waits_for_its_text(network):
    voice = await a_file(network, "voice")
    [done] = await saved(network, a_visit(1, done="", voice_file_id=voice))
    async with network.read() as reader:
        assert [line.needs_text for line in await visits.needing_text(reader, 2)] == [True]
        assert await visits.needing_text(reader, 3) == []
        october = await visits.needing_text_between(reader, date(2026, 10, 1), date(2026, 10, 31))
        assert [line.visit_id for line in october] == [done.visit_id]
        assert (
            await visits.needing_text_between(reader, date(2026, 9, 1), DAY.replace(day=1)) == []
        )
    async with network.write() as tx:
        await visits.write_text(tx, done.visit_id, "Передано 23 книги", now=LATER, by=2)
    visit = await card(network, done.visit_id)
    assert (visit.done, visit.needs_text) == ("Передано 23 книги", False)
    async with network.read() as reader:
        assert await visits.needing_text(reader, 2) == []


async def test_photos_are_added_after_those_there(network):
    first, second, third = [await a_file(network) for _ in range(3)]
    [done] = await saved(network, a_visit(1, file_ids=(first,)))
    async with network.write() as tx:
        await visits.add_files(tx, done.visit_id, [third, second], now=LATER, by=2)
    assert (await card(network, done.visit_id)).file_ids == (first, third, second)


async def test_purposes_of_the_last_time(network):
    await saved(
        network,
        a_visit(1, purposes=("stock", "help"), visited_on=DAY - timedelta(days=9)),
        a_visit(2, purposes=("report",)),
        a_visit(1, outcome="closed", purposes=()),
        a_visit(1, purposes=("other",), staff_id=3),
    )
    async with network.read() as reader:
        assert await visits.last_purposes(reader, 2, 1) == ("stock", "help")
        assert await visits.last_purposes(reader, 2, 4) == ("report",)
        assert await visits.last_purposes(reader, 5, 1) == ()


async def test_lists_page_by_traveller_library_and_month(network):
    made = await saved(
        network,
        *(
            a_visit(1 + n % 2, visited_on=DAY + timedelta(days=n // 3), travellers=(2, 3))
            for n in range(6)
        ),
    )
    newest = [visit.visit_id for visit in reversed(made)]
    assert await ids(network) == newest
    assert await ids(network, staff_id=3) == newest
    assert await ids(network, library_id=1) == newest[1::2]
    assert await ids(network, staff_id=3, library_id=1) == newest[1::2]
    assert await ids(network, staff_id=1) == await ids(network, staff_id=1, library_id=1) == []
    assert await ids(network, first=DAY, last=DAY) == newest[3:]
    for filters in ({}, {"staff_id": 3}):
        async with network.read() as reader:
            first = await visits.listed(reader, limit=4, **filters)
            rest = await visits.listed(reader, limit=4, after=first[-1].cursor, **filters)
        assert [line.visit_id for line in (*first, *rest)] == newest


async def test_counts_between_days(network):
    made = await saved(network, a_visit(1, travellers=(3,)), a_visit(2, visited_on=DAY))
    await saved(network, a_visit(2, visited_on=DAY + timedelta(days=30)))
    async with network.read() as reader:
        assert await visits.counts_between(reader, DAY, DAY) == Counts(2, 2)
        assert await visits.counts_between(reader, DAY, DAY, staff_id=3) == Counts(1, 1)
        assert await visits.counts_between(reader, DAY, DAY, library_id=2) == Counts(1, 1)
        assert await visits.counts_between(reader, DAY, DAY, staff_id=3, library_id=2) == Counts(
            0, 0
        )
        assert await visits.span(reader) == (DAY, DAY + timedelta(days=30))
        known = await visits.known_between(reader, DAY, DAY)
    assert [(one.visit_id, one.library, one.travellers, one.purposes) for one in known] == [
        (made[0].visit_id, "L1", ("2", "3"), ("help",)),
        (made[1].visit_id, "L2", ("2",), ("help",)),
    ]


async def test_no_visits_have_no_span(network):
    async with network.read() as reader:
        assert await visits.span(reader) is None


async def test_recent_libraries_and_those_long_not_visited(network):
    await saved(
        network,
        a_visit(3, visited_on=DAY - timedelta(days=40), travellers=(3,)),
        a_visit(1),
        a_visit(2, outcome="closed", purposes=()),
    )
    async with network.read() as reader:
        assert await libraries.recent_for(reader, 2) == [2, 1, 3]
        assert await libraries.recent_for(reader, 3) == [3]
        assert await libraries.recent_for(reader, 2, limit=1) == [2]


async def plans(db: Database, work) -> list[str]:
    """Return the query plan of every statement that `work` runs."""
    statements = []
    async with db.read() as reader:
        connection = reader._connection
        await connection.hop(lambda c: c.set_trace_callback(statements.append))
        await work(reader)
        await connection.hop(lambda c: c.set_trace_callback(None))
        return [
            row["detail"]
            for sql in statements
            for row in await reader.all(f"EXPLAIN QUERY PLAN {sql}")
        ]


@pytest.mark.parametrize(
    "work",
    [
        lambda r: visits.by_id(r, 1),
        visits.listed,
        lambda r: visits.listed(r, first=DAY, last=DAY),
        lambda r: visits.listed(r, library_id=1),
        lambda r: visits.listed(r, staff_id=2),
        lambda r: visits.listed(r, staff_id=2, library_id=1),
        lambda r: visits.last_purposes(r, 2, 1),
        lambda r: visits.same_library_day(r, 1, DAY),
        lambda r: visits.needing_text(r, 2),
        lambda r: visits.needing_text_between(r, DAY, DAY),
        lambda r: visits.unconfirmed(r, [1, 2]),
        lambda r: visits.some(r, [1, 2]),
        visits.disputed,
        lambda r: visits.disputed(r, 2),
        lambda r: visits.counts(r, 2026),
        lambda r: visits.counts_between(r, DAY, DAY),
        lambda r: visits.counts_between(r, DAY, DAY, staff_id=2),
        lambda r: visits.counts_between(r, DAY, DAY, library_id=2),
        lambda r: visits.counts_between(r, DAY, DAY, staff_id=2, library_id=2),
        lambda r: visits.known_between(r, DAY, DAY),
        lambda r: visits.changes(r, 1),
        lambda r: trips.on_day(r, 2, DAY),
        lambda r: libraries.recent_for(r, 2),
        lambda r: libraries.not_visited_since(r, DAY, DAY),
        lambda r: recommendations.open_for(r, 2),
        lambda r: recommendations.of_visit(r, 2),
        lambda r: recommendations.closed_in(r, 1),
        recommendations.unsettled,
        lambda r: recommendations.to_accept(r, 2),
        lambda r: recommendations.open_of_library(r, 2),
    ],
)
async def test_no_reading_scans_the_visits(network, work):
    """Partial indexes hold only what waits, so walking them whole is right."""
    small = ("visits_needs_text", "visits_disputed", "visits_waiting")
    scans = [
        detail
        for detail in await plans(network, work)
        if detail.startswith("SCAN")
        and detail.split()[1]
        in {"v", "r", "t", "tt", "visits", "trips", "trip_travellers", "history"}
        and not detail.endswith(small)
    ]
    assert scans == []
