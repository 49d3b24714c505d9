"""Trips and visits of a sample as their rows tell, and what the visits asked for."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.forms import builtin
from bot.imports.applying import words
from bot.imports.columns import Lookup
from bot.sample.reading import Day, Row
from storage import files as sent_files
from storage import libraries, recommendations, staff, visits
from storage import recommendation_moves as moves
from storage.database import Tx
from storage.recommendation_moves import Act
from storage.records.visits import NewRecommendation, NewVisit, Recommendation

Saved = Mapping[str, tuple[int, int]]  # by trip and library, «P4/SL-03»: the visit, its author


async def load(tx: Tx, rows: Iterable[Row], day: Day, people: Mapping[str, int]) -> Saved:
    """Save trips and visits; who is visited confirms, disputes or is silent."""
    network = {one.code: one.library_id for one in await libraries.known(tx)}
    form = builtin.load("visit")
    purposes, transports = Lookup(words(form, "purposes")), Lookup(words(form, "transport"))
    trips: dict[str, int] = {}
    marked: dict[str, tuple[int, int]] = {}
    for row in rows:
        on = day(row["day"])
        now = f"{on.isoformat()}T12:00:00Z"
        travellers = tuple(people[code] for code in row["travellers"].split(";"))
        named = [purposes.find(word) for word in row["purposes"].split(";") if word]
        new = NewVisit(
            library_id=network[row["library"]],
            visited_on=on,
            outcome=row["outcome"],
            purposes=tuple(code for code in named if code),
            done=row["done"],
            voice_file_id=await _voice(tx, row, travellers[0], now),
            travellers=travellers,
            transport=transports.find(row["transport"]),
            staff_id=travellers[0],
            entered_by=travellers[0],
            confirmation=row["confirmation"],
            trip_id=trips.get(row["trip"]),
        )
        saved = await visits.save(tx, new, now=now)
        trips[row["trip"]] = saved.trip_id
        marked[f"{row['trip']}/{row['library']}"] = (saved.visit_id, new.staff_id)
        await _answer(tx, row, saved.visit_id, new.library_id, now)
        if row.get("removed"):
            await visits.remove(tx, saved.visit_id, row["removed"], by=new.staff_id, now=now)
    return marked


async def _voice(tx: Tx, row: Row, staff_id: int, now: str) -> int | None:
    """Note a voice message without a recording: nobody spoke it, nothing is to be fetched."""
    if not row["voice_s"]:
        return None
    file_id = await sent_files.want(
        tx,
        staff_id=staff_id,
        now=now,
        telegram_file_id="sample-voice",
        unique_id="sample-voice",
        kind="voice",
        mime="audio/ogg",
        duration_s=int(row["voice_s"]),
    )
    await sent_files.tried(tx, file_id, "sample", final=True)
    return file_id


async def _answer(tx: Tx, row: Row, visit_id: int, library_id: int, now: str) -> None:
    """Let the librarian of the library say what the sample says."""
    if row["confirmation"] in {"confirmed", "disputed"}:
        [librarian] = await staff.of_library(tx, library_id)
        await visits.ask(tx, visit_id)
        if row["dispute"]:
            await visits.dispute(tx, visit_id, row["dispute"], by=librarian.staff_id, now=now)
        else:
            await visits.confirm(tx, visit_id, by=librarian.staff_id, now=now)


async def recommend(
    tx: Tx,
    rows: Iterable[Row],
    day: Day,
    people: Mapping[str, int],
    saved: Saved,
    *,
    today: date,
) -> None:
    """Save what visits asked for; it was written, and settled unless a row tells when, `today`."""
    for row in rows:
        visit_id, author_id = saved[row["visit"]]
        given = day(row["given_day"]) if row.get("given_day") else today
        new = NewRecommendation(
            recommendation=row["text"],
            responsible_id=people.get(row["responsible"]),
            deadline_on=day(row["deadline_day"]),
            area=row["area"],
        )
        key = await recommendations.add(tx, visit_id, new, now=_morning(given), by=author_id)
        item = await recommendations.by_id(tx, key)
        if item is not None:
            await _move_on(tx, item, row, day, today)


async def _move_on(tx: Tx, item: Recommendation, row: Row, day: Day, today: date) -> None:
    """Let a recommendation come to the state of its row; overdue it is by the clock."""
    settled = day(row["settled_day"]) if row.get("settled_day") else today
    if row["state"] in {"done", "accepted"}:
        done_on = day(row["done_day"])
        by = Act(item.responsible_id, f"{done_on.isoformat()}T09:00:00Z", done_on)
        await moves.do(tx, item, by, source="chat", line=row["line"])
    if row["state"] == "accepted":
        done = await recommendations.by_id(tx, item.recommendation_id)
        await moves.accept(tx, done or item, Act(item.author_id, _morning(settled), settled))
    if row["state"] == "withdrawn":
        act = Act(item.author_id, _morning(settled), settled)
        await moves.withdraw(tx, item, row["reason"], act)


def _morning(on: date) -> str:
    return f"{on.isoformat()}T05:00:00Z"
