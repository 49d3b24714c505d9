"""Trips planned on a day: changed, put off, cancelled, and what their travellers were asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from storage import history, visit_plan
from storage.database import Reader, Row, Statement, Tx
from storage.records.days import day
from storage.records.visit_plan import PlanTrip, TripFields, TripQuestion

TABLE: Final = "plan_trips"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a trip or a library of it is put off or cancelled: the button, and own words."""

    reason: str
    text: str | None = None


async def of_visit(db: Reader, visit_id: int) -> PlanTrip | None:
    """Return the planned trip whose line a visit has ticked."""
    key = await db.value("SELECT plan_trip_id FROM plan_lines WHERE visit_id = ?", (visit_id,))
    return None if key is None else await visit_plan.trip(db, key)


async def planned_in(db: Reader, month: date) -> list[int]:
    """Return the libraries with an open line in a month that is on no trip."""
    rows = await db.all(
        """
        SELECT DISTINCT library_id FROM plan_lines
        WHERE month = ? AND state = 'planned' AND removed_at IS NULL AND plan_trip_id IS NULL
        ORDER BY library_id
        """,
        (f"{month:%Y-%m}",),
    )
    return [row["library_id"] for row in rows]


async def change(tx: Tx, trip: PlanTrip, said: TripFields, *, now: str, by: int) -> None:
    """Give a trip another day, people or libraries; its lines go along to another month."""
    gone = [one for one in trip.left_ids if one not in said.library_ids]
    await _let_go(tx, trip, gone, now=now)
    await tx.batch(
        [
            (
                """
                UPDATE plan_trips SET goes_on = ?, leaves_at = ?, transport = ?, note = ?,
                    tells_libraries = ?, sequence = sequence + 1, updated_at = ?
                WHERE plan_trip_id = ?
                """,
                (
                    said.goes_on.isoformat(), said.leaves_at, said.transport, said.note,
                    int(said.tells_libraries), now, trip.plan_trip_id,
                ),
            ),
            ("DELETE FROM plan_trip_travellers WHERE plan_trip_id = ?", (trip.plan_trip_id,)),
            *(
                ("INSERT INTO plan_trip_travellers VALUES (?, ?)", (trip.plan_trip_id, staff_id))
                for staff_id in dict.fromkeys(said.travellers)
            ),
            _entry(trip, "changed", now=now, by=by, goes_on=said.goes_on),
        ]
    )  # fmt: skip
    await _carry(tx, trip, trip.left_ids, said.goes_on, None, now=now, by=by)
    await visit_plan.take_into_trip(
        tx, trip.plan_trip_id, said.goes_on, said.library_ids, now=now, by=by
    )


async def put_off(
    tx: Tx,
    trip: PlanTrip,
    library_ids: Sequence[int],
    goes_on: date,
    why: Why,
    *,
    now: str,
    by: int,
) -> int:
    """Move a trip, or some of its libraries, to another day; return the trip of that day."""
    await _carry(tx, trip, library_ids, goes_on, why, now=now, by=by)
    if set(library_ids) >= set(trip.library_ids):
        moved: Statement = (
            """
            UPDATE plan_trips SET goes_on = ?, sequence = sequence + 1, updated_at = ?
            WHERE plan_trip_id = ?
            """,
            (goes_on.isoformat(), now, trip.plan_trip_id),
        )
        entry = _entry(trip, "changed", now=now, by=by, goes_on=goes_on, why=why)
        await tx.batch([moved, entry])
        return trip.plan_trip_id
    await _take_off(tx, trip, library_ids, now=now)
    await _grown(tx, trip, now=now)
    return await visit_plan.add_trip(
        tx, goes_on, trip.travellers, library_ids, now=now, by=by,
        transport=trip.transport, leaves_at=trip.leaves_at,
        tells_libraries=trip.tells_libraries,
    )  # fmt: skip


async def to_month(
    tx: Tx,
    trip: PlanTrip,
    library_ids: Sequence[int],
    month: date,
    why: Why,
    *,
    now: str,
    by: int,
) -> None:
    """Take libraries off a trip into a month's plan; a trip without any is cancelled."""
    await _carry(tx, trip, library_ids, month, why, now=now, by=by)
    await _take_off(tx, trip, library_ids, now=now)
    await _after(tx, trip, library_ids, why, now=now, by=by)


async def cancel(
    tx: Tx, trip: PlanTrip, library_ids: Sequence[int], why: Why, *, now: str, by: int
) -> None:
    """Cancel the visits to libraries of a trip; a trip without any other is cancelled, too."""
    for plan_line_id in (await _lines(tx, trip, library_ids)).values():
        await visit_plan.cancel(
            tx, plan_line_id, reason=why.reason, reason_text=why.text, now=now, by=by
        )
    await _after(tx, trip, library_ids, why, now=now, by=by)


# -------------------------------------------------------------------- what was asked


QUESTION: Final = "SELECT plan_trip_id, staff_id, asked_at, again_on FROM plan_trip_questions"


async def questions(db: Reader, plan_trip_ids: Iterable[int]) -> list[TripQuestion]:
    """Return what travellers of some trips were asked."""
    sql = f"{QUESTION} WHERE plan_trip_id = ? ORDER BY staff_id"
    found = await db.batch([(sql, (key,)) for key in plan_trip_ids])
    return [_question(row) for rows in found for row in rows]


async def unclosed(db: Reader, since: date) -> list[TripQuestion]:
    """Return the questions put since a day (UTC) whose message still asks."""
    rows = await db.all(
        f"""
        {QUESTION} WHERE closed_at IS NULL AND asked_at >= ? ORDER BY plan_trip_id, staff_id
        """,
        (since.isoformat(),),
    )
    return [_question(row) for row in rows]


def _question(row: Row) -> TripQuestion:
    return TripQuestion(
        row["plan_trip_id"], row["staff_id"], row["asked_at"], day(row["again_on"])
    )


async def recorded_by(db: Reader, plan_trip_id: int) -> list[int]:
    """Return who recorded the visits of a trip."""
    rows = await db.all(
        """
        SELECT DISTINCT v.entered_by FROM plan_lines AS l JOIN visits AS v USING (visit_id)
        WHERE l.plan_trip_id = ? AND l.removed_at IS NULL ORDER BY v.entered_by
        """,
        (plan_trip_id,),
    )
    return [row["entered_by"] for row in rows]


def asked(plan_trip_id: int, staff_id: int, now: str) -> Statement:
    """Note that a traveller was asked; asked once more, the message is a new one."""
    return (
        """
        INSERT INTO plan_trip_questions (plan_trip_id, staff_id, asked_at) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, closed_at = NULL, again_on = NULL
        """,
        (plan_trip_id, staff_id, now),
    )


def closed(plan_trip_id: int, staff_id: int, now: str) -> Statement:
    """Note that a traveller's message says what became of the trip."""
    return (
        "UPDATE plan_trip_questions SET closed_at = ? WHERE plan_trip_id = ? AND staff_id = ?",
        (now, plan_trip_id, staff_id),
    )


async def remind(tx: Tx, plan_trip_id: int, staff_id: int, on: date, now: str) -> None:
    """Keep «Напомнить завтра»; the message that asked stays as it is."""
    await tx.run(
        """
        INSERT INTO plan_trip_questions (plan_trip_id, staff_id, asked_at, closed_at, again_on)
        VALUES (:trip_id, :staff_id, :now, :now, :on)
        ON CONFLICT DO UPDATE SET again_on = excluded.again_on
        """,
        {"trip_id": plan_trip_id, "staff_id": staff_id, "now": now, "on": on.isoformat()},
    )


# -------------------------------------------------------------------- inside


async def _lines(tx: Tx, trip: PlanTrip, library_ids: Sequence[int]) -> dict[int, int]:
    """Return the planned lines of a trip by library."""
    rows = await tx.all(
        """
        SELECT library_id, plan_line_id FROM plan_lines
        WHERE plan_trip_id = ? AND state = 'planned' AND removed_at IS NULL ORDER BY position
        """,
        (trip.plan_trip_id,),
    )
    return {row["library_id"]: row["plan_line_id"] for row in rows if row[0] in library_ids}


async def _carry(
    tx: Tx,
    trip: PlanTrip,
    library_ids: Sequence[int],
    to: date,
    why: Why | None,
    *,
    now: str,
    by: int,
) -> None:
    """Let lines stand in the month of a day, and stay on the trip."""
    month = f"{to:%Y-%m}"
    if month == f"{trip.goes_on:%Y-%m}":
        return
    for key in (await _lines(tx, trip, library_ids)).values():
        moved: Statement = (
            """
            UPDATE plan_lines SET month = ?, reason = ?, reason_text = ?, updated_at = ?
            WHERE plan_line_id = ?
            """,
            (month, why and why.reason, why and why.text, now, key),
        )
        entry = history.entry(
            "plan_lines", key, "moved", now=now, by=by, old={"month": f"{trip.goes_on:%Y-%m}"},
            new={"month": month}, reason=(why.text or why.reason) if why else None,
        )  # fmt: skip
        await tx.batch([moved, entry])


async def _take_off(tx: Tx, trip: PlanTrip, library_ids: Sequence[int], *, now: str) -> None:
    """Leave lines in their month without a day."""
    for key in (await _lines(tx, trip, library_ids)).values():
        await tx.run(
            """
            UPDATE plan_lines SET plan_trip_id = NULL, position = NULL, updated_at = ?
            WHERE plan_line_id = ?
            """,
            (now, key),
        )


async def _let_go(tx: Tx, trip: PlanTrip, library_ids: Sequence[int], *, now: str) -> None:
    """Take libraries out of a trip; lines that were made for it go, the others stay planned."""
    for key in (await _lines(tx, trip, library_ids)).values():
        await tx.run(
            """
            UPDATE plan_lines SET removed_at = CASE WHEN made_for = :trip_id THEN :now END,
                plan_trip_id = NULL, position = NULL, updated_at = :now
            WHERE plan_line_id = :key
            """,
            {"trip_id": trip.plan_trip_id, "now": now, "key": key},
        )


async def _after(
    tx: Tx, trip: PlanTrip, library_ids: Sequence[int], why: Why, *, now: str, by: int
) -> None:
    """Cancel a trip that has lost its last library; one that has others only grows older."""
    if set(library_ids) < set(trip.library_ids):
        await _grown(tx, trip, now=now)
        return
    cancelled: Statement = (
        """
        UPDATE plan_trips SET state = 'cancelled', reason = ?, reason_text = ?,
            sequence = sequence + 1, updated_at = ?
        WHERE plan_trip_id = ?
        """,
        (why.reason, why.text, now, trip.plan_trip_id),
    )
    await tx.batch([cancelled, _entry(trip, "cancelled", now=now, by=by, why=why)])


async def _grown(tx: Tx, trip: PlanTrip, *, now: str) -> None:
    await tx.run(
        """
        UPDATE plan_trips SET sequence = sequence + 1, updated_at = ? WHERE plan_trip_id = ?
        """,
        (now, trip.plan_trip_id),
    )


def _entry(
    trip: PlanTrip,
    action: str,
    *,
    now: str,
    by: int,
    goes_on: date | None = None,
    why: Why | None = None,
) -> Statement:
    return history.entry(
        TABLE, trip.plan_trip_id, action, now=now, by=by,
        old={"goes_on": trip.goes_on} if goes_on else None,
        new={"goes_on": goes_on} if goes_on else None,
        reason=(why.text or why.reason) if why else None,
    )  # fmt: skip
