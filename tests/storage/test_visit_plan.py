"""The plan of visits ticks itself: whatever way a visit comes, moves or goes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_builders import NOW

from storage import history, visit_plan, visits
from storage.database import Database
from storage.records.visit_plan import NewLine, PlanLine, PlanTrip
from storage.records.visits import NewVisit, VisitFields

JANUARY, MARCH, APRIL, MAY, JUNE = (date(2026, month, 1) for month in (1, 3, 4, 5, 6))


def a_visit(on: date, library_id: int = 1, outcome: str = "held") -> NewVisit:
    return NewVisit(
        library_id=library_id, visited_on=on, purposes=("help",), done="Сделано",
        staff_id=2, entered_by=2, outcome=outcome, travellers=(2,),
    )  # fmt: skip


async def planned(db: Database, *months: date, library_id: int = 1) -> list[int]:
    new = [NewLine(library_id=library_id, month=month, staff_id=2) for month in months]
    async with db.write() as tx:
        return await visit_plan.add_lines(tx, new, now=NOW, by=2)


async def visited(db: Database, *new: NewVisit) -> list[int]:
    async with db.write() as tx:
        return [(await visits.save(tx, one, now=NOW)).visit_id for one in new]


async def ticks(db: Database) -> dict[str, date | None]:
    """Return the day of the visit that ticked each month's line."""
    async with db.read() as reader:
        lines = await visit_plan.of_year(reader, 2026)
    return {f"{line.month:%m}": line.visited_on for line in lines}


async def test_a_line_comes_back_whole(network):
    (key,) = await planned(network, MARCH)
    line = PlanLine(
        plan_line_id=key, library_id=1, approved_month=MARCH, month=MARCH, staff_id=2,
        state="planned", reason=None, reason_text=None, plan_trip_id=None, position=None,
        visit_id=None, visited_on=None,
    )  # fmt: skip
    (visit_id,) = await visited(network, a_visit(date(2026, 3, 12)))
    done = replace(line, state="done", visit_id=visit_id, visited_on=date(2026, 3, 12))
    async with network.read() as reader:
        assert await visit_plan.by_id(reader, key) == done
        assert await visit_plan.of_library(reader, 1, 2026) == [done]
        assert await visit_plan.of_library(reader, 2, 2026) == []


@pytest.mark.parametrize(
    ("on", "ticked"),
    [
        (date(2026, 4, 30), "04"),  # its own month
        (date(2026, 3, 5), "01"),  # the oldest left behind
        (date(2026, 2, 5), "01"),
        (date(2026, 12, 5), "01"),
        (date(2025, 12, 5), None),  # another year
    ],
)
async def test_which_line_a_visit_ticks(network, on, ticked):
    await planned(network, JANUARY, APRIL, MAY)
    await visited(network, a_visit(on))
    expected = dict.fromkeys(("01", "04", "05"))
    assert await ticks(network) == expected | ({ticked: on} if ticked else {})


async def test_a_visit_before_its_month_ticks_within_the_quarter_only(network):
    await planned(network, JUNE)
    await visited(network, a_visit(date(2026, 3, 31)))
    assert await ticks(network) == {"06": None}
    await visited(network, a_visit(date(2026, 4, 1)))
    assert await ticks(network) == {"06": date(2026, 4, 1)}


async def test_a_closed_door_and_another_library_tick_nothing(network):
    await planned(network, MARCH)
    day = date(2026, 3, 12)
    await visited(network, a_visit(day, outcome="closed"), a_visit(day, library_id=2))
    assert await ticks(network) == {"03": None}


async def test_a_visit_removed_corrected_restored_takes_its_tick_along(network):
    await planned(network, MARCH, MAY)
    visit = a_visit(date(2026, 3, 12))
    (visit_id,) = await visited(network, visit)
    async with network.write() as tx:
        await visits.remove(tx, visit_id, "ошибка", by=2, now=NOW)
    assert await ticks(network) == {"03": None, "05": None}
    async with network.write() as tx:
        await visits.restore(tx, visit_id, by=2, now=NOW)
    assert await ticks(network) == {"03": date(2026, 3, 12), "05": None}
    moved = VisitFields(
        library_id=1, visited_on=date(2026, 5, 12), purposes=("help",), done="Сделано",
        travellers=(2,),
    )  # fmt: skip
    async with network.write() as tx:
        await visits.update(tx, visit_id, moved, now=NOW, by=2)
    assert await ticks(network) == {"03": None, "05": date(2026, 5, 12)}


async def test_a_second_visit_of_the_month_ticks_when_the_first_is_removed(network):
    await planned(network, MARCH)
    first, second = date(2026, 3, 12), date(2026, 3, 20)
    visit_id, _ = await visited(network, a_visit(first), a_visit(second))
    assert await ticks(network) == {"03": first}
    async with network.write() as tx:
        await visits.remove(tx, visit_id, "ошибка", by=2, now=NOW)
    assert await ticks(network) == {"03": second}


async def test_a_plan_made_late_is_ticked_by_what_was_visited(network):
    days = [date(2026, 3, 12), date(2026, 3, 20), date(2026, 1, 31)]
    await visited(network, *(a_visit(day) for day in days))
    await planned(network, JANUARY, MARCH, APRIL)
    assert await ticks(network) == {"01": days[2], "03": days[0], "04": None}


async def test_lines_are_moved_cancelled_and_opened_again(network):
    moved, cancelled = await planned(network, MARCH, MAY)
    async with network.write() as tx:
        plain = {"now": NOW, "by": 2}
        assert await visit_plan.move(tx, moved, APRIL, reason="roads", **plain)
        assert not await visit_plan.move(tx, moved, APRIL, reason="roads", **plain)
        assert await visit_plan.cancel(
            tx, cancelled, reason="other", reason_text="ремонт", **plain
        )
        assert not await visit_plan.cancel(tx, cancelled, reason="work", **plain)
        assert not await visit_plan.move(tx, cancelled, JUNE, reason="work", **plain)
    async with network.read() as reader:
        lines = await visit_plan.of_year(reader, 2026)
        told = [change.reason for change in await history.of(reader, "plan_lines", cancelled)]
    assert [
        (f"{line.approved_month:%m}", f"{line.month:%m}", line.is_moved, line.state, line.reason)
        for line in lines
    ] == [("03", "04", True, "planned", "roads"), ("05", "05", False, "cancelled", "other")]
    assert told == [None, "ремонт"]
    await visited(network, a_visit(date(2026, 5, 2)))
    assert await ticks(network) == {"04": date(2026, 5, 2), "05": None}
    await visited(network, a_visit(date(2026, 5, 20)))
    async with network.write() as tx:
        assert await visit_plan.reopen(tx, cancelled, now=NOW, by=2)
    assert await ticks(network) == {"04": date(2026, 5, 2), "05": date(2026, 5, 20)}


async def test_a_trip_takes_the_lines_of_its_month_and_adds_what_is_missing(network):
    (march,) = await planned(network, MARCH)
    goes_on = date(2026, 3, 19)
    async with network.write() as tx:
        trip_id = await visit_plan.add_trip(
            tx, goes_on, (3, 2), (2, 1), now=NOW, by=2, transport="bus", leaves_at="08:40"
        )
    trip = PlanTrip(
        plan_trip_id=trip_id, goes_on=goes_on, leaves_at="08:40", transport="bus", note="",
        state="planned", reason=None, reason_text=None, made_by=2, travellers=(2, 3),
        library_ids=(2, 1), recorded_ids=(),
    )  # fmt: skip
    async with network.read() as reader:
        assert await visit_plan.trip(reader, trip_id) == trip
        assert await visit_plan.trips_between(reader, goes_on, goes_on) == [trip]
        assert await visit_plan.trips_between(reader, MARCH, date(2026, 3, 18)) == []
        line = await visit_plan.by_id(reader, march)
    assert line is not None
    assert (line.plan_trip_id, line.position) == (trip_id, 2)
    await visited(network, a_visit(goes_on, library_id=1))
    async with network.read() as reader:
        assert await visit_plan.trip(reader, trip_id) == replace(trip, recorded_ids=(1,))


async def test_a_visit_ticks_the_line_of_its_days_trip_first(network):
    first, second = await planned(network, MARCH, MARCH)
    async with network.write() as tx:
        trip_id = await visit_plan.add_trip(tx, date(2026, 3, 19), (2,), (1,), now=NOW, by=2)
        await tx.run(
            "UPDATE plan_lines SET plan_trip_id = CASE plan_line_id WHEN ? THEN ? END",
            (second, trip_id),
        )
    await visited(network, a_visit(date(2026, 3, 19)))
    async with network.read() as reader:
        states = [
            (line.plan_line_id, line.state) for line in await visit_plan.of_year(reader, 2026)
        ]
    assert states == [(first, "planned"), (second, "done")]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
async def test_whatever_happens_each_visit_ticks_at_most_one_line(network, data):
    """After any steps no held visit of a month stands beside an open line of that month."""
    month = st.integers(1, 6)
    made: list[int] = []
    async with network.write() as tx:
        await tx.run("DELETE FROM plan_lines")
        await tx.run("UPDATE visits SET removed_at = ? WHERE removed_at IS NULL", (NOW,))
        for _ in range(data.draw(st.integers(1, 12))):
            step = data.draw(st.sampled_from(("plan", "visit", "remove", "restore")))
            m = data.draw(month)
            if step == "plan":
                new = NewLine(library_id=1, month=date(2026, m, 1))
                await visit_plan.add_lines(tx, [new], now=NOW, by=2)
            elif step == "visit":
                made.append((await visits.save(tx, a_visit(date(2026, m, 9)), now=NOW)).visit_id)
            elif made and step == "remove":
                await visits.remove(tx, data.draw(st.sampled_from(made)), "ошибка", by=2, now=NOW)
            elif made:
                await visits.restore(tx, data.draw(st.sampled_from(made)), by=2, now=NOW)
    async with network.read() as reader:
        lines = await visit_plan.of_year(reader, 2026)
        held = {
            row["visit_id"]: row["month"]
            for row in await reader.all(
                "SELECT visit_id, substr(visited_on, 1, 7) AS month FROM visits "
                "WHERE removed_at IS NULL"
            )
        }
    ticked = [line.visit_id for line in lines if line.visit_id is not None]
    assert len(ticked) == len(set(ticked))
    assert set(ticked) <= held.keys()
    idle = {held_month for key, held_month in held.items() if key not in ticked}
    assert not idle & {f"{line.month:%Y-%m}" for line in lines if line.state == "planned"}
