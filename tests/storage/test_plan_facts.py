"""The plan against fact: worked out by hand, and never other than counting anew."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from network_builders import NOW

from storage import plan_facts, trips, visit_plan, visits
from storage.database import Database
from storage.records.plan_facts import PlanFacts
from storage.records.visit_plan import NewLine
from storage.records.visits import NewVisit, VisitFields

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 1)


def a_visit(on: date, library_id: int = 1, staff_id: int = 2, **changes: object) -> NewVisit:
    plain = {
        "library_id": library_id, "visited_on": on, "purposes": ("help",), "done": "Сделано",
        "staff_id": staff_id, "entered_by": staff_id, "travellers": (staff_id,),
    }  # fmt: skip
    return NewVisit(**{**plain, **changes})  # type: ignore[arg-type]


async def planned(db: Database, *lines: tuple[int, int, int | None]) -> list[int]:
    new = [
        NewLine(library_id=library_id, month=date(2026, month, 1), staff_id=staff_id)
        for library_id, month, staff_id in lines
    ]
    async with db.write() as tx:
        return await visit_plan.add_lines(tx, new, now=NOW, by=2)


async def test_a_year_worked_out_by_hand(network):
    """Five lines: two done (one late), one moved over a quarter, one cancelled, one left.

    March's line is marked by April's visit: done in March, the visit is April's.
    """
    lines = await planned(network, (1, 1, 2), (1, 3, 2), (2, 3, 3), (2, 5, 3), (3, 5, None))
    async with network.write() as tx:
        await visit_plan.move(tx, lines[2], date(2026, 4, 1), reason="roads", now=NOW, by=2)
        await visit_plan.cancel(tx, lines[3], reason="work", now=NOW, by=2)
        for visit in (
            a_visit(date(2026, 1, 20), travellers=(2, 3)),
            a_visit(date(2026, 4, 2)),
            a_visit(date(2026, 4, 2), library_id=4),
            a_visit(date(2026, 5, 7), library_id=3, outcome="closed"),
        ):
            await visits.save(tx, visit, now=NOW)
    async with network.read() as db:
        months = await plan_facts.by_time(db, FIRST, LAST, "month")
        quarters = await plan_facts.by_time(db, FIRST, LAST, "quarter")
        year = await plan_facts.by_time(db, FIRST, LAST, "whole")
        people = await plan_facts.by_staff(db, FIRST, LAST)
        spring = await plan_facts.by_time(db, date(2026, 4, 1), date(2026, 6, 30), "whole")
        of_one = await plan_facts.by_time(db, FIRST, LAST, "month", 3)
    assert months == {
        "2026-01": PlanFacts(planned=1, done=1, visits=1, trips=1, percent=100.0),
        "2026-03": PlanFacts(planned=2, moved_out=1, done=1, percent=100.0),
        "2026-04": PlanFacts(moved_in=1, off_plan=1, visits=2, trips=2, percent=0.0),
        "2026-05": PlanFacts(planned=2, cancelled=1, trips=1, percent=0.0),
    }
    assert quarters == {
        "2026-1": PlanFacts(planned=3, moved_out=1, done=2, visits=1, trips=1, percent=100.0),
        "2026-2": PlanFacts(
            planned=2, moved_in=1, cancelled=1, off_plan=1, visits=2, trips=3, percent=0.0
        ),
    }
    assert year == {
        "": PlanFacts(planned=5, cancelled=1, done=2, off_plan=1, visits=3, trips=4, percent=40.0)
    }
    assert people == {
        None: PlanFacts(planned=1, percent=0.0),
        2: PlanFacts(planned=2, done=2, off_plan=1, visits=3, trips=4, percent=100.0),
        3: PlanFacts(planned=2, cancelled=1, trips=1, percent=0.0),
    }
    assert spring == {
        "": PlanFacts(
            planned=2, moved_in=1, cancelled=1, off_plan=1, visits=2, trips=3, percent=0.0
        )
    }
    assert of_one == {
        "2026-01": PlanFacts(trips=1),
        "2026-03": PlanFacts(planned=1, moved_out=1),
        "2026-04": PlanFacts(moved_in=1, percent=0.0),
        "2026-05": PlanFacts(planned=1, cancelled=1, percent=0.0),
    }


COUNTED_ANEW = {
    "visit_months": """
        SELECT substr(visited_on, 1, 7) AS month, staff_id, count(*) AS n FROM visits
        WHERE outcome = 'held' AND removed_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2
    """,
    "trip_months": """
        SELECT month, staff_id, count(*) AS n FROM (
            SELECT substr(made_on, 1, 7) AS month, 0 AS staff_id FROM trips WHERE live_visits > 0
            UNION ALL
            SELECT substr(t.made_on, 1, 7), tt.staff_id FROM trips AS t
            JOIN trip_travellers AS tt USING (trip_id) WHERE t.live_visits > 0
        ) GROUP BY 1, 2 ORDER BY 1, 2
    """,
}
KEPT = {
    "visit_months": "SELECT month, staff_id, visits AS n FROM visit_months WHERE visits <> 0",
    "trip_months": "SELECT month, staff_id, trips AS n FROM trip_months WHERE trips <> 0",
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
async def test_running_counts_are_what_counting_anew_gives(network, data):
    """Whatever is saved, corrected, joined, merged, removed and restored."""
    month = st.integers(1, 4)
    made: list[int] = []
    async with network.write() as tx:
        for _ in range(data.draw(st.integers(1, 12))):
            step = data.draw(
                st.sampled_from(("save", "save", "change", "remove", "restore", "join"))
            )
            on = date(2026, data.draw(month), 9)
            people = data.draw(st.sampled_from(((2,), (3,), (2, 3))))
            outcome = data.draw(st.sampled_from(("held", "closed")))
            if step == "save":
                new = a_visit(on, staff_id=people[0], travellers=people, outcome=outcome)
                made.append((await visits.save(tx, new, now=NOW)).visit_id)
            elif not made:
                continue
            elif step == "change":
                fields = VisitFields(
                    library_id=1, visited_on=on, purposes=("help",), done="Сделано",
                    travellers=people, outcome=outcome,
                )  # fmt: skip
                await visits.update(tx, made[-1], fields, now=NOW, by=2)
            elif step == "join":
                visit = await visits.by_id(tx, data.draw(st.sampled_from(made)))
                own = await trips.on_day(tx, 3, visit.visited_on)
                await trips.join(
                    tx, visit.visit_id, 3, now=NOW, by=3,
                    own_trip_id=own[0].trip_id if own else None,
                )  # fmt: skip
            elif step == "remove":
                await visits.remove(tx, data.draw(st.sampled_from(made)), "нет", by=2, now=NOW)
            else:
                await visits.restore(tx, data.draw(st.sampled_from(made)), by=2, now=NOW)
    async with network.read() as db:
        for table, anew in COUNTED_ANEW.items():
            kept = [tuple(row) for row in await db.all(f"{KEPT[table]} ORDER BY 1, 2")]
            assert kept == [tuple(row) for row in await db.all(anew)], table
